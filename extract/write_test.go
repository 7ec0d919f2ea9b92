package extract

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"
)

// rewritten writes items and reads them again.
func rewritten(t testing.TB, site *Site, items []*Item) ([]byte, *Site, []*Item) {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, site)
	for _, it := range items {
		if err := w.Write(it); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, b.Bytes())
	back, site2, repairs, err := readAll("written.xml", bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range repairs {
		if r.Kind != RepairC1 {
			t.Errorf("repair %s in line %d: %s", r.Kind, r.Line, r.Text)
		}
	}
	return b.Bytes(), &site2, back
}

// wellFormed reads the file with the strict parser of the standard library.
func wellFormed(t testing.TB, b []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("not XML: %v", err)
		}
	}
}

// content returns the item without what depends on the file it was in.
func contentOf(it *Item) Item {
	c := *it
	c.File, c.Line, c.Sum, c.Cut, c.Repairs, c.mended = "", 0, [32]byte{}, false, nil, ""
	return c
}

// sameItems compares what was read with what was written.
func sameItems(t testing.TB, got, want []*Item) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d items, want %d", len(got), len(want))
	}
	for i := range got {
		g, w := contentOf(got[i]), contentOf(want[i])
		if reflect.DeepEqual(g, w) {
			continue
		}
		gv, wv := reflect.ValueOf(g), reflect.ValueOf(w)
		for f := range gv.NumField() {
			if gs, ws := fmt.Sprintf("%q", fmt.Sprint(gv.Field(f))), fmt.Sprintf("%q", fmt.Sprint(wv.Field(f))); gs != ws {
				t.Errorf("item %d: %s:\ngot  %.300s\nwant %.300s", w.ID, gv.Type().Field(f).Name, gs, ws)
			}
		}
		t.Errorf("item %d: differs", w.ID)
	}
}

// TestWriteExports writes every export of the reference data anew: it must
// read as before, and writing what was read must give the same bytes.
func TestWriteExports(t *testing.T) {
	for _, name := range exports(t) {
		s, err := Open([]string{name}, nil)
		if err != nil {
			t.Error(err)
			continue
		}
		var site Site
		items, err := collect(s, &site)
		s.Close()
		if err != nil {
			t.Error(err)
			continue
		}
		b, site2, back := rewritten(t, &site, items)
		sameItems(t, back, items)
		site.WXRVersion = "1.2"
		if !reflect.DeepEqual(*site2, site) {
			t.Errorf("%s: the site differs:\ngot  %.500v\nwant %.500v", name, *site2, site)
		}
		if again, _, _ := rewritten(t, site2, back); !bytes.Equal(again, b) {
			t.Errorf("%s: written a second time it differs", name)
		}
	}
}

