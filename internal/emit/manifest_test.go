package emit

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/wp2md/wp2md/internal/note"
)

// post is the entry of a post whose file holds data.
func post(id int64, path, data string) Entry {
	e := Entry{ID: id, Type: "post", Status: "publish", Result: note.OK}
	if path != "" {
		e.Path, e.SHA256 = path, sum(data)
	}
	return e
}

// emit writes the file of a post and records it.
func emit(t testing.TB, f *Folder, id int64, path, data string) State {
	t.Helper()
	got, err := f.Write(path, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Record(post(id, path, data)); err != nil {
		t.Fatal(err)
	}
	return got.State
}

// lines returns what the manifest has: the ID of each line, and its path or
// its result.
func lines(t testing.TB, dir string) (got []string) {
	t.Helper()
	f := open(t, dir, Options{DryRun: true})
	for e, err := range f.Previous() {
		if err != nil {
			t.Fatal(err)
		}
		what := e.Path
		if what == "" {
			what = string(e.Result)
		}
		got = append(got, fmt.Sprintf("%d %s", e.ID, what))
	}
	return got
}

func wantLines(t testing.TB, dir string, want ...string) {
	t.Helper()
	if got := lines(t, dir); !slices.Equal(got, want) {
		t.Errorf("the manifest has %q, want %q", got, want)
	}
}

func TestManifest(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir, Options{})
	for _, e := range []Entry{
		{ID: 770, Type: "post", Status: "publish", Slug: "rex-bof-nossii", Path: "posts/rex-bof-nossii.md", Source: sum("a"), SHA256: sum("b"), Result: note.OK,
			Notes: []note.Note{{Kind: "shortcode", Text: "[x] <b> & \"c\"\n"}}},
		{ID: 771, Type: "nav_menu_item", Status: "publish", Source: sum("a"), Result: note.Skipped, Notes: []note.Note{}},
		{ID: 0, Type: "post", Slug: "caf\xe9", Source: sum("a"), Result: note.Failed},
	} {
		if err := f.Record(e); err != nil {
			t.Fatal(err)
		}
	}
	end(t, f)
	want := `{"id":770,"type":"post","status":"publish","slug":"rex-bof-nossii","path":"posts/rex-bof-nossii.md","source":"` + sum("a") + `","sha256":"` + sum("b") +
		`","result":"ok","notes":[{"kind":"shortcode","text":"[x] <b> & \"c\"\n"}]}
{"id":771,"type":"nav_menu_item","status":"publish","slug":"","source":"` + sum("a") + `","result":"skipped"}
{"id":0,"type":"post","status":"","slug":"caf\ufffd","source":"` + sum("a") + `","result":"failed"}
`
	if got := readOr(t, dir, manifestPath); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if names := ownFiles(t, dir); !slices.Equal(names, []string{"manifest.jsonl"}) {
		t.Errorf("our folder holds %q", names)
	}
}

// A run that is interrupted, and says so by closing without finishing, keeps
// what it did and what was known of the items it did not reach.
func TestInterruptedRun(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir, Options{})
	emit(t, f, 1, "posts/a.md", "1")
	if names := ownFiles(t, dir); !slices.Contains(names, "manifest.jsonl") {
		t.Errorf("the folder is not to be known for ours: %q", names)
	}
	f.Close()
	wantLines(t, dir, "1 posts/a.md")

	f = open(t, dir, Options{})
	for i, name := range []string{"a", "b", "c", "d"} {
		want := New
		if name == "a" {
			want = Unchanged
		}
		if got := emit(t, f, int64(i+1), "posts/"+name+".md", "1"); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	end(t, f)

	f = open(t, dir, Options{})
	emit(t, f, 1, "posts/a.md", "2")
	emit(t, f, 2, "posts/b.md", "2")
	f.Close()
	wantLines(t, dir, "1 posts/a.md", "2 posts/b.md", "3 posts/c.md", "4 posts/d.md")

	f = open(t, dir, Options{})
	var got []State
	for i, name := range []string{"a", "b", "c", "d"} {
		got = append(got, emit(t, f, int64(i+1), "posts/"+name+".md", "2"))
	}
	end(t, f)
	if want := []State{Unchanged, Unchanged, Changed, Changed}; !slices.Equal(got, want) {
		t.Errorf("continued: %v, want %v", got, want)
	}
	wantLines(t, dir, "1 posts/a.md", "2 posts/b.md", "3 posts/c.md", "4 posts/d.md")
}

