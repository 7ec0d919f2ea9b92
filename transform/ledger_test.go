package transform

import (
	"encoding/json"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform/markdown"
)

func TestLedger(t *testing.T) {
	lib := testLibrary()
	for _, c := range []struct{ what, content, want string }{
		{"nothing", "Text", `{}`},
		{"images", `<img src="/a.png"> <img> <img src="/e.png" class="emoji" alt=":)"> <img src="/p.gif" width="1" height="1">`,
			`{"image":{"converted":1,"text":1,"dropped":2}}`},
		{"links", `<a href="/a">a</a> <a href="/b"></a> <a name="c">c</a> <a href="javascript:x()">d</a>`,
			`{"link":{"converted":1,"dropped":2}}`},
		{"a linked image", `<a href="/a"><img src="/a.png"></a>`, `{"image":{"converted":1},"link":{"converted":1}}`},
		{"in a table that stays HTML", `<table><tr><td colspan="2"><a href="/a"><img src="/a.png"></a></td></tr><tr><td>b</td><td>c</td></tr></table>`,
			`{"image":{"html":1},"link":{"html":1}}`},
		{"in a table of pipes", `<table><tr><th>a</th></tr><tr><td><a href="/a">a</a></td></tr></table>`, `{"link":{"converted":1}}`},
		{"in a summary", `<details><summary><a href="/a">a</a></summary><a href="/b">b</a></details>`, `{"link":{"converted":1,"html":1}}`},
		{"a caption", `[caption width="300"]<img src="/a.jpg"/> A <a href="/x">link</a>[/caption]`,
			`{"image":{"converted":1},"link":{"converted":1},"shortcode":{"converted":1}}`},
		{"a gallery", `[gallery ids="1,2"]`, `{"image":{"converted":2},"shortcode":{"converted":1}}`},
		{"frames and players", `<iframe src="/f"></iframe><iframe></iframe> [audio src="/a.mp3"]`,
			`{"iframe":{"html":1,"dropped":1},"player":{"html":1},"shortcode":{"converted":1}}`},
		{"an embed", "http://x.test/v", `{"embed":{"replaced":1}}`},
		{"shortcodes that nobody knows", `[nosuch id="5"] [nosuch2 a="b"]in[/nosuch2]`, `{"shortcode":{"text":1,"unwrapped":1}}`},
		{"scripts", `<script>x()</script><script src="https://gist.github.com/me/57cc.js"></script>`,
			`{"embed":{"replaced":1},"script":{"replaced":1,"dropped":1}}`},
		{"a form", `<form action="/go"><input name="q"></form>`, `{"form":{"html":1}}`},
		{"blocks", "<!-- wp:group --><div><!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --></div><!-- /wp:group --><!-- wp:latest-posts /-->",
			`{"block":{"converted":2,"dropped":1}}`},
		{"a reusable block counts as one", `<!-- wp:block {"ref":100} /-->`, `{"block":{"converted":1}}`},
	} {
		t.Run(c.what, func(t *testing.T) {
			page := Tree(&extract.Item{ID: 5, Content: c.content}, lib, Options{})
			p := markdown.New(nil)
			p.Print(page.Tree)
			ledger, printed := page.Ledger, p.Ledger()
			ledger.Add(&printed)
			if got, err := json.Marshal(ledger); err != nil || string(got) != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
