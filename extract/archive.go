package extract

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync/atomic"
)

// What a packed file may expand to. Exports shrink to a tenth, and to a
// fiftieth if they are full of spam; a bomb to a thousandth.
const (
	maxRatio   = 300
	maxFree    = 1 << 30 // nobody minds the ratio below this
	maxMembers = 10000   // of a zip file
)

var errBomb = fmt.Errorf("expands to more than %d times its size", maxRatio)

const hintBomb = "if you trust it, unpack it yourself and give the .xml"

// expands reports whether packed bytes may become so many.
func expands(packed, unpacked int64) bool {
	return unpacked <= maxFree || unpacked/maxRatio <= packed
}

func isZip(r io.ReaderAt) bool {
	var b [4]byte
	n, _ := r.ReadAt(b[:], 0)
	return n == 4 && (string(b[:]) == "PK\x03\x04" || string(b[:]) == "PK\x05\x06")
}

// addZip opens the exports in a zip file. Nothing is ever written under the
// names in it.
func (s *Source) addZip(name string, r io.ReaderAt, size int64) error {
	name = displayName(name)
	z, err := zip.NewReader(&countedAt{r, &s.read}, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return refuse(name, "a damaged zip file", "download or copy it again")
	}
	var members []*zip.File
	var total uint64
	for _, m := range z.File {
		base := path.Base(m.Name)
		if m.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.Contains("/"+m.Name, "/__MACOSX/") {
			continue
		}
		switch strings.ToLower(path.Ext(base)) {
		case ".xml", ".wxr", ".gz":
			members = append(members, m)
			total += min(m.UncompressedSize64, 1<<50)
		}
	}
	switch {
	case len(members) == 0:
		return refuse(name, "a zip file without an .xml file in it", hintExport)
	case len(members) > maxMembers:
		return refuse(name, fmt.Sprintf("a zip file with %d parts", len(members)), hintBomb)
	case !expands(size, int64(min(total, 1<<62))):
		return refuse(name, errBomb.Error(), hintBomb)
	}
	slices.SortStableFunc(members, func(a, b *zip.File) int { return compareNatural(a.Name, b.Name) })
	var refused []error
	before := len(s.parts)
	for _, m := range members {
		packed := int64(min(m.CompressedSize64, uint64(size)))
		err := s.addPart(&part{
			name: name + "/" + displayName(m.Name),
			size: packed,
			unpack: func() (io.ReadCloser, error) {
				in, err := m.Open()
				lost := func(reason, hint string) error {
					return &RefusedError{File: name + "/" + displayName(m.Name), Reason: reason, hint: hint, lost: true}
				}
				switch {
				case m.Flags&1 != 0:
					return nil, lost("encrypted in the zip file", "unpack it with its password and give the .xml")
				case errors.Is(err, zip.ErrAlgorithm):
					return nil, lost("compressed by a method that is not known", "unpack it and give the .xml")
				case err != nil:
					return nil, lost("damaged in the zip file", "download or copy it again")
				}
				return s.gunzipStream(in, in, int64(min(m.UncompressedSize64, 1<<50)))
			},
		})
		var r *RefusedError
		switch {
		case err == nil:
		case errors.As(err, &r) && r.With == "":
			refused = append(refused, err)
		default:
			return err
		}
	}
	switch {
	case len(s.parts) > before:
		s.skipped = append(s.skipped, refused...)
	case len(refused) == 1:
		return refused[0]
	default:
		return refuse(name, "a zip file without a WordPress export in it", hintExport)
	}
	return nil
}

// gunzip returns the bytes of f, unpacked if they are packed, and counts what
// is read of f.
func (s *Source) gunzip(f io.ReadCloser, size int64) (io.ReadCloser, error) {
	return s.gunzipStream(&counted{f, &s.read}, f, size)
}

func (s *Source) gunzipStream(r io.Reader, c io.Closer, size int64) (io.ReadCloser, error) {
	in := bufio.NewReaderSize(r, 16) // what is plain needs no more: a window asks for much at a time
	magic, err := in.Peek(2)
	if err != nil || string(magic) != "\x1f\x8b" {
		return struct {
			io.Reader
			io.Closer
		}{in, c}, nil
	}
	return &unzipper{Closer: c, in: bufio.NewReaderSize(in, 64<<10), packed: size}, nil
}

// An unzipper reads gzip. Unlike gzip.Reader, it takes whatever follows the
// last member for padding.
type unzipper struct {
	io.Closer
	in               *bufio.Reader
	gz               *gzip.Reader
	packed, unpacked int64
	padded           bool
}

func (u *unzipper) Read(p []byte) (int, error) {
	for {
		if u.gz == nil {
			gz, err := gzip.NewReader(u.in)
			if err != nil {
				return 0, err
			}
			u.gz = gz
			u.gz.Multistream(false)
		}
		n, err := u.gz.Read(p)
		if u.unpacked += int64(n); !expands(u.packed, u.unpacked) {
			return n, errBomb
		}
		if err != io.EOF {
			return n, err
		}
		if _, err := u.in.Peek(1); err != nil {
			return n, err
		}
		if err := u.gz.Reset(u.in); err != nil {
			u.padded = true
			return n, io.EOF
		}
		u.gz.Multistream(false)
		if n > 0 {
			return n, nil
		}
	}
}

type counted struct {
	r io.Reader
	n *atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n.Add(int64(n))
	return n, err
}

type countedAt struct {
	r io.ReaderAt
	n *atomic.Int64
}

func (c *countedAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(p, off)
	c.n.Add(int64(n))
	return n, err
}
