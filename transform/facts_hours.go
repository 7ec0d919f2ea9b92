package transform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
)

// Plugins for places keep when they are open as a list with a part for each day of the week,
// and those for calendars by what rule an event comes again.

var weekdays = [...]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// weekdayOf returns which day a key names: monday, Mon, mo_; "" if it is none.
func weekdayOf(key string) string {
	key = strings.ToLower(strings.Trim(key, "_- "))
	for _, day := range weekdays {
		if key == day || key == day[:3] || key == day[:2] {
			return day
		}
	}
	return ""
}

// hours adds a list with hours for days of the week, and reports whether a value is one.
func (r *fieldReader) hours(words []string, v string) bool {
	if v[0] != 'a' && v[0] != '{' && v[0] != '[' || !slices.ContainsFunc(words, func(w string) bool {
		return w == "hours" || w == "opening" || w == "openings" || w == "timetable" || w == "schedule"
	}) {
		return false
	}
	p := storedProp("", v)
	if !p.tree || len(p.kids) < 2 || len(p.kids) > 8 {
		return false
	}
	f := r.f
	var lines [][2]string
	for i := range p.kids {
		k := &p.kids[i]
		day := weekdayOf(k.key)
		if n, err := strconv.Atoi(k.key); err == nil && k.tree && 0 <= n && n <= 7 { // as calendars count: 0 and 7 are Sunday
			day = weekdays[n%7]
		}
		if day == "" {
			return false
		}
		if text := f.hoursOf(k); text != "" {
			lines = append(lines, [2]string{f.label(day), text})
		}
	}
	for _, l := range lines {
		f.say(l[0], l[1])
	}
	return len(lines) > 0
}

// hoursOf returns the hours of a day: from one to another, several of these, or in words.
func (f *facts) hoursOf(p *prop) string {
	if !p.tree {
		v := plainFact(p.val)
		if a, b, ok := strings.Cut(v, ","); ok && clockOf(a) != "" && clockOf(b) != "" { // of WP Store Locator
			return a + " – " + strings.TrimSpace(b)
		}
		if len(v) > 100 {
			return ""
		}
		return v
	}
	var from, to string
	var list []string
	for i := range p.kids {
		k := &p.kids[i]
		v := plainFact(k.val)
		switch key := plainKey(k.key); {
		case k.tree:
			if text := f.hoursOf(k); text != "" {
				list = append(list, text)
			}
		case hasAnySuffix(key, "open", "opens", "start", "from", "opening"):
			from = v
		case hasAnySuffix(key, "close", "closes", "end", "to", "closing"):
			to = v
		case key == "closed" && isYes(v):
			return f.label("closed")
		case strings.Trim(key, "0123456789") == "" && v != "":
			list = append(list, f.hoursOf(&prop{val: v}))
		}
	}
	switch {
	case from != "" && to != "" && from != to:
		list = append([]string{from + " – " + to}, list...)
	case from != "":
		list = append([]string{from}, list...)
	}
	return strings.Join(list, ", ")
}

// recurrence is a rule by which an event comes again.
type recurrence struct {
	unit     string // day, week, month, year
	interval string
	days     []string // of weekdays
	until    string   // a day
	times    string
}

// recurs adds by what rule an event comes again. The words are English: on a site in another
// language they are in a note.
func (f *facts) recurs() {
	for _, r := range f.recurrences() {
		text := r.String()
		if text == "" {
			continue
		}
		if l := f.b.lib; l != nil && l.language != "" && l.language != "en" {
			f.b.notes.add(note.HTML, false, "the event comes again, which its page does not say: "+text)
		} else {
			f.say(f.label("repeats"), text)
		}
	}
	var dates []string // of EventON
	for _, p := range storedProp("", f.field("repeat_intervals")).kids {
		if len(p.kids) > 0 && len(dates) < 100 {
			if day := dayOfStamp(p.kids[0].val); day != "" && !slices.Contains(dates, day) {
				dates = append(dates, day)
			}
		}
	}
	if len(dates) > 1 {
		f.say(f.label("dates"), strings.Join(dates, ", "))
	}
}

func (r *recurrence) String() string {
	if r.unit == "" {
		return ""
	}
	text := "every " + r.unit
	if n, err := strconv.Atoi(r.interval); err == nil && n > 1 {
		text = "every " + strconv.Itoa(n) + " " + r.unit + "s"
	}
	if len(r.days) > 0 {
		var days []string
		for _, d := range r.days {
			days = append(days, strings.ToUpper(d[:1])+d[1:])
		}
		text += " on " + strings.Join(days, ", ")
	}
	if r.until != "" {
		text += ", until " + r.until
	}
	if n, err := strconv.Atoi(r.times); err == nil && n > 0 {
		text += ", " + strconv.Itoa(n) + " times"
	}
	return text
}

// unitOf returns of what a frequency is: weekly, Every Week; "" if that is none of the plain ones.
func unitOf(freq string) string {
	freq = strings.ToLower(freq)
	for _, u := range []string{"day", "week", "month", "year"} {
		if freq == u || freq == u+"ly" || freq == "every "+u || u == "day" && freq == "daily" {
			return u
		}
	}
	return ""
}

// recurrences reads the rules of an event, as plugins keep them.
func (f *facts) recurrences() (list []recurrence) {
	it := f.b.item
	numbered := func(v string) (days []string) { // 0 and 7 are Sunday
		for part := range strings.SplitSeq(v, ",") {
			if n, err := strconv.Atoi(strings.TrimSpace(part)); err == nil && 0 <= n && n <= 7 {
				days = append(days, weekdays[n%7])
			}
		}
		return days
	}
	day := func(v string) string {
		if m, ok := momentOf(v); ok {
			return m.day
		}
		return ""
	}
	for _, rule := range kidsOf(storedProp("", f.field("_EventRecurrence")).kids, "rules") { // The Events Calendar
		r := recurrence{unit: unitOf(value(rule.kids, "type"))}
		if custom := kidsOf(rule.kids, "custom"); r.unit == "" && custom != nil {
			r.unit, r.interval = unitOf(value(custom, "type")), value(custom, "interval")
			if r.unit == "week" {
				for _, d := range kidsOf(kidsOf(custom, "week"), "day") {
					r.days = append(r.days, numbered(d.val)...)
				}
			}
		}
		switch strings.ToLower(value(rule.kids, "end-type")) {
		case "on":
			r.until = day(value(rule.kids, "end"))
		case "after":
			r.times = value(rule.kids, "end-count")
		}
		list = append(list, r)
	}
	if isYes(it.Field("mec_repeat_status")) && !f.inFrontMatter("mec_repeat_type") { // Modern Events Calendar
		r := recurrence{unit: unitOf(it.Field("mec_repeat_type")), interval: it.Field("mec_repeat_interval")}
		switch it.Field("mec_repeat_end") {
		case "date":
			r.until = day(it.Field("mec_repeat_end_at_date"))
		case "occurrences":
			r.times = it.Field("mec_repeat_end_at_occurrences")
		}
		list = append(list, r)
	}
	if isYes(it.Field("evcal_repeat")) && !f.inFrontMatter("evcal_rep_freq") { // EventON
		list = append(list, recurrence{unit: unitOf(it.Field("evcal_rep_freq")), interval: it.Field("evcal_rep_gap")})
	}
	if freq := f.field("_recurrence_freq"); freq != "" { // Events Manager
		r := recurrence{unit: unitOf(freq), interval: it.Field("_recurrence_interval")}
		if r.unit == "week" {
			r.days = numbered(it.Field("_recurrence_byday"))
		}
		list = append(list, r)
	}
	return list
}
