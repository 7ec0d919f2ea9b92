'use strict';
(function () {
  const $ = id => document.getElementById(id);
  const rows = JSON.parse($('rows').textContent);
  const results = [['review', 'need a look'], ['failed', 'failed'], ['ok', 'written'], ['skipped', 'left out'], ['', 'all']];
  const page = 100;
  let shown = [], drawn = 0, result = '';

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
  const byResult = tally(r => [r.result]);
  for (const r of rows) {
    r.text = [r.id, r.title, r.path, r.url, r.old, ...(r.notes || []).map(n => n.kind + ' ' + n.text)].join('\n').toLowerCase();
  }

  // Tools.
  for (const [name, label] of results) {
    const n = name ? byResult.get(name) || 0 : rows.length;
    const b = el('button', { type: 'button', textContent: label + ' ' + n });
    b.dataset.result = name;
    b.addEventListener('click', () => { result = name; draw(); });
    $('chips').append(b);
  }
  const fill = (select, counts) => {
    for (const [v, n] of [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) select.append(el('option', { value: v, textContent: v + ' (' + n + ')' }));
    select.addEventListener('change', () => draw());
  };
  fill($('type'), tally(r => [r.type]));
  fill($('kind'), tally(r => new Set((r.notes || []).map(n => n.kind))));
  let wait = 0;
  $('search').addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(draw, 80); });
  $('more').addEventListener('click', () => add());
  new IntersectionObserver(es => { if (es[0].isIntersecting) add(); }, { rootMargin: '600px' }).observe($('more'));
  addEventListener('beforeprint', () => { while (drawn < Math.min(shown.length, 20000)) add(); });

  // The list.
  function draw() {
    const words = $('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    const type = $('type').value, kind = $('kind').value;
    shown = [];
    rows.forEach((r, i) => {
      if ((!result || r.result === result) && (!type || r.type === type) && (!kind || (r.notes || []).some(n => n.kind === kind)) && words.every(w => r.text.includes(w))) shown.push(i);
    });
    for (const b of $('chips').children) b.setAttribute('aria-pressed', String(b.dataset.result === result));
    $('list').replaceChildren();
    drawn = 0;
    $('count').textContent = shown.length === rows.length ? rows.length + ' items' : shown.length + ' of ' + rows.length + ' items';
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

  function item(i) {
    const r = rows[i], note = r.result === 'ok' ? null : asked(r);
    const label = (results.find(x => x[0] === r.result) || [])[1] || r.result;
    const b = el('button', { type: 'button', className: 'row' },
      el('span', { className: 'tag ' + r.result, textContent: r.result === 'review' ? 'look' : label }),
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
    line('File', r.path, r.path ? '../' + r.path.split('/').map(encodeURIComponent).join('/') : '');
    line('New address', r.url);
    line('Old address', r.old, /^https?:\/\//.test(r.old || '') ? r.old : '');
    d.append(dl);
    if (r.notes) {
      const ul = el('ul', {});
      for (const n of r.notes) ul.append(el('li', { textContent: n.kind + ': ' + n.text, className: n.review ? 'look' : '' }));
      d.append(ul);
    }
    const content = $('content-' + i);
    if (content) {
      const [before, after] = compare(...JSON.parse(content.textContent));
      d.append(el('div', { className: 'sides' }, side('Before, in WordPress', before), side('Now, in Markdown', after)),
        el('p', { className: 'legend' }, el('del', { textContent: 'marked left' }), ' is not in the new page in this place, ', el('ins', { textContent: 'marked right' }), ' was not in the old one. Pictures and players are named, not shown.'));
    }
    return d;
  }

  // What the old site's content is shown in: no script runs in it, nothing is
  // loaded, and no link of it leads anywhere.
  function side(title, body) {
    const f = el('iframe', { title });
    f.setAttribute('sandbox', '');
    f.srcdoc = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">' +
      '<style>:root{color-scheme:light dark}body{font:15px/1.5 Georgia,serif;margin:1rem;overflow-wrap:anywhere}pre{white-space:pre-wrap}table{border-collapse:collapse}td,th{border:1px solid #8888;padding:.2em .5em}' +
      '.pre{white-space:pre-line}.thing{font:12px system-ui;border:1px dashed #8888;border-radius:4px;padding:0 .4em}a{text-decoration:underline dotted}h1,h2,h3,h4{font-size:1.1em}' +
      'mark{color:inherit;border-radius:2px}mark.cut{background:#f7b5ae}mark.add{background:#a9dfb5}@media(prefers-color-scheme:dark){mark.cut{background:#7a2f28}mark.add{background:#26603a}}</style>' + body;
    return el('div', {}, el('h3', { textContent: title }), f);
  }

  // compare marks the words of two pages that the other one does not have.
  function compare(before, after) {
    const parse = html => new DOMParser().parseFromString('<body>' + html, 'text/html').body; // inert: runs and loads nothing
    const a = parse(before), b = parse(after), x = wordsOf(a), y = wordsOf(b);
    const [onlyX, onlyY] = differing(x.map(w => w.text), y.map(w => w.text));
    mark(x, onlyX, 'cut');
    mark(y, onlyY, 'add');
    return [a.innerHTML, b.innerHTML];
  }

  function wordsOf(body) {
    const list = [], walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      for (const m of n.data.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)) list.push({ node: n, at: m.index, end: m.index + m[0].length, text: m[0].normalize() });
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

  function mark(words, only, name) {
    for (let i = words.length - 1; i >= 0; i--) {
      if (!only[i]) continue;
      let first = i;
      while (first > 0 && only[first - 1] && words[first - 1].node === words[i].node) first--;
      const range = document.createRange(), w = words[i];
      range.setStart(w.node, words[first].at);
      range.setEnd(w.node, w.end);
      const m = w.node.ownerDocument.createElement('mark');
      m.className = name;
      range.surroundContents(m);
      i = first;
    }
  }

  // Keys.
  addEventListener('keydown', e => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === '/' && !typing) { e.preventDefault(); $('search').focus(); return; }
    if (e.key === 'Escape') {
      const li = document.activeElement && document.activeElement.closest('li.open');
      if (li) { const b = li.firstChild; b.click(); b.focus(); } else if (typing) { e.target.value = ''; draw(); }
      return;
    }
    if (typing || (e.key !== 'j' && e.key !== 'k')) return;
    const all = [...document.querySelectorAll('.row')], at = all.indexOf(document.activeElement && document.activeElement.closest('li') && document.activeElement.closest('li').firstChild);
    const to = all[e.key === 'j' ? at + 1 : Math.max(at - 1, 0)];
    if (to) { e.preventDefault(); to.focus(); to.scrollIntoView({ block: 'nearest' }); }
  });

  result = (byResult.get('failed') || 0) + (byResult.get('review') || 0) === 0 ? '' : byResult.get('review') ? 'review' : 'failed';
  draw();
  document.documentElement.dataset.ready = String(rows.length);
})();
