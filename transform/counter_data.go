package transform

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A counter of a builder begins at a number and shows another, up to which a script of
// the site counted; a chart or bar draws its number. The content that a builder writes has
// the first number or none. The data has the one that a visitor saw.

// counter is what a builder keeps of one number.
type counter struct {
	start, end, prefix, suffix, title string
	begins                            bool   // the start is among its values
	key                               string // of the end, where its name is of no use
	raw                               string // the end as it is written
	drawn                             bool   // as a chart or bar
}

// isEndOfCount reports whether a value is by words of its plain name the number up to which
// a widget counts.
func isEndOfCount(key string) bool {
	return isAbout(key, "number", "counter", "countto", "endvalue") && !isLook(key) &&
		!isAbout(key, "duration", "speed", "delay", "start", "from", "decimal", "column", "gap", "time", "width", "height", "padding", "margin", "index", "opacity", "per", "separator", "items", "level", "title", "min", "step")
}

// ownNumbers are the values of a counter that are numbers and by their names no settings:
// whatever a theme calls it, a lone one is what the counter shows.
func ownNumbers(props []prop) (own []*prop) {
	for i := range props {
		p := &props[i]
		if k := plainKey(p.key); !p.tree && !strings.HasPrefix(p.key, "_") && isCount(strings.TrimRight(strings.TrimSpace(p.val), countUnits)) && !isLook(k) && !isNumberOfSetting(k) {
			own = append(own, p)
		}
	}
	return own
}

// countUnits are signs that stand behind a number in the same value: 52K+, 98%.
const countUnits = "+%kKmM"

// isNumberOfSetting reports whether a number is by the plain name of its value one by which
// a counter is set up, or that of a file or an item.
func isNumberOfSetting(key string) bool {
	return strings.HasSuffix(key, "id") || isAbout(key, "duration", "speed", "delay", "start", "initial", "from", "decimal", "column", "gap", "time", "width", "height", "padding", "margin", "index", "opacity", "per", "separator", "items", "level", "title", "min", "step", "begin",
		"image", "img", "photo", "picture", "logo", "radius", "weight", "spacing", "offset", "order", "style", "bg", "background", "css", "version", "limit", "length", "round", "rotate", "scale", "stroke", "thick", "max", "interval", "refresh", "ease", "easing", "loop", "scroll", "post", "page", "section", "row", "module", "skin", "template", "preset", "device", "mobile", "tablet", "desktop")
}

func (c *counter) shown() string { return joinUnit(joinUnit(c.prefix, c.end), c.suffix) }

// joinUnit joins a number and its unit: a sign and the letter of a multiple (30K) stand right
// beside it, a word apart.
func joinUnit(a, b string) string {
	if size := strings.TrimSuffix(b, "+"); endsInDigit(a) && len(size) == 1 && strings.Contains("kKMB", size) {
		return a + b
	}
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if a != "" && b != "" && (unicode.IsLetter(last) || unicode.IsLetter(first)) {
		return a + " " + b
	}
	return a + b
}

// isCounterName reports whether a widget is one that counts up.
func isCounterName(widget string) bool {
	return (isAbout(widget, "counter", "count-up", "countup", "funfact", "fun-fact", "fun_fact", "odometer", "milestone") || strings.HasSuffix(widget, "numbers")) && !strings.Contains(widget, "countdown")
}

// isChartName reports whether a widget draws a part of a hundred.
func isChartName(widget string) bool {
	return isAbout(widget, "piechart", "pie-chart", "pie_chart", "progress", "skill", "circle-chart")
}

