package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/tree"
)

// shortcode is one [name …] or [name …]content[/name] of a text.
type shortcode struct {
	name      string
	attrs     string // between the name and the end of the tag, as written
	content   string
	enclosing bool // has content and a closing tag
	tagEnd    int  // index behind the opening tag
	end       int  // index behind all of it
}

// parseShortcode reads the shortcode that begins with the bracket at i, by the
// rules WordPress executes (docs/formats.md §C.1): the tag ends at the first ],
// quoted or not; the content runs to the next closing tag of the same name, if
// there is one.
func (br *brackets) parseShortcode(i int) (sc shortcode, ok bool) {
	s := br.s
	j := nameEnd(s, i+1)
	stray := strings.HasPrefix(s[j:], `"]`) // an inserter writes [toggles_group"]
	call := ""
	if strings.HasPrefix(s[j:], "()") && strings.ContainsAny(s[i+1:j], "_-") && (i == 0 || strings.IndexByte("\n>]", s[i-1]) >= 0) { // as functions are called: [events_list()]; within a line it is code
		call = "()"
	}
	if j == i+1 || !endsName(s[j+len(call):]) && !stray && !hasOldNumber(s[i+1:j], s[j:]) && !br.isWall(s[i+1:j], j) {
		return sc, false
	}
	end := br.end.from(s, j)
	if end < 0 {
		return sc, false
	}
	sc.name = s[i+1 : j]
	sc.attrs = s[j+len(call) : end]
	sc.tagEnd = end + 1
	sc.end = sc.tagEnd
	if strings.HasSuffix(sc.attrs, "/") {
		sc.attrs = sc.attrs[:len(sc.attrs)-1]
		return sc, true
	}
	if k := br.closer(sc.name, sc.tagEnd); k >= 0 {
		sc.content = s[sc.tagEnd:k]
		sc.enclosing = true
		sc.end = k + len("[/]") + len(sc.name)
	}
	return sc, sc.enclosing || !stray && !isRemark(sc.attrs)
}

// isWall reports whether a name before a sign that ends none here, as it does for WordPress, is of what
// holds back its content: [if_logged_in()]…[/if_logged_in].
func (br *brackets) isWall(name string, behind int) bool {
	return behind < len(br.s) && strings.IndexByte("(,;!?+&'|", br.s[behind]) >= 0 && br.closer(name, behind) >= 0 && isMembers(name)
}

// isRemark reports whether what stands behind a name is a colon and words, as people write
// in brackets: [video: a man at a desk].
func isRemark(attrs string) bool {
	words, ok := strings.CutPrefix(attrs, ": ")
	return ok && !strings.ContainsAny(words, "=/.\"") && strings.Contains(strings.TrimSpace(words), " ")
}

// nameEnd returns where the name of a shortcode that begins at i ends. A dot or
// colon is part of it if more of it follows: [blip.tv …], but [audio:…] and
// [note: …].
func nameEnd(s string, i int) int {
	start := i
	for i < len(s) {
		switch c := s[i]; {
		case isNameByte(c) && !startsWithSpace(s[i:]):
		case (c == '.' || c == ':') && i > start && i+1 < len(s) && isNameByte(s[i+1]) && !legacyColon(s[start:i]):
		default:
			return i
		}
		i++
	}
	return i
}

// startsWithSpace reports whether s begins with one of the spaces that look like
// blanks and come from word processors and visual editors.
func startsWithSpace(s string) bool {
	return strings.HasPrefix(s, tree.NBSP) || strings.HasPrefix(s, zeroWidthSpace)
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-' || c >= 0x80
}

// endsName reports whether a shortcode's name can end before s. "[audio:…]"
// and "[youtube=…]" are old forms that plugins read.
func endsName(s string) bool {
	return s != "" && (tree.IsSpace(s[0]) || strings.IndexByte("]/=:", s[0]) >= 0 || startsWithSpace(s))
}

// hasOldNumber reports whether s, behind a name, begins with the sign and number of an old form:
// [download#12#format=1], [ad#left].
func hasOldNumber(name, s string) bool {
	return len(s) > 1 && s[0] == '#' && (name == "ad" || len(name) > 2 && '0' <= s[1] && s[1] <= '9')
}

// brackets finds the ends of shortcodes in a text. Each is looked up once, so
// that tags that are never closed do not each search to the end of the text.
type brackets struct {
	s       string
	end     ahead            // the next ]
	closers map[string][]int // where closing tags [/name] begin; nil until one is asked for
}

// closer returns the index of the first closing tag of name at or behind i, or
// -1. Calls for one name come with growing i.
func (br *brackets) closer(name string, i int) int {
	if br.closers == nil {
		br.findClosers()
	}
	at := br.closers[name]
	if len(at) == 0 {
		return -1
	}
	for len(at) > 0 && at[0] < i {
		at = at[1:]
	}
	br.closers[name] = at
	if len(at) == 0 {
		return -1
	}
	return at[0]
}

func (br *brackets) findClosers() {
	br.closers = map[string][]int{}
	for i := 0; ; {
		k := strings.Index(br.s[i:], "[/")
		if k < 0 {
			return
		}
		i += k + len("[/")
		if i > len("[/") && br.s[i-len("[/")-1] == '[' { // [[/name]] is text
			if j := nameEnd(br.s, i); strings.HasPrefix(br.s[j:], "]]") {
				continue
			}
		}
		if j := nameEnd(br.s, i); j > i && j < len(br.s) && br.s[j] == ']' {
			name := br.s[i:j]
			br.closers[name] = append(br.closers[name], i-len("[/"))
		}
	}
}
