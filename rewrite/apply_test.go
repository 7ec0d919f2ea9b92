package rewrite

import (
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The attributes that hold addresses (docs/formats.md §E.4). Text, code and attributes
// that hold something else are never touched.
var attributes = []struct{ why, in, want string }{
	{"link", `<a href="http://old.example/about/">x</a>`, `<a href="/about/">x</a>`},
	{"link with entities", `<a href="http://old.example/about/?a=1&amp;b=2">x</a>`, `<a href="/about/?a=1&amp;b=2">x</a>`},
	{"anchor", `<a name="http://old.example/about/">x</a>`, ``},
	{"area", `<map><area href="/about/"/></map>`, `<map><area href="/about/"/></map>`},
	{"image", `<img src="/wp-content/uploads/a.png"/>`, `<img src="/images/a.png"/>`},
	{"image in a link", `<a href="/wp-content/uploads/a.png"><img src="/wp-content/uploads/a-1x1.png"/></a>`, `<a href="/images/a.png"><img src="/images/a.png"/></a>`},
	{"long description", `<img longdesc="/about" src="data:,"/>`, `<img longdesc="/about/" src="data:,"/>`},
	{"video", `<video src="/wp-content/uploads/f.mp4" poster="/wp-content/uploads/a.png"><source src="/wp-content/uploads/f.mp4"/><track src="/wp-content/uploads/a.png"/></video>`,
		`<video src="/images/f.mp4" poster="/images/a.png"><source src="/images/f.mp4"/><track src="/images/a.png"/></video>`},
	{"audio", `<audio src="/wp-content/uploads/f.mp4"></audio>`, `<audio src="/images/f.mp4"></audio>`},
	{"frame", `<iframe src="http://old.example/about/"></iframe><iframe src="http://old.example/wp-content/uploads/a.png"></iframe>`, `<iframe src="/about/"></iframe><iframe src="/images/a.png"></iframe>`},
	{"object", `<object data="/wp-content/uploads/f.mp4"><param name="movie" value="/wp-content/uploads/f.mp4"/><param name="about" value="/about/"/><embed src="/wp-content/uploads/f.mp4"/></object>`,
		`<object data="/images/f.mp4"><param name="movie" value="/images/f.mp4"/><param name="about" value="/about/"/><embed src="/images/f.mp4"/></object>`},
	{"button that is an image", `<input type="image" src="/wp-content/uploads/a.png"/>`, `<input type="image" src="/images/a.png"/>`},
	{"drawing", `<svg><image href="/wp-content/uploads/a.png"></image><image xlink:href="/wp-content/uploads/a.png"></image><a href="/about"></a></svg>`,
		`<svg><image href="/images/a.png"></image><image xlink:href="/images/a.png"></image><a href="/about/"></a></svg>`},
	{"source of a quote", `<blockquote cite="http://old.example/about"></blockquote>`, `<blockquote cite="/about/"></blockquote>`},
	{"source that is a text", `<ins cite="inserted it">x</ins>`, ``},
	{"text", `<p>http://old.example/about/</p>`, ``},
	{"code", `<pre><code>&lt;a href=&#34;http://old.example/about/&#34;&gt;</code></pre>`, ``},
	{"other attributes", `<p title="http://old.example/about/" data-x="/about" style="background:url(/wp-content/uploads/a.png)">x</p>`, ``},
	{"form", `<form action="http://old.example/about"><button formaction="/?p=1"></button></form>`, `<form action="/about/"><button formaction="/about/"></button></form>`},
	{"script", `<script src="http://old.example/wp-content/uploads/a.png"></script>`, ``},
}

func TestAttributes(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, page_(1, "http://old.example/about/"), file_(2, up+"a.png"), file_(3, up+"f.mp4"))
	for _, c := range attributes {
		want := c.want
		if want == "" {
			want = c.in
		}
		if got := applyHTML(t, x, "", c.in); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.why, got, want)
		}
	}
	auto := element(0, "href", "http://old.example/about")
	auto.Data = "wp-autolink"
	if got, _ := apply(x.Apply, "", auto); got != "/about/" {
		t.Errorf("an embed of a page: got %q, want %q", got, "/about/")
	}
}

// An address that stands for what is behind it keeps its words where its path says nothing.
func TestBareLinks(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, town()...)
	for in, want := range map[string]string{
		"http://old.example/about":   `<wp-autolink href="/about/"></wp-autolink>`,
		"http://old.example":         `<a href="/">http://old.example</a>`,
		"http://elsewhere.example/x": `<wp-autolink href="http://elsewhere.example/x"></wp-autolink>`,
		"http://old.example/gone/":   `<wp-autolink href="http://old.example/gone/"></wp-autolink>`,
	} {
		root, auto := element(0), element(0, "href", in)
		auto.Data = "wp-autolink"
		root.AppendChild(auto)
		r := x.Apply(root, "")
		var b strings.Builder
		if err := html.Render(&b, auto); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%s: got %s, want %s", in, b.String(), want)
		}
		for _, n := range r.Notes {
			if strings.Contains(n.Text, "stays") {
				t.Errorf("%s: %s", in, n.Text)
			}
		}
	}
}

