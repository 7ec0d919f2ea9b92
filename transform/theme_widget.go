package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Themes add widgets of their own to WPBakery, with the theme's prefix and the same
// names for their values. In a page of WPBakery a name that no table has is one.

// themeWidget handles a shortcode of a theme at i, in a page of WPBakery.
func (t *textScanner) themeWidget(i int, sc *shortcode) int {
	if next, ok := t.tip(i, sc); ok {
		return next
	}
	if next, ok := t.emptyForm(i, sc); ok {
		return next
	}
	if next, ok := t.chart(i, sc); ok {
		return next
	}
	b := t.b
	src := t.s[i:sc.end]
	a := widgetAttrs(sc.attrs)
	s := &shown{}
	noted := len(b.notes.list)
	props, idle := withNetwork(sc.name, withoutBrand(sc.name, t.b.pictured(sc, builderProps(sc.name, &a))))
	props, links := b.withEntries(sc, withQuoted(sc, b.withAddresses(sc, props, false)))
	if idle != "" && (!sc.enclosing || tree.IsBlankText(sc.content)) {
		return t.idleIcon(i, sc, idle)
	}
	if next, ok := t.linkedLine(i, sc, props, ""); ok {
		return next
	}
	if words := t.wordsInLine(i, sc); words != nil {
		t.begin(sc.name)
		t.emit(i, sc.end, b.place(src, words...))
		return sc.end
	}
	props = withKicker(withDrawnPart(sc, withoutSaidNumber(sc, props)))
	props = asTitle(sc.name, b.withTitles(sc, withLabels(sc.name, b.withoutOrnament(s, sc.name, withPrice(props)))))
	if isMapName(sc.name) || isPinAt(sc.name, props) {
		props = withPlaces(s, sc.name, withoutCenter(sc, props), 0)
	}
	props = slices.Clone(props)
	withSaid(sc, props)
	for i := range props {
		p := &props[i]
		if isPersonal(plainKey(p.key)) && !settings.Has(p.val) && !isClassOfPlace(plainKey(p.key), p.val) && !isLookValue(p.val) && !isAddress(p.val) && strings.IndexFunc(p.val, isLetterOrMore) >= 0 && !isAbout(sc.name, "quote", "testimonial", "review") { // those have it behind the text
			p.key = "subtitle"
		}
	}
	b.readProps(s, sc.name, props, 0)
	b.linkEntries(s, src, links)
	s.withLeadIn(sc)
	if i := s.linkOfAll(); i >= 0 && len(s.heading)+len(s.after)+len(s.images) == 0 && len(s.texts) > 0 && isLine(s.texts[0]) && isAbout(sc.name, aboutPeople...) {
		s.links[i].aroundLine(s.texts[0])
	}
	b.withPictureAlone(sc, s, &a, noted)
	if s.filled == 0 && !sc.enclosing && isVariable(sc, &a) && !t.aloneInLine(i, sc.tagEnd) {
		b.census(sc.name, KeptTags)
		b.notes.forget(noted)
		b.notes.add(note.Shortcode, true, "unknown, kept as text: "+quoteShort(src))
		t.keepTag(i, sc)
		return sc.tagEnd
	}
	if s.filled == 0 && lastPart(sc.name) == "icon" && (!sc.enclosing || tree.IsBlankText(sc.content)) { // an ornament
		b.census(sc.name, Dropped)
		t.emit(i, sc.end, "")
		return sc.end
	}
	if b.isWayDown(sc, s) {
		t.emit(i, sc.end, "")
		return sc.end
	}
	if s.filled == 0 && !isOrnament(sc.name) && (!sc.enclosing || tree.IsBlankText(sc.content) && !isEmptyLayout(sc.name)) {
		b.census(sc.name, Dropped)
		if b.areIdle(sc, &a) {
			t.emit(i, sc.end, "")
			return sc.end
		}
		b.ofSite = b.ofSite || asksForMany(&a)
		b.notes.forget(noted) // the next one quotes all
		b.noteEmpty(sc, &a, src)
		t.emit(i, sc.end, "")
		return sc.end
	}
	t.beginWith(sc, s)
	b.noteListOf(sc, s, &a, src)
	if t.lineOfList(i, sc, s) {
		return sc.end
	}
	if isButton(sc) || sc.enclosing && isPicture(sc.content) {
		if markup, ok := b.wholeLayout(sc, layout{form: layoutLink}, s, &a, src); ok {
			t.emit(i, sc.end, markup)
			return sc.end
		}
	}
	l := layout{}
	if isAbout(sc.name, "dropcap", "drop_cap", "drop-cap") || s.filled == 0 && t.isWithinLine(i, sc) {
		l.form = layoutInline
	}
	if isTitle(sc, s) {
		l = layout{open: "<h3>", close: "</h3>"}
	}
	open, closing := b.tagsOfLayout(sc, l, s, &a, src)
	first, last := wrapScreens(screensOf(builderProps(sc.name, &a)))
	open, closing = first+open, closing+last
	if words := withoutParagraph(sc.content); l.open != "" && (hasLineEnd(words) || words != strings.TrimSpace(sc.content)) {
		t.emit(i, sc.end, open+b.innerHTML(inOneLine(words))+closing)
		return sc.end
	}
	if sc.enclosing {
		t.emit(i, sc.tagEnd, open)
		t.closeWith(sc, closing)
	} else {
		t.emit(i, sc.tagEnd, open+closing)
	}
	return sc.tagEnd
}

