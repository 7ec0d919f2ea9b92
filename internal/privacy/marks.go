package privacy

import "strings"

// marks are texts that are looked for in contents, all in one reading of each: by the
// three bytes that they end in.
type marks struct {
	list []string
	ends set              // the last bytes
	by   [1 << 10][]uint8 // numbers of the marks that may end in three bytes
}

func newMarks(list ...string) *marks {
	m := &marks{list: list}
	for i, mark := range list {
		last := len(mark) - 1
		m.ends[mark[last]] = true
		k := endKey(mark, last)
		m.by[k] = append(m.by[k], uint8(i))
	}
	return m
}

// endKey is the same for the same three bytes that end at a place.
func endKey(s string, last int) uint32 {
	return (uint32(s[last-2])<<16 | uint32(s[last-1])<<8 | uint32(s[last])) * 0x9e3779b1 >> 22
}

// each yields the number of each mark in a content and what is behind it.
func (m *marks) each(s string, yield func(mark int, after string)) {
	for i := 2; i < len(s); i++ {
		if !m.ends[s[i]] {
			continue
		}
		for _, k := range m.by[endKey(s, i)] {
			if strings.HasSuffix(s[:i+1], m.list[k]) {
				yield(int(k), s[i+1:])
			}
		}
	}
}

// a set is one of bytes, for loops over contents.
type set [256]bool

func newSet(chars string) *set {
	var s set
	for _, c := range []byte(chars) {
		s[c] = true
	}
	return &s
}

// until returns the beginning of a text up to the first byte of a set.
func (s *set) until(text string) string {
	for i := range len(text) {
		if s[text[i]] {
			return text[:i]
		}
	}
	return text
}

// of returns the beginning of a text that has only bytes of a set.
func (s *set) of(text string) string {
	for i := range len(text) {
		if !s[text[i]] {
			return text[:i]
		}
	}
	return text
}
