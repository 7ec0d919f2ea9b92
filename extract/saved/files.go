package saved

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A file is one of those that were saved.
type file struct {
	name string // slash-separated, from the top of the folder or archive
	size int64
	open func() (io.ReadCloser, error)
}

const (
	mostFile   = 256 << 20 // of one that is read as a whole
	mostUnpack = 300       // times its size an archive may become
)

func (f *file) read(most int64) ([]byte, error) {
	r, err := f.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, most))
}

// files lists what is in a folder, an archive or a single file.
func files(name string) (list []*file, closer func() error, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		root, err := os.OpenRoot(name)
		if err != nil {
			return nil, nil, err
		}
		err = fs.WalkDir(root.FS(), ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && d.Name() == ".git" {
				return fs.SkipDir
			}
			if !d.Type().IsRegular() {
				return nil
			}
			i, err := d.Info()
			if err != nil {
				return err
			}
			list = append(list, &file{p, i.Size(), func() (io.ReadCloser, error) { return root.Open(p) }})
			return nil
		})
		if err != nil {
			root.Close()
			return nil, nil, err
		}
		return list, root.Close, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	closer = f.Close
	head := make([]byte, 512)
	n, _ := f.ReadAt(head, 0)
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		z, err := zip.NewReader(f, info.Size())
		if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
			f.Close()
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, m := range z.File {
			if p, ok := clean(m.Name); ok && !m.FileInfo().IsDir() && m.Flags&1 == 0 {
				open := m.Open
				if m.Method == zip.Store { // can be read where it stands
					if at, err := m.DataOffset(); err == nil {
						size := int64(m.CompressedSize64)
						open = func() (io.ReadCloser, error) { return section{io.NewSectionReader(f, at, size)}, nil }
					}
				}
				list = append(list, &file{p, int64(m.UncompressedSize64), open})
			}
		}
	case isTar(head):
		list, err = tarFiles(f, info.Size())
	case bytes.HasPrefix(head, []byte("\x1f\x8b")) && isTar(gunzipped(f, 512)):
		temp, err2 := os.CreateTemp("", "wp2md-*.tar")
		if err2 != nil {
			f.Close()
			return nil, nil, err2
		}
		closer = func() error { return errors.Join(f.Close(), temp.Close(), os.Remove(temp.Name())) }
		var size int64
		if size, err = unpack(temp, f, info.Size()); err == nil {
			list, err = tarFiles(temp, size)
		}
	default:
		base := filepath.Base(name)
		size := info.Size()
		list = append(list, &file{base, size, func() (io.ReadCloser, error) { return section{io.NewSectionReader(f, 0, size)}, nil }})
	}
	if err != nil {
		closer()
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	slices.SortStableFunc(list, func(a, b *file) int { return strings.Compare(a.name, b.name) })
	return list, closer, nil
}

// section is a part of a file that can be read from any place.
type section struct{ *io.SectionReader }

func (section) Close() error { return nil }

// clean returns the path of a member of an archive, if it does not lead out.
func clean(name string) (string, bool) {
	name = strings.ReplaceAll(name, `\`, "/")
	if slices.Contains(strings.Split(name, "/"), "..") || strings.HasPrefix(name, "__MACOSX/") {
		return "", false
	}
	name = path.Clean("/" + name)[1:]
	return name, name != ""
}

func isTar(head []byte) bool { return len(head) > 262 && string(head[257:262]) == "ustar" }

// gunzipped returns the beginning of what is gzipped.
func gunzipped(r io.ReaderAt, n int) []byte {
	z, err := gzip.NewReader(io.NewSectionReader(r, 0, 1<<62))
	if err != nil {
		return nil
	}
	b := make([]byte, n)
	n, _ = io.ReadFull(z, b)
	return b[:n]
}

func unpack(to io.Writer, from *os.File, size int64) (int64, error) {
	z, err := gzip.NewReader(io.NewSectionReader(from, 0, size))
	if err != nil {
		return 0, err
	}
	most := max(1<<30, size*mostUnpack)
	n, err := io.Copy(to, io.LimitReader(z, most+1))
	if n > most {
		return n, fmt.Errorf("expands to more than %d times its size", mostUnpack)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) && n > 0 {
		err = nil // the files before the cut are there
	}
	return n, err
}

func tarFiles(f *os.File, size int64) (list []*file, err error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	t := tar.NewReader(f)
	for {
		h, err := t.Next()
		if err != nil {
			if err != io.EOF && len(list) == 0 {
				return nil, err
			}
			return list, nil
		}
		at, err := f.Seek(0, io.SeekCurrent)
		if err != nil {
			return nil, err
		}
		p, ok := clean(h.Name)
		if h.Typeflag != tar.TypeReg || !ok || at+h.Size > size {
			continue
		}
		n := h.Size
		list = append(list, &file{p, n, func() (io.ReadCloser, error) { return section{io.NewSectionReader(f, at, n)}, nil }})
	}
}
