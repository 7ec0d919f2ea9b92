package transform

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// isLengthUnit reports whether a unit is one of looks.
func isLengthUnit(u string) bool {
	switch u {
	case "px", "em", "rem", "vh", "vw", "ms", "custom":
		return true
	}
	return false
}

// isPercent reports whether a number is, by the plain name of its value, one of a
// hundred.
func isPercent(widget, key string) bool {
	if countsBars(widget, key) {
		return false
	}
	if (key == "value" || key == "number") && isBar(widget) && !strings.HasPrefix(widget, "vc_progress_bar") { // which has units, or none
		return true
	}
	return key == "percent" || key == "percentage" || hasAnySuffix(key, "percentage", "percentvalue") && isAbout(widget, aboutNumbers...) && !isLook(key) || key == "dynamicvalue" && isAbout(widget, "progress") || hasAnySuffix(key, "itemvalue", "skillvalue", "barvalue") && isAbout(widget, "skill", "progress") || key == "level" && isAbout(widget, "skill", "progress") || key == "value" && (widget == "bar" || hasAnySuffix(widget, "skill_bar", "skillbar", "skill")) || key == "progress" && isAbout(widget, "progress", "skill", "bar") || key == "count" && isAbout(widget, "progressbar", "progbar", "progress_bar") || hasAnySuffix(key, "datawidth", "barwidth", "progresswidth", "progressamount", "fillamount") && isAbout(widget, "progress", "skill")
}

// percentOf returns the number of an object that says how much of a hundred a widget draws,
// or "". Where its name says so, the editor may have kept another unit with it.
func percentOf(widget string, p *prop) string {
	size, unit, k := value(p.kids, "size"), value(p.kids, "unit"), plainKey(p.key)
	switch {
	case size == "" || size == "0" || isLook(k):
	case unit == "%" && (isPercent(widget, k) || strings.HasSuffix(k, "value") && (isChartName(widget) || isAbout(widget, "circle-progress"))),
		(unit == "" || unit == "px") && hasAnySuffix(k, "percent", "percentage", "percentvalue") && isAbout(widget, aboutNumbers...):
		return size
	}
	return ""
}

// isOwnWords reports whether a value is by its name what a heading, a button or a box says, of
// which no value under that name is a setting: it can be a number, or a word that settings have;
// the title of a heading of Elementor in small letters, too.
func isOwnWords(widget, key, v string, ofElementor bool) bool {
	widget, k := strings.ToLower(widget), plainKey(key)
	of := lastPart(strings.ReplaceAll(widget, "/", "_"))
	switch {
	case k == "heading" && headingLevel(v) != 0, strings.HasSuffix(k, "text") && v[0] == '#': // its level, its colour
		return false
	case !(ofElementor && widget == "heading" && k == "title") && strings.IndexFunc(v, unicode.IsUpper) < 0 && strings.IndexFunc(v, unicode.IsLetter) >= 0: // there it is the heading, elsewhere a choice
		return false
	case isOfSite(widget) || isOfPosts(widget) || hasAnySuffix(widget, "post_title", "page_title", "post-title", "page-title"):
		return false
	case k == "titletext" || k == "descriptiontext" || k == "buttontext" || k == "btntext" || k == "tabtitle" || k == "headingtitle":
		return true
	case of == "heading" || of == "headline" || widget == "et_pb_heading":
		return k == "title" || k == "text" || k == "heading" || k == "headline"
	case of == "button" || of == "btn":
		return k == "text" || k == "label"
	case strings.HasPrefix(widget, "et_pb_"): // where a switch is called show_title
		return k == "title" || k == "heading"
	case widget == "counter" || widget == "progress" || widget == "call-to-action": // of Elementor
		return k == "title"
	}
	return false
}

// isTooltip reports whether a value is the title of a picture that says what another
// value of it does.
func isTooltip(widget string, p *prop, props []prop) bool {
	return (p.key == "title_text" || p.key == "title") && p.val != "" && roleOf(widget, p.key) == roleSkip &&
		slices.ContainsFunc(props, func(o prop) bool { return o.key != p.key && o.val == p.val })
}

