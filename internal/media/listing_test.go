package media

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A listing is another one when a file is, and none where it could miss that.
func TestListing(t *testing.T) {
	dir := t.TempDir()
	long := time.Now().Add(-time.Hour)
	write := func(name, text string, at time.Time) string {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
		return file
	}
	a := write("uploads/2024/a.png", "a", long)
	zip := write("b.zip", "PK", long)
	last, ok := Listing(dir, zip)
	if !ok {
		t.Fatal("no listing")
	}
	if again, ok := Listing(dir, zip); !ok || again != last {
		t.Error("another listing of the same files")
	}
	for _, c := range []struct {
		why    string
		change func()
	}{
		{"a file is longer", func() { write("uploads/2024/a.png", "aa", long) }},
		{"a file was written again", func() { write("uploads/2024/a.png", "aa", long.Add(time.Nanosecond*1000)) }},
		{"a file is new", func() { write("uploads/2024/c.png", "c", long) }},
		{"a file has another name", func() { os.Rename(a, filepath.Join(dir, "uploads", "d.png")) }},
		{"a file is gone", func() { os.Remove(filepath.Join(dir, "uploads", "d.png")) }},
		{"the archive is another", func() { write("b.zip", "PK", long.Add(time.Second)) }},
		{"the folder is another", func() { write("wp-content/uploads/2024/c.png", "c", long) }},
	} {
		c.change()
		now, ok := Listing(dir, zip)
		if !ok || now == last {
			t.Errorf("%s: not seen", c.why)
		}
		last = now
	}
	fresh := write("wp-content/uploads/e.png", "e", time.Now())
	if _, ok := Listing(dir, zip); ok {
		t.Error("a file that may be written to has no listing")
	}
	os.Remove(fresh)
	if err := os.Symlink("2024/c.png", fresh); err == nil {
		if _, ok := Listing(dir, zip); ok {
			t.Error("a link says nothing of its file")
		}
	}
	if _, ok := Listing(filepath.Join(dir, "none")); ok {
		t.Error("a folder that is not there")
	}
}
