package migrate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"os"
	"slices"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// mostSides bounds the sides of pages that report.html holds.
const mostSides = 256 << 20

// A rowSpool keeps on disk what the reports have of each item. Memory stays flat.
type rowSpool struct {
	file   *os.File // two lines for each item: its row of report.html, and what report.json has of it, which may be nothing
	sides  *os.File // both sides of each page, as report.html has them
	remove func()
	w      *bufio.Writer
	pages  *bufio.Writer
	line   []byte // room for the next
	lines  int
	size   int64 // of the sides
	last   *report.LastSides
}

// newRowSpool returns a spool whose files create makes.
func newRowSpool(create func() (*os.File, func(), error)) (*rowSpool, error) {
	file, remove, err := create()
	if err != nil {
		return nil, err
	}
	sides, removeSides, err := create()
	if err != nil {
		remove()
		return nil, err
	}
	both := func() { remove(); removeSides() }
	return &rowSpool{file: file, sides: sides, remove: both, w: bufio.NewWriterSize(file, 64<<10), pages: bufio.NewWriterSize(sides, 64<<10)}, nil
}

// spoolReport spools what the reports have of an item.
func (rec *recorder) spoolReport(out *Outcome) error {
	s := rec.spool
	if s == nil {
		return nil
	}
	e := out.Entry.Bounded()
	sides := out.sides
	if out.last != nil || out.kept && e.Type != "attachment" {
		sides = s.last.Of(e.ID, e.Type, e.Path)
	}
	if size := int64(len(sides)); size > 0 && s.size+size <= mostSides {
		report.WriteSides(s.pages, s.lines, sides)
		s.size += size
	}
	s.lines++
	row := report.Row{ID: e.ID, Type: e.Type, Title: out.Title, Path: e.Path, URL: e.URL, Old: out.link, Result: e.Result, Notes: e.Notes}
	s.line = append(row.AppendJSON(s.line[:0]), '\n')
	if e.Type != "attachment" && e.Path != "" && e.Result != note.Skipped {
		post := report.Post{ID: e.ID, Path: e.Path, Result: e.Result, Ledger: e.Ledger}
		s.line = post.AppendJSON(s.line)
	}
	s.line = append(s.line, '\n')
	_, err := s.w.Write(s.line)
	return err
}

// rows yields what report.html has of each item, and posts what report.json has of
// those that are written.
func (s *rowSpool) rows() iter.Seq2[json.RawMessage, error]  { return s.lists(0) }
func (s *rowSpool) posts() iter.Seq2[json.RawMessage, error] { return s.lists(1) }

// lists yields of two lines the one or the other, if there is something in it.
func (s *rowSpool) lists(which int) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		err := s.w.Flush()
		if err == nil {
			_, err = s.file.Seek(0, io.SeekStart)
		}
		in := bufio.NewReaderSize(s.file, 64<<10)
		for n := 0; err == nil; n++ {
			var line []byte
			if line, err = wholeLine(in); err == nil && n%2 == which && len(line) > 0 && !yield(line, nil) {
				return
			}
		}
		if err != io.EOF {
			yield(nil, err)
		}
	}
}

// wholeLine reads a line of any length, without its end. It is good until the next one.
func wholeLine(in *bufio.Reader) ([]byte, error) {
	line, err := in.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		long := slices.Clone(line)
		line, err = in.ReadBytes('\n')
		line = append(long, line...)
	}
	return bytes.TrimSuffix(line, []byte("\n")), err
}

// WriteTo writes both sides of the pages.
func (s *rowSpool) WriteTo(w io.Writer) (int64, error) {
	if err := s.pages.Flush(); err != nil {
		return 0, err
	}
	if _, err := s.sides.Seek(0, io.SeekStart); err != nil {
		return 0, err
	}
	return io.Copy(w, s.sides)
}

// writeReportFile writes the report of a dry run to a file of the user's.
func writeReportFile(name string, html func(io.Writer) error) error {
	return emit.WriteWhole(name, func(file *os.File) error {
		w := bufio.NewWriterSize(file, 64<<10)
		if err := html(w); err != nil {
			return err
		}
		return w.Flush()
	})
}
