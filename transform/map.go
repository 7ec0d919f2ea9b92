package transform

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Maps of builders and themes are drawn by a service with a key of the old site. Their
// places are links to a map of Google, as those of Elementor and Jetpack are.

// isMapName reports whether a widget is by a word of its name a map, or a place on one.
func isMapName(name string) bool {
	isMap := false
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == '_' || r == '/' }) {
		switch strings.ToLower(w) {
		case "map", "maps", "gmap", "gmaps", "googlemap", "googlemaps", "mapbox", "openstreetmap", "leaflet":
			isMap = true
		case "site", "image", "img", "mind", "road", "heat", "story", "svg", "color":
			return false
		}
	}
	return isMap
}

// isPinAt reports whether a widget is by its name a place on a map, and says where it is.
func isPinAt(widget string, props []prop) bool {
	if !hasAnySuffix(strings.ToLower(widget), "pin", "marker", "location") {
		return false
	}
	lat, lng := false, false
	for i := range props {
		if k := plainKey(props[i].key); !props[i].tree && isCoordinate(strings.TrimSpace(props[i].val)) {
			lat = lat || hasAnySuffix(k, "lat", "latitude")
			lng = lng || hasAnySuffix(k, "lng", "long", "lon", "longitude")
		}
	}
	return lat && lng
}

// onLine returns the text of HTML, its lines divided by commas.
func onLine(markup string) string {
	var lines []string
	for line := range strings.SplitSeq(strings.NewReplacer("<br>", "\n", "<br/>", "\n", "<br />", "\n").Replace(markup), "\n") {
		if line = wordsOfHTML(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, ", ")
}

// withPlaces returns the values of a map without the place that they name, which is shown
// as a link, and with what its pin says as text.
func withPlaces(s *shown, widget string, props []prop, depth int) []prop {
	var lats, lngs, address, alone []string
	var pins []pin
	isPlace, isAt := make([]bool, len(props)), make([]bool, len(props))
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(p.val)
		if !p.tree && strings.Contains(v, "<iframe") {
			s.placed = true
		}
		if p.tree || v == "" || settings.Has(v) || strings.HasPrefix(p.key, "_") {
			continue
		}
		k := strings.TrimRight(plainKey(p.key), "0123456789")
		if text, ok := fromBase64(v); ok && isAbout(k, "address", "location") {
			v = onLine(text)
		}
		switch {
		case isCoordinate(v) && hasAnySuffix(k, "lat", "latitude", "latpro"):
			lats, isAt[i] = append(lats, v), true
		case isCoordinate(v) && hasAnySuffix(k, "lng", "long", "lon", "longitude", "longpro", "lngpro"):
			lngs, isAt[i] = append(lngs, v), true
		case hasAnySuffix(k, "coordinates", "latlng", "latlong", "coords"), isPlaceOnEarth(v) && !isAbout(k, "center", "centre", "ratio", "scale", "size", "anchor", "offset"):
			if a, o, ok := strings.Cut(coordinates(v), ","); ok {
				lats, lngs, isAt[i] = append(lats, a), append(lngs, o), true
			}
		case strings.Contains(v, "|") && hasAnySuffix(k, "markers", "locations", "places", "points", "pins") && len(pinsIn(v)) > 0:
			pins = append(pins, pinsIn(v)...)
			isPlace[i] = true
		case strings.ContainsAny(v, "<[\n") || len(v) > 300 || isAddress(v):
		case strings.Contains(k, "address") && !strings.Contains(k, "mail"), strings.HasSuffix(k, "mapcenter") && depth == 0 && (isWords(v) || isCapitalized(v) || strings.Contains(v, ", ")) && !isCoordinate(strings.SplitN(v, ",", 2)[0]), hasAnySuffix(k, "markers", "locations", "places") && !isAbout(k, "title", "text") && (isWords(strings.ReplaceAll(v, "|", " ")) || isCapitalized(v)) && !isLookValue(v) && !strings.ContainsAny(v, "{%"), len(address) > 0 && (k == "city" || k == "postcode" || k == "zip" || k == "state" || k == "country"):
			if several := strings.Split(v, "|"); len(several) > 1 && depth == 0 {
				for _, one := range several {
					if one = strings.TrimSpace(tree.UnescapeHTML(one)); one != "" {
						alone = append(alone, one)
					}
				}
				isPlace[i] = true
				continue
			}
			address, isPlace[i] = append(address, tree.UnescapeHTML(v)), true
		}
	}
	text := strings.Join(address, ", ")
	paired := len(lats) > 0 && len(lats) == len(lngs)
	isPin := depth > 0 || hasAnySuffix(widget, "pin", "marker", "location")
	var titles, rest []prop
	for i := range props {
		p := props[i]
		k := plainKey(p.key)
		ofPin := isAbout(k, "pin", "marker", "infowindow", "bubble", "popup")
		switch {
		case isPlace[i], paired && isAt[i]:
			continue
		case p.tree || isLook(k):
		case (isPin || ofPin) && (roleOf(widget, p.key) == roleHeading || isAbout(k, "title", "heading", "headline", "name")):
			p.key = "text"
			titles = append(titles, p)
			continue
		case ofPin && isAbout(k, "text", "caption", "description", "desc", "content"), (k == "marker" || k == "infowindow" || k == "popup" || k == "bubble") && mayBeWords(p.val):
			p.key = "text"
		}
		rest = append(rest, p)
	}
	var places []prop
	place := func(query, text string) {
		places = append(places, prop{key: "text", val: tree.HTML(tree.NewLink(mapOfPlace+url.QueryEscape(query), text))})
	}
	if !paired && text != "" {
		place(text, text)
	}
	for _, one := range alone {
		place(one, one)
	}
	for _, one := range pins {
		place(one.at, one.says)
	}
	for i := 0; paired && len(pins) == 0 && i < len(lats); i++ {
		at := lats[i] + "," + lngs[i]
		switch {
		case i == 0 && text != "":
			place(at, text)
		case len(lats) == 1 && len(titles) == 1 && !strings.ContainsAny(titles[0].val, "<[&\n"):
			place(at, titles[0].val)
			titles = nil
		default:
			place(at, shortCoordinate(lats[i])+", "+shortCoordinate(lngs[i]))
		}
	}
	s.placed = s.placed || len(places) > 0
	return slices.Concat(titles, places, rest)
}

