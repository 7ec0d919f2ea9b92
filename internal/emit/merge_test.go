package emit

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// putPage writes a page and records it as the command does.
func putPage(t testing.TB, f *Folder, id int64, name, data string) File {
	t.Helper()
	got, err := f.Write(name, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	e := Entry{ID: id, Type: "post", Result: note.OK}
	e.Note(got)
	if got.State == Deleted {
		e.Result = note.Skipped
	}
	if err := f.Record(e); err != nil {
		t.Fatal(err)
	}
	return got
}

// paragraphs is a page of some paragraphs.
func paragraphs(texts ...string) string { return strings.Join(texts, "\n\n") + "\n" }

// TestMerge has rows of what is done to posts/a.md between runs, as
// TestUserEdits has, of pages of three paragraphs.
func TestMerge(t *testing.T) {
	const a, b = "posts/a.md", "posts/b.md"
	type step struct {
		edit   map[string]string // by a person; "-" removes
		o      Options
		now    string
		state  State
		path   string
		beside string
		want   map[string]string
	}
	p := paragraphs
	first := p("1", "2", "3")
	for _, c := range []struct {
		why   string
		steps []step
	}{
		{"merged, again and again", []step{
			{map[string]string{a: p("mine", "2", "3")}, Options{}, p("1", "2", "new"), Merged, a, "", map[string]string{a: p("mine", "2", "new")}},
			{nil, Options{}, p("1", "2", "new"), Edited, a, "", map[string]string{a: p("mine", "2", "new")}},
			{nil, Options{}, p("1", "2", "newer"), Merged, a, "", map[string]string{a: p("mine", "2", "newer")}}}},
		{"what is new is there already", []step{
			{map[string]string{a: p("mine", "2", "new")}, Options{}, p("1", "2", "new"), Edited, a, "", map[string]string{a: p("mine", "2", "new")}}}},
		{"a conflict, which the person settles in the file", []step{
			{map[string]string{a: p("mine", "2", "3")}, Options{}, p("new", "2", "new"), Edited, a, a + ".new", map[string]string{a: p("mine", "2", "3"), a + ".new": p("new", "2", "new")}},
			{nil, Options{}, p("new", "2", "new"), Edited, a, a + ".new", map[string]string{a: p("mine", "2", "3"), a + ".new": p("new", "2", "new")}},
			{map[string]string{a: p("1", "mine", "3")}, Options{}, p("new", "2", "new"), Merged, a, "", map[string]string{a: p("new", "mine", "new")}}}},
		{"a conflict, and what else is new is not lost", []step{
			{map[string]string{a: p("mine", "2", "3")}, Options{}, p("new", "2", "new"), Edited, a, a + ".new", map[string]string{a: p("mine", "2", "3"), a + ".new": p("new", "2", "new")}},
			{nil, Options{}, p("1", "2", "new"), Merged, a, "", map[string]string{a: p("mine", "2", "new")}}}},
		{"a conflict, and the person takes of it what is wanted", []step{
			{map[string]string{a: p("mine", "2", "3")}, Options{}, p("new", "2", "new"), Edited, a, a + ".new", map[string]string{a: p("mine", "2", "3"), a + ".new": p("new", "2", "new")}},
			{map[string]string{a + ".new": "-"}, Options{}, p("new", "newer", "new"), Merged, a, "", map[string]string{a: p("mine", "newer", "3")}},
			{map[string]string{a: p("mine", "newer", "new")}, Options{}, p("new", "newer", "newest"), Merged, a, "", map[string]string{a: p("mine", "newer", "newest")}}}},
		{"ours", []step{
			{map[string]string{a: p("mine", "2", "3")}, Options{Prefer: Ours}, p("new", "2", "new"), Merged, a, "", map[string]string{a: p("mine", "2", "new")}},
			{nil, Options{}, p("new", "2", "newer"), Merged, a, "", map[string]string{a: p("mine", "2", "newer")}}}},
		{"theirs", []step{
			{map[string]string{a: p("mine", "2", "3", "mine")}, Options{Prefer: Theirs}, p("new", "2", "3"), Merged, a, "", map[string]string{a: p("new", "2", "3", "mine")}}}},
		{"theirs, after a conflict", []step{
			{map[string]string{a: p("mine", "2", "3")}, Options{}, p("new", "2", "3"), Edited, a, a + ".new", map[string]string{a: p("mine", "2", "3"), a + ".new": p("new", "2", "3")}},
			{nil, Options{Prefer: Theirs}, p("new", "2", "3"), Merged, a, "", map[string]string{a: p("new", "2", "3")}}}},
		{"deleted", []step{
			{map[string]string{a: "-"}, Options{}, first, Deleted, a, "", map[string]string{}},
			{nil, Options{}, p("new"), Deleted, a, "", map[string]string{}},
			{nil, Options{Prefer: Theirs}, p("new"), New, a, "", map[string]string{a: p("new")}}}},
		{"deleted, and put back by hand", []step{
			{map[string]string{a: "-"}, Options{}, first, Deleted, a, "", map[string]string{}},
			{map[string]string{a: p("1", "2", "mine")}, Options{}, p("new", "2", "3"), Merged, a, "", map[string]string{a: p("new", "2", "mine")}}}},
		{"renamed", []step{
			{map[string]string{a: "-", b: first}, Options{}, first, Unchanged, b, "", map[string]string{b: first}},
			{nil, Options{}, p("1", "2", "new"), Changed, b, "", map[string]string{b: p("1", "2", "new")}},
			{map[string]string{b: p("mine", "2", "new")}, Options{}, p("1", "2", "newer"), Merged, b, "", map[string]string{b: p("mine", "2", "newer")}}}},
		{"renamed while there is something new", []step{
			{map[string]string{a: "-", "notes/2013/b.md": first}, Options{}, p("new"), Changed, "notes/2013/b.md", "", map[string]string{"notes/2013/b.md": p("new")}}}},
		{"renamed, and renamed back", []step{
			{map[string]string{a: "-", b: first}, Options{}, p("2"), Changed, b, "", map[string]string{b: p("2")}},
			{map[string]string{b: "-", a: p("2")}, Options{}, p("3"), Changed, a, "", map[string]string{a: p("3")}},
			{nil, Options{}, p("4"), Changed, a, "", map[string]string{a: p("4")}}}},
		{"renamed, then deleted", []step{
			{map[string]string{a: "-", b: first}, Options{}, first, Unchanged, b, "", map[string]string{b: first}},
			{map[string]string{b: "-"}, Options{}, p("new"), Deleted, b, "", map[string]string{}},
			{nil, Options{}, p("new"), Deleted, b, "", map[string]string{}}}},
		{"moved into a hidden folder is deleted", []step{
			{map[string]string{a: "-", ".trash/a.md": first}, Options{}, first, Deleted, a, "", map[string]string{".trash/a.md": first}}}},
		{"a copy is the person's own", []step{
			{map[string]string{b: first}, Options{}, p("new"), Changed, a, "", map[string]string{a: p("new"), b: first}}}},
	} {
		dir := t.TempDir()
		f := open(t, dir, Options{})
		putPage(t, f, 1, a, first)
		end(t, f)
		for i, s := range c.steps {
			for name, data := range s.edit {
				if data == "-" {
					if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
						t.Fatal(err)
					}
					continue
				}
				put(t, dir, name, data)
			}
			for _, dry := range []bool{true, false} {
				before := tree(t, dir)
				s.o.DryRun, s.o.Contents = dry, true
				f := open(t, dir, s.o)
				got := putPage(t, f, 1, a, s.now)
				if got.State != s.state || got.Path != s.path || got.Beside != s.beside || (got.From != "") != (s.path != a) {
					t.Errorf("%s: step %d (dry: %v): %+v", c.why, i+1, dry, got)
				}
				stale, err := f.Stale()
				if err != nil || len(stale) > 0 {
					t.Errorf("%s: step %d: stale %q, %v", c.why, i+1, stale, err)
				}
				end(t, f)
				if dry {
					wantTree(t, dir, before)
				}
				// What a dry run says will change is what changes.
				told := map[string]string{}
				for name, data := range before {
					told[name] = data
				}
				if x := got.Contents; x != nil {
					if string(x.Old) != before[x.Path] {
						t.Errorf("%s: step %d: %s was %q, told is %q", c.why, i+1, x.Path, before[x.Path], x.Old)
					}
					told[x.Path] = string(x.New)
				}
				for name, data := range s.want {
					if told[name] != data {
						t.Errorf("%s: step %d (dry: %v): told that %s has %q, want %q", c.why, i+1, dry, name, told[name], data)
					}
				}
			}
			wantTree(t, dir, s.want)
		}
	}
}

