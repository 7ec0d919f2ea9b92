package transform

import (
	"cmp"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// pluginBlock writes a block of a plugin that the general rule would not do
// justice (docs/formats.md §D.4): a form, one that keeps what
// it shows in its attributes. ok is false if the general rule is right.
func (b *builder) pluginBlock(out *strings.Builder, blk *block) (ok bool) {
	space, name, _ := strings.Cut(blk.name, "/")
	switch {
	case space == "core":
		return false
	case isFormBlock(blk.name):
		if holdsControl(blk) {
			b.keptForm(blk)
			return false
		}
		if blk.attrs == "" && !hasField(blk, space) && !tree.IsBlank(b.parseHTML(blk.text())) { // what a form says once it is sent
			return false
		}
		b.formBlock(out, blk)
		return true
	case blk.attrs == "":
		return false
	}
	props := b.withoutRowsForFew(blk.name, blk.props(), 0)
	if b.shownRecipe(out, blk, props) {
		return true
	}
	if strings.Contains(blk.attrs, `"tag"`) && !blk.isEmpty() && !blk.showsItself() && b.element(out, blk, props) {
		return true
	}
	if len(props) == 0 {
		if _, ok := parseProps(blk.attrs); !ok && !blk.isEmpty() {
			b.notes.add(note.Block, saysWords(strings.Trim(blk.attrs, "{}")), "attributes of "+blk.name+" that nobody can read dropped: "+Quote(blk.attrs))
		}
		return false
	}
	b.valued = append(b.valued, valued{name: blk.name, props: props})
	if space != "acf" && !blk.isEmpty() {
		if saved := b.parseHTML(blk.text()); !tree.IsBlank(saved) {
			if isCounterName(name) && len(blk.children) <= 1 && b.countTo(saved, name, props) {
				out.WriteString(b.place(blk.source(), tree.TakeChildren(saved)...))
				return true
			}
			lost, review := b.unsaved(blk.text(), props, tree.TextContent(saved), true)
			if len(lost) == 0 || blk.showsItself() {
				if len(lost) > 0 {
					b.notes.add(note.Block, review, "words in the attributes of "+blk.name+" that its saved HTML lacks: "+Quote(strings.Join(lost, " · ")))
				}
				return false
			}
			// what is around the blocks in it, only the site made
		}
	}
	s := &shown{quoted: true}
	if s.fields = space == "acf"; s.fields {
		b.readProps(s, name, b.ofACF(props, 0), 0)
	} else {
		props = b.readFolder(s, name, props)
		b.readProps(s, name, props, 0)
	}
	if s.filled == 0 || isOfPosts(name) && s.filled == len(s.labels) { // or no more than what each of them says
		for i := range props {
			if isBackground(plainKey(props[i].key)) { // no HTML is saved that would have it
				b.behind(&props[i], 0)
			}
		}
		return false
	}
	if space == "divi" && s.level == 0 {
		s.level = defaultLevel["et_pb_"+strings.ReplaceAll(name, "-", "_")]
	}
	b.ofFields = b.ofFields || s.fields
	before, behind := s.before(), s.behind()
	what := "built from its attributes: "
	nodes := append(before[:len(before):len(before)], behind...)
	look := b.lacksShown(blk, props, nodes) || lacksMedia(blk, name, props, nodes)
	if look = look && space != "divi" && !isCountdownName(name); look {
		what = "built from its attributes, look at it: "
	}
	b.notes.add(note.Block, look, what+Quote(blk.name+" "+blk.attrs))
	out.WriteString(b.place(blk.text(), before...))
	out.WriteString(b.inner(blk))
	out.WriteString(b.place(blk.text(), behind...))
	return true
}

// element writes a block that is one element around others, of which nothing is saved: it says
// its tag, and where it leads.
func (b *builder) element(out *strings.Builder, blk *block, props []prop) bool {
	tag := strings.ToLower(value(props, "tag"))
	var begin string
	switch tag {
	case "a":
		href := cmp.Or(value(kidsOf(props, "attributes"), "href"), value(props, "href"))
		if href == "" {
			return false
		}
		begin = `<a href="` + html.EscapeString(href) + `">`
	case "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "figure", "figcaption", "table", "tbody", "thead", "tr", "td", "th", "dl", "dt", "dd":
		begin = "<" + tag + ">"
	default:
		return false
	}
	out.WriteString(begin + b.inner(blk) + "</" + tag + ">")
	return true
}

// props returns the attributes of a block as named values; of ACF's those in
// data, the others are settings.
func (b *block) props() []prop {
	props, _ := parseProps(b.attrs)
	if strings.HasPrefix(b.name, "acf/") {
		for i := range props {
			if props[i].key == "data" {
				return props[i].kids
			}
		}
		return nil
	}
	return withoutPauses(b.name, props)
}

// showsAttrs reports whether the attributes of a block hold something to show.
func (b *block) showsAttrs() bool {
	_, name, _ := strings.Cut(b.name, "/")
	s := &shown{quoted: true}
	(&builder{item: &extract.Item{}}).readProps(s, name, b.props(), 0)
	return s.filled > 0 && !strings.HasPrefix(b.name, "core/")
}

// showsItself reports whether a block has HTML beside that of the blocks in it.
func (b *block) showsItself() bool {
	for _, c := range b.children {
		if c.name == "" && !tree.IsBlankText(c.html) {
			return true
		}
	}
	return false
}

// lacksMedia reports whether a block shows a gallery or a player by its number, and what was
// built of it is words alone: the title of a gallery.
func lacksMedia(blk *block, name string, props []prop, nodes []*html.Node) bool {
	if !blk.isEmpty() || !isAbout(name, "gallery", "slideshow", "player", "album") || !slices.ContainsFunc(props, func(p prop) bool {
		return hasAnySuffix(plainKey(p.key), "id", "ids") && p.val != "" && strings.Trim(p.val, "0123456789") == ""
	}) {
		return false
	}
	return !slices.ContainsFunc(nodes, func(n *html.Node) bool {
		source := tree.HTML(n)
		return strings.Contains(source, "src=") || strings.Contains(source, "href=") || strings.Contains(source, "://")
	})
}

// lacksShown reports whether what was built of the attributes of a block lacks words or
// addresses of them.
func (b *builder) lacksShown(blk *block, props []prop, nodes []*html.Node) bool {
	var source, text strings.Builder
	for _, n := range nodes {
		source.WriteString(tree.HTML(n))
		text.WriteString(tree.TextContent(n) + "\n")
	}
	source.WriteString(blk.text())
	text.WriteString(blk.text())
	lost, _ := b.unsaved(source.String(), props, text.String(), false)
	return len(lost) > 0
}

// unsaved returns the words and addresses in the attributes of a block that its saved
// HTML and the text of that lack: the plugin may have shown them. choices are single words
// of which nothing says that they are text; review tells that there are several in one.
func (b *builder) unsaved(source string, props []prop, text string, choices bool) (lost []string, review bool) {
	work := 0 // bytes looked through: an odd block has thousands of words
	var walk func(props []prop, of string, depth int)
	walk = func(props []prop, of string, depth int) {
		for i := range props {
			p := &props[i]
			key := cmp.Or(p.key, of) // of a list, that of the list
			r := roleOf("", key)
			if p.tree {
				if depth < maxPropDepth && r != roleSkip && key != "sizes" {
					walk(p.kids, key, depth+1)
				}
				continue
			}
			if isWithheld("", key, p.val) { // noteUntold names it
				continue
			}
			if kids, ok := encodedProps(p.val); ok {
				if depth < maxPropDepth && r != roleSkip {
					walk(kids, key, depth+1)
				}
				continue
			}
			if r == roleNone && isPersonal(plainKey(key)) && !strings.HasSuffix(plainKey(of), "icon") {
				r = roleAfter
			}
			switch v := strings.TrimSpace(p.val); r {
			case roleHeading, roleText, roleBelow, roleAfter, roleLabel:
				work += len(text)
				for _, a := range addressesIn(v) {
					if !hasAddress(source, a) {
						lost = append(lost, a)
					}
				}
				words := strings.TrimSpace(tree.TextContent(b.parseHTML(v)))
				if strings.Contains(v, "<br") && work <= 20_000_000 && !strings.Contains(text, words) { // a heading is one line
					words = strings.TrimSpace(tree.TextContent(b.parseHTML(strings.ReplaceAll(v, "<br", " <br"))))
				}
				if n := strings.Count(v, "</p>"); n > 0 && n*len(text) < 20_000_000-work && !strings.Contains(text, words) {
					if work += n * len(text); hasParagraphs(text, b.parseHTML(v)) {
						continue
					}
				}
				if strings.IndexFunc(words, isLetterOrMore) >= 0 && !settings.Has(words) && !isLookValue(words) && !strings.Contains(words, "://") && !isLookOf(plainKey(key), words) && (work > 20_000_000 || !strings.Contains(text, words) && !strings.Contains(tree.CollapseSpace(text), tree.CollapseSpace(words))) {
					lost = append(lost, words)
					review = review || isWords(words) && (strings.Contains(words, " ") || utf8.RuneCountInString(words) > 8)
				}
			case roleSkip:
			default:
				isAddress := isWebAddress(v) && !strings.ContainsAny(v, " \n")
				if isAddress && !hasAddress(source, v) || !isAddress && (mayBeWords(v) || choices && isCapitalized(v) && !settings.Has(v)) && strings.IndexFunc(v, isLetterOrMore) >= 0 && !isLookOf(plainKey(key), v) && !isLookValue(v) && lacksWord(source, v) {
					lost = append(lost, v)
				}
			}
		}
	}
	walk(props, "", 0)
	return lost, review
}

// hasParagraphs reports whether a text has each of the elements that HTML is of.
func hasParagraphs(text string, root *html.Node) bool {
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		if !strings.Contains(text, strings.TrimSpace(tree.TextContent(c))) {
			return false
		}
	}
	return true
}

