package verify_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/shared"
	"github.com/wp2md/wp2md/internal/verify"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

// exports are the exports of the reference data, by path.
func exports(t testing.TB) []string {
	t.Helper()
	files := []string{shared.Path(t, "capture/export-all.xml")}
	for _, pattern := range []string{"*.xml", "odd/*.xml"} {
		list, err := filepath.Glob(filepath.Join(shared.Path(t, "wxr"), pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
	}
	return files
}

// itemsOf returns the items of an export, as far as it can be read, and the
// library of its attachments and reusable blocks.
func itemsOf(t testing.TB, file string) ([]*extract.Item, *transform.Library) {
	t.Helper()
	src, err := extract.Open([]string{file}, nil)
	if err != nil {
		return nil, nil // refused; other tests see to that
	}
	defer src.Close()
	var items []*extract.Item
	lib := transform.NewLibrary()
	for it, err := range src.Items(nil) {
		if err != nil {
			break
		}
		c := *it
		items = append(items, &c)
		lib.Add(&c)
	}
	lib.Seal()
	return items, lib
}

// contents are the contents in the tables of package transform.
func contents(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "transform", "testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no tables", err)
	}
	var list []string
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := strings.Cut("\n"+string(b), "\n§ ")
		for part := range strings.SplitSeq(text, "\n§ ") {
			_, rest, _ := strings.Cut(part, "\n")
			for strings.HasPrefix(rest, "@ ") {
				_, rest, _ = strings.Cut(rest, "\n")
			}
			in, _, _ := strings.Cut("\n"+rest, "\n⇒\n")
			list = append(list, strings.TrimPrefix(in, "\n"))
		}
	}
	return list
}

// Every page of every export is what its tree is.
func TestPageOfExports(t *testing.T) {
	v, p := verify.New(&dialect.Plain), markdown.New(nil)
	for _, file := range exports(t) {
		items, lib := itemsOf(t, file)
		for _, it := range items {
			page := transform.Tree(it, lib, transform.Options{})
			for _, d := range v.Page(page.Tree, p.Print(page.Tree)) {
				t.Errorf("%s: %s %d: %s: %s", filepath.Base(file), it.Type, it.ID, d.Kind, d.Text)
			}
		}
	}
}

func TestPageOfTables(t *testing.T) {
	v, p := verify.New(&dialect.Plain), markdown.New(nil)
	for _, content := range contents(t) {
		page := transform.Tree(&extract.Item{ID: 5, Content: content}, nil, transform.Options{})
		md := p.Print(page.Tree)
		for _, d := range v.Page(page.Tree, md) {
			t.Errorf("%s: %s\n%s\n---\n%s", d.Kind, d.Text, content, md)
		}
	}
}

// Every word and address of every export is in its tree or in a note.
func TestSourceOfExports(t *testing.T) {
	v := verify.New(&dialect.Plain)
	for _, file := range exports(t) {
		items, lib := itemsOf(t, file)
		for _, it := range items {
			page := transform.Tree(it, lib, transform.Options{})
			for _, d := range v.Source(it.Content, page.Tree, page.Known()) {
				t.Errorf("%s: %s %d: %s: %s", filepath.Base(file), it.Type, it.ID, d.Kind, d.Text)
			}
		}
	}
}

// strange are the differences of rows in which something is read as what no other
// post has: they ask for a look that finds nothing.
var strange = map[string]string{
	"lost from the source: “php”": "tags in braces",
}

func TestSourceOfTables(t *testing.T) {
	v := verify.New(&dialect.Plain)
	for _, content := range contents(t) {
		page := transform.Tree(&extract.Item{ID: 5, Content: content}, nil, transform.Options{})
		for _, d := range v.Source(page.Read, page.Tree, page.Known()) {
			if why, ok := strange[d.Text]; ok {
				t.Logf("%s: %s", d.Text, why)
				continue
			}
			t.Errorf("%s: %s\n%s\nnotes: %v", d.Kind, d.Text, content, page.Notes)
		}
	}
}

// No page takes more than linear time, and one that would is not passed over in
// silence.
func TestHostilePages(t *testing.T) {
	v := verify.New(&dialect.Plain)
	const size = 1 << 18
	for _, s := range []string{"[", "![", "*a_ ", "[a](", "[^1]", "`", "&", "<b>", "a<!--", "[caption ", "<script>", "<a ", "word "} {
		content := strings.Repeat(s, size/len(s))
		page := transform.Tree(&extract.Item{Content: content}, nil, transform.Options{})
		v.Source(content, page.Tree, page.Known())
		md := markdown.New(nil).Print(page.Tree)
		for _, d := range v.Page(page.Tree, md) {
			if d.Kind != verify.Unread {
				t.Errorf("%q: %s: %s", s, d.Kind, d.Text)
			}
		}
	}
	if tree := (&html.Node{Type: html.DocumentNode}); len(v.Page(tree, []byte(strings.Repeat("[", size)))) == 0 {
		t.Error("a page that was not read is no difference")
	}
}
