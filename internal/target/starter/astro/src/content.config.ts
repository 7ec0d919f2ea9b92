// Written by wp2md; once you have changed it, it is yours.
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

// The dates are those of the old site's clock, written as if it were UTC.
[[if .Beside -]]
// An image that lies with its page is one for the pipeline, any other an address.
const schema = ({ image }: any) => z.object({
[[- else -]]
const schema = z.object({
[[- end]]
  id: z.number(),
  title: z.string(),
  description: z.string().default(''),
  date: z.coerce.date().optional(),
  updated: z.coerce.date().optional(),
  url: z.string(),
  aliases: z.array(z.string()).default([]),
  draft: z.boolean().default(false),
  author: z.string().optional(),
[[- if .Beside]]
  image: z.union([z.string().startsWith('./').pipe(image()), z.string()]).optional(),
[[- else]]
  image: z.string().optional(),
[[- end]]
  lang: z.string().optional(),
  translations: z.record(z.string(), z.string()).default({}),
  comments_file: z.string().optional(),
[[- range .Taxonomies]]
  [[quote .Field]]: z.array(z.string()).default([]),
[[- end]]
}).passthrough();

// The name of a file in its folder is its ID: two posts can have the same slug in different case.
const folder = (name: string) => defineCollection({
  loader: glob({ pattern: '**/*.md', base: `./src/content/${name}`, generateId: ({ entry }) => entry }),
  schema,
});

export const collections = {
  posts: folder('posts'),
  pages: folder('pages'),
[[- range .Types]]
  [[quote .Name]]: folder([[quote .Name]]),
[[- end]]
};
