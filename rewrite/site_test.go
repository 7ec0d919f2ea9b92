package rewrite

import (
	"fmt"
	"path"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
)

// day is a wall clock time of the sites in these tests.
func day(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04:05", s+" 14:15:16"[:20-len(s)-1])
	if err != nil {
		panic(err)
	}
	return t
}

// A change completes an item of a test.
type change func(*extract.Item)

func newItem(kind string, id int64, link string, changes ...change) *extract.Item {
	it := &extract.Item{ID: id, Type: kind, Status: "publish", Link: link}
	if p := strings.TrimRight(link, "/"); !strings.ContainsAny(link, "?") && strings.Count(p, "/") > 2 {
		it.Slug = path.Base(p)
	}
	for _, c := range changes {
		c(it)
	}
	return it
}

func post_(id int64, link string, changes ...change) *extract.Item {
	return newItem("post", id, link, changes...)
}

func page_(id int64, link string, changes ...change) *extract.Item {
	return newItem("page", id, link, changes...)
}

func file_(id int64, url string, changes ...change) *extract.Item {
	it := newItem("attachment", id, "", changes...)
	it.Status, it.AttachmentURL = "inherit", url
	return it
}

func slug(s string) change    { return func(it *extract.Item) { it.Slug = s } }
func title(s string) change   { return func(it *extract.Item) { it.Title = s } }
func status(s string) change  { return func(it *extract.Item) { it.Status = s } }
func guid(s string) change    { return func(it *extract.Item) { it.GUID = s } }
func link(s string) change    { return func(it *extract.Item) { it.Link = s } }
func parent(id int64) change  { return func(it *extract.Item) { it.Parent = id } }
func on(date string) change   { return func(it *extract.Item) { it.Date = day(date) } }
func content(s string) change { return func(it *extract.Item) { it.Content = s } }
func excerpt(s string) change { return func(it *extract.Item) { it.Excerpt = s } }
func author(s string) change  { return func(it *extract.Item) { it.Creator = s } }
func meta(k, v string) change {
	return func(it *extract.Item) { it.Meta = append(it.Meta, extract.Meta{Key: k, Value: v}) }
}
func category(s string) change {
	return func(it *extract.Item) { it.Terms = append(it.Terms, extract.TermRef{Taxonomy: "category", Slug: s}) }
}

// sizes is the metadata of an image: its file, and the names of its copies.
func sizes(file string, names ...string) change {
	return func(it *extract.Item) {
		meta("_wp_attached_file", file)(it)
		meta("_wp_attachment_metadata", phpArray("file", file, "sizes", phpSizes(names)))(it)
	}
}

// phpSizes is a list of sizes as PHP serializes it.
func phpSizes(names []string) []any {
	var list []any
	for i, name := range names {
		list = append(list, fmt.Sprintf("size%d", i), []any{"file", name})
	}
	return list
}

func phpArray(pairs ...any) string {
	var b strings.Builder
	fmt.Fprintf(&b, "a:%d:{", len(pairs)/2)
	for _, v := range pairs {
		switch v := v.(type) {
		case string:
			fmt.Fprintf(&b, "s:%d:%q;", len(v), v)
		case []any:
			b.WriteString(phpArray(v...))
		}
	}
	return b.String() + "}"
}

// isSecret reports whether a test's item has no page in the output.
func isSecret(it *extract.Item) bool {
	return it.Status == "private" || it.Status == "trash" || it.Type == "nav_menu_item" || it.Type == "wp_block"
}

// index returns the sealed index of a site.
func index(t testing.TB, site extract.Site, opt Options, items ...*extract.Item) *Index {
	t.Helper()
	opt.Files = "/images/"
	x, err := New(&site, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range items {
		x.Add(it, !isSecret(it))
	}
	x.Seal(namer())
	return x
}

// namer returns a function that gives each file a name of its own, where case
// does not count.
func namer() func(string) string {
	taken := map[string]bool{}
	return func(name string) string {
		ext := path.Ext(name)
		free := name
		for i := 2; taken[strings.ToLower(free)]; i++ {
			free = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), i, ext)
		}
		taken[strings.ToLower(free)] = true
		return free
	}
}

// at returns a blog at an address.
func at(url string) extract.Site { return extract.Site{BaseBlogURL: url, BaseSiteURL: url, Link: url} }

// follow returns where a link on a page leads after the rewriting, and the
// notes, a line each.
func follow(x *Index, page, href string) (to, notes string) {
	return apply(x.Apply, page, element(atom.A, "href", href))
}

// followOfDraft is follow on a page that is a draft.
func followOfDraft(x *Index, page, href string) (to, notes string) {
	return apply(x.ApplyDraft, page, element(atom.A, "href", href))
}

// show returns the new address of an image on a page, and the notes.
func show(x *Index, page, src string, attrs ...string) (to, notes string) {
	return apply(x.Apply, page, element(atom.Img, append([]string{"src", src}, attrs...)...))
}

func element(a atom.Atom, attrs ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}
	for i := 0; i < len(attrs); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attrs[i], Val: attrs[i+1]})
	}
	return n
}

func apply(by func(*html.Node, string) Result, page string, e *html.Node) (to, notes string) {
	tree := &html.Node{Type: html.DocumentNode}
	tree.AppendChild(e)
	r := by(tree, page)
	for _, n := range r.Notes {
		text := string(n.Kind) + ": " + n.Text
		if n.Review {
			text += " (review)"
		}
		notes += text + "\n"
	}
	return e.Attr[0].Val, strings.TrimSuffix(notes, "\n")
}

// fileURLs returns the files of an index: new name, old address, path in a copy
// of the uploads.
func fileURLs(x *Index) string {
	var b strings.Builder
	for i := range x.Files() {
		f := x.File(i)
		fmt.Fprintf(&b, "%s = %s (%s)\n", f.Name, f.URL, f.Path)
	}
	return b.String()
}
