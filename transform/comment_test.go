package transform

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/transform/markdown"
)

func TestComment(t *testing.T) {
	for _, c := range []struct{ name, in, html, md string }{
		{"paragraphs and lines", "One\ntwo\n\nThree", "<p>One<br>two</p>\n<p>Three</p>", "One  \ntwo\n\nThree\n"},
		{"nothing", " \n", "", ""},
		{"an address", "See http://example.org/a?b=1&c=2, or (http://example.org/x_(y)).",
			`<p>See <a href="http://example.org/a?b=1&amp;c=2" rel="nofollow ugc">http://example.org/a?b=1&amp;c=2</a>, or (<a href="http://example.org/x_(y)" rel="nofollow ugc">http://example.org/x_(y)</a>).</p>`,
			"See <http://example.org/a?b=1&c=2>, or (<http://example.org/x_(y)>).\n"},
		{"an address alone is no embed", "https://www.youtube.com/watch?v=1", `<p><a href="https://www.youtube.com/watch?v=1" rel="nofollow ugc">https://www.youtube.com/watch?v=1</a></p>`, "<https://www.youtube.com/watch?v=1>\n"},
		{"www", "www.example.org. www. wwwhat", `<p><a href="http://www.example.org" rel="nofollow ugc">www.example.org</a>. www. wwwhat</p>`, "[www.example.org](http://www.example.org). www. wwwhat\n"},
		{"an e-mail address stays text", "me@www.example.org", "<p>me@www.example.org</p>", "me@www.example.org\n"},
		{"no address within a link or code", `<a href="http://a.example/">http://b.example/</a> <code>http://c.example/</code>`,
			`<p><a href="http://a.example/" rel="nofollow ugc">http://b.example/</a> <code>http://c.example/</code></p>`, "[http://b.example/](http://a.example/) `http://c.example/`\n"},
		{"shortcodes are text", "[gallery ids=1] [[b]] [caption]x[/caption]", "<p>[gallery ids=1] [[b]] [caption]x[/caption]</p>", "[gallery ids=1] [[b]] [caption]x[/caption]\n"},
		{"blocks are text", "<!-- wp:latest-posts /-->a", "<p>a</p>", "a\n"},
		{"a script", `a<script>alert(1)</script>b<SCRIPT SRC=//x.example/x.js></SCRIPT>`, "<p>ab</p>", "ab\n"},
		{"handlers and attributes", `<p onclick="x()" id="i" class="c" style="x:y">a <a href="/b" onmouseover="y()" target="_blank" title="t">b</a></p>`, `<p>a <a href="/b" title="t">b</a></p>`, "a [b](/b \"t\")\n"},
		{"addresses that run scripts", `<a href="javascript:x()">a</a> <a href=" jav&#x09;ascript:x()">b</a> <a href="data:text/html,x">c</a> <a href="vbscript:x">d</a>`, "<p><a>a</a> <a>b</a> <a>c</a> <a>d</a></p>", "a b c d\n"},
		{"a picture", `<img src="http://example.org/a.png" onerror="x()" alt="A" /><img src="javascript:x" alt="B" />`, `<p><img src="http://example.org/a.png" alt="A"></p>`, "![A](http://example.org/a.png)\n"},
		{"players and frames", `<iframe src="https://player.example/1" onload="x()"></iframe><object data="javascript:x()"><embed src="http://x.example/a.swf"></object>`,
			`<p><a href="https://player.example/1" rel="nofollow ugc">https://player.example/1</a> <a href="http://x.example/a.swf" rel="nofollow ugc">http://x.example/a.swf</a></p>`,
			"<https://player.example/1> <http://x.example/a.swf>\n"},
		{"drawings and styles", `<svg onload="x()"><a xlink:href="javascript:x()">t</a><script>y</script></svg><style>p{}</style><math><mi>m</mi></math>`, "<p>t</p>m", "t\n\nm\n"},
		{"forms", `<form action="http://x.example/"><input name="a" value="v"><textarea>t</textarea><button formaction="javascript:x">go</button></form>`, "tgo", "tgo\n"},
		{"a comment that is never closed", "a <!-- b", "<p>a b</p>", "a b\n"},
		{"tags that are never closed", "<b>a\n\n<blockquote>b", "<p><b>a</b></p>\n<blockquote>\n<p><b>b</b></p>\n</blockquote>", "**a**\n\n> **b**\n"},
		{"raw text elements", `<noscript><img src=x onerror=y></noscript><xmp><script>z</script></xmp><title></title><img src=1 onerror=2></title>`, "", ""},
		{"lists and quotes", "<ul>\n<li>a</li>\n</ul>\n<blockquote>q</blockquote>", "<ul>\n<li>a</li>\n</ul>\n<blockquote>\n<p>q</p>\n</blockquote>", "- a\n\n> q\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := Comment(c.in)
			md := string(markdown.New(nil).Print(page.Tree))
			got := HTML(page.Tree)
			if c.name == "raw text elements" {
				checkHarmless(t, got)
				return
			}
			if got != c.html {
				t.Errorf("HTML:\ngot  %q\nwant %q", got, c.html)
			}
			if md != c.md {
				t.Errorf("Markdown:\ngot  %q\nwant %q", md, c.md)
			}
			checkHarmless(t, got)
		})
	}
}

// checkHarmless reads HTML as a browser would and looks for what could do
// something.
func checkHarmless(t *testing.T, s string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return // nested deeper than browsers go
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data == "html" || n.Data == "head" || n.Data == "body" {
			continue
		}
		if _, ok := harmless[n.DataAtom]; !ok || n.Namespace != "" {
			t.Errorf("<%s> in %q", n.Data, s)
		}
		for _, a := range n.Attr {
			if a.Key != "rel" && !isWord(harmless[n.DataAtom], a.Key) {
				t.Errorf("attribute %s in %q", a.Key, s)
			}
			if (a.Key == "href" || a.Key == "src" || a.Key == "cite") && !isSafeAddress(a.Val, true) {
				t.Errorf("address %q in %q", a.Val, s)
			}
		}
	}
}

func FuzzComment(f *testing.F) {
	for _, s := range []string{"a\n\nb", "<a href=javascript:x>", "http://a.example/(b)).", "<svg><p><style><!--</style><img src=x onerror=y>", "<math><mtext><table><mglyph><style><img src onerror=x>", "[[x]] <!--wp2md:0-->", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		page := Comment(s)
		markdown.New(nil).Print(page.Tree)
		checkHarmless(t, HTML(page.Tree))
	})
}
