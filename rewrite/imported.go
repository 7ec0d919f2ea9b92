package rewrite

import (
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// importedFrom returns the address that an item had on the service where the blog was before
// it came to WordPress, which the importers of WordPress keep (docs/formats.md §F.3).
func importedFrom(it *extract.Item) (a address, ok bool) {
	for i := range it.Meta {
		m := &it.Meta[i]
		service, ok := strings.CutSuffix(m.Key, "_permalink")
		if !ok {
			continue
		}
		switch service, _, _ = strings.Cut(service, "_"); service {
		case "blogger", "lj", "tumblr", "spaces", "posterous":
		default: // syndication_permalink is where the text is from
			continue
		}
		s := strings.TrimSpace(m.Value)
		if blog := strings.TrimSpace(it.Field("blogger_blog")); service == "blogger" && blog != "" && strings.HasPrefix(s, "/") {
			s = "http://" + blog + s
		}
		if a, ok := parseAddress(s); ok && a.host != "" && a.query == "" && canonicalPath(a.path) != "" {
			return a, true
		}
	}
	return a, false
}
