package transform

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// styledAs returns the element that a span's or font's style or class makes of
// it, or 0: the visual editor underlines and strikes with spans.
func styledAs(n *html.Node) atom.Atom {
	switch {
	case tree.HasClass(n, "crayon-inline"):
		return atom.Code
	case !tree.HasAttr(n, "style"):
		return 0
	case tree.StyleHas(n, "text-decoration", "underline"):
		return atom.U
	case tree.StyleHas(n, "text-decoration", "line-through"):
		return atom.Del
	case tree.StyleHas(n, "font-weight", "bold", "700", "800", "900"):
		return atom.Strong
	case tree.StyleHas(n, "font-style", "italic"):
		return atom.Em
	}
	return 0
}

// backgroundURL returns the address of the picture in a style, or "".
func backgroundURL(style string) string {
	for _, property := range []string{"background-image", "background"} {
		_, v, ok := strings.Cut(style, property)
		if !ok {
			continue
		}
		_, v, ok = strings.Cut(v, "url(")
		if !ok {
			continue
		}
		v = strings.TrimSpace(v)
		end := ")"
		if strings.HasPrefix(v, `"`) || strings.HasPrefix(v, "'") {
			end, v = v[:1], v[1:]
		}
		if url, _, ok := strings.Cut(v, end); ok {
			return strings.TrimSpace(url)
		}
	}
	return ""
}

// styleValue returns what the style of an element says of a property, or "".
func styleValue(n *html.Node, property string) string {
	for decl := range strings.SplitSeq(tree.Attr(n, "style"), ";") {
		if k, v, ok := strings.Cut(decl, ":"); ok && strings.EqualFold(strings.TrimSpace(k), property) {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// noteSheet notes the words that a style sheet writes before or behind elements, and the
// pictures that it shows.
func (b *builder) noteSheet(style string) {
	for rest := style; ; {
		i := strings.Index(rest, "content")
		if i < 0 {
			break
		}
		rest = strings.TrimLeft(rest[i+len("content"):], " \t\r\n")
		value, ok := strings.CutPrefix(rest, ":")
		if !ok {
			continue
		}
		var words string
		if words, rest = cssTexts(value); saysWords(words) || isCapitalized(words) {
			b.notes.add(note.HTML, false, "words that a style writes dropped: "+Quote(words))
		}
	}
	pictures := picturesOfStyle(style)
	if len(pictures) > 0 {
		b.notes.add(note.Media, false, "pictures that a style shows dropped: "+Quote(strings.Join(pictures, " ")))
	}
}

// picturesOfStyle returns the addresses of the pictures in CSS.
func picturesOfStyle(style string) (pictures []string) {
	for rest, ok := style, true; ; {
		if _, rest, ok = strings.Cut(rest, "url("); !ok {
			return pictures
		}
		address, _, _ := strings.Cut(rest[:min(len(rest), 2000)], ")")
		if address = strings.Trim(address, " \t\r\n\"'"); fileKind(address) == "image" {
			pictures = append(pictures, address)
		}
	}
}

// cssTexts returns the texts in a value of CSS, and what stands behind the value.
func cssTexts(s string) (text, rest string) {
	var t strings.Builder
	var in byte // the sign that ends the text
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case in == 0 && (c == ';' || c == '}'):
			return strings.TrimSpace(t.String()), s[i:]
		case in == 0 && (c == '"' || c == '\''):
			in = c
		case in == 0:
		case c == in:
			in = 0
		case c == '\n': // a text ends with its line
			return strings.TrimSpace(t.String()), s[i:]
		case c == '\\' && i+1 < len(s):
			end := i + 1
			for end < len(s) && end < i+7 && strings.IndexByte("0123456789abcdefABCDEF", s[end]) >= 0 {
				end++
			}
			if n, err := strconv.ParseUint(s[i+1:end], 16, 32); err == nil {
				if n == '\n' || n > utf8.MaxRune {
					n = ' '
				}
				t.WriteRune(rune(n))
				if end < len(s) && s[end] == ' ' {
					end++
				}
				i = end - 1
			} else if i++; s[i] != '\n' {
				t.WriteByte(s[i])
			}
		default:
			t.WriteByte(c)
		}
	}
	return strings.TrimSpace(t.String()), ""
}
