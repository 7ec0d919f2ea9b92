package transform

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Shortcodes of page builders and themes (docs/formats.md §C.4) arrange a page: rows and
// columns, tabs, boxes, buttons. Their tags go; what they hold stays in the text,
// and what their attributes show is put in front of it and behind it.

// layout says what stands in the place of a shortcode's tags.
type layout struct {
	form        form
	open, close string // HTML around the content
}

type form uint8

const (
	layoutBlock  form = iota // stands on lines of its own
	layoutInline             // stands within a line: a drop cap
	layoutLink               // its content is the text of its link
	layoutRaw                // its content is HTML that wpautop must not see
	layoutImage              // its content is an image, or the address of one
)

// layoutPrefixes are those of WPBakery, Divi, Avada, Shortcodes Ultimate, Jupiter,
// Enfold, Salient, Cornerstone, Flatsome, King Composer, The7, Ultimate Addons,
// Tatsu, Bold Themes, Cornerstone's X and Oxygen.
var layoutPrefixes = []string{"vc_", "et_pb_", "fusion_", "su_", "mk_", "av_", "nectar_", "cs_", "ux_", "kc_", "wpb_", "dt_", "ultimate_", "ult_", "tatsu_",
	"bt_bb_", "x_", "themify_", "thrive_", "cmsms_", "wvc_", "dfd_", "pp_", "ct_", "oxy_"}

// layoutNames are the names that themes gave to the same without a prefix.
var layoutNames = late.Words(`fullwidth fullwidth_box one_half one_second one_third two_third two_thirds one_fourth two_fourth three_fourth three_fourths one_fifth
	two_fifth three_fifth four_fifth one_sixth five_sixth one_whole half third fourth column columns col col_inner row row_inner section container
	content_box content_boxes button btn buttons toggle toggles tabs tab tabgroup accordion accordions accordion_item accordion_son accordion_father
	highlight dropcap drop_cap pullquote pull_quote blockquote quote slideshow testimonial testimonials_item box alert message notice info warning success error
	divider separator hr line clear clearfix clearboth clear_line spacer space gap icon raw list checklist list_item li_item frame lightbox heading
	headline title callout cta call_to_action spoiler collapse collapsible panel well lead center aligncenter alignleft alignright left right
	span2 span3 span4 span6 span8 grid tagline_box tooltip popup modal infobox info_box note notification callout_box action_box promo
	pricing_table pricing_column recipe recipe-ingredients recipe-directions recipe-notes recipe-nutrition quiz question answer explanation
	img image picture photo link url presentation slide person team_member faq faq_item learn_more sidebar_box hidden expand small big center_text text image_frame feature feature_box
	service service_box full_width_section image_with_animation featured_box icon_box fancy_heading our_team hover_box process_step timeline timeline_item menu_anchor dropcaps tab_group tabs_group accordion_group toggle_group highlight1 highlight2 counter progress progress_bar bar skill testimonial_item`)

// layouts are those whose tags mean something by themselves.
var layouts = map[string]layout{
	"vc_raw_html":                       {form: layoutRaw},
	"vc_raw_js":                         {form: layoutRaw},
	"et_pb_code":                        {form: layoutRaw},
	"et_pb_fullwidth_code":              {form: layoutRaw},
	"fusion_code":                       {form: layoutRaw},
	"raw":                               {form: layoutRaw},
	"fusion_imageframe":                 {form: layoutImage},
	"imageframe":                        {form: layoutImage},
	"fusion_checklist":                  {open: "<ul>", close: "</ul>"},
	"fusion_li_item":                    {open: "<li>", close: "</li>"},
	"checklist":                         {open: "<ul>", close: "</ul>"},
	"li_item":                           {open: "<li>", close: "</li>"},
	"fusion_table":                      {},
	"av_table":                          {form: layoutInline, open: "<table>", close: "</table>"},
	"av_row":                            {form: layoutInline, open: "<tr>", close: "</tr>"},
	"av_cell":                           {form: layoutInline, open: "<td>", close: "</td>"},
	"fusion_highlight":                  {form: layoutInline},
	"fusion_modal_text_link":            {form: layoutInline},
	"fusion_popover":                    {form: layoutInline},
	"fusion_title":                      {open: "<h3>", close: "</h3>"},
	"su_heading":                        {open: "<h3>", close: "</h3>"},
	"su_lightbox":                       {form: layoutLink},
	"su_permalink":                      {form: layoutInline},
	"su_animate":                        {},
	"heading":                           {open: "<h3>", close: "</h3>"},
	"headline":                          {open: "<h3>", close: "</h3>"},
	"mk_fancy_title":                    {open: "<h3>", close: "</h3>"},
	"lightbox":                          {form: layoutLink},
	"lead":                              {},
	"small":                             {form: layoutInline},
	"big":                               {form: layoutInline},
	"color":                             {form: layoutInline},
	"size":                              {form: layoutInline},
	"font":                              {form: layoutInline},
	"kbd":                               {form: layoutInline},
	"link":                              {form: layoutLink},
	"url":                               {form: layoutLink},
	"learn_more":                        {form: layoutLink},
	"et_pb_social_media_follow_network": {form: layoutLink},
	"fusion_button":                     {form: layoutLink},
	"su_list":                           {},
	"question":                          {},
}

