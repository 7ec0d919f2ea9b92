package transform

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// nestedPre builds a <pre> or <code> at start that holds nothing but <pre>s: to a
// browser the first </pre> would end it. Several are the lines of one code.
func (t *textScanner) nestedPre(start, content int, name string) (behind int, ok bool) {
	const open, closed = "<pre", "</pre>"
	skip := func(i int) int {
		for i < len(t.s) && tree.IsSpace(t.s[i]) {
			i++
		}
		return i
	}
	i := skip(content)
	if hasPrefixFold(t.s[i:], "<table") || hasPrefixFold(t.s[i:], "<div") || hasPrefixFold(t.s[i:], "<code><pre") {
		return t.nestedCode(start, content, name)
	}
	if !hasPrefixFold(t.s[i:], open) {
		return 0, false
	}
	from := i
	if from < t.unnested.to && t.unnested.name == name { // one of those came to nothing
		return 0, false
	}
	for hasPrefixFold(t.s[i:], open) {
		k := indexFold(t.s[i:], closed)
		if k < 0 {
			i = len(t.s)
			break
		}
		i = skip(i + k + len(closed))
	}
	if !hasPrefixFold(t.s[i:], "</"+name+">") {
		t.unnested.name, t.unnested.to = name, i
		return 0, false
	}
	behind = i + len("</>") + len(name)
	var lines []string
	lang := ""
	for n := range t.b.parseHTML(t.s[from:i]).Descendants() {
		if !tree.IsElement(n, atom.Pre) {
			continue
		}
		if lang == "" {
			lang = statedLanguage(n)
		}
		lines = append(lines, strings.TrimSuffix(tree.PreText(n), "\n"))
	}
	if lang == "" {
		lang, _ = rawLanguage(t.s[start:content])
		lang = language(lang)
	}
	t.emit(start, behind, t.b.place(t.s[start:behind], newCodeBlock(strings.Join(lines, "\n"), lang)))
	return behind, true
}

// nestedCode builds a <pre> or <code> that holds nothing but what a plugin has made of
// code, or a <pre> in a <code>.
func (t *textScanner) nestedCode(start, content int, name string) (behind int, ok bool) {
	end, behind, ok := t.element(name, content)
	if !ok {
		return 0, false
	}
	inner := t.s[content:end]
	if name == "pre" && hasPrefixFold(strings.TrimSpace(inner), "<code>") { // its own <pre> has ended there
		rest, closed := strings.TrimSpace(inner)[len("<code>"):], "</code></pre>"
		if !hasPrefixFold(t.s[behind:], closed) || strings.Contains(rest[1:], "<pre") {
			return 0, false
		}
		behind += len(closed)
		inner = rest + "</pre>"
	}
	root := t.b.parseHTML(inner)
	var only *html.Node
	for c := range root.ChildNodes() {
		switch {
		case c.Type == html.TextNode && tree.IsBlankText(c.Data):
		case c.Type != html.ElementNode || only != nil:
			return 0, false
		default:
			only = c
		}
	}
	switch {
	case only == nil:
		return 0, false
	case only.DataAtom == atom.Table:
		ok = numberedCode(only)
	case only.DataAtom == atom.Div:
		ok = renderedCode(only)
	case only.DataAtom == atom.Pre:
		tree.Replace(only, newCodeBlock(tree.PreText(only), statedLanguage(only)))
	default:
		ok = false
	}
	if !ok {
		return 0, false
	}
	t.emit(start, behind, t.b.placeTree(t.s[start:behind], root))
	return behind, true
}

// plainPre makes text of the line breaks and colours in a <pre> that has no other
// markup: the editor keeps each line end of a block of such text as a <br>. A poem is
// no code, and stays as it is.
func plainPre(pre *html.Node) {
	plain := true
	for c := range pre.Descendants() {
		switch {
		case c.Type == html.TextNode:
		case c.Type != html.ElementNode, c.DataAtom != atom.Br && c.DataAtom != atom.Span && c.DataAtom != atom.Font && c.DataAtom != atom.Code && !isOnlyColour(c):
			plain = false
		}
	}
	if !plain {
		withoutColours(pre)
		return
	}
	if tree.Find(pre, func(n *html.Node) bool {
		return n.DataAtom == atom.Br || n.DataAtom == atom.Span || n.DataAtom == atom.Font
	}) == nil {
		return
	}
	code := tree.Find(pre, func(n *html.Node) bool { return tree.IsElement(n, atom.Code) })
	text := strings.TrimSuffix(tree.PreText(pre), "\n")
	if code == nil && statedLanguage(pre) == "" && isVerse(text) {
		return
	}
	if code == nil || code.Parent != pre {
		tree.TakeChildren(pre)
		pre.AppendChild(tree.NewText(text))
		return
	}
	tree.TakeChildren(code)
	code.AppendChild(tree.NewText(text))
	tree.TakeChildren(pre)
	pre.AppendChild(code)
}

