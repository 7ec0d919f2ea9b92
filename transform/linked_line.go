package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// linkedLine makes a link of a shortcode that encloses a line and has one link of WPBakery beside
// it (link="url:…|title:…|target:…"), whatever it is called: the line is what a visitor clicked.
func (t *textScanner) linkedLine(i int, sc *shortcode, props []prop, noted string) (next int, ok bool) {
	if !sc.enclosing {
		return 0, false
	}
	var link shownLink
	for j := range props {
		p := &props[j]
		v := tree.UnescapeHTML(strings.TrimSpace(p.val))
		switch {
		case p.tree:
			return 0, false
		case isLinkOfWPBakery(v):
			if link.href != "" {
				return 0, false
			}
			if link = readLink(v); !isAddress(link.href) && !strings.HasPrefix(link.href, "#") && !strings.Contains(link.href, ":") || isScriptAddress(link.href) {
				return 0, false
			}
		case v == "" || isLook(plainKey(p.key)) || settings.Has(v) || isLookValue(v):
		case roleOf(sc.name, p.key) != roleNone && roleOf(sc.name, p.key) != roleSkip:
			return 0, false
		}
	}
	line, isOfParagraph := aloneOfParagraph(sc.content)
	if link.href == "" || isNowhere(link.href) || !isLineToClick(line) {
		return 0, false
	}
	open := `<a href="` + html.EscapeString(link.href) + `"`
	if link.title != "" && link.title != tree.UnescapeHTML(line) {
		open += ` title="` + html.EscapeString(link.title) + `"`
	}
	markup := open + ">" + line + "</a>"
	if isOfParagraph || strings.HasPrefix(t.s[sc.end:], "[") && t.apart(i, sc.end) {
		markup = division + markup + division
	}
	if noted != "" {
		t.b.census(sc.name, Converted)
		t.b.notes.add(note.Shortcode, false, noted+Quote(t.s[i:sc.tagEnd]))
	} else {
		t.begin(sc.name)
	}
	t.emit(i, sc.end, markup)
	return sc.end, true
}

// aloneOfParagraph returns a content without the tags of the paragraph that line breaks around it
// have made.
func aloneOfParagraph(s string) (line string, isOfParagraph bool) {
	line = strings.TrimSpace(s)
	for {
		before := line
		for _, tag := range [...]string{"<p>", "</p>", "<br />", "<br>"} {
			line = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(line, tag), tag))
		}
		if line == before {
			return line, line != strings.TrimSpace(s)
		}
	}
}

// isLineToClick reports whether a content is one line of words with no more than their marks.
func isLineToClick(s string) bool {
	const most = 200
	if len(s) > most || strings.ContainsAny(s, "[\n") || tree.IsBlankText(wordsOfHTML(s)) {
		return false
	}
	for rest := s; ; {
		_, tag, ok := strings.Cut(rest, "<")
		if !ok {
			return true
		}
		name, behind, _ := strings.Cut(tag, ">")
		name, _, _ = strings.Cut(strings.Trim(name, "/ "), " ")
		switch name {
		case "b", "strong", "i", "em", "span", "u", "small":
		default:
			return false
		}
		rest = behind
	}
}
