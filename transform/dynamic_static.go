package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Dynamic says what becomes of the blocks that show the state of the running site.
type Dynamic string

// What can become of them.
const (
	DynamicNamed  Dynamic = ""       // a note names them
	DynamicStatic Dynamic = "static" // what the export knows of it is written, as it was on that day
)

// siteIndex is what dynamic blocks list: the items of the site. It is only kept if
// they are to be written.
type siteIndex struct {
	title, tagline, url string
	authors             map[string]string // names by login
	posts, pages        []listed
	products            []listed               // of WooCommerce
	terms               map[string]*listedTerm // by taxonomy/slug
}

type listed struct {
	id, parent  int64
	order       int
	title, link string
	date        int64  // Unix seconds
	day         string // 2006/01/02, or nothing
	month       string // January 2006
	terms       []*listedTerm
}

type listedTerm struct {
	taxonomy, slug, name string
	count                int
}

// KeepIndex makes the library keep the titles and addresses of all posts and pages,
// for [DynamicStatic].
func (l *Library) KeepIndex() { l.pages = &siteIndex{terms: map[string]*listedTerm{}} }

// SetSite says which site the contents are of.
func (l *Library) SetSite(site *extract.Site) {
	x := l.pages
	if x == nil {
		return
	}
	x.title, x.tagline, x.url = site.Title, site.Description, strings.TrimRight(site.URL(), "/")
	x.authors = map[string]string{}
	for _, a := range site.Authors {
		x.authors[a.Login] = a.DisplayName
	}
}

func (x *siteIndex) add(it *extract.Item) {
	if x == nil || it.Status != "publish" || it.Password != "" || it.Type != "post" && it.Type != "page" && it.Type != "product" {
		return
	}
	e := listed{id: it.ID, parent: it.Parent, order: it.MenuOrder, title: strings.Clone(it.PlainTitle()), link: strings.Clone(it.Link), date: it.Date.Unix()}
	if !it.Date.IsZero() {
		e.day, e.month = it.Date.Format("2006/01/02"), it.Date.Format("January 2006")
	}
	if it.Type == "page" {
		x.pages = append(x.pages, e)
		return
	}
	for _, t := range it.Terms {
		key := t.Taxonomy + "/" + t.Slug
		if x.terms[key] == nil {
			x.terms[strings.Clone(key)] = &listedTerm{taxonomy: strings.Clone(t.Taxonomy), slug: strings.Clone(t.Slug), name: strings.Clone(t.Name)}
		}
		e.terms = append(e.terms, x.terms[key])
	}
	if it.Type == "product" {
		x.products = append(x.products, e)
		return
	}
	x.posts = append(x.posts, e)
}

// seal takes out what visitors did not see.
func (x *siteIndex) seal(unseen map[int64]bool) {
	if x == nil {
		return
	}
	hidden := func(e listed) bool { return e.id != 0 && unseen[e.id] }
	x.posts, x.pages, x.products = slices.DeleteFunc(x.posts, hidden), slices.DeleteFunc(x.pages, hidden), slices.DeleteFunc(x.products, hidden)
	for i := range x.posts {
		for _, t := range x.posts[i].terms {
			t.count++
		}
	}
	slices.SortStableFunc(x.posts, func(a, b listed) int { return cmp.Or(cmp.Compare(b.date, a.date), cmp.Compare(b.id, a.id)) })
	slices.SortStableFunc(x.pages, func(a, b listed) int {
		return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(strings.ToLower(a.title), strings.ToLower(b.title)), cmp.Compare(a.id, b.id))
	})
}

