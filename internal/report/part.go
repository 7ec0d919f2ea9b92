package report

import (
	"fmt"
	"strings"
)

// Part is what there is to say of one of several sources that are one site.
type Part struct {
	Source    string `json:"source"`
	Items     int    `json:"items"`     // that it has
	Alone     int    `json:"alone"`     // of these: that no other has
	Fullest   int    `json:"fullest"`   // taken from it though another has them, too
	Elsewhere int    `json:"elsewhere"` // taken from another
}

// String says it in words.
func (p Part) String() string {
	list := []string{}
	for _, c := range []struct {
		n    int
		text string
	}{{p.Alone, "that no other source has"}, {p.Fullest, "fullest in this one"}, {p.Elsewhere, "as another has them"}} {
		if c.n > 0 {
			list = append(list, fmt.Sprintf("%d %s", c.n, c.text))
		}
	}
	return fmt.Sprintf("%s: %s: %s", p.Source, Plural(p.Items, "item"), strings.Join(list, ", "))
}
