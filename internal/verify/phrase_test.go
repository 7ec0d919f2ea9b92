package verify

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/text"

	"github.com/wp2md/wp2md/internal/dialect"
)

// Two pages are alike by their phrases only if they are by their words.
func TestAlike(t *testing.T) {
	v := New(&dialect.Plain)
	r := rand.New(rand.NewPCG(3, 4))
	inserts := []string{" ", "\n", "\u00a0", "\u2003", "ü", "a", "*", "**", "_", "\\", "&amp;", "<b>", "</b>", "<!-- -->", "\u200b", "  \n", "\n\n"}
	equal, all := 0, 0
	for _, md := range pages(t) {
		for range 8 {
			b := []byte(md)
			for range r.IntN(3) {
				i := r.IntN(len(b) + 1)
				if r.IntN(3) == 0 && i < len(b) {
					b = slices.Delete(b, i, i+1)
				} else {
					b = slices.Insert(b, i, []byte(inserts[r.IntN(len(inserts))])...)
				}
			}
			b = bytes.ToValidUTF8(b, nil)
			page, err := v.markdown.render(v.markdown.goldmark.Parser().Parse(text.NewReader([]byte(md))), []byte(md))
			if err != nil {
				t.Fatal(err)
			}
			v.want.page(page)
			if err := v.markdown.read(b, v.markdown.parse(b), &v.got); err != nil {
				t.Fatal(err)
			}
			byPhrases := alike(v.want.events, v.got.events)
			v.want.splitWords()
			v.got.splitWords()
			diffs := v.diff.compare(&v.want, &v.got)
			if byPhrases && len(diffs) > 0 {
				t.Fatalf("%v\n%s\n-----\n%s", diffs, md, b)
			}
			if len(diffs) == 0 {
				if all++; byPhrases {
					equal++
				}
			}
		}
	}
	if equal < all*95/100 {
		t.Errorf("of %d pages that are alike by their words %d are by their phrases", all, equal)
	}
}

func TestAfterSame(t *testing.T) {
	for _, c := range []struct {
		a, b, restA, restB string
		ok                 bool
	}{
		{"one two", "one two", "", "", true},
		{"one two", "one", " two", "", true},
		{"one  two", "one two", "two", "two", true},
		{"one \u00a0two", "one\ntwo", "two", "two", true},
		{"one\u00a0two", "one\u00e4two", "", "", false},
		{"one two", "onetwo", "", "", false},
		{"one two", "one too", "", "", false},
		{"é" + strings.Repeat(" ", 3) + "x", "é" + strings.Repeat(" ", 2) + "x", "x", "x", true},
	} {
		a, b, ok := afterSame(c.a, c.b)
		if ok != c.ok || ok && (a != c.restA || b != c.restB) {
			t.Errorf("%q, %q: %q, %q, %v", c.a, c.b, a, b, ok)
		}
	}
}
