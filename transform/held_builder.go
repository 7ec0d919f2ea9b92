package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Elements of a page builder can be for some visitors only, too. The content of the
// post beside its data is a copy that was made without a look at who sees what.

// visibleProps divides what a builder has stored into what visitors saw and the
// elements that they did not see, with what is in them: some builders keep a list, in
// which each names the one around it.
func visibleProps(props []prop) (seen, hidden []prop) {
	gone, skip := map[string]bool{}, make([]bool, len(props))
	props, hidden = withoutHiddenRows(props)
	skip = skip[:len(props)]
	for more := true; more; {
		more = false
		for i, p := range props {
			if skip[i] || !p.tree || !isHiddenElement(p.kids) && whoSeesRow(&p, props) < audience.Insiders && !gone[value(p.kids, "parent")] {
				continue
			}
			skip[i] = true
			for _, id := range []string{p.key, value(p.kids, "id"), value(p.kids, "node")} {
				if id != "" {
					gone[id], more = true, true
				}
			}
		}
	}
	for i, p := range props {
		switch {
		case skip[i]:
			hidden = append(hidden, p)
			continue
		case p.tree:
			kids, h := visibleProps(p.kids)
			p.kids, hidden = kids, append(hidden, h...)
		}
		seen = append(seen, p)
	}
	return seen, hidden
}

// withoutHiddenRows divides the data of SiteOrigin by its rows, which stand beside their widgets.
func withoutHiddenRows(props []prop) (seen, hidden []prop) {
	of := slices.IndexFunc(props, func(p prop) bool { return p.key == "grids" })
	at := slices.IndexFunc(props, func(p prop) bool { return p.key == "widgets" })
	if of < 0 || at < 0 {
		return props, nil
	}
	gone, rows := map[string][]prop{}, slices.Clone(props[of].kids)
	for i := range rows {
		if isHiddenElement(rows[i].kids) {
			gone[strconv.Itoa(i)] = rows[i].kids
			rows[i].kids = nil
		}
	}
	if len(gone) == 0 {
		return props, nil
	}
	var left []prop
	for _, widget := range props[at].kids {
		if row := gone[value(kidsOf(widget.kids, "panels_info"), "grid")]; row != nil {
			widget.kids = append(slices.Clip(widget.kids), prop{key: "style", tree: true, kids: kidsOf(row, "style")})
			hidden = append(hidden, widget)
		} else {
			left = append(left, widget)
		}
	}
	seen = slices.Clone(props)
	seen[at].kids, seen[of].kids = left, rows
	return seen, hidden
}

// isHiddenElement reports whether the settings of an element say that visitors did
// not see it.
func isHiddenElement(el []prop) bool { return whoSees(el) >= audience.Insiders }

// whyHidden says why visitors did not see elements.
func whyHidden(hidden []prop) string {
	why := ""
	for i := range hidden {
		switch who := whoSees(hidden[i].kids); {
		case who == audience.Nobody && why == "":
			why = hiddenByAuthor
		case who == audience.Insiders:
			return forMembers
		}
	}
	return cmp.Or(why, forMembers)
}

// whoSees says who sees an element, by its settings.
func whoSees(el []prop) (who audience.Who) {
	if value(el, "_type") != "" { // of Cornerstone
		m, _ := asJSON(el, 0).(map[string]any)
		who = audience.OfElement(m, "")
	}
	if value(el, "tag") != "" && value(el, "order")+value(el, "parent") != "" && slices.ContainsFunc(el, func(p prop) bool { return p.key == "hidden" && (p.on || p.val == "true") }) { // of Visual Composer
		who = audience.Nobody
	}
	for _, key := range []string{"settings", "options", "properties", "attributes", "value", "mod_settings", "styling", "style", "panels_info"} {
		settings := kidsOf(el, key)
		if key == "panels_info" {
			settings = kidsOf(settings, "style")
		}
		if settings = plainValues(settings, 0); isObject(settings) {
			m, _ := asJSON(settings, 0).(map[string]any)
			who = max(who, audience.OfElement(m, strings.ToLower(value(el, "widgetType"))))
			if of := strings.ToLower(value(el, "widgetType") + " " + value(settings, "type")); who < audience.Insiders && tellsGuests(settings) && !isAbout(of, "login", "register", "account", "signup", "form", "comment") {
				who = audience.Insiders
			}
		}
	}
	return who
}

// saidToGuests returns what guests read in the place of elements.
func saidToGuests(props []prop, depth int) (said []string) {
	for i := range props {
		switch p := &props[i]; {
		case p.tree && depth < maxPropDepth:
			said = append(said, saidToGuests(p.kids, depth+1)...)
		case !p.tree && p.val != "" && len(p.val) < 1000 && audience.Instead(p.key, p.val) && !slices.Contains(said, p.val):
			said = append(said, p.val)
		}
	}
	return said
}

