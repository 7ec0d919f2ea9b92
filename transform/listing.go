package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A shortcode of a theme lists the items of a type of the theme's own, all of them or those
// of a term: [zee_faq], [zee_pricing category="16"]. Where the export has these items, they
// are what it showed.

// listings are the items of such types.
type listings struct {
	types map[string]*listedType
	terms map[string][]int64 // numbers of the terms of the site, by taxonomy and slug
}

type listedType struct {
	word  string // what its items are: faq
	items []listedItem
	full  bool
}

type listedItem struct {
	id, date int64
	order    int
	title    string
	terms    []extract.TermRef
	logo     int64 // number of the picture by which firms are known
}

// firms are types whose items are shown by their pictures.
var firms = late.Words("partner client sponsor supporter brand logo")

const (
	mostListedTypes = 100
	mostListed      = 100 // of a type; who has more has an archive of them
)

// add keeps an item that a shortcode may list.
func (l *listings) add(it *extract.Item) {
	switch it.Type {
	case "post", "page", "event", "events", "tribe_events", "product", "product_variation", "shop_coupon":
		return
	}
	if !hasPageOfItsOwn(it) || it.Title == "" || strings.HasPrefix(it.Type, "acf-") || isAbout(strings.ToLower(it.Type), "form") || isAbout(strings.ToLower(it.Type), "gallery", "galleries", "album", "photo") || l.types[it.Type] == nil && len(l.types) == mostListedTypes {
		return
	}
	t := l.types[it.Type]
	if t == nil {
		word := singular(lastPart(strings.ToLower(it.Type)))
		if word == "item" || word == "type" || word == "post" || word == "cpt" || word == "entry" {
			word = singular(lastPart(strings.TrimRight(strings.TrimSuffix(strings.ToLower(it.Type), lastPart(strings.ToLower(it.Type))), "_-")))
		}
		if l.types == nil {
			l.types = map[string]*listedType{}
		}
		t = &listedType{word: strings.Clone(word)}
		l.types[strings.Clone(it.Type)] = t
	}
	if t.full = t.full || len(t.items) == mostListed; t.full {
		t.items = nil
		return
	}
	of := listedItem{id: it.ID, date: it.Date.Unix(), order: it.MenuOrder, title: strings.Clone(it.PlainTitle())}
	if firms.Has(t.word) {
		of.logo, _ = strconv.ParseInt(strings.TrimSpace(it.Field("_thumbnail_id")), 10, 64)
	}
	for _, ref := range it.Terms {
		of.terms = append(of.terms, extract.TermRef{Taxonomy: strings.Clone(ref.Taxonomy), Slug: strings.Clone(ref.Slug), Name: strings.Clone(ref.Name)})
	}
	t.items = append(t.items, of)
}

// setTerms keeps the numbers of terms.
func (l *listings) setTerms(site *extract.Site) {
	if len(l.types) == 0 {
		return
	}
	used := map[string]bool{}
	for _, t := range l.types {
		for i := range t.items {
			for _, ref := range t.items[i].terms {
				used[ref.Taxonomy+"\x00"+ref.Slug] = true
			}
		}
	}
	l.terms = map[string][]int64{}
	for i := range site.Terms {
		t := &site.Terms[i]
		if key := t.Taxonomy + "\x00" + t.Slug; t.ID > 0 && used[key] {
			l.terms[key] = append(l.terms[key], t.ID)
		}
	}
}

// typeNamed returns the type whose items a shortcode lists by its name, which ends in a word for
// it, or for it and how they are shown; nil if there is none, or several. Whether the name is
// that of many it says, too.
func (l *listings) typeNamed(name string) (of *listedType, many bool) {
	if t := l.types[name]; t != nil {
		return t, false
	}
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '_' || r == '-' })
	if len(words) == 0 {
		return nil, false
	}
	if slices.ContainsFunc(words[:len(words)-1], isNoList.Has) {
		return nil, false
	}
	last := words[len(words)-1]
	for len(words) > 1 && (mannersOfLists.Has(words[len(words)-1]) || mannersOfListings.Has(words[len(words)-1]) || strings.Trim(words[len(words)-1], "0123456789") == "") {
		words = words[:len(words)-1]
		many = true
	}
	word := words[len(words)-1]
	if t := l.typeOf(word); t != nil {
		return t, many || singular(word) != word
	}
	switch singular(word) {
	case "work", "portfolio", "project": // themes call it one and the other
		for _, word := range []string{"work", "portfolio", "project"} {
			if t := l.typeOf(word); t != nil {
				return t, true
			}
		}
	}
	if word == last || len(words) > 1 && entriesOfSite.Has(word) {
		return nil, false
	}
	return l.typeOf(last), many
}

