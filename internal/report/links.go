package report

import (
	"slices"
	"strings"
)

// DeadLink is an address of the old site that a link has and that leads nowhere on
// the new one, or not for certain.
type DeadLink struct {
	Address string     `json:"address"`
	Why     string     `json:"why"`
	Archive string     `json:"archive,omitempty"` // the kind of the list of posts it leads to, which waits for archives: in the settings
	Count   int        `json:"count"`             // posts that have it
	Posts   []LinkPost `json:"posts,omitzero"`    // the first of them
}

// ArchivesLine returns the line of the settings that says where the new site has the lists
// of posts that links lead to, or "" if none does. The paths in it are common ones.
func ArchivesLine(links []DeadLink) string {
	var kinds []string
	for _, l := range links {
		if l.Archive != "" && !slices.Contains(kinds, l.Archive) {
			kinds = append(kinds, l.Archive)
		}
	}
	if len(kinds) == 0 {
		return ""
	}
	slices.Sort(kinds)
	for i, kind := range kinds {
		path, ok := commonPaths[kind]
		if !ok {
			path = "/" + kind + "/:slug/"
		}
		kinds[i] = kind + ": " + path
	}
	return "archives: { " + strings.Join(kinds, ", ") + " }"
}

// commonPaths are where sites often have lists of posts.
var commonPaths = map[string]string{
	"category": "/categories/:slug/", "tag": "/tags/:slug/", "format": "/formats/:slug/", "author": "/authors/:slug/",
	"date": "/archive/:year/:month/", "home": "/", "search": "/search/", "feed": "/index.xml",
}

// LinkPost is a post with a link.
type LinkPost struct {
	ID   int64  `json:"id"`
	Path string `json:"path"`
}

// Redirects is what leads from old addresses to new ones.
type Redirects struct {
	Count   int              `json:"count"`
	Formats []RedirectFormat `json:"formats"` // that were asked for
	NoFeed  bool             `json:"no_feed"` // it is not known where the new site has its feed
}

// RedirectFormat is a file of redirects for a server or host.
type RedirectFormat struct {
	Name    string          `json:"name"`
	File    string          `json:"file"`
	Written int             `json:"written"`
	Left    []RedirectsLeft `json:"left"`
}

// RedirectsLeft is what a format could not hold.
type RedirectsLeft struct {
	Why   string   `json:"why"`
	Count int      `json:"count"`
	First []string `json:"first"` // a few of the old addresses
}
