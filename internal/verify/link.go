package verify

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

func (s *stream) link(n *html.Node) {
	was := s.now
	s.startLink(n)
	s.children(n)
	s.now = was
	s.marked()
}

func (m *markdown) link(n *ast.Link) {
	s := m.stream
	was := s.now
	s.beginLink(string(util.URLEscape(n.Destination, true)), m.unescape(n.Title))
	m.children(n)
	s.now.href, s.now.hash = was.href, was.hash
	s.marked()
}

func (m *markdown) autoLink(n *ast.AutoLink) {
	href := string(n.URL(m.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(href), "mailto:") {
		href = "mailto:" + href
	}
	m.beginLink(href, "")
	m.stream.text(string(n.Label(m.src)))
	m.endLink()
}

// startLink enters a link, or passes an anchor.
func (s *stream) startLink(n *html.Node) {
	if href := attr(n, "href"); strings.TrimSpace(href) != "" {
		s.beginLink(href, attr(n, "title"))
	} else if id := attr(n, "id"); id != "" {
		s.emit(event{kind: anchor, text: id})
	}
}

func (s *stream) beginLink(href, title string) {
	if s.now.href = address(href); s.now.href == "" {
		return // it leads nowhere
	}
	s.now.hash = hash(hash(1, s.now.href), collapse(title))
	s.marked()
}

func (s *stream) endLink() {
	s.now.href, s.now.hash = "", 0
	s.marked()
}

// address returns an address in the form in which two spellings of it are the
// same: renderers percent-encode what need not be.
func address(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c == '%' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = strings.TrimSpace(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%' && i+2 < len(s):
			if d, err := url.PathUnescape(s[i : i+3]); err == nil {
				b.WriteString(d)
				i += 2
				continue
			}
			b.WriteByte(c)
		case c == '\r':
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// bare marks a word that is an address, and a link to it.
const bare = "bare"

// markBare takes the link from words that lead to what they say, and marks them
// instead.
func (s *stream) markBare() {
	for i := range s.events {
		e := &s.events[i]
		if e.kind != word || s.sets[e.set].href == "" || s.sets[e.set].href != address(e.text) {
			continue
		}
		was, mark := s.now, s.mark
		s.now = s.sets[e.set]
		if s.marked(); s.mark == e.mark { // all of the word
			s.now.href, s.now.hash = "", 0
			s.marked()
			e.mark, e.more = s.mark, bare
		}
		s.now, s.mark = was, mark
	}
}
