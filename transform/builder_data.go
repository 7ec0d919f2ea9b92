package transform

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/seen"
	"github.com/wp2md/wp2md/internal/tree"
)

// Page builders keep a page in a custom field (docs/formats.md §A.7). The content of the
// post is a copy of its words, made when the page was saved: mostly enough, but
// sometimes empty or old; and the data can have texts that a widget never shows.
// Neither is the truth by itself, so the two are compared, both ways.

// pageBuilders are those whose data is read: JSON or PHP's own format, either perhaps
// encoded, or markup, of HTML or shortcodes.
var pageBuilders = [...]struct {
	name, field string
	markup      bool
}{
	{"Elementor", "_elementor_data", false}, {"SiteOrigin", "panels_data", false}, {"Beaver Builder", "_fl_builder_data", false},
	{"Bricks", "_bricks_page_content_2", false}, {"Bricks", "_bricks_page_content", false},
	{"Oxygen", "ct_builder_json", false}, {"Oxygen", "_ct_builder_json", false}, {"Oxygen", "ct_builder_shortcodes", true}, {"Oxygen", "_ct_builder_shortcodes", true},
	{"Oxygen", "_oxygen_data", false}, {"Breakdance", "_breakdance_data", false}, {"Breakdance", "breakdance_data", false}, {"Unyson", "fw:opt:ext:pb:page-builder:json", false}, {"Themify", "_themify_builder_settings_json", false},
	{"Cornerstone", "_cornerstone_data", false}, {"Live Composer", "dslc_code", false}, {"Brizy", "brizy", false}, {"Brizy", "brizy_post", false}, {"Brizy", "_brizy_post", false}, {"Brizy", "brizy-post", false}, {"Brizy", "brizy-compiled-sections", false}, {"Zion", "_zionbuilder_page_elements", false}, {"Kallyas", "zn_page_builder_els", false},
	{"Thrive", "tve_updated_post", true}, {"Visual Composer", "vcv-pageContent", false}, {"BeTheme", "mfn-page-items", false},
	{"Enfold", "_aviaLayoutBuilderCleanData", true}, {"King Composer", "kc_raw_content", true}, {"GoodLayers", "gdlr-core-page-builder", false}, {"Salient", "_nectar_portfolio_extra_content", true},
	{"WP Page Builder", "_wppb_content", false}, {"BE Page Builder", "_be_pb_content", true}, {"SeedProd", "_seedprod_page", false}, {"SeedProd", extract.StoredContent, false}, {"Droip", "droip", false}, {"GrapesJS", "gjs-components", false}, {"GrapesJS", "gjs_components", false},
}

// IsBuilderField reports whether a custom field is the page of a page builder, which
// [Tree] reads.
func IsBuilderField(key string) bool {
	if strings.HasPrefix(key, landingPage) {
		return true
	}
	for i := range pageBuilders {
		if pageBuilders[i].field == key {
			return true
		}
	}
	return false
}

// landingPage begins the name of the field in which Thrive keeps a page made of one of its
// templates, whose name follows.
const landingPage = "tve_updated_post_"

// builderData returns what a page builder has stored of an item in a field.
func builderData(it *extract.Item, field string) string {
	if template := it.Field("tve_landing_page"); template != "" && field+"_" == landingPage {
		if data := it.Field(landingPage + template); data != "" {
			return data
		}
	}
	return it.Field(field)
}

// markupKey is the name of a value that is the markup of a whole page.
const markupKey = "markup"

// fromBuilder returns the tree of a post or, if that says less than what a page
// builder has stored beside it, the tree of that. What only the other has is noted.
func (b *builder) fromBuilder(root *html.Node) *html.Node {
	for _, p := range pageBuilders {
		data := builderData(b.item, p.field)
		if len(data) < len(`a:1:{}`) {
			continue
		}
		if mode := b.item.Field("_elementor_edit_mode"); p.name == "Elementor" && mode != "" && mode != "builder" {
			continue
		}
		if isSwitchedOff(b.item, p.name) && !tree.IsBlank(root) {
			b.notes.add(note.HTML, false, "the data of "+p.name+" in the field "+p.field+" is none of the page: its editor was switched off")
			continue
		}
		if p.name == "Thrive" {
			data = b.withoutSettingsOfThrive(data)
		}
		props, ok := []prop{{key: markupKey, val: data}}, true
		if !p.markup {
			props, ok = storedProps(data)
			if data = strings.TrimSpace(data); !ok && p.name != "Elementor" && len(data) > 2 && (data[0] == '[' && tree.IsLetter(rune(data[1])) || data[0] == '<') { // in older versions
				props, ok = []prop{{key: markupKey, val: data}}, true
			}
		}
		if !ok {
			if p.name == "Elementor" || tree.IsBlank(root) {
				b.notes.add(note.HTML, true, "the data of "+p.name+" is damaged, only the content is used: "+Quote(data))
			}
			continue
		}
		props = b.opened(p.name, props)
		var hidden []prop
		if !b.opt.Restricted && (p.name == "Brizy" || mayHoldConditions(data)) {
			props, hidden = visibleProps(props)
		}
		full := b.fuller(root, p.name, props, hidden)
		if tree.IsBlank(full) && p.name != "Elementor" && len(b.held) == 0 && !b.ofSite { // a note quotes nothing of what is held back
			b.notes.add(note.HTML, true, "the page is empty: "+p.name+" kept it in the field "+p.field+": "+Quote(data))
		}
		return full
	}
	if tree.IsBlank(root) {
		if data, ok := elementsField(b.item); ok {
			var hidden []prop
			if !b.opt.Restricted {
				data, hidden = visibleProps(data)
			}
			return b.fuller(root, "GrapesJS", data, hidden)
		}
		if field, data := b.shortcodesField(); data != "" {
			return b.fuller(root, "the field "+field, []prop{{key: markupKey, val: data}}, nil)
		}
	}
	return root
}

