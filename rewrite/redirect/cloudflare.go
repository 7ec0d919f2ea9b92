package redirect

import (
	"fmt"
	"iter"

	"github.com/wp2md/wp2md/rewrite"
)

// The limits of _redirects on Cloudflare (docs/formats.md §F.3).
const (
	cloudflareStatic  = 2000
	cloudflareDynamic = 100
	cloudflareLine    = 1000
)

// cloudflare writes _redirects as Cloudflare reads it: from, to, status. The
// query is not looked at, and a path fits only as it is spelled. All addresses
// in the spelling of WordPress come before those in another.
func cloudflare(w *writer, rules iter.Seq[rewrite.Redirect]) {
	extra := placeholders()
	static, dynamic := cloudflareStatic, cloudflareDynamic-len(extra)
	put := func(r *rewrite.Redirect, from string) (why string) {
		line, room, most := from+" "+r.To+" "+status(r), &static, fmt.Sprintf("Cloudflare takes %d rules", cloudflareStatic)
		if r.Below {
			line, room, most = from+"/* "+r.To+" "+status(r), &dynamic, fmt.Sprintf("Cloudflare takes %d rules with a *", cloudflareDynamic)
		}
		switch {
		case r.Query != "":
			return "Cloudflare does not look at the query of an address"
		case hasPlaceholder(from):
			return "Cloudflare takes a : before a letter for a placeholder"
		case len(line) > cloudflareLine:
			return fmt.Sprintf("Cloudflare takes no line over %d characters", cloudflareLine)
		case *room == 0:
			return most
		}
		*room--
		w.lines(line)
		return ""
	}
	for r := range rules {
		if why := put(&r, spelling(r.From, lower)); why != "" {
			w.omit(&r, why)
			continue
		}
		w.written++
	}
	for r := range rules {
		for _, s := range spellings(&r) {
			put(&r, s)
		}
	}
	w.lines(extra...)
}

// hasPlaceholder reports whether a : in a path is followed by a letter.
func hasPlaceholder(path string) bool {
	for i := 0; i+1 < len(path); i++ {
		if c := path[i+1] | 0x20; path[i] == ':' && 'a' <= c && c <= 'z' {
			return true
		}
	}
	return false
}
