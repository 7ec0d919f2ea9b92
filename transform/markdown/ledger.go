package markdown

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Ledger returns what became of the images, links, frames, players, embeds and
// forms of the tree that was printed last.
func (p *Printer) Ledger() note.Ledger { return p.ledger }

// countNode counts what an element is that is printed with that fate.
func (in *inline) countNode(n *html.Node, fate note.Fate) {
	if n.Type != html.ElementNode {
		return
	}
	switch n.DataAtom {
	case atom.Img:
		in.ledger.Count(note.ImageConstruct, fate)
	case atom.A:
		switch {
		case !tree.HasAttr(n, "href"):
		case tree.IsBlank(n): // nobody sees it
			in.ledger.Count(note.LinkConstruct, note.Dropped)
		default:
			in.ledger.Count(note.LinkConstruct, fate)
		}
	case atom.Iframe:
		in.ledger.Count(note.FrameConstruct, fate)
	case atom.Audio, atom.Video, atom.Object, atom.Embed:
		in.ledger.Count(note.PlayerConstruct, fate)
	case atom.Form:
		in.ledger.Count(note.FormConstruct, fate)
	case 0:
		if n.Data == tree.Autolink {
			in.ledger.Count(note.EmbedConstruct, note.Replaced)
		}
	}
}

// countHTML counts what is in a tree that is printed as HTML.
func (in *inline) countHTML(n *html.Node) {
	in.countNode(n, note.AsHTML)
	for c := range n.Descendants() {
		in.countNode(c, note.AsHTML)
	}
}
