package transform

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
)

// Fields say of others that visitors did not see them: hide_price=1, address_display=no,
// address_visibility=members, price_on_request=1.

// Words of the names of such switches, and what these say.
var (
	hidingWords  = late.Words("hide hides hidden disable disabled suppress conceal withhold")
	showingWords = late.Words("show shows shown display displayed visible public")
	ofFewWords   = late.Words("private confidential secret restricted restrict protected access")
	askingWords  = late.Words("request call ask inquiry enquiry poa")
	hideable     = late.Words("address location street zip zipcode postcode postal phone telephone tel mobile price prices rent salary") // a garage can be private
	saysOn       = late.Words("1 yes y on true checked show shown visible public everyone all always enabled default inherit")
	saysOff      = late.Words("0 -1 no n off false none never show shown visible public everyone all default inherit disabled")
	seenByFew    = late.Words("0 no off false none never hide hidden private disabled admin internal members member registered users user loggedin logged confidential secret")
)

// readNames counts the words with which the names of fields begin, and notes what fields say
// that visitors did not see.
func (f *facts) readNames() {
	f.prefixes = map[string]int{}
	for i := range f.b.item.Meta {
		m := &f.b.item.Meta[i]
		if strings.HasPrefix(m.Value, "field_") {
			continue
		}
		words := WordsOfName(m.Key)
		if len(words) > 1 {
			f.prefixes[words[0]]++
		}
		if len(m.Value) > 200 || len(m.Key) > 80 {
			continue
		}
		if hidden := hiddenBy(words, m.Value); hidden != nil {
			f.hide(hidden)
		}
	}
}

// hide notes words of the names of fields that visitors did not see.
func (f *facts) hide(words []string) {
	if f.off == nil {
		f.off = map[string]bool{}
	}
	for _, w := range words {
		f.off[w] = true
		if w == "address" || w == "location" {
			for _, part := range []string{"address", "location", "street", "zip", "zipcode", "postcode", "postal", "lot"} {
				f.off[part] = true
			}
		}
	}
}

// hiddenBy returns those of the words of a name whose fields a switch with that name keeps from
// visitors.
func hiddenBy(words []string, v string) []string {
	has := func(of func(string) bool) bool { return slices.ContainsFunc(words, of) }
	switch {
	case has(hidingWords.Has):
		if slices.ContainsFunc(switchValues(v), func(v string) bool { return v != "" && !saysOff.Has(v) }) {
			return words
		}
	case slices.Contains(words, "visibility"):
		if slices.ContainsFunc(switchValues(v), seenByFew.Has) {
			return words
		}
	case has(showingWords.Has):
		if values := switchValues(v); values != nil && !slices.ContainsFunc(values, saysOn.Has) {
			return words
		}
	case has(ofFewWords.Has), has(askingWords.Has) && has(func(w string) bool { return w == "price" || w == "rent" }):
		if has(hideable.Has) && slices.ContainsFunc(switchValues(v), saysOn.Has) {
			return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !hideable.Has(w) })
		}
	}
	return nil
}

// switchValues returns the first word of each value of a switch; nil if it is a text.
func switchValues(v string) (list []string) {
	if p := storedProp("", strings.TrimSpace(v)); p.tree {
		for i := range p.kids {
			list = append(list, p.kids[i].val)
		}
	} else {
		list = []string{v}
	}
	if len(list) == 0 {
		return []string{""}
	}
	for i, v := range list {
		v = strings.ToLower(strings.TrimSpace(v))
		if len(v) > 40 {
			return nil
		}
		if end := strings.IndexAny(v, " ,_-"); end > 0 {
			v = v[:end]
		}
		list[i] = v
	}
	return list
}
