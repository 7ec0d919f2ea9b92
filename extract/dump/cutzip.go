package dump

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
)

const (
	zipLocal      = "PK\x03\x04"
	zipLocalSize  = 30
	zipEncrypted  = 1 << 0
	zipDescribed  = 1 << 3        // sizes come behind the bytes
	zip64Extra    = 0x0001        // holds sizes that do not fit
	zip64Size     = 1<<32 - 1     // says so
	zipDescriptor = 4 + 4 + 8 + 8 // at most
)

var errCutMember = errors.New("zip: a way of packing that is not known")

// cutMembers returns the files of a zip that is cut off, by the headers that
// stand before them: the list of a zip is at its end. What the last ones lack
// shows when they are read.
func cutMembers(r io.ReaderAt, size int64) (list []member) {
	head := make([]byte, zipLocalSize)
	for at := int64(0); ; {
		if n, _ := r.ReadAt(head, at); n < zipLocalSize || string(head[:4]) != zipLocal {
			return list
		}
		flags, method := binary.LittleEndian.Uint16(head[6:]), binary.LittleEndian.Uint16(head[8:])
		packed, plain := int64(binary.LittleEndian.Uint32(head[18:])), int64(binary.LittleEndian.Uint32(head[22:]))
		names := make([]byte, int(binary.LittleEndian.Uint16(head[26:]))+int(binary.LittleEndian.Uint16(head[28:])))
		if n, _ := r.ReadAt(names, at+zipLocalSize); n < len(names) {
			return list
		}
		nameLength := binary.LittleEndian.Uint16(head[26:])
		if packed == zip64Size || plain == zip64Size {
			plain, packed = zip64Sizes(names[nameLength:], plain, packed)
		}
		from := at + zipLocalSize + int64(len(names))
		to := from + packed
		if flags&zipDescribed != 0 && packed == 0 {
			if to = flateEnd(r, from, size, method); to < 0 {
				return list
			}
		}
		if to < from || to > size {
			to = size
		}
		m := member{name: string(names[:nameLength]), size: plain, encrypted: flags&zipEncrypted != 0}
		m.open = func() (io.ReadCloser, error) { return openCut(io.NewSectionReader(r, from, to-from), method, plain) }
		list = append(list, m)
		if at = nextLocal(r, to, flags&zipDescribed != 0); at < 0 {
			return list
		}
	}
}

// zip64Sizes reads the sizes that do not fit into a header.
func zip64Sizes(extra []byte, plain, packed int64) (int64, int64) {
	for len(extra) >= 4 {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			break
		}
		if id == zip64Extra {
			for field := extra[:n]; len(field) >= 8; field = field[8:] {
				v := int64(min(binary.LittleEndian.Uint64(field), 1<<60))
				if plain == zip64Size {
					plain = v
				} else if packed == zip64Size {
					packed = v
				}
			}
		}
		extra = extra[n:]
	}
	return plain, packed
}

// flateEnd finds the end of packed bytes by unpacking them; -1 if it cannot.
func flateEnd(r io.ReaderAt, from, size int64, method uint16) int64 {
	if method != zip.Deflate {
		return -1
	}
	in := &countedBytes{r: bufio.NewReader(io.NewSectionReader(r, from, size-from))}
	if _, err := io.Copy(io.Discard, flate.NewReader(in)); err != nil {
		return size
	}
	return from + in.n
}

// countedBytes gives flate no byte more than it asks for.
type countedBytes struct {
	r *bufio.Reader
	n int64
}

func (c *countedBytes) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *countedBytes) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// nextLocal returns where the header of the next file is; -1 if there is none.
func nextLocal(r io.ReaderAt, at int64, described bool) int64 {
	var b [zipDescriptor + 4]byte
	n, _ := r.ReadAt(b[:], at)
	for i := 0; i+4 <= n; i++ {
		if string(b[i:i+4]) == zipLocal {
			return at + int64(i)
		}
		if !described {
			break
		}
	}
	return -1
}

// openCut opens a file of a zip that is cut off.
func openCut(in io.Reader, method uint16, plain int64) (io.ReadCloser, error) {
	switch method {
	case zip.Store:
		return io.NopCloser(&wholeReader{in, plain}), nil
	case zip.Deflate:
		return flate.NewReader(bufio.NewReader(in)), nil
	}
	return nil, errCutMember
}

// A wholeReader fails where there is less than there should be.
type wholeReader struct {
	r    io.Reader
	left int64
}

func (w *wholeReader) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if w.left -= int64(n); err == io.EOF && w.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
