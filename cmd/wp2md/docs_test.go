package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/target"
)

var projectRoot = filepath.Join("..", "..")

// docPages returns the paths of the README and of all pages below docs, from the
// root of the project.
func docPages(t *testing.T) []string {
	t.Helper()
	pages := []string{"README.md", "deploy/README.md"}
	err := filepath.WalkDir(filepath.Join(projectRoot, "docs"), func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".md") {
			rel, _ := filepath.Rel(projectRoot, name)
			pages = append(pages, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(pages, func(name string) bool {
		_, err := os.Stat(filepath.Join(projectRoot, name))
		return err != nil
	})
}

// fence is a block of code in a page.
type fence struct {
	info, text string
	line       int
}

func fences(t *testing.T, page string) []fence {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(projectRoot, page))
	if err != nil {
		t.Fatal(err)
	}
	var all []fence
	open := false
	for i, line := range strings.Split(strings.ReplaceAll(string(raw), "\r\n", "\n"), "\n") {
		info, mark := strings.CutPrefix(line, "```")
		switch {
		case mark && !open:
			all = append(all, fence{info: info, line: i + 1})
			open = true
		case mark:
			open = false
		case open:
			all[len(all)-1].text += line + "\n"
		}
	}
	return all
}

// docs/commands.md is the help of all commands.
func TestCommandsPage(t *testing.T) {
	root := newRoot(&app{})
	commands := append([]*cobra.Command{root}, root.Commands()...)
	var b bytes.Buffer
	b.WriteString("# Commands and flags\n\nThe help of each command, as `wp2md help COMMAND` prints it.\n")
	for _, c := range commands {
		if c.Name() == "help" {
			continue
		}
		text, examples := strings.TrimSpace(c.Long), ""
		if at := strings.LastIndex(text, "\n\n"); at > 0 && runnable(text[at:]) {
			text, examples = text[:at], text[at+2:]
		}
		fmt.Fprintf(&b, "\n## %s\n\n```text\n%s\n```\n", c.CommandPath(), strings.TrimSpace(text))
		if examples != "" {
			b.WriteString("\n```sh\n")
			for line := range strings.Lines(examples) {
				fmt.Fprintln(&b, strings.TrimSpace(line))
			}
			b.WriteString("```\n")
		}
	}
	name := filepath.Join(projectRoot, "docs", "commands.md")
	if *update {
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(have, []byte("\r\n"), []byte("\n")), b.Bytes()) {
		t.Error("docs/commands.md is not what the help of the commands says: go test ./cmd/wp2md -run TestCommandsPage -update")
	}
}

// runnable reports whether a paragraph of help is lines that a shell can run.
func runnable(paragraph string) bool {
	for line := range strings.Lines(strings.TrimSpace(paragraph)) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "wp2md ") || strings.ContainsAny(line, "|<>$") || strings.Contains(line, "    ") {
			return false
		}
	}
	return true
}

// Every flag is in the help of its command. Commands that have the flags of migrate
// say so, and leave them to it.
func TestFlagsAreDocumented(t *testing.T) {
	root := newRoot(&app{})
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		if c.Name() == "help" {
			continue
		}
		text := c.Long
		if strings.Contains(text, "wp2md help migrate") {
			text += help("migrate")
		}
		c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && f.Name != "version" && !regexp.MustCompile(`--`+f.Name+`\b`).MatchString(text) {
				t.Errorf("%s: --%s is not in the help", c.CommandPath(), f.Name)
			}
		})
	}
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) {
		if !strings.Contains(root.Long, "--"+f.Name) {
			t.Errorf("--%s is not in the help", f.Name)
		}
	})
}

// A target has a page, and its name where people look for one.
func TestTargetPages(t *testing.T) {
	atRoot(t)
	for _, name := range target.Names()[1:] {
		if _, err := os.Stat("docs/targets/" + name + ".md"); err != nil {
			t.Errorf("%s has no page for people: write docs/targets/%s.md (%v)", name, name, err)
		}
		for _, file := range []string{"README.md", "docs/_index.md", "docs/settings.md", "cmd/wp2md/help/migrate.txt", "docs/commands.md"} {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !regexp.MustCompile(`\b` + name + `\b`).Match(text) {
				t.Errorf("%s does not name %s", file, name)
			}
		}
	}
}

