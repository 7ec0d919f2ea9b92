package transform

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins for calendars keep when and where something takes place in custom fields, and
// places as items of their own. Days are written as the front matter has them: how a site
// wrote them is a setting that exports do not have.

// tribe adds the facts of an event, place or organizer of The Events Calendar.
func (f *facts) tribe() {
	switch f.b.item.Type {
	case "tribe_events":
		f.tribeEvent()
	case "tribe_venue":
		f.say(f.label("address"), f.address(venueParts))
		f.say(f.label("phone"), f.field("_VenuePhone"))
		f.website(f.field("_VenueURL"))
	case "tribe_organizer":
		f.say(f.label("phone"), f.field("_OrganizerPhone"))
		f.website(f.field("_OrganizerWebsite"))
	}
}

// tribeEvent adds the facts of an event of The Events Calendar.
func (f *facts) tribeEvent() {
	allDay := f.b.item.Field("_EventAllDay")
	f.say(f.label("date"), fromTo(f.field("_EventStartDate"), f.field("_EventEndDate"), isYes(allDay)))
	f.recurs()
	for _, id := range f.values("_EventVenueID") {
		f.place(f.label("venue"), id)
	}
	f.entries(f.label("organizer"), f.values("_EventOrganizerID"))
	f.cost(f.field("_EventCost"), f.b.item.Field("_EventCurrencySymbol"), f.b.item.Field("_EventCurrencyPosition"))
	f.website(f.field("_EventURL"))
}

// cost adds what an event costs.
func (f *facts) cost(v, coin, position string) {
	switch v = plainFact(v); {
	case v == "":
		return
	case strings.Trim(v, "0.,") == "":
		v = f.label("free")
	case strings.Trim(v, "0123456789., -–") != "" || coin == "":
	default:
		if coin = tree.UnescapeHTML(coin); position == "suffix" || position == "postfix" {
			v += coin
		} else {
			v = coin + v
		}
	}
	f.say(f.label("cost"), v)
}

// website adds the address of the site of an event, a place or a firm.
func (f *facts) website(address string) {
	if address == "" {
		return
	}
	if !strings.Contains(address, "://") && strings.Contains(address, ".") && !strings.ContainsAny(address, " @") {
		address = "http://" + address
	}
	f.link(f.label("website"), address, withoutScheme(address))
}

// withoutScheme returns what is written for an address: its host and path.
func withoutScheme(address string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")
}

// venueParts are the fields with the address of a venue of The Events Calendar, in their order;
// locationParts those of a location of Events Manager.
var (
	venueParts    = []string{"_VenueAddress", "_VenueCity", "_VenueStateProvince", "_VenueZip", "_VenueCountry"}
	locationParts = []string{"_location_address", "_location_town", "_location_state", "_location_postcode", "_location_country"}
)

// address joins the fields of an address.
func (f *facts) address(keys []string) string {
	var parts []string
	for _, key := range keys {
		parts = append(parts, f.field(key))
	}
	return postalAddress(parts)
}

// postalAddress joins street, town, state, post code and country.
func postalAddress(parts []string) string {
	var list []string
	for _, v := range parts {
		if v = plainFact(v); v != "" && !(len(list) > 0 && list[len(list)-1] == v) {
			list = append(list, v)
		}
	}
	return strings.Join(list, ", ")
}

// place adds where something takes place: a link to the page of the place, and its address.
func (f *facts) place(label, number string) {
	id, _ := strconv.ParseInt(number, 10, 64)
	link := f.b.entryLink(number)
	if link == nil {
		return
	}
	nodes := []*html.Node{link}
	if address := f.b.lib.places[id]; address != "" {
		nodes = append(nodes, tree.NewText(", "+address))
	}
	f.show(label, nodes...)
}

// addPlace keeps the address of an item that is a place. Events Manager refers to places by
// numbers of its own.
func (l *Library) addPlace(it *extract.Item) {
	keys := venueParts
	switch {
	case it.ID <= 0 || len(l.places) >= mostEntries:
		return
	case it.Type == "location" && it.Field("_location_id") != "":
		if keys = locationParts; l.located == nil {
			l.located = map[string]int64{}
		}
		l.located[strings.Clone(it.Field("_location_id"))] = it.ID
	case it.Type != "tribe_venue":
		return
	}
	var parts []string
	for _, key := range keys {
		parts = append(parts, it.Field(key))
	}
	if address := postalAddress(parts); len(address) < 1000 {
		if l.places == nil {
			l.places = map[int64]string{}
		}
		l.places[it.ID] = strings.Clone(address)
	}
}

