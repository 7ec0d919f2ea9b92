package extract

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/checksum"
)

// Open prepares the named exports to be read as one site, more than once. A
// name is a file (plain, gzip or zip), a folder, whose exports are then read in
// natural order, or "-" for stdin. What a file is shows in its bytes.
//
// A file that is no export is refused with a [RefusedError]; in a folder it is
// skipped, see [Source.Skipped]. So are files of different sites.
func Open(names []string, stdin io.Reader) (*Source, error) {
	s := new(Source)
	var errs []error
	for _, name := range names {
		if err := s.add(name, stdin); err != nil {
			errs = append(errs, err)
		}
	}
	if len(names) == 0 {
		errs = append(errs, errors.New("no export named"))
	}
	if err := errors.Join(errs...); err != nil {
		s.Close()
		return nil, err
	}
	s.read.Store(0)
	return s, nil
}

// add opens what a name given by the user stands for.
func (s *Source) add(name string, stdin io.Reader) error {
	if name == "-" {
		if stdin == nil {
			return errors.New("stdin: there is none")
		}
		f, size, err := s.spool("stdin", stdin)
		if err != nil {
			return named("stdin", err)
		}
		return s.addFile("stdin", f, size, func() (io.ReadCloser, error) {
			return io.NopCloser(io.NewSectionReader(f, 0, size)), nil
		})
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return s.addFolder(name)
	}
	return s.addPath(name)
}

// named returns an error that names a file, as those that refuse one do.
func named(name string, err error) error {
	if errors.As(err, new(*RefusedError)) {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// addFolder opens the exports in a folder, but not in folders below it.
func (s *Source) addFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return compareNatural(a.Name(), b.Name()) })
	before := len(s.parts)
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		info, err := os.Stat(name) // of what a link points to
		switch {
		case errors.Is(err, fs.ErrNotExist):
			s.skipped = append(s.skipped, refuse(name, "a link to nothing", ""))
			continue
		case err != nil:
			return err
		case info.IsDir():
			continue
		case !info.Mode().IsRegular():
			s.skipped = append(s.skipped, refuse(name, "not a regular file", ""))
			continue
		}
		switch strings.ToLower(filepath.Ext(e.Name())) {
		case ".xml", ".wxr", ".gz", ".zip":
		default:
			s.skipped = append(s.skipped, refuse(name, "not an .xml, .gz or .zip file", ""))
			continue
		}
		err = s.addPath(name)
		var refused *RefusedError
		switch {
		case errors.As(err, &refused) && refused.With == "":
			s.skipped = append(s.skipped, err)
		case err != nil:
			return err
		}
	}
	if len(s.parts) == before {
		return refuse(folder, "no WordPress export in this folder",
			"name the folder that holds the .xml files themselves")
	}
	return nil
}

// addPath opens a file on disk. What can be read only once is spooled.
func (s *Source) addPath(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return err
	}
	if !info.Mode().IsRegular() {
		defer f.Close()
		t, size, err := s.spool(name, f)
		if err != nil {
			return named(name, err)
		}
		return s.addFile(name, t, size, func() (io.ReadCloser, error) {
			return io.NopCloser(io.NewSectionReader(t, 0, size)), nil
		})
	}
	for _, other := range s.seen {
		if os.SameFile(info, other.Info) {
			f.Close()
			s.skipped = append(s.skipped, refuse(name, "the same file as another", ""))
			return nil
		}
	}
	s.seen = append(s.seen, SeenFile{Name: name, Info: info})
	if isZip(f) {
		s.closers = append(s.closers, f.Close)
		return s.addZip(name, f, info.Size())
	}
	defer f.Close()
	n := len(s.seen) - 1
	return s.addFile(name, f, info.Size(), func() (io.ReadCloser, error) {
		f, err := OpenAgain(name, info)
		if err != nil {
			return nil, err
		}
		return &summed{File: f, src: s, n: n}, nil
	})
}

// A summed file notes its checksum where it is read to its end, so that it has not to be
// read once more for that.
type summed struct {
	*os.File
	src *Source
	n   int // which of the files that were seen
	sum checksum.Digest
}

func (f *summed) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	if seen := &f.src.seen[f.n]; !seen.read {
		_, _ = f.sum.Write(p[:n])
		if err == io.EOF {
			if sum, size := f.sum.Sum(); size == seen.Info.Size() {
				seen.read, seen.sum = true, sum
			}
		}
	}
	return n, err
}

// OpenAgain opens a file that is read more than once, and refuses one that is not
// what it was. The error names it.
func OpenAgain(name string, was fs.FileInfo) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	now, err := f.Stat()
	if err == nil && (now.Size() != was.Size() || !now.ModTime().Equal(was.ModTime())) {
		err = fmt.Errorf("%s: the file has changed since it was first read", name)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// addFile opens a file whose bytes are at r and can be read again by open.
func (s *Source) addFile(name string, r io.ReaderAt, size int64, open func() (io.ReadCloser, error)) error {
	if isZip(r) {
		return s.addZip(name, r, size)
	}
	return s.addPart(&part{name: displayName(name), size: size, unpack: func() (io.ReadCloser, error) {
		f, err := open()
		if err != nil {
			return nil, err
		}
		return s.gunzip(f, size)
	}})
}

// addPart takes f if it is an export, and one of the same site.
func (s *Source) addPart(f *part) error {
	blog, err := f.sniff()
	if err != nil {
		return err
	}
	if blog != "" && !s.sameBlog(blog, f.name) {
		return &RefusedError{File: s.blogOf, With: f.name,
			Reason: fmt.Sprintf("exports of different sites (%s, %s)", s.blog, blog), hint: hintSites}
	}
	s.parts = append(s.parts, f)
	s.size += f.size
	return nil
}

const hintSites = "migrate each site on its own, into its own folder"