// A file that was there before is the person's whatever the flags say, until it
// is what is generated.
func TestForeignPages(t *testing.T) {
	const a = "posts/a.md"
	dir := t.TempDir()
	put(t, dir, a, paragraphs("theirs", "2", "3"))
	for i, c := range []struct {
		side   Side
		now    string
		beside string
	}{
		{Neither, paragraphs("1", "2", "3"), a + ".new"},
		{Neither, paragraphs("1", "2", "3"), a + ".new"},
		{Neither, paragraphs("1", "2", "new"), a + ".new"},
		{Theirs, paragraphs("1", "2", "newer"), a + ".new"},
		{Ours, paragraphs("1", "2", "newest"), ""},
	} {
		f := open(t, dir, Options{Force: true, Prefer: c.side})
		got := putPage(t, f, 1, a, c.now)
		end(t, f)
		if got.State != Edited || got.Beside != c.beside {
			t.Errorf("run %d: %+v", i+1, got)
		}
		if now := tree(t, dir)[a]; now != paragraphs("theirs", "2", "3") {
			t.Fatalf("run %d: the file is %q", i+1, now)
		}
	}
	put(t, dir, a, paragraphs("1", "2", "newest"))
	f := open(t, dir, Options{})
	got := putPage(t, f, 1, a, paragraphs("1", "2", "newest"))
	end(t, f)
	put(t, dir, a, paragraphs("mine", "2", "newest"))
	f = open(t, dir, Options{})
	if next := putPage(t, f, 1, a, paragraphs("1", "2", "last")); got.State != Unchanged || next.State != Merged {
		t.Errorf("taken over: %+v, then %+v", got, next)
	}
	end(t, f)
}

