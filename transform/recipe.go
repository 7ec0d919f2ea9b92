package transform

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins for recipes keep one as an item, its parts in fields: WP Recipe Maker and WP
// Ultimate Recipe as lists of groups, Tasty Recipes as HTML. A page shows it with its name, what it
// makes and how long that takes, what goes into it, and the steps.

// WP Recipe Maker writes a plain card of a recipe into the content, for the time without it.
const (
	recipeCard    = "<!--WPRM Recipe "
	recipeCardEnd = "<!--End WPRM Recipe-->"
)

// withoutRecipeCards returns a content with the shortcode of each recipe in the place of its
// card, if the export has the recipe.
func (b *builder) withoutRecipeCards(s string) string {
	if b.lib == nil || !strings.Contains(s, recipeCard) {
		return s
	}
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(s, recipeCard)
		number, card, isCard := strings.Cut(rest, "-->")
		card, behind, isWhole := strings.Cut(card, recipeCardEnd)
		id, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
		if !ok || !isCard || !isWhole || err != nil {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(before)
		if b.lib.shownItems.byID[id] == nil {
			out.WriteString(b.namedCard(card))
		} else {
			out.WriteString("[wprm-recipe id=\"" + strconv.FormatInt(id, 10) + "\"]")
			if b.recipeCards == nil {
				b.recipeCards = map[int64][]string{}
			}
			b.recipeCards[id] = append(b.recipeCards[id], card)
		}
		s = behind
	}
}

// namedCard returns the card of a recipe with the names of its parts, which only their
// classes tell.
func (b *builder) namedCard(card string) string {
	for _, part := range []string{"equipment", "ingredients", "instructions", "notes"} {
		tag := `<div class="wprm-fallback-recipe-` + part + `">`
		if before, after, ok := strings.Cut(card, tag); ok && !strings.HasPrefix(strings.TrimSpace(after), "</div>") {
			card = before + tag + "<h4>" + b.recipeLabel(part) + "</h4>" + after
		}
	}
	for _, part := range []string{"course", "cuisine", "keyword"} {
		tag := `<div class="wprm-fallback-recipe-meta-` + part + `">`
		if before, after, ok := strings.Cut(card, tag); ok && !strings.HasPrefix(strings.TrimSpace(after), "</div>") {
			card = before + tag + b.recipeLabel(part) + ": " + after
		}
	}
	return card
}

// noteRecipeCard notes what the card of a recipe has and the recipe does not.
func (b *builder) noteRecipeCard(id int64, recipe *html.Node) {
	cards := b.recipeCards[id]
	if len(cards) == 0 {
		return
	}
	b.recipeCards[id] = cards[1:]
	card := b.parseHTML(cards[0])
	said := wordsOf(recipe)
	var lost []string
	for n := range card.Descendants() {
		if src := tree.Attr(n, "src"); src != "" && !said.addresses[placeOf(src)] {
			lost = append(lost, src)
		}
	}
	eachText(card, func(text string, _ []*html.Node) {
		if text = tree.CollapseSpace(strings.TrimSpace(text)); text != "" && !said.shows(text) {
			lost = append(lost, text)
		}
	})
	if len(lost) > 0 {
		b.notes.add(note.HTML, false, "the plain card of a recipe has what the recipe does not: "+Quote(strings.Join(lost, " · ")))
	}
}

