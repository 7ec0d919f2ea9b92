package transform

import "strings"

// themifySettings returns the values of a module of Themify with the plain names that they
// have in other builders: it puts the name of the module behind each, or in front.
func themifySettings(module string, props []prop, depth int) []prop {
	if module == "" || depth > maxPropDepth {
		return props
	}
	module = strings.ReplaceAll(module, "-", "_")
	plain := make([]prop, len(props))
	for i, p := range props {
		if of, ok := strings.CutSuffix(p.key, "_"+module); ok && of != "" && of != "mod" {
			switch {
			case module != "image":
			case of == "url":
				of = "image"
			case of == "title":
				of = "heading"
			}
			p.key = of
		} else if of, ok := strings.CutPrefix(p.key, "builder_"+module+"_"); ok && of != "" {
			p.key = of
		}
		if p.tree {
			p.kids = themifySettings(module, p.kids, depth+1)
		}
		plain[i] = p
	}
	return plain
}
