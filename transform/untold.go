package transform

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/seen"
	"github.com/wp2md/wp2md/internal/tree"
)

// Of the values of shortcodes and widgets those are shown whose names say what they are, and
// those are noted that look like something a visitor saw. The others are settings, as far as
// anybody can tell who does not know the plugin: an effect "ripple", the number 90 of
// something. A last note of the page has those that neither the page nor another note tells,
// but for what is known to be of a look or a program, so that none is gone without a word.

// valued is a shortcode, a widget or an element with its values.
type valued struct {
	name  string
	attrs string // of a shortcode, as written
	props []prop
}

// valuedElement keeps the attributes of an element that nothing else reads: if it shows nothing
// all, else those for scripts that are phrases.
func (b *builder) valuedElement(n *html.Node, shows bool) {
	if n.DataAtom == atom.Meta && !tree.HasAttr(n, "itemprop") {
		return // of a whole page that somebody has pasted
	}
	var props []prop
	for i := range n.Attr {
		a := &n.Attr[i]
		key, forScripts := strings.CutPrefix(strings.TrimPrefix(a.Key, "aria-"), "data-")
		if !forScripts && (shows || isOfHTML(n, a.Key) || ofEveryElement.Has(a.Key)) || isDead(n, a.Key) || len(a.Val) < 2 {
			continue
		}
		if shows && !isWithheld("", key, a.Val) && (!strings.Contains(a.Val, " ") || !saysWords(a.Val) || isLookOf(plainKey(key), a.Val)) && !isReadBeside(key, a.Val) {
			continue
		}
		p := prop{key: key, val: a.Val}
		if strings.IndexByte("{[a%", a.Val[0]) >= 0 {
			p = storedProp(key, a.Val)
		}
		props = append(props, p)
	}
	if props != nil {
		b.valued = append(b.valued, valued{name: "<" + n.Data + ">", props: props})
	}
}

// ofEveryElement are the attributes that are for browsers alone.
var ofEveryElement = late.Words("id style align valign dir lang width height rel role tabindex border colspan rowspan type start hidden draggable contenteditable scope for bgcolor color face size frameborder scrolling cellpadding cellspacing clear noshade loading decoding method enctype autocomplete spellcheck translate accesskey aria-hidden aria-expanded aria-controls aria-labelledby aria-describedby aria-live aria-haspopup aria-level aria-selected aria-valuemin aria-valuemax aria-modal aria-current aria-orientation aria-roledescription")

// noteUntold notes the values of shortcodes and widgets that nothing tells.
func (b *builder) noteUntold(root *html.Node) {
	if len(b.valued) == 0 {
		return
	}
	u := untold{b: b, asked: map[untoldValue]bool{}}
	for i := range b.valued {
		v := &b.valued[i]
		if v.attrs != "" {
			a := widgetAttrs(v.attrs)
			v.props = builderProps(v.name, &a)
		}
		u.props(v.name, v.props, 0)
	}
	if len(u.values) == 0 {
		return
	}
	told, held := toldTerms{}, toldTerms{}
	for _, v := range u.values {
		if v.withheld {
			b.secret = append(b.secret, html.EscapeString(v.val))
		}
		told.want(v.val)
		told.want(v.file)
		if len(b.held) > 0 {
			held.want(v.val)
		}
	}
	told.read(root, b.notes.list)
	for _, s := range b.held {
		held.find(s, [2]uint64{}, inText|inLine)
	}
	var widgets, elements []untoldValue
	for _, v := range u.values {
		switch {
		case told.has(v.val), v.file != "" && told.has(v.file), len(b.held) > 0 && held.has(v.val):
		case strings.HasPrefix(v.widget, "<"):
			elements = append(elements, v)
		default:
			widgets = append(widgets, v)
		}
	}
	for _, line := range linesOf(widgets) {
		b.notes.add(note.Shortcode, false, note.UnshownSettings+line)
	}
	for _, line := range linesOf(elements) {
		b.notes.add(note.HTML, false, note.UnshownSettings+line)
	}
}

// untold collects values of which something may have shown.
type untold struct {
	b      *builder
	values []untoldValue
	asked  map[untoldValue]bool
	within int // how many objects with names of looks are around what is read
}

type untoldValue struct {
	widget, key, val string
	file             string // address of the file of the library that has the number val, or the day or network that it is
	withheld         bool   // no visitor saw val
}

// said returns what a note says of a value.
func (v *untoldValue) said() string {
	if v.withheld {
		return v.key + `="` + withheldValue + `"`
	}
	return Quote(v.key + `="` + tree.UnescapeHTML(v.val) + `"`)
}