// recipe builds a recipe around its summary and returns the values that it does not show.
// The page that shows it has its picture perhaps.
func (b *builder) recipe(page *extract.Item, props []prop, summary []*html.Node) (nodes []*html.Node, rest []prop) {
	if page != b.item {
		name := tree.NewElement(atom.H3)
		name.AppendChild(tree.NewText(b.item.PlainTitle()))
		nodes = append(nodes, name)
	}
	props = withInnerRecipe(props)
	facts := tree.NewElement(atom.Ul)
	fact := func(label, text string) {
		if label != "" {
			text = label + ": " + text
		}
		li := tree.NewElement(atom.Li)
		li.AppendChild(tree.NewText(strings.TrimSpace(tree.UnescapeHTML(text))))
		facts.AppendChild(li)
	}
	var pictures, equipment, ingredients, steps, said []*html.Node
	var nutrition []string
	used := map[string]bool{}
	for i := range props {
		p := &props[i]
		k := plainKey(p.key)
		v := strings.TrimSpace(p.val)
		switch _, nutrient, isNutrient := strings.Cut(p.key, "_nutrition_"); {
		case used[p.key], hasAnySuffix(k, "ingredients", "instructions", "directions") && isTwice(props[:i], p):
		case k == "thumbnailid":
			if v != page.Field("_thumbnail_id") && page != b.item {
				pictures = b.pictureOf("", v, "", "")
			}
		case strings.HasSuffix(k, "ingredients"):
			ingredients = append(ingredients, b.recipeGroups(p, atom.Ul)...)
		case hasAnySuffix(k, "instructions", "directions", "steps", "method") && (p.tree || strings.ContainsAny(v, " \n")):
			steps = append(steps, b.recipeGroups(p, atom.Ol)...)
		case strings.HasSuffix(k, "equipment"):
			equipment = append(equipment, b.recipeGroups(p, atom.Ul)...)
		case p.tree:
			rest = append(rest, *p)
		case strings.HasSuffix(k, "notes"):
			said = append(said, wrapInline(b.words(v))...)
		case hasAnySuffix(k, "summary", "recipedescription") || k == "description":
			summary = append(summary, wrapInline(b.words(v))...)
		case isNutrient, k == "calories":
			if v != "" && v != "0" {
				name := strings.ReplaceAll(strings.TrimPrefix(nutrient, "calculated_"), "_", " ")
				if !isNutrient {
					name = k
				}
				nutrition = append(nutrition, strings.TrimSpace(name+" "+v+" "+nutrientUnit(name, v)))
			}
		case recipeFact(p.key) != "":
			if v == "" || v == "0" {
				break
			}
			label, unit := b.recipeLabel(recipeFact(p.key)), ""
			for _, suffix := range []string{"_unit", "_type", "_text"} {
				if u := value(props, p.key+suffix); u != "" {
					unit, used[p.key+suffix] = u, true
					break
				}
			}
			if own := value(props, p.key+"_label"); own != "" {
				label, used[p.key+"_label"] = own, true
			}
			if unit == "" && strings.HasSuffix(k, "time") && strings.Trim(v, "0123456789") == "" {
				unit = "min"
			}
			fact(label, v+" "+unit)
		default:
			rest = append(rest, *p)
		}
	}
	rest = slices.DeleteFunc(rest, func(p prop) bool {
		return used[p.key] || hasAnySuffix(plainKey(p.key), "recipetype", "wprmtype", "display", "linkstype", "unitsystem", "parentpostid")
	})
	for _, kind := range recipeTerms {
		var names []string
		for _, t := range b.item.Terms {
			if recipeTerm(t.Taxonomy) == kind {
				names = append(names, t.Name)
			}
		}
		if len(names) > 0 {
			fact(b.recipeLabel(kind), strings.Join(names, ", "))
		}
	}
	if len(nutrition) > 0 {
		fact(b.recipeLabel("nutrition"), strings.Join(nutrition, ", "))
	}
	nodes = append(append(nodes, pictures...), summary...)
	if facts.FirstChild != nil {
		nodes = append(nodes, facts)
	}
	for _, part := range []struct {
		name  string
		nodes []*html.Node
	}{{"equipment", equipment}, {"ingredients", ingredients}, {"instructions", steps}, {"notes", said}} {
		if len(part.nodes) > 0 {
			h := tree.NewElement(atom.H4)
			h.AppendChild(tree.NewText(b.recipeLabel(part.name)))
			nodes = append(append(nodes, h), part.nodes...)
		}
	}
	return nodes, rest
}

// withInnerRecipe returns values with those of an object that is a recipe in its place:
// Cooked has one field for all.
func withInnerRecipe(props []prop) []prop {
	i := slices.IndexFunc(props, func(p prop) bool {
		return p.tree && slices.ContainsFunc(p.kids, func(k prop) bool { return k.tree && strings.HasSuffix(plainKey(k.key), "ingredients") })
	})
	if i < 0 {
		return props
	}
	return slices.Concat(props[:i], props[i].kids, props[i+1:])
}

