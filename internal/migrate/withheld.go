package migrate

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform"
)

// withholding finds out, in the first pass, what is to be held back for what other
// items say: items below one that visitors do not see, items of a post type that
// is not shown to be public, and files that only such items show.
type withholding struct {
	types    *privacy.Types
	secret   map[int64]bool // IDs of what is held back, whether it is asked for or not
	children []child
	typed    []typedItem
	shown    refs           // what items show that are written
	hidden   refs           // and those that are held back
	parts    refs           // and parts of items that visitors did not see
	paid     refs           // files that only those got who had bought something
	guarded  bool           // some lie in folders that visitors did not get into
	sold     map[int64]bool // IDs of courses whose parts only those see who have joined
	rules    privacy.Rules  // of plugins for members
	varied   map[int64]bool // IDs of products and topics whose pages show their variations and replies
	embedded map[int64]bool // IDs of what is held back as it has no page and what others show by its number

	// What rules are about that come behind the items: their terms and addresses.
	terms map[termKey]uint32
	seen  rememberedItems // with their terms
	of    []uint32        // room for the terms of an item
	refs  []uint64        // and for what it shows
}

// termKey is how an item names a term.
type termKey struct{ taxonomy, slug string }

// child is an item that is written and that is a part of another one: a topic of a
// forum, a lesson of a course.
type child struct {
	n      int
	id     int64
	parent []int64
	free   bool // those see it, too, who have not joined
	reply  bool
	within int64 // the item whose page shows it, if that is one of varied
}

// typedItem is an item whose post type has to be judged.
type typedItem struct {
	n    int
	id   int64
	kind string
	refs []uint64
}

// newWithholding takes the types that an earlier run has shown to be public.
func newWithholding(public []string) withholding {
	return withholding{types: privacy.NewTypes(public), secret: map[int64]bool{}, embedded: map[int64]bool{}, varied: map[int64]bool{}, sold: map[int64]bool{}, terms: map[termKey]uint32{}}
}

// parentFields are the fields in which plugins keep what an item is a part of.
var parentFields = []string{"_bbp_forum_id", "_bbp_topic_id", "course_id", "lesson_id", "_lesson_course", "_llms_parent_course", "_llms_parent_section", "_tutor_course_id_for_lesson", "_course_id", "_lp_course"}

// isWhole reports whether a post type is one whose items visitors see whatever the one above them is.
func isWhole(typ string) bool {
	switch typ {
	case "post", "page", "attachment", "product":
		return true
	}
	return false
}

// mostShown bounds what is remembered of what contents show.
const mostShown = 100_000

// remember keeps of an item what rules may be about.
func (w *withholding) remember(n int, it *extract.Item) {
	w.of = w.of[:0]
	for _, t := range it.Terms {
		k := termKey{t.Taxonomy, t.Slug}
		i, ok := w.terms[k]
		if !ok {
			i = uint32(len(w.terms))
			w.terms[termKey{strings.Clone(t.Taxonomy), strings.Clone(t.Slug)}] = i
		}
		w.of = append(w.of, i)
	}
	w.seen.add(n, w.of, it.Link)
}

// closed returns which items rules and terms let only members read, by number.
func (w *withholding) closed(site *extract.Site) map[int]bool {
	shut := make([]bool, len(w.terms))
	for k, i := range w.terms {
		shut[i] = w.rules.CloseTerm(k.taxonomy, 0, k.slug)
	}
	for i := range site.Terms {
		t := &site.Terms[i]
		if n, ok := w.terms[termKey{t.Taxonomy, t.Slug}]; ok && (privacy.IsPrivate(t.Meta) || w.rules.CloseTerm(t.Taxonomy, t.ID, t.Slug)) {
			shut[n] = true
		}
	}
	closed := map[int]bool{}
	for it := range w.seen.all() {
		if slices.ContainsFunc(it.numbers, func(n uint32) bool { return shut[n] }) || w.rules.CloseAddress(string(it.address)) {
			closed[it.item] = true
		}
	}
	w.terms, w.seen = nil, rememberedItems{}
	return closed
}

