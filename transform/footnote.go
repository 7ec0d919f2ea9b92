package transform

import (
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/report"
)

// footnotes are those of core/footnotes: their text is in a custom field of
// the post, their marks are <sup data-fn="…"> in its content (facts.md §D.3).
type footnotes struct {
	block *html.Node // where the block stands
}

// footnotesBlock marks the place of the footnotes. Markdown prints them at the
// end of the page wherever they are written, so the place holds nothing.
func (b *builder) footnotesBlock(*block) ([]*html.Node, bool) {
	b.footnotes.block = newElement(atom.Div)
	return []*html.Node{b.footnotes.block}, true
}

// placeFootnotes numbers the marks in the order of their first appearance and
// puts the texts at the end of the tree. A mark without a text stays what it
// shows; a text without a mark is noted, WordPress shows it all the same.
func (b *builder) placeFootnotes(tree *html.Node) {
	texts := b.footnoteTexts()
	numbers := map[string]int{}
	var order []string
	var marks []*html.Node
	for n := range tree.Descendants() {
		if isElement(n, atom.Sup) && hasAttr(n, "data-fn") {
			marks = append(marks, n)
		}
	}
	for _, n := range marks {
		id := attr(n, "data-fn")
		if _, ok := texts.byID[id]; !ok {
			b.notes.add(report.Footnote, true, "a mark without its footnote: "+quoteShort(textContent(n)))
			continue
		}
		if numbers[id] == 0 {
			order = append(order, id)
			numbers[id] = len(order)
		}
		replace(n, newTag(tagNoteRef, "n", strconv.Itoa(numbers[id])))
	}
	for _, id := range order {
		note := newTag(tagNote, "n", strconv.Itoa(numbers[id]))
		moveChildren(note, b.inner(texts.byID[id]))
		tree.AppendChild(note)
	}
	if b.footnotes.block == nil {
		return
	}
	for _, id := range texts.order {
		if numbers[id] == 0 {
			b.notes.add(report.Footnote, true, "a footnote without a mark: "+quoteShort(texts.byID[id]))
			p := newElement(atom.P)
			moveChildren(p, b.inner(texts.byID[id]))
			tree.AppendChild(p)
		}
	}
}

type footnoteTexts struct {
	byID  map[string]string
	order []string
}

// footnoteTexts reads the footnotes of the post. WordPress has written the
// field with unescaped quotes (ticket 59103); then what can be read is.
func (b *builder) footnoteTexts() footnoteTexts {
	t := footnoteTexts{byID: map[string]string{}}
	s := b.item.Field("footnotes")
	if strings.TrimSpace(s) == "" {
		return t
	}
	var list []struct{ ID, Content string }
	if err := json.Unmarshal([]byte(s), &list); err != nil {
		b.notes.add(report.Footnote, true, "the footnotes field is damaged: "+quoteShort(s))
		list = list[:0]
		for part := range strings.SplitSeq(s, `{`) {
			id, content := jsonPart(part, `"id":"`), jsonPart(part, `"content":"`)
			if id != "" {
				list = append(list, struct{ ID, Content string }{id, content})
			}
		}
	}
	for _, f := range list {
		if _, ok := t.byID[f.ID]; !ok {
			t.byID[f.ID] = f.Content
			t.order = append(t.order, f.ID)
		}
	}
	return t
}

// jsonPart returns the string behind key in damaged JSON, up to the quote that
// ends it.
func jsonPart(s, key string) string {
	_, v, ok := strings.Cut(s, key)
	if !ok {
		return ""
	}
	for i := 0; i < len(v); i++ {
		if v[i] == '\\' {
			i++
			continue
		}
		if v[i] == '"' && (i+1 == len(v) || v[i+1] == ',' || v[i+1] == '}') {
			v = v[:i]
			break
		}
	}
	var out string
	if json.Unmarshal([]byte(`"`+strings.ReplaceAll(strings.ReplaceAll(v, `\"`, `"`), `"`, `\"`)+`"`), &out) == nil {
		return out
	}
	return v
}
