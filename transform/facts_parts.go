package transform

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins for courses list on the page of a course its lessons, and those for forums on the
// page of a forum its topics. Each of these says what it is a part of.

// A listedPart is an item that another one lists.
type listedPart struct {
	order int
	id    int64
}

// wholes are the fields in which a part says of what it is one.
var wholes = []struct{ typ, field string }{
	{"sfwd-lessons", "course_id"}, {"sfwd-topic", "lesson_id"}, // LearnDash
	{"lesson", "_lesson_course"},                                        // Sensei
	{"lesson", "_llms_parent_course"},                                   // LifterLMS
	{"lesson", "_tutor_course_id_for_lesson"}, {"lesson", "_course_id"}, // Tutor
	{"lp_lesson", "_lp_course"},                            // LearnPress
	{"topic", "_bbp_forum_id"}, {"reply", "_bbp_topic_id"}, // bbPress
}

// addPart keeps of what an item is a part.
func (l *Library) addPart(it *extract.Item) {
	if it.ID <= 0 {
		return
	}
	for _, w := range wholes {
		if w.typ != it.Type {
			continue
		}
		of := it.Field(w.field)
		id, err := strconv.ParseInt(of, 10, 64)
		if err != nil || id <= 0 || id == it.ID {
			continue
		}
		order := it.MenuOrder
		for _, key := range []string{"_order_" + of, "_llms_order"} {
			if n, err := strconv.Atoi(it.Field(key)); err == nil {
				order = n
			}
		}
		if l.partsOf == nil {
			l.partsOf = map[int64][]listedPart{}
		}
		l.partsOf[id] = append(l.partsOf[id], listedPart{order, it.ID})
		return
	}
}

// hasParts reports whether an item lists others.
func (b *builder) hasParts() bool { return b.lib != nil && len(b.lib.partsOf[b.item.ID]) > 0 }

// parts adds a link to the course of a lesson, and a list of the parts of an item that visitors
// saw, in their order.
func (f *facts) parts() {
	for _, w := range wholes {
		if w.typ == f.b.item.Type && w.field != "lesson_id" && w.typ != "topic" && w.typ != "reply" {
			f.entries(f.label("course"), f.values(w.field))
		}
	}
	if !f.b.hasParts() {
		return
	}
	list := slices.Clone(f.b.lib.partsOf[f.b.item.ID])
	slices.SortStableFunc(list, func(a, b listedPart) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.id, b.id)) })
	ol := tree.NewElement(atom.Ol)
	untold := 0
	for _, p := range list {
		if len(f.b.lib.entries.list) == mostEntries && f.b.lib.unseen[p.id] == 0 && f.b.lib.title(p.id) == "" {
			untold++
		}
		if link := f.b.entryLink(strconv.FormatInt(p.id, 10)); link != nil {
			li := tree.NewElement(atom.Li)
			li.AppendChild(link)
			ol.AppendChild(li)
			f.links = append(f.links, link)
		}
	}
	if untold > 0 {
		f.b.notes.add(note.HTML, true, fmt.Sprintf("parts of it are not listed, the site has too many items: %d", untold))
	}
	if ol.FirstChild == nil {
		return
	}
	label := "lessons"
	switch f.b.item.Type {
	case "sfwd-lessons":
		label = "topics"
	case "forum":
		label = "topics"
		ol.DataAtom, ol.Data = atom.Ul, "ul"
	case "topic":
		label = "replies"
		ol.DataAtom, ol.Data = atom.Ul, "ul"
	}
	p := tree.NewElement(atom.P)
	p.AppendChild(tree.NewText(f.label(label) + ":"))
	f.below = append(f.below, p, ol)
}
