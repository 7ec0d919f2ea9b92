package rewrite

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
)

// Any bytes can be an address. Its canonical path is that of every way to
// write it, and what is completed is complete.
func FuzzParseAddress(f *testing.F) {
	for _, c := range links {
		f.Add(c.href)
	}
	base, _ := parseAddress("http://old.example/a/b?c")
	f.Fuzz(func(t *testing.T, s string) {
		a, ok := parseAddress(s)
		if !ok {
			return
		}
		whole := a.resolve(base)
		if whole.host == "" || whole.scheme == "" || a.host == "" && whole.path != "" && whole.path[0] != '/' {
			t.Fatalf("%q: resolved to %+v", s, whole)
		}
		again, ok := parseAddress(whole.String())
		if !ok && len(whole.String()) <= maxAddress || ok && (again.host != whole.host || canonicalPath(again.path) != canonicalPath(whole.path) || again.query != whole.query) {
			t.Fatalf("%q: written as %q, which is %+v and not %+v", s, whole.String(), again, whole)
		}
		p := canonicalPath(a.path)
		if p != "" && (p[0] != '/' || strings.HasSuffix(p, "/") || strings.Contains(p, "//")) || !utf8.ValidString(p) {
			t.Fatalf("%q: canonical path %q", s, p)
		}
		n := newPath(a.path)
		e := escapePath(n)
		if got := canonicalPath(e); got != p || !strings.HasPrefix(e, "/") || strings.HasPrefix(e, "//") {
			t.Fatalf("%q: canonical path %q, new path %q, escaped %q, whose canonical path is %q", s, p, n, e, got)
		}
		if got := newPath(e); got != n {
			t.Fatalf("%q: new path %q, escaped %q, whose new path is %q", s, n, e, got)
		}
		if o := a.origin(); o.host == "" && a.host != "" {
			t.Fatalf("%q: origin %+v", s, o)
		}
	})
}

// Whatever a page holds: applying twice changes nothing more, what is not of
// the site stays as it was, what is replaced is a path of the new site.
func FuzzApply(f *testing.F) {
	for _, c := range links {
		f.Add(`<a href="` + html.EscapeString(c.href) + `">` + c.why + `</a>`)
	}
	for _, c := range attributes {
		f.Add(c.in)
	}
	for _, c := range archives {
		f.Add(`<a href="` + html.EscapeString(c.href) + `">x</a> http://old.example` + c.href)
	}
	for _, c := range scans {
		f.Add(c.content)
	}
	x := index(f, at("http://old.example"), Options{Hosts: []string{"staging.example/blog"}}, append(town(), gallery()[:18]...)...)
	own := map[string]bool{"old.example": true, "staging.example": true, "older.example": true, "lost.example": true}
	f.Fuzz(func(t *testing.T, s string) {
		for range fileAddresses(s) {
		}
		body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
		nodes, err := html.ParseFragment(strings.NewReader(s), body)
		if err != nil {
			return
		}
		var before []string
		for _, n := range nodes {
			body.AppendChild(n)
		}
		each := func(visit func(val string)) {
			for n := range body.Descendants() {
				for i := range n.Attr {
					if useOf(n, &n.Attr[i]) != noUse {
						visit(n.Attr[i].Val)
					}
				}
			}
		}
		each(func(val string) { before = append(before, val) })
		r := x.Apply(body, onTownPage)
		var once []string
		each(func(val string) { once = append(once, val) })
		for i, val := range once {
			a, ok := parseAddress(before[i])
			o := a.origin()
			switch {
			case val == before[i], val == withoutLineEnds(before[i]): // as browsers read it
			case val == "https:"+withoutLineEnds(before[i]) && strings.HasPrefix(withoutLineEnds(before[i]), "//"):
			case !ok || a.host != "" && !own[o.host]:
				t.Fatalf("%q is not of the site and became %q", before[i], val)
			case a.host == "" && strings.HasPrefix(val, "http://old.example/"):
			case !strings.HasPrefix(val, "/") || strings.HasPrefix(val, "//") || strings.ContainsAny(val[:strings.IndexAny(val+"?#", "?#")], " \"<>\\^`{|}\n\t\r"):
				t.Fatalf("%q became %q", before[i], val)
			}
		}
		for _, n := range r.Notes {
			if !utf8.ValidString(n.Text) || len(n.Text) > 1000 {
				t.Fatalf("note %q", n.Text)
			}
		}
		x.Apply(body, onTownPage)
		i := 0
		each(func(val string) {
			if val != once[i] {
				t.Fatalf("%q became %q and then %q", before[i], once[i], val)
			}
			i++
		})
	})
}

// Whatever items hold, an index can be made of them, its paths are harmless and
// no two items with a path that was made have the same; no address has two
// redirects, and none leads to another.
func FuzzIndex(f *testing.F) {
	for _, it := range append(town(), gallery()...) {
		m := ""
		if len(it.Meta) > 0 {
			m = it.Meta[0].Value
		}
		f.Add(it.Type, it.Link, it.GUID, it.Slug, it.AttachmentURL, it.Content, m)
	}
	f.Fuzz(func(t *testing.T, kind, link, guid, slug, url, content, field string) {
		items := town()
		for i := range int64(3) {
			it := &extract.Item{ID: 1000 + i, Type: kind, Status: "publish", Link: link, GUID: guid, Slug: slug, AttachmentURL: url, Content: content, Creator: slug, Parent: 1001,
				Meta: []extract.Meta{{Key: "_wp_attachment_metadata", Value: field}, {Key: "_wp_attached_file", Value: field}, {Key: "_wp_old_slug", Value: field}}}
			if i == 1 {
				it.Link = ""
			}
			items = append(items, it)
		}
		for _, opt := range []Options{{}, {Permalinks: "/:category/:title/:author/"}, {Hosts: []string{link, guid}}} {
			x := index(t, at("http://old.example"), opt, items...)
			seen := map[string]bool{}
			for i, it := range items {
				u := x.URL(i)
				if u == "" {
					continue
				}
				if u[0] != '/' || strings.HasPrefix(u, "//") || strings.HasPrefix(escapePath(u), `/\`) || strings.Contains(u, "/../") || strings.HasSuffix(u, "/..") || !utf8.ValidString(u) {
					t.Fatalf("item %d: path %q", i, u)
				}
				if (it.Link == "" || opt.Permalinks != "" && it.Type == "post") && seen[u] {
					t.Fatalf("item %d: path %q is another's", i, u)
				}
				seen[u] = true
				follow(x, it.Link, it.Link)
				follow(x, it.Link, it.GUID)
			}
			from := map[[2]string]bool{}
			all := redirectsOf(x, items, true)
			for _, r := range all {
				id := [2]string{r.From, r.Query}
				if !r.Below && from[id] || r.From[0] != '/' || !strings.HasPrefix(r.To, "/") || strings.HasPrefix(r.To, "//") || !isASCII(r.To) {
					t.Fatalf("redirect %+v", r)
				}
				from[id] = from[id] || !r.Below
			}
			for _, r := range all {
				if to := decodePercent(r.To); from[[2]string{to, ""}] {
					t.Fatalf("redirect %+v leads to another", r)
				}
			}
			for i := range x.Files() {
				if f := x.File(i); f.Name == "" || f.URL == "" || strings.HasPrefix(f.Path, "/") {
					t.Fatalf("file %d: %+v", i, f)
				}
			}
		}
	})
}
