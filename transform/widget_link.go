package transform

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/tree"
)

// What a widget calls a link is often known by the names of the two values alone:
// "more_text" and "more_url", "cta-btn1" and "cta-btn1-link".

// withLabels gives the values that are the texts of links beside them names that say so.
func withLabels(widget string, props []prop) []prop {
	props = withNumbersInside(props)
	props = withLoneLabel(widget, props)
	stems := map[string]bool{}
	bare := false // a link that is called no more than that
	for i := range props {
		p := &props[i]
		if p.tree && value(p.kids, "url") == "" && !isAddress(value(p.kids, "value")) || !p.tree && tree.IsBlankText(p.val) || roleOf(widget, p.key) != roleLink {
			continue
		}
		stem := linkStem(plainKey(p.key))
		if len(stem) > 2 {
			stems[stem] = true
			if of := linkStem(stem); len(of) > 2 { // demo_link_url
				stems[of] = true
			}
		}
		bare = bare || stem == "" && !p.tree
	}
	if len(stems) == 0 && !bare {
		return props
	}
	var named []prop
	rename := func(i int, key string) {
		if named == nil {
			named = append(named, props...)
		}
		named[i].key = key
	}
	var labels map[string]bool
	hasLabel := func(stem string) bool {
		if labels == nil {
			labels = stemsOfLabels(props)
		}
		return labels[stem]
	}
	isText := func(p *prop) bool {
		return !p.tree && utf8.RuneCountInString(p.val) <= 60 && !strings.Contains(p.val, "<") && !isAddress(p.val) && !isLookValue(p.val) && !settings.Has(p.val) && !strings.Contains(p.val, "||")
	}
	for i := range props {
		p := &props[i]
		k := plainKey(p.key)
		if bare && k == "value" && roleOf(widget, p.key) == roleNone && isText(p) && strings.IndexFunc(p.val, isLetterOrDigit) >= 0 {
			rename(i, "value_button_label") // a number beside tel:, an address beside mailto:
			continue
		}
		if text, ok := strings.CutSuffix(k, "text"); ok && stems[text] && roleOf(widget, p.key) == roleLabel && hasLabel(text) {
			rename(i, "text") // what stands above the link
			continue
		}
		stem := k
		if !stems[k] {
			stem = strings.TrimSuffix(strings.TrimSuffix(k, "text"), "label")
		}
		if stems["button"] && strings.HasSuffix(k, "button") { // box_button beside button_link
			stem = "button"
		}
		if !stems[stem] || !isText(p) {
			continue
		}
		switch roleOf(widget, p.key) {
		case roleNone, roleText:
			rename(i, stem+"_button_label")
		}
	}
	if named == nil {
		return props
	}
	return named
}

// withLoneLabel returns the values of a widget of which a label is all that it says with the
// label as the text of its link.
func withLoneLabel(widget string, props []prop) []prop {
	label, linked := -1, false
	for i := range props {
		p := &props[i]
		if p.tree || tree.IsBlankText(p.val) {
			continue
		}
		switch r := roleOf(widget, p.key); {
		case p.key == "label" && r == roleText:
			label = i
		case p.key == "value" || r == roleHeading || r == roleText || r == roleLabel || r == roleAfter || r == roleImage:
			return props
		case r == roleLink && (p.key == "link" || p.key == "url" || p.key == "href"):
			linked = true
		}
	}
	if label < 0 || !linked {
		return props
	}
	named := slices.Clone(props)
	named[label].key = "button_label"
	return named
}

// stemsOfLabels returns the stems of the links that have a text which is called their label.
func stemsOfLabels(props []prop) map[string]bool {
	labels := map[string]bool{}
	for i := range props {
		if p := &props[i]; !p.tree && !tree.IsBlankText(p.val) {
			if stem, ok := strings.CutSuffix(plainKey(p.key), "label"); ok {
				labels[stem] = true
			}
		}
	}
	return labels
}

