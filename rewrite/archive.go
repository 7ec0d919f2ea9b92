package rewrite

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
)

// An archive is a page of the old site that lists posts, or a feed of them. No
// item is one: it is there again only if what makes the new site makes it.
type archive struct {
	kind string // category, tag, format, author, date, home, search, feed, another taxonomy or a post type
	path string // of the slugs behind its base, decoded: parent/child, or 2013/04
	kept string // where it was, without what chooses a part or a form of it; with a query for a search
}

// The kinds of archives that every site has. A kind that is not one of them is
// the name of a taxonomy or a post type.
const (
	archiveCategory = "category"
	archiveTag      = "tag"
	archiveFormat   = "format"
	archiveAuthor   = "author"
	archiveDate     = "date"
	archiveHome     = "home" // the latest posts, from the second page on
	archiveSearch   = "search"
	archiveFeed     = "feed"
)

// archiveBases are the first segments of archives (docs/formats.md §F.2).
var archiveBases = map[string]string{
	"category": archiveCategory, "tag": archiveTag, "type": archiveFormat, "author": archiveAuthor, "search": archiveSearch,
}

// taxonomies are those that have another name in addresses.
var taxonomies = map[string]string{archiveTag: "post_tag", archiveFormat: "post_format"}

// feedFiles are the addresses that feeds had before permalinks.
var feedFiles = late.Words(`wp-feed.php wp-rss.php wp-rss2.php wp-rdf.php wp-atom.php wp-commentsrss2.php feed rss rss2 rdf atom`)

// archiveAt returns the archive at an address of the site.
func (x *Index) archiveAt(a address) (r archive, ok bool) {
	path := canonicalPath(a.path)
	if !x.isOwn(a) {
		return r, false
	}
	for p := range x.spellings(a.host, path) {
		if !below(p, x.baseFolder()) {
			continue
		}
		rel := strings.TrimPrefix(p[len(x.baseFolder()):], "/")
		if rel == "" {
			return x.archiveOfQuery(a.query)
		}
		if r, ok := x.archiveOfPath(strings.Split(rel, "/")); ok {
			return r, true
		}
	}
	return r, false
}

// fronts are what permalink structures often begin with, and archives then too
// (docs/formats.md §F.1).
var fronts = late.Words(`blog archives date`)

// maxArchive is how many segments the path of an archive can have: categories
// have theirs for each parent.
const maxArchive = maxSegments + 6

func (x *Index) archiveOfPath(segs []string) (r archive, ok bool) {
	if len(segs) > maxArchive {
		return r, false
	}
	segs, isFeed, isPaged := withoutForms(segs)
	base := x.baseFolder() + "/"
	switch n := len(segs); {
	case n == 0 && isFeed, n == 1 && (feedFiles.Has(segs[0]) || isFeed && segs[0] == "comments"):
		return archive{kind: archiveFeed, kept: base + "feed/"}, true
	case n == 0 && isPaged:
		return archive{kind: archiveHome, kept: base}, true
	}
	r.kept = base + strings.Join(segs, "/") + "/"
	if len(segs) > 1 && fronts.Has(segs[0]) {
		if y, ok := x.archiveOfPath(segs[1:]); ok && y.kind != archiveFeed && y.kind != archiveHome {
			y.kept = r.kept
			return y, true
		}
	}
	if isDate(segs) {
		r.kind, r.path = archiveDate, strings.Join(segs, "/")
		return r, true
	}
	if kind, ok := x.lists.types["/"+strings.Join(segs, "/")]; ok {
		r.kind = kind
		return r, true
	}
	rest := strings.Join(segs[1:], "/")
	for _, kind := range []string{archiveCategory, archiveTag} {
		if below, ok := strings.CutPrefix(strings.Join(segs, "/"), x.archiveBase(kind)+"/"); ok && below != "" && x.archiveBase(kind) != kind {
			r.kind, r.path = kind, below
			return r, true
		}
	}
	switch kind := archiveBases[segs[0]]; {
	case len(segs) == 1:
		r.kind = segs[0]
		return r, x.isType(segs[0])
	case kind != "":
		r.kind, r.path = kind, rest
		return r, true
	case x.terms.kind[segs[0]]:
		r.kind, r.path = segs[0], rest
		return r, true
	}
	for _, kind := range []string{archiveCategory, archiveTag} { // the settings can give them another base
		if i, ok := x.terms.find(cmp.Or(taxonomies[kind], kind), rest); ok && x.terms.path(i) == rest {
			r.kind, r.path = kind, rest
			return r, true
		}
	}
	return r, false
}

