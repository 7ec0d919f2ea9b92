package migrate

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/seen"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
)

// What the templates of themes and plugins showed of a post is in its custom fields: the
// price of a product, the client of a project, whole pages of Advanced Custom Fields.
// Each field is in the front matter or in the page, or a note names it with what it
// holds, unless it is of a kind that no visitor could use (left_kinds.go) or, by its
// name, about somebody: then the note has its name alone.

// noteFields notes the custom fields that are nowhere in what is written.
func (c *converter) noteFields(out *Outcome, it *extract.Item, body []byte, description string, facts int) {
	wanted := c.settings.WantsField
	if picture := out.pictureField; picture != "" { // it is the image of the page
		wanted = func(key string) bool { return key == picture || c.settings.WantsField(key) }
	}
	fields := leftFields(it, siteThings{c.plan.library, c.plan.index, c.plan.termNames}, wanted, body, description, facts)
	isEmpty := len(bytes.TrimSpace(body)) == 0
	switch {
	case isEmpty && slices.ContainsFunc(fields, saysWords):
		out.note(note.HTML, keepsPage(it), "the page is empty, its words are in custom fields, which the setting fields takes: "+listFields(fields))
	case len(fields) > 0:
		out.note(note.FrontMatter, false, "custom fields that are not in the page, which the setting fields takes: "+listFields(fields))
	}
	if i := slices.IndexFunc(it.Terms, func(t extract.TermRef) bool { return t.Taxonomy == "post_format" && t.Slug != "post-format-standard" }); i >= 0 && !c.settings.OwnFields {
		out.note(note.FrontMatter, false, "the format of the post, by which themes choose how to show it, and which the setting fields takes as format: "+transform.Quote(strings.TrimPrefix(it.Terms[i].Slug, "post-format-")))
	}
	if from := reblogged(it); from != "" {
		out.note(note.FrontMatter, false, "a reblog, of which the export has only where it is from: "+from)
	} else if isEmpty {
		if why := whyEmpty(it, out.Entry.Notes); why != "" {
			out.note(note.HTML, false, why)
		}
	}
}

// reblogged returns where a post of WordPress.com is from that shows one of another blog, if
// the export does not have that.
func reblogged(it *extract.Item) string {
	if it.Field("is_reblog") != "1" || it.Field("reblog_snapshot") != "" {
		return ""
	}
	blog, post := it.Field("blog_id"), it.Field("post_id")
	if blog == "" && post == "" {
		return ""
	}
	return transform.Quote("blog_id=" + blog + ", post_id=" + post)
}

// saysWords reports whether a field, as leftFields has it, says more than numbers and of
// which kind its page is, or only its name is told.
func saysWords(field string) bool {
	key, value, told := strings.Cut(field, "=")
	if !told {
		return true
	}
	if words := transform.WordsOfName(key); len(words) > 0 && strings.Trim(value, "abcdefghijklmnopqrstuvwxyz0123456789_-") == "" {
		if last := words[len(words)-1]; last == "kind" || last == "group" || last == "role" || choices.Has(last) {
			return false
		}
	}
	return strings.ContainsFunc(value, unicode.IsLetter)
}

// whyEmpty says what an empty page may have shown, as far as its notes do not.
func whyEmpty(it *extract.Item, notes []note.Note) string {
	template := it.Field("_wp_page_template")
	switch {
	case template == "" || template == "default":
		switch {
		case slices.ContainsFunc(notes, isOfPage):
			return ""
		case it.Type == "post":
			return "the post has no content in the export"
		}
		return "the page has no content in the export; the old site may have filled it from its theme or a plugin"
	case slices.ContainsFunc(notes, isOfContent):
		return "the page is empty without what is named; the template of the old theme may have shown more: " + transform.Quote(template)
	}
	return "the page is empty, what it showed came from the template of the old theme: " + transform.Quote(template)
}

// isOfPage reports whether a note is of what a page shows, and not of its fields, the bytes of
// its item or what visitors said of it.
func isOfPage(n note.Note) bool {
	return n.Kind != note.FrontMatter && n.Kind != note.Repair && n.Kind != note.Comments
}

// isOfContent reports whether a note is of something that the content of a page had.
func isOfContent(n note.Note) bool { return n.Kind == note.Shortcode || n.Kind == note.Block }