func (u *untold) props(widget string, props []prop, depth int) {
	if depth > maxPropDepth {
		return
	}
	isOff := switchedOff(widget, props).has
	for i := range props {
		p := &props[i]
		if strings.HasPrefix(p.key, "_") || isOff(p.key) || depth == 0 && isOfOtherSkin(widget, p, props) || isTooltip(widget, p, props) {
			continue
		}
		k, v := plainKey(p.key), strings.TrimSpace(p.val)
		isIdle := isIdleName(k)
		if name := secretOfPair(props, i); name != "" {
			u.value(widget, name, v)
			continue
		}
		if p.tree {
			u.tree(widget, k, p, props, isIdle, depth)
			continue
		}
		if kids, ok := encodedProps(v); ok {
			u.tree(widget, k, &prop{key: p.key, kids: kids, tree: true}, props, isIdle, depth)
			continue
		}
		if isIdle && !saysDespiteName(widget, p.key, v) || u.within > 0 && !saysWithinLook(p.key, v) {
			continue
		}
		if raw, ok := strings.CutPrefix(v, "#E-8_"); ok { // HTML of WPBakery, encoded twice
			v = rawContent(raw)
		} else if text, ok := fromBase64(v); ok {
			v = text
		} else if word, ok := u.b.fewOfBase64(v); ok {
			v = word
		}
		if kids, ok := encodedProps(v); ok {
			u.props(widget, kids, depth+1)
			continue
		}
		if len(v) > 2 && strings.IndexByte("{[a", v[0]) >= 0 {
			if kids, ok := storedProps(v); ok {
				u.props(widget, kids, depth+1)
				continue
			}
		}
		if isLinkOfWPBakery(v) || strings.HasPrefix(v, "url:") {
			link := readLink(v)
			u.value(widget, p.key, link.title)
			v = link.href
		}
		if labels := labelsOfKeys(v); labels != nil {
			v = strings.Join(labels, "; ")
		}
		if id, address, alt := chosenFile(v); id != "" || address != "" {
			u.value(widget, p.key, alt)
			v = address
		}
		u.value(widget, p.key, strings.TrimPrefix(v, "manually,")) // of Enfold
	}
}

// tree collects what is in a list or an object. Of an object with a name of looks that is what
// says so itself; the rows of a list are rows of something, whatever it is called.
func (u *untold) tree(widget, k string, p *prop, rows []prop, isIdle bool, depth int) {
	if !u.b.opt.Restricted && whoSeesRow(p, rows) >= audience.Insiders {
		return
	}
	object := isObject(p.kids)
	if size := value(p.kids, "size"); object && size != "" && !isIdle && u.within == 0 && numbersRead.Has(lastWordOf(p.key)) { // of a control with units
		if value(p.kids, "unit") == "%" {
			size += "%"
		}
		u.value(widget, p.key, size)
	}
	isRows := !object && len(p.kids) > 0 && isObject(p.kids[0].kids) && !hasAnySuffix(k, "font", "shadow", "shadowhover", "border", "style", "styles", "typography")
	if isIdle && object {
		u.within++
		defer func() { u.within-- }()
	} else if isIdle && !isRows && len(p.kids) > 0 && p.kids[0].tree {
		return
	}
	u.props(widget, withNames(p.key, p.kids), depth+1)
}

// withNames returns the values of a list with its name where they have none of their own.
func withNames(key string, list []prop) []prop {
	if !slices.ContainsFunc(list, func(p prop) bool { return p.key == "" && !p.tree }) {
		return list
	}
	list = slices.Clone(list)
	for i := range list {
		if p := &list[i]; p.key == "" && !p.tree {
			p.key = key
		}
	}
	return list
}

func (u *untold) value(widget, key, v string) {
	v = strings.TrimPrefix(strings.TrimPrefix(v, "mailto:"), "tel:") // the page has no more than what is behind
	if len(v) == 1 && isCountdownName(widget) && hasAnySuffix(plainKey(key), "month", "day", "hour", "minute", "hours", "minutes") {
		v = "0" + v // as the page has it
	}
	if k := plainKey(key); isIdleValue(k, v) && !isSaidByName(key, v) || k == "time" && isCount(v) && isCounterName(widget) {
		return
	}
	value := untoldValue{widget: widget, key: key, val: v, withheld: isWithheld(widget, key, v) || isOfRandom(key, v)}
	if day, ok := instant(v); ok && isEndOfCountdown(plainKey(key)) {
		value.file = day
	}
	if key == "name" {
		value.file = networkCalled(v)
	}
	if profile := profileOf(widget, plainKey(key), v); profile != "" {
		value.file = profile
	}
	if first, _, _ := strings.Cut(v, ","); strings.Trim(v, "0123456789, ") == "" {
		if att := u.b.attachmentOf(strings.TrimSpace(first)); att != nil {
			value.file = att.URL
		}
	}
	if !u.asked[value] {
		u.asked[value] = true
		u.values = append(u.values, value)
	}
}

