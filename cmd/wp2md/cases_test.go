package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/shared"
)

// reported are exports made for faults that people reported: what has to be in a page
// or note of each, and, behind "no ", what must not; ‖ parts them.
var reported = map[string]string{
	"audioc":                    `<audio controls src="/images/e.mp3">‖<video controls src="/images/e.mp4">‖[f](/images/f.mp3)‖no left where it is`,
	"autolink":                  `See <https://x.example/page> and <http://y.example>.‖See https://x.example/page and http://y.example.`,
	"avada2":                    "![](/images/dog.jpg)\n\n![](/images/cat.jpg)\n== ‖no dog.jpg)\n\n![](/images/dog.jpg",
	"blocks-preformatted":       "```\ngit checkout main\ngit pull\n```‖```\na\nb\n```‖Roses  \nare red‖<https://form.typeform.com/to/Hnbc7bcx>‖dropped: woocommerce/checkout",
	"brackets":                  `[pullquote content="This is [the public library] into people" align="right"/]‖[Curly](https://x.example/q)‖osm_map_v3`,
	"cjk-http-false-alarm":      `浏览器输入https://tools.example.org/或者是[这里](https://tools.example.org/)下载‖提供http服务的机器‖no "review"`,
	"code-around-pre":           "```ruby\nputs \"hi\"\nif a < b\n  x\nend\n```‖```\none\ntwo\n```‖```\nusing System;\nclass T {}\n```‖no <pre‖no verify",
	"codecolorer-upper":         "```php\n$a = 1;\n\nif ($a < 2) {\n    echo \"*x*_y_\";\n}\n```‖```php\n$b = 2;\n```",
	"elementor-less":            `245 King Street, Victoria‖0-123-456-7890‖<iframe src="https://maps.google.com/maps?q=London&amp;output=embed">‖what the content of the post lacks: Default content‖no says less`,
	"encl":                      `<audio controls src="/images/ep1.mp3">‖<audio controls src="/images/ep2.mp3">`,
	"enfold":                    `[Read](https://x.example/page)‖[To post](https://old.example/?p=2)‖[To page](https://old.example/?p=3)‖![](/images/a.jpg)‖<https://vimeo.com/1>‖<video controls src="/images/v.mp4">‖### T‖no manually,`,
	"esc-li":                    `- [column width="1/2"]a[/column]‖- [quote]q[/quote]‖- [highlight]h[/highlight]`,
	"esc-pair":                  `Use [my_plugin] in your post.‖[my_plugin]content[/my_plugin]‖no "review"`,
	"esc-tab":                   `Use [tab title="x"] here.`,
	"fbpost":                    `<https://www.facebook.com/x/posts/1>`,
	"fileblock":                 `[My file](/images/f.pdf)[Download](/images/f.pdf)`,
	"form-without-controls":     `Words.‖Email this story‖More.‖no <form‖no "review"`,
	"forum":                     `held back: private‖no PRIVATE`,
	"hidden-block":              `Seen‖hidden by its author, held back‖no HIDDEN`,
	"httpv":                     `<http://www.youtube.com/watch?v=abcdefghijk>‖<http://youtu.be/abcdefghijk>‖<http://www.youtube.com/view_play_list?p=PL1>`,
	"icon-links":                `[twitter.com](https://twitter.com/acme)‖[GitHub](https://github.com/acme)‖[social.example](https://social.example/acme)‖[x.example](https://x.example/a)‖dropped: /download.zip‖no svg`,
	"iconlink":                  `[facebook.example](https://facebook.example/me)‖[Twitter](https://twitter.example/me "Twitter")‖[X](https://x.example/me)`,
	"imgur":                     `<https://imgur.com/a/abc123>`,
	"litespeed":                 `<iframe src="https://www.youtube.com/embed/abcdefghijk"‖no about:blank`,
	"markdown-in-content":       `written in Markdown: 1 of 1 posts‖the setting content: markdown reads them so‖See [the docs][1]‖no "review"`,
	"mathtex":                   `$x^2$‖$$\sum x$$`,
	"more-in-heading":           "## Heading\n\n<!--more-->‖<iframe src=\"http://player.vimeo.com/video/42285777\"",
	"nav":                       `[About us](https://old.example/about-us)‖[Twitter](https://tw.example/x)‖[My file](/images/f.pdf)[Download](/images/f.pdf)‖width="100%" height="600"‖![M](/images/m.png)‖No link btn`,
	"newline":                   `[wrapped](https://x.example/very-long)‖![](/images/a.jpg)‖[t](https://x.example/tab)‖](https://x.example/ok)‖<https://x.example/auto>‖<http://x.example/auto2>‖\<https://x.example/esc>‖no %0A‖no "review"`,
	"notes":                     `3 comments held back`,
	"paypal":                    `name="cmd" value="_s-xclick"‖name="hosted_button_id" value="ABC123"`,
	"posts-only-featured-image": `Words.‖attachment 42 is not in the export‖no "review"`,
	"private-types":             `held back: type edd_payment‖held back: type elementor_cf_db‖no "path"`,
	"relimg":                    `![](/images/j.png) ![](/images/j.png) [d](/images/doc.pdf) ![](/images/j.png)‖no j-2`,
	"sameurl":                   `one‖two‖[l](/x/)`,
	"shortcode-edges":           `perhaps a shortcode, kept as text: [imagelist]‖<audio controls src="/images/song.mp3">‖song2.mp3‖song3.mp3‖[http://example.org/page/] and [class=null]‖no "review"`,
	"siteorigin":                "### Our story\n\nIt began in 1990.‖no unknown",
	"srcdoc":                    `(srcdoc) dropped‖no <iframe`,
	"ssp":                       `<audio controls src="https://cdn.example/ep1.mp3">`,
	"tabsattr":                  "### First\n\nOne\n\n### Second\n\nTwo",
	"theme-shortcodes-in-vc":    "### Our method\n\nSlow and steady‖![](/images/harbour.jpg)‖### [Fast help](http://old.example/help/ \"Read more\")‖### Returns policy\n\nWords in it.‖no [acme‖no \"review\"",
	"tiktok":                    `<https://www.tiktok.com/@u/video/1>‖https://www.strava.com/activities/123‖<https://flo.uri.sh/visualisation/123/embed>‖<https://x.typeform.com/to/abc>‖<https://plus.google.com/1/posts/x>‖(https://codepen.io/u/pen/abc)‖<https://calendly.com/x>‖<https://www.youtube.com/watch?v=oe>‖https://gist.github.com/u/1‖https://www.youtube.com/embed/ls‖https://www.youtube.com/embed/rl‖<https://www.youtube.com/watch?v=ry>‖<https://www.youtube.com/watch?v=ly>‖<https://www.youtube.com/watch?v=abcdefghijk>`,
	"typeform-widget":           `<https://form.typeform.com/to/Hnbc7bcx>‖Ask us.‖no stays`,
	"unclosed-quote-middle":     "```bash\nreload () { source ~/.profile }\n```‖but these words in the middle‖```bash\nrvm install ree\n```‖Last words.",
	"utf8slug":                  `"url":"/2020/03/04/trunc-с%d1/"‖no сÑ`,
	"vc-btn-colour":             `[Button Text](https://old.example/shop/)‖no #ffffff`,
	"vctable":                   "| Name | File |\n| --- | --- |\n| Manual | [Link](https://old.example/manual.pdf) |‖**Raw**‖no %3C",
	"vidsrc":                    `<https://youtu.be/abc>‖<https://www.youtube.com/watch?v=abc>‖<https://vimeo.com/76979871>‖7 × <https://vimeo.com/1>‖no ![](https`,
	"wide-rows":                 "8000 × <td>‖4001 × <tr>‖</table>‖fine‖no | --- |",
	"word":                      `This is a test from Microsoft Word‖First bullet‖Second‖**Bold gdoc** _italic_‖no supportLists`,
	"wp-image-id-other-host":    `![Harbour](/images/harbour.jpg)‖no dev-old`,
}