// keepsPage reports whether a field of an item is the HTML of a whole page, which a
// builder that nobody knows has kept there.
func keepsPage(it *extract.Item) bool {
	for i := range it.Meta {
		m := &it.Meta[i]
		if isTechnical(m.Key) || isPersonal(it, m.Key) || len(m.Value) < 64 {
			continue
		}
		parts := 0
		for _, tag := range []string{"<section", "<div", "<p>", "<p ", "<h1", "<h2", "<h3", "<ul", "<img", "<article"} {
			parts += strings.Count(m.Value, tag)
		}
		if parts >= 3 && strings.Count(m.Value, " ") >= 8 {
			return true
		}
	}
	return false
}

// mostListed bounds the bytes of the fields that one note quotes.
const mostListed = 1 << 18

func listFields(fields []string) string {
	n := 0
	for i, f := range fields {
		if n += len(f); n > mostListed && i > 0 {
			return strings.Join(fields[:i], ", ") + fmt.Sprintf(" and %d more", len(fields)-i)
		}
	}
	return strings.Join(fields, ", ")
}

// leftFields returns the custom fields of an item that are not wanted in front matter and
// of which body and description lack something, in the order in which they are stored:
// name=values, of personal ones the name.
func leftFields(it *extract.Item, site referred, wanted func(string) bool, body []byte, description string, facts int) []string {
	if len(it.Meta) == 0 {
		return nil
	}
	l := leftReader{it: it, site: site, body: body, description: description, factLines: facts}
	made := madeFields(it)
	counted := countedRows(it, made)
	var named []leftField
	at := map[string]int{}
	first := map[string]int{} // of each name, the one of it that had something left
	asked := false
	for i := range it.Meta {
		m := &it.Meta[i]
		if k, ok := first[m.Key]; ok && it.Meta[k].Value == m.Value { // the export has it twice
			continue
		}
		v := strings.TrimSpace(m.Value)
		if m.Key == "enclosure" || strings.HasSuffix(m.Key, ":enclosure") {
			v = beyondFile(v)
		} else if isTechnical(m.Key) && !isAccount(m.Key, v) {
			continue
		}
		if m.Key == transform.ReblogField && leadsTo(body, transform.ReblogFrom(v)) { // it is a quote in the page
			continue
		}
		if v == "" || wanted(m.Key) || it.IsSpread(m.Key) || isReference(it, *m) || counted[m.Key] && isAmount(v) {
			continue
		}
		if !asked { // most items have no field that comes so far
			asked, l.thing, l.ofType = true, isThing(it.Type), transform.WordsOfName(it.Type)
		}
		name, isWithin := transform.FieldName(m.Key)
		l.field, l.values, l.seen = name, nil, nil
		l.made = isWithin || made[m.Key] || strings.HasPrefix(m.Key, "wpcf-")
		mean := l.meaningOf(name)
		if mean.never && !sendsElsewhere(m.Key) {
			continue
		}
		if isWithin && strings.Contains(v, "_") && strings.Trim(v, "abcdefghijklmnopqrstuvwxyz0123456789_-") == "" { // of which kind a row is
			continue
		}
		if l.showsClock(v) {
			continue
		}
		if both := bothHalves(it, m.Key, v); strings.ContainsFunc(v, unicode.IsLetter) && both != "" && l.shows(both) {
			continue
		}
		l.read(name, mean, fieldValue(v), 0)
		if len(l.values) > 0 && transform.HasPartForNobody(v) {
			l.values = []string{"…"}
		}
		lone := len(l.values) == 0 && (mean.isLone(v) || isViews(name) && isAmount(v) && len(v) > 1) && !l.shows(v)
		if lone {
			l.add(v)
		}
		if len(l.values) == 0 {
			continue
		}
		if k, ok := at[m.Key]; ok {
			named[k].values = append(named[k].values, l.values...)
			named[k].lone = named[k].lone && lone
			continue
		}
		at[m.Key], first[m.Key] = len(named), i
		named = append(named, leftField{m.Key, l.values, lone})
	}
	var said map[string]bool // what the names of fields with words begin with
	beside := map[string]int{}
	for _, f := range named {
		if words := transform.WordsOfName(f.key); len(words) > 1 && !f.lone && !isPersonal(it, f.key) {
			beside[words[0]]++
		}
		if stem := kindOfField(f.key); stem != "" && !f.lone {
			if said == nil {
				said = map[string]bool{}
			}
			said[stem] = true
		}
	}
	list := make([]string, 0, len(named))
	for _, f := range named {
		if f.lone && !said[kindOfField(f.key)] && !(isViews(f.key) && beside[transform.WordsOfName(f.key)[0]] >= 3) {
			continue
		}
		isSecret := isPersonal(it, f.key) || slices.ContainsFunc(f.values, func(v string) bool { return transform.IsWithheld(f.key, v) })
		if isSecret && !(isQualification(f.key) && isAllLetters(f.values)) && !isPayable(f.key, f.values[0]) {
			list = append(list, f.key)
		} else {
			list = append(list, f.key+"="+transform.Quote(linesApart(strings.Join(f.values, " · "))))
		}
	}
	return list
}

