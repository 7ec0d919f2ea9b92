package verify

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark/text"
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
	v := New()
	for _, md := range pages(t) {
		if diffs := asRendered(t, v, []byte(md)); len(diffs) > 0 {
			t.Errorf("%v\n%s", diffs, md)
		}
	}
}

func TestAsRenderedMutants(t *testing.T) {
	v := New()
	r := rand.New(rand.NewPCG(1, 2))
	list := pages(t)
	n, bad := 0, 0
	for range 100 {
		for _, md := range list {
			b := []byte(md)
			if len(b) == 0 {
				continue
			}
			for range 1 + r.IntN(3) {
				i := r.IntN(len(b))
				switch r.IntN(3) {
				case 0:
					b = append(b[:i:i], b[i+1:]...)
				case 1:
					b = append(b[:i:i], append([]byte{b[r.IntN(len(b))]}, b[i:]...)...)
				case 2:
					b[i] = b[r.IntN(len(b))]
				}
				if len(b) == 0 {
					break
				}
			}
			n++
			if diffs := asRendered(t, v, bytes.ToValidUTF8(b, nil)); len(diffs) > 0 {
				bad++
				if bad < 40 {
					t.Errorf("%v\n%s\n-----\n%s", diffs, b, v.markdown.rendered.Bytes())
				}
			}
		}
	}
	t.Log(n, bad)
}
