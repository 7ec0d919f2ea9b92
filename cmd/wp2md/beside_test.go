package main

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/target"
)

// With images beside their posts, and languages apart, a second run changes no
// byte, and the pictures of a post whose slug has changed move with its page, which
// somebody has edited.
func TestBesideAndLanguages(t *testing.T) {
	uploads, err := filepath.Abs(filepath.Join("..", "..", "fixtures", "languages", "uploads"))
	if err != nil {
		t.Fatal(err)
	}
	export, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "languages", "export.xml"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put("wp2md.yaml", "images: beside\nlanguages: separate\n")
	for _, name := range target.Names() {
		tgt, err := target.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) {
			put("export.xml", string(export))
			args := []string{"export.xml", "--uploads", uploads, "--media", "local", "--for", name, "-o", name}
			if tgt.Beside == nil {
				migrated(t, exitFailed, args...)
				return
			}
			migrated(t, exitOK, args...)
			command(t, exitOK, "check", "-o", name)
			first := treeOf(t, name)
			page := ""
			for _, file := range slices.Sorted(maps.Keys(first)) {
				if strings.HasSuffix(file, ".md") && strings.Contains(first[file], "The beds") && strings.Contains(file, "the-beds") {
					page = file
				}
			}
			picture := func(tree map[string]string, slug string) bool {
				return slices.ContainsFunc(slices.Collect(maps.Keys(tree)), func(file string) bool {
					return path.Base(file) == "beds.png" && path.Base(path.Dir(file)) == slug
				})
			}
			if page == "" || !picture(first, "the-beds") {
				t.Fatalf("no page of a post with its picture beside it: %q", slices.Sorted(maps.Keys(first)))
			}
			migrated(t, exitOK, args...)
			if d := differences(treeOf(t, name), first); len(d) > 0 {
				t.Fatalf("a second run changes %s", strings.Join(d, "\n"))
			}

			put(filepath.Join(name, page), first[page]+"\nMy words.\n")
			put("export.xml", strings.Replace(string(export), "<wp:post_name>the-beds<", "<wp:post_name>new-beds<", 1))
			migrated(t, exitOK, args...)
			moved := treeOf(t, name)
			if picture(moved, "the-beds") || !picture(moved, "new-beds") {
				t.Errorf("the picture did not move: %q", slices.Sorted(maps.Keys(moved)))
			}
			if got := moved[strings.Replace(page, "the-beds", "new-beds", 1)]; !strings.HasSuffix(got, "\nMy words.\n") {
				t.Errorf("the page has lost what was added:\n%s", got)
			}
			command(t, exitOK, "check", "-o", name)
		})
	}
}
