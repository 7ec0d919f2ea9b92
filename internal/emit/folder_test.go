package emit

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/wp2md/wp2md/internal/note"
)

// open opens a folder for a test, which closes it.
func open(t testing.TB, dir string, o Options) *Folder {
	t.Helper()
	f, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// write writes a file and records it as a post of which nothing else matters.
func write(t testing.TB, f *Folder, path, data string) File {
	t.Helper()
	got, err := f.Write(path, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	record(t, f, path, got.SHA256)
	return got
}

func record(t testing.TB, f *Folder, path, sum string) {
	t.Helper()
	if err := f.Record(Entry{ID: int64(hash(path) >> 1), Type: "post", Path: path, SHA256: sum, Result: note.OK}); err != nil {
		t.Fatal(err)
	}
}

// run is a whole run that writes files, given as path and content in turn.
func run(t testing.TB, dir string, files ...string) (got []File) {
	t.Helper()
	f := open(t, dir, Options{})
	for i := 0; i < len(files); i += 2 {
		got = append(got, write(t, f, files[i], files[i+1]))
	}
	end(t, f)
	return got
}

func end(t testing.TB, f *Folder) {
	t.Helper()
	if err := errors.Join(f.Finish(Whole), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// kill ends a run as the system ends a process: nothing is written any more.
func kill(f *Folder) {
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	for _, file := range []**os.File{&f.lines.file, &f.moves, &f.others.journal, &f.base.file, &f.locked, &f.mergings} {
		if *file != nil {
			(*file).Close()
			*file = nil
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root != nil {
		f.root.Close()
		f.root = nil
	}
}

// tree returns what a folder holds, but not our own folder.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			if d.Name() == ourFolder {
				return fs.SkipDir
			}
			return err
		}
		name, _ := filepath.Rel(dir, path)
		if d.Type()&fs.ModeSymlink != 0 {
			files[filepath.ToSlash(name)] = "link"
			return nil
		}
		b, err := os.ReadFile(path)
		files[filepath.ToSlash(name)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func wantTree(t testing.TB, dir string, want map[string]string) {
	t.Helper()
	if got := tree(t, dir); !maps.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

// put is what a person does to a file, outside any run.
func put(t testing.TB, dir, name, data string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "site")
	if got := run(t, dir, "posts/a.md", "1", "pages/about/team.md", "2")[0]; got.State != New || got.SHA256 != sum("1") {
		t.Errorf("first run: %+v", got)
	}
	before, err := os.Stat(filepath.Join(dir, "posts/a.md"))
	if err != nil {
		t.Fatal(err)
	}
	if got := run(t, dir, "posts/a.md", "1", "pages/about/team.md", "changed"); got[0].State != Unchanged || got[1].State != Changed {
		t.Errorf("second run: %+v", got)
	}
	after, err := os.Stat(filepath.Join(dir, "posts/a.md"))
	if err != nil || !os.SameFile(before, after) || before.ModTime() != after.ModTime() {
		t.Errorf("an unchanged file was touched")
	}
	wantTree(t, dir, map[string]string{"posts/a.md": "1", "pages/about/team.md": "changed"})
}

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// TestUserEdits has rows of what is done to posts/a.md between runs, and what a
// run then finds and leaves. Every row begins with a run that wrote "1".
func TestUserEdits(t *testing.T) {
	const a, b = "posts/a.md", "posts/a.md.new"
	type step struct {
		edit   map[string]string // by a person; an empty content removes
		now    string            // what the run makes of the post
		state  State
		beside string
		want   map[string]string
	}
	for _, c := range []struct {
		why   string
		steps []step
	}{
		{"nothing", []step{{nil, "2", Changed, "", map[string]string{a: "2"}}}},
		{"edited, nothing new", []step{
			{map[string]string{a: "mine"}, "1", Edited, "", map[string]string{a: "mine"}},
			{nil, "1", Edited, "", map[string]string{a: "mine"}}}},
		{"edited, and there is something new", []step{
			{map[string]string{a: "mine"}, "2", Edited, b, map[string]string{a: "mine", b: "2"}},
			{nil, "2", Edited, b, map[string]string{a: "mine", b: "2"}},
			{nil, "3", Edited, b, map[string]string{a: "mine", b: "3"}}}},
		{"the new version is thrown away", []step{
			{map[string]string{a: "mine"}, "2", Edited, b, map[string]string{a: "mine", b: "2"}},
			{map[string]string{b: ""}, "2", Edited, "", map[string]string{a: "mine"}}}},
		{"the new version is accepted", []step{
			{map[string]string{a: "mine"}, "2", Edited, b, map[string]string{a: "mine", b: "2"}},
			{map[string]string{a: "2", b: ""}, "2", Unchanged, "", map[string]string{a: "2"}},
			{nil, "3", Changed, "", map[string]string{a: "3"}}}},
		{"the new version is edited too", []step{
			{map[string]string{a: "mine"}, "2", Edited, b, map[string]string{a: "mine", b: "2"}},
			{map[string]string{b: "merge"}, "3", Edited, b + "2", map[string]string{a: "mine", b: "merge", b + "2": "3"}},
			{nil, "4", Edited, b + "2", map[string]string{a: "mine", b: "merge", b + "2": "4"}}}},
		{"edited into what the run makes", []step{{map[string]string{a: "2"}, "2", Unchanged, "", map[string]string{a: "2"}}}},
		{"the edit is undone", []step{
			{map[string]string{a: "mine"}, "1", Edited, "", map[string]string{a: "mine"}},
			{map[string]string{a: "1"}, "2", Changed, "", map[string]string{a: "2"}}}},
		{"removed", []step{{map[string]string{a: ""}, "1", Deleted, "", map[string]string{}}}},
		{"emptied", []step{{map[string]string{a: " "}, "1", Edited, "", map[string]string{a: " "}}}},
		{"a name that ends in .new is the person's", []step{
			{map[string]string{a: "mine", b: "notes"}, "2", Edited, b + "2", map[string]string{a: "mine", b: "notes", b + "2": "2"}}}},
	} {
		for _, how := range []string{"Write", "Copy"} {
			dir := t.TempDir()
			run(t, dir, a, "1")
			for i, s := range c.steps {
				for name, data := range s.edit {
					if data == "" {
						if err := os.Remove(filepath.Join(dir, name)); err != nil {
							t.Fatal(err)
						}
						continue
					}
					put(t, dir, name, data)
				}
				for _, dry := range []bool{true, false} {
					before := tree(t, dir)
					f := open(t, dir, Options{DryRun: dry})
					var got File
					var err error
					if how == "Write" {
						got, err = f.Write(a, []byte(s.now))
					} else {
						got, err = f.Copy(a, iotest.OneByteReader(strings.NewReader(s.now)))
					}
					if got.Conflict, got.Base, got.Wrote = "", "", ""; how == "Copy" && c.why == "removed" {
						s.state, s.want = New, map[string]string{a: "1"} // what is no page is got again
					}
					if want := (File{State: s.state, Path: a, SHA256: sum(s.now), Beside: s.beside}); err != nil || got != want {
						t.Errorf("%s: step %d: %s (dry: %v): %+v, %v, want %+v", c.why, i+1, how, dry, got, err, want)
					}
					record(t, f, a, got.SHA256)
					end(t, f)
					if dry {
						wantTree(t, dir, before)
					}
				}
				if got := tree(t, dir); !maps.Equal(got, s.want) {
					t.Errorf("%s: step %d: %s: the folder holds %q, want %q", c.why, i+1, how, got, s.want)
				}
			}
		}
	}
}

func TestFolderThatIsNotOurs(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "posts/a.md", "theirs")
	for _, dry := range []bool{false, true} {
		_, err := Open(dir, Options{DryRun: dry})
		var hint interface{ Hint() string }
		if err == nil || !strings.HasPrefix(err.Error(), dir+": the folder has files") || !errors.As(err, &hint) || !strings.Contains(hint.Hint(), "--force") {
			t.Errorf("dry: %v: error %v", dry, err)
		}
	}
	f := open(t, dir, Options{Force: true})
	if f.Ours() {
		t.Error("it is not ours")
	}
	if got := write(t, f, "posts/a.md", "ours"); got.State != Edited || got.Beside != "posts/a.md.new" {
		t.Errorf("a file that was never ours: %+v", got)
	}
	write(t, f, "posts/b.md", "ours")
	end(t, f)
	wantTree(t, dir, map[string]string{"posts/a.md": "theirs", "posts/a.md.new": "ours", "posts/b.md": "ours"})
	if got := run(t, dir, "posts/a.md", "ours", "posts/b.md", "2"); got[0].State != Edited || got[0].Beside != "posts/a.md.new" || got[1].State != Changed {
		t.Errorf("next run: %+v", got)
	}
}

func TestFolderThatCanBeUsed(t *testing.T) {
	for _, c := range []struct {
		why   string
		files []string
		ours  bool
	}{
		{"empty", nil, false},
		{"ours", []string{".wp2md/manifest.jsonl", "posts/a.md"}, true},
		{"of a run that was killed", []string{".wp2md/journal.jsonl", "posts/a.md"}, true},
		{"of a run that was killed at once", []string{".wp2md/.wp2md-1-1.tmp"}, false},
	} {
		dir := t.TempDir()
		for _, name := range c.files {
			put(t, dir, name, "")
		}
		f, err := Open(dir, Options{})
		if err != nil {
			t.Errorf("%s: %v", c.why, err)
			continue
		}
		if f.Ours() != c.ours {
			t.Errorf("%s: ours is %v", c.why, f.Ours())
		}
		f.Close()
	}
}

// A run that fails before it has anything to write leaves nothing behind.
func TestNothingWrittenNothingMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f := open(t, dir, Options{})
	if _, err := f.Copy("images/a.png", iotest.ErrReader(errors.New("no network"))); err == nil {
		t.Error("no error")
	}
	if _, err := f.Write("../a.md", nil); err == nil {
		t.Error("no error")
	}
	end(t, f)
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is there: %v", err)
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	all := func(f *Folder) (states []State) {
		for _, path := range []string{"posts/a.md", "posts/b.md", "posts/c.md"} {
			states = append(states, write(t, f, path, path+" is new").State)
		}
		got, err := f.Copy("images/d.png", strings.NewReader("d"))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.WriteOwn("report.json", []byte("{}")); err != nil {
			t.Fatal(err)
		}
		record(t, f, "images/d.png", got.SHA256)
		return append(states, got.State)
	}
	f := open(t, dir, Options{DryRun: true})
	if got, want := all(f), []State{New, New, New, New}; !slices.Equal(got, want) {
		t.Errorf("no folder: %v, want %v", got, want)
	}
	end(t, f)
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is there: %v", err)
	}

	run(t, dir, "posts/a.md", "posts/a.md is new", "posts/b.md", "old", "posts/c.md", "old", "posts/stale.md", "")
	put(t, dir, "posts/c.md", "mine")
	manifest := readOr(t, dir, manifestPath)
	before := tree(t, dir)
	f = open(t, dir, Options{DryRun: true})
	if got, want := all(f), []State{Unchanged, Changed, Edited, New}; !slices.Equal(got, want) {
		t.Errorf("dry: %v, want %v", got, want)
	}
	if got, err := f.Stale(); err != nil || !slices.Equal(got, []string{"posts/stale.md"}) {
		t.Errorf("dry: stale %v, %v", got, err)
	}
	end(t, f)
	wantTree(t, dir, before)
	if got := readOr(t, dir, manifestPath); got != manifest {
		t.Errorf("dry: manifest %q, was %q", got, manifest)
	}
	if names := ownFiles(t, dir); !slices.Equal(names, []string{"base.pack", "manifest.jsonl"}) {
		t.Errorf("dry: our folder holds %q", names)
	}

	f = open(t, dir, Options{})
	if got, want := all(f), []State{Unchanged, Changed, Edited, New}; !slices.Equal(got, want) {
		t.Errorf("not dry: %v, want %v", got, want)
	}
}

func readOr(t testing.TB, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(b)
}

func ownFiles(t testing.TB, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, ourFolder))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestPathsThatAreRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f := open(t, dir, Options{})
	for _, path := range []string{
		"", ".", "..", "../evil.md", "posts/../../evil.md", "/etc/passwd", "posts//a.md", "posts/./a.md", "posts/",
		`..\evil.md`, `C:\evil.md`, "a\x00b", ".wp2md/manifest.jsonl", ".WP2MD/x", ".wp2md",
	} {
		if _, err := f.Write(path, []byte("x")); err == nil {
			t.Errorf("%q is written", path)
		}
		if _, err := f.Copy(path, strings.NewReader("x")); err == nil {
			t.Errorf("%q is copied", path)
		}
		if _, err := f.ReadFile(path); err == nil {
			t.Errorf("%q is read", path)
		}
	}
	for _, name := range []string{"", ".", "..", "../a.md", "a/b", `a\b`, "manifest.jsonl", "journal.jsonl", "base.pack", "merging"} {
		if err := f.WriteOwn(name, []byte("x")); err == nil {
			t.Errorf("own file %q is written", name)
		}
	}
	wantTree(t, filepath.Dir(dir), map[string]string{})
}

