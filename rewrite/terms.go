package rewrite

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// terms knows the categories, tags and other terms of the site, once sealed.
type terms struct {
	list []extract.Term
	byID map[int64]int32
	slug map[termKey]int32
	kind map[string]bool // taxonomies
}

type termKey struct{ taxonomy, slug string }

func (t *terms) seal(list []extract.Term) {
	*t = terms{list: list, byID: map[int64]int32{}, slug: map[termKey]int32{}, kind: map[string]bool{}}
	for i := range list {
		term := &list[i]
		if term.Slug == "" || term.Taxonomy == "nav_menu" {
			continue
		}
		key := termKey{term.Taxonomy, canonicalSlug(term.Slug)}
		if _, ok := t.slug[key]; !ok {
			t.slug[key] = int32(i)
		}
		if _, ok := t.byID[term.ID]; !ok && term.ID > 0 {
			t.byID[term.ID] = int32(i)
		}
		t.kind[term.Taxonomy] = true
	}
}

// path returns the slugs of a term and its ancestors, decoded: parent/child.
func (t *terms) path(i int32) string {
	segs := []string{segment(t.list[i].Slug)}
	for taxonomy := t.list[i].Taxonomy; len(segs) < maxSegments && t.list[i].Parent != ""; {
		parent, ok := t.slug[termKey{taxonomy, canonicalSlug(t.list[i].Parent)}]
		if !ok {
			break
		}
		i = parent
		segs = append(segs, segment(t.list[i].Slug))
	}
	slices.Reverse(segs)
	return strings.Join(segs, "/")
}

// find returns the term of a taxonomy at a path of slugs: WordPress goes by the
// last.
func (t *terms) find(taxonomy, path string) (int32, bool) {
	_, last := cutLast(path)
	i, ok := t.slug[termKey{taxonomy, canonicalSlug(last)}]
	return i, ok
}
