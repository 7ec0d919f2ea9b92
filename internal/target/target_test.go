package target_test

import (
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/target"
)

var day = time.Date(2013, 4, 2, 0, 30, 0, 0, time.UTC)

var update = flag.Bool("update", false, "write what comes out into testdata")

// Where the pages of a target lie, if their names are harmless and free, and the front
// matter of a post and of a draft are in testdata/NAME.txt. What the settings say cannot
// publish a draft, or give it the address that it does not have yet.
func TestForm(t *testing.T) {
	for _, name := range target.Names() {
		t.Run(name, func(t *testing.T) {
			tgt, err := target.Named(name)
			if err != nil {
				t.Fatal(err)
			}
			got := formOf(t, tgt)
			file := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v: go test ./internal/target -run TestForm/%s -update writes it; read it", err, name)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nand internal/target/testdata/%s.txt has\n%s\nif what comes out is right, go test ./internal/target -run TestForm/%s -update", got, name, want, name)
			}
		})
	}
}

// formOf returns the places and the front matter that a target gives.
func formOf(t *testing.T, tgt *target.Target) string {
	t.Helper()
	var b strings.Builder
	placeOf := func(it target.Item) string {
		at := tgt.Place(it)
		return path.Join(at.Root, path.Join(at.Dir...), at.Before+at.Stem+at.Ext)
	}
	for _, c := range []struct {
		what string
		item target.Item
	}{
		{"post", target.Item{Type: "post", Folder: "posts", Stem: "a", Date: day, URL: "/2013/04/02/a/"}},
		{"undated", target.Item{Type: "post", Folder: "posts", Stem: "a", URL: "/a/"}},
		{"page", target.Item{Type: "page", Folder: "pages", Stem: "team", Above: []string{"about"}, Date: day, URL: "/about/team/"}},
		{"home", target.Item{Type: "page", Folder: "pages", Stem: "start", Date: day, URL: "/"}},
		{"type", target.Item{Type: "portfolio", Folder: "portfolio", Stem: "acme", Date: day, URL: "/portfolio/acme/"}},
		{"draft", target.Item{Type: "post", Folder: "posts", Stem: "a", Date: day, URL: "/a/", Draft: true}},
		{"draft page", target.Item{Type: "page", Folder: "pages", Stem: "team", Above: []string{"about"}, URL: "/about/team/", Draft: true}},
	} {
		fmt.Fprintf(&b, "%-10s  %s\n", c.what, placeOf(c.item))
	}
	if !tgt.Generator() {
		return b.String() // its front matter is the settings'
	}
	post := frontmatter.Post{
		ID: 7, Title: "A: \"b\"", Slug: "a", Type: "post", Date: day, Description: "Short", URL: "/2013/04/02/a/",
		ImageURL: "/images/ü.png", AuthorName: "Ann", Aliases: []string{"/old/"}, Comments: "7", Body: []byte("{{ x }}\n"),
		Filed: []frontmatter.Filed{
			{Field: "categories", Taxonomy: "category", Keys: []string{"C++"}, Terms: []frontmatter.Term{{Key: "C++", Slug: "c", Path: []string{"Code", "C++"}}}},
			{Field: "genre", Taxonomy: "genre", Keys: []string{"rock"}, Terms: []frontmatter.Term{{Key: "rock", Slug: "rock"}}},
		},
	}
	settings, err := frontmatter.Compile(nil, nil, frontmatter.Options{Presets: tgt.Fields})
	if err != nil {
		t.Fatal(err)
	}
	for _, draft := range []bool{false, true} {
		p := post
		p.Draft = draft
		it := target.Item{Type: p.Type, Folder: "posts", Stem: p.Slug, Date: p.Date, URL: p.URL, Draft: draft}
		p.Path = placeOf(it)
		if !draft {
			p.Address = tgt.Address(it)
		}
		fields, err := settings.Fields(&p)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := tgt.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "\n%s\n%s", p.Path, raw)
		if !draft {
			continue
		}
		if !tgt.Unbuilt(p.Path, fields) {
			t.Error("a draft is published: its place has to be in one of DraftDirs, or one of Fields has to be its mark (Draft)")
		}
		if strings.Contains(string(raw), "2013/04/02/a") {
			t.Errorf("a draft has an address, which it gets when it is published:\n%s", raw)
		}
	}
	return b.String()
}

