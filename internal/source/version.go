package source

import (
	"cmp"
	"crypto/sha256"
	"hash/fnv"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/live"
)

// A version is what the index of joined sources has of an item: what tells it
// from others and how full it is, but nothing of its content.
type version struct {
	part, n              int32 // the n-th item of a source
	group                int32 // the version that is the first of the same item
	best                 int32 // of a group, at its first
	words                int32
	rendered, cut, holds bool
	id                   int64
	as                   int64 // of a group: the number in the whole
	modified             int64
	keys                 [4]uint64 // address, slug with day, slug, title; 0 if it has none
	day                  int64
	comments             []uint64
}

func newVersion(it *extract.Item) version {
	v := version{
		id: it.ID, words: int32(wordsIn(it.Content) + wordsIn(it.Excerpt)), rendered: it.Rendered(), cut: it.Cut, holds: hidden(it),
		day: dayOf(it),
	}
	if !it.Modified.IsZero() {
		v.modified = it.Modified.Unix()
	}
	v.keys[0] = hashOf(placeOf(it))
	if it.Slug != "" && v.day != 0 {
		v.keys[1] = hashOf("day", it.Type, canonicalSlug(it.Slug), strconv.FormatInt(v.day, 10))
	}
	if it.Slug != "" {
		v.keys[2] = hashOf("slug", canonicalSlug(it.Slug))
	}
	if t := strings.TrimSpace(it.PlainTitle()); t != "" {
		v.keys[3] = hashOf("title", t)
	}
	for i := range it.Comments {
		v.comments = append(v.comments, commentHashes(&it.Comments[i])...)
	}
	return v
}

// agrees reports whether two versions of one number and type are of one item:
// they have something else in common.
func (v *version) agrees(o *version) bool {
	for i, k := range v.keys {
		if k != 0 && k == o.keys[i] {
			return true
		}
	}
	return v.day != 0 && v.day == o.day || v.keys == [4]uint64{} && o.keys == [4]uint64{}
}

// beats reports whether a version is fuller than one of a source that was named
// before: it has more words by a twentieth, or more and was written later. What
// was written wins over what a page made of it unless that has more.
func (v *version) beats(o *version) bool {
	switch {
	case v.cut != o.cut:
		return o.cut
	case v.words <= o.words:
		return v.words == o.words && o.rendered && !v.rendered
	case v.words*20 > o.words*21:
		return true
	case o.rendered && !v.rendered:
		return true
	}
	return v.modified > o.modified && o.modified != 0
}

// dayOf is the day of an item, counted from 1970, or 0.
func dayOf(it *extract.Item) int64 {
	for _, t := range []interface {
		IsZero() bool
		Unix() int64
	}{it.Date, it.DateGMT, it.PubDate} {
		if !t.IsZero() {
			return t.Unix() / (24 * 60 * 60)
		}
	}
	return 0
}

// placeOf is the path of an item on its site, whatever the site is called; of
// a file, that of the file. It is "" for what has no address of its own.
func placeOf(it *extract.Item) string {
	address := it.Link
	switch it.Type {
	case "nav_menu_item":
		return ""
	case "attachment":
		address = it.AttachmentURL
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	path := u.Path
	if it.Type == "attachment" {
		if i := strings.LastIndex(path, "/uploads/"); i >= 0 {
			return path[i:]
		}
		return path
	}
	path, _ = strings.CutPrefix(path, "/index.php")
	return strings.TrimRight(path, "/")
}

func canonicalSlug(s string) string {
	if t, err := url.PathUnescape(s); err == nil {
		s = t
	}
	return strings.ToLower(s)
}

// hashOf returns the hash of some words; of the empty word 0.
func hashOf(words ...string) uint64 {
	if len(words) == 1 && words[0] == "" {
		return 0
	}
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	return max(h.Sum64(), 1)
}

// hidden reports whether the site does not show an item to visitors.
func hidden(it *extract.Item) bool {
	return it.Password != "" || it.Status == "private" || it.Status == "trash"
}

// commentHashes returns the two by which a comment is known again: its number and
// its words.
func commentHashes(c *extract.Comment) []uint64 {
	var text strings.Builder
	for w := range words(c.Content) {
		text.WriteString(w)
	}
	list := []uint64{hashOf("words", c.Author, text.String())}
	if c.ID > 0 {
		list = append(list, hashOf("id", strconv.FormatInt(c.ID, 10)))
	}
	return list
}

// wordsIn counts the words of a text outside of tags, comments and the brackets
// of shortcodes.
func wordsIn(s string) int {
	n := 0
	for range words(s) {
		n++
	}
	return n
}

// words yields the words that a text shows.
func words(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for s != "" {
			switch s[0] {
			case '<':
				end := ">"
				if strings.HasPrefix(s, "<!--") {
					end = "-->"
				}
				if i := strings.Index(s, end); i > 0 {
					s = s[i+len(end):]
					continue
				}
			case '[':
				if i := strings.IndexByte(s, ']'); i > 1 && (s[1] == '/' || 'a' <= s[1]|0x20 && s[1]|0x20 <= 'z') {
					s = s[i+1:]
					continue
				}
			case '&':
				if i := strings.IndexByte(s[:min(len(s), 10)], ';'); i > 0 {
					s = s[i+1:]
					continue
				}
			}
			r, size := utf8.DecodeRuneInString(s)
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				s = s[size:]
				continue
			}
			end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
			if end < 0 {
				end = len(s)
			}
			if !yield(s[:end]) {
				return
			}
			s = s[end:]
		}
	}
}

