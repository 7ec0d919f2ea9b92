package redirect

import (
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/rewrite"
)

// odd are paths with what has a meaning in one format or another.
var odd = []string{
	"/plain/", "/no-slash", "/file.html", "/2013/04/02/hello-world/", "/a b/", "/two  blanks/", "/tab\there/",
	"/\"quotes\"/", "/it's/", "/`ticks`/", "/dollar$1/$uri/${x}/{$HOME}/", "/per%cent/", "/100%25/", "/%{QUERY_STRING}/", "/hash#mark/", "/back\\slash/x",
	"/star*s/", "/:colon/a:b/", "/semi;colon/", "/{brace}/", "/(paren)/", "/[bracket]/", "/plus+minus/", "/dot.dot/", "/caret^/", "/pipe|pipe/", "/q?mark/",
	"/!bang/", "/~tilde/", "/at@at/", "/comma,comma/", "/a=b&c/", "/<less>/", "/日本/", "/café/", "/e\u0301/", "/🎉/", "/latin1-\xe9/", "/cut-\xe6\x97",
	"/Capital/", "/a/feed/b/", "/feed-me/", "/deep/er/and/deep/er/still/", "/" + strings.Repeat("long-", 60) + "/", "/.hidden/", "/-dash/", "/default", "/hostnames/",
}

// rules is a set of redirects: each odd path to a page of its own, and one of
// each kind.
func rules() iter.Seq[rewrite.Redirect] {
	list := []rewrite.Redirect{}
	for i, path := range odd {
		list = append(list, rewrite.Redirect{From: path, To: "/new/" + string(rune('a'+i%26)) + string(rune('a'+i/26)) + "/", Kind: rewrite.RedirectMoved})
	}
	list = append(list,
		rewrite.Redirect{From: "/to-an-encoded-one/", To: "/%E6%97%A5%24/100%25/", Kind: rewrite.RedirectFormer},
		rewrite.Redirect{From: "/post/picture/", To: "/images/picture.png", Kind: rewrite.RedirectAttachment},
		rewrite.Redirect{From: "/2013/", To: "/", Kind: rewrite.RedirectArchive, Fallback: true},
		rewrite.Redirect{From: "/category/news/", To: "/categories/news/", Kind: rewrite.RedirectArchive},
		rewrite.Redirect{From: "/category/news", Below: true, To: "/categories/news/", Kind: rewrite.RedirectArchive},
		rewrite.Redirect{From: "/tag", Below: true, To: "/", Kind: rewrite.RedirectArchive, Fallback: true},
		rewrite.Redirect{From: "/b$(x)/日", Below: true, To: "/below/", Kind: rewrite.RedirectArchive},
		rewrite.Redirect{From: "/feed/", To: "/index.xml", Kind: rewrite.RedirectFeed},
		rewrite.Redirect{From: "/comments/feed/", To: "/index.xml", Kind: rewrite.RedirectFeed},
		rewrite.Redirect{From: "/", Query: "p=10", To: "/ten/", Kind: rewrite.RedirectNumber},
		rewrite.Redirect{From: "/", Query: "page_id=100", To: "/hundred/", Kind: rewrite.RedirectNumber},
		rewrite.Redirect{From: "/blog/", Query: "p=10", To: "/blog/ten/", Kind: rewrite.RedirectNumber},
		rewrite.Redirect{From: "/", Query: "p=1", To: "/one/", Kind: rewrite.RedirectNumber},
		rewrite.Redirect{From: "/", Query: "tag=a.b", To: "/tags/a-b/", Kind: rewrite.RedirectArchive},
		rewrite.Redirect{From: "/kept/2/", To: "/kept/", Kind: rewrite.RedirectPart},
		rewrite.Redirect{From: "/wp-content/uploads/2013/04/Picture (2).png", To: "/images/Picture%20%282%29.png", Kind: rewrite.RedirectFile},
		rewrite.Redirect{From: "/plain/feed/", To: "/new/aa/", Kind: rewrite.RedirectForm},
		rewrite.Redirect{From: "/wp-content/uploads/2013/04/Picture-300x200.png", To: "/images/Picture.png", Kind: rewrite.RedirectCopy},
	)
	return slices.Values(list)
}

func named(t *testing.T, name string) Format {
	t.Helper()
	f, ok := Named(name)
	if !ok {
		t.Fatalf("no format %s", name)
	}
	return f
}

// write returns a format's file, and why which addresses are not in it.
func write(t *testing.T, name string, rules iter.Seq[rewrite.Redirect]) (file string, written int, left map[string]string) {
	t.Helper()
	var b strings.Builder
	written, list, err := named(t, name).Write(&b, rules)
	if err != nil {
		t.Fatal(err)
	}
	left = map[string]string{}
	n := 0
	for _, l := range list {
		for _, a := range l.First {
			left[a] = l.Why
		}
		n += l.Count
	}
	total := 0
	for range rules {
		total++
	}
	if written+n != total {
		t.Errorf("%s: %d written and %d left, of %d", name, written, n, total)
	}
	if again, _, _ := writeAgain(name, rules); again != b.String() {
		t.Errorf("%s: the same redirects give other bytes", name)
	}
	return b.String(), written, left
}

func writeAgain(name string, rules iter.Seq[rewrite.Redirect]) (string, int, []Left) {
	var b strings.Builder
	f, _ := Named(name)
	n, left, _ := f.Write(&b, rules)
	return b.String(), n, left
}

// An ask is a request, and what its answer must be; status 0 is no redirect.
type ask struct {
	of     string // Address of the redirect
	target string // path and query, as sent
	status int
	to     string
}

// asks returns what clients may ask for: each redirect in all its spellings.
func asks() []ask {
	var list []ask
	for r := range rules() {
		code := 301
		if r.Fallback {
			code = 302
		}
		switch {
		case r.Query != "":
			list = append(list, ask{Address(&r), spelling(r.From, lower) + "?" + r.Query, code, r.To})
		case r.Below:
			list = append(list, ask{Address(&r), spelling(r.From, lower) + "/x/y/", code, r.To}, ask{Address(&r), spelling(r.From, upper) + "/page/2/", code, r.To})
		default:
			list = append(list, ask{Address(&r), spelling(r.From, lower), code, r.To})
			for _, s := range spellings(&r) {
				list = append(list, ask{Address(&r), s, code, r.To})
			}
		}
	}
	return list
}

// never are requests that no redirect is for.
var never = []string{"/", "/?p=11", "/?x=p=10", "/new/aa/", "/kept/", "/kept/3/", "/plainer/", "/xplain/", "/plain/x/", "/tags/", "/category/newsy/", "/dotxdot/", "/images/picture.png"}
