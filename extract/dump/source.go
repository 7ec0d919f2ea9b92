package dump

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/wp2md/wp2md/extract"
)

// A Source is one site of a database, ready to be read. Its methods may not be
// called while a pass is on, but for Offset and Size.
type Source struct {
	files      []string
	l          *loader
	s          *site
	list       []Site
	cut        error // why there may be more
	skipped    []error
	passed     *assembler // of the last pass
	read       atomic.Int64
	size       int64
	uploads    Uploads
	closers    []func() error
	seen       []extract.SeenFile // the files that were opened
	once       bool               // some of it could be read only once
	categories map[int64]int64
}

// A Site is one of those in a database.
type Site struct {
	Prefix string // of its tables
	Title  string
	Home   string
	Posts  int // rows that are read
}

// Left is what is not read, and why.
type Left struct {
	What  string // a post type, or a thing
	Count int
	Why   string
}

// finish chooses the site and prepares the passes.
func (src *Source) finish(name string) error {
	if err := src.l.finish(); err != nil {
		return err
	}
	src.skipped = append(src.skipped, src.l.refused...)
	src.list = src.l.list()
	wanted := src.list
	if src.l.only {
		wanted = slices.DeleteFunc(slices.Clone(wanted), func(s Site) bool { return s.Prefix != src.l.prefix })
	}
	switch {
	case len(wanted) == 1:
		src.s = src.l.sites[wanted[0].Prefix]
		for name, value := range map[string]string{"home": src.l.home, "siteurl": src.l.siteurl} {
			if value != "" {
				src.s.options[name] = value
			}
		}
	case len(wanted) > 1:
		return &SitesError{File: name, Sites: src.list}
	case src.cut != nil:
		return fmt.Errorf("%w; there is no table of posts before that", src.cut)
	case src.l.only:
		return &SitesError{File: name, Sites: src.list, Prefix: src.l.prefix}
	default:
		return refuse(name, "an SQL dump without the tables of a WordPress", "a dump must have the tables that end in _posts and _options; dump all tables of the database")
	}
	src.size = src.l.byPost.size + int64(len(src.l.byPost.arena)) + src.l.placed
	if strings.Contains(src.s.options["permalink_structure"], "%category%") {
		return src.categorize()
	}
	return nil
}

// list lists the sites: where there are tables of options and posts, or if
// there is no such, of posts.
func (l *loader) list() []Site {
	valid := func(s *site, t tableID) bool {
		state := s.table(t)
		return state.rows > 0 && state.valid
	}
	pick := func(ok func(*site) bool) (list []Site) {
		for _, s := range l.order {
			if ok(s) {
				list = append(list, Site{Prefix: s.prefix, Title: extract.StoredName(withoutTags(s.options["blogname"])), Home: s.home(), Posts: len(s.refs)})
			}
		}
		slices.SortFunc(list, func(a, b Site) int {
			return cmp.Or(cmp.Compare(len(a.Prefix), len(b.Prefix)), cmp.Compare(a.Prefix, b.Prefix))
		})
		return list
	}
	list := pick(func(s *site) bool { return valid(s, tableOptions) && valid(s, tablePosts) })
	if len(list) == 0 {
		list = pick(func(s *site) bool { return valid(s, tablePosts) })
	}
	return list
}

// categorize notes the first category of each post, by number.
func (src *Source) categorize() error {
	s := src.s
	src.categories = map[int64]int64{}
	gen, early := s.table(tableTermRelationships).gen, s.table(tablePost2Cat).gen
	return src.l.byPost.groups(nil, func(list []record) (bool, error) {
		for _, r := range list {
			if r.site != s.id || r.kind != kindTerm || r.own > 0 && r.gen != gen || r.own < 0 && r.gen != early || s.filed[r.own].taxonomy != "category" {
				continue
			}
			if old, ok := src.categories[r.post]; !ok || abs(s.filed[r.own].term) < abs(s.filed[old].term) {
				src.categories[r.post] = r.own
			}
		}
		return true, nil
	})
}

