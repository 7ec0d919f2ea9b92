package transform

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform/markdown"
)

// theMark is what is put into the places of a content, one at a time.
const theMark = "zqmarkz"

// place is a part of a content that is text for people, or an address.
type markPlace struct {
	start, end int
	name       string // what it belongs to: element@attribute, [shortcode]@attribute, block{key}
	address    bool
}

var (
	markTag       = regexp.MustCompile(`(?s)<!--.*?-->|</?[a-zA-Z][\w:-]*(?:[^>"']|"[^"]*"|'[^']*')*>|\[/?[A-Za-z][\w-]*(?:[\s=](?:[^\]"']|"[^"]*"|'[^']*')*|/)?\]`)
	markPair      = regexp.MustCompile(`(?s)([^\s"'=<>/\[\]]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=\]]+))`)
	markBlock     = regexp.MustCompile(`(?s)^<!--\s+wp:([\w/-]+)\s+(\{.*\})\s+/?-->$`)
	markString    = regexp.MustCompile(`"([^"\\]*)"\s*:\s*"((?:[^"\\]|\\.)*)"|"((?:[^"\\]|\\.)*)"`)
	markStored    = regexp.MustCompile(`(?:&quot;|")([\w-]+)(?:&quot;|")\s*:\s*(?:&quot;|")((?:[^&"\\]|&[^q]|\\.)+)(?:&quot;|")`)
	markAddress   = regexp.MustCompile(`^\s*(?:(?:https?:)?//|/\w|mailto:|www\.)\S*\s*$`)
	markWord      = regexp.MustCompile(`\pL{2}`)
	markWords     = regexp.MustCompile(`(?s)\pL{2}.*\s.*\pL{2}`)
	markElement   = regexp.MustCompile(`^<([\w:-]+)`)
	markShortcode = regexp.MustCompile(`^\[([\w-]+)`)
	markCapital   = regexp.MustCompile(`^\s*\p{Lu}\pL*[.!?]?\s*$`)
	markEntity    = regexp.MustCompile(`&#?\w+;`)
)

var markKeys = late.Words(`alt title aria-label placeholder value content label summary cite data-title data-caption data-content data-text data-label longdesc alttext`)
var markLooks = late.Words(`class id style align type rel target lang width height dir border cellpadding cellspacing valign role tabindex scrolling allow language color face bgcolor sizes media method enctype charset http-equiv colspan rowspan headers scope loading decoding viewbox d fill points transform stroke itemprop itemtype srcset`)

