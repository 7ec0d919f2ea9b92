package redirect

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/rewrite"
)

const (
	apacheLine = 8000 // how long a line of a configuration may be
	fileName   = 255  // and a name of a file, which each segment is to Apache before it reads .htaccess
)

const noPage = "RewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{REQUEST_FILENAME}/index.html !-f\n"

// apache writes .htaccess for the root folder, with mod_rewrite: its patterns
// see the decoded path, in a server's configuration with a slash before it.
func apache(w *writer, rules iter.Seq[rewrite.Redirect]) {
	w.lines("# Redirects of the old site. Apache reads all of them for each request: with", "# thousands, put them into the configuration of the server.",
		"<IfModule mod_rewrite.c>", "RewriteEngine On")
	for r := range rules {
		if r.Kind == rewrite.RedirectForm {
			w.written++ // found with the page itself
			continue
		}
		path := quoteRegexp(strings.TrimLeft(strings.TrimRight(r.From, "/"), "/"))
		switch {
		case r.Below:
			path += "(?:/|$)"
		case r.Query != "" && path == "":
			path = `(?:index\.php)?$`
		case isFile(&r) || isForm(r.From):
			path += "/?$"
		default:
			path += "(?:/(?:" + forms + "))?/?$"
		}
		cond := ""
		if r.Query != "" {
			cond = "RewriteCond %{QUERY_STRING} (?:^|&)" + quoteRegexp(r.Query) + "(?:&|$)\n"
		}
		if r.Fallback { // if the new site has no such page
			cond += noPage
		}
		line := "RewriteRule ^/?" + path + " " + strings.ReplaceAll(r.To, "%", `\%`) + " [R=" + status(&r) + ",L,NE,QSD]"
		if slices.ContainsFunc(strings.Split(r.From, "/"), func(seg string) bool { return len(seg) > fileName }) {
			w.omit(&r, fmt.Sprintf("Apache refuses names over %d bytes", fileName))
			continue
		}
		if len(line) > apacheLine {
			w.omit(&r, fmt.Sprintf("Apache takes no line over %d characters", apacheLine))
			continue
		}
		w.lines(cond + line)
		w.written++
	}
	w.lines("# Other forms of a page that is where it was.", noPage+`RewriteRule ^/?([^/\x5C].*?)/(?:`+forms+`)/?$ /$1/ [R=301,L,QSD]`,
		"</IfModule>")
}

// isFile reports whether a redirect is from a file or a copy of it, which has
// nothing behind it.
func isFile(r *rewrite.Redirect) bool {
	return r.Kind == rewrite.RedirectFile || r.Kind == rewrite.RedirectCopy || r.Kind == rewrite.RedirectPart
}
