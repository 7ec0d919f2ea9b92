package saved

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/wp2md/wp2md/internal/late"
)

// about is what a page says of itself.
type about struct {
	mirrored  string // HTTrack: where it was found
	savedFrom string // browsers: the same
	canonical string
	embed     string // the address for which others may embed it
	when      time.Time
}

var (
	mirroredFrom = late.Regexp(`<!-- Mirrored from (\S+) by HTTrack Website Copier[^,>]*(?:, ([^>]*?))? -->`)
	savedFrom    = late.Regexp(`<!-- saved from url=\(\d+\)(\S+) -->`)
	canonicalTag = late.Regexp(`(?i)<link[^>]+rel=["']?canonical["']?[^>]*>`)
	ogURL        = late.Regexp(`(?i)<meta[^>]+property=["']?og:url["']?[^>]*>`)
	embedOf      = late.Regexp(`oembed/1\.0/embed\?url=([^"'&\s]+)`)
	addressIn    = late.Regexp(`(?i)\b(?:href|content)=["']([^"']+)["']`)
)

// read takes what a page says of itself off its source.
func read(page []byte) (a about) {
	if m := mirroredFrom().FindSubmatch(page); m != nil {
		a.mirrored = "http://" + string(m[1])
		a.when, _ = http.ParseTime(string(m[2]))
	}
	if m := savedFrom().FindSubmatch(page); m != nil {
		a.savedFrom = string(m[1])
	}
	// Crawlers turn the canonical address into one of a file, but not what is
	// hidden in the query of another.
	if m := embedOf().FindSubmatch(page); m != nil {
		if s, err := url.QueryUnescape(html.UnescapeString(string(m[1]))); err == nil && strings.Contains(s, "://") {
			a.embed = s
		}
	}
	for _, tag := range []*regexp.Regexp{canonicalTag(), ogURL()} {
		if m := addressIn().FindSubmatch(tag.Find(page)); m != nil && a.canonical == "" {
			if s := html.UnescapeString(string(m[1])); strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
				a.canonical = s
			}
		}
	}
	if a.canonical == "" {
		a.canonical = a.embed
	}
	return a
}