// counterOf reads what a counter or chart has of one number.
func counterOf(widget string, props []prop) (c counter, ok bool) {
	c.start = "0"
	count := isCounterName(widget)
	c.drawn = !count
	for i := range props {
		p := &props[i]
		k, v := plainKey(p.key), strings.TrimSpace(p.val)
		if count && k == "numbertype" && v == "percent" && c.suffix == "" {
			c.suffix = "%"
		}
		if isLook(k) && k != "target" {
			continue
		}
		if p.tree {
			if size := percentOf(widget, p); size != "" && !count {
				c.end, c.suffix = size, "%"
			} else if size := value(p.kids, "size"); count && isCount(size) && hasAnySuffix(k, "number", "value", "count", "end") && !isNumberOfSetting(k) {
				c.end, c.key = size, p.key
			}
			continue
		}
		switch {
		case count && hasAnySuffix(k, "startingnumber", "startnumber", "numberfrom", "countfrom", "startvalue", "minvalue"):
			c.start, c.begins = v, true
		case count && hasAnySuffix(k, "endingnumber", "endnumber", "numberto", "countto", "countervalue", "counternumber", "endvalue", "numend", "numvalue") && isCount(v),
			count && (k == "number" || k == "digit" || k == "value" || k == "count" || k == "end" || k == "target") && c.end == "" && isCount(v):
			c.end = v
			if k == "count" || k == "end" {
				c.key = p.key
			}
		case count && hasAnySuffix(k, "maxvalue") && isCount(v):
			c.end, c.key = v, p.key
		case !count && hasAnySuffix(k, "percent", "percentage") && isCount(v):
			c.end, c.suffix = v, "%"
		case count && k == "symbol" && len(v) <= 12 && value(props, "symbol_position") == "before":
			c.prefix = v
		case count && k == "symbol" && len(v) <= 12:
			c.suffix = v
		case count && hasAnySuffix(k, "prefix", "preffix") && len(v) <= 12:
			c.prefix = v
		case count && hasAnySuffix(k, "suffix", "postfix") && len(v) <= 12:
			c.suffix = v
		case hasAnySuffix(k, "title", "label", "heading") && c.title == "":
			c.title = v
		}
	}
	for i := 0; count && c.end == "" && i < len(props); i++ {
		if p := &props[i]; !p.tree && isEndOfCount(plainKey(p.key)) && isCount(p.val) {
			c.end, c.key = strings.TrimSpace(p.val), p.key
		}
	}
	for i := 0; count && c.end == "" && len(ownNumbers(props)) == 0 && i < len(props); i++ {
		if p := &props[i]; !p.tree && plainKey(p.key) == "max" && isCount(p.val) {
			c.end, c.key = strings.TrimSpace(p.val), p.key
		}
	}
	if widget == "counter" && c.end == "" && !slices.ContainsFunc(props, func(p prop) bool { return p.key == "ending_number" || p.key == "percent" }) && c.title != "" {
		c.end = "100" // of Elementor, where nothing else was chosen
	}
	c.title = tree.CollapseSpace(strings.TrimSpace(tree.UnescapeHTML(c.title)))
	ok = c.end != "" && isCount(c.end)
	c.raw = c.end
	if separator := thousandsOf(widget, props); ok && separator != "" {
		c.end = inThousands(c.end, separator)
	}
	return c, ok
}

// thousandsOf returns what stands between the thousands of a counter, or "".
func thousandsOf(widget string, props []prop) string {
	on, sign := widget == "counter" && value(props, "ending_number") != "", ","
	for i := range props {
		p := &props[i]
		switch k := plainKey(p.key); {
		case p.tree:
		case strings.HasSuffix(k, "thousandseparator") || strings.HasSuffix(k, "thousandsseparator"):
			if on = p.val == "yes" || p.val == "true" || p.on; len(p.val) == 1 && strings.ContainsAny(p.val, ".,' ") {
				on, sign = true, p.val
			}
		case hasAnySuffix(k, "thousandseparatorchar") && len(p.val) == 1:
			sign = p.val
		}
	}
	if !on {
		return ""
	}
	return sign
}

// inThousands writes a number with a sign between its thousands.
func inThousands(number, sign string) string {
	whole := number
	rest := ""
	if i := strings.IndexAny(number, ".,"); i >= 0 {
		whole, rest = number[:i], number[i:]
	}
	if rest != "" && rest[0] == ',' || strings.Trim(whole, "0123456789") != "" { // it is written so
		return number
	}
	var out strings.Builder
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out.WriteString(sign)
		}
		out.WriteByte(whole[i])
	}
	return out.String() + rest
}

