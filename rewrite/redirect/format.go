package redirect

import (
	"bufio"
	"io"
	"iter"
	"slices"

	"github.com/wp2md/wp2md/rewrite"
)

// A Format is one that redirects can be written in.
type Format struct {
	Name  string // by which the settings ask for it
	File  string // path below the output folder
	write func(w *writer, rules iter.Seq[rewrite.Redirect])
}

// Formats are those that can be asked for.
var Formats = []Format{
	{"netlify", "_redirects", netlify},
	{"cloudflare", "_redirects", cloudflare},
	{"nginx", "redirects.nginx.conf", nginx},
	{"apache", ".htaccess", apache},
	{"caddy", "redirects.caddy", caddy},
	{"vercel", "vercel.json", vercel},
	{"csv", "redirects.csv", csvFile},
	{"json", "redirects.json", jsonFile},
}

// Named returns the format of a name.
func Named(name string) (f Format, ok bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return f, false
	}
	return Formats[i], true
}

// Left is a number of redirects that a format could not hold.
type Left struct {
	Why   string   `json:"why"`
	Count int      `json:"count"`
	First []string `json:"first"` // a few of the old addresses
}

const mostLeft = 5 // addresses named of each reason

// Write writes the redirects and returns how many it wrote, and those that it
// could not.
func (f Format) Write(w io.Writer, rules iter.Seq[rewrite.Redirect]) (written int, left []Left, err error) {
	b := bufio.NewWriterSize(w, 1<<16)
	out := &writer{Writer: b}
	f.write(out, rules)
	return out.written, out.left, b.Flush()
}

// writer writes a format; its errors are those of Flush.
type writer struct {
	*bufio.Writer
	written int
	left    []Left
}

func (w *writer) lines(s ...string) {
	for _, l := range s {
		w.WriteString(l)
		w.WriteByte('\n')
	}
}

// omit counts a redirect that does not fit.
func (w *writer) omit(r *rewrite.Redirect, why string) {
	i := slices.IndexFunc(w.left, func(l Left) bool { return l.Why == why })
	if i < 0 {
		i = len(w.left)
		w.left = append(w.left, Left{Why: why})
	}
	l := &w.left[i]
	if l.Count++; len(l.First) < mostLeft {
		l.First = append(l.First, Address(r))
	}
}

// status returns the HTTP status of a redirect.
func status(r *rewrite.Redirect) string {
	if r.Fallback {
		return "302"
	}
	return "301"
}

// Address returns the old address of a redirect as WordPress writes it. One with
// all below it ends in /*.
func Address(r *rewrite.Redirect) string {
	if !r.Below && r.Query == "" {
		return spelling(r.From, lower)
	}
	return string(appendAddress(nil, r))
}

func appendAddress(b []byte, r *rewrite.Redirect) []byte {
	b = append(b, spelling(r.From, lower)...)
	if r.Below {
		b = append(b, "/*"...)
	}
	if r.Query != "" {
		b = append(append(b, '?'), r.Query...)
	}
	return b
}

const (
	lower = "0123456789abcdef"
	upper = "0123456789ABCDEF"
)

// spelling percent-encodes a path as clients do, with hex digits of either kind:
// WordPress has them in lower case, browsers make them in upper case.
func spelling(path, hex string) string {
	plain := 0
	for plain < len(path) && isPathByte(path[plain]) {
		plain++
	}
	if plain == len(path) {
		return path
	}
	b := append(make([]byte, 0, len(path)*2), path[:plain]...)
	for i := plain; i < len(path); i++ {
		if c := path[i]; isPathByte(c) {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}

// isPathByte reports whether a byte stays as it is in a path (RFC 3986, pchar).
// A star does not: most formats have a meaning for it.
func isPathByte(c byte) bool { return pathBytes[c] }

var pathBytes = func() (t [256]bool) {
	for c := range t {
		t[c] = 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
	}
	for _, c := range []byte("/-._~!$&'()+,;=:@") {
		t[c] = true
	}
	return t
}()

// spellings returns the other forms in which clients ask for the path of a
// redirect: with hex
// digits of the other kind, with a slash more or less at its end.
func spellings(r *rewrite.Redirect) []string {
	first := spelling(r.From, lower)
	var list []string
	add := func(s string) {
		if s != first && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	add(spelling(r.From, upper))
	if other := otherSlash(r.From); other != "" && !r.Below {
		add(spelling(other, lower))
		add(spelling(other, upper))
	}
	return list
}

// otherSlash returns a path with a slash at its end if it had none, or without
// it. A file has no other form, and neither has the root.
func otherSlash(path string) string {
	if n := len(path) - 1; n > 0 && path[n] == '/' {
		return path[:n]
	} else if n <= 0 || hasDot(path) {
		return ""
	}
	return path + "/"
}

func hasDot(path string) bool {
	for i := len(path) - 1; i >= 0 && path[i] != '/'; i-- {
		if path[i] == '.' {
			return true
		}
	}
	return false
}

// isControl reports whether a path has a byte that no format can hold.
func isControl(path string) bool {
	for i := 0; i < len(path); i++ {
		if path[i] < ' ' || path[i] == 0x7f {
			return true
		}
	}
	return false
}

// quoteRegexp returns a regular expression for the bytes of a path. It has no
// blank, quote or backslash pair, so that it is the same in all files.
func quoteRegexp(path string) string {
	b := make([]byte, 0, len(path)+16)
	for i := 0; i < len(path); i++ {
		c := path[i]
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z', '0' <= c && c <= '9', c == '/', c == '-', c == '_', c >= 0x80:
			b = append(b, c)
		case c == '.':
			b = append(b, '\\', '.')
		default:
			b = append(b, '\\', 'x', upper[c>>4], upper[c&15])
		}
	}
	return string(b)
}

// forms is a regular expression for what WordPress has behind the path of a page
// and what is the page again.
const forms = `feed(?:/(?:rss2?|rdf|atom))?|embed|trackback|amp|comment-page-[0-9]+|page/[0-9]+`