// calendars are the fields in which plugins keep when an event begins and ends. Where a day and
// the time of it are one field, that of the time is empty, or says it again.
var calendars = []struct{ start, startTime, end, endTime, allDay string }{
	{"_event_start_date", "_event_start_time", "_event_end_date", "_event_end_time", "_event_all_day"}, // Events Manager, WP Event Manager
	{"mec_start_date", "mec_start_time", "mec_end_date", "mec_end_time", "mec_allday"},                 // Modern Events Calendar
	{"_eventorganiser_schedule_start_start", "", "_eventorganiser_schedule_start_finish", "", ""},      // Event Organiser
	{"evcal_srow", "", "evcal_erow", "", "evcal_allday"},                                               // EventON
	{"sc_event_date_time", "", "sc_event_end_date_time", "", "sc_event_all_day"},                       // Sugar Calendar
	{"event_date_time", "", "event_end_date_time", "", ""},                                             // Tickera
	{"event_start_date", "event_start_time", "event_end_date", "event_end_time", "event_all_day"},
	{"start_date", "start_time", "end_date", "end_time", "all_day"},
	{"event_date", "event_time", "", "", ""},
	{"_event_date", "_event_time", "", "", ""},
}

// event adds the facts of an event of a plugin for calendars, and returns what the names of the
// fields begin with that are not to be read again.
func (f *facts) event() (told []string) {
	it := f.b.item
	for _, c := range calendars {
		if it.Field(c.start) == "" || f.inFrontMatter(c.start) {
			continue
		}
		end := f.dayAndTime(c.end, c.endTime)
		if f.off["end"] || f.off["endtime"] {
			end = ""
		}
		when := fromTo(f.dayAndTime(c.start, c.startTime), end, c.allDay != "" && isYes(it.Field(c.allDay)) || f.off["time"])
		if when == "" {
			continue
		}
		f.say(f.label("date"), when)
		for _, key := range []string{c.start, c.startTime, c.end, c.endTime, c.allDay} {
			if key != "" {
				told = append(told, key)
			}
		}
		break
	}
	f.recurs()
	if id := it.Field("_location_id"); id != "" && f.b.lib != nil {
		f.place(f.label("venue"), strconv.FormatInt(f.b.lib.located[id], 10))
	}
	for _, t := range it.Terms {
		switch t.Taxonomy {
		case "mec_location", "event-venue":
			f.say(f.label("venue"), cmp.Or(t.Name, t.Slug))
		case "mec_organizer":
			f.say(f.label("organizer"), cmp.Or(t.Name, t.Slug))
		}
	}
	if !f.off["location"] {
		f.say(f.label("venue"), postalAddress([]string{f.field("evcal_location_name"), f.field("evcal_location")}))
	}
	f.say(f.label("organizer"), f.field("evcal_organizer"))
	f.cost(f.field("mec_cost"), "", "")
	for _, link := range [][2]string{{"mec_more_info", "mec_more_info_title"}, {"evcal_lmlink", ""}} {
		if address := f.field(link[0]); address != "" && link[1] != "" && f.field(link[1]) != "" {
			f.link("", address, plainFact(f.field(link[1])))
		} else {
			f.website(address)
		}
	}
	return append(told, "mec_", "evcal_", "_location_", "_event_start", "_event_end", "_eventorganiser_", "_recurrence", "repeat_intervals")
}

// dayAndTime joins the fields of a day and of a time of it.
func (f *facts) dayAndTime(day, clock string) string {
	if day == "" {
		return ""
	}
	it := f.b.item
	v := strings.TrimSpace(it.Field(day))
	if day := dayOfStamp(v); day != "" {
		return day
	}
	m, ok := momentOf(v)
	if !ok || m.clock != "" && m.clock != "00:00" || clock == "" {
		return v
	}
	at := it.Field(clock)
	if hour := it.Field(clock + "_hour"); at == "" && hour != "" { // of Modern Events Calendar
		at = hour + ":" + twoDigits(it.Field(clock+"_minutes")) + " " + it.Field(clock+"_ampm")
	}
	return strings.TrimSpace(m.day + " " + clockOf(at))
}

