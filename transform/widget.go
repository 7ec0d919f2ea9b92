package transform

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Page builders, and blocks that only the running site renders, keep what they
// show in named values: the attributes of a shortcode, the JSON of a block or of
// Elementor. There are thousands of such widgets, but few words by which they name
// a heading, a text, a picture, a link. So the name of a value decides what it
// shows; a widget that means something else by it has an entry in widgetRoles.

// shows reads the values of a widget.
func (b *builder) shows(widget string, props []prop) *shown {
	s := &shown{}
	props = withoutPauses(widget, b.withoutRowsForFew(widget, props, 0))
	b.valued = append(b.valued, valued{name: widget, props: props})
	b.readProps(s, widget, props, 0)
	if s.alt != "" && len(s.images) == 0 && isWords(s.alt) && !s.quoted {
		b.notes.add(note.Shortcode, false, altDropped(widget, s.alt))
	}
	return s
}

func altDropped(widget, alt string) string {
	return "value of " + widget + " dropped, it may have been seen: alt=" + Quote(alt)
}

// findPicture takes back that there is no picture for the alternative text of a widget: its
// content is the address of one.
func (b *builder) findPicture(widget string, s *shown) {
	if last := len(b.notes.list) - 1; last >= 0 && s.alt != "" && b.notes.list[last].Text == altDropped(widget, s.alt) {
		b.notes.forget(last)
	}
}

const maxPropDepth = 24

// withoutPHP divides HTML from the PHP in it.
func withoutPHP(s string) (html, code string) {
	var markup, php strings.Builder
	for {
		before, rest, found := strings.Cut(s, "<?")
		markup.WriteString(before)
		if !found {
			return markup.String(), php.String()
		}
		part, behind, _ := strings.Cut(rest, "?>")
		php.WriteString("<?" + part)
		s = behind
	}
}

// withCode shows the code of a widget for code, of which another value is the language.
func withCode(s *shown, widget string, props []prop) []prop {
	if !isAbout(widget, "code", "snippet", "highlight") {
		return props
	}
	at := slices.IndexFunc(props, func(p prop) bool { return p.key == "code" && !p.tree && strings.TrimSpace(p.val) != "" })
	of := slices.IndexFunc(props, func(p prop) bool {
		return (p.key == "lng" || p.key == "lang" || p.key == "language") && !p.tree && p.val != ""
	})
	if at < 0 || of < 0 {
		return props
	}
	s.filled++
	s.texts = append(s.texts, newCodeBlock(props[at].val, language(props[of].val)))
	return slices.Delete(slices.Clone(props), at, at+1)
}

func (b *builder) readProps(s *shown, widget string, props []prop, depth int) {
	props = inOrderOfNumbers(props)
	if depth > 0 {
		props = withTag(withLabelOfLink(props))
	} else {
		props = withHeadFirst(widget, withFrontFirst(b.withNamedLinks(widget, withPairs(widget, withChosenLink(props), false))))
	}
	props = b.withChosenIcon(b.withoutDarkPictures(props))
	shown := "" // the picture that an address names: its number is beside it
	for i := range props {
		if p := &props[i]; !p.tree && fileKind(p.val) == "image" && isAddress(strings.TrimSpace(p.val)) && roleOf(widget, p.key) == roleImage {
			shown = plainKey(p.key)
		}
	}
	if isDivi5(props) {
		props = b.withoutVariables(plainDivi(widget, props))
	}
	if depth <= 1 {
		props = withCode(s, widget, props)
	}
	if isCountdownName(widget) {
		props = b.withEnd(s, widget, props)
	}
	props = b.withNamesOfContacts(widget, withHours(widget, withSign(withAffixes(b.withoutFallbacks(props)))))
	props = withLabels(widget, withChosenVideo(withPrice(s.withTerms(props))))
	if isMapName(widget) || isPinAt(widget, props) {
		props = withPlaces(s, widget, props, depth)
	}
	props = withSignsOfNumber(widget, withPercentSign(widget, props))
	if isCounterName(widget) {
		props = b.withCounted(widget, props)
	}
	props = withRating(widget, withHighest(widget, props))
	props = withDrawnNumber(widget, props)
	if depth == 0 {
		props = withBars(widget, props)
	}
	if depth == 0 && !s.quoted {
		props = withBackdrop(widget, props)
		props = withParts(withSeries(widget, withTitled(widget, withButtonsByNumber(withListTitle(widget, props)))))
	}
	props = withWholeDay(widget, props)
	if depth > 0 {
		props = withNamed(widget, props)
	}
	if units := cmp.Or(value(props, "units"), value(props, "unit")); units != "" && len(units) <= 12 && isAbout(widget, aboutNumbers...) && value(props, "size") == "" && !isLengthUnit(units) {
		s.units = units
	}
	if depth == 0 {
		if isAbout(widget, "button", "btn") && slices.ContainsFunc(props, isOwnLabel) { // it says more than its button
			b.renamed, b.called = withoutButton.Replace(widget), widget
			widget = b.renamed
		}
		if !s.fields {
			props = b.withoutDefaults(s, widget, props)
		}
		props = b.withoutOrnament(s, widget, props)
	}
	if isAbout(widget, "team", "member", "person", "staff") {
		props = withJob(widget, props)
	}
	props = withTaggedLine(widget, props)
	if depth == 0 {
		props = b.withTemplates(widget, props)
	}
	if depth == 0 {
		props = b.withAccount(widget, props)
	}
	if depth == 0 && isChart(widget) {
		props = b.withChart(s, props)
	}
	if depth == 0 && isAbout(widget, "table") {
		props = b.withTable(s, props)
	}
	if depth == 0 && s.quoted && isFacts(widget) {
		props = asFacts(widget, props)
	} else {
		props = withFactsOfThing(widget, props)
	}
	if depth > 0 {
		b.idleAccount(widget, props)
		props = withNamedAccount(widget, props)
	}
	isOff := switchedOff(widget, props).has
	for i := range props {
		p := &props[i]
		if isOff(p.key) || isEditorCopy(p, props) || depth == 0 && isOfOtherSkin(widget, p, props) || isTooltip(widget, p, props) {
			continue
		}
		if p.tree {
			b.readTree(s, widget, p, depth)
			continue
		}
		if plainKey(p.key) == "value" && roleOf(widget, p.key) == roleNone && isNamed(widget, props) {
			p = &prop{key: "text", val: s.withUnits(p.val)}
		}
		if plainKey(p.key) == "imageurl" && isWebAddress(p.val) && fileKind(p.val) == "" && b.namesPictureElse(widget, props, i) {
			p = &prop{key: "image_link", val: p.val}
		}
		if k := plainKey(p.key); shown != "" && (k == shown+"id" || k+"src" == shown || k == "imageid" || k == "attachment" || k == "attachmentid" || k == "id" || k == "mediaid") && roleOf(widget, p.key) == roleImage {
			continue
		}
		b.readProp(s, widget, p)
	}
}

