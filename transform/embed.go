package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// embedShortcode builds [embed]address[/embed].
func (b *builder) embedShortcode(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	url := strings.TrimSpace(tree.UnescapeHTML(sc.content))
	if url == "" {
		url = a.address("src")
	}
	switch {
	case url == "":
		return nil, true
	case !isAddress(url):
		return tree.TakeChildren(b.parse(b.innerHTML(sc.content))), true
	}
	return []*html.Node{b.embed(url)}, true
}

// embed returns what stands for something that WordPress embeds: a player for
// a media file, a link for all else.
func (b *builder) embed(url string) *html.Node {
	switch fileKind(url) {
	case "audio":
		return tree.NewElement(atom.Audio, "controls", "", "src", url)
	case "video":
		return tree.NewElement(atom.Video, "controls", "", "src", url)
	}
	if b.opt.Embeds == EmbedIframe {
		if frame := playerFrame(url); frame != nil {
			return frame
		}
	}
	return tree.NewTag(tree.Autolink, "href", url)
}

// embedBlock builds a core/embed of which only the attributes are saved.
func (b *builder) embedBlock(blk *block) ([]*html.Node, bool) {
	var a struct{ URL, Caption string }
	blk.decode(&a)
	if !blk.isEmpty() || !isAddress(a.URL) {
		return nil, false
	}
	figure := tree.NewElement(atom.Figure)
	figure.AppendChild(b.embed(a.URL))
	if a.Caption != "" {
		caption := tree.NewElement(atom.Figcaption)
		tree.MoveChildren(caption, b.parseHTML(a.Caption))
		figure.AppendChild(caption)
	}
	return []*html.Node{figure}, true
}

// address handles an http address that stands alone on its line or in its
// paragraph, which WordPress embeds (docs/formats.md §C.3).
func (t *textScanner) address(i int) int {
	s := t.s[i:]
	if n := smartYouTube(s); n > 0 && !t.b.stranger {
		end := n
		for end < len(s) && !tree.IsSpace(s[end]) && strings.IndexByte("<>\"[]", s[end]) < 0 {
			end++
		}
		t.emit(i, i+end, t.b.place(s[:end], t.b.embed("http://"+tree.UnescapeHTML(s[n:end]))))
		return i + end
	}
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
		return i + 1
	}
	if !t.b.stranger && (t.startsLine(i) || t.opensParagraph(i)) {
		end := 0
		for end < len(s) && !tree.IsSpace(s[end]) && s[end] != '<' && s[end] != '>' && s[end] != '"' {
			end++
		}
		if t.endsLine(i+end) || t.closesParagraph(i+end) {
			t.emit(i, i+end, t.b.place(s[:end], t.b.embed(tree.UnescapeHTML(s[:end]))))
			return i + end
		}
	}
	// The rest of it may hold what looks like a character reference.
	return i + len("http://")
}

// opensParagraph reports whether only blanks stand between the start tag of a
// paragraph and i.
func (t *textScanner) opensParagraph(i int) bool {
	before := strings.TrimRight(t.s[max(0, i-nearby):i], " \t\r")
	k := strings.LastIndexByte(before, '<')
	return k >= 0 && strings.HasSuffix(before, ">") && tagName(before[k:]) == "p"
}

func (t *textScanner) closesParagraph(i int) bool {
	return strings.HasPrefix(strings.TrimLeft(t.s[i:min(len(t.s), i+nearby)], " \t\r\n"), "</p>")
}

// isAddress reports whether a text is nothing but an address.
func isAddress(s string) bool {
	return (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "/")) && !strings.ContainsAny(s, " \t\r\n<>\"")
}

// smartYouTube returns the length of the scheme that the plugin of that name reads,
// httpv:// and others that begin so, or 0.
func smartYouTube(s string) int {
	if !strings.HasPrefix(s, "httpv") {
		return 0
	}
	n := len("httpv")
	for n < len(s) && n < 10 && tree.IsLetter(rune(s[n])) {
		n++
	}
	if !strings.HasPrefix(s[n:], "://") {
		return 0
	}
	return n + len("://")
}