// What a killed run has put in the place of a page is no person's edit in a run with other
// settings; what a person has written into it since is.
func TestKilledWhileReplacing(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir, Options{})
	putPage(t, f, 1, "posts/1.md", paragraphs("one"))
	putPage(t, f, 2, "posts/2.md", paragraphs("two"))
	end(t, f)
	for range 2 {
		f = open(t, dir, Options{})
		for i := 1; i <= 2; i++ {
			if _, err := f.Write(fmt.Sprintf("posts/%d.md", i), []byte(paragraphs("as the killed run has it"))); err != nil {
				t.Fatal(err)
			}
		}
		kill(f)
	}
	put(t, dir, "posts/2.md", paragraphs("mine"))
	f = open(t, dir, Options{})
	if got := putPage(t, f, 1, "posts/1.md", paragraphs("one")); got.State != Changed {
		t.Errorf("%+v", got)
	}
	if got := putPage(t, f, 2, "posts/2.md", paragraphs("two")); got.State != Edited {
		t.Errorf("%+v", got)
	}
	end(t, f)
	if names := ownFiles(t, dir); !slices.Equal(names, []string{"base.pack", "manifest.jsonl"}) {
		t.Errorf("%q stay", names)
	}
}

// A run that is killed anywhere is repeated: the tree is that of a run that
// was not, and nothing is merged twice.
func TestKilledWhileMerging(t *testing.T) {
	const pages = 6
	name := func(i int) string { return fmt.Sprintf("posts/%d.md", i) }
	now := func(i int) string { return paragraphs("", "", fmt.Sprint(i), "", "new", "") }
	prepare := func(dir string) {
		f := open(t, dir, Options{})
		for i := range pages {
			putPage(t, f, int64(i), name(i), paragraphs("", "", fmt.Sprint(i), ""))
		}
		end(t, f)
		for i := range pages {
			put(t, dir, name(i), paragraphs("mine", "", "", fmt.Sprint(i), ""))
		}
	}
	whole := t.TempDir()
	prepare(whole)
	f := open(t, whole, Options{})
	for i := range pages {
		if got := putPage(t, f, int64(i), name(i), now(i)); got.State != Merged {
			t.Fatalf("%+v", got)
		}
	}
	end(t, f)
	want := tree(t, whole)
	for killed := range 2 * pages {
		dir := t.TempDir()
		prepare(dir)
		f := open(t, dir, Options{})
		for i := range killed / 2 {
			putPage(t, f, int64(i), name(i), now(i))
		}
		if killed%2 == 1 { // between the file and its line
			if _, err := f.Write(name(killed/2), []byte(now(killed/2))); err != nil {
				t.Fatal(err)
			}
		}
		kill(f)
		f = open(t, dir, Options{})
		for i := range pages {
			putPage(t, f, int64(i), name(i), now(i))
		}
		end(t, f)
		wantTree(t, dir, want)
		if names := ownFiles(t, dir); !slices.Equal(names, []string{"base.pack", "manifest.jsonl"}) {
			t.Errorf("our folder holds %q", names)
		}
	}
}

