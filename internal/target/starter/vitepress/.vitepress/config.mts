// Written by wp2md; once you have changed it, it is yours.
import fs from 'node:fs';
import footnote from 'markdown-it-footnote';
import { defineConfig } from 'vitepress';
import { brief, data, fileOf, pagesOf, posts, site, taxonomies, terms, termsOf } from './site.mts';

export default defineConfig({
  title: site.title,
  description: site.description,
  lang: site.language,
  head: [
    ['link', { rel: 'stylesheet', href: '/style.css' }],
    ['link', { rel: 'alternate', type: 'application/atom+xml', title: site.title, href: '/feed.xml' }],
  ],
  srcExclude: ['drafts/**', 'data/**', 'README.md'],
  // Every page at the address that its front matter has.
  rewrites: id => {
    const url = /^url: (".*")$/m.exec(fs.readFileSync(id, 'utf8'))?.[1];
    return url ? fileOf(JSON.parse(url)) : id;
  },
  ignoreDeadLinks: true,
  // Images that are not in public/ do not stop the build, and the end of a line between two words of HTML is a space.
  vue: { template: { transformAssetUrls: false, compilerOptions: { whitespace: 'preserve' } } },
  markdown: {
    // {.x} and :smile: are words in the texts of the old site.
    attrs: { disable: true },
    config: md => {
      md.use(footnote);
      // The mark of a footnote as the old site showed it: 1, and not [1].
      md.renderer.rules.footnote_caption = (tokens, i) => String(tokens[i].meta.id + 1);
      md.core.ruler.disable('emoji');
      // And so is {{ x }}, and what looks like a component. Your own pages have no id.
      const render = md.render.bind(md);
      md.render = (src, env) => {
        const html = render(src, env);
        return env?.frontmatter?.id === undefined ? html : `<div v-pre>${html}</div>`;
      };
    },
  },
  async transformPageData(page) {
    const { frontmatter } = page;
    const more: any = { menu: data('menus')?.[0]?.items };
    if (frontmatter.list) more.list = frontmatter.list;
    if (frontmatter.list === 'home') more.posts = (await posts()).slice(0, 10).map(brief);
    if (frontmatter.list === 'term') more.posts = (await pagesOf(frontmatter.url)).map(brief);
    if (frontmatter.list === 'archive') {
      more.posts = (await posts()).map(brief);
      more.groups = taxonomies.map(({ field, label }) => ({ label, terms: terms.filter(t => t.field === field) })).filter(g => g.terms.length);
    }
    if (frontmatter.id !== undefined) {
      more.terms = termsOf(frontmatter);
      more.comments = frontmatter.comments_file && data(`comments/${frontmatter.comments_file}`);
      if (site.postsPage && frontmatter.url === site.postsPage) more.posts = (await posts()).map(brief);
    }
    return { wp: more } as any;
  },
  async buildEnd({ outDir }) {
    const xml = (s: unknown) => String(s ?? '').replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
    const latest = (await posts()).filter(p => p.date).slice(0, 10);
    const instant = (p: any) => new Date(`${p.date.slice(0, 19)}Z`).toISOString();
    fs.writeFileSync(`${outDir}/feed.xml`, `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${xml(site.title)}</title>
<link href="${xml(site.url)}/"/>
<link rel="self" href="${xml(site.url)}/feed.xml"/>
<id>${xml(site.url)}/</id>
<updated>${latest[0] ? instant(latest[0]) : '1970-01-01T00:00:00Z'}</updated>
${latest.map(p => `<entry>
<title>${xml(p.title || 'Untitled')}</title>
<link href="${xml(site.url + encodeURI(p.url))}"/>
<id>${xml(site.url + encodeURI(p.url))}</id>
<updated>${instant(p)}</updated>
<author><name>${xml(p.author ?? site.title)}</name></author>
<summary>${xml(p.description)}</summary>
</entry>`).join('\n')}
</feed>
`);
  },
});
