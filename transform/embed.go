package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// embedShortcode builds [embed]address[/embed].
func (b *builder) embedShortcode(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	url := strings.TrimSpace(sc.content)
	if url == "" {
		url = strings.TrimSpace(a.get("src"))
	}
	if url == "" {
		return nil, true
	}
	if !isAddress(url) {
		return takeChildren(b.inner(sc.content)), true
	}
	return []*html.Node{b.embed(html.UnescapeString(url))}, true
}

// embed returns what stands for something that WordPress embeds: a player for
// a media file, a link for all else.
func (b *builder) embed(url string) *html.Node {
	switch fileKind(url) {
	case "audio":
		return newElement(atom.Audio, "controls", "", "src", url)
	case "video":
		return newElement(atom.Video, "controls", "", "src", url)
	}
	return newTag(tagAutolink, "href", url)
}
