package emit

import (
	"os"
	"path/filepath"
	"testing"
)

// A page that a person has renamed is known by its bytes: those of the last run,
// or those that a run wrote which was killed before it recorded them.
func TestRenamedWhileKilled(t *testing.T) {
	for _, holds := range []string{"old text\n", "new text\n"} {
		dir := filepath.Join(t.TempDir(), "site")
		run(t, dir, "posts/a.md", "old text\n")
		if err := os.Remove(filepath.Join(dir, "posts", "a.md")); err != nil {
			t.Fatal(err)
		}
		put(t, dir, "posts/mine.md", holds)
		f := open(t, dir, Options{})
		got, err := f.Write("posts/a.md", []byte("new text\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got.Path != "posts/mine.md" || got.From != "posts/a.md" || got.State == Deleted {
			t.Errorf("of a file with %q: %+v", holds, got)
		}
		end(t, f)
		if text := readOr(t, dir, "posts/mine.md"); text != "new text\n" {
			t.Errorf("it holds %q", text)
		}
		if _, err := os.Stat(filepath.Join(dir, "posts", "a.md")); err == nil {
			t.Error("it is written again")
		}
	}
}
