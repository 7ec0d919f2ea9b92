package migrate

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/rewrite/redirect"
)

// RedirectsFile holds all redirects, below .wp2md; the formats that the settings
// ask for are files of the site.
const RedirectsFile = "redirects.csv"

// redirects collects those of the items as they are written. They wait, each kind
// apart, so that the dearest come first: in a temporary file where there are many, so
// that memory does not grow with the site.
type redirects struct {
	spool [rewrite.RedirectKinds]*spool
	owner []int32 // by file: number of the item that leads to it, from 1
	count int
	err   error        // of reading
	files []emit.Other // that were written
}

type spool struct {
	file *os.File // nil as long as there are few
	last []byte   // what is not in the file
	gone bool     // the file, already, but for this program; not on Windows
}

// spoolRoom is how much of a kind is in memory.
const spoolRoom = 32 << 10

// flush writes what is in memory into the file.
func (s *spool) flush() error {
	if s.file == nil {
		file, err := os.CreateTemp("", "wp2md-*.redirects")
		if err != nil {
			return err
		}
		s.file, s.gone = file, os.Remove(file.Name()) == nil
	}
	_, err := s.file.Write(s.last)
	s.last = s.last[:0]
	return err
}

// open returns all that is in the spool, to be read. It may be added to only when
// that is done.
func (s *spool) open() (*bufio.Reader, error) {
	if s.file == nil {
		return bufio.NewReader(bytes.NewReader(s.last)), nil
	}
	if err := s.flush(); err != nil {
		return nil, err
	}
	_, err := s.file.Seek(0, io.SeekStart)
	return bufio.NewReaderSize(s.file, spoolRoom), err
}

// appendRedirects appends those of an item to an empty list. The file of an attachment
// that is not to be in the output is not told.
func (c *converter) appendRedirects(list []rewrite.Redirect, j job) []rewrite.Redirect {
	if j.it.Cut {
		return list
	}
	if j.it.Type == "attachment" {
		if _, held := c.file(j.it); held {
			return list
		}
	}
	was := c.folder.Was(j.it.ID, j.it.Type, j.it.Slug, c.plan.index.URL(j.n))
	return c.plan.index.AppendRedirects(list, j.n, j.it, c.settings.Redirects.All, was...)
}

// addRedirects takes the redirects of the next item.
func (rec *recorder) addRedirects(n int, list []rewrite.Redirect) error {
	r := &rec.redirects
	if rec.o.partial() {
		return nil
	}
	if r.owner == nil {
		r.owner = make([]int32, rec.plan.index.Files())
	}
	for i := range list {
		if f := list[i].File; f > 0 && list[i].Kind >= rewrite.RedirectFile {
			if owner := &r.owner[f-1]; *owner == 0 {
				*owner = int32(n + 1)
			} else if *owner != int32(n+1) {
				continue // two attachments of one file
			}
		}
		if err := r.add(&list[i]); err != nil {
			return err
		}
	}
	return nil
}

func (r *redirects) add(d *rewrite.Redirect) error {
	s := r.spool[d.Kind]
	if s == nil {
		s = &spool{}
		r.spool[d.Kind] = s
	}
	r.count++
	flags := byte(0)
	if d.Below {
		flags |= 1
	}
	if d.Fallback {
		flags |= 2
	}
	s.last = append(s.last, flags)
	texts := [...]string{d.From, d.Query, d.To}
	for _, text := range texts {
		s.last = binary.AppendUvarint(s.last, uint64(len(text)))
	}
	for _, text := range texts {
		s.last = append(s.last, text...)
	}
	if len(s.last) < spoolRoom {
		return nil
	}
	return s.flush()
}

// close removes the temporary files.
func (r *redirects) close() {
	for _, s := range r.spool {
		if s != nil && s.file != nil {
			s.file.Close()
			if !s.gone {
				os.Remove(s.file.Name())
			}
		}
	}
}

// sorted yields all redirects, the dearest first, in the order of the source.
func (r *redirects) sorted() iter.Seq[rewrite.Redirect] {
	return func(yield func(rewrite.Redirect) bool) {
		for kind, s := range r.spool {
			if s == nil {
				continue
			}
			in, err := s.open()
			for last := (rewrite.Redirect{}); err == nil; {
				var d rewrite.Redirect
				if d, err = readRedirect(in, &last); err == nil {
					last = d
					d.Kind = rewrite.RedirectKind(kind)
					if !yield(d) {
						return
					}
				}
			}
			if err != io.EOF {
				r.err = errors.Join(r.err, err)
				return
			}
		}
	}
}

