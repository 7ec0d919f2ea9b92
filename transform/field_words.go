package transform

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform/autop"
)

// Themes, and templates made for Advanced Custom Fields, keep a whole page in custom
// fields and leave its content empty. Then the page is what the fields say, in the order
// in which they are stored, which is that of their form.

// addFieldWords puts the words of the custom fields of a post into a tree that is empty,
// if there are sentences among them.
func (b *builder) addFieldWords(root *html.Node) {
	if len(b.held) > 0 || len(b.item.Meta) == 0 || b.item.Rendered() || !tree.IsBlank(root) {
		return
	}
	groups, names := b.carbonSections()
	sections, sentences := len(groups), len(groups) // whatever their words: nothing else is made for such a list
	row := ""                                       // of a repeater, in which the last one is
	title, linked := "", false                      // the first word of the names of the section that is read, and whether it has a link
	ofACF := map[string]bool{}                      // beside each of its fields it keeps which one that is
	for i := range b.item.Meta {
		if key, ok := strings.CutPrefix(b.item.Meta[i].Key, "_"); ok && strings.HasPrefix(b.item.Meta[i].Value, "field_") {
			ofACF[key] = true
		}
	}
	said := map[[2]string]bool{} // an export may have a field twice
	template, few, own := b.isOfTemplate(), 0, 0
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		p := b.fieldProp(m.Key, strings.TrimSpace(m.Value), ofACF[m.Key] || template || b.isNamedForType(m.Key) && !b.isForFew(m.Key, m.Value))
		if template && p.key == "" {
			p = b.shortProp(m.Key, strings.TrimSpace(m.Value))
		}
		if p.key != "" && b.isOfFormat(m.Key) {
			continue // addFormat puts it where it stood
		}
		if p.key == "" || ofACF[m.Key] && b.isForFewByForm(m.Key) || said[[2]string{m.Key, m.Value}] || roleOf("", p.key) == roleImage && said[[2]string{"", m.Value}] || isSpareSlide(b.item, m.Key) || !p.tree && repeatsTitle(p.val, b.item.Title) {
			continue
		}
		if p.tree {
			p.kids = b.withoutRowsForFew(m.Key, p.kids, 0)
		}
		if !isSubtitle(plainKey(m.Key)) { // it stands above the page, whether that has words or none
			sentences += countSentences(&p, 0)
			few++
			if ofACF[m.Key] && hasFacts(b.item.Type) && !p.tree && (p.key == "text" || roleOf("", p.key) == roleHeading || roleOf("", p.key) == roleText) {
				own++
			}
		}
		if n := len(names); n > 0 && sections < len(groups) && b.isSecondHalf(names[n-1], m.Key) {
			last := len(groups) - 1
			groups[last], names = append(groups[last], p), append(names, m.Key)
			said[[2]string{m.Key, m.Value}] = true
			continue
		}
		role, isOf := roleOf("", p.key), firstWordOf(m.Key)
		isTitle := role == roleHeading && !strings.HasSuffix(plainKey(m.Key), "subtitle")
		if of := strings.TrimSuffix(m.Key, afterRow(m.Key)); len(groups) == 0 || sections == len(groups) || of != row || isTitle || linked && isOf != title {
			groups, row, linked, title = append(groups, nil), of, false, isOf
		}
		linked = isOf == title && (linked || role == roleLink || role == roleLabel)
		last := len(groups) - 1
		groups[last] = append(groups[last], p)
		names = append(names, m.Key)
		said[[2]string{m.Key, m.Value}] = true
		if role == roleImage {
			said[[2]string{"", m.Value}] = true
		}
	}
	if sentences == 0 && !(template && few >= 3) && own == 0 {
		return
	}
	noted := len(b.notes.list)
	b.ofFields = true
	for _, props := range groups {
		s := &shown{quoted: true, level: 2}
		if afterRow(props[0].key) != props[0].key {
			s.level = 3
		}
		b.readProps(s, "", props, 0)
		for _, n := range s.nodes() {
			root.AppendChild(n)
		}
	}
	if tree.IsBlank(root) {
		b.notes.forget(noted)
		return
	}
	b.notes.add(note.HTML, false, "the content is empty, the page is made of its custom fields: "+Quote(strings.Join(names, ", ")))
}