func TestLinks(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	put(t, outside, "secret.md", "theirs")
	run(t, dir, "posts/a.md", "1", "posts/b.md", "1")
	for _, l := range []struct{ to, at string }{
		{outside, "pages"},
		{filepath.Join(outside, "secret.md"), "posts/link.md"},
		{filepath.Join(outside, "new.md"), "posts/nowhere.md"},
	} {
		if err := os.Symlink(l.to, filepath.Join(dir, l.at)); err != nil {
			t.Skip(err)
		}
	}
	if err := errors.Join(os.Remove(filepath.Join(dir, "posts/b.md")), os.Symlink("a.md", filepath.Join(dir, "posts/b.md"))); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir, Options{})
	for _, path := range []string{"pages/secret.md", "pages/new.md", "pages/sub/new.md"} {
		if got, err := f.Write(path, []byte("ours")); err == nil || !strings.Contains(err.Error(), filepath.Join(dir, "pages")) {
			t.Errorf("%s, through a link out of the folder: %+v, %v", path, got, err)
		}
		if got, err := f.Copy(path, strings.NewReader("ours")); err == nil {
			t.Errorf("%s, through a link out of the folder: %+v", path, got)
		}
	}
	for _, path := range []string{"posts/link.md", "posts/nowhere.md", "posts/b.md"} {
		if got, err := f.Write(path, []byte("ours")); err != nil || got.State != Edited || got.Beside != path+".new" {
			t.Errorf("%s, a link: %+v, %v", path, got, err)
		}
	}
	if _, err := f.ReadFile("posts/link.md"); err == nil {
		t.Error("a link out of the folder is read")
	}
	wantTree(t, outside, map[string]string{"secret.md": "theirs"})
	end(t, f)

	linked := filepath.Join(t.TempDir(), "site")
	if err := os.Symlink(dir, linked); err != nil {
		t.Fatal(err)
	}
	if got := run(t, linked, "posts/a.md", "2"); got[0].State != Changed {
		t.Errorf("the folder itself may be a link: %+v", got)
	}
}

