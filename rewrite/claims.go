package rewrite

import (
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// Of two items that claim one address, a page wins over a post, a post over
// any other type, and that over an attachment (docs/formats.md §F.3); former addresses
// and items without a page come last.
const (
	rankPage rank = iota
	rankPost
	rankOther
	rankAttachment
	rankFormer
	rankImported // by a guid with a number that is not the item's
	rankUnwritten
)

func rankOf(it *extract.Item, s state) rank {
	switch {
	case s == attachment:
		return rankAttachment
	case s == unwritten:
		return rankUnwritten
	case it.Type == "page":
		return rankPage
	case it.Type == "post":
		return rankPost
	}
	return rankOther
}

// claim adds what leads to an item: its number, its link, its name, those that
// it had, where it was before WordPress, its guid.
func (x *Index) claim(it *extract.Item, n int32, s state, link permalink) {
	r := rankOf(it, s)
	if it.ID > 0 {
		x.byID.add(numberKey(uint64(it.ID)), n, r)
	}
	if it.Status == "publish" && s != attachment && !link.none {
		x.hosts.link(link.address)
	}
	if link.pretty || link.home && r == rankPage {
		x.pages.add(x.hosts.of(link.address), keyOf(link.path), n, r, ifOwn)
	}
	if it.Slug != "" && r != rankUnwritten {
		x.slugs.add(nameKey(it.Slug, it.Type), n, r)
	}
	if r < rankAttachment {
		x.claimFormer(it, n, link)
		if a, ok := importedFrom(it); ok {
			x.pages.add(x.hosts.of(a), keyOf(canonicalPath(a.path)), n, rankFormer, everywhere)
		}
	}
	if g, ok := parseAddress(it.GUID); ok && g.host != "" {
		x.claimGUID(it, n, g, link)
	}
}

// claimFormer adds the names and addresses that an item had before its slug or
// date was changed.
func (x *Index) claimFormer(it *extract.Item, n int32, link permalink) {
	for _, m := range it.Meta {
		if m.Key == "_wp_old_slug" && m.Value != "" && m.Value != it.Slug {
			x.slugs.add(nameKey(m.Value, it.Type), n, rankFormer)
		}
	}
	if link.pretty {
		for old := range formerPaths(it, link) {
			x.pages.add(x.hosts.of(link.address), keyOf(old), n, rankFormer, ifOwn)
		}
	}
}

// formerPaths yields the paths that an item had before its slug or date was
// changed.
func formerPaths(it *extract.Item, link permalink) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, m := range it.Meta {
			old, ok := "", false
			switch m.Key {
			case "_wp_old_slug":
				if m.Value != "" && m.Value != it.Slug {
					old, ok = withSlug(link.path, it.Slug, m.Value)
				}
			case "_wp_old_date":
				old, ok = withDate(link.path, it.Date, m.Value)
			}
			if ok && !yield(old) {
				return
			}
		}
	}
}

// claimGUID adds the address that an item got when it was made. Its host may be
// one that the site had then.
func (x *Index) claimGUID(it *extract.Item, n int32, g address, link permalink) {
	path := canonicalPath(g.path)
	name, ok := namedBy(g.query, x.isType)
	switch {
	case ok && name.id > 0:
		r := rankImported
		if it.ID > 0 && name.id == uint64(it.ID) {
			r = rankFormer
		}
		x.hosts.guid(g, r == rankFormer)
		if r == rankImported || g.host != link.host { // else it is found by its number
			x.pages.add(x.hosts.of(g), guidKey(path, name.id), n, r, everywhere)
		}
	case g.query == "" && path != "" && it.Type != "attachment" && (path != link.path || g.host != link.host):
		x.pages.add(x.hosts.of(g), keyOf(path), n, rankFormer, everywhere)
	}
}

// guidKey returns the key of path?p=id.
func guidKey(path string, id uint64) key {
	return keyOf(path + "?p=" + strconv.FormatUint(id, 10))
}

// nameKey returns the key of the name of an item of a type.
func nameKey(slug, kind string) key {
	return key{keyOf(canonicalSlug(slug)).fold, uint32(hash(kind))}
}

func canonicalSlug(slug string) string { return strings.Trim(decodePath(slug), "/") }

// withSlug returns a path with its last segment, which must be slug, replaced.
func withSlug(path, slug, old string) (string, bool) {
	parent, name := cutLast(path)
	ext := ""
	if s, ok := strings.CutSuffix(name, ".html"); ok {
		name, ext = s, ".html"
	}
	if name == "" || name != canonicalSlug(slug) {
		return "", false
	}
	return parent + "/" + canonicalSlug(old) + ext, true
}

// withDate returns a path with the date in it, which must be that, replaced by
// one of the form 2006-01-02.
func withDate(path string, date time.Time, old string) (string, bool) {
	then, err := time.Parse(time.DateOnly, old)
	if err != nil || date.IsZero() {
		return "", false
	}
	for _, layout := range []string{"/2006/01/02/", "/2006/01/", "/2006/"} {
		if now := date.Format(layout); strings.Contains(path, now) {
			return strings.Replace(path, now, then.Format(layout), 1), true
		}
	}
	return "", false
}
