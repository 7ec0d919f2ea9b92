package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
)

// Amended returns the notes and the result that an item has now, if it has
// others than it had.
type Amended func(id int64, typ string) ([]note.Note, note.Result, bool)

// A Report is a report.json that was read.
type Report struct {
	Summary
	posts []Post
}

// Read reads a report.json.
func Read(raw []byte) (*Report, error) {
	r := new(Report)
	if err := json.Unmarshal(raw, &r.Summary); err != nil {
		return nil, err
	}
	if r.Schema != 1 {
		return nil, fmt.Errorf("schema %d is not one that this version reads", r.Schema)
	}
	var rest struct {
		Posts []Post `json:"posts,omitzero"`
	}
	err := json.Unmarshal(raw, &rest)
	r.posts = rest.Posts
	return r, err
}

// ReadChanges reads of a report.json what a run did, and no more of it than it must.
func ReadChanges(r io.Reader) (*Summary, error) {
	s := new(Summary)
	in := json.NewDecoder(bufio.NewReader(r))
	if _, err := in.Token(); err != nil {
		return nil, err
	}
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return nil, err
		}
		var to any = new(json.RawMessage)
		switch key {
		case "changes":
			to = &s.Changes
		case "pruned":
			to = &s.Pruned
		case "withdrawn":
			to = &s.Withdrawn
		}
		if err := in.Decode(to); err != nil || to == &s.Withdrawn { // what follows is long
			return s, err
		}
	}
	return s, nil
}

// Amend gives items the notes and results that they have now.
func (r *Report) Amend(now Amended) {
	results := map[int64]note.Result{}
	var attention []Item
	var causes Causes
	for _, it := range r.Attention {
		if notes, result, ok := now(it.ID, it.Type); ok {
			r.Results[it.Result]--
			r.Results[result]++
			if r.Results[it.Result] == 0 {
				delete(r.Results, it.Result)
			}
			it.Notes, it.Result = notes, result
			results[it.ID] = result
		}
		if it.NeedsLook() {
			attention = append(attention, it)
			causes.Add(&it)
		}
	}
	r.Attention, r.Causes = attention, causes.List()
	for i, p := range r.posts {
		if result, ok := results[p.ID]; ok {
			r.posts[i].Result = result
		}
	}
}

// NeedsLook reports whether an item failed or needs a look, and nobody has
// accepted that.
func (it *Item) NeedsLook() bool {
	asks := func(n note.Note) bool { return n.Review }
	accepted := func(n note.Note) bool { return n.Accepted }
	switch it.Result {
	case note.Review:
		return true
	case note.Failed:
		return slices.ContainsFunc(it.Notes, asks) || !slices.ContainsFunc(it.Notes, accepted)
	}
	return false
}

// Write writes the report as report.json.
func (r *Report) Write(w io.Writer) error {
	return r.Summary.Write(w, yielding(r.posts, func(p Post) (json.RawMessage, error) { return json.Marshal(p) }))
}

// yielding yields what of makes of each element of a list.
func yielding[T, U any](list []T, of func(T) (U, error)) iter.Seq2[U, error] {
	return func(yield func(U, error) bool) {
		for _, e := range list {
			if !yield(of(e)) {
				return
			}
		}
	}
}

// A Page is a report.html that was read: its rows, and the sides of its
// pages.
type Page struct {
	rows  []Row
	sides []Sides
}

// ReadHTML reads a report.html that WriteHTML has written.
func ReadHTML(raw []byte) (*Page, error) {
	p := new(Page)
	in := bufio.NewReader(bytes.NewReader(raw))
	inRows, done := false, false
	for {
		line, err := in.ReadString('\n')
		text := strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(text, rowsStart):
			inRows, done = true, true
		case inRows && text == rowsEnd:
			inRows = false
		case inRows && text != "":
			var r Row
			if err := json.Unmarshal([]byte(strings.TrimSuffix(text, ",")), &r); err != nil {
				return nil, err
			}
			p.rows = append(p.rows, r)
		case strings.HasPrefix(text, sidesStart):
			var c Sides
			number, rest, _ := strings.Cut(strings.TrimPrefix(text, sidesStart), `">`)
			if _, err := fmt.Sscan(number, &c.Row); err != nil {
				return nil, err
			}
			c.Packed = strings.TrimSuffix(rest, "</script>")
			p.sides = append(p.sides, c)
		}
		if err != nil {
			break
		}
	}
	if !done {
		return nil, errors.New("not a report of this version")
	}
	return p, nil
}

// Amend gives rows the notes and results that they have now.
func (p *Page) Amend(now Amended) {
	for i := range p.rows {
		r := &p.rows[i]
		if notes, result, ok := now(r.ID, r.Type); ok && r.Result != note.Skipped {
			r.Notes, r.Result = notes, result
		}
	}
}

// Write writes the page anew.
func (p *Page) Write(w io.Writer, s *Summary, about *About) error {
	return s.WriteHTML(w, about, yielding(p.rows, Row.JSON), yielding(p.sides, func(s Sides) (Sides, error) { return s, nil }))
}

// LastSides are the sides of pages that a report.html holds, which the pages that a
// run is not about go on having. Nil has none.
type LastSides struct {
	file *os.File
	at   map[rowKey]span
}

type rowKey struct {
	id  int64
	typ string
}

type span struct{ at, size int64 }

// ReadSides finds the sides in a report.html, which it keeps open. A file that is no
// such report has none.
func ReadSides(file *os.File) *LastSides {
	l := &LastSides{file: file, at: map[rowKey]span{}}
	in := bufio.NewReader(file)
	var keys []rowKey
	inRows := false
	for offset := int64(0); ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return l
		}
		text := strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(text, rowsStart):
			inRows = true
		case inRows && text == rowsEnd:
			inRows = false
		case inRows && text != "":
			var r Row
			if json.Unmarshal([]byte(strings.TrimSuffix(text, ",")), &r) != nil {
				return l
			}
			keys = append(keys, rowKey{r.ID, r.Type})
		case strings.HasPrefix(text, sidesStart):
			number, packed, _ := strings.Cut(strings.TrimPrefix(text, sidesStart), `">`)
			if row, err := strconv.Atoi(number); err == nil && row < len(keys) {
				l.at[keys[row]] = span{offset + int64(len(text)-len(packed)), int64(len(packed) - len("</script>"))}
			}
		}
		offset += int64(len(line))
	}
}

// Of returns both sides of the page of an item, "" if they are not there.
func (l *LastSides) Of(id int64, typ string) string {
	if l == nil {
		return ""
	}
	s := l.at[rowKey{id, typ}]
	raw := make([]byte, max(s.size, 0))
	if _, err := l.file.ReadAt(raw, s.at); err != nil {
		return ""
	}
	return string(raw)
}

// Close closes the report.
func (l *LastSides) Close() error {
	if l == nil {
		return nil
	}
	return l.file.Close()
}
