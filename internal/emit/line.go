package emit

import (
	"strconv"

	"github.com/wp2md/wp2md/internal/jsontext"
)

// line returns the line of an entry in the manifest, with its end: what package json
// makes of it, and written by hand for the reason that it is read so.
func (e *absentEntry) line() []byte { return e.appendLine(nil) }

func (e *absentEntry) appendLine(b []byte) []byte {
	w := lineWriter{b: b, sep: `{"`}
	w.int("id", e.ID)
	w.text("type", e.Type)
	w.text("status", e.Status)
	w.some("held", e.Held)
	w.text("slug", e.Slug)
	w.some("path", e.Path)
	w.some("url", e.URL)
	w.text("source", e.Source)
	w.some("sha256", e.SHA256)
	for i, f := range e.Files {
		w.element("files", i)
		w.text("path", f.Path)
		w.text("sha256", f.SHA256)
		w.some("url", f.URL)
		w.end(`}`)
	}
	if len(e.Files) > 0 {
		w.end(`]`)
	}
	w.some("base", e.Base)
	w.some("from", e.From)
	for i, s := range e.Was {
		if i == 0 {
			w.key("was")
			w.b = append(w.b, '[')
		} else {
			w.b = append(w.b, ',')
		}
		w.string(s)
	}
	if len(e.Was) > 0 {
		w.end(`]`)
	}
	w.text("result", string(e.Result))
	for i, n := range e.Notes {
		w.element("notes", i)
		w.text("kind", string(n.Kind))
		w.text("text", n.Text)
		if n.Review {
			w.true("review")
		}
		if n.Like != "" {
			w.text("like", n.Like)
		}
		if n.Accepted {
			w.true("accepted")
		}
		w.end(`}`)
	}
	if len(e.Notes) > 0 {
		w.end(`]`)
	}
	if e.Ledger != (Entry{}).Ledger {
		w.key("ledger")
		w.b = e.Ledger.AppendJSON(w.b)
	}
	if e.Nth != 0 {
		w.int("nth", int64(e.Nth))
	}
	return append(w.b, "}\n"...)
}

// A lineWriter writes JSON. sep is owed before the next key.
type lineWriter struct {
	b   []byte
	sep string
}

func (w *lineWriter) key(key string) {
	w.b = append(append(append(w.b, w.sep...), key...), `":`...)
	w.sep = `,"`
}

// element begins the next object of a list.
func (w *lineWriter) element(key string, i int) {
	if i == 0 {
		w.key(key)
		w.b = append(w.b, '[')
	} else {
		w.b = append(w.b, ',')
	}
	w.sep = `{"`
}

func (w *lineWriter) end(mark string) {
	w.b = append(w.b, mark...)
	w.sep = `,"`
}

func (w *lineWriter) int(key string, n int64) {
	w.key(key)
	w.b = strconv.AppendInt(w.b, n, 10)
}

func (w *lineWriter) true(key string) {
	w.key(key)
	w.b = append(w.b, "true"...)
}

func (w *lineWriter) text(key, s string) {
	w.key(key)
	w.string(s)
}

// some writes a text that is left out if it is empty.
func (w *lineWriter) some(key, s string) {
	if s != "" {
		w.text(key, s)
	}
}

func (w *lineWriter) string(s string) { w.b = jsontext.Append(w.b, s) }