// sourcePages has the page of docs/sources that is about what a package below extract reads,
// if it is called otherwise than the package; "" for a package that others lean on.
var sourcePages = map[string]string{
	"archive": "web-archive", "database": "live-database", "live": "live-site", "relink": "", "saved": "saved-pages",
}

// A kind of source has a page, and a link to it where people look for one.
func TestSourcePages(t *testing.T) {
	atRoot(t)
	list, err := os.ReadFile("docs/sources.md")
	if err != nil {
		t.Fatal(err)
	}
	folders, err := filepath.Glob("extract/*/*.go")
	if err != nil || len(folders) == 0 {
		t.Fatal(folders, err)
	}
	for i, file := range folders {
		if folders[i] = filepath.Base(filepath.Dir(file)); i > 0 && folders[i] == folders[i-1] || folders[i] == "testdata" {
			continue
		}
		page, other := sourcePages[folders[i]]
		if !other {
			page = folders[i]
		}
		if page == "" {
			continue
		}
		if _, err := os.Stat("docs/sources/" + page + ".md"); err != nil {
			t.Errorf("extract/%s has no page for people: write docs/sources/%s.md, and name the source in cmd/wp2md/help/migrate.txt (%v)", folders[i], page, err)
		}
		if !strings.Contains(string(list), "(sources/"+page+".md)") {
			t.Errorf("docs/sources.md does not link to sources/%s.md: give it a row", page)
		}
	}
}

// docs/settings.md has a section for each setting, in their order, and no other.
func TestSettingsPage(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(projectRoot, "docs", "settings.md"))
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, m := range regexp.MustCompile(`(?m)^## (\S+)\r?$`).FindAllStringSubmatch(string(raw), -1) {
		have = append(have, m[1])
	}
	if want := settings.Keys(); !slices.Equal(have, want) {
		t.Errorf("sections\n%v\nsettings\n%v", have, want)
	}
}

// Every block of settings that a page shows is read: all of settings.md and the
// README, and those of other pages that begin with the name of the file.
func TestSettingsInPages(t *testing.T) {
	for _, page := range docPages(t) {
		for _, f := range fences(t, page) {
			if f.info != "yaml" || !strings.HasPrefix(f.text, "# wp2md.yaml") && page != "docs/settings.md" && page != "README.md" {
				continue
			}
			name := filepath.Join(t.TempDir(), "wp2md.yaml")
			if err := os.WriteFile(name, []byte(f.text), 0o666); err != nil {
				t.Fatal(err)
			}
			if _, err := settings.Load(name, ""); err != nil {
				t.Errorf("%s:%d: %v", page, f.line, err)
			}
		}
	}
}

// notRun are the beginnings of command lines in blocks of sh that are not run, and
// why. The flags of those of wp2md are looked up all the same.
var notRun = map[string]string{
	"hugo server":            "does not end",
	"jekyll serve":           "does not end",
	"zola serve":             "does not end",
	"cd site && npm install": "needs a network",
	"cd site && pelican -lr": "does not end",
	"go test":                "is this",
	"wp2md fetch":            "needs a network",
	"wp2md init https:":      "needs a network",
	"wp2md migrate site.xml --uploads site.xml.fetch": "a source that is not here; archive.txtar reads one",
}

