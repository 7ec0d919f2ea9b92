package note

import (
	"cmp"
	"slices"
	"strings"
)

// Count is how often something occurred.
type Count struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// Tally counts by name.
type Tally map[string]int

// Add counts one of a name. The name may be part of a longer text, which is
// not kept.
func (t *Tally) Add(name string) {
	if *t == nil {
		*t = Tally{}
	}
	if _, ok := (*t)[name]; !ok {
		name = strings.Clone(name)
	}
	(*t)[name]++
}

// Counts returns the counts, the greatest first.
func (t Tally) Counts() []Count {
	list := make([]Count, 0, len(t))
	for name, n := range t {
		list = append(list, Count{name, n})
	}
	slices.SortFunc(list, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name))
	})
	return list
}