// showsClock reports whether a value is a time of day of twelve hours, 7:00 PM, which is in the
// page as one of the list below it: 19:00.
func (l *leftReader) showsClock(v string) bool {
	if len(v) < len("7:00PM") || len(v) > len("07:00 p.m.") {
		return false
	}
	clock, err := time.Parse("3:04PM", strings.ToUpper(strings.NewReplacer(" ", "", ".", "").Replace(v)))
	return err == nil && l.factLines > 0 && bytes.Contains(l.body, []byte(" "+clock.Format("15:04")+"\n"))
}

// bothHalves returns the text of two fields that are by their names the lines of one heading, or
// "": hero_title_1, hero_title_2.
func bothHalves(it *extract.Item, key, v string) string {
	if stem, ok := strings.CutSuffix(key, "1"); ok {
		if other := strings.TrimSpace(it.Field(stem + "2")); other != "" {
			return v + " " + other
		}
	} else if stem, ok := strings.CutSuffix(key, "2"); ok {
		if other := strings.TrimSpace(it.Field(stem + "1")); other != "" {
			return other + " " + v
		}
	}
	return ""
}

// linesApart returns a text with a sign where a line of it ends, as verses are quoted: a note
// is one line.
func linesApart(v string) string {
	if !strings.Contains(v, "\n") || strings.Contains(v, "<") {
		return v
	}
	var lines []string
	for line := range strings.SplitSeq(v, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, " / ")
}

// beyondFile returns what a field of an episode has beside the address of its file, the
// size and the kind of that: PowerPress keeps there what players and podcast directories show.
func beyondFile(v string) string {
	for range 3 {
		var ok bool
		if _, v, ok = strings.Cut(v, "\n"); !ok {
			return ""
		}
	}
	return strings.TrimSpace(v)
}

// countedRows returns the fields of Advanced Custom Fields that say how many rows of
// others there are.
func countedRows(it *extract.Item, made map[string]bool) map[string]bool {
	var counted map[string]bool
	add := func(key string) {
		for at := 0; ; at++ {
			n := strings.IndexByte(key[at:], '_')
			if n < 0 {
				return
			}
			at += n
			if rest := strings.TrimLeft(key[at+1:], "0123456789"); at == 0 || len(rest) == len(key)-at-1 || rest == "" || rest[0] != '_' {
				continue
			}
			if counted == nil {
				counted = map[string]bool{}
			}
			counted[key[:at]] = true
		}
	}
	for i := range it.Meta {
		if key := it.Meta[i].Key; made[key] {
			add(key)
		}
	}
	for i := range it.HeldRows {
		add(it.HeldRows[i].Key)
	}
	return counted
}

// isAccount reports whether a field that is named for a network is where a person or
// firm can be met there, and no picture or text for those who share the page.
func isAccount(key, v string) bool {
	if !strings.Contains(v, "://") || len(v) > 2000 {
		return false
	}
	for _, p := range []string{"_social", "_twitter", "_facebook"} {
		if strings.HasPrefix(key, p) {
			return !anyOf(transform.WordsOfName(key), "image", "img", "thumb", "thumbnail", "share", "shared", "card", "publish", "post", "count")
		}
	}
	return false
}

type leftField struct {
	key    string
	values []string
	lone   bool // a number that says something only beside fields of one kind with it
}

// isViews reports whether a field is by its name how often its post was seen, which the
// theme that counts it shows beside what else it knows: _manga_views.
func isViews(key string) bool {
	words := transform.WordsOfName(key)
	return len(words) == 2 && words[1] == "views" && words[0] != "post"
}

// kindOfField returns what the name of a field begins with if it is several words: _work of
// _work_year is none, _acme_work of _acme_work_year is.
func kindOfField(key string) string {
	stem := key[:max(0, strings.LastIndexAny(key, "_-"))]
	if !strings.ContainsAny(strings.TrimLeft(stem, "_-"), "_-") {
		return ""
	}
	return stem
}

// leftReader collects what a field holds for visitors and the page lacks.
type leftReader struct {
	it          *extract.Item
	site        referred
	body        []byte
	description string
	thing       bool
	ofType      []string // the words of the type of it
	page        *seen.Text
	field       string // its name
	whole       bool   // what the page shows is told, too
	made        bool   // the owner of the site has made it
	values      []string
	seen        map[string]bool
	factLines   int         // at the end of the body
	facts       listedFacts // of these, once asked for
}

