package extract

// An export has the same elements in the same order in every item. So what followed an
// element the last time, white space and a start or closing tag without attributes, is
// looked for first where that element has been read again.

// A follower is what has followed an element.
type follower struct {
	text string // from the end of the last tag's content to that of this tag
	at   int    // where the tag begins in it
	kind kind
}

// followers are the last two that have followed each tag, by its element; a closing
// tag has its own.
type followers [1 << 8][2]follower

const (
	closed       = 1 << 7
	maxFollowing = 64 // bytes
)

// index returns where the followers of a tag are.
func (t tag) index() uint8 {
	if t.closing {
		return uint8(t.elem) | closed
	}
	return uint8(t.elem)
}

// foreseen returns the tag that stands at p.i, if it is one that has stood there before.
func (p *parser) foreseen() (t tag, ok bool) {
	if p.outside || len(p.unknown) > 0 {
		return t, false
	}
	b := p.b[p.i:]
	for i := range p.followers[p.last] {
		f := &p.followers[p.last][i]
		if n := len(f.text); n > 0 && n <= len(b) && string(b[:n]) == f.text {
			t = tag{kind: f.kind, from: p.i + f.at, named: p.i + n - 1, ended: p.i + n - 1}
			p.i += n
			p.junk = false
			p.last = t.index()
			return t, true
		}
	}
	return t, false
}

// followed notes that t, which has just been read, stands behind the tag before it, with
// nothing from b[from] to it but white space.
func (p *parser) followed(t tag, from int) {
	if n := p.i - from; n <= maxFollowing && t.named+1 == p.i {
		list := &p.followers[p.last]
		list[1] = list[0]
		list[0] = follower{string(p.b[from:p.i]), t.from - from, t.kind}
	}
}
