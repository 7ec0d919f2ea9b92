package suggest

import "testing"

func TestNear(t *testing.T) {
	targets := []string{"plain", "hugo", "jekyll", "eleventy", "astro", "pelican", "hexo", "vitepress", "docusaurus", "zola"}
	keys := []string{"for", "frontmatter", "overrides", "permalinks", "hosts", "shortcodes", "embeds"}
	for _, c := range []struct {
		name, word string
		names      []string
		want       string
	}{
		{"a letter too many", "hugoo", targets, "hugo"},
		{"two letters swapped", "huog", targets, "hugo"},
		{"another case", "Jekyll", targets, "jekyll"},
		{"the beginning of one", "docu", targets, "docusaurus"},
		{"one and a version", "eleventy3", targets, "eleventy"},
		{"a plural left out", "permalink", keys, "permalinks"},
		{"an underscore", "front_matter", keys, "frontmatter"},
		{"another word", "word", targets, ""},
		{"no word", "", targets, ""},
		{"a letter", "x", keys, ""},
		{"no names", "hugo", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Near(c.word, c.names); got != c.want {
				t.Errorf("%q: %q, want %q", c.word, got, c.want)
			}
		})
	}
}

func TestHint(t *testing.T) {
	if got, want := Hint("lnk", []string{"link", "keep"}), "did you mean link? there is: link, keep"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := Hint("absolute", []string{"link", "keep"}), "there is: link, keep"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
