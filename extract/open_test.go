package extract

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// gz compresses s as one member.
func gz(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// zipped packs names and contents, in turn.
func zipped(pairs ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		if err != nil {
			panic(err)
		}
		f.Write([]byte(pairs[i+1]))
	}
	w.Close()
	return b.String()
}

// folder writes names and contents, in turn, into a new folder.
func folder(t testing.TB, pairs ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(pairs); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, pairs[i]), []byte(pairs[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// ids opens what is named and returns the IDs of its items.
func ids(t testing.TB, names ...string) (string, error) {
	t.Helper()
	s, err := Open(names, nil)
	if err != nil {
		return "", err
	}
	defer s.Close()
	items, err := collect(s, nil)
	var got []string
	for _, it := range items {
		got = append(got, fmt.Sprint(it.ID))
	}
	return strings.Join(got, " "), err
}

// However an export is packed, whatever its name says, it is read.
func TestPacked(t *testing.T) {
	a, b := wxr(item(1, "")+item(2, "")), wxr(item(3, ""))
	for _, c := range []struct{ why, in, want, err string }{
		{"plain", a, "1 2", ""},
		{"gzip", gz(a), "1 2", ""},
		{"gzip in two members", gz(a[:200]) + gz(a[200:]), "1 2", ""},
		{"gzip, then padding", gz(a) + "\x00\x00\x00\x00", "1 2", ""},
		{"gzip, then a broken member", gz(a) + "\x1f\x8b\x08", "1 2", ""},
		{"gzip, cut after the export", gz(a)[:len(gz(a))-8], "1 2", "FILE: line 6: unexpected EOF"},
		{"gzip, its sum wrong", gz(a)[:len(gz(a))-8] + strings.Repeat("\x01", 8), "1 2", "FILE: line 6: gzip: invalid checksum"},
		{"zip", zipped("a.xml", a), "1 2", ""},
		{"zip, parts in natural order", zipped("x/p.10.xml", b, "x/p.9.xml", a), "1 2 3", ""},
		{"zip, with other things", zipped("__MACOSX/._a.xml", "junk", "x/", "", "x/.hidden.xml", "junk", "readme.txt", "hi", "feed.xml", "<rss><channel/></rss>", "A.XML", a), "1 2", ""},
		{"zip, with a gzip in it", zipped("a.xml.gz", gz(a), "media.tar.gz", gz(strings.Repeat("\x00", 257)+"ustar\x0000")), "1 2", ""},
		{"zip, with names that lead elsewhere", zipped("../../evil.xml", a, "/etc/passwd.xml", b), "1 2 3", ""},
		{"zip, without an export", zipped("a.txt", "x"), "", "FILE: a zip file without an .xml file in it"},
		{"zip, with no export", zipped("a.xml", "{}", "b.xml", "[]"), "", "FILE: a zip file without a WordPress export in it"},
		{"zip, with one file that is none", zipped("a.xml", "{}"), "", "FILE/a.xml: JSON, not a WordPress export"},
		{"zip, empty", zipped(), "", "FILE: a zip file without an .xml file in it"},
		{"zip, cut", zipped("a.xml", a)[:100], "", "FILE: a damaged zip file"},
	} {
		name := write(t, "site.jpg", c.in)
		got, err := ids(t, name)
		if got != c.want || errorText(err) != strings.Replace(c.err, "FILE", name, 1) {
			t.Errorf("%s: got %q, %v, want %q, %s", c.why, got, err, c.want, c.err)
		}
		// The same from a pipe.
		s, err := Open([]string{"-"}, strings.NewReader(c.in))
		if err != nil {
			if c.err == "" {
				t.Errorf("%s: stdin: %v", c.why, err)
			}
			continue
		}
		if items, _ := collect(s, nil); len(items) != len(strings.Fields(c.want)) {
			t.Errorf("%s: stdin: %d items", c.why, len(items))
		}
		s.Close()
	}
}

// A gzip file may end at any byte, and what it holds is read as far as that.
func TestGzipTruncatedAnywhere(t *testing.T) {
	var items strings.Builder
	for i := range 200 {
		items.WriteString(item(int64(i+1), fmt.Sprintf("<title>%x</title>", i*i*i*7919)))
	}
	data := gz(wxr(items.String()))
	last := 0
	for n := 0; n < len(data); n += 7 {
		s := new(Source)
		in := []byte(data[:n])
		err := s.addFile("a.xml.gz", bytes.NewReader(in), int64(n), func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(in)), nil
		})
		if err != nil {
			if last > 0 {
				t.Fatalf("cut at %d: %v", n, err)
			}
			continue
		}
		got, err := collect(s, nil)
		if err == nil || len(got) < last {
			t.Fatalf("cut at %d: %d items after %d, %v", n, len(got), last, err)
		}
		last = len(got)
	}
	if last != 200 {
		t.Errorf("at the end: %d items", last)
	}
}

