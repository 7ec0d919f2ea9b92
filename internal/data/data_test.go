package data

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

const blog = "http://blog.example.org"

// renderer returns a renderer of a blog of these items, all in the output, with
// their numbers as IDs from 1.
func renderer(t *testing.T, items ...*extract.Item) *Renderer {
	t.Helper()
	site := &extract.Site{BaseBlogURL: blog}
	x, err := rewrite.New(site, rewrite.Options{Files: "/images/"})
	if err != nil {
		t.Fatal(err)
	}
	lib := transform.NewLibrary()
	for _, it := range items {
		x.Add(it, it.Type != "attachment" && it.Type != menuType)
		lib.Add(it)
	}
	lib.Seal()
	x.Seal(func(name string) string { return name })
	return &Renderer{Index: x, Library: lib, Printer: markdown.New(nil), Blog: blog}
}

func people(site *extract.Site, items ...*extract.Item) *People {
	p := NewPeople()
	for _, it := range items {
		p.Add(it, it.Type != GuestType)
	}
	p.Seal(site)
	return p
}

// comment returns an approved comment of a minute of the day.
func comment(id, parent int64, minute int) extract.Comment {
	return extract.Comment{ID: id, Parent: parent, Approved: "1", Date: time.Date(2013, 4, 2, 9, minute, 0, 0, time.UTC), Content: fmt.Sprint("c", id)}
}

// outline writes a thread as 1(2(3)4)5.
func outline(list []*Comment) string {
	var b strings.Builder
	for i, c := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprint(&b, c.ID)
		if c.Note != "" {
			b.WriteByte('!')
		}
		if len(c.Replies) > 0 {
			fmt.Fprintf(&b, "(%s)", outline(c.Replies))
		}
	}
	return b.String()
}

func TestThreads(t *testing.T) {
	pending, ping := comment(3, 0, 3), comment(3, 0, 3)
	pending.Approved = "0"
	ping.Type = "pingback"
	undated := comment(9, 0, 0)
	undated.Date = time.Time{}
	for _, c := range []struct {
		name     string
		comments []extract.Comment
		want     string
		pings    string
	}{
		{"none", nil, "", ""},
		{"by date, not by number or place", []extract.Comment{comment(1, 0, 5), comment(2, 0, 3), comment(3, 0, 4)}, "2 3 1", ""},
		{"of one minute by number", []extract.Comment{comment(2, 0, 1), comment(1, 0, 1)}, "1 2", ""},
		{"replies", []extract.Comment{comment(3, 2, 3), comment(2, 1, 2), comment(1, 0, 1), comment(4, 1, 4), comment(5, 0, 5)}, "1(2(3) 4) 5", ""},
		{"a reply that is older than what it answers", []extract.Comment{comment(1, 0, 5), comment(2, 1, 1)}, "1(2)", ""},
		{"a reply to one that is not approved", []extract.Comment{pending, comment(4, 3, 4), comment(5, 4, 5)}, "4!(5)", ""},
		{"a reply to one that is not there", []extract.Comment{comment(4, 77, 4)}, "4!", ""},
		{"two that answer each other", []extract.Comment{comment(1, 2, 1), comment(2, 1, 2), comment(3, 2, 3)}, "1!(2(3))", ""},
		{"a tail on a circle of three", []extract.Comment{comment(1, 2, 1), comment(2, 3, 2), comment(3, 4, 3), comment(4, 2, 4)}, "2!(1 4(3))", ""},
		{"one that answers itself", []extract.Comment{comment(1, 1, 1)}, "1!", ""},
		{"the same number twice", []extract.Comment{comment(1, 0, 1), comment(1, 0, 2), comment(2, 1, 3)}, "1(2) 1", ""},
		{"no numbers", []extract.Comment{comment(0, 0, 1), comment(0, 0, 2)}, "0 0", ""},
		{"no date", []extract.Comment{comment(1, 0, 1), undated}, "9 1", ""},
		{"pingbacks apart, with replies", []extract.Comment{comment(1, 0, 1), ping, comment(4, 3, 4)}, "1", "3(4)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			it := &extract.Item{ID: 7, Type: "post", Comments: c.comments}
			r := renderer(t, it)
			var f Found
			file := r.Comments(it, Post{}, people(&extract.Site{}), &f)
			if got := outline(file.Comments); got != c.want {
				t.Errorf("comments %s, want %s", got, c.want)
			}
			if got := outline(file.Pingbacks); got != c.pings {
				t.Errorf("pingbacks %q, want %q", got, c.pings)
			}
			if want := CountApproved(it); file.Count != want {
				t.Errorf("count %d, want %d", file.Count, want)
			}
			if got, want := len(f.Notes), strings.Count(c.want, "!"); got != want {
				t.Errorf("%d notes, want %d: %v", got, want, f.Notes)
			}
		})
	}
}

