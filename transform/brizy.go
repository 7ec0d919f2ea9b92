package transform

import (
	"cmp"
	"encoding/base64"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Brizy keeps the HTML of a page with places that it fills while the page is shown
// (docs/formats.md §A.7): the address of the site, pictures by names of its own, entries by
// their numbers, and marks around what only some people see.

// brizySite stands for the address of the site.
const brizySite = "{@brizy_SITE_URL_PLACEHOLDER@}"

// brizyMedia begins the name of a picture in an address.
const brizyMedia = "?brizy_media="

// isOfBrizy reports whether a content may be one of Brizy's.
func isOfBrizy(s string) bool {
	return strings.Contains(s, brizyMedia) || strings.IndexByte(s, '{') >= 0 && (strings.Contains(s, brizySite) || strings.Contains(s, "brz-"))
}

// withoutPlacesOfBrizy returns the HTML of Brizy with its places filled. The marks around what
// only some people see stay.
func (b *builder) withoutPlacesOfBrizy(s string) string {
	if !isOfBrizy(s) {
		return s
	}
	s = b.picturesOfBrizy(strings.ReplaceAll(s, brizySite, b.siteURL()))
	var out strings.Builder
	done, left := 0, map[string]bool{}
	for at := 0; ; {
		p, ok := nextPlace(s, at)
		if !ok {
			break
		}
		at = p.end
		fill := ""
		switch name := p.name; {
		case isRolesMark(name):
			fill = "{{" + name
			if roles := p.value("roles"); roles != "" {
				fill += ` roles="` + html.EscapeString(roles) + `"`
			}
			fill += "}}"
		case name == "brizy_dc_image_alt":
			if att := b.pictureCalled(cmp.Or(p.value("imageSrc"), p.value("uid"))); att != nil {
				fill = html.EscapeString(att.Alt)
			}
		case name == "brizy_dc_image_title", strings.HasPrefix(name, "display_by_"), strings.HasPrefix(name, "end_display_by_"), name == "brizy_dc_page_language", name == "brizy_dc_ajax_url":
		case strings.HasPrefix(name, "brizy_dc_url_") && isFileNumber(p.value("entityId")):
			fill = b.siteURL() + "/?p=" + p.value("entityId")
		default:
			if what := strings.TrimSpace(html.UnescapeString(p.text)); !left[what] {
				left[what] = true
				b.notes.add(note.HTML, false, unfilled+": "+Quote("{{"+what+"}}"))
			}
		}
		out.WriteString(s[done:p.start])
		out.WriteString(fill)
		done = p.end
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// A brizyPlace is one in a text: {{ name key="value" }}.
type brizyPlace struct {
	start, end int
	name, text string
}

// longestPlace bounds the bytes of one.
const longestPlace = 4 << 10

// nextPlace returns the first place of Brizy behind a byte.
func nextPlace(s string, at int) (p brizyPlace, ok bool) {
	for {
		i := strings.Index(s[at:], "{{")
		if i < 0 {
			return p, false
		}
		start := at + i
		end := strings.Index(s[start:min(len(s), start+longestPlace)], "}}")
		if at = start + 2; end < 0 {
			continue
		}
		p = brizyPlace{start: start, end: start + end + 2, text: s[start+2 : start+end]}
		p.name, _, _ = strings.Cut(strings.TrimSpace(p.text), " ")
		if p.name == "placeholder" { // around one, in base64
			inner, err := base64.StdEncoding.DecodeString(p.value("content"))
			if err != nil || !utf8.Valid(inner) {
				continue
			}
			text := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(string(inner)), "{{"), "}}"))
			p.name, _, _ = strings.Cut(text, " ")
			p.text = text + " " + strings.TrimPrefix(strings.TrimSpace(p.text), "placeholder")
		}
		for _, begin := range []string{"brizy_dc_", "editor_", "display_by_", "end_display_by_"} {
			if strings.HasPrefix(p.name, begin) {
				return p, true
			}
		}
	}
}

