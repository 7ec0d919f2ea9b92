package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/tree"
)

// elementWalls finds in a text the elements whose class or attribute says that visitors did not
// see them: class="logged-in-only", data-visibility="logged_in".
type elementWalls struct {
	code     codeMarks
	unclosed map[string]bool // elements whose end does not come any more
}

// mostTag is how long a tag may be that is looked at.
const mostTag = 8 << 10

// wallHints are what such a class or attribute has in it.
var wallHints = [...]string{"ogged", "-only", "_only", "-guests", "-visitors", "-visib", "-access"}

// hasHiddenElement reports whether a text has an element that visitors did not see.
func hasHiddenElement(s string) bool {
	_, ok := new(elementWalls).next(s, 0)
	return ok
}

func (w *elementWalls) next(s string, i int) (wall commentWall, ok bool) {
	for {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 {
			return wall, false
		}
		start := i + k
		i = start + 1
		if i == len(s) || !tree.IsLetter(rune(s[i])) {
			continue
		}
		gt := strings.IndexByte(s[i:], '>') + 1
		if gt == 0 {
			return wall, false
		}
		tag := s[start : start+gt+1]
		if strings.Count(tag, `"`)%2+strings.Count(tag, "'") > 0 { // the > may be in a value
			tag = s[start : start+endOfTag(s[start:], gt)]
		}
		if !slices.ContainsFunc(wallHints[:], func(hint string) bool { return strings.Contains(tag, hint) }) {
			i = start + len(tag)
			continue
		}
		z := html.NewTokenizer(strings.NewReader(s[start:]))
		z.SetMaxBuf(mostTag)
		name, said, behind := elementForFew(z)
		end := start + behind
		i = max(i, min(end, len(s))) // what else stands there is in the same tag
		if name == "" || w.code.within(s, start) {
			continue
		}
		if !isVoidName(name) && s[end-2] != '/' {
			n := -1
			if !w.unclosed[name] {
				z.SetMaxBuf(0)
				n = endOfElement(z, name)
			}
			if n < 0 {
				if w.unclosed == nil {
					w.unclosed = map[string]bool{}
				}
				w.unclosed[name] = true
				n = len(s) - end
			}
			end += n
		}
		if saysNoMoreThan(s[start:end], s[start:start+behind]) {
			i = end
			continue
		}
		return commentWall{"<" + name + " " + said + ">", start, end}, true
	}
}

// elementForFew reads the tag with which a text begins, and returns its length and, if visitors did
// not see what it is of, its name and what it says of who sees it.
func elementForFew(z *html.Tokenizer) (name, said string, length int) {
	if t := z.Next(); t == html.ErrorToken {
		return "", "", mostTag
	} else if t != html.StartTagToken && t != html.SelfClosingTagToken {
		return "", "", 0
	}
	length = len(z.Raw())
	tag, more := z.TagName()
	name = string(tag)
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		if string(key) == "class" && audience.OfClasses(string(val)) == audience.Insiders || audience.OfAttribute(string(key), string(val)) == audience.Insiders {
			return name, string(key) + `="` + Quote(string(val)) + `"`, length
		}
	}
	return "", "", length
}

// codeMarks follows a text from its beginning: where code has begun and not ended.
type codeMarks [len(codeTags)]struct{ begin, end ahead }

var codeTags = [...]string{"pre", "code", "[code", "[sourcecode"}

// within reports whether a place of a text, behind those that were asked for before, is in code.
func (c *codeMarks) within(s string, at int) bool {
	in := false
	for k, tag := range codeTags {
		m := &c[k]
		if m.begin.what == "" {
			m.begin.what, m.end.what = "<"+tag, "</"+tag
			if name, ok := strings.CutPrefix(tag, "["); ok {
				m.begin.what, m.end.what = tag, "[/"+name
			}
		}
		for {
			begin := m.begin.from(s, max(0, m.begin.at))
			if begin < 0 || begin >= at {
				break
			}
			end := m.end.from(s, begin)
			if end < 0 || end >= at { // what never ends is no code
				in = in || end >= 0
				break
			}
			m.begin.at, m.begin.known = end, false
		}
	}
	return in
}

// endOfElement returns the length of what is in an element that has begun, with its end, or -1.
func endOfElement(z *html.Tokenizer, name string) int {
	depth, length := 1, 0
	for {
		t := z.Next()
		length += len(z.Raw())
		switch t {
		case html.ErrorToken:
			return -1
		case html.StartTagToken:
			if tag, _ := z.TagName(); string(tag) == name {
				depth++
			}
		case html.EndTagToken:
			if tag, _ := z.TagName(); string(tag) == name {
				if depth--; depth == 0 {
					return length
				}
			}
		}
	}
}

// saysNoMoreThan reports whether the text of an element is what its tag says: a badge, "Staff only".
func saysNoMoreThan(element, tag string) bool {
	const longest = 1000
	if len(element) > longest || strings.Contains(element, "<img") {
		return false
	}
	var text strings.Builder
	for rest := element; ; {
		before, behind, ok := strings.Cut(rest, "<")
		text.WriteString(before)
		text.WriteByte(' ')
		if !ok {
			break
		}
		_, rest, _ = strings.Cut(behind, ">")
	}
	tag = strings.ToLower(tag)
	some := false
	for word := range strings.FieldsFuncSeq(strings.ToLower(text.String()), notInWord) {
		if some = true; !strings.Contains(tag, word) {
			return false
		}
	}
	return some
}

// holdBackElements takes such elements from a content.
func (b *builder) holdBackElements(s string) string {
	var walls elementWalls
	return withoutWalls(s, func(i int) (commentWall, bool) {
		w, ok := walls.next(s, i)
		if ok {
			b.heldBack(forMembers, w.name, s[w.start:w.end])
		}
		return w, ok
	})
}

// withoutWalls returns a text without the parts that next finds.
func withoutWalls(s string, next func(i int) (commentWall, bool)) string {
	var out strings.Builder
	done := 0
	for {
		w, ok := next(done)
		if !ok {
			break
		}
		out.WriteString(s[done:w.start])
		done = w.end
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}