// isPlaceOnEarth reports whether a value is by itself a latitude and a longitude, each with a
// fraction as that of a place has: 45.088530, -64.367951.
func isPlaceOnEarth(v string) bool {
	lat, lng, ok := strings.Cut(coordinates(v), ",")
	within := func(v string, most float64) bool {
		_, fraction, _ := strings.Cut(v, ".")
		n, err := strconv.ParseFloat(v, 64)
		return err == nil && len(fraction) > 2 && -most <= n && n <= most
	}
	return ok && within(lat, 90) && within(lng, 180)
}

// pin is a place on a map, and what it says.
type pin struct{ at, says string }

// pinsIn reads the pins of a map of which each is a line: 48.21|16.37|Our shop.
func pinsIn(v string) (pins []pin) {
	for line := range strings.SplitSeq(lineEnds.Replace(tree.UnescapeHTML(v)), "\n") {
		lat, rest, _ := strings.Cut(line, "|")
		lng, says, _ := strings.Cut(rest, "|")
		if lat, lng = strings.TrimSpace(lat), strings.TrimSpace(lng); isCoordinate(lat) && isCoordinate(lng) {
			if says = strings.TrimSpace(says); says == "" {
				says = shortCoordinate(lat) + ", " + shortCoordinate(lng)
			}
			pins = append(pins, pin{lat + "," + lng, says})
		}
	}
	return pins
}

// withoutCenter returns the values of a map with pins of their own without the place that
// it began to show.
func withoutCenter(sc *shortcode, props []prop) []prop {
	if !sc.enclosing || !strings.Contains(sc.content, "[") || !isMapName(sc.name) || !isAbout(sc.content, "pin", "marker", "location", "address", "lat=", "latitude") {
		return props
	}
	return slices.DeleteFunc(props, func(p prop) bool {
		return isCoordinate(strings.TrimSpace(p.val)) && hasAnySuffix(plainKey(p.key), "lat", "latitude", "lng", "long", "lon", "longitude")
	})
}

// shortCoordinate returns a coordinate as exact as a house is large.
func shortCoordinate(v string) string {
	if i := strings.IndexByte(v, '.'); i >= 0 && len(v) > i+6 {
		return v[:i+6]
	}
	return v
}

// mapOfPlace begins the address of a map of a place.
const mapOfPlace = "https://www.google.com/maps/search/?api=1&query="

// isCoordinate reports whether a value is a number as those of places are.
func isCoordinate(v string) bool {
	digits := strings.TrimLeft(v, "-+")
	return len(v)-len(digits) <= 1 && digits != "" && len(digits) < 30 && strings.Trim(digits, "0123456789.") == "" && strings.Count(digits, ".") <= 1 && strings.Trim(digits, "0.") != ""
}

// noteMap notes a map of which the values say no place, and reports whether it is one.
func (b *builder) noteMap(s *shown, widget string) bool {
	if s.filled == 0 || s.placed || len(s.media) > 0 || !isMapName(widget) {
		return false
	}
	b.notes.add(note.Embed, false, "a map whose place only the old site knew, dropped: "+Quote(widget))
	return true
}

// isPinOfMap reports whether a value is the drawing by which a map marks its places.
func isPinOfMap(widget, key string) bool {
	return isMapName(widget) && isAbout(plainKey(key), "marker", "pin", "icon")
}

// notePin notes the drawing by which a map marks its places: a number or an address.
func (b *builder) notePin(v string) {
	b.notes.add(note.Media, false, iconDropped+Quote(b.fileNumbered(v)))
}
