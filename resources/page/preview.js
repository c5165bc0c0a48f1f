/* Runs in the script world `atrium`, apart from the page's own scripts (which do not run).
 * Only this world has the message handler, and only Atrium calls what is defined here. */

(() => {
  'use strict';

  const selector = '#person, [id^="s-"], [id^="e-"]';
  const mark = 'data-atrium';
  let revealed = null;
  let marked = null;
  let chased = null;

  const post = message => window.webkit.messageHandlers.atrium.postMessage(message);

  function isSpace(node) {
    return node.nodeType === Node.TEXT_NODE && node.data.trim() === '';
  }

  function morphAttributes(from, to) {
    for (const { name } of [...from.attributes]) {
      /* what the reader opened stays open */
      const kept = name === mark || (name === 'open' && from.localName === 'details');
      if (!kept && !to.hasAttribute(name))
        from.removeAttribute(name);
    }
    for (const { name, value } of to.attributes)
      if (from.getAttribute(name) !== value)
        from.setAttribute(name, value);
  }

  function removeWithSpace(node) {
    const next = node.nextSibling;
    if (next && isSpace(next))
      next.remove();
    node.remove();
  }

  /* the children of `from` become those of `to`; one that is in both, by its id or else
   * by its place, stays the same node */
  function morphChildren(from, to) {
    const wanted = new Set();
    const keyed = new Map();
    for (const child of to.children)
      if (child.id)
        wanted.add(child.id);
    for (const child of [...from.children])
      if (child.id && wanted.has(child.id))
        keyed.set(child.id, child);
      else if (child.id)
        removeWithSpace(child);

    let cursor = from.firstChild;
    for (const next of [...to.childNodes]) {
      let match = null;
      if (next.id && keyed.has(next.id)) {
        match = keyed.get(next.id);
        /* one was moved away from here: take it out, rather than moving all that follow */
        const following = cursor?.nextElementSibling;
        if (cursor !== match && cursor?.id && following === match) {
          removeWithSpace(cursor);
          cursor = match;
        }
      } else if (cursor && !cursor.id && !next.id && cursor.nodeType === next.nodeType &&
                 cursor.nodeName === next.nodeName) {
        match = cursor;
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

    while (cursor) {
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
    if (anchor?.isConnected) {
      const moved = anchor.getBoundingClientRect().top - before;
      if (moved !== 0)
        window.scrollBy({ top: moved, behavior: 'instant' });
    }
    return true;
  }

  function showMark() {
    const element = revealed ? document.getElementById(revealed) : null;
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
    const element = document.getElementById(id);
    if (chased !== id || !element || patience === 0)
      return;
    const away = !isVisible(element);
    if (away)
      element.scrollIntoView({ behavior: 'instant', block });
    if (away || patience > 18)
      setTimeout(() => chase(id, block, patience - 1), 60);
  }

  globalThis.atrium = {
    patch(count, ids, htmls) {
      let patched = 0;
      for (let i = 0; i < count; i++)
        patched += patchOne(ids[i], htmls[i]);
      if (revealed)
        showMark();
      return patched;
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

    /* resolves once every picture is there, also those that would wait until they are seen */
    settle() {
      document.documentElement.setAttribute(`${mark}-whole`, '');
      const images = [...document.images].map(image => {
        image.loading = 'eager';
        return image.decode().catch(() => {});
      });
      return Promise.race([Promise.all(images), new Promise(resolve => setTimeout(resolve, 3000))]);
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

  document.addEventListener('wheel', () => { chased = null; }, { capture: true, passive: true });

  document.addEventListener('click', event => {
    if (!event.isTrusted || event.button !== 0 || event.target.closest?.('a[href], summary'))
      return;
    if (!window.getSelection().isCollapsed)
      return;
    const element = event.target.closest?.(selector);
    if (element)
      post(`activate ${element.id}`);
  }, true);
})();
