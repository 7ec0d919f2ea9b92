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

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// unknown handles a shortcode that no table of ours names, if it is one at all
// (docs/formats.md §C.6): it stays in the text as it was written, or, if it encloses
// content, leaves the content there.
func (t *textScanner) unknown(i int, sc *shortcode) int {
	if name, scheme, ok := strings.Cut(sc.name, ":"); ok && strings.HasPrefix(sc.attrs, "://") { // [dewplayer:http://…]
		sc.name, sc.attrs = name, ":"+scheme+sc.attrs
	}
	if isCandidate(sc.name) && isValueOfName(sc) && t.aloneInLine(i, sc.tagEnd) {
		return t.mayBeTag(i, sc, true)
	}
	if !isCandidate(sc.name) && !isForeignTag(sc) || hasBracket(sc.attrs) || isAddressOrNote(sc) && t.s[i:sc.tagEnd] != t.b.forTags || t.isTextOfLink(i, sc) {
		return i + 1
	}
	if t.isMailForm(sc) {
		return t.mailForm(i, sc)
	}
	tag := t.s[i:sc.tagEnd]
	alone := t.aloneInLine(i, sc.tagEnd) || sc.attrs == "" && !sc.enclosing && t.aloneWithin(i, sc.tagEnd)
	if next, ok := t.attachedGallery(i, sc); ok {
		return next
	}
	if t.pricedLine(i, sc) || t.lists(i, sc) || t.feed(i, sc) {
		return sc.end
	}
	named := namedFile(sc)
	themed := t.b.ofTheme(sc.name) || saysByName(sc)
	if named == "" && !themed {
		if next, ok := t.unknownWidget(i, sc); ok {
			return next
		}
	}
	themed = themed || isLabelledButton(sc)
	if words := t.wordsInLine(i, sc); words != nil && !themed {
		t.b.census(sc.name, Converted)
		t.b.notes.add(note.Shortcode, false, "unknown, now the words that it has: "+Quote(tag))
		t.emit(i, sc.end, t.b.place(tag, words...))
		return sc.end
	}
	if nodes, of := t.b.encodedContent(sc); of != "" && nodes == nil {
		t.b.census(sc.name, Dropped)
		if isSpacer(strings.ToLower(of)) {
			t.b.notes.add(note.Shortcode, false, keptApart+": "+Quote(t.s[i:sc.end]))
		} else {
			t.b.noteUnfilled(note.Shortcode, strings.ToLower(of), of+" "+Quote(t.s[i:sc.end]))
		}
		t.emit(i, sc.end, "")
		return sc.end
	} else if isEncodedData(sc) && nodes == nil {
		t.b.census(sc.name, Dropped)
		t.b.notes.add(note.Shortcode, true, "unknown, it keeps data in base64 that cannot be read, dropped: "+Quote(tag))
		t.emit(i, sc.end, "")
		return sc.end
	} else if nodes != nil {
		t.b.census(sc.name, Converted)
		t.b.notes.add(note.Shortcode, false, "unknown, now what it keeps encoded: "+Quote(tag))
		t.emit(i, sc.end, division+t.b.place(t.s[i:sc.end], nodes...)+division)
		return sc.end
	}
	if nodes := t.b.inMarkdown(sc); nodes != nil {
		t.b.census(sc.name, Converted)
		t.emit(i, sc.end, division+t.b.place(t.s[i:sc.end], nodes...)+division)
		return sc.end
	}
	if tracks := titledTracks(sc); tracks != nil {
		t.b.census(sc.name, Converted)
		t.b.notes.add(note.Shortcode, false, "unknown, now what it names: "+Quote(tag))
		t.emit(i, sc.tagEnd, division+t.b.place(tag, tracks...)+division)
		return sc.tagEnd
	}
	switch {
	case themed && (sc.enclosing || strings.ContainsAny(sc.name, "_-") || strings.Contains(sc.attrs, "=") || isSpacer(sc.name)):
		return t.themeWidget(i, sc)
	case named != "":
		t.b.census(sc.name, Converted)
		t.b.notes.add(note.Shortcode, false, "unknown, now what it names: "+Quote(t.s[i:sc.end]))
		what := []*html.Node{t.b.fileOrEmbed(named)}
		for a, i := parseAttrs(sc.attrs), 0; i < len(a.named); i++ {
			dressPlayer(what, a.address(a.named[i].key))
		}
		t.emit(i, sc.end, t.b.place(t.s[i:sc.end], what...))
		return sc.end
	case sc.enclosing && tree.IsBlankText(sc.content):
		if t.linksEntries(i, sc) {
			return sc.end
		}
		t.b.census(sc.name, Dropped)
		if isForm(sc) {
			t.b.notes.add(note.Shortcode, absentForm.review, absentForm.reason+": "+Quote(tag))
		} else if isListByName(sc) || isListOfSite(sc) || picksEntries(sc) {
			t.b.noteUnfilled(note.Shortcode, sc.name, Quote(tag))
		} else {
			t.b.notes.add(note.Shortcode, true, "unknown, and it holds nothing, dropped: "+Quote(tag))
		}
		t.emit(i, sc.end, "")
		return sc.end
	case sc.enclosing:
		t.b.census(sc.name, Unwrapped)
		t.b.notes.add(note.Shortcode, !enclosesProse(sc), "unknown, its content is kept without the tags: "+Quote(tag))
		if linesByName.Has(sc.name) && t.apart(i, sc.end) {
			t.emit(i, sc.tagEnd, division)
			t.open(sc.name)
			t.closeWith(sc, division)
		} else {
			t.unwrap(i, sc)
		}
	case isForm(sc):
		t.b.census(sc.name, Dropped)
		t.b.notes.add(note.Shortcode, absentForm.review, absentForm.reason+": "+Quote(tag))
		t.emit(i, sc.tagEnd, "")
	case isListByName(sc) && (alone || strings.Contains(sc.attrs, "=")), isListing(sc.name) && alone:
		t.b.census(sc.name, Dropped)
		t.b.ofSite = true
		t.b.notes.add(note.Shortcode, absentList.review, absentList.reason+": "+Quote(tag))
		t.emit(i, sc.tagEnd, "")
	case isListOfSite(sc) && t.linksEntries(i, sc):
	case isListOfSite(sc), t.isKeptByNumber(i, sc), (isOfVisitor(sc.name) || isForEveryVisitor(sc)) && (alone || strings.Contains(sc.attrs, "=")):
		t.b.census(sc.name, Dropped)
		t.b.noteUnfilled(note.Shortcode, sc.name, Quote(tag))
		t.emit(i, sc.tagEnd, "")
	case isFeed(sc):
		t.b.census(sc.name, Dropped)
		t.b.notes.add(note.Shortcode, absentFeed.review, absentFeed.reason+": "+Quote(tag))
		t.emit(i, sc.tagEnd, "")
	case isVote(sc):
		t.b.census(sc.name, Dropped)
		t.b.notes.add(note.Shortcode, absentVotes.review, absentVotes.reason+": "+Quote(tag))
		t.emit(i, sc.tagEnd, "")
	case strings.Contains(sc.attrs, "="), strings.HasSuffix(tag, "/]"),
		strings.ContainsAny(sc.name, "_-") && alone, tag == t.b.forTags, t.besideItsOwn(i, sc):
		t.b.census(sc.name, KeptTags)
		t.b.notes.add(note.Shortcode, true, "unknown, kept as text: "+quoteShort(tag)+t.mayBeGallery(alone, sc))
		t.keepTag(i, sc)
	case alone && looksLikeTag(sc):
		return t.mayBeTag(i, sc, alone)
	default:
		return i + 1
	}
	return sc.tagEnd
}

