package transform

import (
	"iter"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// Fate is what becomes of a construct.
type Fate string

const (
	Converted Fate = "converted"
	KeptTags  Fate = "kept as text"
	Unwrapped Fate = "its content without the tags"
	LaidOut   Fate = "layout: left out, what it holds and says is kept"
	Saved     Fate = "unknown: its saved HTML is converted"
	Dropped   Fate = "only the old site could show it: dropped and noted"
)

// Shortcodes yields the name of each shortcode of a content, in order, and what
// becomes of it.
func Shortcodes(content string) iter.Seq2[string, Fate] {
	return func(yield func(string, Fate) bool) {
		if strings.IndexByte(content, '[') < 0 {
			return
		}
		type found struct {
			name string
			fate Fate
		}
		var all []found
		b := &builder{item: &extract.Item{}, themed: isThemed(content), saw: func(name string, fate Fate) { all = append(all, found{name, fate}) }}
		for part := range pages(b.item, content) {
			b.markup(part)
		}
		for _, f := range all {
			if !yield(f.name, f.fate) {
				return
			}
		}
	}
}

func (b *builder) census(name string, fate Fate) {
	became := note.Converted
	switch fate {
	case KeptTags:
		became = note.AsText
	case Unwrapped, LaidOut:
		became = note.Unwrapped
	case Dropped:
		became = note.Dropped
	}
	b.ledger.Count(note.ShortcodeConstruct, became)
	if b.saw != nil {
		b.saw(name, fate)
	}
}

// Blocks yields the name of each block of a content, in order, and what becomes
// of it.
func Blocks(content string) iter.Seq2[string, Fate] {
	return func(yield func(string, Fate) bool) {
		if hasBlocks(content) {
			yieldBlocks(parseBlocks(content, nil), yield)
		}
	}
}

func yieldBlocks(b *block, yield func(string, Fate) bool) bool {
	for _, c := range b.children {
		if c.name == "" {
			continue
		}
		if !yield(c.name, c.fate()) || !yieldBlocks(c, yield) {
			return false
		}
	}
	return true
}

// isCore reports whether a block is one of WordPress itself: its embeds once had
// a namespace of their own.
func isCore(name string) bool {
	return strings.HasPrefix(name, "core/") || strings.HasPrefix(name, "core-embed/")
}

// fate returns what becomes of a block.
func (b *block) fate() Fate {
	built := builtBlocks[b.name] != nil || strings.HasPrefix(b.name, "core-embed/")
	switch {
	case isDynamic(b.name), isMembersBlock(b.name), isFormBlock(b.name), !built && b.isEmpty() && !b.showsAttrs():
		return Dropped
	case !built && b.isEmpty():
		return Converted
	case !built && !isCore(b.name):
		return Saved
	}
	return Converted
}
