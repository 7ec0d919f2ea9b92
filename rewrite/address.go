package rewrite

import (
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// maxAddress is the longest address that is looked at, in bytes. Servers and
// browsers stop far below; what is longer is data.
const maxAddress = 1 << 16

// An address is an http address or a reference relative to one, in parts, each
// as written.
type address struct {
	scheme    string // http or https; empty in //host/path and without a host
	host      string // see hostName; empty in a reference without one
	authority string // the host as written, with user and port
	path      string
	query     string // with its ?
	fragment  string // with its #
}

// parseAddress splits an address as browsers do: white space around it does
// not count, line ends and tabs inside neither, and \ is as good as /. Also
// mended are & that was encoded twice and a doubled scheme (docs/formats.md §F.2). It
// is not ok for what no page of a site has as its address (mailto:, data:).
func parseAddress(s string) (a address, ok bool) {
	if len(s) > maxAddress {
		return a, false
	}
	if hasLineEnd(s) {
		s = lineEnds.Replace(s)
	}
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' || unicode.IsSpace(r) })
	if strings.IndexByte(s, '&') >= 0 && (strings.Contains(s, "&amp;") || strings.Contains(s, "&#038;")) {
		s = decodeAmpersands(s)
	}
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s, a.fragment = s[:i], s[i:]
	}
	if i := strings.IndexByte(s, '?'); i >= 0 {
		s, a.query = s[:i], s[i:]
	}
	if scheme, rest, found := cutScheme(s); found {
		if a.scheme = httpScheme(scheme); a.scheme == "" || !hasAuthority(rest) {
			return a, false
		}
		s = rest
	}
	if !hasAuthority(s) {
		a.path = s
		return a, true
	}
	a.authority, a.path = cutAuthority(s[2:])
	for hasAuthority(a.path) { // http://http://host/
		scheme := httpScheme(strings.TrimSuffix(a.authority, ":"))
		if scheme == "" {
			break
		}
		a.scheme = scheme
		a.authority, a.path = cutAuthority(a.path[2:])
	}
	a.host = hostName(a.authority)
	return a, a.host != ""
}

func hasLineEnd(s string) bool {
	return strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\r') >= 0 || strings.IndexByte(s, '\t') >= 0
}

var lineEnds = strings.NewReplacer("\n", "", "\r", "", "\t", "")

// decodeAmpersands decodes each &, however often it was encoded.
func decodeAmpersands(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '&') + 1
		if i == 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		for rest, ok := s, true; ok; s = rest {
			if rest, ok = strings.CutPrefix(s, "amp;"); !ok {
				rest, ok = strings.CutPrefix(s, "#038;")
			}
		}
	}
	return b.String() + s
}

// cutScheme cuts "scheme:" off.
func cutScheme(s string) (scheme, rest string, ok bool) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z', i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case c == ':' && i > 0:
			return s[:i], s[i+1:], true
		default:
			return "", s, false
		}
	}
	return "", s, false
}

// httpScheme returns a scheme in lower case if it is one of the web, else "".
func httpScheme(s string) string {
	switch {
	case strings.EqualFold(s, "http"):
		return "http"
	case strings.EqualFold(s, "https"):
		return "https"
	}
	return ""
}

func hasAuthority(s string) bool { return len(s) >= 2 && isSlash(s[0]) && isSlash(s[1]) }

func isSlash(c byte) bool { return c == '/' || c == '\\' }

func cutAuthority(s string) (authority, path string) {
	if i := strings.IndexAny(s, `/\`); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// hostName returns a host in the form in which two names of one site are
// equal: lower case, letters beyond ASCII in punycode, without www., user,
// default port and final dot (docs/formats.md §F.3).
func hostName(s string) string {
	s = s[strings.LastIndexByte(s, '@')+1:]
	port := ""
	if i := strings.LastIndexByte(s, ':'); i >= 0 && i > strings.LastIndexByte(s, ']') {
		s, port = s[:i], s[i:]
	}
	if port == ":80" || port == ":443" || port == ":" {
		port = ""
	}
	s = strings.TrimSuffix(s, ".")
	if !isASCII(s) && len(s) < 256 {
		if ascii, err := idna.Lookup.ToASCII(s); err == nil {
			s = ascii
		}
	}
	s = strings.TrimPrefix(strings.ToLower(s), "www.")
	if s == "" {
		return ""
	}
	return s + port
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// String returns an absolute address, or the reference if it has no host.
func (a address) String() string {
	if a.authority == "" {
		return a.path + a.query + a.fragment
	}
	scheme := a.scheme
	if scheme == "" {
		scheme = "http"
	}
	return scheme + "://" + a.authority + a.path + a.query + a.fragment
}
