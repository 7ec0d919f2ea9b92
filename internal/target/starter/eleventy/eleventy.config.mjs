// Written by wp2md; once you have changed it, it is yours.
import fs from 'node:fs';
import { EleventyHtmlBasePlugin } from '@11ty/eleventy';
import footnote from 'markdown-it-footnote';

// The folder that the site is served below, such as /blog/; / is none.
const folder = '/';

// The fields of the pages that hold terms, and the taxonomies these are of.
const fields = {
[[- range .Taxonomies]]
  [[quote .Field]]: [[quote .Taxonomy]],
[[- end]]
};
const file = 'content/_data/wp/terms.json';
const taxonomies = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
const terms = [];
for (const [field, taxonomy] of Object.entries(fields)) {
  for (const term of taxonomies[taxonomy] ?? []) {
    if (term.url) terms.push({ ...term, field, key: term.key ?? term.name });
  }
}
const byKey = new Map(terms.map(term => [term.field + '\n' + term.key, term]));

// What has no date is not new.
const when = page => (page.data.date ? page.date.getTime() : -Infinity);
const newestFirst = (a, b) => (when(a) < when(b) ? 1 : when(a) > when(b) ? -1 : 0);

export default function (config) {
  // Puts it before all addresses, those in the texts too.
  if (folder !== '/') config.addPlugin(EleventyHtmlBasePlugin);

  config.addPassthroughCopy({ public: '/' });
[[- if .Beside]]
  // What lies with the pages is where it is in content/.
  config.addPassthroughCopy('content/**/*.{png,jpg,jpeg,gif,webp,avif,svg,bmp,ico,tif,tiff,heic,mp3,m4a,ogg,oga,wav,flac,mp4,m4v,mov,webm,ogv,pdf,zip,PNG,JPG,JPEG,GIF}');
[[- end]]
  config.amendLibrary('md', md => {
    md.use(footnote);
    // The mark of a footnote as the old site showed it: 1, and not [1].
    md.renderer.rules.footnote_caption = (tokens, i) => String(tokens[i].meta.id + 1);
  });

  // What is a draft is not built, whatever else it says.
  config.addPreprocessor('drafts', 'md', data => (data.draft ? false : undefined));

  config.addCollection('posts', api => api.getFilteredByGlob('content/posts/**/*.md').sort(newestFirst));
  // By field and name, in one list: a collection for each would meet a tag that is called "all".
  config.addCollection('byTerm', api => {
    const found = new Map();
    for (const page of api.getAll().sort(newestFirst)) {
      for (const field of Object.keys(fields)) {
        for (const key of [page.data[field] ?? []].flat()) {
          const at = field + '\n' + key;
          if (!found.has(at)) found.set(at, []);
          found.get(at).push(page);
        }
      }
    }
    return [found];
  });
  // Its own, and those of the terms below it.
  config.addFilter('ofTerm', ([found], term) => [...new Set(
    [term, ...(term.below ? terms.filter(t => t.field === term.field && term.below.includes(t.slug)) : [])].flatMap(t => found.get(t.field + '\n' + t.key) ?? []),
  )].sort(newestFirst));
  config.addFilter('term', (key, field) => byKey.get(field + '\n' + key));

  // The dates are those of the old site's clock, which Eleventy takes for UTC.
  config.addFilter('instant', date => new Date(date).toISOString());
  config.addFilter('day', date => new Date(date).toISOString().slice(0, 10));

  config.addGlobalData('fields', Object.keys(fields));
  config.addGlobalData('allTerms', terms);
  config.addGlobalData('site', {
    title: [[quote .Title]],
    description: [[quote .Description]],
    language: [[quote .Language]],
    url: [[quote .BaseURL]] + folder.slice(0, -1),
  });
  config.addGlobalData('layout', 'page.njk');

  return {
    dir: { input: 'content', output: '_site' },
    pathPrefix: folder,
    // The pages are Markdown: {{ in them is a text.
    markdownTemplateEngine: false,
  };
}
