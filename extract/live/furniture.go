package live

import (
	"hash/fnv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Furniture is what a theme or a plugin puts before or behind the content of
// every post, in the same element. Nothing tells it from the content but that
// it is the same on many pages.

const (
	endBlocks      = 6  // at each end of a content that can be furniture
	leastFurnished = 5  // pages that have it
	furnishedShare = 30 // of all pages, in percent
)

func sumOf(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// A block is one of the parts that follow one another in a content.
type contentBlock struct {
	node  *html.Node
	sum   uint64
	text  string
	links bool // it is a list of links
}

// blocksIn returns the parts of a content that show something.
func blocksIn(root *html.Node) (list []contentBlock) {
	for {
		var only *html.Node
		n := 0
		for c := range root.ChildNodes() {
			if c.Type == html.ElementNode || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
				n++
				only = c
			}
		}
		if n != 1 || only.Type != html.ElementNode || only.DataAtom != atom.Div && only.DataAtom != atom.Section && only.DataAtom != atom.Article {
			break
		}
		root = only
	}
	for c := range root.ChildNodes() {
		var text, linked strings.Builder
		shown := ""
		var walk func(n *html.Node, inLink bool)
		walk = func(n *html.Node, inLink bool) {
			switch {
			case n.Type == html.TextNode:
				text.WriteString(n.Data)
				if inLink {
					linked.WriteString(n.Data)
				}
				return
			case n.DataAtom == atom.Script || n.DataAtom == atom.Style:
				return
			case n.DataAtom == atom.A:
				inLink = true
			case n.DataAtom == atom.Img || n.DataAtom == atom.Iframe || n.DataAtom == atom.Video || n.DataAtom == atom.Audio:
				for _, a := range n.Attr {
					if a.Key == "src" {
						shown += " " + a.Val
					}
				}
			}
			if n.Type == html.ElementNode && blocks[n.Data] {
				text.WriteByte(' ')
			}
			for k := range n.ChildNodes() {
				walk(k, inLink)
			}
		}
		walk(c, false)
		t := oneLine(text.String())
		if t == "" && shown == "" {
			continue
		}
		l := oneLine(linked.String())
		list = append(list, contentBlock{c, sumOf(t + "\x00" + shown), t, l != "" && len(l)+len(t)/4 >= len(t)})
	}
	return list
}

// endBlock is a block at an end of a content.
type endBlock struct {
	sum  uint64
	text string
}

// leastProse is how many words a paragraph has that is no label.
const leastProse = 12

// isProse reports whether a block is a paragraph as people write them. However often it
// stands there, somebody may have meant it: a theme or a plugin marks its own.
func isProse(n *html.Node, text string) bool {
	if len(strings.Fields(text)) < leastProse || n.Type != html.ElementNode || n.DataAtom != atom.P || len(n.Attr) > 0 {
		return false
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.A || c.Type == html.ElementNode && len(c.Attr) > 0 {
			return false
		}
	}
	return true
}

// endsOf returns what a content begins and ends with.
func endsOf(root *html.Node) (list []endBlock) {
	blocks := blocksIn(root)
	for i, b := range blocks {
		if isProse(b.node, b.text) {
			continue
		}
		if i < endBlocks || i >= len(blocks)-endBlocks {
			list = append(list, endBlock{b.sum, b.text})
		}
	}
	return list
}

// count takes note of what the content of a page begins and ends with.
func (p *pages) count(v *version) {
	p.singles++
	seen := map[uint64]bool{}
	for _, e := range v.ends {
		if seen[e.sum] {
			continue
		}
		seen[e.sum] = true
		if p.ends[e.sum]++; p.ends[e.sum] == leastFurnished {
			f := strings.Fields(e.text)
			if len(f) > 8 {
				f = append(f[:8:8], "…")
			}
			p.endTexts[e.sum] = strings.Join(f, " ")
		}
	}
}

// fed takes note of what a feed has at the ends of a post.
func (p *pages) fed(v *version) {
	root := fragment(v.content)
	if v.cut || root == nil {
		return
	}
	if p.fedEnds == nil {
		p.fedEnds = map[uint64]bool{}
	}
	for _, e := range endsOf(root) {
		p.fedEnds[e.sum] = true
	}
}

// fragment parses a content; nil if it cannot.
func fragment(content string) *html.Node {
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragmentWithOptions(strings.NewReader(content), root, html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return root
}

// furniture reports whether what has this sum stands on so many pages that
// nobody can have written it for each. What feeds have, too, is no theme's.
func (p *pages) furniture(sum uint64) bool {
	n := p.ends[sum]
	return !p.fedEnds[sum] && n >= leastFurnished && n*100 > furnishedShare*p.singles
}

// unfurnished takes furniture off the ends of a content, unless nothing would be
// left.
func (p *pages) unfurnished(content string, ends []endBlock) string {
	some := false
	for _, e := range ends {
		some = some || p.furniture(e.sum)
	}
	if !some {
		return content
	}
	root := fragment(content)
	if root == nil {
		return content
	}
	list := blocksIn(root)
	from, to := 0, len(list)
	for i := 0; i < min(endBlocks, len(list)); i++ {
		if p.furniture(list[i].sum) && (i == from || i == from+1 && list[i-1].links) {
			from = i + 1
		}
	}
	for i := len(list) - 1; i >= max(from, len(list)-endBlocks); i-- {
		// Below a heading that is furniture stands a list that is never the same.
		if p.furniture(list[i].sum) && (i == to-1 || i == to-2 && list[i+1].links) {
			to = i
		}
	}
	if from >= to {
		return content
	}
	for i, b := range list {
		if i >= from && i < to {
			continue
		}
		b.node.Parent.RemoveChild(b.node)
	}
	var b strings.Builder
	for c := range root.ChildNodes() {
		if err := html.Render(&b, c); err != nil {
			return content
		}
	}
	return strings.TrimSpace(b.String())
}