// shortcodesField returns the longest field of an item without content in which a builder that
// no table has keeps a page as shortcodes: its rows and columns, and what is in them.
func (b *builder) shortcodesField() (field, data string) {
	if len(b.held) > 0 || b.item.Rendered() {
		return "", ""
	}
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		v := strings.TrimSpace(m.Value)
		if len(v) <= max(len(data), len("[row][/row]")) || v[0] != '[' || v[len(v)-1] != ']' || !isThemed(v) || IsBuilderField(m.Key) || isForSearch(m.Key) || m.Key == extract.StoredContent || b.isForFew(m.Key, v) ||
			audience.IsForBuyers(m.Key) || slices.ContainsFunc(inEnglish(WordsOfName(m.Key)), isOfNoPage) {
			continue
		}
		if isEnclosed(v) {
			field, data = m.Key, v
		}
	}
	return field, data
}

// isEnclosed reports whether a text is a shortcode with what it encloses, or several.
func isEnclosed(s string) bool {
	end := nameEnd(s, 1)
	return end > 1 && s[len(s)-1] == ']' && strings.HasPrefix(s[strings.LastIndexByte(s, '['):], "[/") && strings.Contains(s, "[/"+s[1:end]+"]")
}

// opened returns what a builder has stored with the page that a value of it keeps as a text.
func (b *builder) opened(name string, props []prop) []prop {
	if name == "Brizy" {
		return b.brizyPage(props)
	}
	for i := range props {
		if p := &props[i]; p.key == "tree_json_string" && !p.tree { // Breakdance, Oxygen 6
			if kids, ok := parseProps(p.val); ok {
				props = slices.Clone(props)
				props[i] = prop{key: p.key, kids: kids, tree: true}
			}
		}
	}
	return props
}

// editorSwitches are the fields that say whether a builder shows its data of a page, and their
// values if it does not.
var editorSwitches = [...]struct{ name, field, off string }{
	{"Beaver Builder", "_fl_builder_enabled", "0"}, {"Zion", "_zionbuilder_page_status", "disabled"}, {"Bricks", "_bricks_editor_mode", "wordpress"},
	{"Thrive", "tcb_editor_disabled", "1"}, {"Thrive", "tcb_editor_enabled", "0"}, {"Brizy", "brizy_enabled", "0"}, {"Visual Composer", "vcv-be-editor", "classic"}, {"Visual Composer", "vcv-be-editor", "gutenberg"},
	{"BE Page Builder", "_be_pb_disable", "yes"},
}

// isSwitchedOff reports whether a builder does not show what it has stored of an item.
func isSwitchedOff(it *extract.Item, name string) bool {
	for _, s := range editorSwitches {
		if s.name == name && it.Field(s.field) == s.off {
			return it.Field("tve_landing_page") == "" || name != "Thrive"
		}
	}
	return false
}

// isShownAlone reports whether a builder shows what it has stored of an item, whatever the
// content of that is.
func isShownAlone(it *extract.Item, name string, data []prop) bool {
	switch name {
	case "Thrive":
		return it.Field("tve_landing_page") != "" || it.Field("tcb_editor_enabled") == "1"
	case "Zion":
		return it.Field("_zionbuilder_page_status") == "enabled"
	case "Breakdance", "Oxygen", "Bricks":
		return !holdsContent(data, 0)
	}
	return false
}

// holdsContent reports whether an element of a builder's page shows the content of its post.
func holdsContent(data []prop, depth int) bool {
	for i := range data {
		p := &data[i]
		if p.tree && depth < 100 && holdsContent(p.kids, depth+1) || !p.tree && isAbout(strings.ToLower(p.val), "post-content", "postcontent", "post_content", "inner_content", "the_content") {
			return true
		}
	}
	return false
}

// storedProp returns a value by its name, read as the values that it holds if it is one that
// JSON or PHP has made of some.
func storedProp(key, data string) prop {
	if kids, ok := storedProps(strings.TrimSpace(data)); ok {
		return prop{key: key, kids: kids, tree: true}
	}
	return prop{key: key, val: data}
}

// storedProps reads JSON, or what PHP has serialized, as named values.
func storedProps(data string) ([]prop, bool) {
	if props, ok := parseProps(data); ok {
		return props, true
	}
	if props, ok := encodedProps(data); ok { // Visual Composer
		return props, true
	}
	if text, ok := fromBase64(data); ok { // BeTheme
		data = text
		if props, ok := parseProps(data); ok {
			return props, true
		}
	}
	if !strings.Contains(data[:min(len(data), 200)], ":{") {
		return nil, false
	}
	v, err := extract.Unserialize(data)
	a, ok := v.(extract.PHPArray)
	if !ok || err != nil && len(a) == 0 {
		return nil, false
	}
	return phpProps(a, 0), true
}

func phpProps(a extract.PHPArray, depth int) []prop {
	props := make([]prop, 0, len(a))
	for _, e := range a {
		p := prop{key: e.Key}
		if strings.Trim(e.Key, "0123456789") == "" {
			p.key = ""
		}
		switch v := e.Value.(type) {
		case string:
			p.val = v
		case int64:
			p.val = strconv.FormatInt(v, 10)
		case bool:
			p.on = v
		case extract.PHPArray:
			p.tree = true
			if depth < 100 {
				p.kids = phpProps(v, depth+1)
			}
		}
		props = append(props, p)
	}
	return props
}

