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
	texts   declared
	byPost  spool
	threads spool               // comments and their fields, by comment
	columns map[string][]string // of tables, as CREATE TABLE says
	people  bool                // only users are read
	late    bool                // users came before the posts that say who is wanted
	users   bool                // some came
	repairs []extract.Repair
	file    string
	plain   bool // the dump whose rows are taken can be read anywhere
	dumps   []plainDump
	layouts []layout
	placed  int64 // bytes of rows that stay where they are
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
	tables   [tableCount]tableState
	links    []linkRow
	network  []blogRow
	moved    []moveRow
	early    []earlyCategory
	icl      []iclRow
	albums   []albumRow
	pictures []pictureRow
	bound    []boundRow
	tagged   map[int64][]int64 // term_taxonomy_ids of objects that have the number of a picture
	rules    []rule            // of plugins for members
	guid     string            // of a post, for want of an address
}

type tableState struct {
	gen               uint8
	rows              int
	nonASCII, damaged int  // values
	valid             bool // has the columns by which a site is known
	scratch           []byte
}

type termRow struct{ name, slug string }

type taxonomyRow struct {
	term, parent          int64
	taxonomy, description string
}

// earlyCategory is one of WordPress before 2.3.
type earlyCategory struct {
	id    int64
	name  termRow
	filed taxonomyRow
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
	table    tableID
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

// boundRow is an album of NextGEN, which holds galleries and albums.
type boundRow struct {
	id             int64
	title, members string
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
			left: map[string]int{}, orphans: map[string]int{}, sorted: true,
		}
		l.sites[prefix] = s
		l.order = append(l.order, s)
	}
	return s
}

func (s *site) table(t tableID) *tableState { return &s.tables[t] }

// wants reports whether the rows of a table may matter.
func (l *loader) wants(prefix string, table tableID) bool {
	if l.people {
		return table == tableUsers || table == tableUserMeta
	}
	if !l.only || prefix == l.prefix {
		return true
	}
	return prefix == base(l.prefix) && (table == tableUsers || table == tableUserMeta || table == tableBlogs || table == tableOptions)
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
	s.rules = slices.DeleteFunc(s.rules, func(r rule) bool { return r.table == table })
	switch table {
	case tableOptions:
		clear(s.options)
	case tableTerms:
		clear(s.terms)
	case tableTermTaxonomy:
		clear(s.filed)
	case tableTermMeta:
		clear(s.fields)
	case tableCategories:
		s.early = nil
	case tableUsers:
		clear(s.users)
		clear(s.nicename)
	case tablePosts:
		s.refs, s.sorted = nil, true
		clear(s.left)
		clear(s.authors)
	case tableLinks:
		s.links = nil
	case tableBlogs:
		s.network = nil
	case tableRedirectionItems, tableRankMath, tableAIOSEORedirects, tableRedirects:
		s.moved = slices.DeleteFunc(s.moved, func(m moveRow) bool { return m.table == table })
	case tableIclTranslations:
		s.icl = nil
	case tableNggGallery:
		s.albums = nil
	case tableNggPictures:
		s.pictures = nil
		clear(s.tagged)
	case tableNggAlbum:
		s.bound = nil
	case tableTermRelationships:
		for id := range s.tagged {
			s.tagged[id] = nil
		}
	}
}

// charset notes what a dump says of how its texts are encoded: all of them, or
// those of a table.
func (l *loader) charset(name string, ofTable bool) {
	if ofTable {
		l.texts.table = cmp.Or(l.texts.table, name)
	} else {
		l.texts.names = name
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
		columns, known = tableColumns[table], false
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
			if c.kind != complex {
				continue
			}
			if _, ok := r.call(nil, r.b[c.from:min(c.to, len(r.b))]); !ok {
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
	return l.texts.text(b, func(kind string) { l.mend(kind, line, nil) })
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

// earlyType returns the type and status of what WordPress before 2.1 knew by its
// status alone.
func earlyType(status string) (typ, its string) {
	switch status {
	case "static":
		return "page", "publish"
	case "object", "attachment":
		return "attachment", "inherit"
	}
	return "", ""
}

// finish joins comments with their fields and sorts what has been read.
func (l *loader) finish() error {
	for _, s := range l.order {
		if len(s.terms) == 0 { // later versions left the tables of the early ones
			for _, c := range s.early {
				s.terms[c.id], s.filed[c.id] = c.name, c.filed
			}
		}
		if !s.sorted {
			slices.SortStableFunc(s.refs, func(a, b ref) int { return cmp.Compare(a.id, b.id) })
			s.sorted = true
		}
	}
	if err := l.threads.settle(); err != nil {
		return err
	}
	var fields [][]byte
	err := l.threads.groups(nil, func(list []record) (bool, error) {
		s := l.order[list[0].site]
		var c *record
		for i := range list {
			if list[i].kind == kindPost && list[i].gen == s.table(tableComments).gen {
				c = &list[i]
			}
		}
		if c == nil {
			return true, nil // of one that is spam, or gone
		}
		if fields = fieldsOf(fields[:0], c.body); len(fields) <= commentPost {
			return true, nil
		}
		l.byPost.begin()
		l.byPost.arena = append(l.byPost.arena, c.body...)
		for i, m := range list {
			if m.kind == kindMeta && m.gen == s.table(tableCommentMeta).gen && (i+1 == len(list) || list[i+1].key != m.key) {
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
