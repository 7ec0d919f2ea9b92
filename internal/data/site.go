package data

import "github.com/wp2md/wp2md/extract"

// Site is what an export says of the site as a whole, and a database.
type Site struct {
	Title       string   `json:"title"`
	Description string   `json:"description"`
	URL         string   `json:"url"` // of the old site
	Language    string   `json:"language,omitempty"`
	Languages   []Tongue `json:"languages,omitempty"` // of a site in several
	Home        string   `json:"home"`                // path of the home page on the new site
	Front       *Post    `json:"front,omitempty"`     // the page that is the home page, if it is one
	Posts       *Post    `json:"posts,omitempty"`     // the page that lists the posts then, if the source knows
	TimeZone    string   `json:"time_zone,omitempty"`
}

// Tongue is one of the languages of a site.
type Tongue struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Site returns what is said of the site. Front is the page that is the home
// page, and posts the one that lists the posts, or nil.
func (r *Renderer) Site(site *extract.Site, front, posts *Post, f *Found) *Site {
	s := &Site{
		Title: site.Title, Description: site.Description, URL: site.URL(), Language: site.Language,
		Home: r.address(r.Blog+"/", "", "", f), Front: front, Posts: posts,
	}
	if site.Settings != nil {
		s.TimeZone = site.Settings.TimeZone
	}
	for _, t := range site.Terms {
		if t.Taxonomy == languageTaxonomy {
			s.Languages = append(s.Languages, Tongue{t.Slug, t.Name})
		}
	}
	return s
}
