package dump

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// An assembler makes items of the records of a site.
type assembler struct {
	l        *loader
	s        *site
	links    *links
	uploads  string
	people   *site
	sticky   map[int64]bool
	rank     map[int64]int  // of terms by name, by term_taxonomy_id
	twice    map[uint8]bool // kinds of records whose texts were encoded twice
	file     string
	repairs  []extract.Repair // of all items
	orphans  map[string]int
	blogroll map[int64][]string       // categories of links
	beside   map[int64][]extract.Meta // what plugins keep of a post in tables of their own
	gates    gates                    // what they show to members only
	hash     hash.Hash
	fields   [][]byte
	more     [][]byte
	scratch  []byte
	words    map[string]string
	places   places
	err      error       // why no more can be read
	looked   func(n int) // is told how much was read elsewhere than in the spools
	it       *extract.Item
}

func newAssembler(l *loader, s *site) *assembler {
	a := &assembler{
		l: l, s: s, links: newLinks(s, s.home()), uploads: s.uploads(), people: s.people(l.sites), sticky: map[int64]bool{}, rank: map[int64]int{},
		file: l.file, orphans: map[string]int{}, blogroll: map[int64][]string{}, hash: sha256.New(), words: map[string]string{},
		twice: map[uint8]bool{kindPost: s.table(tablePosts).doubled(), kindMeta: s.table(tablePostMeta).doubled(), kindComment: s.table(tableComments).doubled()},
	}
	a.links.names = a.people.nicename
	a.places.l = l
	a.beside = s.beside()
	a.gates = newGates(s.rules)
	for _, e := range array(s.options["sticky_posts"]) {
		a.sticky[toInt(e.Value)] = true
	}
	for i, id := range s.byName() {
		a.rank[id] = i
	}
	return a
}

// item makes an item of the records of a post; nil if there is no post, or one
// that is not read.
func (a *assembler) item(list []record) *extract.Item {
	current := func(r record, t tableID) bool { return r.gen == a.s.table(t).gen }
	var post *record
	for i := range list {
		if list[i].kind == kindPost && current(list[i], tablePosts) {
			post = &list[i]
		}
	}
	if post == nil || len(post.body) == 0 {
		for _, r := range list {
			a.alone(r, post != nil)
		}
		return nil
	}
	a.fields = fieldsOf(a.fields[:0], post.body)
	if len(a.fields) == 2 && len(a.fields[1]) == placeBytes {
		p := placeOf(a.fields[1])
		if a.fields, a.err = a.places.fields(a.fields[:1], p); a.err != nil {
			return nil
		}
		a.looked(int(p.length))
	}
	if len(a.fields) < 1+len(postColumns) {
		return nil
	}
	it := &extract.Item{File: a.file, Line: int(binary.LittleEndian.Uint32(a.fields[0])), ID: post.post}
	a.it = it
	a.hash.Reset()
	a.post(it, a.fields[1:], a.twice[kindPost])
	var terms []int64
	var n [kindComment + 1]int
	for _, r := range list {
		n[r.kind]++
	}
	it.Meta = slices.Grow(it.Meta, n[kindMeta])
	it.Comments = slices.Grow(it.Comments, n[kindComment])
	for i, r := range list {
		if i+1 < len(list) && list[i+1].key == r.key {
			continue // the same row again, later
		}
		switch r.kind {
		case kindMeta:
			if !current(r, tablePostMeta) {
				continue
			}
			a.more = fieldsOf(a.more[:0], r.body)
			if len(a.more) < 2 {
				continue
			}
			it.Meta = append(it.Meta, extract.Meta{Key: a.word(a.more[0]), Value: a.text(a.more[1], a.twice[kindMeta])})
		case kindTerm:
			if r.own > 0 && current(r, tableTermRelationships) || r.own < 0 && current(r, tablePost2Cat) {
				terms = append(terms, r.own)
			}
		case kindComment:
			if current(r, tableComments) {
				it.Comments = append(it.Comments, a.comment(r.body, a.twice[kindComment]))
			}
		}
	}
	it.Terms = a.terms(it, terms)
	it.Meta = append(it.Meta, a.beside[it.ID]...)
	if by := a.gate(it, terms); by != "" {
		it.Meta = append(it.Meta, extract.Meta{Key: "_members_only", Value: by})
	}
	if ref := a.links.ref(it.ID); ref != nil && a.links.home != "" {
		it.Link = a.links.link(ref)
	}
	if it.Type == "attachment" {
		it.AttachmentURL = a.attachmentURL(it)
	}
	a.sum(it)
	for _, r := range it.Repairs {
		a.count(r)
	}
	return it
}

