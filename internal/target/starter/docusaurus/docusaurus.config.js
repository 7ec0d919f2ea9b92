// Written by wp2md; once you have changed it, it is yours.
import fs from 'node:fs';
[[- if .HomeTaken]]
import * as blogPlugin from '@docusaurus/plugin-content-blog';
[[- end]]

const data = name => {
  const file = `${__dirname}/data/${name}.json`;
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
};

const escape = s => String(s).replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);

// The menu of the old site, in the navigation bar.
const item = ({ title, url, children }) => {
  const label = title || url || '–';
  const to = /^\/(?!\/)/.test(url) ? { to: encodeURI(url).replace(/%25(?=[0-9a-f]{2})/gi, '%') } : URL.canParse(url) ? { href: url } : {};
  if (children) return { type: 'dropdown', label, ...to, items: children.map(({ children: _, ...child }) => item(child)) };
  if (to.to || to.href) return { label, ...to };
  return { type: 'html', value: `<span class="navbar__item">${escape(label)}</span>` };
};

// The fields of the pages that hold terms, and the taxonomies these are of.
const taxonomies = [
[[- range .Taxonomies]]
  { field: [[quote .Field]], taxonomy: [[quote .Taxonomy]], label: [[quote .Label]] },
[[- end]]
];
const terms = taxonomies.flatMap(({ field, taxonomy }) =>
  (data('terms')?.[taxonomy] ?? [])
    .filter(t => t.url)
    .map(t => ({ field, name: t.name, description: t.description, url: t.url, key: t.key ?? t.name, slug: t.slug, below: t.below ?? [] })));
const byKey = new Map(terms.map(t => [t.field + '\n' + t.key, t]));
const termsOf = page => taxonomies.flatMap(({ field }) =>
  (page[field] ?? []).map(key => byKey.get(field + '\n' + key)).filter(Boolean));
// And those above them: their pages show what is below them, too.
const parents = terms.filter(t => t.below.length);
const withAbove = list => [...new Set(list.flatMap(t => [t, ...parents.filter(up => up.field === t.field && up.below.includes(t.slug))]))];

const thread = list => `<ol>${list.map(c => `<li id="comment-${c.id}"><div class="comment">
<p class="about">${c.url ? `<a href="${escape(c.url)}" rel="nofollow ugc">${escape(c.author ?? 'Anonymous')}</a>` : escape(c.author ?? 'Anonymous')} <time>${(c.date ?? '').slice(0, 10)}</time></p>
${c.html ?? ''}
</div>${c.replies ? thread(c.replies) : ''}</li>`).join('')}</ol>`;