// pieces are what random texts are made of: whatever means something to a
// reader of WXR, in fragments.
var pieces = []string{
	"", " ", "\n", "\t", "a", "Grüße", "日本", "🎉", "&", "&amp;", "&#8217;", "&nbsp", "<", ">", "<b>", "</b>", "]", "]]", "]]>", "]]]]><![CDATA[>", "<![CDATA[",
	"<!--", "-->", "<!-- wp:paragraph -->", "<item>", "</item>", "<item>\n<title>", "</item>\n<item>", "</channel>", "</rss>", "<rss version=\"2.0\">",
	"<?xml version=\"1.0\"?><rss", "</content:encoded>", "</content:encoded>\n<excerpt:encoded>", "<wp:post_id>", "</wp:meta_value>\n</wp:postmeta>",
	"</title>\n<link>", "</wp:comment_content>\n<wp:comment_approved>", "\"", "'", "\\", "?>", "\u00a0", "\u2028", "%e6%97%a5", "http://old.example/?a=1&b=2",
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(8) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

// randomWord is the text of a field whose white space around it means nothing.
func randomWord(r *rand.Rand) string {
	return string(trimSpace([]byte(randomText(r))))
}

func randomTime(r *rand.Rand) time.Time {
	if r.IntN(4) == 0 {
		return time.Time{}
	}
	return time.Unix(r.Int64N(4e9), 0).UTC()
}

func randomMeta(r *rand.Rand) (list []Meta) {
	for range r.IntN(3) {
		if m := (Meta{randomWord(r), randomText(r)}); m != (Meta{}) {
			list = append(list, m)
		}
	}
	return list
}

func randomItem(r *rand.Rand) *Item {
	word, text := func() string { return randomWord(r) }, func() string { return randomText(r) }
	it := &Item{
		ID: r.Int64N(1000), Type: "t" + word(), Status: "s" + word(), Slug: word(), Title: text(), Link: word(), GUID: word(), Creator: word(),
		Description: text(), Content: text(), Excerpt: text(), Password: text(), Parent: r.Int64N(9), MenuOrder: r.IntN(9) - 4, Sticky: r.IntN(2) == 0,
		CommentStatus: word(), PingStatus: word(), AttachmentURL: word(),
		Date: randomTime(r), DateGMT: randomTime(r), Modified: randomTime(r), ModifiedGMT: randomTime(r), PubDate: randomTime(r), Meta: randomMeta(r),
	}
	for range r.IntN(3) {
		// A term without a slug can repeat another: see terms.
		it.Terms = append(it.Terms, TermRef{Taxonomy: "x" + word(), Slug: "s" + word(), Name: text()})
	}
	for range r.IntN(3) {
		it.Comments = append(it.Comments, Comment{
			ID: r.Int64N(99), Parent: r.Int64N(9), Author: text(), AuthorEmail: word(), AuthorURL: word(), AuthorIP: word(), Date: randomTime(r),
			DateGMT: randomTime(r), Content: text(), Approved: word(), Type: word(), UserID: r.Int64N(9), Meta: randomMeta(r),
		})
	}
	return it
}

func TestWriteRandomItems(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 300 {
		var items []*Item
		for range r.IntN(4) + 1 {
			items = append(items, randomItem(r))
		}
		_, _, back := rewritten(t, &Site{Title: randomWord(r), BaseBlogURL: "http://old.example"}, items)
		sameItems(t, back, items)
		if t.Failed() {
			t.Fatalf("round %d", n)
		}
	}
}

// A content longer than what the reader looks ahead, with what it takes for
// the signs of a damaged file.
func TestWriteLongItem(t *testing.T) {
	long := strings.Repeat("Wörter ]]> <![CDATA[ </content:encoded>\n<excerpt:encoded> </item>\n<item>\n<title> <rss version=\"2.0\"> ", 30_000)
	plain := strings.Repeat("</content:encoded>\n<excerpt:encoded> <rss version=\"2.0\"> ", 40_000)
	items := []*Item{{ID: 1, Type: "post", Status: "publish", Content: long}, {ID: 2, Type: "post", Status: "publish", Content: plain}}
	_, _, back := rewritten(t, &Site{BaseBlogURL: "http://old.example"}, items)
	sameItems(t, back, items)
}

func TestWriteDisallowed(t *testing.T) {
	it := &Item{ID: 1, Type: "post", Status: "publish", Content: "a\x00b\x0bc\r\nd\re\ufffef\xffg", Title: "t\x1b[31m"}
	_, _, back := rewritten(t, &Site{Title: "A &amp; B <i>"}, []*Item{it})
	if got, want := back[0].Content, "abc\nd\nef\ufffdg"; got != want {
		t.Errorf("content: got %q, want %q", got, want)
	}
	if got, want := back[0].Title, "t[31m"; got != want {
		t.Errorf("title: got %q, want %q", got, want)
	}
}

func TestWriteSite(t *testing.T) {
	site := &Site{
		Title: "Q &amp; A <b> \"x\"", Description: "a & b", Language: "de-DE", Link: "http://o.example/?a=1&b=2", BaseSiteURL: "http://o.example",
		BaseBlogURL: "http://o.example/blog", Generator: "g", WXRVersion: "1.2",
		Authors: []Author{{ID: 3, Login: "anna", Email: "a@o.example", DisplayName: "Anna <3 & Co &amp;", FirstName: "Anna", LastName: "]]>", Description: "I <b>am</b> & so on"}},
		Terms: []Term{
			{ID: 1, Taxonomy: "category", Slug: "a", Parent: "b", Name: "A & B"},
			{ID: 2, Taxonomy: "category", Slug: "b", Parent: "c", Name: "B", Description: "<p>d</p>", Meta: []Meta{{"k", "v"}}},
			{ID: 3, Taxonomy: "category", Slug: "c", Parent: "a", Name: "C"}, // a circle
			{ID: 4, Taxonomy: "post_tag", Slug: "t", Name: "T"},
			{ID: 5, Taxonomy: "nav_menu", Slug: "main", Name: "Main"},
			{ID: 6, Taxonomy: "category", Slug: "child", Parent: "parent", Name: "Child"},
			{ID: 7, Taxonomy: "category", Slug: "parent", Name: "Parent"},
		},
	}
	_, got, _ := rewritten(t, site, nil)
	order := ""
	for _, term := range got.Terms {
		order += term.Slug + " "
	}
	if want := "a c b t main parent child "; order != want {
		t.Errorf("terms: got %s, want %s", order, want)
	}
	again, _, _ := rewritten(t, got, nil)
	if first, _, _ := rewritten(t, site, nil); !bytes.Equal(first, again) {
		t.Error("written a second time it differs")
	}
	got.Terms, site.Terms = nil, nil
	if !reflect.DeepEqual(got, site) {
		t.Errorf("got  %+v\nwant %+v", got, site)
	}
}

// FuzzWrite writes whatever was read.
func FuzzWrite(f *testing.F) {
	for _, r := range append(readings(), truncatedReadings...) {
		f.Add([]byte(r.in))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		items, site, _, _ := readAll("a.xml", bytes.NewReader(in))
		for _, it := range items {
			if it.Cut {
				it.Type, it.Status = "post", "draft"
			}
		}
		b, site2, back := rewritten(t, &site, items)
		if len(back) != len(items) {
			t.Fatalf("%d items, want %d", len(back), len(items))
		}
		if again, _, _ := rewritten(t, site2, back); !bytes.Equal(again, b) {
			t.Error("written a second time it differs")
		}
	})
}
