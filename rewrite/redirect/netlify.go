package redirect

import (
	"iter"
	"strings"

	"github.com/wp2md/wp2md/rewrite"
)

// netlify writes _redirects as Netlify reads it: from, parameters of the query,
// to, status. The first that fits is followed, but a file that is there wins
// unless the status has a !, which a query of the home page needs. A path with
// or without a slash at its end is one.
func netlify(w *writer, rules iter.Seq[rewrite.Redirect]) {
	for r := range rules {
		if r.Query != "" {
			w.lines(hostPath(r.From, lower) + " " + r.Query + " " + r.To + " " + status(&r) + "!")
			w.written++
			continue
		}
		if r.Below {
			w.lines(hostPath(r.From, lower) + "/* " + r.To + " " + status(&r))
			w.written++
			continue
		}
		from := hostPath(r.From, lower)
		w.lines(from + " " + r.To + " " + status(&r))
		w.written++
		if other := hostPath(r.From, upper); other != from {
			w.lines(other + " " + r.To + " " + status(&r))
		}
	}
	w.lines(placeholders()...)
}

// hostPath spells a path for _redirects, where a : begins a placeholder.
func hostPath(path, hex string) string {
	return strings.ReplaceAll(spelling(path, hex), ":", "%3A")
}

// placeholders are rules that lead the other forms of each page to it, whatever
// its path: hosts without regular expressions have one for each depth.
func placeholders() []string {
	var list []string
	path := ""
	for _, name := range []string{":a", ":b", ":c", ":d"} {
		path += "/" + name
		for _, form := range []string{"feed", "embed", "trackback", "amp"} {
			list = append(list, path+"/"+form+"/ "+path+"/ 301")
		}
	}
	return list
}
