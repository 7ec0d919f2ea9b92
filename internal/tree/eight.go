package tree

// Loops over whole contents look at eight bytes at once.

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// Eight returns the eight bytes of s from i on.
func Eight(s string, i int) uint64 {
	b := s[i : i+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// EightASCII reports whether eight bytes are characters of ASCII of which none is below
// the blank.
func EightASCII(w uint64) bool { return (w|(w-ones*' '))&highs == 0 }

// EightAbove returns the highest bit of each of eight bytes that is no character of ASCII.
func EightAbove(w uint64) uint64 { return w & highs }

// EightOneLine reports whether none of eight bytes is below the blank, and no two
// blanks follow each other.
func EightOneLine(w uint64) bool {
	blanks := EightAre(w, ' ')
	return (w-ones*' ')&^w&highs|blanks&(blanks>>8) == 0
}

// EightAre returns the highest bit of each of eight bytes that is c.
func EightAre(w uint64, c byte) uint64 {
	x := w ^ ones*uint64(c)
	return ^((x&^highs + ^uint64(highs)) | x) & highs
}
