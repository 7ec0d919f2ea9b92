package transform

import "strings"

// Data also keeps the name of a value as a value of its own:
// {"key":"Password","value":"…"}, in either order, with its quotation marks escaped or not. A title
// and a text are none: visitors read both.

// withoutPairs returns a text without the values of such pairs that open a door.
func withoutPairs(s string) string {
	if !strings.Contains(s, "{") && !strings.Contains(s, "%7B") {
		return s
	}
	return withoutParts(s, nextPair)
}

// mostOfPair bounds how far the value of a pair stands from its name.
const mostOfPair = 400

// nextPair finds from i on the next value whose name, beside it in the same object, is one of
// what opens a door.
func nextPair(s string, i int) (part commentWall, ok bool) {
	for i < len(s) {
		if !isKeyByte(s[i]) {
			i++
			continue
		}
		from := i
		for i < len(s) && isKeyByte(s[i]) {
			i++
		}
		key := s[from:i]
		if !isKeyOfPairValue(key) {
			continue
		}
		start, end := valueAt(s[:min(len(s), i+mostOfPair)], i)
		if start == end || s[start:end] == withheldValue || strings.IndexByte("{[", s[start]) >= 0 {
			continue
		}
		if namesSecret(objectAround(s, from, end), stemOfPair(key), s[start:end]) {
			return commentWall{start: start, end: end}, true
		}
	}
	return part, false
}

func isKeyOfPairValue(key string) bool {
	switch plainKey(lastPart(key)) {
	case "value", "val", "metavalue", "fieldvalue", "defaultvalue", "default", "data":
		return true
	}
	return false
}

// objectAround returns what an object has of a value from before it to behind it: all from
// its bracket to the one that closes it, but for the value itself.
func objectAround(s string, from, to int) (around [2]string) {
	depth := 0
	first := max(0, from-mostOfPair)
	for i := from - 1; i >= first; i-- {
		if s[i] == '}' {
			depth++
		} else if s[i] == '{' {
			if depth--; depth < 0 {
				around[0] = s[i+1 : from]
				break
			}
		}
	}
	depth = 0
	last := min(len(s), to+mostOfPair)
	around[1] = s[to:last]
	for i := to; i < last; i++ {
		if s[i] == '{' {
			depth++
		} else if s[i] == '}' {
			if depth--; depth < 0 {
				around[1] = s[to:i]
				break
			}
		}
	}
	return around
}

// nearPair is how far the two values of a pair are from each other where there are very many.
const nearPair = 8

// stemOfPair returns what a name has in front of its last word, without words that any name of a
// pair can begin with: "spec_" of spec_value, but nothing of meta_value.
func stemOfPair(key string) string {
	switch stem := strings.ToLower(key[:len(key)-len(lastPart(key))]); stem {
	case "meta_", "field_", "default_", "option_":
		return ""
	default:
		return stem
	}
}

func isStemOfPair(a, b string) bool { return a == b || a == "" || b == "" }

// namesSecret reports whether one of the values of an object is the name of what opens a door,
// and v, which is another one, what does.
func namesSecret(around [2]string, stem, v string) bool {
	for _, part := range around {
		for i := 0; i < len(part); {
			if !isKeyByte(part[i]) {
				i++
				continue
			}
			from := i
			for i < len(part) && isKeyByte(part[i]) {
				i++
			}
			if !isKeyOfPairName(part[from:i]) || !isStemOfPair(stemOfPair(part[from:i]), stem) {
				continue
			}
			start, end := valueAt(part, i)
			if start == end {
				continue
			}
			if isSecretCalled(part[start:end], v) {
				return true
			}
			i = max(i, end)
		}
	}
	return false
}

func isKeyOfPairName(key string) bool {
	switch plainKey(lastPart(key)) {
	case "key", "name", "label", "field", "fieldname", "fieldkey", "fieldlabel", "metakey", "option", "optionname", "setting", "id", "type":
		return true
	}
	return false
}

// isSecretCalled reports whether v is by the name that stands beside it what opens a door.
func isSecretCalled(name, v string) bool {
	name = nameAsKey(name)
	return isSecretKey(name) && (!strings.ContainsAny(v, " <\n") || isPassphrase(name, v))
}

func nameAsKey(name string) string {
	return strings.ReplaceAll(strings.Trim(name, " :"), " ", "_")
}

// secretOfPair returns the name that an object gives the value at i beside it, if by that it is
// what opens a door; else "".
func secretOfPair(props []prop, i int) string {
	if !isKeyOfPairValue(props[i].key) || props[i].tree {
		return ""
	}
	first, last := 0, len(props)
	if last > mostSwitches { // no object: they stand beside each other
		first, last = max(0, i-nearPair), min(last, i+nearPair+1)
	}
	stem := stemOfPair(props[i].key)
	for j := first; j < last; j++ {
		if p := &props[j]; j != i && !p.tree && isKeyOfPairName(p.key) && isStemOfPair(stemOfPair(p.key), stem) && isSecretCalled(p.val, strings.TrimSpace(props[i].val)) {
			return nameAsKey(p.val)
		}
	}
	return ""
}