// static builds a dynamic block of what the export knows; ok is false if that is
// nothing, or is not asked for.
func (b *builder) static(blk *block) (nodes []*html.Node, ok bool) {
	if b.opt.Dynamic != DynamicStatic || b.lib == nil || b.lib.pages == nil {
		return nil, false
	}
	x := b.lib.pages
	name := strings.TrimPrefix(blk.name, "core/")
	var a struct {
		PostsToShow int
		ParentPageID,
		Ref int64
		Taxonomy, Term, Type string
		Format               string
		Level                int
		IsLink               *bool
		Label                string
		Categories           []struct{ ID int64 }
	}
	blk.decode(&a)
	switch name {
	case "page-list":
		nodes = x.pageList(a.ParentPageID, 0)
	case "latest-posts":
		if len(a.Categories) > 0 { // known by numbers that no post has
			return nil, false
		}
		nodes = list(first(x.posts, cmp.Or(a.PostsToShow, 5)))
	case "categories", "terms-list":
		nodes = x.termList(cmp.Or(a.Taxonomy, "category"))
	case "tag-cloud":
		nodes = x.termList(cmp.Or(a.Taxonomy, "post_tag"))
	case "archives":
		nodes = x.archives(a.Type == "yearly")
	case "navigation":
		if menu, found := b.lib.block(a.Ref); found && b.depth < maxContentDepth {
			b.depth++
			nodes = tree.TakeChildren(b.content(guard(menu)))
			b.depth--
		} else if a.Ref == 0 && blk.isEmpty() {
			nodes = x.pageList(0, 0)
		}
	case "home-link":
		if x.url != "" {
			nodes = paragraphOf(tree.NewLink(x.url+"/", cmp.Or(a.Label, "Home")))
		}
	case "site-title":
		if x.title != "" {
			nodes = paragraphOf(tree.NewLink(x.url+"/", x.title))
		}
	case "site-tagline":
		if x.tagline != "" {
			nodes = paragraphOf(tree.NewText(x.tagline))
		}
	case "post-title":
		if title := b.item.PlainTitle(); title != "" {
			h := tree.NewElement(headings[min(6, max(0, cmp.Or(a.Level, 2)))])
			h.AppendChild(tree.NewText(title))
			nodes = []*html.Node{h}
		}
	case "post-date":
		if !b.item.Date.IsZero() {
			nodes = paragraphOf(tree.NewText(b.item.Date.Format("January 2, 2006")))
		}
	case "post-author", "post-author-name":
		if name := cmp.Or(x.authors[b.item.Creator], b.item.Creator); name != "" && !strings.Contains(name, "@") {
			nodes = paragraphOf(tree.NewText(name))
		}
	case "post-terms":
		var links []*html.Node
		for _, t := range b.item.Terms {
			if t.Taxonomy == cmp.Or(a.Term, "category") {
				if links != nil {
					links = append(links, tree.NewText(", "))
				}
				links = append(links, x.termLink(t.Taxonomy, t.Slug, t.Name))
			}
		}
		if links != nil {
			nodes = paragraphOf(links...)
		}
	}
	if len(nodes) == 0 {
		return nil, false
	}
	b.notes.add(note.Block, false, asOnTheDay+name)
	return nodes, true
}

// latestPosts builds a widget that listed the latest posts, if dynamic blocks are to be
// written and it asks for no others.
func (b *builder) latestPosts(name string, settings []prop) []*html.Node {
	if b.opt.Dynamic != DynamicStatic || b.lib == nil || b.lib.pages == nil || isAbout(name, "portfolio", "product", "related", "archive", "loop", "query") || !isAbout(name, "post", "blog", "latest", "recent", "news") {
		return nil
	}
	count := 6
	for i := range settings {
		p := &settings[i]
		k, v := plainKey(p.key), strings.TrimSpace(p.val)
		if p.tree && len(p.kids) == 0 || !p.tree && v == "" || settings[i].key == "_skin" {
			continue
		}
		switch {
		case hasAnySuffix(k, "postsperpage", "perpage", "numberposts", "postscount", "postcount", "numberofposts", "postsnumber"):
			if n, err := strconv.Atoi(v); err == nil && n > 0 {
				count = n
			}
		case hasAnySuffix(k, "posttype") && v != "post",
			hasAnySuffix(k, "orderby") && v != "date" && v != "post_date",
			(p.key == "order" || strings.HasSuffix(p.key, "_order")) && !strings.EqualFold(v, "desc"),
			isAbout(k, "categor", "terms", "termid", "taxonom", "tagid", "include", "exclude", "postsid", "postid", "author", "offset") && v != "no" && !strings.HasPrefix(k, "show"):
			return nil
		}
	}
	nodes := list(first(b.lib.pages.posts, count))
	if nodes != nil {
		b.ofSite = true
		b.notes.add(note.HTML, false, asOnTheDay+name)
	}
	return nodes
}

