/* Runs in the script world `atrium`, apart from the page's own scripts (which do not run).
 * Only this world has the message handler, and only Atrium calls what is defined here. */

(() => {
  'use strict';

  const mark = 'data-atrium';
  const entryMark = 'data-atrium-entry';
  /* a page of ours knows its entries by their ids, one of a generator by what it was marked with */
  let selector = '#person, [id^="s-"], [id^="e-"]';
  let idOf = element => element.id;
  let find = id => document.getElementById(id);
  let revealed = null;
  let marked = null;
  let chased = null;

  /* what preview-look.js shows on the page's elements is off while they change */
  const looks = { off() {}, on() {} };

  const post = message => window.webkit.messageHandlers.atrium.postMessage(message);

  function isSpace(node) {
    return node.nodeType === Node.TEXT_NODE && node.data.trim() === '';
  }

  function morphAttributes(from, to) {
    for (const { name } of [...from.attributes]) {
      /* what the reader opened stays open */
      const kept = name === mark || name === `${mark}-whole` || (name === 'open' && from.localName === 'details');
      if (!kept && !to.hasAttribute(name))
        from.removeAttribute(name);
    }
    for (const { name, value } of to.attributes)
      if (from.getAttribute(name) !== value)
        from.setAttribute(name, value);
  }

  /* with what parts it from the next, unless that is @end, which stays */
  function removeWithSpace(node, end) {
    const next = node.nextSibling;
    if (next && next !== end && isSpace(next))
      next.remove();
    node.remove();
  }

  function keyOf(node) {
    return node.id || node.getAttribute?.(entryMark) || '';
  }

  /* those of `from` that are among `to` as well, by their keys; the others go */
  function findKeyed(from, to, end) {
    const wanted = new Set(to.map(keyOf));
    const keyed = new Map();
    for (const child of from) {
      const key = keyOf(child);
      if (key && wanted.has(key) && !keyed.has(key))
        keyed.set(key, child);
      else if (key)
        removeWithSpace(child, end);
    }
    return keyed;
  }

  /* without keys: what came or went before a node that stays is not taken for a change of it */
  function isInserted(cursor, rest) {
    return rest.slice(1, 3).some(later => later.nodeType === Node.ELEMENT_NODE && later.isEqualNode(cursor));
  }

  function skipRemoved(cursor, next, end) {
    const after = cursor.nextElementSibling;
    if (cursor.nodeType !== Node.ELEMENT_NODE || keyOf(cursor) || cursor.isEqualNode(next) || !after?.isEqualNode(next))
      return cursor;
    removeWithSpace(cursor, end);
    return after;
  }

  function findMatch(cursor, rest) {
    const [next] = rest;
    if (!cursor || keyOf(cursor) || keyOf(next) || cursor.nodeType !== next.nodeType ||
        cursor.nodeName !== next.nodeName)
      return null;
    if (cursor.nodeType === Node.ELEMENT_NODE && !cursor.isEqualNode(next) && isInserted(cursor, rest))
      return null;
    return cursor;
  }

  /* what is the same at the start and at the end of both is left alone */
  function findChanged(from, to) {
    let before = [...from.childNodes];
    let after = [...to.childNodes];
    let n = 0;
    while (n < before.length && n < after.length && before[n].isEqualNode(after[n]))
      n++;
    before = before.slice(n);
    after = after.slice(n);
    while (before.length > 0 && after.length > 0 && before.at(-1).isEqualNode(after.at(-1))) {
      before.pop();
      after.pop();
    }
    return [before, after];
  }

  /* nothing went: what comes stands as many nodes before the end as in `to` */
  function findEnd(from, added, to) {
    const after = to.childNodes.length - [...to.childNodes].indexOf(added.at(-1)) - 1;
    return after > 0 ? from.childNodes[from.childNodes.length - after] : null;
  }

  /* the children of `from` become those of `to`; one that is in both, by its key or else
   * by its place, stays the same node */
  function morphChildren(from, to) {
    const [before, children] = findChanged(from, to);
    if (before.length === 0 && children.length === 0)
      return;
    const end = before.length > 0 ? before.at(-1).nextSibling : findEnd(from, children, to);
    const keyed = findKeyed(before, children, end);

    let cursor = before.find(node => node.parentNode === from) ?? end;
    for (let i = 0; i < children.length; i++) {
      const next = children[i];
      const key = keyOf(next);
      let match = key ? keyed.get(key) ?? null : null;
      if (match) {
        keyed.delete(key);
        /* one was moved away from here: take it out, rather than moving all that follow */
        if (cursor !== match && cursor && cursor !== end && keyOf(cursor) && cursor.nextElementSibling === match) {
          removeWithSpace(cursor, end);
          cursor = match;
        }
      } else if (!key) {
        if (cursor && cursor !== end)
          cursor = skipRemoved(cursor, next, end);
        if (cursor !== end)
          match = findMatch(cursor, children.slice(i, i + 3));
      }

      if (!match) {
        from.insertBefore(next, cursor);
        continue;
      }
      if (match === cursor)
        cursor = cursor.nextSibling;
      else
        from.insertBefore(match, cursor);
      morph(match, next);
    }

    while (cursor && cursor !== end) {
      const rest = cursor;
      cursor = cursor.nextSibling;
      rest.remove();
    }
  }

  function morph(from, to) {
    if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
      from.replaceWith(to);
      return;
    }
    if (from.isEqualNode(to))
      return;
    /* what was drawn in one does not go away with its class */
    if (atriumMath.is(from) !== atriumMath.is(to)) {
      from.replaceWith(to);
      return;
    }
    if (from.nodeType !== Node.ELEMENT_NODE) {
      from.data = to.data;
      return;
    }
    morphAttributes(from, to);
    morphChildren(from, to);
  }

  function parse(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content.firstElementChild;
  }

  /* what stands at the top of the window, below the changed element, keeps its place */
  function anchorBelow(element) {
    if (element.getBoundingClientRect().top >= 0)
      return null;
    for (let y = 80; y < window.innerHeight; y += 40) {
      const found = document.elementFromPoint(window.innerWidth * 0.6, y)?.closest('[id^="e-"]');
      if (found && found !== element)
        return found;
    }
    return null;
  }

  function patchOne(id, html) {
    const element = document.getElementById(id);
    if (!element)
      return false;

    const next = parse(html);
    if (!next) {
      element.remove();
      return true;
    }
    const anchor = anchorBelow(element);
    const before = anchor?.getBoundingClientRect().top;
    morph(element, next);
    atriumMath.draw(element.isConnected ? element : document);
    if (anchor?.isConnected) {
      const moved = anchor.getBoundingClientRect().top - before;
      if (moved !== 0)
        window.scrollBy({ top: moved, behavior: 'instant' });
    }
    return true;
  }

  /* an element at the top of the window that is likely to be there afterwards */
  function anchorInView() {
    for (let y = 20; y < window.innerHeight; y += 40) {
      const found = document.elementFromPoint(window.innerWidth / 2, y);
      if (found && found !== document.body && found !== document.documentElement &&
          found.getBoundingClientRect().height < window.innerHeight)
        return found;
    }
    return null;
  }

  function keepPlace(change) {
    const anchor = window.scrollY > 0 ? anchorInView() : null;
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (!anchor?.isConnected)
      return;
    const moved = anchor.getBoundingClientRect().top - before;
    if (moved !== 0)
      window.scrollBy({ top: moved, behavior: 'instant' });
  }

  function showMark() {
    const element = revealed ? find(revealed) : null;
    if (marked !== element)
      marked?.removeAttribute(mark);
    element?.setAttribute(mark, 'revealed');
    marked = element;
    return element;
  }

  /* in the window, under no bar, and in its scroll box */
  function isVisible(element) {
    const box = element.getBoundingClientRect();
    const fits = box.bottom <= window.innerHeight || (isTall(element) && box.top < window.innerHeight / 2);
    return box.top >= 0 && fits &&
      element.contains(document.elementFromPoint(box.left + Math.min(box.width / 2, 200), box.top + 4));
  }

  function isTall(element) {
    return element.getBoundingClientRect().height > window.innerHeight * 0.7;
  }

  /* on the way what was out of sight gets its true height, so that the element moves away */
  function chase(id, block, patience) {
    const element = find(id);
    if (chased !== id || !element || patience === 0)
      return;
    const away = !isVisible(element);
    if (away)
      element.scrollIntoView({ behavior: 'instant', block });
    if (away || patience > 18)
      setTimeout(() => chase(id, block, patience - 1), 60);
  }

  globalThis.atrium = {
    looks,
    post,
    find: id => find(id),
    idAt: element => { const found = element.closest(selector); return found ? idOf(found) : ''; },
    listEntries: root => root.querySelectorAll(selector),
    keyOf,

    patch(count, ids, htmls) {
      let patched = 0;
      looks.off();
      for (let i = 0; i < count; i++)
        patched += patchOne(ids[i], htmls[i]);
      if (revealed)
        showMark();
      looks.on();
      return patched;
    },

    /* the whole page with other text; false where it cannot be taken over */
    replacePage(html) {
      const next = new DOMParser().parseFromString(html, 'text/html');
      if (!document.head || !document.body || next.body?.localName !== 'body' || document.body.localName !== 'body')
        return false;
      /* the outline is ours: without it the rest can be the same */
      marked?.removeAttribute(mark);
      looks.off();
      atriumMath.prepare(next);
      keepPlace(() => {
        morphAttributes(document.documentElement, next.documentElement);
        morph(document.head, next.head);
        morph(document.body, next.body);
        atriumMath.draw(document);
      });
      if (revealed)
        showMark();
      looks.on();
      return true;
    },

    setSite(dollars) {
      atriumMath.setSite(dollars);
      selector = `[${entryMark}]`;
      idOf = element => element.getAttribute(entryMark);
      find = id => document.querySelector(`[${entryMark}="${CSS.escape(id)}"]`);
    },

    reveal(id) {
      revealed = id === '' ? null : id;
      const element = showMark();
      if (!element || isVisible(element))
        return;
      const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      const block = isTall(element) ? 'start' : 'center';
      chased = id;
      element.scrollIntoView({ behavior: calm ? 'instant' : 'smooth', block });
      setTimeout(() => chase(id, block, 20), calm ? 0 : 500);
    },

    setTheme(theme) {
      document.documentElement?.classList.toggle('dark', theme === 'dark');
      document.documentElement?.classList.toggle('light', theme === 'light');
    },

    /* resolves once every picture and formula is there, also those that would wait until they are seen */
    settle() {
      document.documentElement.setAttribute(`${mark}-whole`, '');
      const images = [...document.images].map(image => {
        image.loading = 'eager';
        return image.decode().catch(() => {});
      });
      return Promise.race([Promise.all([atriumMath.done(), ...images]), new Promise(resolve => setTimeout(resolve, 3000))]);
    },

    settled() {
      document.documentElement.removeAttribute(`${mark}-whole`);
    },

    /* resolves once what is in the document was drawn, or would have been */
    drawn() {
      return new Promise(resolve => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
        setTimeout(resolve, 300);
      });
    },
  };

  /* what would have come from elsewhere: each host is told once */
  const refused = new Set();
  document.addEventListener('securitypolicyviolation', event => {
    /* a script that runs can make such an event itself */
    if (!event.isTrusted)
      return;
    const url = URL.parse?.(event.blockedURI) ?? null;
    if (!url || !/^https?:$/.test(url.protocol) || refused.has(url.host) || refused.size >= 20)
      return;
    if (!/^(img|style|font|media|script)-src/.test(event.effectiveDirective))
      return;
    refused.add(url.host);
    post(`refused ${url.host}`);
  }, true);

  document.addEventListener('wheel', () => { chased = null; }, { capture: true, passive: true });

  document.addEventListener('click', event => {
    if (!event.isTrusted || event.button !== 0 || event.target.closest?.('a[href], summary, [data-atrium-missing]'))
      return;
    if (!window.getSelection().isCollapsed)
      return;
    const element = event.target.closest?.(selector);
    if (element)
      post(`activate ${idOf(element)}`);
  }, true);
})();
