// Written by wp2md; once you have changed it, it is yours.
// The home page, the lists of terms at the addresses of the old site, and the feed.
/* global hexo */
const { taxonomies, archive, home } = hexo.config.wp2md;

const data = (locals, name) => (locals.data || {})[name];
const terms = locals => taxonomies.flatMap(({ field, taxonomy }) =>
  ((data(locals, 'terms') || {})[taxonomy] || [])
    .filter(term => term.url)
    .map(term => ({ ...term, field, key: term.key || term.name })));

// The names of the terms of a page; Hexo has made objects of those it knows.
const keys = (page, field) => {
  const value = page[field];
  if (!value) return [];
  const list = typeof value.toArray === 'function' ? value.toArray() : [value].flat(2);
  return list.map(v => (v && v.name !== undefined ? v.name : String(v)));
};

// As they lie in the files: Hexo's own lists hold the parents of a category too.
const own = (page, field) => {
  if (field !== 'categories' || !page.raw) return keys(page, field);
  const found = /^categories:\n((?: +- .*\n)+)/m.exec(page.raw);
  if (!found) return keys(page, field);
  return found[1].trim().split('\n').map(line => {
    const value = JSON.parse(line.trim().slice(2));
    return Array.isArray(value) ? value[value.length - 1] : value;
  });
};

const urls = path => path.replace(/^\//, '').replace(/\/$/, '/index.html') || 'index.html';
const newestFirst = (a, b) => (b.date ? b.date.valueOf() : 0) - (a.date ? a.date.valueOf() : 0);
const everything = locals => [...locals.posts.toArray(), ...locals.pages.toArray()].sort(newestFirst);

hexo.extend.helper.register('terms_of', function (page) {
  if (!this.site.byKey) this.site.byKey = new Map(terms(this.site).map(t => [t.field + '\n' + t.key, t]));
  return taxonomies.flatMap(({ field }) => own(page, field).map(key => this.site.byKey.get(field + '\n' + key)).filter(Boolean));
});
hexo.extend.helper.register('all_terms', function () { return terms(this.site); });
hexo.extend.helper.register('comments_of', function (page) {
  return page.comments_file && data(this.site, 'comments/' + page.comments_file);
});
// The dates are those of the old site's clock, which _config.yml says is UTC.
const format = (date, as) => (date ? date.clone().utc().format(as) : '');
hexo.extend.helper.register('day', date => format(date, 'YYYY-MM-DD'));
hexo.extend.helper.register('instant', date => format(date, 'YYYY-MM-DDTHH:mm:ss'));

// A site that is served below a folder has that before the addresses in its texts, too.
hexo.extend.filter.register('after_post_render', page => {
  const { root } = hexo.config;
  if (root !== '/') page.content = page.content.replace(/<[a-z][^>]*>/gi, tag => tag.replace(/(\s(?:href|src|poster)=")\/(?!\/)/g, `$1${root}`));
  return page;
});

// The mark of a footnote as the old site showed it: 1, and not [1].
hexo.extend.filter.register('markdown-it:renderer', md => {
  md.renderer.rules.footnote_caption = (tokens, i) => String(tokens[i].meta.id + 1);
});

hexo.extend.generator.register('wp2md', locals => {
  const posts = locals.posts.toArray().sort(newestFirst);
  const routes = [];
  if (home) {
    for (let i = 0; i === 0 || i < posts.length; i += 10) {
      const n = i / 10 + 1;
      const at = k => (k === 1 ? '/' : `/page/${k}/`);
      routes.push({ path: urls(at(n)), layout: ['index'], data: { posts: posts.slice(i, i + 10), newer: n > 1 && at(n - 1), older: i + 10 < posts.length && at(n + 1) } });
    }
  }
  routes.push({ path: urls(archive), layout: ['archive'], data: { title: 'Archive', posts } });
  const byKey = new Map();
  for (const page of everything(locals)) {
    for (const { field } of taxonomies) {
      for (const key of own(page, field)) {
        const at = field + '\n' + key;
        byKey.set(at, [...(byKey.get(at) || []), page]);
      }
    }
  }
  const all = terms(locals);
  for (const term of all) { // with those below it
    const shown = [term, ...(term.below ? all.filter(t => t.field === term.field && term.below.includes(t.slug)) : [])];
    const pages = [...new Set(shown.flatMap(t => byKey.get(t.field + '\n' + t.key) || []))].sort(newestFirst);
    routes.push({ path: urls(term.url), layout: ['term'], data: { title: term.name, term, posts: pages } });
  }
  const xml = s => String(s).replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
  const base = hexo.config.url.replace(/\/$/, '') + '/';
  routes.push({ path: 'feed.xml', data: `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${xml(hexo.config.title)}</title>
<link href="${xml(base)}"/>
<link rel="self" href="${xml(base)}feed.xml"/>
<id>${xml(base)}</id>
<updated>${posts[0] ? posts[0].date.toISOString() : '1970-01-01T00:00:00Z'}</updated>
${posts.slice(0, 10).map(p => `<entry>
<title>${xml(p.title || 'Untitled')}</title>
<link href="${xml(p.permalink)}"/>
<id>${xml(p.permalink)}</id>
<updated>${p.date.toISOString()}</updated>
<author><name>${xml(p.author || hexo.config.title)}</name></author>
<content type="html">${xml(p.content)}</content>
</entry>`).join('\n')}
</feed>
` });
  return routes;
});
