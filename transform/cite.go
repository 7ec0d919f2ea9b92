package transform

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// citeApart puts whom a quote is of on a line of its own, where it ends the quote and
// is written right behind its last word: themes show it there.
func citeApart(cite *html.Node) {
	before := cite.PrevSibling
	if before == nil || before.Type != html.TextNode || !endsQuote(cite) {
		return
	}
	last, _ := utf8.DecodeLastRuneInString(before.Data)
	if unicode.IsSpace(last) || strings.ContainsRune("(-–—~/", last) {
		return
	}
	cite.Parent.InsertBefore(tree.NewElement(atom.Br), cite)
}

// endsQuote reports whether nothing follows a node in the quote around it.
func endsQuote(n *html.Node) bool {
	for ; n != nil && n.DataAtom != atom.Blockquote; n = n.Parent {
		for next := n.NextSibling; next != nil; next = next.NextSibling {
			if !tree.IsBlank(next) {
				return false
			}
		}
	}
	return n != nil
}
