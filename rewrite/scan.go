package rewrite

import (
	"iter"
	"strings"
)

// fileAddresses yields what looks like the address of a file in a content, in
// order: in attributes, block attributes, shortcodes, styles and text. More
// than there is does no harm, a file gets a place in the output only when a
// page shows it; it is found by its extension, because that is rare in a text.
func fileAddresses(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; ; {
			k := strings.IndexByte(s[i:], '.')
			if k < 0 {
				return
			}
			i += k + 1
			end := i
			for end < len(s) && end-i < 8 && isAlnum(s[end]) {
				end++
			}
			if end == i || !(end == len(s) || endsAddress(s[end])) || !fileExtensions[strings.ToLower(s[i:end])] {
				continue
			}
			start := i - 1
			for start > 0 && i-start < 2000 && !startsAddress(s[start-1]) {
				start--
			}
			if url := cleanAddress(s[start:end]); strings.Contains(url, "/") {
				if !yield(url) {
					return
				}
			}
			i = end
		}
	}
}

func isAlnum(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// endsAddress reports whether the path of an address can end before c.
func endsAddress(c byte) bool {
	switch c {
	case '"', '\'', ' ', '\n', '\t', '\r', '<', '>', '?', '#', ')', ']', '&', '\\', ',', '|':
		return true
	}
	return false
}

// startsAddress reports whether an address can begin behind c.
func startsAddress(c byte) bool {
	switch c {
	case '"', '\'', '\n', '\t', '\r', '<', '>', '=', ',', '|', ';':
		return true
	}
	return false
}

// cleanAddress returns the address at the end of a stretch of text.
func cleanAddress(s string) string {
	s = strings.ReplaceAll(s, `\/`, "/") // JSON
	for _, p := range []string{"https://", "http://", "url("} {
		if i := strings.LastIndex(s, p); i >= 0 {
			if p == "url(" {
				i += len(p)
			}
			return strings.Trim(s[i:], " &")
		}
	}
	if i := strings.LastIndexAny(s, "( ["); i >= 0 && !strings.HasPrefix(s, "/") {
		s = s[i+1:]
	}
	return s
}
