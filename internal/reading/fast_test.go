package reading

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

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
	lines := strings.Split("A paragraph of words.|Another, with *emphasis* and **more of it** in it.|A [link](/a/b) and [one](<c d> \"title\") and ![an image](e.png).|**[link](/a)**|*a **b** c*|_a_ snake_case_name|`code` and ``more ` code``|1984 was a year|1. one|2) two|10. ten|- item|* item|+ item|  more of it|    four|\ttab|> quote|>|# Heading|## Heading ##|###### *Six* `code`|####### seven|#|# {#id}|===|---|***|* * *|_ _|```|```go|~~~|    ```|  ```|- ```|> ```|<div>|</div>|<pre>|</pre>|<!-- a|b -->|<!--more-->|<p>a|<span>a</span>|<https://a.b>|<br>|a<br>b|a\\|a  |a\\*b|a\\\\|a & b &amp; c|[a]|[a][b]|[a](|[a]()|[a](b(c)d)|![a [b](c)](d)|[a ![b](c)](d)|[a [b](c)](d)|[a](b 'c')|*a|a*b*c|**a*|*a _b* c_|~~a~~|a | b|--- | ---|| a | b ||:---|---:|: defined|  : defined|[x]: /y|[^1]|[^1]: note|- [ ] task|{.a}|!|\\|\v|\f|\x00|\u00a0|„Wörter“ *–* b|\"*a*\"|(*a*)", "|")
	rounds := 10_000
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
			if got, want := blocks(ours, source), blocks(plain, source); got != want {
				t.Fatalf("%s: %q\n got %s\nwant %s", name, source, got, want)
			}
		}
		for range rounds {
			var b []byte
			for range 1 + r.IntN(12) {
				b = append(b, lines[r.IntN(len(lines))]...)
				if r.IntN(3) == 0 {
					b = append(b, pieces[r.IntN(len(pieces))]...)
				}
				b = append(b, "\n\n"[:1+r.IntN(2)]...)
			}
			same("lines", b)
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
		rows, err := filepath.Glob("../../transform/testdata/*.txt")
		if err != nil || len(rows) == 0 {
			t.Fatal("no tables: ", err)
		}
		for _, name := range rows {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for piece := range bytes.SplitSeq(b, []byte("⇒")) {
				same(name, bytes.TrimLeft(piece, " \n"))
			}
		}
		err = filepath.WalkDir("../../fixtures", func(name string, e fs.DirEntry, err error) error {
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

// blocks tells which blocks a page has, and which lines these.
func blocks(m goldmark.Markdown, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(m.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Type() == ast.TypeBlock && entering {
			fmt.Fprintf(&b, "%s %q ", n.Kind(), n.Lines().Value(source))
			for i := range n.Lines().Len() {
				l := n.Lines().At(i)
				fmt.Fprint(&b, l.Start, "-", l.Stop, " ")
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