// noteEmpty notes a shortcode of which no value says what it showed. One that chooses posts is a list
// of them, be it called a slider.
func (b *builder) noteEmpty(sc *shortcode, a *attrs, src string) {
	if asksForPosts(a) && !isForm(sc) {
		b.notes.add(note.Shortcode, false, unfilled+": "+Quote(src))
		return
	}
	b.noteUnfilled(note.Shortcode, sc.name, Quote(src))
}

// isWayDown reports whether a shortcode is an icon without words that leads to a place of its
// own page: an arrow that scrolls. It is noted.
func (b *builder) isWayDown(sc *shortcode, s *shown) bool {
	if !isAbout(lastPart(sc.name), "icon", "arrow", "scroll") || len(s.links) != 1 || s.links[0].title != "" || len(s.heading)+len(s.texts)+len(s.labels)+len(s.images)+len(s.after)+len(s.media) > 0 ||
		!strings.HasPrefix(s.links[0].href, "#") || sc.enclosing && !tree.IsBlankText(sc.content) {
		return false
	}
	b.census(sc.name, Dropped)
	b.notes.add(note.Link, false, "an icon that led down the page, dropped: "+Quote(s.links[0].href))
	return true
}

// isWithinLine reports whether a shortcode at i is around some words of a line: other words
// of the line are before or behind it, and no shortcode is.
func (t *textScanner) isWithinLine(i int, sc *shortcode) bool {
	if !sc.enclosing || len(sc.content) > 80 || tree.IsBlankText(sc.content) || strings.ContainsAny(sc.content, "<[\n") || isAbout(sc.name, "quote", "box", "col", "button", "btn", "title", "heading", "list", "item", "tab", "toggle", "alert", "message", "half", "third", "fourth") {
		return false
	}
	before := strings.TrimRight(t.s[max(0, i-nearby):i], " \t")
	after := strings.TrimLeft(t.s[sc.end:min(len(t.s), sc.end+nearby)], " \t\r")
	for range 3 { // <b>[mark]word[/mark]</b>
		if at := strings.LastIndexByte(before, '<'); at >= 0 && strings.HasSuffix(before, ">") && inlineTags.Has(strings.Trim(before[at:], "<>/")) {
			before = strings.TrimRight(before[:at], " \t")
		}
		if at := strings.IndexByte(after, '>'); at >= 0 && after[0] == '<' && inlineTags.Has(strings.Trim(after[:at], "</>")) {
			after = strings.TrimLeft(after[at+1:], " \t")
		}
	}
	if strings.HasSuffix(before, "]") || strings.HasPrefix(after, "[") {
		return false
	}
	return before != "" && !strings.HasSuffix(before, "\n") && !strings.HasSuffix(before, ">") || after != "" && after[0] != '\n' && after[0] != '<'
}

var inlineTags = late.Words("b strong i em u span small big mark")

// withDrawnPart returns the values of a bar with the part of a hundred by which it is wide as a
// text: [acme_bar width="70%"].
func withDrawnPart(sc *shortcode, props []prop) []prop {
	if !isChartName(sc.name) && lastPart(sc.name) != "bar" {
		return props
	}
	for i := range props {
		p := &props[i]
		if k := plainKey(p.key); isPercent(sc.name, k) && p.val != "" {
			return props
		} else if number, ok := strings.CutSuffix(strings.TrimSpace(p.val), "%"); ok && k == "width" && isCount(number) {
			props = slices.Clone(props)
			props[i] = prop{key: "percent", val: number}
			if sc.enclosing && !tree.IsBlankText(sc.content) {
				props[i] = prop{key: "button_after", val: number + "%"} // behind the content
			}
			return props
		}
	}
	return props
}

