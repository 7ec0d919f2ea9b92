package tree

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The elements of the clean tree that HTML does not have. Their names have a
// hyphen, so that no element of a post can be taken for one.
const (
	// More is WordPress' <!--more--> divider, void.
	More = "wp-more"

	// Markdown holds one text node of Markdown, printed as it is.
	Markdown = "wp-markdown"

	// NoteRef is the mark of a footnote, void; Note its text, a block.
	// Both carry the footnote's number in the attribute n.
	NoteRef = "wp-footnote-ref"
	Note    = "wp-footnote"

	// Autolink is an address that stands for what is behind it (an embed):
	// void, with the attribute href.
	Autolink = "wp-autolink"

	// Shortcode holds the text of a shortcode that stays as it was written.
	Shortcode = "wp-shortcode"

	// Math is a formula in TeX: one text node, with its delimiters, printed as
	// it is. It is inline.
	Math = "wp-math"

	// Unread is a block that holds one raw node of HTML without a blank line.
	Unread = "wp-unread"

	// Verse is a poem: text whose line ends and runs of blanks count.
	Verse = "wp-verse"
)

// An anchor of the clean tree is an <a> with an id, without an href and empty:
// a place that a link of the site leads to. No other id is one.

// NewAnchor returns an anchor.
func NewAnchor(id string) *html.Node { return NewElement(atom.A, "id", id) }

func isAnchor(n *html.Node) bool {
	return IsElement(n, atom.A) && n.FirstChild == nil && HasAttr(n, "id") && !HasAttr(n, "href")
}

// MoreLabel reports whether a comment is WordPress' <!--more-->, and its label.
func MoreLabel(comment string) (label string, ok bool) {
	rest, ok := strings.CutPrefix(comment, "more")
	if !ok || rest != "" && !IsSpace(rest[0]) {
		return "", false
	}
	return strings.TrimSpace(rest), true
}

// IsLanguage reports whether s can be the language of a code block, which the
// tree states as class="language-…" on the <code> or <pre>.
func IsLanguage(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '+', c == '#', c == '-', c == '_', c == '.':
		default:
			return false
		}
	}
	return true
}
