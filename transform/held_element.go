package transform

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// elementWalls finds in a text the elements whose class or attribute says that visitors did not
// see them: class="logged-in-only", data-visibility="logged_in".
type elementWalls struct {
	code     codeMarks
	unclosed map[string]bool // elements whose end does not come any more
	followed int             // how far comments and raw texts are known
	within   int             // the end of the comment or the raw text in which we are
	ends     [len(rawTags)]ahead
}

// rawTags begin what has no elements in it, and rawEnds end it.
var (
	rawTags = [...]string{"<!--", "<script", "<style", "<textarea", "<title"}
	rawEnds = [...]string{"-->", "</script", "</style", "</textarea", "</title"}
)

// enterRaw notes how far a comment or raw text goes that begins at a place: an element in it ends
// with it.
func (w *elementWalls) enterRaw(s string, start int) {
	for k, tag := range rawTags {
		if start < w.within || len(s)-start < len(tag) || !strings.EqualFold(s[start:start+len(tag)], tag) || w.code.within(s, start) {
			continue
		}
		w.ends[k].what = rawEnds[k]
		if end := w.ends[k].from(s, start+2); end >= 0 { // <!--> is a comment
			w.within = end
		}
	}
}

// follow looks for comments and raw texts up to a place.
func (w *elementWalls) follow(s string, place int) {
	for i := w.followed; ; {
		start, tag, ok := tagFrom(s[:place], i)
		if !ok {
			break
		}
		switch s[start+1] | 0x20 {
		case '!', 's', 't':
			w.enterRaw(s, start)
		}
		i = start + max(1, len(tag))
	}
	w.followed = place
}

// tagFrom returns where the next < is at or behind i, and the tag that it begins, if it is one
// that begins an element.
func tagFrom(s string, i int) (start int, tag string, ok bool) {
	k := strings.IndexByte(s[i:], '<')
	if k < 0 || i+k+1 == len(s) {
		return 0, "", false
	}
	start = i + k
	if !tree.IsLetter(rune(s[start+1])) {
		return start, "", true
	}
	gt := strings.IndexByte(s[start:], '>')
	if gt < 0 {
		return 0, "", false
	}
	tag = s[start : start+gt+1]
	if strings.IndexByte(tag, '=') >= 0 && strings.Count(tag, `"`)%2+strings.Count(tag, "'") > 0 { // the > may be in a value
		tag = s[start : start+endOfTag(s[start:], gt)]
	}
	return start, tag, true
}

// mostTag is how long a tag may be that is looked at.
const mostTag = 64 << 10

// wallHints are what such a class or attribute has in it.
var wallHints = [...]string{"ogged", "_only", "-only", "-guests", "-visitors", "-visib", "-access", "-restrict"}

// mayBeWall reports whether a tag has such a hint, which most have not.
func mayBeWall(tag string) bool {
	if strings.IndexByte(tag, '=') < 0 {
		return false
	}
	hints := wallHints[:]
	if strings.IndexByte(tag, '-') < 0 {
		hints = hints[:2]
	}
	return slices.ContainsFunc(hints, func(hint string) bool { return strings.Contains(tag, hint) })
}

// hasHiddenElement reports whether a text has an element that visitors did not see.
func hasHiddenElement(s string) bool {
	_, ok := new(elementWalls).next(s, 0)
	return ok
}

func (w *elementWalls) next(s string, i int) (wall commentWall, ok bool) {
	w.followed = max(w.followed, i)
	for {
		start, tag, ok := tagFrom(s, i)
		if !ok {
			return wall, false
		}
		if !mayBeWall(tag) {
			i = start + max(1, len(tag))
			continue
		}
		w.follow(s, start)
		limit := len(s)
		if start < w.within {
			limit = w.within
		}
		z := html.NewTokenizer(strings.NewReader(s[start:limit]))
		z.SetMaxBuf(mostTag)
		name, said, behind := elementForFew(z)
		end := start + behind
		i = max(start+1, min(end, len(s))) // what else stands there is in the same tag
		if name == "" || w.code.within(s, start) {
			continue
		}
		if !isVoidName(name) {
			n := -1
			if !w.unclosed[name] {
				z.SetMaxBuf(0)
				n = endOfElement(z, name)
			}
			if n < 0 {
				if w.unclosed == nil {
					w.unclosed = map[string]bool{}
				}
				w.unclosed[name] = w.unclosed[name] || limit == len(s)
				if n = limit - end; s[end-2] == '/' { // somebody means that it is empty
					n = 0
				}
			}
			end += n
		}
		if saysNoMoreThan(s[start:end], said) || limit < len(s) && !strings.ContainsFunc(s[start+behind:end], unicode.IsLetter) {
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
type codeMarks [len(codeTags)]struct{ begin, next, end ahead }

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
			m.next.what = m.begin.what
		}
		for {
			begin := m.begin.from(s, max(0, m.begin.at))
			if begin < 0 || begin >= at {
				break
			}
			end := m.end.from(s, begin)
			if end < 0 || end >= at {
				next := m.next.from(s, begin+1)
				for next >= 0 && next < at {
					m.begin.at = next
					next = m.next.from(s, next+1)
				}
				in = in || end >= 0 && (next < 0 || next > end) // what never ends, or not before the next begins, is no code
				break
			}
			m.begin.at, m.begin.known = end, false
		}
	}
	return in
}

