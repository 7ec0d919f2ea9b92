// Package check verifies an output folder as it stands on disk, without the
// source: that pages can be read, that what they point at is there, and that
// nothing is left in them of WordPress or of what is private.
//
// It reads only. A page that it cannot read is a finding, no error.
package check

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/reading"
	"github.com/wp2md/wp2md/internal/target"
)

// Kind is the stable word by which findings are counted and filtered.
type Kind string

// What a finding can be about.
const (
	FrontMatter Kind = "front-matter" // it cannot be read
	Link        Kind = "link"         // it leads to nothing in the folder
	Anchor      Kind = "anchor"       // it leads to a place that its page does not have
	Image       Kind = "image"        // the file is not there
	Missing     Kind = "missing"      // a file that was written is not there
	Conflict    Kind = "conflict"     // the new version of an edited file waits beside it
	Collision   Kind = "collision"    // two paths that are one on some systems
	Shortcode   Kind = "shortcode"    // left over
	Block       Kind = "block"        // a block comment that is left over
	Private     Kind = "private"      // a page of a private post
	Unreadable  Kind = "unreadable"   // a file that cannot be read
	Draft       Kind = "draft"        // the target would publish a draft
	Address     Kind = "address"      // a page is not where links lead to
	Interrupted Kind = "interrupted"  // the last run did not come to its end
	Failed      Kind = "failed"       // an item that a run could not write

	// For information only.
	Edited    Kind = "edited"    // a page was edited since it was written
	Deleted   Kind = "deleted"   // a page was deleted since it was written
	Unknown   Kind = "unknown"   // a page that no run has written
	Gone      Kind = "gone"      // a page that nothing in the source needs any more
	Template  Kind = "template"  // code that the target runs
	Email     Kind = "email"     // an e-mail address in a body
	Withdrawn Kind = "withdrawn" // a page that is a draft now, for its post is not public any more
)

// Info reports whether a finding is for information only.
func (k Kind) Info() bool {
	return k == Edited || k == Deleted || k == Unknown || k == Gone || k == Email || k == Template || k == Withdrawn
}

// A Finding is something about a file.
type Finding struct {
	Path string `json:"path"`
	Line int    `json:"line,omitempty"`
	Kind Kind   `json:"kind"`
	Text string `json:"text"`

	// Accepted says that a person has looked at what a run has noted of this, and
	// that it may stay: it is for information then.
	Accepted bool `json:"accepted,omitempty"`
}

// Report is what was found, by path and line.
type Report struct {
	Checked  int       `json:"checked"`  // pages
	Links    int       `json:"links"`    // to places in the folder
	Images   int       `json:"images"`   // in the folder
	External int       `json:"external"` // links and images that lead elsewhere: not checked
	Problems []Finding `json:"problems"`
	Notes    []Finding `json:"notes"` // for information
}

// Recorded is what the manifest has of an item.
type Recorded struct {
	ID        int64
	Path      string // empty if it was not written
	SHA256    string // of the file as it was made
	URL       string // its address on the new site, if known
	Private   bool   // or behind a password
	Deleted   bool   // by a person
	Draft     bool   // not to be published
	Type      string // post type
	Absent    bool   // the source of the last run did not have it
	Gone      bool   // and that was the whole site
	Withdrawn bool   // made a draft by a run, for its post is not public any more
	Failed    bool   // the last run that had it could not write it
	Notes     []note.Note
}

// Folder checks the files of an output folder that is for a target against what is
// recorded of it: items, the paths of others that a run has written and whether the
// last one needed them, and of files that it could not get, with their addresses.
// The error is one of the context, or of reading the folder itself.
func Folder(ctx context.Context, root fs.FS, t *target.Target, recorded []Recorded, others map[string]bool, lacking map[string]string) (*Report, error) {
	d := t.Dialect
	c := &checker{root: root, target: t, others: others, lacking: lacking, made: map[string]bool{}, dialect: d, markdown: reading.Parser(d, goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute())), files: map[string]bool{}, known: map[string]*Recorded{}, addresses: map[string]string{}, anchors: map[string]map[string]bool{}, held: map[int64]bool{}, drafts: map[int64]bool{}}
	if err := c.list(); err != nil {
		return nil, err
	}
	c.record(recorded)
	c.lists()
	c.collisions()
	for _, name := range c.pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.page(name)
	}
	c.places()
	order := func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Text, b.Text))
	}
	slices.SortStableFunc(c.report.Problems, order)
	slices.SortStableFunc(c.report.Notes, func(a, b Finding) int {
		if a.Accepted != b.Accepted { // what was looked at comes last
			if b.Accepted {
				return -1
			}
			return 1
		}
		return order(a, b)
	})
	return &c.report, nil
}

type checker struct {
	root      fs.FS
	target    *target.Target
	others    map[string]bool   // files of no item that a run has written, and whether the last one needed them
	lacking   map[string]string // files that could not be got, and their addresses
	made      map[string]bool   // addresses of what the target makes itself
	dialect   *dialect.Dialect
	markdown  goldmark.Markdown
	files     map[string]bool // all, by slash-separated path
	pages     []string        // those that are pages
	known     map[string]*Recorded
	held      map[int64]bool    // items that are private and not written
	drafts    map[int64]bool    // items that are not to be published
	addresses map[string]string // path of an address, without the last slash → page

	anchors map[string]map[string]bool // by page
	deep    []deepLink                 // links to places in pages
	report  Report
}

// A deepLink is a link to a place in a page.
type deepLink struct {
	from     string
	line     int
	to, text string
	fragment string
}

func (c *checker) found(file string, line int, k Kind, format string, args ...any) {
	c.add(Finding{Path: file, Line: line, Kind: k, Text: fmt.Sprintf(format, args...)})
}

