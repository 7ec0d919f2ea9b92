package extract

import "bytes"

// A segment is a stretch of a field: b[from:to], text or inside CDATA.
type segment struct {
	from, to int
	cdata    bool
}

// content reads what is inside the element whose start tag t has just been
// read: p.segs is what it holds, without the white space around it outside
// CDATA, and p.i is after its closing tag, or where the element must have
// ended.
//
// On well-formed input this is what XML says. What else occurs (facts.md
// §H.1, 7–11):
//
//   - "]]>" inside CDATA, unescaped. The section goes on if the closing tag of
//     the field does not follow but comes, with a "]]>" before it, later.
//   - CDATA never closed. Its "]]>" is then one of a later field, so another
//     "<![CDATA[" lies before it; if the closing tag of this field, followed
//     by another tag of the export, lies before it too, the field ends there.
//     Text that quotes an export does not mislead this: WordPress splits the
//     section at the "]]>" of the quotation.
//   - The closing tag is missing: the field ends where the next one begins.
//   - "<" in text that begins no tag of the export: text.
func (p *parser) content(t tag) {
	p.segs = p.segs[:0]
	if t.empty {
		return
	}
	b, from := p.b, p.i
	j := bytes.IndexByte(b[from:], '<')
	if j >= 0 {
		j += from
		if end := p.closes(j, t.name); end > 0 {
			p.text(from, j)
			p.i = end
			p.trim()
			return
		}
		if hasPrefixAt(b, j, cdataOpen) && skipSpace(b[:j], from) == j {
			c := j + len(cdataOpen)
			if e := p.find(cdataEnd, c); e >= 0 {
				if end := p.closes(skipSpace(b, e+len(cdataClose)), t.name); end > 0 && !hasCDATA(b[c:e]) {
					p.section(c, e)
					p.i = end
					return
				}
			}
		}
	}
	p.contentSlow(t)
	p.trim()
}

// hasCDATA reports whether a CDATA section opens inside b. It looks for the
// second byte, which is much rarer in HTML than the first.
func hasCDATA(b []byte) bool {
	return bytes.Contains(b, []byte(cdataOpen[1:]))
}

func (p *parser) text(from, to int) {
	if from < to {
		p.segs = append(p.segs, segment{from, to, false})
	}
}

func (p *parser) section(from, to int) {
	p.segs = append(p.segs, segment{from, to, true})
}

// trim takes off the white space around the field that is not in CDATA.
func (p *parser) trim() {
	if n := len(p.segs); n > 0 && !p.segs[n-1].cdata {
		s := &p.segs[n-1]
		for s.to > s.from && isSpace(p.b[s.to-1]) {
			s.to--
		}
		if s.from == s.to {
			p.segs = p.segs[:n-1]
		}
	}
	if len(p.segs) > 0 && !p.segs[0].cdata {
		s := &p.segs[0]
		if s.from = skipSpace(p.b[:s.to], s.from); s.from == s.to {
			p.segs = append(p.segs[:0], p.segs[1:]...)
		}
	}
}

// contentSlow is content for everything but the two usual forms.
func (p *parser) contentSlow(t tag) {
	b, from := p.b, p.i
	for i := from; ; {
		j := bytes.IndexByte(b[i:], '<')
		if j < 0 {
			p.text(from, len(b))
			p.end()
			return
		}
		j += i
		if p.lacks(j, closeTo) {
			return
		}
		if end := p.closes(j, t.name); end > 0 {
			p.text(from, j)
			p.i = end
			return
		}
		if p.all && isPrefix(b[j:], t.name) {
			p.text(from, j)
			p.end()
			return
		}
		switch {
		case hasPrefixAt(b, j, cdataOpen):
			p.text(from, j)
			if from = p.cdataSection(j+len(cdataOpen), t); from < 0 {
				return
			}
			i = from
			continue
		case hasPrefixAt(b, j, "<!--") && !t.elem.rich():
			if end := p.within(commentEnd, j+4); end >= 0 {
				p.text(from, j)
				from = end + 3
				i = from
				continue
			} else if p.stopped() {
				return
			}
		case hasPrefixAt(b, j, "<?xml version"), p.beginsNext(j, t):
			p.text(from, j)
			p.lost(RepairTag, j)
			p.broken = hasPrefixAt(b, j, "<?xml") || hasPrefixAt(b, j, "<item") || hasPrefixAt(b, j, "<rss")
			return
		}
		if p.stopped() {
			return
		}
		p.repair(RepairMarkup, j, b[j:min(j+sampleLen, len(b))])
		i = j + 1
	}
}