// mayBeTag keeps what has the form of a shortcode at i, and is perhaps none, as text.
func (t *textScanner) mayBeTag(i int, sc *shortcode, alone bool) int {
	t.b.census(sc.name, KeptTags)
	pictures := t.mayBeGallery(alone, sc)
	t.b.notes.add(note.Shortcode, pictures != "", "perhaps a shortcode, kept as text: "+quoteShort(t.s[i:sc.tagEnd])+pictures)
	t.keepTag(i, sc)
	return sc.tagEnd
}

// isValueOfName reports whether a value stands right behind a name, in the form of old plugins:
// [table=1], [AMAZON-PRODUCT=B000123456].
func isValueOfName(sc *shortcode) bool {
	v, ok := strings.CutPrefix(sc.attrs, "=")
	return ok && !sc.enclosing && v != "" && !tree.IsSpace(v[0]) && v[0] != '=' && !hasBracket(v)
}

// besideItsOwn reports whether a tag at i stands right before or behind another of its name, as
// no words in brackets do: [faq summary A][faq list A].
func (t *textScanner) besideItsOwn(i int, sc *shortcode) bool {
	isOwn := func(s string) bool {
		rest, ok := strings.CutPrefix(s, "["+sc.name)
		return ok && len(sc.name) > 1 && rest != "" && (tree.IsSpace(rest[0]) || rest[0] == ']')
	}
	if isOwn(t.s[sc.tagEnd:]) {
		return true
	}
	before := t.s[max(0, i-nearby):i]
	return strings.HasSuffix(before, "]") && isOwn(before[max(0, strings.LastIndexByte(before, '[')):])
}

// isVote reports whether an unknown shortcode is by a word of its name what visitors gave or
// counted with the running site, and has no value that says it.
func isVote(sc *shortcode) bool {
	if (sc.name == "polldaddy" || sc.name == "crowdsignal") && !sc.enclosing {
		return hasKey(sc, "rating")
	}
	words := strings.FieldsFunc(strings.ToLower(sc.name), isDash)
	if len(words) < 2 || !anyWord(words, "ratings", "votes", "voting", "rater", "starratings", "ulike", "likes", "views", "pageviews", "upvote", "thumbsup") || sc.enclosing {
		return false
	}
	a := parseAttrs(sc.attrs)
	return !slices.ContainsFunc(a.named, func(at attrPair) bool {
		return !strings.HasSuffix(at.key, "id") && !anyWord([]string{at.key}, "tpl", "template", "type", "class", "style", "size", "align", "force", "valign", "ignore", "results")
	})
}

// saysByName reports whether an unknown shortcode is by its name and the name of a value one
// that says a number, a time or a place: [milestone number="90"], [map lat="48.2" lng="16.3"].
func saysByName(sc *shortcode) bool {
	switch {
	case isSpacer(sc.name):
		return !sc.enclosing && strings.ContainsAny(sc.name+sc.attrs, "=_-")
	case !strings.Contains(sc.attrs, "="):
		return false
	case !sc.enclosing && isAboutAccounts(sc.name):
		a := parseAttrs(sc.attrs)
		return slices.ContainsFunc(a.named, func(at attrPair) bool {
			return profileOf(sc.name, plainKey(at.key), at.val) != "" || isNetwork(plainKey(at.key)) && isWebAddress(at.val)
		})
	case isCounterName(sc.name):
		return hasKey(sc, "number", "value", "end", "to", "count", "stop", "digit")
	case isChart(sc.name) && hasKey(sc, "labels") && hasKey(sc, "data", "values"):
		return true
	case isChartName(sc.name), sc.name == "chart":
		return hasKey(sc, "percent", "percentage") || saysBars(sc)
	case isBarName(sc.name) && lastPart(sc.name) != "bar":
		return saysBars(sc)
	case isCountdownName(sc.name):
		a := parseAttrs(sc.attrs)
		return a.get("year") != "" || slices.ContainsFunc(a.named, func(at attrPair) bool { return at.val != "" && isEndOfCountdown(plainKey(at.key)) })
	case isMapName(sc.name):
		return hasKey(sc, "lat", "latitude", "address", "map_lat")
	case isRatingName(sc.name):
		return !sc.enclosing && hasKey(sc, "rating", "value", "stars", "score")
	}
	return false
}

