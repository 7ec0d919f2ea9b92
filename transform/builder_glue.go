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
		if isNameOfNumber(a, b) || a == "00" { // of a countdown
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

// showPlayers makes players of addresses that the content of a builder has as words, where its
// data has the player: they stand right behind what was in another widget.
func (b *builder) showPlayers(root *html.Node, stored *said) {
	if stored.media == 0 {
		return
	}
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.TextNode && strings.Contains(n.Data, "://") && !isRawElement(n.Parent) && n.Parent.DataAtom != atom.A && n.Parent.DataAtom != atom.Pre && n.Parent.DataAtom != atom.Code && !tree.IsTag(n.Parent, tree.Autolink) {
			found = append(found, n)
		}
	}
	for _, n := range found {
		from, end := addressIn(n.Data)
		if from < 0 || !isPlayerPage(n.Data[from:end]) || !stored.addresses[placeOf(n.Data[from:end])] {
			continue
		}
		address, after := n.Data[from:end], n.Data[end:]
		n.Data = strings.TrimRight(n.Data[:from], " \t\n")
		add := func(c *html.Node) { n.Parent.InsertBefore(c, n.NextSibling) }
		if !tree.IsBlankText(after) {
			add(tree.NewText(strings.TrimLeft(after, " \t\n")))
			add(tree.NewElement(atom.Br))
		}
		add(b.embed(address))
		if n.Data != "" {
			add(tree.NewElement(atom.Br))
		}
	}
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
		if tree.IsBlock(n) && n.DataAtom != 0 && n.DataAtom != atom.Li && n.DataAtom != atom.Td && !hasBlockChild(n) {
			if text := withoutSpace(tree.TextContent(n)); text != "" {
				blocks = append(blocks, text)
			}
		}
	}
	at, whole := map[string]int{}, map[string]bool{} // the block that begins with these letters
	sizes := map[int]bool{}
	begin := func(s string) string { return s[:min(len(s), mostBegun)] }
	for i := len(blocks) - 1; i >= 0; i-- {
		at[begin(blocks[i])] = i
		whole[blocks[i]], sizes[len(blocks[i])] = true, true
	}
	beginsWith := func(text string) (i int, ok bool) {
		for size := min(len(text), mostBegun); size > 0 && !ok; size-- {
			i, ok = at[text[:size]]
		}
		return i, ok
	}
	joinParagraphs(root, blocks, at)
	for _, n := range paragraphsOf(root) {
		text := n.Data
		if n.Type == html.ElementNode {
			text = tree.TextContent(n)
		}
		rest := withoutSpace(text)
		var ends []int // how many bytes without spaces are in front of the end of each part
		done := 0
		for i, ok := beginsWith(rest); ok && !(sizes[len(rest)] && whole[rest]) && i+1 < len(blocks); i++ {
			behind, is := strings.CutPrefix(rest, blocks[i])
			if !is || behind == "" || !strings.HasPrefix(behind, begin(blocks[i+1])) {
				break
			}
			done += len(blocks[i])
			ends = append(ends, done)
			rest = behind
		}
		if len(ends) == 0 {
			ends = gluedEnds(text, blocks, beginsWith)
		}
		if len(ends) == 0 {
			continue
		}
		if n.Type == html.TextNode {
			p := tree.NewElement(atom.P)
			n.Parent.InsertBefore(p, n)
			n.Parent.RemoveChild(n)
			p.AppendChild(n)
			n = p
		}
		splitAt(n, ends)
	}
}

// gluedEnds returns where the parts of a text end that is made of nothing but whole blocks of
// the data, in any order, without a blank between them: a name and what somebody is.
func gluedEnds(text string, blocks []string, beginsWith func(string) (int, bool)) (ends []int) {
	rest := withoutSpace(text)
	done := 0
	for {
		i, ok := beginsWith(rest)
		if !ok || !strings.HasPrefix(rest, blocks[i]) {
			return nil
		}
		if rest = rest[len(blocks[i]):]; rest == "" {
			return ends
		}
		done += len(blocks[i])
		if _, behind := cutBehind(text, done); behind == "" || isBlankByte(behind[0]) {
			return nil
		}
		ends = append(ends, done)
		if len(ends) > mostGlued {
			return nil
		}
	}
}