// linesOf returns what the notes say, none of them endless: values of one widget stand behind
// its name.
func linesOf(values []untoldValue) (lines []string) {
	const most = 8 << 10
	first := map[string]int{}
	for i, v := range values {
		if _, ok := first[v.widget]; !ok {
			first[v.widget] = i
		}
	}
	slices.SortStableFunc(values, func(v, w untoldValue) int { return first[v.widget] - first[w.widget] })
	var line strings.Builder
	for i := range values {
		v := &values[i]
		said, between := v.said(), " "
		if i == 0 || v.widget != values[i-1].widget {
			between = " · " + v.widget + " "
		}
		if line.Len() > 0 && line.Len()+len(between)+len(said) > most {
			lines = append(lines, line.String())
			line.Reset()
		}
		if line.Len() == 0 {
			between = v.widget + " "
		}
		line.WriteString(between + said)
	}
	if line.Len() > 0 {
		lines = append(lines, line.String())
	}
	return lines
}

// isIdleName reports whether values of that plain name are of a look, of a program or for
// an editor.
func isIdleName(k string) bool {
	k = strings.TrimRight(k, "0123456789")
	return isLook(k) || isIdleButLook(k)
}

// isIdleButLook is isIdleName but for the names that isLook knows.
func isIdleButLook(k string) bool {
	k = strings.TrimRight(k, "0123456789")
	return isSpaceAround(k) || strings.HasPrefix(k, "hide") || strings.HasPrefix(k, "disable") || strings.HasPrefix(k, "enable") || isBackground(k) || isOfMachine(k) || idleNames.Has(k) ||
		hasAnySuffix(k, "id", "ids", "uid", "width", "height", "padding", "margin", "spacing", "opacity", "duration", "delay", "speed", "columns", "column", "cols", "rows", "css", "radius", "weight",
			"tablet", "desktop", "nonce", "visibility", "overlay", "hover", "offset", "ratio", "lastedited", "adminlabel", "zoom", "zoomlevel", "tag", "gap", "distance", "letterspace", "spacebefore", "spaceafter", "autoplay", "version", "clippath", "repeat",
			"gutter", "gaph", "gapv", "gapx", "gapy", "translatex", "translatey", "rotate", "topsep", "bottomsep", "mask", "masksvg", "objectfit", "linkproperty", "easing", "texture", "columndesk", "columnlaptop", "columnmobile", "overlaystrength", "selectededitor", "fieldcontainerstate", "perrow", "timeout")
}

var idleNames = late.Words("globalparent globalmodule slug key anchor menuanchor builderversion modulelabel count limit perpage postsperpage order condition operator comparison compare logic mime filename module nodetype skin status disabledon version max min step startvalue startingnumber startnumber countfrom numberfrom currencysymbol styling infodisplay")

// isSaidOfThing reports whether a value is some words, or one as names are written, of which no
// form for looks has all: Bungalow, old english sheepdog.
func isSaidOfThing(v string) bool {
	first, n := utf8.DecodeRuneInString(v)
	words := 0
	for w := range strings.FieldsSeq(v) {
		if words++; strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' && r != ',' }) >= 0 {
			return false
		}
	}
	if words == 1 && (!unicode.IsUpper(first) || len(v) < 4 || strings.ToLower(v[n:]) != v[n:] || strings.Contains(v, "-")) {
		return false
	}
	return words > 0 && words < 7 && !isOfChoices(strings.ReplaceAll(v, ",", " "))
}

// isMeasured reports whether a value is a number, or a span of two, with a unit that is none of
// style sheets.
func isMeasured(v string) bool {
	unit := strings.TrimLeft(v, "0123456789.,:/ -–+~<>≤≥")
	if first, _ := utf8.DecodeRuneInString(unit); unit == v || !unicode.IsLetter(first) || v[0] > '9' || isSizeOfCSS(v) || strings.ContainsFunc(unit, unicode.IsDigit) {
		return false
	}
	switch unit, _, _ = strings.Cut(strings.ToLower(unit), " "); unit {
	case "s", "ms", "deg", "x", "d", "fr", "col", "cols", "column", "columns", "row", "rows", "sec", "th", "st", "xl", "xs":
		return false
	}
	return !isLengthUnit(unit) && unit != "%"
}