// isLabelledButton reports whether a shortcode is by its name a button that says in a value what
// stands on it.
func isLabelledButton(sc *shortcode) bool {
	if sc.enclosing || !strings.Contains(sc.attrs, "=") || !isAbout(sc.name, "button", "btn") || isAbout(sc.name, "buttons", "btns", "group", "share", "cart", "pay", "donat") || isForm(sc) {
		return false
	}
	a := parseAttrs(sc.attrs)
	return slices.ContainsFunc(builderProps(sc.name, &a), func(p prop) bool {
		return roleOf(sc.name, p.key) == roleLabel && strings.IndexFunc(p.val, isLetterOrMore) >= 0
	})
}

func hasKey(sc *shortcode, keys ...string) bool {
	a := parseAttrs(sc.attrs)
	return slices.ContainsFunc(keys, func(k string) bool { return a.get(k) != "" })
}

// isForEveryVisitor reports whether a shortcode without a value is by the last of several words of
// its name what the running site asked of visitors, or kept for each: [acme_login],
// [acme-bookmarks], [acme_manga_search].
func isForEveryVisitor(sc *shortcode) bool {
	if strings.Contains(sc.attrs, "=") || !strings.ContainsAny(sc.name, "_-") {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(sc.name), isDash)
	if len(words) < 2 {
		return false
	}
	switch words[len(words)-1] {
	case "login", "signin", "register", "registration", "lostpassword", "bookmarks", "favorites", "favourites", "search":
		return true
	case "history":
		return anyWord(words, "reading", "watch", "viewing", "browsing", "order", "purchase")
	}
	return words[len(words)-2] == "upload"
}

func anyWord(words []string, of ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) })
}

// listsOfSite are words that names of shortcodes which list items of the site end in.
var listsOfSite = late.Words("posts testimonials projects works portfolio products events blog faqs staff team services courses listings recipes")

// lastPart returns the last word of a name, among those that dashes keep apart.
func lastPart(name string) string { return name[strings.LastIndexAny(name, "_-")+1:] }

// isForm reports whether an unknown shortcode is a form by a word of its name, or by its
// name and a number: quform id="1".
func isForm(sc *shortcode) bool {
	name := strings.ToLower(sc.name)
	switch i := strings.LastIndexAny(name, "_-"); name[i+1:] {
	case "form", "forms", "cform", "contactform", "optin", "signup", "newsletter", "registration":
		if i > 0 {
			return true
		}
	case "subscribe":
		if !strings.Contains(sc.attrs, "://") { // a button leads somewhere
			return true
		}
	}
	if strings.Contains(sc.attrs, "://") {
		return false
	}
	if strings.ContainsAny(name, "_-") {
		return hasFormWord(name)
	}
	return (hasFormWord(name) || hasAnySuffix(name, "form", "forms") && !isAbout(name, "platform", "transform", "uniform", "reform")) && hasKey(sc, "id", "form_id", "formid")
}

// isListOfSite reports whether an unknown shortcode says that it lists items of the
// site: by the last word of its name, and by how many and in what order.
func isListOfSite(sc *shortcode) bool {
	name := strings.ToLower(sc.name)
	a := parseAttrs(sc.attrs)
	if last := lastPart(name); last == "collection" || last == "grid" || last == "list" || last == "carousel" { // of what stands before
		name = strings.TrimRight(name[:len(name)-len(last)], "_-")
	}
	if last := lastPart(name); !listsOfSite.Has(last) {
		return listsOfSite.Has(last+"s") && saysHowMany(&a)
	}
	for _, k := range []string{"count", "limit", "number", "columns", "order", "orderby", "per_page", "posts_per_page", "category", "cat", "num", "perpage", "numberposts", "number_posts"} {
		if a.get(k) != "" {
			return true
		}
	}
	for _, k := range []string{"limits", "show", "showposts", "total", "items", "amount"} {
		if n := a.get(k); n != "" && strings.Trim(n, "-0123456789") == "" {
			return true
		}
	}
	return false
}

// isKeptByNumber reports whether a shortcode that begins a line has no more than the number of
// what a plugin keeps: [acme_calendar id="26"].
func (t *textScanner) isKeptByNumber(i int, sc *shortcode) bool {
	switch lastPart(strings.ToLower(sc.name)) {
	case "calendar", "timetable", "schedule", "slider", "slideshow", "carousel", "popup", "filter", "table", "chart", "booking", "survey":
	default:
		return false
	}
	before := strings.TrimRight(t.s[:i], " \t")
	a := parseAttrs(sc.attrs)
	return (before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, ">")) && len(a.named) == 1 && isCount(a.get("id"))
}

// saysHowMany reports whether values say of how many entries a list is, two or more.
func saysHowMany(a *attrs) bool {
	for _, k := range []string{"count", "limit", "limits", "per_page", "posts_per_page", "perpage", "numberposts", "number_posts", "showposts", "total", "items", "amount"} {
		if n, err := strconv.Atoi(a.get(k)); err == nil && (n > 1 || n == -1) {
			return true
		}
	}
	return false
}