// value returns what a place says by a name.
func (p brizyPlace) value(key string) string {
	rest := html.UnescapeString(p.text)
	for {
		i := strings.Index(rest, key+"=")
		if i < 0 {
			return ""
		}
		before := i == 0 || rest[i-1] <= ' '
		rest = rest[i+len(key)+1:]
		if before && rest != "" && (rest[0] == '"' || rest[0] == '\'') {
			v, _, _ := strings.Cut(rest[1:], rest[:1])
			return strings.TrimSpace(v)
		}
	}
}

const (
	rolesMark    = "display_by_roles"
	endRolesMark = "end_display_by_roles"
)

func isRolesMark(name string) bool { return name == rolesMark || name == endRolesMark }

// holdBackRoles takes from a text what stands between marks of Brizy for people who are
// logged in.
func (b *builder) holdBackRoles(s string) string {
	if !strings.Contains(s, "{{") || !strings.Contains(s, rolesMark) {
		return s
	}
	var out strings.Builder
	done := 0
	var open []int // where the parts begin that others see, too: -1
	hidden := -1   // the part that is held back: how many are open around it
	from := 0
	var code codeMarks
	isPage := isOfBrizy(s)
	for at := 0; ; {
		p, ok := nextPlace(s, at)
		if !ok {
			break
		}
		at = p.end
		switch {
		case isRolesMark(p.name) && !isPage && code.within(s, p.start): // of somebody who writes about it
		case p.name == rolesMark:
			if hidden < 0 {
				out.WriteString(s[done:p.start])
				done = p.end
				if isForRoles(p) && !b.opt.Restricted {
					hidden, from = len(open), p.end
				}
			}
			open = append(open, p.start)
		case p.name == endRolesMark && len(open) > 0:
			open = open[:len(open)-1]
			if hidden == len(open) {
				b.heldBack(forMembers, "{{"+rolesMark+"}}", s[from:p.start])
				hidden, done = -1, p.end
			} else if hidden < 0 {
				out.WriteString(s[done:p.start])
				done = p.end
			}
		}
	}
	if hidden >= 0 { // without its end: all behind it
		b.heldBack(forMembers, "{{"+rolesMark+"}}", s[from:])
		return out.String()
	}
	out.WriteString(s[done:])
	return out.String()
}

// isForRoles reports whether a mark is of what those do not see who are not logged in.
func isForRoles(p brizyPlace) bool {
	roles := p.value("roles")
	return roles != "" && !slices.Contains(strings.Split(strings.ReplaceAll(roles, " ", ""), ","), "not_logged")
}

// hidesByRoles reports whether a text has a part that only those see who are logged in.
func hidesByRoles(s string) bool {
	if !strings.Contains(s, "{{") || !strings.Contains(s, rolesMark) {
		return false
	}
	var code codeMarks
	isPage := isOfBrizy(s)
	for at := 0; ; {
		p, ok := nextPlace(s, at)
		if !ok {
			return false
		}
		if at = p.end; p.name == rolesMark && isForRoles(p) && (isPage || !code.within(s, p.start)) {
			return true
		}
	}
}

