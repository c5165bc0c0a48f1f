/* Draws the math of a page, in the script world `atrium`. KaTeX is brought here once a page has a
 * formula. The formula stays in the page as its source, and what is drawn stands in a shadow
 * tree of that element: so patches compare sources, nothing that was drawn is touched by them, and
 * the page's style sheets do not reach what KaTeX drew. */

(() => {
  'use strict';

  const mark = 'data-atrium-math';
  /* What one formula, all of a page's slow ones, and one slice of the work may take. KaTeX counts
   * expansions of macros, but not how long they become, so those that define some are kept short. */
  const maxSource = 5000;
  const maxDefining = 300;
  const maxMarkup = 150000;
  const slow = 40;
  const maxSlow = 1000;
  const slice = 8;
  const maxCached = 300;

  const delimiters = [
    ['$$', '$$', true], ['\\\\[', '\\\\]', true], ['\\\\(', '\\\\)', false], ['\\[', '\\]', true],
    ['\\(', '\\)', false], ['$', '$', false],
  ];
  const untouched = 'script, noscript, style, textarea, pre, code, kbd, samp, option, template, svg, math, ' +
    `.tex2jax_ignore, .mathjax_ignore, .no-mathjax, mjx-container, .MathJax, [${mark}], .kdmath, .katex`;
  const opener = /\\\\|\\\$|\\\(|\\\[|\$\$|\$|\\begin\{(?:equation|align|alignat|gather|CD)\*?\}/g;
  const defining = /\\(?:[gex]?def|(?:re)?newcommand|providecommand|let|futurelet|global|long)(?![a-zA-Z])/;

  let site = false;
  let dollars = false;
  let selector = '.math';
  let requested = false;
  let missing = false;
  let sheet = null;
  let spent = 0;
  let working = false;
  const own = new WeakSet();
  const drawn = new WeakMap();
  const waiting = new Set();
  const cache = new Map();
  let idle = [];

  /* where the formula that begins at `from` ends: no brace stays open in it */
  function findEnd(text, from, closer) {
    let depth = 0;
    const last = Math.min(text.length, from + maxSource);
    for (let i = from; i < last; i++) {
      if (depth <= 0 && text.startsWith(closer, i))
        return i;
      if (text[i] === '\\')
        i++;
      else if (text[i] === '{')
        depth++;
      else if (text[i] === '}')
        depth--;
    }
    return -1;
  }

  /* "$5 and $10" is none: prices begin with a digit and have nothing of a formula in them */
  function isFormula(text, from, end) {
    const inner = text.slice(from, end);
    if (inner === '' || /^\s|\s$|\n\s*\n/.test(inner) || /[$\\]/.test(text[from - 2] ?? ' ') || /[\d$]/.test(text[end + 1] ?? ' '))
      return false;
    return !/^[\d.,]/.test(inner) || /[\\^_{}=<>+*\/]/.test(inner) || /^[\d.,]+$/.test(inner);
  }

  /* [start, end, display] of each formula in a text */
  function findFormulas(text) {
    const found = [];
    const none = new Set();
    let failures = 0;
    opener.lastIndex = 0;
    for (let match; failures < 50 && (match = opener.exec(text));) {
      const [open] = match;
      const environment = open.startsWith('\\b');
      if (open === '\\\\' || open === '\\$' || (open === '$' && !dollars))
        continue;
      const closer = environment ? open.replace('begin', 'end')
        : open === '\\(' ? '\\)' : open === '\\[' ? '\\]' : open;
      const from = match.index + open.length;
      if (!none.has(closer) && text.indexOf(closer, from) < 0)
        none.add(closer);
      const end = none.has(closer) ? -1 : findEnd(text, from, closer);
      if (end < 0 || text.slice(from, end).trim() === '' || (open === '$' && !isFormula(text, from, end))) {
        failures += none.has(closer) ? 0 : 1;
        continue;
      }
      opener.lastIndex = end + closer.length;
      found.push([match.index, end + closer.length, environment || open === '$$' || open === '\\[']);
    }
    return found;
  }

  function wrap(node, formulas) {
    const text = node.data;
    const made = node.ownerDocument.createDocumentFragment();
    let at = 0;
    for (const [start, end, display] of formulas) {
      const host = node.ownerDocument.createElement('span');
      host.setAttribute(mark, display ? 'display' : 'inline');
      host.textContent = text.slice(start, end);
      own.add(host);
      if (start > at)
        made.append(text.slice(at, start));
      made.append(host);
      at = end;
    }
    if (at < text.length)
      made.append(text.slice(at));
    node.replaceWith(made);
  }

  /* puts each formula in the text below `root` into an element of its own */
  function prepare(root) {
    if (!site)
      return;
    for (const forged of root.querySelectorAll(`[${mark}]`))
      if (!own.has(forged))
        forged.removeAttribute(mark);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const candidates = [];
    while (walker.nextNode()) {
      const { data } = walker.currentNode;
      if (data.includes('$') || data.includes('\\'))
        candidates.push(walker.currentNode);
    }
    for (const node of candidates) {
      const formulas = findFormulas(node.data);
      if (formulas.length > 0 && node.parentElement && !node.parentElement.closest(untouched))
        wrap(node, formulas);
    }
  }

  function strip(text) {
    for (const [open, close, display] of delimiters)
      if (text.startsWith(open) && text.endsWith(close) && text.length > open.length + close.length)
        return { text: text.slice(open.length, -close.length), display };
    return { text, display: false };
  }

  /* what a formula's element says; null where it says none */
  function sourceOf(host) {
    if (host.classList.contains('katex')) {
      const annotation = host.querySelector('annotation[encoding="application/x-tex"]');
      return annotation && { text: annotation.textContent, display: !!host.parentElement?.classList.contains('katex-display') };
    }
    const text = host.textContent.trim();
    if (host.firstElementChild || (!site && /^\$[^$]/.test(text) && !isFormula(text, 1, text.length - 1)))
      return null;
    const source = strip(text);
    source.display ||= host.getAttribute(mark) === 'display' || host.localName === 'div';
    return source.text.trim() === '' ? null : source;
  }

  function make(source) {
    const short = source.text.length <= (defining.test(source.text) ? maxDefining : maxSource);
    if (!short || spent > maxSlow)
      return null;
    const start = performance.now();
    let markup = '';
    try {
      markup = katex.renderToString(source.text, {
        displayMode: source.display,
        output: 'htmlAndMathml',
        throwOnError: false,
        errorColor: '#c01c28',
        strict: 'ignore',
        trust: false,
        maxSize: 40,
        maxExpand: defining.test(source.text) ? 50 : 500,
        /* no numbers of equations are drawn, and their names need not be */
        macros: { '\\label': '\\@firstoftwo{}' },
      });
    } catch {
      /* nested too deep: it stays as it is */
    }
    const took = performance.now() - start;
    if (took > slow)
      spent += took;
    if (markup === '' || markup.length > maxMarkup)
      return null;
    const template = document.createElement('template');
    template.innerHTML = markup;
    return template.content;
  }

  function lookUp(source, key) {
    if (!cache.has(key)) {
      if (cache.size >= maxCached)
        cache.delete(cache.keys().next().value);
      cache.set(key, make(source));
    }
    return cache.get(key)?.cloneNode(true) ?? document.createElement('slot');
  }

  function drawOne(host) {
    const source = sourceOf(host);
    const key = source ? `${source.display ? 'd' : 'i'}${source.text}` : '';
    const state = drawn.get(host);
    if (!host.isConnected || (state ? state.key === key : !source))
      return;
    const content = source ? lookUp(source, key) : document.createElement('slot');
    if (state) {
      state.key = key;
      state.shadow.replaceChildren(content);
    } else if (content.localName !== 'slot') {
      try {
        const shadow = host.attachShadow({ mode: 'closed' });
        shadow.adoptedStyleSheets = [sheet];
        shadow.replaceChildren(content);
        drawn.set(host, { shadow, key });
      } catch {
        /* an element that can have none, or that the site's script gave one */
      }
    }
  }

  function finish() {
    for (const resolve of idle)
      resolve();
    idle = [];
  }

  /* in slices, so that a page full of formulas stays alive meanwhile */
  function work() {
    const end = performance.now() + slice;
    for (const host of waiting) {
      waiting.delete(host);
      drawOne(host);
      if (performance.now() > end)
        break;
    }
    working = waiting.size > 0;
    if (working)
      setTimeout(work, 0);
    else
      finish();
  }

  /* draws what is new or has changed at and below `root`; a few at once, so that no frame shows
   * their sources */
  function draw(root) {
    const found = missing ? [] : [...root.querySelectorAll(selector)];
    if (!missing && root.matches?.(selector))
      found.push(root);
    for (const host of found)
      waiting.add(host);
    if (waiting.size === 0)
      return;
    if (!sheet) {
      request();
    } else if (!working) {
      work();
    } else if (found.length < 20) {
      for (const host of found) {
        waiting.delete(host);
        drawOne(host);
      }
    }
  }

  function request() {
    if (!requested)
      window.webkit.messageHandlers.atrium.postMessage('math');
    requested = true;
  }

  function drawDocument() {
    prepare(document);
    draw(document);
  }

  globalThis.atriumMath = {
    prepare,
    draw,

    /* whether an element is drawn as a formula: a patch makes no other of it, or the reverse */
    is(node) {
      return node.nodeType === Node.ELEMENT_NODE && node.matches(selector);
    },

    /* what is seen of an element that is drawn as a formula, or null */
    drawingOf: host => drawn.get(host)?.shadow ?? null,

    setSite(withDollars) {
      site = true;
      dollars ||= withDollars;
      selector = `[${mark}], .kdmath, .katex`;
      if (document.readyState !== 'loading')
        drawDocument();
    },

    /* KaTeX is here; its fonts come from the folder that the page knows it by */
    start(css) {
      const base = `${location.protocol}//${location.host}/%5Ckatex/`;
      const text = css.replace(/url\((['"]?)fonts\//g, `url($1${base}`);
      const faces = new CSSStyleSheet();
      faces.replaceSync((text.match(/@font-face\s*\{[^}]*\}/g) ?? []).join('\n'));
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, faces];
      sheet = new CSSStyleSheet();
      sheet.replaceSync(`${text}
        .katex { letter-spacing: normal; text-transform: none; word-spacing: normal; }
        .eqn-num::before { content: none; }
        .katex-display { overflow: auto hidden; padding: 2px 0; }`);
      work();
    },

    miss() {
      missing = true;
      waiting.clear();
      finish();
    },

    /* resolves once all that was there is drawn, with its fonts */
    async done() {
      if (waiting.size > 0 && !missing)
        await new Promise(resolve => idle.push(resolve));
      await document.fonts.ready;
    },
  };

  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', drawDocument);
  else
    drawDocument();
})();