// lacksWord reports whether a text has a word that HTML does not have.
func lacksWord(source, text string) bool {
	for w := range strings.FieldsFuncSeq(text, notInWord) {
		if !strings.Contains(source, w) {
			return true
		}
	}
	return false
}

// addressesIn returns the addresses that markup leads to or shows.
func addressesIn(markup string) (list []string) {
	for _, attr := range []string{`href="`, `src="`} {
		for rest := markup; ; {
			_, after, ok := strings.Cut(rest, attr)
			if !ok {
				break
			}
			v, behind, _ := strings.Cut(after, `"`)
			if isWebAddress(v) {
				list = append(list, v)
			}
			rest = behind
		}
	}
	return list
}

// hasAddress reports whether HTML has an address, or that of another size of the
// same picture.
func hasAddress(source, address string) bool {
	if strings.Contains(source, html.EscapeString(address)) || strings.Contains(source, address) {
		return true
	}
	if _, rest, ok := strings.Cut(address, "//"); ok && strings.Contains(source, rest) {
		return true
	}
	stem := strings.TrimSuffix(address, path.Ext(address))
	return fileKind(address) == "image" && strings.Contains(source, stem[strings.LastIndexByte(stem, '/')+1:])
}

func isLetterOrMore(r rune) bool { return tree.IsLetter(r) || r >= 0x80 }

