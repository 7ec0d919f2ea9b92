package transform

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

// overlaps are the shortcodes that several tables name. The first comes first; the
// others are asked if it has nothing to show. A prefix is no name: vc_ arranges a page,
// but for what another table says of.
const overlaps = `
album: build, absent
box: embeds, layout
geo_mashup_map: build, absent
google_maps: build, absent
imagebrowser: build, absent
leaflet-map: build, absent
mappress: build, absent
mapsmarker: build, absent
ngg: build, absent
ngg_images: build, absent
nggalbum: build, absent
nggallery: build, absent
nggtags: build, absent
osm_map_v3: build, absent
podcast_episode: build, absent
podcast_player: build, absent
powerpress: embeds, build
product_category: build, absent
products: build, absent
put_wpgm: build, absent
recent_products: build, absent
ruby: build, code
singlepic: build, absent
slideshow: build, layout
ss_player: embeds, build
ssp_player: build, absent
text: code, layout
types: build, absent
wp_google_maps: build, absent
wpgmza: build, absent
`

// TestOverlaps names each shortcode that stands in several tables, so that nobody
// adds one to a table that is never asked.
func TestOverlaps(t *testing.T) {
	names := map[string]bool{}
	add := func(seq func(yield func(string) bool)) {
		for n := range seq {
			names[n] = true
		}
	}
	add(maps.Keys(embedded))
	add(maps.Keys(shortcodes))
	add(maps.Keys(absences))
	add(members.All())
	add(layoutNames.All())
	add(maps.Keys(layouts))
	add(maps.Keys(codeLanguages))
	names["caption"], names["wp_caption"] = true, true
	var got strings.Builder
	for _, name := range slices.Sorted(maps.Keys(names)) {
		d := definitionOf(name)
		var is []string
		for _, e := range []struct {
			is   bool
			what string
		}{{d.embeds != nil, "embeds"}, {d.caption, "caption"}, {d.build != nil, "build"}, {d.code, "code"}, {members.Has(name), "members"}, {has(absences, name), "absent"}, {layoutNames.Has(name) || has(layouts, name), "layout"}} {
			if e.is {
				is = append(is, e.what)
			}
		}
		if len(is) > 1 {
			got.WriteString(name + ": " + strings.Join(is, ", ") + "\n")
		}
	}
	if got := "\n" + got.String(); got != overlaps {
		t.Errorf("%s", diff.Diff("got", []byte(got), "want", []byte(overlaps)))
	}
}

func has[V any](m map[string]V, name string) bool { _, ok := m[name]; return ok }

// TestCensusAsksTheRegistry finds what the registry says of each name: inspect and a migration ask
// the same.
func TestCensusAsksTheRegistry(t *testing.T) {
	for name, want := range map[string]Fate{"gallery": Converted, "youtube": Converted, "contact-form-7": Dropped, "members_only": Dropped, "vc_row": LaidOut, "nosuch": Unwrapped} {
		for _, fate := range Shortcodes("[" + name + " id=\"x\"]words[/" + name + "]") {
			if fate != want {
				t.Errorf("[%s]: %q, want %q", name, fate, want)
			}
			break
		}
	}
}
