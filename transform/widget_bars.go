package transform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// Bars and circles draw a part of a hundred. Themes call it as they like: count, value, amount,
// level; and those of several number their values: skill1="PHP|90", or skill1 and percent1.

// isBarName reports whether a widget is by its name a bar or circle of that kind, or several.
func isBarName(widget string) bool {
	return isChartName(widget) || isAbout(widget, "progbar", "counter_circle", "counter-circle") || lastPart(widget) == "bar"
}

// isBar reports whether a widget is by its name one bar or circle that draws a part of a hundred.
func isBar(widget string) bool {
	return isAbout(widget, "progressbar", "progress_bar", "progress-bar", "progbar", "skillbar", "skill_bar", "skill-bar", "progress_circle", "progress-circle", "circle_progress", "circle-progress", "piechart", "pie_chart", "pie-chart") && !isSeveralBars(widget) || lastPart(widget) == "progress" || lastPart(widget) == "skill"
}

func isSeveralBars(widget string) bool {
	last := lastPart(widget)
	return hasAnySuffix(last, "bars", "skills", "circles", "charts", "piecharts", "rings")
}

// countsBars reports whether a value says how many bars a widget of several has.
func countsBars(widget, key string) bool {
	return isSeveralBars(widget) && hasAnySuffix(key, "count", "number", "num", "limit", "total", "amount", "items")
}

// barNames and barNumbers are what numbered bars call what they are of, and how much that is.
var (
	barNames   = late.Words("skill skills bar name label title text progress item")
	barNumbers = late.Words("percent percentage value val level amount number count progress width per")
)

// withBars returns the values of a widget of several numbered bars with a line for each in their
// place.
func withBars(widget string, props []prop) []prop {
	if !isBarName(widget) || len(props) > mostSwitches {
		return props
	}
	list, at := prop{key: "bars", tree: true}, -1
	var rest []prop
	type toldBar struct {
		n      byte
		number string
	}
	var told []toldBar
	for i := range props {
		name, number, ok := numberedBar(props, i)
		if ok {
			if at < 0 {
				at = len(rest)
			}
			line := name
			if number != "" {
				line += ": " + partOfHundred(number)
				_, n := cutOrdinal(props[i].key)
				told = append(told, toldBar{n, number})
			}
			list.kids = append(list.kids, prop{tree: true, kids: []prop{{key: "text", val: line}}})
			continue
		}
		rest = append(rest, props[i])
	}
	if at < 0 || len(list.kids) < 2 {
		return props
	}
	var others []prop // without the numbers that stand in the lines
	for i, p := range rest {
		if i == at {
			others = append(others, list)
		}
		if stem, n := cutOrdinal(p.key); n > 0 && barNumbers.Has(lastPart(stem)) && slices.Contains(told, toldBar{n, numberOfBar(p.val)}) {
			continue
		}
		others = append(others, p)
	}
	if at == len(rest) {
		others = append(others, list)
	}
	return others
}

// partOfHundred returns a number with its sign if it can be a part of a hundred.
func partOfHundred(number string) string {
	if isPartOfHundred(number) {
		return number + "%"
	}
	return number
}

// isPartOfHundred reports whether a number can be a part of a hundred: 90, but not 1200, and not
// one below one, which is more likely a part of one.
func isPartOfHundred(number string) bool {
	n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(number), ",", ".", 1), 64)
	return err == nil && n <= 100 && !(n > 0 && n < 1)
}

// numberedBar returns what the value at i is the name of, if it is that of a numbered bar, and how
// much of a hundred that is, if a value says so.
func numberedBar(props []prop, i int) (name, number string, ok bool) {
	p := &props[i]
	stem, n := cutOrdinal(p.key)
	if n == 0 || p.tree || !barNames.Has(lastPart(stem)) || numberOfBar(p.val) != "" || tree.IsBlankText(p.val) || isLookValue(strings.TrimSpace(p.val)) || len(p.val) > 100 || strings.ContainsAny(p.val, "<>{}[]=") {
		return "", "", false
	}
	name = strings.TrimSpace(p.val)
	if before, behind, cut := strings.Cut(name, "|"); cut {
		if number = numberOfBar(behind); number == "" || tree.IsBlankText(before) {
			return "", "", false
		}
		return strings.TrimSpace(before), number, true
	}
	for j := range props {
		if of, m := cutOrdinal(props[j].key); m == n && j != i && barNumbers.Has(lastPart(of)) {
			if number = numberOfBar(props[j].val); number != "" {
				return name, number, true
			}
		}
	}
	return name, "", lastPart(stem) == "skill" || lastPart(stem) == "bar"
}

// numberOfBar returns the number that a text is, perhaps with its sign, or "".
func numberOfBar(v string) string {
	v = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(v), "%"))
	if !isCount(v) {
		return ""
	}
	return v
}

