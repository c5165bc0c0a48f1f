/* The page as it is shown, as one text that needs no other file and runs nothing. */

(() => {
  'use strict';

  const atrium = globalThis.atrium;
  const maxFiles = 2000;
  const needless = 'script, noscript, iframe, frame, frameset, object, embed, applet, base, link, style, meta[http-equiv], ' +
    'meta[charset], source, portal, fencedframe, audio, video, template, xmp, noembed, noframes, plaintext';
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; form-action 'none'; base-uri 'none'";

  const start = `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy}">\n`;

  /* collects what is shown, and stands for each file with a word that no page can know */
  class Collection {
    constructor(nonce) {
      this.nonce = nonce;
      this.files = [];
    }

    /* what stands for the file of the site, or '' where it is none */
    stand(text, base) {
      let uri;
      try {
        uri = new URL(text, base);
      } catch {
        return '';
      }
      if (uri.protocol === 'data:')
        return uri.href;
      uri.hash = '';
      if (uri.protocol !== location.protocol || uri.host !== location.host)
        return '';
      let index = this.files.indexOf(uri.href);
      if (index < 0 && this.files.length < maxFiles)
        index = this.files.push(uri.href) - 1;
      return index < 0 ? '' : `${this.nonce}${index}.`;
    }

    inStyle(text, base) {
      return text.replace(/url\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^)"']*))\s*\)/g, (all, double, single, bare) =>
        `url("${this.stand((double ?? single ?? bare).replace(/\\(.)/g, '$1'), base)}")`);
    }
  }

  const unquoted = text => text.replace(/^["']|["']$/g, '');

  /* of a font that the page uses, the first file is enough */
  function fontText(rule, collection, base) {
    const { style } = rule;
    const family = unquoted(style.getPropertyValue('font-family'));
    const used = [...document.fonts].some(face => face.status === 'loaded' && unquoted(face.family) === family);
    const [source] = style.getPropertyValue('src').match(/url\("(?:[^"\\]|\\.)*"\)|url\([^)]*\)/) ?? [];
    if (!used || !source)
      return '';
    const names = ['font-family', 'font-weight', 'font-style', 'font-stretch', 'unicode-range'];
    const kept = names.filter(name => style.getPropertyValue(name) !== '').map(name => `${name}: ${style.getPropertyValue(name)};`);
    return `@font-face { ${kept.join(' ')} src: ${collection.inStyle(source, base)}; }`;
  }

  function ruleText(rule, collection, base) {
    if (rule instanceof CSSFontFaceRule)
      return fontText(rule, collection, base);
    if (rule instanceof CSSImportRule)
      return rule.styleSheet ? `@media ${rule.media.mediaText || 'all'} {\n${sheetText(rule.styleSheet, collection)}\n}` : '';
    return collection.inStyle(rule.cssText, base);
  }

  function sheetText(sheet, collection) {
    const base = sheet.href ?? document.baseURI;
    return [...sheet.cssRules].map(rule => ruleText(rule, collection, base)).join('\n');
  }

  /* a style sheet cannot end its element */
  function makeStyle(sheet, collection, media) {
    const style = document.createElement('style');
    if (media)
      style.media = media;
    try {
      style.textContent = sheetText(sheet, collection).replaceAll('</', '<\\/');
    } catch {
      /* it is not ours to read */
    }
    return style;
  }

  /* formulas stand in the page as any other part of it; gives the style sheets that they need */
  function keepFormula(copy, element, sheets) {
    const drawing = atriumMath.drawingOf(element);
    if (!drawing)
      return;
    copy.replaceChildren(...[...drawing.childNodes].map(node => node.cloneNode(true)));
    for (const sheet of [...document.adoptedStyleSheets, ...drawing.adoptedStyleSheets])
      sheets.add(sheet);
  }

  function keepLink(copy, element) {
    const target = element.href instanceof SVGAnimatedString ? element.href.baseVal : element.href;
    let uri = null;
    try {
      uri = new URL(target, document.baseURI);
    } catch {
      /* it leads nowhere */
    }
    copy.removeAttribute('href');
    copy.removeAttribute('ping');
    if (!uri)
      return;
    if (uri.hash && uri.href.split('#')[0] === document.URL.split('#')[0])
      copy.setAttribute('href', uri.hash);
    else if (['http:', 'https:', 'mailto:'].includes(uri.protocol))
      copy.setAttribute('href', uri.href);
  }

  function keepPicture(copy, element, collection) {
    const source = element.currentSrc || element.src;
    for (const name of ['srcset', 'sizes', 'loading', 'src'])
      copy.removeAttribute(name);
    if (source)
      copy.setAttribute('src', collection.stand(source, document.baseURI) || 'data:,');
  }

  const linked = ['src', 'poster', 'background', 'data', 'action', 'formaction', 'href', 'xlink:href', 'srcset', 'imagesrcset'];

  function clean(copy, element, collection) {
    for (const { name, value } of [...copy.attributes]) {
      if (name.startsWith('on') || name.startsWith('data-atrium'))
        copy.removeAttribute(name);
      else if (name === 'style')
        copy.setAttribute('style', collection.inStyle(value, document.baseURI));
      else if (linked.includes(name) && !value.startsWith('#') && element.localName !== 'a' && element.localName !== 'img')
        copy.setAttribute(name, collection.stand(value, document.baseURI));
    }
    if (element.localName === 'a' || element.localName === 'area')
      keepLink(copy, element);
    else if (element.localName === 'img')
      keepPicture(copy, element, collection);
  }

  /* a script can write into one what ends it */
  function dropComments(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION);
    const comments = [];
    while (walker.nextNode())
      comments.push(walker.currentNode);
    comments.forEach(comment => comment.remove());
  }

  /* an array: the text, then the addresses of the files that it stands for */
  atrium.collect = nonce => {
    const collection = new Collection(nonce);
    atrium.looks.off();
    const root = document.documentElement.cloneNode(true);
    atrium.looks.on();
    const elements = [document.documentElement, ...document.documentElement.querySelectorAll('*')];
    const copies = [root, ...root.querySelectorAll('*')];
    const sheets = new Set();
    copies.forEach((copy, i) => {
      if (elements[i].sheet)
        copy.replaceWith(makeStyle(elements[i].sheet, collection, elements[i].media));
      else if (copy.matches(needless))
        copy.remove();
      else
        clean(copy, elements[i], collection);
      keepFormula(copy, elements[i], sheets);
    });
    let head = root.querySelector('head');
    if (!head)
      root.prepend(head = document.createElement('head'));
    head.append(...[...sheets].map(sheet => makeStyle(sheet, collection, '')));
    dropComments(root);
    /* before everything that the page may have put before its head */
    return [`<!DOCTYPE html>\n${start}${root.outerHTML}\n`, ...collection.files];
  };
})();