// reportedSet are those of which a setting makes more, and what is right then.
var reportedSet = map[string]struct{ settings, want string }{
	"markdown-in-content": {"content: markdown\n", "[the docs](http://example.org/docs) and _this_:\n\n## Part\n\n```ruby\nputs 1\n```\n\n> quoted‖no [1]"},
}

// TestReportedCases migrates each export that lies beside the project for a fault that
// somebody reported, and looks for what is right in its pages and notes.
func TestReportedCases(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared.Path(t, "cases"), "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".xml")
		t.Run(name, func(t *testing.T) {
			want, ok := reported[name]
			if !ok {
				t.Fatal("nothing says what is right for it")
			}
			holdReported(t, file, want)
			if set, ok := reportedSet[name]; ok {
				config := filepath.Join(t.TempDir(), "wp2md.yaml")
				if err := os.WriteFile(config, []byte(set.settings), 0o666); err != nil {
					t.Fatal(err)
				}
				holdReported(t, file, set.want, "--config", config)
			}
		})
	}
}

// holdReported migrates a file and reports what of want its pages, notes and summary
// do not hold.
func holdReported(t *testing.T, file, want string, args ...string) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	var stdout, stderr bytes.Buffer
	args = append([]string{"migrate", file, "-o", out, "--media", "link"}, args...)
	if code := run(args, strings.NewReader(""), &stdout, &stderr); code != exitOK && code != exitAttention {
		t.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	manifest, err := os.ReadFile(filepath.Join(out, ".wp2md", "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	got := string(pagesAndNotes(t, out)) + string(manifest) + strings.Join(strings.Fields(stdout.String()), " ")
	for part := range strings.SplitSeq(want, "‖") {
		part, not := strings.CutPrefix(part, "no ")
		if times, what, ok := strings.Cut(part, " × "); ok {
			if n := strings.Count(got, what); strconv.Itoa(n) != times {
				t.Errorf("%q is there %d times, want %s", what, n, times)
			}
			continue
		}
		if strings.Contains(got, part) == not {
			t.Errorf("%q is there: %v\n%.3000s", part, not, got)
		}
	}
}
