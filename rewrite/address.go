package rewrite

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// address is an http address or a reference relative to one, in parts, each as
// written.
type address struct {
	absolute bool   // has a host
	scheme   string // http or https; empty in //host/path
	host     string // lower case, without www., default port, user
	written  string // host as written
	path     string
	query    string // without ?
	fragment string // with #
}

// parseAddress splits an address as browsers do: white space around it does
// not count, line ends and tabs in it neither. It is not ok for addresses that
// no page of a site has (mailto:, data:).
func parseAddress(s string) (a address, ok bool) {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(s, "\n\r\t") {
		s = strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(s)
	}
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s, a.fragment = s[:i], s[i:]
	}
	if i := strings.IndexByte(s, '?'); i >= 0 {
		s, a.query = s[:i], s[i+1:]
	}
	if scheme, rest, found := cutScheme(s); found {
		if scheme != "http" && scheme != "https" {
			return a, false
		}
		a.scheme = scheme
		if !strings.HasPrefix(rest, "//") {
			return a, false
		}
		s = rest
	}
	if strings.HasPrefix(s, "//") {
		a.absolute = true
		host := s[2:]
		if i := strings.IndexAny(host, "/\\"); i >= 0 {
			host, a.path = host[:i], host[i:]
		}
		a.host, a.written = hostName(host), host
		if a.host == "" {
			return a, false
		}
		return a, true
	}
	a.path = s
	return a, true
}

// cutScheme cuts "scheme:" off, in lower case.
func cutScheme(s string) (scheme, rest string, ok bool) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z', i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case c == ':' && i > 0:
			return strings.ToLower(s[:i]), s[i+1:], true
		default:
			return "", s, false
		}
	}
	return "", s, false
}

// hostName returns a host in the form in which two names of one site are
// equal: lower case, without www., user and default port.
func hostName(s string) string {
	if i := strings.LastIndexByte(s, '@'); i >= 0 {
		s = s[i+1:]
	}
	s = strings.ToLower(s)
	s = strings.TrimSuffix(strings.TrimSuffix(s, ":80"), ":443")
	return strings.TrimPrefix(strings.TrimSuffix(s, "."), "www.")
}

// resolve completes a relative reference with the page it stands on.
func (a address) resolve(base address) address {
	if a.absolute {
		if a.scheme == "" {
			a.scheme = base.scheme
		}
		return a
	}
	a.absolute, a.scheme, a.host, a.written = true, base.scheme, base.host, base.written
	switch {
	case a.path == "":
		a.path = base.path
		if a.query == "" {
			a.query = base.query
		}
	case a.path[0] != '/':
		a.path = removeDots(base.path[:strings.LastIndexByte(base.path, '/')+1] + a.path)
	default:
		a.path = removeDots(a.path)
	}
	return a
}

// removeDots resolves the . and .. segments of a path.
func removeDots(p string) string {
	if !strings.Contains(p, "/.") {
		if p == "" || p[0] != '/' {
			return "/" + p
		}
		return p
	}
	var out []string
	segs := strings.Split(strings.TrimPrefix(p, "/"), "/")
	for i, s := range segs {
		last := i == len(segs)-1
		switch s {
		case ".":
			if last {
				out = append(out, "")
			}
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return "/" + strings.Join(out, "/")
}

// canonicalPath returns a path in the form in which spellings of one address
// are equal: percent-encoding undone, Unicode composed, no double slashes, no
// index.php, no slash at the end (facts.md §F.3). The root is "".
func canonicalPath(p string) string {
	p = decodePercent(p)
	if !isASCII(p) && utf8.ValidString(p) {
		p = norm.NFC.String(p)
	}
	for strings.Contains(p, "//") {
		p = strings.ReplaceAll(p, "//", "/")
	}
	p = dropIndexPHP(p)
	return strings.TrimRight(p, "/")
}

// dropIndexPHP removes the index.php that permalinks have where the web server
// cannot rewrite (facts.md §F.1).
func dropIndexPHP(p string) string {
	const index = "/index.php"
	i := strings.Index(p, index)
	if i < 0 {
		return p
	}
	rest := p[i+len(index):]
	if rest != "" && rest[0] != '/' {
		return p
	}
	return p[:i] + rest
}

// decodePercent undoes percent-encoding; what is no encoding stays.
func decodePercent(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			hi, ok1 := hexDigit(s[i+1])
			lo, ok2 := hexDigit(s[i+2])
			if ok1 && ok2 {
				b = append(b, hi<<4|lo)
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// queryValue returns the value of a key in a query, and whether the query has
// no other key.
func queryValue(query, key string) (val string, only bool) {
	only = true
	found := false
	for part := range strings.SplitSeq(query, "&") {
		part = strings.TrimPrefix(part, "amp;") // &amp; that was encoded twice
		part = strings.TrimPrefix(part, "#038;")
		k, v, _ := strings.Cut(part, "=")
		if k == key && !found {
			val, found = v, true
		} else if k != "" {
			only = false
		}
	}
	return val, only && found
}
