package transform

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Elementor keeps a page as JSON in a custom field (facts.md §A.7). The content of
// the post is a plain copy of its words, made when the page was saved: mostly
// enough, but sometimes empty or old.

// fromBuilder returns the tree of a post, or, if the content says less than what a
// page builder has stored beside it, the tree of that. A builder that is not read
// is noted.
func (b *builder) fromBuilder(root *html.Node) *html.Node {
	mode := b.item.Field("_elementor_edit_mode")
	if data := b.item.Field("_elementor_data"); len(data) > len("[]") && (mode == "" || mode == "builder") {
		elements, ok := parseProps(data)
		if !ok {
			b.notes.add(note.HTML, true, "the data of Elementor is damaged, only the content is used")
			return root
		}
		if isLess(root, elements) {
			what := "built from the data of Elementor, the content of the post says less"
			if !tree.IsBlankText(b.item.Content) {
				what += ": " + quote(b.item.Content)
			}
			b.notes.add(note.HTML, true, what)
			e := elementor{b: b, root: &html.Node{Type: html.DocumentNode}}
			e.elements(elements, 0)
			b.unresolved(e.root)
			return e.root
		}
		return root
	}
	if !tree.IsBlank(root) {
		return root
	}
	for _, f := range [...][2]string{{"_fl_builder_data", "Beaver Builder"}, {"_bricks_page_content_2", "Bricks"}, {"ct_builder_json", "Oxygen"},
		{"ct_builder_shortcodes", "Oxygen"}, {"panels_data", "SiteOrigin"}, {"_themify_builder_settings_json", "Themify"},
		{"brizy", "Brizy"}, {"tve_updated_post", "Thrive"}, {"_breakdance_data", "Breakdance"}} {
		if v := b.item.Field(f[0]); len(v) > 10 {
			b.notes.add(note.HTML, true, "the page is empty: "+f[1]+" kept it in the field "+f[0]+": "+quote(v))
		}
	}
	return root
}

// isLess reports whether a tree has less words than the texts of a builder, or
// none of its images.
func isLess(root *html.Node, elements []prop) bool {
	have := map[string]bool{}
	text, images := 0, 0
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode:
			for w := range strings.FieldsFuncSeq(n.Data, notInWord) {
				have[w] = true
				text++
			}
		case tree.IsImage(n):
			images++
		}
	}
	total, missing, pictures := 0, 0, 0
	var walk func(props []prop, widget string, depth int)
	walk = func(props []prop, widget string, depth int) {
		if w := value(props, "widgetType"); w != "" {
			widget = w
		}
		for i := range props {
			p := &props[i]
			if p.tree && depth < 100 {
				walk(p.kids, widget, depth+1)
				continue
			}
			switch roleOf(widget, p.key) {
			case roleHeading, roleText:
				for w := range strings.FieldsFuncSeq(tree.TextContent((&builder{}).parseHTML(p.val)), notInWord) {
					if total++; !have[w] {
						missing++
					}
				}
			case roleLink: // the address of an image is an url
				if fileKind(p.val) == "image" {
					pictures++
				}
			}
		}
	}
	walk(elements, "", 0)
	return missing*5 > total || text == 0 && total+pictures > 0 || images == 0 && pictures > 0 && missing > 0
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

type elementor struct {
	b    *builder
	root *html.Node
}

// elements builds a list of elements: sections, columns and containers hold
// others, widgets show something.
func (e *elementor) elements(list []prop, depth int) {
	for i := range list {
		el := list[i].kids
		settings := kidsOf(el, "settings")
		if w := value(el, "widgetType"); w != "" {
			e.widget(w, settings)
		} else {
			for j := range settings {
				if settings[j].tree && isBackground(plainKey(settings[j].key)) {
					e.b.readTree(&shown{}, "section", &settings[j], 0)
				}
			}
		}
		if depth < 100 {
			e.elements(kidsOf(el, "elements"), depth+1)
		}
	}
}

func (e *elementor) add(nodes ...*html.Node) {
	div := tree.NewElement(atom.Div)
	for _, n := range nodes {
		div.AppendChild(n)
	}
	if div.FirstChild != nil {
		e.root.AppendChild(div)
	}
}

func (e *elementor) widget(name string, settings []prop) {
	b := e.b
	switch name {
	case "spacer", "menu-anchor":
		return
	case "divider":
		e.add(tree.NewElement(atom.Hr))
		return
	case "icon-list":
		list := tree.NewElement(atom.Ul)
		for _, it := range kidsOf(settings, "icon_list") {
			li := tree.NewElement(atom.Li)
			text := b.words(value(it.kids, "text"))
			if url := value(kidsOf(it.kids, "link"), "url"); url != "" {
				a := tree.NewElement(atom.A, "href", url)
				for _, n := range text {
					a.AppendChild(n)
				}
				text = []*html.Node{a}
			}
			for _, n := range text {
				li.AppendChild(n)
			}
			list.AppendChild(li)
		}
		e.add(list)
		return
	case "form":
		var fields []string
		for _, f := range kidsOf(settings, "form_fields") {
			if l := value(f.kids, "field_label"); l != "" {
				fields = append(fields, l)
			}
		}
		b.notes.add(note.HTML, true, absentForm.reason+": of Elementor, with "+strings.Join(fields, ", "))
		return
	case "text-editor", "theme-post-content":
		e.add(tree.TakeChildren(b.parse(b.innerHTML(value(settings, "editor"))))...)
		return
	}
	s := b.shows(name, settings)
	if s.level == 0 && name == "heading" {
		s.level = 2
	}
	if s.filled == 0 {
		b.notes.add(note.HTML, true, absentList.reason+": widget of Elementor: "+name)
		return
	}
	e.add(s.nodes()...)
}
