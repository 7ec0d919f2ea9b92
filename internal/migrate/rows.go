package migrate

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/report"
)

// mostSides bounds the sides of pages that report.html holds.
const mostSides = 256 << 20

// A rowSpool keeps on disk what report.html has of each item and the manifest has
// not, a line for each of its lines. Memory stays flat.
type rowSpool struct {
	file   *os.File // a line for each line of the manifest
	sides  *os.File // a line for each page: its number, and both its sides
	remove func()
	w      *bufio.Writer
	pages  *bufio.Writer
	lines  int
	size   int64 // of the sides
	last   *report.LastSides
}

// reportLine is a line of the spool.
type reportLine struct {
	Title string `json:"t,omitempty"`
	Link  string `json:"l,omitempty"`

	Entry *emit.Entry `json:"e,omitempty"` // of a dry run, which has no manifest
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

// spoolReport spools what is known of an item beside its line of the manifest.
func (rec *recorder) spoolReport(out *Outcome) error {
	s := rec.spool
	if s == nil {
		return nil
	}
	e := &out.Entry
	l := reportLine{Title: out.Title, Link: out.link}
	sides := out.sides
	if out.last != nil || out.kept && e.Type != "attachment" {
		sides = s.last.Of(e.ID, e.Type)
	}
	if size := int64(len(sides)); size > 0 && s.size+size <= mostSides {
		fmt.Fprintf(s.pages, "%d %s\n", s.lines, sides)
		s.size += size
	}
	if rec.o.DryRun {
		l.Entry = &out.Entry
	}
	s.lines++
	raw, err := json.Marshal(&l)
	if err != nil {
		return err
	}
	s.w.Write(raw)
	return s.w.WriteByte('\n')
}

// rows yields what report.html has of each item.
func (rec *recorder) rows() iter.Seq2[report.Row, error] {
	return func(yield func(report.Row, error) bool) {
		fail := func(err error) { yield(report.Row{}, err) }
		if err := rec.spool.w.Flush(); err != nil {
			fail(err)
			return
		}
		if _, err := rec.spool.file.Seek(0, io.SeekStart); err != nil {
			fail(err)
			return
		}
		lines := json.NewDecoder(bufio.NewReaderSize(rec.spool.file, 64<<10))
		recorded := rec.folder.Recorded()
		if rec.o.DryRun {
			recorded = blank(rec.spool.lines)
		}
		for e, err := range recorded {
			var l reportLine
			if err == nil {
				err = lines.Decode(&l)
			}
			if l.Entry != nil {
				e = *l.Entry
			}
			if err != nil {
				fail(err)
				return
			}
			r := report.Row{ID: e.ID, Type: e.Type, Title: l.Title, Path: e.Path, URL: e.URL, Old: l.Link, Result: e.Result, Notes: e.Notes}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// blank yields so many entries.
func blank(n int) iter.Seq2[emit.Entry, error] {
	return func(yield func(emit.Entry, error) bool) {
		for range n {
			if !yield(emit.Entry{}, nil) {
				return
			}
		}
	}
}

// sides yields both sides of the pages.
func (rec *recorder) sides() iter.Seq2[report.Sides, error] {
	return func(yield func(report.Sides, error) bool) {
		err := rec.spool.pages.Flush()
		if err == nil {
			_, err = rec.spool.sides.Seek(0, io.SeekStart)
		}
		in := bufio.NewReaderSize(rec.spool.sides, 64<<10)
		for err == nil {
			var line string
			if line, err = in.ReadString('\n'); err != nil {
				break
			}
			var s report.Sides
			number, packed, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			if s.Row, err = strconv.Atoi(number); err != nil {
				break
			}
			s.Packed = packed
			if !yield(s, nil) {
				return
			}
		}
		if err != io.EOF {
			yield(report.Sides{}, err)
		}
	}
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
