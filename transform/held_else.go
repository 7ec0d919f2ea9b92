package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/tree"
)

// Shortcodes for members may have two parts, with a mark between them: [ifmember]…[else]…[/ifmember].
// The one is for members, the other for everybody else, and which is which the name says.

// elseMark returns where the next such mark in a text begins, from i on, and ends; at is -1 if
// there is none. With a condition of its own it is not plain.
func elseMark(s string, i int) (at, end int, plain bool) {
	for {
		k := strings.IndexByte(s[i:], '[')
		if k < 0 {
			return -1, 0, false
		}
		at = i + k
		i = nameEnd(s, at+1)
		if i-at < len("[else") || i-at > 80 || !strings.Contains(s[at:i], "lse") && !strings.Contains(s[at:i], "LSE") {
			i = max(i, at+1)
			continue
		}
		_, behind, ok := strings.Cut(strings.ToLower(s[at+1:i]), "else")
		isIf := strings.HasPrefix(strings.TrimLeft(behind, "_-"), "if")
		to := strings.IndexByte(s[i:min(len(s), i+1000)], ']')
		if !ok || to < 0 || behind != "" && !isIf && !isDash(rune(behind[0])) { // elsewhere
			continue
		}
		return at, i + to + 1, !isIf
	}
}

// elsePart returns where the mark in the content of a shortcode begins and ends, if there is one
// that is plain and of no shortcode within.
func elsePart(content string) (at, end int, ok bool) {
	at, end, plain := elseMark(content, 0)
	if at < 0 || !plain {
		return 0, 0, false
	}
	if again, _, _ := elseMark(content, end); again >= 0 {
		return 0, 0, false
	}
	return at, end, closesWhatItOpens(content[end:]) && closesWhatItOpens(content[:at])
}

// closesWhatItOpens reports whether no shortcode that ends in a text has begun before it, or
// goes on behind it as far as its closing tags tell.
func closesWhatItOpens(s string) bool {
	_, ok := openTags(s)
	return ok
}

// spansLines reports whether a comment, or a shortcode with a closing tag, begins in one line of a text
// and ends in another: read line by line, what it holds back would be in the page.
func spansLines(s string) bool {
	if strings.Contains(s, "<!--") {
		for line := range strings.SplitSeq(s, "\n") {
			if begin := strings.LastIndex(line, "<!--"); begin >= 0 && !strings.Contains(line[begin:], "-->") {
				return true
			}
		}
	}
	if !strings.Contains(s, "[/") {
		return false
	}
	closed := map[string]bool{}
	for rest, ok := s, true; ok; {
		if _, rest, ok = strings.Cut(rest, "[/"); ok {
			closed[strings.ToLower(rest[:nameEnd(rest, 0)])] = true
		}
	}
	for line := range strings.SplitSeq(s, "\n") {
		open, ok := openTags(line)
		if !ok {
			return true
		}
		for name := range open {
			if closed[name] {
				return true
			}
		}
	}
	return false
}

// openTags returns the names of the shortcodes whose tags open more often in a text than they
// close; ok is false if a tag closes one that has begun before the text.
func openTags(s string) (open map[string]int, ok bool) {
	i := strings.IndexByte(s, '[')
	if i < 0 {
		return nil, true
	}
	open = map[string]int{}
	for {
		from := i + 1
		closes := strings.HasPrefix(s[from:], "/")
		if closes {
			from++
		}
		name := strings.ToLower(s[from:nameEnd(s, from)])
		switch {
		case name == "":
		case !closes:
			open[name]++
		case open[name] == 0:
			return nil, false
		case open[name] == 1:
			delete(open, name)
		default:
			open[name]--
		}
		next := strings.IndexByte(s[i+1:], '[')
		if next < 0 {
			return open, true
		}
		i += 1 + next
	}
}

// holdBackCode holds back what a shortcode shows to some, and returns where to go on: with what
// it showed to everybody else, if it says so.
func (t *textScanner) holdBackCode(why string, i int, sc *shortcode) (next int) {
	what := "[" + sc.name + "]"
	if sc.enclosing && why == forMembers {
		if at, end, ok := elsePart(sc.content); ok {
			t.b.heldBack(why, what, sc.content[:at])
			next = t.pastHeld(i, sc.tagEnd+end)
			t.emit(i, next, "")
			t.open(sc.name)
			t.dropCloser(sc)
			return next
		}
	}
	t.b.heldBack(why, what, t.s[i:sc.end])
	next = t.pastHeld(i, sc.end)
	instead := ""
	if sc.enclosing && why == forMembers {
		instead = t.b.instead(sc)
	}
	t.emit(i, next, instead)
	return next
}

// instead returns what visitors read in the place of what a shortcode holds back, if it says so in
// its values: guest_text="Log in to read this". Nothing of what is held back may come back
// in place of it.
func (b *builder) instead(sc *shortcode) string {
	a := parseAttrs(sc.attrs)
	var nodes []*html.Node
	for _, p := range a.named {
		k, v := plainKey(p.key), tree.UnescapeHTML(p.val)
		switch {
		case k == "othercontent":
			if text, ok := fromBase64(v); ok {
				v = guard(text)
			}
		case audience.Instead(p.key, v), isMembers(sc.name) && (k == "message" || k == "msg"):
		default:
			continue
		}
		if strings.IndexFunc(v, isLetterOrMore) < 0 || settings.Has(v) || isLookValue(v) || isSnake(v) || strings.Contains(v, "[") {
			continue
		}
		nodes = append(nodes, wrapInline(b.words(v))...)
	}
	if nodes == nil {
		return ""
	}
	return division + b.place("", nodes...) + division
}

// pastHeld returns where to go on instead of at next: behind what begins before that, from i
// on, and is held back already.
func (t *textScanner) pastHeld(i, next int) int {
	if t.lastSkipped <= i {
		return next
	}
	end := next
	for from, to := range t.skipped {
		if i < from && from < next {
			end = max(end, to)
		}
	}
	return end
}

// isForOutsiders reports whether a shortcode shows what it encloses to those who are no members,
// by its name or its attributes.
func isForOutsiders(name, attrs string) bool {
	return audience.IsForOutsiders(name) || attrs != "" && audienceOf(name, attrs, isMembers(name), true) == audience.Outsiders
}

// holdBackElse holds back, of a shortcode for those who are no members, what it showed to members.
func (t *textScanner) holdBackElse(sc *shortcode) {
	if !sc.enclosing {
		return
	}
	for t.elseAt < sc.tagEnd { // the next mark in the text
		at, _, _ := elseMark(t.s, sc.tagEnd)
		if t.elseAt = at; at < 0 {
			t.elseAt = len(t.s)
		}
	}
	from, to := t.elseAt, sc.tagEnd+len(sc.content)
	if from >= to || !isForOutsiders(sc.name, sc.attrs) {
		return
	}
	if t.skipped[from] < to {
		if t.skipped == nil {
			t.skipped = map[int]int{}
		}
		t.b.heldBack(forMembers, "["+sc.name+"]", t.s[max(from, t.skipped[from]):to])
		t.skipped[from], t.lastSkipped = to, max(t.lastSkipped, from)
	}
	sc.content = sc.content[:from-sc.tagEnd]
}
