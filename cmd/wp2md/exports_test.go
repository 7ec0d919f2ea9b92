package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/shared"
)

// Every export of other projects is migrated or refused with a reason; what
// became of each item is recorded; and the bytes do not depend on how many
// workers there are.
func TestExportsOfOthers(t *testing.T) {
	t.Parallel()
	var sources []string
	for _, pattern := range []string{"*.xml", "odd/*.xml"} {
		list, err := filepath.Glob(filepath.Join(shared.Path(t, "wxr"), pattern))
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, list...)
	}
	if len(sources) < 10 {
		t.Fatalf("got %d exports, want them all", len(sources))
	}
	for _, source := range sources {
		t.Run(filepath.Base(source), func(t *testing.T) {
			one, eight := filepath.Join(t.TempDir(), "site"), filepath.Join(t.TempDir(), "site")
			code, message := migrateExport(t, source, one, "1")
			if code == exitFailed {
				checkRefusal(t, source, one, message)
				return
			}
			if code != exitOK && code != exitAttention {
				t.Fatalf("exit code %d\n%s", code, message)
			}
			checkManifest(t, source, one)
			checkFrontMatter(t, one)

			if again, message := migrateExport(t, source, eight, "8"); again != code {
				t.Fatalf("exit code %d with --jobs 8, %d with --jobs 1\n%s", again, code, message)
			}
			if d := differences(treeOf(t, eight), treeOf(t, one)); len(d) > 0 {
				t.Errorf("--jobs 8 and --jobs 1:\n%s", strings.Join(d, "\n"))
			}
		})
	}
}

func migrateExport(t *testing.T, source, dir, jobs string) (code int, message string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run([]string{"migrate", source, "-o", dir, "--media", "link", "--jobs", jobs}, strings.NewReader(""), &stdout, &stderr)
	return code, stderr.String()
}

// checkRefusal checks that a refusal names the file and says what to try, and
// that nothing was written.
func checkRefusal(t *testing.T, source, dir, message string) {
	t.Helper()
	line, hint, _ := strings.Cut(message, "\n")
	if !strings.HasPrefix(line, "wp2md: ") || !strings.Contains(line, filepath.Base(source)) || !strings.HasPrefix(hint, "  hint: ") {
		t.Errorf("a refusal without name, reason or hint:\n%s", message)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the refusal left a folder behind: %v", err)
	}
}

var (
	itemTag  = regexp.MustCompile(`<item[\s>]`)
	typeText = regexp.MustCompile(`<wp:post_type>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]*)`)
)

// checkManifest holds the manifest against the source, counted without our own
// reader.
func checkManifest(t *testing.T, source, dir string) {
	t.Helper()
	raw, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{}
	for _, m := range typeText.FindAllSubmatch(raw, -1) {
		want[string(m[1])]++
	}
	entries := readManifest(t, dir)
	if got, want := len(entries), len(itemTag.FindAll(raw, -1)); got != want {
		t.Errorf("the manifest has %d lines, the source %d items", got, want)
	}
	got := map[string]int{}
	for _, e := range entries {
		got[e.Type]++
		written := false
		if e.Path != "" {
			info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(e.Path)))
			written = err == nil && info.Mode().IsRegular()
		}
		switch e.Result {
		case note.OK, note.Review:
			if !written {
				t.Errorf("%s %d is %s, but %q is not there", e.Type, e.ID, e.Result, e.Path)
			}
		case note.Failed, note.Skipped:
			if e.Path != "" || len(e.Notes) == 0 || e.Notes[0].Text == "" {
				t.Errorf("%s %d is %s: path %q, notes %v; want no path and a reason", e.Type, e.ID, e.Result, e.Path, e.Notes)
			}
		default:
			t.Errorf("%s %d: unknown result %q", e.Type, e.ID, e.Result)
		}
		if (e.Type == "post" || e.Type == "page") && e.Result == note.Skipped {
			switch e.Notes[0].Kind {
			case note.Private, note.Status, note.Duplicate:
			default:
				t.Errorf("%s %d, status %s, is left out: %v", e.Type, e.ID, e.Status, e.Notes)
			}
		}
	}
	for _, typ := range []string{"post", "page", "attachment"} {
		if got[typ] < want[typ] {
			t.Errorf("the manifest has %d items of type %s, the source %d", got[typ], typ, want[typ])
		}
	}
}

func readManifest(t *testing.T, dir string) []emit.Entry {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, ".wp2md", "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var entries []emit.Entry
	for d := json.NewDecoder(f); ; {
		var e emit.Entry
		if err := d.Decode(&e); err == io.EOF {
			return entries
		} else if err != nil {
			t.Fatalf("line %d of the manifest: %v", len(entries)+1, err)
		}
		entries = append(entries, e)
	}
}

// checkFrontMatter reads the front matter of every page as somebody else's
// reader would: only the fields of the plain preset, each of its type, none
// twice.
func checkFrontMatter(t *testing.T, dir string) {
	t.Helper()
	for name, data := range treeOf(t, dir) {
		if filepath.Ext(name) != ".md" {
			continue
		}
		rest, ok := strings.CutPrefix(data, "---\n")
		block, _, closed := strings.Cut(rest, "\n---\n")
		if !ok || !closed {
			t.Errorf("%s: no front matter", name)
			continue
		}
		var fields struct {
			ID, Title, Description, Date, Img string
			Categories, Tags                  []string
			Draft                             bool
			Terms                             map[string]any `yaml:",inline"` // of taxonomies of its own
		}
		d := yaml.NewDecoder(strings.NewReader(block))
		d.KnownFields(true)
		if err := d.Decode(&fields); err != nil {
			t.Errorf("%s: %v\n%s", name, err, block)
		}
	}
}