// emptyForm handles a shortcode at i that is by its name a form, and holds nothing: what its
// values say are its title, and the words of its fields.
func (t *textScanner) emptyForm(i int, sc *shortcode) (next int, ok bool) {
	searches := lastPart(sc.name) == "search"
	if !isForm(sc) && !searches || sc.enclosing && !tree.IsBlankText(sc.content) {
		return 0, false
	}
	what := absentForm
	if isAbout(sc.name, "login", "search", "register") {
		what = absentPart
	}
	t.b.census(sc.name, Dropped)
	a := parseAttrs(sc.attrs)
	src := t.s[i:sc.end]
	for j := range a.named { // what Avada says when somebody has sent it
		if text, ok := fromBase64(a.named[j].val); ok {
			src = strings.Replace(src, a.named[j].val, text, 1)
		}
	}
	t.b.notes.add(note.Shortcode, what.review, what.reason+": "+Quote(src))
	if searches { // its title is what its field says
		t.emit(i, sc.end, "")
		return sc.end, true
	}
	t.emit(i, sc.end, t.b.place(t.s[i:sc.end], t.b.aboveForm(sc.name, builderProps(sc.name, &a))...))
	return sc.end, true
}

// idleIcon leaves out the icon at i of an account that leads nowhere.
func (t *textScanner) idleIcon(i int, sc *shortcode, network string) int {
	t.b.census(sc.name, Dropped)
	t.b.idle = append(t.b.idle, network)
	t.emit(i, sc.end, "")
	return sc.end
}

// noteListOf notes a list of the site of which a shortcode has no more than the title or a
// button.
func (b *builder) noteListOf(sc *shortcode, s *shown, a *attrs, src string) {
	if s.filled == 0 && sc.enclosing && !tree.IsBlankText(sc.content) && a.get("post_type") != "" && isListOfEntries(sc, a) {
		b.ofSite = true
		b.notes.add(note.Shortcode, false, unfilled+": "+Quote("["+sc.name+sc.attrs+"]"))
		b.notLaidOut(sc.name)
		return
	}
	isTitled := s.filled > 0 && len(s.texts)+len(s.images)+len(s.media)+len(s.links) == 0
	if isTitled && (!sc.enclosing || tree.IsBlankText(sc.content)) && runsElsewhere(strings.ToLower(sc.name), builderProps(sc.name, a)) {
		b.noteUnfilled(note.Shortcode, sc.name, Quote(src))
		b.notLaidOut(sc.name)
		return
	}
	if s.filled > 0 && len(s.images) < 2 && !keepsEntries(a) && (!sc.enclosing || tree.IsBlankText(sc.content)) && (asksForMany(a) || countsEntries(sc.name, a) || isTitled && absences[sc.name] == absentList || len(s.texts)+len(s.images)+len(s.media) == 0 && isListOfEntries(sc, a) || isTitled && (namesEntriesOfSite(sc.name) || chooses(a)) || isListByName(sc) && !slices.ContainsFunc(s.texts, func(n *html.Node) bool { return n.DataAtom != atom.P })) {
		b.ofSite = true
		b.notes.add(note.Shortcode, false, unfilled+": "+Quote(src))
		b.notLaidOut(sc.name)
	}
}

// notLaidOut takes back that a shortcode is a layout of which all is kept.
func (b *builder) notLaidOut(name string) {
	if n := len(b.layouts) - 1; n >= 0 && b.layouts[n] == name {
		b.layouts = b.layouts[:n]
		delete(b.laidOut, name)
	}
}

// keepsEntries reports whether a shortcode has the entries themselves in its values, as rows or
// numbered: title0="…" author0="…".
func keepsEntries(a *attrs) bool {
	first := ""
	for i := range a.named {
		p := &a.named[i]
		if kids, ok := encodedProps(p.val); ok && len(kids) > 0 && !isObject(kids) && isObject(kids[0].kids) {
			return true
		}
		stem, n := cutOrdinal(p.key)
		if n == 0 && !strings.HasSuffix(p.key, "0") || !mayBeWords(p.val) && !isCapitalized(p.val) || settings.Has(p.val) {
			continue
		}
		if stem = strings.TrimRight(stem, "0123456789"); first == "" {
			first = stem
		} else if stem != first {
			return true
		}
	}
	return false
}

// namesEntriesOfSite reports whether a shortcode or widget is called after kinds of entries that sites
// have: brand, hot_deal, zz_portfolio.
func namesEntriesOfSite(name string) bool {
	if isAbout(name, "member", "item", "single", "box", "card", "person", "head", "title", "button", "btn", "form", "separator") {
		return false
	}
	for _, w := range WordsOfName(name) {
		if entriesOfSite.Has(w) || firms.Has(w) || firms.Has(strings.TrimSuffix(w, "s")) || w == "deal" || w == "deals" || w == "categories" || w == "gallery" {
			return true
		}
	}
	return false
}

