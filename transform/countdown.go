package transform

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A countdown has the time at which it ends in an attribute, for a script, and shows none
// of it in the content: zeros, from which the script starts, or nothing.

// countdown puts the time at which an element counts down where its zeros stand.
func (b *builder) countdown(n *html.Node) {
	end, named := "", false
	of := -1
	for i, a := range n.Attr {
		switch {
		case a.Key == "class" || a.Key == "id":
			named = named || isCountdownName(a.Val)
		case strings.HasPrefix(a.Key, "data-") && isTimeOfCountdown(a.Key, a.Val):
			of, end, named = i, a.Val, named || isCountdownName(a.Key) || isAbout(a.Key, "deadline", "due")
		}
	}
	if end == "" {
		return
	}
	for above, levels := n.Parent, 0; above != nil && levels < 2 && !named; above, levels = above.Parent, levels+1 {
		named = isCountdownName(tree.Attr(above, "class"))
	}
	if day, ok := instant(end); ok {
		if !named {
			return
		}
		end = day
	}
	leave := func() {
		if named {
			b.notes.add(note.HTML, false, "the time at which a countdown ends left out: "+Quote(end))
		}
	}
	text := spacedText(n)
	zeros, words, units := 0, 0, 0
	for w := range strings.FieldsFuncSeq(text, notInWord) {
		number := len(w) - len(strings.TrimLeft(w, "0123456789"))
		if strings.Trim(w[:number], "0") != "" { // it stands at something
			leave()
			return
		}
		if number > 0 {
			zeros++
		}
		if number < len(w) {
			words++
		}
		if timeUnits.Has(strings.ToLower(w[number:])) {
			units++
		}
	}
	const mostLabels = 8
	if !named && zeros < 3 || words > mostLabels {
		return
	}
	if zeros == 0 && units < words { // what is due then
		leave()
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if hasMoreThanWords(c) {
			leave()
			return
		}
	}
	if units < words {
		if counted := countedTexts(n); counted != nil {
			b.notes.add(note.HTML, false, "a countdown is the time at which it ends: "+Quote(text))
			n.Attr = slices.Delete(n.Attr, of, of+1)
			for i, c := range counted {
				if c.Data = ""; i == 0 {
					c.Data = " " + strings.TrimSpace(end) + " "
				}
			}
			return
		}
	}
	if text != "" {
		b.notes.add(note.HTML, false, "a countdown is the time at which it ends: "+Quote(text))
	}
	n.Attr = slices.Delete(n.Attr, of, of+1)
	tree.TakeChildren(n)
	if n.DataAtom == atom.Ul || n.DataAtom == atom.Ol {
		rename(n, atom.P)
	}
	n.AppendChild(tree.NewText(strings.TrimSpace(end)))
}

// countedTexts returns the texts of a countdown that are no more than zeros and what they are of.
func countedTexts(n *html.Node) (texts []*html.Node) {
	for c := range n.Descendants() {
		if c.Type != html.TextNode || tree.IsBlankText(c.Data) {
			continue
		}
		is := true
		for w := range strings.FieldsFuncSeq(c.Data, notInWord) {
			is = is && (strings.Trim(w, "0") == "" || timeUnits.Has(strings.ToLower(strings.TrimLeft(w, "0"))))
		}
		if is {
			texts = append(texts, c)
		}
	}
	return texts
}

// timeUnits are the words under the zeros of a countdown.
var timeUnits = late.Words(`year years month months week weeks day days hour hours minute minutes second seconds d h m s hr hrs min mins sec secs
	jahre monate wochen tage stunden minuten sekunden jours heures secondes días dias horas minutos segundos giorni ore minuti secondi dagen uren seconden`)

// spacedText returns the texts of an element with spaces between them.
func spacedText(n *html.Node) string {
	var words []string
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			words = append(words, strings.Fields(c.Data)...)
		}
	}
	return strings.Join(words, " ")
}

func isCountdownName(s string) bool {
	s = strings.ToLower(s)
	return isAbout(s, "countdown", "count-down", "count_down", "comingsoon", "coming-soon", "coming_soon")
}

// withEnd returns the values of a countdown with its end as one, where it has the year, the
// month and the day apart, or the hour beside the date.
func (b *builder) withEnd(s *shown, widget string, props []prop) []prop {
	props = withDays(withClock(props))
	parts := map[string]string{}
	var rest []prop
	var units []string
	date := -1
	for i := range props {
		p := &props[i]
		v, k := strings.TrimSpace(p.val), plainKey(p.key)
		if !p.tree && (isAbout(k, "label", "text", "title", "string", "singular", "plural") || isUnitOfTime(k)) && isAbout(k, "day", "hour", "minute", "min", "second", "sec", "week", "month", "year") && !isAbout(k, "color", "size", "font", "typo") && len(v) < 30 && strings.IndexFunc(v, unicode.IsLetter) >= 0 && !settings.Has(v) {
			units = append(units, v)
			continue
		}
		name := ""
		for _, of := range []string{"year", "month", "day", "hour", "minute"} {
			if k == of || k == "end"+of || k == "date"+of || k == "count"+of {
				name = of
			}
		}
		if k == "time" && isClock(v) {
			name = "hour"
		}
		if name == "" || v == "" || parts[name] != "" || strings.Trim(v, "0123456789:") != "" || p.tree {
			if hasAnySuffix(k, "date") && strings.IndexByte(v, ':') < 0 && strings.IndexFunc(v, unicode.IsDigit) >= 0 {
				date = len(rest)
			}
			rest = append(rest, *p)
			continue
		}
		if len(v) == 1 {
			v = "0" + v
		}
		parts[name] = v
	}
	if len(units) > 0 && !s.quoted {
		b.notes.add(note.Shortcode, false, "what "+widget+" counts in dropped: "+Quote(strings.Join(units, " · ")))
	}
	clock := parts["hour"]
	if clock != "" && !strings.Contains(clock, ":") {
		minute := parts["minute"]
		if minute == "" {
			minute = "00"
		}
		clock += ":" + minute
	}
	switch {
	case parts["year"] != "" && parts["month"] != "" && parts["day"] != "":
		return append(rest, prop{key: "date", val: strings.TrimSpace(parts["year"] + "-" + parts["month"] + "-" + parts["day"] + " " + clock)})
	case date >= 0 && clock != "" && parts["year"]+parts["month"]+parts["day"] == "":
		rest[date].val = strings.TrimSpace(rest[date].val) + " " + clock
		return rest
	case len(units) > 0 && len(parts) == 0:
		return rest
	}
	return props
}

