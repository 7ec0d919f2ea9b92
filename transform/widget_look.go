package transform

import "strings"

// isLookValue reports whether a value is no words whatever its name: a colour, a
// size, an icon.
func isLookValue(v string) bool {
	if len(v) > 60 {
		return false
	}
	if hex, ok := strings.CutPrefix(v, "#"); ok && (len(hex) == 3 || len(hex) == 4 || len(hex) == 6 || len(hex) == 8) && strings.Trim(strings.ToLower(hex), "0123456789abcdef") == "" {
		return true
	}
	low := strings.ToLower(v)
	for _, p := range []string{"rgb(", "rgba(", "hsl(", "hsla(", "var(--", "fa fa-", "fas fa-", "far fa-", "fab fa-", "fal fa-", "fa-", "icon-", "dashicons-", "dashicons dashicons-",
		"eicon-", "glyphicon", "linecons", "entypo-", "vc_li ", "ti-", "et-", "typcn "} {
		if strings.HasPrefix(low, p) && (strings.HasSuffix(low, ")") || !strings.HasSuffix(p, "(")) && (strings.Count(low, " ") <= 2 || strings.HasSuffix(p, "(")) {
			return true
		}
	}
	for _, unit := range []string{"px", "em", "rem", "vh", "vw"} {
		if n, ok := strings.CutSuffix(low, unit); ok && n != "" && strings.Trim(n, "0123456789.-") == "" {
			return true
		}
	}
	return false
}

// linkOfEnfold returns the address of a link that Enfold keeps as the type and number
// of an item: page,12.
func linkOfEnfold(v string) string {
	kind, id, ok := strings.Cut(v, ",")
	if !ok || id == "" || strings.Trim(id, "0123456789") != "" {
		return v
	}
	switch kind {
	case "post", "page", "portfolio", "product", "attachment":
		return "/?p=" + id
	}
	return v
}
