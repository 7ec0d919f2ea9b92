package transform

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/seen"
	"github.com/wp2md/wp2md/internal/tree"
)

// WooCommerce keeps a product in custom fields, and each variation of it (a size, a colour)
// as an item of its own below it, which has no page. What only those who have paid may have,
// files and a note of thanks, is never in a page.

// product adds the facts of a product.
func (f *facts) product() {
	attributes := f.attributes()
	var variations []variation
	if HasVariations(f.b.item) {
		var untold int
		if variations, untold = f.b.lib.variationsOf(f.b.item.ID); untold > 0 {
			f.b.notes.add(note.HTML, true, fmt.Sprintf("variations of the product are not in the table, the shop has too many: %d", untold))
		}
	}
	f.price(variations)
	if address := f.field("_product_url"); address != "" {
		f.link("", address, cmp.Or(plainFact(f.field("_button_text")), f.label("buy")))
	}
	f.say(f.label("sku"), f.woo("sku"))
	if gtin := f.field("_global_unique_id"); gtin != "" {
		f.say("GTIN", gtin)
	}
	f.stock()
	f.say(f.label("weight"), f.woo("weight"))
	f.say(f.label("dimensions"), joinSizes(f.woo("length"), f.woo("width"), f.woo("height")))
	for i := range attributes {
		if a := &attributes[i]; a.visible || a.varies {
			f.say(a.label, strings.Join(a.values, ", "))
		}
	}
	if f.isGrouped() {
		f.entries(f.label("products"), numbersIn(f.field("_children")))
	}
	f.entries(f.label("upsells"), numbersIn(f.woo("upsell_ids")))
	f.variations(attributes, variations)
}

// woo returns a field of WooCommerce, the first of which had names without a line before them.
func (f *facts) woo(key string) string { return cmp.Or(f.field("_"+key), f.field(key)) }

// addShortDescription puts what WooCommerce showed above the text of a product, its excerpt,
// at the beginning of the page.
func (b *builder) addShortDescription(root *html.Node) {
	if b.item.Type != "product" || len(b.held) > 0 || tree.IsBlankText(b.item.Excerpt) || b.item.Rendered() {
		return
	}
	noted, ledger := len(b.notes.list), b.ledger // who reads the excerpt for the description notes what is in it
	short := b.content(b.holdBackBehind(b.readAs(b.inLanguage(b.item.Excerpt))))
	b.unresolved(short)
	dropComments(short) // what divides a post is nothing in an excerpt
	b.ledger = ledger
	b.notes.forget(noted)
	page := wordsOf(root)
	hasWords, isNew := false, false
	eachText(short, func(text string, _ []*html.Node) {
		hasWords = hasWords || seen.HasWords(text)
		isNew = isNew || !page.shows(text)
	})
	if !hasWords { // it is a picture, or a player
		lost, _ := lackingTexts(short, page)
		isNew = lost != ""
	}
	if !isNew {
		return
	}
	first := root.FirstChild
	for _, n := range tree.TakeChildren(short) {
		root.InsertBefore(n, first)
	}
}

// dropComments takes all comments out of a tree.
func dropComments(root *html.Node) {
	var comments []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			comments = append(comments, n)
		}
	}
	for _, n := range comments {
		tree.Remove(n)
	}
}

// isGrouped reports whether a product is a list of others.
func (f *facts) isGrouped() bool {
	return slices.ContainsFunc(f.b.item.Terms, func(t extract.TermRef) bool { return t.Taxonomy == "product_type" && t.Slug == "grouped" })
}

// price adds the price of a product: what it is and, beside that, what it was before a sale;
// of a product that varies from the lowest to the highest.
func (f *facts) price(variations []variation) {
	label := f.label("price")
	if f.hidesPrice() {
		return
	}
	if len(variations) > 0 {
		low, high := priceRange(variations)
		if !f.inFrontMatter("_price") {
			f.say(label, f.b.money(low, high))
		}
		return
	}
	if f.isGrouped() {
		return
	}
	price := cmp.Or(f.woo("price"), f.woo("sale_price"), f.woo("regular_price"))
	if price == "" || price != f.woo("sale_price") {
		f.say(label, f.b.money(price, ""))
		return
	}
	f.show(label, f.b.sale(f.woo("regular_price"), price)...)
}

