package transform

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/tree"
)

// withSignsOfNumber returns the values of a widget about a number with the one that it has and
// what other values put before and behind it as one: number="12" prefix="$" suffix="k".
func withSignsOfNumber(widget string, props []prop) []prop {
	if !isAbout(widget, aboutNumbers...) {
		return props
	}
	number, before, behind := -1, -1, -1
	for i := range props {
		p := &props[i]
		k, v := plainKey(p.key), strings.TrimSpace(p.val)
		at := &number
		switch {
		case p.tree || v == "" || isLook(k):
			continue
		case isNumberShown(k) && isCount(strings.TrimRight(v, countUnits)):
		case isBeforeNumber(k, v):
			at = &before
		case isBehindNumber(k, v):
			at = &behind
		default:
			continue
		}
		if *at >= 0 {
			return props
		}
		*at = i
	}
	if number < 0 || before < 0 && behind < 0 {
		return props
	}
	props = slices.Clone(props)
	if isCounterName(widget) { // withCounted joins them
		if before >= 0 {
			props[before].key = "prefix"
		}
		if behind >= 0 {
			props[behind].key = "suffix"
		}
		return props
	}
	v := strings.TrimSpace(props[number].val)
	digits := strings.TrimRight(v, countUnits)
	sign := v[len(digits):]
	if before >= 0 {
		digits = joinUnit(strings.TrimSpace(tree.UnescapeHTML(props[before].val)), digits)
		props[before].val = ""
	}
	if behind >= 0 {
		digits = joinUnit(digits, strings.TrimSpace(tree.UnescapeHTML(props[behind].val)))
		props[behind].val = ""
	}
	props[number] = prop{key: "ending_number", val: digits + sign}
	return props
}

// isNumberShown reports whether a value is by its plain name the number of a widget about one.
func isNumberShown(key string) bool {
	return hasAnySuffix(key, "number", "digit", "digits", "value", "count", "counter", "stop", "final", "countto", "figure") && !isNumberOfSetting(key) || key == "to" || key == "num" || key == "end"
}

// mostOfSign bounds what a page puts before or behind a number without being words of its own.
const mostOfSign = 12

func isBeforeNumber(key, v string) bool {
	v = tree.UnescapeHTML(v)
	switch {
	case len(v) > mostOfSign || strings.ContainsAny(v, "<>[]{}") && !isSign(v):
		return false
	case hasAnySuffix(key, "prefix", "preffix"):
		return true
	case hasAnySuffix(key, "currency", "currencysymbol", "currencysign"):
		return isCoin(v)
	}
	return hasAnySuffix(key, "before") && isSign(v)
}

func isBehindNumber(key, v string) bool {
	v = tree.UnescapeHTML(v)
	switch {
	case len(v) > mostOfSign || strings.ContainsAny(v, "<>[]{}"):
		return false
	case hasAnySuffix(key, "suffix", "postfix"):
		return true
	}
	return hasAnySuffix(key, "after") && isMultiple(v)
}
