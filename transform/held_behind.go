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
	var out strings.Builder
	done := 0
	for {
		w, ok := nextBehind(s, done)
		if !ok {
			break
		}
		b.heldBack(forMembers, w.name, s[w.start:w.end])
		out.WriteString(s[done:w.start])
		done = w.end
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// nextBehind returns the next part of a content from i on that a mark opens.
func nextBehind(s string, i int) (w commentWall, ok bool) {
	walls, pairs := strings.Contains(s[i:], "aywall"), strings.Contains(s[i:], "start") || strings.Contains(s[i:], "begin") || strings.Contains(s[i:], "open")
	if !walls && !pairs {
		return w, false
	}
	for ; ; i++ {
		next := strings.IndexAny(s[i:], "<[")
		if next < 0 {
			return w, false
		}
		i += next
		switch {
		case s[i] == '[':
			if w, ok = behindShortcode(s, i); ok {
				return w, true
			}
		case walls && strings.HasPrefix(s[i:], "<!--"):
			if name := wallComment(s, i); name != "" {
				return commentWall{name + " and what is behind it", i, len(s)}, true
			}
		}
	}
}

// behindShortcode reads the shortcode at i, if it is such a mark.
func behindShortcode(s string, i int) (w commentWall, ok bool) {
	end := nameEnd(s, i+1)
	if end == i+1 || end-i > 60 || end == len(s) || i > 0 && s[i-1] == '[' || s[end] != ']' && !isBlankByte(s[end]) {
		return w, false
	}
	name := s[i+1 : end]
	open, close := openWord(name)
	switch {
	case strings.HasSuffix(name, "paywall"):
		after := strings.IndexByte(s[end:], ']')
		if after < 0 || strings.Contains(s[end:], "[/"+name+"]") || !strings.Contains(s[end:end+after], "=") && !apartInText(s, i, end+after+1) {
			return w, false
		}
		return commentWall{"[" + name + "] and what is behind it", i, len(s)}, true
	case open == "":
		return w, false
	}
	rest := strings.Trim(strings.ReplaceAll(strings.ReplaceAll(strings.Replace(name, open, "", 1), "__", "_"), "--", "-"), "_-")
	if !isMembers(rest) && !members[rest] && !strings.HasPrefix(name, "btcpw_") {
		return w, false
	}
	from := strings.Index(s[end:], "["+strings.Replace(name, open, close, 1))
	if from < 0 {
		return w, false // it may be one that has content of its own
	}
	to := strings.IndexByte(s[end+from:], ']')
	if to < 0 {
		return w, false
	}
	return commentWall{"[" + name + "]", i, end + from + to + 1}, true
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

// wallComment returns how the comment at i is called if it is such a mark, or "".
func wallComment(s string, i int) string {
	text, _, ok := strings.Cut(s[i+len("<!--"):min(len(s), i+500)], "-->")
	if !ok || !strings.Contains(text, "aywall") {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	block, isBlock := strings.CutPrefix(name, "wp:")
	if !isBlock {
		if text = strings.TrimSpace(text); text != name || !isWallName(name) || strings.Contains(s[i:], "<!--/"+name) || strings.Contains(s[i:], "<!-- /"+name) {
			return ""
		}
		return "<!--" + name + "-->"
	}
	_, of, _ := strings.Cut(block, "/")
	if !isWallName(of) {
		return ""
	}
	if !strings.HasSuffix(text, "/") { // a block without a word
		behind := i + len("<!--") + len(text) + len("-->")
		inner, _, ok := strings.Cut(s[behind:], "<!-- /wp:"+block)
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
