package emit

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/note"
)

// unmarshal reads a line of a manifest. Lines as a run writes them are read by hand,
// for there are as many as items; what else is JSON is left to package json.
func (e *absentEntry) unmarshal(raw []byte) error {
	r := lineReader{s: string(raw)}
	r.entry(e)
	if !r.other && r.i == len(r.s) {
		return nil
	}
	*e = absentEntry{}
	return json.Unmarshal(raw, e)
}

// A lineReader reads JSON of the form in which lines are written. other says that it
// met something else, after which nothing it returns counts.
type lineReader struct {
	s     string
	i     int
	other bool
}

// The keys of a line, and of what is in it, in the order in which they are written.
var (
	lineKeys = strings.Fields("id type status held slug path url source sha256 files base from was result notes ledger nth")
	fileKeys = strings.Fields("path sha256 url")
	noteKeys = strings.Fields("kind text review like accepted")
)

func (r *lineReader) entry(e *absentEntry) {
	r.object(lineKeys, func(key string) {
		switch key {
		case "id":
			e.ID = r.int(64)
		case "type":
			e.Type = r.string()
		case "status":
			e.Status = r.string()
		case "held":
			e.Held = r.string()
		case "slug":
			e.Slug = r.string()
		case "path":
			e.Path = r.string()
		case "url":
			e.URL = r.string()
		case "source":
			e.Source = r.string()
		case "sha256":
			e.SHA256 = r.string()
		case "files":
			r.array(func() { e.Files = append(e.Files, r.file()) })
		case "base":
			e.Base = r.string()
		case "from":
			e.From = r.string()
		case "was":
			r.array(func() { e.Was = append(e.Was, r.string()) })
		case "result":
			e.Result = note.Result(r.string())
		case "notes":
			r.array(func() { e.Notes = append(e.Notes, r.note()) })
		case "ledger":
			last := -1
			r.object(nil, func(construct string) {
				r.object(nil, func(fate string) {
					place := e.Ledger.Set(construct, fate, int32(r.int(32)))
					r.other, last = r.other || place <= last, place
				})
			})
		case "nth":
			n := r.int(32)
			e.Nth, r.other = uint32(n), r.other || n < 0
		}
	})
}

func (r *lineReader) file() (o Other) {
	r.object(fileKeys, func(key string) {
		switch key {
		case "path":
			o.Path = r.string()
		case "sha256":
			o.SHA256 = r.string()
		case "url":
			o.URL = r.string()
		}
	})
	return o
}

func (r *lineReader) note() (n note.Note) {
	r.object(noteKeys, func(key string) {
		switch key {
		case "kind":
			n.Kind = note.Kind(r.string())
		case "text":
			n.Text = r.string()
		case "review":
			n.Review = r.true()
		case "like":
			n.Like = r.string()
		case "accepted":
			n.Accepted = r.true()
		}
	})
	return n
}

// is passes over a byte if it comes next.
func (r *lineReader) is(c byte) bool {
	if r.i < len(r.s) && r.s[r.i] == c {
		r.i++
		return true
	}
	return false
}

func (r *lineReader) want(c byte) { r.other = r.other || !r.is(c) }

// object reads an object whose keys are some of a list, in its order; any, if there is
// none.
func (r *lineReader) object(keys []string, field func(key string)) {
	r.list('{', '}', func() {
		key := r.string()
		if r.want(':'); keys != nil {
			at := slices.Index(keys, key)
			r.other = r.other || at < 0
			keys = keys[at+1:]
		}
		if !r.other {
			field(key)
		}
	})
}

func (r *lineReader) array(element func()) { r.list('[', ']', element) }

// list reads what has at least one element.
func (r *lineReader) list(open, end byte, element func()) {
	r.want(open)
	for !r.other {
		if element(); !r.is(',') {
			break
		}
	}
	r.want(end)
}

func (r *lineReader) true() bool {
	yes := strings.HasPrefix(r.s[r.i:], "true")
	if r.other = r.other || !yes; yes {
		r.i += len("true")
	}
	return yes
}

func (r *lineReader) int(bits int) int64 {
	from := r.i
	r.is('-')
	digits := r.i
	for r.i < len(r.s) && '0' <= r.s[r.i] && r.s[r.i] <= '9' {
		r.i++
	}
	n, err := strconv.ParseInt(r.s[from:r.i], 10, bits)
	r.other = r.other || err != nil || r.s[digits] == '0' && r.i > digits+1
	return n
}

// string reads a text, which shares the memory of the line if nothing is escaped.
func (r *lineReader) string() string {
	r.want('"')
	from := r.i
	plain := true
	for ; r.i < len(r.s) && r.s[r.i] != '"'; r.i++ {
		switch c := r.s[r.i]; {
		case c == '\\':
			plain = false
			r.i++
		case c < ' ':
			r.other = true
		}
	}
	if r.i >= len(r.s) {
		r.i, r.other = len(r.s), true
		return ""
	}
	text := r.s[from:r.i]
	r.i++
	switch {
	case r.other || !utf8.ValidString(text):
		r.other = true
	case !plain:
		r.other = json.Unmarshal([]byte(r.s[from-1:r.i]), &text) != nil
	}
	return text
}
