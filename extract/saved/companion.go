package saved

import (
	"html"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// companion reports whether a folder belongs to a page that a browser saved:
// "My page_files" beside "My page.html".
func companion(dir string, byName map[string]*leaf) bool {
	base := path.Base(dir)
	i := strings.LastIndexAny(base, "_-.")
	if i <= 0 {
		return false
	}
	stem := path.Join(path.Dir(dir), base[:i])
	for _, ext := range []string{".html", ".htm", ".xhtml"} {
		if l := byName[norm.NFC.String(stem+ext)]; l != nil && l.page {
			return true
		}
	}
	return false
}

// remembered returns the address that a picture had, if the page still has it
// somewhere: browsers leave the list of its sizes as it was.
func remembered(page []byte, name string) string {
	escaped := (&url.URL{Path: name}).EscapedPath()
	re, err := regexp.Compile(`https?://[^\s"'<>,]+/wp-content/uploads/[^\s"'<>,]*?` + regexp.QuoteMeta(escaped) + `\b`)
	if err != nil {
		return ""
	}
	return html.UnescapeString(string(re.Find(page)))
}