// readRedirect reads the next one, which often leads where the last one does.
func readRedirect(in *bufio.Reader, last *rewrite.Redirect) (d rewrite.Redirect, err error) {
	flags, err := in.ReadByte()
	if err != nil {
		return d, err
	}
	d.Below, d.Fallback = flags&1 != 0, flags&2 != 0
	var sizes [3]int
	for i := range sizes {
		n, err := binary.ReadUvarint(in)
		if err != nil {
			return d, io.ErrUnexpectedEOF
		}
		sizes[i] = int(n)
	}
	from, query := sizes[0], sizes[0]+sizes[1]
	b, err := in.Peek(query + sizes[2])
	if err == nil {
		in.Discard(len(b))
	} else {
		b = make([]byte, query+sizes[2])
		if _, err := io.ReadFull(in, b); err != nil {
			return d, io.ErrUnexpectedEOF
		}
	}
	if string(b[query:]) == last.To {
		b, d.To = b[:query], last.To
	}
	text := string(b)
	if len(text) > query {
		d.To = text[query:]
	}
	d.From, d.Query = text[:from], text[from:query]
	return d, nil
}

// writeRedirects writes the redirects of the site. A run that is about some
// items only leaves those of the last one.
func (rec *recorder) writeRedirects() error {
	r := &rec.redirects
	if rec.o.partial() {
		return nil
	}
	for i, state := range rec.tally.files {
		if state&fileNeeded == 0 || r.owner != nil && r.owner[i] != 0 {
			continue
		}
		if d, ok := rec.plan.index.FileRedirect(i); ok {
			if err := r.add(&d); err != nil {
				return err
			}
		}
	}
	kept, left := rec.plan.index.KeptRedirects()
	rec.tally.addLinks(&emit.Entry{Path: ".wp2md/" + RedirectsFile}, left)
	has := map[[2]string]bool{}
	for _, d := range kept {
		has[[2]string{d.From, d.Query}] = true
	}
	var err error
	for _, d := range kept {
		err = errors.Join(err, r.add(&d))
	}
	left = rec.plan.index.ListRedirects(rec.plan.siteData.terms.Pages(), func(d *rewrite.Redirect) {
		if !has[[2]string{d.From, d.Query}] && err == nil {
			err = r.add(d)
		}
	})
	if err != nil {
		return err
	}
	rec.tally.addLinks(&emit.Entry{Path: ".wp2md/" + RedirectsFile}, left)
	rec.tally.redirects = report.Redirects{Count: r.count, Formats: []report.RedirectFormat{}}
	table, _ := redirect.Named("csv")
	write := func(w io.Writer) error {
		_, _, err := table.Write(w, r.sorted())
		return err
	}
	err = rec.tellOwn(RedirectsFile, write)
	if err == nil {
		err = rec.folder.WriteOwnFrom(RedirectsFile, write)
	}
	if err != nil {
		return err
	}
	for _, f := range rec.settings.Redirects.Formats {
		rec.writeFormat(f)
	}
	if _, said := rec.settings.Archives["feed"]; !said {
		rec.tally.redirects.NoFeed = true
	}
	return r.err
}

// writeFormat writes the redirects in a format, unless somebody has edited the
// file: then beside it. A file that cannot be written stops no other.
func (rec *recorder) writeFormat(f redirect.Format) {
	in, out := io.Pipe()
	var result report.RedirectFormat
	done := make(chan struct{})
	go func() {
		defer close(done)
		written, left, err := f.Write(out, rec.redirects.sorted())
		result = report.RedirectFormat{Name: f.Name, File: rec.target.AtRoot(f.File), Written: written, Left: []report.RedirectsLeft{}}
		for _, l := range left {
			result.Left = append(result.Left, report.RedirectsLeft(l))
		}
		out.CloseWithError(err)
	}()
	name := rec.target.AtRoot(f.File)
	file, err := rec.folder.Copy(name, in)
	in.CloseWithError(errors.New("closed"))
	<-done
	if err != nil {
		rec.tally.problems = append(rec.tally.problems, err.Error())
		return
	}
	if rec.o.Events != nil {
		if err := rec.o.Events.File(file); err != nil {
			rec.tally.problems = append(rec.tally.problems, err.Error())
		}
	}
	if text := editedFile(file); text != "" {
		rec.tally.problems = append(rec.tally.problems, name+" "+text)
	}
	rec.redirects.files = append(rec.redirects.files, emit.Other{Path: name, SHA256: file.SHA256})
	rec.tally.redirects.Formats = append(rec.tally.redirects.Formats, result)
}

// The report names so many addresses that lead nowhere, and posts of each.
const (
	mostLeft  = 10000
	mostPosts = 100
)

// addLinks notes the addresses that are left in an item and its comments.
func (t *tally) addLinks(e *emit.Entry, list []rewrite.Left) {
	seen := map[rewrite.Left]bool{}
	for _, l := range list {
		if seen[l] { // in several of its comments
			continue
		}
		seen[l] = true
		i, ok := t.leftAt[l]
		if !ok {
			if len(t.links) == mostLeft {
				t.moreLinks++
				continue
			}
			if t.leftAt == nil {
				t.leftAt = map[rewrite.Left]int{}
			}
			i = len(t.links)
			t.leftAt[l] = i
			t.links = append(t.links, report.DeadLink{Address: strings.Clone(l.Address), Why: l.Why, Archive: l.Archive})
		}
		link := &t.links[i]
		if link.Count++; len(link.Posts) < mostPosts {
			link.Posts = append(link.Posts, report.LinkPost{ID: e.ID, Path: e.Path})
		}
	}
}
