package verify

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// embed reads a frame or player, what it plays, and what it holds for browsers
// that cannot show it.
func (s *stream) embed(n *html.Node) {
	s.boundary()
	before := len(s.events)
	if src := attr(n, "src") + attr(n, "data") + attr(n, "srcdoc"); src != "" {
		s.emit(event{kind: embed, text: address(src), more: strings.TrimSpace(n.Data + " " + collapse(attr(n, "title")))})
	}
	s.sources(n)
	if n.DataAtom != atom.Iframe { // its content is not even printed
		inside := len(s.events)
		s.children(n)
		if len(s.events) > inside {
			s.boundary()
			s.emit(event{kind: end, n: int32(embed)})
		}
	}
	if len(s.events) == before { // it shows nothing, but is there
		s.emit(event{kind: embed, more: n.Data})
	}
	s.boundary()
}

// sources reads what a player can play, but not what another one in it can.
func (s *stream) sources(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Source, atom.Track, atom.Param:
			s.emit(event{kind: embed, text: address(attr(c, "src") + attr(c, "value")), more: c.Data})
		case atom.Iframe, atom.Audio, atom.Video, atom.Object, atom.Embed:
			continue
		}
		s.sources(c)
	}
}
