package emit

import (
	"os"
	"path/filepath"
	"testing"
)

// A file is put into a folder of one that is open, but never through a link.
func TestPutBelow(t *testing.T) {
	top := t.TempDir()
	elsewhere, at := filepath.Join(top, "elsewhere"), filepath.Join(top, "site")
	for _, dir := range []string{elsewhere, at, filepath.Join(at, "term")} {
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(elsewhere, filepath.Join(at, "link")); err != nil {
		t.Skip(err)
	}
	root, err := os.OpenRoot(at)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	d, err := openIn(root, ".")
	if err != nil {
		t.Fatal(err)
	}
	defer d.close()
	if err := d.put("link/a.tmp", "link/a.md", []byte("a"), renameOver); err == nil {
		t.Error("it went through a link")
	}
	if found, _ := os.ReadDir(elsewhere); len(found) > 0 {
		t.Errorf("%s is behind the link", found[0].Name())
	}
	if err := d.put("term/a.tmp", "term/a.md", []byte("a"), renameOver); err != nil {
		t.Skip(err) // not on this system
	}
	if got, _ := os.ReadFile(filepath.Join(at, "term", "a.md")); string(got) != "a" {
		t.Errorf("the file is %q", got)
	}
}
