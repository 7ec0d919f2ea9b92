package verify

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/text"

	"github.com/wp2md/wp2md/internal/dialect"
)

// asRendered returns what differs between a page as it is read and as goldmark
// renders and a browser parses it.
func asRendered(t *testing.T, v *Verifier, md []byte) []Difference {
	t.Helper()
	page, err := v.markdown.render(v.markdown.goldmark.Parser().Parse(text.NewReader(md)), md)
	if err != nil {
		t.Fatal(err)
	}
	return v.Page(page, md)
}

// tables returns the contents in the tables of package transform.
func tables(t testing.TB) (contents []string) {
	t.Helper()
	for _, row := range rows(t) {
		_, content, _ := strings.Cut(row, "\n")
		for strings.HasPrefix(content, "@ ") {
			_, content, _ = strings.Cut(content, "\n")
		}
		content, _, _ = strings.Cut("\n"+content, "\n⇒\n")
		contents = append(contents, strings.TrimPrefix(content, "\n"))
	}
	return contents
}

// pages returns the Markdown in the tables of package transform.
func pages(t testing.TB) (list []string) {
	t.Helper()
	for _, row := range rows(t) {
		_, md, _ := strings.Cut(row, "\n⇒\n")
		md, _, _ = strings.Cut(md, "\n✎")
		list = append(list, md)
	}
	return list
}

func rows(t testing.TB) (rows []string) {
	files, err := filepath.Glob(filepath.Join("..", "..", "transform", "testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no tables", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := strings.Cut("\n"+string(b), "\n§ ")
		rows = append(rows, strings.Split(text, "\n§ ")...)
	}
	return rows
}

// What is read of the parser's tree is what its renderer makes of it.
func TestAsRendered(t *testing.T) {
	v := New(&dialect.Plain)
	for _, md := range pages(t) {
		if diffs := asRendered(t, v, []byte(md)); len(diffs) > 0 {
			t.Errorf("%v\n%s", diffs, md)
		}
	}
}

// And of what it makes of Markdown that nobody would print.
func TestAsRenderedMutants(t *testing.T) {
	v := New(&dialect.Plain)
	r := rand.New(rand.NewPCG(1, 2))
	list := pages(t)
	for range 10 {
		for _, md := range list {
			b := []byte(md)
			for range 1 + r.IntN(3) {
				if len(b) == 0 {
					break
				}
				i, c := r.IntN(len(b)), b[r.IntN(len(b))]
				switch r.IntN(3) {
				case 0:
					b = slices.Delete(b, i, i+1)
				case 1:
					b = slices.Insert(b, i, c)
				case 2:
					b[i] = c
				}
			}
			if diffs := asRendered(t, v, bytes.ToValidUTF8(b, nil)); len(diffs) > 0 {
				t.Errorf("%v\n%s\n-----\n%s", diffs, b, v.markdown.rendered.Bytes())
			}
		}
	}
}
