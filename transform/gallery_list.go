package transform

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// listPictures makes the pictures of a gallery a list, each an item with its caption:
// old blocks save that, and it is the one form of Markdown that says that pictures
// with captions belong together. Which elements they stand in does not matter. What
// holds more than pictures and their captions stays as it is.
func listPictures(gallery *html.Node) {
	var l pictureList
	if !l.read(gallery) || len(l.pictures) < 2 {
		return
	}
	list := tree.NewElement(atom.Ul)
	for _, p := range l.pictures {
		tree.Remove(p.image)
		figure := tree.NewElement(atom.Figure)
		figure.AppendChild(p.image)
		if p.caption != nil {
			caption := tree.NewElement(atom.Figcaption)
			tree.MoveChildren(caption, p.caption)
			figure.AppendChild(caption)
		}
		item := tree.NewElement(atom.Li)
		item.AppendChild(figure)
		list.AppendChild(item)
	}
	tree.TakeChildren(gallery)
	gallery.AppendChild(list)
	if l.caption != nil {
		tree.Remove(l.caption)
		gallery.AppendChild(l.caption)
	}
}

// pictureList is what a gallery shows.
type pictureList struct {
	pictures []picture
	caption  *html.Node // of them all
}

type picture struct {
	image   *html.Node // with the link around it
	caption *html.Node // nil if there is none
}

// read reads what n holds, and reports whether it is nothing but pictures and
// captions.
func (l *pictureList) read(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch images := countImages(c, 2); {
		case images == 0 && tree.IsBlank(c):
		case images == 0 && tree.IsElement(c, atom.Figcaption) && l.caption == nil:
			l.caption = c
		case images == 0 || images > 1 && !tree.IsBlock(c):
			return false
		case images > 1:
			if !l.read(c) {
				return false
			}
		default:
			p := picture{}
			if !p.read(c) {
				return false
			}
			l.pictures = append(l.pictures, p)
		}
	}
	return true
}

// read reads an element that holds one image, and reports whether there is nothing
// with it but its caption.
func (p *picture) read(n *html.Node) bool {
	if !tree.IsBlock(n) {
		p.image = n
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case countImages(c, 1) > 0:
			if !p.read(c) {
				return false
			}
		case tree.IsBlank(c):
		case p.caption != nil || !captionsImage(c):
			return false
		default:
			p.caption = c
		}
	}
	return true
}

// captionsImage reports whether what stands beside the image of a gallery is its caption:
// text and no heading, list or table.
func captionsImage(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Figcaption, atom.P, atom.Div, atom.Dd:
		return tree.Find(n, func(c *html.Node) bool { return tree.IsBlock(c) && c != n && c.DataAtom != atom.P }) == nil
	}
	return false
}

// countImages counts the images of n, up to a limit.
func countImages(n *html.Node, limit int) int {
	if tree.IsImage(n) {
		return 1
	}
	found := 0
	for c := n.FirstChild; c != nil && found < limit; c = c.NextSibling {
		found += countImages(c, limit-found)
	}
	return found
}