// countsEntries reports whether a shortcode is called after several entries of the site and says how
// many it shows: teamblock postnumber="4", projects number="6".
func countsEntries(name string, a *attrs) bool {
	return namesSeveral(name) && slices.ContainsFunc(a.named, func(p attrPair) bool { return asksHowMany(p.key, p.val) })
}

func asksHowMany(key, val string) bool {
	v := strings.TrimSpace(val)
	return v != "" && len(v) <= 3 && strings.Trim(v, "0123456789") == "" && hasAnySuffix(plainKey(key), "number", "num", "count", "max", "limit", "total", "perpage", "items", "showposts", "numposts", "maxposts")
}

// namesSeveral reports whether a name has a word for several entries that sites have.
func namesSeveral(name string) bool {
	for _, w := range WordsOfName(name) {
		for _, of := range [...]string{"block", "blocks", "list", "grid", "carousel", "slider", "feed", "wall", "loop"} {
			if stem, ok := strings.CutSuffix(w, of); ok && entriesOfSite.Has(stem) {
				return true
			}
		}
		if strings.HasSuffix(w, "s") && w != "works" && (entriesOfSite.Has(w) || firms.Has(strings.TrimSuffix(w, "s"))) {
			return true
		}
	}
	return false
}

// chooses reports whether values of a shortcode say which entries of the site it shows.
func chooses(a *attrs) bool {
	return slices.ContainsFunc(a.named, func(p attrPair) bool { return choosesEntries(p.key, p.val) })
}

func choosesEntries(key, val string) bool {
	k, v := plainKey(key), strings.TrimSpace(val)
	return v != "" && strings.Trim(v, "0123456789, ") == "" && hasAnySuffix(k, "ids", "items", "perpage", "limit", "productid", "postid", "categoryid", "catid")
}

// isListOfEntries reports whether a shortcode says in its name and values which entries of
// the site it lists: td_block_big_grid_1 category_id="5", porto_recent_posts number="4".
func isListOfEntries(sc *shortcode, a *attrs) bool {
	lists := isListOfSite(sc) || picksEntries(sc) || isListByName(sc)
	for w := range strings.FieldsFuncSeq(strings.ToLower(sc.name), func(r rune) bool { return r == '_' || r == '-' }) {
		lists = lists || strings.TrimSuffix(w, "s") == "post" && w != "post" || w == "blog" || w == "products" || (w == "grid" || w == "block" || w == "carousel" || w == "slider" || w == "list") && (a.get("category_id") != "" || a.get("category_ids") != "" || a.get("cat") != "" || a.get("category") != "")
	}
	return lists
}

// isButton reports whether a shortcode is, by its name, a button around a few words.
func isButton(sc *shortcode) bool {
	return sc.enclosing && isAbout(sc.name, "button", "btn") && !isAbout(sc.name, "buttons", "btns", "group") &&
		len(sc.content) < 200 && !strings.ContainsAny(sc.content, "[\n") && !tree.IsBlankText(sc.content)
}

// themeMarks begin what only pages have that are made of shortcodes: of WPBakery, Divi,
// Avada, Cornerstone, Tatsu, Enfold, King Composer, Jupiter, Themify, and the columns of
// themes before and beside them. There an unknown shortcode is a widget too.
var themeMarks = []string{"[vc_row", "[vc_column", "[et_pb_section", "[fusion_builder_", "[cs_content", "[cs_section", "[x_section", "[tatsu_section", "[mp_row", "[dslc_modules_", "[av_section", "[av_one_", "[kc_row", "[mk_page_section",
	"[themify_", "[fullwidth", "[section]", "[section ", "[row]", "[row ", "[column]", "[column ", "[columns]", "[columns ", "[one_half", "[one_second", "[one_third", "[one_fourth", "[two_third", "[ux_"}

func isThemed(content string) bool {
	if !strings.Contains(content, "[/") {
		return false
	}
	for i := strings.IndexByte(content, '['); i >= 0; {
		content = content[i:]
		for _, mark := range themeMarks {
			if strings.HasPrefix(content, mark) {
				return true
			}
		}
		if isColumnTag(content) {
			return true
		}
		if i = strings.IndexByte(content[1:], '['); i >= 0 {
			i++
		}
	}
	return false
}