// built returns the tree of what a builder has stored, its notes, and how many parts of
// it were there once more for other screens.
func (b *builder) built(name string, data []prop) (root *html.Node, made []note.Note, twins int) {
	notes, idle := b.notes, b.idleAccounts
	b.notes.list, b.notes.seen, b.idleAccounts = nil, nil, nil
	e := elementor{b: b, root: &html.Node{Type: html.DocumentNode}}
	switch name {
	case "Elementor":
		e.elements(data, 0)
	case "Bricks":
		e.bricks(data)
	case "Droip", "GrapesJS":
		e.asData(data)
	default:
		e.stored(data, 0)
	}
	b.noteIdleAccounts()
	b.idleAccounts = idle
	b.unresolved(e.root)
	twins = b.dropTwins(e.root)
	made = b.notes.list
	b.notes = notes
	return e.root, made, twins
}

// fuller returns the fuller of the two trees of a page, and notes what only the
// other has. hidden is what visitors did not see of the data.
func (b *builder) fuller(root *html.Node, name string, data, hidden []prop) *html.Node {
	defer func(around [][]panel) { b.panels = around }(b.panels)
	b.panels, b.parts = nil, nil
	built, made, twins := b.built(name, data)
	panels := b.panels
	if len(hidden) > 0 {
		valued, unshown := len(b.valued), len(b.unshown)
		restricted := b.opt.Restricted
		b.opt.Restricted = true // all of it, for comparison
		unseen, _, _ := b.built(name, hidden)
		b.opt.Restricted = restricted
		for _, n := range b.unshown[unshown:] {
			tree.Remove(n)
			unseen.AppendChild(n)
		}
		b.valued, b.unshown = b.valued[:valued], b.unshown[:unshown]
		for i := range hidden {
			if whoSeesRow(&hidden[i], nil) >= audience.Insiders {
				row := tree.NewElement(atom.P)
				row.AppendChild(tree.NewText(wordsOfProps(hidden[i].kids, ", ", 0)))
				unseen.AppendChild(row)
			}
		}
		if b.holdBackStored(root, built, unseen, name, hidden) {
			for _, n := range made {
				b.notes.add(n.Kind, n.Review, n.Text)
			}
			return built
		}
	}

	stored := wordsOf(built)
	b.dropUnshown(root, stored)
	splitParagraphs(root, built)
	carryIDs(root, built)
	if painted := dropOrnaments(root, stored); painted != nil {
		b.notes.add(note.HTML, false, "the letter that a theme painted behind a heading dropped: "+Quote(strings.Join(painted, " · ")))
	}
	b.panels = panels
	b.placePanels(root)
	unglue(root, stored)
	b.showPlayers(root, stored)
	carryLinks(root, built)
	b.useCurrent(root, built, name)
	b.dropTurners(root, stored)
	joinLines(root)
	joinLines(built)
	b.useOriginals(root, built)
	joinPrices(root, data)
	b.countUp(root, name, data)
	b.carryParts(root, built, name)
	content := wordsOf(root)
	onlyContent, onlyStored := content.lacking(stored), stored.lacking(content)
	take, alone := false, false
	switch {
	case stored.total == 0 && !(stored.pictures+stored.media > 0 && content.total == 0 && content.pictures == 0):
	case content.total == 0:
		take = content.media == 0
	case twins > 0 && onlyContent == 0 && content.media <= stored.media && content.total > stored.total: // the content has them, too
		take = true
	case onlyContent == 0 && len(data) == 1 && data[0].key == markupKey && content.media <= stored.media && len(stored.addresses) > len(content.addresses): // the page itself
		take = true
	case onlyStored*2 > stored.total && isShownAlone(b.item, name, data):
		take, alone = true, true
	case onlyContent*10 <= content.total && content.media <= stored.media:
		take = onlyStored*5 > stored.total || content.pictures == 0 && stored.pictures > 0 && onlyStored > 0
	default:
		take = stored.total >= 2*content.total && onlyStored*2 > stored.total && content.media <= stored.media
	}
	if take {
		what := "built from the data of " + name + ", the content of the post says less"
		lost, isWords := lackingTexts(root, stored)
		if alone {
			what, isWords = "built from the data of "+name+", which the site showed in place of the content of the post", false
		}
		switch {
		case lost != "" && alone:
			what += ", which has: " + Quote(lost)
		case lost != "":
			what += ", but has: " + Quote(lost)
		}
		if more := repeatedTexts(root, built); more != "" && twins == 0 {
			what += "; it has once more than that: " + Quote(more)
		}
		b.notes.add(note.HTML, isWords, what)
		for _, n := range made {
			b.notes.add(n.Kind, n.Review, n.Text)
		}
		return built
	}
	if lost, _ := lackingTexts(built, content); lost != "" {
		b.notes.add(note.HTML, onlyStored*5 > stored.total && onlyStored*2 > content.total, "the data of "+name+" has what the content of the post lacks: "+Quote(lost))
	}
	unsaid := b.unsaidForms(made, content.forms)
	lists := map[string]bool{}
	for _, text := range b.lists {
		lists[text] = true
	}
	for _, n := range made {
		_, value, _ := strings.Cut(n.Text, "=")
		_, picture, isPicture := strings.Cut(n.Text, behindElement+": ")
		icon, isIcon := strings.CutPrefix(n.Text, iconDropped)
		names, isIdle := strings.CutPrefix(n.Text, idleAccountsDropped)
		switch {
		case isOfForm(n):
			if unsaid[n.Text] {
				b.notes.add(n.Kind, n.Review, n.Text)
			}
		case n.Kind == note.Shortcode && value != "" && hasOtherWords(value, content),
			isPicture && !content.addresses[placeOf(picture)],
			isIcon && !content.addresses[placeOf(icon)],
			isIdle && hasOtherWords(names, content):
			b.notes.add(n.Kind, false, n.Text)
		case isNeverInContent(n), strings.HasPrefix(n.Text, hiddenOnAll), lists[n.Text] && onlyContent <= wordsBeside:
			b.notes.add(n.Kind, n.Review, n.Text)
		}
	}
	return root
}

