package transform

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/seen"
	"github.com/wp2md/wp2md/internal/tree"
)

// Page builders show parts of a page on some screens only, and authors make the same part
// twice: once for wide screens and once for narrow ones. A visitor saw one of them.

// screens are those on which something is seen.
type screens uint8

const (
	onDesktop screens = 1 << iota
	onTablet
	onPhone
	onAll = onDesktop | onTablet | onPhone

	nowhere screens = 1 << 7 // it is hidden on each of them, one by one
)

// screensKey is the attribute that says so of an element, until the twins are gone.
const screensKey = "data-on-screens"

// screenNames are the words of builders and themes for them.
var screenNames = map[string]screens{"desktop": onDesktop, "desk": onDesktop, "lg": onDesktop, "md": onDesktop, "xl": onDesktop, "large": onDesktop,
	"tablet": onTablet, "tab": onTablet, "sm": onTablet, "medium": onTablet,
	"phone": onPhone, "mobile": onPhone, "mob": onPhone, "small": onPhone, "xs": onPhone, "mini": onPhone}

// screensOfClasses returns on which screens classes let something be seen:
// elementor-hidden-phone, visible-xs, d-none d-md-block.
func screensOfClasses(classes string) screens {
	if !strings.Contains(classes, "hid") && !strings.Contains(classes, "show-") && !strings.Contains(classes, "visible") && !strings.Contains(classes, "-only") &&
		!strings.Contains(classes, "only-") && !strings.Contains(classes, "kvs-") && !strings.Contains(classes, "d-none") {
		return onAll
	}
	seen, only, wide := onAll, screens(0), 0
	for c := range strings.FieldsSeq(classes) {
		parts := strings.FieldsFunc(strings.ToLower(c), func(r rune) bool { return r == '-' || r == '_' })
		if len(parts) == 0 {
			continue
		}
		of := screens(0)
		for _, p := range parts {
			of |= screenNames[p]
		}
		switch has := func(word string) bool { return slices.Contains(parts, word) }; {
		case c == "hide-for-medium": // of Flatsome, and all below
			seen &^= onTablet | onPhone
		case c == "show-for-medium":
			only |= onTablet | onPhone
		case c == "d-none": // of Bootstrap, with another that says from which width on it is seen
			switch {
			case strings.Contains(classes, "d-lg-"), strings.Contains(classes, "d-xl-"):
				only |= onDesktop
			case strings.Contains(classes, "d-md-"), strings.Contains(classes, "d-sm-"):
				only |= onDesktop | onTablet
			}
		case c == "d-md-none" || c == "d-sm-none":
			seen &^= onDesktop | onTablet
		case parts[0] == "kvs" && has("false"): // of Kadence
			seen &^= map[string]screens{"lg": onDesktop, "md": onTablet, "sm": onPhone}[parts[1]]
		case of == 0:
		case has("hide"), has("hidden"), parts[0] == "d" && has("none"):
			seen &^= of
			if has("lg") {
				wide |= 1
			}
			if has("md") {
				wide |= 2
			}
		case has("show"), has("visible"), has("only"):
			only |= of
		}
	}
	if seen == 0 && only == 0 && (wide == 0 || wide == 3) {
		return nowhere
	}
	if only != 0 {
		seen &= only
	}
	return sane(seen)
}

// sane is onAll for what is seen nowhere: that was meant otherwise.
func sane(s screens) screens {
	if s == 0 {
		return onAll
	}
	return s
}

