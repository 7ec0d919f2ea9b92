package transform

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// Themes keep words in values of their shortcodes: the titles of all tabs in the first
// tag, the words that take turns in a sentence, the network of an icon.

// listKeys are the plain names of values that are several words, of which the sure ones
// are never names of settings.
var (
	sureListKeys = late.Words("titles words strings texts sentences phrases labels tickeritems tabtitles tabstitles headings lines")
	listKeys     = late.Words("names tags items list skills feature features points values options technologies tools")
)

// wordList returns the words of a value that is a list of them; nil if it is none.
func wordList(widget, key, v string) (items []string) {
	k := plainKey(key)
	sure := sureListKeys.Has(k) || isWordsByBars(v) && !isLook(k)
	if !sure && (!listKeys.Has(k) || isOfSite(widget)) || strings.ContainsAny(v, "<>{}[]=") || strings.Contains(v, "://") {
		return nil
	}
	if bars := labelsOfBars(widget, v); bars != nil {
		return bars
	}
	if labels := labelsOfKeys(v); labels != nil {
		v = strings.Join(labels, "\n")
	}
	by := ","
	for _, b := range []string{"||", "|", "\n", ";"} {
		if strings.Contains(v, b) {
			by = b
			break
		}
	}
	for item := range strings.SplitSeq(v, by) {
		if item = strings.TrimSpace(tree.UnescapeHTML(item)); item != "" {
			items = append(items, item)
		}
	}
	letters := func(s string) bool {
		return strings.IndexFunc(s, isLetterOrMore) >= 0 && !settings.Has(strings.ToLower(s)) && !isLookValue(s)
	}
	written := func(s string) bool { // rather than named
		return strings.IndexFunc(s, func(r rune) bool { return unicode.IsUpper(r) || r == ' ' || r >= 0x80 }) >= 0
	}
	if !slices.ContainsFunc(items, letters) || !sure && (len(items) < 2 || !slices.ContainsFunc(items, written)) {
		return nil
	}
	return items
}

// labelsOfBars returns the labels of bars with how long each is, of a list of both, perhaps with a
// colour: 90|Development,80|Design|#ccc.
func labelsOfBars(widget, v string) (labels []string) {
	if !strings.Contains(v, "|") {
		return nil
	}
	unit := ""
	if isAbout(widget, "progress", "skill") {
		unit = "%"
	}
	for item := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == ',' || r == '\n' }) {
		number, label, ok := strings.Cut(strings.TrimSpace(item), "|")
		label, colour, _ := strings.Cut(label, "|")
		if !ok || !isCount(number) || len(number) > 2 && number != "100" || tree.IsBlankText(label) || isCount(label) || strings.Contains(colour, "|") || colour != "" && !isLookValue(colour) {
			return nil
		}
		labels = append(labels, strings.TrimSpace(label)+": "+number+unit)
	}
	return labels
}

// labelsOfKeys returns the labels of a list that has a name for the program before each of them:
// all|All cards; old|For the old.
func labelsOfKeys(v string) (labels []string) {
	if !strings.Contains(v, ";") {
		return nil
	}
	for item := range strings.SplitSeq(v, ";") {
		key, label, ok := strings.Cut(item, "|")
		if key = strings.TrimSpace(key); key == "" && !ok {
			continue
		}
		if !ok || strings.Contains(label, "|") || tree.IsBlankText(label) || !isKeyOf(key, label) || strings.ContainsFunc(key, func(r rune) bool { return unicode.IsUpper(r) || r == ' ' }) {
			return nil
		}
		labels = append(labels, strings.TrimSpace(label))
	}
	return labels
}

// isKeyOf reports whether a word is the name that a program has for a label: it begins as a word
// of that does, or is for all.
func isKeyOf(key, label string) bool {
	key = strings.ToLower(key)
	if key == "all" || key == "*" || key == "any" {
		return true
	}
	runes := []rune(key)
	return len(runes) > 2 && strings.Contains(strings.Map(withoutAccent, norm.NFD.String(strings.ToLower(label))), string(runes[:min(len(runes), 4)]))
}

