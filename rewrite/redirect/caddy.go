package redirect

import (
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/wp2md/wp2md/rewrite"
)

const caddyHead = `# Redirects of the old site, for Caddy. Import this file in the block of the
# site:
#
#   import redirects.caddy
`

// caddy writes maps from the decoded path of a request, in a route, which keeps
// their order. What is not plain in a path is written as a regular expression:
// braces and quotes have a meaning in a Caddyfile.
func caddy(w *writer, rules iter.Seq[rewrite.Redirect]) {
	w.lines(caddyHead, "route {",
		"\tmap {path} {wp2md_whole} {", "\t\t`~^(.+?)/*$` `${1}`", "\t\tdefault {path}", "\t}",
		"\tmap {wp2md_whole} {wp2md_page} {", "\t\t`~^(.+)/(?:"+forms+")$` `${1}`", "\t\tdefault {wp2md_whole}", "\t}")
	var params []string
	seen := map[string]bool{}
	for r := range rules {
		if name, _, _ := strings.Cut(r.Query, "="); name != "" && !seen[name] {
			seen[name] = true
			params = append(params, name)
		}
	}
	// Each map has names of its own, and the one before it as its default.
	n := 0
	put := func(source string, picked func(r *rewrite.Redirect) (key string, ok bool)) {
		open := false
		for r := range rules {
			key, ok := picked(&r)
			if !ok {
				continue
			}
			if key, ok = caddyKey(key, r.Below); !ok {
				w.omit(&r, "Caddy cannot hold an address that is not UTF-8")
				continue
			}
			if !open {
				w.lines(fmt.Sprintf("\tmap %s {wp2md_to%d} {wp2md_code%d} {\n\t\tdefault {wp2md_to%d} {wp2md_code%d}", source, n+1, n+1, n, n))
				open = true
				n++
			}
			w.lines("\t\t" + key + " " + r.To + " " + status(&r))
			w.written++
		}
		if open {
			w.lines("\t}")
		}
	}
	// A form of a page that is where it was: as it was asked for, encoded, and not
	// the name of a host.
	w.lines("\tmap {uri} {wp2md_to0} {wp2md_code0} {", "\t\t`~^(/[^/?#\\x5C][^?#]*?)/+(?:"+forms+")/*(?:\\?.*)?$` `${1}/` 301", "\t\tdefault `` ``", "\t}")
	put("{wp2md_whole}", func(r *rewrite.Redirect) (string, bool) { return r.From, r.Below })
	put("{wp2md_page}", func(r *rewrite.Redirect) (string, bool) {
		return trimmed(r.From), r.Query == "" && !r.Below && r.Kind != rewrite.RedirectForm && !isForm(r.From)
	})
	put("{wp2md_whole}", func(r *rewrite.Redirect) (string, bool) {
		return trimmed(r.From), r.Query == "" && !r.Below && r.Kind != rewrite.RedirectForm && isForm(r.From)
	})
	for _, p := range params {
		put("{wp2md_whole}?"+p+"={query."+p+"}", func(r *rewrite.Redirect) (string, bool) {
			name, _, _ := strings.Cut(r.Query, "=")
			return trimmed(r.From) + "?" + r.Query, r.Query != "" && name == p
		})
	}
	for r := range rules {
		if r.Kind == rewrite.RedirectForm {
			w.written++ // found as the page itself
		}
	}
	w.lines(fmt.Sprintf("\t@wp2md_301 vars {wp2md_code%d} 301\n\tredir @wp2md_301 {wp2md_to%d} 301", n, n),
		"\t# If the new site has no such page.",
		fmt.Sprintf("\t@wp2md_302 {\n\t\tvars {wp2md_code%d} 302\n\t\tnot file {path} {path}/index.html\n\t}\n\tredir @wp2md_302 {wp2md_to%d} 302\n}", n, n))
}

// caddyKey returns what a map has for a path, or for all below it. It is not ok
// for what is not text: a Caddyfile and its expressions are.
func caddyKey(path string, below bool) (string, bool) {
	switch {
	case !utf8.ValidString(path):
		return "", false
	case below:
		return "`~^" + quoteRegexp(path) + "(?:/|$)`", true
	}
	for i := 0; i < len(path); i++ {
		if c := path[i]; c < 0x80 && !(isPathByte(c) || c == '?') || c == '$' {
			return "`~^" + quoteRegexp(path) + "$`", true
		}
	}
	return "`" + path + "`", true
}
