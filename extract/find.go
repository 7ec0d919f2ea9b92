package extract

// A needle is something that is looked for ahead, and may not come.
type needle uint8

const (
	cdataEnd needle = iota
	commentEnd
	instructionEnd
	subsetEnd
	tagClose
	commentStart
	cdataStart
	closingTag
	itemTag
	needles
)

var needleText = [needles]string{cdataClose, "-->", "?>", "]>", ">", "<!--", cdataOpen, "</", "<item"}

const (
	cdataOpen  = "<![CDATA["
	cdataClose = "]]>"
)

// found remembers how far a search went, so that no byte is searched twice
// for the same thing however often, and from however many places, a damaged
// file makes the parser ask: none begins in the stream from from up to upto;
// if there, one begins at upto.
type found struct {
	from, upto int64
	there      bool
}

// find returns the index of the first n from b[i] on, or -1.
func (p *parser) find(n needle, i int) int {
	if i > len(p.b) {
		return -1
	}
	f, at, s := &p.found[n], p.base+int64(i), needleText[n]
	if at < f.from || at > f.upto {
		*f = found{from: at, upto: at}
	}
	if f.there {
		if k := f.upto - p.base; k+int64(len(s)) <= int64(len(p.b)) {
			return int(k)
		}
		return -1
	}
	k := indexFrom(p.b, int(f.upto-p.base), s)
	if k >= 0 {
		f.upto, f.there = p.base+int64(k), true
		return k
	}
	f.upto = max(f.upto, p.base+int64(len(p.b)-len(s)+1))
	return -1
}

// before reports whether an n begins in b[i:end].
func (p *parser) before(n needle, i, end int) bool {
	k := p.find(n, i)
	return 0 <= k && k < end
}

// within returns the index of the first n from b[i] on, or -1 if there is
// none within the lookahead, or the attempt is over.
func (p *parser) within(n needle, i int) int {
	k := p.find(n, i)
	switch {
	case k >= 0 && k-i <= lookahead:
		return k
	case k < 0 && !p.all && len(p.b)-i <= lookahead:
		p.end()
	}
	return -1
}
