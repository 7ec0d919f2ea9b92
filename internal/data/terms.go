package data

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/rewrite"
)

// Term is a category, tag or term of another taxonomy. The file has a list of
// terms for each taxonomy, by its name.
type Term struct {
	Slug        string   `json:"slug"`
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"` // Markdown
	Parent      string   `json:"parent,omitempty"`      // slug of the term above
	Count       int      `json:"count"`                 // items in the output
	Below       []string `json:"below,omitempty"`       // slugs of the terms below it, however deep, that published items have: its page shows these, too
	Key         string   `json:"key,omitempty"`         // as the front matter of a target has it, if that is not its name
	URL         string   `json:"url,omitempty"`         // of its page, where the target makes one and a published item is on it

	Public int `json:"-"` // of the items in the output, those that are no drafts
	Held   int `json:"-"` // items that are held back

	raw  string   // slug as the source has it
	path []string // keys of the terms above it, from the top, and its own
}

// KeyOrName returns how front matter has a term that stands there by its name.
func (t *Term) KeyOrName() string { return cmp.Or(t.Key, t.Name) }

// Terms knows the terms of a site. It is filled in a first pass over the items
// and sealed; then any number of goroutines may ask it.
type Terms struct {
	lists  map[string][]*Term
	byKey  map[termRef]*Term
	byID   map[int64]*extract.Term // of all taxonomies
	bySlug map[termRef]*extract.Term
	refs   []extract.TermRef // that items have, in order
	seen   map[termRef]bool
	used   map[string]bool // taxonomies of which items have terms

	dropped map[termRef]bool // that only held back items have
	settled bool             // all items are counted

	settings *extract.Settings
}

type termRef struct{ taxonomy, slug string }

// NewTerms returns an empty Terms.
func NewTerms() *Terms {
	return &Terms{lists: map[string][]*Term{}, byKey: map[termRef]*Term{}, byID: map[int64]*extract.Term{}, bySlug: map[termRef]*extract.Term{}, seen: map[termRef]bool{}, used: map[string]bool{}, dropped: map[termRef]bool{}}
}

// Listed reports whether a taxonomy is one of data/terms.json: others are kept
// elsewhere, or are how WordPress and plugins keep something else. The terms of
// authors have e-mail addresses in their descriptions.
func Listed(taxonomy string) bool {
	switch taxonomy {
	case "nav_menu", authorTaxonomy, languageTaxonomy, groupTaxonomy, "term_language", "term_translations", "wp_theme", "wp_template_part_area", "wp_pattern_category", "link_category":
		return false
	}
	return taxonomy != ""
}

func refOf(t extract.TermRef) termRef {
	if t.Slug == "" {
		return termRef{t.Taxonomy, "\x00" + t.Name}
	}
	return termRef{t.Taxonomy, t.Slug}
}

// Add takes note of the terms of an item that is in the output.
func (t *Terms) Add(it *extract.Item) {
	for _, ref := range it.Terms {
		if k := refOf(ref); Listed(ref.Taxonomy) && !t.seen[k] {
			ref = extract.TermRef{Taxonomy: strings.Clone(ref.Taxonomy), Slug: strings.Clone(ref.Slug), Name: strings.Clone(ref.Name)}
			t.seen[refOf(ref)] = true
			t.refs = append(t.refs, ref)
			t.used[ref.Taxonomy] = true
		}
	}
}

// Seal ends the filling. The site's own list comes first, then what only items
// have.
func (t *Terms) Seal(site *extract.Site) {
	t.settings = site.Settings
	for i := range site.Terms {
		s := &site.Terms[i]
		if s.ID != 0 && t.byID[s.ID] == nil {
			t.byID[s.ID] = s
		}
		if k := (termRef{s.Taxonomy, s.Slug}); t.bySlug[k] == nil {
			t.bySlug[k] = s
		}
		if Listed(s.Taxonomy) {
			t.add(extract.TermRef{Taxonomy: s.Taxonomy, Slug: s.Slug, Name: s.Name}, s.Description, s.Parent)
		}
	}
	for _, ref := range t.refs {
		t.add(ref, "", "")
	}
	t.refs, t.seen = nil, nil
}

