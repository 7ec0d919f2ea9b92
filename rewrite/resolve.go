package rewrite

import "strings"

// resolve completes a reference with the address of the page it stands on
// (RFC 3986, section 5.2).
func (a address) resolve(base address) address {
	if a.host != "" {
		if a.scheme == "" {
			a.scheme = base.scheme
		}
		return a
	}
	a.scheme, a.host, a.authority = base.scheme, base.host, base.authority
	switch {
	case a.path == "":
		a.path = base.path
		if a.query == "" {
			a.query = base.query
		}
	case isSlash(a.path[0]):
		a.path = removeDots(a.path)
	default:
		a.path = removeDots(base.path[:strings.LastIndexByte(base.path, '/')+1] + a.path)
	}
	return a
}

// removeDots resolves the . and .. segments of a path, and lets it begin with
// a slash.
func removeDots(p string) string {
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	if !strings.Contains(p, "/.") {
		return p
	}
	out := make([]byte, 0, len(p))
	for p != "" {
		seg := p
		if i := strings.IndexByte(p[1:], '/'); i >= 0 {
			seg = p[:i+1]
		}
		p = p[len(seg):]
		switch seg {
		case "/.", "/..":
			if seg == "/.." {
				out = out[:lastSlash(out)]
			}
			if p == "" {
				out = append(out, '/')
			}
		default:
			out = append(out, seg...)
		}
	}
	return string(out)
}
