package dump

import "bytes"

// The functions of this file look at the bytes from an index on and return the
// index after what they read, or short if the bytes end inside it.
const short = -1

// A kind of token or value.
type kind uint8

const (
	end     kind = iota // of the bytes at hand
	word                // a bare word or number
	name                // in backquotes, or in double quotes where a string cannot stand
	text                // a string in quotes
	hex                 // x'41' or 0x41
	bits                // b'01'
	null                //
	complex             // anything else, such as a call of a function
	punct               // one byte
)

// A cell is one value of a row, b[from:to], without its quotes.
type cell struct {
	from, to int
	kind     kind
	quote    byte
}

// A syntax is how a dump writes its strings.
type syntax struct {
	plain   bool // a backslash in a string is one (NO_BACKSLASH_ESCAPES)
	trailed trail
}

// A trail says in which charset the second byte of a character can be a
// backslash, which then escapes nothing.
type trail uint8

const (
	noTrail  trail = iota
	chinese        // GBK, Big5
	japanese       // Shift JIS, which has letters of one byte in the midst of the first ones
)

// leads reports whether a byte is the first of two.
func (x syntax) leads(c byte) bool {
	return c >= 0x81 && c != 0xff && (x.trailed == chinese || x.trailed == japanese && (c <= 0x9f || c >= 0xe0))
}

// stringEnd returns the index after the string that opens at b[i].
func (x syntax) stringEnd(b []byte, i int) int {
	q := b[i]
	if x.trailed != noTrail {
		return x.trailedEnd(b, i)
	}
	for j := i + 1; ; {
		k := bytes.IndexByte(b[j:], q)
		if k < 0 {
			return short
		}
		k += j
		if !x.plain && q != '`' && k > j && b[k-1] == '\\' {
			n := k - 1
			for n > j && b[n-1] == '\\' {
				n--
			}
			if (k-n)%2 == 1 {
				j = k + 1
				continue
			}
		}
		if k+1 == len(b) {
			return short // it may be a doubled one
		}
		if b[k+1] != q {
			return k + 1
		}
		j = k + 2
	}
}

// trailedEnd is stringEnd where a backslash can be half of a character.
func (x syntax) trailedEnd(b []byte, i int) int {
	q := b[i]
	for j := i + 1; j < len(b); j++ {
		switch c := b[j]; {
		case x.leads(c):
			if j+1 < len(b) && b[j+1] >= 0x40 { // no quote is the second half
				j++
			}
		case c == '\\' && !x.plain && q != '`':
			j++
		case c == q:
			if j+1 == len(b) {
				return short // it may be a doubled one
			}
			if b[j+1] != q {
				return j + 1
			}
			j++
		}
	}
	return short
}

// space returns the index of the next byte that is neither white space nor a
// comment. What stands in a comment with a version, /*!40101 … */, is
// executed, so only its marks are passed over.
func space(b []byte, i int) int {
	for i < len(b) {
		switch c := b[i]; {
		case c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\v' || c == 0:
			i++
		case c == '#':
			n := bytes.IndexByte(b[i:], '\n')
			if n < 0 {
				return short
			}
			i += n + 1
		case c == '-':
			if i+2 >= len(b) {
				return short
			}
			if b[i+1] != '-' || b[i+2] > ' ' {
				return i
			}
			n := bytes.IndexByte(b[i:], '\n')
			if n < 0 {
				return short
			}
			i += n + 1
		case c == '/':
			if i+3 >= len(b) {
				return short
			}
			if b[i+1] != '*' {
				return i
			}
			n := 2
			if b[i+2] == '!' || b[i+2] == 'M' && b[i+3] == '!' {
				for n = 3; i+n < len(b) && (b[i+n] == '!' || '0' <= b[i+n] && b[i+n] <= '9'); n++ {
				}
				if i+n == len(b) {
					return short
				}
				// What MariaDB writes for versions to come is a comment:
				// /*M!999999\- enable the sandbox mode */
				if b[i+n] != '\\' {
					i += n
					continue
				}
			}
			n = bytes.Index(b[i+2:], []byte("*/"))
			if n < 0 {
				return short
			}
			i += n + 4
		case c == '*':
			if i+1 >= len(b) {
				return short
			}
			if b[i+1] != '/' {
				return i
			}
			i += 2
		default:
			return i
		}
	}
	return i
}

var wordBytes = func() (t [256]bool) {
	for c := range 256 {
		t[c] = '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == '$' || c == '@' || c >= 0x80
	}
	return t
}()

