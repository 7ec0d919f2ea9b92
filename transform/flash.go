package transform

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// flashFile puts a link to what a Flash player played in its place. Browsers run no Flash
// any more: the file is what is left, and only the variables of the player name it.
func (b *builder) flashFile(n *html.Node) bool {
	movie, vars := "", ""
	read := func(key, val string) {
		switch strings.ToLower(key) {
		case "movie", "src", "data":
			if movie == "" {
				movie = strings.TrimSpace(val)
			}
		case "flashvars":
			vars += "&" + val
		}
	}
	for _, a := range n.Attr {
		read(a.Key, a.Val)
	}
	for c := range n.Descendants() {
		switch {
		case tree.IsElement(c, atom.Param):
			read(tree.Attr(c, "name"), tree.Attr(c, "value"))
		case tree.IsElement(c, atom.Embed), tree.IsElement(c, atom.Object):
			for _, a := range c.Attr {
				read(a.Key, a.Val)
			}
		case c.Type == html.TextNode && tree.IsBlankText(c.Data), c.Type == html.CommentNode:
		default:
			return false // it holds more, for those without Flash
		}
	}
	player, query, _ := strings.Cut(movie, "?")
	if !strings.HasSuffix(strings.ToLower(player), ".swf") && tree.Attr(n, "type") != "application/x-shockwave-flash" {
		return false
	}
	files := playedFiles(query + vars)
	if isWithinPlayer(n) {
		b.notes.add(note.HTML, false, "Flash for browsers that cannot play the file beside it dropped: "+Quote(movie+vars))
		tree.Remove(n)
		return true
	}
	if len(files) == 0 {
		return false
	}
	for i, file := range files {
		if slices.Contains(files[:i], file) { // <object> and <embed> name it
			continue
		}
		p := tree.NewElement(atom.P)
		p.AppendChild(tree.NewLink(file, path.Base(file)))
		n.Parent.InsertBefore(p, n)
	}
	b.notes.add(note.HTML, false, "a player of Flash is a link to what it played: "+Quote(movie+vars))
	tree.Remove(n)
	return true
}

// isWithinPlayer reports whether an element is in one that plays a file of its own.
func isWithinPlayer(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Video || p.DataAtom == atom.Audio {
			const most = 20 // its files stand in front
			c := p.FirstChild
			for i := 0; c != nil && i < most && !(c.DataAtom == atom.Source && tree.Attr(c, "src") != ""); i++ {
				c = c.NextSibling
			}
			return tree.Attr(p, "src") != "" || c != nil && c.DataAtom == atom.Source
		}
		if p.DataAtom != atom.P && p.DataAtom != atom.Div && p.DataAtom != atom.Object {
			break
		}
	}
	return false
}

// playedFiles returns the addresses of the sounds and films among the variables of a player.
func playedFiles(vars string) (files []string) {
	for pair := range strings.SplitSeq(strings.ReplaceAll(vars, "&amp;", "&"), "&") {
		_, v, _ := strings.Cut(pair, "=")
		if text, err := url.QueryUnescape(v); err == nil {
			v = text
		}
		for file := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == ',' || r == '|' }) { // several of a list
			file = strings.TrimSpace(file)
			if kind := fileKind(file); (kind == "audio" || kind == "video") && len(files) < 100 && !isScriptAddress(file) && !strings.ContainsAny(file, "<>") {
				files = append(files, file)
			}
		}
	}
	return files
}

// noteFlash notes a film or game of Flash of which nobody knows the file: it stays as it was,
// and no browser plays it.
func (b *builder) noteFlash(n *html.Node) {
	isOf := func(address string) bool {
		address, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(address)), "?")
		return strings.HasSuffix(address, ".swf")
	}
	for _, v := range []string{tree.Attr(n, "src"), tree.Attr(n, "data")} {
		if isOf(v) {
			b.notes.add(note.HTML, false, "Flash, which browsers play no more, kept as it was: "+Quote(v))
			return
		}
	}
	for c := range n.ChildNodes() {
		if v := tree.Attr(c, "value"); tree.IsElement(c, atom.Param) && strings.EqualFold(tree.Attr(c, "name"), "movie") && isOf(v) {
			b.notes.add(note.HTML, false, "Flash, which browsers play no more, kept as it was: "+Quote(v))
			return
		}
	}
}
