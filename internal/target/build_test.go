package target_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/reading"
	"github.com/wp2md/wp2md/internal/shared"
	"github.com/wp2md/wp2md/internal/target"
)

// Real generators build the output, unchanged. WP2MD_GENERATORS is the folder that
// .ci/generators has installed them in, and asks for this test: it takes minutes.
// shared/tools/targets holds what is built against the manifest and against what a
// real WordPress shows.

// An export that is built, of shared or else a fixture. Of its pages some are not as WordPress shows them even in
// plain Markdown, or have notes that the comparison does not take for items of a list.
type export struct {
	name, file, oracle string
	inexact            int
}

var exports = []export{
	{"torture", "", "", 0},
	{"below", "", "", 0},
	{"languages", "", "", 0},
	{"all", "capture/export-all.xml", "oracle/capture-export.jsonl", 1},
	{"themeunit", "wxr/themeunittestdata.wordpress.xml", "oracle/themeunittestdata.wordpress.jsonl", 1},
	{"64-block", "wxr/64-block-test-data.xml", "oracle/64-block-test-data.jsonl", 1},
	{"small", "wxr/small-export.xml", "oracle/small-export.jsonl", 0},
	{"wordpressexport", "wxr/wordpressexport.xml", "oracle/wordpressexport.jsonl", 0},
}

func TestBuild(t *testing.T) {
	generators := os.Getenv("WP2MD_GENERATORS")
	if generators == "" {
		t.Skip("WP2MD_GENERATORS does not name the folder in which .ci/generators has installed the site generators")
	}
	for _, name := range target.Names()[1:] {
		t.Run(name, func(t *testing.T) {
			script := builder(t, name)
			if _, err := exec.LookPath(name); err != nil {
				if _, err := os.Stat(filepath.Join(generators, name, "node_modules")); err != nil {
					t.Skipf("%s is not installed here", name)
				}
			}
			for _, e := range exports {
				if e.file != "" && testing.Short() || name == "docusaurus" && e.file != "" && e.name != "all" {
					continue // it takes minutes for each
				}
				t.Run(e.name, func(t *testing.T) { build(t, script, generators, name, e) })
			}
		})
	}
}

// builder returns the script that builds with a generator: one of our own, where
// shared/tools/targets has none.
func builder(t *testing.T, name string) string {
	t.Helper()
	own, err := filepath.Abs(filepath.Join("testdata", "tools", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(own); err == nil {
		return own
	}
	return shared.Path(t, "tools/targets/"+name)
}

func build(t *testing.T, script, generators, name string, e export) {
	source := filepath.Join("..", "..", "fixtures", e.name, "export.xml")
	var ref string
	if e.file != "" {
		source, ref = shared.Path(t, e.file), shared.Path(t, e.oracle)
	} else {
		ref = shown(t, source)
	}
	tgt, err := target.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "site")
	carry(t, source, out, name)
	kept := t.TempDir()
	cmd := exec.Command(script, out, "--ref", ref, "--show", "20", "--keep", kept)
	cmd.Env = append(os.Environ(), "TARGETS_CACHE="+generators, "TARGETS="+shared.Path(t, "tools/targets"))
	printed, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	counts := map[string]int{}
	for _, m := range regexp.MustCompile(`(\w+)=(\d+)\b`).FindAllSubmatch(printed, -1) {
		counts[string(m[1])], _ = strconv.Atoi(string(m[2]))
	}
	if isDir(filepath.Join(filepath.Dir(source), "uploads")) && tgt.Beside != nil && tgt.Beside.Made { // the build has named the images
		counts["exact"] = counts["compared"] - counts["lost_words"] - counts["extra_words"]
	}
	line, _, _ := bytes.Cut(printed, []byte("\n"))
	t.Logf("%s", line)
	for _, c := range []struct {
		what string
		ok   bool
	}{
		{"the build succeeds", counts["rc"] == 0},
		{"pages are built", counts["expected"] > 0 && counts["pages"] == counts["expected"]},
		{"pages are at their address", counts["at_url"] == counts["expected"]},
		{"no draft is built", counts["drafts_leaked"] == 0},
		{"days are right", counts["dates_wrong"] == 0},
		{"titles are right", counts["titles_wrong"] == 0},
		{"links lead somewhere", counts["broken_links"] == 0},
		{"images are there", counts["broken_images"] == 0},
		{fmt.Sprintf("texts are exact, but for %d", e.inexact), counts["compared"]-counts["exact"] <= e.inexact},
	} {
		if !c.ok {
			t.Errorf("not so: %s\n%s", c.what, printed)
		}
	}
	built := filepath.Join(kept, "public")
	if name == "hexo" {
		built = filepath.Join(kept, "site", "public")
	}
	for _, name := range []string{"_redirects", ".htaccess"} {
		want, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(tgt.AtRoot(name))))
		if err != nil {
			t.Error(err)
		}
		if got, err := os.ReadFile(filepath.Join(built, name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not at the root of the site: %v", name, err)
		}
	}
}

// shown returns a file in the form of shared/oracle of what the plain output of an export
// shows, with the marks of footnotes as WordPress has them: 1, where the Markdown of
// shared/tools/targets shows [1].
func shown(t *testing.T, source string) string {
	t.Helper()
	dir := t.TempDir()
	carry(t, source, dir, "plain")
	plain := target.Plain()
	manifest, err := os.ReadFile(filepath.Join(dir, ".wp2md", "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	type page struct {
		ID    int64    `json:"id"`
		Path  string   `json:"path,omitempty"`
		Title string   `json:"title"`
		HTML  string   `json:"rendered_html"`
		Media []string `json:"media"`
	}
	var list bytes.Buffer
	for line := range bytes.Lines(manifest) {
		var p page
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatal(err)
		}
		if path.Ext(p.Path) != ".md" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p.Path)))
		if err != nil {
			t.Fatal(err)
		}
		_, body, err := frontmatter.Split(text)
		if err != nil {
			t.Fatal(err)
		}
		var html bytes.Buffer
		if err := reading.Parser(plain.Dialect).Convert(body, &html); err != nil {
			t.Fatal(err)
		}
		p.HTML = html.String()
		doc, err := goquery.NewDocumentFromReader(&html)
		if err != nil {
			t.Fatal(err)
		}
		doc.Find("audio[src], video[src], source[src]").Each(func(_ int, s *goquery.Selection) { p.Media = append(p.Media, s.AttrOr("src", "")) })
		if err := json.NewEncoder(&list).Encode(p); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "shown.jsonl")
	if err := os.WriteFile(file, list.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// carry writes the folder of a target. A fixture that has the uploads of its site has them
// beside the pages, where the target can, and languages apart.
func carry(t *testing.T, source, out, name string) {
	t.Helper()
	o := migrate.Options{Sources: []string{source}, Config: filepath.Join(t.TempDir(), "wp2md.yaml"), Out: out, Target: name, Media: migrate.MediaLink}
	settings := "redirects: [netlify, apache]\n"
	if uploads := filepath.Join(filepath.Dir(source), "uploads"); isDir(uploads) {
		o.Uploads, o.Media = []string{uploads}, migrate.MediaLocal
		settings += "languages: separate\n"
		if tgt, err := target.Named(name); err == nil && tgt.Beside != nil {
			settings += "images: beside\n"
		}
	}
	if err := os.WriteFile(o.Config, []byte(settings), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := migrate.Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