// isOfOtherSkin reports whether a value is a label of a list of posts that only another
// skin shows than the one that was chosen, or what its list says to search engines: a
// widget keeps those of all its skins.
func isOfOtherSkin(widget string, p *prop, props []prop) bool {
	skin, key, ok := strings.Cut(p.key, "_")
	if !ok || !isOfSite(widget) || strings.Count(p.val, " ") > 2 {
		return false
	}
	switch skin {
	case "classic", "event", "card", "cards", "feed", "news", "business", "full":
		return skin != cmp.Or(value(props, "_skin"), "classic") || strings.HasPrefix(key, "publisher_") || key == "cta_text" || key == "load_more_text" || key == "read_more_text"
	}
	return false
}

// isEditorCopy reports whether a value is what the editor of Beaver Builder has left
// there, as in flrich1234567890_text: a copy of another one, or a name.
func isEditorCopy(p *prop, props []prop) bool {
	name, _, ok := strings.Cut(p.key, "_")
	letters := strings.TrimRight(name, "0123456789")
	if !ok || p.tree || len(name)-len(letters) < 8 || letters == "" {
		return false
	}
	return !strings.Contains(p.val, " ") || slices.ContainsFunc(props, func(o prop) bool { return o.key != p.key && o.val == p.val })
}

// isFileKey reports whether a value is by its plain name a file of the library: before_img,
// photo_id, media_after.
func isFileKey(key string) bool {
	if isBackground(key) || strings.Contains(key, "icon") {
		return false
	}
	key = strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(key, "0123456789"), "primary"), "secondary")
	if hasAnySuffix(key, "before", "after") {
		return isAbout(key, "image", "img", "media", "photo")
	}
	return hasAnySuffix(strings.TrimSuffix(key, "id"), "img", "image", "photo", "picture", "pic", "media", "logo", "thumb", "thumbnail", "avatar")
}

// isPictureName reports whether a widget of that name shows one picture of the library.
func isPictureName(name string) bool {
	return name == "image" || name == "img" || name == "picture" || name == "photo"
}

// isShownFile reports whether a value is the address of a picture, or of something to hear,
// that is by the plain name of the value neither behind an element nor one of its ornaments.
func isShownFile(key, v string) bool {
	if !isWebAddress(v) || isBackground(key) || isLook(key) || isAbout(key, "bg", "hover", "pattern", "overlay", "texture", "mask", "shape", "marker", "pin", "cursor", "loader", "placeholder", "favicon", "ornament", "poster", "link", "href", "url") {
		return false
	}
	kind := fileKind(v)
	return kind == "image" || kind == "audio"
}

// isFormKey reports whether a value is by its plain name the number of a form that a plugin
// keeps.
func isFormKey(key string) bool {
	switch key {
	case "form", "formid", "contactform", "contactformid", "cf7", "cf7id", "contactform7", "subscribeform", "newsletterform", "mailchimpform", "wpform", "wpformid", "wpforms", "gravityform", "gravityformid", "selectform":
		return true
	}
	return false
}

func isFileNumber(v string) bool {
	return v != "" && len(v) < 12 && strings.Trim(v, "0123456789") == ""
}

// isPictureOf reports whether a value is the number of a picture of the library, or the
// address of one.
func (b *builder) isPictureOf(v string) bool {
	if isFileNumber(v) {
		att := b.attachmentOf(v)
		return att != nil && att.IsImage()
	}
	return isAddress(v) && fileKind(v) == "image"
}

// isSoundOf reports whether a value is the number of a sound or film of the library, in a
// widget that plays such.
func (b *builder) isSoundOf(widget, key, v string) bool {
	if !isFileNumber(v) || !isAbout(widget+" "+key, "audio", "video", "player", "playlist", "track", "song", "music", "sound", "film") || key != "id" && !hasAnySuffix(key, "audio", "video", "mp3", "mp4", "song", "track", "sound", "audioid", "videoid", "file", "fileid", "attachment") {
		return false
	}
	att := b.attachmentOf(v)
	return att != nil && (fileKind(att.URL) == "audio" || fileKind(att.URL) == "video")
}

