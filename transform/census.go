package transform

import (
	"iter"
	"strings"
)

// Fate is what becomes of a construct.
type Fate string

const (
	Converted Fate = "converted"
	Unwrapped Fate = "unknown: kept as text, or its content without the tags"
	Saved     Fate = "unknown: its saved HTML is converted"
	Dropped   Fate = "shows the state of the old site: dropped and noted"
)

// Shortcodes yields the name of each shortcode of a content, in order, and what
// becomes of it. It takes for one what [Tree] would.
func Shortcodes(content string) iter.Seq2[string, Fate] {
	return func(yield func(string, Fate) bool) {
		closers := findClosers(content)
		for i := 0; ; {
			k := strings.IndexByte(content[i:], '[')
			if k < 0 {
				return
			}
			i += k
			sc, ok := parseShortcode(content, i, closers)
			i++
			if !ok || strings.HasPrefix(content[i:], "[") {
				continue
			}
			switch {
			case isCaption(sc.name) || shortcodes[sc.name] != nil || sc.enclosing && codeLanguages[sc.name] != "":
				if !yield(sc.name, Converted) {
					return
				}
			case isCandidate(sc.name) && !strings.ContainsAny(sc.attrs, "<[") && (sc.enclosing || strings.Contains(sc.attrs, "=")):
				if !yield(sc.name, Unwrapped) {
					return
				}
			}
		}
	}
}

// Blocks yields the name of each block of a content, in order, and what becomes
// of it.
func Blocks(content string) iter.Seq2[string, Fate] {
	return func(yield func(string, Fate) bool) {
		if hasBlocks(content) {
			yieldBlocks(parseBlocks(content), yield)
		}
	}
}

func yieldBlocks(b *block, yield func(string, Fate) bool) bool {
	for _, c := range b.children {
		if c.name == "" {
			continue
		}
		fate := Converted
		switch {
		case isDynamic(c.name):
			fate = Dropped
		case builtBlocks[c.name] == nil && c.void:
			fate = Dropped
		case !strings.HasPrefix(c.name, "core/") && builtBlocks[c.name] == nil:
			fate = Saved
		}
		if !yield(c.name, fate) || !yieldBlocks(c, yield) {
			return false
		}
	}
	return true
}