// read reads a value of a field, of which mean is what the names above say.
func (l *leftReader) read(key string, mean meaning, v any, depth int) {
	if depth > 12 {
		l.add(fmt.Sprint(v))
		return
	}
	if privacy.IsEntryForFew(namedValues(v)) {
		l.add("…")
		return
	}
	switch v := v.(type) {
	case nil:
	case bool:
		if mean.answer {
			l.add(key + ": " + strconv.FormatBool(v))
		}
	case string:
		l.text(key, mean, strings.TrimSpace(v), depth)
	case []any:
		for _, e := range v {
			if isRowOff(e, v) {
				l.add("…")
			} else if len(v) > 1 && isRecord(e) {
				l.row(key, mean, e, depth+1)
			} else {
				l.read(key, mean, e, depth+1)
			}
		}
	case []frontmatter.Field:
		if isTimeOfMachine(v) {
			return
		}
		name, value := valueOfField(v)
		pair := value != "" && !l.shows(name+" "+value) // as attributes of a product are stored
		if pair {
			l.add(name + ": " + value)
		}
		for _, e := range v {
			if namesSection(e.Name, e.Value, func(is func(string) bool) bool {
				return slices.ContainsFunc(v, func(f frontmatter.Field) bool { return is(f.Name) })
			}) {
				continue
			}
			if s, ok := e.Value.(string); ok && (s == value && pair || s == name && (pair || value == "" && mean.thing && strings.HasPrefix(s, "pa_"))) {
				continue
			}
			l.within(key, e.Name, mean, e.Value, depth)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if namesSection(k, v[k], func(is func(string) bool) bool {
				for name := range v {
					if is(name) {
						return true
					}
				}
				return false
			}) {
				continue
			}
			l.within(key, k, mean, v[k], depth)
		}
	default:
		l.text(key, mean, fmt.Sprint(v), depth)
	}
}

// isRowOff reports whether one of the rows of a list says that it is off or not published.
func isRowOff(row any, rows []any) bool {
	return privacy.IsRowOff(namedValues(row), func(yield func(map[string]any) bool) {
		for _, e := range rows {
			if !yield(namedValues(e)) {
				return
			}
		}
	})
}

// namedValues returns the values of a record, or nil.
func namedValues(v any) map[string]any {
	switch v := v.(type) {
	case map[string]any:
		return v
	case []frontmatter.Field:
		values := make(map[string]any, len(v))
		for _, f := range v {
			values[f.Name] = f.Value
		}
		return values
	}
	return nil
}

// row reads one of several records of a list. Of one that has something left, all that
// it says is told: half an ingredient would be another one.
func (l *leftReader) row(key string, mean meaning, v any, depth int) {
	held, whole := len(l.values), l.whole
	seen := l.seen
	l.seen = nil
	l.read(key, mean, v, depth)
	if len(l.values) > held && !whole {
		l.values = l.values[:held]
		l.seen, l.whole = nil, true
		l.read(key, mean, v, depth)
		l.whole = false
	}
	l.seen = seen
}

func isRecord(v any) bool {
	switch v := v.(type) {
	case []frontmatter.Field:
		return len(v) > 1
	case map[string]any:
		return len(v) > 1
	}
	return false
}

// namesSection reports whether a value of a record says which section of a page the record is,
// or which list of the site fills it: type: banner beside banner_title, or beside the class of
// the section; services_repeater_field: acme_services.
func namesSection(name string, value any, beside func(func(string) bool) bool) bool {
	v, ok := value.(string)
	if !ok || v == "" || strings.Trim(v, "abcdefghijklmnopqrstuvwxyz0123456789_-") != "" {
		return false
	}
	if strings.HasSuffix(name, "repeater_field") {
		return true
	}
	return name == "type" && beside(func(name string) bool {
		return strings.HasPrefix(name, v+"_") || strings.HasSuffix(name, "section_class")
	})
}

// isTimeOfMachine reports whether a record says only when a plugin did something, and how
// often: {count: 0, time: 1412784526}.
func isTimeOfMachine(record []frontmatter.Field) bool {
	at := false
	for i := range record {
		v := fmt.Sprint(record[i].Value)
		if strings.Trim(v, "0123456789") != "" {
			return false
		}
		words := transform.WordsOfName(record[i].Name)
		at = at || len(v) == len("1412784526") && len(words) > 0 && anyOf(words[len(words)-1:], "time", "timestamp", "updated", "expires")
	}
	return at
}