// Below the text of a page of the old site: its translations, terms and comments. (The tags
// of Docusaurus have one taxonomy, whose addresses begin alike.)
const oldSite = () => (tree, file) => {
  const page = file.data.frontMatter ?? {};
  if (page.wp_id === undefined) return;
  // {#x} at the end of a heading is a word of it: Docusaurus makes no ID where there is one.
  const words = n => n.value ?? (n.children ?? []).map(words).join('');
  for (const n of tree.children) {
    if (n.type === 'heading' && /\{#[^{}]*\}$/.test(words(n))) {
      n.data = { ...n.data, hProperties: { id: words(n).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') } };
    }
  }
  const links = [
    ...Object.entries(page.translations ?? {}).map(([code, to]) => `<a rel="alternate" hreflang="${escape(code)}" href="${escape(to)}">${escape(code)}</a>`),
    ...termsOf(page).map(t => `<a data-wp-tax="${t.field}" href="${escape(t.url)}">${escape(t.name)}</a>`),
  ];
  const said = page.comments_file && data(`comments/${page.comments_file}`);
  tree.children.push({ type: 'html', value: '<div id="below">' +
    (links.length ? `<p class="about">${links.join(' ')}</p>` : '') +
    (said ? `<section class="comments"><h2>Comments</h2>${thread([...(said.comments ?? []), ...(said.pingbacks ?? [])])}</section>` : '') + '</div>' });
};
// Docusaurus writes front matter as code, in which a backslash would begin an escape.
const coded = v => {
  if (typeof v === 'string') return v.replaceAll('\\', '\\x5c');
  if (v && typeof v === 'object' && !(v instanceof Date)) for (const k of Object.keys(v)) v[k] = coded(v[k]);
  return v;
};
// An address that no browser can read stops what makes the feed: such a post is in it by its description.
const feedItems = async ({ blogPosts, siteConfig, defaultCreateFeedItems, ...rest }) => (await Promise.all(blogPosts.map(post =>
  defaultCreateFeedItems({ blogPosts: [post], siteConfig, ...rest }).catch(() => {
    const { title, permalink, date, description } = post.metadata;
    const link = new URL(permalink, siteConfig.url).href;
    return [{ title, id: link, link, date, description }];
  })))).flat();
// Footnotes come to the end of a page: they are of the text, and go before that.
const marks = () => (tree, file) => {
  const id = file.data.frontMatter?.wp_id;
  coded(file.data.frontMatter);
  if (id === undefined) return;
  const below = tree.children.filter(n => n.properties?.id === 'below');
  const code = tree.children.filter(n => n.type === 'mdxjsEsm');
  for (const n of tree.children) { // no heading in English above them
    if (n.children) n.children = n.children.filter(c => c.properties?.id !== 'footnote-label');
  }
  const text = tree.children.filter(n => !below.includes(n) && !code.includes(n));
  tree.children = [...code, { type: 'element', tagName: 'div', properties: { 'data-wp-id': String(id), 'data-wp-body': '', lang: file.data.frontMatter.lang }, children: text }, ...below];
};

// A page for each term at its address of the old site, and one for all posts.
const lists = () => ({
  name: 'lists',
  async allContentLoaded({ allContent, actions: { createData, addRoute } }) {
    const posts = (allContent['docusaurus-plugin-content-blog']?.default?.blogPosts ?? []).map(({ metadata: m }) => ({
      title: m.title, url: m.permalink, date: m.frontMatter.date ? String(m.frontMatter.date).slice(0, 10) : '', page: m.frontMatter }));
    const pages = (allContent['docusaurus-plugin-content-docs']?.default?.loadedVersions[0]?.docs ?? []).map(d => ({
      title: d.title, url: d.permalink, date: '', page: d.frontMatter }));
    const found = new Map();
    for (const { page, ...entry } of [...posts, ...pages]) for (const { url } of withAbove(termsOf(page))) found.set(url, [...(found.get(url) ?? []), entry]);
    const add = async (url, list) => addRoute({ path: url, exact: true, component: '@site/src/components/List.js',
      modules: { list: await createData(`${encodeURIComponent(url).replace(/%/g, '_')}.json`, JSON.stringify(list)) } });
    for (const { url, name, description } of terms) await add(url, { title: name, description, posts: found.get(url) ?? [] });
    await add([[quote .ArchivePath]], { title: 'Archive', posts: posts.map(({ page, ...entry }) => entry),
      groups: taxonomies.map(({ field, label }) => ({ label, terms: terms.filter(t => t.field === field) })).filter(g => g.terms.length) });
  },
});

[[if .HomeTaken -]]
// A page is at /, where the blog would have its list of the latest posts.
const blog = async (context, options) => {
  const plugin = await blogPlugin.default(context, options);
  const list = ({ path }) => path === '/' || /^\/page\/\d+\/?$/.test(path);
  return { ...plugin, contentLoaded: ({ content, actions }) => plugin.contentLoaded({
    content, actions: { ...actions, addRoute: route => list(route) || actions.addRoute(route) } }) };
};
blog.validateOptions = blogPlugin.validateOptions;

[[end -]]
const blogOptions = {
  path: 'blog',
  routeBasePath: '/',
  archiveBasePath: null,
  postsPerPage: 10,
  blogSidebarCount: 0,
  showReadingTime: false,
  onInlineTags: 'ignore',
  onInlineAuthors: 'ignore',
  onUntruncatedBlogPosts: 'ignore',
  blogListComponent: '@site/src/components/Home.js',
  feedOptions: { type: 'atom', limit: 10, title: [[quote .Title]], createFeedItems: feedItems },
  beforeDefaultRemarkPlugins: [oldSite],
  rehypePlugins: [marks],
};

export default {
  title: [[quote .Title]],
  tagline: [[quote .Description]],
  url: [[quote .BaseURL]],
  baseUrl: '/',
  i18n: { defaultLocale: [[quote .Language]], locales: [ [[- quote .Language -]] ] },
  onBrokenLinks: 'warn',
  onBrokenAnchors: 'ignore',
  onDuplicateRoutes: 'warn',
  markdown: {
    // .md is Markdown, not MDX: { and < are text.
    format: 'detect',
    emoji: false,
    hooks: { onBrokenMarkdownLinks: 'warn', onBrokenMarkdownImages: 'warn' },
  },
  plugins: [ [[- if .HomeTaken]][blog, blogOptions], [[end]]lists],
  presets: [
    ['classic', {
      // Pages are documents, which can have any address; posts are the blog.
      docs: fs.existsSync(`${__dirname}/pages`) && {
        path: 'pages',
        routeBasePath: '/',
        sidebarPath: false,
        breadcrumbs: false,
        numberPrefixParser: false,
        beforeDefaultRemarkPlugins: [oldSite],
        rehypePlugins: [marks],
      },
      blog: [[if .HomeTaken]]false[[else]]blogOptions[[end]],
      theme: { customCss: './src/css/custom.css' },
    }],
  ],
  themeConfig: {
    navbar: { title: [[quote .Title]], items: (data('menus')?.[0]?.items ?? []).map(item) },
    footer: { links: [{ label: 'All posts', to: [[quote .ArchivePath]] }, { label: 'Feed', to: 'pathname:///atom.xml' }] },
    colorMode: { respectPrefersColorScheme: true },
    prism: { magicComments: [] }, // a comment in code is code
  },
};
