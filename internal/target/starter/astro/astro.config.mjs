// Written by wp2md; once you have changed it, it is yours.
import { defineConfig } from 'astro/config';

export default defineConfig({
  site: [[quote .BaseURL]],
  markdown: {
    // The texts have the quotes and dashes that their authors typed.
    smartypants: false,
    // Footnotes come below a line, not below a heading in English.
    remarkRehype: { footnoteLabel: ' ', footnoteLabelTagName: 'hr', footnoteLabelProperties: {} },
  },
});
