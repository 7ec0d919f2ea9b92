package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/audience"
)

// Some plugins mark where the part begins that only some people see, and not what it is:
// all behind the mark is it, or all up to another one (docs/formats.md §C.4).
//
//	<!--steady-paywall-->
//	<!-- wp:jetpack/paywall /-->
//	[lnpaywall amount="10"]
//	[btcpw_start_content pay_block="true"] … [btcpw_end_content]

// holdBackBehind takes from a content what is behind such marks.
func (b *builder) holdBackBehind(s string) string {
	if b.opt.Restricted {
		return s
	}
	r := newBehindReader(s)
	return replaceParts(s, "", func(_ string, i int) (commentWall, bool) {
		w, ok := r.next(i)
		if ok {
			b.heldBack(forMembers, w.name, s[w.start:w.end])
		}
		return w, ok
	})
}

// behindReader finds such marks in a content.
type behindReader struct {
	s            string
	walls, pairs bool // whether there may be one
	bracket      ahead
	ends         map[string]*ahead // where what ends a part stands next
}

func newBehindReader(s string) behindReader {
	pairs := strings.IndexByte(s, '[') >= 0
	return behindReader{s: s, pairs: pairs, walls: (pairs || strings.Contains(s, "<!--")) && strings.Contains(s, "ywall") && strings.Contains(s, "aywall"), bracket: ahead{what: "]"}}
}

// mostBehindNames bounds the names of marks that a content can have.
const mostBehindNames = 64

// comes reports whether a text comes behind i.
func (r *behindReader) comes(text string, i int) bool {
	return r.where(text, i) >= 0
}

// where returns where a text comes behind i, or -1.
func (r *behindReader) where(text string, i int) int {
	a := r.ends[text]
	if a == nil {
		if len(r.ends) == mostBehindNames {
			return -1
		}
		if r.ends == nil {
			r.ends = map[string]*ahead{}
		}
		a = &ahead{what: text}
		r.ends[text] = a
	}
	return a.from(r.s, i)
}

// next returns the next part of the content from i on that a mark opens.
func (r *behindReader) next(i int) (w commentWall, ok bool) {
	if !r.walls && !r.pairs {
		return w, false
	}
	for ; ; i++ {
		next := strings.IndexByte(r.s[i:], '[')
		if r.walls {
			next = strings.IndexAny(r.s[i:], "<[")
		}
		if next < 0 {
			return w, false
		}
		i += next
		switch {
		case r.s[i] == '[':
			if w, ok = r.shortcode(i); ok {
				return w, true
			}
		case r.walls && strings.HasPrefix(r.s[i:], "<!--"):
			if name := r.comment(i); name != "" {
				return commentWall{name + " and what is behind it", i, len(r.s)}, true
			}
		}
	}
}

// shortcode reads the shortcode at i, if it is such a mark.
func (r *behindReader) shortcode(i int) (w commentWall, ok bool) {
	s := r.s
	end := nameEnd(s, i+1)
	if end == i+1 || end-i > 60 || end == len(s) || i > 0 && s[i-1] == '[' || s[end] != ']' && !isBlankByte(s[end]) {
		return w, false
	}
	name := s[i+1 : end]
	open, close := openWord(name)
	switch {
	case r.walls && strings.HasSuffix(name, "paywall"):
		to := r.bracket.from(s, end)
		if to < 0 || to > end+10_000 || r.comes("[/"+name+"]", end) || !strings.Contains(s[end:to], "=") && !apartInText(s, i, to+1) {
			return w, false
		}
		return commentWall{"[" + name + "] and what is behind it", i, len(s)}, true
	case open == "":
		return w, false
	}
	rest := strings.Trim(strings.ReplaceAll(strings.ReplaceAll(strings.Replace(name, open, "", 1), "__", "_"), "--", "-"), "_-")
	if !isMembers(rest) && !strings.HasPrefix(name, "btcpw_") {
		return w, false
	}
	closer := "[" + strings.Replace(name, open, close, 1)
	from := r.where(closer, end)
	if from < 0 {
		return w, false // it may be one that has content of its own
	}
	to := strings.IndexByte(s[from:min(len(s), from+10_000)], ']')
	if to < 0 {
		return w, false
	}
	return commentWall{"[" + name + "]", i, from + to + 1}, true
}

// openWord returns the word of a name that opens a part, and the one that closes it.
func openWord(name string) (open, close string) {
	for _, p := range [...][2]string{{"start", "end"}, {"begin", "end"}, {"open", "close"}} {
		if i := strings.Index(name, p[0]); i >= 0 && (i == 0 || name[i-1] == '_' || name[i-1] == '-') {
			if end := i + len(p[0]); end == len(name) || name[end] == '_' || name[end] == '-' {
				return p[0], p[1]
			}
		}
	}
	return "", ""
}

// comment returns how the comment at i is called if it is such a mark, or "".
func (r *behindReader) comment(i int) string {
	text, _, ok := strings.Cut(r.s[i+len("<!--"):min(len(r.s), i+500)], "-->")
	if !ok || !strings.Contains(text, "aywall") {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	block, isBlock := strings.CutPrefix(name, "wp:")
	if !isBlock {
		if strings.TrimSpace(text) != name || !isWallName(name) || r.comes("<!--/"+name, i) || r.comes("<!-- /"+name, i) {
			return ""
		}
		return "<!--" + name + "-->"
	}
	_, of, _ := strings.Cut(block, "/")
	if !isWallName(of) {
		return ""
	}
	if !strings.HasSuffix(text, "/") { // a block without a word
		const most = 2000
		behind := i + len("<!--") + len(text) + len("-->")
		inner, _, ok := strings.Cut(r.s[behind:min(len(r.s), behind+most)], "<!-- /wp:"+block)
		if !ok || hasWords(inner) {
			return ""
		}
	}
	return block
}

// isWallName reports whether a name is of a wall, and not of what stands around one: a
// form, a counter.
func isWallName(name string) bool {
	name = strings.ToLower(name)
	for _, end := range []string{"paywall", "paywall-divider", "paywall-start", "paywall-break", "paywall-marker", "paywall-cut"} {
		if name == end || strings.HasSuffix(name, end) {
			return !audience.IsForOutsiders(name)
		}
	}
	return false
}

// hasWords reports whether a markup has a letter outside of its tags.
func hasWords(s string) bool {
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		if strings.TrimSpace(s[:i]) != "" {
			return true
		}
		end := strings.IndexByte(s[i:], '>')
		if end < 0 {
			return false
		}
		s = s[i+end+1:]
	}
	return false
}

// apartInText reports whether what stands from one place of a content to another has a
// line or a paragraph of its own.
func apartInText(s string, from, to int) bool {
	before, after := strings.TrimRight(s[:from], " \t"), strings.TrimLeft(s[to:], " \t")
	return (before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, "-->") || strings.HasSuffix(before, "<p>")) &&
		(after == "" || after[0] == '\n' || after[0] == '\r' || strings.HasPrefix(after, "<!--") || strings.HasPrefix(after, "</p>"))
}
