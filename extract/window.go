package extract

import (
	"bytes"
	"io"
)

const (
	// firstWindow is what is read first: most files are small.
	firstWindow = 16 << 10

	// windowSize is what is read at a time later on: large enough that few
	// items straddle two windows, small beside everything else in memory.
	windowSize = 256 << 10

	// maxItem bounds the memory that one item, or one tag, can claim. The
	// largest real item known (inline images) is a tenth of it.
	maxItem = 128 << 20

	// lookahead bounds how far the reader looks for the end of something
	// that may have none before it decides that it has none.
	lookahead = 1 << 20
)

// A window is the part of a stream that is in memory: buf[pos:end].
type window struct {
	r        io.Reader
	buf      []byte
	pos, end int
	offset   int64 // of buf[pos] in the stream
	line     int   // of buf[pos], from 1
	err      error // why nothing follows buf[:end]; io.EOF at the end
	max      int   // the most it may hold
}

func newWindow(r io.Reader) window {
	return window{r: r, line: 1, max: maxItem}
}

// bytes returns what is at hand.
func (w *window) bytes() []byte { return w.buf[w.pos:w.end] }

// full reports that more will not deliver any more.
func (w *window) full() bool { return w.err != nil || w.end-w.pos >= w.max }

// skip consumes the next n bytes.
func (w *window) skip(n int) {
	w.line += bytes.Count(w.buf[w.pos:w.pos+n], newline)
	w.pos += n
	w.offset += int64(n)
}

// more reads until at least twice as much is at hand as before, so that
// starting over after it costs no more, all in all, than reading once. It
// returns false if there is no more.
func (w *window) more() bool {
	n := w.end - w.pos
	if w.full() {
		return false
	}
	size := min(max(firstWindow, 2*n, min(windowSize, 4*len(w.buf))), w.max)
	buf := w.buf
	if len(buf) < size || len(buf)/4 > size { // too small, or left over from a giant
		buf = make([]byte, size)
	}
	copy(buf, w.buf[w.pos:w.end])
	w.buf, w.pos, w.end = buf, 0, n
	for empty := 0; w.end < len(buf) && w.err == nil; {
		k, err := w.r.Read(buf[w.end:])
		w.end += k
		w.err = err
		if k > 0 {
			empty = 0
		} else if empty++; empty == 100 && err == nil {
			w.err = io.ErrNoProgress
		}
	}
	return w.end > n
}

var newline = []byte{'\n'}