// applyHTML applies an index to a piece of HTML.
func applyHTML(t testing.TB, x *Index, page, s string) string {
	t.Helper()
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	nodes, err := html.ParseFragment(strings.NewReader(s), body)
	if err != nil {
		return ""
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	x.Apply(body, page)
	var b strings.Builder
	for _, n := range nodes {
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// What is to be kept comes back byte for byte, without a note.
func TestKeep(t *testing.T) {
	const (
		link  = "http://OLD.example/about"
		draft = "../../about/?utm_source=x"
		gone  = "/gone/"
		file  = "/wp-content/uploads/2013/04/rework-300x200.png?w=3"
		lost  = "/captcha.php?id=3"
		pdf   = "http://old.example/files/none.pdf"
		att   = "http://old.example/?attachment_id=40"
		page  = "http://old.example/2013/04/02/hello-world/"
	)
	type row struct{ href, want, note string }
	for _, c := range []struct {
		why          string
		opt          Options
		links, files []row
	}{
		{"nothing", Options{}, []row{
			{link, "/about/", ""}, {gone, "http://old.example/gone/", noPage}, {file, "/images/rework.png", ""}, {att, "/images/rework.png", ""}, {pdf, pdf, noFile},
		}, []row{{file, "/images/rework.png", ""}, {lost, "http://old.example/captcha.php?id=3", noFile}}},
		{"links", Options{KeepLinks: true}, []row{
			{link, link, ""}, {draft, draft, ""}, {gone, gone, ""}, {file, "/images/rework.png", ""}, {att, att, ""}, {pdf, pdf, noFile},
		}, []row{{file, "/images/rework.png", ""}}},
		{"media", Options{KeepMedia: true}, []row{
			{link, "/about/", ""}, {gone, "http://old.example/gone/", noPage}, {file, file, ""}, {pdf, pdf, ""},
			{att, "http://old.example/wp-content/uploads/2013/04/rework.png", ""},
		}, []row{{file, file, ""}, {lost, lost, ""}, {att, att, ""}}},
		{"both", Options{KeepLinks: true, KeepMedia: true}, []row{
			{link, link, ""}, {gone, gone, ""}, {file, file, ""}, {att, att, ""}, {pdf, pdf, ""},
		}, []row{{file, file, ""}, {lost, lost, ""}}},
	} {
		x := index(t, at("http://old.example"), c.opt, town()...)
		for _, r := range c.links {
			if got, note := follow(x, page, r.href); got != r.want || !strings.HasPrefix(note, r.note) || r.note == "" && note != "" {
				t.Errorf("%s kept: link %s: got %s %s, want %s %s", c.why, r.href, got, note, r.want, r.note)
			}
		}
		for _, r := range c.files {
			if got, note := show(x, page, r.href); got != r.want || !strings.HasPrefix(note, r.note) || r.note == "" && note != "" {
				t.Errorf("%s kept: image %s: got %s %s, want %s %s", c.why, r.href, got, note, r.want, r.note)
			}
		}
	}
	x := index(t, at("http://old.example"), Options{KeepMedia: true}, town()...)
	if i, ok := x.FileOf(12); !ok || x.File(i).URL != up+"2013/04/rework.png" {
		t.Errorf("media kept: the file of an attachment is not known")
	}
	if r := x.Apply(element(atom.Img, "src", up+"2013/04/rework.png"), ""); len(r.Files) != 0 {
		t.Errorf("media kept: files %v are needed", r.Files)
	}
}

// A sealed index serves any number of goroutines.
func TestConcurrent(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, append(town(), gallery()...)...)
	want, _ := follow(x, "", "http://old.example/2013/04/hello-world/")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 200 {
				if got, _ := follow(x, "", "http://old.example/2013/04/hello-world/"); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
				show(x, "http://old.example/about/", up+"2013/04/rework-300x200.png", "class", "wp-image-1")
				show(x, "http://old.example/about/", "http://Bücher.example/x.png")
				x.URL(i % 10)
				x.File(i % x.Files())
			}
		})
	}
	wg.Wait()
}

// The same items give the same paths and names, however they were added.
func TestDeterministic(t *testing.T) {
	outcome := func() string {
		items := append(town(), gallery()...)
		x := index(t, at("http://old.example"), Options{Permalinks: "/:category/:title/"}, items...)
		var b strings.Builder
		for i := range items {
			b.WriteString(x.URL(i) + "\n")
		}
		return b.String() + fileURLs(x)
	}
	first := outcome()
	for range 20 {
		if got := outcome(); got != first {
			t.Fatalf("got:\n%s\nbut before:\n%s", got, first)
		}
	}
}

// A page that is too large to be a tree is one node of HTML, in whose tags alone
// addresses are replaced.
func TestRawHTML(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, page_(1, "http://old.example/about/"), file_(2, up+"a.png"))
	for _, c := range [][2]string{
		{`<p>http://old.example/about/ <a href="http://old.example/about/?a=1&amp;b=2" title="a &#34;b&#34;">x</a>`, `<p>http://old.example/about/ <a href="/about/?a=1&amp;b=2" title="a &#34;b&#34;">x</a>`},
		{"<img src=\"/wp-content/uploads/a-1x1.png\" alt=\"\" />\n&lt;a href=\"/?p=1\"&gt;<b id=\"z\">", "<img src=\"/images/a.png\" alt=\"\" />\n&lt;a href=\"/?p=1\"&gt;<b id=\"z\">"},
		{`<a href="#z">x</a><a HREF='http://other.example/'>y</a>`, `<a href="#z">x</a><a HREF='http://other.example/'>y</a>`},
		{`<q cite="/?p=1">q</q>`, `<q cite="/about/">q</q>`},
	} {
		root := element(atom.Div)
		raw := &html.Node{Type: html.RawNode, Data: c[0]}
		root.AppendChild(raw)
		res := x.Apply(root, "")
		if raw.Data != c[1] {
			t.Errorf("%s:\ngot  %s\nwant %s", c[0], raw.Data, c[1])
		}
		if strings.Contains(c[0], "a-1x1.png") && len(res.Files) != 1 {
			t.Errorf("the file that it shows is not told: %v", res.Files)
		}
	}
}
