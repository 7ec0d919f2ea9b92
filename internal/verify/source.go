package verify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
)

// Source holds the clean tree of an item, before its addresses are replaced,
// against the content it was made from, and returns what is missing, in the
// order of the content: words that the content shows, addresses it leads to, and
// pictures and players it shows. What a note quotes is not missing. The tree can
// hold more, and in another order: galleries, captions, footnotes.
func (v *Verifier) Source(content string, tree *html.Node, notes []note.Note) []Difference {
	notes = explaining(notes)
	c := checker{words: &v.words, addresses: &v.addresses, spare: &v.spare, tree: tree, notes: notes, told: &v.told, pairs: &v.pairs}
	if !c.paired(content) { // a word is missing: which, and where, is said of all of them
		c = checker{words: &v.words, addresses: &v.addresses, spare: &v.spare, tree: tree, notes: notes, told: &v.told}
		c.counted(content)
	}
	return append(c.differences(), c.unseenOnes()...)
}

// explaining returns the notes that tell of a loss.
func explaining(notes []note.Note) []note.Note {
	isSettings := func(n note.Note) bool { return strings.HasPrefix(n.Text, note.UnshownSettings) }
	if !slices.ContainsFunc(notes, isSettings) {
		return notes
	}
	return slices.DeleteFunc(slices.Clone(notes), isSettings)
}

// counted looks for the words of a content among those of its tree.
func (c *checker) counted(content string) {
	c.words.reset()
	c.addresses.reset()
	c.collect(c.tree)
	read(content, c)
}

// paired reports whether the tree has all words of a content.
func (c *checker) paired(content string) bool {
	p := c.pairs
	p.reset()
	c.addresses.reset()
	c.collect(c.tree)
	read(content, c)
	if len(p.late) == 0 {
		return true
	}
	c.pairs = nil
	c.words.reset()
	p.spare = append(p.spare, p.texts[c.at:]...)
	for _, text := range p.spare {
		c.addText(text)
	}
	for _, text := range p.whole {
		c.addWhole(text)
	}
	for _, text := range p.late {
		if c.text(text); len(c.missing) > 0 {
			return false
		}
	}
	return true
}

// checker takes what a content holds from what its tree holds.
type checker struct {
	words     *bag // that the tree shows and the content has not claimed yet
	addresses *bag // that the tree leads to or shows
	tree      *html.Node
	notes     []note.Note

	count   int // of words, so far
	missing []missingWord
	last    string // word
	lost    []lostAddress
	unseen  []lostAddress // addresses and numbers in other attributes
	unsaid  []storedText  // texts in attributes of shortcodes
	told    *told

	spare *bag // words of the notes, and of attributes of the tree

	paths map[string]bool // of the links of the tree, once asked for

	pairs *pairs // takes the words of both instead of words, if it is not nil
	at    int    // where in its texts the content is
}

type missingWord struct {
	n    int // number of the word in the content
	text string

	prev, next string // the words beside it
}

type lostAddress struct {
	n    int // number of the word it stands behind
	use  string
	text string
	tag  string
}

// collect adds what the tree holds.
func (c *checker) collect(n *html.Node) {
	for e := n.FirstChild; e != nil; e = after(e, n) {
		switch e.Type {
		case html.TextNode:
			if e.Parent.DataAtom == atom.Iframe {
				continue // shown by no browser
			}
			c.addText(e.Data)
		case html.ElementNode:
			for i := range e.Attr {
				switch a := &e.Attr[i]; a.Key {
				case "href", "src", "data", "poster", "action":
					c.addresses.add(hash(0, address(a.Val)))
					if e.Data == tagAutolink {
						c.addWhole(a.Val)
					}
				case "n":
					if e.Data == tagNoteRef {
						c.addWhole(a.Val)
					}
				}
			}
		}
	}
}

// addText adds a text that the tree shows.
func (c *checker) addText(text string) {
	if c.pairs != nil {
		c.pairs.texts = append(c.pairs.texts, text)
		return
	}
	for k := bareAddress(text); k >= 0; k = bareAddress(text) { // 输入https://… is two words, as in the content
		c.addWords(c.words, text[:k])
		end := k + addressEnd(text[k:])
		c.addWords(c.words, text[k:end])
		text = text[end:]
	}
	c.addWords(c.words, text)
}

// addWhole adds an address or number that the tree shows.
func (c *checker) addWhole(text string) {
	if c.pairs != nil {
		c.pairs.whole = append(c.pairs.whole, text)
		return
	}
	c.addWords(c.words, text)
}

// after returns the node that comes after e below root, in the order of the page.
func after(e, root *html.Node) *html.Node {
	if e.FirstChild != nil {
		return e.FirstChild
	}
	for e != root {
		if e.NextSibling != nil {
			return e.NextSibling
		}
		e = e.Parent
	}
	return nil
}

func (c *checker) addWords(b *bag, s string) {
	for at := 0; ; {
		w, h, next := nextWord(s, at)
		if w == "" {
			return
		}
		b.add(h)
		at = next
	}
}

