package rewrite

import "strings"

// origin returns the address of a file where a network that served it has it
// from: Photon's i0.wp.com/host/path is host/path, and WordPress.com's
// name.files.wordpress.com is the uploads folder of name.wordpress.com
// (facts.md §E.3). Any other address is returned as it is.
func (a address) origin() address {
	if isPhoton(a.host) {
		path := strings.TrimLeft(a.path, "/")
		authority, rest, _ := strings.Cut(path, "/")
		if host := hostName(authority); strings.Contains(host, ".") {
			scheme := "http"
			for k, v := range parameters(a.query) {
				if k == "ssl" && v == "1" {
					scheme = "https"
				}
			}
			a = address{scheme: scheme, host: host, authority: authority, path: "/" + rest, fragment: a.fragment}
		}
	}
	if name, ok := strings.CutSuffix(a.host, ".files.wordpress.com"); ok {
		a.host = name + ".wordpress.com"
		a.path = "/wp-content/uploads" + a.path
	} else if name, ok := strings.CutSuffix(a.host, ".wpcomstaging.com"); ok {
		a.host = name + ".wordpress.com"
	}
	return a
}

// isPhoton reports whether a host is one of Jetpack's image network.
func isPhoton(host string) bool {
	return len(host) == len("i0.wp.com") && host[0] == 'i' && '0' <= host[1] && host[1] <= '9' && host[2:] == ".wp.com"
}