// isOnlyColour reports whether what makes words of a <pre> bold or slanted also colours
// them, as what highlights code does.
func isOnlyColour(n *html.Node) bool {
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.I, atom.Em, atom.U:
	default:
		return false
	}
	for _, c := range []*html.Node{n, n.Parent, n.FirstChild} {
		if c == nil || c.Type != html.ElementNode || c == n.FirstChild && c != n.LastChild || c == n.Parent && c.FirstChild != c.LastChild {
			continue
		}
		if styleValue(c, "color") != "" || c.DataAtom == atom.Font && tree.HasAttr(c, "color") {
			return true
		}
	}
	return false
}

// withoutColours takes the elements out of a <pre> that only coloured its text.
func withoutColours(pre *html.Node) {
	for c := pre.FirstChild; c != nil; {
		next := tree.Next(c, pre)
		if (c.DataAtom == atom.Span || c.DataAtom == atom.Font) && styledAs(c) == 0 && !tree.HasAttr(c, "id") {
			if c.FirstChild != nil {
				next = c.FirstChild
			}
			tree.Unwrap(c)
		}
		c = next
	}
}

// isVerse reports whether preformatted text is lines of words, as of a poem: two
// thirds of at least eight lines begin with a capital and two words of letters, and
// every fourth ends as a line of a text does.
func isVerse(text string) bool {
	lines, worded, ended := 0, 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		lines++
		if first, _ := utf8.DecodeRuneInString(words[0]); unicode.IsUpper(first) && len(words) > 2 && isLetters(words[0]) && isLetters(words[1]) {
			worded++
		}
		if last := words[len(words)-1]; strings.ContainsAny(last[len(last)-1:], ".,!?") && isLetters(last[:len(last)-1]) {
			ended++
		}
	}
	return lines >= 8 && 3*worded >= 2*lines && 4*ended >= lines
}

// isLetters reports whether s is letters alone, an apostrophe among them at most.
func isLetters(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && r != '\'' && r != '’' {
			return false
		}
	}
	return s != ""
}

// numberedCode makes code of a table in which a plugin put the numbers of the lines
// beside it; ok is false if a table is none of that.
func numberedCode(table *html.Node) (ok bool) {
	var numbers, cell *html.Node
	for n := range table.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.Td && n.DataAtom != atom.Th {
			continue
		}
		if len(n.Attr) == 0 {
			return false
		}
		for c := range strings.FieldsSeq(tree.Attr(n, "class")) {
			switch c {
			case "line_numbers", "gutter", "linenos", "lineno", "crayon-nums", "rouge-gutter", "blob-num":
				numbers = n
			case "code", "rouge-code", "blob-code":
				cell = n
			}
		}
		if numbers != nil && cell != nil {
			break
		}
	}
	if numbers == nil || cell == nil {
		return false
	}
	lang := statedLanguage(table.Parent)
	if tree.HasClass(cell, "blob-code") {
		if lines := joinedLines(table, "blob-code"); lines != nil {
			tree.Replace(table, newCodeBlock(tree.PreText(lines), lang))
		}
		return true
	}
	pre := tree.Find(cell, func(n *html.Node) bool { return tree.IsElement(n, atom.Pre) })
	if pre == nil {
		return false
	}
	if own := statedLanguage(pre); own != "" {
		lang = own
	}
	tree.Replace(table, newCodeBlock(tree.PreText(pre), lang))
	return true
}

// holdsPlayer reports whether a <code> stands around what is no code: a player.
func holdsPlayer(code *html.Node) bool {
	return tree.IsBlankText(tree.TextContent(code)) && tree.Find(code, func(n *html.Node) bool {
		return n.DataAtom == atom.Iframe || n.DataAtom == atom.Video || n.DataAtom == atom.Audio || n.DataAtom == atom.Object || n.DataAtom == atom.Embed
	}) != nil
}
