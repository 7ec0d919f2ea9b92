package dump

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// A loader takes the rows of all sites of a database in, in one pass.
type loader struct {
	prefix  string // of the wanted site; any if only is false
	only    bool
	home    string // instead of what the options say
	siteurl string
	sites   map[string]*site // by prefix
	order   []*site          // as they came
	byPost  spool
	threads spool               // comments and their fields, by comment
	columns map[string][]string // of tables, as CREATE TABLE says
	people  bool                // only users are read
	late    bool                // users came before the posts that say who is wanted
	users   bool                // some came
	repairs []extract.Repair
	file    string
	refused []error
	scratch []byte
}

// A site is what one prefix holds, but for what the spools have.
type site struct {
	prefix   string
	id       uint16
	options  map[string]string
	terms    map[int64]termRow
	filed    map[int64]taxonomyRow // by term_taxonomy_id
	fields   map[int64][]fieldRow  // of terms
	users    map[int64]*extract.Author
	nicename map[int64]string
	authors  map[int64]bool // of posts that are read
	refs     []ref
	sorted   bool
	words    intern
	left     map[string]int // posts that are not read, by type
	orphans  map[string]int
	tables   map[string]*tableState
	links    []linkRow
	network  []blogRow
	moved    []moveRow
	icl      []iclRow
	albums   []albumRow
	pictures []pictureRow
	guid     string // of a post, for want of an address
}

type tableState struct {
	gen               uint8
	rows              int
	nonASCII, damaged int  // values
	valid             bool // has the columns by which a site is known
}

type termRow struct{ name, slug string }

type taxonomyRow struct {
	term, parent          int64
	taxonomy, description string
}

type fieldRow struct {
	id         int64
	key, value string
}

type linkRow struct {
	id                                         int64
	url, name, image, target, description, rel string
	rss, notes                                 string
	hidden                                     bool
}

type blogRow struct {
	id           int64
	domain, path string
}

type moveRow struct {
	id       int64
	from, to string
	code     int
	regex    bool
}

type iclRow struct {
	post, group      int64
	language, source string
}

type albumRow struct {
	id                int64
	slug, path, title string
}

type pictureRow struct {
	id, album, order int64
	file, title, alt string
	hidden           bool
}

// A ref is what other posts need to know of one.
type ref struct {
	id, parent, author int64
	date               int64 // the wall clock, in seconds
	slug               string
	typ, status        uint16 // see intern
}

// An intern numbers words that repeat.
type intern struct {
	list []string
	at   map[string]uint16
}

func (n *intern) number(b []byte) uint16 {
	if i, ok := n.at[string(b)]; ok {
		return i
	}
	if len(n.list) == 1<<16-1 {
		return 0
	}
	if n.at == nil {
		n.at = map[string]uint16{}
	}
	i := uint16(len(n.list))
	n.list = append(n.list, string(b))
	n.at[string(b)] = i
	return i
}

func newLoader(prefix string, only bool) *loader {
	return &loader{prefix: prefix, only: only, sites: map[string]*site{}, columns: map[string][]string{}}
}

func (l *loader) site(prefix string) *site {
	s := l.sites[prefix]
	if s == nil {
		s = &site{
			prefix: prefix, id: uint16(len(l.order)), options: map[string]string{}, terms: map[int64]termRow{}, filed: map[int64]taxonomyRow{},
			fields: map[int64][]fieldRow{}, users: map[int64]*extract.Author{}, nicename: map[int64]string{}, authors: map[int64]bool{},
			left: map[string]int{}, orphans: map[string]int{}, tables: map[string]*tableState{}, sorted: true,
		}
		l.sites[prefix] = s
		l.order = append(l.order, s)
	}
	return s
}

func (s *site) table(name string) *tableState {
	t := s.tables[name]
	if t == nil {
		t = &tableState{}
		s.tables[name] = t
	}
	return t
}

// wants reports whether the rows of a table may matter.
func (l *loader) wants(prefix, table string) bool {
	if l.people {
		return table == "users" || table == "usermeta"
	}
	if !l.only || prefix == l.prefix {
		return true
	}
	return prefix == base(l.prefix) && (table == "users" || table == "usermeta" || table == "blogs" || table == "options")
}