// text claims the words of a text of the content.
func (c *checker) text(s string) {
	if c.pairs != nil {
		c.at = c.pairs.take(s, c.at)
		return
	}
	for at := 0; ; {
		w, h, next := nextWord(s, at)
		if w == "" {
			return
		}
		c.count++
		if k := len(c.missing) - 1; k >= 0 && c.missing[k].n == c.count-1 {
			c.missing[k].next = w
		}
		if !c.words.take(h) {
			c.missing = append(c.missing, missingWord{n: c.count, text: w, prev: c.last})
		}
		c.last = w
		at = next
	}
}

// bare claims an address that stands in the text, and can be the same place in
// other words: of an embed, what tells it from others is enough.
func (c *checker) bare(a string) {
	before := len(c.missing)
	c.text(a)
	if len(c.missing) > before {
		c.missing = c.missing[:before]
		c.lost = append(c.lost, lostAddress{n: c.count, use: "address", text: a})
	}
}

// address claims an address of the content, in a tag of it.
func (c *checker) address(use, a, tag string) {
	h := hash(0, address(a))
	if use == "link" && c.addresses.take(h) || use != "link" && c.addresses.has(h) { // a picture is shown once of those for browsers with and without scripts
		return
	}
	c.lost = append(c.lost, lostAddress{c.count, use, a, tag})
}

// differences returns what is missing, but for what a note or an attribute of
// the tree holds.
func (c *checker) differences() (diffs []Difference) {
	if len(c.missing) == 0 && len(c.lost) == 0 {
		return nil
	}
	c.spare.reset()
	for _, n := range c.notes {
		c.addWords(c.spare, n.Text)
	}
	for e := range c.tree.Descendants() {
		for i := range e.Attr {
			c.addWords(c.spare, e.Attr[i].Val)
		}
	}
	words := c.missing[:0]
	var noted []string
	for i := range c.missing {
		if w := c.missing[i]; !c.spare.take(hashWord(w.text)) {
			words = append(words, w)
		} else {
			noted = append(noted, w.text)
		}
	}
	words = c.withoutParts(c.unglued(words), noted)
	for len(words) > 0 || len(c.lost) > 0 {
		if len(words) == 0 || len(c.lost) > 0 && c.lost[0].n < words[0].n {
			l := c.lost[0]
			c.lost = c.lost[1:]
			if !c.known(&l) {
				kind := Link
				if l.use != "link" {
					kind = Image
				}
				diffs = append(diffs, Difference{kind, "lost from the source: " + l.use + " " + clip(l.text)})
			}
			continue
		}
		var b strings.Builder
		for n := words[0].n; len(words) > 0 && words[0].n <= n+2; words = words[1:] {
			if b.Len() > 0 {
				b.WriteByte(' ')
				if words[0].n > n+1 {
					b.WriteString("… ")
				}
			}
			b.WriteString(words[0].text)
			n = words[0].n
		}
		diffs = append(diffs, Difference{Word, "lost from the source: “" + clip(b.String()) + "”"})
	}
	return diffs
}

// unglued leaves out words that the tree has as one: of [dropcap]O[/dropcap]nce.
func (c *checker) unglued(words []missingWord) []missingWord {
	rest := words[:0]
	for i := 0; i < len(words); i++ {
		if c.takesApart(words[i].text) {
			continue
		}
		if i+1 < len(words) && words[i+1].n == words[i].n+1 && c.words.take(hashWord(words[i].text+words[i+1].text)) {
			i++
			continue
		}
		rest = append(rest, words[i])
	}
	return rest
}

// withoutParts leaves out words that begin or end one of the tree which the content does not
// have, if the rest of it stands beside them in the content, or is missing as well, wherever
// that was noticed: of [dropcap]S[/dropcap]it the first can be missing here, and the second
// where the content has that word for the last time, or nowhere because a note or a title
// happens to have it. The letter that begins a word is little enough to stand anywhere.
func (c *checker) withoutParts(words []missingWord, noted []string) []missingWord {
	const most = 100
	if len(words) == 0 {
		return words
	}
	rests := map[string]int{}
	for _, w := range noted {
		rests[w]++
	}
	for i := range words {
		rests[words[i].text]++
	}
	gone := map[string]int{}
	drop := func(w, rest string) {
		rests[w]--
		gone[w]++
		if rests[rest] > 0 {
			rests[rest]--
			gone[rest]++
		}
	}
	for _, w := range words {
		switch {
		case rests[w.text] == 0:
		case w.prev != "" && c.words.take(hashWord(w.prev+w.text)):
			drop(w.text, w.prev)
		case w.next != "" && c.words.take(hashWord(w.text+w.next)):
			drop(w.text, w.next)
		}
	}
	if len(words) > most {
		return without(words, gone)
	}
	for e := range c.tree.Descendants() {
		if e.Type != html.TextNode {
			continue
		}
		for at := 0; ; {
			whole, h, next := nextWord(e.Data, at)
			if whole == "" {
				break
			}
			at = next
			if len(whole) < 2 || !c.words.has(h) {
				continue
			}
			for i := range words {
				w := words[i].text
				rest, ok := strings.CutPrefix(whole, w)
				if !ok {
					rest, ok = strings.CutSuffix(whole, w)
				}
				if !ok || rest == "" || rests[w] == 0 || w == rest && rests[w] < 2 || rests[rest] == 0 && (len(w) < 3 || utf8.RuneCountInString(rest) > 1) {
					continue
				}
				c.words.take(h)
				drop(w, rest)
				break
			}
		}
	}
	return without(words, gone)
}

