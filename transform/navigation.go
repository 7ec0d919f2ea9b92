package transform

import (
	"cmp"
	"strings"
)

// NavigationLink is an entry of a menu that blocks make (a post of type wp_navigation).
type NavigationLink struct {
	Label    string // text
	Hint     string // seen when a pointer rests on it
	About    string // said beside it
	URL      string // as it was written; may be empty
	Kind     string // post-type, taxonomy or custom
	Type     string // the post type or taxonomy that it leads to
	ID       int64  // of what it leads to
	NewTab   bool
	Rel      string
	Children []NavigationLink
}

// Navigation returns the entries of a menu that blocks make. What such a menu lists by
// itself, as all pages of the site, is not among them; listed names those blocks.
func Navigation(content string) (links []NavigationLink, listed []string) {
	return navigationOf(parseBlocks(content, nil), 0)
}

func navigationOf(blk *block, depth int) (links []NavigationLink, listed []string) {
	if depth > maxContentDepth {
		return nil, nil
	}
	for _, c := range blk.children {
		switch c.name {
		case "":
		case "core/navigation-link", "core/navigation-submenu", "core/home-link":
			l := readNavigationLink(c)
			if c.name == "core/home-link" {
				l.URL, l.Label = "/", cmp.Or(l.Label, "Home")
			}
			sub, more := navigationOf(c, depth+1)
			l.Children, listed = sub, append(listed, more...)
			if l.Label != "" || len(sub) > 0 {
				links = append(links, l)
			}
		case "core/page-list", "core/social-links", "core/search", "core/loginout", "core/site-logo", "core/site-title":
			listed = append(listed, strings.TrimPrefix(c.name, "core/"))
		default:
			sub, more := navigationOf(c, depth+1)
			links, listed = append(links, sub...), append(listed, more...)
		}
	}
	return links, listed
}

// readNavigationLink reads an entry but for those below it. One that has an address, but
// no label, is called what that leads to.
func readNavigationLink(blk *block) NavigationLink {
	var a struct {
		Label, Title, Description, URL, Kind, Type, Rel string
		ID                                              int64
		OpensInNewTab                                   bool
	}
	blk.decode(&a)
	text := func(s string) string { return lineOf((&builder{}).parseHTML(s)) }
	l := NavigationLink{Label: text(a.Label), Hint: cmp.Or(text(a.Title), text(a.Description)), About: text(a.Description), URL: strings.TrimSpace(a.URL), Kind: a.Kind, Type: a.Type,
		ID: a.ID, NewTab: a.OpensInNewTab, Rel: a.Rel}
	if l.Label == "" && l.URL != "" {
		l.Label = nameOf(l.URL)
	}
	return l
}
