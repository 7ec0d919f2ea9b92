package extract

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"sync/atomic"

	"golang.org/x/text/encoding"

	"github.com/wp2md/wp2md/internal/checksum"
)

// A Source is one site as one or several files hold it, ready to be read. Its
// methods may not be called while a pass is on, but for Offset and Size.
type Source struct {
	parts   []*part
	seen    []SeenFile // the files opened, and what was read only once
	skipped []error
	closers []func() error
	size    int64
	read    atomic.Int64
	blog    string // the base_blog_url of the site, as far as it is known
	blogOf  string // the file it was found in
	repairs []Repair
	channel bool   // no item is read
	unsum   bool   // see SkipSums
	spare   []byte // the window of the last pass, for the next
}

// A SeenFile is a file on disk that was opened.
type SeenFile struct {
	Name string
	Info fs.FileInfo // nil of what can be read only once, such as standard input

	// Of that, what it was; of a file, what it was when a pass had read all of it.
	piped, read bool
	size        int64
	sum         uint64
}

// A part is one XML file, however it is packed.
type part struct {
	name    string // as messages name it
	size    int64  // of its bytes on disk
	unpack  func() (io.ReadCloser, error)
	wide    encoding.Encoding // of a file whose markup is not ASCII
	charset charsetRule
	plain   plain
}

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
			r.w.buf, s.spare = s.spare, nil
			r.p.file, r.p.charset, r.p.words = f.name, f.charset, words
			if f.charset.enc != nil {
				r.p.dec = f.charset.enc.NewDecoder()
			}
			r.channel, r.p.unsum = s.channel, s.unsum
			more := r.run(func(it *Item) bool { return yield(it, nil) })
			in.Close()
			if len(r.w.buf) <= windowSize {
				s.spare = r.w.buf
			}
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

// generator returns what the channel says that the export was made by, as far as it says
// it before the first item, which can be very long.
func (s *Source) generator() string {
	var site Site
	s.channel = true
	for range s.Items(&site) {
	}
	s.channel = false
	return site.Generator
}

// SkipSums says whether the passes that follow leave out the Sum of items that have
// an ID: it costs as much as reading some of the fields.
func (s *Source) SkipSums(skip bool) { s.unsum = skip }

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

// Sum returns a digest of the names and bytes of the files that are read. It reports
// false if one cannot be read again as it is.
func (s *Source) Sum() (sum [sha256.Size]byte, ok bool) { return SumFiles(s.seen) }

// SumFiles returns a digest of the names of files and of the checksums of their bytes. It
// reports false if one is not what it was when it was seen.
func SumFiles(files []SeenFile) (sum [sha256.Size]byte, ok bool) {
	h := sha256.New()
	for _, f := range files {
		if f.piped {
			fmt.Fprintf(h, "%q %d %016x piped\n", f.Name, f.size, f.sum)
			continue
		}
		file, err := OpenAgain(f.Name, f.Info)
		if err != nil {
			return sum, false
		}
		bytes := f.sum
		if !f.read {
			bytes, _, err = checksum.Of(file)
		}
		file.Close()
		if err != nil {
			return sum, false
		}
		fmt.Fprintf(h, "%q %d %016x\n", f.Name, f.Info.Size(), bytes)
	}
	h.Sum(sum[:0])
	return sum, true
}

// Skipped returns why files in the named folders and archives are not read,
// one error for each, in order.
func (s *Source) Skipped() []error { return slices.Clone(s.skipped) }

// Notes is empty: what an export has is in its items.
func (s *Source) Notes() []Note { return nil }

// Close removes the temporary files. The source cannot be read after it.
func (s *Source) Close() error {
	var errs []error
	for _, c := range s.closers {
		errs = append(errs, c())
	}
	s.closers, s.parts = nil, nil
	return errors.Join(errs...)
}

// sameBlog reports whether blog, named by file, is the one of the site, which
// it becomes if there was none.
func (s *Source) sameBlog(blog, file string) bool {
	if s.blog == "" {
		s.blog, s.blogOf = blog, file
	}
	return sameSite(s.blog, blog)
}
