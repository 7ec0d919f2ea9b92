package extract

import "strings"

// channelField reads the element t of the channel, whose start tag has just
// been read, into the site.
func (p *parser) channelField(s *siteBuilder, t tag) {
	var field *string
	read := func(t tag) string { return string(p.word(t)) }
	switch t.elem {
	case elTitle:
		field = &s.site.Title
		read = func(t tag) string { return unescape(p.string(t)) }
	case elDescription:
		field = &s.site.Description
		read = func(t tag) string { return unescape(p.string(t)) }
	case elLanguage:
		field = &s.site.Language
	case elLink:
		field = &s.site.Link
	case elGenerator:
		field = &s.site.Generator
	case elVersion:
		field = &s.site.WXRVersion
	case elBaseSiteURL:
		field = &s.site.BaseSiteURL
	case elBaseBlogURL:
		field = &s.blog
	case elAuthor:
		if a := p.author(t); !p.short {
			s.author(a)
		}
	case elCategory, elTag, elTerm:
		if m := p.term(t); !p.short {
			s.term(m)
		}
	case elPubDate, elIgnored, elItemCategory, elGUID:
		p.content(t) // of no use to anyone
	default:
		if !t.elem.container() {
			p.content(t)
		}
		p.repair(RepairUnknown, t.from, p.name(t))
	}
	if field == nil {
		return
	}
	if v := read(t); !p.short {
		s.set(field, v)
	}
}

// author reads the wp:author whose start tag t has just been read. Some
// exporters break the lines inside the values.
func (p *parser) author(t tag) (a Author) {
	p.children(t, func(c tag) bool {
		switch c.elem {
		case elAuthorID:
			a.ID = p.number(c)
		case elAuthorLogin:
			a.Login = string(p.word(c))
		case elAuthorEmail:
			a.Email = string(p.word(c))
		case elAuthorDisplayName:
			a.DisplayName = strings.TrimSpace(unescape(p.string(c)))
		case elAuthorFirstName:
			a.FirstName = strings.TrimSpace(p.string(c))
		case elAuthorLastName:
			a.LastName = strings.TrimSpace(p.string(c))
		case elAuthorDescription:
			a.Description = strings.TrimSpace(p.string(c))
		default:
			return false
		}
		return true
	})
	return a
}

// term reads the wp:category, wp:tag or wp:term whose start tag t has just
// been read.
func (p *parser) term(t tag) (m Term) {
	switch t.elem {
	case elCategory:
		m.Taxonomy = "category"
	case elTag:
		m.Taxonomy = "post_tag"
	}
	p.children(t, func(c tag) bool {
		switch c.elem {
		case elTermID:
			m.ID = p.number(c)
		case elTermTaxonomy:
			m.Taxonomy = string(p.word(c))
		case elTermSlug:
			m.Slug = string(p.word(c))
		case elTermParent:
			m.Parent = string(p.word(c))
		case elTermName:
			m.Name = unescape(p.string(c))
		case elTermDescription:
			m.Description = p.string(c)
		case elTermMeta:
			if f, ok := p.meta(c); ok {
				m.Meta = append(m.Meta, f)
			}
		default:
			return false
		}
		return true
	})
	return m
}
