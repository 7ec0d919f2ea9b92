package dump

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// partsOf returns the parts of a file that was split, FILE.001, FILE.002 and so on, and
// the name that it had; nil if name is none of them, or the first is not there.
func partsOf(name string) (whole string, parts []string) {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || len(name)-dot != 4 || !digits(name[dot+1:]) {
		return "", nil
	}
	whole = name[:dot]
	for n := 1; ; n++ {
		part := fmt.Sprintf("%s.%03d", whole, n)
		if info, err := os.Stat(part); err != nil || !info.Mode().IsRegular() {
			return whole, parts
		}
		parts = append(parts, part)
	}
}

// fileBlob is a file, or all of which it is a part.
func fileBlob(name string, info fs.FileInfo) (blob, error) {
	whole, parts := partsOf(name)
	if len(parts) == 0 {
		return blob{display(name), info.Size(), func() (io.ReadCloser, error) { return extract.OpenAgain(name, info) }}, nil
	}
	var size int64
	infos := make([]fs.FileInfo, len(parts))
	for i, part := range parts {
		var err error
		if infos[i], err = os.Stat(part); err != nil {
			return blob{}, err
		}
		size += infos[i].Size()
	}
	return blob{display(whole), size, func() (io.ReadCloser, error) {
		j := &joined{}
		for i, part := range parts {
			f, err := extract.OpenAgain(part, infos[i])
			if err != nil {
				j.Close()
				return nil, err
			}
			j.files = append(j.files, f)
			j.sizes = append(j.sizes, infos[i].Size())
		}
		j.SectionReader = io.NewSectionReader(readerAt(j.readAt), 0, size)
		return j, nil
	}}, nil
}

// joined is several files as one.
type joined struct {
	*io.SectionReader
	files []*os.File
	sizes []int64
}

func (j *joined) Close() error {
	var errs []error
	for _, f := range j.files {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}

type readerAt func(p []byte, at int64) (int, error)

func (r readerAt) ReadAt(p []byte, at int64) (int, error) { return r(p, at) }

func (j *joined) readAt(p []byte, at int64) (n int, err error) {
	for i, size := range j.sizes {
		if at >= size {
			at -= size
			continue
		}
		m, err := j.files[i].ReadAt(p[n:min(len(p), n+int(min(size-at, 1<<30)))], at)
		n += m
		if err != nil && err != io.EOF || n == len(p) {
			return n, err
		}
		at = 0
	}
	return n, io.EOF
}

// laterPart reports whether a file is a part of one whose first part is there.
func laterPart(name string) bool {
	_, parts := partsOf(name)
	n, _ := strconv.Atoi(name[strings.LastIndexByte(name, '.')+1:])
	return len(parts) > 0 && 1 < n && n <= len(parts)
}