// isListByName reports whether an unknown shortcode says in the words of its name that it
// shows several entries of the site, and how: home-posts, newproduct, testimonials-rotator.
// One that names which it shows is none.
func isListByName(sc *shortcode) bool {
	entries, manner := false, false
	for w := range strings.FieldsFuncSeq(strings.ToLower(sc.name), func(r rune) bool { return r == '_' || r == '-' }) {
		entries = entries || entriesOfSite.Has(w)
		manner = manner || mannersOfLists.Has(w)
		for m := range mannersOfLists.All() {
			if of, ok := strings.CutPrefix(w, m); ok && entriesOfSite.Has(of) {
				entries, manner = true, true
			} else if of, ok := strings.CutSuffix(w, m); ok && entriesOfSite.Has(of) {
				entries, manner = true, true
			}
		}
	}
	if !entries {
		return false
	}
	a := parseAttrs(sc.attrs)
	for i := range a.named { // [products_in_style products="4"]
		manner = manner || entriesOfSite.Has(a.named[i].key) && isFileNumber(a.named[i].val)
	}
	if !manner {
		return false
	}
	for _, k := range []string{"id", "ids", "slug", "alias", "name", "url", "link", "src", "text"} {
		if a.get(k) != "" {
			return false
		}
	}
	return len(a.pos) == 0
}

var (
	entriesOfSite  = late.Words(`post posts product products testimonial testimonials review reviews portfolio portfolios works project projects event events news blog blogs blogpost blogposts article articles service services course courses team staff faqs listings recipes properties`)
	mannersOfLists = late.Words(`rotator slider carousel new newest latest recent home homepage front frontpage featured popular upcoming random related trending grid list loop ticker showcase masonry scroller`)
)

// isListing reports whether a shortcode is by the last word of its name a list of what the site
// has: crowdfunding_listing.
func isListing(name string) bool {
	return hasAnySuffix(name, "_listing", "-listing", "_listings", "-listings", "_archive", "-archive")
}

// picksEntries reports whether a shortcode says how many entries of the site to show, and
// which, or in what order.
func picksEntries(sc *shortcode) bool {
	a := parseAttrs(sc.attrs)
	has := func(keys string) bool {
		return slices.ContainsFunc(strings.Fields(keys), func(k string) bool {
			v, ok := a.lookup(k)
			return ok && !(k == "tag" && isHTMLTag(strings.TrimSpace(v))) // the element of a title
		})
	}
	return has("count number limit num posts number_posts numberposts posts_per_page per_page perpage items") &&
		has("order orderby category categories cat cat_slug tag tags taxonomy exclude post_type")
}

// enclosesProse reports whether a shortcode encloses words of a text and names nothing
// else: without its tags nothing is missing that somebody could put back. One word, a
// number or an address may name what the old site showed.
func enclosesProse(sc *shortcode) bool {
	if definitionOf(sc.name).embeds != nil {
		return false
	}
	a := parseAttrs(sc.attrs)
	for _, p := range a.named {
		if isAddress(tree.UnescapeHTML(p.val)) && !strings.Contains(p.key, "icon") {
			return false
		}
	}
	for _, v := range a.pos {
		if strings.Contains(v, "://") {
			return false
		}
	}
	if isPlayerOrPicture(sc.content) || holdsOwn(sc) || holdsLayout(sc) {
		return true
	}
	const most = 16 << 10 // shortcodes enclose others
	words, letters := 0, 0
	word, tag := false, 0
	for _, c := range tree.UnescapeHTML(sc.content[:min(len(sc.content), most)]) {
		switch {
		case c == '<' || c == '[':
			tag++
			word = false
		case c == '>' || c == ']':
			tag = max(0, tag-1)
		case tag > 0:
		case strings.ContainsRune("{}=;$\\|`", c):
			return false // code
		case c >= 0x2E80 && unicode.IsLetter(c): // scripts without blanks between words
			letters++
		case unicode.IsLetter(c):
			if !word {
				words++
			}
			word = true
		case unicode.IsSpace(c):
			word = false
		}
	}
	return words >= 2 || letters >= 2
}

// holdsOwn reports whether a shortcode holds those that its name is the plural of, or says
// it has, and no more: [images][image …][/images], [slider][slide …][/slider].
func holdsOwn(sc *shortcode) bool {
	inner := firstWithin(sc)
	return len(inner) > 2 && inner != sc.name && strings.HasPrefix(sc.name, inner) && len(sc.name)-len(inner) <= 2
}

// holdsLayout reports whether a shortcode without values arranges others that arrange a page:
// [cols][one_fifth].
func holdsLayout(sc *shortcode) bool {
	inner := firstWithin(sc)
	if inner == "" || strings.TrimSpace(sc.attrs) != "" {
		return false
	}
	_, ok := layoutOf(inner)
	return ok
}

// firstWithin returns the name of the shortcode that the content of another begins with, or "".
func firstWithin(sc *shortcode) string {
	content := strings.TrimSpace(sc.content)
	for strings.HasPrefix(content, "<") && strings.IndexByte(content, '>') > 0 { // each tag in a paragraph of its own
		content = strings.TrimSpace(content[strings.IndexByte(content, '>')+1:])
	}
	inner, ok := strings.CutPrefix(content, "[")
	if !ok {
		return ""
	}
	return inner[:nameEnd(inner, 0)]
}

