package transform

import (
	"slices"
	"strings"
)

// Scripts that type a text letter by letter wait at marks in it: We build^1000 houses (typed.js).

// withoutPauses returns the values of a widget that types its texts without these marks.
func withoutPauses(widget string, props []prop) []prop {
	if !isAbout(strings.ToLower(widget), "typed", "typing", "typewriter", "fancytext", "fancy_text", "fancy-text", "animated", "headline", "rotat", "ticker") {
		return props
	}
	return unpaused(props, 0)
}

func unpaused(props []prop, depth int) []prop {
	var plain []prop
	for i := range props {
		p := props[i]
		switch {
		case p.tree && depth < maxPropDepth:
			kids := unpaused(p.kids, depth+1)
			if len(kids) == 0 || &kids[0] == &p.kids[0] {
				continue
			}
			p.kids = kids
		case !p.tree && strings.IndexByte(p.val, '^') >= 0:
			if p.val = typedText(p.val); p.val == props[i].val {
				continue
			}
		default:
			continue
		}
		if plain == nil {
			plain = slices.Clone(props)
		}
		plain[i] = p
	}
	if plain == nil {
		return props
	}
	return plain
}

// typedText returns a text without the marks at which a script waits so many thousandths of
// a second. Behind a number, a bracket or one letter it is a power.
func typedText(s string) string {
	var out strings.Builder
	done := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '^' || i > 0 && (s[i-1] == ')' || '0' <= s[i-1] && s[i-1] <= '9') || i == 1 || i > 1 && s[i-2] == ' ' && s[i-1] != ' ' {
			continue
		}
		end := i + 1
		for end < len(s) && '0' <= s[end] && s[end] <= '9' {
			end++
		}
		if end-i < len("^10") {
			continue
		}
		out.WriteString(s[done:i])
		done = end
		i = end - 1
	}
	return out.String() + s[done:]
}
