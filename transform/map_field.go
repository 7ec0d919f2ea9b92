package transform

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins that put a map where their shortcode stands keep its places in fields of the
// post, if not in tables of their own.

// spot is a place on a map.
type spot struct{ at, title, body, address string }

// mapOfFields builds a shortcode of a map of the places in its values, else of those in
// the fields of the post. It is not ok if there are none.
func (b *builder) mapOfFields(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	if sc.enclosing || b.saysItself(sc) || slices.ContainsFunc(a.named, func(p attrPair) bool { return carriedAddress(p.val) != "" }) { // a track
		return nil, false
	}
	spots := spotOfValues(&a)
	if len(spots) == 0 {
		spots = b.spotsOfFields()
	}
	if len(spots) == 0 {
		return nil, false
	}
	texts := make([]*html.Node, len(spots))
	for i := range spots {
		texts[i] = b.linkOfSpot(&spots[i])
	}
	b.notes.add(note.Embed, false, "a map, of which the places are links: "+Quote("["+sc.name+sc.attrs+"]"))
	return []*html.Node{listOrLine(texts)}, true
}

// spotOfValues returns the place that the values of a shortcode name.
func spotOfValues(a *attrs) []spot {
	var s spot
	lat, lng := "", ""
	for i := range a.named {
		v := strings.TrimSpace(tree.UnescapeHTML(a.named[i].val))
		switch k := plainKey(a.named[i].key); {
		case v == "":
		case isLatitude(k) && isCoordinate(v):
			lat = v
		case isLongitude(k) && isCoordinate(v):
			lng = v
		case isAbout(k, "center", "coord", "latlng"), isPlaceOnEarth(v):
			s.at = coordinates(v)
		case k == "address":
			s.address = v
		case k == "title":
			s.title = v
		}
	}
	if lat != "" && lng != "" {
		s.at = lat + "," + lng
	}
	if s.at == "" && s.address == "" {
		return nil
	}
	return []spot{s}
}

// spotsOfFields returns the places in the fields of the post: of those of maps each that a
// record has, else the one of a pair of fields.
func (b *builder) spotsOfFields() (spots []spot) {
	lats, lngs, addresses := map[string]string{}, map[string]string{}, map[string]string{}
	var order []string
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		k, v := plainKey(m.Key), strings.TrimSpace(m.Value)
		if v == "" || IsBuilderField(m.Key) {
			continue
		}
		if isAbout(k, "map", "poi", "place", "location", "marker", "geo") && len(v) > len("a:1:{}") && strings.ContainsAny(v[:1], "a{[O") {
			if props, ok := storedProps(v); ok {
				spots = appendSpots(spots, props, 0)
				continue
			}
		}
		switch of := withoutCoordinate(k); {
		case isLatitude(k) && isCoordinate(v):
			lats[of] = v
			order = append(order, of)
		case isLongitude(k) && isCoordinate(v):
			lngs[of] = v
		case strings.HasSuffix(k, "address") && len(v) < 300 && !strings.ContainsAny(v, "<[@\n"):
			addresses[strings.TrimSuffix(k, "address")] = v
		}
	}
	if len(spots) > 0 {
		return spots
	}
	for _, of := range order {
		if lngs[of] != "" && !IsKeptPlace(b.item, of+"_latitude") {
			spots = append(spots, spot{at: lats[of] + "," + lngs[of], address: addresses[of]})
		}
	}
	return spots
}

// IsKeptPlace reports whether a field is the place of an item whose author did not want visitors to
// know it: geo_address beside geo_public=0.
func IsKeptPlace(it *extract.Item, key string) bool {
	if !strings.HasPrefix(strings.TrimPrefix(key, "_"), "geo_") {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(it.Field("geo_public"))) {
	case "0", "no", "off", "false":
		return true
	}
	return false
}

// mostSpots bounds the places of one post.
const mostSpots = 10_000