// created begins a table anew: the last of several counts.
func (l *loader) created(name string, columns []string) {
	if columns != nil {
		l.columns[name] = columns
	}
	prefix, table, ok := split(name)
	if !ok || !l.wants(prefix, table) {
		return
	}
	if len(l.order) >= 1<<16-1 && l.sites[prefix] == nil {
		return
	}
	s := l.site(prefix)
	t := s.table(table)
	if t.rows == 0 || l.people {
		return
	}
	*t = tableState{gen: t.gen + 1}
	switch table {
	case "options":
		clear(s.options)
	case "terms":
		clear(s.terms)
	case "term_taxonomy":
		clear(s.filed)
	case "termmeta":
		clear(s.fields)
	case "users":
		clear(s.users)
		clear(s.nicename)
	case "posts":
		s.refs, s.sorted = nil, true
		clear(s.left)
		clear(s.authors)
	case "links":
		s.links = nil
	case "blogs":
		s.network = nil
	case "redirection_items":
		s.moved = nil
	case "icl_translations":
		s.icl = nil
	case "ngg_gallery":
		s.albums = nil
	case "ngg_pictures":
		s.pictures = nil
	}
}

func (l *loader) mend(kind string, line int, sample []byte) {
	for i := range l.repairs {
		if l.repairs[i].Kind == kind && l.repairs[i].File == l.file {
			l.repairs[i].Count++
			return
		}
	}
	text := extract.StoredText(sample[:min(len(sample), 80)], nil)
	l.repairs = append(l.repairs, extract.Repair{Kind: kind, File: l.file, Line: line, Count: 1, Text: text})
}

// into returns who takes the rows of a table.
func (l *loader) into(name string, columns []string) func(*row) error {
	prefix, table, ok := split(name)
	if !ok || !l.wants(prefix, table) || len(l.order) >= 1<<16-1 && l.sites[prefix] == nil {
		return nil
	}
	known := true
	if columns == nil {
		columns = l.columns[name]
	}
	if columns == nil {
		columns, known = tables[table], false
	}
	if columns == nil {
		l.refuse(fmt.Errorf("%s: table %s: the dump does not say which columns it has", l.file, name))
		return nil
	}
	at := func(names ...string) []int {
		list := make([]int, len(names))
		for i, n := range names {
			list[i] = slices.IndexFunc(columns, func(c string) bool { return strings.EqualFold(c, n) })
		}
		return list
	}
	s := l.site(prefix)
	take := l.taker(s, table, at)
	if take == nil {
		return nil
	}
	t := s.table(table)
	return func(r *row) error {
		if r.len() != len(columns) {
			if !known {
				l.refuse(fmt.Errorf("%s: table %s: the dump does not say which columns it has, and rows of %d values are no WordPress known", l.file, name, r.len()))
				return nil
			}
			l.mend(repairColumns, r.line, []byte(name))
		}
		for _, c := range r.cells {
			if c.kind == complex {
				l.mend(repairExpression, r.line, r.b[c.from:min(c.to, len(r.b))])
			}
		}
		t.rows++
		return take(r, t)
	}
}

func (l *loader) refuse(err error) {
	for _, e := range l.refused {
		if e.Error() == err.Error() {
			return
		}
	}
	l.refused = append(l.refused, err)
}

// number reads a number of a row; 0 if it is none.
func (l *loader) number(r *row, i int) int64 {
	if i < 0 || i >= r.len() {
		return 0
	}
	var b []byte
	if r.given == nil && r.cells[i].kind == word {
		b = r.b[r.cells[i].from:r.cells[i].to]
	} else {
		l.scratch = r.append(l.scratch[:0], i)
		b = l.scratch
	}
	return parseInt(b)
}

func parseInt(b []byte) int64 {
	b = bytes.TrimSpace(b)
	negative := len(b) > 0 && b[0] == '-'
	if negative {
		b = b[1:]
	}
	var n int64
	for _, c := range b {
		if c < '0' || c > '9' || n > 1<<58 {
			break
		}
		n = n*10 + int64(c-'0')
	}
	if negative {
		return -n
	}
	return n
}

// bytes reads a value; it is valid until the next call.
func (l *loader) bytes(r *row, i int) []byte {
	l.scratch = r.append(l.scratch[:0], i)
	return l.scratch
}

// string reads a value that is kept in memory.
func (l *loader) string(r *row, i int, t *tableState) string {
	b := l.bytes(r, i)
	return l.text(b, t, r.line)
}

func (l *loader) text(b []byte, t *tableState, line int) string {
	t.see(b)
	return extract.StoredText(b, func(kind string) { l.mend(kind, line, nil) })
}

// appendFields appends the values of columns to the record that is being
// written, each with its length before it.
func (l *loader) appendFields(sp *spool, r *row, columns []int, t *tableState) {
	for _, i := range columns {
		at := len(sp.arena)
		sp.arena = append(sp.arena, 0, 0, 0, 0)
		sp.arena = r.append(sp.arena, i)
		binary.LittleEndian.PutUint32(sp.arena[at:], uint32(len(sp.arena)-at-4))
		t.see(sp.arena[at+4:])
	}
}