// documentOf returns the address of the file of the library that a value numbers, if it is
// one to download.
func (b *builder) documentOf(key, v string) string {
	if !isFileNumber(v) || !hasAnySuffix(strings.TrimSuffix(key, "id"), "file", "attachment", "document", "download", "pdf") {
		return ""
	}
	if att := b.attachmentOf(v); att != nil && !att.IsImage() {
		return att.URL
	}
	return ""
}

// isAccountName reports whether a value is a name as people have one at a network.
func isAccountName(v string) bool {
	return len(v) > 2 && len(v) < 60 && !settings.Has(v) && !isFileNumber(v) && !isLookValue(v) && !strings.ContainsAny(v, " <>{}[]")
}

// accountsIn returns the links of a value that has the names of networks and addresses in
// turn: Facebook,https://…,Twitter,https://….
func accountsIn(v string) (links []shownLink) {
	parts := strings.Split(v, ",")
	for i := range parts {
		p := strings.TrimSpace(tree.UnescapeHTML(parts[i]))
		if !isWebAddress(p) {
			if strings.Contains(p, "://") {
				return nil
			}
			continue
		}
		name := ""
		if i > 0 {
			name = networkOfClass(strings.ToLower(strings.TrimSpace(parts[i-1])))
		}
		links = append(links, shownLink{key: "social", href: p, title: name})
	}
	return links
}

// isSampleVideo reports whether an address is one that Elementor has where none was
// chosen.
func isSampleVideo(address string) bool {
	return hasAnySuffix(address, "XHOmBV4js_E", "/235215203", "/x6tqhqb")
}

// isPriceKey reports whether a value is by its plain name what something costs.
func isPriceKey(key string) bool {
	return strings.HasSuffix(key, "pricevalue") || strings.HasSuffix(key, "price") && !strings.HasSuffix(key, "showprice") || strings.HasSuffix(key, "priceamountmain")
}

// isIcon reports whether an object is an icon that Elementor shows beside the words of a
// widget: one of a library, or a drawing of the site.
func isIcon(widget, key string, kids []prop) bool {
	return widget != "icon" && strings.Contains(plainKey(key), "icon") && kidsOf(kids, "value") != nil && value(kids, "library") == "svg"
}

// isNamed reports whether an object has the heading of its value: the client of a
// project, the size of a house.
func isNamed(widget string, props []prop) bool {
	for i := range props {
		if !props[i].tree && roleOf(widget, props[i].key) == roleHeading && props[i].val != "" && value(props, "value") != props[i].val {
			return true
		}
	}
	return false
}

// isMediaModel reports whether an object is what the editor keeps of an attachment:
// of its many names and dates visitors see none.
func isMediaModel(props []prop) bool {
	return value(props, "url") != "" && value(props, "filename") != "" && (value(props, "mime") != "" || kidsOf(props, "sizes") != nil)
}

// isNameOfSlide reports whether a heading is what the editor of a builder calls a part of
// a slider, which has no heading.
func isNameOfSlide(widget, v string) bool {
	word, number, ok := strings.Cut(v, " ")
	return ok && (word == "Section" || word == "Slide" || word == "Tab" || word == "Item") && strings.Trim(number, "0123456789") == "" && isAbout(widget, "carousel", "slider")
}

// isBackSide reports whether the name of a value is that of what the other side of a box
// shows, which has a heading of its own.
func isBackSide(key string) bool {
	k := plainKey(key)
	if isBelowHeading(k) {
		return false
	}
	return strings.Contains(k, "back") || strings.HasSuffix(k, "textb") || strings.Contains(k, "hover")
}

// encodedProps reads a list or object that an attribute holds as JSON, perhaps
// percent-encoded: of WPBakery, Lazy Blocks, Oxygen.
func encodedProps(v string) (props []prop, ok bool) {
	if object, ok := strings.CutSuffix(v, "_-_json"); ok && strings.HasPrefix(v, "{'") { // of Codeless
		props, ok = parseProps(strings.ReplaceAll(object, "'", `"`))
		for i := range props {
			props[i].val = percentDecoded(props[i].val)
		}
		return props, ok
	}
	if !strings.HasPrefix(v, "%5B%7B") && !strings.HasPrefix(v, "%7B%22") && !strings.HasPrefix(v, "[{\"") && !strings.HasPrefix(v, "{\"") {
		return nil, false
	}
	if props, ok = parseProps(v); ok {
		return props, true
	}
	if strings.Contains(v, "%3A") && !strings.Contains(v, "%20") { // of PHP, which has a + for a blank
		v = strings.ReplaceAll(v, "+", "%20")
	}
	list, err := url.PathUnescape(v)
	if err != nil {
		return nil, false
	}
	return parseProps(list)
}

