package extract

import (
	"net/url"
	"strings"
)

// Settings are what the database of a site says beyond what an export does.
type Settings struct {
	Permalinks            string // permalink_structure; empty: plain links, ?p=
	CategoryBase, TagBase string
	FrontPage, PostsPage  int64  // pages shown as the front page and as the blog; 0 if there is none
	TimeZone              string // a name as Europe/Paris, or an offset as UTC+5:30
	Theme                 string
	Plugins               []string // active ones, by folder, in order

	MenuPlaces []MenuPlace
	Widgets    []Widget
	Links      []Link     // the blogroll
	Redirects  []Redirect // that plugins kept
	Galleries  []Gallery  // of NextGEN
	Albums     []Album    // of those
}

// A MenuPlace says which menu a theme shows in one of its places.
type MenuPlace struct {
	Place string
	Menu  string // slug of the menu
}

// A Widget is one widget with words of its own.
type Widget struct {
	Area  string // of the theme
	Type  string // text, custom_html, block, …
	Title string
	Text  string // HTML, or blocks
}

// A Link is one of the blogroll.
type Link struct {
	URL, Name, Description string
	Image, Target, Rel     string
	Feed, Notes            string
	Categories             []string // names
}

// A Redirect is an old address that led to another.
type Redirect struct {
	From, To string
	Code     int
	Regex    bool // From is a pattern
}

// A Gallery is an album of files outside the uploads folder.
type Gallery struct {
	ID          int64
	Slug, Title string
	Path        string // from the folder of WordPress, as wp-content/gallery/trip
	Pictures    []Picture
}

// A Picture is one file of a gallery.
type Picture struct {
	ID         int64
	File       string // name
	Title, Alt string
	Tags       []string // slugs
}

// An Album is some galleries, also those of albums in it.
type Album struct {
	ID        int64
	Title     string
	Galleries []int64
}

// Address returns the address of a picture of the gallery, which lies below that
// of the site.
func (g *Gallery) Address(site string, p *Picture) string {
	return strings.TrimRight(site, "/") + "/" + strings.Trim(g.Path, "/") + "/" + url.PathEscape(p.File)
}