// fieldsOf takes a record apart again. Values are valid as long as it is.
func fieldsOf(list [][]byte, b []byte) [][]byte {
	for len(b) >= 4 {
		n := int(binary.LittleEndian.Uint32(b))
		if n > len(b)-4 {
			break
		}
		list = append(list, b[4:4+n])
		b = b[4+n:]
	}
	return list
}

// taker returns who takes the rows of one of the tables of a site.
func (l *loader) taker(s *site, table string, at func(...string) []int) func(*row, *tableState) error {
	switch table {
	case "posts":
		return l.posts(s, at(postColumns...))
	case "postmeta":
		c := at("post_id", "meta_id", "meta_key", "meta_value")
		return func(r *row, t *tableState) error {
			id := l.number(r, c[0])
			if privateField(l.bytes(r, c[2])) {
				return nil
			}
			own := l.number(r, c[1])
			if c[1] < 0 {
				own = int64(t.rows)
			}
			l.byPost.begin()
			l.appendFields(&l.byPost, r, c[2:], t)
			return l.byPost.commit(key{s.id, kindMeta, t.gen, id, own})
		}
	case "term_relationships":
		c := at("object_id", "term_taxonomy_id")
		return func(r *row, t *tableState) error {
			return l.byPost.commit(key{s.id, kindTerm, t.gen, l.number(r, c[0]), l.number(r, c[1])})
		}
	case "comments":
		c := at(commentColumns...)
		return func(r *row, t *tableState) error {
			if c[commentApproved] >= 0 && string(l.bytes(r, c[commentApproved])) == "spam" {
				return nil
			}
			l.threads.begin()
			l.appendFields(&l.threads, r, c, t)
			return l.threads.commit(key{s.id, kindPost, t.gen, l.number(r, c[commentID]), 0})
		}
	case "commentmeta":
		c := at("comment_id", "meta_id", "meta_key", "meta_value")
		return func(r *row, t *tableState) error {
			id, own := l.number(r, c[0]), l.number(r, c[1])
			l.threads.begin()
			l.appendFields(&l.threads, r, c[2:], t)
			return l.threads.commit(key{s.id, kindMeta, t.gen, id, own})
		}
	case "options":
		c := at("option_name", "option_value")
		s.table(table).valid = c[0] >= 0 && c[1] >= 0
		return func(r *row, t *tableState) error {
			if !wantedOption(l.bytes(r, c[0])) {
				return nil
			}
			name := string(l.scratch)
			value := l.string(r, c[1], t)
			if strings.HasPrefix(name, "theme_mods_") {
				value = menuPlaces(value)
			}
			s.options[name] = value
			return nil
		}
	case "terms":
		c := at("term_id", "name", "slug")
		return func(r *row, t *tableState) error {
			s.terms[l.number(r, c[0])] = termRow{l.string(r, c[1], t), strings.TrimSpace(l.string(r, c[2], t))}
			return nil
		}
	case "term_taxonomy":
		c := at("term_taxonomy_id", "term_id", "taxonomy", "description", "parent")
		return func(r *row, t *tableState) error {
			s.filed[l.number(r, c[0])] = taxonomyRow{
				term: l.number(r, c[1]), taxonomy: strings.TrimSpace(l.string(r, c[2], t)), description: l.string(r, c[3], t), parent: l.number(r, c[4]),
			}
			return nil
		}
	case "termmeta":
		c := at("term_id", "meta_id", "meta_key", "meta_value")
		return func(r *row, t *tableState) error {
			id := l.number(r, c[0])
			s.fields[id] = append(s.fields[id], fieldRow{l.number(r, c[1]), l.string(r, c[2], t), l.string(r, c[3], t)})
			return nil
		}
	case "users":
		return l.usersOf(s, at("ID", "user_login", "user_email", "user_nicename", "display_name"))
	case "usermeta":
		c := at("user_id", "meta_key", "meta_value")
		return func(r *row, t *tableState) error {
			l.users = true
			id := l.number(r, c[0])
			if !l.isAuthor(s, id) {
				return nil
			}
			a := s.author(id)
			switch string(l.bytes(r, c[1])) {
			case "first_name":
				a.FirstName = strings.TrimSpace(l.string(r, c[2], t))
			case "last_name":
				a.LastName = strings.TrimSpace(l.string(r, c[2], t))
			case "description":
				a.Description = strings.TrimSpace(l.string(r, c[2], t))
			}
			return nil
		}
	}
	return l.beyond(s, table, at)
}

