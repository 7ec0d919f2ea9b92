package dump

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// placeSize is from which length on a row stays where it is, if it can be read
// there again. To copy a shorter one costs less than to look it up.
const placeSize = 2 << 10

// A layout is how to read the rows of a table where they stand.
type layout struct {
	syntax
	dump    int   // which of the loader's
	columns []int // the wanted ones
}

// A place is where a row stands.
type place struct {
	layout uint32
	length uint32
	offset int64
}

const placeBytes = 16

func (p place) append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, p.layout)
	b = binary.LittleEndian.AppendUint32(b, p.length)
	return binary.LittleEndian.AppendUint64(b, uint64(p.offset))
}

func placeOf(b []byte) place {
	return place{binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[4:]), int64(binary.LittleEndian.Uint64(b[8:]))}
}

// layout returns the number of the layout of a row.
func (l *loader) layout(r *row, columns []int) uint32 {
	n := len(l.layouts)
	now := layout{r.syntax, len(l.dumps) - 1, columns}
	if n == 0 || l.layouts[n-1].syntax != now.syntax || l.layouts[n-1].dump != now.dump || !slices.Equal(l.layouts[n-1].columns, columns) {
		l.layouts = append(l.layouts, now)
		n++
	}
	return uint32(n - 1)
}

// stays reports whether a row can be left where it is. Values that are written
// in digits, or in a charset with backslashes in its characters, have to be
// decoded to be seen.
func (l *loader) stays(r *row) bool {
	return l.plain && len(r.b) >= placeSize && r.trailed == noTrail &&
		!slices.ContainsFunc(r.cells, func(c cell) bool { return c.kind == hex || c.kind == bits })
}

// leave appends where a row stands to the record that is being written.
func (l *loader) leave(sp *spool, r *row, columns []int, t *tableState) {
	sp.arena = append(sp.arena, placeBytes, 0, 0, 0)
	sp.arena = place{l.layout(r, columns), uint32(len(r.b)), r.at}.append(sp.arena)
	l.placed += int64(len(r.b))
	for _, i := range columns {
		if i >= 0 && i < len(r.cells) { // as it stands: what is escaped is ASCII
			t.see(r.b[r.cells[i].from:r.cells[i].to])
		}
	}
}

// from tells the loader that the rows of a dump come. open opens it to be read
// anywhere; it is nil if the dump cannot be.
func (l *loader) from(name string, open func() (io.ReadCloser, error)) {
	l.file, l.plain = name, open != nil
	if l.plain {
		l.dumps = append(l.dumps, plainDump{name, open})
	}
}

// A plainDump is a dump that can be read anywhere.
type plainDump struct {
	name string
	open func() (io.ReadCloser, error)
}

// places reads rows where they stand. Its zero value has no dump open.
type places struct {
	l      *loader
	open   []io.ReadCloser
	b      []byte
	cells  []cell
	values []byte
	ends   []int
}

// fields appends the wanted values of a row to list. They are valid until the
// next call.
func (p *places) fields(list [][]byte, at place) ([][]byte, error) {
	lay := &p.l.layouts[at.layout]
	d := &p.l.dumps[lay.dump]
	if p.open == nil {
		p.open = make([]io.ReadCloser, len(p.l.dumps))
	}
	if p.open[lay.dump] == nil {
		r, err := d.open()
		if err != nil {
			return list, err
		}
		p.open[lay.dump] = r
	}
	if cap(p.b) < int(at.length) || cap(p.b) > 2*runSize && at.length < runSize {
		p.b = make([]byte, max(int(at.length), windowSize/4))
		p.values = nil
	}
	p.b = p.b[:at.length]
	if _, err := p.open[lay.dump].(io.ReaderAt).ReadAt(p.b, at.offset); err != nil && err != io.EOF {
		return list, fmt.Errorf("%s: %w", d.name, err)
	}
	var n int
	var bad bool
	if p.cells, n, bad = lay.row(p.b, p.cells[:0]); bad || n != len(p.b) || p.b[0] != '(' {
		return list, fmt.Errorf("%s: the file has changed since it was first read", d.name)
	}
	r := row{syntax: lay.syntax, b: p.b, cells: p.cells}
	p.values, p.ends = p.values[:0], p.ends[:0]
	for _, i := range lay.columns {
		p.values = r.append(p.values, i)
		p.ends = append(p.ends, len(p.values))
	}
	from := 0
	for _, end := range p.ends {
		list = append(list, p.values[from:end:end])
		from = end
	}
	return list, nil
}

func (p *places) close() error {
	var errs []error
	for _, r := range p.open {
		if r != nil {
			errs = append(errs, r.Close())
		}
	}
	p.open = nil
	return errors.Join(errs...)
}
