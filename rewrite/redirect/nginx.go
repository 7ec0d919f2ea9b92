package redirect

import (
	"fmt"
	"hash/maphash"
	"iter"
	"net/url"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/rewrite"
)

const nginxHead = `# Redirects of the old site, for nginx. Include this file in the http block:
#
#   include redirects.nginx.conf;
#
# and in the server block have
#
#   if ($wp2md_301) { return 301 $wp2md_301; }
#   error_page 404 @wp2md;
#   location @wp2md {
#     if ($wp2md_302) { return 302 $wp2md_302; }
#     return 404;
#   }
#
# The second is for lists of posts, which lead to the home page if the new site
# has no such page.
#
# If the http block sets one of the next two itself, the greater value counts.`

// nginx writes maps from the decoded path of a request, without the slash at its
// end and without what chooses a form of a page, to "STATUS ADDRESS". Keys of
// nginx do not tell capital letters apart.
func nginx(w *writer, rules iter.Seq[rewrite.Redirect]) {
	n := newNginxKeys(rules)
	w.lines(nginxHead, fmt.Sprintf("map_hash_max_size %d;", n.maxSize()), fmt.Sprintf("map_hash_bucket_size %d;", n.bucketSize()), "",
		`map $uri $wp2md_whole { default $uri; "~^(?<wp2md_w>.+?)/*$" $wp2md_w; }`,
		`map $wp2md_whole $wp2md_page { default $wp2md_whole; "~^(?<wp2md_p>.+)/(?:`+forms+`)$" $wp2md_p; }`, "")

	for i, param := range n.params {
		next := "$wp2md_exact"
		if i+1 < len(n.params) {
			next = fmt.Sprintf("$wp2md_query%d", i+1)
		}
		w.lines(fmt.Sprintf(`map "$wp2md_whole?%s=$arg_%s" $wp2md_query%d {`, param, param, i), "default "+next+";")
		for r := range rules {
			if name, _, _ := strings.Cut(r.Query, "="); r.Query != "" && name == param {
				n.entry(w, &r, trimmed(r.From)+"?"+r.Query)
			}
		}
		w.lines("}", "")
	}
	w.lines("map $wp2md_whole $wp2md_exact {", "default $wp2md_moved;")
	for r := range rules {
		if r.Query == "" && !r.Below && r.Kind != rewrite.RedirectForm && isForm(r.From) {
			n.entry(w, &r, trimmed(r.From))
		}
	}
	w.lines("}", "", "map $wp2md_page $wp2md_moved {", "default $wp2md_below;")
	for r := range rules {
		switch {
		case r.Kind == rewrite.RedirectForm:
			w.written++ // found as the page itself
		case r.Query == "" && !r.Below && !isForm(r.From):
			n.entry(w, &r, trimmed(r.From))
		}
	}
	w.lines("}", "", "map $wp2md_whole $wp2md_below {", "default $wp2md_form;")
	for r := range rules {
		if r.Below {
			w.lines(`"~^` + quoteRegexp(r.From) + `(?:/|$)" "` + status(&r) + " " + r.To + `";`)
			w.written++
		}
	}
	w.lines("}", "",
		"# As it was asked for: encoded, on one line, and not the name of a host.",
		`map $request_uri $wp2md_form { default ""; "~^(?<wp2md_r>/[^/?#\x5C][^?#]*?)/+(?:`+forms+`)/*(?:\?|$)" "301 $wp2md_r/"; }`, "",
		"map "+n.first()+` $wp2md_301 { default ""; "~^301 (?<wp2md_1>.+)$" $wp2md_1; }`,
		"map "+n.first()+` $wp2md_302 { default ""; "~^302 (?<wp2md_2>.+)$" $wp2md_2; }`)
}

// nginxKeys knows what must be known of all keys before the first is written.
type nginxKeys struct {
	seed    maphash.Seed
	params  []string        // of queries, in order of appearance
	capital map[uint64]bool // keys with capital letters, in lower case; true once one is written
	targets map[uint64]bool // addresses with capital letters that redirects lead to
	count   int
	longest int
}

func newNginxKeys(rules iter.Seq[rewrite.Redirect]) *nginxKeys {
	n := &nginxKeys{seed: maphash.MakeSeed(), capital: map[uint64]bool{}, targets: map[uint64]bool{}}
	seen := map[string]bool{}
	for r := range rules {
		if name, _, _ := strings.Cut(r.Query, "="); name != "" && !seen[name] {
			seen[name] = true
			n.params = append(n.params, name)
		}
		n.count++
		n.longest = max(n.longest, len(r.From)+len(r.Query)+1)
		if low := lowerASCII(r.From); low != r.From {
			n.capital[n.hash(trimmed(low))] = false
		}
		if to, err := url.PathUnescape(r.To); err == nil && lowerASCII(to) != to {
			n.targets[n.hash(trimmed(lowerASCII(to)))] = true
		}
	}
	return n
}

func (n *nginxKeys) hash(s string) uint64 { return maphash.String(n.seed, s) }

func (n *nginxKeys) maxSize() int { return powerOfTwo(max(2048, 2*n.count)) }

// bucketSize is that of the longest key: nginx puts a pointer before it, and one
// behind the bucket.
func (n *nginxKeys) bucketSize() int { return powerOfTwo(max(64, n.longest+32)) }

func powerOfTwo(n int) int {
	p := 1
	for p < n {
		p *= 2
	}
	return p
}

func (n *nginxKeys) first() string {
	if len(n.params) > 0 {
		return "$wp2md_query0"
	}
	return "$wp2md_exact"
}

// entry writes one line of a map.
func (n *nginxKeys) entry(w *writer, r *rewrite.Redirect, key string) {
	const why = "nginx does not tell capital letters apart, and another redirect has the address"
	if r.Query == "" {
		h := n.hash(lowerASCII(key))
		if n.targets[h] {
			w.omit(r, "nginx does not tell capital letters apart, and the page is there in another case")
			return
		}
		if written, ok := n.capital[h]; ok {
			if written {
				w.omit(r, why)
				return
			}
			n.capital[h] = true
		}
	}
	if isControl(key) {
		w.omit(r, "a control character in the address")
		return
	}
	w.lines(`"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(key) + `" "` + status(r) + " " + r.To + `";`)
	w.written++
}

var endsInForm = late.Regexp(`/(?:` + forms + `)/*$`)

// isForm reports whether a path ends in what chooses a form of a page.
func isForm(path string) bool { return endsInForm().MatchString(path) }

// trimmed returns a path without the slashes at its end.
func trimmed(path string) string {
	if s := strings.TrimRight(path, "/"); s != "" {
		return s
	}
	return "/"
}

// lowerASCII returns a string with the letters of ASCII in lower case.
func lowerASCII(s string) string {
	return strings.Map(func(c rune) rune {
		if 'A' <= c && c <= 'Z' {
			return c | 0x20
		}
		return c
	}, s)
}
