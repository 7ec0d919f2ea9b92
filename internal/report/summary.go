// Package report shows what became of a source: the summary of a run as JSON
// and as a page of HTML. It promises that a run's report has the same bytes for
// the same input.
package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"

	"github.com/wp2md/wp2md/internal/jsontext"
	"github.com/wp2md/wp2md/internal/note"
)

// Summary is what a run tells at its end, and what report.json holds. All lists
// are in the order of the source or sorted, so that the same run has the same
// bytes.
type Summary struct {
	Schema  int      `json:"schema"` // of this structure; 1
	Site    Site     `json:"site"`
	Sources []string `json:"sources"`
	Parts   []Part   `json:"parts,omitempty"` // what came from where, of several sources that are one site

	Items    int                 `json:"items"`
	Results  map[note.Result]int `json:"results"`
	Types    []note.Count        `json:"types"`           // items written, by post type
	Drafts   int                 `json:"drafts"`          // of these
	Kept     int                 `json:"kept"`            // of all these: items that this run was not about, as an earlier one left them
	Accepted int                 `json:"accepted"`        // items of which looks are accepted, and nothing else is to look at
	Alike    int                 `json:"alike,omitempty"` // items with a note for which that of another item asks for a look: both have a form, say
	Skipped  []note.Count        `json:"skipped"`
	Notes    []note.Count        `json:"notes"` // by kind

	Held      []Item      `json:"held"`      // held back for privacy
	Causes    []Cause     `json:"causes"`    // why items need a look, those of most items first
	Attention []Item      `json:"attention"` // failed, or written but in need of a look
	Media     Files       `json:"media"`
	Comments  int         `json:"comments"`      // in the output
	Unshown   int         `json:"comments_held"` // not approved, of items in the output
	Ledger    note.Ledger `json:"ledger"`        // of all items that are written
	Links     []DeadLink  `json:"links"`         // of the old site that lead nowhere, or not for certain
	MoreLinks int         `json:"more_links"`    // beyond those
	Redirects Redirects   `json:"redirects"`
	Repairs   []Mended    `json:"repairs"`
	Changes   Changes     `json:"changes"`   // what the last run did that did something
	Stale     []string    `json:"stale"`     // files of an earlier run that no item has any more
	Gone      []string    `json:"gone"`      // pages whose posts are not in the source any more
	Pruned    []string    `json:"pruned"`    // files of such posts that that run has removed
	Withdrawn []string    `json:"withdrawn"` // files whose posts are not public any more, which that run has removed or made drafts
	Around    []note.Note `json:"around"`    // what the notes of menus, terms, authors and widgets say
	Problems  []string    `json:"problems"`  // of the run as a whole
}

// Site is the old site.
type Site struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// Item is an item of the source that a reader of the report should look at.
type Item struct {
	ID     int64       `json:"id"`
	Slug   string      `json:"slug,omitempty"` // of an item without a number
	Type   string      `json:"type"`
	Title  string      `json:"title"`
	Path   string      `json:"path,omitempty"`
	Result note.Result `json:"result"`
	Kept   bool        `json:"kept,omitempty"` // as an earlier run has left it
	Notes  []note.Note `json:"notes"`
}

// Files is what became of the files that pages show.
type Files struct {
	Files   int      `json:"files"`   // that the output needs
	Copied  int      `json:"copied"`  // that are there
	Missing []string `json:"missing"` // addresses of those still to be got
	Failed  []Lost   `json:"failed"`  // why those could not be fetched that were tried
}

// Lost is a file that could not be fetched.
type Lost struct {
	URL   string `json:"url"`
	Cause string `json:"cause"`
}

// Mended is a kind of damage that was mended to read the source.
type Mended struct {
	Kind  string `json:"kind"`
	File  string `json:"file"`
	Line  int    `json:"line"` // of the first
	Count int    `json:"count"`
}

// Post is the part of an item that report.json has of every one that is
// written.
type Post struct {
	ID     int64       `json:"id"`
	Path   string      `json:"path"`
	Result note.Result `json:"result"`
	Ledger note.Ledger `json:"ledger"`
}

// AppendJSON appends what package json makes of a post, written by hand for there are many.
func (p *Post) AppendJSON(b []byte) []byte {
	b = strconv.AppendInt(append(b, `{"id":`...), p.ID, 10)
	b = jsontext.AppendEscaped(append(b, `,"path":`...), p.Path)
	b = jsontext.AppendEscaped(append(b, `,"result":`...), string(p.Result))
	return append(p.Ledger.AppendJSON(append(b, `,"ledger":`...)), '}')
}

// Write writes the summary as indented JSON, with the posts as its last key: each is a
// [Post] in one line.
func (s *Summary) Write(w io.Writer, posts iter.Seq2[json.RawMessage, error]) error {
	if err := s.writeHead(w); err != nil {
		return err
	}
	sep := ",\n  \"posts\": [\n    "
	end := ",\n  \"posts\": []\n}\n"
	for line, err := range posts {
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s%s", sep, line); err != nil {
			return err
		}
		sep, end = ",\n    ", "\n  ]\n}\n"
	}
	_, err := io.WriteString(w, end)
	return err
}

// writeHead writes all but the posts, and not the end of the object. The files that are
// missing, which can be as many as a site has, are never text as a whole.
func (s *Summary) writeHead(w io.Writer) error {
	short := *s
	short.Media.Missing = nil
	head, err := short.head()
	if err != nil {
		return err
	}
	before, after, _ := bytes.Cut(bytes.TrimSuffix(head, []byte("\n}")), []byte("\"missing\": []")) // in a text quotes are escaped
	out := bufio.NewWriter(w)
	out.Write(before)
	out.WriteString("\"missing\": [")
	for i, url := range s.Media.Missing {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n      ")
		out.Write(jsontext.AppendEscaped(out.AvailableBuffer(), url))
	}
	if len(s.Media.Missing) > 0 {
		out.WriteString("\n    ")
	}
	out.WriteString("]")
	out.Write(after)
	return out.Flush()
}

func (s *Summary) head() ([]byte, error) {
	c := *s
	c.Schema = 1
	for _, list := range []*[]note.Count{&c.Types, &c.Skipped, &c.Notes} {
		*list = notNil(*list)
	}
	c.Sources, c.Stale, c.Problems = notNil(c.Sources), notNil(c.Stale), notNil(c.Problems)
	c.Around = notNil(c.Around)
	c.Gone, c.Pruned, c.Withdrawn = notNil(c.Gone), notNil(c.Pruned), notNil(c.Withdrawn)
	c.Held, c.Attention, c.Repairs = notNil(c.Held), notNil(c.Attention), notNil(c.Repairs)
	c.Causes = notNil(c.Causes)
	c.Media.Missing, c.Media.Failed = notNil(c.Media.Missing), notNil(c.Media.Failed)
	c.Links, c.Redirects.Formats = notNil(c.Links), notNil(c.Redirects.Formats)
	return json.MarshalIndent(&c, "", "  ")
}

func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