// isPlayerOrPicture reports whether a content is a player or picture alone, as a tag or a
// shortcode of its own: nothing names another.
func isPlayerOrPicture(content string) bool {
	content = strings.TrimSpace(content)
	if content == "" || content[0] != '<' && content[0] != '[' || content[len(content)-1] != '>' && content[len(content)-1] != ']' {
		return false
	}
	name := content[1:]
	name = strings.ToLower(name[:nameEnd(name, 0)])
	switch name {
	case "iframe", "video", "audio", "img", "figure", "object", "embed", "picture", "gallery", "playlist", "caption":
		return strings.Count(content, "[") <= 2
	}
	return false
}

// encodedContent returns what a shortcode shows whose content is base64 of HTML, or of
// named values; nil if it is not. of is the name of the module whose values they are.
func (b *builder) encodedContent(sc *shortcode) (nodes []*html.Node, of string) {
	if !sc.enclosing {
		return nil, ""
	}
	content := strings.TrimSpace(sc.content)
	if address := addressOfBase64(content); address != "" {
		return []*html.Node{b.fileOrEmbed(address)}, ""
	}
	text, ok := fromBase64(content)
	if !ok {
		return nil, ""
	}
	if props, ok := storedProps(text); ok {
		for i := range props {
			props[i].val = withoutSlashes.Replace(props[i].val)
		}
		return b.shows(sc.name, props).nodes(), cmp.Or(value(props, "module_id"), sc.name)
	}
	if isEncodedData(sc) {
		return nil, ""
	}
	return b.words(guard(text)), ""
}

// withoutSlashes takes the slashes away that an editor stored before quotes.
var withoutSlashes = strings.NewReplacer(`\'`, "'", `\"`, `"`)

