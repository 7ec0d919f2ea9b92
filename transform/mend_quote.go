package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// mendQuotes ends the values of attributes that are never closed where their tag
// does: <pre class="php>. To a browser such a value goes on to the next quote, and
// what stands between is gone.
func (b *builder) mendQuotes(s string) string {
	var out strings.Builder
	done := 0
	for i := 0; ; {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 {
			break
		}
		i += k + 1
		if i == len(s) || !tree.IsLetter(rune(s[i])) {
			continue
		}
		gt, end := unclosedQuote(s, i)
		if gt > 0 {
			out.WriteString(s[done:gt])
			out.WriteByte(s[end])
			done = gt
			b.notes.add(note.HTML, false, "a quote was never closed, the tag ends where it does: "+quoteShort(s[i-1:gt+1]))
			i = gt
		} else if end > i {
			i = end
		}
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// unclosedQuote looks through the tag that begins at i. If a value in it is never
// closed, gt is where the tag ought to end, and at open its quote stands; else gt
// is 0, and open where the tag ends.
func unclosedQuote(s string, i int) (gt, open int) {
	for i < len(s) {
		switch c := s[i]; c {
		case '>', '<':
			return 0, i
		case '"', '\'':
			if s[i-1] != '=' {
				i++
				continue
			}
			n := strings.IndexByte(s[i+1:], c)
			val := s[i+1:]
			if n >= 0 {
				val = val[:n]
			}
			if g := strings.IndexByte(val, '>'); g >= 0 && holdsTag(val, g) {
				if behind := i + 1 + len(val) + 1; n < 0 || behind < len(s) && !tree.IsSpace(s[behind]) && s[behind] != '>' && s[behind] != '/' {
					return i + 1 + g, i
				}
			}
			if n < 0 {
				return 0, i + 1
			}
			i += n + 2
		default:
			i++
		}
	}
	return 0, i
}

// holdsTag reports whether a value goes on with text and tags behind the > at gt,
// and has none before it.
func holdsTag(val string, gt int) bool {
	lt := strings.IndexByte(val, '<')
	return lt > gt && lt+1 < len(val) && (val[lt+1] == '/' || val[lt+1] == '!' || tree.IsLetter(rune(val[lt+1])))
}