// A folder is read in the order people mean, and what is no export in it is
// named.
func TestFolder(t *testing.T) {
	dir := folder(t,
		"site.10.xml", wxr(item(10, "")), "site.2.xml", wxr(item(2, "")), "site.1.xml.gz", gz(wxr(item(1, ""))),
		"site.3.zip", zipped("a.xml", wxr(item(3, ""))), "feed.xml", "<rss><channel/></rss>", "notes.txt", wxr(item(9, "")), ".hidden.xml", wxr(item(8, "")),
		"media.tar.gz", gz(strings.Repeat("\x00", 257)+"ustar\x0000"))
	if err := os.Mkdir(filepath.Join(dir, "deeper.xml"), 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := Open([]string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	short := func(names []string) string {
		return strings.ReplaceAll(strings.Join(names, " "), dir+string(filepath.Separator), "")
	}
	if got, want := short(s.Files()), "site.1.xml.gz site.2.xml site.3.zip/a.xml site.10.xml"; got != want {
		t.Errorf("files: got %s, want %s", got, want)
	}
	var skipped []string
	for _, err := range s.Skipped() {
		skipped = append(skipped, err.Error())
	}
	if got, want := short(skipped), "feed.xml: an RSS feed, not a WordPress export media.tar.gz: a tar archive notes.txt: not an .xml, .gz or .zip file"; got != want {
		t.Errorf("skipped: got %s, want %s", got, want)
	}
	items, err := collect(s, nil)
	if err != nil || len(items) != 4 || items[3].ID != 10 || items[2].File != filepath.Join(dir, "site.3.zip")+"/a.xml" {
		t.Errorf("%d items, %v", len(items), err)
	}

	empty := folder(t, "a.txt", "x")
	_, err = Open([]string{empty}, nil)
	if got, want := errorText(err), empty+": no WordPress export in this folder"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The parts of an export make one site: authors by login, terms by taxonomy
// and slug, and what comes first counts unless it is empty.
func TestMerge(t *testing.T) {
	part := func(channel, items string) string {
		return "<rss><channel><wp:base_blog_url>http://www.a.example/</wp:base_blog_url>" + channel + items + "</channel></rss>"
	}
	dir := folder(t,
		"1.xml", part(`<title></title><wp:author><wp:author_login>al</wp:author_login><wp:author_email>a@x</wp:author_email></wp:author>
			<wp:category><wp:category_nicename>c</wp:category_nicename><wp:cat_name>C &amp;amp; D</wp:cat_name></wp:category>
			<wp:term><wp:term_taxonomy>nav_menu</wp:term_taxonomy><wp:term_slug>c</wp:term_slug><wp:term_name>Menu</wp:term_name></wp:term>`, item(1, "")),
		"2.xml", strings.Replace(part(`<title>Site &amp;#8211; &amp;amp; more</title><wp:wp_author><wp:author_login>al
				</wp:author_login><wp:author_id>7</wp:author_id><wp:author_email>b@x</wp:author_email><wp:author_display_name><![CDATA[Al &amp; Co]]></wp:author_display_name></wp:wp_author>
			<wp:author><wp:author_login>bo</wp:author_login></wp:author>
			<wp:category><wp:term_id>5</wp:term_id><wp:category_nicename>c</wp:category_nicename><wp:category_parent>p</wp:category_parent><wp:cat_name>other</wp:cat_name><wp:termmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:termmeta></wp:category>
			<wp:tag><wp:tag_slug>c</wp:tag_slug></wp:tag>`, item(2, "")), "http://www.a.example/", "https://a.example", 1))
	s, err := Open([]string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want := Site{
		Title:       "Site – & more",
		BaseBlogURL: "http://www.a.example/",
		Authors:     []Author{{ID: 7, Login: "al", Email: "a@x", DisplayName: "Al & Co"}, {Login: "bo"}},
		Terms: []Term{
			{ID: 5, Taxonomy: "category", Slug: "c", Parent: "p", Name: "C & D", Meta: []Meta{{"k", "v"}}},
			{Taxonomy: "nav_menu", Slug: "c", Name: "Menu"},
			{Taxonomy: "post_tag", Slug: "c"},
		},
	}
	for pass := range 2 {
		site := Site{Title: "left from before"}
		items, err := collect(s, &site)
		if err != nil || len(items) != 2 {
			t.Fatal(len(items), err)
		}
		if !reflect.DeepEqual(site, want) {
			t.Errorf("pass %d:\ngot  %+v\nwant %+v", pass, site, want)
		}
	}
}

// IDs of different sites mean different things, so their exports are not read
// together.
func TestDifferentSites(t *testing.T) {
	of := func(url string) string {
		return "<rss><channel><wp:base_blog_url>" + url + "</wp:base_blog_url>" + item(1, "") + "</channel></rss>\n"
	}
	dir := folder(t, "a.xml", of("http://a.example"), "b.xml", of("http://b.example/"))
	a, b := filepath.Join(dir, "a.xml"), filepath.Join(dir, "b.xml")
	want := a + " and " + b + " are exports of different sites (http://a.example, http://b.example/)"
	for _, names := range [][]string{{a, b}, {dir}} {
		_, err := Open(names, nil)
		var refused *RefusedError
		if !errors.As(err, &refused) || err.Error() != want || refused.Hint() == "" {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	// Pasted together it shows only while it is read.
	both := write(t, "ab.xml", of("http://a.example")+of("http://b.example"))
	got, err := ids(t, both)
	if want := both + ": line 3: an export of another site begins here (http://b.example, not http://a.example)"; errorText(err) != want || got != "1" {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
	for _, same := range [][2]string{
		{"http://a.example", "https://www.A.example/"}, {"http://a.example/blog", "http://a.example/blog/"}, {"http://a.example", ""},
	} {
		dir := folder(t, "a.xml", of(same[0]), "b.xml", of(same[1]))
		if got, err := ids(t, dir); err != nil || got != "1 1" {
			t.Errorf("%q: got %s, %v", same, got, err)
		}
	}
	if sameSite("http://a.example/x", "http://a.example/X") {
		t.Error("the path of a site is not taken as it is")
	}
}

// One file that is cut does not keep the others from being read.
func TestErrorsJoined(t *testing.T) {
	cut := strings.TrimSuffix(wxr(item(1, "<title>x</title>")), "</channel></rss>\n")
	dir := folder(t, "a.xml", cut, "b.xml", wxr(item(2, "")), "c.xml", cut+"<item>")
	got, err := ids(t, dir)
	var c *TruncatedError
	if got != "1 2 1 0" || strings.Count(errorText(err), "\n") != 1 || !errors.As(err, &c) || c.File != filepath.Join(dir, "a.xml") || c.Title != "x" {
		t.Errorf("got %s, %v", got, err)
	}
}

// A file is read once, however often it is named.
func TestSameFileTwice(t *testing.T) {
	dir := folder(t, "a.xml", wxr(item(1, "")))
	if got, err := ids(t, filepath.Join(dir, "a.xml"), dir+"/./a.xml"); got != "1" || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
}

// A file that changes between two passes would make the second differ.
func TestChanged(t *testing.T) {
	name := write(t, "a.xml", wxr(item(1, "")))
	s, err := Open([]string{name}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := os.WriteFile(name, []byte(wxr(item(1, "")+item(2, ""))), 0o600); err != nil {
		t.Fatal(err)
	}
	items, err := collect(s, nil)
	if want := name + ": the file has changed since it was first read"; len(items) > 0 || errorText(err) != want {
		t.Errorf("got %d items, %v", len(items), err)
	}
}

// The caller may stop at any item, and begin again.
func TestStop(t *testing.T) {
	s, err := Open([]string{write(t, "a.xml", string(export(10)))}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for stop := range 10 {
		n := 0
		for it, err := range s.Items(nil) {
			if err != nil {
				t.Fatal(err)
			}
			if n == stop {
				if it.ID != int64(stop+1) {
					t.Errorf("item %d has the ID %d", stop, it.ID)
				}
				break
			}
			n++
		}
	}
	if items, err := collect(s, nil); len(items) != 10 || err != nil {
		t.Errorf("%d items, %v", len(items), err)
	}
}

// Offset ascends to Size, however the source is packed.
func TestOffset(t *testing.T) {
	data := string(export(2000))
	dir := folder(t, "a.xml", data, "b.xml.gz", gz(data), "c.zip", zipped("x.xml", data))
	s, err := Open([]string{dir}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for range 2 {
		last, steps := int64(0), 0
		for range s.Items(nil) {
			now := s.Offset()
			if now < last {
				t.Fatalf("offset %d after %d", now, last)
			}
			if now > last {
				steps++
			}
			last = now
		}
		if s.Offset() != s.Size() || steps < 10 {
			t.Errorf("offset %d of %d in %d steps", s.Offset(), s.Size(), steps)
		}
	}
}

// What is spooled is gone afterwards.
func TestSpool(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.Getenv("TMPDIR"))
	s, err := Open([]string{"-"}, strings.NewReader(wxr(item(1, "")+item(2, ""))))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		items, err := collect(s, nil)
		if err != nil || len(items) != 2 || items[0].File != "stdin" {
			t.Errorf("%d items, %v", len(items), err)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(os.Getenv("TMPDIR"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// A bomb is not unpacked to the end: this one has filled a gigabyte already.
func TestBomb(t *testing.T) {
	in := gz(wxr(item(1, "")))
	s := source("bomb.gz", nil)
	s.parts[0].unpack = func() (io.ReadCloser, error) {
		return &unzipper{Closer: io.NopCloser(nil), in: bufio.NewReader(strings.NewReader(in)), packed: 1000, unpacked: maxFree}, nil
	}
	items, err := collect(s, nil)
	var refused *RefusedError
	if want := "bomb.gz: expands to more than 300 times its size"; !errors.As(err, &refused) || err.Error() != want || len(items) != 1 {
		t.Errorf("got %d items, %v", len(items), err)
	}
	for _, c := range []struct {
		packed, unpacked int64
		want             bool
	}{
		{1, maxFree, true}, {1, maxFree + 1, false}, {maxFree/300 + 1, maxFree + 300, true}, {1 << 40, 1 << 48, true}, {1 << 40, 1 << 49, false}, {0, 1 << 62, false},
	} {
		if got := expands(c.packed, c.unpacked); got != c.want {
			t.Errorf("%d to %d: got %v", c.packed, c.unpacked, got)
		}
	}
}

// Memory is bounded by the largest item, not by the file.
func TestMemory(t *testing.T) {
	var block strings.Builder
	for id := range 100 {
		block.WriteString(post(id + 1))
	}
	open, _, _ := endless(block.String()+item(7, "<content:encoded><![CDATA["+strings.Repeat("x", 5<<20)+"]]></content:encoded>")+block.String(), 64<<20)
	s := source("a.xml", open)
	peak, n := uint64(0), 0
	var m runtime.MemStats
	for _, err := range s.Items(nil) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%100 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
		}
	}
	if peak > 48<<20 {
		t.Errorf("%d MiB in use", peak>>20)
	}
}

// No input makes the reader slow: what has no end is looked for only once.
// A reader that takes quadratic time for one of these does not come to its end
// before the time limit of the tests.
func TestLinear(t *testing.T) {
	const size = 1 << 20
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for why, in := range map[string]string{
		"CDATA never closed":                    item(1, "<title><![CDATA["+repeat("x ")),
		"CDATA never closed, with tags":         item(1, "<title><![CDATA["+repeat("<b>x</b>")),
		"CDATA never closed, with closing tags": item(1, "<title><![CDATA["+repeat("</title>")),
		"CDATA never closed, in each field":     item(1, repeat("<wp:postmeta><wp:meta_key><![CDATA[k</wp:meta_key><wp:meta_value><![CDATA[v</wp:meta_value></wp:postmeta>")),
		"CDATA never closed, in each item":      repeat("<item><title><![CDATA[k</title></item>"),
		"CDATA marks":                           item(1, "<title>"+repeat("<![CDATA[")),
		"CDATA marks inside CDATA":              item(1, "<title><![CDATA[]]>x"+repeat("<![CDATA[")),
		"CDATA ends":                            item(1, "<title><![CDATA["+repeat("]]>")),
		"CDATA ends and spaces":                 item(1, "<title><![CDATA["+repeat("]]>                  ")),
		"brackets":                              item(1, "<title><![CDATA["+repeat("]")),
		"CDATA between fields":                  item(1, repeat("<![CDATA[")),
		"comments never closed":                 repeat("<!--"),
		"comments never closed, in an item":     item(1, repeat("<!--")),
		"comments never closed, in a field":     item(1, "<title>"+repeat("<!--")),
		"comments closed at last":               item(1, repeat("<!--")+"</a>-->"),
		"comments closed at last, in a field":   item(1, "<title>"+repeat("<!--")+"</a>-->"),
		"sections closed at last":               item(1, repeat("<![CDATA[")+"</a>]]>"),
		"titles after the items":                item(1, "") + repeat("<title>x</title>"),
		"titles never closed after the items":   item(1, "") + repeat("<title>"),
		"fields without an item":                repeat("<wp:post_id>1</wp:post_id></item>"),
		"instructions never closed":             repeat("<?x "),
		"declarations never closed":             repeat("<!DOCTYPE x ["),
		"tags never closed":                     item(1, repeat("<a ")),
		"quotes never closed":                   item(1, repeat(`<a b="`)),
		"elements never closed":                 item(1, repeat("<a>")),
		"elements never closed, all different":  item(1, numbered("<a%d>", size)),
		"elements closed that never opened":     item(1, numbered("</a%d>", size)),
		"fields never closed":                   item(1, repeat("<title>")),
		"links in a title never closed":         item(1, "<title>"+repeat("<link>")),
		"custom fields never closed":            item(1, repeat("<wp:postmeta>")),
		"comments of readers never closed":      item(1, repeat("<wp:comment>")),
		"authors never closed":                  repeat("<wp:author>"),
		"items never closed":                    repeat("<item>"),
		"ampersands":                            item(1, "<title>"+repeat("&")),
		"references never closed":               item(1, "<title>"+repeat("&#1")),
		"one long reference":                    item(1, "<title>&"+repeat("x")),
		"one long number":                       item(1, "<title>&#"+repeat("1")),
		"control characters":                    item(1, "<title>"+repeat("\x01")),
		"bytes of no encoding":                  item(1, "<title>"+repeat("\xff")),
		"terms without a slug":                  item(1, numbered("<category>c%d</category>", size)+`<category nicename="x">c1</category>`),
		"less-than signs":                       item(1, "<title>"+repeat("<")),
		"less-than signs between items":         repeat("<"),
		"spaces":                                item(1, "<title>"+repeat(" ")),
		"words between fields":                  item(1, repeat("x <")),
		"namespaces":                            item(1, numbered(`<a xmlns:p%d="http://wordpress.org/export/1.2/"/>`, size)),
		"closing tags of fields after CDATA":    item(1, "<title><![CDATA[x]]>y"+repeat("</title>z")),
		"a name without end":                    item(1, "<"+repeat("a")),
		"text without tags":                     repeat("x"),
		"comments in an element nobody knows":   item(1, "<acme:x>"+repeat("<!--")+"</acme:x>"),
		"signs in an element nobody knows":      item(1, "<acme:x>"+repeat("<1")+"</acme:x>"),
		"CDATA in an element nobody knows":      item(1, "<acme:x>"+repeat("<![CDATA[")+"</acme:x>"),
		"quotes in an element nobody knows":     item(1, "<acme:x>"+repeat(`<a b="'>`)+"</acme:x>"),
		"values of an element nobody knows":     item(1, "<acme:x "+repeat("a=b ")+"/>"),
		"names in an element nobody knows":      item(1, "<acme:x>"+numbered("<a%d/>", size)+"</acme:x>"),
		"lines":                                 item(1, repeat("\n&\x01")),
	} {
		t.Run(why, func(*testing.T) { readAll("a.xml", strings.NewReader(wxr(in))) })
	}
}

// numbered repeats a format with ascending numbers up to a size.
func numbered(format string, size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func TestCompareNatural(t *testing.T) {
	want := []string{"a", "a1.xml", "a02.xml", "a2.xml", "a10.xml", "a10b2", "a10b10", "b", "site.000.xml", "site.001.xml", "site.010.xml", "site.xml"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, compareNatural)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// The sum of a source is that of the bytes of its files, and of their names, which
// messages have. Of what can be read only once it is that of the bytes that came.
func TestSum(t *testing.T) {
	t.Chdir(t.TempDir())
	const head = `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>`
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	input := head + "</channel></rss>"
	sum := func(names ...string) (string, bool) {
		t.Helper()
		s, err := Open(names, strings.NewReader(input))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		sum, ok := s.Sum()
		return fmt.Sprintf("%x", sum), ok
	}
	write("a.xml", head+"</channel></rss>")
	write("b.xml", head+"</channel></rss>")
	first, ok := sum("a.xml")
	if again, _ := sum("a.xml"); !ok || again != first {
		t.Errorf("%s, then %s (%v)", first, again, ok)
	}
	seen := map[string]string{first: "a.xml"}
	other := func(what string, names ...string) {
		t.Helper()
		sum, ok := sum(names...)
		if as := seen[sum]; !ok || as != "" {
			t.Errorf("%s: known is %v, and the same as %q", what, ok, as)
		}
		seen[sum] = what
	}
	other("another name", "b.xml")
	other("both", "a.xml", "b.xml")
	write("a.xml", head+"<!-- --></channel></rss>")
	other("other bytes", "a.xml")
	other("standard input", "-")
	if again, ok := sum("-"); !ok || seen[again] != "standard input" {
		t.Errorf("standard input once more: %s", again)
	}
	input = head + "<!-- --></channel></rss>"
	other("another input", "-")

	// A pass that reads a file notes its sum.
	write("a.xml", head+strings.Repeat("<!-- some words -->\n", 100_000)+"</channel></rss>")
	want, _ := sum("a.xml")
	s, err := Open([]string{"a.xml"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for range s.Items(nil) {
	}
	if got, ok := s.Sum(); !ok || fmt.Sprintf("%x", got) != want || !s.seen[0].read {
		t.Errorf("read to its end: %x, want %s", got, want)
	}
	write("a.xml", head+"</channel></rss>")
	if _, ok := s.Sum(); ok {
		t.Error("a file that has changed since has a sum")
	}
}
