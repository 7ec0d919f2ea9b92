package transform

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins for calendars keep when and where something takes place in custom fields, and
// places as items of their own. Days are written as the front matter has them: how a site
// wrote them is a setting that exports do not have.

// tribeEvent adds the facts of an event of The Events Calendar.
func (f *facts) tribeEvent() {
	allDay := f.b.item.Field("_EventAllDay")
	f.say(f.label("date"), fromTo(f.field("_EventStartDate"), f.field("_EventEndDate"), isYes(allDay)))
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
	text := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")
	f.link(f.label("website"), address, text)
}

func (f *facts) tribeVenue() {
	var parts []string
	for _, key := range venueParts {
		parts = append(parts, f.field(key))
	}
	f.say(f.label("address"), postalAddress(parts))
	f.say(f.label("phone"), f.field("_VenuePhone"))
	f.website(f.field("_VenueURL"))
}

func (f *facts) tribeOrganizer() {
	f.say(f.label("phone"), f.field("_OrganizerPhone"))
	f.website(f.field("_OrganizerWebsite"))
}

// venueParts are the fields with the address of a venue, in their order.
var venueParts = []string{"_VenueAddress", "_VenueCity", "_VenueStateProvince", "_VenueZip", "_VenueCountry"}

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

// addPlace keeps the address of an item that is a place.
func (l *Library) addPlace(it *extract.Item) {
	if it.Type != "tribe_venue" || len(l.places) >= mostEntries {
		return
	}
	var parts []string
	for _, key := range venueParts {
		parts = append(parts, it.Field(key))
	}
	if address := postalAddress(parts); address != "" && len(address) < 1000 {
		if l.places == nil {
			l.places = map[int64]string{}
		}
		l.places[it.ID] = strings.Clone(address)
	}
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