// withCounted returns the values of a counter with one number, as a visitor saw it.
func (b *builder) withCounted(widget string, props []prop) []prop {
	c, ok := counterOf(widget, props)
	if numbers := ownNumbers(props); !ok && c.end == "" && len(numbers) == 1 {
		c.end, c.key, ok = strings.TrimSpace(numbers[0].val), numbers[0].key, true
	} else if !ok && len(numbers) > 1 {
		said := make([]string, len(numbers))
		for i, p := range numbers {
			said[i] = p.key + "=" + p.val
		}
		b.notes.add(note.Shortcode, false, "numbers of "+widget+" dropped, they may have been seen: "+Quote(strings.Join(said, " · ")))
	}
	if !ok || c.drawn || value(props, "ending_number")+value(props, "starting_number")+value(props, "target")+c.prefix+c.suffix == "" && c.key == "" && !c.begins && widget != "counter" {
		return props
	}
	var rest []prop
	for _, p := range props {
		switch k := plainKey(p.key); {
		case p.tree || isLook(k) && k != "target":
		case c.key != "" && p.key == c.key, hasAnySuffix(k, "startingnumber", "startnumber", "startvalue", "minvalue"), hasAnySuffix(k, "endingnumber", "endnumber"), (hasAnySuffix(k, "countervalue", "counternumber", "numend", "endvalue", "maxvalue", "numvalue") || k == "number" || k == "digit" || k == "value" || k == "count" || k == "end" || k == "target") && strings.TrimSpace(p.val) == c.raw,
			k == "symbol", hasAnySuffix(k, "prefix", "preffix") && strings.TrimSpace(p.val) == c.prefix, hasAnySuffix(k, "suffix", "postfix") && strings.TrimSpace(p.val) == c.suffix:
			continue
		}
		rest = append(rest, p)
	}
	return append([]prop{{key: "ending_number", val: c.shown()}}, rest...)
}

// countTo writes the number up to which a block counts in the place of the one from which it
// does, if its saved HTML has that one alone.
func (b *builder) countTo(root *html.Node, widget string, props []prop) bool {
	c, ok := counterOf(widget, props)
	if !ok || c.end == c.start {
		return false
	}
	var at *html.Node
	for n := range root.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		switch strings.TrimSpace(n.Data) {
		case c.end:
			return false
		case c.start:
			if at != nil {
				return false
			}
			at = n
		}
	}
	if at == nil {
		return false
	}
	text := tree.TextContent(root)
	if c.prefix != "" && strings.Contains(text, c.prefix) { // it is beside the number
		c.prefix = ""
	}
	if c.suffix != "" && strings.Contains(text, c.suffix) {
		c.suffix = ""
	}
	at.Data = c.shown()
	b.notes.add(note.HTML, false, "numbers up to which a script counted are taken of the data of "+widget+": "+Quote(c.start+" → "+at.Data))
	return true
}

// counters returns those of the data of a builder, in their order. A chart without a title
// of its own that is in the content has that of the heading behind it.
func counters(data []prop, said func(string) bool) (list []counter) {
	untitled := -1
	var walk func(props []prop, depth int)
	walk = func(props []prop, depth int) {
		if depth > 200 {
			return
		}
		if name := strings.ToLower(value(props, "widgetType")); name != "" {
			set := plainValues(kidsOf(props, "settings"), 0)
			isOne := isCounterName(name) || isChartName(name)
			if untitled >= 0 && !isOne {
				if title := tree.CollapseSpace(strings.TrimSpace(tree.UnescapeHTML(cmp.Or(value(set, "title"), value(set, "heading"))))); title != "" && said(title) {
					list[untitled].title = title
				}
				untitled = -1
			}
			if isOne {
				untitled = -1
				for i := range set {
					if set[i].tree && !isObject(set[i].kids) {
						for _, it := range set[i].kids {
							if c, ok := counterOf(name, it.kids); ok {
								list = append(list, c)
							}
						}
					}
				}
				if c, ok := counterOf(name, set); ok {
					list = append(list, c)
					if c.drawn && !said(c.title) {
						untitled = len(list) - 1
					}
				}
			}
		}
		for i := range props {
			if props[i].tree && props[i].key != "settings" {
				walk(props[i].kids, depth+1)
			}
		}
	}
	walk(data, 0)
	return list
}