func (t *Terms) add(ref extract.TermRef, description, parent string) {
	k := refOf(ref)
	if t.byKey[k] != nil {
		return
	}
	term := &Term{Slug: Slug(ref.Slug), raw: ref.Slug, Name: ref.Name, Description: description, Parent: Slug(parent)}
	if term.Slug == "" {
		term.Slug = Slug(extract.MakeSlug(ref.Name))
	}
	if term.Name == "" {
		term.Name = term.Slug
	}
	t.byKey[k] = term
	t.lists[ref.Taxonomy] = append(t.lists[ref.Taxonomy], term)
}

// Of returns the terms of an item.
func (t *Terms) Of(it *extract.Item) []*Term {
	var list Distinct[*Term]
	for _, ref := range it.Terms {
		if term := t.byKey[refOf(ref)]; term != nil {
			list.Add(term)
		}
	}
	return list.List()
}

// Term returns the term that an item is filed under, or nil.
func (t *Terms) Term(ref extract.TermRef) *Term { return t.byKey[refOf(ref)] }

// Used returns the taxonomies of which items in the output have terms.
func (t *Terms) Used() []string { return slices.Sorted(maps.Keys(t.used)) }

// List returns the terms of a taxonomy.
func (t *Terms) List(taxonomy string) []*Term { return t.lists[taxonomy] }

// Place gives the terms of a taxonomy their keys and addresses. Names are those,
// in lower case, that no key may be. Possible returns a path that the new site can
// have. Take takes an address, and reports whether it was another's before. Moved
// gets the addresses that links would have instead, and that no other term has.
func (t *Terms) Place(taxonomy string, r *Renderer, names []string, possible func(path string) string, take func(path string) bool, moved map[string]string) {
	keys := map[string]bool{}
	for _, name := range names {
		keys[name] = true
	}
	slugs, urls := map[string]bool{}, map[string]bool{}
	for _, term := range t.lists[taxonomy] {
		url := r.archive(t.archive(taxonomy, term), new(Found))
		term.Slug = fileSlug(term.Slug, slugs)
		k := strings.ToLower(term.Name)
		if keys[k] {
			term.Key = term.Name + " (" + term.Slug + ")"
			k = strings.ToLower(term.Key)
		}
		keys[k] = true
		term.URL = free(possible(strings.ReplaceAll(Slug(url), " ", "-")), take)
		urls[term.URL] = true
		if term.URL != Slug(url) {
			moved[url] = term.URL
		}
	}
	for _, term := range t.lists[taxonomy] {
		term.path = t.pathOf(taxonomy, term)
		if term.Parent == "" {
			continue
		}
		// WordPress finds a term without the terms above it, too.
		alone := r.archive(archiveOf(&extract.Term{Taxonomy: taxonomy, Slug: cmp.Or(term.raw, term.Slug)}, t), new(Found))
		if path := Slug(alone); path != term.URL && moved[alone] == "" && !urls[path] {
			moved[alone] = term.URL
		}
	}
}

// fileSlug returns a slug that can name a file, and that no other of the taxonomy
// has, ignoring case: damaged exports have names in the place of slugs.
func fileSlug(slug string, taken map[string]bool) string {
	if strings.ContainsAny(slug, " \t\n/\\:*?\"<>|%") {
		slug = cmp.Or(Slug(extract.MakeSlug(slug)), "term")
	}
	free := slug
	for n := 2; taken[strings.ToLower(free)]; n++ {
		free = slug + "-" + strconv.Itoa(n)
	}
	taken[strings.ToLower(free)] = true
	return free
}

// free returns a path that nothing had before: with a number, if it must be.
func free(path string, take func(path string) bool) string {
	free := path
	for n := 2; take(free) && n < 1000; n++ {
		free = strings.TrimSuffix(path, "/") + "-" + strconv.Itoa(n) + "/"
	}
	return free
}

// Path returns the keys of the terms above one that has been placed, from the top,
// and its own.
func (t *Term) Path() []string { return t.path }

func (t *Terms) pathOf(taxonomy string, term *Term) []string {
	path := []string{term.KeyOrName()}
	for up := term; up.Parent != "" && len(path) < maxDepth; {
		i := slices.IndexFunc(t.lists[taxonomy], func(o *Term) bool { return o.Slug == up.Parent })
		if i < 0 {
			break
		}
		up = t.lists[taxonomy][i]
		path = append(path, up.KeyOrName())
	}
	slices.Reverse(path)
	return path
}