func TestErrorsNameTheFile(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, "posts/a.md", "1")
	put(t, dir, "images", "a file")
	if err := os.MkdirAll(filepath.Join(dir, "posts/b.md"), 0o777); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir, Options{})
	_, inFile := f.Write("images/a/b.png", nil)
	_, isFolder := f.Write("posts/b.md", nil)
	_, twice := f.Write("posts/c.md", []byte("1"))
	_, twice2 := f.Write("posts/c.md", []byte("2"))
	_, unread := f.Copy("posts/d.md", io.MultiReader(strings.NewReader("x"), iotest.ErrReader(&fs.PathError{Op: "read", Path: "/uploads/d", Err: errors.New("bad sector")})))
	_, noDir := Open(filepath.Join(dir, "posts/a.md"), Options{})
	for _, c := range []struct {
		err  error
		want string
	}{
		{inFile, "images/a/b.png: "}, // what follows is the system's
		{isFolder, "posts/b.md: a folder is in the place of the file"},
		{errors.Join(twice, twice2), "posts/c.md: two different files of this run have the path"},
		{unread, "posts/d.md: read /uploads/d: bad sector"},
		{noDir, "posts/a.md: not a folder"},
	} {
		if want := filepath.Join(dir, c.want); c.err == nil || !strings.HasPrefix(c.err.Error(), want) {
			t.Errorf("error %v, want %s", c.err, want)
		}
	}
	if got := tree(t, dir); got["posts/d.md"] != "" || len(got) != 3 {
		t.Errorf("the folder holds %q", got)
	}
	if got, err := f.Write("posts/d.md", []byte("y")); err != nil || got.State != New {
		t.Errorf("after a failure: %+v, %v", got, err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write anywhere")
	}
	dir := t.TempDir()
	run(t, dir, "posts/a.md", "1")
	posts := filepath.Join(dir, "posts")
	if err := os.Chmod(posts, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(posts, 0o777) })
	f := open(t, dir, Options{})
	for _, path := range []string{"posts/a.md", "posts/b.md"} {
		_, err := f.Write(path, []byte("2"))
		if want := filepath.Join(dir, path) + ": permission denied"; err == nil || err.Error() != want || !errors.Is(err, fs.ErrPermission) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o777) })
	_, err := f.Write("pages/a.md", []byte("2"))
	if want := filepath.Join(dir, "pages") + ": permission denied"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// Temporary files of a killed run go; what only looks like one stays.
