package transform

import (
	"html"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// What visitors of the old site did not see of a post: blocks that the author has
// hidden, and what plugins show to members alone (docs/formats.md §C.4, §D.4). It is held
// back. A note names it and quotes none of it, for the manifest and the report are
// files of the output too.

// heldBack notes what is held back. Publishing it is not ours to decide.
func (b *builder) heldBack(why, what, content string) {
	content = b.withSources(content)
	b.held = append(b.held, content)
	switch words := len(strings.Fields(withoutBrackets(tree.TextContent(b.parseHTML(content))))); words {
	case 0: // a picture, or what stands in settings
	case 1:
		what += " with 1 word"
	default:
		what += " with " + strconv.Itoa(words) + " words"
	}
	b.notes.add(note.Private, true, why+", held back: "+what)
}

const (
	hiddenByAuthor = "hidden by its author"
	forMembers     = "for members only"
)

// holdBack takes from a tree of blocks those that visitors did not see.
func (b *builder) holdBack(blk *block) {
	if b.opt.Restricted {
		return
	}
	for i := 0; i < len(blk.children); i++ {
		c := blk.children[i]
		if c.name == "" {
			continue
		}
		if why := c.hiddenFor(); why != "" {
			what := c.name
			if _, said := c.insteadOf(); said != "" {
				what += ", in the place of which visitors read " + Quote(said) + ","
			}
			b.heldBack(why, what, c.source())
			blk.children = slices.Delete(slices.Clone(blk.children), i, i+1)
			i--
			continue
		}
		b.holdBack(c)
	}
}

// hiddenFor returns why visitors did not see a block, or "".
func (b *block) hiddenFor() string {
	byName := isMembersBlock(b.name)
	switch {
	case b.attrs == "" && byName:
		return forMembers
	case !byName && (b.attrs == "" || !audience.Hints(b.attrs)):
		return ""
	}
	var attrs map[string]any
	b.decode(&attrs)
	if space, _, _ := strings.Cut(b.name, "/"); space != "core" && !isFormBlock(b.name) && builtBlocks[b.name] == nil && b.isEmpty() {
		attrs, _ = withoutRowsOfFew(attrs, 0).(map[string]any)
	}
	if metadata, ok := attrs["metadata"].(map[string]any); ok && hides(metadata["blockVisibility"]) {
		return hiddenByAuthor
	}
	if hides(attrs["blockVisibility"]) {
		return hiddenByAuthor
	}
	if is, _ := b.insteadOf(); is {
		return forMembers
	}
	switch audience.Of(attrs, b.name, !b.isEmpty()) {
	case audience.Insiders:
		return forMembers
	case audience.Nobody:
		return hiddenByAuthor
	case audience.Everyone:
		if byName && !audience.IsElsewhere(attrs) && !audience.IsTurned(attrs) {
			return forMembers
		}
	}
	return ""
}

// insteadOf reports whether a block says in its attributes what visitors read in the place of what it
// holds, and that.
func (b *block) insteadOf() (is bool, said string) {
	if space, _, _ := strings.Cut(b.name, "/"); space == "core" || isFormBlock(b.name) || isAbout(b.name, "login", "register", "account", "signup") || audience.IsForOutsiders(b.name) || b.isEmpty() {
		return false, ""
	}
	var attrs map[string]any
	b.decode(&attrs)
	for _, key := range slices.Sorted(maps.Keys(attrs)) {
		if v, _ := attrs[key].(string); v != "" && audience.Instead(key, v) {
			return true, v
		}
	}
	return false, ""
}

// withoutRowsOfFew returns attributes of which a block is built without the rows of lists that say
// themselves who sees them: those alone are held back.
func withoutRowsOfFew(v any, depth int) any {
	if depth > maxPropDepth {
		return v
	}
	switch v := v.(type) {
	case map[string]any:
		for key, e := range v {
			v[key] = withoutRowsOfFew(e, depth+1)
		}
	case []any:
		list := v[:0:0]
		for _, e := range v {
			row, ok := e.(map[string]any)
			if !ok || !hasText(row) || !saysWhoSees(row) || audience.OfElement(row, "") < audience.Insiders {
				list = append(list, withoutRowsOfFew(e, depth+1))
			}
		}
		return list
	}
	return v
}

// saysWhoSees reports whether a row has a value for which withoutRowsForFew looks who sees it: a
// row that stays there is not to be passed over here.
func saysWhoSees(row map[string]any) bool {
	for key := range row {
		if mayAskWho(key) {
			return true
		}
	}
	return false
}

// hasText reports whether a row of a list has words for visitors, and is no condition.
func hasText(row map[string]any) bool {
	for _, key := range [...]string{"elType", "widgetType", "settings", "elements", "children"} { // an element of its own
		if row[key] != nil {
			return false
		}
	}
	for _, key := range [...]string{"title", "text", "content", "description", "heading", "question", "answer", "caption"} {
		if s, ok := row[key].(string); ok && strings.TrimSpace(s) != "" {
			return true
		}
	}
	return false
}

// hides reports whether a value of blockVisibility hides a block from everyone:
// false since WordPress 6.9, hideBlock of the plugin Block Visibility. By the size
// of a screen, since 7.0, a block is hidden from some, and is in the page.
func hides(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		return v == "false" || v == "hidden" || v == "none"
	case map[string]any:
		return isTrue(v["hideBlock"]) || v["hidden"] == true || isFalse(v["visible"]) || isFalse(v["default"])
	}
	return false
}

