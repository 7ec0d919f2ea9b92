package transform

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// socialLink builds a core/social-link, which is saved without HTML: a list
// item with a link. One without an address shows nothing.
func (b *builder) socialLink(blk *block) ([]*html.Node, bool) {
	var a struct{ URL, Service, Label string }
	blk.decode(&a)
	if a.URL == "" {
		return nil, true
	}
	if a.Label == "" {
		a.Label = serviceName(a.Service)
	}
	if strings.Contains(a.URL, "@") && !strings.Contains(a.URL, ":") {
		a.URL = "mailto:" + a.URL
	}
	link := tree.NewElement(atom.A, "href", a.URL)
	link.AppendChild(tree.NewText(a.Label))
	li := tree.NewElement(atom.Li)
	li.AppendChild(link)
	return []*html.Node{li}, true
}

// serviceName returns the name WordPress shows for a service of a social link.
func serviceName(s string) string {
	switch s {
	case "", "chain":
		return "Link"
	case "feed":
		return "RSS Feed"
	case "fivehundredpx":
		return "500px"
	case "lastfm":
		return "Last.fm"
	}
	for _, n := range []string{"CodePen", "DailyMotion", "DeviantArt", "GitHub", "LinkedIn", "SoundCloud", "TikTok", "VK", "WhatsApp", "WordPress", "YouTube"} {
		if strings.EqualFold(n, s) {
			return n
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
