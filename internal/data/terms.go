package data

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
)

// Term is a category, tag or term of another taxonomy. The file has a list of
// terms for each taxonomy, by its name.
type Term struct {
	Slug        string `json:"slug"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"` // Markdown
	Parent      string `json:"parent,omitempty"`      // slug of the term above
	Count       int    `json:"count"`                 // items in the output
}

// Terms knows the terms of a site. It is filled in a first pass over the items
// and sealed; then any number of goroutines may ask it.
type Terms struct {
	lists  map[string][]*Term
	byKey  map[termRef]*Term
	byID   map[int64]*extract.Term // of all taxonomies
	bySlug map[termRef]*extract.Term
	refs   []extract.TermRef // that items have, in order
	seen   map[termRef]bool
}

type termRef struct{ taxonomy, slug string }

// NewTerms returns an empty Terms.
func NewTerms() *Terms {
	return &Terms{lists: map[string][]*Term{}, byKey: map[termRef]*Term{}, byID: map[int64]*extract.Term{}, bySlug: map[termRef]*extract.Term{}, seen: map[termRef]bool{}}
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
		}
	}
}

// Seal ends the filling. The site's own list comes first, then what only items
// have.
func (t *Terms) Seal(site *extract.Site) {
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
	term := &Term{Slug: Slug(ref.Slug), Name: ref.Name, Description: description, Parent: Slug(parent)}
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
	var list []*Term
	for _, ref := range it.Terms {
		if term := t.byKey[refOf(ref)]; term != nil && !slices.Contains(list, term) {
			list = append(list, term)
		}
	}
	return list
}

// Lists returns all terms, by taxonomy.
func (t *Terms) Lists(r *Renderer, f *Found) map[string][]*Term {
	for _, taxonomy := range slices.Sorted(maps.Keys(t.lists)) {
		for _, term := range t.lists[taxonomy] {
			term.Description = r.markdown(term.Description, f)
		}
	}
	return t.lists
}

// Slug returns a slug as people read it: WordPress stores what is not ASCII
// percent-encoded, and may have cut it in the middle of a character.
func Slug(slug string) string {
	if s, err := url.PathUnescape(slug); err == nil && utf8.ValidString(s) {
		return s
	}
	return slug
}
