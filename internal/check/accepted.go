package check

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/note"
)

// Accepted returns how many findings were accepted.
func (r *Report) Accepted() int {
	n := 0
	for _, f := range r.Notes {
		if f.Accepted {
			n++
		}
	}
	return n
}

// accepted reports whether somebody has accepted a note on a page that is about a
// finding: of a kind, and what it says is of it.
func (c *checker) accepted(page string, k note.Kind, of func(text string) bool) bool {
	r := c.known[page]
	if r == nil {
		return false
	}
	for _, n := range r.Notes {
		if n.Accepted && n.Kind == k && of(n.Text) {
			return true
		}
	}
	return false
}

func always(string) bool { return true }

// tagged returns whether a text quotes a shortcode of a name.
func tagged(name string) func(text string) bool {
	return func(text string) bool {
		for _, open := range []string{"[", "[/"} {
			for rest := text; ; {
				_, after, ok := strings.Cut(rest, open+name)
				if !ok {
					break
				}
				if after == "" || !isNameByte(after[0], 1) {
					return true
				}
				rest = after
			}
		}
		return false
	}
}

// lacks returns whether a text quotes the address of one of the files that a path
// could be.
func (b *bodyChecker) lacks(p string) func(text string) bool {
	var addresses []string
	for _, file := range b.candidates(p) {
		if a := b.lacking[file]; a != "" {
			addresses = append(addresses, a)
		}
	}
	return func(text string) bool {
		quoted, err := media.Address(text[strings.LastIndex(text, ": ")+1:])
		return err == nil && slices.Contains(addresses, quoted)
	}
}
