package reading

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/dialect"
)

// dialects are two that between them have all that goldmark can read.
func dialects() []*dialect.Dialect {
	all := dialect.Plain
	all.Reads |= dialect.Strikethrough | dialect.Footnotes | dialect.DefinitionLists | dialect.HeadingAttributes
	return []*dialect.Dialect{&dialect.Plain, &all}
}

// TestParserIsPlain holds what the parser reads against what goldmark reads.
func TestParserIsPlain(t *testing.T) {
	pieces := strings.Split("word|a sentence of some length|two  blanks|a\ttab|übergröße und mehr als das|*|**|_|__|~~|~|`|``|[|]|](/a)|](<b c> \"t\")|![|[^1]|[^1]: note|[x]: /y 'z'|[x]|- |* |+ |1. |10) |> |# |## |    |  \n|\\\n|\\|\\\\|\\*|\\ |\n|\n|\n\n|\n\n|\n> |\n- |\n  |\n    |<|<br>|<b>|</b>|<https://a.b>|<!-- c -->|&amp;|&|&#65;|&nbsp|!|---|===|```\n|~~~\n| | |\n|---|---|\n||a|b|\\|| |  |.|,|: |:|\x00|\r\n|\r|\v|\f|\u00a0|{#id}|- [ ] |- [x] |\"|'|h", "|")
	pieces = append(pieces, "|", " | ", "| a word | another |\n|---|---|\n| c `d\\|e` | f \\| g |\n")
	rounds := 20_000
	r := rand.New(rand.NewPCG(1, 2))
	for _, d := range dialects() {
		ours, plain := Parser(d), Plain(d)
		same := func(name string, source []byte) {
			t.Helper()
			var got, want bytes.Buffer
			if err := plain.Convert(source, &want); err != nil {
				t.Fatal(err)
			}
			if err := ours.Convert(source, &got); err != nil {
				t.Fatal(err)
			}
			if got.String() != want.String() {
				t.Fatalf("%s: %q\n got %q\nwant %q", name, source, got.String(), want.String())
			}
		}
		for range rounds {
			var b []byte
			for range 1 + r.IntN(24) {
				b = append(b, pieces[r.IntN(len(pieces))]...)
				if r.IntN(3) == 0 {
					b = append(b, ' ')
				}
			}
			same("random", b)
		}
		err := filepath.WalkDir("../../fixtures", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(name) != ".md" {
				return err
			}
			b, err := os.ReadFile(name)
			if err == nil {
				same(name, b)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