// Every command line that a page shows in a block of sh is run, those of a block in
// one folder after the other, which has a site unless they begin by making one. What
// is shown and not run is in a block of console.
func TestCommandsInPages(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	met := map[string]bool{}
	pages := docPages(t)
	seen := 0
	for _, page := range pages {
		t.Run(page, func(t *testing.T) {
			seen++
			for _, f := range fences(t, page) {
				dir := ""
				for i, line := range strings.Split(strings.ReplaceAll(f.text, "\\\n", " "), "\n") {
					if line = commandLine(line); line == "" || f.info != "sh" && f.info != "console" {
						continue
					}
					at := fmt.Sprintf("%s:%d: %s", page, f.line+1+i, line)
					checkFlags(t, at, line)
					if f.info == "console" || skipped(line, met) {
						continue
					}
					if dir == "" || page == "docs/commands.md" { // there each example stands for itself
						made := ""
						if !makesSite.MatchString(line) {
							made = "wp2md migrate export.xml -o site" + ofTarget.FindString(f.text)
						}
						dir = docFolder(t, made)
					}
					runDocLine(t, dir, at, line)
				}
			}
		})
	}
	for begins := range notRun {
		if !met[begins] && seen == len(pages) { // -run can choose some of them
			t.Errorf("no page has a line %q", begins)
		}
	}
}

var (
	makesSite = regexp.MustCompile(`wp2md (migrate|init|inspect) `)
	ofTarget  = regexp.MustCompile(` --for \w+`)
)

// commandLine returns a line without its comment and its prompt.
func commandLine(line string) string {
	if at := strings.Index(line, "  #"); at >= 0 {
		line = line[:at]
	}
	line = strings.TrimPrefix(strings.TrimSpace(line), "$ ")
	if strings.HasPrefix(line, "#") {
		return ""
	}
	return line
}

func skipped(line string, met map[string]bool) bool {
	for begins := range notRun {
		if strings.HasPrefix(line, begins) {
			met[begins] = true
			return true
		}
	}
	return false
}

// checkFlags looks up the command and the flags of a line that calls wp2md.
func checkFlags(t *testing.T, at, line string) {
	t.Helper()
	words := strings.Fields(line)
	if words[0] != "wp2md" {
		return
	}
	root := newRoot(&app{})
	cmd, rest, err := root.Find(words[1:])
	if err == nil {
		err = cmd.ParseFlags(rest)
	}
	if err == nil && cmd == root && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
		err = fmt.Errorf("no command %s", rest[0])
	}
	if err != nil {
		t.Errorf("%s: %v", at, err)
	}
}

