package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// A reader reads one file from beginning to end.
type reader struct {
	src  *Source
	file *part
	site *siteBuilder
	w    window
	p    parser

	channel bool // no item is read

	root   bool // <rss>, <channel> or an item has been seen
	prolog bool // an XML declaration has been seen since the last <rss>
	open   bool // a document has begun and not ended
	items  int  // of the document
	titled bool // a title that belongs to no item has been seen since the last one
	whole  int  // of the file
	nth    int  // number of the next item of the file
	last   *Item
	errs   []error
}

// run delivers the items of the file. It returns false if the caller wants no
// more.
func (r *reader) run(yield func(*Item) bool) bool {
	r.begin()
	for {
		if b := r.w.bytes(); bytes.IndexByte(b, '<') < 0 {
			if skipSpace(b, 0) < len(b) && len(b) < 64<<10 && !hasWords(b) && r.w.more() {
				continue // what it is depends on what follows
			}
			if !r.w.full() {
				b = withoutPartOf(utf8BOM, b)
			}
			r.p.begin(b, true, r.w.line, r.w.offset)
			r.p.foreign(0, len(b))
			r.commit(len(b))
			if r.w.more() || len(r.w.bytes()) > 0 {
				continue
			}
			break
		}
		var t tag
		var it *Item
		begun := false // an item has, that is not read
		r.p.plain = r.file.plain.has(r.nth)
		r.attempt(func() {
			if t = r.p.next(); r.p.stopped() && t.elem != elItem {
				t = tag{}
				return
			}
			if begun = r.channel && t.elem == elItem; begun {
				return
			}
			it = r.construct(t)
		})
		if begun {
			return false
		}
		if it != nil {
			t = tag{kind: kind{elem: elItem}}
		}
		r.document(t)
		if it != nil {
			r.file.plain.note(r.nth, !r.p.mended)
			r.nth++
			if r.last = it; !it.Cut {
				r.whole++
			}
			if !yield(it) {
				return false
			}
		}
		if r.p.cut && r.w.err == nil {
			r.errs = append(r.errs, fmt.Errorf("%s: line %d: an item larger than %d MiB, which is not read", r.file.name, r.w.line, r.w.max>>20))
			r.skipItem()
		}
		if blog := r.site.blog; blog != "" {
			if r.site.blog = ""; !r.src.sameBlog(blog, r.file.name) {
				r.errs = append(r.errs, &RefusedError{File: r.file.name, hint: hintSites,
					Reason: fmt.Sprintf("line %d: an export of another site begins here (%s, not %s)", r.w.line, blog, r.src.blog)})
				return true
			}
			r.site.set(&r.site.site.BaseBlogURL, blog)
		}
	}
	r.finish()
	return true
}

// skipItem skips what is left of an item that is larger than the window, which has
// been read: up to its end tag, or where the next item begins. What looks like a tag in
// CDATA is none.
func (r *reader) skipItem() {
	seen := r.w.buf[:r.w.pos]
	inCDATA := bytes.LastIndex(seen, []byte("<![CDATA[")) > bytes.LastIndex(seen, []byte("]]>"))
	for {
		ends := []string{"</item>", "<item>", "<![CDATA["}
		if inCDATA {
			ends = []string{"]]>"}
		}
		at, end := -1, ""
		for _, e := range ends {
			if i := bytes.Index(r.w.bytes(), []byte(e)); i >= 0 && (at < 0 || i < at) {
				at, end = i, e
			}
		}
		switch {
		case at < 0 && r.w.err != nil:
			r.w.skip(len(r.w.bytes()))
			return
		case at < 0: // one of them may begin at the end
			r.w.skip(max(0, len(r.w.bytes())-len("<![CDATA[")+1))
			r.w.more()
		case end == "<item>":
			r.w.skip(at)
			return
		default:
			r.w.skip(at + len(end))
			if end == "</item>" {
				return
			}
			inCDATA = end == "<![CDATA["
		}
	}
}

// withoutPartOf returns b without the beginning of s it may end in.
func withoutPartOf(s string, b []byte) []byte {
	for n := len(s) - 1; n > 0; n-- {
		if bytes.HasSuffix(b, []byte(s[:n])) {
			return b[:len(b)-n]
		}
	}
	return b
}