// posts takes the rows of the posts of a site.
func (l *loader) posts(s *site, c []int) func(*row, *tableState) error {
	s.table("posts").valid = c[postID] >= 0 && c[postContent] >= 0
	return func(r *row, t *tableState) error {
		l.late = l.late || l.users && !l.people
		id := l.number(r, c[postID])
		k := key{s.id, kindPost, t.gen, id, 0}
		typ := s.words.number(bytes.TrimSpace(l.bytes(r, c[postType])))
		if c[postType] < 0 {
			typ = s.words.number([]byte("post"))
		}
		status := s.words.number(bytes.TrimSpace(l.bytes(r, c[postStatus])))
		name := s.words.list[typ]
		if bookkeeping[name] != "" || personal(name) || s.words.list[status] == "auto-draft" {
			if s.words.list[status] == "auto-draft" && bookkeeping[name] == "" {
				name = "auto-draft"
			}
			s.left[name]++
			return l.byPost.commit(k) // its custom fields are no orphans
		}
		author := l.number(r, c[postAuthor])
		s.authors[author] = true
		date, _ := extract.StoredDate(l.bytes(r, c[postDate]))
		slug := strings.TrimSpace(extract.StoredText(l.bytes(r, c[postName]), nil))
		if n := len(s.refs); n > 0 && s.refs[n-1].id >= id {
			s.sorted = false
		}
		s.refs = append(s.refs, ref{id, l.number(r, c[postParent]), author, date.Unix(), slug, typ, status})
		if s.guid == "" && s.words.list[typ] != "attachment" {
			s.guid = string(l.bytes(r, c[postGUID]))
		}
		var line [4]byte
		binary.LittleEndian.PutUint32(line[:], uint32(min(r.line, 1<<31-1)))
		l.byPost.begin()
		l.byPost.arena = append(append(l.byPost.arena, 4, 0, 0, 0), line[:]...)
		l.appendFields(&l.byPost, r, c, t)
		return l.byPost.commit(k)
	}
}

// usersOf takes the rows of users. Those who wrote nothing are passed over:
// their rows are never looked at but for the number.
func (l *loader) usersOf(s *site, c []int) func(*row, *tableState) error {
	return func(r *row, t *tableState) error {
		l.users = true
		id := l.number(r, c[0])
		if !l.isAuthor(s, id) {
			return nil
		}
		a := s.author(id)
		a.Login = strings.TrimSpace(l.string(r, c[1], t))
		a.Email = strings.TrimSpace(l.string(r, c[2], t))
		a.DisplayName = strings.TrimSpace(extract.StoredName(l.string(r, c[4], t)))
		s.nicename[id] = l.string(r, c[3], t)
		return nil
	}
}

func (s *site) author(id int64) *extract.Author {
	a := s.users[id]
	if a == nil {
		a = &extract.Author{ID: id}
		s.users[id] = a
	}
	return a
}

// isAuthor reports whether a user of the sites under s wrote something there.
func (l *loader) isAuthor(s *site, id int64) bool {
	if s.authors[id] {
		return true
	}
	for _, o := range l.order {
		if o.authors[id] && base(o.prefix) == s.prefix {
			return true
		}
	}
	return false
}

// finish joins comments with their fields and sorts what has been read.
func (l *loader) finish() error {
	for _, s := range l.order {
		if !s.sorted {
			slices.SortStableFunc(s.refs, func(a, b ref) int { return cmp.Compare(a.id, b.id) })
			s.sorted = true
		}
	}
	if err := l.threads.settle(); err != nil {
		return err
	}
	err := l.threads.groups(nil, func(list []record) (bool, error) {
		s := l.order[list[0].site]
		var c *record
		for i := range list {
			if list[i].kind == kindPost && list[i].gen == s.table("comments").gen {
				c = &list[i]
			}
		}
		if c == nil {
			return true, nil // of one that is spam, or gone
		}
		fields := fieldsOf(nil, c.body)
		if len(fields) <= commentPost {
			return true, nil
		}
		l.byPost.begin()
		l.byPost.arena = append(l.byPost.arena, c.body...)
		for i, m := range list {
			if m.kind == kindMeta && m.gen == s.table("commentmeta").gen && (i+1 == len(list) || list[i+1].key != m.key) {
				l.byPost.arena = append(l.byPost.arena, m.body...)
			}
		}
		return true, l.byPost.commit(key{c.site, kindComment, c.gen, parseInt(fields[commentPost]), c.post})
	})
	if err := cmp.Or(err, l.threads.close()); err != nil {
		return err
	}
	return l.byPost.settle()
}