// layoutOf returns what stands in the place of a shortcode of a builder or theme;
// ok is false if it is none.
func layoutOf(name string) (l layout, ok bool) {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "_last"), "_first")
	if strings.Contains(name, "-") && layoutNames.Has(strings.ReplaceAll(name, "-", "_")) {
		name = strings.ReplaceAll(name, "-", "_")
	}
	switch first, _, _ := strings.Cut(strings.ReplaceAll(name, "-", "_"), "_"); {
	case strings.HasPrefix(name, "dropcap"), strings.HasPrefix(name, "drop_cap"), strings.HasPrefix(name, "drop-cap"), name == "firstletter", name == "first_letter":
		return layout{form: layoutInline}, true
	case first == "hr" || first == "divider" || first == "separator":
		return layout{close: "<hr>"}, true
	case isListName(name):
		return layout{}, true
	}
	if base := strings.TrimRight(strings.TrimRight(name, "0123456789"), "_-"); isNumberedName(name) && layoutNames.Has(base) { // button2, box_3
		name = base
	}
	if !layoutNames.Has(name) && !slices.ContainsFunc(layoutPrefixes, func(p string) bool { return strings.HasPrefix(name, p) && len(name) > len(p) }) {
		l, ok = layouts[name]
		return l, ok
	}
	if l, ok := layouts[name]; ok {
		return l, ok
	}
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(name, p) })
	}
	_, base, _ := strings.Cut(name, "_")
	switch {
	case has("pullquote", "pull_quote", "blockquote") || base == "quote" || name == "quote" || strings.HasSuffix(name, "testimonial"):
		return layout{open: "<blockquote>", close: "</blockquote>"}, true
	case has("separator", "divider") || name == "hr" || name == "line" || base == "hr":
		return layout{close: "<hr>"}, true
	case has("button", "btn") && !has("buttons", "btns", "group"):
		return layout{form: layoutLink}, true
	case has("dropcap", "drop_cap", "highlight", "tooltip", "_label", "fontawesome", "abbr") || name == "icon" || has("_icon") && !has("_list", "_item", "_box", "_block", "_card", "_teaser"):
		return layout{form: layoutInline}, true
	}
	return layout{}, true
}

// kindsOfList are what stands before "list" in the names of themes for a list of points.
var kindsOfList = late.Words("adv check arrow bullet star icon custom ordered unordered fancy styled style plus tick square circle number numbered pricing feature features")

// isListName reports whether a shortcode is by its name a list of points.
func isListName(name string) bool {
	kind, ok := strings.CutSuffix(strings.ToLower(name), "list")
	return ok && kindsOfList.Has(strings.TrimRight(kind, "_-")) || name == "bullets" || name == "bullet_points"
}

// lineItems returns the lines of a content that are the points of a list: it has no list
// of its own, and no more than a line each.
func lineItems(content string) (items []string) {
	for _, tag := range []string{"<li", "<ul", "<ol", "<p", "<div", "<h", "<table", "["} {
		if strings.Contains(content, tag) {
			return nil
		}
	}
	if spansLines(content) {
		return nil
	}
	for line := range strings.SplitSeq(lineEnds.Replace(content), "\n") {
		line = strings.TrimSpace(line)
		for _, mark := range []string{"- ", "* ", "• ", "– ", "+ "} {
			line = strings.TrimPrefix(line, mark)
		}
		if len(line) > 300 {
			return nil
		}
		if line != "" {
			items = append(items, line)
		}
	}
	return items
}

// itemsInRow returns the points of a list of which each is a shortcode of its own,
// [advlist]One[/advlist][advlist]Two[/advlist], and where the last one ends.
func (t *textScanner) itemsInRow(sc *shortcode, s *shown) (items []string, end int) {
	if !sc.enclosing || s.filled > 0 || !isListName(sc.name) && !hasAnySuffix(strings.ToLower(sc.name), "list_item", "listitem", "list-item") {
		return nil, 0
	}
	content, end := sc.content, sc.end
	for {
		lines := lineItems(content)
		if len(lines) != 1 {
			break
		}
		items = append(items, lines[0])
		rest := t.s[end:]
		at := strings.TrimLeft(rest, " \t\r\n")
		tag, ok := strings.CutPrefix(at, "["+sc.name)
		if !ok || tag == "" || tag[0] != ' ' && tag[0] != ']' {
			break
		}
		attrs, tag, ok := strings.Cut(tag[:min(len(tag), 2000)], "]")
		a := widgetAttrs(attrs)
		if !ok || t.b.shows(sc.name, builderProps(sc.name, &a)).filled > 0 {
			break
		}
		content, _, ok = strings.Cut(tag, "[/"+sc.name+"]")
		if !ok || len(lineItems(content)) != 1 {
			break
		}
		end += len(rest) - len(at) + len("[") + len(sc.name) + len(attrs) + len("]") + len(content) + len("[/]") + len(sc.name)
	}
	return items, end
}

