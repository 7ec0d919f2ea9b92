package data

import (
	"strings"
	"testing"
)

// An entry written by hand is what package json makes of it.
func TestAppendJSON(t *testing.T) {
	hard := []string{"", "a.jpg", "Frühling", "say \"no\" \\ <b>&amp;</b>", "two\nlines\tand\x00", "\u2028 and \u2029", "cut \xc3", "\x7f \ufffd"}
	for i, s := range hard {
		next := hard[(i+1)%len(hard)]
		for _, m := range []Media{
			{ID: int64(i), Original: s, Title: next},
			{ID: -1, File: s, Original: next, Title: s, Alt: next, Caption: s, Description: next, Width: i, Height: 1, Length: s},
			{File: s, Width: 3, Sizes: []Size{{Name: s, File: next, Width: 1}, {Name: next, Height: i}}},
		} {
			want, err := JSON([]*Media{&m})
			if err != nil {
				t.Fatal(err)
			}
			if got := "[\n  " + string(m.AppendJSON(nil)) + "\n]\n"; got != string(want) {
				t.Errorf("%+v:\n%s\nwant\n%s", m, got, want)
			}
			if got := string(m.AppendJSON([]byte("x"))); !strings.HasPrefix(got, "x{") {
				t.Errorf("the beginning is gone: %q", got)
			}
		}
	}
}
