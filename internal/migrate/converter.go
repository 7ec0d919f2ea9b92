package migrate

import (
	"sync"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/verify"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

// converter is the part of an item's way that is parallel. What it makes of an
// item depends on the item and the plan; all it changes are the files of that
// item.
type converter struct {
	*migration
	workers []worker
	spare   *sync.Pool // outcomes that were recorded, empty
}

// worker is what converts items one after the other.
type worker struct {
	room     *transform.Room // of the tree of the page at hand
	ofData   *transform.Room // of the tree of another text
	reading  transform.Options
	printer  *markdown.Printer
	data     *markdown.Printer // of what is data: no generator reads it as a page
	verifier *verify.Verifier
	packer   *report.Packer // nil if no report shows pages
	file     []byte         // room for the page that is written
}

func (m *migration) newWorker() worker {
	w := worker{room: new(transform.Room), ofData: new(transform.Room), printer: markdown.New(m.target.Dialect), data: markdown.New(nil), verifier: verify.New(m.target.Dialect)}
	w.reading = m.settings.Reading()
	w.reading.Room = w.room
	if !m.o.DryRun || m.o.ReportFile != "" {
		w.packer = report.NewPacker(m.target.Dialect)
	}
	return w
}

func newConverter(m *migration) converter {
	c := converter{m, make([]worker, m.o.Jobs), &sync.Pool{New: func() any { return new(Outcome) }}}
	for i := range c.workers {
		c.workers[i] = m.newWorker()
	}
	return c
}

// reading says how a worker reads contents.
func (c *converter) reading(worker int) transform.Options { return c.workers[worker].reading }

// sides appends both sides of a page for the report: its clean tree, and the body of
// the Markdown that is in the folder, which is another one if a person has edited it.
// What the verifier has read is not read again.
func (c *converter) sides(dst []byte, worker int, tree *html.Node, old report.Links, file emit.File, body []byte, verified bool, content string, notes []note.Note) []byte {
	w := &c.workers[worker]
	edited := file.State == emit.Edited || file.State == emit.Merged
	if edited {
		body = c.edited(file)
	}
	if len(body) > report.MaxPane {
		return dst
	}
	if verified && !edited {
		if after, ok := w.verifier.HTML(); ok {
			return w.packer.Pack(dst, tree, old, after, content, notes)
		}
	}
	if verify.TooHard(body) {
		return dst
	}
	return w.packer.Pack(dst, tree, old, w.packer.HTML(body), content, notes)
}

// edited returns the body of a page that a person has edited, as it is or will be.
func (c *converter) edited(file emit.File) []byte {
	var data []byte
	if now := file.Contents; now != nil && now.Path == file.Path {
		data = now.New
	} else if read, err := c.folder.ReadFile(file.Path); err == nil {
		data = read
	}
	if _, body, err := frontmatter.Split(data); err == nil {
		return body
	}
	return data
}
