package target_test

import (
	"strings"
	"testing"
	"time"

	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/target"
)

var day = time.Date(2013, 4, 2, 0, 30, 0, 0, time.UTC)

// Where pages lie, if their names are harmless and free.
func TestPlace(t *testing.T) {
	items := map[string]target.Item{
		"post":    {Type: "post", Folder: "posts", Stem: "a", Date: day, URL: "/2013/04/02/a/"},
		"undated": {Type: "post", Folder: "posts", Stem: "a", URL: "/a/"},
		"page":    {Type: "page", Folder: "pages", Stem: "team", Above: []string{"about"}, Date: day, URL: "/about/team/"},
		"home":    {Type: "page", Folder: "pages", Stem: "start", Date: day, URL: "/"},
		"type":    {Type: "portfolio", Folder: "portfolio", Stem: "acme", Date: day, URL: "/portfolio/acme/"},
		"draft":   {Type: "post", Folder: "posts", Stem: "a", Date: day, URL: "/a/", Draft: true},
		"held":    {Type: "page", Folder: "pages", Stem: "team", Above: []string{"about"}, URL: "/about/team/", Draft: true},
	}
	order := []string{"post", "undated", "page", "home", "type", "draft", "held"}
	rows := map[string][]string{
		"plain":      {"posts/a.md", "posts/a.md", "pages/about/team.md", "pages/start.md", "portfolio/acme.md", "posts/a.md", "pages/about/team.md"},
		"hugo":       {"content/posts/a.md", "content/posts/a.md", "content/pages/about/team.md", "content/_index.md", "content/portfolio/acme.md", "content/posts/a.md", "content/pages/about/team.md"},
		"jekyll":     {"_posts/2013-04-02-a.md", "_posts/0001-01-01-a.md", "_pages/about/team.md", "_pages/start.md", "_portfolio/acme.md", "_drafts/a.md", "_drafts/pages/about/team.md"},
		"eleventy":   {"content/posts/a.md", "content/posts/a.md", "content/pages/about/team.md", "content/pages/start.md", "content/portfolio/acme.md", "content/posts/a.md", "content/pages/about/team.md"},
		"astro":      {"src/content/posts/a.md", "src/content/posts/a.md", "src/content/pages/about/team.md", "src/content/pages/start.md", "src/content/portfolio/acme.md", "src/content/posts/a.md", "src/content/pages/about/team.md"},
		"pelican":    {"content/posts/a.md", "content/posts/a.md", "content/pages/about/team.md", "content/pages/start.md", "content/portfolio/acme.md", "content/posts/a.md", "content/pages/about/team.md"},
		"hexo":       {"source/_posts/a.md", "source/_posts/a.md", "source/pages/about/team.md", "source/pages/start.md", "source/portfolio/acme.md", "source/_drafts/a.md", "source/_drafts/pages/about/team.md"},
		"vitepress":  {"posts/a.md", "posts/a.md", "pages/about/team.md", "pages/start.md", "portfolio/acme.md", "drafts/posts/a.md", "drafts/pages/about/team.md"},
		"docusaurus": {"blog/a.md", "pages/undated/a.md", "pages/about/team.md", "pages/start.md", "blog/portfolio/acme.md", "blog/a.md", "pages/about/team.md"},
		"zola":       {"content/posts/a.md", "content/undated/a.md", "content/pages/about--team.md", "content/_index.md", "content/portfolio/acme.md", "content/posts/a.md", "content/pages/about--team.md"},
	}
	for _, name := range target.Names() {
		tgt, err := target.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		want := rows[name]
		if len(want) != len(order) {
			t.Errorf("%s: %d places are wanted, not %d: give it a row", name, len(want), len(order))
			continue
		}
		for i, what := range order {
			at := tgt.Place(items[what])
			parts := append(at.Dir, at.Before+at.Stem+at.Ext)
			if at.Root != "" {
				parts = append([]string{at.Root}, parts...)
			}
			if got := strings.Join(parts, "/"); got != want[i] {
				t.Errorf("%s: %s: got %s, want %s", name, what, got, want[i])
			}
		}
	}
}

