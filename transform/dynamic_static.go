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

	// Made by seal.
	below         map[int64][]int // which pages are below one
	termsOf       map[string][]*listedTerm
	months, years []listed
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
	l.language, _, _ = strings.Cut(strings.ToLower(site.Language), "-")
	l.listings.setTerms(site)
	l.url = strings.TrimRight(site.URL(), "/")
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
	if x == nil || it.Status != "publish" || it.Password != "" || it.Type != "post" && it.Type != "page" && it.Type != "product" ||
		it.ID == 0 { // nobody can say afterwards that visitors did not see it
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
func (x *siteIndex) seal(unseen map[int64]unseen) {
	if x == nil {
		return
	}
	hidden := func(e listed) bool { return e.id != 0 && unseen[e.id] > 0 }
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
	x.below = map[int64][]int{}
	for i, p := range x.pages {
		x.below[p.parent] = append(x.below[p.parent], i)
	}
	x.termsOf = map[string][]*listedTerm{}
	for _, t := range x.terms {
		if t.count > 0 {
			x.termsOf[t.taxonomy] = append(x.termsOf[t.taxonomy], t)
		}
	}
	for _, terms := range x.termsOf {
		slices.SortFunc(terms, func(a, b *listedTerm) int {
			return cmp.Or(strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), strings.Compare(a.slug, b.slug))
		})
	}
	x.months, x.years = x.archives(false), x.archives(true)
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
		FeedURL              string
		Categories           []struct{ ID int64 }
	}
	blk.decode(&a)
	switch name {
	case "page-list":
		nodes = x.pageList(a.ParentPageID, &b.room)
	case "latest-posts":
		if len(a.Categories) > 0 { // known by numbers that no post has
			return nil, false
		}
		nodes = list(first(x.posts, cmp.Or(a.PostsToShow, 5)), &b.room)
	case "categories", "terms-list":
		nodes = x.termList(cmp.Or(a.Taxonomy, "category"), &b.room)
	case "tag-cloud":
		nodes = x.termList(cmp.Or(a.Taxonomy, "post_tag"), &b.room)
	case "archives":
		nodes = list(x.months, &b.room)
		if a.Type == "yearly" {
			nodes = list(x.years, &b.room)
		}
	case "navigation":
		if menu, found := b.lib.block(a.Ref); found && b.depth < maxContentDepth {
			b.depth++
			nodes = tree.TakeChildren(b.content(guard(menu)))
			b.depth--
		} else if a.Ref == 0 && blk.isEmpty() {
			nodes = x.pageList(0, &b.room)
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
	case "rss":
		if isOpenAddress(a.FeedURL) {
			b.notes.add(note.Block, false, linkedFeed+Quote("rss "+blk.attrs))
			return paragraphOf(tree.NewTag(tree.Autolink, "href", a.FeedURL)), true
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
	switch {
	case b.room < 0:
		b.notes.add(note.Nesting, true, tooManyListed+name)
		return nil, true
	case len(nodes) == 0:
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
	nodes := list(first(b.lib.pages.posts, count), &b.room)
	if nodes != nil {
		b.ofSite = true
		b.notes.add(note.HTML, false, asOnTheDay+name)
	}
	return nodes
}

// asOnTheDay begins the note of what the export knows of the state of the site.
const asOnTheDay = "written as it was on the day of the migration: "

// tooManyListed begins the note of a list for which a page has no room.
const tooManyListed = "left out: the lists of the site on this page are longer than it can have: "

func first(l []listed, n int) []listed { return l[:min(len(l), max(0, n))] }

func paragraphOf(nodes ...*html.Node) []*html.Node { return wrapInline(nodes) }

// ofEntry is what an entry of a list takes of the room of a page beside its words: the
// lists of many blocks are no longer than the page can have.
const ofEntry = 64

// list returns posts as a list of links. What it takes of the room of the page is more
// than that if there is no list.
func list(items []listed, room *int) []*html.Node {
	if len(items) == 0 {
		return nil
	}
	for i := range items {
		if *room -= len(items[i].link) + len(items[i].title) + ofEntry; *room < 0 {
			return nil
		}
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
func (x *siteIndex) pageList(parent int64, room *int) []*html.Node {
	return x.pagesBelow(parent, map[int]bool{}, 0, room)
}

// pagesBelow lists each page once, whatever says that it is below itself.
func (x *siteIndex) pagesBelow(parent int64, listed map[int]bool, depth int, room *int) []*html.Node {
	if depth > 10 {
		return nil
	}
	ul := tree.NewElement(atom.Ul)
	for _, i := range x.below[parent] {
		p := &x.pages[i]
		if listed[i] {
			continue
		}
		listed[i] = true
		if *room -= len(p.link) + len(p.title) + ofEntry; *room < 0 {
			return nil
		}
		li := tree.NewElement(atom.Li)
		li.AppendChild(tree.NewLink(p.link, cmp.Or(p.title, p.link)))
		for _, n := range x.pagesBelow(p.id, listed, depth+1, room) {
			li.AppendChild(n)
		}
		ul.AppendChild(li)
	}
	if ul.FirstChild == nil {
		return nil
	}
	return []*html.Node{ul}
}

func (x *siteIndex) termList(taxonomy string, room *int) []*html.Node {
	terms := x.termsOf[taxonomy]
	for _, t := range terms {
		if *room -= len(x.url) + len(t.name) + len(t.slug) + ofEntry; *room < 0 {
			return nil
		}
	}
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

// archives returns the months or years of the posts, as they are listed.
func (x *siteIndex) archives(yearly bool) []listed {
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
	return items
}

// navigationLink builds a link of a menu, which has its label and address itself.
func (b *builder) navigationLink(blk *block) ([]*html.Node, bool) {
	links := b.menuLinks(blk, 0)
	if links == nil {
		l := readNavigationLink(blk)
		return nil, b.leadsToUnseen(&l) // which no note is to quote
	}
	return []*html.Node{links}, true
}

// leadsToUnseen reports whether an entry of a menu leads to a post that visitors did not
// see; WordPress shows no such entry.
func (b *builder) leadsToUnseen(l *NavigationLink) bool {
	return l.ID > 0 && l.Kind != "taxonomy" && b.lib.IsUnseen(l.ID) && !b.opt.Restricted
}

// menuLinks returns the links of a menu as a list, or nil.
func (b *builder) menuLinks(blk *block, depth int) *html.Node {
	ul := tree.NewElement(atom.Ul)
	add := func(c *block) {
		l := readNavigationLink(c)
		sub := (*html.Node)(nil)
		if depth < 10 {
			sub = b.menuLinks(&block{children: c.children}, depth+1)
		}
		switch {
		case l.Label == "" && sub == nil:
			return
		case b.leadsToUnseen(&l):
			b.held = append(b.held, c.source())
			b.notes.add(note.Private, false, "an entry of a menu leads to what visitors did not see, left out: "+strconv.FormatInt(l.ID, 10))
			return
		}
		li := tree.NewElement(atom.Li)
		if l.URL != "" {
			a := tree.NewLink(l.URL, l.Label)
			if l.Hint != "" && l.Hint != l.About {
				tree.SetAttr(a, "title", l.Hint)
			}
			li.AppendChild(a)
		} else {
			li.AppendChild(tree.NewText(l.Label))
		}
		if l.About != "" {
			li.AppendChild(tree.NewElement(atom.Br))
			li.AppendChild(tree.NewText(l.About))
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
