package autop

import (
	"bytes"
	"strings"
)

// Steps 2 to 13 of docs/formats.md §B.3: newlines come where blocks begin and end, and
// go where no paragraph may be cut.

// elidedPre stands for a <pre> taken out of the text; to the steps until 28 it
// is a block element like any other. While it stands there no other "</pre>" is
// in the text, so the first one found is the first one taken.
const elidedPre = "<pre></pre>"

// elidePre appends s and a newline to t, with each closed <pre> taken out, and
// returns how many there are. Where there is any "<pre", a "</pre>" that closes
// nothing is lost.
func elidePre(t text, s string) (_ text, pres int) {
	if strings.Contains(s, "<pre") {
		for {
			piece, rest, closed := strings.Cut(s, "</pre>")
			if !closed {
				break
			}
			if i := strings.Index(piece, "<pre"); i >= 0 {
				t = append(t, piece[:i]...)
				t = append(t, elidedPre...)
				pres++
			} else {
				t = append(t, piece...)
			}
			s = rest
		}
	}
	t = append(t, s...)
	return append(t, '\n'), pres
}

// restorePre returns t with the elements that elidePre took out of s.
func restorePre(t text, s string, pres int) string {
	var b strings.Builder
	b.Grow(len(t) + len(s))
	for ; pres > 0; pres-- {
		before, after, found := bytes.Cut(t, []byte(elidedPre))
		if !found {
			break
		}
		b.Write(before)
		t = after
		for {
			piece, rest, _ := strings.Cut(s, "</pre>")
			s = rest
			if i := strings.Index(piece, "<pre"); i >= 0 {
				b.WriteString(piece[i:])
				b.WriteString("</pre>")
				break
			}
		}
	}
	b.Write(t)
	return b.String()
}

// joinBreakPairs makes a blank line of two breaks with nothing between them.
func joinBreakPairs(t text) text {
	c := cutter{t: t}
	for i := t.next(0, "<br"); i >= 0; i = t.next(i, "<br") {
		first := t.bareTag(i, "<br")
		if first < 0 {
			i += len("<br")
			continue
		}
		second := t.bareTag(t.pastSpace(first), "<br")
		if second < 0 {
			i = first
			continue
		}
		t[i], t[i+1] = '\n', '\n'
		c.cut(i+2, second)
		i = second
	}
	return c.result()
}

// hiddenNewline stands for a newline within a tag, lest it cut the tag in two.
// It has the shape of what WordPress puts there: the blanks around it can be
// lost to a later step, and its ">" ends the tag in the eyes of one. So that
// no text is mistaken for it, a "<\x00>" of the text, and one with more NULs,
// has one NUL more until the end.
const (
	hiddenNewline = " <\x00> "
	hiddenStart   = "<\x00"
)

// seenTags is what spaceBlocks has met.
type seenTags struct {
	hidden       bool   // restoreNewlines has something to do
	blocks       bool   // there are tags of blocks, see text.blockTag, or swapQuotes makes some
	starts, ends uint32 // the first letters of names behind "<" and "</", a bit for each
}

// start tells whether there can be a tag that starts with "<" and c.
func (s seenTags) start(c byte) bool { return s.starts&(1<<(c&31)) != 0 }

// end tells whether there can be a tag that starts with "</" and c.
func (s seenTags) end(c byte) bool { return s.ends&(1<<(c&31)) != 0 }

// spaceBlocks appends t to spare with a blank line before and after each block
// tag, every line end a newline, and the newlines within tags, comments and
// CDATA sections hidden: steps 5 to 9. It returns the new text and the old one,
// to be reused.
func spaceBlocks(t, spare text) (_, old text, _ seenTags) {
	s := blockSpacer{dst: spare, src: t, cr: t.nextByte(0, '\r') >= 0}
	newline := -1 // the first one behind the start of the current tag
	for i := 0; ; {
		tag := t.nextByte(i, '<')
		if tag < 0 {
			s.text(i, len(t))
			break
		}
		s.text(i, tag)
		s.note(tag)
		if s.opensBlock(tag) {
			s.dst = append(s.dst, "\n\n"...)
		}
		i = tagEnd(t, tag)
		if newline < tag {
			if newline = t.nextByte(tag, '\n'); newline < 0 {
				newline = len(t)
			}
		}
		if s.tag(tag, i, newline < i) {
			s.dst = append(s.dst, "\n\n"...)
		}
	}
	return s.dst, t[:0], s.seenTags
}