// within reads a value that has a name of its own.
func (l *leftReader) within(above, key string, mean meaning, v any, depth int) {
	key = strings.TrimSpace(key)
	if strings.Trim(key, "0123456789") == "" {
		l.read(above, mean, v, depth+1)
		return
	}
	own := l.meaningOf(key)
	own.hidden = own.hidden || mean.hidden
	own.look = own.look || mean.look && !own.text && !own.number
	own.never = own.never || mean.never
	own.answer = own.answer || mean.answer && (own.text || strings.HasSuffix(key, "data") || isVerdict(key))
	s, isText := v.(string)
	if isText && isQualification(key) && isAllLetters([]string{s}) || l.field == "_product_attributes" || !isPersonal(l.it, key) && !(isText && transform.IsWithheld(key, s)) && (isText || !transform.IsForNobody(key)) || key == "notes" && strings.Contains(l.field, "recipe") {
		l.read(key, own, v, depth+1)
		return
	}
	held := len(l.values)
	if l.read(key, own, v, depth+1); len(l.values) > held {
		for _, v := range l.values[held:] {
			delete(l.seen, v)
		}
		l.values = l.values[:held]
		l.add(key)
	}
}

// isVerdict reports whether a value says by its name whether an answer is right.
func isVerdict(key string) bool {
	switch key {
	case "is_true", "is_correct", "correct", "right", "is_right":
		return true
	}
	return false
}

// text reads a text.
func (l *leftReader) text(key string, mean meaning, v string, depth int) {
	if v == "" {
		return
	}
	if inner := fieldValue(v); depth > 0 && !isString(inner) {
		l.read(key, mean, inner, depth+1)
		return
	}
	if strings.HasPrefix(v, "&lt;") { // code that a form of the administration has escaped
		v = strings.TrimSpace(tree.UnescapeHTML(v))
	}
	if name, ok := l.file(key, v); ok {
		if name != "" && !bytes.Contains(l.body, []byte(name)) {
			l.add(name)
		}
		return
	}
	if name := l.pictureOf(mean, v); name != "" {
		if bytes.Contains(l.body, []byte(name)) {
			name = ""
		}
		l.values = append(l.values, strings.TrimSuffix(v+" ("+name+")", " ()"))
		return
	}
	if pages, ok := l.pages(mean, v); ok {
		l.values = append(l.values, pages...)
		return
	}
	if address, rest, ok := strings.Cut(v, "\n"); ok && isLink(strings.TrimSpace(address)) && rest != "" && '0' <= rest[0] && rest[0] <= '9' {
		v = strings.TrimSpace(address) // with the size and kind of the file, as WordPress keeps an enclosure
	}
	if _, code, ok := strings.Cut(v, " src="); ok && v[0] == '<' && len(code) > 1 { // of a player
		if src, _, ok := strings.Cut(code[1:], code[:1]); ok && isLink(src) && !l.isLeftAddress(key, withScheme(src)) {
			return
		}
	}
	if isLink(v) {
		if l.isLeftAddress(key, withScheme(v)) {
			l.add(v)
		}
		return
	}
	if isFilePath(v) {
		if !bytes.Contains(l.body, []byte(path.Base(v))) {
			l.add(v)
		}
		return
	}
	if mean.isSetting(v) || isLongToken(v) || l.shows(v) || isPlaceOnMap(v, l.body) || l.listed().has(v) {
		return
	}
	if key != l.field && (isAmount(v) || !isText(v) || strings.Contains(key, " ") && hasPhrase(key, 1) && len(key) < 80) {
		v = key + ": " + v
	}
	l.add(v)
}

// referred is what fields refer to by numbers.
type referred interface {
	Attachment(id int64) *transform.Attachment
	IsHidden(id int64) bool
	// pageOf returns the address of the page of an item, or "" if visitors see none.
	pageOf(id int64) string
	termOf(id int64) string // its name
	lacks(id int64) bool    // no item has that number
}

// siteThings are what the fields of a site refer to.
type siteThings struct {
	*transform.Library
	index *rewrite.Index
	terms func() map[int64]string
}

func (r siteThings) termOf(id int64) string { return r.terms()[id] }

func (r siteThings) lacks(id int64) bool { return !r.index.Has(id) }

func (r siteThings) pageOf(id int64) string {
	if r.IsUnseen(id) {
		return ""
	}
	return r.index.PageOf(id)
}

