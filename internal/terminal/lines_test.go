package terminal

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name    string
		line    string
		columns int
		want    string
	}{
		{"short enough", "  written           1  1 post", 40, "  written           1  1 post"},
		{"no terminal", strings.Repeat("word ", 40), 0, strings.Repeat("word ", 40)},
		{"too narrow to break for", strings.Repeat("word ", 40), 20, strings.Repeat("word ", 40)},
		{"a row, below its text", "  converted        32  2 images, 30 links and more", 48,
			"  converted        32  2 images, 30 links and\n                       more"},
		{"a row without a number", "                       12 × not asked for: the type is a menu item", 60,
			"                       12 × not asked for: the type is a\n                       menu item"},
		{"a flag, below what it does", "      --uploads DIR    a copy of wp-content/uploads to take from", 60,
			"      --uploads DIR    a copy of wp-content/uploads to take\n                       from"},
		{"a message", "wp2md: export.xml: the file ends in the middle of an item", 40,
			"wp2md: export.xml: the file ends in the\n  middle of an item"},
		{"a word that is wider", "See http://old.example/a/very/long/address/that/stays/whole please", 40,
			"See\n  http://old.example/a/very/long/address/that/stays/whole\n  please"},
		{"two spaces far to the right", "One two three four five six  seven eight nine", 40,
			"One two three four five six  seven eight\n  nine"},
		{"wide letters", "  title  " + strings.Repeat("漢字 ", 8), 40,
			"  title  漢字 漢字 漢字 漢字 漢字 漢字\n         漢字 漢字"},
		{"accents of two", "  t  " + strings.Repeat("e\u0301e\u0301 ", 12), 40,
			"  t  " + strings.TrimSpace(strings.Repeat("e\u0301e\u0301 ", 12))},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Wrap(c.line, c.columns)
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if join := strings.Join(strings.Fields(got), " "); join != strings.Join(strings.Fields(c.line), " ") {
				t.Errorf("words are lost: %s", join)
			}
		})
	}
}

func TestLines(t *testing.T) {
	const text = "  file        1  files that could not be got\n                 → get a copy of them, then retry\nend"
	for _, c := range []struct {
		name   string
		l      Lines
		pieces int
		want   string
	}{
		{"as they are", Lines{}, len(text), text},
		{"broken", Lines{Columns: 40}, len(text), "  file        1  files that could not be\n                 got\n                 → get a copy of them,\n                 then retry\nend"},
		{"in pieces", Lines{Columns: 40}, 7, "  file        1  files that could not be\n                 got\n                 → get a copy of them,\n                 then retry\nend"},
		{"in colour", Lines{Colour: true}, len(text), "  file        1  files that could not be got\n                 \x1b[36m→ get a copy of them, then retry\x1b[m\nend"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			c.l.W = &b
			for rest := text; rest != ""; {
				n := min(c.pieces, len(rest))
				if _, err := c.l.Write([]byte(rest[:n])); err != nil {
					t.Fatal(err)
				}
				rest = rest[n:]
			}
			if err := c.l.Flush(); err != nil {
				t.Fatal(err)
			}
			if b.String() != c.want {
				t.Errorf("got\n%q\nwant\n%q", b.String(), c.want)
			}
		})
	}
}

func TestColours(t *testing.T) {
	none := func(string) string { return "" }
	for _, c := range []struct {
		when When
		want bool
	}{{Auto, false}, {Always, true}, {Never, false}} {
		if got := c.when.Colours(new(strings.Builder), none); got != c.want {
			t.Errorf("%s of what is no terminal: %v", c.when, got)
		}
	}
}