// isOwnLabel reports whether a value is by its own name the text of a button.
func isOwnLabel(p prop) bool {
	return !p.tree && p.val != "" && roles[plainKey(p.key)] == roleLabel && isAbout(plainKey(p.key), "btn", "button")
}

var withoutFocus = strings.NewReplacer("{{", "", "}}", "")

var withoutButton = strings.NewReplacer("button", "box", "btn", "box")

// withoutDefaults returns the values of a widget without those that its list has for each
// of its entries: what the widget shows are the entries.
func (b *builder) withoutDefaults(s *shown, widget string, props []prop) []prop {
	of := map[string]bool{}
	for i := range props {
		if list := props[i].kids; len(list) > 0 && !isObject(list) && isObject(list[0].kids) {
			for _, k := range list[0].kids {
				of[k.key] = true
			}
		}
	}
	if len(of) == 0 {
		return props
	}
	isDefault := func(p *prop) bool {
		if !of[p.key] || p.tree && !isObject(p.kids) {
			return false
		}
		switch roleOf(widget, p.key) {
		case roleHeading, roleText, roleAfter, roleImage, roleLink:
			return true
		}
		return false
	}
	var rest []prop
	var dropped []string
	for i := range props {
		if p := &props[i]; isDefault(p) {
			if v := cmp.Or(p.val, value(p.kids, "url")); v != "" && v != "#" {
				dropped = append(dropped, v)
			}
		} else {
			rest = append(rest, *p)
		}
	}
	if len(props)-len(rest) < 3 {
		return props
	}
	if len(dropped) > 0 && !s.quoted {
		b.notes.add(note.Shortcode, false, "values of "+widget+" beside its list, which has its own: "+Quote(strings.Join(dropped, " · ")))
	}
	return rest
}

// withoutOrnament returns the values of a heading without a picture that keeps it apart
// from what follows.
func (b *builder) withoutOrnament(s *shown, widget string, props []prop) []prop {
	if !isAbout(widget, "heading", "title", "headline") {
		return props
	}
	isOne := func(p prop) bool {
		return !p.tree && isAbout(plainKey(p.key), ornaments...) && isAbout(p.val, "image", "img")
	}
	if !slices.ContainsFunc(props, isOne) {
		return props
	}
	var rest []prop
	for _, p := range props {
		if k := plainKey(p.key); roleOf(widget, p.key) == roleImage && (k == "image" || isAbout(k, ornaments...)) && !isOne(p) {
			if len(cmp.Or(p.val, value(p.kids, "url"))) > 0 && !s.quoted {
				b.readOther(widget, "background_image", cmp.Or(p.val, value(p.kids, "url")))
			}
			continue
		}
		rest = append(rest, p)
	}
	return rest
}

// ornaments are words in the names of values that keep parts of a widget apart.
var ornaments = []string{"separator", "spacer", "divider", "ornament", "decor"}