// firstWordOf returns the first word of a name, which those of one section begin with.
func firstWordOf(key string) string {
	if words := WordsOfName(key); len(words) > 1 {
		return words[0]
	}
	return ""
}

// isSecondHalf reports whether a field is the second of two lines of one heading, and the one
// before it the first: hero_title_1, hero_title_2.
func (b *builder) isSecondHalf(before, key string) bool {
	stem, ok := strings.CutSuffix(key, "2")
	return ok && before == stem+"1" && roleOf("", key) == roleHeading && b.item.Field(stem+"3") == ""
}

// isOfTemplate reports whether a page has a template of its own, of the theme: its fields are
// for that to show.
func (b *builder) isOfTemplate() bool {
	return b.item.Type == "page" && strings.HasSuffix(b.item.Field("_wp_page_template"), ".php")
}

// shortProp returns a field of such a page that says a word or a time: horario_hora=7:00 PM.
func (b *builder) shortProp(key, val string) (p prop) {
	first, _ := utf8.DecodeRuneInString(val)
	if k := plainKey(key); val == "" || len(val) > 60 || strings.HasPrefix(key, "_") || !unicode.IsUpper(first) && !unicode.IsDigit(first) || strings.IndexFunc(val, unicode.IsLetter) < 0 || strings.ContainsAny(val, "{}[]|;<>=_@/\\#") ||
		isIdleName(k) || isIdleValue(k, val) || isSizeOfCSS(val) || IsPrivateField(key) || isAboutSomebody(key) || IsBuilderField(key) || isForSearch(key) || IsWithheld(key, val) || isRandomKey(key) || slices.ContainsFunc(inEnglish(WordsOfName(key)), notForVisitors.Has) || IsOfFew(inEnglish(WordsOfName(key))) ||
		b.opt.InFrontMatter != nil && b.opt.InFrontMatter(key) || roleOf("", key) != roleNone && roleOf("", key) != roleText {
		return prop{}
	}
	return prop{key: "text", val: val}
}

// repeatsTitle reports whether a text says no more than the title of its page, which stands above.
func repeatsTitle(text, title string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(tree.UnescapeHTML(text)), " "), strings.Join(strings.Fields(tree.UnescapeHTML(title)), " "))
}

// isSubtitle reports whether a field is by its plain name the line below the title of a page.
func isSubtitle(key string) bool {
	return hasAnySuffix(key, "subtitle", "subheading", "subheadline", "tagline")
}

// isOfHead reports whether a field is the line below the title of the page itself, and not below
// that of a part of it: _acme_header_subtitle, but not features_section_subtitle.
func (b *builder) isOfHead(key string) bool {
	if !isSubtitle(plainKey(key)) {
		return false
	}
	ofType := WordsOfName(b.item.Type)
	return !slices.ContainsFunc(WordsOfName(key), func(w string) bool { return ofParts.Has(w) && !slices.Contains(ofType, w) })
}

// ofParts are words in names of what is of one part of a page.
var ofParts = late.Words(`footer bottom section sections popup modal cta action feature features newsletter form sidebar menu slide slides slider widget block row column col card cards box boxes tab tabs panel accordion
	service services testimonial testimonials review reviews team member members about contact faq faqs pricing price gallery video map blog news partner partners client clients sponsor sponsors stat stats counter step steps process why call related
	login register search archive comment comments offer offers benefit benefits skill skills instagram social download countdown item items list site`)

// addSubtitle puts above the words of a page the line that themes show below its title, which
// they keep in a custom field: _acme_header_subtitle.
func (b *builder) addSubtitle(root *html.Node) {
	if len(b.held) > 0 || len(b.item.Meta) == 0 || b.item.Rendered() || b.ofFields || tree.IsBlank(root) || isOfPerson(b.item.Type) {
		return
	}
	var page *said
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		v := strings.TrimSpace(m.Value)
		if v == "" || len(v) > 300 || !b.fieldName(m.Key).subtitle || !b.isOfHead(m.Key) || hasWord(m.Key, "company") || strings.HasPrefix(m.Key, "_") && hasFacts(b.item.Type) || isForSearch(m.Key) || IsPrivateField(m.Key) || isAboutSomebody(m.Key) || b.opt.InFrontMatter != nil && b.opt.InFrontMatter(m.Key) {
			continue
		}
		line := tree.NewElement(atom.P)
		for _, n := range b.words(v) {
			line.AppendChild(n)
		}
		text := tree.CollapseSpace(strings.TrimSpace(Text(line)))
		if strings.ContainsAny(text, "<>[]{}|\n") || strings.IndexFunc(text, isLetterOrMore) < 0 || strings.HasPrefix(m.Key, "_") && !strings.Contains(text, " ") || settings.Has(text) || isLookValue(text) || isAddress(text) || isSnake(text) ||
			repeatsTitle(text, b.item.Title) || b.isFieldOff(m.Key) {
			continue
		}
		if page == nil {
			page = wordsOf(root)
		}
		if page.shows(text) {
			continue
		}
		root.InsertBefore(line, root.FirstChild)
		b.notes.add(note.HTML, false, "the line below the title is in the page, of the custom field: "+Quote(m.Key))
		return
	}
}

