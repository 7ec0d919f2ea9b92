package markdown_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// contents yields the contents in the tables of package transform.
func contents(t *testing.T, yield func(name, content string)) {
	files, err := filepath.Glob("../testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no tables", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := strings.Cut("\n"+string(b), "\n§ ")
		for row := range strings.SplitSeq(text, "\n§ ") {
			name, rest, _ := strings.Cut(row, "\n")
			for strings.HasPrefix(rest, "@ ") {
				_, rest, _ = strings.Cut(rest, "\n")
			}
			content, _, _ := strings.Cut(rest, "\n⇒\n")
			yield(filepath.Base(file)+": "+name, content)
		}
	}
}
