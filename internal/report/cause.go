package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
)

// A Cause is why items need a look, as a person thinks of it: a thousand pages
// with a contact form are one thing to decide, not a thousand.
type Cause struct {
	Key     string       `json:"key"`     // a stable word, by which it can be accepted
	Text    string       `json:"text"`    // what it is
	Do      string       `json:"do"`      // what to do about it
	Items   int          `json:"items"`   // that have it
	Notes   int          `json:"notes"`   // on these
	Names   []note.Count `json:"names"`   // of what: shortcodes, blocks, hosts; the most frequent
	More    int          `json:"more"`    // names beyond those
	Example Example      `json:"example"` // the first of the items
}

// Example is an item that has a cause.
type Example struct {
	ID   int64  `json:"id"`
	Item string `json:"item"` // its path, or its title if it was not written
	Note string `json:"note"` // what is said of it
}

// A rule says which notes have a cause: those of a kind whose text begins so.
type rule struct {
	kind   note.Kind
	begins string
	key    string
	text   string
	do     string
	name   func(rest string) string // what of; nil if there is nothing to tell apart
}

// rules are looked at in their order. A kind without a beginning takes what no
// rule before it has taken.
var rules = []rule{
	{note.Shortcode, "a form", "form", "a form, which needs the old site", "put a form of a service there, or leave it: shortcodes: { NAME: drop } in wp2md.yaml", bracketed},
	{note.Block, "a form", "form", "a form, which needs the old site", "put a form of a service there, or leave it", firstWord},
	{note.HTML, "a form", "form", "a form, which needs the old site", "put a form of a service there, or leave it", nil},
	{note.HTML, "form kept as HTML", "form", "a form, which needs the old site", "lead it to a service, or take it out", host},
	{note.Block, "only the old site could fill it", "dynamic", "a block that only the running site could fill", "the new site makes such lists by itself; accept it, or dynamic: static in wp2md.yaml", firstWord},
	{note.Shortcode, "filled by the running site", "dynamic", "a shortcode that only the running site could fill", "the new site makes such lists by itself; accept it", bracketed},
	{note.Shortcode, "a list of posts", "dynamic", "a list that only the running site could fill", "the new site makes such lists by itself; accept it", bracketed},
	{note.Shortcode, "unknown", "shortcode", "a shortcode that nobody knows", "say what it is: shortcodes: { NAME: unwrap } (or drop, keep, a template) in wp2md.yaml, then wp2md retry", bracketed},
	{note.Shortcode, "", "shortcode", "a shortcode that could not be carried over", "say what is to become of it: shortcodes: { NAME: drop } in wp2md.yaml", bracketed},
	{note.Block, "", "block", "a block that could not be carried over", "look at the page beside the old one in report.html", prefix},
	{note.Media, "not in --uploads", "file", "files that --uploads does not have", "get a whole copy of wp-content/uploads, then wp2md retry --uploads DIR", host},
	{note.Media, "not fetched", "file", "files that could not be fetched", "get a copy of wp-content/uploads, then wp2md retry --uploads DIR", host},
	{note.Media, "featured image", "attachment", "pictures whose attachment is not in the export", "export again with All content, or add the export of Media as a second source", nil},
	{note.Media, "gallery", "attachment", "pictures whose attachment is not in the export", "export again with All content, or add the export of Media as a second source", nil},
	{note.Media, "playlist", "attachment", "pictures whose attachment is not in the export", "export again with All content, or add the export of Media as a second source", nil},
	{note.Media, "not in the export", "attachment", "pictures whose attachment is not in the export", "export again with All content, or add the export of Media as a second source", nil},
	{note.Media, "an attachment without", "attachment", "attachments without the address of a file", "nothing can be done with the export alone", nil},
	{note.Media, "picture behind", "background", "pictures behind an element, which Markdown cannot say", "put the picture into the page if it matters", nil},
	{note.Media, "", "file", "files that could not be got", "get a copy of wp-content/uploads, then wp2md retry --uploads DIR", host},
	{note.Unwritten, "not in --uploads", "file", "files that --uploads does not have", "get a whole copy of wp-content/uploads, then wp2md retry --uploads DIR", host},
	{note.Unwritten, "not fetched", "file", "files that could not be got", "get a copy of wp-content/uploads, then wp2md retry --uploads DIR", host},
	{note.Unwritten, "", "failed", "items that could not be written", "mend what the note says, then wp2md retry", prefix},
	{note.HTML, "script dropped", "script", "scripts, which are not carried over", "put what the script showed there by the means of the new site, or accept it", host},
	{note.HTML, "hidden on the old site", "hidden", "texts that the old site hid and the new one shows", "take them out of the page, or accept them", nil},
	{note.HTML, "the page is empty", "builder", "pages whose builder kept them elsewhere", "look at the page beside the old one in report.html", nil},
	{note.HTML, "", "html", "markup that was dropped or is new", "look at the page beside the old one in report.html", prefix},
	{note.Embed, "", "embed", "things of other sites that are no more, or are links now", "follow the link, and accept it if it serves", host},
	{note.Footnote, "", "footnote", "footnotes without their marks, or marks without a footnote", "look at the page beside the old one in report.html", nil},
	{note.Link, "its old address", "address", "pages that had the address of another page", "give one of them another address in its front matter, and lead to it from where it is missed", nil},
	{note.Nesting, "", "nesting", "markup nested deeper than can be read", "look at the page beside the old one in report.html", nil},
	{note.Repair, "", "repair", "damage of the export that was mended, where words may be missing", "export again if you can, else read the page", prefix},
	{note.Comments, "", "comments", "comments that are not in the output", "see the note of the item", nil},
	{note.Private, "for members only", "members", "texts for members only, held back", "put them into the page if they may be public, or accept it; restricted: keep in wp2md.yaml keeps them", nil},
	{note.Private, "hidden by its author", "hidden-block", "blocks that their author has hidden, held back", "show the block on the old site if it may be public, or accept it; restricted: keep in wp2md.yaml keeps it", nil},
	{note.Withdrawn, "", "withdrawn", "pages of posts that are not public any more", "nothing, if that is what you want; else make the post public on the old site and run again", nil},
	{note.Edited, "", "conflict", "pages that you and the new version have changed in the same place", "take what you want of name.md.new and remove it, or run again with --ours or --theirs", nil},
	{note.Truncated, "", "truncated", "the export ends inside an item", "export again", nil},
	{note.Verify, "not read again", "unverified", "pages that are too odd to be checked", "read the page beside the old one in report.html", nil},
	{note.Verify, "", "verify", "pages that differ from their source when read again", "compare both sides in report.html; please report it as a fault", nil},
}

