'use strict';
(function () {
  const $ = id => document.getElementById(id);
  const read = id => JSON.parse($(id).textContent);
  const rows = read('rows'), about = read('about');
  const results = [['', 'all'], ['review', 'need a look'], ['failed', 'failed'], ['ok', 'need nothing'], ['skipped', 'left out']];
  const views = [['pages', 'Pages'], ['files', 'Files'], ['rest', 'Menus, data, left out'], ['all', 'All']];
  const page = 100;
  const state = { view: 'pages', show: '', type: '', cause: '', kind: '', q: '' };
  const controls = { type: $('type'), cause: $('cause'), kind: $('kind'), q: $('search') };
  let shown = [], drawn = 0;

  const el = (name, props, ...kids) => {
    const e = document.createElement(name);
    Object.assign(e, props);
    e.append(...kids.filter(k => k !== null && k !== ''));
    return e;
  };
  const tally = f => {
    const counts = new Map();
    for (const r of rows) for (const v of f(r)) counts.set(v, (counts.get(v) || 0) + 1);
    return counts;
  };
  for (const r of rows) {
    r.text = [r.id, r.title, r.path, r.url, r.old, ...(r.notes || []).map(n => n.kind + ' ' + n.text)].join('\n').toLowerCase();
    r.view = r.type === 'attachment' ? 'files' : r.result === 'skipped' ? 'rest' : 'pages';
    r.key = r.id ? r.type + '-' + r.id : r.path || '';
  }
  const written = new Date(document.lastModified);
  if (!isNaN(written)) $('date').textContent = written.toLocaleDateString('en', { year: 'numeric', month: 'long', day: 'numeric' });

  // Tools.
  const chips = (box, list, key, name) => {
    for (const [value, label] of list) {
      const b = el('button', { type: 'button' });
      b.dataset[name] = value;
      b.dataset.label = label;
      b.addEventListener('click', () => { state[key] = value; draw(); });
      box.append(b);
    }
  };
  chips($('views'), views, 'view', 'view');
  chips($('chips'), results, 'show', 'result');
  const fill = (select, key, counts) => {
    for (const [v, n] of [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) select.append(el('option', { value: v, textContent: v + ' (' + n + ')' }));
    select.addEventListener('change', () => { state[key] = select.value; draw(); });
  };
  fill(controls.type, 'type', tally(r => [r.type]));
  fill(controls.cause, 'cause', tally(r => r.causes || []));
  fill(controls.kind, 'kind', tally(r => new Set((r.notes || []).map(n => n.kind))));
  let wait = 0;
  controls.q.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(() => { state.q = controls.q.value; draw(); }, 80); });
  $('more').addEventListener('click', () => add());
  new IntersectionObserver(es => { if (es[0].isIntersecting) add(); }, { rootMargin: '600px' }).observe($('more'));
  addEventListener('beforeprint', () => { while (drawn < Math.min(shown.length, 20000)) add(); });

  // A list has an address of its own, and so has an item.
  const address = () => '#' + Object.entries(state).filter(([k, v]) => v && !(k === 'view' && v === 'pages')).map(([k, v]) => k + '=' + encodeURIComponent(v)).join('&');

  function follow() {
    const hash = location.hash.slice(1);
    if (!hash.includes('=')) return false;
    const asked = new URLSearchParams(hash), item = asked.get('item');
    Object.assign(state, { view: 'pages', show: '', type: '', cause: '', kind: '', q: '' });
    if (item !== null) state.view = 'all';
    for (const k of Object.keys(state)) if (asked.has(k)) state[k] = asked.get(k);
    if (state.cause && !asked.has('view')) state.view = 'all';
    draw();
    if (item === null) { $('pages').scrollIntoView(); return true; }
    const at = shown.findIndex(i => rows[i].key === item);
    if (at < 0) return true;
    while (drawn <= at) add();
    const li = $('list').children[at];
    if (!li.classList.contains('open')) li.firstChild.click();
    li.firstChild.focus();
    li.scrollIntoView();
    return true;
  }
  addEventListener('hashchange', follow);

  // The list.
  function draw() {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    const within = rows.map((r, i) => i).filter(i => {
      const r = rows[i];
      return (!state.type || r.type === state.type) && (!state.cause || (r.causes || []).includes(state.cause)) && (!state.kind || (r.notes || []).some(n => n.kind === state.kind)) && words.every(w => r.text.includes(w));
    });
    const of = (view, show) => within.filter(i => (view === 'all' || rows[i].view === view) && (!show || rows[i].result === show));
    shown = of(state.view, state.show);
    const count = (box, now, list) => {
      for (const b of box.children) {
        const value = b.dataset.view === undefined ? b.dataset.result : b.dataset.view, n = list(value).length;
        b.textContent = b.dataset.label + ' ' + n;
        b.setAttribute('aria-pressed', String(value === now));
        b.hidden = n === 0 && value !== now && value !== '' && value !== 'all';
      }
    };
    count($('views'), state.view, v => of(v, ''));
    count($('chips'), state.show, v => of(state.view, v));
    for (const k of Object.keys(controls)) if (controls[k].value !== state[k] && controls[k] !== document.activeElement) controls[k].value = state[k];
    $('link').href = address() === '#' ? '#pages' : address();
    $('list').replaceChildren();
    drawn = 0;
    const all = state.view === 'all' ? rows.length : rows.filter(r => r.view === state.view).length, word = (state.view === 'pages' ? ' page' : ' item') + (all === 1 ? '' : 's');
    $('count').textContent = shown.length === all ? all + word : shown.length + ' of ' + all + word;
    add();
  }

  function add() {
    const part = document.createDocumentFragment();
    for (const i of shown.slice(drawn, drawn + page)) part.append(item(i));
    $('list').append(part);
    drawn = Math.min(drawn + page, shown.length);
    $('more').hidden = drawn >= shown.length;
  }

  const asked = r => (r.notes || []).find(n => n.review) || (r.notes || [])[0];
  const tags = { review: 'look', failed: 'failed', ok: 'ok', skipped: '–' };

  function item(i) {
    const r = rows[i], note = r.result === 'ok' ? null : asked(r);
    const b = el('button', { type: 'button', className: 'row' },
      el('span', { className: 'tag ' + r.result, textContent: tags[r.result] || r.result }),
      el('span', { className: 'title', textContent: r.title || '(no title)' }),
      el('span', { className: 'kindof', textContent: r.type + ' ' + r.id }),
      r.path ? el('span', { className: 'where', textContent: r.path }) : '',
      note ? el('span', { className: 'first', textContent: note.kind + ': ' + note.text }) : '');
    b.setAttribute('aria-expanded', 'false');
    const li = el('li', { id: 'item-' + i }, b);
    b.addEventListener('click', () => toggle(li, i));
    return li;
  }

  function toggle(li, i) {
    const b = li.firstChild, open = b.getAttribute('aria-expanded') === 'true';
    b.setAttribute('aria-expanded', String(!open));
    li.classList.toggle('open', !open);
    if (open) { li.lastChild.remove(); return; }
    li.append(detail(i));
  }

  function detail(i) {
    const r = rows[i], d = el('div', { className: 'detail' }), dl = el('dl', {});
    const line = (name, text, href) => {
      if (!text) return;
      const dd = el('dd', {});
      dd.append(href ? el('a', { href, textContent: text, rel: 'noreferrer noopener', target: '_blank' }) : text);
      dl.append(el('dt', { textContent: name }), dd);
    };
    line('File', r.path, r.path ? '../' + encode(r.path) : '');
    line('New address', r.url);
    line('Old address', r.old, /^https?:\/\//.test(r.old || '') ? r.old : '');
    if (r.key) dl.append(el('dt', { textContent: 'Link' }), el('dd', {}, el('a', { href: '#item=' + encodeURIComponent(r.key), textContent: 'to this item' })));
    d.append(dl);
    if (r.notes) {
      const ul = el('ul', {});
      for (const n of r.notes) ul.append(el('li', { textContent: n.kind + ': ' + n.text + (n.like ? ' (the same as in ' + n.like + ')' : ''), className: n.review ? 'look' : '' }));
      d.append(ul);
    }
    if (r.view === 'pages' && r.path) {
      const box = el('div', {});
      d.append(box);
      bothSides(box, r, i);
    }
    return d;
  }

  // bothSides shows both sides of a page in a box. They are at the end of the file:
  // who opens a page before they are there sees them as soon as they are.
  function bothSides(box, r, i) {
    const packed = $('sides-' + i), tell = text => box.replaceChildren(el('p', { className: 'legend', textContent: text }));
    if (packed && (packed.nextSibling || !unread())) {
      const [before, after, gaps] = unpack(packed.textContent);
      showSides(box, r, [gaps, before, after]);
    } else if (unread()) {
      tell('Both sides of this page are being read …');
      addEventListener('DOMContentLoaded', () => { if (box.isConnected) bothSides(box, r, i); }, { once: true });
    } else {
      tell('Both sides of this page are not here: it is too large, or cannot be read again.');
    }
  }
  const unread = () => document.readyState === 'loading';

  const encode = path => path.split('/').map(encodeURIComponent).join('/');

  // unpack returns both sides of a page, and where something stood that was dropped.
  // The new side is an edit of the old one: which pieces of it are taken over, and what
  // is put between.
  function unpack(text) {
    const [before, edit, gaps] = text.split('\x01'), pieces = before.split(/(?=\x02)/);
    let at = 0;
    const after = edit.split('\x04').map((part, i) => {
      if (i === 0) return part;
      const [, passed, taken, more] = /^(\d+),(\d+);([^]*)$/.exec(part);
      at += +passed;
      return pieces.slice(at, at += +taken).join('') + more;
    });
    return [before, after.join(''), gaps || ''].map(t => t.replaceAll('\x02', '<').replaceAll('\x03', '\n'));
  }

  function showSides(box, r, [gaps, ...sides]) {
    const [before, after] = sides.map(html => clean(new DOMParser().parseFromString('<body>' + html, 'text/html').body)); // inert: runs and loads nothing
    for (const gap of (gaps || '').split('\n').filter(Boolean)) markGap(before, gap.split('\t'));
    const n = compare(before, after);
    const left = side('As WordPress showed it', before), right = side('As the Markdown shows it', after);
    const jump = el('button', { type: 'button', className: 'jump', textContent: 'Next difference' });
    let at = -1;
    const go = () => {
      at = (at + 1) % n;
      const found = [left, right].map(f => toDifference(f.lastChild, at));
      [left, right].forEach((f, i) => { if (found[i] < 0) scrollAs(f.lastChild, found[1 - i]); });
    };
    jump.addEventListener('click', go);
    const legend = el('p', { className: 'legend' });
    if (n === 0) legend.append('Both sides say the same, word for word.');
    else legend.append(jump, ' ', el('del', { textContent: 'marked left' }), ' is not in this place on the right, ', el('ins', { textContent: 'marked right' }), ' is there in its stead.', r.result === 'ok' ? ' Nothing of it was found to be lost.' : '');
    const dropped = (r.notes || []).filter(x => /\bdropped\b|only the old site could/.test(x.text));
    box.replaceChildren(
      dropped.length ? el('p', { className: 'dropped' }, 'Not carried over:', ...dropped.map(x => el('span', { textContent: x.text }))) : '',
      legend, el('div', { className: 'sides' }, left, right));
    box.sides = { go: n ? go : () => {} };
    if (n) { let ready = 0; for (const f of [left, right]) f.lastChild.addEventListener('load', () => { if (++ready === 2) go(); }, { once: true }); }
  }

  // markGap marks where something stood that was dropped: behind the words that went
  // before it. Of places with these words it is the nearest by their number.
  function markGap(body, [count, place, last, text]) {
    const doc = body.ownerDocument, span = doc.createElement('span');
    span.className = 'thing gap';
    span.textContent = text.length > 160 ? text.slice(0, 160) + '…' : text;
    const all = wordsOf(body), words = last.normalize('NFKC').split(' ').filter(Boolean);
    if (!words.length) { body.prepend(span); return; }
    let best = -1;
    for (let most = words.length; most > 0 && best < 0; most--) {
      const want = words.slice(-most);
      for (let i = most; i <= all.length; i++) {
        if (want.every((w, k) => all[i - most + k].text === w) && (best < 0 || Math.abs(i - count) < Math.abs(best - count))) best = i;
      }
    }
    if (best < 0) return;
    const w = all[best - 1];
    if (place === 'line') {
      w.node.splitText(w.end).before(' ', span);
      return;
    }
    let at = w.node;
    while (at.parentNode !== body && !/^(TD|TH|BLOCKQUOTE|DETAILS|SECTION|ARTICLE|ASIDE)$/.test(at.parentNode.nodeName)) at = at.parentNode;
    while (at.parentNode === body && at.nextSibling && !blocks.test(at.nodeName) && !blocks.test(at.nextSibling.nodeName)) at = at.nextSibling;
    at.after(span);
  }
  const blocks = /^(P|H[1-6]|[UOD]L|PRE|TABLE|DIV|FIGURE|BLOCKQUOTE|HR|DETAILS|SECTION|ARTICLE|ASIDE|ADDRESS|CENTER)$/;

  // What a side may have. What is not named goes, and what is in it stays.
  const visible = new Set('P H1 H2 H3 H4 H5 H6 UL OL LI DL DT DD BLOCKQUOTE PRE CODE EM STRONG B I U S STRIKE DEL INS SUB SUP A TABLE THEAD TBODY TFOOT TR TD TH CAPTION FIGURE FIGCAPTION BR HR SPAN DIV DETAILS SUMMARY ABBR KBD SAMP VAR MARK SMALL CITE Q TIME ADDRESS SECTION ARTICLE ASIDE CENTER'.split(' '));
  const vanishing = new Set('SCRIPT STYLE TEMPLATE NOSCRIPT HEAD TITLE META LINK BASE SVG MATH TEXTAREA SELECT OPTION BUTTON INPUT APPLET FRAMESET NOEMBED NOFRAMES XMP PLAINTEXT'.split(' '));
  const loading = new Set('IMG IFRAME VIDEO AUDIO EMBED OBJECT SOURCE TRACK PICTURE CANVAS FRAME'.split(' '));

  // clean returns a copy of a body that can do nothing: no script, no form, no style,
  // and of what would load something the pictures of the folder alone.
  function clean(body) {
    const to = document.implementation.createHTMLDocument('').body;
    copy(body, to);
    return to;
  }

  function copy(from, to) {
    for (const n of from.childNodes) {
      if (n.nodeType === Node.TEXT_NODE) { to.append(n.data); continue; }
      if (n.nodeType !== Node.ELEMENT_NODE) continue;
      const name = n.nodeName.toUpperCase();
      if (vanishing.has(name) || n.namespaceURI !== 'http://www.w3.org/1999/xhtml') continue;
      if (loading.has(name)) {
        to.append(thing(name, n, to.ownerDocument));
        if (name === 'IMG' || name === 'IFRAME' || name === 'EMBED') continue;
      }
      let into = to;
      if (visible.has(name)) {
        into = to.ownerDocument.createElement(name);
        for (const a of ['colspan', 'rowspan', 'align', 'start', 'title', 'open', 'dir', 'lang']) if (n.hasAttribute(a)) into.setAttribute(a, n.getAttribute(a));
        if (n.className === 'thing') into.className = 'thing';
        if (name === 'A' && n.hasAttribute('href')) into.title = n.getAttribute('href');
        to.append(into);
      }
      copy(n, into);
    }
  }

  // thing is what stands for something that would be loaded: the picture itself, if it
  // is one of the folder, else its name.
  function thing(name, n, doc) {
    const src = n.getAttribute('src') || n.getAttribute('data') || '', alt = n.getAttribute('alt') || '';
    const own = name === 'IMG' && about.address && src.startsWith(about.address) ? src.slice(about.address.length) : '';
    let file = '';
    try { file = decodeURIComponent(own); } catch { file = ''; }
    if (file && !/\\|(^|\/)\.\.?(\/|$)/.test(file)) {
      const img = doc.createElement('img');
      img.alt = alt;
      img.src = '../' + encode(about.folder + '/' + file);
      return img;
    }
    const span = doc.createElement('span');
    span.className = 'thing';
    span.textContent = name === 'IMG' ? [src.slice(src.lastIndexOf('/') + 1), alt].filter(Boolean).join(': ') : (name.toLowerCase() + ' ' + src).trim();
    return span;
  }

  // What the pages are shown in: no script runs in it, nothing but pictures of the
  // folder is loaded, and no link of it leads anywhere.
  const base = location.href.replace(/[#?].*$/, '').replace(/[^/]*$/, '');
  function side(title, body) {
    const f = el('iframe', { title });
    f.setAttribute('sandbox', 'allow-same-origin');
    for (const img of body.querySelectorAll('img')) img.setAttribute('src', base + img.getAttribute('src'));
    f.srcdoc = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src \'self\' file:">' +
      '<style>:root{color-scheme:light dark}body{font:16px/1.55 "Iowan Old Style",Palatino,P052,Georgia,serif;margin:1rem;overflow-wrap:anywhere}pre{white-space:pre-wrap}table{border-collapse:collapse}td,th{border:1px solid #8888;padding:.2em .5em}' +
      'img{max-width:100%;height:auto}figure{margin:1em 0}.thing{font:12px system-ui;border:1px dashed #8888;border-radius:4px;padding:0 .4em}.gap{border-color:#a4650c;color:#a4650c}a{text-decoration:underline dotted}h1,h2,h3,h4{font-size:1.15em}' +
      'mark{color:inherit;border-radius:2px}mark.cut{background:#fbe3c0}mark.add{background:#d5e8d4}mark.now{outline:2px solid #1d5c63}@media(prefers-color-scheme:dark){mark.cut{background:#55401a}mark.add{background:#24432f}mark.now{outline-color:#82c4c3}.gap{border-color:#e2ac58;color:#e2ac58}}</style>' + body.innerHTML;
    return el('div', {}, el('h3', { textContent: title }), f);
  }

  // toDifference scrolls a side to a difference, and marks it. It returns how far
  // down that is, or -1 if the side has nothing in its place.
  function toDifference(frame, at) {
    const doc = frame.contentDocument;
    for (const m of doc.querySelectorAll('mark.now')) m.classList.remove('now');
    const marks = doc.querySelectorAll('mark[data-at="' + at + '"]');
    if (!marks.length) return -1;
    for (const m of marks) m.classList.add('now');
    const top = marks[0].getBoundingClientRect().top + frame.contentWindow.scrollY;
    frame.contentWindow.scrollTo(0, Math.max(0, top - 120));
    return top / doc.documentElement.scrollHeight;
  }

  // scrollAs scrolls a side as far down as the other one is.
  function scrollAs(frame, share) {
    frame.contentWindow.scrollTo(0, Math.max(0, share * frame.contentDocument.documentElement.scrollHeight - 120));
  }

  // compare marks the words of two pages that the other one does not have, and returns
  // in how many places there are such.
  function compare(a, b) {
    const x = wordsOf(a), y = wordsOf(b);
    const [onlyX, onlyY] = differing(x.map(w => w.text), y.map(w => w.text));
    const placesX = new Map(), placesY = new Map();
    let n = 0;
    for (let i = 0, j = 0; i < x.length || j < y.length;) {
      if (!onlyX[i] && !onlyY[j] && i < x.length && j < y.length) { i++; j++; continue; }
      if (!(i < x.length && onlyX[i]) && !(j < y.length && onlyY[j])) break; // words that are elsewhere
      for (; i < x.length && onlyX[i]; i++) placesX.set(i, n);
      for (; j < y.length && onlyY[j]; j++) placesY.set(j, n);
      n++;
    }
    mark(x, onlyX, 'cut', placesX);
    mark(y, onlyY, 'add', placesY);
    return n;
  }

  // Words are compared as they are read: marks of punctuation that are set in another
  // way are no difference.
  function wordsOf(body) {
    const list = [], walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      if (n.parentNode.classList.contains('thing')) continue;
      for (const m of n.data.matchAll(/[\p{L}\p{N}]+/gu)) list.push({ node: n, at: m.index, end: m.index + m[0].length, text: m[0].normalize('NFKC') });
    }
    return list;
  }

  // differing returns which of two lists of words are not in the other, by the
  // shortest edit if it is short, else by what occurs there at all.
  function differing(x, y) {
    const onlyX = new Uint8Array(x.length), onlyY = new Uint8Array(y.length);
    let s = 0, ex = x.length, ey = y.length;
    while (s < ex && s < ey && x[s] === y[s]) s++;
    while (ex > s && ey > s && x[ex - 1] === y[ey - 1]) { ex--; ey--; }
    const n = ex - s, m = ey - s, most = Math.min(n + m, 1500), v = new Int32Array(2 * most + 3), trace = [];
    let found = -1;
    for (let d = 0; d <= most && found < 0; d++) {
      trace.push(v.slice());
      for (let k = -d; k <= d; k += 2) {
        const o = most + 1;
        let i = k === -d || (k !== d && v[o + k - 1] < v[o + k + 1]) ? v[o + k + 1] : v[o + k - 1] + 1;
        if (d === 0) i = 0;
        let j = i - k;
        while (i < n && j < m && x[s + i] === y[s + j]) { i++; j++; }
        v[o + k] = i;
        if (i === n && j === m) { found = d; break; }
      }
    }
    if (found < 0) {
      const inX = new Set(x), inY = new Set(y);
      for (let i = s; i < ex; i++) onlyX[i] = inY.has(x[i]) ? 0 : 1;
      for (let j = s; j < ey; j++) onlyY[j] = inX.has(y[j]) ? 0 : 1;
      return [onlyX, onlyY];
    }
    for (let d = found, i = n, j = m; d > 0; d--) {
      const w = trace[d], o = most + 1, k = i - j;
      const down = k === -d || (k !== d && w[o + k - 1] < w[o + k + 1]);
      const pi = down ? w[o + k + 1] : w[o + k - 1], pj = pi - (down ? k + 1 : k - 1);
      if (down) onlyY[s + pj] = 1; else onlyX[s + pi] = 1;
      i = pi; j = pj;
    }
    return [onlyX, onlyY];
  }

  function mark(words, only, name, places) {
    for (let i = words.length - 1; i >= 0; i--) {
      if (!only[i]) continue;
      let first = i;
      while (first > 0 && only[first - 1] && words[first - 1].node === words[i].node && places.get(first - 1) === places.get(i)) first--;
      const range = words[i].node.ownerDocument.createRange(), w = words[i];
      range.setStart(w.node, words[first].at);
      range.setEnd(w.node, w.end);
      const m = w.node.ownerDocument.createElement('mark');
      m.className = name;
      if (places.has(i)) m.dataset.at = places.get(i);
      range.surroundContents(m);
      i = first;
    }
  }

  // Keys.
  addEventListener('keydown', e => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
    const li = document.activeElement && document.activeElement.closest('.list > li');
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === '/' && !typing) { e.preventDefault(); $('search').focus(); return; }
    if (e.key === 'Escape') {
      if (li && li.classList.contains('open')) { const b = li.firstChild; b.click(); b.focus(); } else if (typing) { e.target.value = ''; state.q = ''; draw(); }
      return;
    }
    if (typing) return;
    if (e.key === 'n') {
      const open = (li && li.classList.contains('open') ? li : document).querySelector('.jump');
      if (open) open.click();
      return;
    }
    if (e.key !== 'j' && e.key !== 'k') return;
    const all = [...document.querySelectorAll('.row')], at = all.indexOf(li && li.firstChild);
    const to = all[e.key === 'j' ? at + 1 : Math.max(at - 1, 0)];
    if (to) { e.preventDefault(); to.focus(); to.scrollIntoView({ block: 'nearest' }); }
  });

  const of = name => rows.filter(r => r.view === 'pages' && r.result === name).length;
  state.show = of('review') ? 'review' : of('failed') ? 'failed' : '';
  draw();
  document.documentElement.dataset.ready = String(rows.length);
  addEventListener('DOMContentLoaded', follow); // when both sides of all pages are there
})();
