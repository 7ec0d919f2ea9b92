package transform

import (
	"encoding/base64"
	"html"
	"net/url"
	"strings"
	"testing"
)

// TestSweepPlugins holds the same of what the most used plugins leave in posts: each §
// is on the page or in a note, and each ¶, which visitors read, on the page.
func TestSweepPlugins(t *testing.T) {
	n := 40_000
	for plugin, snippets := range pluginSnippets() {
		t.Run(plugin, func(t *testing.T) {
			for _, s := range snippets {
				filled, shown := fillMarks(s, &n)
				content := strings.ReplaceAll(encoded(filled), "⏎", "\n")
				page, all := swept(content, nil)
				for _, m := range marks(filled) {
					if !holdsMark(all, m) {
						t.Errorf("%s is lost: %s\n%s", m, content, all)
					}
				}
				for _, m := range shown {
					if !holdsMark(page, m) {
						t.Errorf("%s is not shown: %s\n%s", m, content, all)
					}
				}
				for _, noise := range []string{"%3C", "%5B", "%7B", "&quot;", "&amp;lt;", `\u003c`, `u003c`, `\[/`} {
					if strings.Contains(page, noise) {
						t.Errorf("%s is on the page: %s\n%s", noise, content, page)
					}
				}
			}
		})
	}
}

// TestSweepPluginsNested holds that none of it is lost in the places of nested.
func TestSweepPluginsNested(t *testing.T) {
	n, i := 60_000, 0
	for plugin, snippets := range pluginSnippets() {
		for _, s := range snippets {
			filled, _ := fillMarks(s, &n)
			content := strings.ReplaceAll(encoded(filled), "⏎", "\n")
			place := places[i%len(places)]
			if i++; strings.Contains(content, "<!-- wp:") {
				place = "<!-- wp:columns --><div class=\"wp-block-columns\"><!-- wp:column --><div class=\"wp-block-column\">§</div><!-- /wp:column --></div><!-- /wp:columns -->"
			}
			content = strings.Replace(place, "§", content, 1)
			_, all := swept(content, nil)
			for _, m := range marks(filled) {
				if !holdsMark(all, m) {
					t.Errorf("%s: %s is lost: %s\n%s", plugin, m, content, all)
				}
			}
		}
	}
}

// fillMarks puts a mark in the place of each § and ¶; one with a figure behind it is
// the same in all of a snippet.
func fillMarks(s string, n *int) (filled string, shown []string) {
	var out strings.Builder
	named := map[rune]string{}
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if r != '§' && r != '¶' {
			out.WriteRune(r)
			continue
		}
		mark := ""
		if i+1 < len(runes) && '1' <= runes[i+1] && runes[i+1] <= '9' {
			i++
			mark = named[runes[i]]
		}
		if mark == "" {
			*n++
			mark = letterMark(*n)
			if runes[i] != r {
				named[runes[i]] = mark
			}
		}
		out.WriteString(mark)
		if r == '¶' {
			shown = append(shown, mark)
		}
	}
	return out.String(), shown
}

// pluginSnippets yields the plugins of pluginContents and what each leaves in posts.
func pluginSnippets() func(yield func(string, []string) bool) {
	return func(yield func(string, []string) bool) {
		for part := range strings.SplitSeq(strings.TrimSpace(pluginContents), "== ") {
			plugin, lines, _ := strings.Cut(part, "\n")
			if plugin == "" {
				continue
			}
			if !yield(plugin, strings.Split(strings.TrimSpace(lines), "\n")) {
				return
			}
		}
	}
}

// encoded returns s with what stands in ⟦b64 …⟧, ⟦url …⟧ (percent-encoded), ⟦ent …⟧ (for
// an attribute) and ⟦uni …⟧ (as blocks escape markup) so encoded, the innermost first.
func encoded(s string) string {
	for {
		end := strings.Index(s, "⟧")
		if end < 0 {
			return s
		}
		start := strings.LastIndex(s[:end], "⟦")
		name, text, _ := strings.Cut(s[start+len("⟦"):end], " ")
		switch name {
		case "b64":
			text = base64.StdEncoding.EncodeToString([]byte(text))
		case "url":
			text = strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
		case "ent":
			text = html.EscapeString(text)
		case "uni":
			text = strings.NewReplacer("<", `\u003c`, ">", `\u003e`, `"`, `\u0022`, "&", `\u0026`, "--", `\u002d\u002d`).Replace(text)
		default:
			panic(name)
		}
		s = s[:start] + text + s[end+len("⟧"):]
	}
}
