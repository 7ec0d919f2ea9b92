package extract

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// FieldRendered is the custom field, with the value 1, of an item whose Content
// is the HTML that WordPress made of it, as a live site shows it. What
// WordPress does to contents before it shows them must not be done again.
const FieldRendered = "_wp2md_rendered"

// Rendered reports whether the Content of the item is finished HTML.
func (it *Item) Rendered() bool { return it.Field(FieldRendered) == "1" }

// A Writer writes WXR 1.2, one item at a time, which WordPress can import. What
// [Source.Items] reads from it are the items that were written, but for File,
// Line, Sum, Cut and Repairs, with characters that XML does not allow left out
// and line ends as \n. The zero time is written as WordPress writes "none".
type Writer struct {
	w *bufio.Writer
}

// NewWriter writes the channel of site, and returns the writer of its items.
// Close must be called after the last; an error in writing is returned by Close
// and, before, by some Write.
func NewWriter(w io.Writer, site *Site) *Writer {
	x := &Writer{bufio.NewWriterSize(w, 64<<10)}
	x.raw(`<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. WordPress reads it at Tools, Import, WordPress. -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
`)
	x.cdata("title", keepUnescaped(site.Title))
	x.text("link", site.Link)
	x.cdata("description", keepUnescaped(site.Description))
	x.text("language", site.Language)
	x.text("wp:wxr_version", "1.2")
	x.text("wp:base_site_url", site.BaseSiteURL)
	x.text("wp:base_blog_url", site.BaseBlogURL)
	for _, a := range site.Authors {
		x.author(a)
	}
	for _, t := range parentsFirst(site.Terms) {
		x.term(t)
	}
	x.text("generator", site.Generator)
	return x
}

// Write writes an item.
func (x *Writer) Write(it *Item) error {
	x.raw("<item>\n")
	if it.literal {
		x.text("title", it.Title)
	} else {
		x.cdata("title", it.Title)
	}
	x.text("link", it.Link)
	pub := ""
	if !it.PubDate.IsZero() {
		pub = it.PubDate.UTC().Format("Mon, 02 Jan 2006 15:04:05 +0000")
	}
	x.text("pubDate", pub)
	x.cdata("dc:creator", it.Creator)
	x.raw(`<guid isPermaLink="false">`)
	x.escaped(it.GUID)
	x.raw("</guid>\n")
	x.cdata("description", it.Description)
	x.cdata("content:encoded", it.Content)
	x.cdata("excerpt:encoded", it.Excerpt)
	x.number("wp:post_id", it.ID)
	x.date("wp:post_date", it.Date)
	x.date("wp:post_date_gmt", it.DateGMT)
	if !it.Modified.IsZero() || !it.ModifiedGMT.IsZero() {
		x.date("wp:post_modified", it.Modified)
		x.date("wp:post_modified_gmt", it.ModifiedGMT)
	}
	x.cdata("wp:comment_status", it.CommentStatus)
	x.cdata("wp:ping_status", it.PingStatus)
	x.cdata("wp:post_name", it.Slug)
	x.cdata("wp:status", it.Status)
	x.number("wp:post_parent", it.Parent)
	x.number("wp:menu_order", int64(it.MenuOrder))
	x.cdata("wp:post_type", it.Type)
	x.cdata("wp:post_password", it.Password)
	sticky := int64(0)
	if it.Sticky {
		sticky = 1
	}
	x.number("wp:is_sticky", sticky)
	if it.AttachmentURL != "" || it.Type == "attachment" {
		x.cdata("wp:attachment_url", it.AttachmentURL)
	}
	for _, t := range it.Terms {
		x.raw(`<category domain="`)
		x.escaped(t.Taxonomy)
		x.raw(`" nicename="`)
		x.escaped(t.Slug)
		x.raw(`">`)
		x.section(escapeHTML.Replace(t.Name))
		x.raw("</category>\n")
	}
	x.meta("wp:postmeta", it.Meta)
	for i := range it.Comments {
		x.comment(&it.Comments[i])
	}
	x.raw("</item>\n")
	_, err := x.w.Write(nil) // the first error there was
	return err
}

// Close ends the file. It does not close what it was written to.
func (x *Writer) Close() error {
	x.raw("</channel>\n</rss>\n")
	return x.w.Flush()
}

func (x *Writer) author(a Author) {
	x.raw("<wp:author>\n")
	x.number("wp:author_id", a.ID)
	x.cdata("wp:author_login", a.Login)
	x.cdata("wp:author_email", a.Email)
	x.cdata("wp:author_display_name", escapeHTML.Replace(a.DisplayName))
	x.cdata("wp:author_first_name", a.FirstName)
	x.cdata("wp:author_last_name", a.LastName)
	if a.Description != "" {
		x.cdata("wp:author_description", a.Description)
	}
	x.raw("</wp:author>\n")
}

// term writes a term. WordPress has other names for the fields of categories
// and tags, and leaves out what they do not have.
func (x *Writer) term(t Term) {
	elem, slug, parent, name, description := "wp:term", "wp:term_slug", "wp:term_parent", "wp:term_name", "wp:term_description"
	switch t.Taxonomy {
	case "category":
		elem, slug, parent, name, description = "wp:category", "wp:category_nicename", "wp:category_parent", "wp:cat_name", "wp:category_description"
	case "post_tag":
		elem, slug, name, description = "wp:tag", "wp:tag_slug", "wp:tag_name", "wp:tag_description"
		if t.Parent != "" { // no tag of WordPress' has one
			elem, slug, name, description = "wp:term", "wp:term_slug", "wp:term_name", "wp:term_description"
		}
	}
	x.raw("<" + elem + ">\n")
	x.number("wp:term_id", t.ID)
	if elem == "wp:term" {
		x.cdata("wp:term_taxonomy", t.Taxonomy)
	}
	x.cdata(slug, t.Slug)
	if elem != "wp:tag" {
		x.cdata(parent, t.Parent)
	}
	x.cdata(name, escapeHTML.Replace(t.Name))
	if t.Description != "" {
		x.cdata(description, t.Description)
	}
	x.meta("wp:termmeta", t.Meta)
	x.raw("</" + elem + ">\n")
}