// withoutAccent leaves out the accents of letters that are decomposed.
func withoutAccent(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

// isWordsByBars reports whether a text is several phrases with two bars between them, or
// phrases and nothing else with one.
func isWordsByBars(v string) bool {
	bars := "||"
	if !strings.Contains(v, bars) {
		bars = "|"
	}
	count, other, phrase := 0, 0, false
	for item := range strings.SplitSeq(v, bars) {
		if item = strings.TrimSpace(item); item != "" {
			if strings.ContainsAny(item, ":=#/<>{}_|") {
				return false
			}
			if isWords(item) && (strings.Contains(item, " ") || isCapitalized(item)) {
				count++
				phrase = phrase || strings.Contains(item, " ")
			} else {
				other++
			}
		}
	}
	return count > 1 && (bars == "||" || other == 0 && phrase)
}

// listOfWords returns what shows the words of a list: its points, or for one a line.
func listOfWords(items []string) *html.Node {
	texts := make([]*html.Node, len(items))
	for i, item := range items {
		texts[i] = tree.NewText(item)
	}
	return listOrLine(texts)
}

// listOrLine returns what shows some nodes: a list of them, or for one a line.
func listOrLine(nodes []*html.Node) *html.Node {
	if len(nodes) == 1 {
		p := tree.NewElement(atom.P)
		p.AppendChild(nodes[0])
		return p
	}
	list := tree.NewElement(atom.Ul)
	for _, n := range nodes {
		li := tree.NewElement(atom.Li)
		li.AppendChild(n)
		list.AppendChild(li)
	}
	return list
}

// wordsInLine returns the words of a shortcode that stands within a sentence and has
// nothing but a list of them, or is by its name a word of it that is marked; nil if it is none.
func (t *textScanner) wordsInLine(i int, sc *shortcode) []*html.Node {
	if sc.enclosing || t.apart(i, sc.tagEnd) {
		return nil
	}
	list, marked := "", ""
	for a, k := widgetAttrs(sc.attrs), 0; k < len(a.named); k++ {
		p := &a.named[k]
		if isWithheld(sc.name, p.key, p.val) {
			return nil
		}
		r := roleOf(sc.name, p.key)
		switch items := wordList(sc.name, p.key, p.val); {
		case items != nil && list == "":
			list = strings.Join(items, ", ")
		case (r == roleHeading || r == roleText || r == roleLabel) && marked == "" && isMarkOfText(sc.name) && !settings.Has(p.val) && !isAddress(p.val) && !strings.ContainsAny(p.val, "<[\n"):
			marked = strings.TrimSpace(tree.UnescapeHTML(p.val))
		case items != nil, r != roleNone && r != roleSkip && !tree.IsBlankText(p.val):
			return nil
		}
	}
	switch {
	case list != "" && marked != "" || list+marked == "":
		return nil
	case list != "":
		return []*html.Node{tree.NewText(list)}
	case utf8.RuneCountInString(marked) == 1: // the first letter of a word
		return []*html.Node{tree.NewText(marked)}
	}
	strong := tree.NewElement(atom.Strong)
	strong.AppendChild(tree.NewText(marked))
	if r, _ := utf8.DecodeRuneInString(t.s[sc.tagEnd:]); unicode.IsLetter(r) || unicode.IsDigit(r) { // drawn as a box of its own
		return []*html.Node{strong, tree.NewText(" ")}
	}
	return []*html.Node{strong}
}

// isMarkOfText reports whether a shortcode is by its name a word of the text that is marked: a label,
// the first letter of a paragraph.
func isMarkOfText(name string) bool {
	switch lastPart(strings.ToLower(name)) {
	case "label", "badge", "dropcap", "highlight", "mark", "tag":
		return true
	}
	return false
}

// networkNames are the plain names of values that say whose icon a link is.
var networkNames = late.Words("type network service site name icon social icontype socialicon iconname platform media")

// plainLinks are the plain names of values that say where a link leads.
var plainLinks = late.Words("url link href linkurl urllink linkhref iconlink iconurl sociallink socialurl profileurl profilelink")

// withNetwork returns the values of a link that has no text with the name of the network
// that another value says. Of a link to nowhere it returns the name alone.
func withNetwork(widget string, props []prop) (all []prop, idle string) {
	href, network := "", ""
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(p.val)
		switch r := roleOf(widget, p.key); {
		case v == "":
		case p.tree:
			return props, ""
		case r == roleLink && plainLinks.Has(plainKey(p.key)):
			href = v
		case networkNames.Has(plainKey(p.key)) && networkOfClass(v) != "":
			network = networkOfClass(v)
		case network == "" && isAbout(widget, "social", "network", "follow") && networkNames.Has(plainKey(p.key)) && len(v) < 20 && strings.Trim(v, "abcdefghijklmnopqrstuvwxyz") == "" && !settings.Has(v):
			network = strings.ToUpper(v[:1]) + v[1:]
		case r == roleHeading, r == roleText, r == roleLabel, r == roleAfter && !settings.Has(v), r == roleImage:
			return props, ""
		}
	}
	switch {
	case network == "":
		return props, ""
	case isNowhere(href) && isAbout(widget, "social", "icon", "network", "account", "follow", "profile"):
		return props, network
	case href == "" || isNowhere(href):
		return props, ""
	}
	return append(slices.Clip(props), prop{key: "link_text", val: cmp.Or(otherNetwork(network, href), network)}), ""
}

