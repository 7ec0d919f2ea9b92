package extract

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
			p.repair(RepairTag, c.from, p.name(c))
		case !c.closing && c.elem >= elTitle && c.elem <= elIgnored:
			p.content(c)
			p.repair(RepairUnknown, c.from, p.name(c))
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

// meta reads a custom field: the wp:postmeta, wp:commentmeta or wp:termmeta
// whose start tag t has just been read.
func (p *parser) meta(t tag) (m Meta, ok bool) {
	p.children(t, func(c tag) bool {
		switch c.elem {
		case elMetaKey:
			m.Key = p.intern(p.word(c))
		case elMetaValue:
			m.Value = p.string(c)
		default:
			return false
		}
		return true
	})
	return m, m.Key != "" || m.Value != ""
}

// comment reads the wp:comment whose start tag t has just been read.
func (p *parser) comment(t tag) (c Comment) {
	extra := len(p.extra)
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
			c.Approved = p.repeated(f.elem, p.word(f))
		case elCommentType:
			c.Type = p.repeated(f.elem, p.word(f))
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
	c.Meta, p.extra = append(c.Meta, p.extra[extra:]...), p.extra[:extra]
	return c
}