// see takes note of an item, whose status is as statusOf returns it and whose content
// is read as the options say.
func (w *withholding) see(n int, it *extract.Item, status string, v verdict, read transform.Options) {
	w.types.Add(it)
	w.rules.Add(it)
	if v.write {
		w.remember(n, it)
	}
	if id := privacy.Sold(it); id > 0 {
		w.sold[id] = true
	}
	switch {
	case it.Type == "attachment":
		w.guarded = w.guarded || privacy.IsGuarded(it)
		return
	case it.Type == "nav_menu_item": // only some people see it, and what is below it
		if above, _ := strconv.ParseInt(it.Field("_menu_item_menu_item_parent"), 10, 64); it.ID > 0 && (w.secret[above] || privacy.IsPrivate(it.Meta)) {
			w.secret[it.ID] = true
		}
		return
	case privacy.IsSecret(status) || it.Status == "trash":
		if it.ID > 0 {
			w.secret[it.ID] = true
		}
	}
	if !read.Restricted {
		privacy.Sells(it, func(ref string) { w.paid.add([]uint64{hashOf(ref)}) })
	}
	seen := it
	if v.write && transform.MayHide(it) {
		seen = w.visible(it, read)
	}
	w.refs = appendRefs(w.refs[:0], seen)
	refs := w.refs
	switch {
	case !v.write:
		w.hidden.add(refs)
		return
	case isWhole(it.Type):
		if transform.HasVariations(it) && seen == it && !it.Rendered() { // the others list no facts
			w.varied[it.ID] = true
		}
		w.shown.add(refs)
		return
	}
	if seen == it && transform.HoldsReplies(it) {
		w.varied[it.ID] = true
	}
	c := child{n: n, id: it.ID, free: privacy.IsPreview(it), within: transform.TopicOf(it)}
	if c.reply = c.within > 0; !c.reply && transform.IsVariation(it) {
		c.within = it.Parent
	}
	if it.Parent > 0 {
		c.parent = append(c.parent, it.Parent)
	}
	for _, name := range parentFields {
		v := it.Field(name)
		if v == "" {
			continue // else the error is made
		}
		if id, err := strconv.ParseInt(v, 10, 64); err == nil && id > 0 {
			c.parent = append(c.parent, id)
		}
	}
	if len(c.parent) > 0 {
		w.children = append(w.children, c)
	}
	w.typed = append(w.typed, typedItem{n, it.ID, strings.Clone(it.Type), slices.Clone(refs)})
}

// refs are hashes of what items show.
type refs struct {
	set    map[uint64]struct{} // until sealed
	sorted []uint64
}

func (s *refs) add(list []uint64) {
	if s.set == nil {
		s.set = map[uint64]struct{}{}
	}
	for _, r := range list {
		if len(s.set) < mostShown {
			s.set[r] = struct{}{}
		}
	}
}

// seal ends the filling. What is sorted takes a third of what the set has taken.
func (s *refs) seal() {
	s.sorted = slices.AppendSeq(make([]uint64, 0, len(s.set)), maps.Keys(s.set))
	slices.Sort(s.sorted)
	s.set = nil
}

func (s *refs) has(ref string) bool {
	_, ok := slices.BinarySearch(s.sorted, hashOf(ref))
	return ok
}

func (s *refs) none() bool { return len(s.sorted) == 0 }

// visible returns an item with the content that visitors saw.
func (w *withholding) visible(it *extract.Item, read transform.Options) *extract.Item {
	page := transform.Tree(it, transform.NewLibrary(), read)
	if len(page.Held) == 0 {
		return it
	}
	for _, held := range page.Held {
		w.parts.add(appendRefs(nil, &extract.Item{Content: held}))
	}
	seen := *it
	seen.Content = string(tree.AppendHTML(nil, page.Tree, 0))
	seen.Meta = slices.DeleteFunc(slices.Clone(it.Meta), func(m extract.Meta) bool { return transform.IsBuilderData(m.Key) })
	return &seen
}

func appendRefs(refs []uint64, it *extract.Item) []uint64 {
	privacy.Shows(it, func(ref string) { refs = append(refs, hashOf(ref)) }, func(number string) { refs = append(refs, hashOfNamed(number)) })
	return refs
}

