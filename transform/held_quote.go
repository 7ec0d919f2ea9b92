package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/audience"
)

// WithoutHeld returns a text without what shortcodes and marks in it show to some people
// alone. Plugins and themes keep texts in custom fields and attributes, too, and a note quotes
// those.
func WithoutHeld(s string) string { return withoutHeld(s, false) }

// withoutHeld is WithoutHeld of a text, or of the beginning of one: there the end of a shortcode
// may be missing.
func withoutHeld(s string, isCut bool) string {
	hasComment := strings.Contains(s, "<!--")
	if hasComment && hasHiddenBlock(s) {
		s = withoutParts(s, hiddenBlock)
	}
	if strings.IndexByte(s, '\\') >= 0 || strings.IndexByte(s, '&') >= 0 { // as JSON and attributes have it
		if plain := plainQuotes(plainTags.Replace(s)); plain != s && hasHiddenElement(plain) {
			s = plain
		}
	}
	if strings.IndexByte(s, '<') >= 0 {
		s = withoutParts(s, new(elementWalls).next)
	}
	if strings.IndexByte(s, '[') < 0 && !hasComment || restrictedIn(s) == "" {
		return s
	}
	s = withoutParts(s, new(commentWallReader).next)
	behind := newBehindReader(s)
	s = withoutParts(s, func(_ string, i int) (commentWall, bool) { return behind.next(i) })
	return withoutParts(s, heldShortcode(s, isCut))
}

var plainTags = strings.NewReplacer(`\u003c`, "<", `\u003C`, "<", "&lt;", "<", `\u003e`, ">", `\u003E`, ">", "&gt;", ">", `\/`, "/")

// onlySeen is WithoutHeld for a text of a page: of a shortcode of which nothing is left there is
// no tag, either.
func onlySeen(s string) string {
	seen := WithoutHeld(s)
	if seen == s {
		return s
	}
	const nothing = "]" + withheldValue + "[/"
	for {
		at := strings.Index(seen, nothing)
		if at < 0 {
			return seen
		}
		behind := at + len(nothing)
		end := strings.IndexByte(seen[behind:], ']')
		if end < 0 {
			return seen
		}
		seen = seen[:max(0, strings.LastIndexByte(seen[:at], '['))] + seen[behind+end+1:]
	}
}

// withoutParts returns a text with a sign in the place of each part that next finds.
func withoutParts(s string, next func(s string, i int) (commentWall, bool)) string {
	return replaceParts(s, withheldValue, next)
}

// replaceParts returns a text with the same in the place of each part that next finds.
func replaceParts(s, by string, next func(s string, i int) (commentWall, bool)) string {
	var out strings.Builder
	done := 0
	for {
		w, ok := next(s, done)
		if !ok {
			break
		}
		out.WriteString(s[done:w.start])
		out.WriteString(by)
		done = w.end
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// heldShortcode finds in a text what a shortcode shows to some people alone: its content, or
// the part of it that is theirs. What one without an end would show is in the page.
func heldShortcode(s string, isCut bool) func(_ string, i int) (commentWall, bool) {
	br := brackets{s: s, end: ahead{what: "]"}}
	return func(_ string, i int) (w commentWall, ok bool) {
		for ; ; i++ {
			k := strings.IndexByte(s[i:], '[')
			if k < 0 {
				return w, false
			}
			i += k
			sc, ok := br.parseShortcode(i)
			if !ok || !sc.enclosing && !isCut {
				continue
			}
			start, end := sc.tagEnd, sc.tagEnd+len(sc.content)
			if !sc.enclosing {
				sc.content, end = s[start:], len(s)
			}
			at, behind, isElse := elsePart(sc.content)
			switch who := audienceOf(sc.name, sc.attrs, isMembers(sc.name), true); {
			case who == audience.Insiders && isElse:
				end = start + at
			case who >= audience.Insiders:
			case isElse && isForOutsiders(sc.name, sc.attrs):
				start += behind
			default:
				continue
			}
			if start < end {
				return commentWall{sc.name, start, end}, true
			}
		}
	}
}

// hiddenBlock finds in a text from i on a block that visitors did not see.
func hiddenBlock(s string, i int) (w commentWall, ok bool) {
	for {
		start := indexComment(s, i)
		if start < 0 {
			return w, false
		}
		i = start + len("<!--")
		head, _, ok := strings.Cut(s[i:], "-->")
		if !ok {
			return w, false
		}
		d, ok := parseDelimiter(head)
		if !ok || d.closer {
			continue
		}
		blk := block{name: d.name, attrs: d.attrs, html: "-"}
		if blk.hiddenFor() == "" {
			continue
		}
		i += len(head) + len("-->")
		if d.void {
			return commentWall{d.name, start, i}, true
		}
		for depth := 1; depth > 0; {
			next := indexComment(s, i)
			if next < 0 {
				return commentWall{d.name, start, len(s)}, true
			}
			i = next + len("<!--")
			head, _, _ := strings.Cut(s[i:], "-->")
			switch of, ok := parseDelimiter(head); {
			case !ok || of.void:
				continue
			case of.closer:
				depth--
			default:
				depth++
			}
			i = min(len(s), i+len(head)+len("-->"))
		}
		return commentWall{d.name, start, i}, true
	}
}