// isFieldOff reports whether a field beside the one of that name says that what it is about is
// not shown: _acme_enable_page_header=off beside _acme_header_subtitle.
func (b *builder) isFieldOff(key string) bool {
	words := WordsOfName(key)
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		is, hides := false, false
		for _, w := range WordsOfName(m.Key) {
			is = is || w == "enable" || w == "show" || w == "display"
			hides = hides || w == "hide" || w == "disable"
		}
		if !is && !hides || !slices.ContainsFunc(WordsOfName(m.Key), func(w string) bool {
			return (w == "header" || w == "subtitle" || w == "tagline" || w == "titlebar") && slices.Contains(words, w)
		}) {
			continue
		}
		switch v := strings.ToLower(strings.TrimSpace(m.Value)); v {
		case "off", "no", "0", "false", "hide", "disable", "disabled":
			return is
		case "on", "yes", "1", "true":
			return hides
		}
	}
	return false
}

// addRole puts into the page of a person, or of what a person says, the fields that tell what
// the person does: themes show it below the name.
func (b *builder) addRole(root *html.Node) {
	if len(b.held) > 0 || len(b.item.Meta) == 0 || b.item.Rendered() || !isOfPerson(b.item.Type) {
		return
	}
	var roles, names []string
	var page *said
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		k, v := plainKey(m.Key), strings.TrimSpace(m.Value)
		isName := isOpinion(b.item.Type) && namesWhoSays(m.Key, b.item.Type)
		isTitle := !isOpinion(b.item.Type) && titlesPerson(m.Key) || b.sumsUpPerson(m.Key, v)
		if strings.HasPrefix(m.Key, "_") && !b.ofThing(WordsOfName(m.Key)) || !isName && !isTitle && !isJob(k) && !hasAnySuffix(k, "possition", "profession", "company", "companyname", "subtitle") || !isName && (IsPrivateField(m.Key) || isAboutSomebody(m.Key)) ||
			b.opt.InFrontMatter != nil && b.opt.InFrontMatter(m.Key) {
			continue
		}
		if v == "" || len(v) > 120 || strings.ContainsAny(v, "<[{|\n:") || strings.IndexFunc(v, isLetterOrMore) < 0 || settings.Has(v) || isLookValue(v) || isAddress(v) || isSnake(v) ||
			strings.EqualFold(v, strings.TrimSpace(b.item.Title)) || slices.Contains(roles, v) {
			continue
		}
		if page == nil {
			page = wordsOf(root)
		}
		if isName && (strings.ContainsAny(v, "@0123456789_") || strings.IndexFunc(v, unicode.IsLower) == 0) { // a login, an account
			continue
		}
		if !page.shows(v) && isName {
			roles, names = append([]string{v}, roles...), append([]string{m.Key}, names...)
		} else if !page.shows(v) {
			roles, names = append(roles, v), append(names, m.Key)
		}
	}
	if len(roles) == 0 {
		return
	}
	p := tree.NewElement(atom.P)
	for i, v := range roles {
		if i > 0 {
			p.AppendChild(tree.NewElement(atom.Br))
		}
		p.AppendChild(tree.NewText(tree.UnescapeHTML(v)))
	}
	if isOpinion(b.item.Type) {
		root.AppendChild(p) // below what the person says
	} else {
		root.InsertBefore(p, root.FirstChild)
	}
	b.notes.add(note.HTML, false, "what a person does is in the page, of the custom fields: "+Quote(strings.Join(names, ", ")))
}

