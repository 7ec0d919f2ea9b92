package transform

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Styles kept links apart that touch each other in the markup, and signs for the address of a
// heading out of its words.

// partLinks puts a blank between a link and the one that follows it, where both say words and
// lead to different places (in running text two may share a word), and between a link of several words and the word that it touches
// if one begins where the other cannot go on: See|The rules, The rules|Ask us.
func partLinks(a *html.Node) {
	text := tree.TextContent(a)
	if next := a.NextSibling; next != nil && next.DataAtom == atom.A && tree.Attr(a, "href") != "" && tree.Attr(next, "href") != "" && tree.Attr(next, "href") != tree.Attr(a, "href") {
		if endsWord(text) && beginsWord(tree.TextContent(next)) && !(endsLow(text) && beginsLow(tree.TextContent(next)) && isInText(a)) {
			a.Parent.InsertBefore(tree.NewText(" "), next)
			return
		}
	}
	if !strings.Contains(strings.TrimSpace(text), " ") {
		return
	}
	if p := a.PrevSibling; p != nil && p.Type == html.TextNode && endsLow(p.Data) && beginsCapital(text) {
		a.Parent.InsertBefore(tree.NewText(" "), a)
	}
	if n := a.NextSibling; n != nil && n.Type == html.TextNode && endsLow(text) && beginsCapital(n.Data) {
		a.Parent.InsertBefore(tree.NewText(" "), n)
	}
}

// isSpaced reports whether a letter or digit is of a script that has blanks between its words.
func isSpaced(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// isInText reports whether a link stands in running text, where two can share a word.
func isInText(a *html.Node) bool {
	const most = 20 // nodes on each side
	for _, step := range []func(*html.Node) *html.Node{prevSibling, nextSibling} {
		for c, i := step(a), 0; c != nil && i < most; c, i = step(c), i+1 {
			if c.Type == html.TextNode && !tree.IsBlankText(c.Data) {
				return true
			}
		}
	}
	return false
}

func endsWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isSpaced(r)
}

func beginsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isSpaced(r)
}

func endsLow(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLower(r)
}

func beginsLow(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func beginsCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// dropSigns takes out of a heading the signs that stand for its own address, and the sign that
// is all that one says, which a builder puts where its title was never written.
func (b *builder) dropSigns(heading *html.Node) {
	var signs []*html.Node
	for n := range heading.Descendants() {
		if n.DataAtom == atom.A && strings.HasPrefix(tree.Attr(n, "href"), "#") && isSignOfAddress(tree.TextContent(n)) && tree.Find(n, tree.IsImage) == nil {
			signs = append(signs, n)
		}
	}
	for _, n := range signs {
		b.notes.add(note.HTML, false, "the sign for the address of a heading dropped: "+quoteShort(tree.TagAsWritten(n)))
		b.ledger.Count(note.LinkConstruct, note.Dropped)
		if tree.HasAttr(n, "id") || tree.HasAttr(n, "name") { // others may lead there
			tree.DelAttr(n, "href")
			tree.TakeChildren(n)
			continue
		}
		tree.Remove(n)
	}
	if text := tree.TextContent(heading); strings.TrimSpace(text) == "#" && tree.Find(heading, tree.IsImage) == nil {
		b.notes.add(note.HTML, false, "a heading without words dropped: "+text)
		tree.TakeChildren(heading)
	}
}

// isSignOfAddress reports whether a text is one of the signs behind which headings have their
// address.
func isSignOfAddress(s string) bool {
	switch strings.TrimSpace(s) {
	case "#", "¶", "§", "🔗", "⚓":
		return true
	}
	return false
}