// pages returns the pages that a value is the numbers of, if its field holds such and
// the body does not lead to them, or the terms. Of what visitors do not see nothing is named.
func (l *leftReader) pages(mean meaning, v string) (named []string, ok bool) {
	if l.site == nil || !mean.reference && (!l.made || mean.number) || len(v) > 200 || strings.Trim(v, "0123456789, ") != "" {
		return nil, false
	}
	var missing []string
	for part := range strings.SplitSeq(v, ",") {
		id, err := strconv.ParseInt(strings.TrimSpace(part), 10, 64)
		if err != nil || id < 2 {
			return nil, false
		}
		if mean.ofTerms {
			name := l.site.termOf(id)
			if name == "" {
				return nil, false
			}
			ok = true
			if !l.shows(name) {
				named = append(named, strconv.FormatInt(id, 10)+" ("+name+")")
			}
			continue
		}
		if id == l.it.ID {
			ok = true
			continue
		}
		address := l.site.pageOf(id)
		switch {
		case address == "" && l.site.lacks(id):
			missing = append(missing, strconv.FormatInt(id, 10)+" (not in the source)")
		case address == "": // visitors do not see it
		case leadsTo(l.body, address):
			ok = true
		default:
			ok = true
			named = append(named, strconv.FormatInt(id, 10)+" ("+address+")")
		}
	}
	if !ok && !mean.linked { // numbers may be other things than those of items
		return nil, false
	}
	return append(named, missing...), ok || missing != nil
}

// leadsTo reports whether a page has a link to an address.
func leadsTo(body []byte, address string) bool {
	if address == "" {
		return false
	}
	for rest := body; ; {
		at := bytes.Index(rest, []byte(address))
		if at < 0 {
			return false
		}
		end := at + len(address)
		begins := at > 0 && strings.IndexByte(`(<"'`, rest[at-1]) >= 0
		if begins && end < len(rest) && strings.IndexByte(`)>"'#? `, rest[end]) >= 0 {
			return true
		}
		rest = rest[end:]
	}
}

// madeFields returns the fields of an item that the owner of the site has made: of each
// of Advanced Custom Fields and Pods another field says which it is.
func madeFields(it *extract.Item) map[string]bool {
	var made map[string]bool
	for i := range it.Meta {
		m := &it.Meta[i]
		key, ok := strings.CutPrefix(m.Key, "_pods_")
		if !ok && strings.HasPrefix(m.Value, "field_") {
			key, ok = strings.CutPrefix(m.Key, "_")
		}
		if ok {
			if made == nil {
				made = map[string]bool{}
			}
			made[key] = true
		}
	}
	return made
}

func isString(v any) bool { _, ok := v.(string); return ok }

func (l *leftReader) add(v string) {
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	if !l.seen[v] {
		l.seen[v] = true
		l.values = append(l.values, v)
	}
}

// file returns the name of the file that a value is the number of, if by the name of its
// field it is one. It is empty if visitors saw it no more.
func (l *leftReader) file(key, v string) (string, bool) {
	if len(v) > 12 || strings.Trim(v, "0123456789") != "" || !isOfFiles(key) {
		return "", false
	}
	id, err := strconv.ParseInt(v, 10, 64)
	if err != nil {
		return "", false
	}
	if l.site == nil {
		return "", false
	}
	att := l.site.Attachment(id)
	if att == nil {
		return "", false
	}
	if l.site.IsHidden(id) {
		return "", true
	}
	return path.Base(att.URL), true
}

// pictureOf returns the name of the picture that a field which the owner of the site has
// made may have chosen by its number, whatever the field is called.
func (l *leftReader) pictureOf(mean meaning, v string) string {
	if !l.made || l.site == nil || mean.number || mean.reference || mean.look || len(v) < 2 || len(v) > 12 || strings.Trim(v, "0123456789") != "" {
		return ""
	}
	id, err := strconv.ParseInt(v, 10, 64)
	if err != nil || l.site.IsHidden(id) {
		return ""
	}
	att := l.site.Attachment(id)
	if att == nil || !att.IsImage() {
		return ""
	}
	return path.Base(att.URL)
}

// isOfFiles reports whether a field is by its name of pictures and other files.
func isOfFiles(key string) bool {
	for _, w := range transform.WordsOfName(key) {
		switch strings.TrimSuffix(w, "s") {
		case "image", "img", "photo", "picture", "pic", "gallery", "galerie", "attachment", "thumbnail", "thumb", "logo", "banner", "background", "bg", "icon", "file", "pdf", "document", "brochure", "download", "cover", "poster", "avatar", "media",
			"video", "audio", "brand", "slide", "foto", "bild":
			return true
		}
	}
	return false
}

// listed returns what the facts at the end of the body say.
func (l *leftReader) listed() listedFacts {
	if l.facts == nil {
		l.facts = readListed(l.body, l.factLines)
	}
	return l.facts
}

