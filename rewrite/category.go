package rewrite

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// categories knows the tree of the site's categories.
type categories struct {
	read int // terms of the site
	byID map[int64]int32
	slug map[string]int32
}

// primaryFields are the custom fields in which plugins keep the category that a
// permalink has.
var primaryFields = []string{"_yoast_wpseo_primary_category", "rank_math_primary_category"}

// path returns what %category% means in the path of an item: the slugs of a
// category and its ancestors. It is the primary one, else that with the lowest
// ID (docs/formats.md §F.1).
func (c *categories) path(site *extract.Site, it *extract.Item) string {
	if !slices.ContainsFunc(it.Terms, func(t extract.TermRef) bool { return t.Taxonomy == "category" }) {
		return ""
	}
	c.update(site)
	best, bestID := "", int64(0)
	for _, t := range it.Terms {
		if t.Taxonomy != "category" {
			continue
		}
		id := int64(1 << 62)
		if i, ok := c.slug[t.Slug]; ok {
			id = site.Terms[i].ID
		}
		if best == "" || id < bestID {
			best, bestID = t.Slug, id
		}
	}
	for _, f := range primaryFields {
		if i, ok := c.byID[int64(number(it.Field(f)))]; ok {
			best = site.Terms[i].Slug
			break
		}
	}
	segs := []string{segment(best)}
	for slug := best; len(segs) < maxSegments; {
		i, ok := c.slug[slug]
		if !ok || site.Terms[i].Parent == "" {
			break
		}
		slug = site.Terms[i].Parent
		segs = append(segs, segment(slug))
	}
	slices.Reverse(segs)
	return strings.Join(segs, "/")
}

// update reads the terms that the site has got since.
func (c *categories) update(site *extract.Site) {
	if c.read > len(site.Terms) {
		*c = categories{}
	}
	if c.slug == nil {
		c.byID, c.slug = map[int64]int32{}, map[string]int32{}
	}
	for ; c.read < len(site.Terms); c.read++ {
		if t := &site.Terms[c.read]; t.Taxonomy == "category" {
			if t.ID > 0 {
				c.byID[t.ID] = int32(c.read)
			}
			c.slug[t.Slug] = int32(c.read)
		}
	}
}
