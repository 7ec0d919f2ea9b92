# Written by wp2md; once you have changed it, it is yours.
"""A page for each term, at its address of the old site."""
import datetime

from pelican import signals
from pelican.generators import Generator


class Terms(Generator):
    def generate_output(self, writer):
        pages = self.context.get('articles', []) + self.context.get('pages', [])
        pages += [translation for page in pages for translation in page.translations]
        found = {}
        for at, page in enumerate(sorted(pages, key=lambda p: getattr(p, 'date', datetime.datetime.min).replace(tzinfo=None), reverse=True)):
            for name in getattr(page, 'wp_terms', '').split('; '):
                found.setdefault(name, {})[at] = page
        template = self.get_template('term')
        for term in self.settings['TERMS']:
            items = {}
            for slug in [term['slug']] + term.get('below', []):  # its page shows those below it, too
                items.update(found.get(term['taxonomy'] + '/' + slug, {}))
            writer.write_file(term['url'].strip('/') + '/index.html', template, self.context,
                              relative_urls=self.settings['RELATIVE_URLS'], url=term['url'].lstrip('/'),
                              term=term, items=[items[at] for at in sorted(items)])


def generators(pelican):
    return Terms


def register():
    signals.get_generators.connect(generators)
