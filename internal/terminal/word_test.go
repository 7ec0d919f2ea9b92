package terminal

import "testing"

func TestWord(t *testing.T) {
	for _, c := range []struct{ path, unix, windows string }{
		{"site", "site", "site"},
		{"my site/export.xml", "'my site/export.xml'", `"my site/export.xml"`},
		{"it's.xml", `'it'\''s.xml'`, `"it's.xml"`},
		{`C:\Users\ann\export.xml`, `'C:\Users\ann\export.xml'`, `C:\Users\ann\export.xml`},
		{`C:\My sites\export.xml`, `'C:\My sites\export.xml'`, `"C:\My sites\export.xml"`},
		{"a&b.xml", "'a&b.xml'", `"a&b.xml"`},
		{"https://old.example", "https://old.example", "https://old.example"},
		{"", "''", `""`},
	} {
		if got := word(c.path, false); got != c.unix {
			t.Errorf("%s: %s, want %s", c.path, got, c.unix)
		}
		if got := word(c.path, true); got != c.windows {
			t.Errorf("%s on Windows: %s, want %s", c.path, got, c.windows)
		}
	}
}
