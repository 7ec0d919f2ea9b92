// Package autop is WordPress' wpautop: the paragraphs that it makes of the newlines
// in the content of a classic post.
package autop

import (
	"slices"
	"strings"
	"sync"
)

// Paragraphs makes the paragraphs, and with br the line breaks, that WordPress makes
// of the newlines in the content of a classic post: it is wpautop, byte for
// byte, faults included. Its result is not always well-formed HTML: a blank
// line within a list item, a div or a script leaves half a paragraph behind,
// and a browser's parser makes of it what visitors of the old site saw.
//
// The numbers are those of the steps in docs/formats.md §B.3. As in WordPress each step
// sees what the one before has made of the whole text, so each is a pass of its
// own; it hops from tag to tag or from newline to newline, works in place where
// it only deletes, and is left out where spaceBlocks has seen that there is
// nothing for it to do. The time is linear in the length of s, whatever is in
// it, and there is one allocation for an ordinary post.
func Paragraphs(s string, br bool) string {
	if isBlank(s) { // 1
		return ""
	}
	w := work.Get().(*texts)
	defer work.Put(w)
	t := slices.Grow(w.t[:0], len(s)+len(s)/8+64)
	spare := slices.Grow(w.spare[:0], len(s)+len(s)/4+64)

	t, pres := elidePre(t, s) // 2, 3
	t = joinBreakPairs(t)     // 4
	var seen seenTags
	t, spare, seen = spaceBlocks(t, spare) // 5 to 9
	t = closeGaps(t, seen)                 // 10 to 13

	t, spare, blank := wrapPieces(t, spare) // 14 to 16
	if blank || seen.start('p') || seen.end('p') {
		t = dropEmptyParagraphs(t) // 17
	}
	if seen.end('d') || seen.end('a') || seen.end('f') {
		t, spare = closeBeforeEnds(t, spare) // 18
	}
	if seen.blocks {
		t = unwrapLoneBlocks(t) // 19
	}
	if seen.start('l') {
		t = unwrapItems(t) // 20
	}
	if seen.start('b') || seen.end('b') {
		swapQuotes(t) // 21
	}
	if seen.blocks {
		t = unwrapBefore(t) // 22
		t = unwrapAfter(t)  // 23
	}

	if br {
		if seen.start('b') {
			t, spare = lengthenBreaks(t, spare) // 24
		}
		t, spare = addBreaks(t, spare, seen) // 24
	}
	t = dropBreaksAfter(t)  // 25
	t = dropBreaksBefore(t) // 26
	t = trimLast(t)         // 27

	if len(s) < 1<<16 { // large ones are few
		w.t, w.spare = t, spare
	}
	if seen.hidden {
		t = restoreNewlines(t) // 28
	}
	if pres > 0 {
		return restorePre(t, s, pres) // 28
	}
	return string(t)
}

// texts are what the steps write to, used again for the next post.
type texts struct{ t, spare text }

var work = sync.Pool{New: func() any { return new(texts) }}

// isBlank tells whether WordPress takes s for empty. It asks PHP's trim, to
// which NUL is a space and the form feed is not.
func isBlank(s string) bool {
	return strings.TrimLeft(s, " \t\n\r\x00\v") == ""
}
