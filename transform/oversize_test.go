package transform

import (
	"bytes"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A content that is too large to become a tree is HTML without a blank line and
// without what runs code, and a note says so. What visitors did not see is not in it.
func TestOversize(t *testing.T) {
	filler := strings.Repeat("<i>x</i>\n", mostMarks/3+1)
	for _, tt := range []struct {
		name, content string
		has, hasNot   []string
		private       bool
	}{
		{"paragraphs", "one\ntwo\n\n\n\nthree " + filler, []string{"one<br />\ntwo<br />\n<br />\nthree"}, nil, false},
		{"code", "<pre>a\n\nb &lt;</pre>" + filler, []string{"<pre>a&#10;&#10;b &lt;</pre>"}, nil, false},
		{"blocks", "<!-- wp:paragraph -->\n<p>one</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list -->\n\n<ul><li>two</li></ul>\n<!-- /wp:list -->" + filler, []string{"<p>one</p>\n<ul><li>two</li></ul>"}, []string{"<br"}, false},
		{"scripts", `<script>alert(1)</script><p onclick="alert(2)" style="x">a<a href="java&#10;script:alert(3)" title="t">b</a><iframe srcdoc="<script>alert(4)</script>">c</iframe><img src="a.png" onerror="alert(5)"><style>d</style>` + filler,
			[]string{"<p>a<a title=\"t\">b</a><img src=\"a.png\""}, []string{"alert", "srcdoc", "style"}, false},
		{"open elements", "</div></b><b><b>" + filler, []string{"</b></b>\n</div>"}, []string{"</div></b><b>"}, false},
		{"a hidden block", `<!-- wp:group {"metadata":{"blockVisibility":false}} --><div><!-- wp:paragraph --><p>SECRET</p><!-- /wp:paragraph --></div><!-- /wp:group --><p>seen</p>` + filler, []string{"<p>seen</p>"}, []string{"SECRET"}, true},
		{"for members", "[restrict]SECRET[/restrict]" + filler, nil, []string{"SECRET", "<i>"}, true},
	} {
		page := Tree(&extract.Item{Content: tt.content}, NewLibrary(), Options{})
		got := string(tree.AppendHTML(nil, page.Tree, 0))
		if !page.Unread || bytes.Contains([]byte(strings.ReplaceAll(got, " ", "")), []byte("\n\n")) {
			t.Errorf("%s: a blank line, or it was read", tt.name)
		}
		for _, s := range tt.has {
			if !strings.Contains(got, s) {
				t.Errorf("%s: %q is not in %.300q", tt.name, s, got)
			}
		}
		for _, s := range tt.hasNot {
			if strings.Contains(got, s) {
				t.Errorf("%s: %q is in it", tt.name, s)
			}
		}
		private, unread := false, false
		for _, n := range page.Notes {
			private, unread = private || n.Kind == note.Private, unread || n.Kind == note.Verify && n.Review
			if strings.Contains(n.Text, "SECRET") {
				t.Errorf("%s: a note quotes it", tt.name)
			}
		}
		if private != tt.private || !unread && len(got) > 0 {
			t.Errorf("%s: notes %v", tt.name, page.Notes)
		}
	}
	page := Tree(&extract.Item{Content: "[gallery ids=1] [1] [vc_row][/vc_row][vc_row] [see]" + filler}, NewLibrary(), Options{})
	if n := page.Notes; len(n) != 1 || !strings.HasSuffix(n[0].Text, "and these shortcodes: [gallery], [vc_row] 2 times") {
		t.Errorf("its shortcodes are not named: %v", n)
	}
	if Tree(&extract.Item{Content: filler[:len(filler)/4]}, NewLibrary(), Options{}).Unread {
		t.Error("a large content is not read")
	}
}
