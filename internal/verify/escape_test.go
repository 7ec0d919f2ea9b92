package verify

import (
	"bufio"
	"bytes"
	"math/rand/v2"
	"testing"

	ghtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
)

// TestUnescaped holds texts without their escapes against what goldmark shows of them.
func TestUnescaped(t *testing.T) {
	chars := []byte(`\\\\\ab*<>_"'& é.[` + "\n\x00")
	r := rand.New(rand.NewPCG(1, 2))
	m := new(markdown)
	for range 50_000 {
		text := make([]byte, r.IntN(12))
		for i := range text {
			text[i] = chars[r.IntN(len(chars))]
		}
		var shown bytes.Buffer
		w := bufio.NewWriter(&shown)
		ghtml.DefaultWriter.Write(w, text)
		w.Flush()
		if got, want := m.unescaped(string(text)), html.UnescapeString(shown.String()); got != want {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
	}
}