// isPlaceOnMap reports whether a value is a coordinate in the address of a map that the page
// leads to.
func isPlaceOnMap(v string, body []byte) bool {
	return len(v) > 4 && len(v) < 24 && strings.IndexByte(v, '.') > 0 && isAmount(v) && (bytes.Contains(body, []byte("="+v+"%2C")) || bytes.Contains(body, []byte("%2C"+v)))
}

// isLongToken reports whether a value is one long word as only programs write them.
func isLongToken(v string) bool {
	return len(v) > 80 && !strings.ContainsAny(v, " \n\t.,") && strings.Trim(v, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-") == ""
}

// fieldValue returns what a field holds as PHP or JSON, else its text.
func fieldValue(s string) any {
	if t := strings.TrimSpace(s); len(t) > 1 && (t[0] == '{' || t[0] == '[') {
		var v any
		d := json.NewDecoder(strings.NewReader(t))
		d.UseNumber()
		if d.Decode(&v) == nil && !d.More() {
			return v
		}
	}
	return decoded(s)
}

// valueOfField returns what a record names and the value of that.
func valueOfField(record []frontmatter.Field) (name, value string) {
	for _, e := range record {
		s, _ := e.Value.(string)
		switch e.Name {
		case "name", "title", "label":
			name = cmp.Or(name, s)
		case "value", "info":
			value = cmp.Or(value, s)
		}
	}
	if name == "" {
		return "", ""
	}
	return name, value
}

// isTextField reports whether a field is by its name text for visitors: subtitle,
// hero_text, sections_0_heading.
func isTextField(key string) bool {
	key = strings.ToLower(strings.TrimRight(key, "0123456789_-"))
	return endsInOne(key, namedTexts) || endsInOne(key, shownTexts)
}

func endsInOne(key string, ends []string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(key, end) })
}

// shownTexts end the names of fields with the texts of a page.
var shownTexts = []string{"title", "heading", "headline", "tagline", "text", "content", "description", "desc", "caption", "intro", "quote", "question", "answer", "slogan", "excerpt", "summary", "designation", "jobtitle", "job_title", "occupation", "profession"}

// namedTexts end the names of fields with the names of persons and places, and what else
// visitors saw of an event, a shop, a work.
var namedTexts = []string{"author", "client", "clients", "job", "salary", "experience", "qualification", "industry", "location", "completion", "skills", "services", "customer", "company", "employer", "organization", "organisation", "organizer", "organiser", "speaker", "artist", "publisher", "director", "brand",
	"address", "city", "country", "venue", "ingredients", "ingredient", "instructions", "directions", "biography", "bio", "credits", "awards", "testimonial", "review", "byline",
	"firstname", "first_name", "lastname", "last_name", "full_name", "fullname", "client_name", "author_name", "person_name", "member_name"}

// isText reports whether a value is text for visitors rather than a setting: a phrase,
// or one word as names are written.
func isText(v string) bool {
	if strings.HasPrefix(v, "field_") || strings.HasPrefix(v, "#") || strings.Contains(v, "://") && !strings.Contains(v, " ") {
		return false
	}
	if hasPhrase(v, 2) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(v)
	return unicode.IsUpper(r) && hasPhrase(v, 1)
}

// hasPhrase reports whether a text has least words one behind the other, with a space
// between them. What is not written with spaces counts by its letters.
func hasPhrase(s string, least int) bool {
	run, letters, wide := 0, 0, 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case seen.IsWide(r):
			if wide++; wide >= 3*least {
				return true
			}
		case unicode.IsLetter(r), r == '\'', r == '’':
			letters++
		case r == ' ' && letters > 0:
			run, letters = run+1, 0
			if run >= least {
				return true
			}
		case (r == ',' || r == '.' || r == ';' || r == ':' || r == '!' || r == '?') && letters > 0 && strings.HasPrefix(s[i+n:], " "):
		default:
			if letters > 0 && run+1 >= least {
				return true
			}
			run, letters, wide = 0, 0, 0
		}
		i += n
	}
	return letters > 0 && run+1 >= least
}

// shows reports whether a value is seen in the page, or is its title, excerpt or
// description.
func (l *leftReader) shows(v string) bool {
	if l.whole {
		return !seen.HasWords(v)
	}
	if l.page == nil {
		l.page = &seen.Text{LeastDigits: 3} // fewer stand on any page
		l.page.Add(seen.OfMarkdown(l.body))
		for _, s := range []string{l.description, l.it.Excerpt, l.it.Title} {
			l.page.Add(seen.OfHTML(s))
		}
	}
	text := seen.OfHTML(v)
	if !seen.HasWords(text) {
		return len(v) < 3
	}
	return l.page.Shows(text)
}

// withScheme returns an address with a scheme, if it has a host: //host.example/.
func withScheme(v string) string {
	if strings.HasPrefix(v, "//") {
		return "https:" + v
	}
	return v
}

