package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/shared"
)

const (
	hakanai     = "fixtures/hakanai"
	hakanaiGoal = hakanai + "/expected/rex-bof-nossii.md"
)

// The post that the project's owner showed as the goal comes out of the export
// of its blog.
func TestHakanaiGivesTheGoal(t *testing.T) {
	atRoot(t)
	dir := t.TempDir()
	migrated(t, exitOK, hakanai+"/export.xml", "--config", hakanai+"/wp2md.yaml", "--uploads", hakanai+"/uploads", "-o", dir)
	gotFields, gotBody := splitPage(t, filepath.Join(dir, "posts", "rex-bof-nossii.md"))
	wantFields, wantBody := splitPage(t, hakanaiGoal)
	if got, want := trimLines(gotFields), trimLines(wantFields); got != want {
		t.Errorf("front matter:\n%s", diff.Diff("got", []byte(got), "want", []byte(want)))
	}
	if got, want := essence(gotBody), essence(wantBody); got != want {
		t.Errorf("body:\n%s", diff.Diff("got", []byte(got), "want", []byte(want)))
	}
}

// The goal's body may lose what nobody sees: links without text, paragraphs of
// a lone no-break space, and the blank lines that part them from the others.
func TestHakanaiEssence(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"\n- a\n    \n- b\n    \n\nc  \n\n", "- a\n\n- b\n\nc\n"},
		{"a\n\n[](http://example.org/b)[](http://example.org/c)\n\nd", "a\n\nd\n"},
		{"a[](http://example.org/b)\n\n\u00a0\n\nc", "a\n\nc\n"},
		{"a\u00a0\n\n[![](/images/b.png)](http://example.org/c)", "a\u00a0\n\n[![](/images/b.png)](http://example.org/c)\n"},
	} {
		if got := essence(c.in); got != c.want {
			t.Errorf("essence(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// The goal in the fixture is the file as its owner sent it.
func TestHakanaiGoalIsTheOriginal(t *testing.T) {
	original := shared.Read(t, "seed/rex-bof-nossii.md")
	atRoot(t)
	goal, err := os.ReadFile(hakanaiGoal)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(goal, original) {
		t.Errorf("%s is not shared/seed/rex-bof-nossii.md:\n%s", hakanaiGoal, diff.Diff("fixture", goal, "original", original))
	}
}

// The command of the README: no settings, all files at hand.
func TestHakanaiWithoutSettings(t *testing.T) {
	atRoot(t)
	dir := t.TempDir()
	migrated(t, exitOK, hakanai+"/export.xml", "--uploads", hakanai+"/uploads", "-o", dir)
	for _, name := range []string{"rework.png", "justiceleague-1024x569.jpg"} {
		got, err := os.ReadFile(filepath.Join(dir, "images", name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(hakanai, "uploads", "2013", "04", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("images/%s is not the file of the uploads", name)
		}
	}
	var s report.Summary
	readJSON(t, filepath.Join(dir, ".wp2md", "report.json"), &s)
	if s.Media.Files != 2 || s.Media.Copied != 2 || len(s.Media.Missing) > 0 {
		t.Errorf("got %d of %d files copied, missing %q; want 2 of 2", s.Media.Copied, s.Media.Files, s.Media.Missing)
	}
}

// splitPage returns the front matter and the body of a Markdown file.
func splitPage(t *testing.T, file string) (fields, body string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rest, ok := strings.CutPrefix(string(b), "---\n")
	fields, body, closed := strings.Cut(rest, "\n---\n")
	if !ok || !closed {
		t.Fatalf("%s: no front matter", file)
	}
	return fields, body
}

var emptyLink = regexp.MustCompile(`(^|[^!])\[\]\([^)]*\)`)

// essence returns what of a body must be equal line by line.
func essence(body string) string {
	for emptyLink.MatchString(body) {
		body = emptyLink.ReplaceAllString(body, "$1")
	}
	var b strings.Builder
	gap := false
	for line := range strings.Lines(body) {
		line = strings.TrimRight(line, " \t\n")
		if line == "" || line == "\u00a0" {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('\n')
		}
		gap = false
		b.WriteString(line + "\n")
	}
	return b.String()
}

func trimLines(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString(strings.TrimRight(line, " \t\n") + "\n")
	}
	return b.String()
}