// merge adds to an item what another version of it has and it has not: but for
// the content, which is that of the fuller one. It returns how many comments came
// with it. What either keeps from visitors stays so.
func merge(it, other *extract.Item) (comments int) {
	known := map[uint64]bool{}
	for i := range it.Comments {
		for _, h := range commentHashes(&it.Comments[i]) {
			known[h] = true
		}
	}
	ids := map[int64]bool{}
	for i := range it.Comments {
		ids[it.Comments[i].ID] = true
	}
	for i := range other.Comments {
		c := other.Comments[i]
		if slices.ContainsFunc(commentHashes(&c), func(h uint64) bool { return known[h] }) {
			continue
		}
		if !slices.ContainsFunc(other.Comments, func(p extract.Comment) bool { return p.ID == c.Parent }) && !ids[c.Parent] {
			c.Parent = 0
		}
		it.Comments = append(it.Comments, c)
		comments++
	}
	fields := map[string]bool{extract.FieldRendered: true}
	for _, m := range it.Meta {
		fields[m.Key] = true
	}
	for _, m := range other.Meta {
		if !fields[m.Key] {
			it.Meta = append(it.Meta, m)
		}
	}
	taxonomies := map[string]bool{}
	for _, t := range it.Terms {
		taxonomies[t.Taxonomy] = true
	}
	for _, t := range other.Terms {
		if !taxonomies[t.Taxonomy] {
			it.Terms = append(it.Terms, t)
		}
	}
	for _, f := range []struct{ to, from *string }{
		{&it.Title, &other.Title}, {&it.Slug, &other.Slug}, {&it.Link, &other.Link}, {&it.GUID, &other.GUID}, {&it.Creator, &other.Creator},
		{&it.Excerpt, &other.Excerpt}, {&it.Description, &other.Description}, {&it.AttachmentURL, &other.AttachmentURL},
		{&it.CommentStatus, &other.CommentStatus}, {&it.PingStatus, &other.PingStatus},
	} {
		*f.to = cmp.Or(*f.to, *f.from)
	}
	if it.Date.IsZero() && it.DateGMT.IsZero() {
		it.Date, it.DateGMT = other.Date, other.DateGMT
	}
	if it.Modified.IsZero() && it.ModifiedGMT.IsZero() {
		it.Modified, it.ModifiedGMT = other.Modified, other.ModifiedGMT
	}
	if it.PubDate.IsZero() {
		it.PubDate = other.PubDate
	}
	it.Parent = cmp.Or(it.Parent, other.Parent)
	it.MenuOrder = cmp.Or(it.MenuOrder, other.MenuOrder)
	it.Sticky = it.Sticky || other.Sticky
	if hidden(other) && !hidden(it) {
		it.Status, it.Password = other.Status, other.Password
	}
	it.Sum = sha256.Sum256(append(it.Sum[:], other.Sum[:]...))
	return comments
}

// numbered reports whether a number is one of WordPress itself, and not given to
// an item by who fetched it.
func numbered(id int64) bool { return id > 0 && !live.Invented(id) }