// unsaidForms returns the notes of forms that are in the data of a builder and neither in
// the content, which has some, nor in the notes of it.
func (b *builder) unsaidForms(made []note.Note, inContent int) map[string]bool {
	said := map[string]bool{}
	for _, n := range b.notes.list {
		if isOfForm(n) {
			said[n.Text] = true
			inContent++
		}
	}
	unsaid := map[string]bool{}
	var order []string
	for _, n := range made {
		switch {
		case !isOfForm(n):
		case said[n.Text]: // the same one
			inContent--
			said[n.Text] = false
		default:
			order = append(order, n.Text)
		}
	}
	for _, text := range order[min(max(inContent, 0), len(order)):] {
		unsaid[text] = true
	}
	return unsaid
}

// isNeverInContent reports whether a note is of a widget of which Elementor writes nothing
// into the content.
func isNeverInContent(n note.Note) bool {
	name, ok := strings.CutPrefix(n.Text, unfilled+": "+ofElementor)
	name, _, _ = strings.Cut(name, withLabel)
	return ok && (slices.Contains(neverInContent, name) || strings.HasPrefix(name, "wp-widget-"))
}

// wordsBeside is how many words of a content its builder's data may lack that are no list:
// those of a form or a control.
const wordsBeside = 4

var neverInContent = strings.Fields(`posts archive-posts portfolio loop-grid loop-carousel woocommerce-products wc-archive-products
	woocommerce-product-related google_maps sitemap post-comments`)

// ofElementor begins what a note calls a widget of Elementor.
const ofElementor = "widget of Elementor: "

// iconDropped begins what is said of a drawing of the site beside words.
const iconDropped = "an icon dropped: "

// behindElement is said of pictures and films that lie behind a part of a page.
const behindElement = " behind an element dropped"

// said are the words of a tree, and how many pictures and players it has.
type said struct {
	root                   *html.Node
	texts                  *seen.Text      // made when it is asked for
	named                  map[string]bool // attributes with words, in small letters
	words                  map[string]int
	beside                 map[string]bool // words of attributes, and pictures by their name alone
	addresses              map[string]bool
	total, pictures, media int
	forms                  int
}

// isOfForm reports whether a note tells of a form that only the old site could show.
func isOfForm(n note.Note) bool {
	return strings.HasPrefix(n.Text, absentForm.reason) || n.Review && strings.HasPrefix(n.Text, unfilled) && strings.Contains(n.Text, "form")
}

func wordsOf(root *html.Node) *said {
	s := &said{root: root, named: map[string]bool{}, words: map[string]int{}, addresses: map[string]bool{}, beside: map[string]bool{}}
	eachText(root, func(text string, _ []*html.Node) {
		for w := range strings.FieldsFuncSeq(text, notInWord) {
			s.words[strings.ToLower(w)]++
			s.total++
		}
		for rest := text; ; {
			from, end := addressIn(rest)
			if from < 0 {
				break
			}
			s.addresses[placeOf(rest[from:end])] = true
			rest = rest[end:]
		}
	})
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case tree.IsImage(n):
			s.pictures++
		case n.DataAtom == atom.Iframe, n.DataAtom == atom.Video, n.DataAtom == atom.Audio, n.DataAtom == atom.Object, n.DataAtom == atom.Form, tree.IsTag(n, tree.Autolink):
			s.media++
			if n.DataAtom == atom.Form {
				s.forms++
			}
		}
		for _, a := range n.Attr {
			switch {
			case a.Val == "":
			case leads(a.Key):
				place := placeOf(a.Val)
				s.addresses[place] = true
				if name, ok := strings.CutPrefix(place, madeByElementor); ok {
					s.beside[name] = true
				}
			case a.Key == "title" || a.Key == "alt" || a.Key == "aria-label":
				s.named[strings.ToLower(strings.TrimSpace(a.Val))] = true
				for w := range strings.FieldsFuncSeq(a.Val, notInWord) {
					s.beside[strings.ToLower(w)] = true
				}
			}
		}
	}
	return s
}

func isRawElement(n *html.Node) bool {
	return n != nil && (n.DataAtom == atom.Script || n.DataAtom == atom.Style)
}

// lacking returns how many words of s another does not have.
func (s *said) lacking(other *said) (n int) {
	for w, count := range s.words {
		if other.words[w] == 0 && !other.beside[w] {
			n += count
		}
	}
	return n
}

// hasOtherWords reports whether a text has a word that s does not have.
func hasOtherWords(text string, s *said) bool {
	for w := range strings.FieldsFuncSeq(text, notInWord) {
		if w = strings.ToLower(w); s.words[w] == 0 && !s.beside[w] {
			return true
		}
	}
	return false
}

// shows reports whether a text is one of the page.
func (s *said) shows(text string) bool {
	if s.texts == nil {
		s.texts = &seen.Text{}
		eachText(s.root, func(text string, _ []*html.Node) { s.texts.Add(text) })
	}
	return s.texts.Shows(text) || s.named[strings.ToLower(strings.Trim(text, " \n\t\x00"))]
}

// lackingTexts returns the texts and addresses of a tree that another does not have, and
// whether one of them has a word or address that the other has nowhere.
func lackingTexts(root *html.Node, other *said) (lost string, isWords bool) {
	var texts []string
	added := map[string]bool{}
	add := func(text string) {
		if !added[text] {
			added[text] = true
			texts = append(texts, text)
		}
	}
	eachText(root, func(text string, _ []*html.Node) {
		if isSample(text) {
			return
		}
		text = other.withoutAddresses(text)
		switch {
		case hasOtherWords(text, other):
			isWords = true
			add(textOfLines(text))
		case !other.shows(text):
			add(textOfLines(text))
		}
	})
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			if v := a.Val; v != "" && v[0] != '#' && leads(a.Key) && (a.Key[0] != 'd' || isAddress(v)) && !other.has(placeOf(v)) {
				if mail, ok := strings.CutPrefix(v, "mailto:"); ok {
					if v = mail; other.shows(v) { // a theme made no link of it
						continue
					}
				}
				isWords = true
				add(v)
				if alt := tree.Attr(n, "alt"); alt != "" && a.Key == "src" && !other.shows(alt) && !isSample(alt) {
					add(alt)
				}
			}
		}
	}
	return strings.Join(texts, " · "), isWords
}