// screensOf returns on which screens the settings of a widget let it be seen.
func screensOf(props []prop) screens {
	seen, off := onAll, screens(0)
	for i := range props {
		p := &props[i]
		if p.tree || p.val == "" && !p.on {
			continue
		}
		switch key := strings.ToLower(p.key); {
		case key == "hide_on_mobile" && strings.Contains(p.val, "visibility"): // of Avada, where it is seen
			of := screens(0)
			for part := range strings.SplitSeq(p.val, ",") {
				part, _, _ = strings.Cut(strings.TrimSpace(part), "-")
				of |= screenNames[part]
			}
			seen &= of
		case key == "render_logics": // of Avada
			if text, ok := fromBase64(p.val); ok {
				seen &= screensOfLogic(text)
			}
		case p.val == "hide" && strings.HasPrefix(key, "visibility_"): // of Themify
			off |= screenNames[strings.TrimPrefix(key, "visibility_")]
		case key == "disabled_on": // of Divi
			for i, part := range strings.Split(p.val, "|") {
				if part == "on" && i < 3 {
					off |= [...]screens{onPhone, onTablet, onDesktop}[i]
				}
			}
		case key == "responsive_display": // of Beaver Builder
			of := screens(0)
			for part := range strings.SplitSeq(p.val, "-") {
				of |= screenNames[part]
			}
			seen &= of
		case key == "visibility" || strings.HasSuffix(key, "class") || strings.HasSuffix(key, "classes") || strings.HasSuffix(key, "classname"):
			of := screensOfClasses(p.val)
			if of == nowhere {
				return nowhere
			}
			seen &= of
		case p.val == "no" || p.val == "off" || p.val == "0" || p.val == "false":
		case offKeys[plainKey(key)] != 0:
			off |= offKeys[plainKey(key)]
		case strings.Contains(key, "hide") || strings.Contains(key, "hidden"):
			for _, word := range [...]string{"desktop", "tablet", "mobile", "phone", "medium", "small", "mini"} {
				if strings.Contains(key, word) {
					seen &^= screenNames[word]
				}
			}
		}
	}
	if off == onAll {
		return nowhere
	}
	return sane(seen &^ off)
}

// offKeys are the plain names of settings that hide an element itself.
var offKeys = map[string]screens{"hidedesktop": onDesktop, "hideondesktop": onDesktop, "uaghidedesktop": onDesktop, "vsdesk": onDesktop,
	"hidetablet": onTablet, "hideontablet": onTablet, "uaghidetab": onTablet, "vstablet": onTablet,
	"hidemobile": onPhone, "hideonmobile": onPhone, "hidephone": onPhone, "hideonphone": onPhone, "uaghidemob": onPhone, "vsmobile": onPhone}

// isNowhere reports whether the attributes of a block hide it on every screen.
func (blk *block) isNowhere() bool {
	if !isAbout(blk.attrs, "hide", "Hide", "vsdesk", "disabledOn") {
		return false
	}
	props, ok := parseProps(blk.attrs)
	return ok && (screensOf(props) == nowhere || isOffInDivi5(props))
}

// hiddenOnAll begins the note of what no screen showed.
const hiddenOnAll = "hidden on every screen of the old site, left out: "

// noteNowhere notes what a part of a page says that no screen showed.
func (b *builder) noteNowhere(n *html.Node) {
	var what []string
	eachText(n, func(text string, _ []*html.Node) { what = append(what, plainText(text)) })
	if b.quoteUnshown(append(what, treeAddresses(n)...)) {
		b.unshown = append(b.unshown, n)
	}
}

func (b *builder) quoteUnshown(what []string) bool {
	what = slices.DeleteFunc(what, func(s string) bool { return s == "" })
	if len(what) > 0 {
		b.notes.add(note.HTML, false, hiddenOnAll+Quote(strings.Join(what, " · ")))
	}
	return len(what) > 0
}

// plainText returns a text of eachText on one line.
func plainText(text string) string {
	return tree.CollapseSpace(strings.TrimSpace(strings.ReplaceAll(text, string(seen.Mark), "")))
}

// dropUnshown takes out of the content of a post what its builder's data hides on every
// screen: the content is a copy of all.
func (b *builder) dropUnshown(content *html.Node, shown *said) {
	if len(b.unshown) == 0 {
		return
	}
	texts, addresses := map[string]bool{}, map[string]bool{}
	for _, n := range b.unshown {
		eachText(n, func(text string, _ []*html.Node) {
			if key := phraseKey(text); key != "" && !shown.shows(text) {
				texts[key] = true
			}
		})
		for _, a := range treeAddresses(n) {
			if !shown.has(placeOf(a)) {
				addresses[placeOf(a)] = true
			}
		}
	}
	var gone []*html.Node
	var what []string
	eachText(content, func(text string, nodes []*html.Node) {
		if texts[phraseKey(text)] {
			gone, what = append(gone, nodes...), append(what, plainText(text))
		}
	})
	for n := range content.Descendants() {
		if tree.IsImage(n) && addresses[placeOf(tree.Attr(n, "src"))] {
			gone, what = append(gone, n), append(what, tree.Attr(n, "alt"), tree.Attr(n, "src"))
		}
		if href := tree.Attr(n, "href"); href != "" && addresses[placeOf(href)] {
			what = append(what, href)
		}
	}
	b.quoteUnshown(what)
	for _, n := range gone {
		tree.Remove(n)
	}
}

