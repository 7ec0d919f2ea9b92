package checksum

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestOf(t *testing.T) {
	text := []byte(strings.Repeat("All that a site has to say. ", 10_000))
	want, n, err := Of(bytes.NewReader(text))
	if n != int64(len(text)) || err != nil {
		t.Fatalf("%d bytes of %d, %v", n, len(text), err)
	}
	if got, _, _ := Of(iotest.OneByteReader(bytes.NewReader(text))); got != want {
		t.Errorf("read in other pieces: %x, not %x", got, want)
	}
	seen := map[uint64]bool{want: true}
	for i := 0; i < len(text); i += 97 {
		text[i] ^= 1
		got, _, _ := Of(bytes.NewReader(text))
		if seen[got] {
			t.Fatalf("a bit of byte %d is not seen", i)
		}
		seen[got] = true
		text[i] ^= 1
	}
	if got, _, _ := Of(bytes.NewReader(text[1:])); seen[got] {
		t.Error("a byte that is missing is not seen")
	}
}

func TestError(t *testing.T) {
	broken := errors.New("broken")
	if _, _, err := Of(io.MultiReader(strings.NewReader("x"), iotest.ErrReader(broken))); err != broken {
		t.Errorf("got %v", err)
	}
}
