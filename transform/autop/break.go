package autop

import "bytes"

// Steps 24 to 27 of docs/formats.md §B.3: a break at the end of each line, and away
// again where there is a block.

const lineBreak = "<br />"

// lengthenBreaks writes <br> and <br/> as <br />: the first part of step 24. It
// returns the new text and the old one, to be reused.
func lengthenBreaks(t, spare text) (_, old text) {
	done := 0
	for i := t.next(0, "<br"); i >= 0; i = t.next(i, "<br") {
		i += len("<br")
		end := i
		if t.at(end, "/") {
			end++
		}
		if !t.at(end, ">") {
			continue
		}
		spare = append(spare, t[done:i]...)
		spare = append(spare, " /"...)
		i, done = end, end
	}
	if done == 0 {
		return t, spare
	}
	return append(spare, t[done:]...), t[:0]
}

// addBreaks appends t to spare with a break at each line end that has none, and
// returns the new text and the old one, to be reused. Blanks and newlines
// between the break and the last newline before the next word go.
func addBreaks(t, spare text, seen seenTags) (_, old text) {
	verbatim := scriptFinder{t: t}
	if !seen.start('s') {
		verbatim.stop()
	}
	done := 0
	for i := 0; ; {
		newline := t.nextByte(i, '\n')
		if newline < 0 {
			break
		}
		for verbatim.end <= newline {
			verbatim.next()
		}
		if verbatim.start < newline {
			i = verbatim.end
			continue
		}
		from, last := t.beforeSpace(i, newline), newline
		for i = newline + 1; i < len(t) && pcreSpace(t[i]); i++ {
			if t[i] == '\n' {
				last = i
			}
		}
		// WordPress looks for a break before the white space, and where
		// it finds one it tries again one byte on: "<br /> \n" gets a
		// second break.
		if bytes.HasSuffix(t[:from], []byte(lineBreak)) {
			from++
		}
		if from <= last {
			spare = append(spare, t[done:from]...)
			spare = append(spare, "<br />\n"...)
			done = last + 1
		}
	}
	return append(spare, t[done:]...), t[:0]
}

// scriptFinder finds the elements in which a newline is no line end. The end
// of one need not be in the paragraph of its start.
type scriptFinder struct {
	t          text
	start, end int // of the current element
	unclosed   [len(scriptNames)]bool
}

var scriptNames = [...]string{"script", "style", "svg"}

// next goes to the next element.
func (f *scriptFinder) next() {
	for i := f.t.next(f.end, "<s"); i >= 0; i = f.t.next(i, "<s") {
		start := i
		i++
		for k, name := range scriptNames {
			if f.unclosed[k] || !f.t.at(i, name) {
				continue
			}
			if end := f.t.next(i+len(name), "</"+name+">"); end >= 0 {
				f.start, f.end = start, end+len("</>")+len(name)
				return
			}
			f.unclosed[k] = true
		}
	}
	f.stop()
}

// stop makes the current element one beyond all newlines.
func (f *scriptFinder) stop() {
	f.start, f.end = len(f.t), len(f.t)+1
}

// dropBreaksAfter drops a break after a block tag: step 25.
func dropBreaksAfter(t text) text {
	c := cutter{t: t}
	for i := t.next(0, lineBreak); i >= 0; i = t.next(i, lineBreak) {
		start := t.beforeSpace(c.next, i)
		i += len(lineBreak)
		if endsInBlockTag(t[c.next:start]) {
			c.cut(start, i)
		}
	}
	return c.result()
}

// endsInBlockTag tells whether t ends with a block tag. Of what lies between two
// ">" any "<" can start it.
func endsInBlockTag(t text) bool {
	if len(t) == 0 || t[len(t)-1] != '>' {
		return false
	}
	for i := len(t) - 2; i >= 0 && t[i] != '>'; i-- {
		if t[i] == '<' && t.blockTag(i) {
			return true
		}
	}
	return false
}

// dropBreaksBefore drops a break before a tag that starts like one of
// paragraphs, lists or cells: step 26. It cannot be one pass with step 25,
// which may drop another break between the two, as in "</div<br /> <br />\n</td>".
func dropBreaksBefore(t text) text {
	c := cutter{t: t}
	for i := t.next(0, lineBreak); i >= 0; i = t.next(i, lineBreak) {
		br := i
		i += len(lineBreak)
		tag := t.pastSpace(i)
		if !needsNoBreak(t, tag) {
			continue
		}
		gt := t.nextByte(tag, '>')
		if gt < 0 {
			break
		}
		c.cut(br, i)
		i = gt + 1
	}
	return c.result()
}

// needsNoBreak tells whether a tag that wants no break before it starts at i.
func needsNoBreak(t text, i int) bool {
	if !t.at(i, "<") {
		return false
	}
	i++
	if t.at(i, "/") {
		i++
	}
	for _, name := range [...]string{"p", "li", "div", "dl", "dd", "dt", "th", "td", "ul", "ol"} {
		if t.at(i, name) {
			return true
		}
	}
	return false
}

// trimLast drops a newline before the last "</p>": step 27.
func trimLast(t text) text {
	for _, end := range [...]string{"\n</p>\n", "\n</p>"} {
		if bytes.HasSuffix(t, []byte(end)) {
			return append(t[:len(t)-len(end)], end[1:]...)
		}
	}
	return t
}
