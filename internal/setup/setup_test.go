package setup

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/settings"
)

const export = `<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Garden notes</title>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>http://garden.example.org</wp:base_blog_url>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>spaete-rosen</wp:category_nicename><wp:cat_name><![CDATA[Späte Rosen]]></wp:cat_name></wp:category>
<item><title>First frost</title><link>http://garden.example.org/2012/11/first-frost/</link><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_name>first-frost</wp:post_name><wp:post_date>2012-11-03 09:00:00</wp:post_date>
<category domain="category" nicename="spaete-rosen"><![CDATA[Späte Rosen]]></category>
<content:encoded><![CDATA[The dahlias are black. [rosette]]]></content:encoded></item>
<item><title>Diary</title><link>http://garden.example.org/?p=2</link><wp:post_id>2</wp:post_id><wp:post_type>post</wp:post_type><wp:status>private</wp:status><wp:post_name>diary</wp:post_name><wp:post_date>2012-12-03 09:00:00</wp:post_date>
<content:encoded><![CDATA[Secret.]]></content:encoded></item>
<item><title>rose</title><wp:post_id>3</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>http://garden.example.org/wp-content/uploads/2012/11/rose.png</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attached_file</wp:meta_key><wp:meta_value>2012/11/rose.png</wp:meta_value></wp:postmeta></item>
</channel></rss>`