// tellsGuests reports whether settings have what guests read in the place of the words beside that.
func tellsGuests(settings []prop) bool {
	is, words := false, false
	for i := range settings {
		switch p := &settings[i]; {
		case p.tree || p.val == "":
		case audience.Instead(p.key, p.val):
			is = true
		default:
			words = words || hasAnySuffix(plainKey(p.key), "content", "text", "editor", "html", "description")
		}
	}
	return is && words
}

// withoutHiddenEntries returns the values that an item is made of without the entries of which
// they say themselves that visitors do not see them, which are held back.
func (b *builder) withoutHiddenEntries(props []prop, of string) []prop {
	if b.opt.Restricted {
		return props
	}
	var out []prop
	for i := range props {
		p := props[i]
		if p.tree {
			if m, ok := asJSON(p.kids, 0).(map[string]any); ok && audience.OfElement(m, "") >= audience.Insiders {
				b.heldBack(forMembers, "an entry of "+of, html.EscapeString(wordsOfProps(p.kids, ", ", 0)))
				continue
			}
			p.kids = b.withoutHiddenEntries(p.kids, of)
		}
		out = append(out, p)
	}
	return out
}

// wordsOfProps returns the values that a value holds as a text, with something between them.
func wordsOfProps(props []prop, between string, depth int) string {
	var all []string
	for i := range props {
		if p := &props[i]; !p.tree {
			all = append(all, p.val)
		} else if depth < maxPropDepth {
			all = append(all, wordsOfProps(p.kids, between, depth+1))
		}
	}
	return strings.Join(all, between)
}

// whoSeesRow says who sees one of the rows of a list, a tab, an entry of an accordion, by what
// stands in it.
func whoSeesRow(p *prop, rows []prop) audience.Who {
	if !p.tree || p.key != "" || !isObject(p.kids) {
		return audience.Everyone
	}
	hints, off := false, false
	for i := range p.kids {
		switch k := &p.kids[i]; k.key {
		case "elType", "widgetType", "settings", "elements", "children":
			return audience.Everyone
		default:
			hints, off = hints || mayAskWho(k.key), off || isOffSwitch(k, rows)
		}
	}
	switch {
	case off:
		return audience.Nobody
	case !hints:
		return audience.Everyone
	}
	m, _ := asJSON(p.kids, 0).(map[string]any)
	return audience.OfElement(m, "")
}

// mayAskWho reports whether a value of a row may by its name say who sees that: a look, before it
// is read.
func mayAskWho(key string) bool { return audience.HintsOfElement(key) || audience.Hints(key) }

// isOffSwitch reports whether a value of one of the rows of a list says that it is off or not
// published.
func isOffSwitch(p *prop, rows []prop) bool {
	if p.tree {
		return false
	}
	v := p.val
	if p.on {
		v = "true"
	}
	const most = 100 // rows that are looked at
	return audience.SwitchesOff(p.key, v) && !(p.key == "status" && slices.ContainsFunc(rows[:min(len(rows), most)], func(row prop) bool {
		v := value(row.kids, p.key)
		return row.tree && v != "" && !audience.IsStatus(v)
	}))
}

// withoutRowsForFew returns the values of a widget without the rows that visitors did not see,
// which are held back.
func (b *builder) withoutRowsForFew(widget string, props []prop, depth int) []prop {
	if b.opt.Restricted || depth > maxPropDepth {
		return props
	}
	var out []prop
	for i := range props {
		p := props[i]
		who := whoSeesRow(&p, props)
		gone := who >= audience.Insiders
		if gone {
			why := forMembers
			if who == audience.Nobody {
				why = hiddenByAuthor
			}
			b.heldBack(why, "a row of "+widget, html.EscapeString(wordsOfProps(p.kids, ", ", 0)))
		} else if p.tree {
			kids := b.withoutRowsForFew(widget, p.kids, depth+1)
			if len(kids) == len(p.kids) && (len(kids) == 0 || &kids[0] == &p.kids[0]) {
				if out != nil {
					out = append(out, p)
				}
				continue
			}
			p.kids = kids
		} else if out == nil {
			continue
		}
		if out == nil {
			out = append(make([]prop, 0, len(props)), props[:i]...)
		}
		if !gone {
			out = append(out, p)
		}
	}
	if out == nil {
		return props
	}
	return out
}

// asJSON returns values as the reader of JSON has them.
func asJSON(props []prop, depth int) any {
	of := func(p *prop) any {
		switch {
		case p.tree && depth < 20:
			return asJSON(p.kids, depth+1)
		case p.on:
			return true
		}
		return p.val
	}
	if isObject(props) {
		m := make(map[string]any, len(props))
		for i := range props {
			m[props[i].key] = of(&props[i])
		}
		return m
	}
	list := make([]any, len(props))
	for i := range props {
		list[i] = of(&props[i])
	}
	return list
}

