package rewrite

import (
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// paths is what is needed to give items their paths, while the index is filled.
type paths struct {
	ofPosts    pattern              // of Options.Permalinks
	structures map[int16]*structure // by post type
	categories categories
	unplaced   list[unplaced] // items whose link does not tell their path
	scratch    arena          // their slugs
	words      words          // their categories and authors
	made       list[int32]    // items whose path is not the one they had
	front      string         // slug of the page that is the home page
}

// place finds out which path an item has on the new site, or keeps what is
// needed to do so when all is known.
func (x *Index) place(it *extract.Item, n int32, link permalink) {
	rec := x.item(n)
	here := x.isHere(link)
	if it.Type == "post" && x.paths.ofPosts != nil {
		q := x.postOf(it)
		rec.path = x.text.add(x.possible(x.paths.ofPosts.path(&q)))
		x.paths.made.add(n)
		return
	}
	if link.home && it.Type == "page" && x.paths.front == "" {
		x.paths.front = strings.Clone(slugOf(it))
	}
	if here && link.pretty && it.Status == "publish" && it.Type != "page" {
		x.sample(it, rec.kind, link)
	}
	if !here || !link.pretty && !(link.home && it.Type == "page") {
		x.keepForLater(it, n, link)
		return
	}
	path := newPath(link.address.path)
	if p := x.possible(path); p != path {
		path = p
		x.paths.made.add(n)
	}
	rec.path = x.text.add(path)
	if link.query != "" { // such as a language: the path alone may be another item's
		x.paths.made.add(n)
	}
}

// possible returns a path without the characters that the new site cannot have, or
// two dots, which generators take for the folder above wherever they stand. Of a name
// that ends in .html twice they would cut both, and a folder of such a name would be where
// the page of that name is written. 404.html is the page of servers for what
// is not there, and /page/2/ goes on with the list of the latest posts, on the old site too.
func (x *Index) possible(path string) string {
	if x.opt.Avoid == "" {
		return path
	}
	if strings.HasSuffix(path, ".html.html") {
		path = strings.TrimSuffix(path, ".html.html") + "-html.html"
	}
	if belowPage(path) {
		at := strings.LastIndexByte(strings.TrimSuffix(path, "/"), '/') + 1
		path = strings.ReplaceAll(path[:at], ".html/", "-html/") + path[at:]
	}
	if path == "/404.html" {
		path = numbered(path, 2)
	}
	if n, ok := strings.CutPrefix(strings.TrimSuffix(path, "/"), "/page/"); ok && n != "" && strings.Trim(n, "0123456789") == "" {
		path = "/page-" + path[len("/page/"):]
	}
	if !strings.ContainsAny(path, x.opt.Avoid) && !strings.Contains(path, "..") {
		return path
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(x.opt.Avoid, r) {
			return '-'
		}
		return r
	}, strings.ReplaceAll(path, "..", "-"))
}

// maxSample is the length of the longest path that tells a structure.
const maxSample = 1000

// sample notes how the path of a published item was made.
func (x *Index) sample(it *extract.Item, kind int16, link permalink) {
	s := x.paths.structures[kind]
	if s == nil {
		s = new(structure)
		x.paths.structures[kind] = s
	}
	base := x.baseFolder()
	if s.samples == maxSamples || len(link.path) > maxSample || !below(link.path, base) {
		return
	}
	q := x.postOf(it)
	var slugs []string
	for _, t := range it.Terms {
		if t.Taxonomy == "category" {
			slugs = append(slugs, t.Slug)
		}
	}
	s.sample(newPath(link.address.path)[len(base):], &q, slugs)
}

// postOf returns what the path of an item can be made of.
func (x *Index) postOf(it *extract.Item) post {
	return post{
		id: it.ID, slug: slugOf(it), date: dateOf(it), title: it.PlainTitle(), kind: it.Type,
		category: x.paths.categories.path(x.site, it), author: extract.MakeSlug(it.Creator),
	}
}

// dateOf returns when an item was published, on the clock of its site.
func dateOf(it *extract.Item) time.Time {
	for _, t := range []time.Time{it.Date, it.DateGMT, it.PubDate} {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}
