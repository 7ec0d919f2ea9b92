package data

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

// TestIsWords holds texts that are not parsed against what parsing makes of them.
func TestIsWords(t *testing.T) {
	parts := []string{"a", "I", "word", "Words", "www", "http", "more", "nextpage", "caption", " ", ".", ",", "?", "'", "1", "42", " ", "1. ", "'s", "e.g.", "été", "Ça", "–", "’", "ß", "日本", "ﬁ", "é", "\u00a0", "\xff", "x.org", "  ", "...", "-", "(c)", "\n"}
	r := rand.New(rand.NewPCG(1, 2))
	printer := markdown.New(nil)
	words := 0
	for range 20000 {
		var b strings.Builder
		for range 1 + r.IntN(8) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		s := b.String()
		if !isWords(s) {
			continue
		}
		words++
		for name, page := range map[string]*transform.Page{
			"comment": transform.Comment(s),
			"content": transform.Tree(&extract.Item{Content: s}, nil, transform.Options{}),
		} {
			if got := string(printer.Print(page.Tree)); got != s+"\n" || len(page.Notes) > 0 {
				t.Errorf("%s %q is %q in Markdown, with %d notes", name, s, got, len(page.Notes))
			}
			if got := transform.HTML(page.Tree); got != "<p>"+s+"</p>" {
				t.Errorf("%s %q is %q as HTML", name, s, got)
			}
		}
	}
	if words < 1000 {
		t.Errorf("only %d of the texts are words", words)
	}
}
