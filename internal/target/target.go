// Package target is the one door to what a site generator wants of the folder:
// a [Target] is data. It says where the pages of posts, pages and other types
// lie, where images and data are and which address they have, which fields front
// matter has if the settings do not say, which pages and settings of its own the
// generator needs, and how a person sees the site.
//
// No other package names a folder of the output.
package target

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// A Target is a form of the output folder.
type Target struct {
	Name string

	// Place returns where the page of an item lies, if all names were harmless and
	// free.
	Place func(Item) Place

	Dialect *dialect.Dialect // of Markdown

	Files  Files   // where images and other files are
	Beside *Beside // how they lie with their pages, if that is asked for; nil if they cannot

	Data string // folder of the data around the posts
	Root string // folder whose files are at the root of the built site; "" is the whole

	// Fields are those of front matter, in order, if the settings name none; nil is
	// plain's.
	Fields []frontmatter.Preset

	// Header says that front matter is the lines of a header, not YAML.
	Header bool

	// AddressField has a page's address in front matter, which AddressOf gives the
	// form that the generator wants; "" if it has none.
	AddressField string
	AddressOf    func(Item) string

	// FileField has the file that is built, if that is not for the address to say: what
	// FileOf makes of it.
	FileField string
	FileOf    func(address string) string

	Avoid    string // characters that addresses cannot have
	FoldCase bool   // two addresses that differ in case alone are one to the generator
	Feed     string // address of the feed that the starter makes

	// InTerms reports whether the address of a term can have a character, beside what
	// Avoid says; nil if it can have all.
	InTerms func(r rune) bool

	TagsField string   // of the tags; "tags" if empty
	Terms     Terms    // how terms stand in front matter
	DraftDirs []string // folders of which the generator builds nothing
	HomeFile  string   // of the page that is at /, if it has a place of its own
	Templates []string // beginnings of code that it runs
	Shown     string   // what behind such a beginning says that it is only shown

	// NoTemplates is the field, with its value, that says that nothing is run.
	NoTemplates frontmatter.Field

	// LanguageEnd says that the name of a page in another language than the site's first
	// ends in it, slug.fr.md: the generator knows languages.
	LanguageEnd bool

	// TermsApart says that a term has a page in each of the languages.
	TermsApart bool

	TypeLists bool // it makes a list of the items of each custom post type

	FlatPosts bool // posts cannot be in folders below that of all

	Reserved []string // folders that no custom post type may have

	// BeginsAlike says that a folder whose name begins with that of a taxonomy is taken
	// for one of that taxonomy: genres for one of genre.
	BeginsAlike bool

	Keys  []string // of front matter that mean something to it or to the starter, and that we do not write
	Names []string // of terms that mean something else to the generator, in lower case

	// Pages returns the pages that the generator needs beside those of items.
	Pages func(*Site) []Page

	Style string // where the style sheet is that all starters share; "" if it is not wanted

	View string // the command to see the site, with DIR for the folder; "" for plain
}

// Terms is how the terms of a post stand in front matter.
type Terms int

// The ways.
const (
	BySlug Terms = iota
	ByKey        // by the name, which is made unique in its taxonomy
)

// Item is what a place depends on.
type Item struct {
	Type   string // post type
	Folder string // of a custom type: a harmless name; else posts or pages
	ID     int64
	Stem   string   // such as a slug
	Above  []string // stems of the pages above a page, from the top
	Draft  bool
	Date   time.Time // on the clock of the site; zero if there is none
	URL    string    // on the new site
	Parent bool      // there are pages below it
	Lang   string    // its language, where each has a place of its own; "" for the first of the site
}

// Place is a path that is not made safe yet, but for Root.
type Place struct {
	Root string   // folder of the target: "content/posts"
	Dir  []string // folders below it

	Before string // stands before the stem, and is harmless, such as a day
	Stem   string
	Ext    string // ".md"

	Exact bool // the name means something to the generator: it is harmless, and stays as it is

	// Own is what the page is called in a folder of its own, which has its stem as its
	// name; "" if it has none.
	Own string
}