// appendSpots appends the places of records that plugins keep.
func appendSpots(spots []spot, props []prop, depth int) []spot {
	if isObject(props) {
		if s, ok := spotOf(props); ok && len(spots) < mostSpots {
			return append(spots, s)
		}
	}
	for i := range props {
		if props[i].tree && depth < maxPropDepth {
			spots = appendSpots(spots, props[i].kids, depth+1)
		}
	}
	return spots
}

// spotOf returns the place that a record is of.
func spotOf(props []prop) (s spot, ok bool) {
	lat, lng := "", ""
	corrected := ""
	for i := range props {
		p := &props[i]
		k, v := plainKey(p.key), strings.TrimSpace(p.val)
		switch {
		case p.tree && isAbout(k, "point", "position", "latlng", "coord", "location"):
			if inner, ok := spotOf(p.kids); ok {
				lat, lng, _ = strings.Cut(inner.at, ",")
			}
		case p.tree || v == "":
		case k == "lat" || k == "latitude":
			lat = v
		case k == "lng" || k == "lon" || k == "long" || k == "longitude":
			lng = v
		case k == "title" || k == "caption" || k == "name" || k == "label":
			if s.title == "" {
				s.title = v
			}
		case k == "body" || k == "description" || k == "text" || k == "content" || k == "message":
			s.body = v
		case k == "correctedaddress":
			corrected = v
		case k == "address":
			s.address = v
		}
	}
	if corrected != "" {
		s.address = corrected
	}
	s.at = lat + "," + lng
	return s, isCoordinate(lat) && isCoordinate(lng)
}

// linkOfSpot returns what shows a place: a link to a map of it, and what is said of it.
func (b *builder) linkOfSpot(s *spot) *html.Node {
	body := b.parseHTML(s.body)
	var lines []string
	eachText(body, func(text string, _ []*html.Node) {
		for line := range strings.SplitSeq(text, "\x00") { // at a <br>
			if line = tree.CollapseSpace(strings.TrimSpace(line)); line != "" {
				lines = append(lines, line)
			}
		}
	})
	said := strings.Join(lines, ", ")
	hasLink := tree.Find(body, func(n *html.Node) bool { return n.DataAtom == atom.A || n.DataAtom == atom.Img }) != nil
	name := tree.CollapseSpace(strings.TrimSpace(tree.TextContent(b.parseHTML(s.title))))
	if name == "" && len(said) < 120 && !hasLink {
		name = said
	}
	if name == "" {
		name = tree.UnescapeHTML(s.address)
	}
	where := s.at
	if where == "" {
		where = s.address
	}
	if name == "" {
		lat, lng, _ := strings.Cut(s.at, ",")
		name = shortCoordinate(lat) + ", " + shortCoordinate(lng)
	}
	link := tree.NewLink(mapOfPlace+url.QueryEscape(where), name)
	span := tree.NewElement(atom.Span)
	span.AppendChild(link)
	if said != "" && said != name {
		span.AppendChild(tree.NewElement(atom.Br))
		tree.MoveChildren(span, body)
	}
	if address := tree.UnescapeHTML(s.address); address != "" && s.at != "" && s.title != "" && address != name && !strings.Contains(said, address) {
		span.AppendChild(tree.NewElement(atom.Br))
		span.AppendChild(tree.NewText(address))
	}
	return span
}

// coordinates returns a text as latitude and longitude, or "".
func coordinates(v string) string {
	lat, lng, ok := strings.Cut(v, ",")
	if lat, lng = strings.TrimSpace(lat), strings.TrimSpace(lng); ok && isCoordinate(lat) && isCoordinate(lng) {
		return lat + "," + lng
	}
	return ""
}

func isLatitude(key string) bool  { return hasAnySuffix(key, latitudes...) }
func isLongitude(key string) bool { return hasAnySuffix(key, longitudes...) }

var (
	latitudes  = []string{"lat", "latitude"}
	longitudes = []string{"lng", "lon", "long", "longitude"}
)

// withoutCoordinate returns the name of a field without the word for which coordinate it is.
func withoutCoordinate(key string) string {
	for _, end := range slices.Concat(latitudes, longitudes) {
		if of, ok := strings.CutSuffix(key, end); ok {
			return of
		}
	}
	return key
}
