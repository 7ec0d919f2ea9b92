package transform

import (
	"errors"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/tree"
)

const (
	maxNesting    = 120 // elements within each other; with those the parser adds it stays below 512
	maxFormatting = 12  // of them <b>, <font> and the like
)

// flatten rewrites markup so that every element ends within the one it begins
// in, and leaves out the tags of those nested too deep. Text, images and all
// else that is no tag of these stays.
func flatten(s string) string {
	z := html.NewTokenizer(strings.NewReader(s))
	var out strings.Builder
	var open []openTag
	shown, formatting := 0, 0 // of the open elements
	closeTo := func(n int) {
		for len(open) > n {
			e := open[len(open)-1]
			open = open[:len(open)-1]
			if e.shown {
				out.WriteString("</" + e.name + ">")
				shown--
			}
			if e.formatting {
				formatting--
			}
		}
	}
	for {
		switch z.Next() {
		case html.ErrorToken:
			closeTo(0)
			return out.String()
		case html.StartTagToken:
			raw := string(z.Raw())
			tag, _ := z.TagName()
			name := string(tag)
			if isVoidName(name) {
				out.WriteString(raw)
				continue
			}
			if i := lastOpen(open, name); i >= 0 && closesItself(name) {
				closeTo(i)
			}
			e := openTag{name: name, formatting: isFormatting(name)}
			e.shown = shown < maxNesting && (!e.formatting || formatting < maxFormatting)
			open = append(open, e)
			if e.formatting {
				formatting++
			}
			if !e.shown {
				out.WriteByte(' ') // words on both sides stay two
				continue
			}
			out.WriteString(raw)
			shown++
		case html.EndTagToken:
			tag, _ := z.TagName()
			if i := lastOpen(open, string(tag)); i >= 0 {
				if !open[i].shown {
					out.WriteByte(' ')
				}
				closeTo(i)
			}
		default:
			out.Write(z.Raw())
		}
	}
}

type openTag struct {
	name              string
	shown, formatting bool
}

// lastOpen returns the index of the innermost open element of that name, if it
// is near, or -1.
func lastOpen(open []openTag, name string) int {
	for i := len(open) - 1; i >= max(0, len(open)-maxNesting); i-- {
		if open[i].name == name {
			return i
		}
	}
	return -1
}

// closesItself reports whether the start of an element ends one of its name that
// is open, because authors leave its end tag out.
func closesItself(name string) bool {
	return slices.Contains([]string{"p", "li", "dt", "dd", "tr", "td", "th", "option", "a"}, name)
}

func isVoidName(name string) bool {
	return slices.Contains([]string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}, name)
}

// isFormatting reports whether the parser opens an element again in each block
// that follows, until it is closed.
func isFormatting(name string) bool {
	return slices.Contains(formattingNames[:], name)
}

var formattingNames = [...]string{"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}

var errTooDeep = errors.New("values nested too deep")

var errMultiplies = errors.New("formatting that is never closed")

// multiplies reports whether the parser would make a tree of markup that is many
// times as large as its source. It counts for each block how many formatting
// elements are open there; of those that are the same the parser keeps three.
func multiplies(s string) bool {
	if len(s) < 1000 {
		return false
	}
	var open [len(formattingNames)][]string // tags, as written
	same := map[string]int{}
	total, copies, tags := 0, 0, 0
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 == len(s) {
			return false
		}
		s = s[i:]
		end := s[1] == '/'
		name := 1
		if end {
			name = 2
		}
		n := name
		for n < len(s) && n < name+7 && tree.IsLetter(rune(s[n])) {
			n++
		}
		tags++
		switch f := slices.Index(formattingNames[:], strings.ToLower(s[name:n])); {
		case f < 0:
			if !end && n > name {
				if copies += total; copies > 50_000+8*tags {
					return true
				}
			}
		case end:
			if k := len(open[f]) - 1; k >= 0 {
				same[open[f][k]]--
				open[f] = open[f][:k]
				total--
			}
		default:
			tag := s
			if gt := strings.IndexByte(s[:min(len(s), 300)], '>'); gt >= 0 {
				tag = s[:gt]
			} else {
				tag = s[:min(len(s), 300)]
			}
			if same[tag] < 3 {
				same[tag]++
				open[f] = append(open[f], tag)
				total++
			}
		}
		s = s[n:]
	}
}