var lineEnds = strings.NewReplacer("<br />", "\n", "<br/>", "\n", "<br>", "\n")

// isNumberedName reports whether a name ends in a number.
func isNumberedName(name string) bool {
	return name != "" && '0' <= name[len(name)-1] && name[len(name)-1] <= '9'
}

// isPlainName reports whether a layout has no prefix of its maker: then it can be
// a word in brackets.
func isPlainName(name string) bool {
	return !slices.ContainsFunc(layoutPrefixes, func(p string) bool { return strings.HasPrefix(name, p) })
}

// division is what divides what stands before a tag from what stands behind it, for
// wpautop and for the parser.
const division = "\n<div></div>\n"

// layout handles a shortcode of a builder or theme at i; ok is false if it is
// none, or no more than a word in brackets.
func (t *textScanner) layout(i int, sc *shortcode, is *layout) (next int, ok bool) {
	if is == nil || t.isBracketedWord(i, sc) {
		return 0, false
	}
	if t.isMailForm(sc) {
		return t.mailForm(i, sc), true
	}
	if next, ok := t.tip(i, sc); ok {
		return next, true
	}
	if next, ok := t.emptyForm(i, sc); ok {
		return next, true
	}
	if next, ok := t.chart(i, sc); ok {
		return next, true
	}
	if next, ok := t.global(i, sc); ok {
		return next, true
	}
	l := *is
	if l.open == "<ul>" && !strings.Contains(sc.content, "li_item") {
		l = layout{} // the list is in it
	}
	if l.form == layoutLink {
		t.reopen(i, sc)
	}
	src := t.s[i:sc.end]
	a := widgetAttrs(sc.attrs)
	if l.open == "<tr>" && strings.Contains(a.get("row_style"), "heading") && isFirstOfTable(t.s[max(0, i-nearby):i]) { // of Enfold
		l.open, l.close = "<thead><tr>", "</tr></thead>"
	}
	if first := strings.TrimSpace(sc.attrs); l.open == "<blockquote>" && len(a.named) == 0 && len(a.pos) > 0 && strings.ContainsRune(`="'`, rune(first[0])) {
		a.named = append(a.named, attrPair{"author", strings.Trim(strings.Join(a.pos, " "), `="'`)}) // [quote="Ann"]
	}
	noted := len(t.b.notes.list)
	props, idle := withNetwork(sc.name, t.b.pictured(sc, t.b.enfoldProps(sc, builderProps(sc.name, &a))))
	if idle != "" && (!sc.enclosing || tree.IsBlankText(sc.content)) {
		return t.idleIcon(i, sc, idle), true
	}
	props = t.b.withAddresses(sc, props, l.form == layoutLink)
	props, links := t.b.withEntries(sc, withQuoted(sc, props))
	if l.form == layoutLink {
		props = withLabelOfTitle(sc, props)
	}
	s := t.b.shows(sc.name, t.b.diviProps(sc, asTitle(sc.name, t.b.withTitles(sc, t.b.withTabTitle(sc.name, &a, withoutCenter(sc, t.b.withoutLabelOfEditor(sc, props)))))))
	t.b.linkEntries(s, src, links)
	s.withLeadIn(sc)
	if l.open == "" && l.form == layoutBlock && isTitle(sc, s) {
		l.open, l.close = "<h3>", "</h3>"
	}
	if s.level == 0 {
		s.level = defaultLevel[sc.name]
	}
	s.panel = isPaneled(sc.name, "")
	if title := a.get("title"); l.form == layoutLink && len(s.links) > 0 && len(s.labels)+len(s.heading) == 0 && tree.IsBlankText(sc.content) && title != "" {
		s.labels = append(s.labels, shownLabel{"title", tree.UnescapeHTML(title)}) // of a button without any other text
	}
	if l.close == "<hr>" && isUnseenRule(&a) {
		l.close = ""
	}
	if l.open == "<tr>" {
		t.b.inHead = isAbout(a.get("row_style"), "heading", "header")
	} else if l.open == "<td>" && t.b.inHead {
		l.open, l.close = "<th>", "</th>"
	}
	t.b.withPictureAlone(sc, s, &a, noted)
	if isUnfilled(sc, l, s, &a) && !isSpacer(sc.name) && sc.name != "av_hr" {
		t.b.notes.forget(noted) // the next one quotes all
		if t.lists(i, sc) {
			return sc.end, true
		}
		t.b.census(sc.name, Dropped)
		t.b.noteEmpty(sc, &a, src)
		t.emit(i, sc.end, "")
		return sc.end, true
	}
	if t.b.isWayDown(sc, s) {
		t.emit(i, sc.end, "")
		return sc.end, true
	}
	t.beginWith(sc, s)
	if lines := t.b.recipeLines(sc); lines != "" {
		t.emit(i, sc.end, division+t.b.placed(src, s.before())+t.b.placeHTML(src, lines)+t.b.placed(src, s.behind())+division)
		return sc.end, true
	}
	if items := t.b.itemsWithin(sc); len(items) > 0 {
		t.emit(i, sc.end, division+t.b.placed(src, s.before())+t.b.placeHTML(src, "<ul>"+strings.Join(items, "")+"</ul>")+t.b.placed(src, s.behind())+division)
		return sc.end, true
	}
	if !sc.enclosing && t.lineOfList(i, sc, s) {
		return sc.end, true
	}
	if items, end := t.itemsInRow(sc, s); len(items) > 1 {
		for i := range items {
			items[i] = "<li>" + t.b.innerHTML(items[i]) + "</li>"
		}
		t.emit(i, end, division+t.b.placeHTML(t.s[i:end], "<ul>"+strings.Join(items, "")+"</ul>")+division)
		return end, true
	}
	t.b.noteListOf(sc, s, &a, src)
	if l.form == layoutLink && len(s.links) == 0 && len(a.pos) > 0 { // [url=/x]
		if href := strings.Trim(tree.UnescapeHTML(a.pos[0]), `="'`); isAddress(href) {
			s.addLink("url", href, "")
		}
	}
	first, last := "", ""
	if l.form != layoutInline && l.form != layoutLink && l.open != "<li>" {
		first, last = wrapScreens(screensOf(builderProps(sc.name, &a)))
	}
	if markup, ok := t.b.wholeLayout(sc, l, s, &a, src); ok {
		if l.form == layoutLink && strings.HasPrefix(t.s[sc.end:], "[") {
			last = " " // two buttons
		}
		t.emit(i, sc.end, first+markup+last)
		return sc.end, true
	}
	open, closing := t.b.tagsOfLayout(sc, l, s, &a, src)
	open, closing = first+open, closing+last
	if words := withoutParagraph(sc.content); l.open == "<h3>" && isTitle(sc, s) && (hasLineEnd(words) || words != strings.TrimSpace(sc.content)) {
		t.emit(i, sc.end, open+t.b.innerHTML(inOneLine(words))+closing)
		return sc.end, true
	}
	if sc.enclosing {
		t.emit(i, sc.tagEnd, open)
		t.closeWith(sc, closing)
	} else {
		t.emit(i, sc.tagEnd, open+closing)
	}
	return sc.tagEnd, true
}

