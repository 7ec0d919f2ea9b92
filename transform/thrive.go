package transform

import (
	"html"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Thrive keeps the settings of its elements as texts among the others (docs/formats.md
// §A.7), and the HTML that an author has written between marks.

const (
	thriveSettings = "__CONFIG_"
	thriveRaw      = "___TVE_SHORTCODE_RAW__"
	thriveRawEnd   = "__TVE_SHORTCODE_RAW___"
)

// looksOfThrive are the settings that only its editor reads.
var looksOfThrive = []string{"group_edit", "local_colors", "colors_palette", "font_faces", "lp_default_styles", "optin_design", "post_list_css"}

// withoutSettingsOfThrive returns a text without the settings of Thrive's elements, and with
// what its author has written as HTML.
func (b *builder) withoutSettingsOfThrive(s string) string {
	if strings.Contains(s, thriveRaw) {
		s = rawOfThrive(s)
	}
	if !strings.Contains(s, thriveSettings) {
		return s
	}
	var out strings.Builder
	var looks []string
	const mostUnended = 20 // each is looked for in all that follows
	for unended := 0; unended < mostUnended; {
		before, rest, ok := strings.Cut(s, thriveSettings)
		if !ok {
			break
		}
		name, behind, ok := strings.Cut(rest[:min(len(rest), 100)], "__")
		mark := thriveSettings + name + "__"
		if !ok || behind == "" && len(rest) < 100 || strings.ContainsAny(name, " <\n") {
			out.WriteString(before + thriveSettings)
			s = rest
			continue
		}
		settings, after, ok := strings.Cut(rest[len(name)+2:], mark)
		if !ok {
			unended++
			out.WriteString(before + thriveSettings)
			s = rest
			continue
		}
		out.WriteString(before)
		s = after
		switch {
		case !slices.Contains(looksOfThrive, name):
			b.notes.add(note.HTML, false, unfilled+": "+Quote(name+" of Thrive "+html.UnescapeString(settings)))
		case !slices.Contains(looks, name):
			looks = append(looks, name)
		}
	}
	if looks != nil {
		b.notes.add(note.HTML, false, "settings of the editor of Thrive dropped: "+Quote(strings.Join(looks, ", ")))
	}
	out.WriteString(s)
	return out.String()
}

// rawOfThrive returns a text with the HTML that stands between marks in it, and without the
// element that its editor puts around that.
func rawOfThrive(s string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(s, thriveRaw)
		if !ok {
			break
		}
		raw, after, ok := strings.Cut(rest, thriveRawEnd)
		if !ok {
			break
		}
		const open = `<code class="tve_js_placeholder">`
		if b, ok := strings.CutSuffix(before, open); ok {
			if a, ok := strings.CutPrefix(after, "</code>"); ok {
				before, after = b, a
			}
		}
		if strings.Contains(raw, "&lt;") && !strings.Contains(raw, "<") {
			raw = html.UnescapeString(raw)
		}
		out.WriteString(before + raw)
		s = after
	}
	out.WriteString(s)
	return out.String()
}

// addDisplays keeps the parts of pages that Thrive shows one of: mostly the one for all.
func (l *Library) addDisplays(it *extract.Item) {
	if it.Type != displayType || it.Status != "publish" {
		return
	}
	key, data := it.Field("key"), it.Field("_tve_conditional_displays")
	list, ok := storedProps(data)
	if key == "" || len(data) < 10 || !ok {
		return
	}
	var d displays
	for i := range list {
		if p := list[i].kids; value(p, "key") == "default" {
			d.html = strings.Clone(value(p, "html"))
		} else {
			d.others = append(d.others, strings.Clone(value(p, "html")))
		}
	}
	if l.displays == nil {
		l.displays = map[string]displays{}
	}
	l.displays[strings.Clone(key)] = d
}

// displayType is the type of items that hold such parts.
const displayType = "tve_cond_display"

// displays are the parts of a page of which Thrive shows one.
type displays struct {
	html   string   // what all see for whom none of the others is
	others []string // under conditions
}

// conditionalDisplay builds a [tve_conditional_display group='…'].
func (b *builder) conditionalDisplay(sc *shortcode) ([]*xhtml.Node, bool) {
	if sc.name != "tve_conditional_display" || b.lib == nil || b.depth >= maxContentDepth {
		return nil, false
	}
	a := parseAttrs(sc.attrs)
	d, ok := b.lib.displays[a.get("group")]
	if !ok || len(d.html) > b.room {
		return nil, false
	}
	b.room -= len(d.html)
	b.depth++
	defer func() { b.depth-- }()
	for _, other := range d.others {
		if b.opt.Restricted {
			d.html += other
		} else {
			b.heldBack("shown under conditions", "a part of a page of Thrive", other)
		}
	}
	return tree.TakeChildren(b.parse(b.stored(guard(b.withoutSettingsOfThrive(d.html))))), true
}
