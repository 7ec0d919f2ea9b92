package transform

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ what, content, want string }{
		{"paragraphs", "One\ntwo\n\n<em>Three</em>  four", "One\ntwo\nThree four"},
		{"blocks", "<h2>Head</h2><ul><li>a</li><li>b</li></ul>", "Head\na\nb"},
		{"a heading alone", "<h2>Words</h2>", "Words"},
		{"an image and its caption", `[caption width="300"]<img src="/a.jpg" alt="Alt"/> Caption[/caption]` + "\n\nText", "Text"},
		{"players and addresses", "[audio src=\"/a.mp3\"]\n\nhttp://x.test/v\n\nText <iframe src=\"/f\">no</iframe>", "Text"},
		{"a shortcode that nobody knows", `Before [slider id="5"] and [nosuch a="b"]inside[/nosuch]`, "Before and inside"},
		{"entities", "Tom &amp; Jerry &lt;3", "Tom & Jerry <3"},
		{"nothing", " \n&nbsp;", ""},
		{"no-break spaces at the start", "<p>&nbsp;</p><p> &nbsp; One&nbsp;two</p>", "One\u00a0two"},
	} {
		t.Run(c.what, func(t *testing.T) {
			root := Tree(&extract.Item{Content: c.content}, nil, Options{}).Tree
			if got := Text(root); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			prose := strings.TrimPrefix(c.want, "Head\n")
			for n := range len(prose) {
				if got := Beginning(root, nil, n); len(got) < n || !strings.HasPrefix(prose, got) {
					t.Errorf("the first %d bytes: %q", n, got)
				}
			}
		})
	}
}