// addRecipe puts the recipe that is in the fields of an item into its page, if the content
// does not have it.
func (b *builder) addRecipe(root *html.Node) {
	if len(b.held) > 0 || len(b.item.Meta) == 0 || b.item.Rendered() || !isAbout(strings.ToLower(b.item.Type), "recipe") {
		return
	}
	var props []prop
	has := false
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		if !mayShow(m) || b.opt.InFrontMatter != nil && b.opt.InFrontMatter(m.Key) {
			continue
		}
		p := storedProp(m.Key, m.Value)
		has = has || strings.HasSuffix(plainKey(m.Key), "ingredients") || p.tree && len(withInnerRecipe([]prop{p})) != 1
		props = append(props, p)
	}
	if !has {
		return
	}
	noted := len(b.notes.list)
	nodes, _ := b.recipe(b.item, props, nil)
	page := wordsOf(root)
	isNew := false
	for _, n := range nodes {
		eachText(n, func(text string, in []*html.Node) {
			isNew = isNew || n.DataAtom != atom.H4 && !page.shows(text)
		})
	}
	if !isNew {
		b.notes.forget(noted)
		return
	}
	if !tree.IsBlank(root) && b.beside == nil {
		b.beside = nodes[0]
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	b.toldRecipe = true
	b.notes.add(note.HTML, false, "the recipe of its custom fields is at the end of the page")
}

// isTwice reports whether a list of a recipe stands before it in another field, as themes
// keep it for themselves and for search.
func isTwice(before []prop, p *prop) bool {
	text := ""
	return slices.ContainsFunc(before, func(o prop) bool {
		if !hasAnySuffix(plainKey(o.key), "ingredients", "instructions", "directions") {
			return false
		}
		if text == "" {
			text = lettersIn(p, 0)
		}
		return lettersIn(&o, 0) == text && text != ""
	})
}

// lettersIn returns what a value says without spaces and markup.
func lettersIn(p *prop, depth int) string {
	if !p.tree {
		return strings.Join(strings.Fields(plainFact(p.val)), "")
	}
	var all strings.Builder
	for i := range p.kids {
		if depth < maxPropDepth {
			all.WriteString(lettersIn(&p.kids[i], depth+1))
		}
	}
	return all.String()
}

// recipeFact returns which of the facts about a recipe a field is by its name, or "".
func recipeFact(key string) string {
	key = strings.ToLower(key)
	for _, fact := range []string{"prep_time", "cook_time", "passive_time", "custom_time", "total_time", "servings", "yield", "cost"} {
		if strings.HasSuffix(key, fact) {
			return fact
		}
	}
	return ""
}

// recipeTerms are what WP Recipe Maker has terms for, but for those that repeat the lists.
var recipeTerms = []string{"course", "cuisine", "method", "diet", "keyword"}

// recipeTerm returns what the terms of a taxonomy say of a recipe, or "".
func recipeTerm(taxonomy string) string {
	what, ok := strings.CutPrefix(taxonomy, "wprm_")
	if !ok || !slices.Contains(recipeTerms, what) {
		return ""
	}
	return what
}

// nutrientUnit returns in which unit recipes count a nutrient.
func nutrientUnit(name, v string) string {
	if strings.Trim(v, "0123456789.,") != "" {
		return ""
	}
	switch name {
	case "calories":
		return "kcal"
	case "serving size":
		return ""
	case "cholesterol", "sodium", "potassium", "vitamin c", "calcium", "iron", "magnesium", "phosphorus", "zinc":
		return "mg"
	case "vitamin a":
		return "IU"
	}
	return "g"
}

