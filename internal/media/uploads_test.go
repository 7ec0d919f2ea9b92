package media

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestUploads(t *testing.T) {
	const file = "2013/04/rework.png"
	for _, tt := range []struct{ name, below string }{
		{"the folder itself", ""},
		{"wp-content", "uploads"},
		{"the WordPress folder", "wp-content/uploads"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, tt.below, file), "png")
			u, err := Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer u.Close()
			f, err := u.File(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if got, _ := io.ReadAll(f); string(got) != "png" {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestUploadsNames(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "uploads", "2020/01/caf\u00e9.png"), "composed")
	write(t, filepath.Join(dir, "uploads", "2020/01/u\u0308ber.png"), "decomposed")
	write(t, filepath.Join(dir, "secret.txt"), "outside")
	if err := os.Symlink("../secret.txt", filepath.Join(dir, "uploads", "link.txt")); err != nil {
		t.Skip(err)
	}
	u, err := Open(filepath.Join(dir, "uploads"))
	if err != nil {
		t.Fatal(err)
	}
	defer u.Close()
	for _, tt := range []struct {
		name string
		has  bool
	}{
		{"2020/01/caf\u00e9.png", true},
		{"2020/01/cafe\u0301.png", true}, // as macOS writes it
		{"2020/01/\u00fcber.png", true},
		{"2020/01", false}, // a folder
		{"2020/01/other.png", false},
		{"../secret.txt", false},
		{"link.txt", false}, // leads out
		{"/2020/01/caf\u00e9.png", true},
		{"", false},
		{"a\x00b", false},
	} {
		if got := u.Has(tt.name); got != tt.has {
			t.Errorf("Has(%q) = %v, want %v", tt.name, got, tt.has)
		}
	}
}

func TestUploadsMissing(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a folder that is not there was opened")
	}
}
