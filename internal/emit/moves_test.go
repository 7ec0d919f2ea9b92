package emit

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// A slug is what the page of a post is named for.
type slugs map[int64]string

// migrateAs is a run over posts by their slugs, each with its comments. It stops
// before the post until, as if it were killed.
func migrateAs(t testing.TB, dir string, o Options, names slugs, text string, until int64) (moved []Moved, got map[int64]File) {
	t.Helper()
	f := open(t, dir, o)
	m := f.Moves()
	for _, id := range slices.Sorted(maps.Keys(names)) {
		m.Add(id, "post", "posts/"+names[id]+".md", "data/comments/"+names[id]+".json")
	}
	moved, err := m.Do()
	if err != nil {
		t.Fatal(err)
	}
	got = map[int64]File{}
	for _, id := range slices.Sorted(maps.Keys(names)) {
		if id == until {
			kill(f)
			return moved, got
		}
		page, err := f.Write("posts/"+names[id]+".md", []byte(page3(id, "a", "b", text)))
		if err != nil {
			t.Fatal(err)
		}
		beside, err := f.Write("data/comments/"+names[id]+".json", fmt.Appendf(nil, "[%d]\n", id))
		if err != nil {
			t.Fatal(err)
		}
		e := Entry{ID: id, Type: "post", Result: note.OK, URL: "/" + names[id] + "/"}
		e.Note(page)
		e.Files = []Other{{Path: beside.Path, SHA256: beside.SHA256}}
		if page.State == Deleted {
			e.Result = note.Skipped
		}
		if err := f.Record(e); err != nil {
			t.Fatal(err)
		}
		got[id] = page
	}
	end(t, f)
	return moved, got
}

func TestMoves(t *testing.T) {
	for _, c := range []struct {
		why      string
		old, now slugs
	}{
		{"another slug", slugs{1: "one", 2: "two"}, slugs{1: "uno", 2: "two"}},
		{"one takes the place of another", slugs{1: "one", 2: "two"}, slugs{1: "two", 2: "old"}},
		{"two change places", slugs{1: "one", 2: "two"}, slugs{1: "two", 2: "one"}},
		{"three do", slugs{1: "one", 2: "two", 3: "three"}, slugs{1: "two", 2: "three", 3: "one"}},
		{"a new post has the old place", slugs{1: "one"}, slugs{1: "uno", 2: "one"}},
		{"case only", slugs{1: "one"}, slugs{1: "One"}},
		{"below", slugs{1: "one"}, slugs{1: "deep/er/one"}},
		{"of a post that is gone", slugs{1: "one", 2: "two"}, slugs{1: "two"}},
	} {
		for _, edited := range []bool{false, true} {
			for _, killed := range []int64{0, 1, 2} {
				t.Run(fmt.Sprintf("%s, edited %v, killed before %d", c.why, edited, killed), func(t *testing.T) {
					dir := filepath.Join(t.TempDir(), "site")
					migrateAs(t, dir, Options{}, c.old, "c", 0)
					if edited {
						for id, name := range c.old {
							put(t, dir, "posts/"+name+".md", page3(id, fmt.Sprint("mine ", id), "b", "c"))
						}
					}
					before := tree(t, dir)
					dry, _ := migrateAs(t, dir, Options{DryRun: true}, c.now, "new", 0)
					wantTree(t, dir, before)
					if killed > 0 {
						migrateAs(t, dir, Options{}, c.now, "new", killed)
					}
					moved, got := migrateAs(t, dir, Options{}, c.now, "new", 0)
					if killed == 0 && !slices.Equal(moved, dry) {
						t.Errorf("moved %+v, a dry run %+v", moved, dry)
					}
					for id, name := range c.now {
						first := "a"
						if _, ok := c.old[id]; ok && edited {
							first = fmt.Sprint("mine ", id)
						}
						if text, want := readOr(t, dir, "posts/"+name+".md"), page3(id, first, "b", "new"); text != want {
							if c.why == "of a post that is gone" && edited {
								continue // somebody's words are in its place
							}
							t.Errorf("post %d is %q, want %q; %+v", id, text, want, got[id])
						}
						if text, want := readOr(t, dir, "data/comments/"+name+".json"), fmt.Sprintf("[%d]\n", id); text != want {
							t.Errorf("its comments are %q, want %q", text, want)
						}
						f := open(t, dir, Options{DryRun: true})
						was := f.Was(id, "post", "", "/"+name+"/")
						if old := c.old[id]; old != "" && old != name && !slices.Equal(was, []string{"/" + old + "/"}) {
							t.Errorf("post %d was at %q, want %q", id, was, old)
						}
						end(t, f)
					}
					if c.why != "of a post that is gone" {
						for name := range tree(t, dir) {
							if !slices.ContainsFunc(slices.Collect(maps.Values(c.now)), func(s string) bool {
								return name == "posts/"+s+".md" || name == "data/comments/"+s+".json"
							}) {
								t.Errorf("%s is left", name)
							}
						}
					}
					after := tree(t, dir)
					record := readOr(t, dir, manifestPath)
					migrateAs(t, dir, Options{}, c.now, "new", 0)
					wantTree(t, dir, after)
					if again := readOr(t, dir, manifestPath); again != record {
						t.Errorf("the record of a second run is %s, want %s", again, record)
					}
					for _, name := range ownFiles(t, dir) {
						if name != "manifest.jsonl" && name != "base.pack" && name != "absent.jsonl" {
							t.Errorf("%s is left", name)
						}
					}
				})
			}
		}
	}
}

// What a person has renamed stays where it is, what was deleted stays away.
func TestMovesOfOnes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	migrateAs(t, dir, Options{}, slugs{1: "one", 2: "two", 3: "three"}, "c", 0)
	if err := os.Rename(filepath.Join(dir, "posts", "one.md"), filepath.Join(dir, "posts", "mine.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "posts", "two.md")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, got := migrateAs(t, dir, Options{}, slugs{1: "uno", 2: "due", 3: "three"}, "new", 0)
		if got[1].Path != "posts/mine.md" || got[2].State != Deleted {
			t.Errorf("%+v", got)
		}
	}
	_, got := migrateAs(t, dir, Options{}, slugs{1: "eins", 2: "due", 3: "three"}, "new", 0)
	if got[1].Path != "posts/mine.md" || got[1].From != "posts/eins.md" {
		t.Errorf("%+v", got[1])
	}
}