// textLine is a line of a text of a tree.
type textLine struct {
	node     *html.Node
	from, to int
	text     string
}

func textLines(root *html.Node) (lines []textLine) {
	for n := range root.Descendants() {
		if n.Type != html.TextNode || isRawElement(n.Parent) {
			continue
		}
		at := 0
		for line := range strings.SplitAfterSeq(n.Data, "\n") {
			if text := strings.TrimSpace(line); text != "" {
				from := at + strings.Index(line, text)
				lines = append(lines, textLine{n, from, from + len(text), tree.CollapseSpace(text)})
			}
			at += len(line)
		}
	}
	return lines
}

// edit is what takes the place of a line.
type edit struct {
	with   string
	before bool // it stands in front of the line
	behind bool // it stands behind the line
}

// countUp writes the numbers that a visitor saw into a content in which a builder has left
// those from which a script counted, or none.
func (b *builder) countUp(root *html.Node, name string, data []prop) {
	var lines []textLine
	at := map[string][]int{}
	said := func(title string) bool {
		if lines == nil {
			lines = append(make([]textLine, 0, 1), textLines(root)...)
			for i := range lines {
				at[lines[i].text] = append(at[lines[i].text], i)
			}
		}
		return len(at[title]) > 0
	}
	list := counters(data, said)
	if len(list) == 0 || tree.IsBlank(root) {
		return
	}
	said("")
	edits := map[int]edit{}
	gone := map[int]bool{}
	var told []string
	isStart := func(i int, c *counter) bool {
		return i >= 0 && i < len(lines) && !gone[i] && edits[i] == (edit{}) && c.start != "" && lines[i].text == c.start
	}
	put := func(i int, c *counter) {
		with := c.end
		if i+1 < len(lines) && c.suffix != "" && lines[i+1].text == c.suffix {
			gone[i+1] = true
			with = joinUnit(with, c.suffix)
		}
		if i > 0 && c.prefix != "" && lines[i-1].text == c.prefix {
			gone[i-1] = true
			with = joinUnit(c.prefix, with)
		}
		edits[i] = edit{with: with}
		told = append(told, c.start+" → "+with)
	}
	var loose []*counter
	next := 0 // the line behind the last counter
	for i := range list {
		c := &list[i]
		where := -1
		places := at[c.title]
		from, _ := slices.BinarySearch(places, next)
		for _, k := range places[from:] {
			if c.title != "" && !gone[k] && edits[k] == (edit{}) {
				where = k
				break
			}
		}
		if where < 0 {
			if !c.drawn {
				loose = append(loose, c)
			}
			continue
		}
		found := -1
		if !c.drawn {
			for _, k := range []int{where - 1, where - 2, where + 1, where + 2} { // its suffix, its prefix between
				if !isStart(k, c) {
					continue
				}
				between := ""
				switch k {
				case where - 2:
					between = lines[where-1].text
				case where + 2:
					between = lines[where+1].text
				}
				if between == "" || between == c.suffix || between == c.prefix {
					found = k
					break
				}
			}
		}
		next = where + 1
		switch {
		case found >= 0:
			put(found, c)
			next = max(next, found+1)
		case c.start != "" && !c.drawn, saysNear(lines, where, c):
		case c.drawn:
			edits[where] = edit{with: c.shown(), behind: true}
		default:
			edits[where] = edit{with: c.shown(), before: true}
		}
	}
	var bare []int // the places of counters without a title
	for i := range lines {
		if len(loose) > 0 && isStart(i, loose[0]) {
			bare = append(bare, i)
		}
	}
	if len(bare) == len(loose) {
		for k, c := range loose {
			if isStart(bare[k], c) {
				put(bare[k], c)
			}
		}
	}
	for unit, of := range unstarted(loose) { // the content has nothing of them but what stands beside the number
		var places []int
		for _, i := range at[unit] {
			if !gone[i] && edits[i] == (edit{}) {
				places = append(places, i)
			}
		}
		if len(places) != len(of) {
			continue
		}
		for k, c := range of {
			edits[places[k]] = edit{with: c.shown()}
		}
	}
	if len(edits) == 0 {
		return
	}
	for i := len(lines) - 1; i >= 0; i-- {
		l := &lines[i]
		switch e := edits[i]; {
		case gone[i]:
			l.replace("")
		case e.with == "":
		case !e.before && !e.behind:
			l.replace(e.with)
			l.standApart(len(e.with))
		default:
			l.beside(e.with, e.before)
		}
	}
	if len(told) > 0 {
		b.notes.add(note.HTML, false, "numbers up to which a script counted are taken of the data of "+name+": "+Quote(strings.Join(told, " · ")))
	}
}

