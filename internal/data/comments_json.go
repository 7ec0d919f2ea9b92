package data

import (
	"slices"
	"strconv"

	"github.com/wp2md/wp2md/internal/jsontext"
)

// AppendJSON appends what [JSON] makes of the file; written by hand, and into one piece of
// memory, for a post can have very many comments.
func (c *Comments) AppendJSON(b []byte) []byte {
	w := commentWriter{slices.Grow(b, 512+len(c.Title)+len(c.Path)+len(c.URL)+sizeOf(c.Comments, 1)+sizeOf(c.Pingbacks, 1))}
	w.b = append(w.b, '{')
	w.number(1, "id", c.ID)
	w.text(1, "type", c.Type)
	w.text(1, "title", c.Title)
	w.text(1, "path", c.Path)
	w.text(1, "url", c.URL)
	w.number(1, "count", int64(c.Count))
	w.list(1, "comments", c.Comments)
	w.list(1, "pingbacks", c.Pingbacks)
	w.b = append(w.b, "\n}\n"...)
	return w.b
}

// sizeOf returns about how long a list of comments is as JSON.
func sizeOf(list []*Comment, depth int) (n int) {
	for _, c := range list {
		n += 160 + 8*(2*depth+2) + len(c.Author) + len(c.URL) + len(c.HTML) + len(c.Markdown) + len(c.Markdown)/8 + sizeOf(c.Replies, depth+2)
	}
	return n
}

// A commentWriter writes JSON that is indented.
type commentWriter struct{ b []byte }

// line begins a line, so far below the file.
func (w *commentWriter) line(depth int) {
	w.b = append(w.b, '\n')
	for range depth {
		w.b = append(w.b, "  "...)
	}
}

// key begins the value of a key, after another or as the first.
func (w *commentWriter) key(depth int, key string) {
	if w.b[len(w.b)-1] != '{' {
		w.b = append(w.b, ',')
	}
	w.line(depth)
	w.b = append(append(append(w.b, '"'), key...), `": `...)
}

func (w *commentWriter) number(depth int, key string, n int64) {
	w.key(depth, key)
	w.b = strconv.AppendInt(w.b, n, 10)
}

func (w *commentWriter) text(depth int, key, s string) {
	w.key(depth, key)
	w.b = jsontext.Append(w.b, s)
}

// some writes a text that is left out if it is empty.
func (w *commentWriter) some(depth int, key, s string) {
	if s != "" {
		w.text(depth, key, s)
	}
}

func (w *commentWriter) list(depth int, key string, list []*Comment) {
	w.key(depth, key)
	if w.b = append(w.b, '['); len(list) == 0 {
		w.b = append(w.b, ']')
		return
	}
	for i, c := range list {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.line(depth + 1)
		w.comment(depth+2, c)
		w.line(depth + 1)
		w.b = append(w.b, '}')
	}
	w.line(depth)
	w.b = append(w.b, ']')
}

// comment writes a comment, but for its end.
func (w *commentWriter) comment(depth int, c *Comment) {
	w.b = append(w.b, '{')
	w.number(depth, "id", c.ID)
	if c.Parent != 0 {
		w.number(depth, "parent", c.Parent)
	}
	w.some(depth, "type", c.Type)
	w.text(depth, "author", c.Author)
	w.some(depth, "url", c.URL)
	w.some(depth, "login", c.Login)
	w.text(depth, "date", c.Date)
	w.some(depth, "rating", c.Rating)
	w.text(depth, "html", c.HTML)
	w.text(depth, "markdown", c.Markdown)
	w.some(depth, "note", c.Note)
	if len(c.Replies) > 0 {
		w.list(depth, "replies", c.Replies)
	}
}