// A chain of replies without end is not nested without end, and nothing of it
// is lost.
func TestThreadsAreNotDeep(t *testing.T) {
	const n = 20_000
	it := &extract.Item{Type: "post"}
	for i := int64(1); i <= n; i++ {
		it.Comments = append(it.Comments, comment(i, i-1, int(i)))
	}
	nodes := make([]*Comment, n)
	for i := range nodes {
		nodes[i] = &Comment{ID: it.Comments[i].ID, Parent: it.Comments[i].Parent}
	}
	seen, deepest := 0, 0
	var walk func(list []*Comment, depth int)
	walk = func(list []*Comment, depth int) {
		deepest = max(deepest, depth)
		for _, c := range list {
			seen++
			if int64(seen) != c.ID {
				t.Fatalf("comment %d comes as number %d", c.ID, seen)
			}
			walk(c.Replies, depth+1)
		}
	}
	walk(thread(it, nodes), 0)
	if seen != n || deepest != maxDepth {
		t.Errorf("%d comments, %d deep; want %d, %d deep", seen, deepest, n, maxDepth)
	}
}

func TestHeld(t *testing.T) {
	it := &extract.Item{}
	for _, a := range []string{"1", "0", "spam", "trash", "post-trashed", "0", "weird"} {
		it.Comments = append(it.Comments, extract.Comment{Approved: a})
	}
	it.Comments = append(it.Comments, extract.Comment{Approved: "1", Type: "order_note"})
	n, why := Held(it)
	if want := "2 in the trash, 2 pending, 1 a note of an editor or plugin, 1 not approved, 1 spam"; n != 7 || why != want {
		t.Errorf("got %d: %s\nwant 7: %s", n, why, want)
	}
	if n := CountApproved(it); n != 1 {
		t.Errorf("approved: %d, want 1", n)
	}
}

// What a comment says leads to the new site, and names nobody's address.
func TestCommentIsRewrittenAndPrivate(t *testing.T) {
	post := &extract.Item{ID: 1, Type: "post", Status: "publish", Slug: "one", Link: blog + "/2013/one/"}
	picture := &extract.Item{ID: 2, Type: "attachment", Status: "inherit", Link: blog + "/pic/", AttachmentURL: blog + "/wp-content/uploads/pic.png"}
	r := renderer(t, post, picture)
	post.Comments = []extract.Comment{{
		ID: 5, Approved: "1", Author: "jo@example.net", AuthorEmail: "jo@example.net", AuthorIP: "192.0.2.7", AuthorURL: "http://jo@example.net", UserID: 3,
		Content: `<a href="` + blog + `/?p=1">one</a> <img src="` + blog + `/wp-content/uploads/pic.png" /> ` + blog + "/2013/one/",
		Meta:    []extract.Meta{{Key: "akismet_history", Value: "192.0.2.7"}, {Key: "rating", Value: "4"}},
	}, {ID: 6, Approved: "1", Author: "Ann &amp; Bob", AuthorURL: blog + "/2013/one/", Content: "x"}, {ID: 8, Approved: "1", AuthorURL: "javascript:alert(1)", UserID: 3}}
	var f Found
	file := r.Comments(post, Post{}, people(&extract.Site{Authors: []extract.Author{{ID: 3, Login: "jo", DisplayName: "Jo"}}}), &f)
	c := file.Comments[0]
	if want := `<p><a href="/2013/one/">one</a> <img src="/images/pic.png" alt=""> <a href="/2013/one/">/2013/one/</a></p>`; c.HTML != want && c.HTML != strings.Replace(want, ` alt=""`, "", 1) {
		t.Errorf("got  %s\nwant %s", c.HTML, want)
	}
	if want := "[one](/2013/one/) ![](/images/pic.png) [/2013/one/](/2013/one/)"; c.Markdown != want {
		t.Errorf("got  %s\nwant %s", c.Markdown, want)
	}
	if c.Author != "jo" || c.URL != "" || c.Login != "jo" || c.Rating != "4" {
		t.Errorf("author %q, address %q, login %q, rating %q", c.Author, c.URL, c.Login, c.Rating)
	}
	if c := file.Comments[1]; c.Author != "Ann & Bob" || c.URL != "/2013/one/" || c.Login != "" {
		t.Errorf("author %q, address %q, login %q", c.Author, c.URL, c.Login)
	}
	if c := file.Comments[2]; c.Author != "Jo" || c.URL != "" {
		t.Errorf("author %q, address %q", c.Author, c.URL)
	}
	if !slices.Equal(f.Files, []int{0}) {
		t.Errorf("files %v, want the picture", f.Files)
	}
	raw, err := JSON(file)
	if err != nil || strings.Contains(string(raw), "example.net") || strings.Contains(string(raw), "192.0.2.7") {
		t.Errorf("%v\n%s", err, raw)
	}
}