// closeTo is how many bytes from a "<" on are at hand before it is decided
// what it begins, so that the decision is the same wherever the window ends.
const closeTo = 512

// lost ends the field at b[j] though nothing there closes it.
func (p *parser) lost(kind string, j int) {
	p.repair(kind, j, nil)
	p.i = j
}

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
			p.section(c, p.withoutClose(c))
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
	if p.lacks(j, closeTo) {
		return -1
	}
	switch end := p.closes(j, t.name); {
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
	case p.all && isPrefix(b[j:], t.name):
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
		if p.lacks(j, closeTo) {
			return
		}
		if end := p.closes(j, t.name); end > 0 {
			text := b[c:j]
			for isSpace(text[len(text)-1]) { // ends at the '>' of e
				text = text[:len(text)-1]
			}
			text, closed := bytes.CutSuffix(text, []byte(cdataClose))
			k := skipSpace(b, end)
			if p.lacks(k, 1) {
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
		if p.lacks(j, closeTo) {
			return -1, -1
		}
		if next := p.closes(j, t.name); next > 0 {
			k := skipSpace(b, next)
			if p.lacks(k, closeTo) {
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
		return !p.lacks(k, closeTo) && (hasPrefixAt(b, k, "<item") || hasPrefixAt(b, k, "</channel") || hasPrefixAt(b, k, "</rss"))
	case hasPrefixAt(b, j, "<item>"), hasPrefixAt(b, j, "<item "):
		end := bytes.IndexByte(b[j:min(j+closeTo, len(b))], '>')
		if end < 0 {
			return false
		}
		k := skipSpace(b, j+end+1)
		if p.lacks(k, closeTo) || !hasPrefixAt(b, k, "<title") {
			return false
		}
	case hasPrefixAt(b, j, "<?xml version"), hasPrefixAt(b, j, "<rss "):
	default:
		return false
	}
	p.broken = true
	return true
}

// sibling reports whether the tag at b[j] can stand after a field: it starts
// an element of the export or ends one that holds fields.
func (p *parser) sibling(j int) bool {
	t, ok := p.peek(j)
	if !ok || t.elem == elOther || t.elem == elIgnored {
		return false
	}
	return !t.closing || t.elem.container()
}

// beginsNext reports whether the tag at b[j], in the text of field t, is
// where the next field begins, or what holds t ends, so that the closing tag
// of t must be missing.
func (p *parser) beginsNext(j int, t tag) bool {
	n, ok := p.peek(j)
	switch {
	case !ok || n.elem == elOther || n.elem == elIgnored || n.closing && !n.elem.container():
		return false
	case n.voc == vocRSS && n.elem != elItem && n.elem != elRSS && n.elem != elChannel:
		// <title> and <link> may be text, above all if t is closed soon.
		ahead := p.b[j:min(j+closeTo, len(p.b))]
		return !t.elem.rich() && !bytes.Contains(ahead, append([]byte("</"), t.name...))
	}
	return true
}

// peek tells which tag begins at b[j], without reading to its end. ok is
// false if none does.
func (p *parser) peek(j int) (t tag, ok bool) {
	b, i := p.b, j+1
	if i < len(b) && b[i] == '/' {
		t.closing = true
		i++
	}
	start := i
	for i < len(b) && i-j < closeTo-1 && nameBytes[b[i]] != 0 {
		i++
	}
	if i == start || i == len(b) || nameBytes[b[start]] != nameStart || b[i] != '>' && b[i] != '/' && !isSpace(b[i]) {
		return t, false
	}
	t.elem, t.voc = p.resolve(b[start:i])
	return t, true
}

// withoutClose returns where a CDATA section ends that goes on to the end of
// the file, without a closing mark that is itself cut.
func (p *parser) withoutClose(c int) int {
	for n := len(cdataClose) - 1; n > 0; n-- {
		if len(p.b)-n >= c && string(p.b[len(p.b)-n:]) == cdataClose[:n] {
			return len(p.b) - n
		}
	}
	return len(p.b)
}

// isPrefix reports whether b, the last bytes of a file, is the beginning of
// the closing tag of name or of a CDATA section.
func isPrefix(b, name []byte) bool {
	if len(b) < len(cdataOpen) && string(b) == cdataOpen[:len(b)] {
		return true
	}
	if len(b) < 2 || b[1] != '/' {
		return false
	}
	return len(b)-2 <= len(name) && string(b[2:]) == string(name[:len(b)-2])
}