// recipeLabels are what plugins call the parts of a recipe, by the language of the site.
var recipeLabels = sync.OnceValue(func() map[string]map[string]string {
	return map[string]map[string]string{
		"en": {"prep_time": "Prep time", "cook_time": "Cook time", "passive_time": "Resting time", "custom_time": "Other time", "total_time": "Total time", "servings": "Servings", "yield": "Yield", "cost": "Cost",
			"course": "Course", "cuisine": "Cuisine", "method": "Method", "diet": "Diet", "keyword": "Keyword", "nutrition": "Nutrition", "equipment": "Equipment", "ingredients": "Ingredients", "instructions": "Instructions", "notes": "Notes"},
		"de": {"prep_time": "Vorbereitung", "cook_time": "Zubereitung", "passive_time": "Ruhezeit", "custom_time": "Weitere Zeit", "total_time": "Gesamtzeit", "servings": "Portionen", "yield": "Ergibt", "cost": "Kosten",
			"course": "Gericht", "cuisine": "Küche", "method": "Methode", "diet": "Ernährung", "keyword": "Schlagwort", "nutrition": "Nährwerte", "equipment": "Zubehör", "ingredients": "Zutaten", "instructions": "Anleitung", "notes": "Notizen"},
		"fr": {"prep_time": "Préparation", "cook_time": "Cuisson", "passive_time": "Repos", "custom_time": "Autre temps", "total_time": "Temps total", "servings": "Portions", "yield": "Donne", "cost": "Coût",
			"course": "Type de plat", "cuisine": "Cuisine", "method": "Méthode", "diet": "Régime", "keyword": "Mot-clé", "nutrition": "Valeurs nutritives", "equipment": "Ustensiles", "ingredients": "Ingrédients", "instructions": "Instructions", "notes": "Notes"},
		"es": {"prep_time": "Preparación", "cook_time": "Cocción", "passive_time": "Reposo", "custom_time": "Otro tiempo", "total_time": "Tiempo total", "servings": "Raciones", "yield": "Cantidad", "cost": "Coste",
			"course": "Plato", "cuisine": "Cocina", "method": "Método", "diet": "Dieta", "keyword": "Palabra clave", "nutrition": "Nutrición", "equipment": "Utensilios", "ingredients": "Ingredientes", "instructions": "Elaboración", "notes": "Notas"},
		"it": {"prep_time": "Preparazione", "cook_time": "Cottura", "passive_time": "Riposo", "custom_time": "Altro tempo", "total_time": "Tempo totale", "servings": "Porzioni", "yield": "Resa", "cost": "Costo",
			"course": "Portata", "cuisine": "Cucina", "method": "Metodo", "diet": "Dieta", "keyword": "Parola chiave", "nutrition": "Valori nutrizionali", "equipment": "Utensili", "ingredients": "Ingredienti", "instructions": "Procedimento", "notes": "Note"},
		"nl": {"prep_time": "Voorbereiding", "cook_time": "Bereiding", "passive_time": "Wachttijd", "custom_time": "Overige tijd", "total_time": "Totale tijd", "servings": "Porties", "yield": "Opbrengst", "cost": "Kosten",
			"course": "Gang", "cuisine": "Keuken", "method": "Methode", "diet": "Dieet", "keyword": "Trefwoord", "nutrition": "Voedingswaarden", "equipment": "Benodigdheden", "ingredients": "Ingrediënten", "instructions": "Instructies", "notes": "Notities"},
		"pt": {"prep_time": "Preparo", "cook_time": "Cozimento", "passive_time": "Descanso", "custom_time": "Outro tempo", "total_time": "Tempo total", "servings": "Porções", "yield": "Rendimento", "cost": "Custo",
			"course": "Prato", "cuisine": "Cozinha", "method": "Método", "diet": "Dieta", "keyword": "Palavra-chave", "nutrition": "Nutrição", "equipment": "Utensílios", "ingredients": "Ingredientes", "instructions": "Modo de preparo", "notes": "Notas"},
	}
})

// recipeLabel returns what a part of a recipe is called in the language of the site, or in English.
func (b *builder) recipeLabel(part string) string {
	if b.lib != nil {
		if labels := recipeLabels()[b.lib.language]; labels != nil {
			return labels[part]
		}
	}
	return recipeLabels()["en"][part]
}

// recipeGroups builds what goes into a recipe, or its steps, in the groups that it has.
func (b *builder) recipeGroups(p *prop, list atom.Atom) (nodes []*html.Node) {
	if !p.tree && (!strings.Contains(strings.TrimSpace(p.val), "\n") || strings.ContainsAny(p.val, "<[")) {
		return wrapInline(b.words(p.val))
	}
	if !p.tree { // a line of the form each
		props := []prop{}
		for line := range strings.Lines(p.val) {
			if line = strings.TrimSpace(line); line != "" && list == atom.Ul {
				props = append(props, prop{val: line})
			} else if line != "" {
				nodes = append(nodes, wrapInline(b.words(line))...)
			}
		}
		if len(props) == 0 {
			return nodes
		}
		p = &prop{key: p.key, kids: props, tree: true}
	}
	ul := tree.NewElement(list)
	end := func() {
		if ul.FirstChild != nil {
			nodes = append(nodes, ul)
			ul = tree.NewElement(list)
		}
	}
	heading := func(name string) {
		end()
		h := tree.NewElement(atom.H5)
		for _, n := range b.words(name) {
			h.AppendChild(n)
		}
		nodes = append(nodes, h)
	}
	add := func(props []prop) {
		if li := b.recipeLine(props); li.FirstChild != nil {
			ul.AppendChild(li)
		}
	}
	group := ""
	for i := range p.kids {
		k := &p.kids[i]
		if !k.tree {
			add([]prop{{val: k.val}})
			continue
		}
		var within *prop // the list of a group
		for j := range k.kids {
			if c := &k.kids[j]; c.tree && len(c.kids) > 0 && !isObject(c.kids) && hasAnySuffix(plainKey(c.key), "ingredients", "instructions", "equipment", "steps", "items") {
				within = c
			}
		}
		if within != nil && value(k.kids, "text") == "" {
			if name := value(k.kids, "name"); name != "" {
				heading(name)
			}
			for j := range within.kids {
				if c := &within.kids[j]; c.tree {
					add(c.kids)
				} else {
					add([]prop{{val: c.val}})
				}
			}
			end()
			continue
		}
		if g := value(k.kids, "section_heading_name"); g != "" {
			heading(g)
			continue
		}
		if g := value(k.kids, "group"); g != group {
			if group = g; g != "" {
				heading(g)
			}
		}
		add(k.kids)
	}
	end()
	return nodes
}