// isIdleValue reports whether a value is one by which a program chooses, or of a look.
func isIdleValue(k, v string) bool {
	if v == "" || len(v) < 24 && isSwitchedBy(strings.ToLower(v)) || isLookValue(v) || isPlaceOfCSS(v) || isLoopQuery(v) || !strings.ContainsFunc(v, isSaidSign) || strings.HasPrefix(v, "padding-") || strings.HasPrefix(v, "margin-") || strings.HasPrefix(v, "aviaTB") || v == "http://" || v == "https://" {
		return true
	}
	if isCount(v) && (k == "structure" || strings.Contains(k, "columns")) || strings.HasSuffix(k, "source") && (v == "library" || v == "media" || v == "upload") {
		return true // of the columns of a section, and where a picture was taken from
	}
	if isSnake(v) || isLengthUnit(v) || isCount(v) && hasAnySuffix(k, "template", "block", "module", "menu", "post", "page", "term", "cat", "category", "author", "form", "product") {
		return true
	}
	if !strings.ContainsFunc(v, unicode.IsUpper) && len(v) < 60 {
		return isOfChoices(strings.Map(func(r rune) rune {
			if r == '_' || r == '-' || r == ':' || r == '|' || r == ',' {
				return ' '
			}
			return r
		}, v))
	}
	return false
}

// isSaidSign reports whether a sign says something by itself: a letter, a digit, a pictograph.
func isSaidSign(r rune) bool { return isLetterOrDigit(r) || isPictograph(r) }

func isPictograph(r rune) bool { return r >= 0x2600 && unicode.Is(unicode.So, r) }

// isSwitchedBy reports whether a value is of switches alone: yes, on|off|off, 0.
func isSwitchedBy(v string) bool {
	for part := range strings.SplitSeq(v, "|") {
		switch part {
		case "", "0", "1", "on", "off", "yes", "no", "true", "false", "none", "default", "auto", "inherit", "custom", "show", "hide", "null", "undefined", "url", "lightbox", "external", "single", "enable", "disable", "enabled", "disabled", "p":
		default:
			return false
		}
	}
	return true
}

// toldTerms are the words that are looked for, by themselves and as they follow each other,
// and whether they were found. A number is a word, whatever parts its digits.
type toldTerms map[uint64]toldIn

type toldIn byte

const (
	inText toldIn = 1 << iota
	inLine        // a text of a few words
)

// want has a value looked for.
func (t toldTerms) want(v string) {
	for text := range textsOf(v) {
		for _, whole := range [2]bool{false, true} {
			last := uint64(0)
			for h := range termsOf(text, whole) {
				t[h], t[last*31+h] = 0, 0
				last = h
			}
		}
	}
}

// read looks in a page and its notes.
func (t toldTerms) read(root *html.Node, notes []note.Note) {
	var before [2]uint64 // elements part no words
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			before = t.find(n.Data, before, in(n.Data))
		}
		for i := range n.Attr {
			if a := &n.Attr[i]; isPrinted(n, a.Key) {
				t.find(a.Val, [2]uint64{}, in(a.Val))
				if strings.Contains(a.Val, "%") {
					t.find(percentDecoded(a.Val), [2]uint64{}, in(a.Val))
				}
			}
		}
	}
	for i := range notes {
		t.find(notes[i].Text, [2]uint64{}, inText|inLine)
	}
}

// in returns whether a text is a line or one of many words, in which any word can stand. What
// has a bracket may be a tag that was kept.
func in(text string) toldIn {
	const most = 10
	if strings.Count(text, " ") > most && strings.IndexByte(text, '[') < 0 {
		return inText
	}
	return inText | inLine
}

// isPrinted reports whether an attribute of an element of the clean tree is in a page.
func isPrinted(n *html.Node, key string) bool {
	switch key {
	case "href", "src":
		return true
	case "alt":
		return n.DataAtom == atom.Img || n.DataAtom == atom.Area
	case "title":
		return n.DataAtom == atom.Img || n.DataAtom == atom.A || n.DataAtom == atom.Abbr || n.DataAtom == atom.Iframe
	case "cite":
		return n.DataAtom == atom.Blockquote || n.DataAtom == atom.Q || n.DataAtom == atom.Ins || n.DataAtom == atom.Del
	}
	switch n.DataAtom {
	case atom.Iframe, atom.Object, atom.Embed, atom.Video, atom.Audio, atom.Source, atom.Track, atom.Param, atom.Form, atom.Input, atom.Select, atom.Option, atom.Textarea, atom.Button:
		return true
	}
	return strings.HasPrefix(n.Data, "wp-")
}