// endedBy are elements that may go without their end, and what begins or ends behind them.
var endedBy = map[string]struct{ begin, end *late.Set }{
	"li":     {late.Words("li"), nil},
	"dt":     {late.Words("dt dd"), nil},
	"dd":     {late.Words("dt dd"), nil},
	"option": {late.Words("option optgroup"), late.Words("optgroup")},
	"td":     {late.Words("td th tr tbody tfoot"), late.Words("tr tbody thead tfoot")},
	"th":     {late.Words("td th tr tbody tfoot"), late.Words("tr tbody thead tfoot")},
	"tr":     {late.Words("tr tbody tfoot"), late.Words("tbody thead tfoot")},
	"p": {late.Words("p h h1 h2 h3 h4 h5 h6 pre hr ul ol menu dl table div section article aside main blockquote figure form details fieldset header footer nav"),
		late.Words("li td th dd")},
}

// around are elements with an end of their own in which those of endedBy are.
var around = late.Words("ul ol menu dl table select div section article aside main blockquote figure form details fieldset header footer nav")

// endOfElement returns the length of what is in an element that has begun, with its end, or -1.
func endOfElement(z *html.Tokenizer, name string) int {
	depth, length, inner := 1, 0, 0
	by, mayLack := endedBy[name]
	for {
		t := z.Next()
		before := length
		length += len(z.Raw())
		if t == html.ErrorToken {
			return -1
		} else if t != html.StartTagToken && t != html.EndTagToken {
			continue
		}
		tag, _ := z.TagName()
		is := string(tag) == name
		switch {
		case mayLack && t == html.StartTagToken:
			if inner == 0 && by.begin.Has(string(tag)) {
				return before
			}
			if around.Has(string(tag)) {
				inner++
			}
		case mayLack:
			if inner == 0 {
				if is {
					return length
				}
				if around.Has(string(tag)) || by.end != nil && by.end.Has(string(tag)) {
					return before
				}
			} else if around.Has(string(tag)) {
				inner--
			}
		case is && t == html.StartTagToken:
			depth++
		case is:
			if depth--; depth == 0 {
				return length
			}
		}
	}
}

// saysNoMoreThan reports whether all that an element has is text, and that is what its class or
// attribute says: a badge, "Staff only".
func saysNoMoreThan(element, said string) bool {
	const longest = 1000
	if len(element) > longest {
		return false
	}
	key, value, _ := strings.Cut(said, "=")
	words := slices.Collect(strings.FieldsFuncSeq(strings.ToLower(value), notInWord))
	z, some := html.NewTokenizer(strings.NewReader(element)), false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return some
		case html.CommentToken, html.DoctypeToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			for _, a := range z.Token().Attr {
				if a.Key != key && a.Key != "class" && a.Key != "id" && (a.Key != "style" || strings.Contains(a.Val, "(")) {
					return false
				}
			}
		case html.TextToken:
			for word := range strings.FieldsFuncSeq(strings.ToLower(z.Token().Data), notInWord) {
				if some = true; !slices.Contains(words, word) {
					return false
				}
			}
		}
	}
}

// holdBackElements takes such elements from a content.
func (b *builder) holdBackElements(s string) string {
	var walls elementWalls
	return replaceParts(s, "", func(_ string, i int) (commentWall, bool) {
		w, ok := walls.next(s, i)
		if ok {
			b.heldBack(forMembers, w.name, s[w.start:w.end])
		}
		return w, ok
	})
}
