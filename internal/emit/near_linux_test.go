package emit

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file is made in the same way whether the scheduler is told of the calls or not.
func TestNear(t *testing.T) {
	for _, near := range []bool{false, true} {
		at := t.TempDir()
		if err := os.Mkdir(filepath.Join(at, "term"), 0o777); err != nil {
			t.Fatal(err)
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
		d.near = near
		for _, data := range []string{"", "a", strings.Repeat("long ", 1<<19)} {
			for _, name := range []string{"a.md", "term/a.md"} {
				err := d.put(name+".tmp", name, []byte(data), renameOver)
				if errors.Is(err, errors.ErrUnsupported) {
					continue
				}
				if got, _ := os.ReadFile(filepath.Join(at, name)); err != nil || string(got) != data {
					t.Errorf("near %v: %s has %d bytes, not %d: %v", near, name, len(got), len(data), err)
				}
				if err := d.put(name+".tmp", name, []byte("new"), renameNew); !errors.Is(err, fs.ErrExist) && !errors.Is(err, errors.ErrUnsupported) {
					t.Errorf("near %v: %s was there: %v", near, name, err)
				}
			}
		}
		if err := d.put("missing/a.tmp", "missing/a.md", nil, renameOver); err == nil {
			t.Errorf("near %v: there is no such folder", near)
		}
		if left, _ := filepath.Glob(filepath.Join(at, "*.tmp")); left != nil {
			t.Errorf("near %v: left behind: %q", near, left)
		}
		if fi, err := os.Stat(filepath.Join(at, "a.md")); err != nil || fi.Mode().Perm()&0o111 != 0 || fi.Mode().Perm()&0o400 == 0 {
			t.Errorf("near %v: %v", near, err)
		}
	}
}
