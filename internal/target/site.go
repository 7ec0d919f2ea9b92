package target

import "slices"

// Site is what the pages and settings of a target need to know of the whole.
type Site struct {
	Title, Description string
	Language           string
	BaseURL            string // scheme and host of the old site, without a path: addresses have it

	Taxonomies []Taxonomy // category and post_tag first, whether used or not
	Types      []Type     // custom post types
	HasPages   bool       // some item is a page

	Home        string     // path of the old site's home, "/blog/" if it lay below a folder; "" if an item has it
	ArchivePath string     // of the page that lists all posts: free
	HomeTaken   bool       // an item is at /
	PostsPage   string     // address of the page that shows the latest posts, if that is an item and not at /
	Languages   []Language // if each has places of its own, the first at the head
	Beside      bool       // files lie with the pages that show them
	Formulas    bool       // some item holds formulas
	Aliases     bool       // some item has former addresses

	Taken func(path string) bool // an item has the address
}

// Taxonomy is one whose terms are fields of front matter.
type Taxonomy struct {
	Field    string // categories, tags, genre
	Taxonomy string // category, post_tag, genre
	Label    string // Categories, Tags, Genre
	Base     string // of its archives on the old site: /category/
	Terms    []Term // that items have
}

// Term is a term that has a page on the new site, unless its URL is empty.
type Term struct {
	Name, Slug, Key string
	Description     string
	URL             string
	Below           []string // slugs of those below it, whose posts its page shows, too
	Lang            string   // of the posts that it has here; "" for the first of the site
	Other           bool     // the same term has its address in another language
}

// Type is a custom post type.
type Type struct {
	Name  string // of its folder
	Label string
	URL   string // of the list of its items, where the target makes one
}

// keys returns the keys of terms.
func (t *Taxonomy) keys(slugs []string) (keys []string) {
	for i := range t.Terms {
		if slices.Contains(slugs, t.Terms[i].Slug) && t.Terms[i].Lang == "" {
			keys = append(keys, t.Terms[i].Key)
		}
	}
	return keys
}

// SetLists gives the lists of custom post types their addresses: was has those of the
// old site, for each of the types.
func (s *Site) SetLists(was []string) {
	had := s.Taken
	for i := range s.Types {
		t := &s.Types[i]
		t.URL = s.free(was[i], "/"+t.Name+"/", "/all-"+t.Name+"/")
		before := s.Taken
		s.Taken = func(p string) bool { return p == t.URL || before(p) }
	}
	s.Taken = had
}

// ArchiveDir returns the path of the archive without its slashes.
func (s *Site) ArchiveDir() string { return trim(s.ArchivePath) }

// CategoryMap and TagMap return the terms whose name no other has, ignoring case.
func (s *Site) CategoryMap() []Term { return s.unique("category") }
func (s *Site) TagMap() []Term      { return s.unique("post_tag") }

func (s *Site) unique(taxonomy string) []Term {
	for _, t := range s.Taxonomies {
		if t.Taxonomy != taxonomy {
			continue
		}
		count := map[string]int{}
		for _, term := range t.Terms {
			count[lower(term.Name)]++
		}
		var list []Term
		for _, term := range t.Terms {
			if count[lower(term.Name)] == 1 {
				list = append(list, term)
			}
		}
		return list
	}
	return nil
}

// free returns the first of some paths that is no item's: the last gets a number
// until it is.
func (s *Site) free(paths ...string) string {
	for _, p := range paths {
		if !s.Taken(p) {
			return p
		}
	}
	last := trim(paths[len(paths)-1])
	for n := 2; ; n++ {
		if p := "/" + last + "-" + itoa(n) + "/"; !s.Taken(p) {
			return p
		}
	}
}

// SetArchive gives the page of all posts its address: the one of the old home if that
// lay below a folder, where no other page would be but a post named index.html.
func (s *Site) SetArchive() {
	if s.Home != "/" && s.Home != "" && !s.Taken(s.Home+"index.html") {
		s.ArchivePath = s.Home
		return
	}
	s.ArchivePath = s.free("/archive/", "/archives/", "/all-posts/")
}
