package extract

import "bytes"

// next finds the next tag that means something here: the start of an element
// the reader knows, or the end of one that holds others. Everything else on
// the way is passed over, and counted unless it is white space or a comment.
// The attempt may be over when it returns.
func (p *parser) next() tag {
	if t, ok := p.foreseen(); ok {
		return t
	}
	b, from := p.b, p.i
	for {
		j := bytes.IndexByte(b[p.i:], '<')
		if j < 0 {
			p.foreign(p.i, len(b))
			p.end()
			return tag{}
		}
		j += p.i
		p.foreign(p.i, j)
		if j+1 == len(b) {
			p.end()
			return tag{}
		}
		switch b[j+1] {
		case '!':
			p.declaration(j)
		case '?':
			if t, ok := p.instruction(j); ok {
				return t
			}
		default:
			t, end := p.tagAt(j)
			if p.stopped() {
				if p.cut && t.elem == elItem && !t.closing {
					return t // the least that is left of an item
				}
				return tag{}
			}
			if end == 0 {
				p.foreign(j, j+1)
				p.i = j + 1
				break
			}
			p.i = end
			if p.matters(t) {
				p.junk = false
				if skipSpace(b[:j], from) == j {
					p.followed(t, from)
				}
				p.last = t.index()
				return t
			}
		}
		if p.stopped() {
			return tag{}
		}
	}
}

// matters decides whether a tag is delivered by next, and keeps track of the
// elements nobody knows.
func (p *parser) matters(t tag) bool {
	switch {
	case p.outside && t.elem != elRSS && t.elem != elChannel && t.elem != elItem:
		p.foreign(t.from, p.i)
		return false
	case t.elem == elOther && t.closing:
		for i := len(p.unknown) - 1; i >= 0; i-- {
			if p.unknown[i] == string(p.name(t)) {
				if p.unknown = p.unknown[:i]; i == 0 {
					p.keepUnknown(p.opened, p.i)
				}
				return false
			}
		}
		if isHTML(p.name(t)) {
			p.foreign(t.from, p.i)
		}
		return false
	case t.elem == elOther:
		switch {
		case isHTML(p.name(t)):
			p.foreign(t.from, p.i)
			// A page of HTML has a title and links of its own.
			if string(p.name(t)) != "html" && string(p.name(t)) != "head" {
				return false
			}
		case t.voc != vocForeign && len(p.unknown) == 0 && !isIdle(p.name(t)):
			p.repair(RepairUnknown, t.from, p.name(t))
		}
		if t.voc == vocRSS && !p.inItem && !isIdle(p.name(t)) && !isHTML(p.name(t)) {
			return false // perhaps a <channel> or <item> misspelt
		}
		if len(p.unknown) == 0 {
			if p.opened = t.from; t.empty {
				p.keepUnknown(t.from, p.i)
			}
		}
		if !t.empty && len(p.unknown) < maxUnknown {
			p.unknown = append(p.unknown, string(p.name(t)))
		}
		return false
	case p.inItem && len(p.unknown) > 0 && t.elem >= elTermID && t.elem <= elTermDescription:
		return false // of what holds a term
	case t.elem == elItem, t.elem == elRSS, t.elem == elChannel, t.voc != vocRSS:
		if len(p.unknown) > 0 {
			p.unknown = p.unknown[:0]
			p.keepUnknown(p.opened, t.from)
			p.repair(RepairTag, t.from, p.name(t))
		}
	case len(p.unknown) > 0:
		return false // the title of an <image>
	}
	if t.closing && !t.elem.container() {
		p.repair(RepairTag, t.from, p.name(t))
		return false
	}
	return true
}

// foreign counts b[from:to] as no part of the export, unless it is blank or
// inside an element nobody knows. What stands together counts once.
func (p *parser) foreign(from, to int) {
	if p.junk || len(p.unknown) > 0 {
		return
	}
	if from = skipSpace(p.b[:to], from); from < to && !p.mark(from) {
		kind := RepairMark
		if hasWords(p.b[from:to]) {
			p.junk = true
			kind = RepairJunk
		}
		p.repair(kind, from, p.b[from:min(from+sampleLen, len(p.b))])
	}
}

// hasWords reports whether b has a letter, a figure or anything beyond ASCII.
func hasWords(b []byte) bool {
	for _, c := range b {
		if 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c >= 0x80 {
			return true
		}
	}
	return false
}

