package emit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// A source of the tests is its posts, by number: post 1 is posts/p1.md.
type site map[int64]string

// migrate is a run over a source.
func migrate(t testing.TB, dir string, s Scope, o Options, posts site) map[int64]File {
	t.Helper()
	f := open(t, dir, o)
	defer end(t, f)
	got := map[int64]File{}
	for id := int64(1); id < 10; id++ {
		if data, ok := posts[id]; ok {
			got[id] = putPage(t, f, id, fmt.Sprintf("posts/p%d.md", id), data)
		}
	}
	if err := f.Finish(s); err != nil {
		t.Fatal(err)
	}
	return got
}

func page3(id int64, words ...string) string {
	return fmt.Sprintf("---\nid: \"%d\"\n---\n\n%s", id, paragraphs(words...))
}

func gone(t testing.TB, dir string) (paths []string) {
	t.Helper()
	f := open(t, dir, Options{DryRun: true})
	defer end(t, f)
	for e, err := range f.Absent(Some) {
		if err != nil {
			t.Fatal(err)
		}
		if !e.Gone() {
			continue
		}
		paths = append(paths, e.Path)
	}
	return paths
}

// What a run does not meet is as it was when the next one meets it.
func TestNotMet(t *testing.T) {
	old := site{1: page3(1, "a", "b", "c"), 2: page3(2, "a", "b", "c"), 3: page3(3, "a", "b", "c")}
	later := site{1: page3(1, "a", "b", "new"), 2: page3(2, "a", "b", "new"), 3: page3(3, "a", "b", "new")}
	only := func(s site, ids ...int64) site {
		part := site{}
		for _, id := range ids {
			part[id] = s[id]
		}
		return part
	}
	for name, between := range map[string]func(t *testing.T, dir string){
		"nothing":      func(t *testing.T, dir string) {},
		"a part":       func(t *testing.T, dir string) { migrate(t, dir, Part, Options{}, only(old, 1)) },
		"all but some": func(t *testing.T, dir string) { migrate(t, dir, Whole, Options{}, only(old, 1)) },
		"none of it":   func(t *testing.T, dir string) { migrate(t, dir, Whole, Options{}, site{9: "another\n"}) },
		"some":         func(t *testing.T, dir string) { migrate(t, dir, Some, Options{}, only(old, 2)) },
		"part after part": func(t *testing.T, dir string) {
			for id := range int64(3) {
				migrate(t, dir, Part, Options{}, only(old, id+1))
			}
		},
		"failures": func(t *testing.T, dir string) {
			f := open(t, dir, Options{})
			for id := range int64(3) {
				if err := f.Record(Entry{ID: id + 1, Type: "post", Result: note.Failed}); err != nil {
					t.Fatal(err)
				}
			}
			if stale, err := f.Stale(); err != nil || len(stale) > 0 {
				t.Errorf("stale %q (%v)", stale, err)
			}
			if err := f.Finish(Whole); err != nil {
				t.Fatal(err)
			}
			end(t, f)
		},
		"failures, and an interrupted run": func(t *testing.T, dir string) {
			f := open(t, dir, Options{})
			if err := errors.Join(f.Record(Entry{ID: 2, Type: "post", Result: note.Failed}), f.Close()); err != nil {
				t.Fatal(err)
			}
			migrate(t, dir, Part, Options{}, site{9: "another\n"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			migrate(t, dir, Whole, Options{}, old)
			put(t, dir, "posts/p2.md", page3(2, "mine", "b", "c"))
			if err := os.Remove(filepath.Join(dir, "posts", "p3.md")); err != nil {
				t.Fatal(err)
			}
			between(t, dir)
			got := migrate(t, dir, Whole, Options{}, later)
			for id, want := range map[int64]State{1: Changed, 2: Merged, 3: Deleted} {
				if got[id].State != want || got[id].Beside != "" {
					t.Errorf("post %d is %+v, want %s", id, got[id], want)
				}
			}
			if text, want := readOr(t, dir, "posts/p2.md"), page3(2, "mine", "b", "new"); text != want {
				t.Errorf("the edited page is %q, want %q", text, want)
			}
			again := tree(t, dir)
			migrate(t, dir, Whole, Options{}, later)
			wantTree(t, dir, again)
			lines := strings.Count(readOr(t, dir, ".wp2md/manifest.jsonl"), "\n")
			if lines != len(later) {
				t.Errorf("%d lines for %d items", lines, len(later))
			}
		})
	}
}

// A post that is gone stays known until its page is removed.
func TestGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	all := site{1: page3(1, "a"), 2: page3(2, "b"), 3: page3(3, "c"), 4: page3(4, "d")}
	migrate(t, dir, Whole, Options{}, all)
	put(t, dir, "posts/p3.md", page3(3, "mine"))
	migrate(t, dir, Part, Options{}, site{1: all[1]})
	if list := gone(t, dir); len(list) > 0 {
		t.Errorf("a part of the site has shown that %q are gone", list)
	}
	want := []string{"posts/p2.md", "posts/p3.md"}
	for range 2 {
		migrate(t, dir, Whole, Options{}, site{1: all[1], 4: all[4]})
		if list := gone(t, dir); !slices.Equal(list, want) {
			t.Errorf("gone are %q, want %q", list, want)
		}
	}
	migrate(t, dir, Part, Options{}, site{1: all[1]})
	if list := gone(t, dir); !slices.Equal(list, want) {
		t.Errorf("after a part gone are %q, want %q", list, want)
	}

	for _, dry := range []bool{true, false} {
		f := open(t, dir, Options{DryRun: dry})
		putPage(t, f, 1, "posts/p1.md", all[1])
		putPage(t, f, 4, "posts/p4.md", all[4])
		pruned, err := f.Prune()
		if err != nil || len(pruned) != 2 || !slices.Equal(pruned[0].Removed, want[:1]) || !slices.Equal(pruned[1].Left, want[1:]) {
			t.Errorf("pruned %+v (%v)", pruned, err)
		}
		if err := f.Finish(Whole); err != nil {
			t.Fatal(err)
		}
		end(t, f)
		if _, err := os.Stat(filepath.Join(dir, "posts", "p2.md")); (err == nil) != dry {
			t.Errorf("dry %v: p2.md: %v", dry, err)
		}
	}
	if list := gone(t, dir); !slices.Equal(list, want[1:]) {
		t.Errorf("when pruned, gone are %q", list)
	}
	got := migrate(t, dir, Whole, Options{}, all)
	if got[2].State != New || got[3].State != Edited || got[3].Foreign {
		t.Errorf("when they are back: %+v, %+v", got[2], got[3])
	}
	if list := gone(t, dir); len(list) > 0 {
		t.Errorf("when all are back, gone are %q", list)
	}
}

