package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

// TestSilence migrates small exports of the kinds in which something used to be lost
// without a word, and compares pages and notes with the expected ones.
func TestSilence(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join("..", "..", "fixtures", "silence", "*"))
	if err != nil || len(dirs) < 8 {
		t.Fatal(len(dirs), err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			args := []string{"migrate", filepath.Join(dir, "export.xml"), "-o", out, "--media", "link"}
			if config := filepath.Join(dir, "wp2md.yaml"); exists(config) {
				args = append(args, "--config", config)
			}
			var stdout, stderr bytes.Buffer
			if code := run(args, strings.NewReader(""), &stdout, &stderr); code != exitOK && code != exitAttention {
				t.Fatalf("exit code %d\n%s", code, stderr.String())
			}
			got := pagesAndNotes(t, out)
			want := filepath.Join(dir, "expected.txt")
			if *update {
				if err := os.WriteFile(want, got, 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			expected, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, expected) {
				t.Errorf("%s%s\n%s", stdout.String(), stderr.String(), diff.Diff("got", got, "want", expected))
			}
		})
	}
}

func exists(file string) bool { _, err := os.Stat(file); return err == nil }

// pagesAndNotes returns all pages of a folder, and the lines of its manifest.
func pagesAndNotes(t *testing.T, dir string) []byte {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	var b bytes.Buffer
	for _, file := range append(files, filepath.Join(dir, ".wp2md", "manifest.jsonl")) {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := filepath.Rel(dir, file)
		b.WriteString("== " + filepath.ToSlash(name) + "\n")
		for line := range strings.Lines(string(raw)) {
			if strings.HasSuffix(file, ".jsonl") {
				_, notes, ok := strings.Cut(line, `"notes":`)
				if !ok {
					continue
				}
				line = notes
				if i := strings.Index(line, `],"`); i >= 0 {
					line = line[:i+1] + "\n"
				}
			}
			b.WriteString(line)
		}
	}
	return b.Bytes()
}