// tagEnd returns the end of the tag, comment or CDATA section that starts with
// the "<" at i. What is not closed reaches to the end of the text.
func tagEnd(t text, i int) int {
	from, end := i+1, ">"
	if t.at(i, "<!--") {
		from, end = i+len("<!"), "-->" // <!--> is complete
	} else if t.at(i, "<![CDATA[") {
		from, end = i+len("<![CDATA["), "]]>"
	}
	j := t.next(from, end)
	if j < 0 {
		return len(t)
	}
	return j + len(end)
}

type blockSpacer struct {
	dst, src text
	cr       bool // src has carriage returns
	seenTags
}

// note takes down the "<" at i. It leaves out </a>: most posts have it, and no
// step asks for it, but one for </address>.
func (s *blockSpacer) note(i int) {
	s.blocks = s.blocks || s.src.blockTag(i) || s.src.atFold(i, quote)
	if i++; i == len(s.src) {
		return
	}
	if s.src[i] != '/' {
		s.starts |= 1 << (s.src[i] & 31)
	} else if i++; i < len(s.src) && !s.src.at(i, "a>") {
		s.ends |= 1 << (s.src[i] & 31)
	}
}

// opensBlock tells whether the "<" at i wants a blank line before it: step 5.
func (s *blockSpacer) opensBlock(i int) bool {
	end := s.src.blockName(i + 1)
	if end < 0 || end == len(s.src) {
		return false
	}
	c := s.src[end]
	return c == '>' || c == '/' || pcreSpace(c)
}

// closesBlock returns the end of the tag at i if it wants a blank line after
// it, or -1: a closing block tag (step 6) or a bare <hr> (step 7).
func (s *blockSpacer) closesBlock(i int) int {
	if !s.src.at(i, "</") {
		return s.src.bareTag(i, "<hr")
	}
	end := s.src.blockName(i + 2)
	if end < 0 || !s.src.at(end, ">") {
		return -1
	}
	return end + 1
}

// text appends src[from:to], which is outside of tags.
func (s *blockSpacer) text(from, to int) {
	text := s.src[from:to]
	for s.cr {
		i := bytes.IndexByte(text, '\r')
		if i < 0 {
			break
		}
		s.dst = append(s.dst, text[:i]...)
		s.dst = append(s.dst, '\n')
		if i++; text.at(i, "\n") {
			i++
		}
		text = text[i:]
	}
	s.dst = append(s.dst, text...)
}

// tag appends the tag src[from:to] and tells whether it wants a blank line
// after it. newline tells whether there is one in it.
func (s *blockSpacer) tag(from, to int, newline bool) bool {
	tag := s.src[from:to]
	if !newline && tag.nextByte(1, '<') < 0 && !tag.at(1, "\x00") && !(s.cr && tag.nextByte(0, '\r') >= 0) {
		s.dst = append(s.dst, tag...)
		return s.closesBlock(from) >= 0
	}
	// Steps 5 to 7 space the tags within a comment, or within a broken tag,
	// like any other.
	blank := -1 // the end of the last tag here that wants a blank line after it
	for i := from; i < to; i++ {
		if i == blank {
			s.hide(2)
		}
		switch c := s.src[i]; c {
		case '<':
			s.note(i)
			if i > from && s.opensBlock(i) {
				s.hide(2)
			}
			s.dst = append(s.dst, '<')
			if s.looksHidden(i) {
				s.dst = append(s.dst, 0)
				s.hidden = true
			}
			if end := s.closesBlock(i); end >= 0 {
				blank = end
			}
		case '\r':
			// It is one line end with the newline after it, be that
			// the first one of step 5.
			if s.src.at(i+1, "\n") || s.src.at(i+1, "<") && s.opensBlock(i+1) {
				continue
			}
			s.hide(1)
		case '\n':
			s.hide(1)
		default:
			s.dst = append(s.dst, c)
		}
	}
	return blank == to
}

