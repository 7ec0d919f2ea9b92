package main

import (
	"maps"
	"net/http"
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

// What is fetched comes to lie beside the pages: a second run fetches nothing of it again,
// retry gets what the server lacked, diff has nothing to say then, the folder is that of a
// run without trouble, and link writes the same pages.
func TestBesideDownloaded(t *testing.T) {
	s := newBadServer(t)
	files := []hostedFile{{"2020/01/a.png", true, somePicture(1, 100)}, {"2020/01/b.png", false, somePicture(2, 100)}, {"2020/02/a.png", true, somePicture(3, 100)}}
	for _, f := range files {
		s.files["/wp-content/uploads/"+f.name] = f.body
	}
	s.bad["/wp-content/uploads/2020/01/b.png"] = http.NotFound
	export := mediaExport(t, s.URL, files)
	t.Chdir(t.TempDir())
	if err := os.WriteFile("wp2md.yaml", []byte("images: beside\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, name := range target.Names() {
		tgt, err := target.Named(name)
		if err != nil || tgt.Beside == nil {
			continue
		}
		there := func(n int) int {
			if tgt.Beside.Made {
				return 0 // pages link to the files, whose addresses only the build would know
			}
			return n
		}
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			args := func(dir, media string) []string {
				return []string{export, "--for", name, "--media", media, "--allow-private", "-o", filepath.Join(dir, "site")}
			}
			site := filepath.Join(dir, "site")
			beside := func() (n int) {
				for file, body := range treeOf(t, site) {
					i := slices.IndexFunc(files, func(f hostedFile) bool { return f.body == body })
					if i >= 0 && strings.HasPrefix(path.Base(path.Dir(file)), "post-") {
						n++
					}
				}
				return n
			}
			s.mended = false
			migrated(t, exitAttention, args(dir, "download")...)
			if n := beside(); n != there(2) {
				t.Errorf("%d files beside their pages, want %d", n, there(2))
			}
			first := treeOf(t, site)
			s.requests()
			migrated(t, exitAttention, args(dir, "download")...)
			if n := s.requests(); n != 1 {
				t.Errorf("%d requests in the second run, want 1", n)
			}
			if d := differences(treeOf(t, site), first); len(d) > 0 {
				t.Errorf("a second run changes %s", strings.Join(d, "\n"))
			}

			s.mended = true
			command(t, exitOK, "retry", "-o", site, "--allow-private")
			if n := beside(); n != there(3) {
				t.Errorf("%d files beside their pages after retry, want %d", n, there(3))
			}
			command(t, exitOK, "diff", export, "--for", name, "-o", site)
			fresh := t.TempDir()
			migrated(t, exitOK, args(fresh, "download")...)
			got, want := treeOf(t, site), treeOf(t, filepath.Join(fresh, "site"))
			link := t.TempDir()
			migrated(t, exitOK, args(link, "link")...)
			linked := treeOf(t, filepath.Join(link, "site"))
			for file := range want {
				if strings.HasPrefix(file, ".wp2md/") { // what the last run did is another thing
					continue
				}
				if got[file] != want[file] {
					t.Errorf("%s is not what a run without trouble writes:\n%s", file, got[file])
				}
				if strings.HasSuffix(file, ".md") && linked[file] != want[file] {
					t.Errorf("%s is another with --media link:\n%s", file, linked[file])
				}
			}
		})
	}
}
