package emit

import (
	"os"
	"path/filepath"
	"testing"
)

// What has a new page's name is never replaced unseen, whether the system can tell by
// itself or not.
func TestNamesThatAreTaken(t *testing.T) {
	for _, looks := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "site")
		f := open(t, dir, Options{})
		f.looks.Store(looks)
		emit(t, f, 1, "posts/a.md", "a")
		for name, put := range map[string]func(at string) error{
			"file.md": func(at string) error { return os.WriteFile(at, []byte("a person's"), 0o666) },
			"link.md": func(at string) error { return os.Symlink("nowhere", at) },
			"dir.md":  func(at string) error { return os.Mkdir(at, 0o777) },
			"same.md": func(at string) error { return os.WriteFile(at, []byte("ours"), 0o666) },
		} {
			if err := put(filepath.Join(dir, "posts", name)); err != nil {
				t.Skip(err)
			}
		}
		for name, want := range map[string]State{"free.md": New, "file.md": Edited, "link.md": Edited, "dir.md": "", "same.md": Unchanged} {
			got, err := f.Write("posts/"+name, []byte("ours"))
			if got.State != want || (err != nil) != (want == "") {
				t.Errorf("looks %v, %s: got %q, %v; want %q", looks, name, got.State, err, want)
			}
		}
		if got, _ := os.ReadFile(filepath.Join(dir, "posts", "file.md")); string(got) != "a person's" {
			t.Errorf("looks %v: the file is now %q", looks, got)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "posts", tempPrefix+"*")); left != nil {
			t.Errorf("looks %v: left behind: %q", looks, left)
		}
		end(t, f)
	}
}
