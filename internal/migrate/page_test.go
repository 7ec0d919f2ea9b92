package migrate

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform"
)

// What an excerpt or title leads to, and the page does not, is named.
func TestAddressesOnlyIn(t *testing.T) {
	tree := func(s string) *transform.Page {
		return transform.Tree(&extract.Item{Content: s}, nil, transform.Options{})
	}
	excerpt := tree(`See <a href="https://a.example/x">this</a>, <a href="https://a.example/x">this</a>, <a href="https://a.example/y">that</a> and <a href="#z">below</a>. <img src="https://a.example/z.jpg" alt="A red door"> <img src="/uploads/small.jpg"> <a href="?p=12">there</a> <a href="mailto:a@a.example">mail</a>`)
	got := addressesOnlyIn(excerpt.Tree, tree(`<a href="https://a.example/y">that</a>`).Tree)
	if want := []string{"https://a.example/x", "https://a.example/z.jpg (A red door)", "/uploads/small.jpg", "?p=12"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A text of one line stays as it is where nothing in it is other white space.
func TestOneLine(t *testing.T) {
	for _, s := range []string{"", " ", "a", "a b", "a  b", " a", "a ", "a\tb", "ünd – “x”", "a\u00a0b", "a\u2003b", "a\u3000", "日本 語", "\xff b", "ü\xc3", "a\u0085b", "a\x1cb"} {
		if got, want := oneLine(s), strings.Join(strings.Fields(s), " "); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

// A large picture is no ornament, whatever its class.
func TestIsOrnament(t *testing.T) {
	for in, want := range map[string]bool{
		`<img class="avatar avatar-96" width="96" height="96" src="/u/ann.jpg">`: true,
		`<img class="avatar" src="/u/ann.jpg">`:                                  true,
		`<img class="avatar" width="640" height="480" src="/u/ann.jpg">`:         false,
		`<img width="24" height="640" src="/u/line.jpg">`:                        true,
		`<img src="https://secure.gravatar.com/avatar/0123?s=400" width="400">`:  true,
		`<img src="/u/house.jpg" width="640">`:                                   false,
	} {
		doc, err := html.Parse(strings.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		img := tree.Find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Img })
		if got := isOrnament(img, nil); got != want {
			t.Errorf("%s: %v, want %v", in, got, want)
		}
	}
}
