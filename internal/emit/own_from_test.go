package emit

import (
	"errors"
	"io"
	"path/filepath"
	"testing"
)

func TestWriteOwnFrom(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f := open(t, dir, Options{})
	for _, text := range []string{"one", "two"} {
		err := f.WriteOwnFrom("report.json", func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		})
		if got, _ := f.ReadOwn("report.json"); err != nil || string(got) != text {
			t.Errorf("got %q, %v; want %q", got, err, text)
		}
	}
	broken := errors.New("broken")
	err := f.WriteOwnFrom("report.json", func(w io.Writer) error {
		io.WriteString(w, "half")
		return broken
	})
	if got, _ := f.ReadOwn("report.json"); !errors.Is(err, broken) || string(got) != "two" {
		t.Errorf("after a failure: %q, %v", got, err)
	}
	if err := f.WriteOwnFrom("../out", nil); err == nil {
		t.Error("a name that leads out was taken")
	}
	end(t, f)
	if left, _ := filepath.Glob(filepath.Join(dir, ourFolder, "*.tmp")); left != nil {
		t.Errorf("left behind: %q", left)
	}
}
