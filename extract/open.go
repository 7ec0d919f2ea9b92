package extract

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/text/encoding"
)

// A Source is one site as one or several files hold it, ready to be read. Its
// methods may not be called while a pass is on, but for Offset and Size.
type Source struct {
	parts   []*part
	seen    []fs.FileInfo // the files opened
	skipped []error
	closers []func() error
	size    int64
	read    atomic.Int64
	blog    string // the base_blog_url of the site, as far as it is known
	blogOf  string // the file it was found in
	repairs []Repair
}

// A part is one XML file, however it is packed.
type part struct {
	name    string // as messages name it
	size    int64  // of its bytes on disk
	unpack  func() (io.ReadCloser, error)
	wide    encoding.Encoding // of a file whose markup is not ASCII
	charset charsetRule
}

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
		f, size, err := s.spool(stdin)
		if err != nil {
			return fmt.Errorf("stdin: %w", err)
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
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		switch strings.ToLower(filepath.Ext(e.Name())) {
		case ".xml", ".wxr", ".gz", ".zip":
		default:
			s.skipped = append(s.skipped, refuse(name, "not an .xml, .gz or .zip file", ""))
			continue
		}
		err := s.addPath(name)
		var refused *RefusedError
		switch {
		case errors.As(err, &refused) && refused.hint != hintSites:
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
		t, size, err := s.spool(f)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return s.addFile(name, t, size, func() (io.ReadCloser, error) {
			return io.NopCloser(io.NewSectionReader(t, 0, size)), nil
		})
	}
	for _, other := range s.seen {
		if os.SameFile(info, other) {
			f.Close()
			s.skipped = append(s.skipped, refuse(name, "the same file as another", ""))
			return nil
		}
	}
	s.seen = append(s.seen, info)
	if isZip(f) {
		s.closers = append(s.closers, f.Close)
		return s.addZip(name, f, info.Size())
	}
	defer f.Close()
	return s.addFile(name, f, info.Size(), func() (io.ReadCloser, error) {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		now, err := f.Stat()
		if err == nil && (now.Size() != info.Size() || !now.ModTime().Equal(info.ModTime())) {
			err = fmt.Errorf("%s: the file has changed since it was first read", name)
		}
		if err != nil {
			f.Close()
			return nil, err
		}
		return f, nil
	})
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

// sameBlog reports whether blog, named by file, is the one of the site, which
// it becomes if there was none.
func (s *Source) sameBlog(blog, file string) bool {
	if s.blog == "" {
		s.blog, s.blogOf = blog, file
	}
	return sameSite(s.blog, blog)
}

const hintSites = "migrate each site on its own, into its own folder"

// Items reads the source from the beginning and delivers its items in order.
// It returns a single-use iterator; each call begins another pass, and they
// are all alike. An item belongs to the caller.
//
// If site is not nil it is emptied and filled while items are read, and
// complete when the sequence has ended. At most one error comes, last, after
// everything that could be read from any of the files: a [TruncatedError], a
// [RefusedError] or an error of the file system, or several of them joined.
func (s *Source) Items(site *Site) iter.Seq2[*Item, error] {
	return func(yield func(*Item, error) bool) {
		s.repairs = nil
		s.read.Store(0)
		b := newSiteBuilder(site)
		var errs []error
		var done int64
		var words map[string]string
		for _, f := range s.parts {
			in, err := f.open()
			if err != nil {
				errs = append(errs, err)
				continue
			}
			r := &reader{src: s, file: f, site: b, w: newWindow(in)}
			r.p.file, r.p.charset, r.p.words = f.name, f.charset, words
			if f.charset.enc != nil {
				r.p.dec = f.charset.enc.NewDecoder()
			}
			more := r.run(func(it *Item) bool { return yield(it, nil) })
			in.Close()
			if u, ok := in.(*unzipper); ok && u.padded {
				s.repairs = addRepair(s.repairs, Repair{Kind: RepairCompressed, File: f.name, Line: r.w.line, Count: 1})
			}
			words = r.p.words
			errs = append(errs, r.errs...)
			if !more {
				return
			}
			done += f.size
			s.read.Store(done)
		}
		if err := errors.Join(errs...); err != nil {
			yield(nil, err)
		}
	}
}

// Repairs returns what had to be mended in the last pass, one entry for each
// kind, with where it first occurred; in the order of the kinds.
func (s *Source) Repairs() []Repair {
	rs := slices.Clone(s.repairs)
	sortRepairs(rs)
	return rs
}

// Size returns how many bytes a pass reads, as they are on disk.
func (s *Source) Size() int64 { return s.size }

// Offset returns how many bytes the pass has read so far. It may be called
// while the pass is on, from any goroutine.
func (s *Source) Offset() int64 { return min(s.read.Load(), s.size) }

// Files returns the names of the files that are read, in order, as messages
// name them.
func (s *Source) Files() []string {
	names := make([]string, len(s.parts))
	for i, f := range s.parts {
		names[i] = f.name
	}
	return names
}

// Skipped returns why files in the named folders and archives are not read,
// one error for each, in order.
func (s *Source) Skipped() []error { return slices.Clone(s.skipped) }

// Close removes the temporary files. The source cannot be read after it.
func (s *Source) Close() error {
	var errs []error
	for _, c := range s.closers {
		errs = append(errs, c())
	}
	s.closers, s.parts = nil, nil
	return errors.Join(errs...)
}

// compareNatural orders names as people do: part 2 before part 10.
func compareNatural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		m, n := digits(x), digits(y)
		if m > 0 && n > 0 {
			p, q := strings.TrimLeft(x[:m], "0"), strings.TrimLeft(y[:n], "0")
			if len(p) != len(q) {
				return len(p) - len(q)
			}
			if c := strings.Compare(p, q); c != 0 {
				return c
			}
			x, y = x[m:], y[n:]
			continue
		}
		if x[0] != y[0] {
			return int(x[0]) - int(y[0])
		}
		x, y = x[1:], y[1:]
	}
	if len(x) != len(y) {
		return len(x) - len(y)
	}
	return strings.Compare(a, b)
}

// digits returns how many there are at the start of s.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// displayName makes a file name safe to be shown.
func displayName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || 0x7f <= r && r <= 0x9f || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 {
			return '�'
		}
		return r
	}, strings.ToValidUTF8(name, "�"))
}