// readTree reads a value that holds others: an object that is a picture or a
// link, or a list of which each item is shown like a widget of its own.
func (b *builder) readTree(s *shown, widget string, p *prop, depth int) {
	r := roleOf(widget, p.key)
	if depth > maxPropDepth || p.key != "" && r == roleSkip || p.key == "sizes" { // of a picture
		return
	}
	if inner := kidsOf(kidsOf(p.kids, "innerContent"), "desktop"); inner != nil { // Divi 5
		for i := range inner {
			switch k := &inner[i]; {
			case k.key != "value":
			case k.tree && roleOf(widget, p.key) == roleHeading:
				b.readProp(s, widget, &prop{key: p.key, val: value(k.kids, "text")})
				if url := value(k.kids, "url"); url != "" {
					s.addLink(plainKey(p.key)+"url", url, "")
				}
			case k.tree:
				b.readProps(s, widget, k.kids, depth+1)
			default:
				b.readProp(s, widget, &prop{key: p.key, val: k.val})
			}
		}
		return
	}
	if value(p.kids, "hex")+value(p.kids, "raw") != "" && strings.Contains(plainKey(p.key), "color") { // with the name that it has in a palette
		return
	}
	if isIcon(widget, p.key, p.kids) {
		if address := value(kidsOf(p.kids, "value"), "url"); address != "" && !s.quoted {
			b.notes.add(note.Media, false, iconDropped+Quote(address))
		}
		return
	}
	if value(p.kids, "library") != "" && value(p.kids, "value") != "" { // an icon of a font
		return
	}
	if size := value(p.kids, "size"); size != "" && p.key == "rating_value" {
		b.readProp(s, widget, &prop{key: "text", val: size})
		return
	}
	if size := percentOf(widget, p); size != "" {
		b.readProp(s, widget, &prop{key: "text", val: size + "%"})
		return
	}
	url, id := value(p.kids, "url"), value(p.kids, "id")
	if full := value(p.kids, "full"); url == "" && fileKind(full) == "image" {
		url = full
	}
	if r == roleImage && isPageInFrame(widget, p.key, url) {
		b.readProp(s, widget, &prop{key: p.key, val: url})
		return
	}
	if isMediaModel(p.kids) {
		if !s.shows(url) {
			s.addPicture(b.pictureOf(url, id, value(p.kids, "alt"), value(p.kids, "caption")))
		}
		return
	}
	switch {
	case isBackground(plainKey(p.key)) && isObject(p.kids):
		if !s.quoted {
			b.behind(p, depth)
		}
	case isObject(p.kids) && url != "" && fileKind(url) != "image" && value(p.kids, "image")+value(p.kids, "image_fallback") != "": // of SiteOrigin: where the picture leads
		item := s.within()
		b.readProps(item, inherited(widget, p.key), p.kids, depth+1)
		s.texts = append(s.texts, item.nodes()...)
		s.add(item)
	case isObject(p.kids) && r == roleImage && (strings.HasSuffix(plainKey(p.key), "link") || p.key == "imageUrl" && len(s.images) > 0) && isWebAddress(url) && fileKind(url) == "": // where a picture leads
		s.addLink("imagelink", url, "")
	case isObject(p.kids) && url != "" && (r == roleImage || r == roleMedia || fileKind(url) == "image" || value(p.kids, "type") == "image" || value(p.kids, "type") == "video"):
		if rest := without(p.kids, "url", "full", "id", "alt", "caption", "title", "link", "sizes"); r != roleImage && r != roleMedia && !isAbout(widget+p.key, "image", "gallery", "media", "slide") && len(rest) > 0 {
			item := s.within()
			item.level = 4
			item.addPicture(b.pictureOf(url, id, value(p.kids, "alt"), value(p.kids, "caption")))
			b.readProps(item, inherited(widget, p.key), without(p.kids, "url", "full", "id", "alt", "caption", "sizes"), depth+1)
			s.texts = append(s.texts, item.nodes()...)
			s.add(item)
			return
		}
		if isWebAddress(url) && fileKind(url) == "" && isPlayerPage(url) {
			s.filled++
			s.media = append(s.media, wrapInline([]*html.Node{b.embed(url)})...)
			return
		}
		s.addPicture(b.pictureOf(url, id, value(p.kids, "alt"), value(p.kids, "caption")))
	case isObject(p.kids) && (r == roleImage || r == roleMedia) && url == "" && len(p.kids) <= 4 && b.isAttached(id):
		if file := b.fileNumbered(id); fileKind(file) == "video" || fileKind(file) == "audio" {
			s.filled++
			s.media = append(s.media, wrapInline([]*html.Node{b.embed(file)})...)
			return
		}
		s.addPicture(b.pictureOf("", id, value(p.kids, "alt"), value(p.kids, "caption")))
	case isObject(p.kids) && r == roleLink:
		if v := value(p.kids, "value"); url == "" && isAddress(v) {
			url = v
		}
		if url = cmp.Or(url, value(p.kids, "link"), value(p.kids, "href")); url != "" {
			s.addLink(plainKey(p.key), url, value(p.kids, "title"))
		}
	case isObject(p.kids) && url != "" && value(p.kids, "title") != "" && len(p.kids) <= 3: // a link of ACF
		s.addLink(plainKey(p.key), url, value(p.kids, "title"))
	case isObject(p.kids):
		item := s.within()
		b.readProps(item, inherited(widget, p.key), p.kids, depth+1)
		s.texts = append(s.texts, item.nodes()...)
		s.add(item)
	case b.readLines(s, widget, p, depth), b.readPoints(s, widget, p):
	default:
		for i := range p.kids {
			k := p.kids[i]
			if k.key == "" {
				k.key = p.key
			}
			if k.tree {
				b.readTree(s, widget, &k, depth+1)
			} else if r == roleImage || r >= roleHeading && r <= roleLabel || len(strings.Fields(k.val)) > 1 {
				b.readProp(s, widget, &k)
			}
		}
	}
}

// readLines reads a list of objects that hold no more than a few values each. Where each
// shows one line, such as a feature of a plan, they are the points of a list.
func (b *builder) readLines(s *shown, widget string, p *prop, depth int) bool {
	for i := range p.kids {
		k := &p.kids[i]
		if !k.tree || k.key != "" || !isObject(k.kids) || value(k.kids, "url")+value(k.kids, "href") != "" || fileKind(value(k.kids, "full")) == "image" || kidsOf(k.kids, "innerContent") != nil || isIcon(widget, p.key, k.kids) ||
			value(k.kids, "size") != "" {
			return false
		}
	}
	paneled := isPaneled(widget, p.key)
	list := p.kids
	if b.lib != nil && len(b.lib.templates.titled) > 0 {
		list = slices.Clone(list)
		for i := range list {
			list[i].kids = b.withTemplates(widget, list[i].kids)
		}
	}
	list = withPairsOfEach(inherited(widget, p.key), list)
	if !s.quoted {
		of := inherited(widget, p.key)
		list = withScores(of, withOwnWords(of, withLoneWords(of, withCells(of, list))))
	}
	at := 0
	if paneled {
		at = b.beginPanels()
	}
	lines, isList := make([][]*html.Node, len(list)), len(list) > 1 || (isAbout(plainKey(p.key), "feature", "point") || isAbout(plainKey(p.key), "list") && !paneled)
	for i := range list {
		item := s.within()
		item.panel = paneled
		kids := withSlidePicture(inherited(widget, p.key), list[i].kids)
		if paneled {
			kids = withTitleOfPanel(kids)
		}
		b.readProps(item, inherited(widget, p.key), kids, depth+1)
		s.add(item)
		lines[i] = item.nodes()
		if paneled {
			b.keepPanel(at, lines[i])
		}
		isList = isList && (len(lines[i]) == 0 || len(lines[i]) == 1 && isLine(lines[i][0]))
	}
	points := tree.NewElement(atom.Ul)
	for _, nodes := range lines {
		if !isList {
			s.texts = append(s.texts, nodes...)
		} else if len(nodes) > 0 {
			li := tree.NewElement(atom.Li)
			tree.MoveChildren(li, nodes[0])
			points.AppendChild(li)
		}
	}
	if points.FirstChild != nil {
		s.texts = append(s.texts, points)
	}
	return true
}

