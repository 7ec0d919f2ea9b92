package emit

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Folders below one that is held open are made and opened from there: links are
// followed as from the output folder, and lead out of it no more than from there.
func TestLinksBelowHeldFolders(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	run(t, dir, "posts/sub/a.md", "1", "posts/b.md", "1")
	if err := errors.Join(os.Symlink(outside, filepath.Join(dir, "posts", "out")), os.Symlink("sub", filepath.Join(dir, "posts", "in"))); err != nil {
		t.Skip(err)
	}
	f := open(t, dir, Options{})
	write(t, f, "posts/c.md", "2") // posts is open
	for _, path := range []string{"posts/out/x.md", "posts/out/below/x.md", "posts/in/../../y.md"} {
		if got, err := f.Write(path, []byte("ours")); err == nil {
			t.Errorf("%s: %+v", path, got)
		}
	}
	write(t, f, "posts/in/x.md", "through a link")
	write(t, f, "posts/in/below/x.md", "through a link")
	wantTree(t, outside, map[string]string{})
	for _, path := range []string{"posts/sub/x.md", "posts/sub/below/x.md"} {
		if data, err := os.ReadFile(filepath.Join(dir, path)); err != nil || string(data) != "through a link" {
			t.Errorf("%s: %q, %v", path, data, err)
		}
	}
}

// A folder can be as deep as pages are below each other.
func TestFoldersBelowFolders(t *testing.T) {
	dir := t.TempDir()
	name := ""
	var files []string
	for range 100 {
		name = strings.TrimPrefix(name+"/d", "/")
		files = append(files, name+"/page.md", name)
	}
	for _, f := range run(t, dir, files...) {
		if f.State != New {
			t.Fatalf("%+v", f)
		}
	}
	for i, f := range run(t, dir, files...) {
		if f.State != Unchanged || f.Path != files[2*i] {
			t.Fatalf("%+v, want %s unchanged", f, files[2*i])
		}
	}
}
