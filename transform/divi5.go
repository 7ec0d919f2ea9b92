package transform

import (
	"cmp"
	"html"
	"slices"
	"strings"
)

// The blocks of Divi 5 keep each value by the screen for which it is, and the words and
// address of a button or picture in one.

// isDivi5 reports whether values are those of a block of Divi 5.
func isDivi5(props []prop) bool {
	return slices.ContainsFunc(props, func(p prop) bool {
		return p.tree && (kidsOf(p.kids, "innerContent") != nil || kidsOf(kidsOf(p.kids, "advanced"), "galleryIds") != nil)
	})
}

// plainDivi returns the values of a block of Divi 5 as other widgets have them.
func plainDivi(widget string, props []prop) (list []prop) {
	for _, p := range props {
		if !p.tree {
			list = append(list, p)
			continue
		}
		if level := headingLevelIn(p.kids, 0); level != "" {
			list = append(list, prop{key: "header_level", val: level})
		}
		advanced := kidsOf(p.kids, "advanced")
		if ids := onDesktopOf(kidsOf(advanced, "galleryIds")); ids != "" {
			list = append(list, prop{key: "gallery_ids", val: ids})
		}
		for _, date := range [...]string{"countdownDate", "dateTime", "date"} {
			if v := onDesktopOf(kidsOf(advanced, date)); v != "" && isCountdownName(widget) {
				list = append(list, prop{key: "end_date", val: v})
			}
		}
		desktop := kidsOf(kidsOf(p.kids, "innerContent"), "desktop")
		for i := range desktop {
			switch v := &desktop[i]; {
			case v.key != "value":
			case v.tree:
				list = append(list, valuesOfDivi(p.key, v.kids)...)
			case isAbout(widget, "pricing") && p.key == "content":
				list = append(list, prop{key: p.key, val: diviFeatures(v.val)})
			case p.key == "barProgress", p.key == "number" && isAbout(widget, "number-counter", "circle-counter") && onDesktopOf(kidsOf(advanced, "enablePercentSign")) != "off":
				list = append(list, prop{key: "percent", val: strings.TrimSuffix(v.val, "%")})
			case p.key == "excluded":
				list = append(list, prop{key: p.key, val: excludedFeatures(v.val)})
			default:
				list = append(list, prop{key: p.key, val: v.val})
			}
		}
		if desktop == nil {
			list = append(list, p)
		}
	}
	return list
}

// onDesktopOf returns what a setting of Divi 5 is on the largest screen: some are lists.
func onDesktopOf(setting []prop) string {
	desktop := kidsOf(setting, "desktop")
	var all []string
	for _, p := range kidsOf(desktop, "value") {
		all = append(all, p.val)
	}
	return cmp.Or(value(desktop, "value"), strings.Join(all, ","))
}

// linkOfModule returns where a module of Divi 5 leads as a whole.
func (blk *block) linkOfModule() string {
	if !strings.HasPrefix(blk.name, "divi/") || !strings.Contains(blk.attrs, `"link"`) {
		return ""
	}
	link := kidsOf(kidsOf(kidsOf(blk.props(), "module"), "advanced"), "link")
	return value(kidsOf(kidsOf(link, "desktop"), "value"), "url")
}

// isOffInDivi5 reports whether a module of Divi 5 is switched off on every screen.
func isOffInDivi5(props []prop) bool {
	disabled := kidsOf(kidsOf(kidsOf(props, "module"), "decoration"), "disabledOn")
	off := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return value(kidsOf(disabled, name), "value") == "on" })
	}
	return off("desktop", "desktopAbove") && off("tablet", "tabletOnly") && off("phone")
}

// excludedFeatures strikes out what a plan has not.
func excludedFeatures(v string) string {
	return strings.NewReplacer("<li>", "<li><del>", "</li>", "</del></li>").Replace(v)
}

// valuesOfDivi returns a value that holds several.
func valuesOfDivi(key string, kids []prop) []prop {
	text, src := value(kids, "text"), value(kids, "src")
	link := value(kids, "linkUrl")
	if link == "" && text != "" {
		link = value(kids, "url")
	}
	isButton := strings.HasPrefix(key, "button") || roleOf("", key) == roleLink
	switch {
	case key == "currencyFrequency":
		per := value(kids, "per")
		if per != "" && per[0] != '/' {
			per = "/" + per
		}
		return []prop{{key: "currency", val: value(kids, "currency")}, {key: "price_period", val: per}}
	case key == "socialNetwork":
		if name := value(kids, "title"); isNetwork(name) || networks[name] != "" {
			return []prop{{key: name + "_url", val: value(kids, "link")}}
		}
	case text != "" && isButton:
		return []prop{{key: key + "_text", val: text}, {key: key + "_url", val: link}}
	case text != "" && link != "" && !strings.HasPrefix(key, "title"):
		return []prop{{key: key, val: `<a href="` + html.EscapeString(link) + `">` + text + `</a>`}}
	case text != "":
		return []prop{{key: key, val: text}, {key: key + "_url", val: link}}
	case src != "" && fileKind(src) == "image":
		list := []prop{{key: "image", kids: []prop{{key: "url", val: src}, {key: "alt", val: value(kids, "alt")}}, tree: true}}
		if link != "" {
			list = append(list, prop{key: "image_link", val: link})
		}
		return list
	case src != "" && (key == "video" || key == "audio"):
		return []prop{{key: key, val: src}}
	}
	return []prop{{key: key, kids: kids, tree: true}}
}

// diviFeatures returns the lines of a plan as a list: + stands in front of what it has,
// - of what it has not.
func diviFeatures(v string) string {
	if strings.Contains(v, "</li>") {
		return v
	}
	var out strings.Builder
	for line := range strings.SplitSeq(strings.NewReplacer("<p>", "\n", "</p>", "\n", "<br>", "\n", "<br />", "\n").Replace(v), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if line[0] == '-' {
			out.WriteString("<li><del>" + strings.TrimSpace(line[1:]) + "</del></li>")
			continue
		}
		out.WriteString("<li>" + strings.TrimSpace(strings.TrimPrefix(line, "+")) + "</li>")
	}
	if strings.Count(out.String(), "<li>") < 2 {
		return v
	}
	return "<ul>" + out.String() + "</ul>"
}

// headingLevelIn returns the level of a heading that the looks of a value say.
func headingLevelIn(props []prop, depth int) string {
	for i := range props {
		p := &props[i]
		switch {
		case p.key == "headingLevel" && !p.tree:
			return p.val
		case p.tree && depth < 8 && (depth > 0 || p.key == "decoration"):
			if level := headingLevelIn(p.kids, depth+1); level != "" {
				return level
			}
		}
	}
	return ""
}
