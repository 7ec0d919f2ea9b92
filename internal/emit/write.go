package emit

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// State is what was done with a file, or would be in a run that is not dry.
type State string

const (
	New       State = "new"       // it was not there
	Changed   State = "changed"   // it was as an earlier run had written it, and is now different
	Unchanged State = "unchanged" // it was there with these bytes
	Edited    State = "edited"    // a person has changed it: left alone
	Merged    State = "merged"    // a person has changed it: it now has the new version's changes too
	Deleted   State = "deleted"   // a person has deleted it: not written again
)

// File is what became of a file.
type File struct {
	State  State
	Path   string // where it is: the path given, or where a person has moved it
	From   string // the path given, if it is another one
	SHA256 string // of the bytes given, in hex

	// Beside is the path of the new version of an edited file. It is empty if
	// there is nothing new, or what is new is merged: no version of it waits
	// beside the file.
	Beside string

	// Conflict says in words where an edited file and its new version have
	// changed the same. It may be empty with Beside not so: without the version
	// that both come from nothing can be merged.
	Conflict string

	// Base is for [Entry].Base.
	Base string

	// Wrote is the path of the file that was written, or would be: Path, Beside,
	// or none.
	Wrote string

	// Foreign says of an edited file that no run is known to have written it: it
	// was there before.
	Foreign bool

	// Contents is what changes, of a page and if it was asked for.
	Contents *Contents
}

// Contents is a page before and after a run, which may be a dry one.
type Contents struct {
	Path     string // of the file that changes: [File].Wrote
	Old, New []byte // Old is nil if the file was not there
}

// Note sets what an entry has of a file.
func (e *Entry) Note(f File) {
	e.Path, e.From, e.SHA256, e.Base = f.Path, f.From, f.SHA256, f.Base
}

// Write puts data into the file of a slash-separated path; one that ends in .md,
// .mdx or .markdown is a page. It keeps no part of data.
//
// A file that is there with other bytes is replaced only if they are those
// that the manifest says an earlier run wrote. Otherwise a person has edited
// it, and what has changed since in data is merged into it. Where both have
// changed the same, or if the file was never ours, it stays, and data goes into
// a file beside it whose name has .new at its end. A page that a person has
// deleted is not written again, one that was renamed is updated where it is.
func (f *Folder) Write(name string, data []byte) (File, error) {
	if err := f.check(name); err != nil {
		return File{}, err
	}
	v := version{sum: sha256.Sum256(data), size: int64(len(data)), data: data, page: isPage(name)}
	v.put = func(to string) error { return f.writeFile(to, data) }
	result, err := f.place(name, &v)
	if d := digest(v.sum[:len(digest{})]); err == nil && v.page && !f.dry && len(data) <= maxPage && !f.base.has(d) {
		record := packed(d, data)
		f.mu.Lock()
		f.pending[d] = record
		f.mu.Unlock()
	}
	return result, err
}

// Copy is Write for what is no page and may be too big to be held in memory. It
// is never merged, and written again if it is missing. If reading r fails,
// nothing is changed.
func (f *Folder) Copy(name string, r io.Reader) (File, error) {
	if err := f.check(name); err != nil {
		return File{}, err
	}
	source := &source{r: r}
	in := bufio.NewReaderSize(source, 64<<10)
	if _, err := in.Peek(1); err != nil && err != io.EOF {
		return File{}, f.unread(name, err) // before anything is made
	}
	h := sha256.New()
	if f.dry {
		size, err := io.Copy(h, in)
		if err != nil {
			return File{}, f.unread(name, err)
		}
		return f.place(name, &version{sum: [32]byte(h.Sum(nil)), size: size})
	}
	root, err := f.make(path.Dir(name))
	if err != nil {
		return File{}, err
	}
	file, temp, err := f.temp(root, path.Dir(name))
	if err != nil {
		return File{}, f.failed(name, err)
	}
	size, err := io.Copy(io.MultiWriter(file, h), in)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	moved := false
	defer func() {
		if !moved {
			root.Remove(temp)
		}
	}()
	if source.err != nil {
		return File{}, f.unread(name, source.err)
	}
	if err != nil {
		return File{}, f.failed(name, err)
	}
	return f.place(name, &version{sum: [32]byte(h.Sum(nil)), size: size, put: func(to string) error {
		err := root.Rename(temp, to)
		moved = err == nil
		return err
	}})
}

// A source keeps the error of a reader, to tell it from one of the folder.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// unread names the file that cannot be made because its source cannot be read.
func (f *Folder) unread(name string, err error) error {
	return &fileError{f.name(name), err}
}

// writeFile writes a file of any of our names, whole or not at all.
func (f *Folder) writeFile(name string, data []byte) error {
	return f.putFile(name, data, renameOver)
}

// writeNew is writeFile for a file of which nothing is known. Where something has its
// name, or where the system cannot tell, nothing is written and it reports false: then
// it has to be looked at first.
func (f *Folder) writeNew(name string, data []byte) (bool, error) {
	if f.looks.Load() {
		return false, nil
	}
	err := f.putFile(name, data, func(d dir, from, to string) error {
		err := renameNew(d, from, to)
		if errors.Is(err, fs.ErrExist) {
			return errTaken
		}
		return err
	})
	switch {
	case err == errTaken:
		return false, nil
	case errors.Is(err, errors.ErrUnsupported):
		f.looks.Store(true)
		return false, nil
	}
	return err == nil, err
}

var errTaken = errors.New("something has the name")

func (f *Folder) putFile(name string, data []byte, rename func(dir, string, string) error) error {
	above, err := f.makeAround(name)
	if err != nil {
		return err
	}
	if above != nil {
		in, base := path.Split(name)
		in = path.Base(in) + "/"
		err := above.put(in+f.tempName(), in+base, data, rename)
		f.held.give(above)
		if !errors.Is(err, errors.ErrUnsupported) {
			return err
		}
	}
	dir, base, err := f.in(name)
	if err != nil {
		return err
	}
	defer f.held.give(dir)
	for {
		err := dir.put(f.tempName(), base, data, rename)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
}

// writeFrom is writeFile for what is written in small pieces.
func (f *Folder) writeFrom(name string, write func(*bufio.Writer) error) error {
	return f.replace(name, func(file *os.File) error {
		w := writers.Get().(*bufio.Writer)
		defer writers.Put(w)
		w.Reset(file)
		if err := write(w); err != nil {
			return err
		}
		return w.Flush()
	})
}

// writers are for one file after the other: what they hold is more than most files have.
var writers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 64<<10) }}

// replace puts what fill writes in the place of a file of any of our names, whole
// or not at all.
func (f *Folder) replace(name string, fill func(*os.File) error) error {
	dir := path.Dir(name)
	root, err := f.make(dir)
	if err != nil {
		return err
	}
	file, temp, err := f.temp(root, dir)
	if err != nil {
		return err
	}
	err = fill(file)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = root.Rename(temp, name)
	}
	if err != nil {
		root.Remove(temp)
	}
	return err
}

// check refuses a path that is not one of a page or an image. Names hands out
// none such; this is the second line of defence, and os.Root the third.
func (f *Folder) check(name string) error {
	first, _, _ := strings.Cut(name, "/")
	switch {
	case name == "" || name == "." || name != path.Clean(name) || strings.ContainsAny(name, "\\\x00") || !filepath.IsLocal(filepath.FromSlash(name)):
		return fmt.Errorf("%q is not a path below the output folder", name)
	case strings.EqualFold(first, ourFolder):
		return fmt.Errorf("%q is in the folder of the program's own files", name)
	}
	return nil
}