// isEncodedData reports whether the content of a shortcode is by its first characters
// serialized or compressed data, or JSON, in base64.
func isEncodedData(sc *shortcode) bool {
	const least = 24
	v := strings.TrimSpace(sc.content)
	return sc.enclosing && len(v) >= least && (strings.HasPrefix(v, "YTo") || strings.HasPrefix(v, "Tzo") || strings.HasPrefix(v, "eyJ") || strings.HasPrefix(v, "H4sI")) &&
		strings.Trim(v, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n") == ""
}

// unknownWidget handles a shortcode at i that stands apart from others and has values
// that are named as those of most widgets are: a title and link around a content, a
// picture, a file to play. ok is false if it has none.
func (t *textScanner) unknownWidget(i int, sc *shortcode) (next int, ok bool) {
	a := widgetAttrs(sc.attrs)
	apart := t.apart(i, sc.end)
	if len(a.named) == 0 {
		return 0, false
	}
	b := t.b
	s := &shown{quoted: true}
	files := 0
	if next, ok := t.linkedLine(i, sc, builderProps(sc.name, &a), "unknown, now the link that it names: "); ok {
		return next, true
	}
	all := slices.DeleteFunc(builderProps(sc.name, &a), func(p prop) bool { return isWithheld(sc.name, p.key, p.val) })
	props := withRating(sc.name, withPrice(t.b.pictured(sc, all)))
	if !sc.enclosing && isAbout(sc.attrs, "://") {
		props, _ = withNetwork(sc.name, props)
	}
	to, says := namedLink(sc.name, props)
	whole := sc.enclosing || to != "" || slices.ContainsFunc(props, func(p prop) bool {
		return wordList(sc.name, p.key, p.val) != nil || isNamedEntry(sc.name, plainKey(p.key))
	})
	if !apart && !isButton(sc) {
		if sc.enclosing || to == "" {
			return 0, false
		}
		b.census(sc.name, Converted)
		b.notes.add(note.Shortcode, false, "unknown, now the link that it names: "+Quote(t.s[i:sc.tagEnd]))
		t.emit(i, sc.end, b.place(t.s[i:sc.end], tree.NewLink(to, says)))
		return sc.end, true
	}
	slices.SortStableFunc(props, func(a, b prop) int { return isFileOrPlayer(sc.name, b.val) - isFileOrPlayer(sc.name, a.val) })
	for _, p := range props {
		v := strings.TrimSpace(tree.UnescapeHTML(p.val))
		switch r := roleOf(sc.name, p.key); {
		case r != roleSkip && isAddress(v) && (fileKind(v) == "video" || fileKind(v) == "audio" || isDocument(v) || isWebAddress(v) && (isPlayerPage(v) || fileKind(v) == "" && showsOther(sc.name))):
			files++
			s.filled++
			file := b.fileOrEmbed(v)
			if name := documentName(&a); name != "" && isDocument(v) {
				file = tree.NewLink(v, name)
			}
			s.media = append(s.media, wrapInline([]*html.Node{file})...)
		case r == roleAlt && !sc.enclosing && v != "":
			s.alt = v
		case (isAddress(v) && fileKind(v) == "image" || isFileNumber(v) && b.isAttached(v)) && (r == roleImage || plainKey(p.key) == "poster"),
			(r == roleImage || r == roleNone) && b.listsPictures(plainKey(p.key), v):
			files++
			b.readProp(s, sc.name, &p)
		case (r == roleLink || r == roleHeading || r == roleText || r == roleField || r == roleLabel) && (whole || files > 0):
			b.readProp(s, sc.name, &p)
		case r == roleNone && wordList(sc.name, p.key, v) != nil:
			s.filled++
			s.texts = append(s.texts, listOfWords(wordList(sc.name, p.key, v)))
		case r == roleNone && p.key == "name" && isWords(v) && sc.enclosing:
			b.readProp(s, sc.name, &prop{key: "subtitle", val: p.val})
		}
	}
	if s.filled == 0 && !sc.enclosing && apart {
		return t.unknownLink(i, sc, props)
	}
	if s.filled == 0 || !whole && files == 0 {
		return 0, false
	}
	tag := t.s[i:sc.tagEnd]
	if isButton(sc) {
		if markup, ok := b.wholeLayout(sc, layout{form: layoutLink}, s, &a, t.s[i:sc.end]); ok {
			b.census(sc.name, Converted)
			b.notes.add(note.Shortcode, false, "unknown, now the link that it names: "+Quote(tag))
			t.emit(i, sc.end, markup)
			return sc.end, true
		}
	}
	if !apart {
		return 0, false
	}
	open, closing := b.tagsOfLayout(sc, layout{}, s, &a, t.s[i:sc.end])
	if !sc.enclosing || tree.IsBlankText(sc.content) {
		b.census(sc.name, Converted)
		b.notes.add(note.Shortcode, false, "unknown, now what it names: "+Quote(tag))
		t.emit(i, sc.end, open+closing)
		return sc.end, true
	}
	b.census(sc.name, Unwrapped)
	b.notes.add(note.Shortcode, false, "unknown, its content and what it names are kept without the tags: "+Quote(tag))
	t.emit(i, sc.tagEnd, open)
	t.closeWith(sc, closing)
	return sc.tagEnd, true
}

// unknownLink handles a shortcode at i of which one address is all that it says.
func (t *textScanner) unknownLink(i int, sc *shortcode, props []prop) (next int, ok bool) {
	to := ""
	for j := range props {
		p := &props[j]
		switch v := strings.TrimSpace(tree.UnescapeHTML(p.val)); {
		case !isAddress(v):
			if v != "" && !settings.Has(strings.ToLower(v)) && !isLookValue(v) && !isLookOf(plainKey(p.key), v) && (strings.HasSuffix(plainKey(p.key), "id") || strings.Trim(v, "0123456789%.") != "") {
				return 0, false
			}
		case to != "" || roleOf(sc.name, p.key) != roleLink:
			return 0, false
		default:
			to = v
		}
	}
	if len(to) < 2 || isAbout(sc.name, "feed", "rss", "include", "import", "json", "csv", "sheet", "api", "form", "redirect") {
		return 0, false
	}
	t.b.census(sc.name, Converted)
	t.b.notes.add(note.Shortcode, false, "unknown, now the link that it names: "+Quote(t.s[i:sc.tagEnd]))
	p := tree.NewElement(atom.P)
	p.AppendChild(tree.NewTag(tree.Autolink, "href", to))
	t.emit(i, sc.end, t.b.place(t.s[i:sc.end], p))
	return sc.end, true
}

// pictured is asPicture for a shortcode that has no content of its own.
func (b *builder) pictured(sc *shortcode, props []prop) []prop {
	if sc.enclosing && !tree.IsBlankText(sc.content) {
		return props
	}
	return b.asPicture(sc.name, b.withOpened(sc.name, props))
}

// namedLink returns where values say that something leads, and what it says; "" if they
// do not have both.
func namedLink(name string, props []prop) (to, says string) {
	for i := range props {
		v := strings.TrimSpace(tree.UnescapeHTML(props[i].val))
		switch r := roleOf(name, props[i].key); {
		case r == roleLink && to == "" && isAddress(v):
			to = v
		case (r == roleHeading || r == roleText || r == roleLabel) && says == "" && strings.IndexFunc(v, isLetterOrMore) >= 0 && !isLookValue(v):
			says = v
		}
	}
	if says == "" {
		return "", ""
	}
	return to, says
}

// isFileOrPlayer is 1 for the address of a file, or of something to play, else 0.
func isFileOrPlayer(name, v string) int {
	if v = tree.UnescapeHTML(v); isAddress(v) && (fileKind(v) != "" || isDocument(v) || isPlayerPage(v) || showsOther(name)) {
		return 1
	}
	return 0
}

// apart reports whether s[from:to] stands on lines of its own, or between the tags of
// other shortcodes and blocks.
func (t *textScanner) apart(from, to int) bool {
	before := strings.TrimRight(t.s[max(0, from-nearby):from], " \t")
	after := strings.TrimLeft(t.s[to:min(len(t.s), to+nearby)], " \t\r")
	return (before == "" || strings.ContainsRune("\n>]", rune(before[len(before)-1]))) && (after == "" || strings.ContainsRune("\n<[", rune(after[0])))
}

// isDocument reports whether an address is that of a file to read.
func isDocument(address string) bool {
	address, _, _ = strings.Cut(address, "?")
	switch strings.ToLower(path.Ext(address)) {
	case ".pdf", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".epub", ".zip", ".csv", ".gpx", ".kml", ".swf":
		return true
	}
	return false
}

// hasBracket reports whether what stands behind a name has a bracket that no
// attribute of a shortcode has: HTML may stand in a value in quotes.
func hasBracket(attrs string) bool {
	var quote byte
	for i := 0; i < len(attrs); i++ {
		switch c := attrs[i]; {
		case c == '[' || c == '<' && quote == 0:
			return true
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\'') && i > 0 && attrs[i-1] == '=':
			quote = c
		}
	}
	return quote != 0 && strings.IndexByte(attrs, '<') >= 0
}

// isAddressOrNote reports whether brackets hold what is no shortcode: an address, a
// value, a remark of the author.
func isAddressOrNote(sc *shortcode) bool {
	switch {
	case strings.HasPrefix(sc.attrs, "://"):
		return true
	case strings.HasPrefix(sc.attrs, "=") && !sc.enclosing:
		return true
	}
	return len(sc.name) > 2 && strings.ToUpper(sc.name) == sc.name && !strings.Contains(sc.attrs, "=") && !strings.ContainsAny(sc.name, "_-")
}