// withoutAddresses returns a text without the addresses in it that s has as links or players:
// a builder writes that of a film right behind the last word.
func (s *said) withoutAddresses(text string) string {
	from, end := addressIn(text)
	if from < 0 {
		return text
	}
	var out strings.Builder
	for ; from >= 0; from, end = addressIn(text) {
		if s.has(placeOf(text[from:end])) {
			out.WriteString(text[:from])
			out.WriteByte(' ')
		} else {
			out.WriteString(text[:end])
		}
		text = text[end:]
	}
	out.WriteString(text)
	return out.String()
}

// repeatedTexts returns the short texts that a tree has more often than another that has them.
func repeatedTexts(root, other *html.Node) string {
	const most = 100 // bytes: a title, a label
	count := map[string]int{}
	eachText(other, func(text string, _ []*html.Node) {
		if text = strings.ToLower(plainText(text)); len(text) <= most {
			count[text]++
		}
	})
	var more []string
	eachText(root, func(text string, _ []*html.Node) {
		text = plainText(text)
		key := strings.ToLower(text)
		n, ok := count[key]
		if !ok || text == "" {
			return
		}
		if count[key] = n - 1; n <= 0 {
			more = append(more, text)
		}
	})
	return strings.Join(more, " · ")
}

// addressIn returns where the first web address of a text is, which may stand right behind a
// word; -1 if there is none.
func addressIn(text string) (from, end int) {
	for at := 0; ; at = end {
		i := strings.Index(text[at:], "://")
		if i < 0 {
			return -1, -1
		}
		i += at
		end = i + len("://")
		for end < len(text) && text[end] > ' ' && text[end] < 0x80 {
			end++
		}
		for _, scheme := range []string{"https", "http"} {
			if strings.HasSuffix(text[at:i], scheme) {
				return i - len(scheme), end
			}
		}
	}
}

// textOfLines returns a text of eachText on one line, with a sign between what line breaks part.
func textOfLines(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, " "+string(seen.Mark)) {
		if line = plainText(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, " · ")
}

// leads reports whether an attribute is an address, of the element or for a script.
func leads(key string) bool {
	switch key {
	case "href", "src", "data-url", "data-href", "data-src":
		return true
	}
	return false
}

// has reports whether a place is among the addresses, or the picture of which Elementor
// has made a smaller one.
func (s *said) has(place string) bool {
	return s.addresses[place] || s.beside[place[strings.LastIndexByte(place, '/')+1:]]
}

// madeByElementor begins the place of a picture that Elementor has made of one of the
// library: NAME-o2rm9v….jpg in a folder of its own.
const madeByElementor = "uploads/elementor/thumbs/"

// useOriginals puts the pictures that a builder's data names where the content has those
// that Elementor has made of them.
func (b *builder) useOriginals(content, built *html.Node) {
	var originals map[string]string
	for n := range content.Descendants() {
		name, ok := strings.CutPrefix(placeOf(tree.Attr(n, "src")), madeByElementor)
		if !ok || !tree.IsImage(n) {
			continue
		}
		if originals == nil {
			originals = map[string]string{}
			for of := range built.Descendants() {
				if src := tree.Attr(of, "src"); tree.IsImage(of) && src != "" {
					place := placeOf(src)
					name := place[strings.LastIndexByte(place, '/')+1:]
					if had, ok := originals[name]; ok && placeOf(had) != place {
						src = "" // two of one name
					}
					originals[name] = src
				}
			}
		}
		if src := originals[name]; src != "" {
			b.notes.add(note.Media, false, "the original is taken for a picture that Elementor has made of it: "+Quote(tree.Attr(n, "src")))
			tree.SetAttr(n, "src", src)
			for _, key := range []string{"srcset", "sizes", "width", "height"} {
				tree.DelAttr(n, key)
			}
		}
	}
}

// placeOf returns what an address leads to, however it is written: a file of the library
// has one name on all hosts and in all sizes, a video one on all its pages.
func placeOf(address string) string {
	address = strings.TrimPrefix(strings.TrimPrefix(plainAddress(address), "//"), "www.")
	if isMapAddress(address) {
		return "google.com/maps"
	}
	if _, file, ok := strings.Cut(address, "/wp-content/uploads/"); ok {
		ending := path.Ext(file)
		return "uploads/" + withoutEdits(strings.TrimSuffix(file, ending), strings.HasPrefix(file, "elementor/thumbs/")) + ending
	}
	if isPlayerPage("https://" + address) {
		query := ""
		if i := strings.IndexByte(address, '?'); i >= 0 {
			address, query = address[:i], address[i+1:]
		}
		host, rest, _ := strings.Cut(address, "/")
		id := path.Base(rest)
		for part := range strings.SplitSeq(query, "&") {
			if v, ok := strings.CutPrefix(part, "v="); ok {
				id = v
			}
		}
		for _, site := range []string{"youtu", "vimeo", "dailymotion"} {
			if strings.Contains(host, site) && id != "" && id != "." {
				return site + "/" + id
			}
		}
	}
	return address
}

// withoutEdits returns the name of a picture, without its ending, as it is in every size and
// edited or not: name of name-e1756140494935-300x200. Those that Elementor has made end in a hash.
func withoutEdits(stem string, ofElementor bool) string {
	for range 2 {
		if i := strings.LastIndexByte(stem, '-'); i > 0 && (isSize(stem[i+1:]) || isEdit(stem[i+1:]) || ofElementor && isHash(stem[i+1:])) {
			stem = stem[:i]
		}
	}
	return stem
}

