package transform

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/tree"
)

// Values that belong together by their names are kept together, whatever order the editor
// stored them in.

// withFrontFirst returns the values of a box with two sides with those of its back behind the
// others: title_back="…" text_front="…".
func withFrontFirst(props []prop) []prop {
	isBack := func(p prop) bool {
		_, side, ok := strings.Cut(p.key, "_")
		return ok && !p.tree && side == "back" || !p.tree && strings.HasPrefix(p.key, "back_")
	}
	if !slices.ContainsFunc(props, isBack) || !slices.ContainsFunc(props, func(p prop) bool { return strings.HasSuffix(p.key, "_front") || strings.HasPrefix(p.key, "front_") }) {
		return props
	}
	front := slices.DeleteFunc(slices.Clone(props), isBack)
	return append(front, slices.DeleteFunc(slices.Clone(props), func(p prop) bool { return !isBack(p) })...)
}

// withHeadFirst returns the values of a widget whose heading is stored behind its list with what
// is named like the heading in front of that, too: list, title_team="…" desc_team="…".
func withHeadFirst(widget string, props []prop) []prop {
	list := slices.IndexFunc(props, func(p prop) bool { return p.tree && len(p.kids) > 0 && p.kids[0].tree })
	if list < 0 {
		return props
	}
	head := slices.IndexFunc(props[list:], func(p prop) bool {
		return !p.tree && !tree.IsBlankText(p.val) && roleOf(widget, p.key) == roleHeading && strings.HasPrefix(p.key, "title_")
	})
	if head < 0 || slices.ContainsFunc(props[:list], func(p prop) bool { return !p.tree && roleOf(widget, p.key) == roleHeading && !tree.IsBlankText(p.val) }) {
		return props
	}
	of := strings.TrimPrefix(props[list+head].key, "title")
	isOfHead := func(p prop) bool { return !p.tree && strings.HasSuffix(p.key, of) }
	var before, rest []prop
	for _, p := range props[list:] {
		if isOfHead(p) {
			if strings.HasPrefix(p.key, "subtitle") { // of the list, and not the work of somebody in it
				p.key = "subheading"
			}
			before = append(before, p)
		} else {
			rest = append(rest, p)
		}
	}
	return slices.Concat(props[:list], before, rest)
}

// withChosenLink returns the values of a button that writes or calls with that as its link, and
// without the pages it would else lead to: btnType=email, btnEmailAddress, btnPostLink.
func withChosenLink(props []prop) []prop {
	for i := range props {
		of, ok := strings.CutSuffix(props[i].key, "Type")
		if !ok {
			of, ok = strings.CutSuffix(props[i].key, "_type")
		}
		if !ok || of == "" || props[i].tree || !isAbout(strings.ToLower(of), "btn", "button", "link") {
			continue
		}
		scheme, ends := "", []string(nil)
		switch strings.ToLower(strings.TrimSpace(props[i].val)) {
		case "email", "mail":
			scheme, ends = "mailto:", []string{"emailaddress", "email", "mail"}
		case "tel", "phone", "call":
			scheme, ends = "tel:", []string{"phonenumber", "phone", "tel", "telephone"}
		default:
			continue
		}
		beside := func(p *prop, ends ...string) bool {
			rest, ok := strings.CutPrefix(p.key, of)
			return ok && !p.tree && slices.Contains(ends, plainKey(rest))
		}
		j := slices.IndexFunc(props, func(p prop) bool { return beside(&p, ends...) && !tree.IsBlankText(p.val) })
		if j < 0 {
			continue
		}
		to := strings.TrimSpace(props[j].val)
		if scheme == "tel:" {
			to = strings.ReplaceAll(to, " ", "")
		}
		props = slices.Clone(props)
		props[j] = prop{key: "link", val: scheme + strings.TrimPrefix(to, scheme)}
		return slices.DeleteFunc(props, func(p prop) bool { return beside(&p, "url", "link", "postlink", "pagelink") })
	}
	return props
}