// recipeLine builds an ingredient or a step: an amount, its unit, a name and what is said of it,
// or a text and its picture.
func (b *builder) recipeLine(props []prop) *html.Node {
	li := tree.NewElement(atom.Li)
	add := func(v, before string) {
		if v == "" {
			return
		}
		nodes := b.words(v)
		if len(nodes) == 1 && nodes[0].DataAtom == atom.P {
			nodes = tree.TakeChildren(nodes[0])
		}
		if li.FirstChild != nil && before != "" {
			li.AppendChild(tree.NewText(before))
		}
		for _, n := range nodes {
			li.AppendChild(n)
		}
	}
	isStep := value(props, "text") != ""
	for _, k := range []string{"", "amount", "unit", "measurement", "name", "ingredient", "text", "description", "content"} {
		v := value(props, k)
		if isStep && k == "name" {
			if v != "" {
				strong := tree.NewElement(atom.Strong)
				for _, n := range b.words(v) {
					strong.AppendChild(n)
				}
				li.AppendChild(strong)
			}
			continue
		}
		if k == "" && isObject(props) {
			continue
		}
		add(v, " ")
	}
	add(value(props, "notes"), ", ")
	if id := value(props, "image"); b.isAttached(id) {
		for _, n := range b.pictureOf("", id, "", "") {
			li.AppendChild(n)
		}
	}
	if address := value(kidsOf(props, "video"), "embed"); isWebAddress(address) {
		li.AppendChild(b.embed(address))
	}
	return li
}

// recipeLines returns the lines of a part of a recipe that WordPress.com shows as lists, as
// HTML; "" if none is: "- 2 carrots", "1. Chop them".
func (b *builder) recipeLines(sc *shortcode) string {
	switch sc.name {
	case "recipe-ingredients", "recipe-directions", "recipe-notes", "recipe-nutrition":
	default:
		return ""
	}
	for _, tag := range []string{"<p", "<ul", "<ol", "<li", "<div", "<table"} {
		if strings.Contains(sc.content, tag) {
			return ""
		}
	}
	if spansLines(sc.content) {
		return ""
	}
	var out strings.Builder
	list, lists, last := "", 0, 0
	var text []string
	endText := func() {
		if len(text) > 0 {
			out.WriteString("<p>" + b.innerHTML(strings.Join(text, "<br>")) + "</p>")
			text = nil
		}
	}
	endList := func() {
		if list != "" {
			out.WriteString("</" + list + ">")
			list = ""
		}
	}
	for line := range strings.SplitSeq(sc.content, "\n") {
		line = strings.TrimSpace(line)
		kind, item, number := "", "", ""
		for _, mark := range []string{"- ", "* ", "– ", "— ", "• "} {
			if rest, ok := strings.CutPrefix(line, mark); ok {
				kind, item = "ul", rest
			}
		}
		if n, rest, ok := strings.Cut(line, ". "); ok && n != "" && len(n) <= 3 && strings.Trim(n, "0123456789") == "" {
			kind, item, number = "ol", rest, n
		}
		switch {
		case kind == "" && line == "":
			endText()
		case kind == "":
			endList()
			text = append(text, line)
		default:
			endText()
			n, _ := strconv.Atoi(number)
			if list != kind || kind == "ol" && n != last+1 && (n != 1 || last != 1) { // a list counts on
				endList()
				list = kind
				lists++
				out.WriteString("<" + kind)
				if number != "" && number != "1" {
					out.WriteString(` start="` + number + `"`)
				}
				out.WriteString(">")
			}
			last = n
			out.WriteString("<li>" + b.innerHTML(item) + "</li>")
		}
	}
	endText()
	endList()
	if lists == 0 {
		return ""
	}
	return out.String()
}