// hide appends n newlines that are within a tag.
func (s *blockSpacer) hide(n int) {
	for range n {
		s.dst = append(s.dst, hiddenNewline...)
	}
	s.hidden = true
}

// looksHidden tells whether the text itself has what could be taken for a
// hidden newline at i.
func (s *blockSpacer) looksHidden(i int) bool {
	if !s.src.at(i, hiddenStart) {
		return false
	}
	for i++; s.src.at(i, "\x00"); i++ {
	}
	return s.src.at(i, ">")
}

// restoreNewlines makes newlines of the hidden ones.
func restoreNewlines(t text) text {
	c := cutter{t: t}
	for i := t.next(0, hiddenStart); i >= 0; i = t.next(i, hiddenStart) {
		start, end := i, i+len(hiddenStart)
		for t.at(end, "\x00") {
			end++
		}
		i = end
		if !t.at(end, ">") {
			continue
		}
		if end > start+len(hiddenStart) {
			c.cut(end-1, end)
			continue
		}
		end++
		// The blanks go with it if both are left.
		if start > c.next && t[start-1] == ' ' && t.at(end, " ") {
			start--
			end++
		}
		t[start] = '\n'
		c.cut(start+1, end)
		i = end
	}
	return c.result()
}

// closeGaps deletes white space between the parts of elements that are no place
// for paragraphs: steps 10 to 13.
func closeGaps(t text, seen seenTags) text {
	if seen.start('o') && t.next(0, "<option") >= 0 {
		t = closeGap(t, gapBefore, "", "<option")
		t = closeGap(t, gapAfter, "", "</option>")
	}
	if seen.end('o') && t.next(0, "</object>") >= 0 {
		t = closeGap(t, gapAfter, ">", "<object")
		t = closeGap(t, gapBefore, "", "</object>")
		t = closeGap(t, gapBefore|gapAfter, ">", "<param", "</param", "<embed", "</embed")
	}
	if seen.start('s') && t.next(0, "<source") >= 0 || seen.start('t') && t.next(0, "<track") >= 0 {
		// Elements and shortcodes; either kind of bracket ends either.
		t = closeGap(t, gapAfter, ">]", "<audio", "<video", "[audio", "[video")
		t = closeGap(t, gapBefore, "",
			"</audio>", "</video>", "[/audio]", "[/video]", "</audio]", "</video]", "[/audio>", "[/video>")
		t = closeGap(t, gapBefore|gapAfter, ">", "<source", "<track")
	}
	if seen.start('f') && t.next(0, "<figcaption") >= 0 {
		t = closeGap(t, gapBefore, ">", "<figcaption")
		t = closeGap(t, gapAfter, "", "</figcaption>")
	}
	return t
}

type gapSide int

const (
	gapBefore gapSide = 1 << iota
	gapAfter
)

// closeGap deletes the white space on a side of each tag that starts with one
// of starts and ends with the next byte of ends, or where the start ends if
// there are none.
func closeGap(t text, side gapSide, ends string, starts ...string) text {
	brackets := "<"
	for _, start := range starts {
		if start[0] == '[' {
			brackets = "<["
		}
	}
	c := cutter{t: t}
	for i := 0; ; {
		j := bytes.IndexAny(t[i:], brackets)
		if j < 0 {
			break
		}
		tag := i + j
		end := tag
		for _, start := range starts {
			if t.at(tag, start) {
				end += len(start)
				break
			}
		}
		if end == tag {
			i = tag + 1
			continue
		}
		if ends != "" {
			j := bytes.IndexAny(t[end:], ends)
			if j < 0 {
				break
			}
			end += j + 1
		}
		if side&gapBefore != 0 {
			c.cut(t.beforeSpace(i, tag), tag)
		}
		i = end
		if side&gapAfter != 0 {
			i = t.pastSpace(end)
			c.cut(end, i)
		}
	}
	return c.result()
}