// sale builds a price with the one before it, which no longer holds.
func (b *builder) sale(before, now string) (nodes []*html.Node) {
	if before != "" && before != now {
		del := tree.NewElement(atom.Del)
		del.AppendChild(tree.NewText(b.money(before, "")))
		nodes = append(nodes, del, tree.NewText(" "))
	}
	return append(nodes, tree.NewText(b.money(now, "")))
}

// money writes a price, or the prices from a to b, with what they are in, if the export says
// that.
func (b *builder) money(from, to string) string {
	from, to = plainFact(from), plainFact(to)
	if from == "" {
		return ""
	}
	if to != "" && to != from {
		from += " – " + to
	}
	if b.lib != nil && b.lib.goods.currency != "" && strings.Trim(from, "0123456789., –") == "" {
		from += " " + b.lib.goods.currency
	}
	return from
}

// hidesPrice reports whether a switch keeps the price from visitors.
func (f *facts) hidesPrice() bool { return f.off["price"] || f.off["prices"] }

// stock adds whether a product can be had. How many there are was of that day.
func (f *facts) stock() {
	switch status := f.woo("stock_status"); {
	case status == "outofstock" || status == "onbackorder":
	case status == "instock" && f.woo("manage_stock") == "yes":
	default:
		return
	}
	f.say(f.label("availability"), f.label(f.woo("stock_status")))
}

// download adds the facts of a download of Easy Digital Downloads: what it costs, and never
// its files.
func (f *facts) download() {
	switch price := f.field("edd_price"); {
	case f.hidesPrice():
	case isYes(f.b.item.Field("_variable_pricing")):
		for _, p := range storedProp("", f.field("edd_variable_prices")).kids {
			if amount := value(p.kids, "amount"); amount != "" {
				f.say(cmp.Or(plainFact(value(p.kids, "name")), f.label("price")), f.b.money(amount, ""))
			}
		}
	case strings.Trim(price, "0.,") == "" && price != "":
		f.say(f.label("price"), f.label("free"))
	default:
		f.say(f.label("price"), f.b.money(price, ""))
	}
	f.say(f.label("sku"), f.field("edd_sku"))
	f.entries(f.label("products"), numbersIn(f.field("_edd_bundled_products")))
}

// joinSizes writes the sizes of a thing in one line.
func joinSizes(sizes ...string) string {
	return strings.Join(slices.DeleteFunc(sizes, func(s string) bool { return s == "" || s == "0" }), " × ")
}

// attribute is a property of a product.
type attribute struct {
	key             string // of the field of a variation, without attribute_
	label           string
	values          []string
	names           map[string]string // of the terms, by their slugs as people read them
	visible, varies bool
	position        int
}

// attributes returns the attributes of a product, in the order of its page. The terms of the
// site are told by the item, others by the field.
func (f *facts) attributes() (list []attribute) {
	if f.inFrontMatter("_product_attributes") {
		return nil
	}
	terms := map[string][]extract.TermRef{}
	for _, t := range f.b.item.Terms {
		taxonomy := percentDecoded(t.Taxonomy)
		terms[taxonomy] = append(terms[taxonomy], t)
	}
	for _, p := range storedProp("", f.b.item.Field("_product_attributes")).kids {
		if !p.tree {
			continue
		}
		on := func(key string) bool { v := value(p.kids, key); return v == "1" || v == "yes" }
		a := attribute{key: percentDecoded(p.key), visible: on("is_visible"), varies: on("is_variation")}
		a.position, _ = strconv.Atoi(value(p.kids, "position"))
		name := value(p.kids, "name")
		if on("is_taxonomy") || strings.HasPrefix(name, "pa_") {
			name = percentDecoded(name)
			a.key, a.label, a.names = name, nameOfField(strings.TrimPrefix(name, "pa_")), map[string]string{}
			for _, t := range terms[name] {
				term := cmp.Or(plainFact(t.Name), t.Slug)
				a.values, a.names[percentDecoded(t.Slug)] = append(a.values, term), term
			}
		} else {
			a.label = plainFact(name)
			for v := range strings.SplitSeq(value(p.kids, "value"), "|") {
				if v = plainFact(v); v != "" {
					a.values = append(a.values, v)
				}
			}
		}
		if a.label != "" {
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b attribute) int { return cmp.Compare(a.position, b.position) })
	return list
}