// Files is a folder of the output, and where the new site has it.
type Files struct {
	Folder  string // "images"
	Address string // "/images/"
}

// Page is a page that is of no item.
type Page struct {
	Place
	Fields []frontmatter.Field
}

// common is the Markdown that all generators read but Jekyll's and Pelican's. What each
// reads is said with it, for the settings of its starter; it was seen in a real build.
const common = dialect.Footnotes | dialect.Strikethrough | dialect.ParenMarkers | dialect.ListNumbers | dialect.ListMarkers |
	dialect.InDetails | dialect.ItemFences | dialect.Tabs | dialect.HTMLFences | dialect.LongRuns | dialect.AddressParens | dialect.AddressEscapes

// all are the targets: plain, and the others by name.
var all []*Target

// register makes a target one of them: each file of a target does. The starter of one
// that builds a site is in starter/NAME.
func register(t Target) *Target {
	if t.Dialect.More == "" {
		t.Dialect.More = dialect.Plain.More // a comment, to a generator that divides nothing
	}
	all = append(all, &t)
	slices.SortFunc(all, func(a, b *Target) int {
		switch {
		case a.Name == plainName:
			return -1
		case b.Name == plainName:
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return &t
}

// Named returns the target of a name.
func Named(name string) (*Target, error) {
	for _, t := range all {
		if t.Name == name {
			return t, nil
		}
	}
	return nil, fmt.Errorf("%q: unknown target", name)
}

// Plain returns the target of Markdown that is for no generator.
func Plain() *Target { return plain }

// Names returns the names of all targets.
func Names() []string {
	var names []string
	for _, t := range all {
		names = append(names, t.Name)
	}
	return names
}

// Generator reports whether the target is one that builds a site.
func (t *Target) Generator() bool { return t.View != "" }

// Address returns the form that the address of a page has in front matter.
func (t *Target) Address(it Item) string {
	if t.AddressOf == nil {
		return it.URL
	}
	return t.AddressOf(it)
}

// Stem returns the name of a file for one that somebody has given a page. Generators
// take many characters of ASCII for something else: a pattern, a query, a loader.
func (t *Target) Stem(s string) string {
	if !t.Generator() {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-._%/", r) {
			return '-'
		}
		return r
	}, s)
}

// TermPath returns an address that a term can have.
func (t *Target) TermPath(p string) string {
	if t.InTerms == nil {
		return p
	}
	return strings.Map(func(r rune) rune {
		if r == '/' || t.InTerms(r) {
			return r
		}
		return '-'
	}, p)
}

// IsHome reports whether a file is the page that is at /.
func (t *Target) IsHome(file string) bool { return file == t.HomeFile && file != "" }

// Unbuilt reports whether the generator leaves out a page of a path and fields.
func (t *Target) Unbuilt(file string, fields []frontmatter.Field) bool {
	for _, dir := range t.DraftDirs {
		if strings.HasPrefix(file, dir+"/") {
			return true
		}
	}
	marks := 0
	for _, d := range t.Fields {
		if d.Draft == nil {
			continue
		}
		marks++
		if !slices.ContainsFunc(fields, func(f frontmatter.Field) bool { return f.Name == d.Name && f.Value == d.Draft }) {
			return false
		}
	}
	return marks > 0
}

// Hidden returns where a page of a path goes for the generator not to build it, ""
// if it is there or what its front matter says is enough.
func (t *Target) Hidden(file string) string {
	if len(t.DraftDirs) == 0 || slices.ContainsFunc(t.Fields, func(d frontmatter.Preset) bool { return d.Draft != nil }) {
		return ""
	}
	drafts := t.DraftDirs[0]
	built := strings.TrimSuffix(drafts, path.Base(drafts)) // the folder that drafts are in
	rest, ok := strings.CutPrefix(file, built)
	if !ok || strings.HasPrefix(file, drafts+"/") {
		return ""
	}
	return drafts + "/" + strings.TrimPrefix(rest, "_posts/")
}

// Runs returns code in a page that the generator runs, if there is some, and whose
// code it is.
func (t *Target) Runs(fields []frontmatter.Field, body []byte) (code, by string) {
	if no := t.NoTemplates; slices.ContainsFunc(fields, func(f frontmatter.Field) bool { return f.Name == no.Name && f.Value == no.Value }) {
		return "", ""
	}
	for _, open := range t.Templates {
		for at := body; ; {
			i := bytes.Index(at, []byte(open))
			if i < 0 {
				break
			}
			at = at[i:]
			if t.Shown == "" || !bytes.HasPrefix(at[len(open):], []byte(t.Shown)) {
				line, _, _ := bytes.Cut(at, []byte("\n"))
				return strings.ToValidUTF8(string(line[:min(len(line), 40)]), ""), t.Name
			}
			at = at[len(open):]
		}
	}
	return "", ""
}

// Folders is how posts lie in the folder that they have.
type Folders int

// The ways.
const (
	Flat    Folders = iota
	ByYear          // 2013
	ByMonth         // 2013/04
)

// PlaceIn returns the place of an item if posts lie in folders. A draft has no date
// yet that stays.
func (t *Target) PlaceIn(it Item, by Folders) Place {
	at := t.Place(it)
	if it.Lang != "" {
		at = t.inLanguage(at, it)
	}
	if it.Type != "post" || by == Flat || t.FlatPosts || it.Draft || it.Date.IsZero() || at.Exact {
		return at
	}
	at.Dir = append(at.Dir[:len(at.Dir):len(at.Dir)], it.Date.Format("2006"))
	if by == ByMonth {
		at.Dir = append(at.Dir, it.Date.Format("01"))
	}
	return at
}

// AtRoot returns where a file lies that is at the root of the built site under its
// name, for a server that looks for it there. Others stay at the root of the folder.
func (t *Target) AtRoot(name string) string {
	if name == "_redirects" || name == ".htaccess" {
		return path.Join(t.Root, name)
	}
	return name
}

// Marshal returns the front matter of a page.
func (t *Target) Marshal(fields []frontmatter.Field) ([]byte, error) {
	if t.Header {
		return frontmatter.MarshalHeader(fields)
	}
	return frontmatter.Marshal(fields)
}

// Folders returns the folder of each custom post type: its name, made harmless
// and free of what the target has a use for. Fields are those of taxonomies.
func (t *Target) Folders(types, fields []string) map[string]string {
	taken := map[string]bool{"posts": true, "pages": true}
	for _, list := range [][]string{t.Reserved, fields} {
		for _, name := range list {
			taken[strings.ToLower(name)] = true
		}
	}
	folders := map[string]string{"post": "posts", "page": "pages"}
	for _, typ := range types {
		if folders[typ] != "" {
			continue
		}
		name := harmless(typ)
		if t.BeginsAlike && slices.ContainsFunc(fields, func(f string) bool { return strings.HasPrefix(name, strings.ToLower(f)) }) {
			name = "type-" + name
		}
		for taken[name] {
			name += "-type"
		}
		taken[name] = true
		folders[typ] = name
	}
	return folders
}

// Field returns the name of a taxonomy as a field of front matter.
func (t *Target) Field(taxonomy string) string {
	if t.Generator() && harmless(taxonomy) != strings.ToLower(taxonomy) {
		taxonomy = harmless(taxonomy)
	}
	same := func(name string) bool { return strings.EqualFold(name, taxonomy) }
	if slices.ContainsFunc(t.Fields, func(f frontmatter.Preset) bool { return same(f.Name) }) || slices.ContainsFunc(t.Keys, same) || slices.ContainsFunc(usual, same) {
		return "tax_" + taxonomy
	}
	return taxonomy
}

// usual are the fields that mean something nearly everywhere.
var usual = []string{"id", "title", "description", "date", "url", "draft", "author", "image", "type", "slug", "layout", "content", "aliases", "weight", "categories", "tags", "taxonomies"}

// harmless returns the name of a post type as WordPress lets it be; others make
// names that it would not.
func harmless(typ string) string {
	name := strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '_', r == '-':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, typ), "-_")
	if len(name) > 60 {
		name = name[:60]
	}
	if name == "" {
		return "type"
	}
	return name
}