// isLink reports whether a value is an address of the web.
func isLink(v string) bool {
	hasHost := strings.HasPrefix(v, "//") && strings.IndexByte(v, '.') > 2
	return (hasHost || strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "https://")) && !strings.ContainsAny(v, " \n<>\"")
}

// isFilePath reports whether a value is where a file of the site lies, without its host:
// 2016/03/print.png.
func isFilePath(v string) bool {
	if len(v) > 500 || strings.IndexByte(v, '/') < 0 || strings.ContainsAny(v, " \n<>\"\\{}") || strings.Contains(v, "://") {
		return false
	}
	switch strings.ToLower(path.Ext(v)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".m4v", ".mov", ".webm", ".epub", ".csv":
		return true
	}
	return false
}

// isLeftAddress reports whether an address leads somewhere, and nothing in the body leads
// there. The page may have another form of it: a file and what a player shows are known by
// their name wherever they lie, a page of the site itself by its last part, for it may
// have a new place; any other is the whole address.
func (l *leftReader) isLeftAddress(key, v string) bool {
	if strings.HasPrefix(key, "_oembed") {
		return false
	}
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || !strings.Contains(u.Host, ".") && strings.Trim(u.Path, "/") == "" {
		return false
	}
	if id := u.Query().Get("v"); id != "" {
		return !holdsName(l.body, id, "")
	}
	p := strings.Trim(u.Path, "/")
	last := p[strings.LastIndexByte(p, '/')+1:]
	host := strings.TrimPrefix(u.Host, "www.")
	_, raw, _ := strings.Cut(v, "://")
	raw, _, _ = strings.Cut(raw, "#")
	raw, query, _ := strings.Cut(raw, "?")
	raw = strings.TrimRight(strings.TrimPrefix(raw, "www."), "/")
	switch {
	case isNameOfFile(last) || isID(last):
		return !holdsName(l.body, last, "") && !bytes.Contains(l.body, []byte(raw))
	case p != "" && isHostOf(l.it.Link, host):
		return !holdsName(l.body, last, "/") && !bytes.Contains(l.body, []byte(raw))
	case query != "" && (p == "" || strings.Contains(last, ".")): // the page is named by it
		first, _, _ := strings.Cut(query, "&")
		return !holdsName(l.body, strings.TrimSuffix(strings.TrimSuffix(raw, "/")+"?"+first, "="), "/.") && !holdsName(l.body, raw+"/?"+first, "/.")
	}
	return !holdsName(l.body, raw, "/.")
}

// holdsName reports whether a page has a name that is no part of a longer one, behind one
// of the signs if there are such.
func holdsName(body []byte, name, behind string) bool {
	for from := 0; ; {
		at := bytes.Index(body[from:], []byte(name))
		if at < 0 || name == "" {
			return false
		}
		at += from
		end := at + len(name)
		from = end
		begins := at == 0 || !isOfName(body[at-1])
		if behind != "" {
			begins = at > 0 && strings.IndexByte(behind, body[at-1]) >= 0
		}
		if end < len(body)-1 && body[end] == '/' {
			end++
		}
		if begins && (end == len(body) || !isOfName(body[end])) {
			return true
		}
	}
}

func isOfName(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c >= utf8.RuneSelf
}

// isNameOfFile reports whether the last part of an address is the name of a file, and not
// of the program that makes a page.
func isNameOfFile(last string) bool {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(last), "."))
	switch ext {
	case "php", "asp", "aspx", "jsp", "cgi", "do":
		return false
	}
	return len(ext) >= 2 && len(ext) <= 5 && len(ext) < len(last)-1 && isOfName(ext[0])
}

// isID reports whether the last part of an address is the number of something, as players
// and networks have it, and no word.
func isID(last string) bool {
	digits, small, large := false, false, false
	for i := range len(last) {
		switch c := last[i]; {
		case '0' <= c && c <= '9':
			digits = true
		case 'a' <= c && c <= 'z':
			small = true
		case 'A' <= c && c <= 'Z':
			large = true
		case c != '-' && c != '_':
			return false
		}
	}
	return len(last) >= 6 && (digits && (!strings.Contains(last, "-") || large && small) || large && small && len(last) > 8)
}

// isHostOf reports whether an address is on a host, which has no www. before it.
func isHostOf(address, host string) bool {
	_, rest, ok := strings.Cut(address, "://")
	rest = strings.TrimPrefix(rest, "www.")
	return !ok || strings.HasPrefix(rest, host) && (len(rest) == len(host) || rest[len(host)] == '/')
}