func TestOldTemporaryFiles(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, "posts/a.md", "1")
	put(t, dir, "posts/.wp2md-77-1.tmp", "half")
	put(t, dir, fmt.Sprintf("posts/.wp2md-%d-1.tmp", os.Getpid()), "half")
	put(t, dir, ".wp2md/.wp2md-77-2.tmp", "half")
	put(t, dir, "posts/draft.tmp", "mine")
	put(t, dir, "mine/.wp2md-77-1.tmp", "in a folder that is not ours")
	put(t, dir, ".wp2md-77-3.tmp", "half")
	run(t, dir, "posts/a.md", "2", "about.md", "at the top")
	wantTree(t, dir, map[string]string{"posts/a.md": "2", "about.md": "at the top", "posts/draft.tmp": "mine", "mine/.wp2md-77-1.tmp": "in a folder that is not ours"})
	if names := ownFiles(t, dir); !slices.Equal(names, []string{"base.pack", "manifest.jsonl"}) {
		t.Errorf("our folder holds %q", names)
	}
}

func TestManyAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f := open(t, dir, Options{})
	want := map[string]string{"posts/same.md": "the same"}
	var wg sync.WaitGroup
	for i := range 16 {
		for j := range 20 {
			want[fmt.Sprintf("posts/%d/%d.md", j, i)] = fmt.Sprint(i, j)
		}
		wg.Go(func() {
			for j := range 20 {
				path, data := fmt.Sprintf("posts/%d/%d.md", j, i), fmt.Sprint(i, j)
				var err error
				if i%2 == 0 {
					_, err = f.Write(path, []byte(data))
				} else {
					_, err = f.Copy(path, strings.NewReader(data))
				}
				_, err2 := f.Write("posts/same.md", []byte("the same"))
				if err := errors.Join(err, err2, f.Record(Entry{ID: int64(i), Path: path})); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	end(t, f)
	wantTree(t, dir, want)
	if n := strings.Count(readOr(t, dir, manifestPath), "\n"); n != 16*20 {
		t.Errorf("%d lines", n)
	}
}

func TestBigFiles(t *testing.T) {
	for _, size := range []int{0, 1, 64<<10 - 1, 64 << 10, 64<<10 + 1, 3 << 20} {
		dir := t.TempDir()
		data := []byte(strings.Repeat("0123456789abcde\n", size/16+1)[:size])
		other := append(data[:len(data):len(data)], 'x')
		for i, c := range []struct {
			data []byte
			want State
		}{{data, New}, {data, Unchanged}, {other, Changed}, {data, Changed}} {
			f := open(t, dir, Options{})
			a, err := f.Write("posts/a.md", c.data)
			b, err2 := f.Copy("images/a.png", iotest.HalfReader(strings.NewReader(string(c.data))))
			if err := errors.Join(err, err2); err != nil || a.State != c.want || b.State != a.State || b.SHA256 != a.SHA256 {
				t.Errorf("%d bytes, run %d: %v, %v, %v, want %s", size, i+1, a, b, err, c.want)
			}
			record(t, f, "posts/a.md", a.SHA256)
			record(t, f, "images/a.png", b.SHA256)
			end(t, f)
		}
	}
}

// What Names hands out, a Folder can write.
func TestNamesCanBeWritten(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir, Options{})
	n := Names{Files: "images"}
	want := map[string]string{}
	for _, h := range hazards {
		path := n.Take(Name{Dir: []string{h.stem}, Stem: h.stem, Ext: ".md"})
		want[path] = path
		if got, err := f.Write(path, []byte(path)); err != nil || got.State != New {
			t.Errorf("%s: %+v, %v", h.why, got, err)
		}
	}
	wantTree(t, dir, want)
}

func TestOwnFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f := open(t, dir, Options{})
	if _, err := f.ReadOwn("report.json"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	for _, data := range []string{"1", "2"} {
		if err := f.WriteOwn("report.json", []byte(data)); err != nil {
			t.Fatal(err)
		}
		put(t, dir, ".wp2md/report.json", "edited, and nobody's to edit")
		if err := f.WriteOwn("report.json", []byte(data)); err != nil {
			t.Fatal(err)
		}
		if got, err := f.ReadOwn("report.json"); err != nil || string(got) != data {
			t.Errorf("%q, %v, want %q", got, err, data)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	data := []byte(strings.Repeat("A line of a post of some length, as they are.\n", 200))
	for _, c := range []string{"new", "unchanged"} {
		b.Run(c, func(b *testing.B) {
			f := open(b, b.TempDir(), Options{})
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for i := range b.N {
				if c == "unchanged" {
					i = 0
				}
				if _, err := f.Write(fmt.Sprintf("posts/%d.md", i), data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