func (l *listings) typeOf(word string) (of *listedType) {
	if word = singular(word); len(word) < 3 || word == "slide" { // a slider is one item, or several
		return nil
	}
	for _, t := range l.types {
		if t.word != word {
			continue
		}
		if of != nil {
			return nil
		}
		of = t
	}
	return of
}

// isNoList are words before that of a type in the names of what is done with its items, or of
// what shows the one that a visitor has chosen: search_property, buy_book.
var isNoList = late.Words(`search find filter contact compare favorite favorites favourite favourites wishlist bookmark buy order pay purchase cart my your user single current this next prev previous related random
	edit add submit new create delete remove update upload login register signup enroll join follow share vote rate review print popup request quote apply send email mail call message claim report save like download unlock restrict hide is not non if count number`)

var mannersOfListings = late.Words("items posts shortcode section block module vc lists boxes cards archive page sc style show display view all")

// singular returns a word without the s of many.
func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return word[:len(word)-3] + "y"
	case strings.HasSuffix(word, "ss"):
		return word
	}
	word = strings.TrimSuffix(word, "s")
	if word == "slider" {
		return "slide"
	}
	return word
}

// isTermKey reports whether a value is by its plain name one of the terms of what is listed.
func isTermKey(key string) bool {
	return isAbout(key, "cat", "term", "taxonom", "group", "tag", "genre", "department") && !isAbout(key, "exclude", "style", "color", "show", "hide", "titletag", "htmltag", "headingtag", "location", "align", "font", "size", "count", "number")
}

// listed builds what a shortcode lists of a type of the site; nil if it names a choice of items
// that cannot be made. One that says words of its own lists items only if it names many.
func (b *builder) listed(sc *shortcode, t *listedType, props []prop, many, says bool) []*html.Node {
	l := &b.lib.listings
	most, by, up := mostListed, "date", false
	list := t.items
	for i := range props {
		p := &props[i]
		v, k := strings.ToLower(strings.TrimSpace(tree.UnescapeHTML(p.val))), plainKey(p.key)
		switch {
		case v == "" || p.tree:
		case k == "orderby":
			by = v
		case k == "order":
			up = v == "asc"
		case isTermKey(k):
			if v == "0" || v == "-1" || v == "all" || settings.Has(v) && v != "left" && v != "right" {
				continue
			}
			of := l.ofTerms(list, v)
			if len(of) == 0 && strings.Trim(v, "0123456789, ") != "" && !strings.Contains(k, "cat") {
				continue // no term, but a tag of HTML or such
			}
			list = of
		case strings.Trim(v, "0123456789, ") != "":
		case strings.Contains(v, ","), k == "id" || k == "ids" || singular(k) == t.word || k == t.word+"id" || hasAnySuffix(k, "ids", "exclude", "offset"), k == "include":
			return nil
		case counts.Has(k) || hasAnySuffix(k, "perpage", "postcount", "numberposts", "showposts", "numberofposts", "numposts", "postsnumber", "postnumber", "limits"):
			if n, err := strconv.Atoi(v); err == nil && n > 0 {
				most = n
				many = many || n > 1
			}
		}
	}
	if says && !many {
		return nil
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y listedItem) int {
		order := cmp.Compare(x.date, y.date)
		switch by {
		case "title", "name":
			order = strings.Compare(x.title, y.title)
		case "menu_order":
			order = cmp.Compare(x.order, y.order)
		case "id":
			order = cmp.Compare(x.id, y.id)
		}
		if !up {
			return -order
		}
		return order
	})
	var nodes, links []*html.Node
	endLinks := func() {
		if len(links) > 0 {
			nodes = append(nodes, listOrLine(links))
			links = nil
		}
	}
	n := 0
	for i := range list {
		if n == most {
			break
		}
		of := &list[i]
		unseen := b.lib.unseen[of.id]
		kept := b.lib.shownItems.byID[of.id]
		if of.id == b.item.ID || unseen > withoutPage || unseen == withoutPage && kept == nil {
			continue
		}
		if b.room -= len(of.title) + ofEntry; b.room < 0 {
			b.notes.add(note.Nesting, true, tooManyListed+sc.name)
			return nil
		}
		title := tree.NewText(of.title)
		if unseen == 0 {
			title = tree.NewLink("/?p="+strconv.FormatInt(of.id, 10), of.title)
		}
		n++
		if kept != nil && !(unseen == 0 && isAbout(strings.ToLower(kept.Type), downloadTypes...)) {
			if inner := b.itemOf(kept); len(inner) > 0 {
				endLinks()
				h := tree.NewElement(atom.H3)
				h.AppendChild(title)
				nodes = append(nodes, h)
				if logo := b.logoOf(of); logo != nil {
					nodes = append(nodes, wrapInline([]*html.Node{logo})...)
				}
				nodes = append(nodes, inner...)
				continue
			}
		}
		if logo := b.logoOf(of); logo != nil && title.Type == html.ElementNode {
			tree.TakeChildren(title)
			title.AppendChild(logo)
		} else if logo != nil {
			title = logo
		}
		links = append(links, title)
	}
	endLinks()
	return nodes
}

