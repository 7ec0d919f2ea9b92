package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// The theme framework Epsilon writes the values of a section of a page as lines of its
// content, between comments: what the section says, and where its map is, too.

const sectionMark = "<!-- epsilon/"

// withoutSettingLines returns a content without the lines of its sections that no visitor read:
// links to nowhere, the place, scale and key of a map.
func (b *builder) withoutSettingLines(s string) string {
	if !strings.Contains(s, sectionMark) {
		return s
	}
	var kept, dropped []string
	within, onMap := false, false
	for line := range strings.SplitSeq(s, "\n") {
		v := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(v, sectionMark):
			within = true
		case strings.HasPrefix(v, "<!-- /epsilon/"):
			within, onMap = false, false
		case !within || v == "":
		case v == "#", isKeyOfGoogle(v), isCoordinate(v) && strings.Count(v, ".") == 1 && len(v)-strings.IndexByte(v, '.') > 4:
			onMap = v != "#"
			dropped = append(dropped, v)
			continue
		case onMap && len(v) <= 2 && strings.Trim(v, "0123456789") == "": // how large it is
			dropped = append(dropped, v)
			continue
		default:
			onMap = false
		}
		kept = append(kept, line)
	}
	if dropped == nil {
		return s
	}
	b.notes.add(note.HTML, false, "lines of sections dropped that nobody read, of links to nowhere and of a map: "+Quote(strings.Join(dropped, " · ")))
	return strings.Join(kept, "\n")
}

// isKeyOfGoogle reports whether a text is a key with which a page asks Google for a map.
func isKeyOfGoogle(v string) bool {
	return len(v) == 39 && strings.HasPrefix(v, "AIza") && strings.IndexFunc(v, func(r rune) bool { return !tree.IsLetter(r) && (r < '0' || r > '9') && r != '-' && r != '_' }) < 0
}
