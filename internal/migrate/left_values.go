package migrate

import (
	"bytes"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/transform"
)

// A template of a theme or plugin shows more than words of custom fields: the address of
// a project or of its video, the price of a product, the day of an event.

// leftValues returns the names of the custom fields of an item, and the addresses, prices
// and dates that they hold and the body lacks.
func leftValues(it *extract.Item, wanted func(string) bool, body []byte) []string {
	var names []string
	seen := map[string]bool{}
	for _, m := range it.Meta {
		if len(m.Value) == 0 || seen[m.Key] || isTechnical(m.Key) || wanted(m.Key) {
			continue
		}
		var values []string
		eachValue(m.Key, fieldValue(m.Value), 0, func(key, v string) {
			if (isLeftAddress(key, v, body) || isShownNumber(it.Type, key) && isNumber(v) && (len(v) < 3 || !bytes.Contains(body, []byte(v)))) && !slices.Contains(values, v) {
				values = append(values, v)
			}
		})
		if len(values) > 0 {
			seen[m.Key] = true
			names = append(names, m.Key+"="+transform.Quote(strings.Join(values, " · ")))
		}
	}
	return names
}

// eachValue calls f with the texts in a value and the names that they have there.
func eachValue(key string, v any, depth int, f func(key, v string)) {
	if depth > 12 || transform.IsPrivateField(key) {
		return
	}
	switch v := v.(type) {
	case string:
		f(key, strings.TrimSpace(v))
	case []any:
		for _, e := range v {
			eachValue(key, e, depth+1, f)
		}
	case []frontmatter.Field:
		for _, e := range v {
			if e.Name = strings.TrimSpace(e.Name); strings.Trim(e.Name, "0123456789") == "" {
				e.Name = key
			}
			eachValue(e.Name, e.Value, depth+1, f)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			eachValue(k, v[k], depth+1, f)
		}
	}
}

// isLeftAddress reports whether a value is an address that leads somewhere, and to which
// nothing in the body leads: by what stands last in it, for the page may have another
// form of it.
func isLeftAddress(key, v string, body []byte) bool {
	if !strings.HasPrefix(v, "http://") && !strings.HasPrefix(v, "https://") || strings.ContainsAny(v, " \n<>\"") || strings.HasPrefix(key, "_oembed") {
		return false
	}
	u, err := url.Parse(v)
	if err != nil || !strings.Contains(u.Host, ".") {
		return false
	}
	last := u.Host
	if p := strings.Trim(u.Path, "/"); p != "" {
		last = p[strings.LastIndexByte(p, '/')+1:]
	}
	if id := u.Query().Get("v"); id != "" {
		last = id
	}
	return !bytes.Contains(body, []byte(last))
}

// shownNumbers end the names of fields with numbers that visitors saw.
var shownNumbers = []string{"price", "cost", "fee", "amount", "sku", "isbn", "rating", "duration", "year", "startdate", "enddate", "eventdate", "event_date", "start_date", "end_date", "start_time", "end_time",
	"release_date", "releasedate", "bedrooms", "bathrooms", "mileage"}

// isShownNumber reports whether a field has by its name a number for visitors.
func isShownNumber(typ, key string) bool {
	key = strings.ToLower(key)
	if typ == "product" {
		switch key {
		case "_weight", "_length", "_width", "_height", "_stock", "_stock_status":
			return true
		}
	}
	return endsInOne(key, shownNumbers)
}

// isNumber reports whether a value is a number, perhaps with what it counts, or a word
// for one.
func isNumber(v string) bool {
	return v != "" && v != "0" && len(v) <= 40 && strings.IndexFunc(v, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsLetter(r) }) >= 0 &&
		!strings.HasPrefix(v, "field_") && !strings.ContainsAny(v, "{}<>=;")
}
