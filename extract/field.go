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
// On well-formed input this is what XML says. What else occurs (docs/formats.md
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
		if end := p.closes(j, p.name(t)); end > 0 {
			p.text(from, j)
			p.i = end
			p.trim()
			return
		}
		if hasPrefixAt(b, j, cdataOpen) && skipSpace(b[:j], from) == j {
			c := j + len(cdataOpen)
			if e := p.find(cdataEnd, c); e >= 0 {
				if end := p.closes(skipSpace(b, e+len(cdataClose)), p.name(t)); end > 0 && (p.plain && p.inItem || !hasCDATA(b[c:e])) {
					p.section(c, e)
					p.i = end
					p.unview(from)
					return
				}
			}
		}
	}
	p.mended = true
	p.contentSlow(t)
	p.trim()
	p.unview(from)
}

// unview takes off what a browser puts around the text in CDATA when it shows an
// XML file, from where people save it: every section is on a line of its own,
// "\n<![CDATA[ text ]]>\n", and so are the lines of a long text. Else the password
// of every post would be a blank. from is where the field begins.
func (p *parser) unview(from int) {
	if from >= len(p.b) || !isLineEnd(p.b[from]) || len(p.segs) == 0 {
		return
	}
	first, last := &p.segs[0], &p.segs[len(p.segs)-1]
	after := last.to + len(cdataClose)
	if !first.cdata || !last.cdata || after >= len(p.b) || !isLineEnd(p.b[after]) ||
		first.from == first.to || last.from == last.to || !isSpace(p.b[first.from]) || !isSpace(p.b[last.to-1]) {
		return
	}
	if first.from++; last.to > last.from {
		last.to--
	}
	if first == last && first.from >= first.to {
		p.segs = p.segs[:0]
	}
}

func isLineEnd(c byte) bool { return c == '\n' || c == '\r' }

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

// brokenSection takes b[from:to], all of a field, as a CDATA section if it was meant to be one
// and lacks the second bracket: <![CDATA>…]]>.
func (p *parser) brokenSection(from, to int) bool {
	from = skipSpace(p.b[:to], from)
	if len(p.segs) > 0 || !hasPrefixAt(p.b[:to], from, cdataBroken) {
		return false
	}
	for isSpace(p.b[to-1]) { // at the latest at the mark
		to--
	}
	from += len(cdataBroken)
	if to-from < len(cdataClose) || !hasPrefixAt(p.b, to-len(cdataClose), cdataClose) {
		return false
	}
	p.section(from, to-len(cdataClose))
	return true
}

const cdataBroken = "<![CDATA>"

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
		if p.tooShort(j, closeTo) {
			return
		}
		if end := p.closes(j, p.name(t)); end > 0 {
			if !p.brokenSection(from, j) {
				p.text(from, j)
			}
			p.i = end
			return
		}
		if p.all && isPrefix(b[j:], p.name(t)) {
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
			end := p.within(commentEnd, j+4)
			if p.stopped() {
				return
			}
			if end >= 0 && !p.holdsElements(j, end) {
				p.text(from, j)
				from = end + 3
				i = from
				continue
			}
		case p.newDocument(j), p.beginsNext(j, t):
			p.text(from, j)
			p.lost(RepairTag, j)
			p.broken = p.broken || p.newDocument(j) || hasPrefixAt(b, j, "<item")
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
// of t must be missing. It is text if t is closed right after it.
func (p *parser) beginsNext(j int, t tag) bool {
	n, ok := p.peek(j)
	if !ok || n.elem == elOther || n.elem == elIgnored || n.closing && !n.elem.container() {
		return false
	}
	ahead := p.b[j+1 : min(j+closeTo, len(p.b))]
	if k := bytes.IndexByte(ahead, '<'); k >= 0 && p.closes(j+1+k, p.name(t)) > 0 {
		return false
	}
	if n.voc == vocRSS && !n.elem.container() {
		// <title> and <link> may be text anywhere.
		return !t.elem.rich() && !bytes.Contains(ahead, append([]byte("</"), p.name(t)...))
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
