package report

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/dialect"
)

func TestPreview(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<p class="a" onclick="x()">One <b>two</b> &amp; &lt;three&gt;</p>`, `<p>One <b>two</b> &amp; &lt;three&gt;</p>`},
		{`<a href="http://example.org/?a=1&amp;b">x</a>`, `<a title="http://example.org/?a=1&amp;b">x</a>`},
		{`<img src="http://example.org/a/b.png" alt="A">`, `<span class="thing">b.png: A</span>`},
		{`<script>x()</script><style>p{}</style><form action="/x">in <input>a form</form>`, `in a form`},
		{`<iframe src="http://example.org/v"></iframe><svg><a href="x">y</a></svg>`, `<span class="thing">iframe http://example.org/v</span>`},
		{`<video src="a.mp4">no video</video>`, `<span class="thing">video a.mp4</span>no video`},
		{`<!-- wp:x --><custom-thing>in it</custom-thing>`, `in it`},
		{`<td colspan="2">x</td>`, `x`},
		{`<table><tr><td colspan="2">x`, `<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>`},
		{strings.Repeat("<div>", 600), "<pre>" + strings.Repeat("&lt;div&gt;", 600) + "</pre>"},
	} {
		if got := preview(c.in); got != c.want {
			t.Errorf("%.60q: got %q, want %q", c.in, got, c.want)
		}
	}
	if got, want := PreviewSource("a\nb"), "<div class=\"pre\">a\nb</div>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := NewPreviewer(&dialect.Plain).Markdown([]byte("# a\n\n<script>x</script>\n\n[b](c)\n")), "<h1>a</h1>\n\n<p><a title=\"c\">b</a></p>\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
