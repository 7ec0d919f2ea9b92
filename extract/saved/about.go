package saved

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
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
	mirroredFrom = regexp.MustCompile(`<!-- Mirrored from (\S+) by HTTrack Website Copier[^,>]*(?:, ([^>]*?))? -->`)
	savedFrom    = regexp.MustCompile(`<!-- saved from url=\(\d+\)(\S+) -->`)
	canonicalTag = regexp.MustCompile(`(?i)<link[^>]+rel=["']?canonical["']?[^>]*>`)
	ogURL        = regexp.MustCompile(`(?i)<meta[^>]+property=["']?og:url["']?[^>]*>`)
	embedOf      = regexp.MustCompile(`oembed/1\.0/embed\?url=([^"'&\s]+)`)
	addressIn    = regexp.MustCompile(`(?i)\b(?:href|content)=["']([^"']+)["']`)
)

// read takes what a page says of itself off its source.
func read(page []byte) (a about) {
	if m := mirroredFrom.FindSubmatch(page); m != nil {
		a.mirrored = "http://" + string(m[1])
		a.when, _ = http.ParseTime(string(m[2]))
	}
	if m := savedFrom.FindSubmatch(page); m != nil {
		a.savedFrom = string(m[1])
	}
	// Crawlers turn the canonical address into one of a file, but not what is
	// hidden in the query of another.
	if m := embedOf.FindSubmatch(page); m != nil {
		if s, err := url.QueryUnescape(html.UnescapeString(string(m[1]))); err == nil && strings.Contains(s, "://") {
			a.embed = s
		}
	}
	for _, tag := range []*regexp.Regexp{canonicalTag, ogURL} {
		if m := addressIn.FindSubmatch(tag.Find(page)); m != nil && a.canonical == "" {
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