// logoOf returns the picture by which an item of a list is known, or nil.
func (b *builder) logoOf(of *listedItem) *html.Node {
	att := b.lib.Attachment(of.logo)
	if att == nil || !att.IsImage() || b.lib.IsHidden(att.ID) {
		return nil
	}
	return tree.NewElement(atom.Img, "src", att.URL, "alt", of.title)
}

// counts are names of how many items a list has.
var counts = late.Words("count limit num number total amount items posts show")

// ofTerms returns the items of some terms, which a value has by their numbers, slugs or names.
func (l *listings) ofTerms(items []listedItem, value string) (of []listedItem) {
	wanted := strings.Split(value, ",")
	for i := range wanted {
		wanted[i] = strings.TrimSpace(wanted[i])
	}
	if len(wanted) > 50 {
		return nil
	}
	for i := range items {
		if slices.ContainsFunc(items[i].terms, func(ref extract.TermRef) bool {
			return slices.ContainsFunc(wanted, func(w string) bool {
				if id, err := strconv.ParseInt(w, 10, 64); err == nil {
					return slices.Contains(l.terms[ref.Taxonomy+"\x00"+ref.Slug], id)
				}
				return w == strings.ToLower(ref.Slug) || w == strings.ToLower(ref.Name)
			})
		}) {
			of = append(of, items[i])
		}
	}
	return of
}

// lists puts the items that the shortcode at i lists in its place, and reports whether there
// are any.
func (t *textScanner) lists(i int, sc *shortcode) bool {
	b := t.b
	if b.lib == nil || len(b.lib.listings.types) == 0 || sc.enclosing && !tree.IsBlankText(sc.content) || !t.apart(i, sc.end) {
		return false
	}
	typ, many := b.lib.listings.typeNamed(sc.name)
	if typ == nil || len(typ.items) == 0 {
		return false
	}
	a := widgetAttrs(sc.attrs)
	if len(a.pos) > 0 { // [team_member 12]
		return false
	}
	props := builderProps(sc.name, &a)
	noted := len(b.notes.list)
	s := b.shows(sc.name, withoutQuery(props))
	var nodes []*html.Node
	if len(s.images)+len(s.media)+len(s.after) == 0 {
		nodes = b.listed(sc, typ, props, many, s.filled > 0)
	}
	if nodes == nil {
		b.notes.forget(noted)
		return false
	}
	src := t.s[i:sc.end]
	b.ofSite = true
	b.notes.add(note.Shortcode, false, "only the old site could fill it, now the items of the site that it lists: "+Quote(src))
	s.filled++
	s.texts = append(s.texts, nodes...)
	b.census(sc.name, Converted)
	t.emit(i, sc.end, division+b.place(src, s.nodes()...)+division)
	return true
}

// withoutQuery returns values without those by which a list is made.
func withoutQuery(props []prop) []prop {
	return slices.DeleteFunc(slices.Clone(props), func(p prop) bool {
		k := plainKey(p.key)
		if v := strings.TrimSpace(p.val); isAddress(v) && fileKind(v) == "image" && (k == "image" || k == "img" || k == "logo" || k == "photo" || k == "picture") {
			return false // of the one that it shows
		} else if !strings.ContainsAny(v, " <") && strings.ToLower(v) == v {
			return true // a setting
		}
		return k == "order" || k == "orderby" || isTermKey(k) || strings.Trim(p.val, "0123456789, ") == ""
	})
}