// isTextOfLink reports whether words in brackets at i are all that a link says: [news
// release], [more].
func (t *textScanner) isTextOfLink(i int, sc *shortcode) bool {
	if sc.enclosing || strings.ContainsAny(sc.attrs, `="'/`) || !hasPrefixFold(t.s[sc.tagEnd:], "</a>") || strings.ContainsAny(sc.name, "_") || i == 0 || t.s[i-1] != '>' {
		return false
	}
	tag := strings.LastIndexByte(t.s[max(0, i-nearby):i], '<')
	return tag >= 0 && hasPrefixFold(t.s[max(0, i-nearby)+tag:], "<a ")
}

// looksLikeTag reports whether what stands alone in brackets has the form of a
// shortcode without a named value: [imagelist], [Tweet "text"], [field x], [LastEvents].
func looksLikeTag(sc *shortcode) bool {
	if strings.ContainsAny(sc.attrs, `"'`) {
		return true
	}
	return (strings.ToLower(sc.name) == sc.name || sc.attrs == "" && isCamelCase(sc.name)) && len(strings.Fields(sc.attrs)) <= 2 && !strings.ContainsAny(sc.attrs, ".,;!?") && strings.IndexFunc(sc.name, func(r rune) bool { return r >= 0x80 }) < 0
}

// isCamelCase reports whether a name is of several words, as code has them and no brand:
// LastOpenEvents, listEvents, but not YouTube.
func isCamelCase(name string) bool {
	upper, humps := 0, 0
	for i := range len(name) {
		if 'A' <= name[i] && name[i] <= 'Z' {
			upper++
			if i > 0 && 'a' <= name[i-1] && name[i-1] <= 'z' {
				humps++
			}
		}
	}
	return humps > 0 && (upper > 2 || len(name) > 7 && 'a' <= name[0] && name[0] <= 'z')
}

// namedFile returns the address that is all that a shortcode says: [dewplayer:URL],
// [pdfviewer]URL[/pdfviewer].
func namedFile(sc *shortcode) string {
	v := ""
	if sc.enclosing {
		v = tree.UnescapeHTML(strings.TrimSpace(sc.content))
	} else if rest, ok := strings.CutPrefix(sc.attrs, ":"); ok {
		v, _, _ = strings.Cut(tree.UnescapeHTML(strings.TrimSpace(rest)), " ")
		if fileKind(v) == "" {
			return ""
		}
	}
	if isAddress(v) && len(v) > 1 {
		return v
	}
	return ""
}

// titledTracks returns the players of files that a shortcode names behind their titles:
// [mp3-jplayer tracks="One@http://…/a.mp3, Two@http://…/b.mp3"].
func titledTracks(sc *shortcode) (nodes []*html.Node) {
	a := parseAttrs(sc.attrs)
	if sc.enclosing || len(a.named) == 0 {
		return nil
	}
	list := tree.UnescapeHTML(cmp.Or(a.get("tracks"), a.get("track")))
	for track := range strings.SplitSeq(list, ",") {
		title, address, _ := strings.Cut(track, "@")
		title, address = strings.TrimSpace(title), strings.TrimSpace(address)
		if !isWebAddress(address) || fileKind(address) != "audio" {
			return nil
		}
		p := tree.NewElement(atom.P)
		p.AppendChild(tree.NewText(title))
		nodes = append(nodes, p, tree.NewElement(atom.Audio, "controls", "", "src", address))
	}
	return nodes
}

// fileOrEmbed is embed, but for a file that no browser plays is a link with its name.
func (b *builder) fileOrEmbed(address string) *html.Node {
	if fileKind(address) == "image" {
		return tree.NewElement(atom.Img, "src", address, "alt", "")
	}
	if name := nameOf(address); fileKind(address) == "" && strings.Contains(name, ".") && strings.HasSuffix(address, name) {
		return tree.NewLink(address, name)
	}
	return b.embed(address)
}

// noteValues notes the words and addresses in the attributes of a shortcode that what
// was built of it does not have.
func (b *builder) noteValues(sc *shortcode, nodes []*html.Node) {
	if !strings.Contains(sc.attrs, "=") {
		return
	}
	a := parseAttrs(sc.attrs)
	_, isEmbed := embedded[sc.name]
	var built [][2]string // the HTML of each node and its text, once asked for
	has := func(v string) bool {
		if built == nil {
			for _, n := range nodes {
				text := tree.TextContent(n)
				if n.Type == html.TextNode {
					text = n.Data
				}
				built = append(built, [2]string{tree.HTML(n), text})
			}
		}
		escaped := html.EscapeString(v)
		return slices.ContainsFunc(built, func(n [2]string) bool { return strings.Contains(n[0], escaped) || strings.Contains(n[1], v) })
	}
	for _, p := range a.named {
		v := strings.TrimSpace(tree.UnescapeHTML(p.val))
		k := plainKey(p.key)
		if isEmbed && opensEmbed.Has(k) && len(v) > 4 && !has(v) {
			b.notes.add(note.Embed, false, "what opens it on the other site is not in its address: "+p.key+"="+Quote(v))
			continue
		}
		if v == "" || isPlainValue(v) && k != "title" && k != "caption" {
			continue
		}
		if settings.Has(v) || isLookValue(v) || isLookOf(k, v) || isBackground(k) {
			continue
		}
		isLabel := func() bool {
			r := roleOf("", p.key)
			return r == roleHeading || r == roleText || r == roleLabel
		}
		if (mayBeWords(v) && strings.IndexFunc(v, isLetterOrMore) >= 0 || (isCapitalized(v) || (k == "title" || k == "caption") && strings.IndexFunc(v, isLetterOrMore) >= 0) && isLabel() || carriedAddress(v) != "") && !has(v) && !(carriedAddress(v) != "" && isEmbed && fileKind(v) == "") {
			if isWithheld(sc.name, p.key, v) {
				v = withheldValue
			}
			b.notes.add(note.Shortcode, false, "value of "+sc.name+" dropped, it may have been seen: "+p.key+"="+Quote(v))
		}
	}
}

