package verify

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform"
)

// holder collects the words that a content shows.
type holder map[string]bool

func (h holder) text(s string) {
	for at := 0; ; {
		w, _, next := nextWord(s, at)
		if w == "" {
			return
		}
		h[w] = true
		at = next
	}
}

func (h holder) bare(a string)                    { h.text(a) }
func (h holder) address(use, address, tag string) {}
func (h holder) carried(key, val string)          {}
func (h holder) said(key, text string)            {}

func noted(notes []note.Note, s string) bool {
	for _, n := range notes {
		if strings.Contains(n.Text, s) {
			return true
		}
	}
	return false
}

// What is taken out of a tree is missing, if nothing else there says it.
func TestSourceMutations(t *testing.T) {
	items, lib := subjects(t)
	v := New(&dialect.Plain)
	const most = 12 // on one page
	tried := map[string]int{}
	for _, it := range items {
		page := transform.Tree(it, lib, transform.Options{})
		if len(v.Source(it.Content, page.Tree, page.Notes)) > 0 {
			continue // something of the table of strange rows
		}
		shows := holder{}
		read(it.Content, shows)
		elsewhere := map[string]int{} // how often the tree and the notes say a word
		addresses := map[string]int{}
		count := func(s string) {
			for at := 0; ; {
				w, _, next := nextWord(s, at)
				if w == "" {
					return
				}
				elsewhere[w]++
				at = next
			}
		}
		for _, n := range page.Notes {
			count(n.Text)
		}
		var texts, pictures, links []*html.Node
		for n := range page.Tree.Descendants() {
			for _, a := range n.Attr {
				count(a.Val)
				addresses[address(a.Val)]++
			}
			switch {
			case n.Type == html.TextNode:
				count(n.Data)
				texts = append(texts, n)
			case n.DataAtom == atom.Img:
				pictures = append(pictures, n)
			case n.DataAtom == atom.A && attr(n, "href") != "":
				links = append(links, n)
			}
		}
		try := func(what string, n *html.Node, want string, do, undo func()) {
			tried[what]++
			do()
			defer undo()
			for _, d := range v.Source(it.Content, page.Tree, page.Notes) {
				if strings.Contains(d.Text, want) {
					return
				}
			}
			t.Errorf("%s is not noticed: %q\n%.300s", what, want, it.Content)
		}
		for i := range min(len(texts), most) {
			n := texts[i*len(texts)/min(len(texts), most)]
			for at := 0; ; {
				w, _, next := nextWord(n.Data, at)
				if w == "" {
					break
				}
				if shows[w] && elsewhere[w] == 1 {
					was := n.Data
					try("a word", n, w, func() { n.Data = was[:next-len(w)] + was[next:] }, func() { n.Data = was })
					break
				}
				at = next
			}
		}
		for what, nodes := range map[string][]*html.Node{"a picture": pictures, "a link": links} {
			key := map[string]string{"a picture": "src", "a link": "href"}[what]
			for i := range min(len(nodes), most) {
				n := nodes[i*len(nodes)/min(len(nodes), most)]
				a := attr(n, key)
				if addresses[address(a)] > 1 || noted(page.Notes, a) || !strings.Contains(it.Content, map[string]string{"a picture": "<img src", "a link": "<a href"}[what]+`="`+a+`"`) || strings.HasPrefix(a, "#") {
					continue // said twice, or made of something else
				}
				name := strings.TrimSpace(a[:min(len(a), 60)])
				attrs := n.Attr
				try(what, n, name, func() { n.Attr = nil }, func() { n.Attr = attrs })
			}
		}
	}
	for _, what := range []string{"a word", "a picture", "a link"} {
		if tried[what] < 50 {
			t.Errorf("%s: tried %d times only", what, tried[what])
		}
		t.Logf("%s: %d", what, tried[what])
	}
}
