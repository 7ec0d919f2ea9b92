package transform

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/JohannesKaufmann/html-to-markdown/v2/collapse"
	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/tree"
)

// collapseSpace does what the library of that job does, in a third of its time.
func TestCollapseSpace(t *testing.T) {
	tokens := []string{" ", "\n", "\t", "  \r\n", "\f", "a", "b c", "ü", "\u00a0", "<b>", "</b>", "<p>", "</p>", "<br>", "<img>", "<code>", "</code>", "<pre>", "</pre>",
		"<ul><li>", "</li></ul>", "<svg> <g> </g>", "</svg>", "<!-- c -->", "<wp-footnote-ref>", "</wp-footnote-ref>", "<wp-autolink></wp-autolink>", "<wp-verse> v ", "</wp-verse>", "<iframe> x</iframe>"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		var b strings.Builder
		for range 1 + r.IntN(25) {
			b.WriteString(tokens[r.IntN(len(tokens))])
		}
		read := func() *html.Node {
			root := &html.Node{Type: html.DocumentNode}
			nodes, err := parseFragment(b.String())
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range nodes {
				root.AppendChild(n)
			}
			return root
		}
		got, want := read(), read()
		collapseSpace(got)
		collapse.Collapse(want, &collapse.DomFuncs{
			IsBlockNode: tree.IsBlock,
			IsVoidNode: func(n *html.Node) bool {
				return tree.IsVoid(n) || tree.IsTag(n, tree.NoteRef) || tree.IsTag(n, tree.Autolink)
			},
			IsPreformattedNode: tree.IsPreformatted,
		})
		if got, want := dump(got), dump(want); got != want {
			t.Fatalf("%q:\n%s\nwant\n%s", b.String(), got, want)
		}
	}
}

// dump tells texts that stand side by side apart.
func dump(n *html.Node) string {
	s := fmt.Sprintf("%d%q", n.Type, n.Data)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s += " " + dump(c)
	}
	return "(" + s + ")"
}