// withLabelOfTitle returns the values of a button that says in its title alone what stands on it
// with that as its text.
func withLabelOfTitle(sc *shortcode, props []prop) []prop {
	if sc.name != "button" && sc.name != "btn" || sc.enclosing && !tree.IsBlankText(sc.content) {
		return props
	}
	title := -1
	for i := range props {
		switch p := &props[i]; {
		case p.tree || tree.IsBlankText(p.val):
		case plainKey(p.key) == "title":
			title = i
		case roleOf(sc.name, p.key) == roleLabel:
			return props
		}
	}
	if title < 0 {
		return props
	}
	props = slices.Clone(props)
	props[title].key = "button_text"
	return props
}

// withoutLabelOfEditor returns the values of a shortcode without a title that is the name of
// its element: [testimonial title="Testimonial"].
func (b *builder) withoutLabelOfEditor(sc *shortcode, props []prop) []prop {
	switch lastPart(sc.name) {
	case "testimonial", "item", "client", "section", "column":
	default:
		return props
	}
	return slices.DeleteFunc(props, func(p prop) bool {
		last := strings.LastIndexByte(p.val, ' ')
		if p.key != "title" || p.tree || !strings.EqualFold(p.val[last+1:], lastPart(sc.name)) || last >= 0 && !strings.Contains(sc.name, strings.ToLower(p.val[:last])) {
			return false
		}
		b.notes.add(note.Shortcode, false, "what its editor calls a part of "+sc.name+" dropped: "+Quote(p.val))
		return true
	})
}

// isUnseenRule reports whether a divider only kept others apart: that of Enfold, Divi
// or Avada says so.
func isUnseenRule(a *attrs) bool {
	for _, k := range [...]string{"class", "style", "style_type", "type", "divider_type", "separator_type"} {
		switch strings.ToLower(a.get(k)) {
		case "invisible", "none", "transparent", "blank", "empty", "space", "spacer", "no-line", "noline":
			return true
		}
	}
	return strings.EqualFold(a.get("line_type"), "no line") || a.get("show_divider") == "off"
}

