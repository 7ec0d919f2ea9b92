package report

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
)

func parsed(t *testing.T, content string) *html.Node {
	t.Helper()
	root := &html.Node{Type: html.DocumentNode}
	nodes, err := html.ParseFragment(strings.NewReader(content), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return root
}

func TestPreview(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<p class="a" onclick="x()">One <b>two</b> &amp; &lt;three&gt;</p>`, `<p>One <b>two</b> &amp; &lt;three&gt;</p>`},
		{`<a href="http://example.org/?a=1&amp;b">x</a>`, `<a href="http://example.org/?a=1&amp;b">x</a>`},
		{`<img src="/images/b.png" alt="A" onerror="x()">`, `<img src="/images/b.png" alt="A">`},
		{`<p>A talk: <wp-autolink href="http://example.org/?a&amp;b"></wp-autolink></p>`, `<p>A talk: <a href="http://example.org/?a&amp;b">http://example.org/?a&amp;b</a></p>`},
		{`<img src="data:image/png;base64,AA">`, `<img>`},
		{`<script>x()</script><style>p{}</style><form action="/x">in <input>a form</form>`, `in a form`},
		{`<iframe src="http://example.org/v"></iframe><svg><a href="x">y</a></svg>`, `<span class="thing">iframe http://example.org/v</span>`},
		{`<video src="a.mp4">no video</video>`, `<span class="thing">video a.mp4</span>no video`},
		{`<!-- wp:x --><custom-thing>in it</custom-thing>`, `in it`},
		{`<table><tr><td colspan="2">x`, `<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>`},
	} {
		var b []byte
		for n := range parsed(t, c.in).ChildNodes() {
			b = appendPreview(b, n, nil)
		}
		if got := string(b); got != c.want {
			t.Errorf("%.60q: got %q, want %q", c.in, got, c.want)
		}
	}
}

// Text stands in a preview as package html would write it, but for what HTML cannot have.
func TestEscaped(t *testing.T) {
	for _, text := range []string{"", "plain", "<&>\"'\r", "&amp;", "ü<ü", "\xff<"} {
		if got, want := string(appendEscaped(nil, text)), html.EscapeString(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := string(appendEscaped(nil, "a\x00b\x00")); got != "ab" {
		t.Errorf("zero bytes: got %q", got)
	}
}

// Both sides of a page come out of what the report holds as they went in: the links
// of the old one with their old addresses, the pictures with the new ones.
func TestPack(t *testing.T) {
	tree := parsed(t, `<p><a href="http://old.example/a/">A</a> <img src="http://old.example/x.png"></p>`)
	links := LinksOf(tree)
	for n := range tree.Descendants() {
		for i := range n.Attr {
			n.Attr[i].Val = "/new" + n.Attr[i].Val[len("http://old.example"):]
		}
	}
	p := NewPacker(&dialect.Plain)
	pack := func() string {
		return string(p.Pack(nil, tree, links, p.HTML([]byte("[A](/new/a/) ![](/new/x.png)\n")), "", nil))
	}
	packed := pack()
	if packed != pack() {
		t.Error("the same page has other bytes")
	}
	before, after, _ := unpacked(t, packed)
	sides := [2]string{before, after}
	want := [2]string{`<p><a href="http://old.example/a/">A</a> <img src="/new/x.png"></p>`, "<p><a href=\"/new/a/\">A</a> <img src=\"/new/x.png\" alt=\"\"></p>\n"}
	if sides != want {
		t.Errorf("got %q, want %q", sides, want)
	}
	if len(p.Pack(nil, tree, links, make([]byte, 4*MaxPane+1), "", nil)) > 0 {
		t.Error("a page that is too large is shown")
	}
}