// readPoints reads a list of texts that is by its name one of points, or of a block, by
// how they are written, one of names.
func (b *builder) readPoints(s *shown, widget string, p *prop) bool {
	r, k := roleOf(widget, p.key), plainKey(p.key)
	if len(p.kids) == 0 || r != roleNone && k != "features" || !isAbout(k, "feature", "point", "bullet", "benefit") && k != "pros" && k != "cons" && !(s.quoted && areNames(k, p.kids)) {
		return false
	}
	list, named := tree.NewElement(atom.Ul), k == "pros" || k == "cons"
	for i := range p.kids {
		k := &p.kids[i]
		if k.tree || strings.IndexFunc(k.val, unicode.IsLetter) < 0 || len(k.val) > 300 || settings.Has(k.val) || isLookValue(k.val) {
			return false
		}
		li := tree.NewElement(atom.Li)
		for _, n := range b.words(k.val) {
			li.AppendChild(n)
		}
		list.AppendChild(li)
	}
	s.filled += len(p.kids)
	if named {
		line := tree.NewElement(atom.P)
		line.AppendChild(tree.NewText(nameOfField(p.key) + ":"))
		s.texts = append(s.texts, line)
	}
	s.texts = append(s.texts, list)
	return true
}

// areNames reports whether the values of a list are words for visitors, each with a capital
// letter or several in one: names of firms, and no choices of who made the page.
func areNames(key string, list []prop) bool {
	if key == "" || len(list) < 2 || isLook(key) || isOfMachine(key) || isBackground(key) || isAbout(key, "taxonom", "categor", "tags", "posttype", "role", "allow", "field", "option", "filter", "include", "exclude", "post", "module", "style", "script", "column") {
		return false
	}
	for i := range list {
		v := strings.TrimSpace(list[i].val)
		first, _ := utf8.DecodeRuneInString(v)
		if list[i].tree || isAddress(v) || isSnake(v) || strings.ContainsAny(v, "{}[]<>|=") || !unicode.IsUpper(first) && !unicode.IsDigit(first) && !strings.Contains(v, " ") {
			return false
		}
	}
	return true
}

// isLine reports whether a node is a heading or paragraph of a few words.
func isLine(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return tree.Find(n, tree.IsImage) == nil && len(tree.TextContent(n)) < 200 && len(tree.TextContent(n)) > 0
	}
	return false
}

// switchedOff returns the names of values that a widget does not show, or with _ how they
// begin, by its switches: show_button beside button_text.
func switchedOff(widget string, props []prop) (parts switches) {
	for i := range props {
		p := &props[i]
		if (p.key == "btn" || p.key == "button") && !p.tree && !p.on && (p.val == "" || p.val == "no") && value(props, p.key+"text") != "" {
			parts = append(parts, p.key+"text")
		}
		if prefix, ok := cutAny(p.key, "icon_type", "media_type", "graphic_type"); ok && !p.tree && isAbout(widget, "box", "info", "list", "icon") {
			switch p.val { // which of them is above the words
			case "none":
				parts = append(parts, prefix+"icon", prefix+"icon_", prefix+"image")
			case "icon":
				parts = append(parts, prefix+"icon_text", prefix+"icon_image", prefix+"image")
			case "image":
				parts = append(parts, prefix+"icon_text")
			case "text":
				parts = append(parts, prefix+"icon_image", prefix+"image")
			}
		}
		if p.key == "video_bg_url" && !p.tree && (value(props, "video_bg") == "" || value(props, "video_bg") == "no") { // builders write the address of a sample
			parts = append(parts, p.key)
		}
		if part, ok := strings.CutSuffix(p.key, "_tooltip_text"); ok && p.val != "" && strings.HasPrefix(part, "element_pack") && value(props, part+"_tooltip") != "yes" {
			parts = append(parts, p.key)
		}
		if part, ok := strings.CutPrefix(p.key, "show_"); ok && part != "" && !p.tree && !p.on && (p.val == "" || p.val == "no") {
			parts = append(parts, part+"_")
		}
	}
	return parts
}

// switches are the names of values that are switched off, or with _ how they begin.
type switches []string

func (s switches) has(key string) bool {
	for i := range s {
		if i == mostSwitches {
			return false
		}
		if part := s[i]; key == part || strings.HasSuffix(part, "_") && strings.HasPrefix(key, part) {
			return true
		}
	}
	return false
}

// mostSwitches are more than a widget has: to show a value too many is no loss.
const mostSwitches = 500

// cutAny returns s without the first of the suffixes that it has.
func cutAny(s string, suffixes ...string) (before string, ok bool) {
	for _, suffix := range suffixes {
		if before, ok = strings.CutSuffix(s, suffix); ok {
			return before, true
		}
	}
	return s, false
}

// withChosenVideo returns the values without the addresses of other kinds of videos than
// the one that is shown: Elementor keeps one for each kind, and has some of its own where
// none was chosen.
func withChosenVideo(props []prop) []prop {
	kind := cmp.Or(value(props, "video_type"), value(props, "videoType"), value(props, "type"), "youtube")
	of := map[string]string{"youtube_url": "youtube", "vimeo_url": "vimeo", "dailymotion_url": "dailymotion", "hosted_url": "hosted", "videopress_url": "videopress",
		"ytId": "youtube", "vimeoId": "vimeo", "fileUrl": "file"} // of Bricks
	has := func(key string) bool { return value(props, key) != "" || value(kidsOf(props, key), "url") != "" }
	count := 0
	for key := range of {
		if has(key) {
			count++
		}
	}
	chosen := false
	for key, k := range of {
		chosen = chosen || k == kind && has(key)
	}
	if count == 0 || count == 1 && chosen {
		return props
	}
	var rest []prop
	for _, p := range props {
		if k, ok := of[p.key]; !ok || k == kind || !chosen && !isSampleVideo(p.val) {
			rest = append(rest, p)
		}
	}
	return rest
}