// isBracketedWord reports whether a shortcode that has the name of a word is just
// that: it has neither attributes nor content, and stands in a line of text.
func (t *textScanner) isBracketedWord(i int, sc *shortcode) bool {
	return isPlainName(sc.name) && !sc.enclosing && !strings.Contains(sc.attrs, "=") &&
		!strings.HasSuffix(t.s[i:sc.tagEnd], "/]") && (!t.aloneInLine(i, sc.tagEnd) || isNumberedName(sc.name))
}

// reopen gives [url=http://x/]text[/url] its content: to WordPress the slash
// closes the tag.
func (t *textScanner) reopen(i int, sc *shortcode) {
	if !strings.HasPrefix(sc.attrs, "=") || !strings.HasSuffix(t.s[i:sc.tagEnd], "/]") {
		return
	}
	if k := t.brackets.closer(sc.name, sc.tagEnd); k >= 0 {
		sc.attrs += "/"
		sc.enclosing, sc.content, sc.end = true, t.s[sc.tagEnd:k], k+len("[/]")+len(sc.name)
	}
}

// isUnfilled reports whether a shortcode of a builder holds nothing that it could
// have shown: then the running site filled it.
func isUnfilled(sc *shortcode, l layout, s *shown, a *attrs) bool {
	return s.filled == 0 && (!sc.enclosing || tree.IsBlankText(sc.content)) && (!isPlainName(sc.name) || (asksSite(a) || isNumbered(a, l)) && !sc.enclosing) && l.close == "" && (!isEmptyLayout(sc.name) || asksForEntries(a) && !sc.enclosing)
}

// asksForEntries reports whether a shortcode has a value that says which entries of the
// site to show: a layout of that name would have none.
func asksForEntries(a *attrs) bool {
	for _, k := range []string{"limit", "offset", "orderby", "posts_number", "posts_per_page", "include_categories", "category"} {
		if a.get(k) != "" {
			return true
		}
	}
	return false
}

// asksSite reports whether a shortcode has a value that says what the running site
// was to show.
func asksSite(a *attrs) bool {
	for _, k := range []string{"id", "ids", "slug", "alias", "category", "cat", "group", "limit", "posts_per_page", "orderby"} {
		if a.get(k) != "" {
			return true
		}
	}
	return false
}

// isNumbered reports whether a tag is no more than a name and a value, as those of
// other sites' players were: [slide=998877].
func isNumbered(a *attrs, l layout) bool {
	return l.form != layoutLink && len(a.named) == 0 && len(a.pos) > 0 && strings.HasPrefix(a.pos[0], "=")
}

// begin takes note of a layout whose tags go.
func (t *textScanner) begin(name string) {
	b := t.b
	b.census(name, LaidOut)
	t.open(name)
	if b.laidOut == nil {
		b.laidOut = map[string]bool{}
	}
	if !b.laidOut[name] {
		b.laidOut[name] = true
		b.layouts = append(b.layouts, name)
	}
}

// beginWith is begin, but for a map that is gone though its words are not.
func (t *textScanner) beginWith(sc *shortcode, s *shown) {
	if sc.enclosing || !t.b.noteMap(s, sc.name) {
		t.begin(sc.name)
		return
	}
	t.b.census(sc.name, LaidOut)
	t.open(sc.name)
}

// open remembers a shortcode whose tags go, for the end tags that are left over.
func (t *textScanner) open(name string) {
	if t.opened == nil {
		t.opened = map[string]bool{}
	}
	t.opened[name] = true
}