// find looks in a text that goes on behind the last terms of another, and returns its own.
func (t toldTerms) find(s string, last [2]uint64, where toldIn) [2]uint64 {
	for i := range last {
		for h := range termsOf(s, i > 0) {
			if was, ok := t[h]; ok {
				if was|where != was {
					t[h] = was | where
				}
				if _, ok := t[last[i]*31+h]; ok {
					t[last[i]*31+h] |= where
				}
			}
			last[i] = h
		}
	}
	return last
}

// has reports whether a value was found: each of its texts or, where they are lists, of
// their parts. Of an address that is what it ends in.
func (t toldTerms) has(v string) bool {
	if isLoneAddress(v) {
		for text := range textsOf(v) {
			if t.hasPart(text) {
				return true
			}
		}
		return false
	}
	for text := range textsOf(v) {
		if t.hasPart(text) {
			continue
		}
		for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' || r == '|' }) {
			if part = strings.TrimSpace(part); !isIdleValue("", part) && !t.hasPart(part) {
				return false
			}
		}
	}
	return true
}

// hasPart reports whether a text was found. One word or number by itself, or two, stand in a line,
// not in a sentence about something else.
func (t toldTerms) hasPart(s string) bool {
	last, at, terms := uint64(0), inLine, 0
	for h := range termsOf(s, true) {
		if at = t[h]; last != 0 {
			at &= t[last*31+h]
		}
		if at == 0 {
			return false
		}
		last = h
		terms++
	}
	return terms > 2 || at&inLine != 0
}

// textsOf yields the texts of a value: of an address first what it ends in.
func textsOf(v string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if strings.Contains(v, "%") {
			v = percentDecoded(v)
		}
		v = strings.ReplaceAll(v, betweenEntries, "\n")
		if isLoneAddress(v) && !yield(endOfAddress(v)) {
			return
		}
		if strings.Contains(v, "[") {
			v = withoutBrackets(v)
		}
		for text := range strings.FieldsFuncSeq(seen.OfHTML(v), func(r rune) bool { return r == seen.Block || r == seen.Mark || r == '\n' }) {
			if !yield(text) {
				return
			}
		}
	}
}

func isLoneAddress(v string) bool { return isAddress(v) && !strings.ContainsAny(v, "<> \n") }

// endOfAddress returns what tells an address from others of its site: the name of a file as
// it is in every size, the number of a video.
func endOfAddress(v string) string {
	v = strings.TrimRight(v, "/")
	if i := strings.IndexByte(v, '#'); i > 0 {
		v = v[:i]
	}
	v = v[strings.LastIndexAny(v, "/=")+1:]
	if fileKind(v) == "image" {
		v = withoutEdits(strings.TrimSuffix(v, path.Ext(v)), false)
	}
	return v
}

// withoutBrackets returns a text without the tags of shortcodes, whose values are asked for
// by themselves.
func withoutBrackets(s string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "[")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		_, behind, closed := strings.Cut(rest, "]")
		if !closed {
			out.WriteString(rest)
			return out.String()
		}
		out.WriteByte('\n')
		s = behind
	}
}

// termsOf yields a sum for each word and each number of a text, which has the signs in it if
// it is whole. Letters that are written without spaces are words by themselves.
func termsOf(s string, whole bool) func(yield func(uint64) bool) {
	return func(yield func(uint64) bool) {
		const start, prime = 14695981039346656037, 1099511628211
		sum, size, number := uint64(start), 0, false
		end := func() bool {
			if size == 0 {
				return true
			}
			whole := sum
			sum, size = start, 0
			return yield(whole)
		}
		for i, r := range s {
			digit, wide := unicode.IsNumber(r), r >= utf8.RuneSelf && (seen.IsWide(r) || isPictograph(r))
			switch {
			case digit || wide || unicode.IsLetter(r) || unicode.IsMark(r):
				if (size > 0 && number != digit || wide) && !end() {
					return
				}
				number = digit
				sum = (sum ^ uint64(unicode.ToLower(r))) * prime
				size++
				if wide && !end() {
					return
				}
			case whole && size > 0 && number && (r == ',' || r == '.') && i+1 < len(s) && '0' <= s[i+1] && s[i+1] <= '9':
			default:
				if !end() {
					return
				}
			}
		}
		end()
	}
}