// shows reports whether a picture is among those that are shown.
func (s *shown) shows(src string) bool {
	for _, n := range s.images {
		if img := tree.Find(n, tree.IsImage); img != nil && tree.Attr(img, "src") == src {
			return true
		}
	}
	return false
}

func (b *builder) readProp(s *shown, widget string, p *prop) {
	v := strings.TrimSpace(p.val)
	if v == "" || strings.Trim(v, "|") == "" { // a link of WPBakery to nowhere
		return
	}
	if v == "#" && strings.Contains(plainKey(p.key), "mail") { // an account that was not filled in
		return
	}
	if isWithheld(widget, p.key, v) { // noteUntold names it
		return
	}
	if (v == "1" || v == "0") && isSwitchWithin(p.key) {
		return
	}
	r := roleOf(widget, p.key)
	if r == roleLabel && isSlugOfButton(v) { // noteUntold names it
		return
	}
	isOwn := r >= roleHeading && r <= roleLabel && isOwnWords(widget, p.key, v, b.ofWidgets)
	if !isOwn && (settings.Has(v) && r != roleLevel && !(r == roleField && !isSwitchedBy(v)) || isLookValue(v)) {
		if r == roleHeading && isOwnWords(widget, p.key, v, true) {
			b.notes.add(note.Shortcode, false, "value of "+widget+" dropped, it may have been seen: "+p.key+"="+Quote(tree.UnescapeHTML(v)))
		}
		return
	}
	if (r == roleText || r == roleHeading) && !isOwn && isSnake(v) {
		return
	}
	if (r == roleText || r == roleHeading) && isFileNumber(v) && isFileKey(plainKey(p.key)) && b.isPictureOf(v) {
		r = roleImage
	}
	if r == roleText || r == roleAfter {
		if rest := strings.TrimPrefix(strings.TrimPrefix(v, "mailto:"), "tel:"); rest != v && (isMailAddress(rest) || isNumberToCall(rest)) {
			v = rest
		}
	}
	if v == "#" && r != roleLink && isAbout(plainKey(p.key), "phone", "skype", "whatsapp", "fax") {
		return // nobody has been named
	}
	if p.key == "dynamic_params" && b.avadaPlaces(s, widget, v) {
		return
	}
	if isLoopQuery(v) || v == "0" && plainKey(p.key) == "rating" || (v == "1" || v == "0") && !isOwn && (isSwitch(p.key) || r == roleHeading || r == roleLabel || isBelowHeading(plainKey(p.key))) {
		return
	}
	if r == roleImage && isPageInFrame(widget, p.key, tree.UnescapeHTML(v)) {
		r = roleMedia
	}
	if r != roleLink && isLinkOfWPBakery(v) {
		r = roleLink // whatever a theme calls it
	}
	if r == roleNone && s.quoted && isPersonal(plainKey(afterRow(p.key))) {
		r = roleAfter // the fields of a block have no other use for these names
	}
	if (r == roleAfter || r == roleNone) && isClassOfPlace(plainKey(p.key), v) {
		return
	}
	if raw, ok := strings.CutPrefix(v, "#E-8_"); ok { // HTML of WPBakery, encoded twice
		s.filled++
		markup := rawContent(raw)
		s.placed = s.placed || strings.Contains(markup, "<iframe")
		s.texts = append(s.texts, b.words(markup)...)
		return
	}
	if kids, ok := encodedProps(v); ok {
		kids = b.withoutRowsForFew(widget, kids, 0)
		b.readTree(s, widget, &prop{key: p.key, kids: kids, tree: true}, 0)
		return
	}
	if text, ok := fromBase64(v); ok && r != roleSkip {
		if kids, ok := storedProps(text); ok {
			kids = b.withoutRowsForFew(widget, kids, 0)
			b.readTree(s, widget, &prop{key: p.key, kids: kids, tree: true}, 0)
			return
		}
		v = guard(text)
		s.placed = s.placed || strings.Contains(v, "<iframe")
		if r == roleNone || strings.Contains(v, "</") {
			r = roleText
		}
	}
	if r == roleNone && s.quoted && !isLook(plainKey(p.key)) && (isWords(v) || strings.Contains(v, "</")) {
		r = roleText // a block that keeps all in its attributes shows the words there
	}
	if k := plainKey(p.key); r == roleNone && (k == "codephp" || k == "phpcode") && strings.Contains(v, "</") { // of Oxygen and Breakdance
		if html, code := withoutPHP(v); code != "" {
			b.notes.add(note.Shortcode, false, "what the old site ran dropped: "+Quote(code))
			v = html
		}
		r = roleText
	} else if r == roleNone && isWebAddress(v) && isNetwork(strings.TrimPrefix(k, "icon")) {
		r = roleLink
	}
	if r == roleNone && strings.Contains(v, "</") && isAbout(widget+" "+plainKey(p.key), "embed", "html", "iframe") && hasAnySuffix(plainKey(p.key), "code", "html", "embed", "iframe") {
		s.placed = s.placed || strings.Contains(v, "<iframe")
		r = roleText
	}
	if r >= roleHeading && r <= roleLabel {
		if text, ok := b.fewOfBase64(v); ok {
			v = guard(text)
		}
	}
	if r == roleHeading && isNameOfSlide(widget, v) {
		b.notes.add(note.Shortcode, false, "what its editor calls a part of "+widget+" dropped: "+Quote(v))
		return
	}
	if r == roleNone && b.listsPictures(plainKey(p.key), v) {
		r = roleImage
	}
	if r == roleNone && plainKey(p.key) == "header" && (isWords(v) || isCapitalized(v)) && headingLevel(v) == 0 {
		r = roleHeading
	}
	if r == roleNone && isShownFile(plainKey(p.key), v) {
		r = roleImage
	}
	if r == roleNone && !s.quoted && isFormKey(plainKey(p.key)) && isFileNumber(v) && v != "0" && !(v == "1" && plainKey(p.key) == "form") {
		b.notes.add(note.Shortcode, absentForm.review, absentForm.reason+": "+widget+" "+p.key+"="+Quote(v))
		return
	}
	if r == roleNone {
		switch k := plainKey(p.key); {
		case (isFileKey(k) || k == "id" && isFileNumber(v) && isFileKey(lastPart(widget))) && (b.isPictureOf(v) || k == "id" && isPictureName(lastPart(widget)) && b.attachmentOf(v) == nil):
			r = roleImage
		case strings.Contains(k, "icon") && !hasAnySuffix(k, "size", "number", "count") && isFileNumber(v) && b.isAttached(v):
			if !s.quoted {
				b.notePin(v)
			}
			return
		case b.isSoundOf(widget, k, v):
			s.filled++
			s.media = append(s.media, wrapInline([]*html.Node{b.embed(b.fileNumbered(v))})...)
			return
		case b.documentOf(k, v) != "":
			s.addLink("link", b.documentOf(k, v), "")
			return
		case strings.Contains(k, "social") && strings.Contains(v, "://"):
			if links := accountsIn(v); links != nil {
				s.links = append(s.links, links...)
				s.filled++
				return
			}
		}
	}
	if k := plainKey(p.key); r == roleNone && (strings.Contains(k, "video") || k == "media" || hasAnySuffix(k, "youtube", "vimeo", "film", "movie") || strings.Contains(k, "embed")) && !isBackground(k) && isWebAddress(v) && (isPlayerPage(v) || fileKind(v) == "video") {
		r = roleMedia
	}
	if r == roleNone && !s.quoted && !isLook(plainKey(p.key)) && !isBackground(plainKey(p.key)) && (isSpanOfYears(v) || isQuantity(v) || isDateText(v) || isDateText(withoutDash(v))) {
		r, v = roleText, withoutDash(v)
	}
	if r == roleNone && (isPriceText(v) || !isLook(plainKey(p.key)) && !isBackground(plainKey(p.key)) && (isAmount(v) || isShortcodeAlone(v))) {
		r = roleText
	}
	if r == roleNone && !s.quoted {
		if links := linksWithIcons(v); links != nil {
			s.filled++
			s.texts = append(s.texts, listOrLine(links))
			return
		}
		if items := wordList(widget, p.key, v); items != nil {
			s.filled++
			s.texts = append(s.texts, listOfWords(items))
			return
		}
	}
	if k := plainKey(p.key); r == roleImage && (mayBeWords(v) || isCapitalized(v)) && !isAddress(v) && fileKind(v) == "" && !isChosenFile(v) {
		r = roleNone
		if k == "source" && (mayBeWords(v) || isNamedSource(v)) {
			r = roleAfter // of what somebody said
		}
	} else if r == roleImage && k == "source" && isNamedSource(v) {
		r = roleAfter
	} else if r == roleNone && k == "position" && (isSaidOf(k, v) || isAcronym(v)) {
		r = roleAfter // in a firm: one on the page is a word of settings
	}
	if r == roleNone && !s.quoted && (isNamedPercent(p.key, v) || isNamedForText(p.key, v)) {
		r = roleText
	} else if r == roleNone && !s.quoted && isMark(p.key, v) {
		r = roleBefore
	}
	if r == roleNone && !s.quoted && (isSentence(v) || isShortSentence(v) && !isAbout(plainKey(p.key), saidLater...)) && !isAbout(plainKey(p.key), "admin", "internal", "private", "editornote", "staffnote", "backend") && (!isLook(plainKey(p.key)) || plainKey(p.key) == "highlight") && !isBackground(plainKey(p.key)) && !isOfMachine(plainKey(p.key)) {
		r = roleText // nobody but a visitor needs a sentence
	}
	if r == roleNone {
		r, v = contactOf(widget, p.key, v)
	}
	if r == roleNone && profileOf(widget, plainKey(p.key), v) != "" {
		r = roleLink
	}
	if b.ofWidgets && (r == roleHeading || r == roleText) && len(v) < 600 && isUnwritten(v) {
		if !slices.Contains(b.unwritten, v) {
			b.unwritten = append(b.unwritten, v)
		}
		return
	}
	if nodes := b.templateValue(p.key, v); nodes != nil {
		s.filled++
		s.media = append(s.media, nodes...)
		return
	}
	switch k := plainKey(p.key); {
	case r == roleLink && fileKind(v) == "image" && namesImage(widget, k):
		r = roleImage
	case r == roleImage && hasAnySuffix(k, "mediaurl") && isAddress(v) && fileKind(v) == "" && !isPlayerPage(v):
		r = roleLink
	case r == roleImage && strings.HasSuffix(k, "link") && isWebAddress(v) && fileKind(v) == "": // where a picture leads
		r = roleLink
	case k == "caption" && (v == "custom" || v == "attachment"), // which one
		k == "excerpt" && strings.Trim(v, "0123456789") == "", k == "readmore" && (v == "box" || v == "more"): // how many words, and what is the link
		return
	}
	if r == roleLink || r == roleImage {
		v = strings.TrimPrefix(v, "manually,") // of Enfold
		if strings.HasPrefix(v, "http:// ") || v == "http://" || v == "https://" {
			return
		}
	}
	if page := pageOfNumber(plainKey(p.key), v); page != "" {
		s.filled++
		s.media = append(s.media, wrapInline([]*html.Node{b.embed(page)})...)
		return
	}
	if pages := pagesOfNumbers(widget, plainKey(p.key), v); pages != nil {
		s.filled++
		for _, page := range pages {
			s.media = append(s.media, wrapInline([]*html.Node{b.embed(page)})...)
		}
		return
	}
	if k := plainKey(p.key); r != roleNone && (strings.Contains(k, "filter") && hasAnySuffix(k, "defaulttxt", "defaulttext", "alltext", "alllabel", "textall", "labelall") || namesEntriesOfSite(widget) && hasAnySuffix(k, "alltext", "alllabel", "alltxt", "loadmoretext", "loadmorelabel", "loadmoretxt", "loadmorebuttontext")) && utf8.RuneCountInString(v) <= 60 {
		if !slices.Contains(b.filters, v) {
			b.filters = append(b.filters, v)
		}
		return
	}
	if k := plainKey(p.key); (k == "poster" || k == "splash") && fileKind(v) == "image" {
		s.poster = tree.UnescapeHTML(v)
		return
	}
	if r == roleImage && !isAddress(v) && !strings.ContainsAny(v, "./0123456789") {
		return // a setting: where the picture comes from
	}
	if r == roleLabel && strings.Contains(v, "</") && tree.Find(b.parseHTML(v), tree.IsBlock) != nil {
		r = roleText
	}
	if k := plainKey(p.key); r == roleText && (k == "location" || k == "city" || k == "country" || k == "region") && strings.Trim(v, "0123456789") == "" {
		return // the number of a term
	}
	if k := plainKey(p.key); r == roleText && (k == "value" || k == "number") {
		v = s.withUnits(v)
	}
	if k := plainKey(p.key); (r == roleText && isSpaceAround(k) || (r == roleHeading || r == roleText) && isAbout(k, "fontsize", "fontweight", "lineheight", "letterspacing")) && isSizeOfCSS(v) {
		return
	}
	if k := plainKey(p.key); r == roleText && isAbout(k, "animat", "typed", "typing", "rotat") && !strings.Contains(v, " ") && !isCount(strings.ReplaceAll(v, ",", "")) {
		v = strings.ReplaceAll(v, ",", ", ")
	}
	if k := plainKey(p.key); r == roleText && isPercent(widget, k) && strings.Trim(v, "0123456789.") == "" && (strings.Contains(k, "percent") || isPartOfHundred(v)) {
		v += "%"
	}
	if k := plainKey(p.key); r == roleImage && isFileNumber(v) && len(v) < 3 && (isAbout(k, "photos", "images", "pictures") && !b.isAttached(v) || (v == "1" || v == "0") && (k == "carousel" || k == "gallery")) {
		return // how many, or that it is one
	}
	if r == roleImage && isPinOfMap(widget, p.key) {
		b.notePin(v)
		return
	}
	switch r {
	case roleHeading:
		s.filled++
		if strings.HasPrefix(widget, "elementskit") { // what it has in another colour
			v = withoutFocus.Replace(v)
		}
		words := onOneLine(b.words(v))
		switch {
		case len(s.heading) == 0 && !(strings.HasSuffix(p.key, "_back") && len(s.texts) > 0):
			s.heading, s.headingKey = words, p.key
		case isBackSide(p.key):
			h := s.newHeading()
			for _, n := range words {
				h.AppendChild(n)
			}
			s.texts = append(s.texts, h)
		case isAboveHeading(plainKey(p.key)):
			s.over = append(s.over, wrapInline(words)...)
		case isPartOfHeading(s.headingKey, p.key):
			s.heading = append(append(s.heading, tree.NewText(" ")), words...)
		case isBelowHeading(plainKey(s.headingKey)) && !isBelowHeading(plainKey(p.key)):
			s.texts = append(wrapInline(s.heading), s.texts...)
			s.heading, s.headingKey = words, p.key
		case isBelowHeading(plainKey(p.key)):
			s.texts = append(s.texts, wrapInline(words)...)
		default:
			h := s.newHeading()
			for _, n := range words {
				h.AppendChild(n)
			}
			s.texts = append(s.texts, h)
		}
	case roleBefore:
		s.filled++
		s.over = append(s.over, wrapInline(b.words(v))...)
	case roleText:
		s.filled++
		items := lineItems(v)
		if len(items) < 2 {
			items = commaItems(v)
		}
		if len(items) > 1 && strings.Contains(plainKey(p.key), "feature") {
			list := tree.NewElement(atom.Ul)
			for _, item := range items {
				li := tree.NewElement(atom.Li)
				for _, n := range b.words(item) {
					li.AppendChild(n)
				}
				list.AppendChild(li)
			}
			s.texts = append(s.texts, list)
			return
		}
		if !b.ofWidgets {
			v = withBreaks(v)
		}
		s.texts = append(s.texts, wrapInline(b.words(v))...)
	case roleField:
		s.filled++
		line := tree.NewElement(atom.P)
		line.AppendChild(tree.NewText(nameOfField(p.key) + ": " + tree.UnescapeHTML(v)))
		s.texts = append(s.texts, line)
	case roleAfter:
		s.filled++
		s.named = s.named || !isJob(plainKey(afterRow(p.key)))
		if len(s.after) == 0 {
			s.after = []*html.Node{tree.NewElement(atom.P)}
		} else {
			s.after[0].AppendChild(tree.NewElement(atom.Br))
		}
		for _, n := range b.words(v) {
			s.after[0].AppendChild(n)
		}
	case roleBelow:
		s.filled++
		s.below = append(s.below, wrapInline(b.words(v))...)
	case roleLabel:
		s.filled++
		s.labels = append(s.labels, shownLabel{plainKey(p.key), tree.TextContent(b.parseHTML(v))})
	case roleLink:
		k := plainKey(p.key)
		if (v[0] == '=' || v[0] == '*') && strings.IndexFunc(v, isLetterOrMore) >= 0 { // marked as a text, which no address is
			s.filled++
			s.texts = append(s.texts, wrapInline(b.words(v))...)
			return
		}
		if profile := profileOf(widget, k, v); profile != "" {
			v = profile
		} else if (isNetwork(k) || networks[k] != "") && strings.Contains(v, ".") && !strings.ContainsAny(v, "/:|") && !strings.Contains(v, strings.TrimSuffix(k, "url")) { // a name as people have one there
			if !s.quoted {
				b.notes.add(note.Shortcode, false, "value of "+widget+" dropped, it may have been seen: "+p.key+"="+Quote(tree.UnescapeHTML(v)))
			}
			return
		}
		link := readLink(linkOfEnfold(linkOfNumber(p.key, v)))
		link.key, link.href = k, linked(link.href)
		if link.key == "linkurl" && strings.HasSuffix(widget, "media_image") { // of WordPress
			link.key = "imagelink"
		}
		if network := strings.TrimSuffix(strings.TrimSuffix(k, "url"), "link"); v == profileOf(widget, k, p.val) && networks[network] != "" {
			link.key, link.title = "social", networks[network]
			if network == "whatsapp" {
				link.title += ": " + strings.TrimSpace(p.val)
			}
		}
		if strings.ContainsAny(link.href, "/.:#?") && link.href != "#" {
			s.filled++
			link.page = b.titleOfPage(link.href)
			s.links = append(s.links, link)
		} else if isNetwork(link.key) && isAccountName(v) {
			if !s.quoted {
				b.notes.add(note.Shortcode, false, "value of "+widget+" dropped, it may have been seen: "+p.key+"="+Quote(tree.UnescapeHTML(v)))
			}
		} else if page := b.pageNamed(link.href); page != "" {
			s.filled++
			link.href = page
			s.links = append(s.links, link)
		} else if !s.quoted && isSlug(v) && hasAnySuffix(k, "url", "href") {
			b.notes.add(note.Shortcode, false, "value of "+widget+" dropped, it may have been seen: "+p.key+"="+Quote(v))
		} else if strings.IndexFunc(link.title, isLetterOrMore) >= 0 && !strings.HasPrefix(widget, "vc_") { // to nowhere; WPBakery's own show it when pointed at
			s.filled++
			s.idle = append(s.idle, link.title)
		}
	case roleImage:
		s.filled++
		b.readPictures(s, widget, v)
	case roleMedia:
		if u := tree.UnescapeHTML(v); isAddress(u) {
			s.filled++
			s.media = append(s.media, wrapInline([]*html.Node{b.embed(u)})...)
		}
	case roleLevel:
		if level := headingLevel(v); level != 0 {
			s.level = level
		} else if !strings.HasPrefix(plainKey(p.key), "html") && isPlainTag(v) {
			s.level = noHeading
		}
	case roleAlt:
		s.alt = tree.UnescapeHTML(v)
	case roleShortcode:
		s.filled++
		b.forTags = strings.TrimSpace(v)
		s.texts = append(s.texts, tree.TakeChildren(b.parse(b.innerHTML(v)))...)
		b.forTags = ""
	case roleSkip:
		if k := plainKey(p.key); !s.quoted && (strings.HasPrefix(k, "title") || k == "label" || k == "imagetitle") && (isWords(v) || isCapitalized(v)) {
			b.readOther(widget, p.key, v)
		} else if !s.quoted && k == "label" && strings.IndexFunc(v, isLetterOrMore) >= 0 {
			b.notes.add(note.Shortcode, false, "value of "+widget+" dropped, it may have been seen: "+p.key+"="+Quote(tree.UnescapeHTML(v)))
		}
	case roleNone:
		if !s.quoted {
			b.readOther(widget, p.key, v)
		}
	}
}

