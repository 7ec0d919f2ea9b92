package summary

import (
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/report"
)

// phrases are why items are left out that are not said of an item as they stand, of one
// and of several.
func phrases() map[string][2]string {
	return map[string][2]string{
		"attachment of an item of a type that is held back": {"attachment of an item of a type that is held back", "attachments of items of types that are held back"},
		"attachment, its file is still to be got":           {"attachment, whose file is still to be got", "attachments, whose files are still to be got"},
		"the same item stands in the source twice":          {"item that stands in the source twice", "items that stand in the source twice"},
		"an empty draft that the editor made by itself":     {"empty draft that the editor made by itself", "empty drafts that the editor made by itself"},
		"the source ends inside this item":                  {"item in which the source ends", "items in which the source ends"},
	}
}

// leftOut says how many items were left out, and why, as the report counts them: by
// what they are, or by what is said of them.
func leftOut(n int, name string) string {
	one, many := name, ""
	if p, ok := phrases()[name]; ok {
		one, many = p[0], p[1]
	} else if several, ok := privacy.Several(name); ok {
		many = several
	} else if !strings.Contains(name, " ") {
		return report.Plural(n, TypeWord(name))
	} else {
		return report.Plural(n, "item") + " " + name
	}
	if n == 1 {
		many = one
	}
	return strconv.Itoa(n) + " " + many
}
