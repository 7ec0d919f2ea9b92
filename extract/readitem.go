package extract

import (
	"crypto/sha256"
	"html"
	"math"
	"slices"
	"strings"
	"time"
)

// item reads the item whose start tag t has just been read, up to its closing
// tag or to where it must have ended.
func (p *parser) item(t tag) *Item {
	it := &Item{File: p.file, Line: p.lineAt(t.from)}
	r := itemReader{parser: p, it: it}
	p.unknown, p.first = p.unknown[:0], len(p.repairs)
	for open := !t.empty && !p.stopped(); open && !p.stopped(); {
		c := p.next()
		if p.stopped() {
			break
		}
		switch {
		case c.closing:
			switch c.elem {
			case elItem:
				open = false
			case elChannel, elRSS:
				p.lost(RepairTag, c.from)
				open = false
			case elPostMeta, elComment, elCommentMeta:
				p.repair(RepairTag, c.from, c.name)
			}
		case c.elem == elItem:
			p.lost(RepairTag, c.from)
			open = false
		case c.elem == elRSS, c.elem == elChannel, c.elem == elProlog:
			p.lost(RepairTag, c.from)
			p.broken = true
			open = false
		default:
			r.field(c)
		}
	}
	p.unknown = p.unknown[:0]
	if p.short {
		return it
	}
	it.Sum = sha256.Sum256(p.b[t.from:p.i])
	it.Cut = p.cut || p.broken
	it.Terms = terms(it.Terms)
	if !it.Cut {
		if it.Type == "" {
			it.Type = "post"
			p.repair(RepairNoType, t.from, nil)
		}
		if it.Status == "" {
			it.Status = "publish"
			p.repair(RepairNoStatus, t.from, nil)
		}
	}
	// What PHP made of the null date in pubDate before 2015, facts.md §0.5.
	if it.DateGMT.IsZero() && it.PubDate.Equal(nullPubDate) {
		it.PubDate = time.Time{}
	}
	it.Repairs = slices.Clone(p.repairs[p.first:])
	return it
}

var nullPubDate = time.Date(1999, 11, 30, 0, 0, 0, 0, time.UTC)

type itemReader struct {
	*parser
	it   *Item
	seen uint64 // the elements read that were not empty, by elem - elTitle
}

// field reads the element c of the item.
func (r *itemReader) field(c tag) {
	p, it := r.parser, r.it
	switch c.elem {
	case elItemCategory:
		p.category(it, c)
		return
	case elPostMeta:
		if m, ok := p.meta(c); ok {
			it.Meta = append(it.Meta, m)
		}
		return
	case elComment:
		it.Comments = append(it.Comments, p.comment(c))
		return
	}
	bit := uint64(1) << (c.elem - elTitle)
	if c.elem < elTitle || c.elem > elAttachmentURL || r.seen&bit != 0 {
		r.other(c, c.elem >= elTitle && c.elem <= elAttachmentURL)
		return
	}
	switch c.elem {
	case elTitle:
		it.Title = p.string(c)
	case elLink:
		it.Link = string(p.word(c))
	case elPubDate:
		it.PubDate = p.date(c, parsePubDate)
	case elGUID:
		it.GUID = string(p.word(c))
	case elDescription:
		it.Description = p.string(c)
	case elCreator:
		it.Creator = p.intern(p.word(c))
	case elContent:
		it.Content = p.string(c)
	case elExcerpt:
		it.Excerpt = p.string(c)
	case elPostID:
		it.ID = p.number(c)
	case elPostDate:
		it.Date = p.date(c, parseDate)
	case elPostDateGMT:
		it.DateGMT = p.date(c, parseDate)
	case elPostModified:
		it.Modified = p.date(c, parseDate)
	case elPostModifiedGMT:
		it.ModifiedGMT = p.date(c, parseDate)
	case elCommentStatus:
		it.CommentStatus = p.intern(p.word(c))
	case elPingStatus:
		it.PingStatus = p.intern(p.word(c))
	case elPostName:
		it.Slug = string(p.word(c))
	case elStatus:
		it.Status = p.intern(p.word(c))
	case elPostParent:
		it.Parent = p.number(c)
	case elMenuOrder:
		it.MenuOrder = int(min(max(p.number(c), math.MinInt32), math.MaxInt32))
	case elPostType:
		it.Type = p.intern(p.word(c))
	case elPostPassword:
		it.Password = p.string(c)
	case elIsSticky:
		s := string(p.word(c))
		it.Sticky = s != "" && s != "0" && s != "false"
	case elAttachmentURL:
		it.AttachmentURL = string(p.word(c))
	default:
		r.other(c, false)
		return
	}
	if len(p.segs) > 0 {
		r.seen |= bit
	}
}

// other passes over an element that is no field of an item, or one that has
// been read already.
func (r *itemReader) other(c tag, duplicate bool) {
	p := r.parser
	if c.elem.container() {
		p.repair(RepairUnknown, c.from, c.name)
		return // its fields come one by one
	}
	p.content(c)
	switch {
	case len(p.segs) == 0 || c.elem == elIgnored:
	case duplicate:
		p.repair(RepairDuplicate, c.from, c.name)
	default:
		p.repair(RepairUnknown, c.from, c.name)
	}
}

