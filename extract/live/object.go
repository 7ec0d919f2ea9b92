package live

import (
	"bytes"
	"encoding/json"
	"html"
	"strconv"
	"strings"
	"time"
)

// object is a JSON object of the REST API. Plugins and old versions give
// numbers as strings, empty objects as empty lists, and false for what is
// missing; what a field does not have is its zero value.
type object map[string]json.RawMessage

func (o *object) UnmarshalJSON(b []byte) error {
	*o = nil
	if b = bytes.TrimSpace(b); len(b) == 0 || b[0] != '{' {
		return nil
	}
	return json.Unmarshal(b, (*map[string]json.RawMessage)(o))
}

func (o object) str(key string) string {
	var s string
	if json.Unmarshal(o[key], &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(o[key], &n) == nil {
		return n.String()
	}
	return ""
}

func (o object) num(key string) int64 {
	if f, err := strconv.ParseFloat(o.str(key), 64); err == nil && -1e15 < f && f < 1e15 {
		return int64(f)
	}
	return 0
}

func (o object) flag(key string) bool {
	s := string(o[key])
	return s == "true" || s == "1" || s == `"1"`
}

func (o object) object(key string) (v object) {
	json.Unmarshal(o[key], &v)
	return v
}

func (o object) list(key string) (v []object) {
	json.Unmarshal(o[key], &v)
	return v
}

func (o object) nums(key string) []int64 {
	var raw []json.RawMessage
	json.Unmarshal(o[key], &raw)
	var list []int64
	for _, r := range raw {
		if n := (object{"n": r}).num("n"); n != 0 {
			list = append(list, n)
		}
	}
	return list
}

func (o object) strs(key string) (list []string) {
	json.Unmarshal(o[key], &list)
	return list
}

// text returns a field that is an object of what is stored and what is shown,
// and whether what is returned is as stored.
func (o object) text(key string) (s string, raw bool) {
	v := o.object(key)
	if v == nil {
		return o.str(key), false
	}
	if _, ok := v["raw"]; ok {
		return v.str("raw"), true
	}
	return v.str("rendered"), false
}

// date reads a date of WordPress: its own clock, without a zone.
func (o object) date(key string) time.Time {
	s := o.str(key)
	if i := strings.IndexAny(s, "Z+"); i > 0 {
		s = s[:i]
	}
	t, err := time.Parse("2006-01-02T15:04:05", s)
	if err != nil || t.Year() < 1 {
		return time.Time{}
	}
	return t
}

// address reads an address, which WordPress may have escaped as HTML.
func (o object) address(key string) string {
	s, _ := o.text(key)
	return html.UnescapeString(s)
}

// objects reads a list of objects, or the values of an object of objects: PHP
// makes no difference between them.
func objects(body []byte) ([]object, error) {
	body = trimJSON(body)
	var list []object
	err := json.Unmarshal(body, &list)
	if err == nil {
		return list, nil
	}
	var m map[string]object
	if json.Unmarshal(body, &m) != nil {
		return nil, err
	}
	if _, ok := m["code"]; ok && m["code"] == nil {
		return nil, err // an error message
	}
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sortNatural(keys)
	for _, k := range keys {
		list = append(list, m[k])
	}
	return list, nil
}

// trimJSON takes off what PHP printed before the answer: byte order marks and
// warnings.
func trimJSON(b []byte) []byte {
	b = bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(b), []byte("\ufeff")))
	if len(b) == 0 || b[0] == '[' || b[0] == '{' {
		return b
	}
	for _, start := range []string{"[{", "{\"", "[]"} {
		if i := bytes.Index(b, []byte(start)); i > 0 && json.Valid(b[i:]) {
			return b[i:]
		}
	}
	return b
}
