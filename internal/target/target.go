// Package target is the one door to what a site generator wants of the folder:
// a [Target] is data. It says where the pages of posts, pages and other types
// lie, where images and data are and which address they have, and which fields
// front matter has if the settings do not say.
//
// No other package names a folder of the output.
package target

import (
	"fmt"
	"time"

	"github.com/wp2md/wp2md/internal/dialect"
)

// A Target is a form of the output folder.
type Target struct {
	Name string

	// Place returns where the page of an item lies, if all names were harmless and
	// free.
	Place func(Item) Place

	Dialect *dialect.Dialect // of Markdown

	Files  Files  // where images and other files are
	Data   string // folder of the data around the posts
	Fields string // the fields of front matter, in the YAML of the settings' frontmatter; "" is plain's
}

// Item is what a place depends on.
type Item struct {
	Type  string // post type
	ID    int64
	Stem  string   // such as a slug
	Above []string // stems of the pages above a page, from the top
	Draft bool
	Date  time.Time // on the clock of the site
	URL   string    // on the new site
}

// Place is a path that is not made safe yet.
type Place struct {
	Dir  []string // folders from the top
	Stem string
	Ext  string // ".md"
}

// Files is a folder of the output, and where the new site has it.
type Files struct {
	Folder  string // "images"
	Address string // "/images/"
}

// all are the targets, in the order in which they are named to people.
var all = []*Target{&plain}

// Named returns the target of a name.
func Named(name string) (*Target, error) {
	for _, t := range all {
		if t.Name == name {
			return t, nil
		}
	}
	return nil, fmt.Errorf("%q: unknown target", name)
}

// Plain returns the target of Markdown that is for no generator.
func Plain() *Target { return &plain }

// Names returns the names of all targets.
func Names() []string {
	var names []string
	for _, t := range all {
		names = append(names, t.Name)
	}
	return names
}