// holdBackStored notes what is held back of the data of a builder, and reports
// whether the content has it, too: then the page is what was built of the rest.
func (b *builder) holdBackStored(content, built, unseen *html.Node, name string, hidden []prop) bool {
	what := name + ", " + strconv.Itoa(len(hidden)) + " elements"
	if len(hidden) == 1 {
		what = "an element of " + name
	}
	if said := saidToGuests(hidden, 0); len(said) > 0 {
		what += ", in the place of which visitors read " + Quote(strings.Join(said, " · ")) + ","
	}
	b.heldBack(whyHidden(hidden), what, string(tree.AppendHTML(nil, unseen, 0)))
	b.held = append(b.held, html.EscapeString(wordsOfProps(hidden, ", ", 0))) // of a form nothing is built
	has, shows, not := wordsOf(content), wordsOf(built), wordsOf(unseen)
	for w := range not.words {
		if has.words[w] > 0 && shows.words[w] == 0 {
			return b.replaceContent(has, shows, not, name)
		}
	}
	if hasTextOf(content, hidden, shows) {
		return b.replaceContent(has, shows, not, name)
	}
	for a := range not.addresses {
		if has.addresses[a] && !shows.addresses[a] {
			return b.replaceContent(has, shows, not, name)
		}
	}
	return false
}

// hasTextOf reports whether a text of a content is a value of what visitors did not see, and of
// nothing that is shown: of some widgets nothing is built, a form.
func hasTextOf(content *html.Node, hidden []prop, shows *said) bool {
	values := map[string]bool{}
	addPhrases(values, hidden, 0)
	found := false
	eachText(content, func(text string, _ []*html.Node) {
		found = found || values[phraseKey(text)] && !shows.shows(text)
	})
	return found
}

func addPhrases(values map[string]bool, props []prop, depth int) {
	for i := range props {
		switch p := &props[i]; {
		case p.tree && depth < maxPropDepth:
			addPhrases(values, p.kids, depth+1)
		case p.tree || isIdleName(plainKey(p.key)) || isIdleValue("", p.val):
		default:
			if key := phraseKey(p.val); key != "" {
				values[key] = true
			}
		}
	}
}

// replaceContent notes that a page is made without the content of its post. What
// that has and the data of the builder has not may be what is held back, so that a
// note has no more than its number of words.
func (b *builder) replaceContent(content, built, unseen *said, name string) bool {
	b.held = append(b.held, b.item.Content)
	lost := 0
	for w, n := range content.words {
		if built.words[w] == 0 && unseen.words[w] == 0 {
			lost += n
		}
	}
	text := "built from the data of " + name + ", the content of the post has what visitors did not see"
	if lost > 0 {
		text += "; " + strconv.Itoa(lost) + " words that only the content has are held back, too"
	}
	b.notes.add(note.HTML, lost > 0, text)
	return true
}

// mayHideStored reports whether a page builder has elements that visitors did not
// see in the data of an item.
func mayHideStored(it *extract.Item) bool {
	for _, p := range pageBuilders {
		data := builderData(it, p.field)
		switch {
		case len(data) < 7:
		case p.markup:
			if restrictedIn(data) != "" || hasHiddenBlock(data) || hasHiddenElement(data) {
				return true
			}
		case p.name == "Brizy" || mayHoldConditions(data):
			props, _ := storedProps(data)
			if p.name == "Brizy" && hidesByRoles(htmlOfBrizy(postOfBrizy(props))) {
				return true
			}
			if _, hidden := visibleProps((&builder{item: it}).opened(p.name, props)); len(hidden) > 0 {
				return true
			}
		}
	}
	return false
}

// mayHoldConditions reports whether the data of a builder is worth a look: it has words
// of conditions, or is encoded.
func mayHoldConditions(data string) bool {
	return strings.IndexByte("{[a", data[0]) < 0 || audience.HintsOfElement(data)
}

// IsBuilderData reports whether a field is one in which a page builder keeps a page.
func IsBuilderData(key string) bool {
	if strings.HasPrefix(key, landingPage) {
		return true
	}
	for _, p := range pageBuilders {
		if p.field == key {
			return true
		}
	}
	return false
}

// noteHeldRows notes the rows of custom fields that are not in the item any more.
func (b *builder) noteHeldRows() {
	if len(b.item.HeldRows) == 0 {
		return
	}
	words := 0
	for i := range b.item.HeldRows {
		m := &b.item.HeldRows[i]
		b.secret = append(b.secret, html.EscapeString(m.Value))
		if !strings.HasPrefix(m.Key, "_") {
			words += len(strings.Fields(m.Value))
		}
	}
	b.notes.add(note.Private, true, forMembers+", held back: rows of custom fields with "+strconv.Itoa(words)+" words")
}