// mostGlued is how many parts a text has at most that joins what stood in one widget.
const mostGlued = 8

// paragraphsOf returns the paragraphs of a tree, and the texts that stand in none.
func paragraphsOf(root *html.Node) (list []*html.Node) {
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		if tree.IsElement(n, atom.P) || n.Type == html.TextNode && n.Parent == root && !tree.IsBlankText(n.Data) {
			list = append(list, n)
		}
	}
	return list
}

// mostBegun is how many bytes of the beginning of a text are looked up.
const mostBegun = 16

// joinParagraphs makes one paragraph of those that are lines of one text of the data: what
// its author has broken into lines is indented in the content, as other parts are.
func joinParagraphs(root *html.Node, blocks []string, at map[string]int) {
	left := mostJoined
	for _, n := range paragraphsOf(root) {
		if left < 0 || n.Parent == nil || !isLineOfText(n) {
			continue
		}
		text := withoutSpace(tree.TextContent(n))
		i, ok := at[text[:min(len(text), mostBegun)]]
		if !ok || len(text) >= len(blocks[i]) || !strings.HasPrefix(blocks[i], text) {
			continue
		}
		rest := blocks[i][len(text):]
		var lines []*html.Node
		for next := n.NextSibling; next != nil && rest != ""; next = next.NextSibling {
			if next.Type == html.TextNode && tree.IsBlankText(next.Data) {
				continue
			}
			if !isLineOfText(next) {
				break
			}
			behind, is := strings.CutPrefix(rest, withoutSpace(tree.TextContent(next)))
			if !is {
				break
			}
			lines, rest = append(lines, next), behind
			left--
		}
		if rest != "" {
			continue
		}
		for _, line := range lines {
			n.AppendChild(tree.NewText(" "))
			tree.MoveChildren(n, line)
			tree.Remove(line)
		}
	}
}

// mostJoined bounds the lines that are tried on a page.
const mostJoined = 100_000

// isLineOfText reports whether a node is a paragraph of text alone.
func isLineOfText(n *html.Node) bool {
	return tree.IsElement(n, atom.P) && n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode && !tree.IsBlankText(n.FirstChild.Data)
}

// splitAt divides a paragraph behind so many bytes of its text without spaces each, where
// no element in it would be divided.
func splitAt(p *html.Node, ends []int) {
	var parts []*html.Node
	part := tree.NewElement(atom.P)
	seen := 0
	for _, c := range tree.TakeChildren(p) {
		size := len(withoutSpace(c.Data))
		if c.Type == html.ElementNode {
			size = len(withoutSpace(tree.TextContent(c)))
		}
		for c.Type == html.TextNode && len(ends) > 0 && ends[0] < seen+size {
			first, rest := cutBehind(c.Data, ends[0]-seen)
			part.AppendChild(tree.NewText(first))
			parts = append(parts, part)
			part = tree.NewElement(atom.P)
			c.Data = rest
			size -= ends[0] - seen
			seen, ends = ends[0], ends[1:]
		}
		if part.FirstChild != nil && size > 0 && holdsOnlyPicture(part) { // glued to its text, as two widgets are
			parts = append(parts, part)
			part = tree.NewElement(atom.P)
		}
		part.AppendChild(c)
		for seen += size; len(ends) > 0 && ends[0] <= seen; ends = ends[1:] {
			if ends[0] == seen {
				parts = append(parts, part)
				part = tree.NewElement(atom.P)
			}
		}
	}
	for _, n := range append(parts, part) {
		if n.FirstChild != nil {
			p.Parent.InsertBefore(n, p)
		}
	}
	tree.Remove(p)
}

func holdsOnlyPicture(n *html.Node) bool {
	only := n.FirstChild
	return only == n.LastChild && tree.IsImage(only)
}

// cutBehind cuts a text behind so many bytes that are no spaces.
func cutBehind(s string, count int) (first, rest string) {
	for i := range len(s) {
		if count == 0 {
			return s[:i], s[i:]
		}
		if !isBlankByte(s[i]) {
			count--
		}
	}
	return s, ""
}

// withoutSpace returns a text without its spaces and line ends.
func withoutSpace(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	for i := range len(s) {
		if !isBlankByte(s[i]) {
			out.WriteByte(s[i])
		}
	}
	return out.String()
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
