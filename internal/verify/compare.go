package verify

import (
	"fmt"
	"slices"
	"strings"
)

// differ compares two streams.
type differ struct {
	want, got *stream
	diffs     []Difference
	index     map[uint64][]int32 // where in got each three events stand; nil until it is needed
}

// enough is how many differences are looked for.
const enough = 1000

func (d *differ) compare(want, got *stream) []Difference {
	*d = differ{want: want, got: got}
	w, g := want.events, got.events
	for i, j := 0, 0; ; {
		for i < len(w) && j < len(g) && same(&w[i], &g[j]) {
			i++
			j++
		}
		if i == len(w) && j == len(g) || len(d.diffs) >= enough {
			return d.diffs
		}
		di, dj := d.resync(i, j)
		d.describe(w[i:i+di], g[j:j+dj])
		i += di
		j += dj
	}
}

// same reports whether two events are the same to a reader. The mark of a
// footnote is a number where it had to be printed as HTML, an address in the text a
// link where it would need escapes.
func same(w, g *event) bool {
	return w.kind == g.kind && w.mark == g.mark && w.text == g.text && w.more == g.more && w.n == g.n ||
		w.kind == noteRef && g.kind == word && w.text == g.text ||
		g.more == bare && w.kind == word && g.kind == word && w.more == "" && w.mark == g.mark && w.text == g.text
}

const (
	near  = 24 // how far one looks for the next agreement before an index is made
	agree = 3  // how many events make one
)

// resync returns how many events of both streams, from i and j on, differ before
// they agree again.
func (d *differ) resync(i, j int) (di, dj int) {
	w, g := d.want.events[i:], d.got.events[j:]
	for sum := 1; sum <= 2*near; sum++ {
		for di := max(0, sum-near); di <= min(sum, near); di++ {
			if agrees(w, g, di, sum-di) {
				return di, sum - di
			}
		}
	}
	for k := near; k < min(len(w), len(g)); k++ {
		if agrees(w, g, k, k) {
			return k, k
		}
		if w[k].text != g[k].text {
			break
		}
	}
	if d.index == nil {
		d.index = map[uint64][]int32{}
		for at := j; at+agree <= len(d.got.events); at++ {
			h := hashOf(d.got.events[at : at+agree])
			d.index[h] = append(d.index[h], int32(at))
		}
	}
	for di := 0; di+agree <= len(w); di++ {
		places := d.index[hashOf(w[di:di+agree])]
		k, _ := slices.BinarySearch(places, int32(j))
		if k < len(places) && agrees(w, g, di, int(places[k])-j) {
			return di, int(places[k]) - j
		}
	}
	return len(w), len(g)
}

func agrees(w, g []event, i, j int) bool {
	if i > len(w) || j > len(g) {
		return false
	}
	for range agree {
		switch {
		case i == len(w) || j == len(g):
			return i == len(w) && j == len(g)
		case !same(&w[i], &g[j]):
			return false
		}
		i++
		j++
	}
	return true
}

func hashOf(events []event) uint64 {
	h := uint64(0)
	for i := range events {
		e := &events[i]
		h = hash(hash(mix(mix(h, uint64(e.kind)<<32|uint64(uint32(e.n))), e.mark), e.text), e.more)
	}
	return h
}

// describe adds what to say of a stretch that differs.
func (d *differ) describe(w, g []event) {
	pairs := len(w) == len(g)
	for i := 0; i < len(w) && pairs; i++ {
		pairs = w[i].kind == g[i].kind
	}
	switch {
	case pairs:
		for i := 0; i < len(w); {
			n := d.run(w[i:], g[i:])
			if n == 0 {
				if !same(&w[i], &g[i]) {
					d.changed(&w[i], &g[i])
				}
				n = 1
			} else {
				d.remarked(w[i:i+n], &g[i])
			}
			i += n
		}
	case len(g) == 0:
		d.add(kindOf(w), "lost: "+quote(w))
	case len(w) == 0:
		d.add(kindOf(g), "added: "+quote(g))
	default:
		d.add(kindOf(w), quote(w)+" became "+quote(g))
	}
}

func (d *differ) add(k Kind, text string) { d.diffs = append(d.diffs, Difference{k, text}) }

// run returns how many words from here on differ in the same marks only.
func (d *differ) run(w, g []event) int {
	n := 0
	for n < len(w) && w[n].kind == word && w[n].text == g[n].text && w[n].mark != g[n].mark &&
		w[n].set == w[0].set && g[n].set == g[0].set {
		n++
	}
	return n
}

// remarked describes words that have got other marks.
func (d *differ) remarked(w []event, g *event) {
	a, b := &d.want.sets[w[0].set], &d.got.sets[g.set]
	text := quote(w)
	switch {
	case a.href != b.href && b.href == "":
		d.add(Link, fmt.Sprintf("link lost: %s no longer leads to %s", text, clip(a.href)))
	case a.href != b.href && a.href == "":
		d.add(Link, fmt.Sprintf("link added: %s leads to %s", text, clip(b.href)))
	case a.href != b.href:
		d.add(Link, fmt.Sprintf("link: %s leads to %s, not to %s", text, clip(b.href), clip(a.href)))
	case a.hash != b.hash || a.title != b.title:
		d.add(Link, "the title of "+text+" changed")
	default:
		for m := range lastMark {
			switch {
			case a.depth[m] > 0 && b.depth[m] == 0:
				d.add(Mark, fmt.Sprintf("%s is no longer %s", text, markNames[m]))
				return
			case a.depth[m] == 0 && b.depth[m] > 0:
				d.add(Mark, fmt.Sprintf("%s is now %s", text, markNames[m]))
				return
			}
		}
		d.add(Mark, "a part of "+text+" is marked differently")
	}
}