// A custom post type takes no folder that means something, and no other's.
func TestFolders(t *testing.T) {
	jekyll, _ := target.Named("jekyll")
	got := jekyll.Folders([]string{"page", "post", "posts", "data", "genre", "Genre", "a/../b", "ü"}, []string{"categories", "tags", "genre"})
	for typ, want := range map[string]string{
		"post": "posts", "page": "pages", "posts": "posts-type", "data": "data-type", "genre": "genre-type", "Genre": "genre-type-type", "a/../b": "a----b", "ü": "type",
	} {
		if got[typ] != want {
			t.Errorf("%s: got %s, want %s", typ, got[typ], want)
		}
	}
}

// Names that mean something to the generator are not those of a taxonomy, or of a type.
func TestNames(t *testing.T) {
	for _, c := range []struct{ target, taxonomy, want string }{
		{"hugo", "menus", "tax_menus"}, {"hugo", "posts", "tax_posts"}, {"hugo", "genre", "genre"}, {"hugo", "my tax", "my-tax"},
		{"eleventy", "pagination", "tax_pagination"}, {"vitepress", "sidebar", "tax_sidebar"}, {"plain", "menus", "menus"},
	} {
		tgt, _ := target.Named(c.target)
		if got := tgt.Field(c.taxonomy); got != c.want {
			t.Errorf("%s: %s: got %s, want %s", c.target, c.taxonomy, got, c.want)
		}
	}
	hugo, _ := target.Named("hugo")
	if got := hugo.Folders([]string{"genres"}, []string{"genre"})["genres"]; got != "type-genres" {
		t.Errorf("a type whose name begins with that of a taxonomy: got %s", got)
	}
	for name, want := range map[string]string{"hugo": "static/_redirects", "hexo": "source/_redirects", "pelican": "content/_redirects", "jekyll": "_redirects", "plain": "_redirects"} {
		tgt, _ := target.Named(name)
		if got := tgt.AtRoot("_redirects"); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

// The files of a starter hold what the site says, and quote it.
func TestStarter(t *testing.T) {
	for _, name := range target.Names() {
		tgt, _ := target.Named(name)
		if !tgt.Generator() {
			continue
		}
		s := &target.Site{Title: `A "b" \ c`, Language: "en", BaseURL: "https://example.org", Taken: func(path string) bool { return path == "/archive/" }}
		s.SetArchive()
		files, err := tgt.Starter(s)
		if err != nil {
			t.Errorf("%s has a View, and its starter is the files in internal/target/starter/%s: %v", name, name, err)
			continue
		}
		title, archive := false, false
		for _, f := range files {
			title = title || strings.Contains(string(f.Data), `"A \"b\" \\ c"`)
			archive = archive || strings.Contains(string(f.Data), "archives")
			if strings.Contains(string(f.Data), "[[quote") || strings.Contains(string(f.Data), "<no value>") {
				t.Errorf("%s: %s is not filled", name, f.Path)
			}
		}
		if !title {
			t.Errorf("%s: no file in internal/target/starter/%s has the title of the site, in quotes: [[quote .Title]]", name, name)
		}
		if !archive {
			t.Errorf("%s: no file in internal/target/starter/%s makes the list of all posts at the free address for it, /archives/ here: [[.ArchivePath]]", name, name)
		}
	}
}

// The list of all posts lies where the old home was, unless an item is there.
func TestArchivePath(t *testing.T) {
	for _, c := range []struct{ home, taken, want string }{
		{"/", "", "/archive/"}, {"", "/archive/", "/archives/"}, {"/blog/", "", "/blog/"}, {"/blog/", "/blog/", "/blog/"}, {"/blog/", "/blog/index.html", "/archive/"},
	} {
		s := &target.Site{Home: c.home, Taken: func(path string) bool { return path == c.taken }}
		if s.SetArchive(); s.ArchivePath != c.want {
			t.Errorf("home %q, an item at %q: got %s, want %s", c.home, c.taken, s.ArchivePath, c.want)
		}
	}
}