func TestPeople(t *testing.T) {
	guest := &extract.Item{Type: GuestType, Status: "publish", Slug: "cap-ann-guest", Title: "Ann", Meta: []extract.Meta{
		{Key: "cap-user_login", Value: "ann-guest"}, {Key: "cap-display_name", Value: "Ann Guest"}, {Key: "cap-user_email", Value: "ann@example.net"}, {Key: "cap-website", Value: "http://ann.example.net/"}}}
	by := func(creator string, terms ...extract.TermRef) *extract.Item {
		for i := range terms {
			terms[i].Taxonomy = "author"
		}
		return &extract.Item{Type: "post", Creator: creator, Terms: terms}
	}
	items := []*extract.Item{
		by("rosa"),
		by("rosa", extract.TermRef{Slug: "cap-rosa", Name: "rosa"}, extract.TermRef{Slug: "cap-ann-guest", Name: "ann-guest"}, extract.TermRef{Slug: "ann-guest", Name: "ann-guest"}),
		by("rosa", extract.TermRef{Slug: "cap-b-smith", Name: "B. Smith"}), // PublishPress names the person
		by("b@example.net"),
		by("old-hand"),
		by(""),
		by("rosa", extract.TermRef{Slug: "cap-unknown", Name: "unknown"}),
		guest,
	}
	site := &extract.Site{Authors: []extract.Author{
		{ID: 1, Login: "rosa", Email: "rosa@example.org", DisplayName: "Rosa Lehm"}, {ID: 2, Login: "b.smith", DisplayName: "b@example.net"}, {ID: 3, Login: "b@example.net"}}}
	p := people(site, items...)
	want := []string{"rosa", "rosa ann-guest", "b.smith", "bexample-net", "old-hand", "", "unknown"}
	for i, w := range want {
		var got []string
		for _, a := range p.Of(items[i]) {
			got = append(got, a.Login)
			a.Count++
		}
		if strings.Join(got, " ") != w {
			t.Errorf("post %d is by %q, want %q", i, got, w)
		}
	}
	raw, err := JSON(p.Authors(renderer(t), &Found{}))
	if err != nil {
		t.Fatal(err)
	}
	if s := string(raw); strings.Contains(s, "@") {
		t.Errorf("an e-mail address in\n%s", s)
	}
	var got []string
	for _, a := range p.list {
		got = append(got, fmt.Sprintf("%s %q %v %d", a.Login, a.Name, a.Guest, a.Count))
	}
	if want := []string{`rosa "Rosa Lehm" false 2`, `b.smith "b" false 1`, `bexample-net "bexample-net" false 1`, `ann-guest "Ann Guest" true 1`, `unknown "unknown" true 1`, `old-hand "old-hand" false 1`}; !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTerms(t *testing.T) {
	site := &extract.Site{BaseBlogURL: blog, Terms: []extract.Term{
		{ID: 1, Taxonomy: "category", Slug: "pots", Name: "Pots", Description: "See <a href=\"" + blog + "/one/\">one</a>"},
		{ID: 2, Taxonomy: "category", Slug: "%e6%a5%bd", Parent: "pots", Name: "楽"},
		{ID: 3, Taxonomy: "nav_menu", Slug: "main", Name: "Main"},
		{ID: 4, Taxonomy: "author", Slug: "cap-rosa", Name: "rosa", Description: "Rosa rosa 1 rosa@example.org"},
		{ID: 5, Taxonomy: "post_translations", Slug: "pll_1", Description: `a:1:{s:2:"en";i:1;}`},
	}}
	it := &extract.Item{Terms: []extract.TermRef{{Taxonomy: "category", Slug: "%e6%a5%bd"}, {Taxonomy: "category", Slug: "%e6%a5%bd"}, {Taxonomy: "genre", Slug: "noir", Name: "Noir"}, {Taxonomy: "post_tag", Name: "Old tag"}}}
	terms := NewTerms()
	terms.Add(it)
	terms.Seal(site)
	for _, term := range terms.Of(it) {
		term.Count++
	}
	one := &extract.Item{ID: 9, Type: "post", Status: "publish", Slug: "one", Link: blog + "/one/"}
	raw, err := JSON(terms.Lists(renderer(t, one), &Found{}))
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
  "category": [
    {
      "slug": "pots",
      "name": "Pots",
      "description": "See [one](/one/)",
      "count": 0
    },
    {
      "slug": "楽",
      "name": "楽",
      "parent": "pots",
      "count": 1
    }
  ],
  "genre": [
    {
      "slug": "noir",
      "name": "Noir",
      "count": 1
    }
  ],
  "post_tag": [
    {
      "slug": "old-tag",
      "name": "Old tag",
      "count": 1
    }
  ]
}
`
	if string(raw) != want {
		t.Errorf("got %s", raw)
	}
}

func TestMenus(t *testing.T) {
	page := &extract.Item{ID: 1, Type: "page", Status: "publish", Slug: "about", Title: "About us", Link: blog + "/about/"}
	file := &extract.Item{ID: 2, Type: "attachment", Status: "inherit", Title: "Price list", Link: blog + "/list/", AttachmentURL: blog + "/wp-content/uploads/list.pdf"}
	site := &extract.Site{BaseBlogURL: blog, Terms: []extract.Term{
		{ID: 20, Taxonomy: "nav_menu", Slug: "main", Name: "Main"}, {ID: 21, Taxonomy: "nav_menu", Slug: "empty", Name: "Empty"},
		{ID: 22, Taxonomy: "category", Slug: "pots", Name: "Pots"}, {ID: 23, Taxonomy: "category", Slug: "bowls", Name: "Bowls", Parent: "pots"},
		{ID: 24, Taxonomy: "category", Slug: "odd", Name: "Odd", Parent: "odd"}}}
	entry := func(id int64, order int, menu string, meta ...string) *extract.Item {
		it := &extract.Item{ID: id, Type: menuType, Status: "publish", MenuOrder: order}
		if menu != "" {
			it.Terms = []extract.TermRef{{Taxonomy: "nav_menu", Slug: menu}}
		}
		for i := 0; i+1 < len(meta); i += 2 {
			if meta[i] == "title" {
				it.Title = meta[i+1]
				continue
			}
			it.Meta = append(it.Meta, extract.Meta{Key: "_menu_item_" + meta[i], Value: meta[i+1]})
		}
		return it
	}
	draft := entry(19, 1, "main", "title", "Draft", "type", "custom")
	draft.Status = "draft"
	entries := []*extract.Item{
		entry(10, 3, "main", "title", "Shop", "type", "custom", "url", "https://shop.example/", "target", "_blank", "classes", `a:2:{i:0;s:3:"big";i:1;s:0:"";}`),
		entry(11, 1, "main", "type", "post_type", "object", "page", "object_id", "1"),
		entry(12, 2, "main", "type", "taxonomy", "object", "category", "object_id", "23", "menu_item_parent", "11"),
		entry(13, 4, "main", "title", "Gone", "type", "post_type", "object", "page", "object_id", "99", "menu_item_parent", "98"),
		entry(14, 5, "main", "type", "post_type", "object", "attachment", "object_id", "2", "menu_item_parent", "12"),
		entry(15, 6, "main", "title", "Script", "type", "custom", "url", " java\tscript:alert(1)"),
		entry(16, 1, "other", "title", "A", "type", "custom", "url", blog+"/about", "menu_item_parent", "17"),
		entry(17, 2, "other", "title", "B", "type", "custom", "url", "#", "menu_item_parent", "16"),
		entry(18, 1, "", "title", "Nowhere", "type", "custom"),
		draft,
		entry(20, 7, "main", "type", "taxonomy", "object", "category", "object_id", "24"),
		entry(21, 8, "main", "title", "Works", "type", "post_type_archive", "object", "portfolio"),
	}
	terms := NewTerms()
	terms.Seal(site)
	r := renderer(t, append([]*extract.Item{page, file}, entries...)...)
	menus := NewMenus()
	for _, it := range entries {
		menus.See(it)
	}
	unseen := 0
	for _, it := range append(entries, page, file) {
		e, why := r.MenuItem(it, terms, &Found{})
		switch {
		case e != nil:
			menus.Add(e)
		case why != "":
			unseen++
		default:
			menus.Name(it.ID, it.PlainTitle())
		}
	}
	if unseen != 2 {
		t.Errorf("%d entries are not seen, want the draft and the one in no menu", unseen)
	}
	var b strings.Builder
	var write func(list []*MenuItem, depth int)
	write = func(list []*MenuItem, depth int) {
		for _, e := range list {
			fmt.Fprintf(&b, "%s%s %s %q %s%s%s\n", strings.Repeat("  ", depth), e.Type, e.Term, e.Title, e.URL, e.Target, strings.Join(e.Classes, ","))
			write(e.Children, depth+1)
		}
	}
	for _, m := range menus.Trees(site) {
		fmt.Fprintf(&b, "%s %q\n", m.Slug, m.Name)
		write(m.Items, 1)
	}
	const want = `main "Main"
  page  "About us" /about/
    category bowls "Bowls" /category/pots/bowls/
      attachment  "Price list" /images/list.pdf
  custom  "Shop" https://shop.example/_blankbig
  page  "Gone" 
  custom  "Script" 
  category odd "Odd" /category/odd/
  portfolio  "Works" /portfolio/
empty "Empty"
other "other"
  custom  "A" /about/
    custom  "B" #
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestTranslations(t *testing.T) {
	polylang := func(language, group string) *extract.Item {
		return &extract.Item{Terms: []extract.TermRef{{Taxonomy: "post_translations", Slug: group}, {Taxonomy: "language", Slug: language}}}
	}
	wpml := &extract.Item{Meta: []extract.Meta{{Key: "_wpml_import_language_code", Value: "de"}, {Key: "_wpml_import_translation_group", Value: "12"}}}
	tr := Translations{}
	for i, it := range []*extract.Item{polylang("en", "pll_1"), polylang("fr", "pll_1"), polylang("en", "pll_2"), wpml, {}} {
		tr.Add(i, it)
	}
	if got := tr.Of(0, "pll_1"); len(got) != 1 || got["fr"] != 1 {
		t.Errorf("translations of 0: %v", got)
	}
	if got := tr.Of(2, "pll_2"); len(got) != 0 {
		t.Errorf("translations of 2: %v", got)
	}
	for i := range mostTranslations + 1 {
		tr.Add(10+i, polylang(fmt.Sprint("l", i), "pll_3"))
	}
	if got, n := tr.Of(10, "pll_3"), tr.TooMany("pll_3"); got != nil || n != mostTranslations+1 || tr.TooMany("pll_1") != 0 {
		t.Errorf("of %d in a group: %d translations", n, len(got))
	}
	if language, group := Language(wpml); language != "de" || group != "12" {
		t.Errorf("WPML: %q, %q", language, group)
	}
}

func TestWebAddress(t *testing.T) {
	for in, want := range map[string]string{
		"http://example.org": "http://example.org", " https://example.org/a?b&amp;c ": "https://example.org/a?b&c", "example.org": "http://example.org",
		"": "", "http://": "", "javascript:alert(1)": "", "mailto:a@b.example": "", "a@b.example": "", "http://a@b.example/": "", "none": "", "ftp://example.org": "", "http://x\"y": "",
	} {
		if got := webAddress(in); got != want {
			t.Errorf("webAddress(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMediaAddress(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{blog + "/wp-content/uploads/a%20b.png", "/wp-content/uploads/a%20b.png"}, {"https://www.blog.example.org/a.png?x=1", "/a.png?x=1"},
		{"https://cdn.example.net/a.png", "https://cdn.example.net/a.png"}, {"%zz", "%zz"},
	} {
		if got := withoutHost(c.in, blog); got != c.want {
			t.Errorf("%s: got %s, want %s", c.in, got, c.want)
		}
	}
}
