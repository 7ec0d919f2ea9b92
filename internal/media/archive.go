package media

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// archive is a tar of an uploads folder. Files are read where they stand.
type archive struct {
	names[span]
	file   *os.File
	gone   bool // the file has no name any more
	remove bool // the file is a temporary one
}

// span is where a file stands in a tar.
type span struct{ offset, size int64 }

// errNotArchive says that a file is none of the archives that are read.
var errNotArchive = errors.New("neither a folder nor a zip or tar of one")

// openArchive opens a tar, plain or gzipped. A gzipped one is unpacked once to
// a temporary file, because files are read in the order of the pages.
//
// If the archive is damaged, whole files before the damage are there, and cut
// is why there are no more.
func openArchive(name string) (a *archive, cut, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	a = &archive{file: f}
	magic := make([]byte, 2)
	if n, _ := f.ReadAt(magic, 0); n == 2 && bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		cut, err = a.unpack()
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}
	if err == nil {
		var damage error
		if damage, err = a.index(); cut == nil {
			cut = damage
		}
	}
	if err != nil {
		a.close()
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	if cut != nil {
		cut = fmt.Errorf("%s: the archive is damaged, what comes after is not read: %w", name, cut)
	}
	return a, cut, nil
}

// unpack puts a temporary file with the unpacked archive in the place of the
// file.
func (a *archive) unpack() (cut, err error) {
	in, err := gzip.NewReader(bufio.NewReaderSize(a.file, 64<<10))
	if err != nil {
		return nil, errNotArchive
	}
	head := make([]byte, 512)
	n, _ := io.ReadFull(in, head)
	if _, err := tar.NewReader(bytes.NewReader(head[:n])).Next(); n < len(head) || err != nil && errors.Is(err, tar.ErrHeader) {
		return nil, errNotArchive
	}
	temp, err := os.CreateTemp("", "wp2md-*.tar")
	if err != nil {
		return nil, err
	}
	a.file, a.remove = temp, true
	a.gone = os.Remove(temp.Name()) == nil // not on Windows while it is open
	out := &target{w: temp}
	_, err = io.Copy(out, io.MultiReader(bytes.NewReader(head), in))
	if out.err != nil {
		return nil, out.err
	}
	return err, nil
}

// A target keeps the error of a writer, to tell it from one of the reader.
type target struct {
	w   io.Writer
	err error
}

func (t *target) Write(p []byte) (int, error) {
	n, err := t.w.Write(p)
	t.err = err
	return n, err
}

// index notes where each file is. Links, devices and names that lead out of
// the archive are no files.
func (a *archive) index() (cut, err error) {
	info, err := a.file.Stat()
	if err != nil {
		return nil, err
	}
	if _, err := a.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	in := tar.NewReader(a.file)
	for n := 0; ; n++ {
		head, err := in.Next()
		if err == io.EOF && n > 0 {
			break
		}
		if err != nil && n == 0 {
			return nil, errNotArchive
		}
		if err != nil {
			cut = err
			break
		}
		name, ok := memberName(head)
		if !ok {
			continue
		}
		offset, err := a.file.Seek(0, io.SeekCurrent)
		if err != nil {
			return nil, err
		}
		if offset+head.Size > info.Size() {
			cut = io.ErrUnexpectedEOF
			break
		}
		a.add(name, span{offset, head.Size})
	}
	a.sort()
	return cut, nil
}

// memberName returns the path of a regular file, cleaned.
func memberName(head *tar.Header) (string, bool) {
	if head.Typeflag != tar.TypeReg {
		return "", false
	}
	for key := range head.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return "", false // its bytes do not stand in one place
		}
	}
	return cleaned(head.Name)
}

// cleaned returns the path that a name in an archive stands for, if it does not
// lead out of it.
func cleaned(name string) (string, bool) {
	name = strings.ReplaceAll(name, `\`, "/")
	if slices.Contains(strings.Split(name, "/"), "..") {
		return "", false
	}
	name = path.Clean("/" + name)[1:]
	return norm.NFC.String(name), name != ""
}

func (a *archive) has(name string) bool {
	_, ok := a.find(name)
	return ok
}

func (a *archive) open(name string) (io.ReadCloser, error) {
	at, ok := a.find(name)
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(io.NewSectionReader(a.file, at.offset, at.size)), nil
}

func (a *archive) close() error {
	err := a.file.Close()
	if a.remove && !a.gone {
		return os.Remove(a.file.Name())
	}
	return err
}