func (x *Writer) meta(elem string, list []Meta) {
	for _, m := range list {
		x.raw("<" + elem + ">\n")
		x.cdata("wp:meta_key", m.Key)
		x.cdata("wp:meta_value", m.Value)
		x.raw("</" + elem + ">\n")
	}
}

func (x *Writer) comment(c *Comment) {
	x.raw("<wp:comment>\n")
	x.number("wp:comment_id", c.ID)
	x.cdata("wp:comment_author", c.Author)
	x.cdata("wp:comment_author_email", c.AuthorEmail)
	x.cdata("wp:comment_author_url", c.AuthorURL)
	x.cdata("wp:comment_author_IP", c.AuthorIP)
	x.date("wp:comment_date", c.Date)
	x.date("wp:comment_date_gmt", c.DateGMT)
	x.cdata("wp:comment_content", c.Content)
	x.cdata("wp:comment_approved", c.Approved)
	x.cdata("wp:comment_type", c.Type)
	x.number("wp:comment_parent", c.Parent)
	x.number("wp:comment_user_id", c.UserID)
	x.meta("wp:commentmeta", c.Meta)
	x.raw("</wp:comment>\n")
}

// raw writes s as it is. The buffer keeps the first error.
func (x *Writer) raw(s string) { x.w.WriteString(s) }

func (x *Writer) text(elem, s string) {
	x.raw("<" + elem + ">")
	x.escaped(s)
	x.raw("</" + elem + ">\n")
}

func (x *Writer) number(elem string, n int64) { x.text(elem, strconv.FormatInt(n, 10)) }

func (x *Writer) date(elem string, t time.Time) {
	if t.IsZero() {
		x.text(elem, "0000-00-00 00:00:00")
		return
	}
	x.text(elem, t.Format("2006-01-02 15:04:05"))
}

func (x *Writer) cdata(elem, s string) {
	x.raw("<" + elem + ">")
	x.section(s)
	x.raw("</" + elem + ">\n")
}

// longestSection is how much text one CDATA section takes at most: in one
// longer than its lookahead the reader expects a damaged file.
const longestSection = lookahead / 2

// section writes s as CDATA. It is split in the middle of each "]]>", in the
// way of WordPress, and of each "<![CDATA[", which readers of damaged files
// take for the sign of one.
func (x *Writer) section(s string) {
	s = allowed(s)
	x.raw(cdataOpen)
	for len(s) > 0 {
		n := min(len(s), longestSection)
		for n < len(s) && !utf8.RuneStart(s[n]) {
			n--
		}
		if i := strings.Index(s[:min(n+2, len(s))], cdataClose); i >= 0 {
			n = min(n, i+2)
		}
		if i := strings.Index(s[:min(n+8, len(s))], cdataOpen); i >= 0 {
			n = min(n, i+3)
		}
		x.raw(s[:n])
		if s = s[n:]; len(s) > 0 {
			x.raw(cdataClose + cdataOpen)
		}
	}
	x.raw(cdataClose)
}

var (
	escapeXML  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
	escapeHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

func (x *Writer) escaped(s string) { escapeXML.WriteString(x.w, allowed(s)) }

// allowed returns s without the characters that may not occur in XML, and with
// line ends as \n.
func allowed(s string) string {
	ok := func(r rune) bool {
		return (r >= ' ' || r == '\t' || r == '\n') && r != 0xfffe && r != 0xffff && r != utf8.RuneError
	}
	if strings.IndexFunc(s, func(r rune) bool { return !ok(r) }) < 0 {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case !ok(r) && r != utf8.RuneError:
			return -1
		}
		return r
	}, s)
}

// keepUnescaped returns what s is decoded from. WordPress prints the title of a
// site as it keeps it, and few readers decode it.
func keepUnescaped(s string) string {
	if s = allowed(s); unescape(s) == s {
		return s
	}
	return strings.ReplaceAll(s, "&", "&amp;")
}

// parentsFirst returns the terms so that each comes after its parent, where
// possible in the order they have: the importer of WordPress makes terms in
// the order of the file and forgets a parent that is not there yet.
func parentsFirst(terms []Term) []Term {
	type key struct{ taxonomy, slug string }
	at := make(map[key]int, len(terms))
	sorted := true
	for i, t := range terms {
		if _, ok := at[key{t.Taxonomy, t.Slug}]; !ok {
			at[key{t.Taxonomy, t.Slug}] = i
		}
	}
	for i, t := range terms {
		if p, ok := at[key{t.Taxonomy, t.Parent}]; ok && t.Parent != "" && p > i {
			sorted = false
		}
	}
	if sorted {
		return terms
	}
	list := make([]Term, 0, len(terms))
	done := make([]bool, len(terms))
	for i := range terms {
		var line []int // the term and those above it that are not written yet
		k, ok := i, true
		for ok && !done[k] {
			done[k] = true // before it is written: parents can run in a circle
			line = append(line, k)
			if terms[k].Parent == "" {
				break
			}
			k, ok = at[key{terms[k].Taxonomy, terms[k].Parent}]
		}
		slices.Reverse(line)
		if top := slices.Index(line, k); ok && top > 0 { // a circle, which begins at k
			line = slices.Insert(slices.Delete(line, top, top+1), 0, k)
		}
		for _, k := range line {
			list = append(list, terms[k])
		}
	}
	return list
}
