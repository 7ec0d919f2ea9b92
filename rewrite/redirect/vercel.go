package redirect

import (
	"encoding/json"
	"fmt"
	"iter"
	"strings"

	"github.com/wp2md/wp2md/rewrite"
)

// vercelMost is how many redirects Vercel takes in vercel.json.
const vercelMost = 1024

type vercelRule struct {
	Source      string      `json:"source"`
	Has         []vercelHas `json:"has,omitempty"`
	Destination string      `json:"destination"`
	Permanent   bool        `json:"permanent"`
}

type vercelHas struct {
	Type  string `json:"type"`
	Key   string `json:"key"`
	Value string `json:"value"`
}

// vercel writes vercel.json. A source is a pattern of path-to-regexp, which a
// path must fit as it is sent. All addresses in the spelling of WordPress come
// before those in another.
func vercel(w *writer, rules iter.Seq[rewrite.Redirect]) {
	const most = vercelMost - 1 // and the one for all forms of pages
	n := 0
	put := func(rule vercelRule) {
		if n++; n == 1 {
			w.lines("{", `  "redirects": [`)
		} else {
			w.lines(",")
		}
		w.WriteString("    " + plainObject(rule))
	}
	for r := range rules {
		if n == most {
			w.omit(&r, fmt.Sprintf("Vercel takes %d redirects", vercelMost))
			continue
		}
		rule := vercelRule{Source: pathPattern(spelling(r.From, lower)), Destination: r.To, Permanent: !r.Fallback}
		if r.Below {
			rule.Source += "/(.*)"
		}
		if r.Query != "" {
			key, value, _ := strings.Cut(r.Query, "=")
			rule.Has = []vercelHas{{"query", key, quoteRegexp(value)}}
		}
		put(rule)
		w.written++
	}
	for r := range rules {
		if r.Query != "" {
			continue
		}
		for _, s := range spellings(&r) {
			if n == most {
				break
			}
			rule := vercelRule{Source: pathPattern(s), Destination: r.To, Permanent: !r.Fallback}
			if r.Below {
				rule.Source += "/(.*)"
			}
			put(rule)
		}
	}
	put(vercelRule{Source: "/:path(.+)/(" + forms + ")/", Destination: "/:path/", Permanent: true})
	w.lines("", "  ]", "}")
}

// pathPattern escapes what has a meaning in a pattern of path-to-regexp.
func pathPattern(path string) string {
	if !strings.ContainsAny(path, `:()+*?{}\`) {
		return path
	}
	b := make([]byte, 0, len(path)+8)
	for i := 0; i < len(path); i++ {
		if strings.IndexByte(`:()+*?{}\`, path[i]) >= 0 {
			b = append(b, '\\')
		}
		b = append(b, path[i])
	}
	return string(b)
}

// plainObject is object with & < > as they are.
func plainObject(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("redirect: internal error: " + err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}