// asOnTheDay begins the note of what the export knows of the state of the site.
const asOnTheDay = "written as it was on the day of the migration: "

func first(l []listed, n int) []listed { return l[:min(len(l), max(0, n))] }

func paragraphOf(nodes ...*html.Node) []*html.Node { return wrapInline(nodes) }

func list(items []listed) []*html.Node {
	if len(items) == 0 {
		return nil
	}
	ul := tree.NewElement(atom.Ul)
	for _, it := range items {
		li := tree.NewElement(atom.Li)
		li.AppendChild(tree.NewLink(it.link, cmp.Or(it.title, it.link)))
		ul.AppendChild(li)
	}
	return []*html.Node{ul}
}

// pageList returns the pages below a parent, each with those below it.
func (x *siteIndex) pageList(parent int64, depth int) []*html.Node {
	ul := tree.NewElement(atom.Ul)
	for _, p := range x.pages {
		if p.parent != parent || depth > 10 {
			continue
		}
		li := tree.NewElement(atom.Li)
		li.AppendChild(tree.NewLink(p.link, cmp.Or(p.title, p.link)))
		for _, n := range x.pageList(p.id, depth+1) {
			li.AppendChild(n)
		}
		ul.AppendChild(li)
	}
	if ul.FirstChild == nil {
		return nil
	}
	return []*html.Node{ul}
}

func (x *siteIndex) termList(taxonomy string) []*html.Node {
	var terms []*listedTerm
	for _, t := range x.terms {
		if t.taxonomy == taxonomy && t.count > 0 {
			terms = append(terms, t)
		}
	}
	slices.SortFunc(terms, func(a, b *listedTerm) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), strings.Compare(a.slug, b.slug))
	})
	if len(terms) == 0 {
		return nil
	}
	ul := tree.NewElement(atom.Ul)
	for _, t := range terms {
		li := tree.NewElement(atom.Li)
		li.AppendChild(x.termLink(t.taxonomy, t.slug, t.name))
		ul.AppendChild(li)
	}
	return []*html.Node{ul}
}

func (x *siteIndex) termLink(taxonomy, slug, name string) *html.Node {
	base := taxonomy
	if taxonomy == "post_tag" {
		base = "tag"
	}
	return tree.NewLink(x.url+"/"+base+"/"+slug+"/", cmp.Or(name, slug))
}

func (x *siteIndex) archives(yearly bool) []*html.Node {
	var items []listed
	seen := map[string]bool{}
	for _, p := range x.posts {
		if p.day == "" {
			continue
		}
		path, title := "/"+p.day[:len("2006/01/")], p.month
		if yearly {
			path, title = "/"+p.day[:len("2006/")], p.day[:len("2006")]
		}
		if !seen[path] {
			seen[path] = true
			items = append(items, listed{title: title, link: x.url + path})
		}
	}
	return list(items)
}

// navigationLink builds a link of a menu, which has its label and address itself.
func (b *builder) navigationLink(blk *block) ([]*html.Node, bool) {
	links := menuLinks(blk, 0)
	if links == nil {
		return nil, false
	}
	return []*html.Node{links}, true
}

// menuLinks returns the links of a menu as a list, or nil.
func menuLinks(blk *block, depth int) *html.Node {
	ul := tree.NewElement(atom.Ul)
	add := func(c *block) {
		l := readNavigationLink(c)
		sub := (*html.Node)(nil)
		if depth < 10 {
			sub = menuLinks(&block{children: c.children}, depth+1)
		}
		if l.Label == "" && sub == nil {
			return
		}
		li := tree.NewElement(atom.Li)
		if l.URL != "" {
			li.AppendChild(tree.NewLink(l.URL, l.Label))
		} else {
			li.AppendChild(tree.NewText(l.Label))
		}
		if sub != nil {
			li.AppendChild(sub)
		}
		ul.AppendChild(li)
	}
	if blk.name == "core/navigation-link" || blk.name == "core/navigation-submenu" {
		add(blk)
	} else {
		for _, c := range blk.children {
			if c.name == "core/navigation-link" || c.name == "core/navigation-submenu" {
				add(c)
			}
		}
	}
	if ul.FirstChild == nil {
		return nil
	}
	return ul
}
