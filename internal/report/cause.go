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

// kinds are the causes there are, each told in one way whatever notes have it.
var kinds = []Cause{
	{Key: "form", Text: "forms, which need the old site", Do: "put a form of a service in its place, or take it out; shortcodes: { NAME: drop } in wp2md.yaml does so for a shortcode"},
	{Key: "dynamic", Text: "lists and the like that only the running site could fill", Do: "put a list of the new site there, or a link to what it showed, or accept it; dynamic: static in wp2md.yaml fills blocks with what the export knows"},
	{Key: "shortcode", Text: "shortcodes that nobody knows, or that could not be carried over", Do: "say what it is: shortcodes: { NAME: unwrap } (or drop, keep, a template) in wp2md.yaml, then wp2md retry"},
	{Key: "plugin", Text: "pictures and tables that a plugin keeps where the export does not reach", Do: "put them into the page by hand, or read a dump of the database, which has those of NextGEN and TablePress; shortcodes: { NAME: drop } in wp2md.yaml leaves the others out"},
	{Key: "block", Text: "blocks that could not be carried over", Do: "look at the page beside the old one in report.html"},
	{Key: "file", Text: "files that could not be got", Do: "get a copy of wp-content/uploads that has them, a folder or .zip, then wp2md retry --uploads COPY"},
	{Key: "attachment", Text: "attachments that the export does not hold, or without the address of a file", Do: "export again with All content, or add the export of Media or the database as another source"},
	{Key: "background", Text: "pictures behind an element, which Markdown cannot say", Do: "put the picture into the page if it matters"},
	{Key: "failed", Text: "items that could not be written", Do: "mend what the note says, then wp2md retry"},
	{Key: "script", Text: "scripts, which are not carried over", Do: "put what the script showed there by the means of the new site, or accept it"},
	{Key: "hidden", Text: "texts that the old site hid and the new one shows", Do: "take them out of the page, or accept them"},
	{Key: "builder", Text: "pages whose builder kept them elsewhere", Do: "read the database or the live site in place of the export"},
	{Key: "html", Text: "markup that was dropped or is new", Do: "look at the page beside the old one in report.html"},
	{Key: "embed", Text: "things of other sites that are no more, or are links now", Do: "follow the link, and accept it if it serves"},
	{Key: "footnote", Text: "footnotes without their marks, or marks without a footnote", Do: "look at the page beside the old one in report.html"},
	{Key: "address", Text: "pages that had the address of another page", Do: "give one of them another address in its front matter, and lead to it from where it is missed"},
	{Key: "nesting", Text: "markup nested deeper than can be read", Do: "look at the page beside the old one in report.html"},
	{Key: "repair", Text: "damage of the export that was mended, where words may be missing", Do: "export again if you can, else read the page"},
	{Key: "comments", Text: "comments that are not in the output", Do: "read in report.html why, and accept it if that is right"},
	{Key: "members", Text: "texts for members only, held back", Do: "put them into the page if they may be public, or accept it; restricted: keep in wp2md.yaml keeps them"},
	{Key: "hidden-block", Text: "blocks that their author has hidden, held back", Do: "show the block on the old site if it may be public, or accept it; restricted: keep in wp2md.yaml keeps it"},
	{Key: "withdrawn", Text: "pages of posts that are not public any more", Do: "nothing, if that is what you want; else make the post public on the old site and run again"},
	{Key: "returned", Text: "drafts of posts that are public again", Do: "make the page public as your generator has it (draft: false, or the folder of posts); or remove it and run again with --theirs, which writes it anew"},
	{Key: "conflict", Text: "pages that you and the new version have changed in the same place", Do: "take what you want of name.md.new and remove it, or run again with --ours or --theirs"},
	{Key: "truncated", Text: "the export ends inside an item", Do: "export again"},
	{Key: "unverified", Text: "pages that are too odd to be checked", Do: "read the page beside the old one in report.html"},
	{Key: "verify", Text: "pages that differ from their source when read again", Do: "compare both sides in report.html; please report it as a fault"},
}

// A rule says which notes have a cause: those of a kind whose text begins so.
type rule struct {
	kind   note.Kind
	begins string
	key    string
	name   func(rest string) string // what of; nil if there is nothing to tell apart
}

