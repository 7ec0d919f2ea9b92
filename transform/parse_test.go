package transform

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What is told apart by hand is told apart as a parser does it.
func TestParagraphs(t *testing.T) {
	render := func(nodes ...*html.Node) string {
		var b strings.Builder
		for _, n := range nodes {
			b.WriteString("|")
			if err := html.Render(&b, n); err != nil {
				t.Fatal(err)
			}
		}
		return b.String()
	}
	for s, simple := range map[string]bool{
		"<p>a</p>":                 true,
		"<p>a</p>\n<p>b\nc</p>\n":  true,
		" a <p> b </p> c ":         true,
		"<p></p><p>\n</p>":         true,
		"<p>]]> > \" ' é \f\t</p>": true,
		"a":                        true,
		"<p>a":                     false,
		"<p>a<p>b</p>":             false,
		"<p>a</p></p>":             false,
		"<p>a<br></p>":             false,
		"<p >a</p>":                false,
		"<P>a</P>":                 false,
		"<p>a</p >":                false,
		"<p>a &amp; b</p>":         false,
		"<p>a\r\nb</p>":            false,
		"<p>a\x00</p>":             false,
		"<p>a</p><div>b</div>":     false,
		"a < b":                    false,
	} {
		root := &html.Node{Type: html.DocumentNode}
		if got := appendParagraphs(root, s); got != simple {
			t.Errorf("%q: %t", s, got)
		}
		if !simple {
			if root.FirstChild != nil {
				t.Errorf("%q: a part of it", s)
			}
			continue
		}
		nodes, err := parseFragment(s)
		if err != nil {
			t.Fatal(err)
		}
		var got []*html.Node
		for n := range root.ChildNodes() {
			got = append(got, n)
		}
		if got, want := render(got...), render(nodes...); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
