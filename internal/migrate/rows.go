package migrate

import (
	"bufio"
	"encoding/json"
	"io"
	"iter"
	"os"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// Bounds of the old contents that report.html shows: of one post, and of all.
const (
	maxContent  = 256 << 10
	maxContents = 48 << 20
)

// A rowSpool keeps on disk what report.html has of each item and the manifest has
// not, a line for each of its lines. Memory stays flat.
type rowSpool struct {
	file     *os.File // a line for each line of the manifest
	contents *os.File
	remove   func()
	w        *bufio.Writer
	lines    int
	size     int64 // of the contents
	old      []oldContent
}

// oldContent says where in the file the content of an item is, and behind it, in
// a dry run, the page that would be written.
type oldContent struct {
	row            int
	at, size, page int64
	path           string // of its page
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
	contents, removeContents, err := create()
	if err != nil {
		remove()
		return nil, err
	}
	both := func() { remove(); removeContents() }
	return &rowSpool{file: file, contents: contents, remove: both, w: bufio.NewWriterSize(file, 64<<10)}, nil
}

// spoolReport spools what is known of an item beside its line of the manifest.
func (rec *recorder) spoolReport(out *Outcome) error {
	s := rec.spool
	if s == nil {
		return nil
	}
	l := reportLine{Title: out.Title, Link: out.link}
	if size := int64(len(out.old)); out.Entry.Result == note.Review && size > 0 && (out.kept || out.Page.State != "") && size <= maxContent && s.size+size <= maxContents {
		if _, err := s.contents.WriteString(out.old); err != nil {
			return err
		}
		o := oldContent{row: s.lines, at: s.size, size: size, path: out.Entry.Path}
		if c := out.Page.Contents; rec.o.DryRun && c != nil && len(c.New) <= 4*maxContent {
			if _, err := s.contents.Write(c.New); err != nil {
				return err
			}
			o.page = int64(len(c.New))
		}
		s.old = append(s.old, o)
		s.size += o.size + o.page
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

// contents yields the contents of what is to be looked at.
func (rec *recorder) contents() iter.Seq2[report.RowContents, error] {
	return func(yield func(report.RowContents, error) bool) {
		previewer := report.NewPreviewer(rec.target.Dialect)
		for _, o := range rec.spool.old {
			raw := make([]byte, o.size+o.page)
			if _, err := rec.spool.contents.ReadAt(raw, o.at); err != nil {
				yield(report.RowContents{}, err)
				return
			}
			c := report.RowContents{Row: o.row, Before: report.PreviewSource(string(raw[:o.size]))}
			data, err := raw[o.size:], error(nil)
			if o.page == 0 { // written, or left as it is
				data, err = rec.folder.ReadFile(o.path)
			}
			if err == nil && len(data) <= 4*maxContent { // a page that has gone since has no other side
				if _, body, err := frontmatter.Split(data); err == nil {
					data = body
				}
				c.After = previewer.Markdown(data)
			}
			if !yield(c, nil) {
				return
			}
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