// isMapAddress reports whether a plain address is that of a map of Google in a page, or that
// which is written for one.
func isMapAddress(address string) bool {
	rest := strings.TrimPrefix(strings.TrimPrefix(address, "maps."), "google.com/maps")
	return len(rest) < len(address) && (strings.HasPrefix(rest, "/embed") || strings.HasPrefix(rest, "/search/?api=1") || strings.Contains(rest, "output=embed"))
}

// isSize reports whether a text is the size that ends the name of a picture: 300x200.
func isSize(s string) bool {
	w, h, ok := strings.Cut(s, "x")
	return ok && w != "" && h != "" && strings.Trim(w+h, "0123456789") == ""
}

// isEdit reports whether a text is what ends the name of a picture that was edited in
// WordPress: e and the time of it.
func isEdit(s string) bool {
	return len(s) > 10 && s[0] == 'e' && strings.Trim(s[1:], "0123456789") == ""
}

// isHash reports whether a text is what ends the name of a picture that Elementor has made.
func isHash(s string) bool {
	return len(s) > 20 && strings.Trim(s, "0123456789abcdefghijklmnopqrstuvwxyz") == ""
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

// stored builds what a builder has stored: objects that have settings are widgets,
// all others hold some.
func (e *elementor) stored(props []prop, depth int) {
	if depth > 100 {
		return
	}
	if isObject(props) {
		if rows := kidsOf(props, "grids"); rows != nil && kidsOf(props, "widgets") != nil { // of SiteOrigin
			defer func(around []string) { e.rowIDs = around }(e.rowIDs) // a widget can hold rows of its own
			e.rowIDs = nil
			for i := range rows {
				e.rowIDs = append(e.rowIDs, idOfPart(kidsOf(rows[i].kids, "style")))
			}
		}
		if info := kidsOf(props, "panels_info"); info != nil {
			if row, err := strconv.Atoi(value(info, "grid")); err == nil && 0 <= row && row < len(e.rowIDs) {
				e.placeID(e.rowIDs[row])
				e.rowIDs[row] = ""
			}
			e.placeID(idOfPart(kidsOf(info, "style")))
			e.noteBackgrounds(info)
			class := value(info, "class")
			e.ofWordPress = true
			e.shown(class, e.b.ofSiteOrigin(class, without(props, "panels_info", "option_name")))
			e.ofWordPress = false
			return
		}
		if data := kidsOf(props, "data"); strings.HasSuffix(value(data, "type"), "Link") && kidsOf(props, "children") != nil { // of Breakdance
			if href := value(kidsOf(ownContent(kidsOf(data, "properties")), "link"), "url"); href != "" {
				last := e.root.LastChild
				defer func() { linkPart(e.root, last, href) }()
				props = without(props, "data")
			}
		}
		for _, key := range []string{"settings", "mod_settings", "instance", "options", "properties", "fields", "attr", "atts", "value", "addon_settings"} {
			s := kidsOf(props, key)
			if s == nil {
				continue
			}
			name := ""
			for _, from := range [][]prop{props, s} {
				for _, k := range []string{"widgetType", "mod_name", "element_type", "shortcode", "object", "name", "slug", "type"} {
					if name == "" {
						name = value(from, k)
					}
				}
			}
			if name == "module" {
				name = value(s, "type")
			}
			if at := strings.LastIndexByte(name, '\\'); at >= 0 && key == "properties" { // of Breakdance
				name, s = name[at+1:], ownContent(s)
			}
			if original := kidsOf(s, "original"); original != nil && key == "options" { // of Oxygen
				for _, c := range kidsOf(original, "globalconditions") {
					e.b.notes.add(note.HTML, false, "shown under a condition on the old site: "+Quote(wordsOfProps(c.kids, " ", 0)))
				}
				s = ofOxygen(append(without(s, "original", "selector"), without(original, "globalconditions", "conditionspreview")...))
			}
			if href := cmp.Or(value(s, "url"), value(kidsOf(s, "link"), "url")); href != "" && (name == "ct_link" || name == "WrapperLink") && (kidsOf(props, "children") != nil) {
				last := e.root.LastChild
				defer func() { linkPart(e.root, last, href) }()
				s = without(s, "url", "link")
			}
			if name == "zion_image" {
				s = ofZionImage(s)
			}
			if tag := partOfTable(name); key == "value" && tag != 0 {
				e.tablePart(tag, kidsOf(s, "items"), depth)
				return
			}
			if key == "value" { // of Brizy and GoodLayers: the widgets in it are among its values
				e.holds = kidsOf(s, "items") != nil
				e.shown(name, withoutElements(s))
				e.holds = false
				continue
			}
			if key == "attr" && kidsOf(props, "wraps") != nil { // of a section of BeTheme, which its editor calls so
				if title := value(s, "title"); title != "" {
					e.b.notes.add(note.HTML, false, "what its editor calls a part of the page dropped: "+Quote(title))
				}
				s = without(s, "title")
			}
			if key == "mod_settings" {
				s = themifySettings(name, s, 0)
			}
			last := e.root.LastChild
			e.placeID(idOfPart(s))
			e.shown(name, s)
			e.seenOn(screensOf(s), last)
			props = without(props, key)
		}
	}
	e.noteBackgrounds(props)
	if name := strings.ToLower(value(props, "_type") + value(props, "module_id")); name != "" { // Cornerstone, Live Composer
		own := ownValues(props)
		e.holds = len(own) < len(props)
		e.shown(name, without(own, "_type", "module_id", "element_type"))
		e.holds = false
	}
	if name := value(props, "tag"); name != "" && value(props, "order")+value(props, "parent") != "" { // Visual Composer
		e.shown(name, ofVisualComposer(name, without(props, "tag", "id", "order", "parent")))
		return
	}
	for i := range props {
		p := &props[i]
		if p.tree {
			e.stored(p.kids, depth+1)
		} else if v := strings.TrimSpace(p.val); p.key == markupKey {
			classic := e.b.classic
			e.b.classic = strings.HasPrefix(v, "[") && !strings.HasPrefix(v, "[ct_") // Oxygen's elements are HTML as it is
			e.markup(v)
			e.b.classic = classic
		} else if len(v) > 2 && (v[0] == '{' || v[0] == '[') { // JSON in JSON
			if kids, ok := parseProps(v); ok {
				e.stored(kids, depth+1)
			}
		} else if len(v) >= 40 {
			if text, ok := fromBase64(v); ok {
				if kids, ok := storedProps(text); ok {
					e.stored(kids, depth+1)
				}
			}
		}
	}
}

// noteBackgrounds notes the pictures behind a row or a widget of SiteOrigin.
func (e *elementor) noteBackgrounds(props []prop) {
	for _, p := range kidsOf(props, "style") {
		if !p.tree && isBackground(plainKey(p.key)) && p.val != "0" {
			e.b.readOther("section", p.key, p.val)
		}
	}
}

// ofOxygen returns the values of an element of Oxygen as other widgets have them.
func ofOxygen(props []prop) (list []prop) {
	for _, p := range props {
		switch {
		case p.key == "attachment_url" && value(props, "src") == "":
			p.key = "image"
		case p.key == "attachment_url", p.key == "embed_src" && placeOf(p.val) == placeOf(value(props, "src")):
			continue
		case p.key == "progress_percent":
			p = prop{key: "percent", val: strings.TrimSuffix(p.val, "%")}
		}
		list = append(list, p)
	}
	return list
}

// ofZionImage returns the values of a picture of Zion as those of others.
func ofZionImage(props []prop) (list []prop) {
	for _, p := range props {
		switch {
		case p.key == "image" && p.tree && value(p.kids, "image") != "":
			p.kids = append([]prop{{key: "url", val: value(p.kids, "image")}}, without(p.kids, "image")...)
		case p.key == "link" && p.tree:
			p = prop{key: "image_link", val: value(p.kids, "link")}
		}
		list = append(list, p)
	}
	return list
}

// ofVisualComposer returns the values of an element of Visual Composer as other widgets
// have them: its name is in its editor, too, and its pictures it has twice.
func ofVisualComposer(tag string, props []prop) (list []prop) {
	for _, p := range props {
		switch {
		case p.key == "name" && plainKey(strings.ReplaceAll(p.val, " ", "")) == plainKey(tag):
			continue
		case p.key == "imageUrl" && p.tree:
			p = prop{key: "image_link", val: value(p.kids, "url")}
		case p.tree && kidsOf(p.kids, "urls") != nil:
			p.kids = without(p.kids, "ids")
			if urls := kidsOf(p.kids, "urls"); len(urls) == 1 && value(urls[0].kids, "full") != "" && plainKey(tag) == "singleimage" {
				p.kids = append([]prop{{key: "url", val: value(urls[0].kids, "full")}}, without(urls[0].kids, "full", "url", "id")...)
			}
		}
		list = append(list, p)
	}
	return list
}

// partOfTable returns the tag of a part of a table that is an element of its own.
func partOfTable(name string) atom.Atom {
	switch strings.ToLower(name) {
	case "table":
		return atom.Table
	case "tablehead":
		return atom.Thead
	case "tablebody":
		return atom.Tbody
	case "tablerow":
		return atom.Tr
	case "tablecol", "tablecell":
		return atom.Td
	}
	return 0
}

// tablePart builds a part of a table of the elements in it.
func (e *elementor) tablePart(tag atom.Atom, items []prop, depth int) {
	root := e.root
	if tag == atom.Td && root.DataAtom == atom.Tr && root.Parent != nil && root.Parent.DataAtom == atom.Thead {
		tag = atom.Th
	}
	e.root = tree.NewElement(tag)
	root.AppendChild(e.root)
	e.stored(items, depth+1)
	if only := e.root.FirstChild; (tag == atom.Td || tag == atom.Th) && only != nil && only == e.root.LastChild && only.DataAtom == atom.Div && only.FirstChild == only.LastChild && isLine(only.FirstChild) {
		line := only.FirstChild
		tree.Remove(only)
		tree.MoveChildren(e.root, line)
	}
	e.root = root
}

// markup builds HTML or shortcodes, as in the content of a post.
func (e *elementor) markup(s string) {
	e.b.themed = e.b.themed || isThemed(s)
	e.add(tree.TakeChildren(e.b.parse(e.b.innerHTML(guard(s))))...)
}

// ownValues returns the values of an element without those that hold elements.
func ownValues(props []prop) (list []prop) {
	for _, p := range props {
		if !p.tree || !holdsElements(p.kids) {
			list = append(list, p)
		}
	}
	return list
}

func holdsElements(kids []prop) bool {
	for i := range kids {
		for _, k := range []string{"_type", "module_id", "element_type", "settings"} {
			if value(kids[i].kids, k) != "" || kidsOf(kids[i].kids, k) != nil {
				return true
			}
		}
	}
	return false
}

// withoutElements returns the values that hold no widgets: those of lists have a type.
func withoutElements(props []prop) (list []prop) {
	for _, p := range props {
		if !p.tree || p.key != "items" && !isObject(p.kids) && !holdsTypes(p.kids) {
			list = append(list, p)
		}
	}
	return list
}

func holdsTypes(kids []prop) bool {
	for i := range kids {
		if k := kids[i].kids; value(k, "type") != "" && kidsOf(k, "value") != nil {
			return true
		}
	}
	return false
}

func without(props []prop, keys ...string) []prop {
	var rest []prop
next:
	for _, p := range props {
		for _, k := range keys {
			if p.key == k {
				continue next
			}
		}
		rest = append(rest, p)
	}
	return rest
}

// noteList notes a widget that listed what the site has.
func (b *builder) noteList(what string) {
	b.ofSite = true
	text := unfilled + ": " + what
	b.notes.add(note.HTML, false, text)
	b.lists = append(b.lists, text)
}

// isOfPosts reports whether a widget is by its name a list of entries of the site.
func isOfPosts(name string) bool {
	return isAbout(name, listsOfPosts...)
}

var listsOfPosts = strings.Fields(`posts post-grid post-carousel post-list postgrid blog portfolio products loop query latest recent`)

// listsPosts reports whether a widget is a list of entries of the site: by what it asks for,
// or by its name if it has nothing to show but perhaps the text of their buttons.
func (s *shown) listsPosts(name string, settings []prop) bool {
	return asksSiteForMany(settings) || s.filled == 0 && isOfPosts(name) || s.hasOnlyLabels() && (isOfPosts(name) || hasWord(name, "post"))
}

// hasWord reports whether a name has a word, among those that dashes keep apart.
func hasWord(name, word string) bool {
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == '_' }) {
		if w == word {
			return true
		}
	}
	return false
}