// Items delivers the items of the site, by ID. It returns a single-use
// iterator; each call begins another pass, and they are all alike. An item
// belongs to the caller.
//
// If site is not nil it is emptied and filled. It is complete when the sequence
// has ended. At most one error comes, last, after everything that could be
// read: a [TruncatedError] or an error of the file system.
func (src *Source) Items(site *extract.Site) iter.Seq2[*extract.Item, error] {
	return func(yield func(*extract.Item, error) bool) {
		src.read.Store(0)
		a := newAssembler(src.l, src.s)
		a.links.categories = src.categories
		src.passed = a
		if site != nil {
			src.s.describe(site, src.l.sites)
		}
		a.looked = func(n int) { src.read.Add(int64(n)) }
		going := true
		err := src.l.byPost.groups(a.looked, func(list []record) (bool, error) {
			if list[0].site != src.s.id {
				return true, nil
			}
			if it := a.item(list); it != nil {
				going = yield(it, nil)
			}
			return going, a.err
		})
		err = errors.Join(err, a.places.close())
		if !going {
			return
		}
		if site != nil {
			for i, k := range src.s.shownLinks() {
				site.Settings.Links[i].Categories = a.blogroll[k.id]
			}
		}
		if err = errors.Join(err, src.cut); err != nil {
			yield(nil, err)
		}
	}
}

// Size returns how many bytes a pass reads.
func (src *Source) Size() int64 { return src.size }

// Offset returns how many bytes the pass has read so far. It may be called
// while the pass is on, from any goroutine.
func (src *Source) Offset() int64 { return min(src.read.Load(), src.size) }

// Files returns the names of the files that were read, as messages name them.
func (src *Source) Files() []string { return slices.Clone(src.files) }

// Skipped returns why files and tables are not read, one error for each.
func (src *Source) Skipped() []error { return slices.Clone(src.skipped) }

// Sites returns the sites that the database holds.
func (src *Source) Sites() []Site { return slices.Clone(src.list) }

// Prefix returns the prefix of the tables of the site that is read.
func (src *Source) Prefix() string { return src.s.prefix }

// Uploads returns the uploads that were found beside the database, or nil.
func (src *Source) Uploads() Uploads { return src.uploads }

// Repairs returns what had to be mended in the dump and in the last pass, one
// entry for each kind, in the order of the kinds.
func (src *Source) Repairs() []extract.Repair {
	var rs []extract.Repair
	if src.passed != nil {
		rs = slices.Clone(src.passed.repairs)
	}
	for _, r := range src.l.repairs {
		if i := slices.IndexFunc(rs, func(o extract.Repair) bool { return o.Kind == r.Kind }); i >= 0 {
			rs[i].Count += r.Count
			continue
		}
		rs = append(rs, r)
	}
	slices.SortFunc(rs, func(a, b extract.Repair) int { return cmp.Compare(a.Kind, b.Kind) })
	return rs
}

// Left returns what the database holds and no pass delivers. It is complete
// after a pass.
func (src *Source) Left() []Left {
	var list []Left
	for typ, n := range src.s.left {
		why := bookkeeping[typ]
		switch {
		case typ == "auto-draft":
			why = "never saved by anyone"
		case why == "":
			why = "what people entered or bought is not read"
		}
		list = append(list, Left{typ, n, why})
	}
	patterns := slices.DeleteFunc(src.s.settings().Redirects, func(r extract.Redirect) bool { return !r.Regex })
	if n := len(patterns); n > 0 {
		list = append(list, Left{"redirects by pattern", n, "only their plugin knows what they lead to; the first: " + patterns[0].From + " to " + patterns[0].To})
	}
	if src.passed != nil {
		for what, n := range src.passed.orphans {
			list = append(list, Left{what, n, "of posts that are not there"})
		}
	}
	slices.SortFunc(list, func(a, b Left) int { return cmp.Compare(a.What, b.What) })
	return list
}

// Close removes the temporary files. The source cannot be read after it.
func (src *Source) Close() error {
	errs := []error{src.l.byPost.close(), src.l.threads.close()}
	for _, c := range src.closers {
		errs = append(errs, c())
	}
	src.closers = nil
	return errors.Join(errs...)
}
