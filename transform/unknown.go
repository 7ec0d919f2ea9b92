package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// unknown handles a shortcode that no table of ours names, if it is one at all
// (facts.md §C.6): it stays in the text as it was written, or, if it encloses
// content, leaves the content there.
func (t *textScanner) unknown(i int, sc *shortcode) int {
	if !isCandidate(sc.name) || strings.ContainsAny(sc.attrs, "<[") {
		return i + 1
	}
	tag := t.s[i:sc.tagEnd]
	switch {
	case sc.enclosing:
		t.b.census(sc.name, Unwrapped)
		t.b.notes.add(note.Shortcode, true, "unknown, its content is kept without the tags: "+quote(tag))
		t.unwrap(i, sc)
	case strings.Contains(sc.attrs, "="), strings.HasSuffix(tag, "/]"),
		strings.ContainsAny(sc.name, "_-") && t.aloneInLine(i, sc.tagEnd):
		t.b.census(sc.name, Unwrapped)
		t.b.notes.add(note.Shortcode, true, "unknown, kept as text: "+quoteShort(tag))
		t.keepTag(i, sc)
	}
	return sc.tagEnd
}

// isCandidate reports whether an unknown name can be that of a shortcode.
func isCandidate(name string) bool {
	return len(name) >= 2 && tree.IsLetter(rune(name[0]))
}

// aloneInLine reports whether nothing but white space and tags stands beside
// s[from:to] on its line.
func (t *textScanner) aloneInLine(from, to int) bool {
	before := strings.TrimRight(t.s[max(0, from-nearby):from], " \t")
	after := strings.TrimLeft(t.s[to:min(len(t.s), to+nearby)], " \t\r")
	return (before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, ">")) &&
		(after == "" || after[0] == '\n' || after[0] == '<')
}

// keepTag puts the tag of a shortcode at i into the text as it was written.
func (t *textScanner) keepTag(i int, sc *shortcode) {
	tag := t.s[i:sc.tagEnd]
	text := tree.NewTag(tree.Shortcode)
	text.AppendChild(tree.NewText(tree.UnescapeHTML(tag)))
	t.emit(i, sc.tagEnd, t.b.place(tag, text))
}

// unwrap leaves out the tags of a shortcode at i, whose content stays in the
// text.
func (t *textScanner) unwrap(i int, sc *shortcode) {
	t.emit(i, sc.tagEnd, "")
	if sc.enclosing {
		t.dropCloser(sc)
	}
}

// dropCloser leaves out the closing tag of a shortcode when it comes.
func (t *textScanner) dropCloser(sc *shortcode) { t.closeWith(sc, "") }

// closeWith puts HTML in the place of the closing tag of a shortcode when it
// comes. Of several that share one, the innermost comes first.
func (t *textScanner) closeWith(sc *shortcode, instead string) {
	if t.instead == nil {
		t.instead = map[int][]string{}
	}
	at := sc.end - len("[/]") - len(sc.name)
	t.instead[at] = append(t.instead[at], instead)
}