func isLetterOrDigit(r rune) bool { return isLetterOrMore(r) || '0' <= r && r <= '9' }

// linkStem returns what stands in the name of a link before the word that says so.
func linkStem(key string) string {
	for _, suffix := range []string{"url", "link", "href"} {
		if stem, ok := strings.CutSuffix(key, suffix); ok {
			return stem
		}
	}
	return ""
}

// linked returns the address of a link of a widget. Themes print it by esc_url, which
// takes what begins with no scheme and no slash for a site: themegrill.com.
func linked(href string) string {
	host, _, _ := strings.Cut(href, "/")
	last := strings.TrimPrefix(path.Ext(host), ".")
	if strings.ContainsAny(host, ":#?@% []{}") || last == "" || strings.HasPrefix(host, ".") || isFileName(last) {
		return href
	}
	for i := range len(last) {
		if c := last[i] | 0x20; c < 'a' || c > 'z' {
			return href
		}
	}
	if len(last) < 2 {
		return href
	}
	return "http://" + href
}

// isFileName reports whether a name with that ending is one of a file rather than of a
// site.
func isFileName(ending string) bool {
	switch ending = strings.ToLower(ending); ending {
	case "html", "htm", "php", "asp", "aspx", "jsp", "shtml", "xml", "txt", "js", "css", "json":
		return true
	}
	return fileKind("x."+ending) != "" || isDocument("x."+ending)
}

// withLabelOfLink returns the values of an entry of which the label is the text of its
// link: of an account.
func withLabelOfLink(props []prop) []prop {
	at, linked := -1, false
	for i := range props {
		switch p := &props[i]; {
		case p.key == "label" && !p.tree && p.val != "" && len(p.val) < 60:
			at = i
		case p.key == "link" && p.tree:
			linked = value(p.kids, "url") != ""
		case !p.tree && (p.key == "text" || p.key == "title" || p.key == "content") && p.val != "":
			return props
		}
	}
	if at < 0 || !linked {
		return props
	}
	named := append([]prop(nil), props...)
	named[at].key = "button_label"
	return named
}

// withNumbersInside returns the values of several buttons with the number of each in front
// of what it is: button_link_1 is button_1_link.
func withNumbersInside(props []prop) []prop {
	var list []prop
	for i := range props {
		stem, number := cutNumber(props[i].key)
		at := strings.LastIndexByte(stem, '_')
		if number == "" || at < 0 || !isAbout(stem[:at], "button", "btn", "cta") || !isAbout(stem[at+1:], "link", "url", "text", "title", "label") {
			continue
		}
		if list == nil {
			list = append(list, props...)
		}
		list[i].key = stem[:at] + "_" + number + stem[at:]
	}
	if list == nil {
		return props
	}
	return list
}

// cutNumber cuts the number off with which a name ends: button_link_1.
func cutNumber(key string) (stem, number string) {
	at := strings.LastIndexByte(key, '_')
	if at < 0 || at == len(key)-1 || strings.Trim(key[at+1:], "0123456789") != "" {
		return key, ""
	}
	return key[:at], key[at+1:]
}

// linksWithIcons returns links to the addresses of which a value is a list, a line each, with the
// icon of each behind it: https://facebook.com/ann|fa-facebook; nil if it is none.
func linksWithIcons(v string) (links []*html.Node) {
	if !strings.Contains(v, "|") || !isWebAddress(v[:strings.IndexByte(v, '|')]) {
		return nil
	}
	for line := range strings.FieldsFuncSeq(lineEnds.Replace(v), func(r rune) bool { return r == '\n' }) {
		address, icon, ok := strings.Cut(strings.TrimSpace(line), "|")
		if address = strings.TrimSpace(tree.UnescapeHTML(address)); !ok || !isWebAddress(address) {
			return nil
		}
		for class := range strings.FieldsSeq(icon) {
			if !isIconClass(class) {
				return nil
			}
		}
		links = append(links, tree.NewLink(address, networkOfHost(address)))
	}
	return links
}
