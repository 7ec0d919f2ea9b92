package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// A changedPost is an item of an export, and in later ones of what it has become.
type changedPost struct {
	id                      int
	slug, typ, status, text string
	comments                int
	file                    string // of an attachment
	parent                  int
	title                   string
}

// exportOf returns an export of some items.
func exportOf(posts []changedPost) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Site</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
`)
	for _, p := range posts {
		fmt.Fprintf(&b, `<item><title>%s</title><link>https://old.example/%s/</link><dc:creator>ann</dc:creator><content:encoded><![CDATA[%s]]></content:encoded><excerpt:encoded></excerpt:encoded><wp:post_id>%d</wp:post_id><wp:post_date>2020-01-%02d 10:00:00</wp:post_date><wp:post_date_gmt>2020-01-%02d 10:00:00</wp:post_date_gmt><wp:post_name>%s</wp:post_name><wp:status>%s</wp:status><wp:post_parent>%d</wp:post_parent><wp:post_type>%s</wp:post_type>
`, cmp.Or(p.title, fmt.Sprint("Post ", p.id)), p.slug, p.text, p.id, p.id%28+1, p.id%28+1, p.slug, p.status, p.parent, p.typ)
		if p.file != "" {
			fmt.Fprintf(&b, "<wp:attachment_url>https://old.example/wp-content/uploads/%s</wp:attachment_url>\n", p.file)
		}
		for i := range p.comments {
			fmt.Fprintf(&b, `<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_author>Bob</wp:comment_author><wp:comment_date>2020-02-01 10:00:00</wp:comment_date><wp:comment_content><![CDATA[Comment %d.]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment>
`, 100*p.id+i, i)
		}
		b.WriteString("</item>\n")
	}
	b.WriteString("</channel></rss>\n")
	return []byte(b.String())
}

func img(name string) string {
	return `<img src="https://old.example/wp-content/uploads/` + name + `" alt="x">`
}

func text(n int, more string) string {
	return fmt.Sprintf("The first paragraph of %d.\n\nThe second paragraph.\n\nThe third one. %s", n, more)
}

// firstPosts are those of a small site.
func firstPosts() []changedPost {
	return []changedPost{
		{1, "plain", "post", "publish", text(1, ""), 1, "", 0, ""},
		{2, "named", "post", "publish", text(2, img("2020/01/a.jpg")+img("2020/01/d.jpg")), 2, "", 0, ""},
		{3, "edited", "post", "publish", text(3, img("2020/01/none.jpg")), 1, "", 0, ""},
		{4, "conflict", "post", "publish", text(4, ""), 1, "", 0, ""},
		{5, "deleted", "post", "publish", text(5, ""), 1, "", 0, ""},
		{6, "renamed", "post", "publish", text(6, ""), 1, "", 0, ""},
		{7, "left", "post", "publish", text(7, img("2020/01/b.jpg")), 1, "", 0, ""},
		{8, "right", "post", "publish", text(8, ""), 1, "", 0, ""},
		{9, "gone", "post", "publish", text(9, ""), 1, "", 0, ""},
		{10, "typed", "post", "publish", text(10, ""), 1, "", 0, ""},
		{11, "hidden", "post", "publish", text(11, img("2020/01/c.jpg")), 1, "", 0, ""},
		{12, "hidden-edited", "post", "publish", text(12, ""), 1, "", 0, ""},
		{13, "parent", "page", "publish", text(13, ""), 0, "", 0, ""},
		{14, "gone-edited", "post", "publish", text(14, ""), 0, "", 0, ""},
		{15, "a", "attachment", "inherit", "", 0, "2020/01/a.jpg", 0, ""},
		{16, "b", "attachment", "inherit", "", 0, "2020/01/b.jpg", 0, ""},
		{17, "same", "post", "publish", text(17, ""), 1, "", 0, ""},
		{18, "c", "attachment", "inherit", "", 0, "2020/01/c.jpg", 11, ""},
		{19, "drafted", "post", "publish", text(19, ""), 1, "", 0, ""},
		{21, "drafted-conflict", "post", "publish", text(21, ""), 1, "", 0, ""},
		{22, "hidden-moved", "post", "publish", text(22, ""), 1, "", 0, ""},
	}
}

// laterPosts are those of the same site when much of it has changed.
func laterPosts() []changedPost {
	var later []changedPost
	for _, p := range firstPosts() {
		p.text = strings.Replace(p.text, "third one", "third passage", 1)
		switch p.id {
		case 2, 3, 5, 6:
			p.slug += "-new"
		case 4:
			p.slug += "-new"
			p.text = strings.Replace(p.text, "second", "other", 1)
		case 7:
			p.slug = "right"
		case 8:
			p.slug = "left"
		case 9, 14:
			continue
		case 10:
			p.typ = "page"
		case 11, 12, 22:
			p.status = "private"
		case 19, 21:
			p.status = "draft"
			if p.id == 21 {
				p.title = "Another title"
				break
			}
			p.text = strings.Replace(p.text, "second", "other", 1)
		case 13:
			p.slug = "gone" // as one had that has gone
		case 17:
			p.text = text(17, "")
		}
		later = append(later, p)
	}
	return append(later, changedPost{20, "fresh", "post", "publish", text(20, ""), 1, "", 0, ""})
}

// editSmall edits the folder of firstPosts as people do.
func editSmall(t *testing.T, dir string) {
	t.Helper()
	find := func(slug string) string {
		t.Helper()
		for name := range treeOf(t, dir) {
			if strings.HasSuffix(name, "/"+slug+".md") || strings.HasSuffix(name, slug+"/index.md") || strings.HasSuffix(name, "-"+slug+".md") && !strings.HasSuffix(name, "hidden-edited.md") && !strings.HasSuffix(name, "gone-edited.md") {
				return filepath.Join(dir, filepath.FromSlash(name))
			}
		}
		t.Fatalf("no page %s", slug)
		return ""
	}
	change := func(slug, from, to string) {
		t.Helper()
		name := find(slug)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		now := strings.Replace(string(data), from, to, 1)
		if now == string(data) {
			t.Fatalf("%s: nothing to edit", name)
		}
		if err := os.WriteFile(name, []byte(now), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	change("edited", "first", "My own words")
	change("conflict", "second", "My own words")
	change("hidden-edited", "first", "My own words")
	change("gone-edited", "first", "My own words")
	if err := os.Remove(find("deleted")); err != nil {
		t.Fatal(err)
	}
	change("drafted", "first", "My own words")
	change("drafted-conflict", "Post 21", "My own words")
	change("hidden-moved", "first", "My own words")
	for _, slug := range []string{"renamed", "hidden-moved"} {
		was := find(slug)
		if err := os.Rename(was, filepath.Join(filepath.Dir(was), "my-own-"+slug+".md")); err != nil {
			t.Fatal(err)
		}
	}
}

// smallSite writes the exports and files of a small site into the current folder.
func smallSite(t *testing.T) {
	t.Helper()
	put := func(name string, data []byte) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put("first.xml", exportOf(firstPosts()))
	put("later.xml", exportOf(laterPosts()))
	for _, name := range []string{"a", "b", "c", "d"} {
		put("uploads/2020/01/"+name+".jpg", []byte("\xff\xd8\xff "+name))
	}
	put("plain.yaml", []byte("permalinks: /:slug/\n"))
	put("months.yaml", []byte("permalinks: /:year/:slug/\nfolders: by-month\n"))
	put("beside.yaml", []byte("images: beside\n"))
}

// A sweep is a run whose calls are disturbed, one after the other.
type sweep struct {
	name          string
	before, later string // commands; DIR is the folder
	edit          bool   // the folder of before, as people do
}

var sweeps = []sweep{
	{"first", "", "migrate first.xml --uploads uploads --media local -o DIR", false},
	{"later", "migrate first.xml --uploads uploads --media local -o DIR", "migrate later.xml --uploads uploads --media local -o DIR", true},
	{"settings", "migrate first.xml --uploads uploads --media local -o DIR", "migrate first.xml --uploads uploads --media local --config months.yaml -o DIR", true},
	{"both", "migrate first.xml --uploads uploads --media local -o DIR", "migrate later.xml --uploads uploads --media local --config months.yaml -o DIR", true},
	{"hugo", "migrate first.xml --uploads uploads --media local --for hugo -o DIR", "migrate later.xml --uploads uploads --media local --for hugo -o DIR", true},
	{"beside", "migrate first.xml --uploads uploads --media local --for hugo --config beside.yaml -o DIR", "migrate later.xml --uploads uploads --media local --for hugo --config beside.yaml -o DIR", true},
	{"hexo", "migrate first.xml --uploads uploads --media local --for hexo -o DIR", "migrate later.xml --uploads uploads --media local --for hexo -o DIR", true},
	{"prune", "migrate first.xml --uploads uploads --media local -o DIR", "migrate later.xml --uploads uploads --media local --prune -o DIR", true},
	{"theirs", "migrate first.xml --uploads uploads --media local -o DIR", "migrate later.xml --uploads uploads --media local --theirs -o DIR", true},
	{"retry", "migrate first.xml --uploads uploads --media local -o DIR", "retry --source later.xml -o DIR", true},
	{"switch", "migrate first.xml --uploads uploads --media local --for hugo -o DIR", "migrate later.xml --uploads uploads --media local --for hexo --force -o DIR", true},
}

// Whatever call that changes files a run is killed before, or in the midst of, the
// next run leaves the tree that an undisturbed run leaves.
func TestKilledCalls(t *testing.T) {
	t.Chdir(memoryFolder(t))
	smallSite(t)
	for i, s := range sweeps {
		t.Run(s.name, func(t *testing.T) { s.kill(t, 1+i, *kills) })
	}
}

// A call that fails is no reason to lose anything: the run says which file it is about, or
// does without it, and the next one leaves the tree that an undisturbed run leaves.
func TestFailingCalls(t *testing.T) {
	t.Chdir(memoryFolder(t))
	smallSite(t)
	for i, s := range sweeps {
		if *kills < 30 && s.name != "both" && s.name != "switch" {
			continue
		}
		t.Run(s.name, func(t *testing.T) { s.fail(t, 1+i, *kills) })
	}
}

// A swept is a sweep whose folder is prepared.
type swept struct {
	sweep
	t           *testing.T
	site        string
	once, twice map[string]string // trees after one undisturbed run, and after another one
	calls       []call            // of that run
	seen        map[string]bool   // differences that were told
}

func (s sweep) prepare(t *testing.T) *swept {
	t.Helper()
	w := &swept{sweep: s, t: t, site: s.name + "/site", seen: map[string]bool{}}
	var err error
	if w.site, err = filepath.Abs(w.site); err != nil {
		t.Fatal(err)
	}
	if s.before != "" {
		w.run(s.before, s.name+"/before")
	}
	if s.edit {
		editSmall(t, s.name+"/before")
	}
	w.renew()
	w.run(s.later, w.site)
	w.once = treeOf(t, w.site)
	w.run(s.later, w.site)
	w.twice = treeOf(t, w.site)
	w.renew()
	_, w.calls, _ = w.traced(nil)
	if d := differences(treeOf(t, w.site), w.once); len(d) > 0 {
		t.Fatalf("a run that is traced makes another tree:\n%.3000s", strings.Join(d, "\n"))
	}
	return w
}

func (w *swept) args(command, dir string) []string {
	return append(strings.Fields(strings.ReplaceAll(command, "DIR", dir)), "--quiet")
}

func (w *swept) run(command, dir string) {
	w.t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(w.args(command, dir), strings.NewReader(""), &stdout, &stderr); code != exitOK && code != exitAttention {
		w.t.Fatalf("%s: exit code %d\n%s", command, code, stderr.String())
	}
}

func (w *swept) traced(faults map[int]fault) (code int, calls []call, stderr string) {
	w.t.Helper()
	return traced(w.t, w.site, w.args(w.later, w.site), func(c call) fault { return faults[c.n] })
}

// renew makes the folder what it was before.
func (w *swept) renew() {
	w.t.Helper()
	err := os.RemoveAll(w.site)
	if err == nil && w.before != "" {
		err = os.CopyFS(w.site, os.DirFS(w.name+"/before"))
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// points returns the calls to disturb, from the nth on: some of them, unless many are asked for.
func (w *swept) points(nth, kills int) (at []int) {
	n := nth
	for _, c := range w.calls {
		if kills < 100 && strings.Contains(c.file, ".tmp") && !strings.Contains(c.file, " -> ") {
			continue // nobody sees a temporary file
		}
		if n++; kills >= 30 || n%24 == 0 {
			at = append(at, c.n)
		}
	}
	return at
}

// wantTree finishes a run, and holds the tree against the one that it should be.
func (w *swept) wantTree(what string, finished bool) {
	w.t.Helper()
	w.run(w.later, w.site)
	got := treeOf(w.t, w.site)
	d := differences(got, w.once)
	if len(d) == 0 || finished && len(differences(got, w.twice)) == 0 {
		return
	}
	text := fmt.Sprintf("the tree is another one:\n%.9000s", strings.Join(d, "\n"))
	if w.seen[text] {
		text = "as above"
	}
	w.seen[text] = true
	w.t.Errorf("%s: %s", what, text)
}

// finished reports whether the run has come to where the next one has nothing new to tell of.
func (w *swept) finished() bool {
	now, _ := os.ReadFile(filepath.Join(w.site, ".wp2md", "manifest.jsonl"))
	return string(now) == w.once[".wp2md/manifest.jsonl"]
}

func (s sweep) kill(t *testing.T, nth, kills int) {
	w := s.prepare(t)
	at := w.points(nth, kills)
	for _, n := range at {
		for _, how := range []fault{killed, torn} {
			if how == torn && !w.calls[n].writes() {
				continue
			}
			w.renew()
			w.traced(map[int]fault{n: how})
			w.wantTree(fmt.Sprintf("%v at %v", how, w.calls[n]), w.finished())
		}
	}
	r := rand.New(rand.NewPCG(5, uint64(nth)))
	for range kills / 4 {
		w.renew()
		first, second := r.IntN(len(w.calls)), r.IntN(len(w.calls))
		w.traced(map[int]fault{first: killed})
		finished := w.finished()
		w.traced(map[int]fault{second: killed})
		w.wantTree(fmt.Sprintf("killed at %v, and then at call %d", w.calls[first], second), finished || w.finished())
	}
	t.Logf("%d of %d calls", len(at), len(w.calls))
}

func (s sweep) fail(t *testing.T, nth, kills int) {
	w := s.prepare(t)
	pages := maps.Clone(w.once)
	maps.DeleteFunc(pages, func(name, _ string) bool { return strings.HasPrefix(name, ".wp2md/") })
	at := w.points(nth+6, kills)
	for _, n := range at {
		c := w.calls[n]
		errno := syscall.EIO
		switch {
		case c.writes() || c.nr == unix.SYS_MKDIRAT:
			errno = syscall.ENOSPC
		case c.nr == unix.SYS_OPENAT || c.nr == unix.SYS_OPENAT2:
			errno = syscall.EACCES
		}
		w.renew()
		code, _, stderr := w.traced(map[int]fault{n: failing(errno)})
		what := fmt.Sprintf("%v: %v", c, errno)
		switch {
		case code == exitFailed:
			if !strings.Contains(stderr, errno.Error()) || !strings.Contains(stderr, w.site) && !strings.Contains(stderr, ".wp2md/") || strings.Contains(stderr, "goroutine") {
				t.Errorf("%s: %s", what, stderr)
			}
		case code != exitOK && code != exitAttention:
			t.Errorf("%s: exit code %d: %s", what, code, stderr)
		}
		w.run(w.later, w.site)
		if d := differences(pagesOf(t, w.site), pages); len(d) > 0 {
			t.Errorf("%s: exit code %d, the tree is another one:\n%.9000s", what, code, strings.Join(d, "\n"))
		}
	}
	t.Logf("%d of %d calls", len(at), len(w.calls))
}