// token reads the next token from b[i] on: c is it, n the index after it.
func (x syntax) token(b []byte, i int) (c cell, n int) {
	if i = space(b, i); i == short {
		return cell{}, short
	}
	if i == len(b) {
		return cell{from: i, to: i, kind: end}, short
	}
	switch q := b[i]; {
	case q == '\'' || q == '"' || q == '`':
		n = x.stringEnd(b, i)
		if n == short {
			return cell{}, short
		}
		c = cell{i + 1, n - 1, text, q}
		if q == '`' {
			c.kind = name
		}
		return c, n
	case wordBytes[q] || q == '.' && i+1 < len(b) && '0' <= b[i+1] && b[i+1] <= '9' || (q == '-' || q == '+') && i+1 < len(b) && (wordBytes[b[i+1]] || b[i+1] == '.'):
		for n = i + 1; n < len(b); n++ {
			d := b[n]
			if wordBytes[d] || d == '.' && numeric(q) || (d == '-' || d == '+') && b[n-1]|0x20 == 'e' && numeric(q) {
				continue
			}
			break
		}
		if n == len(b) {
			return cell{}, short
		}
		return cell{i, n, word, 0}, n
	}
	return cell{i, i + 1, punct, 0}, i + 1
}

func numeric(c byte) bool { return '0' <= c && c <= '9' || c == '-' || c == '+' || c == '.' }

// row reads the row that opens at b[0]: its values, appended to cells, and its
// length; or short, or bad with where it is no row.
func (x syntax) row(b []byte, cells []cell) (out []cell, n int, bad bool) {
	i := 1
	for {
		// The two forms of nearly all values: a string, a number.
		if i >= len(b) {
			return cells, short, false
		}
		from := i
		switch c := b[i]; {
		case c == '\'' || c == '"':
			if n = x.stringEnd(b, i); n == short {
				return cells, short, false
			}
			if b[n] == ',' || b[n] == ')' {
				cells = append(cells, cell{i + 1, n - 1, text, c})
				if b[n] == ')' {
					return cells, n + 1, false
				}
				i = n + 1
				continue
			}
		case '0' <= c && c <= '9':
			n = i + 1
			for n < len(b) && '0' <= b[n] && b[n] <= '9' {
				n++
			}
			if n < len(b) && (b[n] == ',' || b[n] == ')') {
				cells = append(cells, cell{i, n, word, 0})
				if b[n] == ')' {
					return cells, n + 1, false
				}
				i = n + 1
				continue
			}
		}
		var c cell
		var last byte
		c, i, last = x.value(b, from)
		switch {
		case i == short:
			return cells, short, false
		case last == 0:
			return cells, i, true
		case c.kind == end && len(cells) == 0 && last == ')': // ()
			return cells, i, false
		}
		cells = append(cells, c)
		if last == ')' {
			return cells, i, false
		}
	}
}

// value reads one value of a row, whatever it is, up to the comma or the
// parenthesis that ends it, which is last; 0 if there is none.
func (x syntax) value(b []byte, i int) (v cell, n int, last byte) {
	depth, tokens := 0, 0
	var before cell
	for {
		c, n := x.token(b, i)
		if n == short {
			return v, short, 0
		}
		if c.kind == punct {
			switch p := b[c.from]; {
			case depth == 0 && (p == ',' || p == ')'):
				return v, n, p
			case p == '(':
				depth++
			case p == ')':
				depth--
			case p == ';' || p == 0:
				return v, c.from, 0
			}
		}
		if depth == 0 && before.kind == text && c.kind == word && !bytes.EqualFold(b[c.from:c.to], []byte("COLLATE")) {
			return v, c.from, 0 // a quote in the text that nobody escaped
		}
		switch {
		case tokens == 0:
			v = c
			if c.kind == word {
				v.kind = bare(b[c.from:c.to])
				if v.kind == hex {
					v.from += 2
				}
			}
			if c.kind == punct {
				v.kind = complex
			}
		case tokens == 1 && c.kind == text && before.kind == word && (b[before.from] == '_' || before.to-before.from == 1):
			v = c
			switch w := b[before.from]; {
			case w == 'x' || w == 'X':
				v.kind = hex
			case w == 'b' || w == 'B':
				v.kind = bits
			case w != '_' && w != 'N' && w != 'n':
				v = cell{before.from, n, complex, 0}
			}
		case tokens == 1 && c.kind == word && before.kind == word && b[before.from] == '_' && bare(b[c.from:c.to]) == hex:
			v = cell{c.from + 2, c.to, hex, 0}
		default:
			v = cell{v.from, c.to, complex, 0}
			if c.kind == text {
				v.to = n
			}
		}
		if tokens == 1 && v.kind == complex {
			if v.from = before.from; before.kind == text {
				v.from--
			}
		}
		before = c
		tokens++
		i = n
	}
}

// bare says what a word is as a value.
func bare(b []byte) kind {
	switch {
	case len(b) == 4 && bytes.EqualFold(b, []byte("NULL")):
		return null
	case len(b) >= 2 && b[0] == '0' && b[1] == 'x':
		return hex
	case numeric(b[0]):
		return word
	case bytes.EqualFold(b, []byte("true")), bytes.EqualFold(b, []byte("false")), bytes.EqualFold(b, []byte("default")):
		return word
	}
	return complex
}
