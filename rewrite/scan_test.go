package rewrite

import (
	"strings"
	"testing"
)

// Where addresses of files hide in a content (docs/formats.md §E.4), and what they are
// once they are read as what holds them reads them.
var scans = []struct{ why, content, want string }{
	{"attribute", `<img src="http://h/a.jpg" alt="x">`, "http://h/a.jpg"},
	{"single quotes", `<img src='/u/a.jpg'>`, "/u/a.jpg"},
	{"no quotes", `<img src=/u/a.jpg><a href=http://h/b.pdf>`, "/u/a.jpg http://h/b.pdf"},
	{"blanks and brackets in quotes", `<a href="/u/a b (1), c.pdf">`, "/u/a b (1), c.pdf"},
	{"an apostrophe in double quotes", `<img src="/u/l'été.png">`, "/u/l'été.png"},
	{"an equals sign and a semicolon in quotes", `<img src="/u/a=b;c.png">`, "/u/a=b;c.png"},
	{"capitals", `<IMG SRC="/u/A.JPG">`, "/u/A.JPG"},
	{"query", `<img src="/u/a.jpg?w=300&amp;h=2">`, "/u/a.jpg"},
	{"fragment", `<a href="/u/a.pdf#page=2">`, "/u/a.pdf"},
	{"entities", `<img src="/u/a&amp;b&#8211;c.jpg">`, "/u/a&b–c.jpg"},
	{"relative", `<img src="../u/a.jpg"><img src="u/b.jpg">`, "../u/a.jpg u/b.jpg"},
	{"a name alone", `<img src="a.jpg" alt="b.jpg">`, ""},
	{"link around an image", `<a href="http://h/a.jpg"><img src="http://h/a-1x1.jpg" data-orig-file="http://h/b.jpg"/></a>`, "http://h/a.jpg http://h/a-1x1.jpg http://h/b.jpg"},
	{"candidates", `<img srcset="http://h/a-1x1.jpg 1w, http://h/a.jpg 2w,/u/b.jpg 3w, /u/c.jpg">`, "http://h/a-1x1.jpg http://h/a.jpg /u/b.jpg /u/c.jpg"},
	{"style", `<div style="background:url(/u/a.jpg) no-repeat; width:1px">`, "/u/a.jpg"},
	{"style with quotes", `<div style="background-image: url('/u/a.jpg')">`, "/u/a.jpg"},
	{"style with encoded quotes", `<div style="background-image:url(&quot;http://h/a.jpg&quot;);width:1px">`, "http://h/a.jpg"},
	{"style with encoded apostrophes", `<div style="background-image:url(&#039;/u/a.jpg&#039;)">`, "/u/a.jpg"},
	{"block", `<!-- wp:cover {"url":"http:\/\/h\/u\/a.jpg","id":3,"x":["http://h/b.png"]} -->`, "http://h/u/a.jpg http://h/b.png"},
	{"block with escapes", `<!-- wp:video {"src":"http:\/\/h\/a\u002d\u002db\u0026c.mp4"} /-->`, "http://h/a--b&c.mp4"},
	{"shortcode", `[video mp4="http://h/a.mp4" poster='/u/a.jpg'][/video]`, "http://h/a.mp4 /u/a.jpg"},
	{"shortcode without quotes", `[audio src=/u/a.mp3] [audio http://h/b.mp3] [audio /u/c.mp3]`, "/u/a.mp3 http://h/b.mp3 /u/c.mp3"},
	{"shortcode of old", `[audio:http://h/a.mp3,http://h/b.mp3|titles=A,B]`, "http://h/a.mp3 http://h/b.mp3"},
	{"line of its own", "one\nhttp://h/a.mp4\ntwo", "http://h/a.mp4"},
	{"sentence", "See http://h/a.pdf, then (http://h/b.pdf) and read.me or and/or c.txt", "http://h/a.pdf http://h/b.pdf"},
	{"paragraph", "<p>http://h/a.pdf</p>", "http://h/a.pdf"},
	{"code is text", "<code>curl http://h/a.zip</code>", "http://h/a.zip"},
	{"Photon", `<img src="https://i0.wp.com/h/a.jpg?resize=300%2C200">`, "https://i0.wp.com/h/a.jpg"},
	{"an address in an address", `<img src="http://h/t.php?src=http://h/a.jpg&amp;w=1">`, "http://h/a.jpg"},
	{"doubled scheme", `<img src="http://http://h/a.jpg">`, "http://h/a.jpg"},
	{"two extensions", `<img src="/u/a.jpg.webp"><a href="/u/a.tar.gz">`, "/u/a.jpg.webp /u/a.tar.gz"},
	{"dots in the name", `<img src="/u/v1.2.final.png">`, "/u/v1.2.final.png"},
	{"no file", `<a href="http://h/a.html">a.b</a> 3.14 http://h/x.php e.g. "www.h.com"`, ""},
	{"an extension that goes on", `<a href="/u/a.jpgx"> <a href="/u/a.jpg-b"> /u/a.jpg.`, ""},
	{"at the end", `http://h/a.jpg`, "http://h/a.jpg"},
	{"a line end in an address", "<img src=\"http://h/u/a\n.jpg\"> say\n\"b\" and 'http://h/a\n\tb.png'", "http://h/u/a.jpg http://h/ab.png"},
	{"nothing", "", ""},
	{"a dot", ".", ""},
	{"an extension", ".jpg", ""},
}

func TestScan(t *testing.T) {
	for _, c := range scans {
		var got []string
		for a := range fileAddresses(c.content) {
			got = append(got, a)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: %s\ngot  %s\nwant %s", c.why, c.content, got, c.want)
		}
	}
}