// docFolder returns a folder in which the commands of a page can be run: an export
// with its files, packed and not, and a site if a command is given that makes it.
func docFolder(t *testing.T, migrate string) string {
	t.Helper()
	dir := t.TempDir()
	blog := filepath.Join(projectRoot, "fixtures", "hakanai")
	for _, to := range []string{"fixtures/hakanai/uploads", "uploads", "backup/wp-content/uploads", "wp-content/uploads"} {
		if err := os.CopyFS(filepath.Join(dir, to), os.DirFS(filepath.Join(blog, "uploads"))); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(filepath.Join(blog, "export.xml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"export.xml", "fixtures/hakanai/export.xml"} {
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	zipFolder(t, filepath.Join(dir, "uploads.zip"), filepath.Join(dir, "wp-content"))
	otherSources(t, dir)
	// Nothing may be asked of a network: all files are there.
	if err := os.WriteFile(filepath.Join(dir, "wp2md.yaml"), []byte("uploads: [uploads]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if migrate != "" {
		runDocLine(t, dir, "a site to begin with", migrate)
		for _, to := range []string{"sites/blog", "blog", "shop"} {
			if err := os.CopyFS(filepath.Join(dir, to), os.DirFS(filepath.Join(dir, "site"))); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// sample returns a file of one of the scripts of the tests.
func sample(t *testing.T, script, name string) []byte {
	t.Helper()
	ar, err := txtar.ParseFile(filepath.Join("testdata", "script", script))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		if f.Name == name {
			return f.Data
		}
	}
	t.Fatalf("%s has no %s", script, name)
	return nil
}

// otherSources writes what the pages name beside an export: a dump, packed and in
// backups, and saved pages.
func otherSources(t *testing.T, dir string) {
	t.Helper()
	write := func(name string, raw []byte) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, raw, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	dump := sample(t, "dump.txtar", "garden.sql")
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(dump); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	write("backup.sql.gz", packed.Bytes())
	write("backup_2019-03-05-db.gz", packed.Bytes())
	runDocLine(t, dir, "what fetch writes", "wp2md fetch backup.sql.gz -o site.xml")
	write("unpacked/database.sql", dump)
	if err := os.CopyFS(filepath.Join(dir, "unpacked", "wp-content"), os.DirFS(filepath.Join(dir, "wp-content"))); err != nil {
		t.Fatal(err)
	}
	zipFolder(t, filepath.Join(dir, "backup.zip"), filepath.Join(dir, "unpacked"))
	zipFolder(t, filepath.Join(dir, "backup_2019-03-05-uploads.zip"), filepath.Join(dir, "wp-content"))
	for _, name := range []string{"mirror/old.example/index.html", "mirror/old.example/2013/hello/index.html", "mirror/old.example/wp-content/uploads/2013/04/mud.jpg"} {
		write(name, sample(t, "saved.txtar", name))
	}
}

func runDocLine(t *testing.T, dir, at, line string) {
	t.Helper()
	line = strings.ReplaceAll(line, "go run ./cmd/wp2md", "wp2md")
	if strings.HasPrefix(line, "wp2md init") { // which writes over no file
		if err := os.Remove(filepath.Join(dir, "wp2md.yaml")); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "NO_COLOR=1")
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == exitAttention {
		err = nil
	}
	if err != nil {
		t.Errorf("%s: %v\n%s\nif it needs a file that is not here, otherSources writes it; if it cannot be run here, notRun says why", at, err, out)
	}
}

// Links between pages lead to files that are there.
func TestLinksInPages(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	for _, page := range docPages(t) {
		raw, err := os.ReadFile(filepath.Join(projectRoot, page))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(raw), -1) {
			to, _, _ := strings.Cut(m[1], "#")
			if to == "" || strings.Contains(to, "://") || strings.HasPrefix(to, "/") || strings.HasPrefix(to, "mailto:") {
				continue
			}
			if _, err := os.Stat(filepath.Join(projectRoot, filepath.Dir(page), to)); err != nil {
				t.Errorf("%s: %s leads nowhere", page, m[1])
			}
		}
	}
}

// zipFolder packs a folder.
func zipFolder(t *testing.T, name, dir string) {
	t.Helper()
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(out)
	if err := errors.Join(w.AddFS(os.DirFS(dir)), w.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
}

// What docs/troubleshooting.md quotes as messages, and calls causes, is what the
// program says; and it has every cause.
func TestTroubleshootingPage(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(projectRoot, "docs", "troubleshooting.md"))
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	err = filepath.WalkDir(projectRoot, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(name)
		code.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	page := strings.ReplaceAll(string(raw), "\r\n", "\n")
	_, messages, _ := strings.Cut(page, "## It does not begin")
	messages, _, _ = strings.Cut(messages, "\n## ")
	_, causes, _ := strings.Cut(page, "## Causes")
	causes, _, _ = strings.Cut(causes, "\n## ")
	quoted := regexp.MustCompile("`([^`]+)`")
	rows := func(table string) (cells []string) {
		for line := range strings.Lines(table) {
			if strings.HasPrefix(line, "| `") {
				cells = append(cells, strings.Split(line, "|")[1])
			}
		}
		return cells
	}
	for _, row := range rows(messages) {
		for _, m := range quoted.FindAllStringSubmatch(row, -1) {
			if !strings.Contains(code.String(), m[1]) {
				t.Errorf("nothing says %q", m[1])
			}
		}
	}
	var have []string
	for _, row := range rows(causes) {
		have = append(have, strings.Trim(row, " `"))
	}
	want := report.CauseKeys()
	slices.Sort(want)
	if !slices.Equal(have, want) {
		t.Errorf("causes of the page\n%v\nand of the program\n%v", have, want)
	}
}
