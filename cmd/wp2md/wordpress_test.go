package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/shared"
)

// A wordpress is a real one, started from Debian's packages by the scripts beside
// the reference data.
type wordpress struct {
	t       *testing.T
	scripts string
	dir     string // where it lives
}

// newWordPress returns a WordPress that .ci/run has shown to start; the test is
// skipped where it has not.
func newWordPress(t *testing.T) *wordpress {
	w := &wordpress{t: t, dir: os.Getenv("WP2MD_WORDPRESS")}
	if w.dir == "" {
		t.Skip("a real WordPress is started in the folder that WP2MD_WORDPRESS names, and it names none: .ci/run does where Debian's packages can be had")
	}
	w.scripts = filepath.Dir(shared.Path(t, "wordpress/wp-up.sh"))
	t.Cleanup(func() { w.script("wp-down.sh") })
	return w
}

// script runs a script and returns what it printed, and what it said meanwhile.
func (w *wordpress) script(name string, args ...string) (out, said string) {
	w.t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.Command(filepath.Join(w.scripts, name), append([]string{"-d", w.dir}, args...)...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		w.t.Fatalf("%s: %v\n%s", name, err, stderr.String())
	}
	return stdout.String(), stderr.String()
}

// load starts it with the contents of an export, and returns its address, a
// password if args ask for one, and what was loaded.
func (w *wordpress) load(file string, args ...string) (url, password, loaded string) {
	w.t.Helper()
	out, said := w.script("wp-up.sh", slices.Concat([]string{"-l"}, args, []string{file})...)
	url, password, _ = strings.Cut(strings.TrimSpace(out), "\n")
	for line := range strings.Lines(said) {
		if _, counts, ok := strings.Cut(line, "loaded "+filepath.Base(file)+": "); ok {
			loaded = counts
		}
	}
	return url, password, loaded
}

// export writes WordPress' own export of what it holds.
func (w *wordpress) export(to string) string {
	w.t.Helper()
	file, err := os.Create(to)
	if err != nil {
		w.t.Fatal(err)
	}
	defer file.Close()
	cmd := exec.Command("bash", "-c", `here=$0; DIR=$1; . "$here/lib/env.sh"; DIR=$1; site export content=all`, w.scripts, w.dir)
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = file, &stderr
	if err := cmd.Run(); err != nil {
		w.t.Fatalf("export: %v\n%s", err, stderr.String())
	}
	return to
}

// migratedPages migrates a source and returns its pages, by their paths. The terms of a
// page are sorted: WordPress has no order for those of one name.
func migratedPages(t *testing.T, source string) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for name, text := range migratedTree(t, source) {
		if strings.HasSuffix(name, ".md") {
			pages[name] = sortedTerms(text)
		}
	}
	return pages
}

// sortedTerms sorts the lists in a front matter.
func sortedTerms(page string) string {
	var out, list []string
	flush := func() {
		slices.Sort(list)
		out = append(out, list...)
		list = nil
	}
	sc := bufio.NewScanner(strings.NewReader(page))
	sc.Buffer(nil, 64<<20)
	fences := 0
	for sc.Scan() {
		line := sc.Text()
		if line == "---" {
			fences++
		}
		if fences == 1 && strings.HasPrefix(line, "  - ") {
			list = append(list, line)
			continue
		}
		flush()
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// wordsOf counts the words that a page shows in its body.
func wordsOf(page string) map[string]int {
	if _, body, err := frontmatter.Split([]byte(page)); err == nil {
		page = string(body)
	}
	page = notShown.ReplaceAllString(page, " ")
	words := map[string]int{}
	for _, w := range strings.FieldsFunc(page, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		words[w]++
	}
	return words
}

// notShown are tags, and the addresses of links and pictures: of a picture, a page
// names a copy in the size it shows.
var notShown = regexp.MustCompile(`\]\([^)]*\)|<[^>]*>`)

// lacks returns how many words of want got does not have, and how many there are.
func lacks(want, got map[string]int) (missing, all int) {
	for w, n := range want {
		all += n
		missing += max(0, n-got[w])
	}
	return missing, all
}

func fetched(t *testing.T, url string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "site.xml")
	var stderr bytes.Buffer
	if code := run([]string{"fetch", url, "-o", file, "--quiet"}, strings.NewReader(""), io.Discard, &stderr); code != exitOK && code != exitAttention {
		t.Fatalf("fetch %s: exit %d: %s", url, code, stderr.String())
	}
	return file
}

// What is fetched from a real WordPress is what it exports itself, and a WordPress
// that loads what was written has the same.
func TestFetchFromWordPress(t *testing.T) {
	w := newWordPress(t)
	url, login, _ := w.load(shared.Path(t, "wxr/themeunittestdata.wordpress.xml"), append(w.port(), "-a")...)
	own := w.export(filepath.Join(t.TempDir(), "own.xml"))
	want := migratedPages(t, own)
	if len(want) < 70 {
		t.Fatalf("%d pages only", len(want))
	}
	public := map[string]string{}
	for name, page := range want {
		if !strings.Contains(page, "\ndraft: true") {
			public[name] = page
		}
	}

	user, password, _ := strings.Cut(login, ":")
	t.Setenv("WP2MD_USER", user)
	t.Setenv("WP2MD_PASSWORD", password)
	written := fetched(t, url)
	t.Setenv("WP2MD_USER", "")
	t.Setenv("WP2MD_PASSWORD", "")
	t.Run("REST with a password", func(t *testing.T) {
		for _, d := range differences(migratedPages(t, written), want) {
			t.Error(d)
		}
	})

	holds := func(t *testing.T, got map[string]string, most float64) {
		t.Helper()
		lost, all := 0, 0
		for name, page := range public {
			other, ok := got[name]
			if !ok {
				t.Errorf("%s is missing", name)
				continue
			}
			missing, n := lacks(wordsOf(page), wordsOf(other))
			lost += missing
			all += n
		}
		for name := range got {
			if _, ok := public[name]; !ok {
				t.Errorf("%s is not public", name)
			}
		}
		if float64(lost) > most*float64(all) {
			t.Errorf("%d of %d words are missing", lost, all)
		}
		t.Logf("%d of %d words are missing", lost, all)
	}
	t.Run("REST", func(t *testing.T) { holds(t, migratedPages(t, fetched(t, url)), 0.005) })

	url, _, _ = w.load(shared.Path(t, "wxr/themeunittestdata.wordpress.xml"), append(w.port(), "-R", "404")...)
	t.Run("pages alone", func(t *testing.T) {
		holds(t, migratedPages(t, fetched(t, url)), 0.005)
	})

	loaded := func(file string) string {
		_, _, counts := w.load(file, w.port()...)
		return strings.Replace(counts, " wp_navigation=1", "", 1) // made when the first page was shown
	}
	t.Run("loaded back", func(t *testing.T) {
		counts, again := loaded(own), loaded(written)
		if counts != again || !strings.Contains(counts, "post=") {
			t.Errorf("of what was written WordPress loads\n%s\nof its own export\n%s", again, counts)
		}
		for _, d := range differences(migratedPages(t, w.export(filepath.Join(t.TempDir(), "back.xml"))), want) {
			t.Error(d)
		}
	})
}