// variations adds a table of the variations of a product: what each is, and what is
// different from the others.
func (f *facts) variations(attributes []attribute, list []variation) {
	if len(list) == 0 {
		return
	}
	b := f.b
	type column struct {
		label string
		cell  func(v *variation) []*html.Node
	}
	text := func(s string) []*html.Node {
		if s == "" {
			return nil
		}
		return []*html.Node{tree.NewText(s)}
	}
	var columns []column
	known, untold := map[string]bool{}, 0
	for i := range attributes {
		a := &attributes[i]
		if !a.varies || known[a.key] {
			continue
		}
		if len(columns) == min(mostVaried, max(fewVaried, mostCells/len(list))) {
			untold++
			continue
		}
		known[a.key] = true
		any := f.label("any")
		columns = append(columns, column{a.label, func(v *variation) []*html.Node {
			chosen, ok := v.attributes[a.key]
			switch {
			case !ok:
				return nil
			case chosen == "":
				return text(any)
			}
			return text(plainFact(cmp.Or(a.names[percentDecoded(chosen)], chosen)))
		}})
	}
	if untold > 0 {
		b.notes.add(note.HTML, true, fmt.Sprintf("attributes of the product are not in the table of its variations, it has too many: %d", untold))
	}
	f.noteStrayChoices(list, known)
	columns = append(columns,
		column{f.label("price"), func(v *variation) []*html.Node {
			switch price := v.price(); {
			case f.hidesPrice(), price == "":
				return nil
			case price == v.field("_sale_price"):
				return b.sale(v.field("_regular_price"), price)
			default:
				return text(b.money(price, ""))
			}
		}},
		column{f.label("sku"), func(v *variation) []*html.Node {
			if sku := v.field("_sku"); sku != b.item.Field("_sku") {
				return text(sku)
			}
			return nil
		}},
		column{f.label("availability"), func(v *variation) []*html.Node {
			if stock := v.field("_stock_status"); stock == "outofstock" || stock == "onbackorder" {
				return text(f.label(stock))
			}
			return nil
		}},
		column{f.label("weight"), func(v *variation) []*html.Node { return text(v.field("_weight")) }},
		column{f.label("dimensions"), func(v *variation) []*html.Node { return text(v.sizes()) }},
		column{f.label("description"), func(v *variation) []*html.Node {
			return text(plainFact(withoutMarks(v.field("_variation_description"))))
		}},
		column{f.label("picture"), func(v *variation) []*html.Node {
			picture := v.field("_thumbnail_id")
			att := b.attachmentOf(picture)
			if att == nil || picture == b.item.Field("_thumbnail_id") || !att.IsImage() || b.lib.unseenFiles[att.ID] {
				return nil
			}
			return []*html.Node{tree.NewElement(atom.Img, "src", att.URL, "alt", att.Alt)}
		}})
	rows := make([]*html.Node, len(list))
	for i := range rows {
		rows[i] = tree.NewElement(atom.Tr)
	}
	head := tree.NewElement(atom.Tr)
	for _, c := range columns {
		cells, isEmpty := make([]*html.Node, len(list)), true
		for i := range list {
			cells[i] = tree.NewElement(atom.Td)
			for _, n := range c.cell(&list[i]) {
				cells[i].AppendChild(n)
				isEmpty = false
			}
		}
		if isEmpty {
			continue
		}
		th := tree.NewElement(atom.Th)
		th.AppendChild(tree.NewText(c.label))
		head.AppendChild(th)
		for i, cell := range cells {
			rows[i].AppendChild(cell)
		}
	}
	if head.FirstChild == nil {
		return
	}
	table, thead, tbody := tree.NewElement(atom.Table), tree.NewElement(atom.Thead), tree.NewElement(atom.Tbody)
	thead.AppendChild(head)
	for _, row := range rows {
		tbody.AppendChild(row)
	}
	table.AppendChild(thead)
	table.AppendChild(tbody)
	f.below = append(f.below, table)
}

