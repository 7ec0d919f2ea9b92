package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// rawElements are those whose content is no markup to the parser: one that is never
// closed takes all that follows.
var rawElements = [...]string{"iframe", "script", "style", "textarea", "title", "xmp", "noembed", "noframes"}

// mendRaw closes elements that end as if they had no content and are never closed:
// <script src="x.js" />, and frames that are left open. To a browser what follows is
// theirs, and does not show.
func (b *builder) mendRaw(s string) string {
	var out strings.Builder
	done := 0
	never := map[string]bool{} // of which no tag comes any more
	for i := 0; ; {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 {
			break
		}
		i += k + 1
		name := rawElementAt(s[i:])
		if name == "" {
			continue
		}
		gt := strings.IndexByte(s[i:], '>')
		if gt < 0 {
			break
		}
		end := i - 1 + endOfTag(s[i-1:], gt+1)
		tag := s[i-1 : end]
		i = end
		if name != "iframe" && !strings.HasSuffix(s[:end], "/>") {
			if k := indexFold(s[end:], "</"+name); k >= 0 {
				i = end + k
				continue
			}
			break // it takes all the rest
		}
		if !never[name] {
			closer, another := nextTag(s[end:], name)
			if closer >= 0 && !another {
				i = end + closer
				continue
			}
			never[name] = closer < 0
		}
		out.WriteString(s[done:end])
		out.WriteString("</" + name + ">")
		done = end
		b.notes.add(note.HTML, false, "an element was never closed, what follows is kept: "+quoteShort(tag))
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// nextTag returns where the next tag of that name is, or -1, and whether it begins an
// element.
func nextTag(s, name string) (at int, begins bool) {
	for i := 0; ; {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 {
			return -1, false
		}
		i += k + 1
		rest, closes := strings.CutPrefix(s[i:], "/")
		if rawElementAt(rest) == name {
			return i - 1, !closes
		}
	}
}

// rawElementAt returns the name of the raw element whose start tag goes on with s, or "".
func rawElementAt(s string) string {
	if s == "" || strings.IndexByte("istxnISTXN", s[0]) < 0 {
		return ""
	}
	for _, name := range rawElements {
		if len(s) > len(name) && strings.EqualFold(s[:len(name)], name) && !tree.IsLetter(rune(s[len(name)])) && s[len(name)] != '-' {
			return name
		}
	}
	return ""
}

// mendPage sees to the elements that only a whole page has and that a parser of posts leaves
// out: it notes the frames of a frameset, and makes a division of a body with a picture behind.
func (b *builder) mendPage(s string) string {
	if indexFold(s, "<frame") < 0 && indexFold(s, "<body") < 0 {
		return s
	}
	var out strings.Builder
	done := 0
	for i := 0; ; {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 {
			break
		}
		i += k
		name, end := tagAt(s, i)
		if end <= i {
			i++
			continue
		}
		switch tag := s[i:end]; {
		case name == "frame":
			b.notes.add(note.HTML, false, "a frame of a page of frames, which browsers leave out of a post: "+quoteShort(tag))
		case name == "body" && strings.Contains(strings.ToLower(tag), "background="):
			out.WriteString(s[done:i] + "<div" + tag[len("<body"):])
			done = end
		}
		i = end
	}
	if done == 0 {
		return s
	}
	return out.String() + s[done:]
}
