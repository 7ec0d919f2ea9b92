package emit

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A file that no item has is known again by the next run: it is replaced if it
// is as it was written, kept if a person has changed it, stale if nothing needs
// it any more.
func TestOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	run := func(files map[string]string, want State) (beside string, stale []string) {
		t.Helper()
		f, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var others []Other
		for name, text := range files {
			w, err := f.Copy(name, strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if w.State != want {
				t.Errorf("%s is %s, want %s", name, w.State, want)
			}
			beside = w.Beside
			others = append(others, Other{Path: name, SHA256: w.SHA256})
		}
		if stale, err = f.Stale(); err != nil {
			t.Fatal(err)
		}
		if err := f.RecordOthers(slices.Values(others)); err != nil {
			t.Fatal(err)
		}
		if err := f.Finish(Whole); err != nil {
			t.Fatal(err)
		}
		return beside, stale
	}
	const name = "images/a.png"
	one := map[string]string{name: "one"}
	run(one, New)
	run(one, Unchanged)
	run(map[string]string{name: "two"}, Changed)
	if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if beside, _ := run(map[string]string{name: "two"}, Edited); beside != "" {
		t.Errorf("a new version of what has not changed: %s", beside)
	}
	if beside, _ := run(map[string]string{name: "three"}, Edited); beside != name+".new" {
		t.Errorf("the new version is %q", beside)
	}
	if _, stale := run(nil, New); !slices.Contains(stale, name) {
		t.Errorf("stale: %q", stale)
	}
}