// archiveBase returns what the paths of the archives of categories or tags begin
// with: their name, unless the database of the site says another.
func (x *Index) archiveBase(kind string) string {
	if s := x.site.Settings; s != nil {
		switch kind {
		case archiveCategory:
			return cmp.Or(s.CategoryBase, kind)
		case archiveTag:
			return cmp.Or(s.TagBase, kind)
		}
	}
	return kind
}

// withoutForms cuts off what chooses a form or a part of an archive.
func withoutForms(segs []string) (rest []string, isFeed, isPaged bool) {
	if n := len(segs); n > 1 && segs[n-2] == "feed" && feedFiles.Has(segs[n-1]) {
		segs = segs[:n-1]
	}
	if n := len(segs); n > 0 && segs[n-1] == "feed" {
		segs, isFeed = segs[:n-1], true
	}
	if n := len(segs); n > 1 && segs[n-2] == "page" && isNumber(segs[n-1]) {
		segs, isPaged = segs[:n-2], true
	}
	return segs, isFeed, isPaged
}

// isDate reports whether segments are a year, with or without a month and a day.
func isDate(segs []string) bool {
	if len(segs) > 3 || len(segs[0]) != 4 || !isNumber(segs[0]) {
		return false
	}
	for i, most := range []int{12, 31} {
		if i+1 == len(segs) {
			break
		}
		if n, err := strconv.Atoi(segs[i+1]); err != nil || len(segs[i+1]) > 2 || n < 1 || n > most {
			return false
		}
	}
	return true
}

// archiveOfQuery returns the archive that the query of the home page's address
// chooses.
func (x *Index) archiveOfQuery(query string) (r archive, ok bool) {
	base := x.baseFolder() + "/"
	param := map[string]string{}
	for k, v := range parameters(query) {
		if _, ok := param[k]; !ok && len(param) < 100 {
			param[k] = decodePath(strings.ReplaceAll(v, "+", " "))
		}
	}
	ofTerm := func(kind, slug string) (archive, bool) {
		names := strings.FieldsFunc(slug, func(r rune) bool { return r == '/' })
		path := strings.Join(slices.DeleteFunc(names, func(s string) bool { return s == "." || s == ".." }), "/")
		if i, ok := x.terms.find(cmp.Or(taxonomies[kind], kind), slug); ok {
			path = x.terms.path(i)
		}
		word := kind
		if kind == archiveFormat {
			path, word = strings.TrimPrefix(path, "post-format-"), "type"
		}
		return archive{kind: kind, path: path, kept: base + word + "/" + path + "/"}, path != ""
	}
	byID := func(kind, id string) (archive, bool) {
		i, ok := x.terms.byID[int64(number(strings.TrimPrefix(id, "-")))]
		if !ok || x.terms.list[i].Taxonomy != cmp.Or(taxonomies[kind], kind) {
			return archive{}, false
		}
		return ofTerm(kind, x.terms.list[i].Slug)
	}
	switch {
	case param["feed"] != "":
		return archive{kind: archiveFeed, kept: base + "feed/"}, true
	case param["s"] != "":
		return archive{kind: archiveSearch, path: param["s"], kept: base + "?s=" + escapeQuery(encodeQuery(param["s"]))}, true
	case param["category_name"] != "":
		return ofTerm(archiveCategory, param["category_name"])
	case param["cat"] != "":
		return byID(archiveCategory, param["cat"])
	case param["tag"] != "":
		return ofTerm(archiveTag, param["tag"])
	case param["tag_id"] != "":
		return byID(archiveTag, param["tag_id"])
	case param["post_format"] != "":
		return ofTerm(archiveFormat, param["post_format"])
	case param["term"] != "" && x.isTaxonomy(param["taxonomy"]):
		return ofTerm(kindOfTaxonomy(param["taxonomy"]), param["term"])
	case param["author_name"] != "":
		return x.archiveOfAuthor(param["author_name"])
	case param["author"] != "":
		for i := range x.site.Authors {
			if a := &x.site.Authors[i]; a.ID > 0 && uint64(a.ID) == number(param["author"]) {
				return x.archiveOfAuthor(a.Login)
			}
		}
		return r, false
	case param["m"] != "":
		m := param["m"]
		segs := []string{m[:min(4, len(m))]}
		for i := 4; i+2 <= min(len(m), 8); i += 2 {
			segs = append(segs, m[i:i+2])
		}
		return x.archiveOfDate(segs)
	case param["year"] != "":
		segs := []string{param["year"]}
		for _, k := range []string{"monthnum", "day"} {
			if param[k] == "" {
				break
			}
			segs = append(segs, strings.Repeat("0", max(0, 2-len(param[k])))+param[k])
		}
		return x.archiveOfDate(segs)
	case param["paged"] != "":
		return archive{kind: archiveHome, kept: base}, true
	case param["post_type"] != "" && x.isType(param["post_type"]):
		return archive{kind: param["post_type"], kept: base + segment(param["post_type"]) + "/"}, true
	}
	for k, v := range parameters(query) {
		if x.terms.kind[k] {
			return ofTerm(kindOfTaxonomy(k), decodePath(v))
		}
	}
	return r, false
}