// isPlainValue reports whether a value is by its characters neither words, nor one that
// is written as a title is, nor an address: alignleft, attachment_12, 300, 12,14,15.
func isPlainValue(v string) bool {
	if v == "" {
		return true
	}
	if 'A' <= v[0] && v[0] <= 'Z' {
		return false
	}
	for i := range len(v) {
		if c := v[i]; c != '_' && c != '-' && c != ',' && !('0' <= c && c <= '9') && !tree.IsLetter(rune(c)) {
			return false
		}
	}
	return true
}

// opensEmbed are the plain names of values without which another site does not show what
// is not public there.
var opensEmbed = late.Words("key accesskey secret secrettoken token hash privatekey sharekey")

// isCandidate reports whether an unknown name can be that of a shortcode.
func isCandidate(name string) bool {
	return len(name) >= 2 && tree.IsLetter(rune(name[0]))
}

// isForeignTag reports whether a name in other letters than Latin ones is that of a
// shortcode: it has values or encloses something.
func isForeignTag(sc *shortcode) bool {
	return isForeign(sc.name) && (sc.enclosing || strings.Contains(sc.attrs, `="`) || strings.Contains(sc.attrs, "='"))
}

// aloneInLine reports whether nothing but white space and tags stands beside
// s[from:to] on its line.
func (t *textScanner) aloneInLine(from, to int) bool {
	before := strings.TrimRight(t.s[max(0, from-nearby):from], " \t")
	after := strings.TrimLeft(t.s[to:min(len(t.s), to+nearby)], " \t\r")
	return (before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, ">")) &&
		(after == "" || after[0] == '\n' || after[0] == '<')
}

// aloneWithin reports whether nothing stands beside s[from:to] in what arranges a page:
// [vc_column][products][/vc_column].
func (t *textScanner) aloneWithin(from, to int) bool {
	return t.isBeside(lastTag(strings.TrimRight(t.s[:from], " \t"))) && t.isBeside(strings.TrimLeft(t.s[to:], " \t"))
}

// isBeside reports whether a text begins with a tag that arranges a page, with one that only the
// old site could fill, or with one that has values.
func (t *textScanner) isBeside(s string) bool {
	if isLayoutTag(s) {
		return true
	}
	name, ok := strings.CutPrefix(s, "[")
	if !ok {
		return false
	}
	end := nameEnd(name, 0)
	if tag, _, ok := strings.Cut(name[end:min(len(name), end+nearby)], "]"); ok && end > 1 && strings.Contains(tag, `="`) {
		return true
	}
	name = name[:end]
	return strings.ContainsAny(name, "_-") && t.b.definition(name).absent != nil
}

// lastTag returns the tag of a shortcode that a text ends in, or "".
func lastTag(s string) string {
	if !strings.HasSuffix(s, "]") {
		return ""
	}
	const most = 4096 // styles of a column are long
	s = s[max(0, len(s)-most):]
	return s[max(0, strings.LastIndexByte(s, '[')):]
}

// isLayoutTag reports whether a text begins with a tag of a shortcode that arranges a page.
func isLayoutTag(s string) bool {
	name, ok := strings.CutPrefix(s, "[")
	if ok {
		name = strings.TrimPrefix(name, "/")
		_, ok = layoutOf(name[:nameEnd(name, 0)])
	}
	return ok
}

// gluedToEnd reports whether s[from:to] ends its line right behind the sign that ends a
// sentence, where words in brackets have a blank before them: "Vote! :-)[ratings]".
func (t *textScanner) gluedToEnd(from, to int) bool {
	after := strings.TrimLeft(t.s[to:min(len(t.s), to+nearby)], " \t\r")
	return from > 0 && strings.IndexByte(".!?:;)", t.s[from-1]) >= 0 && (after == "" || after[0] == '\n' || after[0] == '<')
}

// keepTag puts the tag of a shortcode at i into the text as it was written, but for
// passwords and keys.
func (t *textScanner) keepTag(i int, sc *shortcode) {
	tag := t.s[i:sc.tagEnd]
	text := tree.NewTag(tree.Shortcode)
	kept := tree.UnescapeHTML(tag)
	if plain := withoutSecrets(kept); plain != kept {
		t.b.secret = append(t.b.secret, html.EscapeString(kept))
		kept = plain
	}
	text.AppendChild(tree.NewText(kept))
	t.emit(i, sc.tagEnd, t.b.place(tag, text))
}

// unwrap leaves out the tags of a shortcode at i, whose content stays in the
// text.
func (t *textScanner) unwrap(i int, sc *shortcode) {
	t.emit(i, sc.tagEnd, "")
	if sc.enclosing {
		t.open(sc.name)
		t.dropCloser(sc)
	}
}

// linesByName are names of shortcodes whose words stand in a line of their own.
var linesByName = late.Words("header subheader heading subheading headline subheadline title subtitle tagline")

// dropCloser leaves out the closing tag of a shortcode when it comes.
func (t *textScanner) dropCloser(sc *shortcode) { t.closeWith(sc, "") }

// closeWith puts HTML in the place of the closing tag of a shortcode when it
// comes. Of several that share one, the innermost comes first.
func (t *textScanner) closeWith(sc *shortcode, instead string) {
	if t.instead == nil {
		t.instead = map[int][]string{}
	}
	at := sc.end - len("[/]") - len(sc.name)
	t.instead[at] = append(t.instead[at], instead)
}
