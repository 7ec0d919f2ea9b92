package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

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
