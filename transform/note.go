package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/report"
)

// notes collects the notes of an item, each once, in the order they came up.
type notes struct {
	list []report.Note
	seen map[report.Note]bool
}

func (n *notes) add(kind report.Kind, review bool, text string) {
	note := report.Note{Kind: kind, Text: text, Review: review}
	if n.seen[note] {
		return
	}
	if n.seen == nil {
		n.seen = map[report.Note]bool{}
	}
	n.seen[note] = true
	n.list = append(n.list, note)
}

// quoteShort returns the beginning of a text on one line, for a note.
func quoteShort(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	const most = 120
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && s[cut]&0xc0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}
