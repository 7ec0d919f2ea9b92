package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
)

func isCaption(name string) bool { return name == "caption" || name == "wp_caption" }

// caption returns the HTML of a [caption]: a figure of the image, or whatever
// stands in its place, and the text behind it or in the caption attribute
// (docs/formats.md §C.3). It is HTML and no nodes, because people leave links open in
// captions, and browsers show what follows as part of them.
func (b *builder) caption(sc *shortcode) (markup string, ok bool) {
	a := parseAttrs(sc.attrs)
	if !sc.enclosing {
		if sc.attrs == "" {
			return "", false
		}
		// WordPress shows nothing for the tag of a caption that is never closed.
		b.notes.add(note.Shortcode, true, "a caption is never closed, its tag is dropped: "+Quote("["+sc.name+sc.attrs+"]"))
		return "", true
	}
	media := b.innerHTML(sc.content)
	text := ""
	if v := a.get("caption"); v != "" {
		text = b.innerHTML(v)
	} else if v := quotedCaption(sc.attrs); v != "" {
		b.notes.add(note.Shortcode, false, "quotes in a caption, which WordPress did not show: "+quoteShort(v))
		text = b.innerHTML(v)
	} else if n := captionStart(media); n > 0 {
		media, text = media[:n], strings.TrimSpace(media[n:])
	}
	if text == "" || media == "" {
		return media + text, true
	}
	if !strings.Contains(media, "</p>") {
		media = strings.TrimPrefix(media, "<p>") // wpautop took image and text for one paragraph
	}
	figure := "<figure>"
	if id := a.get("id"); id != "" { // attachment_123 tells which image it is
		figure = `<figure id="` + html.EscapeString(id) + `">`
	}
	return figure + media + "<figcaption>" + text + "</figcaption></figure>", true
}

// quotedCaption returns a caption in an attribute that has the quotes in itself that it
// stands in: caption="a "b" c" width="3".
func quotedCaption(attrs string) string {
	_, v, ok := strings.Cut(attrs, "caption=")
	if !ok || len(v) < 2 || v[0] != '"' && v[0] != '\'' {
		return ""
	}
	q := v[0]
	v = v[1:]
	for i := 0; i < len(v); i++ { // up to the next attribute
		if v[i] != q || i+1 >= len(v) || v[i+1] != ' ' {
			continue
		}
		rest := strings.TrimLeft(v[i+1:], " ")
		if k := strings.IndexFunc(rest, func(r rune) bool { return !isNameByte(byte(r)) || r > 0x7f }); k > 0 && rest[k] == '=' && k+1 < len(rest) && (rest[k+1] == '"' || rest[k+1] == '\'') {
			v = v[:i]
			break
		}
	}
	v = strings.TrimSpace(v)
	v = strings.TrimSuffix(v, string(q))
	return strings.NewReplacer(`\"`, `"`, `\'`, `'`).Replace(v)
}

// captionStart returns the index behind the first image of a caption's content
// and the tags that close right behind it; without an image, behind the first
// player, frame or placeholder; without any, 0.
func captionStart(s string) int {
	if i := indexFold(s, "<img"); i >= 0 {
		if gt := strings.IndexByte(s[i:], '>'); gt >= 0 {
			return closingTags(s, i+endOfTag(s[i:], gt))
		}
	}
	for i := 0; i < len(s); i++ {
		if s[i] != '<' {
			continue
		}
		if strings.HasPrefix(s[i:], slotOpen) {
			return closingTags(s, i+strings.Index(s[i:], slotClose)+len(slotClose))
		}
		for _, name := range []string{"iframe", "video", "audio", "object", "embed"} {
			if !strings.HasPrefix(s[i+1:], name) {
				continue
			}
			if k := indexFold(s[i:], "</"+name); k >= 0 {
				return closingTags(s, i+k)
			}
			if gt := strings.IndexByte(s[i:], '>'); gt >= 0 {
				return i + endOfTag(s[i:], gt)
			}
			return 0
		}
	}
	return 0
}

// closingTags returns the index behind the end tags that stand at i.
func closingTags(s string, i int) int {
	for {
		j := skipBlanks(s, i)
		if !strings.HasPrefix(s[j:], "</") {
			return i
		}
		end := strings.IndexByte(s[j:], '>')
		if end < 0 {
			return i
		}
		i = j + end + 1
	}
}