// rules are looked at in their order. A kind without a beginning takes what no
// rule before it has taken.
var rules = []rule{
	{note.Shortcode, "a form", "form", bracketed},
	{note.Block, "a form", "form", firstWord},
	{note.HTML, "a form", "form", nil},
	{note.HTML, "form kept as HTML", "form", host},
	{note.Block, "only the old site could fill it", "dynamic", firstWord},
	{note.Shortcode, "only the old site could fill it", "dynamic", bracketed},
	{note.Shortcode, "filled by the running site", "dynamic", bracketed},
	{note.Shortcode, "a list of posts", "dynamic", bracketed},
	{note.Shortcode, "unknown", "shortcode", bracketed},
	{note.Shortcode, "its pictures are not in", "plugin", bracketed},
	{note.Shortcode, "its table is not in", "plugin", bracketed},
	{note.Shortcode, "", "shortcode", bracketed},
	{note.Block, "", "block", prefix},
	{note.Media, "featured image", "attachment", nil},
	{note.Media, "gallery", "attachment", nil},
	{note.Media, "playlist", "attachment", nil},
	{note.Media, "a cover shows the featured image", "attachment", nil},
	{note.Media, "not in the export", "attachment", nil},
	{note.Media, "a gallery that the source does not hold", "plugin", bracketed},
	{note.Media, "picture of", "plugin", nil},
	{note.Media, "no file for", "shortcode", bracketed},
	{note.Media, "text within", "html", prefix},
	{note.Media, "an attachment without", "attachment", nil},
	{note.Media, "picture behind", "background", nil},
	{note.Media, "film behind", "background", nil},
	{note.Media, "", "file", host},
	{note.Unwritten, "not in --uploads", "file", host},
	{note.Unwritten, "not fetched", "file", host},
	{note.Unwritten, "the source ends", "truncated", nil},
	{note.Unwritten, "", "failed", prefix},
	{note.HTML, "script dropped", "script", host},
	{note.HTML, "hidden on the old site", "hidden", nil},
	{note.HTML, "the page is empty", "builder", nil},
	{note.HTML, "", "html", prefix},
	{note.Embed, "", "embed", host},
	{note.Footnote, "", "footnote", nil},
	{note.Link, "its old address", "address", nil},
	{note.Nesting, "", "nesting", nil},
	{note.Repair, "", "repair", prefix},
	{note.Comments, "", "comments", nil},
	{note.Private, "for members only", "members", nil},
	{note.Private, "hidden by its author", "hidden-block", nil},
	{note.Withdrawn, "public again", "returned", nil},
	{note.Withdrawn, "", "withdrawn", nil},
	{note.Edited, "", "conflict", nil},
	{note.Truncated, "", "truncated", nil},
	{note.Verify, "not read again", "unverified", nil},
	{note.Verify, "", "verify", nil},
}

// causeKey returns the key of the cause of a note, and what of it the note is about.
func causeKey(n note.Note) (key, name string) {
	for i := range rules {
		r := &rules[i]
		if r.kind != n.Kind || !strings.HasPrefix(n.Text, r.begins) {
			continue
		}
		if r.name != nil {
			name = r.name(n.Text)
		}
		return r.key, name
	}
	return string(n.Kind), prefix(n.Text)
}

// causeOf returns the cause of a key, as it is told.
func causeOf(key string) Cause {
	for _, c := range kinds {
		if c.Key == key {
			return c
		}
	}
	return Cause{Key: key, Text: "notes of the kind " + key, Do: "look at the page beside the old one in report.html"}
}

// CauseOf returns the key of the cause of a note that asks for a look.
func CauseOf(n note.Note) string {
	key, _ := causeKey(n)
	return key
}

// ThingOf returns what a note that asks for a look is about, if one decision about it serves
// every page of the site where it stands: the same for all their notes. It is empty for what
// must be looked at on each page.
func ThingOf(n note.Note) string {
	key, name := causeKey(n)
	switch key {
	case "form": // who is to take what visitors fill in, whichever the forms
		return key
	case "members": // whether the new site shows to all what members alone saw
		return key
	case "shortcode": // what a name means, which the settings say of all
		if strings.HasPrefix(n.Text, "unknown") && name != "" {
			return key + " " + name
		}
	case "dynamic", "plugin", "block":
		if of := inDatabase[name]; key == "plugin" && of != "" { // another source has them all
			return key + " " + of
		}
		if space := spaceOf(n.Text); space != "" {
			return key + " " + space
		}
		if !strings.Contains(n.Text, "…") { // cut, two may begin alike
			return n.Text
		}
	}
	return ""
}

// spaceOf returns the namespace of the blocks that a note tells of, if they have neither
// content nor attributes: one theme or plugin filled them all.
func spaceOf(text string) string {
	names, ok := strings.CutPrefix(text, "without content of its own, dropped: ")
	if !ok {
		return ""
	}
	space, _, ok := strings.Cut(names, "/")
	if !ok {
		return ""
	}
	for name := range strings.SplitSeq(names, " · ") {
		if !strings.HasPrefix(name, space+"/") || strings.Contains(name, " ") {
			return ""
		}
	}
	return space + "/"
}

// inDatabase are the shortcodes of pictures that a source has if it is the database, by the
// plugin.
var inDatabase = map[string]string{
	"nggallery": "NextGEN", "ngg": "NextGEN", "ngg_images": "NextGEN", "nggtags": "NextGEN", "nggalbum": "NextGEN", "imagebrowser": "NextGEN", "singlepic": "NextGEN", "album": "NextGEN",
}

// CauseKeys returns the keys of all causes.
func CauseKeys() []string {
	var all []string
	for _, c := range kinds {
		all = append(all, c.Key)
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
		key, name := causeKey(n)
		k := c.at[key]
		if k == nil {
			k = &counted{Cause: causeOf(key)}
			if strings.HasPrefix(n.Text, "not in --uploads") {
				k.Do = "the copy that you have named lacks them: put them there, then wp2md retry; or name one that has them, wp2md retry --uploads COPY"
			}
			k.Example = Example{it.ID, cmp.Or(it.Path, it.Title), n.Text}
			if c.at == nil {
				c.at = map[string]*counted{}
			}
			c.at[key] = k
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
