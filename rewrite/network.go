package rewrite

import "strings"

// unwrapped returns the address of a file where Photon, Jetpack's image
// network, has it from: i0.wp.com/host/path is host/path, over https if ssl=1
// says so (docs/formats.md §E.3). Any other address is returned as it is.
func (a address) unwrapped() address {
	if !isPhoton(a.host) {
		return a
	}
	authority, rest, _ := strings.Cut(strings.TrimLeft(a.path, "/"), "/")
	host := hostName(authority)
	if !strings.Contains(host, ".") {
		return a
	}
	file := address{host: host, authority: authority, path: "/" + rest, fragment: a.fragment}
	for k, v := range parameters(a.query) {
		if k == "ssl" && v == "1" {
			file.scheme = "https"
		}
	}
	return file
}

func isPhoton(host string) bool {
	return len(host) == len("i0.wp.com") && host[0] == 'i' && '0' <= host[1] && host[1] <= '9' && host[2:] == ".wp.com"
}

// origin returns an address by which a file is known under all the names that
// networks give it: that of the blog itself. On WordPress.com the uploads folder
// of name.wordpress.com is also name.files.wordpress.com (docs/formats.md §E.3).
func (a address) origin() address {
	a = a.unwrapped()
	if name, ok := strings.CutSuffix(a.host, ".files.wordpress.com"); ok {
		a.host = name + ".wordpress.com"
		a.path = "/wp-content/uploads" + a.path
	} else if name, ok := strings.CutSuffix(a.host, ".wpcomstaging.com"); ok {
		a.host = name + ".wordpress.com"
	}
	return a
}
