package rewrite

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A use is what an attribute does with an address.
type use uint8

const (
	noUse use = iota
	leads     // to a page or a file
	cites     // the same, but people write all kinds of text there
	shows     // a file
)

// useOf says what an attribute of an element holds (docs/formats.md §E.4). Attributes
// that only the old site's scripts and styles read are not on a clean tree.
func useOf(e *html.Node, a *html.Attribute) use {
	switch a.Key {
	case "href":
		switch {
		case e.DataAtom == atom.A || e.DataAtom == atom.Area || isBare(e):
			return leads
		case e.Namespace == "svg" && e.Data == "image":
			return shows
		}
	case "src":
		switch e.DataAtom {
		case atom.Img, atom.Video, atom.Audio, atom.Source, atom.Track, atom.Embed, atom.Input:
			return shows
		case atom.Iframe:
			return leads
		}
	case "poster":
		return shows
	case "data":
		if e.DataAtom == atom.Object {
			return shows
		}
	case "value":
		if e.DataAtom == atom.Param && isMovie(e) {
			return shows
		}
	case "longdesc", "action", "formaction":
		return leads
	case "cite":
		return cites
	}
	return noUse
}

// isBare reports whether an element is an address that stands for what is behind it.
func isBare(e *html.Node) bool { return e.DataAtom == 0 && e.Data == "wp-autolink" }

// isMovie reports whether the value of a <param> is the address of a film.
func isMovie(param *html.Node) bool {
	for _, a := range param.Attr {
		if a.Key == "name" {
			return slices.Contains([]string{"movie", "src", "filename", "url"}, strings.ToLower(a.Val))
		}
	}
	return false
}

// isAddress reports whether a text is meant to be an address.
func isAddress(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}
