package transform

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins for shops, calendars, jobs and houses keep in custom fields what visitors read
// beside the text of an item: a price, a day, a place. It is a list at the end of the page,
// with what each value is called. docs/decisions.md says which values are in it.

// facts are those of one item.
type facts struct {
	b     *builder
	list  *html.Node
	below []*html.Node // tables
	texts []string     // what is said, for a look at whether the page has it
	links []*html.Node // of below

	off      map[string]bool // words of what a switch beside them keeps from visitors
	prefixes map[string]int  // how many fields begin with a word: a plugin's, where there are several

	at map[string][]int // the custom fields of each name, if there are many; see fieldsOf
}

// addFacts puts the facts of an item at the end of its page, if that does not have them.
func (b *builder) addFacts(root *html.Node) {
	if len(b.item.Meta) == 0 && !b.hasParts() || !hasFacts(b.item.Type) || b.item.Rendered() {
		return
	}
	f := &facts{b: b, list: tree.NewElement(atom.Ul)}
	f.readNames()
	switch typ := b.item.Type; {
	case typ == "product":
		f.product()
		f.fields("_", "price", "regular_price", "sale_price", "sku", "weight", "length", "width", "height")
	case typ == "download":
		f.download()
		f.fields("_", "edd_")
	case strings.HasPrefix(typ, "tribe_"):
		f.tribe()
		f.fields("_")
	case isAbout(strings.ToLower(typ), "event"):
		f.fields(f.event()...)
	case typ == "location" && b.item.Field("_location_id") != "":
		f.say(f.label("address"), f.address(locationParts))
		f.fields("_location_")
	case typ == "job_listing":
		f.fields()
		f.link("", f.field("_application"), f.label("apply"))
	default:
		f.fields()
	}
	f.parts()
	f.dropHeld()
	if f.list.FirstChild == nil && len(f.below) == 0 {
		return
	}
	page := wordsOf(root)
	if !f.areNew(page) {
		return
	}
	if f.dropTold(page); f.list.FirstChild == nil && len(f.below) == 0 {
		return
	}
	if f.list.FirstChild != nil {
		f.below = append([]*html.Node{f.list}, f.below...)
	}
	for _, n := range f.below {
		root.AppendChild(n)
	}
	if b.beside == nil { // of the replies
		b.beside = f.below[0]
	}
	why := "what the old site showed beside the text, of custom fields, is at the end of the page"
	if len(f.texts) == 0 && f.links != nil {
		why = "what is a part of it, which the old site listed, is at the end of the page"
	}
	b.notes.add(note.HTML, false, why)
}

// hasFacts reports whether items of a type can have facts: posts and pages are texts.
func hasFacts(typ string) bool {
	switch typ {
	case "", "post", "page", "attachment", "nav_menu_item", "revision":
		return false
	}
	return !isAbout(strings.ToLower(typ), "podcast", "episode") // their player says it
}

// areNew reports whether the page lacks one of the facts. Numbers of a few digits stand on
// any page.
func (f *facts) areNew(page *said) bool {
	if slices.ContainsFunc(f.links, func(n *html.Node) bool { return !page.shows(tree.TextContent(n)) }) || len(f.below) > 0 && f.links == nil {
		return true
	}
	return slices.ContainsFunc(f.texts, func(text string) bool { return isFewDigits(text) || !page.shows(text) })
}

func isFewDigits(text string) bool {
	return len(text) < 5 && strings.IndexFunc(text, isLetterOrMore) < 0
}

// dropHeld takes from the list what is held back of the page: a field may have it, too.
func (f *facts) dropHeld() {
	if len(f.b.held) == 0 {
		return
	}
	held := wordsOf(f.b.parseHTML(strings.Join(f.b.held, "\n")))
	isHeld := func(text string) bool {
		has, lacks := 0, 0
		for w := range strings.FieldsFuncSeq(text, notInWord) {
			if held.words[strings.ToLower(w)] > 0 {
				has++
			} else {
				lacks++
			}
		}
		return lacks == 0 && has > 0 || has > lacks && has > 3
	}
	gone := 0
	for li := f.list.FirstChild; li != nil; {
		next := li.NextSibling
		said := li.LastChild.Data
		if li.LastChild.Type == html.ElementNode {
			said = tree.TextContent(li)
		}
		if isHeld(said) {
			f.list.RemoveChild(li)
			gone++
		}
		li = next
	}
	for _, n := range f.below { // cells of tables; what a list leads to has a page
		for td := range n.Descendants() {
			if td.DataAtom == atom.Td && isHeld(tree.TextContent(td)) {
				tree.TakeChildren(td)
				gone++
			}
		}
	}
	if gone > 0 {
		f.b.notes.add(note.Private, false, "values of custom fields that say what is held back of the page left out: "+strconv.Itoa(gone))
	}
}

