package transform

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform/markdown"
)

// What plugins let only some people see is in no page and no note, and what everybody saw
// is in the page.
func TestSweepMembers(t *testing.T) {
	const least = 60 // plugins
	plugins, plugin := 0, ""
	for line := range strings.Lines(membersContents) {
		line = strings.TrimSuffix(line, "\n")
		if name, ok := strings.CutPrefix(line, "== "); ok {
			plugin = name
			plugins += 1 + strings.Count(name, ",")
			continue
		}
		if line == "" {
			continue
		}
		content := encoded(strings.ReplaceAll(line, "⏎", "\n"))
		seen := strings.Count(strings.ReplaceAll(content, "UNSEEN", ""), "SEEN")
		hidden := strings.Contains(content, "UNSEEN")
		item := extract.Item{ID: 1, Type: "post", Status: "publish", Content: content}
		page := Tree(&item, sweepLibrary(), Options{})
		said, notes := "", ""
		for _, n := range page.Notes {
			notes += n.Text + "\n"
			if n.Kind == note.Private {
				said += n.Text
			}
		}
		text := string(markdown.New(nil).Print(page.Tree))
		switch {
		case strings.Contains(text, "UNSEEN") || strings.Contains(notes, "UNSEEN"):
			t.Errorf("%s: shown: %s\n%s", plugin, line, notes)
		case hidden && said == "":
			t.Errorf("%s: no note: %s\n%s", plugin, line, notes)
		case !hidden && said != "":
			t.Errorf("%s: held back: %s\n%s", plugin, line, notes)
		case strings.Count(text, "SEEN") < seen && !strings.Contains(notes, "SEEN"):
			t.Errorf("%s: not shown: %s\n%s\n%s", plugin, line, text, notes)
		case hidden && !MayHide(&item):
			t.Errorf("%s: MayHide does not see it: %s", plugin, line)
		}
	}
	if plugins < least {
		t.Errorf("%d plugins", plugins)
	}
}
