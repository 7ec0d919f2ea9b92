package data

import (
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Widget is one that the theme showed beside the posts, and that has words.
type Widget struct {
	Area     string `json:"area"` // of the theme, as sidebar-1
	Type     string `json:"type"` // text, custom_html, block, …
	Title    string `json:"title,omitempty"`
	Markdown string `json:"markdown,omitempty"`
}

// Link is one of the blogroll.
type Link struct {
	Name        string   `json:"name"`
	URL         string   `json:"url"` // on the new site, if it led to the old one
	Description string   `json:"description,omitempty"`
	Image       string   `json:"image,omitempty"`
	Feed        string   `json:"feed,omitempty"`
	Rel         string   `json:"rel,omitempty"`
	Target      string   `json:"target,omitempty"`
	Categories  []string `json:"categories,omitempty"`
}

// Widgets returns the widgets of a site that only its database knows. What no
// text of theirs says, as a list of the latest posts, is the new site's to make.
func (r *Renderer) Widgets(site *extract.Site, f *Found) []*Widget {
	if site.Settings == nil {
		return nil
	}
	var list []*Widget
	for _, w := range site.Settings.Widgets {
		var found Found
		out := &Widget{Area: w.Area, Type: w.Type, Title: plain(w.Title), Markdown: r.markdown(w.Text, &found)}
		f.Files = append(f.Files, found.Files...)
		for _, n := range found.Notes {
			n.Review = false // no page shows it
			n.Text = "widget in " + w.Area + ": " + n.Text
			f.Notes = append(f.Notes, n)
		}
		if out.Title != "" || out.Markdown != "" {
			list = append(list, out)
		}
	}
	return list
}

// Links returns the blogroll of a site, which only its database knows.
func (r *Renderer) Links(site *extract.Site, f *Found) []*Link {
	if site.Settings == nil {
		return nil
	}
	var list []*Link
	for _, l := range site.Settings.Links {
		if url := strings.TrimSpace(l.URL); url != "" && !runs(url) {
			list = append(list, &Link{
				Name: plain(l.Name), URL: r.address(url, "", "", f), Description: plain(l.Description), Image: l.Image, Feed: l.Feed,
				Rel: l.Rel, Target: l.Target, Categories: l.Categories,
			})
		}
	}
	return list
}