// folder makes a folder with an export and a copy of its uploads, to work in.
func folder(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"export.xml": export, "uploads/2012/11/rose.png": "rose", "other/readme.txt": "nothing"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// written returns the lines of the file that are settings in use, and the settings.
func written(t *testing.T, name string) ([]string, *settings.Settings) {
	t.Helper()
	s, err := settings.Load(name, "")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines, s
}

// The file explains every setting there is, and each is valid when the # is taken
// away.
func TestEverySetting(t *testing.T) {
	text, err := settingsFile(&Answers{}, nil, settings.DefaultFile)
	if err != nil {
		t.Fatal(err)
	}
	keys := regexp.MustCompile(`(?m)^#([a-z]+): `)
	var there []string
	for _, m := range keys.FindAllSubmatch(text, -1) {
		there = append(there, string(m[1]))
	}
	want := slices.Sorted(slices.Values(settings.Keys()))
	if slices.Sort(there); !slices.Equal(there, want) {
		t.Errorf("the file has %v, and there is %v", there, want)
	}
	for paragraph := range strings.SplitSeq(string(text), "\n\n") {
		if keys.MatchString(paragraph) && !strings.HasPrefix(paragraph, "# ") {
			t.Errorf("not explained: %s", paragraph)
		}
	}
	name := filepath.Join(t.TempDir(), "all.yaml")
	if err := os.WriteFile(name, keys.ReplaceAll(text, []byte("$1: ")), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := settings.Load(name, ""); err != nil {
		t.Error(err)
	}
}

func TestFlagsAlone(t *testing.T) {
	for _, c := range []struct {
		name    string
		sources []string
		given   Answers
		want    []string
	}{
		{"nothing", nil, Answers{}, nil},
		{"a source, with a copy of its uploads beside it", []string{"export.xml"}, Answers{}, []string{"uploads: [uploads]"}},
		{"all flags", []string{"export.xml"}, Answers{"hugo", "/:year/:slug/", "name", []string{"other", "uploads"}},
			[]string{"for: hugo", "permalinks: /:year/:slug/", "terms: name", "uploads: [other, uploads]"}},
		{"no source", nil, Answers{Target: "zola"}, []string{"for: zola"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder(t)
			res, err := Run(t.Context(), Options{Sources: c.sources, Given: c.given})
			if err != nil {
				t.Fatal(err)
			}
			if lines, _ := written(t, res.File); !slices.Equal(lines, c.want) {
				t.Errorf("%q, want %q", lines, c.want)
			}
			if (res.Page != nil) != (len(c.sources) > 0) {
				t.Errorf("the page: %v", res.Page)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		o     Options
		error string
	}{
		{"a target", Options{Given: Answers{Target: "huog"}}, `--for "huog": unknown target`},
		{"a pattern", Options{Given: Answers{Permalinks: "/:year/"}}, `--permalinks: "/:year/": needs :slug, :title or :id, or all posts would have one path`},
		{"a form", Options{Given: Answers{Terms: "names"}}, `--terms "names": unknown value`},
		{"a copy", Options{Given: Answers{Uploads: []string{"export.xml"}}}, `--uploads: export.xml: neither a folder nor a zip or tar of one`},
		{"a source", Options{Sources: []string{"other/readme.txt"}}, `other/readme.txt: `},
		{"standard input", Options{Sources: []string{"-"}}, `init reads its source more than once, and standard input cannot be`},
		{"no folder for the file", Options{File: "nowhere/wp2md.yaml"}, `stat nowhere: no such file or directory`},
		{"a file that is there", Options{File: "export.xml"}, `export.xml: is there already, and stays as it is`},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder(t)
			_, err := Run(t.Context(), c.o)
			if err == nil || !strings.HasPrefix(err.Error(), c.error) {
				t.Errorf("%v, want %s", err, c.error)
			}
			if _, err := os.Stat(settings.DefaultFile); err == nil {
				t.Error("a file is written")
			}
			if raw, _ := os.ReadFile("export.xml"); string(raw) != export {
				t.Error("the file that was there is another one")
			}
		})
	}
}

func TestDialogue(t *testing.T) {
	for _, c := range []struct {
		name    string
		given   Answers
		answers []string
		want    []string
		told    []string
	}{
		{"nothing but the enter key", Answers{}, []string{"", "", "", "", ""},
			[]string{"for: plain", "terms: slug", "uploads: [uploads]"},
			[]string{"Garden notes  http://garden.example.org", "1 attachment", "1 of them private", "now: http://garden.example.org/2012/11/first-frost/",
				"slug: spaete-rosen   name: Späte Rosen", "1 of the first 1 files", "First frost would be posts/first-frost.md", `title: "First frost"`}},
		{"answers of its own", Answers{}, []string{"plain", "/:year/:slug/", "name", "none", "yes"},
			[]string{"for: plain", "permalinks: /:year/:slug/", "terms: name"}, []string{"at /2012/first-frost/", `"Späte Rosen"`}},
		{"mistyped", Answers{}, []string{"jekyl", "jekyll", "/:year/", "/:slug/", "nowhere", "other, uploads", "maybe", "y"},
			[]string{"for: jekyll", "permalinks: /:slug/", "uploads: [other, uploads]"},
			[]string{"did you mean jekyll?", "needs :slug", "nowhere: no such file", "yes or no"}},
		{"what flags say is not asked", Answers{"plain", "/:slug/", "slug", []string{"uploads"}}, []string{""},
			[]string{"for: plain", "permalinks: /:slug/", "terms: slug", "uploads: [uploads]"}, []string{"First frost"}},
		{"once more", Answers{}, []string{"jekyll", "/:slug/", "none", "no", "plain", "old ones", "name", "uploads", "yes"},
			[]string{"for: plain", "terms: name", "uploads: [uploads]"}, []string{"paths [/:slug/]", "_posts/2012-11-03-first-frost.md", "be posts/first-frost.md"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder(t)
			var told strings.Builder
			_, err := Run(t.Context(), Options{Sources: []string{"export.xml"}, Given: c.given, Ask: strings.NewReader(strings.Join(c.answers, "\n") + "\n"), Tell: &told})
			if err != nil {
				t.Fatalf("%v after\n%s", err, told.String())
			}
			if lines, _ := written(t, settings.DefaultFile); !slices.Equal(lines, c.want) {
				t.Errorf("%q, want %q", lines, c.want)
			}
			for _, want := range c.told {
				if !strings.Contains(told.String(), want) {
					t.Errorf("it does not tell %q:\n%s", want, told.String())
				}
			}
			if strings.Contains(told.String(), "Secret") {
				t.Error("a private post is shown")
			}
		})
	}
}

// A person who goes away leaves nothing behind.
func TestDialogueEnds(t *testing.T) {
	folder(t)
	if _, err := Run(t.Context(), Options{Sources: []string{"export.xml"}, Ask: strings.NewReader("hugo\n"), Tell: io.Discard}); !errors.As(err, new(endedError)) {
		t.Errorf("closed: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	never, _ := io.Pipe()
	cancel()
	if _, err := Run(ctx, Options{Ask: never, Tell: io.Discard}); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	if _, err := os.Stat(settings.DefaultFile); err == nil {
		t.Error("a file is written")
	}
}

// Copies are named from where the file is that names them.
func TestFileElsewhere(t *testing.T) {
	folder(t)
	if _, err := Run(t.Context(), Options{File: filepath.Join("other", "my.yaml"), Given: Answers{Uploads: []string{"uploads"}}}); err != nil {
		t.Fatal(err)
	}
	lines, s := written(t, filepath.Join("other", "my.yaml"))
	if !slices.Equal(lines, []string{"uploads: [../uploads]"}) || !slices.Equal(s.Uploads, []string{"uploads"}) {
		t.Errorf("%q, %q", lines, s.Uploads)
	}
}

// What a source says stays in its comment, whatever it is.
func TestHostileNames(t *testing.T) {
	folder(t)
	hostile := strings.NewReplacer("Garden notes", "Garden&#10;for: zola&#x85;trust: authors\x1b[31m", "[rosette]", "[rosette&#10;x]").Replace(export)
	if err := os.WriteFile("export.xml", []byte(hostile), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), Options{Sources: []string{"export.xml"}}); err != nil {
		t.Fatal(err)
	}
	lines, s := written(t, settings.DefaultFile)
	if !slices.Equal(lines, []string{"uploads: [uploads]"}) || s.Target.Name != "plain" || s.Trust {
		t.Errorf("%q", lines)
	}
}
