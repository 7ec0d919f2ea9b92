package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// cleanFrame drops a frame that shows nothing.
func (b *builder) cleanFrame(n *html.Node) step {
	lazySource(n)
	had := tree.HasAttr(n, "srcdoc")
	b.disarmFrame(n)
	if had && !b.opt.Trust && tree.Attr(n, "src") == "" {
		tree.Remove(n)
		return skip
	}
	if src := strings.TrimSpace(tree.Attr(n, "src")); src == "" && tree.Attr(n, "srcdoc") == "" || src == "about:blank" {
		b.notes.add(note.HTML, true, "frame without an address dropped: "+Quote(tree.TagAsWritten(n)))
		b.ledger.Count(note.FrameConstruct, note.Dropped)
		tree.Remove(n)
		return skip
	} else if strings.Contains(src, "googletagmanager.com/ns.html") {
		b.notes.add(note.HTML, false, "frame of a counter of visits dropped: "+Quote(src))
		b.ledger.Count(note.FrameConstruct, note.Dropped)
		tree.Remove(n)
		return skip
	}
	if text := tree.TextContent(n); !tree.IsBlankText(text) && (strings.Contains(text, "//") || !tree.IsBlankText(wordsOfHTML(text))) {
		b.notes.add(note.HTML, false, "what a frame says to browsers that show none dropped: "+Quote(text))
	}
	return descend
}

// cleanObject puts the page of a video, or the file that it played, in the place of a Flash player.
func (b *builder) cleanObject(n *html.Node) step {
	if page := flashAddress(n); page != "" {
		if strings.HasPrefix(page, "http://video.google.com/") {
			b.notes.add(note.Embed, true, "of a site that is no more, now a link: "+Quote(page))
		}
		p := tree.NewElement(atom.P)
		p.AppendChild(b.embed(page))
		tree.Replace(n, p)
		return skip
	}
	if b.flashFile(n) {
		return skip
	}
	b.noteFlash(n)
	if b.disarmObject(n) {
		return unwrap
	}
	return descend
}
