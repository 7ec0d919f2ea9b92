package dump

import (
	"bytes"
	"io"
)

const (
	// firstWindow is what is read first: many files are small.
	firstWindow = 64 << 10

	windowSize = 512 << 10

	// maxWindow bounds the memory that one row can claim. What MySQL lets a
	// server receive at once is at most 1 GiB.
	maxWindow = 1 << 30
)

// A window is the part of a stream that is in memory: buf[i:end], where i is
// moved on by the reader.
type window struct {
	r      io.Reader
	buf    []byte
	i, end int
	err    error // why nothing follows buf[:end]; io.EOF at the end
	line   int   // of buf[counted], from 1
	full   bool  // the last reading filled it
	count  int   // up to where lines have been counted
	base   int64 // where buf[0] is in the stream
}

func newWindow(r io.Reader) *window {
	return &window{r: r, buf: make([]byte, firstWindow), line: 1}
}

func (w *window) bytes() []byte { return w.buf[w.i:w.end] }

// lineNumber returns the line of buf[i].
func (w *window) lineNumber() int {
	if w.i > w.count {
		w.line += bytes.Count(w.buf[w.count:w.i], []byte{'\n'})
		w.count = w.i
	}
	return w.line
}

// more reads on behind what is at hand, which stays. It returns false if
// nothing follows.
func (w *window) more() bool {
	if w.err != nil {
		return false
	}
	if w.i > 0 {
		w.lineNumber()
		w.base += int64(w.i)
		w.end = copy(w.buf, w.buf[w.i:w.end])
		w.i, w.count = 0, 0
	}
	switch {
	case w.full && len(w.buf) < windowSize:
		w.buf = append(make([]byte, 0, windowSize), w.buf[:w.end]...)[:windowSize]
	case w.end == len(w.buf):
		if len(w.buf) >= maxWindow {
			w.err = errLong
			return false
		}
		bigger := make([]byte, 2*len(w.buf))
		copy(bigger, w.buf[:w.end])
		w.buf = bigger
	case len(w.buf) > 8*windowSize && w.end < windowSize:
		smaller := make([]byte, windowSize*2)
		copy(smaller, w.buf[:w.end])
		w.buf = smaller
	}
	had := w.end
	for empty := 0; w.end < len(w.buf) && w.err == nil; {
		n, err := w.r.Read(w.buf[w.end:])
		w.end += n
		w.err = err
		if n > 0 && w.end-had >= windowSize/2 {
			break
		}
		if empty++; n > 0 {
			empty = 0
		}
		if empty > 100 {
			w.err = io.ErrNoProgress
		}
	}
	w.full = w.end == len(w.buf)
	return w.end > had
}
