package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed says which packages of this module each folder may import: the arrows
// of the design, which point one way.
var allowed = map[string][]string{
	"cmd/wp2md":            {"extract/live", "internal/census", "internal/check", "internal/emit", "internal/manual", "internal/media", "internal/memlimit", "internal/migrate", "internal/note", "internal/privacy", "internal/report", "internal/settings", "internal/setup", "internal/source", "internal/suggest", "internal/summary", "internal/target", "internal/terminal", "transform"},
	".":                    {"internal/emit", "internal/migrate", "internal/note", "internal/report"},
	"extract":              {"internal/checksum", "internal/note"},
	"extract/*":            {"extract", "internal/note"}, // a source; those with a row of their own lean on others, too
	"extract/database":     {"extract", "extract/dump", "internal/neterror"},
	"extract/live":         {"extract", "internal/late", "internal/neterror", "internal/note", "internal/safedial"},
	"extract/saved":        {"extract/live", "extract/archive", "extract/relink", "internal/late"},
	"extract/archive":      {"extract/live", "extract/relink", "internal/late", "internal/neterror"},
	"extract/relink":       {},
	"transform":            {"extract", "internal/audience", "internal/late", "internal/note", "internal/seen", "internal/tree", "transform/autop"},
	"transform/autop":      {},
	"transform/markdown":   {"internal/dialect", "internal/note", "internal/tree"},
	"rewrite":              {"extract", "internal/late", "internal/note"},
	"rewrite/redirect":     {"rewrite", "internal/late"},
	"internal/note":        {},
	"internal/target":      {"internal/dialect", "internal/frontmatter"},
	"internal/bench":       {"extract", "internal/dialect", "internal/hostile", "internal/reading", "internal/target", "internal/verify", "rewrite", "transform", "transform/markdown"}, // a program of its own, which runs wp2md
	"internal/settings":    {"extract", "extract/live", "internal/frontmatter", "internal/suggest", "internal/target", "rewrite", "rewrite/redirect", "transform"},
	"internal/source":      {"extract", "extract/*", "internal/emit", "internal/note", "internal/report", "internal/stack"},
	"internal/census":      {"extract", "internal/dialect", "internal/note", "internal/privacy", "internal/report", "internal/source", "transform"},
	"internal/migrate":     {"extract", "extract/live", "internal/checksum", "internal/data", "internal/dialect", "internal/emit", "internal/frontmatter", "internal/jsontext", "internal/late", "internal/media", "internal/note", "internal/ordered", "internal/privacy", "internal/reading", "internal/report", "internal/seen", "internal/settings", "internal/source", "internal/stack", "internal/suggest", "internal/target", "internal/tree", "internal/verify", "rewrite", "rewrite/redirect", "transform", "transform/markdown"},
	"internal/emit":        {"internal/note", "internal/frontmatter", "internal/jsontext", "internal/merge"},
	"internal/frontmatter": {"internal/suggest"},
	"internal/media":       {"internal/neterror", "internal/note", "internal/safedial"},
	"internal/check":       {"internal/data", "internal/dialect", "internal/frontmatter", "internal/media", "internal/note", "internal/reading", "internal/target"},
	"internal/data":        {"extract", "transform", "transform/markdown", "rewrite", "internal/jsontext", "internal/note", "internal/privacy"},
	"internal/merge":       {"internal/frontmatter"},
	"internal/report":      {"internal/dialect", "internal/jsontext", "internal/note", "internal/reading", "internal/tree"},
	"internal/verify":      {"internal/dialect", "internal/late", "internal/note", "internal/reading"},
	"internal/summary":     {"internal/data", "internal/migrate", "internal/note", "internal/privacy", "internal/report", "internal/terminal", "rewrite"},
	"internal/terminal":    {},
	"internal/late":        {},
	"internal/bigpages":    {"internal/stack"},
	"internal/stack":       {},
	"internal/memlimit":    {"internal/bigpages"},
	"internal/suggest":     {},
	"internal/manual":      {},
	"internal/neterror":    {"internal/safedial"},
	"internal/setup":       {"extract", "internal/census", "internal/emit", "internal/media", "internal/migrate", "internal/note", "internal/report", "internal/settings", "internal/source", "internal/suggest", "internal/target", "internal/terminal", "rewrite", "transform"},
	"internal/checksum":    {},
	"internal/jsontext":    {},
	"internal/ordered":     {"internal/stack"},
	"internal/privacy":     {"extract", "internal/audience", "internal/late"},
	"internal/audience":    {"internal/late"},
	"internal/tree":        {},
	"internal/seen":        {"internal/tree"},
	"internal/dialect":     {},
	"internal/reading":     {"internal/dialect"},
	"internal/safedial":    {},
	"internal/hostile":     {"extract"}, // for tests and measurements only
	"internal/shared":      {},          // for tests only: no package may import it but in tests
	"internal/servers":     {},          // also
}

