package live

import (
	"net/url"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

type termKey struct{ taxonomy, slug string }

type termInfo struct {
	name string
	path string // of its page
}

// unknown reports whether a taxonomy is one of which the API, or what posts
// show, does not tell.
func (p *pages) unknown(name string) bool {
	if p.rest != nil && slices.ContainsFunc(p.rest.taxonomies, func(t taxonomy) bool { return t.name == name }) {
		return slices.Contains(p.rest.hidden, name)
	}
	return name != "category" && name != "post_tag" && name != "post_format"
}

func addTerm(list []extract.TermRef, t extract.TermRef) []extract.TermRef {
	if slices.ContainsFunc(list, func(o extract.TermRef) bool { return o.Taxonomy == t.Taxonomy && o.Slug == t.Slug }) {
		return list
	}
	return append(slices.Clip(list), t)
}

// termPage takes note of the page of a term.
func (p *pages) termPage(taxonomy string, u *url.URL) {
	switch taxonomy {
	case "users", "author", "date", "archive", "post-archive", "video", "news", "addl", "local":
		return
	}
	slug := slugIn(u.String())
	if slug == "" {
		return
	}
	if p.unknown(taxonomy) {
		p.strange = append(p.strange, u)
	}
	if taxonomy == "post_format" && !strings.HasPrefix(slug, "post-format-") {
		slug = "post-format-" + slug
	}
	p.term(taxonomy, slug, "", u.Path)
}

func (p *pages) term(taxonomy, slug, name, path string) {
	k := termKey{taxonomy, slug}
	t := p.terms[k]
	if t == nil {
		t = &termInfo{}
		p.terms[k] = t
	}
	if t.name == "" || t.name == slug {
		t.name = orSel(name, t.name)
	}
	if t.path == "" {
		t.path = path
	}
}