// Random edits of pages over many runs: no word of a person's is lost.
func TestEditsOverManyRuns(t *testing.T) {
	for seed := range 60 {
		r := rand.New(rand.NewPCG(7, uint64(seed)))
		dir := t.TempDir()
		texts := []string{"a", "b", "c", "d", "e"}
		mine := []string{}
		for step := range 8 {
			texts[r.IntN(len(texts))] = fmt.Sprintf("new %d", step)
			f := open(t, dir, Options{})
			putPage(t, f, 1, "posts/a.md", paragraphs(texts...))
			end(t, f)
			now := tree(t, dir)["posts/a.md"]
			for _, word := range mine {
				if !strings.Contains(now, word) {
					t.Fatalf("seed %d, step %d: %q is lost: %q", seed, step, word, now)
				}
			}
			if r.IntN(2) == 0 {
				word := fmt.Sprintf("mine %d.", step)
				lines := strings.Split(now, "\n")
				put(t, dir, "posts/a.md", strings.Join(slices.Insert(lines, r.IntN(len(lines)), word), "\n"))
				mine = append(mine, word)
			}
			if r.IntN(5) == 0 {
				os.Remove(filepath.Join(dir, "posts/a.md.new"))
			}
		}
	}
}

// The pack keeps what the manifest has and little more, and half a record at
// its end harms nobody.
func TestPack(t *testing.T) {
	dir := t.TempDir()
	text := func(i, version int) string { return strings.Repeat(fmt.Sprintf("%d of %d. ", i, version), 100) }
	size := func() int64 {
		info, err := os.Stat(filepath.Join(dir, packPath))
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	var first int64
	for version := range 9 {
		f := open(t, dir, Options{})
		for i := range 50 {
			putPage(t, f, int64(i), fmt.Sprintf("posts/%d.md", i), text(i, version))
		}
		end(t, f)
		if version == 0 {
			first = size()
		}
		if size() > 2*first {
			t.Errorf("version %d: %d bytes, the first had %d", version, size(), first)
		}
		raw := readOr(t, dir, packPath)
		if err := os.WriteFile(filepath.Join(dir, packPath), []byte(raw[:len(raw)-version]), 0o666); err != nil {
			t.Fatal(err)
		}
		f = open(t, dir, Options{})
		for i := range 50 {
			putPage(t, f, int64(i), fmt.Sprintf("posts/%d.md", i), text(i, version))
		}
		end(t, f)
		f = open(t, dir, Options{})
		for i := range 50 {
			d, _ := digestOf(sum(text(i, version)))
			if got := string(f.base.get(f.root, d)); got != text(i, version) {
				t.Fatalf("version %d: page %d is %.40q", version, i, got)
			}
		}
		end(t, f)
	}
	// Damage is not believed, and is no reason to stop.
	for _, damage := range []string{"", "no pack", strings.Repeat("\x00", 1000), strings.Replace(readOr(t, dir, packPath), "of", "xx", -1)} {
		put(t, dir, packPath, damage)
		put(t, dir, "posts/1.md", "mine")
		f := open(t, dir, Options{})
		if got := putPage(t, f, 1, "posts/1.md", "new"); got.State != Edited || got.Beside != "posts/1.md.new" {
			t.Errorf("%.20q: %+v", damage, got)
		}
		f.Close()
	}
}

func BenchmarkWritePages(b *testing.B) {
	text := []byte(strings.Repeat("The quick brown fox jumps over the lazy dog, and so on. ", 60))
	b.SetBytes(int64(len(text)))
	f := open(b, memory(b), Options{})
	for i := 0; b.Loop(); i++ {
		putPage(b, f, int64(i), fmt.Sprintf("posts/%d.md", i), fmt.Sprintf("%d %s", i, text))
	}
	end(b, f)
}

func memory(tb testing.TB) string {
	if dir, err := os.MkdirTemp("/dev/shm", "wp2md-bench-"); err == nil {
		tb.Cleanup(func() { os.RemoveAll(dir) })
		return dir
	}
	return tb.TempDir()
}