// picturesOfBrizy returns HTML with the addresses of pictures that Brizy makes, of which each
// names one of the library and a size.
func (b *builder) picturesOfBrizy(s string) string {
	const key = brizyMedia
	var out strings.Builder
	done := 0
	for at := 0; ; {
		i := strings.Index(s[at:], key)
		if i < 0 {
			break
		}
		i += at
		start, end := i, i+len(key)
		for start > done && !isAddressEnd(s[start-1]) {
			start--
		}
		for end < len(s) && !isAddressEnd(s[end]) {
			end++
		}
		at = end
		name, _, _ := strings.Cut(s[i+len(key):end], "&")
		if att := b.pictureCalled(name); att != nil {
			out.WriteString(s[done:start])
			out.WriteString(html.EscapeString(att.URL))
			done = end
		}
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// isAddressEnd reports whether a byte stands in front of or behind an address in an attribute.
func isAddressEnd(c byte) bool {
	return c <= ' ' || c == '"' || c == '\'' || c == '(' || c == ')' || c == ',' || c == '<' || c == '>'
}

// pictureCalled returns the attachment that Brizy calls so.
func (b *builder) pictureCalled(name string) *Attachment {
	if b.lib == nil || name == "" {
		return nil
	}
	if att := b.attachmentOf(name); att != nil {
		return att
	}
	id, ok := b.lib.brizyNames[withoutEnding(name)]
	if !ok {
		return nil
	}
	return b.lib.Attachment(id)
}

// withoutEnding returns the name of a picture of Brizy without the kind of its file.
func withoutEnding(name string) string {
	name, _, _ = strings.Cut(name, ".")
	return name
}

// addBrizyName keeps what Brizy calls an attachment.
func (l *Library) addBrizyName(it *extract.Item) {
	name := withoutEnding(it.Field("brizy_attachment_uid"))
	if name == "" {
		return
	}
	if l.brizyNames == nil {
		l.brizyNames = map[string]int64{}
	}
	if _, ok := l.brizyNames[name]; !ok {
		l.brizyNames[strings.Clone(name)] = it.ID
	}
}

// siteURL returns the address of the site, without a slash at its end.
func (b *builder) siteURL() string {
	if b.lib != nil && b.lib.url != "" {
		return b.lib.url
	}
	scheme, rest, ok := strings.Cut(b.item.Link, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return scheme + "://" + host
}

// brizyPage returns the HTML of a page of Brizy or, where it has none, what its editor keeps.
func (b *builder) brizyPage(props []prop) []prop {
	post := postOfBrizy(props)
	if sections := b.item.Field(brizySections); sections != "" {
		post = append(post[:len(post):len(post)], prop{key: "compiled_sections", val: sections})
	}
	if page := htmlOfBrizy(post); page != "" && !tree.IsBlank(b.parseHTML(page)) {
		return []prop{{key: markupKey, val: b.holdBackRoles(b.withoutPlacesOfBrizy(page))}}
	}
	data := value(post, "editor_data")
	if raw, err := base64.StdEncoding.DecodeString(data); err == nil {
		data = string(raw)
	}
	if kids, ok := parseProps(data); ok {
		return b.ofBrizyEditor(kids, 0)
	}
	return b.ofBrizyEditor(props, 0)
}

// postOfBrizy returns what Brizy keeps of a page, which is one value of several.
func postOfBrizy(post []prop) []prop {
	for range 4 {
		if hasValue(post, "editor_data") || hasValue(post, "compiled_html") || hasValue(post, "compiled_sections") || hasValue(post, "blocks") {
			return post
		}
		i := slices.IndexFunc(post, func(p prop) bool { return p.tree && isObject(p.kids) })
		if i < 0 {
			break
		}
		post = post[i].kids
	}
	return nil
}

// brizySections is the field in which newer versions keep the HTML of each section of a page.
const brizySections = "brizy-compiled-sections"

// htmlOfBrizy returns the HTML that Brizy has made of a page.
func htmlOfBrizy(post []prop) string {
	var pages []string
	if raw, err := base64.StdEncoding.DecodeString(value(post, "compiled_html")); err == nil && utf8.Valid(raw) {
		page := string(raw)
		if i := strings.Index(page, "<body"); i >= 0 {
			if _, body, ok := strings.Cut(page[i:], ">"); ok {
				page, _, _ = strings.Cut(body, "</body>")
			}
		}
		pages = append(pages, page)
	}
	sections := kidsOf(post, "compiled_sections")
	if text := value(post, "compiled_sections"); sections == nil && text != "" {
		if raw, err := base64.StdEncoding.DecodeString(text); err == nil {
			text = string(raw)
		}
		sections, _ = parseProps(text)
	}
	if hasValue(post, "blocks") {
		sections = post
	}
	for _, p := range kidsOf(sections, "blocks") {
		pages = append(pages, value(p.kids, "html"))
	}
	return strings.TrimSpace(strings.Join(pages, "\n"))
}

// isForMembersOfBrizy reports whether values of an element say that visitors did not see it.
func isForMembersOfBrizy(props []prop) bool {
	if value(props, "membership") != "on" {
		return false
	}
	roles := value(props, "membershipRoles")
	return strings.IndexFunc(roles, unicode.IsLetter) >= 0 && !strings.Contains(roles, "not_logged")
}

// fieldsOfBrizy returns the fields and buttons of a form, which are elements of their own.
func fieldsOfBrizy(props []prop, depth int) (list []prop) {
	for _, p := range kidsOf(props, "items") {
		inner := kidsOf(p.kids, "value")
		field := prop{tree: true, kids: []prop{{key: "type", val: value(p.kids, "type")}}}
		for _, key := range []string{"label", "placeholder"} {
			if v := value(inner, key); v != "" {
				field.kids = append(field.kids, prop{key: key, val: v})
			}
		}
		switch typ := value(p.kids, "type"); {
		case typ == "Button":
			field.kids = append(field.kids, prop{key: "label", val: value(inner, "text")})
		case strings.HasSuffix(typ, "Option"):
			field.kids = append(field.kids, prop{key: "label", val: value(inner, "value")})
		}
		if len(field.kids) > 1 {
			list = append(list, field)
		}
		if depth < maxPropDepth {
			list = append(list, fieldsOfBrizy(inner, depth+1)...)
		}
	}
	return list
}

func hasValue(props []prop, key string) bool {
	return slices.ContainsFunc(props, func(p prop) bool { return p.key == key })
}

// ofBrizyEditor returns what the editor of Brizy keeps with the names that others have for it.
func (b *builder) ofBrizyEditor(props []prop, depth int) []prop {
	if depth > 100 {
		return props
	}
	list := make([]prop, 0, len(props))
	isPaneled := isAbout(strings.ToLower(value(props, "type")), "accordion", "tab", "switch", "timeline")
	for _, p := range props {
		switch {
		case p.tree:
			kids := p.kids
			if p.key == "value" && isPaneled && !hasValue(kids, "title") {
				kids = slices.Clone(kids)
				for i := range kids {
					if kids[i].key == "labelText" {
						kids[i].key = "title"
					}
				}
			}
			if p.key == "value" && isForMembersOfBrizy(kids) {
				kids = append(kids[:len(kids):len(kids)], prop{key: "hide_for_guests", val: "on"})
			}
			if p.key == "value" && strings.HasPrefix(value(props, "type"), "Form") && hasValue(kids, "items") && depth < 90 {
				kids = []prop{{key: "form_fields", kids: fieldsOfBrizy(kids, 0), tree: true}}
			}
			p.kids = b.ofBrizyEditor(kids, depth+1)
		case p.key == "linkPage" && isFileNumber(p.val):
			if value(props, "linkType") != "page" {
				continue
			}
			p = prop{key: "link", val: "/?p=" + p.val}
		case p.key == "linkPageTitle", p.key == "linkPageSource", p.key == "imageFileName", p.key == "imageExtension":
			continue
		case strings.HasPrefix(p.key, "link") && (p.key == "linkExternal" || p.key == "linkAnchor" || p.key == "linkPopup" || p.key == "linkUpload"):
			if of := value(props, "linkType"); of != "" && !strings.EqualFold(p.key, "link"+of) {
				continue
			}
		default:
			if att := b.pictureCalled(p.val); att != nil && strings.HasPrefix(p.val, "wp-") {
				p.val = att.URL
			}
		}
		list = append(list, p)
	}
	return list
}
