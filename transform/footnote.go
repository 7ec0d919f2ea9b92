package transform

import (
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// The footnotes of core/footnotes: their text is in a custom field of the post,
// their marks are <sup data-fn="…"> in its content (docs/formats.md §D.3).

// footnotesBlock takes note of the block of the footnotes. Markdown prints them
// at the end of the page wherever they are written, so its place is nothing.
func (b *builder) footnotesBlock(*block) ([]*html.Node, bool) {
	b.hasNotes = true
	return nil, true
}

// placeFootnotes numbers the marks in the order of their first appearance and
// puts the texts at the end of the tree. A mark without a text stays what it
// shows; a text without a mark is noted, WordPress shows it all the same.
func (b *builder) placeFootnotes(root *html.Node) {
	b.renderedFootnotes(root)
	marks := footnoteMarks(root, nil)
	if len(marks) == 0 && !b.hasNotes {
		return
	}
	notes := b.footnoteTexts()
	text := make(map[string]string, len(notes))
	for _, f := range notes {
		text[f.ID] = f.Content
	}
	numbers := map[string]int{}
	for i := 0; i < len(marks); i++ {
		n := marks[i]
		id := tree.Attr(n, "data-fn")
		content, ok := text[id]
		words := b.pluginNotes[id]
		if words == nil && !ok {
			b.notes.add(note.Footnote, true, "a mark without its footnote: "+quoteShort(tree.TextContent(n)))
			for _, link := range linksIn(n) {
				tree.Unwrap(link) // it leads nowhere
			}
			continue
		}
		if numbers[id] == 0 {
			numbers[id] = len(numbers) + 1
			if words == nil {
				words = b.parse(b.textual(content))
			}
			note := tree.NewTag(tree.Note, "n", strconv.Itoa(numbers[id]))
			tree.MoveChildren(note, words)
			root.AppendChild(note)
			marks = footnoteMarks(note, marks) // a note can have notes
		}
		tree.Replace(n, tree.NewTag(tree.NoteRef, "n", strconv.Itoa(numbers[id])))
	}
	for _, f := range notes {
		if b.hasNotes && numbers[f.ID] == 0 {
			b.notes.add(note.Footnote, true, "a footnote without a mark: "+quoteShort(f.Content))
			p := tree.NewElement(atom.P)
			tree.MoveChildren(p, b.parse(b.textual(f.Content)))
			root.AppendChild(p)
		}
	}
}

// footnoteMarks appends the marks of footnotes in n to marks.
func footnoteMarks(n *html.Node, marks []*html.Node) []*html.Node {
	for c := n.FirstChild; c != nil; c = tree.Next(c, n) {
		if tree.IsElement(c, atom.Sup) && tree.HasAttr(c, "data-fn") {
			marks = append(marks, c)
		}
	}
	return marks
}

func linksIn(n *html.Node) []*html.Node {
	var links []*html.Node
	for c := range n.Descendants() {
		if tree.IsElement(c, atom.A) {
			links = append(links, c)
		}
	}
	return links
}

type footnote struct{ ID, Content string }

// footnoteTexts reads the footnotes of the post, the first of each ID. WordPress
// has written the field with unescaped quotes (ticket 59103); then what can be
// read is.
func (b *builder) footnoteTexts() []footnote {
	s := b.item.Field("footnotes")
	if tree.IsBlankText(s) {
		return nil
	}
	var list []footnote
	if err := json.Unmarshal([]byte(s), &list); err != nil {
		b.notes.add(note.Footnote, true, "the footnotes field is damaged: "+quoteShort(s))
		list = damagedFootnotes(s)
	}
	seen := map[string]bool{}
	first := list[:0]
	for _, f := range list {
		if !seen[f.ID] {
			seen[f.ID] = true
			first = append(first, f)
		}
	}
	return first
}

// damagedFootnotes reads what can be read of a footnotes field that is no JSON.
func damagedFootnotes(s string) []footnote {
	var list []footnote
	for part := range strings.SplitSeq(s, `{"`) {
		if id := jsonPart(`"`+part, `"id":"`); id != "" {
			list = append(list, footnote{id, jsonPart(`"`+part, `"content":"`)})
		}
	}
	return list
}

// jsonPart returns the string behind key in damaged JSON, up to the quote that
// ends it: one with a comma, a brace or nothing behind it.
func jsonPart(s, key string) string {
	_, v, ok := strings.Cut(s, key)
	if !ok {
		return ""
	}
	for i := 0; i < len(v); i++ {
		if v[i] == '\\' {
			i++
		} else if v[i] == '"' && (i+1 == len(v) || v[i+1] == ',' || v[i+1] == '}') {
			v = v[:i]
			break
		}
	}
	var out string
	quoted := strings.ReplaceAll(strings.ReplaceAll(v, `\"`, `"`), `"`, `\"`)
	if json.Unmarshal([]byte(`"`+quoted+`"`), &out) == nil {
		return out
	}
	return v
}
