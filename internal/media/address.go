package media

import (
	"errors"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

var (
	errScheme = errors.New("not an http address")
	errHost   = errors.New("not the name of a host")
)

// Address returns an address of the content of a site as a request has it, as
// browsers mend it (docs/formats.md §H.3): what cannot stand in an address is
// percent-encoded, and what is stays. User and fragment are cut off.
func Address(s string) (string, error) {
	if isPlain(s) {
		return s, nil
	}
	u, err := parse(s)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// isPlain reports whether an address needs no mending, by letters that mean nothing in
// one: most do not, and lists have very many.
func isPlain(s string) bool {
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "http://"); !ok {
			return false
		}
	}
	host := true
	for i := range len(rest) {
		switch c := rest[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-':
		case c == '.':
			if host && (i == 0 || rest[i-1] == '.' || i+1 == len(rest) || rest[i+1] == '/') {
				return false
			}
		case c == '/' && i > 0:
			host = false
		case host:
			return false
		case 'A' <= c && c <= 'Z', c == '_':
		default:
			return false
		}
	}
	return !host && len(rest) < 256
}

func parse(s string) (*url.URL, error) {
	s = lineEnds.Replace(strings.TrimSpace(s))
	s, _, _ = strings.Cut(s, "#")
	s, query, hasQuery := strings.Cut(s, "?")
	scheme, rest, ok := strings.Cut(strings.ReplaceAll(s, `\`, "/"), "://")
	scheme = strings.ToLower(scheme)
	if !ok || scheme != "http" && scheme != "https" {
		return nil, errScheme
	}
	host, path, _ := strings.Cut(strings.TrimLeft(rest, "/"), "/")
	host = host[strings.LastIndexByte(host, '@')+1:]
	if host, ok = asciiHost(host); !ok {
		return nil, errHost
	}
	raw := scheme + "://" + host + "/" + escape(path, " \"<>`{}|^")
	if hasQuery {
		raw += "?" + escape(query, " \"<>'`{}|^")
	}
	u, err := url.Parse(raw)
	if err != nil || strings.Trim(u.Hostname(), ".") == "" {
		return nil, errHost
	}
	return u, nil
}

var lineEnds = strings.NewReplacer("\n", "", "\r", "", "\t", "")

// asciiHost returns a host, with its port, as DNS has it.
func asciiHost(host string) (string, bool) {
	name, port := host, ""
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		name, port = host[:i], host[i:]
	}
	name = strings.ToLower(strings.TrimRight(name, "."))
	for i := range len(name) {
		if name[i] < utf8.RuneSelf {
			continue
		}
		ascii, err := idna.Lookup.ToASCII(name)
		if err != nil {
			return "", false
		}
		name = ascii
		break
	}
	if port == ":" {
		port = ""
	}
	if !strings.HasPrefix(name, "[") && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-._") != "" {
		return "", false
	}
	return name + port, name != "" && len(name) < 256
}

// escape percent-encodes what is not ASCII, control characters, those of
// special, and a percent sign that encodes nothing.
func escape(s, special string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		plain := ' ' <= c && c < 0x7f && strings.IndexByte(special, c) < 0
		if c == '%' {
			plain = i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
		}
		if plain {
			b.WriteByte(c)
		} else {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// otherForm returns an address with the accents of its path composed the other
// way: a server's disk may have changed them. It is nil if there is none.
func otherForm(u *url.URL) *url.URL {
	for _, f := range []norm.Form{norm.NFC, norm.NFD} {
		if s := f.String(u.Path); s != u.Path && utf8.ValidString(u.Path) {
			other := *u
			other.Path, other.RawPath = s, ""
			return &other
		}
	}
	return nil
}