// isCalledTitle reports whether a shortcode is by the last word of its name a heading.
func isCalledTitle(name string) bool {
	name = strings.ToLower(name)
	last := lastPart(name)
	return last == "title" || last == "heading" || last == "headline"
}

// asTitle returns the values of a shortcode that is by its name a heading with its one
// text as that.
func asTitle(widget string, props []prop) []prop {
	if !isCalledTitle(widget) {
		return props
	}
	text := -1
	for i := range props {
		p := &props[i]
		if p.tree || strings.TrimSpace(p.val) == "" || settings.Has(strings.TrimSpace(p.val)) {
			continue
		}
		switch r := roleOf(widget, p.key); {
		case r == roleHeading:
			return props
		case r == roleText && text < 0 && (plainKey(p.key) == "text" || plainKey(p.key) == "content" || plainKey(p.key) == "txt") && len(p.val) < 200:
			text = i
		}
	}
	if text < 0 {
		return props
	}
	named := slices.Clone(props)
	named[text].key = "title"
	return named
}

// withSaid calls values what they are that were seen, whatever name a theme has for them:
// the one phrase of a heading, whom a quote is by, the term that a content explains, the
// number that a label is of.
func withSaid(sc *shortcode, props []prop) {
	holds := sc.enclosing && !tree.IsBlankText(sc.content)
	phrase, number, titled, quotes, labelled := -1, -1, false, isAbout(sc.name, "quote", "testimonial", "review"), false
	for i := range props {
		p := &props[i]
		if p.tree {
			continue
		}
		v := strings.TrimSpace(tree.UnescapeHTML(p.val))
		if v == "" {
			continue
		}
		k := plainKey(p.key)
		switch r := roleOf(sc.name, p.key); {
		case r == roleHeading || r == roleText || r == roleLabel:
			titled = true
			labelled = labelled || (hasAnySuffix(k, "title", "label", "heading") || k == "name") && strings.IndexFunc(v, isLetterOrMore) >= 0
			quotes = quotes || hasAnySuffix(k, "quote", "testimonial")
		case r != roleNone:
		case k == "number" && (isNumberSaid(v) || isSaidOf(k, v)):
			number = i
		case phrase < 0 && isWords(v) && !isLookOf(k, v) && !isOfChoices(v) && !isAddress(v) && !isAbout(k, "css", "style", "id", "class", "animation", "font"):
			phrase = i
		}
	}
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(p.val)
		if p.tree || v == "" || roleOf(sc.name, p.key) != roleNone {
			continue
		}
		switch k := plainKey(p.key); {
		case strings.HasPrefix(p.key, "net_") && len(p.key) < 8 && isNetwork(strings.ToLower(v)): // net_1="facebook" link_1="https://…"
			if j := slices.IndexFunc(props, func(o prop) bool { return o.key == "link_"+p.key[len("net_"):] && isWebAddress(o.val) }); j >= 0 {
				props[j].key, p.val = strings.ToLower(v), ""
			}
		case hasAnySuffix(k, "boardheader", "tableheader") && strings.Contains(v, "|"):
			p.key = "headings"
		case quotes && hasAnySuffix(k, "by") && !hasAnySuffix(k, "orderby", "sortby", "groupby", "filterby") && (isWords(v) || isCapitalized(v)) && !isAddress(v):
			p.key = "attribution"
		case holds && isAbout(sc.name, "quiz", "question") && (isAbout(k, "answer", "choice", "explanation", "explain") || k == "options") && strings.IndexFunc(v, isLetterOrMore) >= 0 && !settings.Has(v) && !isLook(k):
			p.key, p.val = "button_after", asListOfParts(v) // behind the question, which is the content
		case holds && !titled && k == "term" && isAbout(sc.name, "term", "glossar", "definition") && isName(v):
			p.key = "title"
		}
	}
	if !holds && !titled && phrase >= 0 && isCalledTitle(sc.name) {
		props[phrase].key = "title"
	}
	if number >= 0 && labelled && !isListByName(sc) && !isListOfSite(sc) && !picksEntries(sc) {
		props[number].key = "subtitle"
	}
}