func isTrue(v any) bool  { return v == true || v == "true" || v == "1" || v == 1.0 || v == "yes" }
func isFalse(v any) bool { return v == false || v == "false" }

// isMembersBlock reports whether only members or subscribers see a block, by its
// name.
func isMembersBlock(name string) bool {
	space, name, _ := strings.Cut(name, "/")
	if space == "core" {
		return false
	}
	if audience.IsForOutsiders(name) {
		return false
	}
	switch space + "/" + name {
	case "pmpro/membership", "pmpro/membership-shortcode", "memberpress/protected-content", "memberful/restrict", "wishlist-member/protected", "woocommerce-memberships/member-discounts-content",
		"jetpack/premium-content", "premium-content/subscriber-view", "groups/groups-member", "swpm/protected", "simple-membership/protected", "lifterlms/access-plan-content",
		"sensei-lms/conditional-content", "fluent-crm/conditional-content", "fluentcrm/conditional-group", "learndash/ld-student", "learndash/ld-course-complete", "learndash/ld-course-inprogress", "learndash/ld-course-notstarted", "learndash/ld-group", "learndash/ld-quiz-complete":
		return true
	}
	return audience.IsForInsiders(name) || isBareName(name) && audience.IsOfMembers(space) && !strings.Contains(space, "directory")
}

// isBareName reports whether the name of a block says no more than that it holds something: the
// plugin is what says for whom, patreon/content.
func isBareName(name string) bool {
	switch name {
	case "content", "gate", "protected", "restrict", "restricted", "section", "private", "lock", "locked", "area":
		return true
	}
	return false
}

// audienceOf says who saw what a shortcode shows, by its name and attributes.
func audienceOf(name, attrs string, byName, enclosing bool) audience.Who {
	if attrs != "" && (byName || saysWho(attrs)) {
		a := parseAttrs(plainQuotes(attrs))
		settings := make(map[string]any, len(a.named)+1)
		for _, n := range a.named {
			settings[n.key] = n.val
		}
		if settings["visibility"] == "hidden" && !strings.HasSuffix(name, "products") { // of Flatsome; WooCommerce lists products by it
			return audience.Nobody
		}
		if len(a.pos) > 0 && (enclosing || strings.HasSuffix(a.pos[0], ")")) {
			key := "condition" // [s2If !is_user_logged_in()]
			if byName || audience.IsForOutsiders(name) || audience.Selects(name) {
				key = "for" // [hide_from guests]
			}
			settings[key] = strings.Join(a.pos, " ")
		}
		if enclosing && !audience.IsForOutsiders(name) && slices.ContainsFunc(a.named, func(p attrPair) bool { return audience.Instead(p.key, tree.UnescapeHTML(p.val)) }) {
			return audience.Insiders
		}
		switch who := audience.Of(settings, strings.ToLower(name), enclosing); {
		case who == audience.Insiders && audience.IsForOutsiders(name), who == audience.Everyone && byName && audience.IsTurned(settings):
			return audience.Outsiders
		case who != audience.Everyone:
			return who
		}
		if !byName || len(a.pos) == 0 && audience.IsElsewhere(settings) || isViewer(name) && hasSource(settings) {
			return audience.Everyone
		}
		return audience.Insiders
	}
	if byName {
		return audience.Insiders
	}
	return audience.Everyone
}

// plainQuotes returns attributes with the quotation marks that JSON or HTML has in another way,
// where they stand in a value of a block or a shortcode as it is written.
func plainQuotes(attrs string) string {
	if strings.Contains(attrs, `\`) || strings.Contains(attrs, "&") {
		for _, q := range [...]string{`\"`, `\u0022`, "&quot;", "&#34;", "&#034;"} {
			attrs = strings.ReplaceAll(attrs, q, `"`)
		}
	}
	return attrs
}