// isMeasure reports whether a value is a number of which its name says that it was seen:
// of a bar, a part of a chart, a score.
func isMeasure(key, v string) bool {
	if strings.Trim(v, "0123456789.,") != "" || v == "" || v == "0" {
		return false
	}
	if isAbout(key, "page", "column", "col", "row", "item", "view", "slide", "width", "height", "speed", "delay", "time", "duration", "gap", "space", "opacity", "limit", "offset", "per_", "perpage", "post", "blur", "shadow", "radius", "overlay", "zoom", "scale", "anim", "effect", "grid", "heading", "threshold", "parallax") {
		return false
	}
	return hasAnySuffix(key, "per", "percent", "percentage", "percents", "score", "amount", "value", "progress", "skill", "level", "figure", "cost", "fee", "minutes")
}

// isAmount reports whether a value is a number with its sign or unit among words that are
// none of a setting: "1 BTC = $0.05", "+0.83%".
func isAmount(v string) bool {
	if len(v) > 40 || strings.ContainsAny(v, "(){}[]#;:_\\") {
		return false
	}
	digits, sign, letters := false, v[0] == '+', 0
	for _, r := range v {
		switch {
		case unicode.IsDigit(r):
			digits = true
		case unicode.Is(unicode.Sc, r), r == '=':
			sign = true
		case unicode.IsUpper(r):
			letters++
		case unicode.IsLower(r):
			return false // of CSS
		}
	}
	return digits && sign && (letters > 0 || strings.ContainsRune(v, '%'))
}

// isShortcodeAlone reports whether a value is a shortcode and nothing else.
func isShortcodeAlone(v string) bool {
	return v[0] == '[' && v[len(v)-1] == ']' && len(v) > 4 && ('a' <= v[1] && v[1] <= 'z' || 'A' <= v[1] && v[1] <= 'Z') && !strings.ContainsAny(v[1:len(v)-1], "[],{}")
}

// isWords reports whether a value is words rather than a setting: two or more of
// letters only, and perhaps numbers.
func isWords(s string) bool {
	if strings.IndexByte(s, '&') >= 0 {
		s = tree.UnescapeHTML(s)
	}
	if isForeign(s) {
		return true
	}
	if strings.ContainsAny(s, "{}|;<>=_@") || strings.ContainsRune(withoutPercents.Replace(s), '%') {
		return false
	}
	if i := strings.IndexByte(s, '#'); i >= 0 && !(i+2 < len(s) && unicode.IsDigit(rune(s[i+1])) && (s[i+2] == ' ' || i+3 < len(s) && s[i+3] == ' ') && strings.LastIndexByte(s, '#') == i) { // but "#1 of its kind"
		return false
	}
	n := 0
	for f := range strings.FieldsSeq(s) {
		if strings.HasPrefix(f, "-") {
			return false
		}
		if strings.IndexFunc(f, func(r rune) bool { return '0' <= r && r <= '9' }) < 0 {
			n++
		}
	}
	return n >= 2
}

// withoutPercents takes the sign behind a number away.
var withoutPercents = strings.NewReplacer("0%", "0", "1%", "1", "2%", "2", "3%", "3", "4%", "4", "5%", "5", "6%", "6", "7%", "7", "8%", "8", "9%", "9")

// isPhone reports whether a value is by its plain name a number to call, and has the
// digits of one.
func isPhone(key, v string) bool {
	if !hasAnySuffix(key, "telephone", "phone", "tel", "fax", "mobile", "cell", "cellphone", "whatsapp", "hotline") || len(v) > 60 {
		return false
	}
	digits := 0
	for i := range len(v) {
		if '0' <= v[i] && v[i] <= '9' {
			digits++
		}
	}
	return digits >= 5
}

