package rewrite

import (
	"strings"

	"golang.org/x/net/html"
)

// text notes the addresses of the old site that people read on the page, also
// in code. They are words, and stay.
func (p *page) text(n *html.Node) {
	s := n.Data
	for {
		i := strings.Index(s, "://")
		if i < 0 {
			return
		}
		start := i
		for start > 0 && isAlnum(s[start-1]) {
			start--
		}
		end := i + len("://")
		for end < len(s) && strings.IndexByte(" \t\r\n\"'<>()[]{}`\\", s[end]) < 0 {
			end++
		}
		if a, ok := parseAddress(strings.TrimRight(s[start:end], ".,;:!?")); ok && p.x.isOwn(a) {
			p.unresolved("stands in the text, and stays", "", a)
		}
		s = s[end:]
	}
}