// Front matter of a post, and of a draft that the settings cannot publish.
func TestFields(t *testing.T) {
	post := frontmatter.Post{
		ID: 7, Title: "A: \"b\"", Slug: "a", Type: "post", Path: "content/posts/a.md", Date: day, Description: "Short", URL: "/2013/04/02/a/",
		ImageURL: "/images/ü.png", AuthorName: "Ann", Aliases: []string{"/old/"}, Comments: "7", Body: "{{ x }}\n",
		Filed: []frontmatter.Filed{
			{Field: "categories", Taxonomy: "category", Keys: []string{"C++"}, Terms: []frontmatter.Term{{Key: "C++", Slug: "c", Path: []string{"Code", "C++"}}}},
			{Field: "genre", Taxonomy: "genre", Keys: []string{"rock"}, Terms: []frontmatter.Term{{Key: "rock", Slug: "rock"}}},
		},
	}
	rows := map[string]string{
		"hugo": `title: "A: \"b\""|date: "2013-04-02T00:30:00"|description: "Short"|url: "/2013/04/02/a/"|aliases:|  - "/old/"|author: "Ann"|image: "/images/ü.png"|` +
			`categories:|  - "C++"|genre:|  - "rock"|comments_file: "7"|id: "7"`,
		"jekyll": `layout: "post"|title: "A: \"b\""|date: "2013-04-02 00:30:00"|permalink: "/2013/04/02/a/"|redirect_from:|  - "/old/"|description: "Short"|author: "Ann"|image: "/images/ü.png"|` +
			`categories:|  - "C++"|genre:|  - "rock"|comments_file: "7"|wp_id: "7"|render_with_liquid: false`,
		"eleventy": `title: "A: \"b\""|description: "Short"|date: "2013-04-02T00:30:00"|permalink: "/2013/04/02/a/"|author: "Ann"|image: "/images/ü.png"|` +
			`categories:|  - "C++"|genre:|  - "rock"|comments_file: "7"|id: "7"`,
		"astro": `title: "A: \"b\""|description: "Short"|date: "2013-04-02T00:30:00Z"|url: "/2013/04/02/a/"|aliases:|  - "/old/"|author: "Ann"|image: "/images/ü.png"|` +
			`categories:|  - "C++"|genre:|  - "rock"|comments_file: "7"|id: 7`,
		"pelican": `Title: A: "b"|Date: 2013-04-02 00:30:00|Slug: posts-a|Url: 2013/04/02/a/|Save_as: 2013/04/02/a/index.html|Category: C++|Author: Ann|Summary: Short|Image: /images/ü.png|` +
			`Comments_file: 7|Wp_id: 7|Wp_terms: category/c; genre/rock`,
		"hexo": `title: "A: \"b\""|date: "2013-04-02 00:30:00"|permalink: "2013/04/02/a/"|description: "Short"|author: "Ann"|image: "/images/ü.png"|` +
			`categories:|  - ["Code", "C++"]|genre:|  - "rock"|comments_file: "7"|wp_id: "7"|disableNunjucks: true`,
		"vitepress": `title: "A: \"b\""|description: "Short"|date: "2013-04-02T00:30:00"|url: "/2013/04/02/a/"|author: "Ann"|image: "/images/ü.png"|kind: "posts"|` +
			`categories:|  - "C++"|genre:|  - "rock"|comments_file: "7"|id: 7`,
		"docusaurus": `title: "A: \"b\""|description: "Short"|slug: "/2013/04/02/a/"|date: "2013-04-02T00:30:00"|image: "/images/%C3%BC.png"|` +
			`categories:|  - "C++"|genre:|  - "rock"|comments_file: "7"|wp_id: 7`,
		"zola": `title: "A: \"b\""|description: "Short"|date: "2013-04-02T00:30:00"|path: "2013/04/02/a/"|aliases:|  - "/old/"|taxonomies:|  categories:|    - "C++"|  genre:|    - "rock"|` +
			`extra:|  image: "/images/ü.png"|  author: "Ann"|  comments_file: "7"|  id: "7"`,
	}
	for _, name := range target.Names()[1:] {
		want := rows[name]
		tgt, err := target.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		settings, err := frontmatter.Compile(nil, nil, frontmatter.Options{Presets: tgt.Fields})
		if err != nil {
			t.Fatal(err)
		}
		block := func(p frontmatter.Post) string {
			p.Address = ""
			if !p.Draft {
				p.Address = tgt.Address(target.Item{Type: p.Type, URL: p.URL})
			}
			fields, err := settings.Fields(&p)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			raw, err := tgt.Marshal(fields)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(string(raw), "---\n"), "---\n"), "\n")
		}
		if got := strings.ReplaceAll(block(post), "\n", "|"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want)
		}
		draft := post
		draft.Draft = true
		mark, ok := map[string]string{
			"hugo": "draft: true", "jekyll": "published: false", "eleventy": "permalink: false", "astro": "draft: true", "pelican": "Status: skip", "docusaurus": "draft: true", "zola": "draft: true",
			"hexo": "", "vitepress": "", // by their folder alone
		}[name]
		if !ok {
			t.Errorf("%s: its drafts have no mark here", name)
		}
		got := block(draft)
		if !strings.Contains("\n"+got+"\n", "\n"+mark+"\n") && mark != "" || strings.Contains(got, "2013/04/02/a") {
			t.Errorf("%s: a draft has %s", name, got)
		}
	}
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
	for _, name := range target.Names()[1:] {
		tgt, _ := target.Named(name)
		s := &target.Site{Title: `A "b" \ c`, Language: "en", BaseURL: "https://example.org", Taken: func(path string) bool { return path == "/archive/" }}
		s.SetArchive()
		files, err := tgt.Starter(s)
		if err != nil || len(files) == 0 {
			t.Errorf("%s: %d files, %v", name, len(files), err)
		}
		title, archive := false, false
		for _, f := range files {
			title = title || strings.Contains(string(f.Data), `"A \"b\" \\ c"`)
			archive = archive || strings.Contains(string(f.Data), "archives")
			if strings.Contains(string(f.Data), "[[quote") || strings.Contains(string(f.Data), "<no value>") {
				t.Errorf("%s: %s is not filled", name, f.Path)
			}
		}
		if !title || !archive {
			t.Errorf("%s: title %v, archive %v", name, title, archive)
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