// isOpinion reports whether items of a type are what persons say of something.
func isOpinion(typ string) bool {
	return hasWord(typ, "testimonial") || hasWord(typ, "testimonials") || hasWord(typ, "review") || hasWord(typ, "reviews")
}

// titlesPerson reports whether a field is by its name the title of a person, which is a job or
// rank: staff_title, _cmb_member_title.
func titlesPerson(key string) bool {
	words := WordsOfName(key)
	if n := len(words); n < 2 || words[n-1] != "title" {
		return false
	}
	of := words[len(words)-2]
	return of == "member" || of != "testimonial" && of != "review" && isOfPerson(of)
}

// sumsUpPerson reports whether a field is by its name the description of a person, and no more
// than a job: team_description=CEO.
func (b *builder) sumsUpPerson(key, val string) bool {
	words := WordsOfName(key)
	return len(words) == 2 && words[1] == "description" && slices.Contains(WordsOfName(b.item.Type), words[0]) && strings.Count(val, " ") < 5 && !isSentence(val)
}

// namesWhoSays reports whether a field of an opinion has by its name that of the person whose it
// is: testimonial_author, client_name.
func namesWhoSays(key, typ string) bool {
	ofType := WordsOfName(typ)
	said := false
	for _, w := range WordsOfName(key) {
		switch {
		case slices.Contains(ofType, w), w == "testimonial", w == "testimonials", w == "review":
		case w == "author", w == "name", w == "client", w == "reviewer", w == "person", w == "by":
			said = true
		default:
			return false
		}
	}
	return said
}

// isOfPerson reports whether items of a type are persons, or what persons say.
func isOfPerson(typ string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(typ), func(r rune) bool { return r == '-' || r == '_' }) {
		switch strings.TrimSuffix(w, "s") {
		case "team", "staff", "testimonial", "review", "person", "people", "employee", "speaker", "doctor", "attorney", "lawyer", "trainer", "instructor", "teacher", "teammember", "ourteam",
			"equipo", "equipe", "persona", "mitarbeiter", "testimonio", "depoimento", "temoignage", "medico", "abogado", "docente", "anwalt", "medewerker":
			return true
		}
	}
	return false
}

// fieldProp returns a custom field as a value of a widget, if it holds what a template
// can show. The key is empty if it does not.
func (b *builder) fieldProp(key, val string, isACF bool) (p prop) {
	if val == "" || strings.HasPrefix(key, "_") && !b.describesThing(key, val) || slices.ContainsFunc(englishOf(key), notForVisitors.Has) || isOfJoined(inEnglish(WordsOfName(key))) || !IsOfSite(key) && (IsPrivateField(key) || isAboutSomebody(key)) || IsBuilderField(key) || isForSearch(key) || isPlayedKey(plainKey(key)) ||
		key == extract.StoredContent || key == extract.FieldRendered || b.opt.InFrontMatter != nil && b.opt.InFrontMatter(key) {
		return p
	}
	if isACF && b.countsRows(key, val) {
		return p
	}
	if isACF && IsOfSite(key) && !strings.ContainsAny(val, "<\n{[") {
		return prop{key: "text", val: val}
	}
	key = strings.TrimLeft(key, "_")
	p = prop{key: key, val: val}
	role := roleOf("", key)
	if kids, ok := storedProps(val); ok {
		p = prop{key: key, kids: kids, tree: true}
		if role != roleNone && role != roleSkip || isACF {
			return p
		}
		return prop{}
	}
	switch {
	case strings.HasPrefix(val, "field_"), role == roleSkip, role == roleLevel, isBackground(plainKey(key)), isLook(plainKey(key)) && !isSentence(val):
		return prop{}
	case role == roleHeading && (strings.Contains(val, "\n") || strings.Contains(val, "</p>") || len(val) > 200):
		p.key, role = "text", roleText
	case role == roleImage && strings.Trim(val, "0123456789") == "" && !b.isAttached(val): // a choice
		return prop{}
	case role == roleNone && isACF && isFigureOfRow(key, val):
		p.key, role = "figure", roleText
	case role == roleNone && isACF && plainKey(key) == "name" && hasFacts(b.item.Type) && (isWords(val) || isCapitalized(strings.TrimRight(val, "0123456789 "))):
		p.key, role = "title", roleHeading
	case role == roleNone && (isSentence(val) || isRich(val) || isACF && (isWords(val) || isWords(strings.ReplaceAll(val, " | ", " ")) && strings.Contains(val, "\n"))):
		p.key, role = "text", roleText
	case role == roleNone:
		return prop{}
	case !isACF && role != roleText && role != roleHeading && role != roleImage && role != roleAfter:
		return prop{}
	}
	if p.key == "figure" {
		p.key = "text"
		return p
	}
	if role == roleText && !isACF && !isWords(val) && !strings.Contains(val, "</") {
		return prop{}
	}
	if role == roleText && strings.Contains(val, "\n") {
		p.val = linesOfField(b.item.Type, key, val)
	}
	return p
}

