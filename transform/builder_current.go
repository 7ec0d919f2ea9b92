package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/seen"
	"github.com/wp2md/wp2md/internal/tree"
)

// The site showed a builder's data, of which the content is a copy, perhaps an old one:
// where the two differ in a link or an address of mail, the data is right.

// useCurrent makes the links of a content lead where those of the same words in a
// builder's data do, and puts its addresses of mail in the place of those that the data
// does not have.
func (b *builder) useCurrent(content, built *html.Node, name string) {
	inContent, inData := textLinks(content), textLinks(built)
	if len(inContent.order) == 0 || len(inData.order) == 0 {
		return
	}
	var old []string
	for _, text := range inContent.order {
		a, now := inContent.at[text], inData.at[text]
		if a == nil || now == nil {
			continue
		}
		from, to := tree.Attr(a, "href"), tree.Attr(now, "href")
		if from == to || inData.leads[from] || inContent.leads[to] || isNowhere(to) || !leadsToSite(to) || !leadsToSite(from) || b.isMoved(from, to) {
			continue
		}
		tree.SetAttr(a, "href", to)
		old = append(old, text+" → "+from)
	}
	var gone, come []*html.Node
	for _, text := range inContent.order {
		if a := inContent.at[text]; a != nil && isMailAddress(text) && !inData.has(text) && !inData.leads[tree.Attr(a, "href")] {
			gone = append(gone, a)
		}
	}
	for _, text := range inData.order {
		if a := inData.at[text]; a != nil && isMailAddress(text) && !inContent.has(text) && !inContent.leads[tree.Attr(a, "href")] {
			come = append(come, a)
		}
	}
	if len(gone) == len(come) {
		for i, a := range gone {
			old = append(old, lineOf(a)+" → "+tree.Attr(a, "href"))
			tree.SetAttr(a, "href", tree.Attr(come[i], "href"))
			tree.TakeChildren(a)
			a.AppendChild(tree.NewText(lineOf(come[i])))
		}
	}
	if len(old) > 0 {
		b.notes.add(note.Link, false, "the content is older than the data of "+name+", which the site showed; there it led elsewhere: "+Quote(strings.Join(old, " · ")))
	}
}

// isMoved reports whether two addresses are of the same place on this site and on one that
// it was before: tools that move a site change the content, and miss the data.
func (b *builder) isMoved(from, to string) bool {
	host, pathOf := hostOf(from), func(s string) string {
		_, s, _ = strings.Cut(s, "://")
		_, s, _ = strings.Cut(s, "/")
		return strings.Trim(s, "/")
	}
	return !isWebAddress(to) || host == "" || sameSite(host, hostOf(b.item.Link)) && strings.HasSuffix(pathOf(to), pathOf(from))
}

func leadsToSite(href string) bool {
	return isWebAddress(href) || strings.HasPrefix(href, "mailto:") || strings.HasPrefix(href, "tel:")
}

// links are those of a tree by their texts, each of which one link has alone.
type links struct {
	order []string
	at    map[string]*html.Node
	leads map[string]bool
}

func (l *links) has(text string) bool {
	_, ok := l.at[text]
	return ok
}

func textLinks(root *html.Node) links {
	l := links{at: map[string]*html.Node{}, leads: map[string]bool{}}
	for n := range root.Descendants() {
		if n.DataAtom != atom.A || !tree.HasAttr(n, "href") {
			continue
		}
		l.leads[tree.Attr(n, "href")] = true
		text := lineOf(n)
		if text == "" || len(text) > 100 || tree.Find(n, tree.IsImage) != nil {
			continue
		}
		if _, twice := l.at[text]; twice {
			l.at[text] = nil
			continue
		}
		l.at[text] = n
		l.order = append(l.order, text)
	}
	return l
}

// dropTurners takes the words by which a carousel is turned out of a content that its
// builder's data does not have.
func (b *builder) dropTurners(root *html.Node, stored *said) {
	var before, gone []*html.Node
	eachText(root, func(text string, nodes []*html.Node) {
		text = strings.ToLower(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || r == seen.Mark || r == seen.Block }), " "))
		switch {
		case text == "":
			return
		case text == "previous next" || text == "prev next":
			gone = append(gone, nodes...)
		case text == "next" && before != nil:
			gone = append(append(gone, before...), nodes...)
		}
		if before = nil; text == "previous" || text == "prev" {
			before = append(before, nodes...)
		}
	})
	if len(gone) == 0 || !hasOtherWords("Previous", stored) || !hasOtherWords("Next", stored) {
		return
	}
	for _, n := range gone {
		p := n.Parent
		tree.Remove(n)
		for p != nil && p.Parent != nil && (p.DataAtom == atom.P || p.DataAtom == atom.Div || p.DataAtom == atom.Span) && tree.IsBlank(p) {
			up := p.Parent
			tree.Remove(p)
			p = up
		}
	}
	b.notes.add(note.HTML, false, slidesTurned+": Previous, Next")
}

const slidesTurned = "controls by which slides were turned, left out"

// joinLines makes one line of each heading of a builder's page: it is set in several for
// its looks.
func joinLines(root *html.Node) {
	var breaks []*html.Node
	var walk func(n *html.Node, inHeading bool)
	walk = func(n *html.Node, inHeading bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Br && inHeading {
				breaks = append(breaks, c)
			}
			walk(c, isHeadingTag(c.DataAtom) || inHeading && !tree.IsBlock(c))
		}
	}
	walk(root, false)
	for _, br := range breaks {
		br.Parent.InsertBefore(tree.NewText(" "), br)
		tree.Remove(br)
	}
}
