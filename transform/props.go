package transform

import (
	"encoding/json"
	"strconv"
	"strings"
)

// prop is a named value: a text, or a list or object of values.
type prop struct {
	key  string
	val  string
	kids []prop // of a list without keys
	tree bool   // it is a list or object
	on   bool   // it is true
}

func isObject(kids []prop) bool { return len(kids) > 0 && kids[0].key != "" }

func kidsOf(props []prop, key string) []prop {
	for i := range props {
		if props[i].key == key {
			return props[i].kids
		}
	}
	return nil
}

// value returns a text among values, or "".
func value(props []prop, key string) string { return strings.TrimSpace(spaced(props, key)) }

// spaced returns a value with the blanks around it.
func spaced(props []prop, key string) string {
	for i := range props {
		if props[i].key == key && !props[i].tree {
			return props[i].val
		}
	}
	return ""
}

// parseProps reads JSON as named values, in their order.
func parseProps(s string) (props []prop, ok bool) {
	dec := json.NewDecoder(strings.NewReader(s))
	dec.UseNumber()
	p, err := readJSON(dec, 0)
	if err != nil || !p.tree {
		return nil, false
	}
	return p.kids, true
}

func readJSON(dec *json.Decoder, depth int) (prop, error) {
	var p prop
	tok, err := dec.Token()
	if err != nil {
		return p, err
	}
	switch t := tok.(type) {
	case string:
		p.val = t
	case json.Number:
		p.val = shortNumber(t.String())
	case bool:
		p.on = t
	case json.Delim:
		if depth > 200 {
			return p, errTooDeep
		}
		p.tree = true
		for dec.More() {
			key := ""
			if t == '{' {
				k, err := dec.Token()
				if err != nil {
					return p, err
				}
				key, _ = k.(string)
			}
			kid, err := readJSON(dec, depth+1)
			if err != nil {
				return p, err
			}
			kid.key = key
			p.kids = append(p.kids, kid)
		}
		_, err = dec.Token()
	}
	return p, err
}

// shortNumber returns a number with the digits that tell it from others: PHP writes 8.9 as
// 8.9000000000000003552….
func shortNumber(s string) string {
	if len(s) < 17 || !strings.Contains(s, ".") {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}