// ruleOf returns the rule of a note, and what of it the note is about.
func ruleOf(n note.Note) (*rule, string) {
	for i := range rules {
		r := &rules[i]
		if r.kind != n.Kind || !strings.HasPrefix(n.Text, r.begins) {
			continue
		}
		name := ""
		if r.name != nil {
			name = r.name(n.Text)
		}
		return r, name
	}
	return &rule{key: string(n.Kind), text: "notes of the kind " + string(n.Kind), do: "look at the page beside the old one in report.html"}, prefix(n.Text)
}

// CauseOf returns the key of the cause of a note that asks for a look.
func CauseOf(n note.Note) string {
	r, _ := ruleOf(n)
	return r.key
}

// CauseKeys returns the keys of all causes, each once.
func CauseKeys() []string {
	var all []string
	for _, r := range rules {
		if !slices.Contains(all, r.key) {
			all = append(all, r.key)
		}
	}
	return all
}

// prefix returns what a note says before it quotes.
func prefix(text string) string {
	before, _, _ := strings.Cut(text, ": ")
	before, _, _ = strings.Cut(before, " in line ")
	return before
}

// firstWord returns the name that follows what a note says.
func firstWord(text string) string {
	_, rest, _ := strings.Cut(text, ": ")
	name, _, _ := strings.Cut(rest, " ")
	return strings.Trim(name, `[]"“”`)
}

// bracketed returns the name of the shortcode that a note quotes.
func bracketed(text string) string { return between(text, "[", " =]/\"\n") }

// host returns the host of the address that a note quotes.
func host(text string) string { return between(text, "://", "/?#: \"") }

// between returns what stands behind the first mark, up to one of the ends.
func between(text, mark, ends string) string {
	_, rest, _ := strings.Cut(text, mark)
	if i := strings.IndexAny(rest, ends); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// Causes groups the notes that ask for a look by their cause.
type Causes struct {
	list []*counted
	at   map[string]*counted
}

type counted struct {
	Cause
	names note.Tally
}

// Bounds of the names of a cause: that are told apart, and that are listed.
const (
	mostNames   = 10_000
	listedNames = 12
)

// Add takes the notes of an item that ask for a look.
func (c *Causes) Add(it *Item) {
	seen := map[*counted]bool{}
	for _, n := range it.Notes {
		if !n.Review {
			continue
		}
		r, name := ruleOf(n)
		k := c.at[r.key]
		if k == nil {
			k = &counted{Cause: Cause{Key: r.key, Text: r.text, Do: r.do, Example: Example{it.ID, cmp.Or(it.Path, it.Title), n.Text}}}
			if c.at == nil {
				c.at = map[string]*counted{}
			}
			c.at[r.key] = k
			c.list = append(c.list, k)
		}
		k.Notes++
		if !seen[k] {
			seen[k] = true
			k.Items++
		}
		if name != "" && (len(k.names) < mostNames || k.names[name] > 0) {
			k.names.Add(name)
		}
	}
}

// CausesOf returns the causes of items, those of most items first.
func CausesOf(items []Item) []Cause {
	var c Causes
	for i := range items {
		c.Add(&items[i])
	}
	return c.List()
}

// List returns the causes, those of most items first.
func (c *Causes) List() []Cause {
	list := []Cause{}
	for _, k := range c.list {
		k.Names = k.names.Counts()
		if k.More = max(0, len(k.Names)-listedNames); k.More > 0 {
			k.Names = k.Names[:listedNames]
		}
		list = append(list, k.Cause)
	}
	slices.SortStableFunc(list, func(a, b Cause) int { return cmp.Compare(b.Items, a.Items) })
	return list
}