// withQuoted returns the values of a quotation around its words with what they say of whom it is by
// behind the name: [testimonial author="…" description="A firm"]…[/testimonial].
func withQuoted(sc *shortcode, props []prop) []prop {
	if !sc.enclosing || tree.IsBlankText(sc.content) || !isAbout(sc.name, "quote", "testimonial", "review") {
		return props
	}
	if i := slices.IndexFunc(props, func(p prop) bool {
		k, v := plainKey(p.key), strings.TrimSpace(p.val)
		return !p.tree && (k == "source" || k == "sourcename" || k == "quotesource") && (isWords(v) || isCapitalized(v)) && !isAddress(v) && !settings.Has(v)
	}); i >= 0 {
		props = slices.Clone(props)
		props[i].key = "attribution"
	}
	if !slices.ContainsFunc(props, func(p prop) bool { return p.val != "" && roleOf(sc.name, p.key) == roleAfter }) {
		return props
	}
	var list, said []prop
	for _, p := range props {
		switch k := plainKey(p.key); {
		case k != "description" && k != "desc" && k != "subtitle" && k != "info" && k != "details", p.tree, len(p.val) > 80, isSentence(p.val), strings.ContainsAny(p.val, "<["):
			list = append(list, p)
		default:
			p.key = "attribution"
			said = append(said, p)
		}
	}
	return append(list, said...)
}

// withListTitle returns the values of a widget with what belongs to the title of a list of
// quotations there: in a single one that is the job of whom it is by.
func withListTitle(widget string, props []prop) []prop {
	at := slices.IndexFunc(props, func(p prop) bool { return !p.tree && plainKey(p.key) == "subtitle" && p.val != "" })
	if at < 0 || roleOf(widget, props[at].key) != roleAfter || !slices.ContainsFunc(props, func(p prop) bool { return p.tree && !isObject(p.kids) && len(p.kids) > 0 && isObject(p.kids[0].kids) }) {
		return props
	}
	props = slices.Clone(props)
	props[at].key = "subheading"
	return props
}