// wholeLayout returns what stands in the place of a shortcode and its content,
// where that is not text to go on with; ok is false if it is.
func (b *builder) wholeLayout(sc *shortcode, l layout, s *shown, a *attrs, src string) (markup string, ok bool) {
	switch {
	case sc.name == "fusion_syntax_highlighter":
		return b.place(src, newCodeBlock(rawContent(sc.content), language(a.get("language")))), true
	case l.form == layoutRaw && sc.enclosing:
		return division + b.placeHTML(src, b.textual(unescaped(rawContent(sc.content)))) + division, true
	case sc.enclosing && !isPlainName(sc.name) && isEscapedHTML(sc.content) && isClosed(sc.content):
		return division + b.placed(src, s.before()) + b.placeHTML(src, unescaped(rawContent(sc.content))) + b.placed(src, s.behind()) + division, true
	case sc.enclosing && (isListName(sc.name) || sc.name == "list" || sc.name == "et_pb_pricing_table") && len(lineItems(sc.content)) > 1:
		var list strings.Builder
		for _, item := range lineItems(sc.content) {
			list.WriteString("<li>" + b.innerHTML(item) + "</li>")
		}
		return division + b.placed(src, s.before()) + b.placeHTML(src, "<ul>"+list.String()+"</ul>") + b.placed(src, s.behind()) + division, true
	case sc.enclosing && strings.Contains(sc.content, "&lt;iframe"): // the code of a player
		return division + b.placeHTML(src, tree.UnescapeHTML(sc.content)) + division, true
	case sc.enclosing && isPicture(sc.content):
		b.findPicture(sc.name, s)
		s.images = b.pictureOf(tree.UnescapeHTML(strings.TrimSpace(sc.content)), "", a.get("alt"), "")
		return b.place(src, s.nodes()...), true
	case l.form == layoutImage && sc.enclosing && isAddress(strings.TrimSpace(sc.content)): // without the ending of a file
		address := tree.UnescapeHTML(strings.TrimSpace(sc.content))
		if isPlayerPage(address) {
			s.media = append(s.media, wrapInline([]*html.Node{b.embed(address)})...)
		} else {
			id := ""
			if u, err := url.Parse(address); err == nil {
				id = u.Query().Get("attachment_id")
			}
			if n, _ := strconv.ParseInt(id, 10, 64); b.lib.Attachment(n) != nil {
				address = ""
			}
			b.findPicture(sc.name, s)
			s.images = b.pictureOf(address, id, a.get("alt"), "")
		}
		return b.place(src, s.nodes()...), true
	case l.form != layoutLink || len(s.links) == 0:
		return "", false
	case sc.enclosing && !tree.IsBlankText(sc.content):
		link := `<a href="` + html.EscapeString(s.links[0].href)
		title := s.links[0].title
		if title == "" && len(s.labels) > 0 && s.labels[0].key == "title" && len(s.links) == 1 { // the text is the content
			title, s.labels = s.labels[0].text, s.labels[1:]
		}
		if title != "" && title != strings.TrimSpace(sc.content) {
			link += `" title="` + html.EscapeString(title)
		}
		link += `">` + b.innerHTML(sc.content) + "</a>"
		s.links = s.links[1:]
		return b.placed(src, s.before()) + b.placeHTML(src, link) + b.placed(src, s.behind()), true
	case len(s.links) == 1 && len(s.images)+len(s.heading)+len(s.texts) == 0:
		href := s.links[0].href
		if text := s.label(0); text != "" {
			a := tree.NewLink(href, text)
			if t := s.links[0].title; t != "" && t != text {
				tree.SetAttr(a, "title", t)
			}
			return b.place(src, a), true
		}
		return b.place(src, tree.NewTag(tree.Autolink, "href", href)), true
	}
	return "", false
}

// tagsOfLayout returns what stands in the place of the two tags of a shortcode.
func (b *builder) tagsOfLayout(sc *shortcode, l layout, s *shown, a *attrs, src string) (open, closing string) {
	var quoted []*html.Node // the values of a quotation without a content
	if l.open == "<blockquote>" && (!sc.enclosing || tree.IsBlankText(sc.content)) && len(s.heading) == 0 && len(s.links) == 0 {
		quoted, s.texts = s.texts, nil
	}
	open, closing = l.open, l.close
	isHeading := strings.HasPrefix(open, "<h")
	isWithin := isHeading && (!sc.enclosing || len(sc.content) > 2000 || strings.Contains(sc.content, "<h") || strings.Contains(sc.content, "<p") && !(open == "<h3>" && isTitle(sc, s))) // the content has more
	var below []*html.Node
	if isHeading && !isWithin && len(s.heading) == 0 && !tree.IsBlankText(sc.content) {
		below, s.texts = s.texts, nil
	}
	before, behind := s.before(), append(quoted, s.behind()...)
	switch {
	case open == "":
	case isWithin, !sc.enclosing && len(behind) == 0:
		open, closing = "", ""
	case isHeading:
		tag := s.tag().String()
		open, closing = "<"+tag+">", "</"+tag+">"
	}
	if sc.enclosing && len(before) == 0 && len(behind) == 1 && l.form != layoutInline {
		before = b.beginLinkedPart(s, behind[0])
	}
	first, last := division, division
	if l.form == layoutInline || open == "<li>" {
		first, last = "", ""
	} else if id := anchorOf(a); id != "" {
		first = strings.Replace(division, "<div", `<div id="`+html.EscapeString(id)+`"`, 1)
	}
	return first + b.placed(src, before) + open, b.placed(src, behind) + closing + b.placed(src, below) + last
}

// placed is place, but for nothing returns nothing.
func (b *builder) placed(src string, nodes []*html.Node) string {
	if len(nodes) == 0 {
		return ""
	}
	return b.place(src, nodes...)
}

// strayCloser handles the end tag at i of a layout whose shortcode has ended
// already: the same may not stand in itself, but people do it.
func (t *textScanner) strayCloser(i int) (next int, ok bool) {
	j := nameEnd(t.s, i+len("[/"))
	if j == len(t.s) || t.s[j] != ']' || !t.opened[t.s[i+len("[/"):j]] {
		return 0, false
	}
	t.emit(i, j+1, "")
	return j + 1, true
}