// A run that is killed cannot close. What it recorded is in the journal, line
// by line, and the next run knows its files from edited ones.
func TestKilledRun(t *testing.T) {
	dir := t.TempDir()
	run4 := func(data string, kill bool, items int, torn string) (got []State) {
		f := open(t, dir, Options{})
		for i, name := range []string{"a", "b", "c", "d"}[:items] {
			got = append(got, emit(t, f, int64(i+1), "posts/"+name+".md", data))
		}
		if !kill {
			end(t, f)
			return got
		}
		f.lines.buf = append(f.lines.buf, torn...)
		f.flush()
		f.lines.file.Close()
		f.lines.file = nil // as if it had never been closed
		f.Close()
		return got
	}
	run4("1", false, 4, "")
	run4("2", true, 3, `{"id":4,"type":"po`)
	wantLines(t, dir, "1 posts/a.md", "2 posts/b.md", "3 posts/c.md", "4 posts/d.md")
	if got, want := run4("3", true, 2, ""), []State{Changed, Changed}; !slices.Equal(got, want) {
		t.Errorf("second run, killed: %v, want %v", got, want)
	}
	wantLines(t, dir, "1 posts/a.md", "2 posts/b.md", "3 posts/c.md", "4 posts/d.md")
	put(t, dir, "posts/c.md", "mine")
	if got, want := run4("4", false, 4, ""), []State{Changed, Changed, Edited, Changed}; !slices.Equal(got, want) {
		t.Errorf("third run, to its end: %v, want %v", got, want)
	}
	wantLines(t, dir, "1 posts/a.md", "2 posts/b.md", "3 posts/c.md", "4 posts/d.md")
	wantTree(t, dir, map[string]string{"posts/a.md": "4", "posts/b.md": "4", "posts/c.md": "mine", "posts/c.md.new": "4", "posts/d.md": "4"})
	if names := ownFiles(t, dir); !slices.Equal(names, []string{"base.pack", "manifest.jsonl"}) {
		t.Errorf("our folder holds %q", names)
	}
}

// A run that is killed and then interrupted: both parts count.
func TestKilledThenInterrupted(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir, Options{})
	for i := range int64(4) {
		emit(t, f, i, fmt.Sprintf("posts/%d.md", i), "1")
	}
	f.flush()
	kill(f)

	f = open(t, dir, Options{})
	emit(t, f, 1, "posts/1.md", "2")
	emit(t, f, 9, "posts/9.md", "2")
	f.Close()
	wantLines(t, dir, "1 posts/1.md", "9 posts/9.md", "0 posts/0.md", "2 posts/2.md", "3 posts/3.md")
	f = open(t, dir, Options{})
	for i := range int64(4) {
		want := Changed
		if i == 1 {
			want = Unchanged
		}
		if got := emit(t, f, i, fmt.Sprintf("posts/%d.md", i), "2"); got != want {
			t.Errorf("%d is %s, want %s", i, got, want)
		}
	}
}

// Items of one ID, as damaged sites have them, are told apart by their order.
func TestItemsOfOneID(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir, Options{})
	for _, name := range []string{"a", "b", "c"} {
		emit(t, f, 0, "posts/"+name+".md", "1")
	}
	end(t, f)
	f = open(t, dir, Options{})
	emit(t, f, 0, "posts/a.md", "2")
	f.Close()
	wantLines(t, dir, "0 posts/a.md", "0 posts/b.md", "0 posts/c.md")
	f = open(t, dir, Options{})
	for _, want := range []string{"posts/a.md", "posts/b.md", "posts/c.md", ""} {
		if e, err := f.Carry(post(0, "", ""), nil); err != nil || e.Path != want {
			t.Errorf("carried %+v, %v, want %s", e, err, want)
		}
	}
}

// Carry keeps the line of an item that a run is not about, byte for byte.
func TestCarry(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir, Options{})
	for i, e := range []Entry{post(1, "posts/a.md", "1"), post(2, "", ""), post(3, "posts/c.md", "1")} {
		if e.Path != "" {
			put(t, dir, e.Path, "1")
		}
		e.Notes = []note.Note{{Kind: "x", Text: fmt.Sprint(i)}}
		if err := f.Record(e); err != nil {
			t.Fatal(err)
		}
	}
	end(t, f)
	before := readOr(t, dir, manifestPath)

	f = open(t, dir, Options{})
	for id := range int64(4) {
		want := post(id+1, "", "")
		want.Result = note.Skipped
		if _, err := f.Carry(want, nil); err != nil {
			t.Fatal(err)
		}
	}
	if stale, err := f.Stale(); err != nil || len(stale) > 0 {
		t.Errorf("stale: %v, %v", stale, err)
	}
	end(t, f)
	added := `{"id":4,"type":"post","status":"publish","slug":"","source":"","result":"skipped"}` + "\n"
	if got := readOr(t, dir, manifestPath); got != before+added {
		t.Errorf("got\n%s\nwant\n%s", got, before+added)
	}
	if got := run(t, dir, "posts/a.md", "2"); got[0].State != Changed {
		t.Errorf("the file of a carried item is %s", got[0].State)
	}
}