// isPriceText reports whether a value is a number with the sign of its currency.
func isPriceText(v string) bool {
	if len(v) > 20 {
		return false
	}
	digits, sign := 0, 0
	for _, r := range v {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.Is(unicode.Sc, r):
			sign++
		case r != '.' && r != ',' && r != ' ' && r != '-' && r != '/':
			return false
		}
	}
	return digits > 0 && sign == 1
}

// isSentence reports whether a value is some words that begin as a sentence does, and end so or
// have the end of one among them.
func isSentence(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.Count(s, " ") >= 4 && (unicode.IsUpper(first) || unicode.IsDigit(first) || strings.ContainsRune("\"“«¿¡", first)) && (strings.ContainsRune(".!?…\"”»", last) || hasEndOfSentence(s)) && isWords(inSentence.Replace(s))
}

// saidLater are words in the names of what is said to a visitor who has done something.
var saidLater = []string{"empty", "thank", "success", "error", "placeholder", "loading", "wait", "found", "noresult", "alert", "invalid", "required", "valid", "confirm", "sent", "fail"}

// isShortSentence reports whether a value is three or four words of letters that begin and end as a
// sentence does: "Only for you."
func isShortSentence(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	words := strings.Fields(s)
	if len(words) < 3 || len(words) > 4 || !unicode.IsUpper(first) || !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "!") && !strings.HasSuffix(s, "?") {
		return false
	}
	small := false
	for _, w := range words {
		w = strings.Trim(w, ",.!?„“”\"'’")
		if w == "" || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\'' }) {
			return false
		}
		small = small || utf8.RuneCountInString(w) > 2 && strings.IndexFunc(w, unicode.IsUpper) < 0
	}
	return small
}

// isNamedSource reports whether a value names where something was published rather than a file:
// SK-CERT, 2025.
func isNamedSource(v string) bool {
	first, _ := utf8.DecodeRuneInString(v)
	return unicode.IsUpper(first) && strings.Contains(v, " ") && !strings.ContainsAny(v, "|/:=<[{_") && !settings.Has(v) && strings.Count(v, " ") < 12
}

// hasEndOfSentence reports whether a word of small letters ends a sentence, and a capital begins
// the next one.
func hasEndOfSentence(s string) bool {
	for {
		before, after, ok := strings.Cut(s, ". ")
		if !ok {
			return false
		}
		last, n := utf8.DecodeLastRuneInString(before)
		other, _ := utf8.DecodeLastRuneInString(before[:len(before)-n])
		next, _ := utf8.DecodeRuneInString(after)
		if unicode.IsLower(last) && unicode.IsLower(other) && unicode.IsUpper(next) {
			return true
		}
		s = after
	}
}

// mayBeWords reports whether a value can have been read by somebody: words, or three and
// more of them among signs that settings have, "Design | Code | Print", where letters are
// most of it and no declaration of CSS begins it.
func mayBeWords(s string) bool {
	if isWords(s) {
		return true
	}
	if property, _, ok := strings.Cut(s, ":"); ok && strings.Contains(s, ";") && strings.Trim(property, "abcdefghijklmnopqrstuvwxyz- \t\n") == "" {
		return false
	}
	words, letters, all := 0, 0, 0
	for f := range strings.FieldsSeq(s) {
		all += utf8.RuneCountInString(f)
		w := strings.Trim(f, `.,:;!?()"'|&„“”‚‘’«»`)
		if n := utf8.RuneCountInString(w); n >= 2 && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' }) < 0 {
			words++
			letters += n
		}
	}
	return words >= 3 && letters*4 >= all*3
}

// inSentence takes the signs out of a sentence that in fewer words are of a setting: 25%,
// #1, and its semicolons.
var inSentence = strings.NewReplacer("% ", " ", "%.", "", " #", " ", "; ", " ")

// isForeign reports whether a value is written in letters that are not Latin, as no
// setting is, and is neither an address, a file, nor code.
func isForeign(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x370 && unicode.IsLetter(r) }) >= 0 &&
		!strings.ContainsAny(s, "{}<>=/\\") && fileKind(s) == ""
}