// readOther notes what a value may have shown whose name says nothing.
func (b *builder) readOther(widget, key, v string) {
	if k := b.renamed; k != "" && widget == k {
		widget = b.called
	}
	k := plainKey(key)
	if u := backgroundURL(v); u != "" {
		v = u
	}
	if id, address, _ := chosenFile(v); id != "" || address != "" {
		v = cmp.Or(address, id)
	}
	if isBackground(k) {
		if strings.HasSuffix(k, "bg") || isAbout(k, "image", "img", "photo", "picture") || len(v) > 2 && b.isPictureOf(v) && !isAbout(k, "opacity", "size", "width", "height", "position", "pos", "speed", "ratio", "scale", "color", "repeat", "overlay", "blur", "gradient", "angle", "offset", "zoom", "delay", "duration") {
			v = b.fileNumbered(v)
		}
		if isAddress(v) || fileKind(v) == "image" {
			b.noteBehind(v)
		}
		if !hasAnySuffix(k, "text", "label", "title", "word", "words", "heading") && !(strings.HasSuffix(k, "style") && isSaidOf(k, v)) || settings.Has(v) || v == "Text" || !isWords(v) && !isCapitalized(v) {
			return
		}
	}
	of, isNumber := strings.CutSuffix(k, "id")
	if k == "name" || isOfOpenSwitch(k) && strings.ContainsFunc(v, unicode.IsLetter) && !settings.Has(v) || isAbout(k, "skype", "telegram", "whatsapp", "wechat", "viber", "username") && isAccountName(v) || k == "slug" || k == "alias" || isAddress(v) && (fileKind(v) != "" || isWithinSite(v)) || strings.Contains(v, "://") || strings.Contains(v, "</") || isNumber && isNetwork(of) || hasAnySuffix(k, "values", "labels") && strings.IndexFunc(v, tree.IsLetter) >= 0 || (mayBeWords(v) || isCapitalized(v) || isMeasure(k, v) || isCountedWord(v) || isAcronym(v) || isMailAddress(v) || isNetworkName(v)) && !isLookOf(k, v) {
		b.notes.add(note.Shortcode, false, "value of "+widget+" dropped, it may have been seen: "+key+"="+Quote(tree.UnescapeHTML(v)))
	} else if strings.Contains(v, "function") && strings.ContainsAny(v, ";}") {
		b.notes.add(note.HTML, false, "code of "+widget+" dropped, it may have drawn something: "+key+"="+Quote(v))
	}
}

// fileNumbered returns the address of the file of the library that a value numbers, or the
// value.
func (b *builder) fileNumbered(v string) string {
	if att := b.attachmentOf(v); att != nil {
		return att.URL
	}
	return v
}

// words returns a text of a widget, which can have markup.
func (b *builder) words(v string) []*html.Node {
	return tree.TakeChildren(b.parse(b.stored(v)))
}

// noHeading is the level of a line that is set as a heading and is a paragraph.
const noHeading = -1

var headings = [...]atom.Atom{atom.H3, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}