// network are the packages by which a stage could reach the world. Only
// internal/media and what fetches a site, or stands in for one, may.
var network = []string{"net", "net/http", "os/exec"}

func TestImports(t *testing.T) {
	const module = "github.com/wp2md/wp2md/"
	root := filepath.Join("..", "..")
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		folder := filepath.ToSlash(dir)
		seen[folder] = true
		may, known := allowed[folder]
		if !known {
			may, known = allowed[anyIn(folder)]
		}
		if !known {
			t.Errorf("%s: the folder has no place in the design; give it one here", folder)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if ours, ok := strings.CutPrefix(name, module); ok && !slices.Contains(may, ours) && !slices.Contains(may, anyIn(ours)) {
				t.Errorf("%s imports %s: against the direction of the design", file, ours)
			}
			if slices.Contains(network, name) && !slices.Contains([]string{"internal/media", "internal/neterror", "extract/live", "extract/saved", "extract/archive", "internal/servers", "internal/bench"}, folder) {
				t.Errorf("%s imports %s: a stage reaches nothing but its input", file, name)
			}
			if (pure(folder) || folder == "rewrite") && (name == "os" || name == "time" && pure(folder) || name == "io/fs") {
				t.Errorf("%s imports %s: a function of its input has no files and no clock", file, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder := range allowed {
		if !seen[folder] && !strings.HasSuffix(folder, "/*") {
			t.Errorf("%s: no such package", folder)
		}
	}
}

// anyIn is the row that stands for all packages in the folder of a package.
func anyIn(pkg string) string { return path.Dir(pkg) + "/*" }

// pure reports whether a folder is of the conversion of one item.
func pure(folder string) bool {
	return folder == "transform" || strings.HasPrefix(folder, "transform/") || folder == "internal/tree"
}

// The table of docs/architecture.md has a row for each package, and no other.
func TestArchitecture(t *testing.T) {
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)`").FindAllStringSubmatch(string(text), -1) {
		if rows[m[1]] {
			t.Errorf("%s has two rows", m[1])
		}
		rows[m[1]] = true
		if files, _ := filepath.Glob(filepath.Join(root, m[1], "*.go")); len(files) == 0 {
			t.Errorf("%s has a row and is no package", m[1])
		}
	}
	for _, parts := range []string{"*.go", "*/*.go", "*/*/*.go", "*/*/*/*.go"} {
		files, _ := filepath.Glob(filepath.Join(root, parts))
		for _, file := range files {
			folder, _ := filepath.Rel(root, filepath.Dir(file))
			if folder = filepath.ToSlash(folder); !rows[folder] {
				t.Errorf("%s has no row in docs/architecture.md", folder)
				rows[folder] = true
			}
		}
	}
}

// layoutNames are the names that plain gives its folders. Where a page or a
// picture lies is said in internal/target alone.
var layoutNames = regexp.MustCompile(`"posts"|"pages"|"/images`)

func TestLayoutNames(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if strings.HasPrefix(name, "internal/target/") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			if layoutNames.MatchString(line) {
				t.Errorf("%s:%d: a folder of the output has its name in internal/target: %s", name, i+1, strings.TrimSpace(line))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