// asListOfParts returns the parts of a value that semicolons or bars keep apart as a list, or else the
// value.
func asListOfParts(v string) string {
	by := "|"
	if !strings.Contains(v, by) {
		by = ";"
	}
	var list strings.Builder
	count := 0
	for part := range strings.SplitSeq(v, by) {
		if part = strings.TrimSpace(part); part != "" {
			list.WriteString("<li>" + part + "</li>")
			count++
		}
	}
	if count < 2 || strings.ContainsAny(v, "<&[") {
		return v
	}
	return "<ul>" + list.String() + "</ul>"
}

// isName reports whether a value begins as a name does, with a capital or in letters that
// have none.
func isName(v string) bool {
	r, _ := utf8.DecodeRuneInString(v)
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

// isNumberSaid reports whether a value is a number as people say it, to call or to find
// somebody, and no count: three digits or more, or a host.
func isNumberSaid(v string) bool {
	digits, letters, dots := 0, 0, 0
	for _, r := range v {
		switch {
		case unicode.IsDigit(r):
			digits++
		case r == '.':
			dots++
		case 'a' <= r && r <= 'z':
			letters++
		case !strings.ContainsRune(" +-/()\u00a0", r):
			return false
		}
	}
	if letters > 0 {
		return dots > 0 && digits == 0 && !strings.ContainsAny(v, " +/()") && v[0] != '.' && v[len(v)-1] != '.'
	}
	return digits >= 3 && len(v) < 40
}

// isVariable reports whether a shortcode names a word of the site and nothing else:
// [s-var slug="download"].
func isVariable(sc *shortcode, a *attrs) bool {
	if len(a.named) == 0 || len(a.pos) > 0 || isAbout(sc.name, "icon", "anchor", "menu", "sidebar") {
		return false
	}
	for i := range a.named {
		switch a.named[i].key {
		case "slug", "var", "variable", "field", "key":
		default:
			return false
		}
	}
	return true
}

// isTitle reports whether a shortcode is by its name a heading around a few words.
func isTitle(sc *shortcode, s *shown) bool {
	content := withoutParagraph(sc.content)
	return sc.enclosing && content != "" && len(s.heading) == 0 && len(content) < 200 && isCalledTitle(sc.name) && !strings.Contains(content, "[") && strings.Count(content, "\n") < 4 && !strings.Contains(strings.ReplaceAll(content, "\r", ""), "\n\n") &&
		!strings.Contains(content, "<h") && !strings.Contains(content, "<p") && !strings.Contains(content, "<div") && !strings.Contains(content, "<img")
}

// withoutParagraph returns a content without the one paragraph that an editor puts around the
// words of a heading.
func withoutParagraph(content string) string {
	const longest = 2000
	if content = strings.TrimSpace(content); len(content) > longest {
		return content
	}
	if whole := strings.TrimSpace(strings.TrimSuffix(content, "<p>")); strings.HasPrefix(whole, "<") && strings.Count(whole, "<p>") == strings.Count(whole, "</p>") {
		content = whole // what begins behind the closing tag
	}
	for _, tag := range []string{"p", "div"} {
		inner, ok := strings.CutSuffix(content, "</"+tag+">")
		if !ok || !strings.HasPrefix(inner, "<"+tag+">") && !strings.HasPrefix(inner, "<"+tag+" ") {
			continue
		}
		if inner = inner[strings.IndexByte(inner, '>')+1:]; !strings.Contains(inner, "<"+tag) && !strings.Contains(inner, "</"+tag) {
			return strings.TrimSpace(inner)
		}
	}
	return content
}

// withKicker returns the values of a widget with the small line beside its heading as that,
// which stands above it where its name or its place among them says so: small_heading and
// big_heading, upper_title beside title.
func withKicker(props []prop) []prop {
	small, heading := -1, -1
	for i := range props {
		p := &props[i]
		if p.tree || strings.TrimSpace(p.val) == "" {
			continue
		}
		switch k := plainKey(p.key); {
		case k == "smallheading" || k == "smalltitle" || k == "smallheadline" || k == "uppertitle" || k == "upperheading" || k == "overheading" || k == "topheading":
			small = i
		case roleOf("", p.key) == roleHeading && !isBelowHeading(k) && strings.IndexFunc(p.val, isLetterOrMore) >= 0:
			heading = i
		}
	}
	if small < 0 || heading < 0 {
		return props
	}
	props = slices.Clone(props)
	if k := plainKey(props[small].key); strings.HasPrefix(k, "small") && small > heading {
		props[small].key = "subtitle"
	} else {
		props[small].key = "eyebrow"
	}
	return props
}

// isListItem reports whether a shortcode of a theme is by its name an item of a list of lines.
func isListItem(name string) bool {
	name = strings.ReplaceAll(strings.ToLower(name), "-", "_")
	return name == "list_item" || name == "listitem" || hasAnySuffix(name, "_list_item", "_listitem", "_li_item", "_list_li")
}

// lineOfList builds an item of a list at i that is a few words: its content, or its title.
func (t *textScanner) lineOfList(i int, sc *shortcode, s *shown) bool {
	if !isListItem(sc.name) || len(s.texts)+len(s.images)+len(s.media)+len(s.after)+len(s.over)+len(s.links)+len(s.labels) > 0 {
		return false
	}
	content := withoutParagraph(sc.content)
	if !sc.enclosing {
		content = ""
	}
	if (content == "") == (len(s.heading) == 0) || strings.ContainsAny(content, "[") || hasBlankLine(content) || strings.Contains(content, "<p") || strings.Contains(content, "<div") || strings.Contains(content, "<h") || strings.Contains(content, "<ul") {
		return false
	}
	words := s.heading
	if content != "" {
		words = tree.TakeChildren(t.b.parse(t.b.innerHTML(content)))
		if len(words) == 1 && words[0].DataAtom == atom.P {
			words = tree.TakeChildren(words[0])
		}
	}
	li := tree.NewElement(atom.Li)
	for _, n := range words {
		li.AppendChild(n)
	}
	t.emit(i, sc.end, t.b.place(t.s[i:sc.end], li))
	return true
}

// hasLineEnd reports whether the words of a heading are set in several lines.
func hasLineEnd(content string) bool {
	content = strings.TrimSpace(content)
	return strings.Contains(content, "\n") || strings.Contains(content, "<br")
}

// inOneLine returns the words of a heading without the ends of the lines that they were
// set in.
func inOneLine(content string) string {
	return strings.Join(strings.Fields(lineEnds.Replace(content)), " ")
}

// isNotice reports whether a shortcode is by its name a few words that a theme sets apart:
// what it has as title begins its line.
func isNotice(name string) bool {
	name = strings.ToLower(name)
	last := lastPart(name)
	switch cmp.Or(last, name) {
	case "alert", "notice", "notification", "warning", "infobox", "message":
		return true
	}
	return false
}

// withLeadIn makes the title of a notice the bold beginning of its text.
func (s *shown) withLeadIn(sc *shortcode) {
	if len(s.heading) == 0 || len(s.texts)+len(s.images)+len(s.links)+len(s.over) > 0 || !isNotice(sc.name) {
		return
	}
	strong := tree.NewElement(atom.Strong)
	for _, n := range s.heading {
		strong.AppendChild(n)
	}
	s.heading = nil
	content := strings.TrimSpace(sc.content)
	if !sc.enclosing || content == "" || content[0] == '<' || content[0] == '[' || strings.HasPrefix(sc.content, "\n") {
		s.texts = wrapInline([]*html.Node{strong})
		return
	}
	s.texts = []*html.Node{strong, tree.NewText(" ")}
}

// withTitles returns the values of the shortcode around some tabs without their titles,
// which it keeps for them: [tabs titles="First,Second"], [tabs tab1="First" tab2="Second"].
// A tab without a title of its own gets the next one.
func (b *builder) withTitles(sc *shortcode, props []prop) []prop {
	for i := len(b.tabLists) - 1; i >= 0; i-- {
		if l := &b.tabLists[i]; l.of == sc.name && len(l.titles) > 0 {
			title := l.titles[0]
			l.titles = l.titles[1:]
			b.leaveTabs(i + 1)
			if i := slices.IndexFunc(props, func(p prop) bool { return roleOf(sc.name, p.key) == roleHeading && p.val != "" }); i >= 0 {
				if strings.TrimSpace(props[i].val) != title {
					b.untaken = append(b.untaken, title)
				}
				return props
			}
			props = append(slices.Clip(props), prop{key: "title", val: title})
			break
		}
	}
	if !sc.enclosing || !isAbout(sc.name, "tab", "accordion", "toggle", "pane", "step", "slide") {
		return props
	}
	for i := range props {
		p := &props[i]
		items := wordList(sc.name, p.key, p.val)
		if items == nil {
			continue
		}
		_, rest, ok := strings.Cut(sc.content, "[")
		if !ok {
			return props
		}
		name := rest[:nameEnd(rest, 0)]
		if b.tabWork += len(sc.content); b.tabWork > mostTabWork {
			return props
		}
		if name == "" || countTags(sc.content, name) != len(items) {
			return props
		}
		b.tabLists = append(b.tabLists, tabList{name, items})
		return slices.Concat(props[:i], props[i+1:])
	}
	return props
}

// mostTabWork bounds the bytes in which the tabs of a page are counted: they may stand in
// each other.
const mostTabWork = 50_000_000

// tabList has the titles for the shortcodes of a name.
type tabList struct {
	of     string
	titles []string
}

// leaveTabs ends the tabs within the first few, of which no title is taken any more.
func (b *builder) leaveTabs(few int) {
	for _, l := range b.tabLists[few:] {
		b.untaken = append(b.untaken, l.titles...)
	}
	b.tabLists = b.tabLists[:few]
}

// countTags returns how often a content has the opening tag of a shortcode.
func countTags(content, name string) (n int) {
	for {
		_, rest, ok := strings.Cut(content, "["+name)
		if !ok {
			return n
		}
		if endsName(rest) {
			n++
		}
		content = rest
	}
}

// itemsWithin returns the points of a list of which each is a shortcode without content:
// [icon_list][item text="One"][item text="Two"][/icon_list].
func (b *builder) itemsWithin(sc *shortcode) (items []string) {
	if !sc.enclosing || !isListName(sc.name) {
		return nil
	}
	br := brackets{s: sc.content, end: ahead{what: "]"}}
	name := ""
	for i := 0; ; {
		rest := strings.TrimLeft(sc.content[i:], " \t\r\n")
		i = len(sc.content) - len(rest)
		if rest == "" {
			break
		}
		in, ok := shortcode{}, rest[0] == '['
		if ok {
			in, ok = br.parseShortcode(i)
		}
		if !ok || in.enclosing || name != "" && in.name != name {
			return nil
		}
		name = in.name
		a := widgetAttrs(in.attrs)
		quiet := &shown{quoted: true}
		for _, p := range builderProps(in.name, &a) {
			b.readProps(quiet, in.name, []prop{p}, 0)
		}
		nodes := quiet.nodes()
		if len(nodes) != 1 || !isLine(nodes[0]) {
			return nil
		}
		li := tree.NewElement(atom.Li)
		tree.MoveChildren(li, nodes[0])
		items = append(items, tree.HTML(li))
		i = in.end
	}
	return items
}

// withoutBrand returns the values of a widget without the short name of its theme before
// theirs, where what is left says what they are: st_link of [st_icon] is link.
func withoutBrand(widget string, props []prop) []prop {
	brand, _, ok := strings.Cut(strings.ToLower(widget), "_")
	if !ok || len(brand) < 2 || len(brand) > 4 {
		return props
	}
	cloned := false
	for i := range props {
		of, has := strings.CutPrefix(strings.ToLower(props[i].key), brand+"_")
		if !has || roleOf(widget, of) == roleNone && !isPersonal(of) || value(props, of) != "" {
			continue
		}
		if !cloned {
			props, cloned = slices.Clone(props), true
		}
		props[i].key = of
	}
	return props
}
