// What the old site's pages and data say.
import fs from 'node:fs';
import { createContentLoader } from 'vitepress';

export const site = {
  title: [[quote .Title]],
  description: [[quote .Description]],
  language: [[quote .Language]],
  url: [[quote .BaseURL]],
  archive: [[quote .ArchivePath]],
  postsPage: [[quote .PostsPage]],
};

// The fields of the pages that hold terms, and the taxonomies these are of.
export const taxonomies = [
[[- range .Taxonomies]]
  { field: [[quote .Field]], taxonomy: [[quote .Taxonomy]], label: [[quote .Label]] },
[[- end]]
];

const folders = ['posts', 'pages'[[range .Types]], [[quote .Name]][[end]]];

export const data = (name: string) => {
  const file = `data/${name}.json`;
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
};

const known = data('terms') ?? {};
export const terms: any[] = taxonomies.flatMap(({ field, taxonomy }) =>
  (known[taxonomy] ?? [])
    .filter((t: any) => t.url)
    .map((t: any) => ({ field, label: t.name, description: t.description, url: t.url, key: t.key ?? t.name, slug: t.slug, below: t.below ?? [] })));
const byKey = new Map(terms.map(t => [t.field + '\n' + t.key, t]));
export const termsOf = (page: any): any[] => taxonomies.flatMap(({ field }) =>
  (page[field] ?? []).map((key: string) => byKey.get(field + '\n' + key)).filter(Boolean));

// The front matter of all pages, newest first.
let loaded: Promise<any[]> | undefined;
export const everything = () => (loaded ??= createContentLoader(folders.map(f => `${f}/**/*.md`), {
  transform: raw => raw.map(({ frontmatter }) => frontmatter)
    .sort((a, b) => String(b.date ?? '').localeCompare(String(a.date ?? ''))),
}).load());
export const posts = async () => (await everything()).filter(page => page.kind === 'posts');
export const brief = ({ title, url, date, description }: any) => ({ title, url, date, description });

// Terms, and those above them: their pages show what is below them, too.
const parents = terms.filter(t => t.below.length);
const withAbove = (list: any[]): any[] => [...new Set(list.flatMap(t => [t, ...parents.filter(up => up.field === t.field && up.below.includes(t.slug))]))];

// The pages of each term, by its address.
let byTerm: Promise<Map<string, any[]>> | undefined;
export const pagesOf = async (url: string) => (await (byTerm ??= everything().then(all => {
  const found = new Map<string, any[]>();
  for (const page of all) for (const term of withAbove(termsOf(page))) found.set(term.url, [...(found.get(term.url) ?? []), page]);
  return found;
}))).get(url) ?? [];

// Where VitePress looks for the page of an address.
export const fileOf = (url: string) => {
  const path = url.replace(/^\//, '');
  return path === '' || path.endsWith('/') ? `${path}index.md` : `${path.replace(/\.html$/, '')}.md`;
};