// What waits beside a page goes when the page has become equal.
func TestNothingWaitsForNobody(t *testing.T) {
	for _, c := range []struct {
		why, mine string
		o         Options
		state     State
	}{
		{"the person takes the new version", page3(1, "theirs"), Options{}, Unchanged},
		{"the person takes it all back", page3(1, "a"), Options{}, Merged},
		{"--theirs", page3(1, "mine"), Options{Prefer: Theirs}, Merged},
	} {
		t.Run(c.why, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			migrate(t, dir, Whole, Options{}, site{1: page3(1, "a")})
			put(t, dir, "posts/p1.md", page3(1, "mine"))
			migrate(t, dir, Whole, Options{}, site{1: page3(1, "theirs")})
			if readOr(t, dir, "posts/p1.md.new") == "" {
				t.Fatal("there is no conflict")
			}
			put(t, dir, "posts/p1.md", c.mine)
			got := migrate(t, dir, Whole, c.o, site{1: page3(1, "theirs")})[1]
			if got.State != c.state {
				t.Errorf("%+v", got)
			}
			if text := readOr(t, dir, "posts/p1.md.new"); text != "" {
				t.Errorf("beside it still is %q", text)
			}
		})
	}
}

// A folder whose record is lost, in part or all, is not lost itself.
func TestForgottenPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	migrate(t, dir, Whole, Options{}, site{1: page3(1, "a"), 2: page3(2, "a"), 3: page3(3, "a")})
	put(t, dir, "posts/p2.md", page3(2, "mine"))
	put(t, dir, "posts/p3.md", "of another\n")
	put(t, dir, ".wp2md/manifest.jsonl", "")
	now := site{1: page3(1, "new"), 2: page3(2, "new"), 3: page3(3, "new")}
	got := migrate(t, dir, Whole, Options{}, now)
	if got[1].State != Changed || got[2].State != Edited || !got[2].Foreign || got[3].State != Edited {
		t.Errorf("%+v", got)
	}
	got = migrate(t, dir, Whole, Options{Prefer: Theirs}, now)
	if got[2].State != Changed || readOr(t, dir, "posts/p2.md") != now[2] || readOr(t, dir, "posts/p2.md.new") != "" {
		t.Errorf("--theirs makes the page of the same post %+v", got[2])
	}
	if got[3].State != Edited || readOr(t, dir, "posts/p3.md") != "of another\n" {
		t.Errorf("--theirs makes a page of nobody's %+v", got[3])
	}
}

// A page that is renamed and edited is known by its ID.
func TestRenamedAndEdited(t *testing.T) {
	for _, c := range []struct{ to, mine, want string }{
		{"posts/mine.md", page3(1, "mine", "b", "c"), page3(1, "mine", "b", "new")},
		{"elsewhere/p1.md", page3(1, "a", "b", "c", "mine"), ""},
		{"posts/p1.mdx", page3(1, "mine", "b", "c"), page3(1, "mine", "b", "new")},
		{"posts/p1.markdown", page3(1, "a", "b", "c"), page3(1, "a", "b", "new")},
		{"posts/wp.md", strings.Replace(page3(1, "mine", "b", "c"), "id:", "wp_id:", 1), ""},
		{"posts/extra.md", strings.Replace(page3(1, "mine", "b", "c"), "id:", "extra:\n  id:", 1), ""},
		{"posts/crlf.md", strings.ReplaceAll(page3(1, "mine", "b", "c"), "\n", "\r\n"), strings.ReplaceAll(page3(1, "mine", "b", "new"), "\n", "\r\n")},
	} {
		t.Run(c.to, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			migrate(t, dir, Whole, Options{}, site{1: page3(1, "a", "b", "c")})
			if err := os.Remove(filepath.Join(dir, "posts", "p1.md")); err != nil {
				t.Fatal(err)
			}
			put(t, dir, c.to, c.mine)
			got := migrate(t, dir, Whole, Options{}, site{1: page3(1, "a", "b", "new")})[1]
			if got.Path != c.to || got.From != "posts/p1.md" {
				t.Errorf("%+v", got)
			}
			if text := readOr(t, dir, c.to); c.want != "" && text != c.want {
				t.Errorf("it is %q, want %q", text, c.want)
			}
			before := tree(t, dir)
			migrate(t, dir, Whole, Options{}, site{1: page3(1, "a", "b", "new")})
			wantTree(t, dir, before)
		})
	}
}
