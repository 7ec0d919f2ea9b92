package transform

import (
	"cmp"
	"html"
	"slices"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Recipe Card Blocks and those made of it keep a recipe in the attributes of a block, and
// nothing of it in the HTML. A name or a step is a list of texts and elements as React has them,
// beside it stands the same as HTML: jsonName.

// recipeBlock builds a recipe of the attributes of its block; ok is false if it is of no such.
func (b *builder) recipeBlock(blk *block, props []prop) (nodes []*nethtml.Node, ok bool) {
	ingredients, steps := recipeParts(kidsOf(props, "ingredients")), recipeParts(kidsOf(props, "steps"))
	if !strings.Contains(blk.name, "recipe") || len(ingredients) == 0 && len(steps) == 0 {
		return nil, false
	}
	if image := kidsOf(props, "image"); len(image) > 0 {
		nodes = append(nodes, b.pictureOf(value(image, "url"), value(image, "id"), value(image, "alt"), "")...)
	}
	if title := cmp.Or(value(props, "recipeTitle"), value(props, "title")); title != "" {
		h := tree.NewElement(atom.H3)
		for _, n := range b.words(title) {
			h.AppendChild(n)
		}
		nodes = append(nodes, h)
	}
	if summary := recipeText(props, "summary", "jsonSummary"); summary != "" {
		nodes = append(nodes, wrapInline(b.words(summary))...)
	}
	if facts := b.recipeDetails(props); facts.FirstChild != nil {
		nodes = append(nodes, facts)
	}
	parts, _ := b.recipe(b.item, []prop{
		{key: "ingredients", kids: ingredients, tree: true}, {key: "instructions", kids: steps, tree: true}, {key: "notes", val: recipeText(props, "notes", "jsonNotes")},
	}, nil)
	nodes = append(nodes, parts...)
	if address := value(kidsOf(props, "video"), "url"); isWebAddress(address) {
		nodes = append(nodes, b.embed(address))
	}
	return nodes, true
}

// recipeDetails lists what a recipe is and what it makes, in how much time.
func (b *builder) recipeDetails(props []prop) *nethtml.Node {
	list := tree.NewElement(atom.Ul)
	add := func(label, text string) {
		li := tree.NewElement(atom.Li)
		li.AppendChild(tree.NewText(tree.UnescapeHTML(label + ": " + text)))
		list.AppendChild(li)
	}
	for _, kind := range []string{"course", "cuisine", "difficulty"} {
		var names []string
		for _, k := range kidsOf(props, kind) {
			if k.val != "" {
				names = append(names, k.val)
			}
		}
		if len(names) > 0 {
			add(cmp.Or(b.recipeLabel(kind), "Difficulty"), strings.Join(names, ", "))
		}
	}
	for _, d := range kidsOf(props, "details") {
		label, v := recipeText(d.kids, "label", "jsonLabel"), recipeText(d.kids, "value", "jsonValue")
		if label != "" {
			add(label, strings.TrimSpace(v+" "+recipeText(d.kids, "unit", "jsonUnit")))
		}
	}
	return list
}

// recipeParts returns what goes into a recipe, or its steps, as other plugins keep them.
func recipeParts(list []prop) (parts []prop) {
	for _, p := range list {
		key, text := "name", recipeText(p.kids, "name", "jsonName")
		if t := recipeText(p.kids, "text", "jsonText"); t != "" {
			key, text = "text", t
		}
		parsed := kidsOf(p.kids, "parse")
		if amount := value(parsed, "amount"); amount != "" && text != "" && !strings.HasPrefix(text, amount) {
			text = strings.TrimSpace(amount+" "+value(parsed, "unit")) + " " + text
		}
		if slices.ContainsFunc(p.kids, func(k prop) bool { return k.key == "isGroup" && k.on }) {
			key = "section_heading_name"
		}
		if text != "" {
			parts = append(parts, prop{tree: true, kids: []prop{{key: key, val: text}}})
		}
	}
	return parts
}

// recipeText returns a text as HTML: of a list of texts and elements, or of what says the same
// as HTML.
func recipeText(props []prop, key, twin string) string {
	var out strings.Builder
	var write func(p *prop, depth int)
	write = func(p *prop, depth int) {
		typ, of := value(p.kids, "type"), kidsOf(p.kids, "props")
		switch {
		case !p.tree:
			out.WriteString(p.val)
		case depth > maxPropDepth:
		case !isObject(p.kids):
			for i := range p.kids {
				write(&p.kids[i], depth+1)
			}
		case typ == "br":
			out.WriteString("<br>")
		case typ == "img":
			out.WriteString(`<img src="` + html.EscapeString(value(of, "src")) + `" alt="` + html.EscapeString(value(of, "alt")) + `">`)
		default:
			switch typ {
			case "a":
				out.WriteString(`<a href="` + html.EscapeString(value(of, "href")) + `">`)
			case "strong", "em", "b", "i", "sub", "sup", "code":
				out.WriteString("<" + typ + ">")
			default:
				typ = ""
			}
			for i := range of {
				if of[i].key == "children" {
					write(&of[i], depth+1)
				}
			}
			if typ != "" {
				out.WriteString("</" + typ + ">")
			}
		}
	}
	for i := range props {
		if props[i].key == key {
			write(&props[i], 0)
		}
	}
	return cmp.Or(strings.TrimSpace(out.String()), value(props, twin))
}

// shownRecipe writes the recipe of a block whose attributes hold it, and tells what it lacks.
func (b *builder) shownRecipe(out *strings.Builder, blk *block, props []prop) bool {
	if !blk.isEmpty() {
		return false
	}
	props = slices.Clone(props)
	for i := range props {
		if props[i].key == "details" { // one that says nothing is not shown
			props[i].kids = slices.DeleteFunc(slices.Clone(props[i].kids), func(d prop) bool { return recipeText(d.kids, "value", "jsonValue") == "" })
		}
	}
	nodes, ok := b.recipeBlock(blk, props)
	if !ok {
		return false
	}
	what := "built from its attributes: "
	look := b.lacksShown(blk, props, nodes)
	if look {
		what = "built from its attributes, look at it: "
	}
	b.notes.add(note.Block, look, what+Quote(blk.name+" "+blk.attrs))
	out.WriteString(b.place(blk.text(), nodes...))
	return true
}
