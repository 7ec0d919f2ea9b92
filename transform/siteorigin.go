package transform

import (
	"slices"
	"strings"
)

// ofSiteOrigin returns the values of one of the widgets of SiteOrigin as other widgets have them.
func (b *builder) ofSiteOrigin(class string, props []prop) []prop {
	class = strings.ToLower(class)
	if !strings.HasPrefix(class, "siteorigin_widget_") {
		return props
	}
	switch strings.TrimPrefix(class, "siteorigin_widget_") {
	case "image_widget":
		return b.withHiddenTitle(class, props)
	case "slider_widget":
		return withFrames(props)
	case "googlemap_widget":
		return withMapCenter(props)
	}
	return props
}

// withHiddenTitle returns the values of a picture of which a title that is seen only when
// pointed at says what it shows, where nothing else does.
func (b *builder) withHiddenTitle(class string, props []prop) []prop {
	title, alt := value(props, "title"), value(props, "alt")
	if value(props, "title_position") != "hidden" || title == "" {
		return props
	}
	props = without(props, "title", "title_position")
	switch alt {
	case "":
		return append(without(props, "alt"), prop{key: "alt", val: title})
	case title:
	default:
		b.readOther(class, "title", title)
	}
	return props
}

// withFrames returns the values of a slider in which the pictures that fill its frames are those
// that it shows.
func withFrames(props []prop) []prop {
	return eachOf(props, "frames", func(frame []prop) []prop {
		if isChosen(value(frame, "foreground_image")) || isChosen(value(frame, "foreground_image_fallback")) {
			return frame
		}
		frame = without(frame, "foreground_image", "foreground_image_fallback")
		for i := range frame {
			if p := &frame[i]; (p.key == "background_image" || p.key == "background_image_fallback") && isChosen(p.val) {
				p.key = "image"
				break
			}
		}
		return frame
	})
}

// isChosen reports whether a picture is: its number, or its address.
func isChosen(v string) bool { return v != "" && v != "0" }

// withMapCenter returns the values of a map with the places of its pins, and that in its middle
// where that is one, or there is no other.
func withMapCenter(props []prop) []prop {
	pins, atCenter := false, false
	list := slices.Clone(props)
	for i := range list {
		p := &list[i]
		if p.key != "markers" || !p.tree {
			continue
		}
		atCenter = isOn(p.kids, "marker_at_center")
		p.kids = eachOf(p.kids, "marker_positions", func(pin []prop) []prop {
			pins = pins || value(pin, "place") != ""
			pin = asPlace(pin, "place")
			for j := range pin {
				if pin[j].key == "info" {
					pin[j].key = "infowindow_text"
				}
			}
			return pin
		})
	}
	if pins && !atCenter {
		return without(list, "map_center")
	}
	return asPlace(list, "map_center")
}

// asPlace returns values with one of them under the name by which maps know a place.
func asPlace(props []prop, key string) []prop {
	props = slices.Clone(props)
	for i := range props {
		p := &props[i]
		if p.key != key || p.tree {
			continue
		}
		p.key, p.val = "address", onLine(p.val)
		if lat, lng, ok := strings.Cut(p.val, ","); ok && isCoordinate(strings.TrimSpace(lat)) && isCoordinate(strings.TrimSpace(lng)) {
			p.key = "coordinates"
		}
	}
	return props
}

// eachOf returns values with the rows of one of them as f returns them.
func eachOf(props []prop, key string, f func(row []prop) []prop) []prop {
	props = slices.Clone(props)
	for i := range props {
		if p := &props[i]; p.key == key && p.tree {
			p.kids = slices.Clone(p.kids)
			for j := range p.kids {
				p.kids[j].kids = f(p.kids[j].kids)
			}
		}
	}
	return props
}