// alone counts a record that belongs to no post.
func (a *assembler) alone(r record, known bool) {
	if r.kind == kindTerm {
		if row := a.s.filed[r.own]; row.taxonomy == "link_category" {
			a.blogroll[r.post] = append(a.blogroll[r.post], extract.StoredName(a.s.terms[row.term].name))
		}
		return
	}
	if known {
		return
	}
	switch r.kind {
	case kindMeta:
		a.orphans["custom field"]++
	case kindComment:
		a.orphans["comment"]++
	}
}

var ampersands = strings.NewReplacer("&#038;", "&", "&amp;", "&")

func (a *assembler) post(it *extract.Item, f [][]byte, twice bool) {
	it.Type = cmp.Or(a.word(f[postType]), "post")
	it.Status = cmp.Or(a.word(f[postStatus]), "publish")
	if typ, status := earlyType(it.Status); typ != "" && it.Type == "post" {
		it.Type, it.Status = typ, status
	}
	it.Slug = a.once(f[postName])
	it.Title = a.text(f[postTitle], twice)
	it.Content = a.text(f[postContent], twice)
	it.Excerpt = a.text(f[postExcerpt], twice)
	it.GUID = ampersands.Replace(a.once(f[postGUID]))
	it.Password = a.text(f[postPassword], twice)
	it.Parent = parseInt(f[postParent])
	it.MenuOrder = int(min(max(parseInt(f[postMenuOrder]), -1<<31), 1<<31-1))
	it.CommentStatus = a.word(f[postCommentStatus])
	it.PingStatus = a.word(f[postPingStatus])
	it.Date, it.DateGMT = a.date(f[postDate]), a.date(f[postDateGMT])
	it.Modified, it.ModifiedGMT = a.date(f[postModified]), a.date(f[postModifiedGMT])
	it.PubDate = it.DateGMT
	it.Sticky = a.sticky[it.ID]
	if stored := f[postFiltered]; len(stored) > 0 && stored[0] == '{' {
		it.Meta = append(it.Meta, extract.Meta{Key: extract.StoredContent, Value: a.text(stored, twice)})
	}
	if u := a.people.users[parseInt(f[postAuthor])]; u != nil {
		it.Creator = u.Login
	}
}

func (a *assembler) comment(body []byte, twice bool) extract.Comment {
	a.more = fieldsOf(a.more[:0], body)
	f := a.more
	if len(f) < len(commentColumns) {
		return extract.Comment{}
	}
	c := extract.Comment{
		ID: parseInt(f[commentID]), Parent: parseInt(f[commentParent]), Author: a.text(f[commentAuthor], twice), AuthorEmail: a.once(f[commentEmail]),
		AuthorURL: a.once(f[commentURL]), AuthorIP: a.once(f[commentIP]), Date: a.date(f[commentDate]), DateGMT: a.date(f[commentDateGMT]),
		Content: a.text(f[commentContent], twice), Approved: a.word(f[commentApproved]), Type: a.word(f[commentType]), UserID: parseInt(f[commentUser]),
	}
	for f = f[len(commentColumns):]; len(f) >= 2; f = f[2:] {
		c.Meta = append(c.Meta, extract.Meta{Key: a.word(f[0]), Value: a.text(f[1], twice)})
	}
	return c
}

// terms are those that a post is filed under, by name.
func (a *assembler) terms(it *extract.Item, ids []int64) []extract.TermRef {
	if len(ids) == 0 {
		return nil
	}
	slices.SortStableFunc(ids, func(x, y int64) int { return cmp.Compare(a.rank[x], a.rank[y]) })
	var list []extract.TermRef
	for i, id := range ids {
		row, ok := a.s.filed[id]
		if !ok || i > 0 && ids[i-1] == id {
			continue
		}
		t, ok := a.s.terms[row.term]
		switch {
		case row.taxonomy == pictureTags: // of the picture with that number
			continue
		case row.taxonomy == "link_category": // of the link with that number
			a.blogroll[it.ID] = append(a.blogroll[it.ID], extract.StoredName(t.name))
			continue
		case row.taxonomy == "nav_menu" && it.Type != "nav_menu_item", !ok:
			continue
		}
		list = append(list, extract.TermRef{Taxonomy: row.taxonomy, Slug: t.slug, Name: extract.StoredName(t.name)})
	}
	return list
}