// begin takes byte order marks off the start of the file.
func (r *reader) begin() {
	if label := r.file.charset.wrong; label != "" {
		r.src.repairs = addRepair(r.src.repairs, Repair{
			Kind: RepairCharset, File: r.file.name, Line: 1, Count: 1, Text: sample([]byte(label)),
		})
	}
	r.w.more()
	for bytes.HasPrefix(r.w.bytes(), []byte(utf8BOM)) {
		r.p.begin(r.w.bytes(), true, r.w.line, r.w.offset)
		r.p.repair(RepairBOM, 0, nil)
		r.commit(len(utf8BOM))
	}
}

// attempt lets f read one construct, over and over until enough is at hand.
func (r *reader) attempt(f func()) {
	r.p.outside = !r.root
	for {
		r.p.begin(r.w.bytes(), r.w.full(), r.w.line, r.w.offset)
		if f(); !r.p.short {
			break
		}
		// What is longer than a window is most likely an item: its end is waited for.
		for n := len(r.w.bytes()); r.w.more() && len(r.w.bytes()) > windowSize; n = len(r.w.bytes()) {
			if bytes.Contains(r.w.bytes()[max(0, n-len(itemEnd)):], []byte(itemEnd)) {
				break
			}
		}
	}
	r.commit(r.p.i)
}

const itemEnd = "</item"

// commit makes an attempt count and consumes n bytes.
func (r *reader) commit(n int) {
	r.p.keep()
	for _, m := range r.p.repairs {
		r.src.repairs = addRepair(r.src.repairs, m)
	}
	r.w.skip(n)
}

// construct reads what the tag t begins. It must not change the reader: the
// attempt may fail.
func (r *reader) construct(t tag) *Item {
	p := &r.p
	switch {
	case t.elem == elItem && !t.closing:
		it := p.item(t)
		if len(p.filedUnder) > 0 {
			r.nameTerms(it)
		}
		return it
	case t.elem == elProlog:
		if r.prolog || r.root {
			p.repair(RepairProlog, t.from, nil)
		}
	case t.elem == elRSS && !t.closing:
		if r.root && !r.prolog {
			p.repair(RepairProlog, t.from, nil)
		}
	case t.elem == elRSS, t.elem == elChannel:
	case t.closing:
		p.repair(RepairTag, t.from, p.name(t))
	case itemOnly(t.elem) || t.elem == elTitle && r.items > 0 && !r.titled:
		if it := p.implied(t); it != nil {
			return it
		}
		fallthrough
	default:
		p.channelField(r.site, t)
	}
	return nil
}

// document keeps track of where documents begin and end: several may have
// been pasted together, and each of them may be truncated.
func (r *reader) document(t tag) {
	switch {
	case t.elem == elProlog, t.elem == elRSS && !t.closing:
		if r.open && r.items > 0 {
			r.truncated(nil)
		}
		r.open, r.items, r.last = t.elem == elRSS, 0, nil
		r.prolog = t.elem == elProlog
		r.root = r.root || t.elem == elRSS
	case t.elem == elItem && !t.closing:
		r.items++
		r.open, r.root, r.titled = true, true, false
	case t.elem == elTitle:
		r.titled = true
	case t.elem == elChannel && !t.closing:
		r.open, r.root = true, true
	case t.elem == elChannel, t.elem == elRSS:
		r.open = false
	}
}

// truncated takes note that a document ends here before its time.
func (r *reader) truncated(err error) {
	e := &TruncatedError{File: r.file.name, Line: r.w.line, Whole: r.whole, Err: err}
	if it := r.last; it != nil {
		e.Cut, e.ID, e.Title = it.Cut, it.ID, it.PlainTitle()
	}
	e.goesOn = !(r.w.full() && len(r.w.bytes()) == 0)
	const tail = 2048
	e.tail = string(r.w.buf[max(0, r.w.pos-tail):r.w.pos])
	r.errs = append(r.errs, e)
}

// finish judges the end of the file.
func (r *reader) finish() {
	err := r.w.err
	if err == io.EOF {
		err = nil
	}
	switch {
	case errors.Is(err, errBomb):
		r.errs = append(r.errs, refuse(r.file.name, err.Error(), hintBomb))
	case r.open || !r.root:
		r.truncated(err)
	case err != nil:
		r.errs = append(r.errs, fmt.Errorf("%s: line %d: %w", r.file.name, r.w.line, err))
	}
}
