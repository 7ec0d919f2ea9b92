package extract

import "bytes"

// cdataSection reads the CDATA section of field t that opens before b[c]. It
// returns the index after it, or -1 if the field has ended with it or the
// attempt is over.
func (p *parser) cdataSection(c int, t tag) int {
	b := p.b
	e := p.find(cdataEnd, c)
	if e < 0 {
		end, next := p.unclosed(c, len(b), t)
		switch {
		case end >= 0 && (p.all || len(b)-next > lookahead):
			p.section(c, end)
			p.lost(RepairCDATA, next)
		case !p.stopped():
			p.section(c, c+len(withoutPartOf(cdataClose, b[c:])))
			p.end()
		}
		return -1
	}
	limit := c
	if bytes.Contains(b[c:e], []byte(cdataOpen)) && !p.escaped(e) {
		limit = e
	} else if e-c > lookahead {
		limit = e - lookahead
	}
	if limit > c {
		if end, next := p.unclosed(c, limit, t); end >= 0 {
			p.section(c, end)
			p.lost(RepairCDATA, next)
			return -1
		} else if p.stopped() {
			return -1
		}
	}
	after := e + len(cdataClose)
	j := skipSpace(b, after)
	if p.tooShort(j, closeTo) {
		return -1
	}
	switch end := p.closes(j, p.name(t)); {
	case end > 0:
		p.section(c, e)
		p.i = end
		return -1
	case hasPrefixAt(b, j, cdataOpen):
		p.section(c, e)
		return after
	case j == len(b):
		p.section(c, e)
		p.end()
		return -1
	case b[j] == '<' && p.sibling(j):
		p.section(c, e)
		p.lost(RepairTag, j)
		return -1
	case p.all && isPrefix(b[j:], p.name(t)):
		p.section(c, e)
		p.end()
		return -1
	}
	p.damaged(c, e, t)
	return -1
}

// escaped reports whether the "]]>" at b[e] is one that WordPress writes to
// escape a "]]>" of the text: "]]]]><![CDATA[>".
func (p *parser) escaped(e int) bool {
	return e >= 2 && p.b[e-1] == ']' && p.b[e-2] == ']' && hasPrefixAt(p.b, e+len(cdataClose), cdataOpen+">")
}

// damaged reads the field t whose first CDATA section is b[c:e], where what
// follows the "]]>" at b[e] is neither its end nor a new section: so the
// "]]>" may be text.
func (p *parser) damaged(c, e int, t tag) {
	b := p.b
	after := e + len(cdataClose)
	marks := false // more CDATA marks between
	for i := after; ; {
		j := bytes.IndexByte(b[i:], '<')
		if j < 0 {
			p.repair(RepairCDATA, e, nil)
			p.section(c, len(b))
			p.end()
			return
		}
		j += i
		if p.tooShort(j, closeTo) {
			return
		}
		if end := p.closes(j, p.name(t)); end > 0 {
			text := b[c:j]
			for isSpace(text[len(text)-1]) { // ends at the '>' of e
				text = text[:len(text)-1]
			}
			text, closed := bytes.CutSuffix(text, []byte(cdataClose))
			k := skipSpace(b, end)
			if p.tooShort(k, 1) {
				return
			}
			switch {
			case closed && len(text) > e-c:
				p.repair(RepairCDATA, e, nil)
				p.section(c, c+len(text))
				p.i = end
				return
			case k == len(b) || b[k] == '<':
				if marks {
					p.repair(RepairCDATA, e, nil)
					p.section(c, j)
				} else { // XML allows text after a section
					p.section(c, e)
					p.text(after, j)
				}
				p.i = end
				return
			}
		} else if p.newItem(j) {
			p.repair(RepairCDATA, e, nil)
			p.section(c, j)
			p.i = j
			return
		} else if hasPrefixAt(b, j, cdataOpen) {
			marks = true
		}
		if p.stopped() {
			return
		}
		i = j + 1
	}
}

// unclosed looks in b[c:limit] for the place where a CDATA section of field t
// that was never closed must have ended. It returns the end of the section
// and the index where reading goes on, or -1.
func (p *parser) unclosed(c, limit int, t tag) (end, next int) {
	b := p.b
	for j := c; ; j++ {
		k := bytes.IndexByte(b[j:limit], '<')
		if k < 0 {
			return -1, -1
		}
		j += k
		if p.tooShort(j, closeTo) {
			return -1, -1
		}
		if next := p.closes(j, p.name(t)); next > 0 {
			k := skipSpace(b, next)
			if p.tooShort(k, closeTo) {
				return -1, -1
			}
			if k < len(b) && b[k] == '<' && p.sibling(k) {
				return j, next
			}
		} else if p.newItem(j) {
			return j, j
		} else if p.stopped() {
			return -1, -1
		}
	}
}

// newItem reports that at b[j] an item ends, begins, or a whole new document
// begins, beyond doubt even if the text around could be a quotation: that is,
// if what must follow does. If a field is broken off by it, so is its item.
func (p *parser) newItem(j int) bool {
	b := p.b
	switch {
	case hasPrefixAt(b, j, "</item"):
		end := p.closes(j, []byte("item"))
		if end == 0 {
			return false
		}
		k := skipSpace(b, end)
		return !p.tooShort(k, closeTo) && (hasPrefixAt(b, k, "<item") || hasPrefixAt(b, k, "</channel") || hasPrefixAt(b, k, "</rss"))
	case hasPrefixAt(b, j, "<item>"), hasPrefixAt(b, j, "<item "):
		end := bytes.IndexByte(b[j:min(j+closeTo, len(b))], '>')
		if end < 0 {
			return false
		}
		k := skipSpace(b, j+end+1)
		if p.tooShort(k, closeTo) || !hasPrefixAt(b, k, "<title") {
			return false
		}
	case !p.newDocument(j):
		return false
	}
	p.broken = true
	return true
}

// newDocument reports whether another export begins at b[j].
func (p *parser) newDocument(j int) bool {
	if hasPrefixAt(p.b, j, "<rss ") {
		return true
	}
	if !hasPrefixAt(p.b, j, "<?xml version") {
		return false
	}
	ahead := p.b[j:min(j+closeTo, len(p.b))]
	return bytes.Contains(ahead, []byte("<rss")) || bytes.Contains(ahead, []byte("WordPress"))
}