// mark counts a byte order mark at b[at], which occurs where files were
// pasted together.
func (p *parser) mark(at int) bool {
	if hasPrefixAt(p.b, at, utf8BOM) {
		p.repair(RepairBOM, at, nil)
		return skipSpace(p.b, at+len(utf8BOM)) == len(p.b) || p.b[skipSpace(p.b, at+len(utf8BOM))] == '<'
	}
	return false
}

const utf8BOM = "\xef\xbb\xbf"

// declaration passes over the comment, CDATA section or DOCTYPE at b[j].
func (p *parser) declaration(j int) {
	b := p.b
	if p.tooShort(j, len(cdataOpen)) {
		return
	}
	switch {
	case hasPrefixAt(b, j, "<!--"):
		if end := p.within(commentEnd, j+4); end >= 0 && !(p.before(commentStart, j+4, end) && p.holdsElements(j+4, end)) {
			if bytes.Contains(b[j+4:end], []byte("--")) {
				p.repair(RepairComment, j, nil)
			}
			p.i = end + 3
		} else if !p.stopped() {
			p.repair(RepairComment, j, nil)
			p.i = j + 4
		}
	case hasPrefixAt(b, j, cdataOpen):
		if end := p.within(cdataEnd, j+len(cdataOpen)); end >= 0 && !(p.before(cdataStart, j+len(cdataOpen), end) && p.holdsElements(j+len(cdataOpen), end)) {
			p.foreign(j+len(cdataOpen), end)
			p.i = end + 3
		} else if !p.stopped() {
			p.foreign(j, j+1)
			p.i = j + len(cdataOpen)
		}
	case len(b)-j >= 9 && bytes.EqualFold(b[j+2:j+9], []byte("doctype")):
		p.doctype(j)
	default:
		p.foreign(j, j+1)
		p.i = j + 2
	}
}

// holdsElements reports whether an item begins or any element ends in
// b[i:end]. What seems to go from i to end then does not, unless it is a
// comment or CDATA section with no other one of its kind in it: the end that
// was found belongs to something else.
func (p *parser) holdsElements(i, end int) bool {
	return p.before(closingTag, i, end) || p.before(itemTag, i, end)
}

// doctype passes over the document type declaration at b[j], with the internal
// subset it may have. Its entities are never looked at.
func (p *parser) doctype(j int) {
	end := p.within(tagClose, j)
	if p.stopped() {
		return
	}
	if end < 0 || p.holdsElements(j, end) {
		p.foreign(j, j+1)
		p.i = j + 2
		return
	}
	if name := trimSpace(p.b[j+9 : end]); len(name) >= 4 && bytes.EqualFold(name[:4], []byte("html")) {
		p.foreign(j, end)
		p.i = end + 1
		return
	}
	if open := bytes.IndexByte(p.b[j:end], '['); open >= 0 {
		k := p.within(subsetEnd, j+open)
		if p.stopped() {
			return
		}
		if k >= 0 && !p.holdsElements(j, k) {
			end = k + 1
		}
	}
	p.repair(RepairDoctype, j, nil)
	p.i = end + 1
}

// instruction passes over the processing instruction at b[j], and delivers it
// if it is an XML declaration.
func (p *parser) instruction(j int) (t tag, ok bool) {
	if p.tooShort(j, len("<?xml ")) {
		return t, false
	}
	end := p.within(instructionEnd, j)
	if p.stopped() {
		return t, false
	}
	if end < 0 || p.holdsElements(j, end) {
		p.foreign(j, j+1)
		p.i = j + 2
		return t, false
	}
	p.i = end + 2
	if hasPrefixAt(p.b, j, "<?xml") && isSpace(p.b[j+5]) {
		p.junk = false
		return tag{kind: kind{elem: elProlog}, from: j, named: j + 5, ended: end}, true
	}
	return t, false
}

// isIdle knows the elements of a channel that hold others, and nothing that a
// migration needs (docs/formats.md §A.3).
func isIdle(name []byte) bool {
	switch string(name) {
	case "image", "cloud", "site", "textInput", "skipHours", "skipDays":
		return true
	}
	return false
}

// isHTML knows the elements of error messages and error pages.
func isHTML(name []byte) bool {
	switch string(bytes.ToLower(name)) {
	case "a", "b", "i", "p", "br", "hr", "em", "h1", "h2", "h3", "td", "th", "tr", "ul", "ol", "li",
		"div", "pre", "img", "html", "head", "body", "span", "font", "meta", "form", "style", "table",
		"tbody", "label", "input", "center", "script", "strong", "address", "noscript":
		return true
	}
	return false
}
