package migrate

import (
	"bytes"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// What is too short to say by itself that a page shows it, a weight of 2 or an hour, is looked
// for where a page names what its values are: in the points of lists that have a label, and in
// tables. Days and hours are there in another form than in fields.

// listedFacts are the words of such lines.
type listedFacts map[string]bool

// readListed reads the lines of a body that say facts. Posts and pages have none.
func readListed(it *extract.Item, body []byte) listedFacts {
	f := listedFacts{}
	if it.Type == "post" || it.Type == "page" {
		return f
	}
	for line := range bytes.Lines(body) {
		for word := range strings.FieldsFuncSeq(valueOfLine(string(line)), isBetweenFacts) {
			f[strings.TrimRight(word, ".")] = true
		}
	}
	return f
}

func isBetweenFacts(r rune) bool { return strings.ContainsRune(" \n\\~×–|()[]€$£¥,;", r) }

// valueOfLine returns what stands in a line behind a label, or in the row of a table.
func valueOfLine(line string) string {
	if strings.HasPrefix(line, "|") {
		return line
	}
	if len(line) < 3 || line[1] != ' ' || line[0] != '-' && line[0] != '*' && line[0] != '+' {
		return ""
	}
	_, value, _ := strings.Cut(line, ": ")
	return value
}

// has reports whether a value is among the facts: the number, the coin, or the day and the hour.
func (f listedFacts) has(v string) bool {
	if len(f) == 0 || len(v) > len("2006-01-02 15:04:05") {
		return false
	}
	if f[v] || f[strings.ToLower(v)] {
		return true
	}
	for _, layout := range []string{time.DateTime, time.DateOnly, time.TimeOnly, "20060102"} {
		t, err := time.Parse(layout, v)
		if err != nil {
			continue
		}
		hasDay, hasTime := layout != time.TimeOnly, layout == time.DateTime || layout == time.TimeOnly
		midnight := t.Hour() == 0 && t.Minute() == 0 || t.Hour() == 23 && t.Minute() == 59
		return (!hasDay || f[t.Format(time.DateOnly)]) && (!hasTime || midnight && hasDay || f[t.Format("15:04")])
	}
	return false
}
