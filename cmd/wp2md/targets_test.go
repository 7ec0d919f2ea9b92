package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/target"
)

// shownPages are those of the torture export of which the expected output has the
// front matter: one of each sort that a target treats in its own way.
var shownPages = []string{"template-code-title", "images-post", "page-with-comments", "secret-draft-post", "secret-future-page", "team", "acme", "undated", "home", "_index"}

// The output of each target of the torture export: all files, and front matter.
// go test ./cmd/wp2md -run TestTargets -update writes it anew.
func TestTargets(t *testing.T) {
	golden, err := filepath.Abs(filepath.Join("testdata", "targets"))
	if err != nil {
		t.Fatal(err)
	}
	atRoot(t)
	for _, name := range target.Names()[1:] {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			migrated(t, exitOK, "fixtures/torture/export.xml", "--for", name, "--media", "link", "-o", dir)
			got := listing(treeOf(t, dir))
			file := filepath.Join(golden, name+".txt")
			if *update {
				if err := os.MkdirAll(golden, 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v: go test ./cmd/wp2md -run TestTargets/%s -update writes it; read it", err, name)
			}
			if d := differences(map[string]string{name: string(want)}, map[string]string{name: got}); len(d) > 0 {
				t.Error(strings.Join(d, "\n"))
			}
		})
	}
}

// listing returns the paths of all files, and the front matter of some.
func listing(all map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if strings.HasPrefix(name, ".wp2md/") {
			continue
		}
		fmt.Fprintln(&b, name)
		base := strings.TrimSuffix(filepath.Base(name), ".md")
		if base == filepath.Base(name) || !slices.ContainsFunc(shownPages, func(s string) bool { return base == s || strings.HasSuffix(base, "-"+s) }) {
			continue
		}
		lines := strings.Split(all[name], "\n")
		for i, line := range lines {
			if line == "" || i > 0 && line == "---" {
				break
			}
			fmt.Fprintln(&b, "\t"+line)
		}
	}
	return b.String()
}
