/* What is shown on the elements of a page and does not belong to it: the entry that the pointer is
 * over in the list, and what is another than in another text of the page. */

(() => {
  'use strict';

  const atrium = globalThis.atrium;
  const hintMark = 'data-atrium-hint';
  const changeMark = 'data-atrium-changed';
  const missingMark = 'data-atrium-missing';
  /* of two lists that are longer, what is the same in both is not looked for in the middle */
  const maxTable = 1_000_000;
  const inline = new Set(['a', 'abbr', 'b', 'bdi', 'cite', 'code', 'data', 'del', 'em', 'font', 'i', 'ins', 'kbd',
    'mark', 'q', 's', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var', 'wbr', 'br', 'svg', 'path', 'math']);

  let hint = '';
  let hinted = null;
  let missing = new Map();   /* the pictures that are not there, to their numbers */
  let missingLabel = '';
  let offered = [];          /* those of the page, with what they were given */
  let changes = [];          /* of [element, kind] */
  let common = null;         /* the keys that are in both texts; null where there is one */
  let following = false;
  let expected = -1;         /* where we scrolled to ourselves */
  let posting = false;

  function showHint() {
    const element = hint ? atrium.find(hint) : null;
    if (hinted !== element)
      hinted?.removeAttribute(hintMark);
    element?.setAttribute(hintMark, '');
    hinted = element;
  }

  /* Two texts of a page. */

  const isSame = (one, other) => one.isEqualNode(other);

  /* the text that is the element's own, however it is broken into lines */
  function ownText(element) {
    let text = '';
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE)
        text += node.data;
    return text.replace(/\s+/g, ' ').trim();
  }

  function hasSameAttributes(one, other) {
    return one.attributes.length === other.attributes.length &&
      [...one.attributes].every(({ name, value }) => other.getAttribute(name) === value);
  }

  /* the pairs [i, j] of what stands in both lists in the same order, most of them */
  function findLongest(one, other) {
    const n = one.length;
    const m = other.length;
    if (n * m > maxTable)
      return [];
    const names = new Map();
    const toNumber = element => {
      const text = element.outerHTML;
      if (!names.has(text))
        names.set(text, names.size);
      return names.get(text);
    };
    const a = one.map(toNumber);
    const b = other.map(toNumber);
    const table = new Uint32Array((n + 1) * (m + 1));
    const at = (i, j) => i * (m + 1) + j;
    for (let i = n - 1; i >= 0; i--)
      for (let j = m - 1; j >= 0; j--)
        table[at(i, j)] = a[i] === b[j] ? table[at(i + 1, j + 1)] + 1 : Math.max(table[at(i + 1, j)], table[at(i, j + 1)]);

    const pairs = [];
    for (let i = 0, j = 0; i < n && j < m;) {
      if (a[i] === b[j])
        pairs.push([i++, j++]);
      else if (table[at(i + 1, j)] >= table[at(i, j + 1)])
        i++;
      else
        j++;
    }
    return pairs;
  }

  /* those that do not stand in the longest run of rising numbers */
  function findOutOfOrder(numbers) {
    const tails = [];
    const before = [];
    for (let i = 0; i < numbers.length; i++) {
      let low = 0;
      let high = tails.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (numbers[tails[middle]] < numbers[i])
          low = middle + 1;
        else
          high = middle;
      }
      before[i] = low > 0 ? tails[low - 1] : -1;
      tails[low] = i;
    }
    const kept = new Set();
    for (let i = tails.length > 0 ? tails.at(-1) : -1; i >= 0; i = before[i])
      kept.add(i);
    return numbers.map((_, i) => i).filter(i => !kept.has(i));
  }

  function compareKeyed(one, other, found) {
    const places = new Map(other.map((element, i) => [atrium.keyOf(element), i]));
    const known = one.filter(element => places.has(atrium.keyOf(element)));
    const numbers = known.map(element => places.get(atrium.keyOf(element)));
    for (const element of one)
      if (!places.has(atrium.keyOf(element)))
        found.push([element, 'alone']);
    for (const i of findOutOfOrder(numbers))
      found.push([known[i], 'moved']);
    known.forEach((element, i) => compare(element, other[numbers[i]], found));
  }

  /* between what is the same, one is taken for what became of the other where both are of one kind */
  function compareGap(one, other, found) {
    let j = 0;
    for (const element of one) {
      const k = other.findIndex((candidate, i) => i >= j && candidate.localName === element.localName);
      if (k < 0) {
        found.push([element, 'alone']);
        continue;
      }
      compare(element, other[k], found);
      j = k + 1;
    }
  }

  function compareUnkeyed(one, other, found) {
    let i = 0;
    let j = 0;
    for (const [k, l] of [...findLongest(one, other), [one.length, other.length]]) {
      compareGap(one.slice(i, k), other.slice(j, l), found);
      i = k + 1;
      j = l + 1;
    }
  }

  function compareChildren(from, to, found) {
    let one = [...from.children];
    let other = [...to.children];
    let n = 0;
    while (n < one.length && n < other.length && isSame(one[n], other[n]))
      n++;
    one = one.slice(n);
    other = other.slice(n);
    while (one.length > 0 && other.length > 0 && isSame(one.at(-1), other.at(-1))) {
      one.pop();
      other.pop();
    }
    const isKeyed = element => atrium.keyOf(element) !== '';
    const isFree = element => !isKeyed(element);
    compareKeyed(one.filter(isKeyed), other.filter(isKeyed), found);
    compareUnkeyed(one.filter(isFree), other.filter(isFree), found);
  }

  function compare(from, to, found) {
    if (isSame(from, to))
      return;
    const isRoot = from.localName === 'body';
    if (!isRoot && (from.localName !== to.localName || ownText(from) !== ownText(to) || !hasSameAttributes(from, to))) {
      found.push([from, 'changed']);
      return;
    }
    const before = found.length;
    compareChildren(from, to, found);
    /* what went away is seen at what it was taken from */
    if (!isRoot && found.length === before && from.children.length < to.children.length && inline.has(to.lastElementChild.localName))
      found.push([from, 'changed']);
  }

  function pathOf(element) {
    const path = [];
    for (let at = element; at.parentElement; at = at.parentElement)
      path.unshift([...at.parentElement.children].indexOf(at));
    return path;
  }

  /* the element of the page that stands where @element does in its text */
  function locate(element) {
    let at = document.documentElement;
    for (const index of pathOf(element)) {
      if (!at.children[index])
        break;
      at = at.children[index];
    }
    while (at !== document.body && at.parentElement && (inline.has(at.localName) || at.closest('svg, math') && at.closest('svg, math') !== at))
      at = at.parentElement;
    return at === document.body || at === document.documentElement ? null : at;
  }

  /* the outermost of those that stand in one another, each once */
  function reduce(found) {
    const kinds = new Map();
    for (const [element, kind] of found)
      if (element && (!kinds.has(element) || kinds.get(element) === 'moved'))
        kinds.set(element, kind);
    return [...kinds].filter(([element]) => {
      for (let at = element.parentElement; at; at = at.parentElement)
        if (kinds.has(at) && kinds.get(at) !== 'moved')
          return false;
      return true;
    });
  }

  function clearChanges() {
    for (const [element] of changes)
      element.removeAttribute(changeMark);
  }

  function showChanges() {
    changes = changes.filter(([element]) => element.isConnected);
    for (const [element, kind] of changes)
      element.setAttribute(changeMark, kind);
  }

  /* a picture that is not there is a button for choosing it */
  function offer(image) {
    const given = [[missingMark, `${missing.get(image.currentSrc)}`]];
    const offers = { title: missingLabel, role: 'button', tabindex: '0', 'aria-label': missingLabel };
    for (const [name, value] of Object.entries(offers))
      if (!image.hasAttribute(name))
        given.push([name, value]);
    for (const [name, value] of given)
      image.setAttribute(name, value);
    offered.push([image, given]);
  }

  function takeOffersBack() {
    for (const [image, given] of offered)
      for (const [name] of given)
        image.removeAttribute(name);
    offered = [];
  }

  function showOffers() {
    if (missing.size > 0)
      [...document.images].filter(image => missing.has(image.currentSrc)).forEach(offer);
  }

  function choose(event) {
    const image = event.target.closest?.(`img[${missingMark}]`);
    if (!image || !event.isTrusted)
      return;
    event.preventDefault();
    atrium.post(`choose ${missing.get(image.currentSrc) ?? ''} ${atrium.idAt(image)}`);
  }

  document.addEventListener('click', event => event.button === 0 && choose(event), true);
  document.addEventListener('keydown', event => ['Enter', ' '].includes(event.key) && choose(event), true);
  /* the same address may be missing in what was put in later */
  document.addEventListener('load', event => {
    if (missing.size > 0 && event.target.localName === 'img' && missing.has(event.target.currentSrc) && !event.target.hasAttribute(missingMark))
      offer(event.target);
  }, true);

  function keysOf(page) {
    return new Set([...atrium.listEntries(page)].map(atrium.keyOf));
  }

  Object.assign(atrium.looks, {
    off() {
      hinted?.removeAttribute(hintMark);
      clearChanges();
      takeOffersBack();
    },

    on() {
      showHint();
      showChanges();
      showOffers();
    },
  });

  /* Two pages that are scrolled together. */

  /* the last entry that begins above the upper part of the window and is in both pages */
  function findAnchor() {
    const entries = common ? [...atrium.listEntries(document)].filter(element => common.has(atrium.keyOf(element))) : [];
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle].getBoundingClientRect().top < window.innerHeight / 4)
        low = middle + 1;
      else
        high = middle;
    }
    return low > 0 ? entries[low - 1] : null;
  }

  function postScroll() {
    posting = false;
    if (!following)
      return;
    const anchor = window.scrollY > 0 ? findAnchor() : null;
    const offset = anchor ? anchor.getBoundingClientRect().top : window.scrollY;
    atrium.post(`scroll ${Math.round(offset)} ${anchor ? atrium.keyOf(anchor) : ''}`);
  }

  function scrolled() {
    if (!following || Math.abs(window.scrollY - expected) < 2)
      return;
    expected = -1;
    if (posting)
      return;
    posting = true;
    requestAnimationFrame(postScroll);
  }

  document.addEventListener('scroll', scrolled, { capture: true, passive: true });

  Object.assign(atrium, {
    hint(id) {
      hint = id;
      showHint();
    },

    showMissing(uris, label) {
      takeOffersBack();
      missing = new Map(uris.map((uri, i) => [uri, i]));
      missingLabel = label;
      showOffers();
    },

    /* marks what is another in @shown, the text of this page, than in @other; gives how many elements
     * that are, and how many of them are not in @other at all */
    markChanges(shown, other, before) {
      const parser = new DOMParser();
      const one = parser.parseFromString(shown, 'text/html');
      const two = parser.parseFromString(other, 'text/html');
      const found = [];
      /* the page has its formulas in elements of their own */
      atriumMath.prepare(one);
      atriumMath.prepare(two);
      clearChanges();
      compare(one.body, two.body, found);
      const reduced = reduce(found.map(([element, kind]) => [locate(element), kind]));
      const nameOf = kind => kind === 'moved' ? (before ? 'moved-before' : 'moved') : before ? 'before' : 'changed';
      changes = reduced.map(([element, kind]) => [element, nameOf(kind)]);
      const others = keysOf(two);
      common = new Set([...keysOf(one)].filter(key => others.has(key)));
      showChanges();
      return [changes.length, reduced.filter(([, kind]) => kind === 'alone').length];
    },

    forgetChanges() {
      clearChanges();
      changes = [];
      common = null;
    },

    /* the next change below, or the one above, and round again; with 0 the first, where none is in sight */
    showChange(step) {
      const tops = changes.map(([element]) => element.getBoundingClientRect().top).sort((a, b) => a - b);
      const line = window.innerHeight / 3;
      if (step === 0 && tops.some(top => top >= 0 && top < window.innerHeight - 20))
        return;
      if (step === 0)
        step = tops[0] > line ? 1 : -1;
      const next = step > 0 ? tops.find(top => top > line + 4) ?? tops[0] : tops.findLast(top => top < line - 4) ?? tops.at(-1);
      if (next !== undefined)
        window.scrollBy({ top: next - line, behavior: 'instant' });
    },

    /* where a link into the page leads; its start where that is nowhere */
    goTo(id) {
      const element = id ? document.getElementById(id) ?? document.getElementsByName(id)[0] : null;
      if (element)
        element.scrollIntoView();
      else
        window.scrollTo({ top: 0 });
    },

    follow(on) {
      following = on;
    },

    tellPlace: postScroll,

    scrollTo(offset, id) {
      const anchor = id ? atrium.find(id) : null;
      if (id && !anchor)
        return;
      const top = anchor ? window.scrollY + anchor.getBoundingClientRect().top - offset : offset;
      window.scrollTo({ top, behavior: 'instant' });
      expected = window.scrollY;
    },
  });
})();
