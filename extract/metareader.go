package extract

import "strings"

// A metaReader reads what AttachmentMeta asks of a serialized value that is as PHP
// writes it, and makes nothing of all the rest: a site can have more attachments than
// posts, and each is read several times. Where a value is not as expected it gives up,
// for [Unserialize] to read it.
type metaReader struct {
	s string
	i int
}

// readMeta reads the metadata of a file into m.
func readMeta(s string, m *AttachmentMeta) bool {
	const longest = 64 << 10 // beyond are limits
	r := metaReader{s: strings.TrimSpace(s)}
	if len(r.s) > longest {
		return false
	}
	seen := 0
	ok := r.array(0, r.string, func(key string) bool {
		var text *string
		var number *int
		bit := 0
		switch key {
		case "file":
			text, bit = &m.File, 1
		case "original_image":
			text, bit = &m.OriginalImage, 2
		case "title":
			text, bit = &m.Title, 4
		case "artist":
			text, bit = &m.Artist, 8
		case "album":
			text, bit = &m.Album, 16
		case "length_formatted":
			text, bit = &m.Length, 32
		case "width":
			number, bit = &m.Width, 64
		case "height":
			number, bit = &m.Height, 128
		case "sizes":
			bit = 256
		}
		if seen&bit != 0 { // the first counts
			return false
		}
		seen |= bit
		switch {
		case text != nil:
			return r.textTo(text)
		case number != nil:
			return r.numberTo(number)
		case bit != 0 && r.is('a'):
			return r.sizes(&m.Sizes)
		}
		return r.skip(1)
	})
	return ok && r.i == len(r.s)
}

func (r *metaReader) sizes(list *[]ImageSize) bool {
	return r.array(1, r.string, func(key string) bool {
		if !r.is('a') {
			return r.skip(2)
		}
		size, seen := ImageSize{Name: key}, 0
		ok := r.array(2, r.string, func(key string) bool {
			bit := 0
			switch key {
			case "file":
				bit = 1
			case "width":
				bit = 2
			case "height":
				bit = 4
			}
			if seen&bit != 0 {
				return false
			}
			seen |= bit
			switch bit {
			case 1:
				return r.textTo(&size.File)
			case 2:
				return r.numberTo(&size.Width)
			case 4:
				return r.numberTo(&size.Height)
			}
			return r.skip(3)
		})
		if ok && size.File != "" {
			if *list == nil {
				*list = make([]ImageSize, 0, 4)
			}
			*list = append(*list, size)
		}
		return ok
	})
}

// is reports whether the next value is of a kind.
func (r *metaReader) is(kind byte) bool {
	return len(r.s)-r.i > 2 && r.s[r.i] == kind && r.s[r.i+1] == ':'
}

// array reads an array; key reads the key of each element, and value its value.
func (r *metaReader) array(depth int, key func() (string, bool), value func(key string) bool) bool {
	if depth > 8 || !r.is('a') {
		return false
	}
	r.i += 2
	if _, ok := r.length(); !ok || !r.eat('{') {
		return false
	}
	for !r.eat('}') {
		if k, ok := key(); !ok || !value(k) {
			return false
		}
	}
	return true
}

// anyKey reads a key that nobody asks for.
func (r *metaReader) anyKey() (string, bool) {
	if r.is('i') {
		_, ok := r.int()
		return "", ok
	}
	return r.string()
}

// skip reads a value of any kind.
func (r *metaReader) skip(depth int) bool {
	switch {
	case r.is('s'):
		_, ok := r.string()
		return ok
	case r.is('i'):
		_, ok := r.int()
		return ok
	case r.is('a'):
		return r.array(depth, r.anyKey, func(string) bool { return r.skip(depth + 1) })
	case strings.HasPrefix(r.s[r.i:], "b:0;") || strings.HasPrefix(r.s[r.i:], "b:1;"):
		r.i += 4
		return true
	case strings.HasPrefix(r.s[r.i:], "N;"):
		r.i += 2
		return true
	}
	return false
}

// textTo reads a string; a value of another kind is none.
func (r *metaReader) textTo(to *string) (ok bool) {
	if !r.is('s') {
		return r.skip(1)
	}
	*to, ok = r.string()
	return ok
}

// numberTo reads a number, which can be in a string.
func (r *metaReader) numberTo(to *int) bool {
	switch {
	case r.is('i'):
		n, ok := r.int()
		*to = phpInt(n)
		return ok
	case r.is('s'):
		s, ok := r.string()
		*to = phpInt(s)
		return ok
	}
	return r.skip(1)
}

// string reads a string whose length is right.
func (r *metaReader) string() (s string, ok bool) {
	if !r.is('s') {
		return "", false
	}
	r.i += 2
	n, ok := r.length()
	if !ok || len(r.s)-r.i < n+3 || r.s[r.i] != '"' || r.s[r.i+1+n] != '"' || r.s[r.i+2+n] != ';' {
		return "", false
	}
	s = r.s[r.i+1 : r.i+1+n]
	r.i += n + 3
	return s, true
}

// int reads a whole number.
func (r *metaReader) int() (n int64, ok bool) {
	r.i += 2
	minus := r.eat('-')
	from := r.i
	for r.i < len(r.s) && '0' <= r.s[r.i] && r.s[r.i] <= '9' && r.i-from < 18 {
		n = n*10 + int64(r.s[r.i]-'0')
		r.i++
	}
	if minus {
		n = -n
	}
	return n, r.i > from && r.eat(';')
}

// length reads a length and the colon after it.
func (r *metaReader) length() (n int, ok bool) {
	from := r.i
	for r.i < len(r.s) && '0' <= r.s[r.i] && r.s[r.i] <= '9' && r.i-from < 9 {
		n = n*10 + int(r.s[r.i]-'0')
		r.i++
	}
	return n, r.i > from && r.eat(':')
}

func (r *metaReader) eat(c byte) bool {
	if r.i < len(r.s) && r.s[r.i] == c {
		r.i++
		return true
	}
	return false
}