func (s *shown) hasOnlyLabels() bool {
	return len(s.labels) > 0 && len(s.links)+len(s.images)+len(s.media)+len(s.over)+len(s.heading)+len(s.texts)+len(s.after) == 0
}

// takeEntryLabels takes the texts of buttons out of a list, of which each entry has one, and
// returns them for a note.
func (s *shown) takeEntryLabels() string {
	if len(s.links) > 0 || len(s.labels) == 0 {
		return ""
	}
	var texts []string
	for _, l := range s.labels {
		texts = append(texts, l.text)
	}
	s.filled -= len(s.labels)
	s.labels = nil
	return withLabel + Quote(strings.Join(texts, ", "))
}

// withLabel stands in a note between a list and the buttons of its entries.
const withLabel = " with "

func (e *elementor) shown(name string, settings []prop) {
	name = strings.ToLower(name)
	if isFormName(name) || name == "contact" && slices.ContainsFunc(settings, func(p prop) bool { return strings.HasPrefix(p.key, "field_") }) { // of Themify
		settings = e.b.withoutForm(name, settings)
	}
	if nodes, ok := e.b.shownItem(name, settings); ok {
		e.add(nodes...)
		return
	}
	noted := len(e.b.notes.list)
	s := e.b.shows(name, settings)
	switch {
	case !isAbout(name, "row", "column", "section") && s.listsPosts(name, settings), s.filled == 0 && isOfPosts(name):
		labels := s.takeEntryLabels()
		if posts := e.b.latestPosts(name, settings); posts != nil {
			e.add(append(s.nodes(), posts...)...)
			return
		}
		e.b.noteList("widget " + name + labels)
	case s.filled == 0 && e.holds: // what it has is in the widgets that it holds
	case s.filled == 0 && !isFormName(name) && (isOfSite(name) || isAbout(name, thingsOfTheirOwn...) || isElement(name) && len(e.b.notes.list) == noted && !isEmptied(name, without(settings, "title"))):
		e.b.noteUnfilled(note.HTML, name, "widget "+name)
	case !isFormName(name):
		e.b.noteTitled(note.HTML, s, name, "widget "+name, settings, e.ofWordPress)
	}
	e.b.noteMap(s, name)
	if s.filled > 0 {
		e.add(s.nodes()...)
	}
}

