package transform

import "strings"

// withDay returns the values of a row of opening hours with the day and its times on one
// line.
func withDay(props []prop) []prop {
	day := -1
	for i := range props {
		if p := &props[i]; !p.tree && (p.key == "label" || p.key == "title") && isWordOfHours(strings.TrimSpace(p.val)) {
			day = i
		}
	}
	for i := range props {
		if p := &props[i]; !p.tree && strings.HasSuffix(plainKey(p.key), "day") && isWordOfHours(strings.TrimSpace(p.val)) {
			day = -1 // it has a name of its own
		}
	}
	var times []string
	closed, said := false, ""
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(p.val)
		switch k := plainKey(p.key); {
		case p.tree:
		case strings.HasSuffix(k, "day") && day < 0 && isWordOfHours(v):
			day = i
		case strings.HasSuffix(k, "day"):
			return props
		case k == "closed" || k == "isclosed":
			closed = p.on || v == "yes" || v == "on" || v == "true"
		case strings.HasSuffix(k, "closedtext") && isWordOfHours(v):
			said = v
		case hasAnySuffix(k, "time", "hours", "hour", "open", "close") && !isLook(k) && isWordOfHours(v):
			times = append(times, v)
		}
	}
	if day < 0 {
		return props
	}
	switch {
	case closed && said != "":
		times = []string{said}
	case closed:
		times = []string{"Closed"}
	case len(times) == 0 || len(times) > 2:
		return props
	}
	var list []prop
	for i := range props {
		switch k := plainKey(props[i].key); {
		case i == day:
			list = append(list, prop{key: "text", val: strings.TrimSuffix(strings.TrimSpace(props[i].val), ":") + ": " + strings.Join(times, " – ")})
		case props[i].tree:
			list = append(list, props[i])
		case k == "closed" || k == "isclosed" || strings.HasSuffix(k, "closedtext"):
		case hasAnySuffix(k, "time", "hours", "hour", "open", "close") && !isLook(k) && isWordOfHours(strings.TrimSpace(props[i].val)):
		default:
			list = append(list, props[i])
		}
	}
	return list
}

func isWordOfHours(v string) bool {
	return v != "" && len(v) <= 60 && !settings.Has(v) && !strings.ContainsAny(v, "<>{}")
}

// withHours returns the values of a row of opening hours with the two times of each in
// one, and the two days.
func withHours(widget string, props []prop) []prop {
	if isAbout(widget, aboutHours...) {
		props = withDay(props)
	}
	of := func(key string) string { return strings.TrimSpace(value(props, key)) }
	join := func(from, to string) string {
		if from == "" || to == "" || from == to {
			return from + strings.TrimPrefix(to, from)
		}
		return from + " – " + to
	}
	times, days := join(of("start_time"), of("end_time")), join(of("start_day"), of("end_day"))
	if times == "" && days == "" || len(times) > 60 || len(days) > 60 {
		return props
	}
	var list []prop
	for _, p := range props {
		switch {
		case p.tree:
		case p.key == "start_time" || p.key == "end_time" || p.key == "start_day" || p.key == "end_day":
			continue
		case p.key == "hours" || p.key == "day_format" || p.key == "hours_format":
			switch strings.ToLower(p.val) {
			case "single", "range", "hours", "open", "day":
				continue
			case "closed", "close":
				times = "Closed"
				continue
			}
		}
		list = append(list, p)
	}
	if days != "" {
		list = append([]prop{{key: "title", val: days}}, list...)
	}
	if times != "" {
		list = append(list, prop{key: "text", val: times})
	}
	return list
}
