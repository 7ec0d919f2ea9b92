package extract

import (
	"bytes"
	"crypto/sha256"
	"math"
	"slices"
	"time"
)

// item reads the item whose start tag t has just been read, up to its closing
// tag or to where it must have ended.
func (p *parser) item(t tag) *Item {
	it := &Item{File: p.file, Line: p.lineAt(t.from)}
	r := itemReader{parser: p, it: it}
	p.unknown, p.first, p.inItem, p.mended, p.extra, p.filedUnder = p.unknown[:0], len(p.repairs), true, false, nil, nil
	closed := t.empty
	for open := !t.empty && !p.stopped(); open && !p.stopped(); {
		c := p.next()
		if p.stopped() {
			break
		}
		switch {
		case c.closing:
			switch c.elem {
			case elItem:
				closed = !r.goesOn()
				open = !closed
			case elChannel, elRSS:
				p.lost(RepairTag, c.from)
				open = false
			case elPostMeta, elComment, elCommentMeta:
				p.repair(RepairTag, c.from, p.name(c))
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
	p.unknown, p.inItem = p.unknown[:0], false
	if p.short {
		return it
	}
	if !p.unsum || it.ID == 0 { // by which it is known then
		it.Sum = sha256.Sum256(p.b[t.from:p.i])
	}
	it.Cut = p.cut || p.broken
	implied := t.named == 0
	if (!closed || implied) && (it.Type == "" || it.Status == "") {
		it.Cut = true // what is missing may be on the other side of the damage
	}
	it.Terms = terms(append(it.Terms, p.filedUnder...))
	if r.key != "" {
		p.extra = append(p.extra, Meta{Key: "wp:meta_key", Value: r.key})
	}
	it.Meta = append(it.Meta, p.extra...)
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
	// What PHP made of the null date in pubDate before 2015, docs/formats.md §0.5.
	if it.DateGMT.IsZero() && it.PubDate.Equal(nullPubDate) {
		it.PubDate = time.Time{}
	}
	it.Repairs = slices.Clone(p.repairs[p.first:])
	return it
}

// implied reads an item whose start tag is missing or damaged: t, which has
// just been read, begins a field that only an item has, or that only an item
// has where other items are around. It returns nil, and nothing is read, if
// there is no such item.
func (p *parser) implied(t tag) *Item {
	after, repairs := p.i, len(p.repairs)
	p.i = t.from
	it := p.item(tag{kind: kind{elem: elItem}, from: t.from})
	if p.short || t.voc == vocWP || t.voc == vocContent || it.ID != 0 || it.Content != "" {
		p.repair(RepairTag, t.from, []byte("item"))
		it.Repairs = slices.Clone(p.repairs[p.first:])
		return it
	}
	p.i, p.repairs, p.first = after, p.repairs[:repairs], 0
	p.cut, p.broken = false, false
	return nil
}

var nullPubDate = time.Date(1999, 11, 30, 0, 0, 0, 0, time.UTC)

type itemReader struct {
	*parser
	it   *Item
	key  string // of a custom field whose value has not come, outside of a wp:postmeta
	seen uint64 // the elements read that were not empty, by elem - elTitle
}

// goesOn reports whether the item goes on after the </item> just read: if what
// follows is a field only items have, which this one has not had yet, the tag
// was a stray one.
func (r *itemReader) goesOn() bool {
	p := r.parser
	k := skipSpace(p.b, p.i)
	if p.tooShort(k, closeTo) || k == len(p.b) || p.b[k] != '<' {
		return false
	}
	t, ok := p.peek(k)
	if !ok || t.closing || !itemOnly(t.elem) || r.has(t.elem) {
		return false
	}
	p.repair(RepairTag, k, nil)
	return true
}

// itemOnly reports whether e occurs in items only.
func itemOnly(e elem) bool {
	switch e {
	case elPostMeta, elComment, elContent, elExcerpt, elGUID:
		return true
	}
	return e >= elPostID && e <= elAttachmentURL
}

// has reports whether e, of which there is one in an item, has been read and
// was not empty.
func (r *itemReader) has(e elem) bool {
	return e >= elTitle && r.seen&(1<<(e-elTitle)) != 0
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
			if it.Meta == nil {
				it.Meta = make([]Meta, 0, 4)
			}
			it.Meta = append(it.Meta, m)
		}
		return
	case elComment:
		if it.Comments == nil {
			it.Comments = make([]Comment, 0, p.commentsAhead())
		}
		it.Comments = append(it.Comments, p.comment(c))
		return
	}
	if c.elem < elTitle || c.elem > elAttachmentURL || r.has(c.elem) {
		r.other(c, r.has(c.elem))
		return
	}
	switch c.elem {
	case elTitle:
		it.Title = p.string(c)
		it.literal = p.literalTitle(it.Title)
	case elLink:
		it.Link = string(p.word(c))
	case elPubDate:
		it.PubDate = p.date(c, parsePubDate)
	case elGUID:
		it.GUID = string(p.word(c))
	case elDescription:
		it.Description = p.string(c)
	case elCreator:
		it.Creator = p.repeated(c.elem, p.word(c))
	case elContent:
		it.Content = p.string(c)
		it.mended = it.Content
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
		it.CommentStatus = p.repeated(c.elem, p.word(c))
	case elPingStatus:
		it.PingStatus = p.repeated(c.elem, p.word(c))
	case elPostName:
		it.Slug = string(p.word(c))
	case elStatus:
		it.Status = p.repeated(c.elem, p.word(c))
	case elPostParent:
		it.Parent = p.number(c)
	case elMenuOrder:
		it.MenuOrder = int(min(max(p.number(c), math.MinInt32), math.MaxInt32))
	case elPostType:
		it.Type = p.repeated(c.elem, p.word(c))
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
		r.seen |= 1 << (c.elem - elTitle)
	}
}

// commentsAhead returns about how many comments follow in an item that has very many,
// so that their list is not copied again and again.
func (p *parser) commentsAhead() int {
	const many = 1 << 20
	rest := p.b[p.i:]
	if len(rest) < many {
		return 1
	}
	if end := bytes.Index(rest, []byte(itemEnd)); end >= 0 {
		rest = rest[:end]
	}
	return 1 + bytes.Count(rest, []byte("<wp:comment>"))
}

// other passes over an element that is no field of an item, or one that has
// been read already.
func (r *itemReader) other(c tag, duplicate bool) {
	p := r.parser
	if c.elem.container() {
		p.repair(RepairUnknown, c.from, p.name(c))
		return // its fields come one by one
	}
	p.content(c)
	switch {
	case len(p.segs) == 0 || c.elem == elIgnored:
	case duplicate:
		p.repair(RepairDuplicate, c.from, p.name(c))
	default:
		p.repair(RepairUnknown, c.from, p.name(c))
		switch {
		case c.elem == elMetaKey && r.key == "":
			r.key = string(p.held())
			return
		case c.elem == elMetaValue && r.key != "":
			r.it.Meta = append(r.it.Meta, Meta{Key: r.key, Value: string(p.held())})
			r.key = ""
			return
		}
		ofSite := elVersion <= c.elem && c.elem <= elAuthorDescription
		if ofVisitor := elCommentID <= c.elem && c.elem <= elCommentUserID; !ofSite && !ofVisitor {
			p.extra = append(p.extra, Meta{Key: string(p.decode(nil, p.name(c), c.from, true)), Value: string(p.held())})
		}
	}
}
