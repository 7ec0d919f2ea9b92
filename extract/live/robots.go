package live

import (
	"net/url"
	"strings"
)

// robots is what a robots.txt asks of us (RFC 9309). The zero value allows
// everything.
type robots struct {
	rules    []robotsRule
	sitemaps []string
}

type robotsRule struct {
	allow   bool
	pattern string
}

// parseRobots reads the group for us, or else the one for everybody.
func parseRobots(text string) robots {
	var r robots
	groups := map[string][]robotsRule{}
	var agents []string
	rules := false // of the group at hand have come
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		key, value, _ := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent":
			if rules {
				agents, rules = nil, false
			}
			agents = append(agents, strings.ToLower(value))
		case "allow", "disallow":
			rules = true
			if value == "" {
				continue
			}
			for _, a := range agents {
				groups[a] = append(groups[a], robotsRule{key == "allow", value})
			}
		case "sitemap":
			r.sitemaps = append(r.sitemaps, value)
		}
		for _, a := range agents {
			if groups[a] == nil {
				groups[a] = []robotsRule{}
			}
		}
	}
	r.rules = groups["*"]
	if own, ok := groups["wp2md"]; ok {
		r.rules = own
	}
	return r
}

// allow reports whether the address may be asked for: the longest pattern that
// fits decides.
func (r *robots) allow(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	best, ok := -1, true
	for _, rule := range r.rules {
		if n := len(rule.pattern); (n > best || n == best && rule.allow) && robotsMatch(rule.pattern, path) {
			best, ok = n, rule.allow
		}
	}
	return ok
}

// robotsMatch matches a prefix in which * is anything and a $ at the end the
// end.
func robotsMatch(pattern, path string) bool {
	pattern, end := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	for i, part := range parts[1:] {
		if end && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		k := strings.Index(rest, part)
		if k < 0 {
			return false
		}
		rest = rest[k+len(part):]
	}
	return !end || rest == ""
}
