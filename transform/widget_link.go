package transform

import (
	"path"
	"strings"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/tree"
)

// What a widget calls a link is often known by the names of the two values alone:
// "more_text" and "more_url", "cta-btn1" and "cta-btn1-link".

// withLabels gives the values that are the texts of links beside them names that say so.
func withLabels(widget string, props []prop) []prop {
	stems := map[string]bool{}
	for i := range props {
		p := &props[i]
		if !p.tree && !tree.IsBlankText(p.val) && roleOf(widget, p.key) == roleLink {
			if stem := linkStem(plainKey(p.key)); len(stem) > 2 {
				stems[stem] = true
			}
		}
	}
	if len(stems) == 0 {
		return props
	}
	var named []prop
	for i := range props {
		p := &props[i]
		k := plainKey(p.key)
		stem := k
		if !stems[k] {
			stem = strings.TrimSuffix(strings.TrimSuffix(k, "text"), "label")
		}
		if p.tree || !stems[stem] || utf8.RuneCountInString(p.val) > 60 || strings.Contains(p.val, "<") || isAddress(p.val) || isLookValue(p.val) || settings[p.val] {
			continue
		}
		switch roleOf(widget, p.key) {
		case roleNone, roleText:
			if named == nil {
				named = append(named, props...)
			}
			named[i].key = stem + "_button_label"
		}
	}
	if named == nil {
		return props
	}
	return named
}

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
