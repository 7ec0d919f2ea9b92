package migrate

import (
	"github.com/wp2md/wp2md/internal/verify"
	"github.com/wp2md/wp2md/transform/markdown"
)

// converter is the part of an item's way that is parallel. What it makes of an
// item depends on the item and the plan; all it changes are the files of that
// item.
type converter struct {
	*migration
	workers []worker
}

// worker is what converts items one after the other.
type worker struct {
	printer  *markdown.Printer
	data     *markdown.Printer // of what is data: no generator reads it as a page
	verifier *verify.Verifier
}

func (m *migration) newWorker() worker {
	return worker{markdown.New(m.target.Dialect), markdown.New(nil), verify.New(m.target.Dialect)}
}

func newConverter(m *migration) converter {
	c := converter{m, make([]worker, m.o.Jobs)}
	for i := range c.workers {
		c.workers[i] = m.newWorker()
	}
	return c
}