// seal returns why items are held back, by their number. hasReply tells of which replies
// pages can show what is in them.
func (w *withholding) seal(asked []string, stubs *stubs, site *extract.Site, hasReply func(id int64) bool) map[int]string {
	w.types.Seal()
	closed := w.closed(site)
	held := map[int]string{}
	for s := range stubs.all {
		if item := int(s.item); closed[item] || w.rules.Close(s.id, s.parent, stubs.kind(s)) {
			held[item] = privacy.Members
			w.secret[s.id] = s.id > 0
		}
	}
	for more := true; more; { // a reply is below a topic, which is below a forum
		more = false
		for _, c := range w.children {
			if held[c.n] == "" && slices.ContainsFunc(c.parent, func(id int64) bool { return id != c.id && (w.secret[id] || w.sold[id] && !c.free) }) {
				held[c.n], more = privacy.Parent, true
				if c.id > 0 {
					w.secret[c.id] = true
				}
			}
		}
	}
	if len(asked) == 0 {
		for _, c := range w.children {
			if c.within > 0 && held[c.n] == "" && w.varied[c.within] && (!c.reply || hasReply(c.id)) {
				held[c.n] = privacy.Embedded
				w.embedded[c.id] = true
			}
		}
	}
	var pageless []typedItem
	for _, it := range w.typed {
		why := w.types.Held(it.kind)
		if why != "" {
			held[it.n] = cmp.Or(held[it.n], why)
		}
		switch {
		case len(asked) == 0 && (privacy.IsWithoutPages(held[it.n]) || held[it.n] == "" && w.types.IsShownWithin(it.kind)):
			pageless = append(pageless, it)
		case why != "" && len(asked) == 0 || held[it.n] == privacy.Parent:
			w.hidden.add(it.refs)
		default:
			w.shown.add(it.refs)
		}
	}
	for _, it := range pageless {
		if _, ok := w.shown.set[hashOfNamed(strconv.FormatInt(it.id, 10))]; ok {
			w.embedded[it.id] = true
			held[it.n] = privacy.Embedded
			w.shown.add(it.refs)
		} else if held[it.n] == "" {
			w.shown.add(it.refs)
		} else {
			w.hidden.add(it.refs)
		}
	}
	w.hidden.seal()
	w.parts.seal()
	w.paid.seal()
	if w.hidden.none() && w.parts.none() && w.paid.none() && !w.guarded {
		w.shown = refs{} // nobody will ask
	}
	w.shown.seal()
	w.children, w.typed = nil, nil
	return held
}

// file returns why the file of an attachment is not to be in the output unless a
// page shows it, if so.
func (m *migration) file(it *extract.Item) (note.Note, bool) {
	it.Status = privacy.StatusOf(it)
	w := &m.plan.withholding
	parent := m.plan.unwritten[it.Parent]
	if w.embedded[it.Parent] {
		parent = ""
	}
	if why, held := m.sel.file(it, parent, m.plan.heldTypes[it.Parent]); held {
		return why, held
	}
	if !m.settings.Restricted && (w.guarded && privacy.IsGuarded(it) || !w.paid.none() && privacy.IsShown(it, w.paid.has)) && !privacy.IsShown(it, w.shown.has) {
		return note.Note{Kind: note.Private, Text: "held back: only those got the file who had bought something or have sent it, and no page shows it; the setting restricted keeps it"}, true
	}
	if w.parts.none() && (it.Parent != 0 || w.hidden.none()) {
		return note.Note{}, false
	}
	// What was put into a post that is written may be in a gallery of it.
	hidden := privacy.IsShown(it, w.parts.has) || it.Parent == 0 && privacy.IsShown(it, w.hidden.has)
	if hidden && !privacy.IsShown(it, w.shown.has) {
		return note.Note{Kind: note.Private, Text: "held back: only what is not in the output shows it"}, true
	}
	return note.Note{}, false
}

// hashOfNamed is the hash of the number of what a shortcode or block names, which is
// another one than that of an attachment.
func hashOfNamed(number string) uint64 { return ^hashOf(number) }

// hashOf is FNV-1a.
func hashOf(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
