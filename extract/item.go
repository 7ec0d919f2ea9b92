package extract

import (
	"crypto/sha256"
	"time"
)

// Site is what an export says about the site as a whole: the channel of the
// file, or of all files of a split export merged.
type Site struct {
	Title       string // entities decoded once
	Description string // entities decoded once
	Language    string
	Link        string // the channel's link
	BaseSiteURL string // wp:base_site_url: the network's root on a multisite, wordpress.com there
	BaseBlogURL string // wp:base_blog_url
	Generator   string
	WXRVersion  string // wp:wxr_version, trimmed; empty if the export has none

	Authors []Author // by login, in order of first appearance
	Terms   []Term   // by taxonomy and slug, in order of first appearance

	Settings *Settings // of the database; nil for an export
}

// URL returns the address of the blog, the base of its links: base_blog_url,
// else base_site_url, else the channel's link, without a trailing slash
// (docs/formats.md §A.3).
func (s *Site) URL() string {
	for _, u := range []string{s.BaseBlogURL, s.BaseSiteURL, s.Link} {
		for len(u) > 0 && u[len(u)-1] == '/' {
			u = u[:len(u)-1]
		}
		if u != "" {
			return u
		}
	}
	return ""
}

// Author is one wp:author of the channel.
type Author struct {
	ID                  int64
	Login               string
	Email               string
	DisplayName         string // entities decoded once
	FirstName, LastName string
	Description         string // HTML; only WordPress.com exports it
}

// Term is a category, tag, menu or term of a custom taxonomy, as the channel
// lists it.
type Term struct {
	ID          int64
	Taxonomy    string // category, post_tag, nav_menu, …
	Slug        string
	Parent      string // slug of the parent, empty at the root
	Name        string // entities decoded once
	Description string
	Meta        []Meta
}

// Item is one <item> of an export: a post, page, attachment, menu item or
// anything else WordPress keeps in its posts table. Fields hold what
// WordPress stored, with the XML decoded and line ends as \n; a field the
// item lacks is its zero value.
type Item struct {
	File string            // the file it was read from, as messages name it
	Line int               // the line of its <item>, from 1
	Sum  [sha256.Size]byte // of its bytes in the file, before any repair; if that is UTF-16, of their UTF-8

	// Cut reports that the item is not whole: the file ends inside it, another
	// item or export begins inside one of its fields, or its beginning or end
	// is missing and its type or status with it. Its fields are those that were
	// read and must not be published as if they were all; Type and Status may
	// be empty.
	Cut bool

	// Repairs are the places where the bytes had to be mended to be read.
	Repairs []Repair

	// From says in words which of several sources it was taken from, if not all
	// of it is from the first of them.
	From string

	ID          int64
	Type        string // post if the item has none
	Status      string // publish if the item has none
	Slug        string // wp:post_name, percent-encoded as WordPress stores it
	Title       string // may hold entities and tags; see PlainTitle
	Link        string
	GUID        string
	Creator     string // login name
	Description string
	Content     string
	Excerpt     string
	Password    string
	Parent      int64
	MenuOrder   int
	Sticky      bool

	CommentStatus string
	PingStatus    string
	AttachmentURL string

	// The wall clock of the site and of Greenwich, both in UTC as time.Time;
	// zero where WordPress has none, in any of its spellings of "none"
	// (docs/formats.md §0.5).
	Date, DateGMT         time.Time
	Modified, ModifiedGMT time.Time
	PubDate               time.Time

	Terms    []TermRef
	Meta     []Meta
	HeldRows []Meta // what internal/privacy has taken from Meta
	Comments []Comment

	literal bool            // a "<" in the title is one; see PlainTitle
	mended  string          // the content as it was read; see IsMended
	file    *attachmentMeta // once asked for
	spread  map[string]bool // the fields that SpreadXML has read, once it has
}

// StoredContent is the key of a custom field that is none in WordPress: what the column
// post_content_filtered of a database holds, where that is a page builder's JSON.
const StoredContent = "_post_content_filtered"

// TermRef is a category element of an item: a term the item is filed under.
type TermRef struct {
	Taxonomy string // post_tag also where WXR 1.0 says tag
	Slug     string
	Name     string // entities decoded once
}

// Meta is a custom field. A key can occur more than once.
type Meta struct {
	Key, Value string
}

// Comment is one wp:comment of an item.
type Comment struct {
	ID            int64
	Parent        int64 // 0 at the top
	Author        string
	AuthorEmail   string
	AuthorURL     string
	AuthorIP      string
	Date, DateGMT time.Time
	Content       string
	Approved      string // 1, 0, spam, trash, post-trashed
	Type          string // comment, pingback, trackback, …; empty before WordPress 5.5
	UserID        int64
	Meta          []Meta
}

// Repair is a kind of damage that was mended while reading, how often, and
// where it first occurred.
type Repair struct {
	Kind  string // a stable word, one of the Repair constants
	File  string
	Line  int // of the first
	Count int
	Text  string // what the first one was, where that helps a person to find it; short and printable
}

// IsMended reports whether a text is the content as a reader of exports has left it:
// valid UTF-8, without what may not stand in XML.
func (it *Item) IsMended(content string) bool {
	return it.mended != "" && content == it.mended
}

// Field returns the value of the first custom field named key, or "".
func (it *Item) Field(key string) string {
	for i := range it.Meta {
		if m := &it.Meta[i]; m.Key == key {
			return m.Value
		}
	}
	return ""
}
