package markdown

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/wp2md/wp2md/internal/dialect"
)

// rules is a dialect as the printer asks for it.
type rules struct {
	dialect.Dialect
	special    [256]bool // what escape looks at
	references [256]bool
	runs       []dialect.Template // what is not to be in text and code as it is
}

func newRules(d *dialect.Dialect) *rules {
	r := &rules{Dialect: *d}
	include(&r.special, r.specials())
	include(&r.references, d.References)
	r.runs = d.Templates
	if d.MoreAnywhere {
		r.runs = append(slices.Clip(r.runs), dialect.Template{Open: d.More})
	}
	return r
}

func include(t *[256]bool, chars string) {
	for i := range len(chars) {
		t[chars[i]] = true
	}
}

func (r *rules) reads(c dialect.Construct) bool { return r.Reads.Has(c) }

// appendEscaped appends a character of ASCII so that it is read as text.
func (r *rules) appendEscaped(b []byte, c byte) []byte {
	if !r.references[c] {
		return append(b, '\\', c)
	}
	return appendReference(b, c)
}

func appendReference(b []byte, c byte) []byte {
	switch c {
	case '<':
		return append(b, "&lt;"...)
	case '>':
		return append(b, "&gt;"...)
	case '&':
		return append(b, "&amp;"...)
	}
	b = append(b, "&#"...)
	return append(strconv.AppendInt(b, int64(c), 10), ';')
}

// wrapped returns a page, with what has to be around it.
func (r *rules) wrapped(page []byte) []byte {
	for _, s := range r.Wrap.If {
		if bytes.Contains(page, []byte(s)) {
			out := make([]byte, 0, len(page)+len(r.Wrap.Before)+len(r.Wrap.After)+4)
			out = append(append(out, r.Wrap.Before...), "\n\n"...)
			out = append(append(out, page...), '\n')
			return append(append(out, r.Wrap.After...), '\n')
		}
	}
	return page
}

// pipes reports whether a pipe would divide cells of a table.
func (in *inline) pipes() bool { return in.place == inCell || in.d.reads(dialect.Pipes) }