func TestStale(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, "posts/a.md", "1", "posts/b.md", "1", "posts/c.md", "1", "posts/d.md", "1")
	if err := os.Remove(filepath.Join(dir, "posts/d.md")); err != nil {
		t.Fatal(err)
	}
	put(t, dir, manifestPath, readOr(t, dir, manifestPath)+`{"id":9,"type":"post","path":"../../etc/passwd","sha256":"`+sum("")+`"}`+"\n")
	f := open(t, dir, Options{})
	write(t, f, "posts/b.md", "2")
	if got, err := f.Stale(); err != nil || !slices.Equal(got, []string{"posts/a.md", "posts/c.md"}) {
		t.Errorf("stale %v, %v", got, err)
	}
	end(t, f)
	wantTree(t, dir, map[string]string{"posts/a.md": "1", "posts/b.md": "2", "posts/c.md": "1"})
}

// What is damaged is told, and the rest counts.
func TestDamagedManifest(t *testing.T) {
	good := func(path string) string {
		return string(lineOf(Entry{ID: int64(len(path)), Type: "post", Path: path, SHA256: sum("1")}))
	}
	for _, c := range []struct {
		why, manifest string
		problems      int
		first         string
	}{
		{"cut", good("a.md") + good("bb.md")[:20], 1, `.wp2md/manifest.jsonl: line 2: not a line of a manifest: "{\"id\":5,\"type\":\"post"`},
		{"no end of line", strings.TrimSuffix(good("a.md"), "\n"), 0, ""},
		{"empty lines", "\n\n" + good("a.md") + "\n  \r\n", 0, ""},
		{"CRLF", strings.ReplaceAll(good("a.md"), "\n", "\r\n"), 0, ""},
		{"binary", "\x00\xff\n" + good("a.md"), 1, `.wp2md/manifest.jsonl: line 1: not a line of a manifest: "\x00\xff"`},
		{"another type", `{"id":"x"}` + "\n" + `[]` + "\n" + good("a.md"), 2, `.wp2md/manifest.jsonl: line 1: `},
		{"many", strings.Repeat("x\n", 100) + good("a.md"), 21, `.wp2md/manifest.jsonl: line 1: `},
		{"a very long line", strings.Repeat("x", maxLine+1) + "\n" + good("a.md"), 1, `.wp2md/manifest.jsonl: line 1: `},
		{"a long line", `{"slug":"` + strings.Repeat("x", 1<<20) + `"}` + "\n" + good("a.md"), 0, ""},
		{"hash that is none", `{"id":9,"type":"post","path":"c.md","sha256":"zz"}` + "\n" + good("a.md"), 0, ""},
	} {
		dir := t.TempDir()
		put(t, dir, manifestPath, c.manifest)
		put(t, dir, "a.md", "1")
		f := open(t, dir, Options{})
		problems := f.Problems()
		if len(problems) != c.problems || c.problems > 0 && !strings.HasPrefix(problems[0].Error(), c.first) {
			t.Errorf("%s: problems %.300q", c.why, problems)
		}
		if got, err := f.Write("a.md", []byte("2")); err != nil || got.State != Changed {
			t.Errorf("%s: %+v, %v", c.why, got, err)
		}
	}
}

func TestEachLine(t *testing.T) {
	long := strings.Repeat("y", 200_000)
	for _, text := range []string{"", "\n", "a", "a\n", "a\nb", "a\n\nb\n", long, long + "\n" + long, "a\n" + long + "\nb\n", strings.Repeat("z", 64<<10) + "\n", strings.Repeat("z", 64<<10-1) + "\nb"} {
		for _, r := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text))} {
			var got []string
			err := eachLine(r, func(offset int64, line []byte) error {
				if !strings.HasPrefix(text[offset:], string(line)) {
					t.Errorf("%.20q: line at %d", text, offset)
				}
				got = append(got, string(line))
				return nil
			})
			want := strings.Split(text, "\n")
			if want[len(want)-1] == "" {
				want = want[:len(want)-1]
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%.20q: %.80q, %v", text, got, err)
			}
		}
	}
	boom := errors.New("boom")
	if err := eachLine(iotest.ErrReader(boom), func(int64, []byte) error { return nil }); err != boom {
		t.Errorf("error %v", err)
	}
}

// The manifest of a big site is read and written as a stream.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	f := open(b, dir, Options{})
	const items = 10_000
	for i := range int64(items) {
		e := post(i, fmt.Sprintf("posts/an-ordinary-slug-%d.md", i), "1")
		e.Source = e.SHA256
		if err := f.Record(e); err != nil {
			b.Fatal(err)
		}
	}
	end(b, f)
	b.ReportAllocs()
	for b.Loop() {
		f, err := Open(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		f.Close()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/items, "ns/item")
}

func BenchmarkRecord(b *testing.B) {
	f := open(b, b.TempDir(), Options{})
	e := post(1, "posts/an-ordinary-slug.md", "1")
	e.Source = e.SHA256
	e.Notes = []note.Note{{Kind: "shortcode", Text: "[gallery] has no images"}}
	b.ReportAllocs()
	for b.Loop() {
		if err := f.Record(e); err != nil {
			b.Fatal(err)
		}
	}
}
