package autop

import "bytes"

// Steps 14 to 23 of docs/formats.md §B.3: a paragraph around everything between two
// blank lines, and away again where there is a block.

// wrapPieces appends t to spare with each piece between blank lines in a
// paragraph, and returns the new text and the old one, to be reused, and whether
// there is white space alone in a paragraph. Newlines at the ends of a piece go,
// blanks stay.
func wrapPieces(t, spare text) (_, old text, blank bool) {
	start := 0 // of the piece
	for i := 0; ; {
		first := t.nextByte(i, '\n')
		if first < 0 {
			break
		}
		// A blank line is all from the first to the last newline of a
		// run of white space.
		last := first
		for i = first + 1; i < len(t) && pcreSpace(t[i]); i++ {
			if t[i] == '\n' {
				last = i
			}
		}
		if last > first {
			blank = blank || start < first && t.pastSpace(start) >= first
			spare = appendParagraph(spare, t[start:first])
			start = last + 1
		}
	}
	blank = blank || start < len(t) && t.pastSpace(start) == len(t)
	return appendParagraph(spare, t[start:]), t[:0], blank
}

func appendParagraph(t, piece text) text {
	if len(piece) == 0 {
		return t
	}
	t = append(t, "<p>"...)
	t = append(t, bytes.Trim(piece, "\n")...)
	return append(t, "</p>\n"...)
}

// dropEmptyParagraphs drops those with nothing but white space: step 17.
func dropEmptyParagraphs(t text) text {
	c := cutter{t: t}
	for i := t.next(0, "<p>"); i >= 0; i = t.next(i, "<p>") {
		end := t.pastSpace(i + len("<p>"))
		if !t.at(end, "</p>") {
			i += len("<p>")
			continue
		}
		end += len("</p>")
		c.cut(i, end)
		i = end
	}
	return c.result()
}

// closeBeforeEnds closes a paragraph of mere text before the end of the div,
// address or form around it: step 18. It returns the new text and the old one,
// to be reused.
func closeBeforeEnds(t, spare text) (_, old text) {
	done := 0
	for i := t.next(0, "<p>"); i >= 0; i = t.next(i, "<p>") {
		from := i + len("<p>")
		if i = t.nextByte(from, '<'); i < 0 {
			break
		}
		if i > from && (t.at(i, "</div>") || t.at(i, "</address>") || t.at(i, "</form>")) {
			spare = append(spare, t[done:i]...)
			spare = append(spare, "</p>"...)
			done = i
		}
	}
	if done == 0 {
		return t, spare
	}
	return append(spare, t[done:]...), t[:0]
}

// unwrapLoneBlocks drops the paragraph around a single block tag: step 19.
func unwrapLoneBlocks(t text) text {
	c := cutter{t: t}
	for i := t.next(0, "<p>"); i >= 0; i = t.next(i, "<p>") {
		p := i
		i += len("<p>")
		tag := t.pastSpace(i)
		if !t.blockTag(tag) {
			continue
		}
		end := t.nextByte(tag, '>') + 1
		if end == 0 {
			break
		}
		if pEnd := t.pastSpace(end); t.at(pEnd, "</p>") {
			i = pEnd + len("</p>")
			c.cut(p, tag)
			c.cut(end, i)
		}
	}
	return c.result()
}

// unwrapItems drops a paragraph that starts with <li and ends in the same line:
// step 20.
func unwrapItems(t text) text {
	const start = "<p><li"
	c := cutter{t: t}
	end, newline := -1, -1 // the next ones behind the start
	for i := t.next(0, start); i >= 0; i = t.next(i, start) {
		p := i
		if i += len(start); i == len(t) {
			break
		}
		// There is one byte at least between <li and </p>.
		if end <= i {
			if end = t.next(i+1, "</p>"); end < 0 {
				break
			}
		}
		if newline < i {
			if newline = t.nextByte(i, '\n'); newline < 0 {
				newline = len(t)
			}
		}
		if end < newline {
			i = end + len("</p>")
			c.cut(p, p+len("<p>"))
			c.cut(end, i)
		}
	}
	return c.result()
}

const quote = "<blockquote"

// swapQuotes moves the tags of a paragraph around a blockquote into it: step
// 21. The length stays, so it is done in place.
func swapQuotes(t text) {
	for i := t.next(0, "><"); i >= 0; i = t.next(i, "><") {
		p := i - len("<p")
		i++
		// Upper case counts here, and here only.
		if p < 0 || !t.atFold(p, "<p>") || !t.atFold(i, quote) {
			continue
		}
		end := t.nextByte(i, '>') + 1
		if end == 0 {
			break
		}
		copy(t[p:], t[i:end])
		copy(t[p:], quote)
		copy(t[end-len("<p>"):], "<p>")
		i = end
	}
	const ends, swapped = "</blockquote></p>", "</p></blockquote>"
	for i := t.next(0, ends); i >= 0; i = t.next(i, ends) {
		i += copy(t[i:], swapped)
	}
}

// unwrapBefore drops the start of a paragraph before a block tag: step 22.
func unwrapBefore(t text) text {
	c := cutter{t: t}
	for i := t.next(0, "<p>"); i >= 0; i = t.next(i, "<p>") {
		p := i
		i += len("<p>")
		tag := t.pastSpace(i)
		if !t.blockTag(tag) {
			continue
		}
		if i = t.nextByte(tag, '>'); i < 0 {
			break
		}
		c.cut(p, tag)
	}
	return c.result()
}

// unwrapAfter drops the end of a paragraph after a block tag: step 23.
func unwrapAfter(t text) text {
	c := cutter{t: t}
	for i := t.nextByte(0, '<'); i >= 0; i = t.nextByte(i, '<') {
		if !t.blockTag(i) {
			i++
			continue
		}
		if i = t.nextByte(i, '>'); i < 0 {
			break
		}
		i++
		if p := t.pastSpace(i); t.at(p, "</p>") {
			p += len("</p>")
			c.cut(i, p)
			i = p
		}
	}
	return c.result()
}
