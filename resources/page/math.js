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
  /* A page with no more formulas is drawn at once. With more, what is not seen waits until nothing
   * was changed for so long, and then rests between the slices, in milliseconds. */
  const maxNear = 200;
  const calm = 1000;
  const rest = 40;
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
  let timer = 0;
  let hurried = false;
  let scrolled = false;
  let touched = 0;
  let inOrder = [];
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

  const keyOf = source => source ? `${source.display ? 'd' : 'i'}${source.text}` : '';

  function isChanged(host) {
    const source = sourceOf(host);
    const state = drawn.get(host);
    return state ? state.key !== keyOf(source) : source !== null;
  }

  function drawOne(host) {
    const source = sourceOf(host);
    const key = keyOf(source);
    const state = drawn.get(host);
    if (!host.isConnected || (state ? state.key === key : !source))
      return;
    const content = source ? lookUp(source, key) : document.createElement('slot');
    if (state) {
      state.key = key;
      state.shadow.replaceChildren(content);
    } else {
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

  /* the part of the page that a formula goes up and down with, also where that is not laid out yet */
  const boxOf = host => (site ? host : host.closest('[id^="e-"]') ?? host).getBoundingClientRect();

  /* those of the document's formulas, in its order, that are about to be seen */
  function findNear() {
    const margin = window.innerHeight;
    let low = 0;
    let high = inOrder.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (boxOf(inOrder[middle]).bottom < -margin)
        low = middle + 1;
      else
        high = middle;
    }
    const near = [];
    for (; low < inOrder.length && near.length < maxNear && boxOf(inOrder[low]).top < 2 * margin; low++)
      if (waiting.has(inOrder[low]))
        near.push(inOrder[low]);
    return near;
  }

  function drawNow(hosts) {
    const end = performance.now() + slice;
    for (const host of hosts) {
      if (performance.now() > end)
        return false;
      waiting.delete(host);
      drawOne(host);
    }
    return true;
  }

  /* First what is seen. The rest of a page full of formulas is drawn in slices while nobody types:
   * each makes the page lay itself out again. */
  function work() {
    timer = 0;
    const few = hurried || waiting.size <= maxNear;
    if (!few && performance.now() - touched < calm) {
      schedule(drawNow(findNear()) ? calm : 0);
      return;
    }
    drawNow(few ? waiting : [...findNear(), ...waiting]);
    schedule(few ? 0 : rest);
  }

  function schedule(delay) {
    if (delay === 0)
      clearTimeout(timer);
    if (waiting.size === 0)
      finish();
    else if (timer === 0 || delay === 0)
      timer = setTimeout(work, delay);
  }

  /* draws what is new or has changed at and below `root`; a few at once, so that no frame shows
   * their sources */
  function draw(root) {
    const found = missing ? [] : [...root.querySelectorAll(selector)];
    if (!missing && root.matches?.(selector))
      found.push(root);
    if (root === document)
      inOrder = found;
    touched = performance.now();
    const changed = found.filter(isChanged);
    for (const host of changed)
      waiting.add(host);
    if (waiting.size === 0)
      return;
    if (!sheet) {
      request();
      return;
    }
    drawNow(changed.length <= maxNear ? changed : findNear());
    schedule(root === document ? 0 : calm);
  }

  function drawSeen() {
    scrolled = false;
    if (sheet && waiting.size > 0)
      drawNow(findNear());
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
      drawNow(findNear());
      schedule(0);
    },

    miss() {
      missing = true;
      waiting.clear();
      finish();
    },

    /* resolves once all that was there is drawn, with its fonts */
    async done() {
      hurried = true;
      if (sheet)
        schedule(0);
      if (waiting.size > 0 && !missing)
        await new Promise(resolve => idle.push(resolve));
      hurried = false;
      await document.fonts.ready;
    },
  };

  document.addEventListener('scroll', () => {
    if (!scrolled && waiting.size > 0)
      requestAnimationFrame(drawSeen);
    scrolled = waiting.size > 0;
  }, { capture: true, passive: true });

  /* on paper all of it is seen */
  window.addEventListener('beforeprint', () => {
    if (sheet)
      for (const host of waiting)
        drawOne(host);
  });

  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', drawDocument);
  else
    drawDocument();
})();