// withClock returns the values of a countdown with a time of day that has a value for each of its
// parts as one: time={"hours":"10","minutes":"30","day_period":"pm"}.
func withClock(props []prop) []prop {
	for i := range props {
		p := &props[i]
		hours := cmp.Or(value(p.kids, "hours"), value(p.kids, "hour"))
		if !p.tree || !isAbout(plainKey(p.key), "time", "hour") || len(hours) == 0 || len(hours) > 2 || strings.Trim(hours, "0123456789") != "" {
			continue
		}
		minutes := cmp.Or(value(p.kids, "minutes"), value(p.kids, "minute"), "00")
		hour, _ := strconv.Atoi(hours)
		switch strings.ToLower(value(p.kids, "day_period")) {
		case "pm":
			hour = hour%12 + 12
		case "am":
			hour %= 12
		}
		props = slices.Clone(props)
		props[i] = prop{key: "hour", val: fmt.Sprintf("%02d:%02s", hour, minutes)}
		return props
	}
	return props
}

// isUnitOfTime reports whether a value is by its plain name what a countdown calls one of its
// parts, perhaps on a small screen.
func isUnitOfTime(key string) bool {
	switch strings.TrimSuffix(key, "mobile") {
	case "days", "hours", "minutes", "seconds", "weeks", "months", "years":
		return true
	}
	return false
}

// withDays returns the values of a countdown with the days of ends that are seconds or
// milliseconds; one that another value has is left out.
func withDays(props []prop) []prop {
	var out []prop
	for i := range props {
		p := props[i]
		day, ok := instant(p.val)
		if ok = ok && !p.tree && isEndOfCountdown(plainKey(p.key)); ok && out == nil {
			out = append(make([]prop, 0, len(props)), props[:i]...)
		}
		if ok {
			if slices.ContainsFunc(props, func(other prop) bool { return !other.tree && strings.HasPrefix(other.val, day[:len("2028-01-01")]) }) {
				continue
			}
			p.val = day
		}
		if out != nil {
			out = append(out, p)
		}
	}
	if out == nil {
		return props
	}
	return out
}

// isEndOfCountdown reports whether a plain name is that of the time at which a countdown ends.
func isEndOfCountdown(k string) bool {
	return hasAnySuffix(k, "date", "time", "stamp", "deadline", "until", "endson", "countdownend") || k == "end" || k == "target" || k == "to"
}

// instant returns the date of a number of seconds, or of milliseconds, after the beginning of
// 1970, if it is of this century.
func instant(v string) (date string, ok bool) {
	if v = strings.TrimSpace(v); len(v) != 10 && len(v) != 13 || strings.Trim(v, "0123456789") != "" {
		return "", false
	}
	seconds, _ := strconv.ParseInt(v[:10], 10, 64)
	const least, most = 946684800, 4102444800 // of 2000 and 2100
	if seconds < least || seconds >= most {
		return "", false
	}
	return dateOf(seconds), true
}

// dateOf returns the date, in UTC, of so many seconds after the beginning of 1970.
func dateOf(seconds int64) string {
	days, clock := seconds/86400, seconds%86400
	days += 719468 // since the first of March of the year 0
	era := days / 146097
	day := days - era*146097
	year := (day - day/1460 + day/36524 - day/146096) / 365
	day -= 365*year + year/4 - year/100
	month := (5*day + 2) / 153
	day -= (153*month+2)/5 - 1
	year += era * 400
	if month += 3; month > 12 {
		month -= 12
		year++
	}
	return fmt.Sprintf("%04d-%02d-%02d %02d:%02d", year, month, day, clock/3600, clock/60%60)
}

// isClock reports whether a value is a time of the day.
func isClock(v string) bool {
	hour, minute, ok := strings.Cut(v, ":")
	return ok && len(hour) > 0 && len(hour) < 3 && len(minute) > 1 && strings.Trim(hour+minute, "0123456789:") == ""
}

// isTimeOfCountdown reports whether an attribute is the time at which something ends:
// a day of a year, by its name and its value.
func isTimeOfCountdown(key, val string) bool {
	if val = strings.TrimSpace(val); len(val) < len("2028/1/1") || len(val) > 40 || !isAbout(key, "date", "time", "countdown", "deadline", "until", "end", "due", "final", "expire", "stamp") {
		return false
	}
	if _, ok := instant(val); ok {
		return true
	}
	year, groups := false, 0
	for g := range strings.FieldsFuncSeq(val, notInWord) {
		groups++
		digits := g
		if i := strings.IndexFunc(g, unicode.IsLetter); i > 0 { // 2028-05-15T00:00Z
			digits = g[:i]
		}
		year = year || len(digits) == 4 && strings.Trim(digits, "0123456789") == "" && (digits[:2] == "20" || digits[:2] == "19")
	}
	return year && groups >= 3 && !strings.ContainsAny(val, "{}[]<>=_\"")
}
