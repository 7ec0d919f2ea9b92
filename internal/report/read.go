package report

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
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

// ReadSummary reads a report.json, but for its posts, which are most of it.
func ReadSummary(r io.Reader) (*Summary, error) {
	all := map[string]json.RawMessage{}
	err := readKeys(r, func(key string, in *json.Decoder) (bool, error) {
		var raw json.RawMessage
		err := in.Decode(&raw)
		all[key] = raw
		return key != "problems", err // what follows are the posts
	})
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	s := new(Summary)
	if err := json.Unmarshal(raw, s); err != nil || s.Schema != 1 {
		return nil, cmp.Or(err, fmt.Errorf("schema %d is not one that this version reads", s.Schema))
	}
	return s, nil
}

// ReadChanges reads of a report.json what a run did, and no more of it than it must.
func ReadChanges(r io.Reader) (*Summary, error) {
	s := new(Summary)
	return s, readKeys(r, func(key string, in *json.Decoder) (bool, error) {
		var to any = new(json.RawMessage)
		switch key {
		case "changes":
			to = &s.Changes
		case "pruned":
			to = &s.Pruned
		case "withdrawn":
			to = &s.Withdrawn
		}
		return to != &s.Withdrawn, in.Decode(to) // what follows is long
	})
}

// readKeys calls each with the keys of an object, whose values it decodes, until it
// wants no more.
func readKeys(r io.Reader, each func(key string, in *json.Decoder) (more bool, err error)) error {
	in := json.NewDecoder(bufio.NewReader(r))
	if _, err := in.Token(); err != nil {
		return err
	}
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if more, err := each(name, in); !more || err != nil {
			return err
		}
	}
	return nil
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
		if it.Accepted() {
			r.Accepted++
		}
		if it.NeedsLook() {
			attention = append(attention, it)
			causes.Add(&it)
		}
	}
	r.Attention, r.Causes = attention, causes.List()
	for i := range r.Held {
		it := &r.Held[i]
		if notes, _, ok := now(it.ID, it.Type); ok && asks(it.Notes) {
			it.Notes = notes
			if _, counted := results[it.ID]; !counted && it.Accepted() {
				r.Accepted++
			}
		}
	}
	for i, p := range r.posts {
		if result, ok := results[p.ID]; ok {
			r.posts[i].Result = result
		}
	}
}

// asks reports whether one of some notes asks for a look.
func asks(notes []note.Note) bool {
	return slices.ContainsFunc(notes, func(n note.Note) bool { return n.Review })
}

// NeedsLook reports whether an item failed or needs a look, and nobody has
// accepted that.
func (it *Item) NeedsLook() bool {
	accepted := func(n note.Note) bool { return n.Accepted }
	switch it.Result {
	case note.Review:
		return true
	case note.Failed:
		return asks(it.Notes) || !slices.ContainsFunc(it.Notes, accepted)
	}
	return false
}

// Accepted reports whether an item had something to look at, and that is accepted.
func (it *Item) Accepted() bool {
	return !it.NeedsLook() && slices.ContainsFunc(it.Notes, func(n note.Note) bool { return n.Accepted })
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
	sides []byte // as it has them
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
			p.sides = append(p.sides, line...)
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
		if notes, result, ok := now(r.ID, r.Type); ok && (r.Result != note.Skipped || asks(r.Notes)) {
			r.Notes, r.Result = notes, result
		}
	}
}

// Write writes the page anew.
func (p *Page) Write(w io.Writer, s *Summary, about *About) error {
	return s.WriteHTML(w, about, yielding(p.rows, func(r Row) (json.RawMessage, error) { return r.AppendJSON(nil), nil }), bytes.NewReader(p.sides))
}

// LastSides are the sides of pages that a report.html holds, which the pages that a
// run is not about go on having. Nil has none.
type LastSides struct {
	file *os.File
	at   map[uint64]span // by [rowKey]
	in   *bufio.Reader   // of the file, from next on
	next int64
}

