package rewrite

import (
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// Of items that had one address on the old site the one that it led to keeps it,
// the others have one of their own, and nothing leads away from it.
func TestSharedAddress(t *testing.T) {
	const at = "http://old.example/x/"
	items := []*extract.Item{
		post_(1, at, slug("a")), post_(2, at, slug("b")), page_(3, at, slug("c")), post_(4, at, slug("d"), status("private")),
		post_(5, "http://old.example/x-2/"), post_(6, "http://old.example/y/"), post_(7, "", slug("z"), status("draft")),
	}
	x := index(t, extract.Site{BaseBlogURL: "http://old.example"}, Options{}, items...)
	for n, want := range []string{"/x-3/", "/x-4/", "/x/", "", "/x-2/", "/y/"} {
		if got := x.URL(n); got != want {
			t.Errorf("item %d is at %q, want %q", n+1, got, want)
		}
		other, ok := x.Shares(n)
		if shares := n == 0 || n == 1; ok != shares || ok && other != 2 {
			t.Errorf("item %d shares the address of %d: %v", n+1, other+1, ok)
		}
		for _, r := range x.AppendRedirects(nil, n, items[n], true) {
			if r.From == "/x/" && r.Query == "" {
				t.Errorf("item %d: a redirect from the address that another page has: %+v", n+1, r)
			}
		}
	}
	home := []*extract.Item{page_(1, "http://old.example/", slug("a")), page_(2, "http://old.example/", slug("b"))}
	x = index(t, extract.Site{BaseBlogURL: "http://old.example"}, Options{}, home...)
	if a, b := x.URL(0), x.URL(1); a == b || a != "/" && b != "/" {
		t.Errorf("two home pages are at %q and %q", a, b)
	}
}
