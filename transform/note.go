package transform

import (
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
)

// The types of what transform says of an item, by names that code outside this module
// can write.
type (
	Note   = note.Note   // one construct of an item, and what happened to it
	Kind   = note.Kind   // the stable word of a note
	Ledger = note.Ledger // the constructs of an item, counted by what became of them
)

// notes collects the notes of an item, each once, in the order they came up.
type notes struct {
	list []note.Note
	seen map[note.Note]bool
}

func (n *notes) add(kind note.Kind, review bool, text string) {
	it := note.Note{Kind: kind, Text: text, Review: review}
	if n.seen[it] {
		return
	}
	if n.seen == nil {
		n.seen = map[note.Note]bool{}
	}
	n.seen[it] = true
	n.list = append(n.list, it)
}

// forget takes back the notes but for the first n: a later one says the same.
func (n *notes) forget(from int) {
	for _, it := range n.list[from:] {
		delete(n.seen, it)
	}
	n.list = n.list[:from]
}

// joinForms makes one note of those that tell of forms of one page, with the labels of
// those that are known.
func (n *notes) joinForms(known forms) {
	first := map[bool]int{} // by whether it asks for a look
	looked := map[string]bool{}
	for _, it := range n.list {
		if it.Review {
			looked[it.Text] = true
		}
	}
	rest := n.list[:0]
	for _, it := range n.list {
		form, ok := strings.CutPrefix(it.Text, absentForm.reason+": ")
		if !ok {
			rest = append(rest, it)
			continue
		}
		if !it.Review && looked[it.Text] {
			continue
		}
		if labels := known.labels(form); len(labels) > 0 {
			form += " with " + strings.Join(labels, ", ")
			it.Text = absentForm.reason + ": " + form
		}
		if i, ok := first[it.Review]; ok {
			rest[i].Text += " · " + form
			continue
		}
		first[it.Review] = len(rest)
		rest = append(rest, it)
	}
	n.list = rest
}

// joinBlocks makes one note of those that tell of blocks of one page without content and
// attributes, of one theme or plugin: what filled them is one thing.
func (n *notes) joinBlocks() {
	var first map[note.Note]int
	rest := n.list[:0]
	for _, it := range n.list {
		name, ok := strings.CutPrefix(it.Text, absentBlock)
		space, _, _ := strings.Cut(name, "/")
		if it.Kind != note.Block || !ok || strings.Contains(name, " ") {
			rest = append(rest, it)
			continue
		}
		of := note.Note{Text: space, Review: it.Review}
		if i, ok := first[of]; ok {
			rest[i].Text += " · " + name
			continue
		}
		if first == nil {
			first = map[note.Note]int{}
		}
		first[of] = len(rest)
		rest = append(rest, it)
	}
	n.list = rest
}

// joinUnknown makes one note of those that tell the same of shortcodes of one name.
func (n *notes) joinUnknown() {
	if len(n.list) < 2 {
		return
	}
	type told struct{ at, times int }
	const most = 16 << 10 // bytes of a note
	var first map[note.Note]*told
	rest := n.list[:0]
	for _, it := range n.list {
		what, tag, ok := strings.Cut(it.Text, ": [")
		if it.Kind != note.Shortcode || !ok || !strings.HasPrefix(what, "unknown, ") && !strings.HasPrefix(what, "perhaps a shortcode") {
			rest = append(rest, it)
			continue
		}
		of := note.Note{Kind: note.Kind(tag[:nameEnd(tag, 0)]), Text: what, Review: it.Review}
		t := first[of]
		if t == nil || len(rest[t.at].Text) > most {
			if first == nil {
				first = map[note.Note]*told{}
			}
			first[of] = &told{len(rest), 1}
			rest = append(rest, it)
			continue
		}
		t.times++
		rest[t.at].Text += " · [" + tag
	}
	for of, t := range first {
		if t.times > 3 {
			rest[t.at].Text = of.Text + ", " + strconv.Itoa(t.times) + " times" + strings.TrimPrefix(rest[t.at].Text, of.Text)
		}
	}
	n.list = rest
}

// absentBlock is said of a block of a theme or plugin that only its code filled.
const absentBlock = "without content of its own, dropped: "

// quoteShort returns the beginning of a text on one line, for a note about
// something that is still in the tree, or that shows nothing.
func quoteShort(s string) string { return quoteMost(s, 120) }

// Quote returns a text on one line and without passwords, keys and what only some people saw,
// for a note about words that are nowhere else.
func Quote(s string) string { return quoteMost(s, 20_000) }

// withoutHiddenRowsOf returns a quotation of a block, without its values where they have a row that
// visitors did not see.
func withoutHiddenRowsOf(s string) string {
	name, data, ok := strings.Cut(s, " {")
	if !ok || strings.IndexByte(name, '/') < 0 || strings.IndexByte(name, ' ') >= 0 || !strings.Contains(data, "[") || !hasRowForFew("{"+data) {
		return s
	}
	return name + " " + withheldValue
}

func quoteMost(s string, most int) string {
	s = withoutHiddenRowsOf(s)
	begin := head(s, 4*most)
	line := withoutSecrets(strings.Join(strings.Fields(withoutHeld(begin, len(begin) < len(s))), " "))
	if cut := head(line, most); len(cut) < len(line) || len(begin) < len(s) {
		return cut + "…"
	}
	return line
}

// head returns the first n bytes of s, or less: it cuts no character in two.
func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}
