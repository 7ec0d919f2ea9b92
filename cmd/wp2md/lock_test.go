package main

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/emit"
)

// A second run in a folder is told that another one is at work, and changes
// nothing.
func TestTwoRuns(t *testing.T) {
	export, err := filepath.Abs(filepath.Join("..", "..", "fixtures", "blog", "export.xml"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	command(t, exitAttention, "migrate", export, "--media", "link", "--quiet")
	before := treeOf(t, "site")
	f, err := emit.Open("site", emit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"migrate", "retry"} {
		args := []string{verb, "--quiet"}
		if verb == "migrate" {
			args = append(args, export, "--media", "link")
		}
		var stderr bytes.Buffer
		code := run(args, strings.NewReader(""), io.Discard, &stderr)
		if code != exitFailed || !strings.Contains(stderr.String(), "site: another run is at work here: process ") {
			t.Errorf("%s ends with %d and says %q", verb, code, stderr.String())
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if d := differences(treeOf(t, "site"), before); len(d) > 0 {
		t.Errorf("the folder has changed:\n%s", strings.Join(d, "\n"))
	}
}