// linesOfField returns a field of several lines: pairs of a question and its answer, what are
// points by how they are written and what the field is called, or paragraphs.
func linesOfField(typ, key, val string) string {
	lines := lineItems(val)
	pairs, points := len(lines) > 1, len(lines) > 2 && !hasLines(typ, key) && !strings.Contains(val, "\n\n")
	for _, line := range lines {
		question, answer, ok := strings.Cut(line, " | ")
		pairs = pairs && ok && question != "" && answer != "" && !strings.Contains(answer, " | ")
		last, _ := utf8.DecodeLastRuneInString(line)
		first, _ := utf8.DecodeRuneInString(line)
		points = points && len(line) <= 160 && !unicode.IsLower(first) && !strings.ContainsRune(".!?:,;", last) && !strings.Contains(line, "<")
	}
	var out strings.Builder
	switch {
	case pairs:
		for _, line := range lines {
			question, answer, _ := strings.Cut(line, " | ")
			out.WriteString("<h3>" + question + "</h3>\n<p>" + answer + "</p>\n")
		}
	case points:
		out.WriteString("<ul>")
		for _, line := range lines {
			out.WriteString("<li>" + line + "</li>")
		}
		out.WriteString("</ul>")
	default:
		return autop.Paragraphs(guard(val), true)
	}
	return guard(out.String())
}

// hasLines reports whether a field is by its name, or by the type of its item, a text whose lines
// are one: a poem, an address.
func hasLines(typ, key string) bool {
	return slices.ContainsFunc(WordsOfName(key), ofVerses.Has) || slices.ContainsFunc(WordsOfName(typ), ofVerses.Has) || ofLines.Has(lastWordOf(key))
}

var (
	// ofVerses are words of what is written in lines, and ofLines those at the end of names of texts.
	ofVerses = late.Words("poem poems poetry lyric lyrics song songs songtext verse verses stanza stanzas hymn hymns psalm psalms haiku haikus epigraph gedicht gedichte lied lieder poema poemas letra letras canción poesía poésie poème chanson poesia")
	ofLines  = late.Words("text content body address adresse direccion indirizzo adres endereco")
)

// addFieldProse puts at the end of a page what its theme showed with items of its type, and its
// editor wrote as prose into a field of their form: portfolio_solution.
func (b *builder) addFieldProse(root *html.Node) {
	if len(b.held) > 0 || len(b.item.Meta) == 0 || b.item.Rendered() || b.ofFields || !hasFacts(b.item.Type) || isAbout(strings.ToLower(b.item.Type), "quiz", "question", "exam", "exercise") || tree.IsBlank(root) {
		return
	}
	var page *said
	var names []string
	added := map[string]bool{}
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		v := strings.TrimSpace(m.Value)
		if added[v] {
			continue
		}
		if list := b.listOfThing(m.Key, v); list != nil && !b.isForFew(m.Key, v) && (b.opt.InFrontMatter == nil || !b.opt.InFrontMatter(m.Key)) {
			if page == nil {
				page = wordsOf(root)
			}
			if text := tree.TextContent(list[1]); !page.shows(text) {
				for _, n := range list {
					root.AppendChild(n)
				}
				names = append(names, m.Key)
			}
			continue
		}
		if strings.HasPrefix(m.Key, "_") || !isLongText(v) || b.isForFew(m.Key, v) || b.isInstruction(m.Key) || !b.isNamedForType(m.Key) && !strings.HasPrefix(b.item.Field("_"+m.Key), "field_") || b.isFieldOff(m.Key) {
			continue
		}
		p := b.fieldProp(m.Key, v, true)
		if p.key == "" || p.tree || roleOf("", p.key) != roleText {
			continue
		}
		text := wordsOfHTML(v)
		added[v] = true
		if page == nil {
			page = wordsOf(root)
		}
		if page.shows(text) || strings.EqualFold(text, wordsOfHTML(b.item.Excerpt)) || slices.Contains(names, m.Key) {
			continue
		}
		s := &shown{quoted: true, level: 2}
		b.readProps(s, "", []prop{p}, 0)
		for _, n := range s.nodes() {
			root.AppendChild(n)
		}
		names = append(names, m.Key)
	}
	if len(names) > 0 {
		b.notes.add(note.HTML, false, "what the old site showed with the text, of custom fields, is behind it: "+Quote(strings.Join(names, ", ")))
	}
}

