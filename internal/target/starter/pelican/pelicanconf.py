# Written by wp2md; once you have changed it, it is yours.
import json
import os
import re
import sys
from urllib.parse import urlsplit

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

SITENAME = [[quote .Title]]
SITESUBTITLE = [[quote .Description]]
# Where it will be, for the feed: [[.BaseURL]], or https://example.org/blog for a site below a folder.
SITEURL = ''
DEFAULT_LANG = [[quote .Language]]
# The dates are those of the old site's clock.
TIMEZONE = 'UTC'
DEFAULT_DATE_FORMAT = '%Y-%m-%d'

PATH = 'content'
ARTICLE_PATHS = ['posts'[[range .Types]], [[quote .Name]][[end]]]
PAGE_PATHS = ['pages']
# And redirects for the server of the site, if wp2md was asked for them.
STATIC_PATHS = ['images',[[if .Beside]] 'posts', 'pages',[[range .Types]] [[quote .Name]],[[end]][[end]] '_redirects', '.htaccess']
IGNORE_FILES = ['.#*']
THEME = 'theme'
THEME_STATIC_DIR = ''
DELETE_OUTPUT_DIRECTORY = False

# Every article and page names its own address. A draft has no file at all.
DRAFT_SAVE_AS = ''
DRAFT_PAGE_SAVE_AS = ''
WITH_FUTURE_DATES = True
# A post without a date.
DEFAULT_DATE = (1, 1, 1)
DEFAULT_METADATA = {'status': 'published'}
SLUGIFY_SOURCE = 'basename'
FILENAME_METADATA = ''
PATH_METADATA = ''
USE_FOLDER_AS_CATEGORY = False
SUMMARY_MAX_LENGTH = None
TYPOGRIFY = False

# wp2md_terms.py makes the lists: an article of Pelican has one category, and these have parents.
PLUGINS = ['wp2md_terms']
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ''
CATEGORIES_SAVE_AS = TAGS_SAVE_AS = AUTHORS_SAVE_AS = ''
ARCHIVES_SAVE_AS = [[quote .ArchiveDir]] + '/index.html'
DIRECT_TEMPLATES = [[if .HomeTaken]]['archives'][[else]]['index', 'archives'][[end]]
PAGINATED_TEMPLATES = {'index': 10}
PAGINATION_PATTERNS = ((1, '{base_name}/', '{base_name}/index.html'), (2, '{base_name}/page/{number}/', '{base_name}/page/{number}/index.html'))

FEED_ATOM = None
FEED_ALL_ATOM = 'feed.xml'
FEED_MAX_ITEMS = 10
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

MARKDOWN = {
    'extension_configs': {'markdown.extensions.extra': {}},
    # A list may begin at 8.
    'lazy_ol': False,
    'output_format': 'html5',
}


def data(name):
    file = os.path.join(HERE, 'data', name + '.json')
    if not os.path.exists(file):
        return None
    with open(file, encoding='utf-8') as f:
        return json.load(f)


# For the templates.
MENU = (data('menus') or [{}])[0].get('items', [])
ARCHIVE = [[quote .ArchivePath]]
POSTS_PAGE = [[quote .PostsPage]]
# The fields of the front matter that hold terms are one here: Wp_terms, TAXONOMY/SLUG.
TERMS = [
    dict(term, taxonomy=taxonomy, label=label)
    for taxonomy, label in [
[[- range .Taxonomies]]
        ([[quote .Taxonomy]], [[quote .Label]]),
[[- end]]
    ]
    for term in (data('terms') or {}).get(taxonomy, [])
    if term.get('url')
]
BY_TERM = {t['taxonomy'] + '/' + t['slug']: t for t in TERMS}


def placed(text):
    """Puts the folder that the site is served below before the addresses in a text."""
    folder = urlsplit(SITEURL).path.rstrip('/')
    if not folder:
        return text
    return re.sub(r'<[a-zA-Z][^>]*>', lambda tag: re.sub(r'(\s(?:href|src|poster)=")/(?!/)', lambda m: m[1] + folder + '/', tag[0]), text)


JINJA_FILTERS = {
    'placed': placed,
    'terms': lambda names: [BY_TERM[n] for n in (names or '').split('; ') if n in BY_TERM],
    'comments': lambda name: name and data('comments/' + str(name)),
}