func (x *Index) archiveOfDate(segs []string) (archive, bool) {
	path := strings.Join(segs, "/")
	return archive{kind: archiveDate, path: path, kept: x.baseFolder() + "/" + path + "/"}, isDate(segs)
}

func (x *Index) archiveOfAuthor(name string) (archive, bool) {
	slug := extract.MakeSlug(name)
	return archive{kind: archiveAuthor, path: segment(slug), kept: x.baseFolder() + "/author/" + segment(slug) + "/"}, slug != ""
}

// isTaxonomy reports whether a taxonomy is WordPress' own or one of the site.
func (x *Index) isTaxonomy(name string) bool {
	return name == "category" || name == "post_tag" || name == "post_format" || x.terms.kind[name]
}

func kindOfTaxonomy(name string) string {
	for kind, taxonomy := range taxonomies {
		if taxonomy == name {
			return kind
		}
	}
	return name
}

// encodeQuery protects in a value what separates those of a query.
func encodeQuery(s string) string { return queryCodes.Replace(s) }

var queryCodes = strings.NewReplacer("%", "%25", "&", "%26", "#", "%23", "+", "%2B", " ", "+")

// archiveURL returns where an archive is on the new site: where the options
// say, else where it was. Said tells which.
func (x *Index) archiveURL(r archive) (url string, said bool) {
	if p, ok := x.opt.Archives[r.kind]; ok {
		url := escapePath(fillArchive(p, r))
		if to, ok := x.moved[url]; ok {
			url = escapePath(to)
		}
		return url, true
	}
	if r.kind == archiveSearch {
		return r.kept, false
	}
	return escapePath(r.kept), false
}

// fillArchive makes the path of an archive of a pattern.
func fillArchive(pattern string, r archive) string {
	return newPath(fillTags(pattern, func(tag string) string {
		switch tag {
		case ":path":
			return encodePercent(r.path)
		case ":slug":
			_, last := cutLast(r.path)
			return encodePercent(last)
		}
		rest := r.path
		for _, date := range archiveTags[2:] {
			part, after, _ := strings.Cut(rest, "/")
			if date == tag && r.kind == archiveDate {
				return part
			}
			rest = after
		}
		return ""
	}))
}

// archiveTags are what a pattern of archives can have, the parts of a date at the end.
var archiveTags = [...]string{":path", ":slug", ":year", ":month", ":day"}

// fillTags puts values in the places of the tags of a pattern.
func fillTags(pattern string, value func(tag string) string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(pattern, ':')
		if i < 0 {
			break
		}
		b.WriteString(pattern[:i])
		pattern = pattern[i:]
		n := 0
		for _, tag := range archiveTags {
			if strings.HasPrefix(pattern, tag) {
				b.WriteString(value(tag))
				n = len(tag)
				break
			}
		}
		if n == 0 {
			n = 1
			b.WriteByte(':')
		}
		pattern = pattern[n:]
	}
	b.WriteString(pattern)
	return b.String()
}

// checkArchives refuses patterns of archives that are none.
func checkArchives(archives map[string]string) error {
	for kind, p := range archives {
		rest := fillTags(p, func(string) string { return "" })
		switch {
		case kind == "":
			return fmt.Errorf("archives: an entry without a name")
		case !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//"):
			return fmt.Errorf("archives: %s: %q is not a path of the new site", kind, p)
		case strings.Contains(rest, "/:") || strings.ContainsAny(p, "?#\\"):
			return fmt.Errorf("archives: %s: %q has more than :slug, :path, :year, :month and :day", kind, p)
		}
	}
	return nil
}

// isNewArchive reports whether a canonical path can be one that archiveURL
// returned.
func (x *Index) isNewArchive(path string) bool {
	for _, p := range x.opt.Archives {
		fixed, _, isPattern := strings.Cut(p, ":")
		if fixed = canonicalPath(fixed); path == fixed || isPattern && fixed != "" && below(path, fixed) {
			return true
		}
	}
	return false
}