// dropTold takes from the list what the page says in the same words, and whose value no
// longer text there could begin with.
func (f *facts) dropTold(page *said) {
	for li := f.list.FirstChild; li != nil; {
		next := li.NextSibling
		value := li.LastChild
		if isPlayed := func(href string) bool { return isPlayerPage(href) && page.addresses[placeOf(href)] }; value.Type == html.TextNode && value != li.FirstChild && !isFewDigits(value.Data) && page.shows(tree.TextContent(li)) ||
			value.DataAtom == atom.A && isPlayed(tree.Attr(value, "href")) {
			f.list.RemoveChild(li)
		}
		li = next
	}
}

// field returns the first value of a custom field; "" if it is in the front matter.
func (f *facts) field(key string) string {
	if f.inFrontMatter(key) {
		return ""
	}
	return strings.TrimSpace(f.b.item.Field(key))
}

func (f *facts) inFrontMatter(key string) bool {
	return f.b.opt.InFrontMatter != nil && f.b.opt.InFrontMatter(key)
}

// fieldsOf yields the custom fields of a name.
func (f *facts) fieldsOf(key string) iter.Seq[*extract.Meta] {
	const few = 64
	meta := f.b.item.Meta
	return func(yield func(*extract.Meta) bool) {
		if len(meta) <= few {
			for i := range meta {
				if meta[i].Key == key && !yield(&meta[i]) {
					return
				}
			}
			return
		}
		if f.at == nil {
			f.at = map[string][]int{}
			for i := range meta {
				f.at[meta[i].Key] = append(f.at[meta[i].Key], i)
			}
		}
		for _, i := range f.at[key] {
			if !yield(&meta[i]) {
				return
			}
		}
	}
}

// first returns the first value of a custom field, as it is stored.
func (f *facts) first(key string) string {
	for m := range f.fieldsOf(key) {
		return m.Value
	}
	return ""
}

// values returns the values of all custom fields of a name.
func (f *facts) values(key string) (list []string) {
	for m := range f.fieldsOf(key) {
		if strings.TrimSpace(m.Value) != "" && !f.inFrontMatter(key) {
			list = append(list, strings.TrimSpace(m.Value))
		}
	}
	return list
}

// say adds a fact in words.
func (f *facts) say(label, text string) {
	if text = plainFact(text); text != "" {
		f.show(label, tree.NewText(text))
	}
}

// plainFact returns a value as a text on one line, without what only some people saw.
func plainFact(v string) string {
	v = linesInOne(onlySeen(v))
	if strings.ContainsAny(v, "<&") {
		if strings.IndexByte(v, '<') >= 0 && strings.IndexByte(v, '>') >= 0 {
			v = Text((&builder{}).parseHTML(v))
		}
		v = tree.UnescapeHTML(v)
	}
	return tree.CollapseSpace(v)
}

// linesInOne parts the short lines of a value that is to be on one line, as a list in a sentence.
func linesInOne(v string) string {
	if !strings.Contains(strings.TrimSpace(v), "\n") || strings.Contains(v, "<") {
		return v
	}
	const longest = 80
	var lines []string
	for line := range strings.Lines(v) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
		if len(line) > longest {
			return v
		}
	}
	var b strings.Builder
	for i, line := range lines {
		if b.WriteString(line); i == len(lines)-1 {
			break
		}
		if strings.IndexByte(",;:.!?-/", line[len(line)-1]) < 0 {
			b.WriteByte(',')
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// link adds a fact that leads somewhere.
func (f *facts) link(label, address, text string) {
	if address = tree.UnescapeHTML(address); isWebAddress(address) {
		f.show(label, tree.NewLink(address, text))
	}
}

// show adds a fact.
func (f *facts) show(label string, nodes ...*html.Node) {
	li := tree.NewElement(atom.Li)
	if label != "" {
		li.AppendChild(tree.NewText(label + ": "))
	}
	for _, n := range nodes {
		li.AppendChild(n)
		text := n.Data
		if n.Type == html.ElementNode {
			text = tree.TextContent(n)
		}
		f.texts = append(f.texts, text)
	}
	f.list.AppendChild(li)
}

// entries adds links to the items of some numbers that visitors saw.
func (f *facts) entries(label string, numbers []string) {
	var nodes []*html.Node
	for _, number := range numbers {
		if n := f.b.entryLink(number); n != nil {
			if nodes != nil {
				nodes = append(nodes, tree.NewText(", "))
			}
			nodes = append(nodes, n)
		}
	}
	if nodes != nil {
		f.show(label, nodes...)
	}
}

// entryLink returns a link to the item of a number; nil if visitors saw none.
func (b *builder) entryLink(number string) *html.Node {
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil || id == b.item.ID {
		return nil
	}
	title := b.lib.title(id)
	if title == "" {
		return nil
	}
	return tree.NewLink("/?p="+strconv.FormatInt(id, 10), title)
}

// numbersIn returns the numbers that a field lists, as PHP or with commas.
func numbersIn(v string) (numbers []string) {
	if p := storedProp("", v); p.tree {
		for i := range p.kids {
			if n := strings.TrimSpace(p.kids[i].val); n != "" && strings.Trim(n, "0123456789") == "" {
				numbers = append(numbers, n)
			}
		}
		return numbers
	}
	for n := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == ',' || r == ' ' }) {
		if strings.Trim(n, "0123456789") == "" {
			numbers = append(numbers, n)
		}
	}
	return numbers
}