func (c *checker) add(f Finding) {
	if f.Kind.Info() || f.Accepted {
		c.report.Notes = append(c.report.Notes, f)
	} else {
		c.report.Problems = append(c.report.Problems, f)
	}
}

// list finds the files. Hidden folders are not the site's: .wp2md, .git.
func (c *checker) list() error {
	return fs.WalkDir(c.root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			c.found(name, 0, Unreadable, "%s", reason(err))
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"):
			return fs.SkipDir
		case !d.IsDir():
			c.files[name] = true
			if strings.EqualFold(path.Ext(name), ".md") {
				c.pages = append(c.pages, name)
			}
		}
		return nil
	})
}

// reason is an error without the path that the finding has.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}

// record holds the files against the manifest.
func (c *checker) record(recorded []Recorded) {
	for i := range recorded {
		r := &recorded[i]
		if r.Failed {
			c.failed(r)
		}
		if r.Path == "" {
			if r.Private {
				c.held[r.ID] = true
			}
			continue
		}
		if r.Absent && c.known[r.Path] != nil {
			continue // only what stood beside the page is left of it
		}
		c.known[r.Path] = r
		if r.Draft {
			c.drafts[r.ID] = true
		}
		switch {
		case c.files[r.Path]:
			if r.URL != "" {
				c.addresses[key(r.URL)] = r.Path
			}
			c.unchanged(r)
			if r.Withdrawn {
				c.found(r.Path, 0, Withdrawn, "a draft since its post was not public on the old site")
			}
			if r.Gone {
				c.found(r.Path, 0, Gone, "its post is not in the source any more")
			}
		case r.Absent:
		case r.Deleted:
			c.found(r.Path, 0, Deleted, "deleted since it was written")
		default:
			c.found(r.Path, 0, Missing, "it was written and is not there")
		}
	}
	for _, name := range c.pages {
		switch needed, ours := c.others[name]; {
		case c.known[name] != nil || needed:
		case ours:
			c.found(name, 0, Gone, "an earlier run has written it, and nothing in the source needs it any more")
		default:
			c.found(name, 0, Unknown, "no run has written it")
		}
	}
}

// failed reports an item that could not be written, and why.
func (c *checker) failed(r *Recorded) {
	f := Finding{Path: cmp.Or(r.Path, ".wp2md/manifest.jsonl"), Kind: Failed, Text: fmt.Sprintf("%s %d could not be written", r.Type, r.ID)}
	for _, n := range r.Notes {
		if n.Kind == note.Unwritten {
			f.Text += ": " + n.Text
			f.Accepted = n.Accepted
		}
	}
	c.add(f)
}

// unchanged reports a file that is not as it was written.
func (c *checker) unchanged(r *Recorded) {
	in, err := c.root.Open(r.Path)
	if err != nil {
		return // found when it is read
	}
	defer in.Close()
	h := sha256.New()
	if _, err := io.Copy(h, in); err != nil {
		c.found(r.Path, 0, Unreadable, "%s", reason(err))
		return
	}
	if hex.EncodeToString(h.Sum(nil)) != r.SHA256 {
		c.found(r.Path, 0, Edited, "edited since it was written")
	}
	if c.files[r.Path+".new"] {
		c.add(Finding{Path: r.Path, Kind: Conflict, Text: "its new version waits beside it: " + r.Path + ".new", Accepted: c.accepted(r.Path, note.Edited, always)})
	}
}

// collisions reports paths that are the same where case, or the form of
// accents, does not count.
func (c *checker) collisions() {
	names := make([]string, 0, len(c.files))
	for name := range c.files {
		names = append(names, name)
	}
	slices.Sort(names)
	seen := make(map[string]string, len(names))
	fold := cases.Fold()
	for _, name := range names {
		folded := norm.NFC.String(fold.String(norm.NFD.String(name)))
		if other, ok := seen[folded]; ok {
			c.found(name, 0, Collision, "is the same file as %s on some systems", other)
			continue
		}
		seen[folded] = name
	}
}

// page checks one page.
func (c *checker) page(name string) {
	c.report.Checked++
	data, err := fs.ReadFile(c.root, name)
	if err != nil {
		c.found(name, 0, Unreadable, "%s", reason(err))
		return
	}
	fields, body := c.frontMatter(name, data)
	c.private(name, fields)
	c.generated(name, fields, body)
	c.body(name, body, strings.Count(string(data[:len(data)-len(body)]), "\n"))
}

// private reports a page of a post that was held back, and one that was asked
// for but does not say that it is a draft.
func (c *checker) private(name string, fields []frontmatter.Field) {
	draft, id := false, ""
	for _, f := range fields {
		switch f.Name {
		case "draft":
			draft = f.Value == true
		case "id", "wp_id":
			id = fmt.Sprint(f.Value)
		case "extra": // Zola's
			if extra, ok := f.Value.([]frontmatter.Field); ok {
				id, _ = valueOf(extra, "id")
			}
		}
	}
	if r := c.known[name]; r != nil {
		if r.Private && !draft && !c.target.Generator() {
			c.found(name, 1, Private, "the post is private or behind a password, and is not marked as a draft")
		}
		return
	}
	n, err := strconv.ParseInt(id, 10, 64)
	switch {
	case err != nil:
	case c.held[n]:
		c.found(name, 1, Private, "the post with the id %d is private or behind a password and was held back", n)
	case c.drafts[n] && c.target.Generator() && !c.target.Unbuilt(name, fields):
		c.found(name, 1, Draft, "the post with the id %d is a draft, and %s would publish this page of it", n, c.target.Name)
	}
}
