package transform

import "strings"

// withHours returns the values of a row of opening hours with the two times of each in
// one, and the two days.
func withHours(widget string, props []prop) []prop {
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
