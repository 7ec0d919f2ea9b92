package dump

import (
	"fmt"
	"slices"
	"strings"
)

// A Feed takes rows that come from elsewhere than a dump, such as from a
// server, and makes a source of them.
type Feed struct {
	l     *loader
	name  string
	there map[string]bool // tables that can be read
}

// NewFeed returns an empty feed; name is how messages name the database.
func NewFeed(name string, opt Options) *Feed {
	l := newLoader(opt.Prefix, opt.Prefix != "")
	l.home, l.siteurl, l.file = opt.Home, opt.SiteURL, name
	l.byPost.temp, l.threads.temp = opt.Temp, opt.Temp
	return &Feed{l: l, name: name}
}

// Charset says, by its name in MySQL, how the texts of the database are encoded.
func (f *Feed) Charset(name string) { f.l.charset(strings.ToLower(name), true) }

// Tables returns which of the tables of a database are wanted, in the order in
// which they must be fed.
func (f *Feed) Tables(all []string) []string {
	var list []string
	f.there = map[string]bool{}
	for _, name := range all {
		f.there[name] = true
		if prefix, table, ok := split(name); ok && f.l.wants(prefix, table) {
			list = append(list, name)
		}
	}
	rank := func(name string) int {
		_, t, _ := split(name)
		return slices.Index([]tableID{tablePosts, tableUsers, tableUserMeta}, t) // other tables first
	}
	slices.Sort(list)
	slices.SortStableFunc(list, func(a, b string) int { return rank(a) - rank(b) })
	return list
}

// Query returns which columns of a table are wanted and, as a condition of SQL,
// which of its rows; neither is to be asked for beyond that. have are the
// columns that the table has.
func (f *Feed) Query(name string, have []string) (columns []string, where string) {
	prefix, table, ok := split(name)
	if !ok {
		return nil, ""
	}
	var wanted []string
	f.l.taker(f.l.site(prefix), table, func(names ...string) []int {
		wanted = names
		return make([]int, len(names))
	})
	for _, c := range have {
		if slices.ContainsFunc(wanted, func(w string) bool { return strings.EqualFold(w, c) }) {
			columns = append(columns, c)
		}
	}
	switch table {
	case tableOptions:
		names := make([]string, 0, len(options)+len(memberOptions))
		for n := range memberOptions {
			names = append(names, "'"+n+"'")
		}
		for n := range options {
			names = append(names, "'"+n+"'")
		}
		slices.Sort(names)
		where = `option_name IN (` + strings.Join(names, ", ") + `) OR option_name LIKE 'theme\_mods\_%'`
	case tableComments:
		where = "comment_approved <> 'spam'"
	case tableUsers, tableUserMeta:
		ids := map[int64]bool{}
		for _, s := range f.l.order {
			if s.prefix == prefix || base(s.prefix) == prefix {
				for id := range s.authors {
					ids[id] = true
				}
			}
		}
		list := []string{"0"}
		for _, id := range sortedIDs(ids) {
			list = append(list, fmt.Sprint(id))
		}
		column := "ID"
		if table == tableUserMeta {
			column = "user_id"
			where = "meta_key IN ('first_name', 'last_name', 'description') AND "
		}
		where += column + " IN (" + strings.Join(list, ", ") + ")"
	}
	return columns, where
}

// Into returns who takes the rows of a table. A row may be used again when it
// has been taken; a value that is nil is NULL.
func (f *Feed) Into(name string, columns []string) func(row [][]byte) error {
	take := f.l.into(name, columns)
	if take == nil {
		return func([][]byte) error { return nil }
	}
	var r row
	return func(values [][]byte) error {
		r.given = values
		r.line++
		return take(&r)
	}
}

// Optional reports whether there is a site without what a table holds.
func (f *Feed) Optional(name string) bool {
	_, t, _ := split(name)
	return t != tablePosts && t != tableOptions
}

// Missed says that a table, or the rest of one, could not be read.
func (f *Feed) Missed(name, why string) {
	f.l.refused = append(f.l.refused, &RefusedError{File: f.name, Reason: "table " + name + ": " + why, lost: true})
}

// Source ends the feed.
func (f *Feed) Source() (*Source, error) {
	src := &Source{l: f.l, files: []string{f.name}}
	if err := src.finish(f.name); err != nil {
		src.Close()
		return nil, err
	}
	for _, name := range absent(src.s.prefix, func(name string) bool { return f.there[name] }) {
		src.skipped = append(src.skipped, &RefusedError{
			File: f.name, Reason: "no table " + name + ", or none that this user may read: what it holds is missing",
			hint: "GRANT SELECT on all tables of the database", lost: true,
		})
	}
	return src, nil
}

// absent returns the tables that every WordPress has and one of a prefix has not.
func absent(prefix string, there func(name string) bool) (list []string) {
	every := []tableID{tablePostMeta, tableComments, tableUsers}
	if !there(prefix + tableNames[tableCategories]) { // the terms of WordPress before 2.3
		every = append(every, tableTerms, tableTermTaxonomy, tableTermRelationships)
	}
	for _, t := range every {
		if name := tableNames[t]; !there(prefix+name) && (t != tableUsers || !there(base(prefix)+name)) {
			list = append(list, prefix+name)
		}
	}
	return list
}

// Close gives the feed up.
func (f *Feed) Close() error {
	return (&Source{l: f.l}).Close()
}