// moment is a time as plugins write it: the clock of the site.
type moment struct {
	day   string // 2020-05-01
	clock string // 19:00; "" if it says none
}

// fromTo writes when something begins and ends.
func fromTo(from, to string, allDay bool) string {
	begin, ok := momentOf(from)
	if !ok {
		return ""
	}
	end, ok := momentOf(to)
	if allDay {
		begin.clock, end.clock = "", ""
	}
	text := begin.day
	if begin.clock != "" {
		text += ", " + begin.clock
	}
	switch {
	case !ok || end.day < begin.day || end.day == begin.day && (end.clock <= begin.clock || end.clock == ""):
	case end.day == begin.day && begin.clock == "":
		text += ", " + end.clock
	case end.day == begin.day:
		text += " – " + end.clock
	case end.clock != "":
		text += " – " + end.day + ", " + end.clock
	default:
		text += " – " + end.day
	}
	return text
}

// momentOf reads a time: 2020-05-01 19:00:00, 2020-05-01T19:00, 2020/05/01 7:00 PM, 20200501.
func momentOf(v string) (m moment, ok bool) {
	v = strings.TrimSpace(v)
	var y, mon, d, rest string
	switch {
	case len(v) == 8 && strings.Trim(v, "0123456789") == "":
		y, mon, d = v[:4], v[4:6], v[6:]
	case len(v) >= 10 && (v[4] == '-' && v[7] == '-' || v[4] == '/' && v[7] == '/'):
		y, mon, d, rest = v[:4], v[5:7], v[8:10], v[10:]
	default:
		return m, false
	}
	if !isNumberIn(y, 1, 9999) || !isNumberIn(mon, 1, 12) || !isNumberIn(d, 1, 31) {
		return m, false
	}
	m.day = y + "-" + mon + "-" + d
	if rest = strings.TrimLeft(rest, " T"); rest != "" {
		if m.clock = clockOf(rest); m.clock == "" {
			return moment{}, false
		}
	}
	return m, true
}

// dayOfStamp reads a time in seconds since 1970, of which fields have nine or ten digits; ""
// if it is none.
func dayOfStamp(v string) string {
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil || len(v) < 9 || len(v) > 10 {
		return ""
	}
	return dateOf(n)
}

// clockOf reads a time of day: 19:00:00, 7:00 PM; "" if it is none.
func clockOf(v string) string {
	v = strings.ToLower(strings.TrimSpace(v))
	half := ""
	for _, suffix := range []string{"am", "pm"} {
		if before, ok := strings.CutSuffix(v, suffix); ok {
			v, half = strings.TrimSpace(before), suffix
		}
	}
	parts := strings.Split(v, ":")
	if len(parts) < 2 && half == "" || len(parts) > 3 {
		return ""
	}
	for i, p := range parts {
		if len(p) > 2 || !isNumberIn(p, 0, 59) || i == 0 && !isNumberIn(p, 0, 23) {
			return ""
		}
	}
	hour, _ := strconv.Atoi(parts[0])
	switch {
	case half != "" && (hour > 12 || hour == 0):
		return ""
	case half == "pm" && hour < 12:
		hour += 12
	case half == "am" && hour == 12:
		hour = 0
	}
	minutes := "00"
	if len(parts) > 1 {
		minutes = twoDigits(parts[1])
	}
	return twoDigits(strconv.Itoa(hour)) + ":" + minutes
}

func twoDigits(v string) string {
	if len(v) < 2 {
		return "0" + v
	}
	return v
}

func isNumberIn(v string, least, most int) bool {
	n, err := strconv.Atoi(v)
	return err == nil && v[0] != '+' && v[0] != '-' && least <= n && n <= most
}

// isOfEvent reports whether fields say by the last words of their names when something is, and
// where or by whom it is shown: then it is an event, whatever its type is called.
func (f *facts) isOfEvent() bool {
	when, where := false, false
	for i := range f.b.item.Meta {
		m := &f.b.item.Meta[i]
		words := WordsOfName(m.Key)
		if len(words) == 0 || strings.HasPrefix(m.Key, "_") || strings.TrimSpace(m.Value) == "" {
			continue
		}
		switch words[len(words)-1] {
		case "date", "time", "day", "start", "starts", "begin", "begins":
			when = true
		case "venue", "performer", "performers", "stage", "lineup":
			where = true
		}
	}
	return when && where
}
