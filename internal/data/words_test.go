package data

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

// FuzzWords holds the short way of texts of nothing but words against that of all.
func FuzzWords(f *testing.F) {
	for _, s := range []string{
		"A cat, asleep.", "x", "A. Cat", "I. One", "Ça va, été!", "Room b12", "Fig. 3", "a. b. c", "Really? Yes!", "www. example", "https", "Caf\u00e9 cafe\u0301", "ﬁn ſ K",
		"and  two", "tab\tbed", "日本 語", "اللغة العربية", "Titel der Seite; fertig", "nbsp\u00a0here", "TRUE", "null", "eof\x00", "Sentence.Next", "toc", "table of contents",
	} {
		f.Add(s)
	}
	index, err := rewrite.New(&extract.Site{Link: "https://old.example"}, rewrite.Options{})
	if err != nil {
		f.Fatal(err)
	}
	index.Seal(func(name string) string { return name })
	library := transform.NewLibrary()
	library.Seal()
	r := Renderer{Index: index, Library: library, Printer: markdown.New(nil), Blog: "https://old.example"}
	f.Fuzz(func(t *testing.T, s string) {
		if s == "" || !isWords(s) {
			return
		}
		var found Found
		page := transform.Tree(&extract.Item{Content: s}, r.Library, transform.Options{})
		r.apply(page.Tree, "", "", &found)
		long := strings.TrimSuffix(string(r.Printer.Print(page.Tree)), "\n")
		if long != s || len(page.Notes)+len(found.Notes)+len(found.Files)+len(found.Left) > 0 {
			t.Errorf("%q becomes %q, with the notes %v %v", s, long, page.Notes, found)
		}
	})
}