// noteLayouts notes the tags that are gone.
func (b *builder) noteLayouts() {
	b.leaveTabs(0)
	if b.untaken = append(b.untaken, b.tabTitles...); len(b.untaken) > 0 {
		b.notes.add(note.Shortcode, false, "titles that no tab has taken, dropped: "+Quote(strings.Join(b.untaken, ", ")))
	}
	if len(b.layouts) > 0 {
		b.notes.add(note.Shortcode, false, "layout of the old site left out, what it holds is kept: "+Quote(strings.Join(b.layouts, ", ")))
	}
}

var defaultLevel = map[string]int{"vc_custom_heading": 2, "vc_cta": 2,
	"et_pb_heading": 1, "et_pb_fullwidth_header": 1, "et_pb_slide": 2, "et_pb_cta": 2, "et_pb_pricing_table": 2, "et_pb_audio": 2, "et_pb_signup": 2,
	"et_pb_blurb": 4, "et_pb_team_member": 4, "et_pb_countdown_timer": 4, "et_pb_toggle": 5, "et_pb_accordion_item": 5}

// diviProps returns the values of a module of Divi without what it does not show: a button
// without words, and an address that its pins or its content say.
func (b *builder) diviProps(sc *shortcode, props []prop) []prop {
	if !strings.HasPrefix(sc.name, "et_pb_") {
		return props
	}
	var rest []prop
	for i, p := range props {
		stem, isButton := strings.CutSuffix(p.key, "_url")
		gone := false
		switch isButton = isButton && strings.HasPrefix(stem, "button"); {
		case isButton && sc.name != "et_pb_button" && p.val != "" && value(props, stem+"_text") == "":
			gone = true
			if p.val != "#" {
				b.notes.add(note.Shortcode, false, "a button without words, which "+sc.name+" does not show, led to "+Quote(p.val))
			}
		case p.key == "address" || p.key == "pin_address":
			gone = strings.Contains(sc.content, strings.TrimSpace(p.val))
		}
		if gone && rest == nil {
			rest = append(make([]prop, 0, len(props)), props[:i]...)
		}
		if !gone && rest != nil {
			rest = append(rest, p)
		}
	}
	if rest == nil {
		return props
	}
	return rest
}

// isFirstOfTable reports whether what stands before a row ends with the tag of its table.
func isFirstOfTable(before string) bool {
	before = strings.TrimRight(before, " \t\r\n")
	return strings.HasSuffix(before, "]") && strings.Contains(before[max(0, strings.LastIndexByte(before, '[')):], "table")
}

// enfoldProps returns the values of a section of Enfold without the picture and the film behind
// what it holds, and without a pattern. Of one that holds nothing the picture is what it shows.
func (b *builder) enfoldProps(sc *shortcode, props []prop) []prop {
	if sc.name != "av_section" {
		return props
	}
	if tree.IsBlankText(sc.content) && !strings.HasPrefix(value(props, "repeat"), "repeat") {
		return without(props, "attach", "repeat")
	}
	for _, key := range []string{"src", "video"} {
		if v := strings.TrimSpace(value(props, key)); isAddress(v) {
			b.noteBehind(v)
		}
	}
	return without(props, "src", "video", "attachment", "attachment_size", "video_ratio")
}

// emptyLayouts are words in the names of those that can be empty without anything
// being lost: any other without content showed what the old site filled it with.
var emptyLayouts = []string{"space", "gap", "clear", "row", "col", "section", "container", "inner", "icon", "anchor", "break", "line", "text", "code"}

// isEmptyLayout reports whether a shortcode is by a word of its name one of those.
func isEmptyLayout(name string) bool {
	return isAbout(strings.ReplaceAll(name, "shortcode", ""), emptyLayouts...) || isFraction(name)
}

// isFraction reports whether a shortcode is by its name a column of which it says how much of a
// row it is: av_one_fifth.
func isFraction(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), isDash)
	for i := 1; i < len(words); i++ {
		if numerators.Has(words[i-1]) && denominators.Has(words[i]) {
			return true
		}
	}
	return false
}

var (
	numerators   = late.Words("one two three four five")
	denominators = late.Words("full whole half second third thirds quarter quarters fourth fourths fifth fifths sixth sixths")
)

// anchorOf returns the id that a link can lead to.
func anchorOf(a *attrs) string {
	for _, k := range []string{"el_id", "module_id", "menu_anchor", "anchor", "section_id", "row_id", "tab_id", "id", "name"} {
		if v := a.get(k); v != "" && strings.Trim(v, "0123456789") != "" && isPathPart(v) && (k != "name" || len(a.named) == 1 || a.get("class") != "") {
			return v
		}
	}
	return ""
}

// builderProps returns the attributes of a shortcode of a builder, whose values
// have their own codes for quotes and brackets.
func builderProps(name string, a *attrs) []prop {
	decode := func(s string) string { return s }
	switch {
	case strings.HasPrefix(name, "et_pb_"):
		decode = diviCodes.Replace
	case strings.Contains(sampleOf(a), "`"):
		decode = wpBakeryCodes.Replace
	}
	props := make([]prop, 0, len(a.named))
	for _, p := range a.named {
		props = append(props, prop{key: p.key, val: decode(p.val)})
	}
	return asLogo(name, withoutPauses(name, props))
}

