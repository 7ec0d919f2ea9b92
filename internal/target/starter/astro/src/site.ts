// What the pages of this site have in common.
import { getCollection } from 'astro:content';
import { collections } from './content.config';

export const site = {
  title: [[quote .Title]],
  description: [[quote .Description]],
  language: [[quote .Language]],
  archive: [[quote .ArchivePath]],
};

// The fields of the pages that hold terms, and the taxonomies these are of.
export const taxonomies = [
[[- range .Taxonomies]]
  { field: [[quote .Field]], taxonomy: [[quote .Taxonomy]], label: [[quote .Label]] },
[[- end]]
];

// The files of src/data, which need not all be there.
const data: Record<string, any> = import.meta.glob('./data/*.json', { eager: true, import: 'default' });
const comments: Record<string, any> = import.meta.glob('./data/comments/*.json', { import: 'default' });
export const menu = data['./data/menus.json']?.[0]?.items ?? [];
export const commentsOf = async (name?: string) => name && (await comments[`./data/comments/${name}.json`]?.());

export interface Term { field: string; key: string; name: string; slug: string; description?: string; url: string; below?: string[] }
export const terms: Term[] = taxonomies.flatMap(({ field, taxonomy }) =>
  (data['./data/terms.json']?.[taxonomy] ?? [])
    .filter((t: any) => t.url)
    .map((t: any) => ({ ...t, field, key: t.key ?? t.name })));
const byKey = new Map(terms.map(t => [t.field + '\n' + t.key, t]));
export const termsOf = (entry: any): Term[] => taxonomies.flatMap(({ field }) =>
  (entry.data[field] ?? []).map((key: string) => byKey.get(field + '\n' + key)).filter(Boolean));
// And those above them: their pages show what is below them, too.
const parents = terms.filter(t => t.below);
export const withAbove = (list: Term[]): Term[] =>
  [...new Set(list.flatMap(t => [t, ...parents.filter(up => up.field === t.field && up.below?.includes(t.slug))]))];

const newestFirst = (a: any, b: any) => (b.data.date?.getTime() ?? -Infinity) - (a.data.date?.getTime() ?? -Infinity) || 0;
const published = ({ data }: any) => !data.draft;
export const latest = async () => (await getCollection('posts', published)).sort(newestFirst);
export const everything = async (): Promise<any[]> =>
  (await Promise.all(Object.keys(collections).map(name => getCollection(name as any, published)))).flat().sort(newestFirst);

export const day = (date?: Date) => date?.toISOString().slice(0, 10);