// isColumnTag reports whether a text begins with the tag of a row or column that has the
// prefix of a theme: [zee_column size="4"].
func isColumnTag(s string) bool {
	const longest = 40
	s = s[:min(len(s), longest)]
	end := strings.IndexAny(s[1:], " ]") + 1
	if end < len("[a_row") {
		return false
	}
	name := s[1:end]
	i := strings.LastIndexAny(name, "_-")
	if i < 1 {
		return false
	}
	switch name[i+1:] {
	case "row", "column", "columns", "section":
		return strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == "" && definitionOf(name).build == nil
	}
	return false
}

// addThemeNames keeps the names of the shortcodes of a page that is made of them, so that
// a page that has no row or column reads the same names as the others do.
func (l *Library) addThemeNames(content string) {
	if !isThemed(content) {
		return
	}
	for i := 0; ; {
		k := strings.IndexByte(content[i:], '[')
		if k < 0 {
			return
		}
		i += k + 1
		end := min(nameEnd(content, i), len(content))
		if name := content[i:end]; len(name) < 60 && strings.ContainsAny(name, "_-") && tree.IsLetter(rune(name[0])) && endsName(content[end:]) && !l.themeNames[name] {
			l.themeNames[strings.Clone(name)] = true
		}
	}
}

// ofTheme reports whether a shortcode is one of a theme: the page is made of such, or
// another page of the site that has it.
func (b *builder) ofTheme(name string) bool {
	return b.themed || b.lib != nil && b.lib.themeNames[name]
}

// isTextElement reports whether [text] at i is the element of a page builder that has words, and
// no code: right behind the tag of another, but for one that opens a text.
func (t *textScanner) isTextElement(i int, sc *shortcode) bool {
	if sc.name != "text" || !t.b.ofTheme(sc.name) {
		return false
	}
	name, ok := strings.CutPrefix(lastTag(strings.TrimRight(t.s[:i], " \t\r\n")), "[")
	if !ok {
		return false
	}
	if of, isClosing := strings.CutPrefix(name, "/"); isClosing {
		of = of[:nameEnd(of, 0)]
		return of == sc.name || !t.b.definition(of).code
	}
	name = name[:nameEnd(name, 0)]
	return name != "" && !isAbout(name, "text", "code", "raw", "html")
}

// isSpacer reports whether a shortcode of that name only keeps others apart.
func isSpacer(name string) bool {
	if name == "space" {
		return true
	}
	for _, s := range []string{"empty_space", "spacer", "spacing", "divider", "separator", "gap", "clear", "clearfix", "clearboth", "clear_both", "linebreak", "line_break"} {
		if name == s || strings.HasSuffix(name, "_"+s) || strings.HasSuffix(name, "-"+s) {
			return true
		}
	}
	of, ok := strings.CutSuffix(strings.TrimRight(strings.ToLower(name), "0123456789"), "space")
	const longest = 4 // of what a theme calls itself: cl_space, and no event_space
	of = strings.TrimRight(of, "_-")
	return ok && (of != "" && len(of) <= longest && of != "ad" && len(of)+len("space") < len(name) || spaces.Has(of))
}

var spaces = late.Words("blank empty white vertical horizontal line section clear extra margin")

// isOrnament reports whether what has that name shows no more than room, a line or a drawing
// where it has no words, and no address that it leads to.
func isOrnament(name string) bool {
	switch lastPart(name) {
	case "anchor", "icon", "line", "hr", "break", "whitespace", "shape":
		return true
	}
	return isSpacer(name)
}

// vcTable builds a [vc_table]: rows end at |, cells at a comma, and what is in them
// is encoded as in an address.
func (b *builder) vcTable(sc *shortcode) ([]*html.Node, bool) {
	if !sc.enclosing || tree.IsBlankText(sc.content) {
		return nil, false
	}
	table := tree.NewElement(atom.Table)
	body := tree.NewElement(atom.Tbody)
	table.AppendChild(body)
	for row := range strings.SplitSeq(strings.TrimSpace(sc.content), "|") {
		tr := tree.NewElement(atom.Tr)
		for cell := range strings.SplitSeq(row, ",") {
			tag := atom.Td
			if body.FirstChild == nil {
				tag = atom.Th
			}
			td := tree.NewElement(tag)
			for {
				options, rest, ok := strings.Cut(cell, "]")
				if !ok || !strings.HasPrefix(options, "[") {
					break
				}
				cell = rest // [b;align#center]
			}
			for _, n := range b.words(percentDecoded(cell)) {
				td.AppendChild(n)
			}
			tr.AppendChild(td)
		}
		body.AppendChild(tr)
	}
	return []*html.Node{table}, true
}