// archive returns the path that WordPress has for a term, unless told otherwise.
func (t *Terms) archive(taxonomy string, term *Term) string {
	of := t.bySlug[termRef{taxonomy, term.raw}]
	if of == nil {
		of = &extract.Term{Taxonomy: taxonomy, Slug: cmp.Or(term.raw, term.Slug)}
	}
	return archiveOf(of, t)
}

// Lists returns all terms, by taxonomy, but for those that only what is held back
// has.
func (t *Terms) Lists(r *Renderer, f *Found) map[string][]*Term {
	t.settle()
	for _, taxonomy := range slices.Sorted(maps.Keys(t.lists)) {
		for _, term := range t.lists[taxonomy] {
			term.Description = r.markdown(term.Description, f)
		}
	}
	return t.lists
}

// Shown finds out which files the lists show, before they are asked for.
func (t *Terms) Shown(r *Renderer, f *Found) {
	for _, taxonomy := range slices.Sorted(maps.Keys(t.lists)) {
		for _, term := range t.lists[taxonomy] {
			r.markdown(term.Description, f)
		}
	}
}

// settle finds out what depends on the counts, when all items are counted.
func (t *Terms) settle() {
	if t.settled {
		return
	}
	t.settled = true
	t.dropHeld()
	for _, list := range t.lists {
		bySlug := map[string]*Term{}
		for _, term := range list {
			if bySlug[term.Slug] == nil {
				bySlug[term.Slug] = term
			}
		}
		for _, term := range list {
			if term.Public == 0 {
				continue
			}
			up := bySlug[term.Parent]
			for deep := 0; up != nil && up != term && deep < maxDepth && !slices.Contains(up.Below, term.Slug); deep++ {
				up.Below = append(up.Below, term.Slug)
				up = bySlug[up.Parent]
			}
		}
		for _, term := range list {
			if !term.listed() {
				term.URL = ""
			}
		}
	}
}

// listed reports whether a page of the term would show a published item. WordPress
// shows on the page of a term also what the terms below it have.
func (t *Term) listed() bool { return t.Public > 0 || len(t.Below) > 0 }

// dropHeld takes out the terms that only held back items have, and that are above
// no other one.
func (t *Terms) dropHeld() {
	for _, taxonomy := range slices.Sorted(maps.Keys(t.lists)) {
		list := t.lists[taxonomy]
		bySlug := map[string]*Term{}
		for _, term := range list {
			bySlug[term.Slug] = term
		}
		above := map[string]bool{}
		for _, term := range list {
			if term.isHeld() {
				continue
			}
			for p := term.Parent; p != "" && !above[p]; {
				above[p] = true
				up := bySlug[p]
				if up == nil {
					break
				}
				p = up.Parent
			}
		}
		list = slices.DeleteFunc(list, func(term *Term) bool {
			drop := term.isHeld() && !above[term.Slug]
			if drop {
				t.dropped[termRef{taxonomy, term.raw}] = true
			}
			return drop
		})
		if t.lists[taxonomy] = list; len(list) == 0 {
			delete(t.lists, taxonomy)
		}
	}
}

// Pages tells of the pages of terms, when all items are counted.
func (t *Terms) Pages() func(taxonomy, slug string) rewrite.TermPage {
	t.settle()
	return func(taxonomy, slug string) rewrite.TermPage {
		k := termRef{taxonomy, slug}
		term := t.byKey[k]
		switch {
		case t.dropped[k]:
			return rewrite.TermHeld
		case term != nil && !term.listed():
			return rewrite.TermEmpty
		}
		return rewrite.TermShown
	}
}

func (t *Term) isHeld() bool { return t.Count == 0 && t.Held > 0 }

// Slug returns a slug as people read it: WordPress stores what is not ASCII
// percent-encoded, and may have cut it in the middle of a character.
func Slug(slug string) string {
	if s, err := url.PathUnescape(slug); err == nil && utf8.ValidString(s) {
		return s
	}
	return slug
}