// listOfThing returns the list that a field holds of what visitors are told of a thing of its
// type, and the heading that its name makes: _lp_requirements of a lp_course. It is nil for others.
func (b *builder) listOfThing(key, val string) []*html.Node {
	words := WordsOfName(key)
	at := slices.IndexFunc(words, toldInLists.Has)
	if at < 0 || len(words)-at > 2 || words[at] == "features" && (at == 0 || words[at-1] != "key") || IsBuilderField(key) || isLook(plainKey(key)) {
		return nil
	}
	var points []string
	props, isStored := storedProps(val)
	if !isStored {
		if points = lineItems(val); len(points) < 2 {
			return nil
		}
	}
	for i := range props {
		p := &props[i]
		switch {
		case !p.tree:
			points = append(points, strings.TrimSpace(p.val))
		case len(p.kids) == 2 && !p.kids[0].tree && !p.kids[1].tree:
			name, text := strings.TrimSuffix(strings.TrimSpace(p.kids[0].val), ":"), strings.TrimSpace(p.kids[1].val)
			if !strings.HasSuffix(name, "?") {
				name += ":"
			}
			points = append(points, name+" "+text)
		default:
			return nil
		}
	}
	list := tree.NewElement(atom.Ul)
	for _, v := range points {
		if v == "" || len(v) > 600 || strings.IndexFunc(v, isLetterOrMore) < 0 || settings.Has(v) || isLookValue(v) || isAddress(v) || isSnake(v) {
			return nil
		}
		li := tree.NewElement(atom.Li)
		for _, n := range b.words(v) {
			li.AppendChild(n)
		}
		list.AppendChild(li)
	}
	if list.FirstChild == nil {
		return nil
	}
	h := tree.NewElement(atom.H3)
	h.AppendChild(tree.NewText(nameOfField(strings.Join(words[at:], "_"))))
	return []*html.Node{h, list}
}

// toldInLists are words in names of lists that visitors read of a course, a house, an event.
var toldInLists = late.Words("requirements requirement prerequisites audience audiences benefits outcomes objectives highlights features faq faqs inclusions exclusions includes")

// isInstruction reports whether a field tells by its name how something is done, which of most
// things only those who do it read.
func (b *builder) isInstruction(key string) bool {
	return strings.HasPrefix(lastWordOf(key), "instruction") && !isAbout(strings.ToLower(b.item.Type), "recipe", "product", "pattern", "craft", "tutorial", "guide", "workout", "game")
}

// isForFew reports whether a field is by its name, by its form, or by its value not for visitors.
func (b *builder) isForFew(key, val string) bool {
	return IsForNobody(key) || IsWithheld(key, val) || b.isForFewByForm(key)
}

// isForFewByForm reports whether what the form calls a field, or tells who fills it in, says so.
func (b *builder) isForFewByForm(key string) bool {
	if b.lib == nil || len(b.lib.fieldForms) == 0 {
		return false
	}
	form := b.lib.fieldForms[b.item.Field("_"+key)]
	return form != nil && IsForNobody(form.label+"_"+strings.ReplaceAll(form.hint, " ", "_"))
}

// isLongText reports whether a value is a text of some length, with markup or without.
func isLongText(v string) bool {
	first, _ := utf8.DecodeRuneInString(v)
	return isRich(v) || isSentence(v) || strings.Count(v, " ") >= 9 && !unicode.IsLower(first) && isWords(inSentence.Replace(v))
}