// isCapitalized reports whether a value is a word as names are written, and settings
// are not.
func isCapitalized(s string) bool {
	r := []rune(s)
	if len(r) < 3 || len(r) > 40 || !unicode.IsUpper(r[0]) {
		return false
	}
	for _, c := range r[1:] {
		if !unicode.IsLower(c) {
			return false
		}
	}
	return true
}

// isLook reports whether the name of a value is that of a setting whose values are
// words.
func isLook(key string) bool {
	for _, part := range []string{"font", "animation", "class", "icon", "position", "align", "color", "size", "border", "shadow", "transition", "family", "type", "layout", "transform", "gradient", "target", "rel", "grid", "effect", "orderby"} {
		if strings.Contains(key, part) {
			return true
		}
	}
	return strings.HasSuffix(key, "direction") && key != "direction"
}

// isNamedPercent reports whether a value is a share of a hundred by itself and by its name:
// title-percent="25%".
func isNamedPercent(key, v string) bool {
	n, ok := strings.CutSuffix(strings.TrimSpace(v), "%")
	k := plainKey(key)
	return ok && n != "" && strings.Trim(n, "0123456789.,+ ") == "" && hasAnySuffix(k, "percent", "percentage", "percents") && !isLook(k) && !isBackground(k)
}

// isNamedForText reports whether the name of a value begins with what a text is on a page and
// the value is of several words: title-sale="Revenue Growth".
func isNamedForText(key, v string) bool {
	words := WordsOfName(key)
	first, _ := utf8.DecodeRuneInString(v)
	if k := plainKey(key); len(words) == 0 || isIdleName(k) || isOfMachine(k) || unicode.IsLower(first) || !saysWords(v) || isOfChoices(v) || isLookValue(v) {
		return false
	}
	switch words[0] {
	case "title", "heading", "headline", "subtitle", "subheading", "text", "description", "desc":
		return len(words) > 1 && !slices.ContainsFunc(words[1:], insteadOfText.Has)
	}
	switch words[len(words)-1] {
	case "excerpt", "credentials", "qualification", "qualifications", "expertise", "specialty", "speciality", "venue", "department", "discount":
		return true
	}
	return false
}

// insteadOfText are words in the names of texts that show instead of others.
var insteadOfText = late.Words("fallback default alt alternative hover tooltip screen reader editor admin preview")

// withSlidePicture returns the values of a slide that has no picture but the one that its words
// stand on, with that as its picture.
func withSlidePicture(widget string, props []prop) []prop {
	if !isAbout(widget, "slide") {
		return props
	}
	at := -1
	for i := range props {
		p := &props[i]
		switch address := cmp.Or(p.val, value(p.kids, "url"), value(p.kids, "id")); {
		case strings.TrimSpace(address) == "":
		case hasAnySuffix(plainKey(p.key), "backgroundimage", "bgimage"):
			if at < 0 && (fileKind(address) == "image" || isFileNumber(address)) {
				at = i
			}
		case roleOf(widget, p.key) == roleImage, roleOf(widget, p.key) == roleMedia:
			return props
		}
	}
	if at < 0 {
		return props
	}
	props = slices.Clone(props)
	props[at].key = "image"
	return props
}

// isEmptied reports whether somebody has taken the words out of a widget that has nothing else
// to show.
func isEmptied(widget string, props []prop) bool {
	emptied := false
	for i := range props {
		p := &props[i]
		switch r := roleOf(widget, p.key); {
		case strings.HasPrefix(p.key, "_") || isIdleName(plainKey(p.key)):
		case p.tree && len(p.kids) == 0 && len(p.key) > 4 && strings.Contains(widget, p.key): // {"features":[]} of features
			emptied = true
		case p.tree:
			if v := cmp.Or(value(p.kids, "url"), value(p.kids, "href")); !isObject(p.kids) || v != "" && v != "#" {
				return false
			}
			emptied = emptied || slices.ContainsFunc(p.kids, func(k prop) bool { return k.key == "text" && !k.tree && k.val == "" })
		case p.val == "":
			emptied = emptied || r == roleHeading || r == roleText
		case r != roleNone && r != roleLevel || !isIdleValue(plainKey(p.key), p.val):
			return false
		}
	}
	return emptied
}

