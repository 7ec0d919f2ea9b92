package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A blog that has each thing a WordPress site can hold once. All of its output
// is in the fixture: -update rewrites it, and what has changed is to be read
// beside the source.
func TestFixtureBlog(t *testing.T) {
	t.Chdir(filepath.Join("..", "..", "fixtures", "blog")) // where export.xml is the name of the source in every report
	dir := filepath.Join(t.TempDir(), "site")
	// A video is not in the copy of the uploads, and some things only the old
	// site could do.
	migrate := []string{"export.xml", "--uploads", "uploads", "--media", "local", "-o", dir}
	migrated(t, exitAttention, append(migrate, "--jobs", "1")...)
	got := treeOf(t, dir)
	if *update {
		if err := os.RemoveAll("expected"); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS("expected", os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		for _, name := range ofEveryRun {
			os.Remove(filepath.Join("expected", filepath.FromSlash(name)))
		}
	}
	listed := maps.Clone(got)
	maps.DeleteFunc(listed, func(name, _ string) bool { return slices.Contains(ofEveryRun, name) })
	if d := differences(listed, treeOf(t, "expected")); len(d) > 0 {
		t.Errorf("%s", strings.Join(d, "\n"))
	}
	migrated(t, exitAttention, append(migrate, "--jobs", "8")...)
	if d := differences(treeOf(t, dir), got); len(d) > 0 {
		t.Errorf("a second run, with more workers, changed:\n%s", strings.Join(d, "\n"))
	}
}