// category reads a term the item is filed under.
func (p *parser) category(it *Item, c tag) {
	ref := TermRef{Taxonomy: "category"}
	for rest := c.attrs; ; {
		name, value, r := nextAttribute(rest)
		if rest = r; len(name) == 0 {
			break
		}
		switch string(name) {
		case "domain":
			if len(value) > 0 {
				ref.Taxonomy = p.attribute(value, c.from)
			}
		case "nicename":
			ref.Slug = p.attribute(value, c.from)
		}
	}
	if ref.Taxonomy == "tag" {
		ref.Taxonomy = "post_tag"
	}
	ref.Name = unescape(p.intern(p.value(c)))
	if ref.Slug != "" || ref.Name != "" {
		it.Terms = append(it.Terms, ref)
	}
}

// attribute decodes the value of an attribute of the tag at b[at].
func (p *parser) attribute(raw []byte, at int) string {
	if firstDirty(raw, true) < len(raw) || p.charset.legacy(raw) {
		raw = p.decode(nil, raw, at, false)
	}
	return p.intern(trimSpace(raw))
}

// terms drops the references without a slug that only repeat one with it:
// WXR 1.0 lists each term twice (facts.md §0.7).
func terms(refs []TermRef) []TermRef {
	bare := slices.ContainsFunc(refs, func(r TermRef) bool { return r.Slug == "" })
	if !bare {
		return refs
	}
	type key struct{ taxonomy, name string }
	full := make(map[key]bool)
	for _, r := range refs {
		if r.Slug != "" {
			full[key{r.Taxonomy, r.Name}] = true
		}
	}
	return slices.DeleteFunc(refs, func(r TermRef) bool {
		return r.Slug == "" && full[key{r.Taxonomy, r.Name}]
	})
}

// meta reads a custom field: the wp:postmeta, wp:commentmeta or wp:termmeta
// whose start tag t has just been read.
func (p *parser) meta(t tag) (m Meta, ok bool) {
	p.children(t, func(c tag) bool {
		switch c.elem {
		case elMetaKey:
			m.Key = p.intern(p.word(c))
		case elMetaValue:
			m.Value = p.intern(p.value(c))
		default:
			return false
		}
		return true
	})
	return m, m.Key != "" || m.Value != ""
}

// comment reads the wp:comment whose start tag t has just been read.
func (p *parser) comment(t tag) (c Comment) {
	p.children(t, func(f tag) bool {
		switch f.elem {
		case elCommentID:
			c.ID = p.number(f)
		case elCommentAuthor:
			c.Author = p.string(f)
		case elCommentAuthorEmail:
			c.AuthorEmail = string(p.word(f))
		case elCommentAuthorURL:
			c.AuthorURL = string(p.word(f))
		case elCommentAuthorIP:
			c.AuthorIP = string(p.word(f))
		case elCommentDate:
			c.Date = p.date(f, parseDate)
		case elCommentDateGMT:
			c.DateGMT = p.date(f, parseDate)
		case elCommentContent:
			c.Content = p.string(f)
		case elCommentApproved:
			c.Approved = p.intern(p.word(f))
		case elCommentType:
			c.Type = p.intern(p.word(f))
		case elCommentParent:
			c.Parent = p.number(f)
		case elCommentUserID:
			c.UserID = p.number(f)
		case elCommentMeta:
			if m, ok := p.meta(f); ok {
				c.Meta = append(c.Meta, m)
			}
		default:
			return false
		}
		return true
	})
	return c
}

// children calls read for each element inside the container whose start tag t
// has just been read. If read does not know an element of the export, the
// container must have ended before it.
func (p *parser) children(t tag, read func(tag) bool) {
	if t.empty {
		return
	}
	for !p.stopped() {
		c := p.next()
		switch {
		case p.stopped():
			return
		case c.closing && c.elem == t.elem:
			return
		case c.closing && !ends(c.elem, t.elem):
			p.repair(RepairTag, c.from, c.name)
		case !c.closing && c.voc == vocRSS && c.elem > elCommentMeta:
			p.content(c)
			p.repair(RepairUnknown, c.from, c.name)
		case c.closing || !read(c):
			p.lost(RepairTag, c.from)
			return
		}
	}
}

// ends reports whether the end of outer, a container, is the end of inner too.
func ends(outer, inner elem) bool {
	switch outer {
	case elItem, elChannel, elRSS:
		return true
	case elComment:
		return inner == elCommentMeta
	case elAuthor, elCategory, elTag, elTerm:
		return inner == elTermMeta
	}
	return false
}

// number reads the number in the element t, whose start tag has just been
// read. Nothing is 0.
func (p *parser) number(t tag) int64 {
	b := p.word(t)
	n, ok := parseInt(b)
	if !ok {
		if !p.stopped() {
			p.repair(RepairNumber, t.from, b)
		}
		return 0
	}
	return n
}

func parseInt(b []byte) (n int64, ok bool) {
	if len(b) == 0 {
		return 0, true
	}
	negative := b[0] == '-'
	if negative || b[0] == '+' {
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 19 {
		return 0, false
	}
	for _, c := range b {
		if c < '0' || c > '9' || n > (math.MaxInt64-9)/10 {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	if negative {
		n = -n
	}
	return n, true
}

// unescape decodes the entities that WordPress keeps in names and titles in
// its database, once (facts.md §0.8).
func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return printable(html.UnescapeString(s))
}

// printable drops the characters that may not occur in text, which references
// can bring in.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' && r != '\n' && r != '\t', 0x7f <= r && r <= 0x9f, r == 0xfffe, r == 0xffff:
			return -1
		}
		return r
	}, s)
}
