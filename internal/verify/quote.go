package verify

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (s *stream) quote(n *html.Node) {
	s.open(event{kind: quoted})
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, atom.Cite) {
			s.attribution(c)
		} else {
			s.node(c)
		}
	}
	s.close(quoted, true)
}

// attribution reads the line that says whom a quote is of. Markdown has no word
// for it, a dash is put before it.
func (s *stream) attribution(n *html.Node) {
	before := len(s.events)
	s.lineBreak()
	s.children(n)
	for i := before; i < len(s.events); i++ {
		if e := &s.events[i]; e.kind != paragraph && e.kind != lineBreak {
			if r, _ := utf8.DecodeRuneInString(e.text); e.kind != phrase || !strings.ContainsRune("—–―-~", r) {
				s.events = slices.Insert(s.events, i, event{kind: phrase, n: apart, text: "—"})
			}
			break
		}
	}
	s.joins = false
}
