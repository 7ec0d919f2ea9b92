package report

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strconv"
)

// Both sides of a page say much the same. The report has the old one, and the new one
// as an edit of it: what is taken over, piece by piece, and what is put between. A
// piece begins with each "<". So the text is no longer than the half of both, and who
// reads it need not unpack it.

// What divides the text of a page. None of it is in a text, and in its stead no "<" and
// no end of a line are: it is one line, in which no markup begins.
const (
	partMark = 1 // before each part but the first
	tagMark  = 2 // "<"
	lineMark = 3 // the end of a line
	copyMark = 4 // before each thing that is taken over: pieces passed over, pieces taken
)

// Bounds of the search for a piece further on in what was before.
const (
	mostPassed = 8
	farthest   = 2 << 10 // bytes
	telling    = 12      // bytes of a piece that is not there again and again, as ends of elements are
)

// appendEdit appends how after is made of before.
func appendEdit(dst, before, after []byte) []byte {
	passed := 0
	for len(after) > 0 {
		n := takenOver(before, after)
		if n == 0 {
			piece := after[:pieceEnd(after)]
			pieces, size := passedTo(before, piece)
			if pieces == 0 {
				dst = append(dst, piece...)
				after = after[len(piece):]
				continue
			}
			passed, before = pieces, before[size:]
			n = takenOver(before, after)
		}
		taken := bytes.Count(before[:n], []byte{'<'})
		if before[0] != '<' {
			taken++
		}
		dst = strconv.AppendInt(append(dst, copyMark), int64(passed), 10)
		dst = append(strconv.AppendInt(append(dst, ','), int64(taken), 10), ';')
		passed, before, after = 0, before[n:], after[n:]
	}
	return dst
}

// takenOver returns how many bytes two texts have in common, in whole pieces.
func takenOver(a, b []byte) int {
	n, most := 0, min(len(a), len(b))
	for n+8 <= most {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			n += bits.TrailingZeros64(x) / 8
			break
		}
		n += 8
	}
	for n < most && a[n] == b[n] {
		n++
	}
	for ; n > 0 && !(isPieceEnd(a, n) && isPieceEnd(b, n)); n-- {
	}
	return n
}

func isPieceEnd(text []byte, n int) bool { return n == len(text) || text[n] == '<' }

// pieceEnd returns where the first piece of a text ends.
func pieceEnd(text []byte) int {
	if i := bytes.IndexByte(text[1:], '<'); i >= 0 {
		return 1 + i
	}
	return len(text)
}

// passedTo finds a piece behind the first few of a text: how many pieces and bytes are
// before it, none if it is not there.
func passedTo(text, piece []byte) (pieces, size int) {
	most := mostPassed
	if len(piece) < telling {
		most = 1
	}
	reach := text[:min(len(text), farthest)]
	for pieces < most && size < len(reach) {
		end := bytes.IndexByte(reach[size+1:], '<')
		if end < 0 {
			break
		}
		pieces, size = pieces+1, size+1+end
		if bytes.HasPrefix(text[size:], piece) && isPieceEnd(text, size+len(piece)) {
			return pieces, size
		}
	}
	return 0, 0
}

// inOneLine puts what divides a text in the stead of what it may not have.
func inOneLine(text []byte) {
	for _, c := range [...][2]byte{{'<', tagMark}, {'\n', lineMark}} {
		for rest := text; ; {
			i := bytes.IndexByte(rest, c[0])
			if i < 0 {
				break
			}
			rest[i] = c[1]
			rest = rest[i+1:]
		}
	}
}

// withoutMarks returns a text without the characters that divide one, and zero bytes:
// HTML that a page can show has none of them.
func withoutMarks(text []byte) []byte {
	const each, high = 0x0101010101010101, 0x8080808080808080
	is := func(c byte) bool { return c <= copyMark }
	i := 0
	for ; i+8 <= len(text); i += 8 {
		if x := binary.LittleEndian.Uint64(text[i:]); (x-each*(copyMark+1))&^x&high != 0 {
			break
		}
	}
	for ; i < len(text) && !is(text[i]); i++ {
	}
	if i == len(text) {
		return text
	}
	clean := append([]byte(nil), text[:i]...)
	for _, c := range text[i:] {
		if !is(c) {
			clean = append(clean, c)
		}
	}
	return clean
}