func markPlaces(s string) (list []markPlace) {
	add := func(start, end int, name string, address bool) {
		list = append(list, markPlace{start, end, name, address})
	}
	text := func(from, to int, in string) {
		t := s[from:to]
		trimmed := strings.TrimSpace(t)
		if !markWord.MatchString(markEntity.ReplaceAllString(trimmed, "")) {
			return
		}
		start := from + strings.Index(t, trimmed)
		add(start, start+len(trimmed), "text in "+in, markAddress.MatchString(trimmed))
	}
	attributes := func(from, to int, of string, isShortcode bool) {
		for _, m := range markPair.FindAllStringSubmatchIndex(s[from:to], -1) {
			key := strings.ToLower(s[from+m[2] : from+m[3]])
			a, b := m[4], m[5]
			for i := 6; a < 0; i += 2 {
				a, b = m[i], m[i+1]
			}
			a, b = from+a, from+b
			v := s[a:b]
			switch trimmed := strings.TrimSpace(v); {
			case trimmed == "" || markLooks.Has(key):
			case trimmed[0] == '{' || trimmed[0] == '[':
				for _, p := range markStored.FindAllStringSubmatchIndex(v, -1) {
					if w := v[p[4]:p[5]]; markWords.MatchString(w) || markAddress.MatchString(strings.ReplaceAll(w, `\`, "")) {
						add(a+p[4], a+p[5], of+"@"+key+"{"+v[p[2]:p[3]]+"}", markAddress.MatchString(strings.ReplaceAll(w, `\`, "")))
					}
				}
			case markAddress.MatchString(v):
				add(a, b, of+"@"+key, true)
			case markKeys.Has(key) && markWord.MatchString(v) || markWords.MatchString(v) || isShortcode && markCapital.MatchString(v):
				add(a, b, of+"@"+key, false)
			}
		}
	}
	open := []string{""}
	at := 0
	for _, m := range markTag.FindAllStringIndex(s, -1) {
		if m[0] < at {
			continue
		}
		text(at, m[0], open[len(open)-1])
		at = m[1]
		tag := s[m[0]:m[1]]
		switch {
		case strings.HasPrefix(tag, "<!--"):
			head := markBlock.FindStringSubmatchIndex(tag)
			if head == nil {
				continue
			}
			name, data := tag[head[2]:head[3]], tag[head[4]:head[5]]
			for _, p := range markString.FindAllStringSubmatchIndex(data, -1) {
				key, a, b := "[]", p[6], p[7]
				if p[2] >= 0 {
					key, a, b = data[p[2]:p[3]], p[4], p[5]
				}
				if v := data[a:b]; markWords.MatchString(v) || markAddress.MatchString(v) || markCapital.MatchString(v) || markKeys.Has(key) && markWord.MatchString(v) {
					add(m[0]+head[4]+a, m[0]+head[4]+b, "wp:"+name+"{"+key+"}", markAddress.MatchString(v))
				}
			}
		case tag[1] == '/':
			name := string(tag[0]) + strings.Trim(tag, "[]</> \n")
			if i := slices.Index(open, name); i > 0 {
				open = open[:i]
			}
		case tag[0] == '<':
			name := markElement.FindStringSubmatch(tag)[1]
			attributes(m[0], m[1], "<"+name+">", false)
			if name == "script" || name == "style" {
				if k := strings.Index(s[at:], "</"+name); k >= 0 {
					at += k
				}
				continue
			}
			if strings.Contains(s[at:], "</"+name) {
				open = append(open, "<"+name)
			}
		default:
			name := markShortcode.FindStringSubmatch(tag)[1]
			attributes(m[0], m[1], "["+name+"]", true)
			if strings.Contains(s[at:], "[/"+name+"]") {
				open = append(open, "["+name)
			}
		}
	}
	text(at, len(s), open[len(open)-1])
	return list
}

// marked returns the content with a mark in the place.
func (p *markPlace) marked(s, how string) string {
	old := s[p.start:p.end]
	v := "Z" + theMark[1:]
	switch {
	case p.address && how == "query":
		base, fragment, has := strings.Cut(old, "#")
		if strings.Contains(base, "?") {
			base += "&x=" + theMark
		} else {
			base += "?x=" + theMark
		}
		if v = base; has {
			v += "#" + fragment
		}
	case p.address && how == "fragment":
		v = old + theMark
		if !strings.Contains(old, "#") {
			v = old + "#" + theMark
		}
	case p.address:
		end := len(old)
		if i := strings.IndexAny(old, "?#"); i >= 0 {
			end = i
		}
		slash := strings.LastIndexByte(old[:end], '/')
		if dot := strings.LastIndexByte(old[:end], '.'); dot > slash && slash > strings.Index(old, "//")+1 {
			end = dot
		}
		v = old[:end] + theMark + old[end:]
		if end == slash+1 && slash <= strings.Index(old, "//")+1 {
			v = old + "/" + theMark
		}
	case how == "append":
		v = old + " " + theMark
	}
	return s[:p.start] + v + s[p.end:]
}

// unmarked are the places whose texts no visitor saw, heard or used, and why: of one table
// or of all. A name that ends in * is the beginning of one.
var unmarked = map[string]string{
	"<a>@data-iframely-url":                  "the address of a script, that of the link counts",
	"unseen: <a>@onclick":                    "code: what it leads to is in a quoted text",
	"<span>@onmouseover":                     "code: what it says is in a quoted text",
	"image: <area>@alt":                      "of an area that leads nowhere",
	"footnote_plugin: <a>@title":             "of the arrows and numbers of footnotes",
	"<div>@data-pdf":                         "a part of a file, which the file has",
	"<div>@data-shape":                       "the name is that of a look",
	"<div>@data-src":                         "a player is known by its number",
	"<div>@data-thumbnail":                   "a small size of a picture that is there",
	"<em>@data-animation":                    "a look",
	"<em>@data-class":                        "a look",
	"<embed>@src":                            "a player of Flash is known by its number",
	"<object>@data":                          "a player of Flash is known by its number",
	"<param>@value":                          "a player of Flash is known by its number",
	"<i>@data-api-url":                       "of a script",
	"<i>@data-target":                        "of a script",
	"footnote_plugin: <span>@data-note":      "the list of footnotes that is saved counts",
	"footnote_plugin: <section>@aria-label":  "what a list of footnotes is called",
	"<source>@data-srcset":                   "sizes of a picture that is there",
	"<img>@data-image-title":                 "the name of a file",
	"<img>@data-large-file":                  "a size of a picture that is there",
	"<img>@data-srcset":                      "sizes of a picture that is there",
	"<img>@data-link":                        "of a gallery, which leads there only by a link",
	"image: <img>@src":                       "a small size or a blank before the picture, or a picture of a character",
	"blocks: <img>@src":                      "a small size of a picture that is there",
	"math: <img>@src":                        "a picture of a formula",
	"theme_widget: [kc_column]@video_bg_url": "no film is behind the column: the switch beside it is off",
	"theme_widget: [vc_row]@video_bg_url":    "no film is behind the row: the switch beside it is off",
	"unseen: <img>@src":                      "a small size of a picture that is there",
	"<img>@longdesc":                         "no address, with a mark behind it",
	"math: <img>@title":                      "the formula that is there",
	"<script>@src":                           "code",
	"wp:group{User-Behavior}":                "a condition",
	"<svg>@xmlns":                            "a name of XML",
	"feed: [acme_feed]@url":                  "an address with a key",
	"feed: [vc_wp_rss]@url":                  "an address with a key",
	"[acme_features]@event_color":            "a look",
	"[acme_google_maps]@map_type_pro":        "a look",
	"theme_widget: [acme_icon]@icon":         "which icon",
	"[acme_words]@folge":                     "a look",
	"[acme_words]@xb":                        "a look",
	"[acme_words]@xd":                        "looks",
	"[advlist]@icon":                         "a look",
	"[su_list]@icon":                         "a look",
	"[divider]@line_type":                    "a look",
	"[et_pb_section]@admin_label":            "of the editor",
	"[et_pb_text]@admin_label":               "of the editor",
	"[fusion_title]@*":                       "looks",
	"[gallery]@order*":                       "in which order, not what",
	"[vc_row]@css":                           "a look",
	"[vc_row]@el_class":                      "a look",
	"code: text in <p":                       "a hidden copy of the code",
	"code: text in <span":                    "of code that an attribute has",
	"code: text in <td":                      "of code that a hidden copy has",
	"code: text in <textarea":                "of code that an attribute has",
	"blocks_plugin: text in <div":            "a player is known by its number",
	"player: text in <div":                   "a player is known by its number",
	"text in [youtube":                       "a player is known by its number",
	"text in [fusion_imageframe":             "a picture that is known by its number",
	"clean: text in ":                        "the mark is in a tag: <![CDATA",
	"untold: [acme_thing]@*":                 "named as what the page does not show",
	"wp:cover-image{url}":                    "the saved HTML counts",
	"wp:cover{url}":                          "the saved HTML counts",
	"wp:embed{url}":                          "the saved HTML counts",
	"wp:file{href}":                          "the saved HTML counts",
	"wp:jetpack/image-compare{url}":          "the saved HTML counts",
	"wp:more{customText}":                    "the saved HTML counts",
	"wp:jetpack/map{placeTitle}":             "of the editor",
	"wp:loos-hcb/code-block{langName}":       "the language of the code, which has its own name for it",
	"wp:paragraph{className}":                "a look",
	"wp:paragraph{ifso_condition_type}":      "a condition",
	"wp:stackable/text{value}":               "a condition",
	"wp:uagb/container{[]}":                  "a condition",
	"wp:passster/content-lock{password}":     "a secret",
	"wp:videopress/video{title}":             "of the library of the host, whose player has it",
}

// TestMarked puts a mark into each place of each row of the tables, and holds that it is in
// the page, in a note or held back, but for the places of unmarked.
func TestMarked(t *testing.T) {
	lib := testLibrary()
	used := map[string]bool{}
	n := 0
	for _, file := range tableFiles(t) {
		for _, r := range readRows(t, file) {
			for _, p := range markPlaces(r.in) {
				ways := []string{"append", "replace"}
				if p.address {
					ways = []string{"path", "query", "fragment"}
				}
				for _, how := range ways {
					n++
					if m := p.marked(r.in, how); !keepsMark(t, lib, r, m) {
						if why := reasonUnmarked(strings.TrimSuffix(filepath.Base(file), ".txt"), p.name, used); why == "" {
							t.Errorf("%s § %s: %s of %s is in neither the page nor a note:\n%s", filepath.Base(file), r.name, how, p.name, m)
						}
					}
				}
			}
		}
	}
	if n < 5000 {
		t.Errorf("only %d marks", n)
	}
	for name := range unmarked {
		if !used[name] {
			t.Errorf("needs no reason any more: %s", name)
		}
	}
}

// keepsMark reports whether a row, with another content, gives a page, notes, or texts held
// back that have the mark.
func keepsMark(t *testing.T, lib *Library, r row, content string) bool {
	r.in = content
	it, opt := r.input(t)
	page := Tree(it, lib, opt)
	out := string(markdown.New(nil).Print(page.Tree))
	for _, n := range page.Notes {
		if !strings.HasPrefix(n.Text, note.UnshownSettings) { // what a visitor saw has a note of its own
			out += "\n" + n.Text
		}
	}
	return strings.Contains(strings.ToLower(out+strings.Join(page.Held, "\n")), theMark)
}

// reasonUnmarked returns why a place may lose its text, and remembers the name that says so.
func reasonUnmarked(table, place string, used map[string]bool) string {
	for name, why := range unmarked {
		of, its, ok := strings.Cut(name, ": ")
		if !ok {
			of, its = table, name
		}
		beginning, ok := strings.CutSuffix(its, "*")
		if of == table && (its == place || ok && strings.HasPrefix(place, beginning)) {
			used[name] = true
			return why
		}
	}
	return ""
}