// isViewer reports whether a name is that of those who see, and of what shows a file.
func isViewer(name string) bool { return name == "viewer" || name == "viewers" }

// hasSource reports whether attributes name what is shown.
func hasSource(settings map[string]any) bool {
	for _, key := range []string{"url", "src", "href", "file", "id", "pdf"} {
		if settings[key] != nil {
			return true
		}
	}
	return false
}

// saysWho reports whether attributes may say who saw something: a look.
func saysWho(attrs string) bool {
	return audience.Hints(attrs) || strings.Contains(attrs, "_in(") || strings.HasSuffix(strings.TrimRight(attrs, " \t/"), " admin")
}

// audience reads who saw what a shortcode shows. What visitors did not see for its
// attributes is held back, and next is where to go on. What is for members by its name alone is left
// to [textScanner.absent], which knows names that are words as well.
func (t *textScanner) audience(i int, sc *shortcode, byName bool) (members bool, next int) {
	if t.b.opt.Restricted {
		return byName, 0
	}
	why := ""
	switch audienceOf(sc.name, sc.attrs, byName, sc.enclosing) {
	case audience.Outsiders:
		t.holdBackElse(sc)
		return false, 0
	case audience.Insiders:
		if byName {
			return true, 0
		}
		why = forMembers
	case audience.Nobody:
		why = hiddenByAuthor
	default:
		t.holdBackElse(sc)
		return false, 0
	}
	t.b.census(sc.name, Dropped)
	return false, t.holdBackCode(why, i, sc)
}

// MayHide reports whether an item may have parts that visitors did not see. It
// takes no more than a look.
func MayHide(it *extract.Item) bool {
	return restrictedIn(it.Content) != "" || hasHiddenBlock(it.Content) || hasHiddenElement(it.Content) || mayHideStored(it)
}

// restrictedIn returns the name of the first shortcode that visitors did not see, or
// of a mark around what they did not.
func restrictedIn(s string) string {
	if w, ok := new(commentWallReader).next(s, 0); ok {
		return w.name
	}
	behind := newBehindReader(s)
	if w, ok := behind.next(0); ok {
		return w.name
	}
	if hidesByRoles(s) {
		return rolesMark
	}
	var judged map[string]bool // names without attributes that say more
	close := ahead{what: "]"}
	hasElse, outsiders := false, "" // of both, what stands behind the mark is for members
	for i := strings.IndexByte(s, '['); i >= 0 && i+1 < len(s); {
		from := i + 1
		end := nameEnd(s, from)
		next := strings.IndexByte(s[from:], '[')
		if i = next + from; next < 0 {
			i = -1
		}
		if end == from || end-from > 60 {
			continue
		}
		name, attrs := s[from:end], ""
		if isBlankAt(s, end) {
			if to := close.from(s, end); to >= 0 {
				attrs = s[end:min(to, end+64<<10)]
			}
		}
		held, known := judged[name]
		if !known {
			if held = isMembers(name); judged == nil {
				judged = map[string]bool{}
			}
			judged[name] = held
			hasElse = hasElse || strings.Contains(name, "lse") || strings.Contains(name, "LSE")
			if !held && outsiders == "" && audience.IsForOutsiders(name) {
				outsiders = name
			}
		}
		switch who := audienceOf(name, attrs, held, true); {
		case who >= audience.Insiders:
			return name
		case who == audience.Outsiders && outsiders == "":
			outsiders = name
		}
	}
	if hasElse {
		return outsiders
	}
	return ""
}

func isBlankAt(s string, i int) bool { return i < len(s) && isBlankByte(s[i]) }

// hasHiddenBlock reports whether a comment of a content begins a block that visitors
// did not see, or what is behind a paywall.
func hasHiddenBlock(s string) bool {
	const opens = "<!-- wp:"
	for i := indexComment(s, 0); i >= 0; i = indexComment(s, i+1) {
		if !strings.HasPrefix(s[i:], opens) {
			continue
		}
		after := s[i+len(opens):]
		head, _, _ := strings.Cut(after[:min(len(after), 16<<10)], "-->")
		name, attrs, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(head), "/"), " ")
		if strings.IndexByte(name, '/') < 0 {
			name = coreName(name)
		}
		blk := block{name: name, attrs: strings.TrimSpace(attrs), html: "-"}
		if blk.hiddenFor() != "" {
			return true
		}
	}
	return false
}

// Known returns the notes of a page and what it holds back as if a note quoted
// it: for whoever checks that nothing is missing, and never to be published.
func (p *Page) Known() []note.Note {
	notes := slices.Clip(p.Notes)
	for _, text := range p.Held {
		notes = append(notes, note.Note{Kind: note.Private, Text: html.UnescapeString(text)})
	}
	return notes
}
