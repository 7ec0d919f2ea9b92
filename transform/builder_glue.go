package transform

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// The content of a post beside the data of a page builder is made by taking tags away,
// and so it joins what stood in two widgets: "More information" and "This is it" are
// "More informationThis is it".

// unglue puts a blank between two words that the content joins and the data of a builder
// has apart.
func unglue(root *html.Node, stored *said) {
	isGlued := func(a, b string) bool {
		if isNameOfNumber(a, b) {
			return false
		}
		first := []rune(b)[0]
		return (unicode.IsUpper(first) || unicode.IsDigit(first)) && (stored.words[strings.ToLower(a)] > 0 || strings.Trim(a, "0123456789") == "") && stored.words[strings.ToLower(b)] > 0 && stored.words[strings.ToLower(a+b)] == 0
	}
	last := "" // the word that the text before ends with
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode && !isRawElement(n):
				text := splitGlued(c.Data, isGlued)
				if first := firstWord(text); last != "" && first != "" && isGlued(last, first) {
					text = " " + text
				}
				c.Data = text
				if text != "" {
					last = lastWord(text)
				}
			case c.Type != html.ElementNode:
			case tree.IsBlock(c) || c.DataAtom == atom.Br || tree.IsImage(c):
				last = ""
				walk(c)
				last = ""
			default:
				walk(c)
			}
		}
	}
	walk(root)
}

// dropOrnaments takes from the headings of a content a single letter that a theme paints
// behind them, where the data has the heading without it, and returns these headings as they were.
func dropOrnaments(root *html.Node, stored *said) (headings []string) {
	for n := range root.Descendants() {
		if !isHeadingTag(n.DataAtom) || n.LastChild == nil || n.LastChild.Type != html.TextNode {
			continue
		}
		last := n.LastChild
		text := strings.TrimRightFunc(last.Data, unicode.IsSpace)
		letter, size := utf8.DecodeLastRuneInString(text)
		before, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
		if !unicode.IsUpper(letter) || !unicode.IsLower(before) && !unicode.IsDigit(before) {
			continue
		}
		whole := tree.TextContent(n)
		if title := strings.TrimSuffix(strings.TrimSpace(whole), string(letter)); stored.shows(title) && !stored.shows(whole) {
			last.Data = text[:len(text)-size]
			headings = append(headings, strings.TrimSpace(whole))
		}
	}
	return headings
}

// isNameOfNumber reports whether two parts of a word are a number and a single letter: 3D,
// A4, 5G.
func isNameOfNumber(a, b string) bool {
	isNumber := func(s string) bool { return strings.Trim(s, "0123456789") == "" }
	return isNumber(a) && utf8.RuneCountInString(b) == 1 || isNumber(b) && utf8.RuneCountInString(a) == 1
}

// splitParagraphs divides the texts in which the content joins what stood in two blocks of
// the data, one right behind the other.
func splitParagraphs(root, built *html.Node) {
	var blocks []string
	for n := range built.Descendants() {
		if tree.IsBlock(n) && n.DataAtom != 0 && !hasBlockChild(n) {
			if text := tree.CollapseSpace(strings.TrimSpace(tree.TextContent(n))); text != "" {
				blocks = append(blocks, text)
			}
		}
	}
	at := map[string]int{} // the block that begins with these letters
	begin := func(s string) string { return s[:min(len(s), 16)] }
	for i := len(blocks) - 1; i >= 0; i-- {
		at[begin(blocks[i])] = i
	}
	var next *html.Node
	for n := root.FirstChild; n != nil; n = next {
		next = n.NextSibling
		text := n
		if tree.IsElement(n, atom.P) && n.FirstChild != nil && n.FirstChild == n.LastChild {
			text = n.FirstChild
		}
		if text.Type != html.TextNode {
			continue
		}
		rest := tree.CollapseSpace(strings.TrimSpace(text.Data))
		var parts []string
		for i, ok := at[begin(rest)]; ok && i+1 < len(blocks); i++ {
			behind, is := strings.CutPrefix(rest, blocks[i])
			if !is || !strings.HasPrefix(strings.TrimSpace(behind), begin(blocks[i+1])) {
				break
			}
			parts = append(parts, blocks[i])
			rest = strings.TrimSpace(behind)
		}
		if len(parts) == 0 {
			continue
		}
		for _, part := range parts {
			p := tree.NewElement(atom.P)
			p.AppendChild(tree.NewText(part))
			root.InsertBefore(p, n)
		}
		text.Data = rest
	}
}

// splitGlued puts a blank into the words of a text that are two.
func splitGlued(text string, isGlued func(a, b string) bool) string {
	var out strings.Builder
	done, start := 0, 0
	prev := rune(0)
	for i, r := range text {
		if notInWord(r) {
			start = i + len(string(r))
		} else if i > start && (unicode.IsLower(prev) && unicode.IsUpper(r) || unicode.IsDigit(prev) != unicode.IsDigit(r)) {
			if isGlued(text[start:i], firstWord(text[i:])) {
				out.WriteString(text[done:i] + " ")
				done, start = i, i
			}
		}
		prev = r
	}
	return out.String() + text[done:]
}

// firstWord returns the word that a text begins with.
func firstWord(s string) string {
	if i := strings.IndexFunc(s, notInWord); i >= 0 {
		return s[:i]
	}
	return s
}

// lastWord returns the word that a text ends with.
func lastWord(s string) string {
	i := strings.LastIndexFunc(s, notInWord)
	if i < 0 {
		return s
	}
	return strings.TrimLeftFunc(s[i:], notInWord)
}