// withDrawnNumber returns the values of a bar that says its number under a name that nothing
// reads with that as the part of a hundred.
func withDrawnNumber(widget string, props []prop) []prop {
	isNamed := func(p prop) bool { return !p.tree && p.val != "" && roleOf(widget, p.key) == roleHeading }
	if !isBarName(widget) || isChart(widget) || lastPart(widget) == "bar" && widget != "bar" && !isChartName(widget) && !slices.ContainsFunc(props, isNamed) { // of a menu
		return props
	}
	most := slices.IndexFunc(props, isOtherMost)
	part := slices.IndexFunc(props, func(p prop) bool {
		return !p.tree && (p.key == "level" || p.key == "count" || p.key == "amount" || p.key == "value" || p.key == "number" || p.key == "current" || p.key == "raised") && isCount(p.val)
	})
	if most >= 0 && part >= 0 {
		props = slices.Clone(props)
		props[part] = prop{key: "text", val: strings.TrimSpace(props[part].val) + " / " + strings.TrimSpace(props[most].val)}
		return slices.Delete(props, most, most+1)
	}
	if joined, ok := withUnitOfBar(props); ok {
		return joined
	}
	at := -1
	for i := range props {
		p := &props[i]
		k := plainKey(p.key)
		if p.tree {
			if percentOf(widget, p) != "" {
				return props
			}
			continue
		}
		switch number := numberOfBar(p.val); {
		case isPercent(widget, k) && number != "", number != "" && roleOf(widget, p.key) == roleText:
			return props
		case number == "" || isLook(k) || isNumberOfSetting(k) && k != "level" || countsBars(widget, k) || !barNumbers.Has(lastPart(p.key)):
		case at >= 0:
			return props
		default:
			at = i
		}
	}
	if at < 0 || slices.ContainsFunc(props, isOtherMost) {
		return props
	}
	key, number := "percent", numberOfBar(props[at].val)
	if !isPartOfHundred(number) && !strings.HasSuffix(strings.TrimSpace(props[at].val), "%") {
		key = "text"
	}
	props = slices.Clone(props)
	props[at] = prop{key: key, val: number}
	return props
}

// withUnitOfBar returns the values of a bar with its one number and the unit of that, which is
// none of a hundred, as one text: count="12" unit="years".
func withUnitOfBar(props []prop) ([]prop, bool) {
	number, unit := -1, -1
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(p.val)
		switch k := plainKey(p.key); {
		case p.tree || v == "":
		case k == "unit" || k == "units" || k == "suffix" || k == "postfix":
			if unit >= 0 || v == "%" || len(v) > 20 || isLengthUnit(v) || settings.Has(v) || strings.ContainsAny(v, "<>[]{}") {
				return props, false
			}
			unit = i
		case isCount(v) && barNumbers.Has(lastPart(p.key)) && k != "width":
			if number >= 0 {
				return props, false
			}
			number = i
		}
	}
	if number < 0 || unit < 0 {
		return props, false
	}
	v := strings.TrimSpace(props[unit].val)
	if len(v) > 1 && (isLetterOrMore([]rune(v)[0]) || strings.HasPrefix(v, "°")) {
		v = " " + v
	}
	props = slices.Clone(props)
	props[number] = prop{key: "text", val: strings.TrimSpace(props[number].val) + v}
	return slices.Delete(props, unit, unit+1), true
}

// isOtherMost reports whether a value says that a bar draws a part of another number than a hundred.
func isOtherMost(p prop) bool {
	k := plainKey(p.key)
	return !p.tree && (k == "max" || k == "maxvalue" || k == "total" || k == "outof" || k == "goal" || k == "target") && isCount(p.val) && p.val != "100"
}

// withoutSaidNumber returns the values of a shortcode of a number without the one that it encloses.
func withoutSaidNumber(sc *shortcode, props []prop) []prop {
	number := ""
	if sc.enclosing {
		number = numberOfBar(sc.content)
	}
	if number == "" || !isBarName(sc.name) && !isCounterName(sc.name) {
		return props
	}
	return slices.DeleteFunc(slices.Clone(props), func(p prop) bool {
		return !p.tree && numberOfBar(p.val) == number && !isLook(plainKey(p.key)) && !isNumberOfSetting(plainKey(p.key))
	})
}

// saysBars reports whether an unknown shortcode is by its name one of bars and has the number of
// one, or several that are numbered.
func saysBars(sc *shortcode) bool {
	if !isBarName(sc.name) {
		return false
	}
	a := parseAttrs(sc.attrs)
	props := builderProps(sc.name, &a)
	if len(props) > mostSwitches {
		return false
	}
	bars := 0
	for i := range props {
		if _, number, ok := numberedBar(props, i); ok && number != "" {
			return true
		} else if ok {
			bars++
		}
		if p := &props[i]; isPercent(sc.name, plainKey(p.key)) && numberOfBar(p.val) != "" || barNumbers.Has(p.key) && p.key != "width" && numberOfBar(p.val) != "" {
			return true
		}
	}
	return bars > 1
}