// businessHours builds jetpack/business-hours: a row for each day.
func (b *builder) businessHours(blk *block) ([]*html.Node, bool) {
	var a struct {
		Days []struct {
			Name  string
			Hours []struct{ Opening, Closing string }
		}
	}
	blk.decode(&a)
	if len(a.Days) == 0 {
		return nil, false
	}
	names := map[string]string{"Mon": "Monday", "Tue": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday"}
	list := tree.NewElement(atom.Ul)
	for _, d := range a.Days {
		text := d.Name
		if n := names[d.Name]; n != "" {
			text = n
		}
		text += ": "
		for i, h := range d.Hours {
			if i > 0 {
				text += ", "
			}
			text += h.Opening + "–" + h.Closing
		}
		if len(d.Hours) == 0 {
			text += "closed"
		}
		li := tree.NewElement(atom.Li)
		li.AppendChild(tree.NewText(text))
		list.AppendChild(li)
	}
	return []*html.Node{list}, true
}

// jetpackMap builds jetpack/map as a list of its places, each a link to a map.
func (b *builder) jetpackMap(blk *block) ([]*html.Node, bool) {
	var a struct {
		Points []struct {
			Title, Caption, PlaceTitle string
			Coordinates                struct{ Longitude, Latitude json.Number }
		}
		MapCenter struct {
			Lng, Lat            json.Number
			Longitude, Latitude json.Number
		}
	}
	blk.decode(&a)
	list := tree.NewElement(atom.Ul)
	add := func(title, caption string, lat, lng json.Number) {
		if lat == "" || lng == "" {
			return
		}
		li := tree.NewElement(atom.Li)
		at := string(lat) + "," + string(lng)
		if title == "" {
			title = at
		}
		li.AppendChild(tree.NewLink(mapOfPlace+at, title))
		if caption != "" && caption != title {
			li.AppendChild(tree.NewText(": " + caption))
		}
		list.AppendChild(li)
	}
	for _, p := range a.Points {
		add(cmp.Or(p.Title, p.PlaceTitle), p.Caption, p.Coordinates.Latitude, p.Coordinates.Longitude)
	}
	if len(a.Points) == 0 {
		add("", "", cmp.Or(a.MapCenter.Lat, a.MapCenter.Latitude), cmp.Or(a.MapCenter.Lng, a.MapCenter.Longitude))
	}
	if list.FirstChild == nil {
		return nil, false
	}
	b.notes.add(note.Embed, true, "a map, now links to its places")
	return []*html.Node{list}, true
}

// videoPress builds videopress/video, whose saved HTML has the address of the
// player, or nothing at all.
func (b *builder) videoPress(blk *block) ([]*html.Node, bool) {
	var a struct{ GUID, Src, Caption string }
	blk.decode(&a)
	if a.GUID == "" || !isPathPart(a.GUID) {
		return nil, false
	}
	figure := tree.NewElement(atom.Figure)
	figure.AppendChild(b.embed("https://videopress.com/v/" + a.GUID))
	root := b.parseHTML(blk.text())
	if c := tree.Find(root, func(n *html.Node) bool { return tree.IsElement(n, atom.Figcaption) }); c != nil {
		tree.Remove(c)
		figure.AppendChild(c)
	} else if a.Caption != "" {
		c := tree.NewElement(atom.Figcaption)
		tree.MoveChildren(c, b.parseHTML(a.Caption))
		figure.AppendChild(c)
	}
	return []*html.Node{figure}, true
}