// rowKey tells rows apart: old exports give one ID to several posts, whose paths differ.
// Without a path it is the key of a page that has moved since.
func rowKey(id int64, typ, path string) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d\x00%s\x00%s", id, typ, path)
	return h.Sum64()
}

type span struct{ at, size int64 }

// ReadSides finds the sides in a report.html, which it keeps open. A file that is no
// such report has none.
func ReadSides(file *os.File) *LastSides {
	l := &LastSides{file: file, at: map[uint64]span{}, in: bufio.NewReaderSize(file, 64<<10)}
	var keys [][2]uint64 // with the path, and without
	var long []byte
	inRows := false
	for {
		at := l.next
		line, err := l.in.ReadSlice('\n')
		for long = long[:0]; err == bufio.ErrBufferFull; {
			long = append(long, line...)
			line, err = l.in.ReadSlice('\n')
		}
		if len(long) > 0 {
			long = append(long, line...)
			line = long
		}
		l.next += int64(len(line))
		if err != nil {
			return l
		}
		text := bytes.TrimSuffix(line, []byte("\n"))
		switch {
		case bytes.HasPrefix(text, []byte(rowsStart)):
			inRows = true
		case inRows && string(text) == rowsEnd:
			inRows = false
		case inRows && len(text) > 0:
			key, ok := keyOf(text)
			if !ok {
				return l
			}
			keys = append(keys, key)
		case bytes.HasPrefix(text, []byte(sidesStart)):
			number, packed, _ := bytes.Cut(text[len(sidesStart):], []byte(`">`))
			if row, err := strconv.Atoi(string(number)); err == nil && row < len(keys) {
				s := span{at + int64(len(text)-len(packed)), int64(len(packed) - len("</script>"))}
				l.at[keys[row][0]] = s
				if _, repeated := l.at[keys[row][1]]; repeated {
					s = span{}
				}
				l.at[keys[row][1]] = s
			}
		}
	}
}

// keyOf returns the keys of a row. What stands between quotes there has none of its own.
func keyOf(row []byte) (keys [2]uint64, ok bool) {
	var r Row
	rest, ok := bytes.CutPrefix(row, []byte(`{"id":`))
	if ok {
		number, rest, _ := bytes.Cut(rest, []byte(`,"type":"`))
		typ, rest, found := bytes.Cut(rest, []byte(`"`))
		_, rest, _ = bytes.Cut(rest, []byte(`,"path":"`))
		path, _, _ := bytes.Cut(rest, []byte(`"`))
		id, err := strconv.ParseInt(string(number), 10, 64)
		ok = found && err == nil && bytes.IndexByte(typ, '\\') < 0 && bytes.IndexByte(path, '\\') < 0
		r = Row{ID: id, Type: string(typ), Path: string(path)}
	}
	if !ok && json.Unmarshal(bytes.TrimSuffix(row, []byte(",")), &r) != nil { // written in another way
		return keys, false
	}
	return [2]uint64{rowKey(r.ID, r.Type, r.Path), rowKey(r.ID, r.Type, "")}, true
}

// Of returns both sides of the page that an item has at a path, if they are there. In the order
// of the report it reads the file once.
func (l *LastSides) Of(id int64, typ, path string) []byte {
	if l == nil {
		return nil
	}
	s, ok := l.at[rowKey(id, typ, path)]
	if !ok {
		s = l.at[rowKey(id, typ, "")]
	}
	if s.size <= 0 {
		return nil
	}
	if skip := s.at - l.next; skip < 0 || skip > 1<<20 {
		if _, err := l.file.Seek(s.at, io.SeekStart); err != nil {
			return nil
		}
		l.in.Reset(l.file)
		l.next = s.at
	}
	n, err := l.in.Discard(int(s.at - l.next))
	l.next += int64(n)
	if err != nil {
		return nil
	}
	raw := make([]byte, s.size)
	n, err = io.ReadFull(l.in, raw)
	l.next += int64(n)
	if err != nil {
		return nil
	}
	return raw
}

// Close closes the report.
func (l *LastSides) Close() error {
	if l == nil {
		return nil
	}
	return l.file.Close()
}
