package report

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

func each[T any](list ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// sidesOf returns both sides of pages by the numbers of their rows, as a page has them.
func sidesOf(packed map[int]string) io.WriterTo {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	for _, row := range slices.Sorted(maps.Keys(packed)) {
		WriteSides(w, row, []byte(packed[row]))
	}
	w.Flush()
	return &b
}

const evil = `</script><script>alert(1)</script><!--"'&<img src=http://example.org/x onerror=alert(2)>`

// What comes from a site is text in the report, wherever it stands, and the
// report has one script, which its policy allows by its hash.
func TestWriteHTML(t *testing.T) {
	s := &Summary{
		Site: Site{Title: evil, URL: evil}, Items: 3, Results: map[note.Result]int{note.OK: 1, note.Review: 1, note.Failed: 1},
		Types: []note.Count{{Name: evil, Count: 1}}, Notes: []note.Count{{Name: evil, Count: 1}}, Skipped: []note.Count{{Name: evil, Count: 1}},
		Media: Files{Files: 2, Copied: 1, Missing: []string{evil}}, Problems: []string{evil}, Stale: []string{evil},
		Links: []DeadLink{{Address: evil, Why: evil, Count: 1}}, Redirects: Redirects{Count: 1, Formats: []RedirectFormat{{File: evil}}},
		Repairs: []Mended{{Kind: evil, File: evil}},
	}
	s.Ledger.Count(note.ImageConstruct, note.Converted)
	row := Row{ID: 1, Type: evil, Title: evil, Path: evil, URL: evil, Old: evil, Result: note.Review, Notes: []note.Note{{Kind: note.Block, Text: evil, Review: true}}}
	line := json.RawMessage(row.AppendJSON(nil))
	write := func() string {
		var b bytes.Buffer
		about := &About{Version: evil, Target: evil, Settings: evil, Flags: []string{evil}, Files: evil, FileFolder: evil}
		if err := s.WriteHTML(&b, about, each(line, line), sidesOf(map[int]string{1: "AAAA"})); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	page := write()
	if page != write() {
		t.Error("the same report has other bytes")
	}
	if strings.Contains(page, "<script>alert") || strings.Contains(page, "<img") || strings.Contains(page, "<!--") {
		t.Error("a title is more than text")
	}
	scripts := regexp.MustCompile(`(?s)<script([^>]*)>(.*?)</script>`).FindAllStringSubmatch(page, -1)
	if len(scripts) != 4 {
		t.Fatalf("%d scripts, want what is told of the run, the rows, the program and the sides of a page", len(scripts))
	}
	program := scripts[2][2]
	for _, m := range append(scripts[:2:2], scripts[3]) {
		if !strings.Contains(m[1], `type="application/json"`) && !strings.Contains(m[1], `type="text/plain"`) {
			t.Errorf("script%s would run", m[1])
		}
	}
	sum := sha256.Sum256([]byte(program))
	if policy := "script-src &#39;sha256-" + strings.ReplaceAll(base64.StdEncoding.EncodeToString(sum[:]), "+", "&#43;") + "&#39;"; !strings.Contains(page, policy) || !strings.Contains(page, "default-src &#39;none&#39;") {
		t.Errorf("the policy does not have %s", policy)
	}
	for _, m := range regexp.MustCompile(`(?:src|href)="([^"#][^"]*)"`).FindAllStringSubmatch(page, -1) {
		t.Errorf("the report asks for %s", m[1])
	}
	var empty bytes.Buffer
	if err := new(Summary).WriteHTML(&empty, new(About), each[json.RawMessage](), new(bytes.Buffer)); err != nil || !strings.Contains(empty.String(), "id=\"rows\">[\n\n]</script>") {
		t.Errorf("of nothing: %v", err)
	}
}
