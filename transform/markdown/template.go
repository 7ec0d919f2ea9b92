package markdown

import (
	"bytes"
	"strings"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/note"
)

// Code of templates in a post is something to read: an author shows how to write it.
// A target that runs it would show what it yields instead, or stop.

// where is where a text stands that looks like code of a template.
type where uint8

const (
	anywhere where = iota
	inSpan
	inFence
)

// Notes returns what there is to say of the page that was printed last: template code
// that some generators would run.
func (p *Printer) Notes() []note.Note {
	var notes []note.Note
	for _, t := range p.d.Noted {
		if bytes.Contains(p.out, []byte(t.Open)) {
			notes = append(notes, note.Note{Kind: note.Template, Text: "holds " + t.Open + ": " + t.By})
		}
	}
	return notes
}

// template returns the template code that s begins with. next is the character
// that will follow s.
func (r *rules) template(s []byte, next rune) *dialect.Template {
	for i := range r.runs {
		t := &r.runs[i]
		if n := len(t.Open); len(s) >= n && string(s[:n]) == t.Open ||
			len(s) == n-1 && string(s) == t.Open[:n-1] && next == rune(t.Open[n-1]) {
			return t
		}
	}
	return nil
}

// inCode returns code as it is written so that nothing in it is run. ok is false if
// there is no such way: then it is for HTML, where a reference can stand for a
// character.
func (r *rules) inCode(code string, at where) (shown string, ok bool) {
	for i := range r.runs {
		t := &r.runs[i]
		if at == inSpan && t.NotInSpans || at == inFence && t.NotInFences || !strings.Contains(code, t.Open) {
			continue
		}
		if code, ok = asShown(t, code); !ok {
			return code, false
		}
	}
	return code, true
}

// asShown writes each pair of a template as one that is shown. It must be a pair, and
// hold no mark of those that are.
func asShown(t *dialect.Template, code string) (shown string, ok bool) {
	if t.OpenAs == "" {
		return code, false
	}
	var b strings.Builder
	rest := code
	for {
		before, behind, found := strings.Cut(rest, t.Open)
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		inside, behind, closed := strings.Cut(behind, t.Close)
		if !closed || strings.Contains(inside, t.Open) || strings.Contains(inside, t.OpenAs[len(t.Open):]) {
			return code, false
		}
		b.WriteString(t.OpenAs + inside + t.CloseAs)
		rest = behind
	}
}

// inHTML returns HTML, or anything in which references of characters are read, in
// which nothing is run.
func (r *rules) inHTML(s string) string {
	if !r.reads(dialect.Tabs) {
		s = strings.ReplaceAll(s, "\t", "&#9;")
	}
	if !r.reads(dialect.HTMLFences) {
		s = breakUp(breakUp(s, "```", "&#96;"), "~~~", "&#126;")
	}
	for i := range r.Templates {
		s = breakUp(s, r.Templates[i].Open, string(appendReference(nil, r.Templates[i].Open[0])))
	}
	return s
}

// inAddress returns an address in which nothing is run.
func (r *rules) inAddress(s string) string {
	for i := range r.Templates {
		c := r.Templates[i].Open[0]
		const hex = "0123456789ABCDEF"
		s = breakUp(s, r.Templates[i].Open, string([]byte{'%', hex[c>>4], hex[c&15]}))
	}
	return s
}

// breakUp writes first in the place of the first character of each open.
func breakUp(s, open, first string) string {
	k := strings.Index(s, open)
	if k < 0 {
		return s
	}
	var b strings.Builder
	for ; k >= 0; k = strings.Index(s, open) { // it can begin within itself: {{{
		b.WriteString(s[:k])
		b.WriteString(first)
		s = s[k+1:]
	}
	b.WriteString(s)
	return b.String()
}