// isFigureOfRow reports whether a field of a row is the number that its template shows large:
// stats_0_number=40% beside stats_0_label.
func isFigureOfRow(key, val string) bool {
	_, _, of, ok := rowOf(key)
	return ok && len(val) <= 16 && strings.ContainsAny(val, "0123456789") && !isLook(plainKey(of)) && hasAnySuffix(plainKey(of), "number", "figure", "percent", "percentage", "stat", "amount", "value", "year") && !strings.ContainsAny(val, "<>{}[]#_;:=")
}

// countsRows reports whether a field has no more than how many rows a form has, or of which kind
// each is: modules=a:1:{i:0;s:6:"column";} beside modules_0_text.
func (b *builder) countsRows(key, val string) bool {
	if !isCount(val) && !strings.HasPrefix(val, "a:") {
		return false
	}
	return slices.ContainsFunc(b.item.Meta, func(m extract.Meta) bool {
		rest, ok := strings.CutPrefix(m.Key, key+"_")
		return ok && rest != "" && '0' <= rest[0] && rest[0] <= '9' && strings.Contains(rest, "_")
	})
}

// isNamedForType reports whether a field is by its name one of items of the type: g5_service_work
// of g5_service.
func (b *builder) isNamedForType(key string) bool {
	return hasFacts(b.item.Type) && strings.HasPrefix(key, b.item.Type+"_")
}

// describesThing reports whether a hidden field is by its name the text of the page, of a plugin
// that keeps all that it knows of its items in such fields: _al_listing_main_description.
func (b *builder) describesThing(key, val string) bool {
	words := WordsOfName(key)
	if len(words) < 2 || !hasFacts(b.item.Type) || !isSentence(val) && !isRich(val) {
		return false
	}
	switch words[len(words)-1] {
	case "description", "overview", "summary", "introduction", "about", "biography", "story":
	default:
		return false
	}
	return !slices.ContainsFunc(words, notForVisitors.Has) && b.ofThing(words)
}

// ofThing reports whether these words of the name of a hidden field begin with what the page is
// about, or with the word of a plugin and that, as several fields of the item do.
func (b *builder) ofThing(words []string) bool {
	ofType, named := WordsOfName(b.item.Type), 0
	if len(words) < 2 || !isThingWord(words[0], ofType) && !isThingWord(words[1], ofType) {
		return false
	}
	for i := range b.item.Meta {
		if of := WordsOfName(b.item.Meta[i].Key); len(of) > 1 && of[0] == words[0] {
			named++
		}
	}
	return named >= 3
}

// isRich reports whether a value has the markup of paragraphs, lists or tables.
func isRich(val string) bool {
	return strings.Contains(val, "</p>") || strings.Contains(val, "</li>") || strings.Contains(val, "</td>") || strings.Contains(val, "</h2>") || strings.Contains(val, "</h3>")
}

// attachmentOf returns the attachment that a value is the number of, or nil.
func (b *builder) attachmentOf(v string) *Attachment {
	id, err := strconv.ParseInt(v, 10, 64)
	if err != nil {
		return nil
	}
	return b.lib.Attachment(id)
}

// isAttached reports whether a value is the number of an attachment.
func (b *builder) isAttached(v string) bool { return b.attachmentOf(v) != nil }

// countSentences returns how many texts of a value are sentences.
func countSentences(p *prop, depth int) (n int) {
	if !p.tree {
		if v := p.val; isRich(v) || strings.Count(v, " ") >= 4 && isWords(strings.TrimSpace(v)) || isSentence(v) {
			return 1
		}
		return 0
	}
	for i := range p.kids {
		if depth < maxPropDepth {
			n += countSentences(&p.kids[i], depth+1)
		}
	}
	return n
}

