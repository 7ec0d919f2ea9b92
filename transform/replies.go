package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// bbPress keeps each reply to a topic as an item, and shows all of them on the page of the
// topic: who wrote it, when, and the words. The address of a reply leads there.

// replies are those of topics.
type replies struct {
	of     map[int64][]*extract.Item // by topic
	topics map[int64]int64           // by reply
	twice  map[int64]bool            // replies of which the source has several
	size   int
	topic  map[int64]int // bytes of a topic
	name   func(login string) string
}

// What is more has pages of its own, to which the topic leads.
const (
	mostOfReplies = 16 << 20 // bytes
	mostOfTopic   = 1 << 20
)

// TopicOf returns the number of the topic to which an item is a reply that the page of the
// topic can show; 0 if it is none.
func TopicOf(it *extract.Item) int64 {
	if it.Type != "reply" || it.ID <= 0 || it.Status != "publish" || it.Password != "" || it.Rendered() || len(it.Comments) > 0 || MayHide(it) || it.Field("_thumbnail_id") != "" {
		return 0
	}
	id := it.Parent
	if of := it.Field("_bbp_topic_id"); of != "" {
		id, _ = strconv.ParseInt(of, 10, 64)
	}
	if id <= 0 || id == it.ID {
		return 0
	}
	return id
}

// HoldsReplies reports whether the page of an item can show replies to it. One that keeps
// a part for members shows nothing beside its text.
func HoldsReplies(it *extract.Item) bool {
	return it.Type == "topic" && it.ID > 0 && !it.Rendered() && !isOversize(it.Content)
}

// AddReply keeps a reply for the page of its topic.
func (l *Library) AddReply(it *extract.Item) {
	topic := TopicOf(it)
	if topic == 0 {
		return
	}
	r := &l.replies
	if r.of == nil {
		*r = replies{of: map[int64][]*extract.Item{}, topics: map[int64]int64{}, topic: map[int64]int{}, twice: map[int64]bool{}}
	}
	if r.topics[it.ID] != 0 { // which of two is the truth is decided later, and both are pages
		r.twice[it.ID] = true
		return
	}
	size := len(it.Content) + len(it.Title) + 400
	if r.size+size > mostOfReplies || r.topic[topic]+size > mostOfTopic {
		return
	}
	r.size += size
	r.topic[topic] += size
	kept := &extract.Item{
		ID: it.ID, Type: "reply", Status: "publish", Parent: it.Parent, MenuOrder: it.MenuOrder, Date: it.Date,
		Title: strings.Clone(it.Title), Content: strings.Clone(it.Content), Creator: strings.Clone(it.Creator),
	}
	for _, key := range []string{"_bbp_anonymous_name", "_bbp_anonymous_website"} {
		if v := it.Field(key); v != "" {
			kept.Meta = append(kept.Meta, extract.Meta{Key: key, Value: strings.Clone(v)})
		}
	}
	r.topics[it.ID] = topic
	r.of[topic] = append(r.of[topic], kept)
}

// TopicOf returns the number of the topic for whose page a reply is kept; 0 if it is not.
func (l *Library) TopicOf(id int64) int64 {
	if !l.HasReply(id) {
		return 0
	}
	return l.replies.topics[id]
}

// PlaceOfReply returns the name of the place of a reply on the page of its topic, as it was on
// the old site.
func PlaceOfReply(id int64) string { return "post-" + strconv.FormatInt(id, 10) }

// HasReply reports whether a reply is kept for the page of its topic.
func (l *Library) HasReply(id int64) bool {
	return l.replies.topics[id] != 0 && !l.replies.twice[id] && l.unseen[id] < withheld
}

// ShowReplies says which replies the pages of their topics show, and who writes under a login.
func (l *Library) ShowReplies(shown func(id int64) bool, name func(login string) string) {
	r := &l.replies
	for topic, list := range r.of {
		list = slices.DeleteFunc(list, func(it *extract.Item) bool { return !shown(it.ID) || l.unseen[it.ID] >= withheld })
		slices.SortStableFunc(list, func(a, b *extract.Item) int {
			return cmp.Or(cmp.Compare(a.MenuOrder, b.MenuOrder), a.Date.Compare(b.Date), cmp.Compare(a.ID, b.ID))
		})
		r.of[topic] = list
	}
	r.name = name
}

// addReplies puts the replies to a topic at the end of its page.
func (b *builder) addReplies(root *html.Node) {
	if b.item.Type != "topic" || b.lib == nil || len(b.lib.replies.of[b.item.ID]) == 0 || b.item.Rendered() {
		return
	}
	if len(b.held) > 0 {
		b.notes.add(note.Private, true, strconv.Itoa(len(b.lib.replies.of[b.item.ID]))+" replies left out, for a part of the topic is held back")
		return
	}
	f := &facts{b: b}
	h := tree.NewElement(atom.H2)
	h.AppendChild(tree.NewText(f.label("replies")))
	root.AppendChild(h)
	b.beside = h
	for _, it := range b.lib.replies.of[b.item.ID] {
		p := tree.NewElement(atom.P, "id", PlaceOfReply(it.ID))
		p.AppendChild(b.writerOf(it))
		if !it.Date.IsZero() {
			p.AppendChild(tree.NewText(", " + it.Date.Format("2006-01-02, 15:04")))
		}
		if title := it.PlainTitle(); title != "" && !strings.Contains(title, b.item.PlainTitle()) {
			p.AppendChild(tree.NewText(": " + title))
		}
		root.AppendChild(p)
		for _, n := range b.within(it, "reply "+strconv.FormatInt(it.ID, 10), func(root *html.Node) *html.Node { return root }) {
			root.AppendChild(n)
		}
	}
	b.notes.add(note.HTML, false, "the replies, which the old site showed below the topic, are at the end of the page")
}

// writerOf builds the name of who wrote a reply.
func (b *builder) writerOf(it *extract.Item) *html.Node {
	name := plainFact(it.Field("_bbp_anonymous_name"))
	if name == "" && b.lib.replies.name != nil {
		name = b.lib.replies.name(it.Creator)
	}
	if name == "" || strings.Contains(name, "@") || slices.ContainsFunc(strings.Fields(name), isNumeric) {
		name = "?"
	}
	strong := tree.NewElement(atom.Strong)
	strong.AppendChild(tree.NewText(name))
	if address := it.Field("_bbp_anonymous_website"); isWebAddress(address) {
		a := tree.NewLink(address, "")
		a.AppendChild(strong)
		return a
	}
	return strong
}

// isNumeric reports whether a name is that of a machine: 203.0.113.9.
func isNumeric(name string) bool { return strings.Trim(name, "0123456789.:") == "" }