// attachmentURL is the address of the file of an attachment.
func (a *assembler) attachmentURL(it *extract.Item) string {
	file := strings.TrimSpace(it.Field("_wp_attached_file"))
	switch {
	case file == "":
		return it.GUID
	case strings.HasPrefix(file, "http://"), strings.HasPrefix(file, "https://"):
		return file
	}
	file = strings.ReplaceAll(file, `\`, "/")
	if i := strings.LastIndex(file, "wp-content/uploads/"); i >= 0 { // a path on the server, of old versions
		file = file[i+len("wp-content/uploads/"):]
	} else if path.IsAbs(file) {
		if i := strings.LastIndex(file, "/uploads/"); i >= 0 {
			file = file[i+len("/uploads/"):]
		}
	}
	return a.uploads + "/" + strings.TrimLeft(file, "/")
}

// text is a value as text.
func (a *assembler) text(b []byte, twice bool) string {
	if !ascii(b) && a.l.texts.label() == "" {
		if once, ok := undoubled(a.scratch[:0], b); ok {
			a.scratch = once
			if twice {
				a.mended(repairDouble)
				b = once
			} else {
				a.mended(repairMojibake)
			}
		}
	}
	return a.l.texts.text(b, a.mended)
}

func (a *assembler) mended(kind string) {
	rs := a.it.Repairs
	for i := range rs {
		if rs[i].Kind == kind {
			rs[i].Count++
			return
		}
	}
	a.it.Repairs = append(rs, extract.Repair{Kind: kind, File: a.file, Line: a.it.Line, Count: 1})
}

func (a *assembler) count(r extract.Repair) {
	for i := range a.repairs {
		if a.repairs[i].Kind == r.Kind {
			a.repairs[i].Count += r.Count
			return
		}
	}
	a.repairs = append(a.repairs, r)
}

// once is a value that is a name or address: white space around it means
// nothing.
func (a *assembler) once(b []byte) string {
	return strings.TrimSpace(a.l.texts.text(b, a.mended))
}

// word is once for values of which there are few.
func (a *assembler) word(b []byte) string {
	if w, ok := a.words[string(b)]; ok {
		return w
	}
	w := a.once(b)
	if len(w) < 64 && len(a.words) < 10_000 {
		a.words[string(b)] = w
	}
	return w
}

func (a *assembler) date(b []byte) time.Time {
	t, ok := extract.StoredDate(b)
	if !ok {
		a.mended(extract.RepairDate)
	}
	return t
}

// sum is the digest of what an item says, whatever the dump looks like.
func (a *assembler) sum(it *extract.Item) {
	var n [8]byte
	str := func(s string) {
		binary.LittleEndian.PutUint64(n[:], uint64(len(s)))
		a.hash.Write(n[:])
		a.scratch = append(a.scratch[:0], s...)
		a.hash.Write(a.scratch)
	}
	num := func(v int64) {
		binary.LittleEndian.PutUint64(n[:], uint64(v))
		a.hash.Write(n[:])
	}
	for _, s := range []string{it.Type, it.Status, it.Slug, it.Title, it.Link, it.GUID, it.Creator, it.Content, it.Excerpt, it.Password,
		it.CommentStatus, it.PingStatus, it.AttachmentURL} {
		str(s)
	}
	sticky := int64(0)
	if it.Sticky {
		sticky = 1
	}
	for _, v := range []int64{it.ID, it.Parent, int64(it.MenuOrder), sticky, it.Date.Unix(), it.DateGMT.Unix(), it.Modified.Unix(), it.ModifiedGMT.Unix(),
		int64(len(it.Terms)), int64(len(it.Meta)), int64(len(it.Comments))} {
		num(v)
	}
	for _, t := range it.Terms {
		str(t.Taxonomy)
		str(t.Slug)
		str(t.Name)
	}
	meta := func(list []extract.Meta) {
		for _, m := range list {
			str(m.Key)
			str(m.Value)
		}
	}
	meta(it.Meta)
	for i := range it.Comments {
		c := &it.Comments[i]
		for _, v := range []int64{c.ID, c.Parent, c.UserID, c.Date.Unix(), c.DateGMT.Unix(), int64(len(c.Meta))} {
			num(v)
		}
		for _, s := range []string{c.Author, c.AuthorEmail, c.AuthorURL, c.AuthorIP, c.Content, c.Approved, c.Type} {
			str(s)
		}
		meta(c.Meta)
	}
	a.hash.Sum(it.Sum[:0])
}