// isElement reports whether what has that name shows something besides its words, and is no part
// that only holds or keeps apart others.
func isElement(name string) bool {
	return name != "" && !isOrnament(name) && !isAbout(name, "row", "column", "section", "container", "wrap", "inner", "grid", "block", "div", "group", "root", "layout", "page", "nested", "link", "heading", "text")
}

// ownContent returns the values of an element of Breakdance that it shows, which are
// divided as its editor does, with the others.
func ownContent(props []prop) []prop {
	parts := kidsOf(props, "content")
	if !isObject(parts) {
		return props
	}
	own := without(props, "content")
	for i := range parts {
		if p := &parts[i]; isObject(p.kids) {
			own = append(own, p.kids...)
		} else {
			own = append(own, *p)
		}
	}
	return own
}

// siteOriginWidget builds a [siteorigin_widget], which holds the values of a widget
// as JSON in a hidden input.
func (b *builder) siteOriginWidget(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	in := tree.Find(b.parseHTML(sc.content), func(n *html.Node) bool { return tree.IsElement(n, atom.Input) })
	class := strings.ToLower(a.get("class"))
	if in == nil {
		if class == "" || !tree.IsBlankText(sc.content) {
			return nil, false
		}
		b.noteUnfilled(note.Shortcode, class, Quote("["+sc.name+sc.attrs+"]"))
		return nil, true
	}
	data, ok := parseProps(tree.Attr(in, "value"))
	if !ok {
		b.notes.add(note.Shortcode, true, "a widget of SiteOrigin that cannot be read, dropped: "+Quote(sc.content))
		return nil, true
	}
	if instance := kidsOf(data, "instance"); instance != nil {
		data = instance
	}
	data = b.ofSiteOrigin(class, without(data, "panels_info", "option_name", "so_sidebar_emulator_id"))
	isForm := isFormName(class)
	if isForm {
		data = b.withoutForm(class, data)
	}
	s := b.shows(class, data)
	if links := b.listedPages(class, data); len(links) > 0 {
		b.linkEntries(s, "["+sc.name+sc.attrs+"]", []*html.Node{listOrLine(links)})
	}
	what := Quote(a.get("class") + " " + tree.Attr(in, "value"))
	if s.filled == 0 && !isForm {
		b.noteUnfilled(note.Shortcode, class, what)
	} else if !isForm {
		b.noteTitled(note.Shortcode, s, class, what, data, true)
	}
	return s.nodes(), true
}
