package tree_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// dump writes what a parser made, node by node.
func dump(b *strings.Builder, n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		fmt.Fprintf(b, "%*s%d %v %q %q", depth, "", c.Type, c.DataAtom, c.Data, c.Namespace)
		for _, a := range c.Attr {
			fmt.Fprintf(b, " %q:%q=%q", a.Namespace, a.Key, a.Val)
		}
		b.WriteByte('\n')
		if c.Parent != n || c.PrevSibling != nil && c.PrevSibling.NextSibling != c || c.NextSibling == nil && n.LastChild != c {
			b.WriteString("wrong links\n")
		}
		dump(b, c, depth+1)
	}
}

func parsed(t testing.TB, s string) string {
	nodes, err := html.ParseFragmentWithOptions(strings.NewReader(s), &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}, html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	root := &html.Node{Type: html.DocumentNode}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	var b strings.Builder
	dump(&b, root, 0)
	return b.String()
}

// asParsed holds both ways against each other, and reports whether there were two.
func asParsed(t testing.TB, s string) bool {
	root := &html.Node{Type: html.DocumentNode}
	if !tree.ParseNested(root, s, nil) {
		if root.FirstChild != nil || root.LastChild != nil {
			t.Errorf("%q: not read, but something of it is there", s)
		}
		return false
	}
	var got strings.Builder
	dump(&got, root, 0)
	if want := parsed(t, s); got.String() != want {
		t.Errorf("%q: got\n%s\nwant\n%s", s, got.String(), want)
	}
	return true
}

var nested = []string{
	"", "text", "a &amp; b &copy c", "<p>one</p>\n<p>two<br />three</p>", `<p class="a b" id='c'>x <em>y <strong>z</strong></em></p>`,
	`<a href="/?a=1&amp;b=2"><img src="x.jpg" alt="" width="3"/></a>`, "<ul><li>a<ul><li>b</li></ul></li>\n<li>c</li></ul>",
	"<table><tr><td>a</td><th>b</th></tr>\n</table>", "<table>\n<thead><tr><th>a</th></tr></thead><tbody>\n<tr><td><b>c</b></td></tr></tbody></table><p>d</p>",
	"<pre>\na\n\nb</pre>", "<pre>\n</pre>", "<pre>\n<b>a</b></pre>", "<!--wp2md:3-->", "<p><!-- more --></p>", "<blockquote><p>a</p></blockquote>",
	"<b><p>a</p></b> c", "<i><table><tbody><tr><td>x</td></tr></tbody></table></i>", "<dl><dt>a</dt><dd>b</dd></dl>", "<h2>a</h2><hr>",
	`<iframe src="x" allowfullscreen></iframe>`, `<video controls><source src="a"></video>`, "<figure><img><figcaption>a</figcaption></figure>",
	"<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>", "<div><div>\n<span>a</span></div></div>",
	"<p>a", "</p>", "a</p>b", "<p>a<p>b</p></p>", "<p><div>a</div></p>", "<p><figure><img></figure>b</p>", "<div><p>a<ul><li><p>b<hr></li></ul></p></div>", "<ul></p></ul>",
	"<b><p>a<h2>b</h2></b>", "<table><tr><td><p>a<div>b</div></p></td></tr></table>", "<h2><p>a<div>b</div></h2>", "<p>a<table><tr><td>b</td></tr></table></p>",
	`<a b="1" c="2" d="3" e="4" f="5" g="6" h="7">x</a><i k="1">y</i>`, `<img title="it&#8217;s">`,
}

// What is not nested, or so that the rules of HTML have something to do.
var notNested = []string{
	"<p><b>a<p>b</p></b></p>", "<b></p></b>", "<table></p></table>", "<p><b>a<div>b</div></b></p>", "<b><b>a</b></b>", "<B>a</B>", "<b><i>a</b></i>", "a < b", "<br", "<p/>a</p>", "a\r\nb", "\x00",
	"<li>a</li>", "<ul><li><li>a</li></li></ul>", "<h1><h2>a</h2></h1>", "<tr><td>a</td></tr>", "<table>a</table>", "<table><td>a</td></table>", "<tbody></tbody>",
	"<select></select>", "<svg></svg>", "<script>a</script>", "<wp-note></wp-note>", "<!-->", "<!--->a-->", "<!--a--b-->", "<!--a--!>b-->", "<!doctype html>",
	`<a href=x>y</a>`, `<a href="x"b="c">y</a>`, `<a href="a&copy=1">y</a>`, `<a href="1" href="2">y</a>`, `<a href ="x">y</a>`, "<iframe>a</iframe>", "<form></form>", "<a></a",
	"<dd>a</dd>", "<template></template>", "<title>a</title>", "<p title=\"<\">a</p>",
}

func TestParseNested(t *testing.T) {
	for _, s := range nested {
		if !asParsed(t, s) {
			t.Errorf("%q: left to the parser", s)
		}
	}
	for _, s := range notNested {
		if asParsed(t, s) {
			t.Errorf("%q: read, as if it were nested", s)
		}
	}
}

// pieces of markup that random contents are made of: what follows what is where a
// parser can be wrong.
var pieces = strings.Split(strings.Join([]string{
	"<p>|</p>|<b>|</b>|<a href=\"x\">|</a>|<i>|</i>|<code>|</code>|<span>|</span>|<div>|</div>|<ul>|</ul>|<ol>|</ol>|<li>|</li>|<pre>|</pre>|<h2>|</h2>|<h3>|</h3>",
	"<table>|</table>|<tbody>|</tbody>|<thead>|</thead>|<tr>|</tr>|<td>|</td>|<th>|</th>|<dl>|</dl>|<dt>|</dt>|<dd>|</dd>|<blockquote>|</blockquote>|<figure>|</figure>",
	"text|&amp;|&copy|\n| |<br>|<br/>|<img src='y' alt=\"&quot;\"/>|<hr>|<!--c-->|<iframe src='z'></iframe>|<del>|</del>|<video>|</video>|<source>",
}, "|"), "|")

// FuzzParseNested makes contents of pieces, mostly so that they are nested.
func FuzzParseNested(f *testing.F) {
	for _, s := range append(nested, notNested...) {
		f.Add([]byte(nil), s)
	}
	f.Add([]byte{0, 2, 60, 3, 1}, "")
	f.Fuzz(func(t *testing.T, from []byte, s string) {
		if len(from)+len(s) > 1000 {
			return // the parser takes quadratic time for some
		}
		var b strings.Builder
		var open []string
		for _, c := range from {
			if c >= 128 { // the end of what is open
				if n := len(open) - 1; n >= 0 {
					b.WriteString(open[n])
					open = open[:n]
				}
				continue
			}
			p := pieces[int(c)%len(pieces)]
			b.WriteString(p)
			if i := int(c) % len(pieces); i+1 < len(pieces) && strings.HasPrefix(pieces[i+1], "</") {
				open = append(open, pieces[i+1])
			}
		}
		for n := len(open) - 1; n >= 0; n-- {
			b.WriteString(open[n])
		}
		asParsed(t, b.String())
		asParsed(t, s)
		asParsed(t, b.String()+s)
	})
}