// isAboutSomebody reports whether a field is by its name about a person in ways that a
// template need not have shown: those are named in a note, and nothing publishes them.
func isAboutSomebody(key string) bool {
	if english := EnglishName(key); english != "" && isAboutSomebody(english) {
		return true
	}
	key = strings.ToLower(key)
	for _, word := range []string{"address", "street", "postal", "postcode", "zip", "birth", "iban", "bic", "bank", "account", "tax", "vat_", "ssn", "passport", "licen", "salary", "income", "budget",
		"contact", "fax", "mobile", "whatsapp", "skype", "customer", "client", "patient", "donor", "applicant", "candidate", "attendee", "registr", "medical", "health", "diagnos", "allerg", "emergency",
		"invoice", "payment", "price_internal", "cost_", "margin", "supplier", "remark", "comment", "review_status", "approval", "todo", "draft"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// IsOfSite reports whether a custom field is by its name how the site itself can be reached, as its
// footer or head shows to everybody: footer_phone, topbar_email.
func IsOfSite(key string) bool {
	first, rest, ok := strings.Cut(strings.ToLower(strings.TrimLeft(key, "_")), "_")
	if !ok || first != "footer" && first != "header" && first != "topbar" {
		return false
	}
	switch rest[strings.LastIndexByte(rest, '_')+1:] {
	case "phone", "telephone", "tel", "mobile", "fax", "email", "mail", "hours", "address", "street", "city", "country", "zip", "postcode", "whatsapp":
		return true
	}
	return false
}

// isForSearch reports whether a public field is by its name for search engines, other
// sites or a plugin itself.
func isForSearch(name string) bool {
	key := strings.ToLower(name)
	for _, p := range []string{"rank_math", "fb_", "og_", "syndication_", "onesignal", "amazons3", "footnotes", "enclosure", "ratings_", "panels_data", "wpseo", "aioseo", "custom_css", "sharing_", "classic-editor", "slide_template", "rs_page"} {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	for _, word := range []string{"seo", "twitter", "facebook", "share", "opengraph", "template", "shortcode", "sidebar", "layout", "embed", "excerpt"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	if key == "description" { // of the first plugins for search engines
		return true
	}
	return strings.Contains(key, "script") && slices.ContainsFunc(WordsOfName(name), func(w string) bool { // but not description
		return hasAnySuffix(w, "script", "scripts") && !hasAnySuffix(strings.TrimSuffix(w, "s"), "transcript", "manuscript", "postscript", "typescript")
	})
}

// IsPrivateField reports whether the name of a custom field says that its words are for
// nobody's eyes, or that they are a setting.
func IsPrivateField(key string) bool {
	if isPrivateName(key) {
		return true
	}
	if english := EnglishName(key); english != "" && IsPrivateField(english) {
		return true
	}
	key = strings.ToLower(key)
	return slices.ContainsFunc(ofSettings, func(word string) bool { return strings.Contains(key, word) })
}

var ofSettings = []string{"color", "font", "size", "style", "class", "align", "seo", "meta", "schema", "popup", "cookie"}

// IsForNobody reports whether the name of a part of an item says that all in it is for nobody's
// eyes, or about somebody.
func IsForNobody(name string) bool {
	return isPrivateName(name) || isAboutSomebody(name) || IsOfFew(inEnglish(WordsOfName(name)))
}

// HasPartForNobody reports whether a text has elements that HTML does not, and one of their names
// or of their attributes' is for nobody's eyes: <customer name="…"/>.
func HasPartForNobody(s string) bool {
	if strings.IndexByte(s, '<') < 0 || strings.IndexByte(s, '>') < 0 {
		return false
	}
	isPrivate := func(name string) bool { return IsForNobody(name) || isSecretKey(name) }
	for z := html.NewTokenizer(strings.NewReader(s)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.DataAtom != 0 || len(t.Data) > 60 || strings.HasPrefix(t.Data, "?") {
				continue
			}
			if isPrivate(t.Data) || slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return isPrivate(a.Key) }) {
				return true
			}
		}
	}
}

// isPrivateName reports whether a name says that what is under it is for nobody's eyes.
func isPrivateName(key string) bool {
	if english := EnglishName(key); english != "" && isPrivateName(english) {
		return true
	}
	key = strings.ToLower(key)
	for part := range strings.FieldsFuncSeq(key, func(r rune) bool { return r == '_' || r == '-' }) {
		if part = strings.TrimSuffix(part, "s"); part == "form" || part == "log" { // but not information, platform, logo, blog
			return true
		}
	}
	for _, private := range []string{"mail", "phone", "pass", "secret", "token", "note", "admin", "private", "internal", "order", "billing", "shipping", "user", "message", "comment"} {
		if strings.Contains(key, private) {
			return true
		}
	}
	return false
}