// How many attributes the table of variations has at most: of very many variations few.
const (
	mostVaried = 100
	fewVaried  = 5
	mostCells  = 100_000
)

// noteStrayChoices notes what variations choose of attributes that are not in the table: the
// product may have had them before.
func (f *facts) noteStrayChoices(list []variation, known map[string]bool) {
	const most = 100
	var stray []string
	seen := map[string]bool{}
	for i := range list {
		for key, v := range list[i].attributes {
			if said := key + "=" + v; v != "" && !known[key] && !seen[said] {
				seen[said] = true
				stray = append(stray, said)
			}
		}
	}
	if len(stray) == 0 {
		return
	}
	slices.Sort(stray)
	more := ""
	if len(stray) > most {
		stray, more = stray[:most], fmt.Sprintf(" and %d more", len(stray)-most)
	}
	f.b.notes.add(note.HTML, false, "variations choose what no attribute of the product lists: "+Quote(strings.Join(stray, ", "))+more)
}

// HasVariations reports whether an item is a product whose page lists its variations.
func HasVariations(it *extract.Item) bool {
	if it.Type != "product" || it.ID <= 0 {
		return false
	}
	i := slices.IndexFunc(it.Terms, func(t extract.TermRef) bool { return t.Taxonomy == "product_type" })
	return i < 0 && it.Field("_product_attributes") != "" || i >= 0 && it.Terms[i].Slug == "variable"
}

// IsVariation reports whether an item is a variation of which a product tells all that
// visitors saw.
func IsVariation(it *extract.Item) bool {
	return it.Type == "product_variation" && it.Parent > 0 && tree.IsBlankText(it.Content) && !slices.ContainsFunc(it.Meta, func(m extract.Meta) bool {
		return !strings.HasPrefix(m.Key, "_") && !strings.HasPrefix(m.Key, "attribute_") && m.Key != "total_sales"
	})
}

// ExcerptOfVariation returns the excerpt that somebody wrote for a variation; "" if it is the
// list of what is chosen that WooCommerce writes there.
func ExcerptOfVariation(it *extract.Item) string {
	text := plainFact(it.Excerpt)
	if text == "" {
		return ""
	}
	for part := range strings.SplitSeq(text, ", ") {
		label, value, ok := strings.Cut(part, ": ")
		label, value = extract.MakeSlug(label), extract.MakeSlug(value)
		if !ok || !slices.ContainsFunc(it.Meta, func(m extract.Meta) bool {
			key, ok := strings.CutPrefix(m.Key, "attribute_")
			return ok && (strings.TrimPrefix(key, "pa_") == label || extract.MakeSlug(m.Value) == value)
		}) {
			return text
		}
	}
	return ""
}

// goods are what the pages of a shop tell of items that have none.
type goods struct {
	variations map[int64][]string // by product; see variationOf
	untold     map[int64]int      // how many more there are
	size       int
	currency   string // of all orders; "" if there is none, or several
	many       bool
}

// variation is one of those among which a buyer chose.
type variation struct {
	order      int
	id         int64
	attributes map[string]string
	fields     [len(variationFields)]string
}

// withoutMarks returns a text, or "" if a shortcode in it may keep some of it from visitors.
func withoutMarks(s string) string {
	if strings.IndexByte(s, '[') >= 0 {
		return ""
	}
	return s
}