// unstarted returns the counters that begin at nothing, by what stands beside their numbers.
func unstarted(list []*counter) map[string][]*counter {
	of := map[string][]*counter{}
	for _, c := range list {
		if unit := cmp.Or(c.suffix, c.prefix); c.start == "" && c.title == "" && unit != "" && (c.suffix == "" || c.prefix == "") {
			of[unit] = append(of[unit], c)
		}
	}
	return of
}

// saysNear reports whether the number of a counter stands beside a line already.
func saysNear(lines []textLine, where int, c *counter) bool {
	for i := max(0, where-3); i <= where+3 && i < len(lines); i++ {
		if t := lines[i].text; t == c.end || strings.HasPrefix(t, c.end) && strings.Trim(t[len(c.end):], " %") == "" || t == c.shown() {
			return true
		}
	}
	return false
}

func (l *textLine) replace(with string) {
	n := l.node
	n.Data = n.Data[:l.from] + with + n.Data[l.to:]
	if with != "" || !tree.IsBlankText(n.Data) {
		return
	}
	if br := n.PrevSibling; br != nil && br.DataAtom == atom.Br {
		tree.Remove(br)
	}
}

// standApart puts a line of so many bytes between line breaks, where other lines of its text
// are around it.
func (l *textLine) standApart(length int) {
	n := l.node
	if rest := n.Data[l.from+length:]; !tree.IsBlankText(rest) {
		n.Parent.InsertBefore(tree.NewText(rest), n.NextSibling)
		n.Parent.InsertBefore(tree.NewElement(atom.Br), n.NextSibling)
		n.Data = n.Data[:l.from+length]
	}
	if before := n.Data[:l.from]; !tree.IsBlankText(before) {
		n.Parent.InsertBefore(tree.NewText(n.Data[l.from:]), n.NextSibling)
		n.Parent.InsertBefore(tree.NewElement(atom.Br), n.NextSibling)
		n.Data = strings.TrimRight(before, " \t\r\n")
	}
}

// beside puts a number in front of a line or behind it.
func (l *textLine) beside(number string, before bool) {
	n := l.node
	block := n.Parent
	for block.Parent != nil && !tree.IsBlock(block) {
		block = block.Parent
	}
	if isHeadingTag(block.DataAtom) {
		p := tree.NewElement(atom.P)
		p.AppendChild(tree.NewText(number))
		if before {
			block.Parent.InsertBefore(p, block)
		} else {
			block.Parent.InsertBefore(p, block.NextSibling)
		}
		return
	}
	at := l.from
	if !before {
		at = l.to
	}
	rest := tree.NewText(n.Data[at:])
	n.Data = n.Data[:at]
	if before {
		n.Data += number
	} else {
		rest.Data = number + rest.Data
	}
	n.Parent.InsertBefore(rest, n.NextSibling)
	n.Parent.InsertBefore(tree.NewElement(atom.Br), rest)
}

// withPercentSign returns the values of a counter of Divi with the sign that it puts behind its
// number unless it is told not to (docs/formats.md A.7).
func withPercentSign(widget string, props []prop) []prop {
	if widget != "et_pb_number_counter" && widget != "et_pb_circle_counter" || value(props, "percent_sign") == "off" {
		return props
	}
	at := slices.IndexFunc(props, func(p prop) bool { return p.key == "number" && !p.tree && isCount(strings.TrimSpace(p.val)) })
	if at < 0 {
		return props
	}
	props = slices.Clone(props)
	props[at].val = strings.TrimSpace(props[at].val) + "%"
	return props
}