// without returns words without as many of each as gone says.
func without(words []missingWord, gone map[string]int) []missingWord {
	left := words[:0]
	for _, w := range words {
		if gone[w.text] > 0 {
			gone[w.text]--
			continue
		}
		left = append(left, w)
	}
	return left
}

// takesApart takes the two words that the tree has for one of a content that joined two
// widgets of a builder: informationThis.
func (c *checker) takesApart(w string) bool {
	prev := rune(0)
	for i, r := range w {
		if i > 0 && (unicode.IsLower(prev) && unicode.IsUpper(r) || unicode.IsDigit(prev) != unicode.IsDigit(r)) {
			a, b := hashWord(w[:i]), hashWord(w[i:])
			if c.words.has(a) && c.words.has(b) && c.words.take(a) && c.words.take(b) {
				return true
			}
		}
		prev = r
	}
	return false
}

// madeOf reports whether a link leads where a shortcode stands for the address, or for the
// beginning of it: [permalink id=12], [siteurl]/about/.
func (c *checker) madeOf(shortcode string) bool {
	inner, rest, ok := strings.Cut(shortcode[1:], "]")
	if !ok {
		return false
	}
	if c.paths == nil {
		c.paths = map[string]bool{}
		for e := range c.tree.Descendants() {
			if href := attr(e, "href"); href != "" && href[0] != '[' {
				if _, path, ok := strings.Cut(href, "://"); ok {
					_, href, _ = strings.Cut(path, "/")
					href = "/" + href
				}
				c.paths[href] = true
				if _, path, ok := strings.Cut(href[1:], "/"); ok { // of a site in a folder
					c.paths["/"+path] = true
				}
			}
		}
	}
	if number := strings.TrimFunc(inner, func(r rune) bool { return r < '0' || r > '9' }); number != "" {
		return c.paths["/?p="+number+rest]
	}
	return c.paths["/"+strings.TrimPrefix(rest, "/")]
}

// known reports whether a note, or another attribute of the tree, holds an
// address, or the tree has what its tag says in other words: a picture in another
// size or as the character that it is.
func (c *checker) known(l *lostAddress) bool {
	if l.use == "link" && l.text[0] == '[' && c.madeOf(l.text) {
		return true
	}
	if l.use != "link" {
		for key, val := range attributes(l.tag) {
			if key == "class" && (strings.Contains(val, "emoji") || strings.Contains(val, "smiley") || strings.Contains(val, "latex")) {
				return true
			}
			if key == "src" && strings.Contains(val, "images/core/emoji/") {
				return true
			}
			for f := range strings.FieldsSeq(val) {
				if c.addresses.has(hash(0, address(strings.TrimSuffix(f, ",")))) {
					return true
				}
			}
		}
	}
	if l.use != "link" && l.use != "image" {
		c.spare.reset()
		for e := range c.tree.Descendants() {
			for i := range e.Attr {
				c.addWords(c.spare, e.Attr[i].Val)
			}
		}
		_, path, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(l.text, "https://"), "http://"), "/")
		for at := 0; ; {
			w, h, next := nextWord(path, at)
			if w == "" {
				break
			}
			if (len(w) > 1 || next == len(path)) && w != "watch" && c.spare.has(h) {
				return true
			}
			at = next
		}
	}
	const enough = 90 // notes cut what is long
	a := l.text
	if len(a) > enough {
		a = a[:enough]
	}
	for _, n := range c.notes {
		if strings.Contains(n.Text, a) {
			return true
		}
	}
	if l.use == "link" || l.use == "image" {
		return l.tag != "" && c.showsTag(l.tag)
	}
	for e := range c.tree.Descendants() {
		if e.Type == html.TextNode && strings.Contains(e.Data, a) {
			return true
		}
		for i := range e.Attr {
			if strings.Contains(e.Attr[i].Val, a) {
				return true
			}
		}
	}
	return false
}

// showsTag reports whether code in the tree shows a tag: <pre lang="html"> of a code
// plugin holds it as it is, and to the plugin it was text.
func (c *checker) showsTag(tag string) bool {
	for e := range c.tree.Descendants() {
		if e.Type == html.TextNode && (e.Parent.DataAtom == atom.Pre || e.Parent.DataAtom == atom.Code) && strings.Contains(e.Data, tag) {
			return true
		}
	}
	return false
}
