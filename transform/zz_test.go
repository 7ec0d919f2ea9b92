package transform

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func parseFrag(s string) *html.Node {
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	ns, err := html.ParseFragmentWithOptions(strings.NewReader(s), body, html.ParseOptionEnableScripting(false))
	if err != nil {
		panic(err)
	}
	d := &html.Node{Type: html.DocumentNode}
	for _, n := range ns {
		d.AppendChild(n)
	}
	return d
}

func TestZZ(t *testing.T) {
	p := NewPrinter()
	for _, s := range []string{
		"<p>Hello <b>bold </b>and <i>it</i>alic <b><i>x</i></b> a<b>b</b>c <strong>foo:</strong>bar は<strong>「重要」</strong>で",
		"<ul><li>a<ul><li>b<ol><li>c</li><li>d</li></ol></li></ul></li><li>e</li></ul><ul><li>x</li></ul><ol start=3><li><p>p1</p><p>p2</p></li><li></li><li>q</li></ol>",
		"<blockquote><p>a</p><pre><code class='language-go'>x\n\n```y\n</code></pre><ul><li>b</li></ul></blockquote><blockquote>c</blockquote>",
		"<p>1. a<br>- b<br># c<br>> d<br>2020. x<br>===<br>[x]: foo<br>a &amp;copy; b &lt;script> a < b * c * _d_ snake_case `code` ~5 ok!<a href='x y(z'>l[1]</a> ![a](b)",
		"<p>a<br><br>b <b>x<br><br>y</b> z</p><h2>Head<br>two #</h2><hr><table><tr><th>A|B<th>B</tr><tr><td><code>a|b</code><td>x<br>y</table>",
		"<figure><a href=u><img src=a.jpg alt='a*b*'></a><figcaption>Cap <a href=v>l</a>.</figcaption></figure><p><code>a`b</code> <code>`</code> x<sup>2</sup></p>",
		"<details><summary>S <b>x</b></summary><p>in</p></details><dl><dt>a<dd>b</dl><pre>a <b>x</b>\n\ny</pre><table><tr><td rowspan=2>a<td>b</table>",
		"<ul><li><p>a</p></li><li><pre>x\n  y</pre></li><li>t<blockquote>q</blockquote></li></ul><p>text!<b>x</b><b>y</b><i> z</i>",
		"<ul><li></li><li>a</li></ul><ul><li><ul><li>x</li></ul></li></ul>",
	} {
		t.Logf("%s\n----\n%s", s, p.Print(parseFrag(s)))
	}
}