// isLookOf reports whether a value is of the look by the name of its setting, and no
// phrase as only people write them: of a person's position, a source, a kind of house.
func isLookOf(key, v string) bool { return isLook(key) && !isSaidOf(key, v) }

func isSaidOf(key, v string) bool {
	first, _ := utf8.DecodeRuneInString(v)
	if !unicode.IsUpper(first) && first < 0x370 || isAbout(key, "font", "family", "class", "css", "icon", "rel", "target", "animation", "transition", "orderby") {
		return isSentence(v)
	}
	if strings.HasSuffix(key, "position") && isCapitalized(v) {
		return !settings.Has(strings.ToLower(v))
	}
	if !isWords(v) || !unicode.IsLetter(first) {
		return false
	}
	return !isOfChoices(v)
}

// isClassOfPlace reports whether a value named position is the class of a place on the page,
// and nothing that somebody is: nav-center, box__item--bl.
func isClassOfPlace(key, v string) bool {
	if !strings.HasSuffix(key, "position") || !isTokenOfLook(v) {
		return false
	}
	if strings.Contains(v, "__") || strings.Contains(v, "--") {
		return true
	}
	side := false
	for part := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == '-' || r == '_' }) {
		if isSideOfCSS(part) {
			side = true
		} else if !besideSides.Has(part) { // left-back, center-forward: who plays there
			return false
		}
	}
	return side
}

// besideSides are words of classes beside the side on which something is.
var besideSides = late.Words(`nav navs pos position align aligned alignment float text txt img image picture media icon icons content box item items title heading caption label button btn dots arrow arrows pagination
	middle start end inside outside inner outer in out over under above below side horizontal vertical abs absolute relative fixed sticky overlay slide slider col column row section block wrap at is to and style layout`)

// isOfChoices reports whether all words of a value are those of choices.
func isOfChoices(v string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(v)) {
		if !settings.Has(w) && !ofChoices.Has(w) {
			return false
		}
	}
	return true
}

// ofChoices are words of which the choices of a form are made, beside settings.
var ofChoices = late.Words(`width height wide narrow extra slide fade zoom in out up down to the of and with without style layout column columns row rows grid list box boxed page section container
	image icon content title text button above below over under inside outside before after first last next one two three four classic modern standard minimal simple basic custom advanced theme header footer
	line lines only all both side sides corner corners square circle round rounded outline fill shadow border color colour gradient primary secondary accent horizontal vertical stretched screen original same own new more less
	tabs toggle accordion carousel slider masonry gallery video link hover scroll sticky fixed parallax hidden visible desktop tablet mobile`)

// headingLevel reads the level of a heading: h2, 2, tag:h2|text_align:center. Of
// none it returns 0.
func headingLevel(v string) int {
	if _, tag, ok := strings.Cut(v, "tag:"); ok {
		v, _, _ = strings.Cut(tag, "|")
	}
	v = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(v)), "h")
	if len(v) == 1 && '1' <= v[0] && v[0] <= '6' {
		return int(v[0] - '0')
	}
	return 0
}

// isPlainTag reports whether a value says that a heading is none: p, tag:div|….
func isPlainTag(v string) bool {
	if _, tag, ok := strings.Cut(v, "tag:"); ok {
		v, _, _ = strings.Cut(tag, "|")
	}
	return v == "p" || v == "div" || v == "span"
}

// commaItems returns the items of a list that a setting keeps by commas, without blanks behind
// them: 1GB Storage,2 Clients,24/7 support. Of a sentence it returns none.
func commaItems(v string) []string {
	items := strings.Split(v, ",")
	if len(items) < 3 || strings.ContainsAny(v, "<>[]{}\n") {
		return nil
	}
	tight := 0
	for i, item := range items {
		if i > 0 && item != "" && item[0] != ' ' {
			tight++
		}
		if items[i] = strings.TrimSpace(item); items[i] == "" || len(item) > 60 {
			return nil
		}
	}
	if tight*2 < len(items)-1 {
		return nil
	}
	return items
}