func sampleOf(a *attrs) string {
	for _, p := range a.named {
		if strings.IndexByte(p.val, '`') >= 0 {
			return p.val
		}
	}
	return ""
}

var (
	diviCodes     = strings.NewReplacer("%22", `"`, "%91", "[", "%93", "]", "%92", `\`, "||et_pb_line_break_holder||", "\n", "<!-- [et_pb_line_break_holder] -->", "\n")
	wpBakeryCodes = strings.NewReplacer("``", `"`, "`{`", "[", "`}`", "]")
)

// rawContent returns the HTML of a shortcode that keeps it from wpautop: base64
// of it, of that percent-encoded, or as it is, with Divi's holders for line ends.
func rawContent(s string) string {
	s = strings.TrimSpace(s)
	if raw, err := base64.StdEncoding.DecodeString(s); err == nil && len(s) >= 8 && utf8.Valid(raw) {
		s = string(raw)
		if u, err := url.PathUnescape(s); err == nil {
			s = u
		}
		return strings.ReplaceAll(guard(s), "\r\n", "\n")
	}
	for _, holder := range []string{"<!-- [et_pb_line_break_holder] -->", "<!– [et_pb_line_break_holder] –>", "&lt;!-- [et_pb_line_break_holder] --&gt;"} {
		s = strings.ReplaceAll(s, holder, "\n")
	}
	return s
}

// unescaped returns the HTML of a module that was saved as if it were text.
func unescaped(s string) string {
	if isEscapedHTML(s) {
		return tree.UnescapeHTML(s)
	}
	return s
}

// isEscapedHTML reports whether a content is HTML, of which all tags are written as text is:
// builders keep so what somebody has put into a module for code.
func isEscapedHTML(s string) bool {
	s = strings.TrimSpace(s)
	rest, ok := strings.CutPrefix(s, "&lt;")
	if !ok || !strings.Contains(rest, "&gt;") {
		return false
	}
	for i := strings.IndexByte(s, '<'); i >= 0 && i+1 < len(s); {
		if c := s[i+1]; c == '/' || tree.IsLetter(rune(c)) {
			return false
		}
		next := strings.IndexByte(s[i+1:], '<')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	if strings.HasPrefix(rest, "!--") {
		return true
	}
	end := 0
	for end < len(rest) && (tree.IsLetter(rune(rest[end])) || '0' <= rest[end] && rest[end] <= '9') {
		end++
	}
	name := atom.Lookup([]byte(strings.ToLower(rest[:end])))
	return name != 0 && name != atom.Html && name != atom.Body && end < len(rest) && (isBlankByte(rest[end]) || rest[end] == '/' || strings.HasPrefix(rest[end:], "&gt;"))
}

// isClosed reports whether escaped HTML is by its first tag a part of a page, which ends
// there: in a text, a tag can be what somebody writes about.
func isClosed(s string) bool {
	s = strings.TrimSpace(s)
	for _, name := range []string{"div", "script", "iframe", "section", "style", "table", "form", "object", "noscript", "ins", "center"} {
		if rest, ok := strings.CutPrefix(s, "&lt;"+name); ok && (isBlankAt(rest, 0) || strings.HasPrefix(rest, "&gt;")) {
			return strings.Contains(rest, "&lt;/"+name)
		}
	}
	return false
}

func percentDecoded(s string) string {
	if u, err := url.PathUnescape(s); err == nil && utf8.ValidString(u) {
		return u
	}
	return s
}

// isPicture reports whether the content of a shortcode is the address of an image.
func isPicture(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) < 2000 && isAddress(s) && fileKind(s) == "image"
}

// withTabTitle gives a [tab] the title that the [tabs] around it has for it:
// [tabs tab1="First" tab2="Second"].
func (b *builder) withTabTitle(name string, a *attrs, props []prop) []prop {
	switch name {
	case "tabs", "tabgroup", "accordion", "toggles":
		var rest []prop
		b.untaken = append(b.untaken, b.tabTitles...)
		b.tabTitles = b.tabTitles[:0]
		for _, p := range props {
			if n, ok := strings.CutPrefix(plainKey(p.key), "tab"); ok && n != "" && strings.Trim(strings.TrimPrefix(n, "title"), "0123456789") == "" && n != "title" {
				b.tabTitles = append(b.tabTitles, p.val)
				continue
			}
			rest = append(rest, p)
		}
		return rest
	case "tab", "tab_item", "accordion_item":
		if len(b.tabTitles) > 0 && a.get("title") == b.tabTitles[0] {
			b.tabTitles = b.tabTitles[1:]
		} else if len(b.tabTitles) > 0 && a.get("title") == "" {
			props = append(props, prop{key: "title", val: b.tabTitles[0]})
			b.tabTitles = b.tabTitles[1:]
		}
	}
	return props
}