// changed describes an event that became another one of its kind.
func (d *differ) changed(w, g *event) {
	switch w.kind {
	case heading:
		d.add(Heading, fmt.Sprintf("heading level %d became %d", w.n, g.n))
	case list:
		d.add(List, fmt.Sprintf("list %s became %s", w.text, g.text))
	case item:
		d.add(List, fmt.Sprintf("list number %d became %d", w.n, g.n))
	case image:
		switch {
		case w.text != g.text:
			d.add(Image, fmt.Sprintf("image %s became %s", clip(w.text), clip(g.text)))
		case w.more != g.more:
			d.add(Image, fmt.Sprintf("alt of image %s: “%s” became “%s”", clip(w.text), clip(w.more), clip(g.more)))
		default:
			d.add(Link, fmt.Sprintf("image %s leads to “%s”, not to “%s”", clip(w.text), clip(d.got.sets[g.set].href), clip(d.want.sets[w.set].href)))
		}
	case code:
		if w.more != g.more {
			d.add(Code, fmt.Sprintf("code language “%s” became “%s”", w.more, g.more))
		}
		a, b := strings.Split(w.text, "\n"), strings.Split(g.text, "\n")
		for i := 0; i < len(a) && i < len(b); i++ {
			if a[i] != b[i] {
				d.add(Code, fmt.Sprintf("code: line %d “%s” became “%s”", i+1, clip(a[i]), clip(b[i])))
				return
			}
		}
		if len(a) != len(b) {
			d.add(Code, fmt.Sprintf("code: %d lines became %d", len(a), len(b)))
		}
	default:
		d.add(kindOf([]event{*w}), quote([]event{*w})+" became "+quote([]event{*g}))
	}
}

// kinds are the kinds of differences, by event, and what weighs more is later.
var kinds = [...]struct {
	kind   Kind
	weight int
}{
	word: {Word, 2}, image: {Image, 10}, link: {Link, 9}, lineBreak: {Paragraph, 0}, paragraph: {Paragraph, 1}, heading: {Heading, 6},
	quoted: {Quote, 3}, list: {List, 5}, item: {List, 5}, details: {Quote, 3}, summary: {Quote, 3}, table: {Table, 4}, row: {Table, 4}, cell: {Table, 4}, end: {List, 1},
	code: {Code, 8}, rule: {Divider, 3}, embed: {Embed, 9}, control: {Embed, 7}, anchor: {Link, 1}, more: {Divider, 3},
	noteRef: {Footnote, 7}, footnote: {Footnote, 7},
}

// kindOf returns the kind of a stretch by what weighs most in it.
func kindOf(events []event) Kind {
	best := kinds[events[0].kind]
	for i := range events {
		if k := kinds[events[i].kind]; k.weight > best.weight {
			best = k
		}
	}
	return best.kind
}

// quote returns what a stretch says, on one line and short.
func quote(events []event) string {
	var b strings.Builder
	b.WriteString("“")
	for i := range events {
		if i > 0 {
			b.WriteByte(' ')
		}
		e := &events[i]
		switch e.kind {
		case word:
			b.WriteString(e.text)
		case image:
			b.WriteString("![" + e.more + "](" + e.text + ")")
		case link, embed:
			b.WriteString("<" + e.text + ">")
		case lineBreak:
			b.WriteString("[line break]")
		case paragraph:
			b.WriteString("[paragraph]")
		case heading:
			b.WriteString(strings.Repeat("#", int(e.n)))
		case quoted:
			b.WriteString(">")
		case list:
			b.WriteString("[" + e.text + "]")
		case item:
			if e.n > 0 {
				fmt.Fprintf(&b, "%d.", e.n)
			} else {
				b.WriteString("-")
			}
		case details, summary:
			b.WriteString("[label or content of a disclosure]")
		case table:
			b.WriteString("[table]")
		case row:
			b.WriteString("[row]")
		case cell:
			b.WriteString("|")
		case end:
			fmt.Fprintf(&b, "[end of %s]", strings.ToLower(string(kinds[e.n].kind)))
		case code:
			b.WriteString("```" + e.more + " " + strings.Join(strings.Fields(clip(e.text)), " ") + " ```")
		case rule:
			b.WriteString("---")
		case more:
			b.WriteString("<!--more-->")
		case control:
			b.WriteString("<" + strings.TrimSpace(e.text+" "+e.more) + ">")
		case anchor:
			b.WriteString("#" + e.text)
		case noteRef:
			b.WriteString("[^" + e.text + "]")
		case footnote:
			b.WriteString("[^" + e.text + "]:")
		}
		if b.Len() > 2*longest {
			break
		}
	}
	return clip(b.String()) + "”"
}

// longest is how much of something a difference quotes.
const longest = 120

func clip(s string) string {
	if len(s) <= longest {
		return s
	}
	n := longest
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n] + "…"
}
