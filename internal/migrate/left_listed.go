package migrate

import (
	"bytes"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What is too short to say by itself that a page shows it, a weight of 2 or an hour, is looked
// for where a page names what its values are: in the points of lists that have a label, and in
// tables. Days and hours are there in another form than in fields.

// listedFacts are the words of such lines.
type listedFacts map[string]bool

// readListed reads the last lines of a body that are points of lists or rows of tables: those
// before them are of its text.
func readListed(body []byte, lines int) listedFacts {
	f := listedFacts{}
	if lines == 0 {
		return f
	}
	var values []string
	for line := range bytes.Lines(body) {
		if value, ok := valueOfLine(string(line)); ok {
			values = append(values, value)
		}
	}
	for _, value := range values[max(0, len(values)-lines):] {
		for word := range strings.FieldsFuncSeq(value, isBetweenFacts) {
			f[strings.TrimRight(word, ".")] = true
		}
	}
	return f
}

// factLines returns on how many lines the facts are that begin with a node.
func factLines(n *html.Node) (lines int) {
	for ; n != nil; n = n.NextSibling {
		switch n.DataAtom {
		case atom.Ul:
			for range n.ChildNodes() {
				lines++
			}
		case atom.Table:
			lines++ // below its head
			for row := range n.Descendants() {
				if row.DataAtom == atom.Tr {
					lines++
				}
			}
		}
	}
	return lines
}

func isBetweenFacts(r rune) bool {
	return strings.ContainsRune(" \n\\~×–|()[],;", r) || unicode.Is(unicode.Sc, r)
}

// valueOfLine returns what stands in the point of a list behind a label, or in the row of a
// table.
func valueOfLine(line string) (value string, ok bool) {
	if strings.HasPrefix(line, "|") {
		return line, true
	}
	if len(line) < 3 || line[1] != ' ' || line[0] != '-' && line[0] != '*' && line[0] != '+' {
		return "", false
	}
	_, value, _ = strings.Cut(line, ": ")
	return value, true
}

// has reports whether a value is among the facts: the number, the coin, or the day and the hour.
func (f listedFacts) has(v string) bool {
	if len(f) == 0 || len(v) > len("2006-01-02 15:04:05") {
		return false
	}
	if f[v] || f[strings.ToLower(v)] {
		return true
	}
	if amount := strings.TrimFunc(v, isBetweenFacts); amount != v && isAmount(amount) && f[amount] { // €40
		return true
	}
	if n, err := strconv.ParseInt(v, 10, 64); err == nil && (len(v) == 9 || len(v) == 10) && f[time.Unix(n, 0).UTC().Format(time.DateOnly)] { // seconds since 1970
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