// phraseKey returns the words of a text with a blank between them.
func phraseKey(text string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(text, notInWord), " "))
}

// screensOfLogic reads the conditions of Avada.
func screensOfLogic(text string) screens {
	conditions, _ := parseProps(text)
	for i := range conditions {
		if c := conditions[i].kids; value(c, "field") == "device_type" {
			of := screenNames[value(c, "value")]
			if strings.HasPrefix(value(c, "comparison"), "not") {
				of = onAll &^ of
			}
			return sane(of)
		}
	}
	return onAll
}

// wrapScreens returns the tags that hold what is seen on some screens only; they are
// empty for all.
func wrapScreens(on screens) (open, closing string) {
	if on == onAll {
		return "", ""
	}
	return "\n<div " + screensKey + `="` + strconv.Itoa(int(on)) + "\">\n", "\n</div>\n"
}

// seenOn puts what was added to the tree of a builder behind a node into an element that
// says on which screens it is seen.
func (e *elementor) seenOn(on screens, behind *html.Node) {
	first := e.root.FirstChild
	if behind != nil {
		first = behind.NextSibling
	}
	if on == onAll || first == nil {
		return
	}
	div := tree.NewTag("div", screensKey, strconv.Itoa(int(on)))
	for n := first; n != nil; n = first {
		first = n.NextSibling
		e.root.RemoveChild(n)
		div.AppendChild(n)
	}
	e.root.AppendChild(div)
}

// A twin is a part of a page that is seen on some screens.
type twin struct {
	on   screens
	node *html.Node
	said *said
}

// mostCompared bounds the text of the parts that are looked at: one may stand in another.
const mostCompared = 4 << 20

// dropTwins takes a part of a page away that says what another says which is seen on
// other screens, and reports how many there were.
func (b *builder) dropTwins(root *html.Node) (dropped int) {
	var known map[string][]twin
	var marked, gone []*html.Node
	var behind *html.Node // one that is gone
	compared := 0
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		if behind != nil {
			if isWithin(n, behind) {
				continue
			}
			behind = nil
		}
		if n.Type != html.ElementNode || len(n.Attr) == 0 {
			continue
		}
		on := onAll
		if v := tree.Attr(n, screensKey); v != "" {
			marked = append(marked, n)
			i, _ := strconv.Atoi(v)
			if on = screens(i); on != nowhere {
				on = sane(on & onAll)
			}
		} else if class := tree.Attr(n, "class"); class != "" {
			on = screensOfClasses(class)
		}
		if on == onAll {
			continue
		}
		if on == nowhere {
			b.noteNowhere(n)
			gone, behind = append(gone, n), n
			continue
		}
		text := strings.Join(strings.FieldsFunc(tree.TextContent(n), notInWord), " ")
		if compared += len(text) + 1; text == "" || compared > mostCompared {
			continue
		}
		this := twin{on, n, wordsOf(n)}
		i := slices.IndexFunc(known[text], func(t twin) bool {
			return t.on&on == 0 && t.said.media == this.said.media && t.said.forms == this.said.forms
		})
		if i < 0 {
			if known == nil {
				known = map[string][]twin{}
			}
			known[text] = append(known[text], this)
			continue
		}
		less := this
		if other := known[text][i]; this.said.pictures > other.said.pictures {
			less, known[text][i] = other, this
		} else {
			behind = n
		}
		gone = append(gone, less.node)
		dropped++
		b.notes.add(note.HTML, false, "the same once more for other screens, left out: "+Quote(strings.Join(append([]string{tree.CollapseSpace(tree.TextContent(less.node))}, treeAddresses(less.node)...), " ")))
	}
	for _, n := range marked {
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == screensKey })
	}
	for _, n := range gone {
		tree.Remove(n)
	}
	return dropped
}

// treeAddresses returns where a part of a page leads, and what it shows.
func treeAddresses(n *html.Node) (list []string) {
	for c := range n.Descendants() {
		for _, k := range []string{"href", "src"} {
			if v := tree.Attr(c, k); v != "" && v[0] != '#' {
				list = append(list, v)
			}
		}
	}
	return list
}

// isWithin reports whether n is another node, or below it.
func isWithin(n, other *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == other {
			return true
		}
	}
	return false
}