// variationFields are the custom fields of a variation that visitors saw.
var variationFields = [...]string{"_price", "_regular_price", "_sale_price", "_sku", "_stock_status", "_weight", "_length", "_width", "_height", "_variation_description", "_thumbnail_id"}

// IsToldOfVariation reports whether the page of a product tells a custom field of a variation.
func IsToldOfVariation(m extract.Meta) bool {
	return strings.HasPrefix(m.Key, "attribute_") || slices.Contains(variationFields[:], m.Key) && (m.Key != "_variation_description" || withoutMarks(m.Value) != "")
}

func (v *variation) field(key string) string { return v.fields[slices.Index(variationFields[:], key)] }

func (v *variation) price() string { return cmp.Or(v.field("_price"), v.field("_regular_price")) }

func (v *variation) sizes() string {
	return joinSizes(v.field("_length"), v.field("_width"), v.field("_height"))
}

// Of a shop with more, variations are counted.
const mostOfVariations = 32 << 20 // bytes

// add keeps what an item says for products.
func (g *goods) add(it *extract.Item, unseen bool) {
	switch {
	case it.Type == "shop_order":
		if c := it.Field("_order_currency"); len(c) == 3 && c != g.currency && !g.many {
			if g.many = g.currency != ""; g.many {
				c = ""
			}
			g.currency = strings.Clone(c)
		}
		return
	case it.Type != "product_variation" || unseen || it.Parent <= 0:
		return
	}
	var kept strings.Builder
	kept.WriteString(strconv.Itoa(it.MenuOrder) + "\x00" + strconv.FormatInt(it.ID, 10))
	for i := range it.Meta {
		m := &it.Meta[i]
		v := strings.TrimSpace(m.Value)
		if n := slices.Index(variationFields[:], m.Key); n >= 0 && v != "" {
			kept.WriteString("\x00" + string(rune('a'+n)) + v)
		} else if key, ok := strings.CutPrefix(m.Key, "attribute_"); ok {
			kept.WriteString("\x00=" + key + "=" + v)
		}
	}
	if g.size += kept.Len() + 50; g.size > mostOfVariations {
		if g.untold == nil {
			g.untold = map[int64]int{}
		}
		g.untold[it.Parent]++
		return
	}
	if g.variations == nil {
		g.variations = map[int64][]string{}
	}
	g.variations[it.Parent] = append(g.variations[it.Parent], kept.String())
}

// variationOf reads what was kept of a variation.
func variationOf(kept string) (v variation) {
	parts := strings.Split(kept, "\x00")
	v.order, _ = strconv.Atoi(parts[0])
	v.id, _ = strconv.ParseInt(parts[1], 10, 64)
	v.attributes = map[string]string{}
	for _, p := range parts[2:] {
		switch {
		case p == "":
		case p[0] == '=':
			key, value, _ := strings.Cut(p[1:], "=")
			v.attributes[percentDecoded(key)] = value // WordPress writes letters of other scripts so
		case 'a' <= p[0] && int(p[0]-'a') < len(v.fields):
			v.fields[p[0]-'a'] = cmp.Or(v.fields[p[0]-'a'], p[1:])
		}
	}
	return v
}

// variationsOf returns the variations of a product, in the order in which the shop lists them,
// and how many more there are.
func (l *Library) variationsOf(id int64) (list []variation, untold int) {
	if l == nil {
		return nil, 0
	}
	for _, kept := range l.goods.variations[id] {
		list = append(list, variationOf(kept))
	}
	slices.SortStableFunc(list, func(a, b variation) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.id, b.id)) })
	return list, l.goods.untold[id]
}

// priceRange returns the lowest and the highest price of variations.
func priceRange(list []variation) (low, high string) {
	var least, most float64
	for i := range list {
		price := list[i].price()
		n, err := strconv.ParseFloat(price, 64)
		if err != nil {
			continue
		}
		if low == "" || n < least {
			low, least = price, n
		}
		if high == "" || n > most {
			high, most = price, n
		}
	}
	return low, high
}
