package extract

import (
	"bytes"
	"io"
	"os"

	"github.com/wp2md/wp2md/internal/checksum"
)

// spool copies what can be read only once to a temporary file, for there are
// two passes. The file is gone when the source is closed, and where the
// system allows it, even if the program is killed. What is no export is refused
// before: it may have no end.
func (s *Source) spool(name string, r io.Reader) (*os.File, int64, error) {
	head := make([]byte, headSizeMax)
	n, err := io.ReadFull(r, head)
	head = head[:n]
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, 0, err
	}
	if in := bytes.NewReader(head); !isZip(in) {
		p := &part{name: name, size: int64(n), unpack: func() (io.ReadCloser, error) {
			in := bytes.NewReader(head)
			return s.gunzipStream(in, io.NopCloser(nil), maxFree)
		}}
		if _, err := p.sniff(); err != nil {
			return nil, 0, err
		}
	}
	r = io.MultiReader(bytes.NewReader(head), r)
	f, err := os.CreateTemp("", "wp2md-*.xml")
	if err != nil {
		return nil, 0, err
	}
	gone := os.Remove(f.Name()) == nil // not on Windows while it is open
	s.closers = append(s.closers, func() error {
		err := f.Close()
		if !gone {
			return os.Remove(f.Name())
		}
		return err
	})
	sum, size, err := checksum.Of(io.TeeReader(r, f))
	if err != nil {
		return nil, 0, err
	}
	s.seen = append(s.seen, SeenFile{Name: name, piped: true, size: size, sum: sum})
	return f, size, nil
}
