package live

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// A group is one post as all places show it.
type group struct {
	sources []source
	parts   []part
	asked   int // further pages

	meta  version // joined, without the content
	local time.Time
	best  int // the source with the fullest content
}

type source struct {
	*version // light
	load     func() (*version, error)
}

type part struct {
	url  string
	load func() (*version, error)
}

func (g *group) link() string { return g.sources[0].link }

// single reports whether the page of the post itself was read.
func (g *group) single() bool {
	return slices.ContainsFunc(g.sources, func(s source) bool { return s.single })
}

// add takes a version of a post.
func (p *pages) add(v *version, load func() (*version, error)) *group {
	u, err := p.c.home.Parse(v.link)
	if err != nil {
		u = p.c.home
	}
	key := linkKey(u)
	g := p.byLink[key]
	first := g
	if g != nil {
		g = p.sharing(key, v)
	}
	if g == nil && v.id > 0 && !v.feed {
		g = p.byID[v.id]
	}
	if g == nil {
		g = &group{}
		p.groups = append(p.groups, g)
	}
	switch {
	case first == nil:
		p.byLink[key] = g
	case first != g && !slices.Contains(p.twins[key], g):
		if p.twins == nil {
			p.twins = map[string][]*group{}
		}
		p.twins[key] = append(p.twins[key], g)
	}
	if v.id > 0 && p.byID[v.id] == nil {
		p.byID[v.id] = g
	}
	g.sources = append(g.sources, source{v.light(), load})
	for _, t := range v.terms {
		p.term(t.Taxonomy, t.Slug, t.Name, "")
	}
	return g
}

// sharing returns which of the posts at an address a version is of, nil for one
// more: imports and plugins leave posts of one slug and day, of which the site
// shows one there, but all of them in its lists.
func (p *pages) sharing(key string, v *version) *group {
	list := append([]*group{p.byLink[key]}, p.twins[key]...)
	title := titleKey(v.title)
	for _, g := range list {
		if g.numbered(v.id) {
			return g
		}
	}
	other := v.id > 0 && title != ""
	for _, g := range list {
		if g.called(title) {
			return g
		}
		other = other && g.differs(v)
	}
	if other {
		return nil
	}
	return list[0]
}

func (g *group) numbered(id int64) bool {
	return id > 0 && slices.ContainsFunc(g.sources, func(s source) bool { return s.id == id })
}

func (g *group) called(title string) bool {
	return slices.ContainsFunc(g.sources, func(s source) bool { return titleKey(s.title) == title })
}

// differs reports whether a place of the same kind shows another number for the post. Those of
// feeds are of where it was first published.
func (g *group) differs(v *version) bool {
	return slices.ContainsFunc(g.sources, func(s source) bool { return s.id > 0 && s.feed == v.feed && titleKey(s.title) != "" })
}

// rank orders the places by how far they are trusted.
func (s source) rank() int {
	switch {
	case s.single:
		return 0
	case s.feed:
		return 1
	}
	return 2
}

// whole reports whether the content is all that the site shows of the post: no
// list can show more but an excerpt that somebody wrote.
func (s source) whole() bool { return s.single && s.found && !s.cut && !s.protected }

// join puts together what the places say of a post, but for its content.
func (g *group) join() {
	slices.SortStableFunc(g.sources, func(a, b source) int { return cmp.Compare(a.rank(), b.rank()) })
	m := &g.meta
	*m, g.best = version{}, 0
	for i, s := range g.sources {
		m.link, m.kind, m.title = cmp.Or(m.link, s.link), cmp.Or(m.kind, s.kind), cmp.Or(m.title, s.title)
		m.id, m.parent = cmp.Or(m.id, s.id), cmp.Or(m.parent, s.parent)
		m.docTitle = cmp.Or(m.docTitle, s.docTitle)
		m.image, m.excerpt = cmp.Or(m.image, s.image), cmp.Or(m.excerpt, s.excerpt)
		if m.author.login == "" && s.author.login != "" || m.author.name == "" {
			m.author = person{cmp.Or(s.author.login, m.author.login), cmp.Or(m.author.name, s.author.name)}
		}
		if m.date.IsZero() && !s.feed {
			m.date = s.date
		}
		if m.gmt.IsZero() {
			m.gmt = s.gmt
		}
		if m.zone == nil {
			m.zone = s.zone
		}
		if len(m.terms) == 0 || !s.single && onlyFormat(m.terms) {
			m.terms = append(m.terms, s.terms...)
		}
		if len(m.labels) == 0 {
			m.labels = s.labels
		}
		m.protected = m.protected || s.protected
		m.sticky = m.sticky || s.sticky
		if best := g.sources[g.best]; i > 0 && !best.whole() && (s.whole() || best.cut && !s.cut || best.cut == s.cut && s.words > best.words) {
			g.best = i
		}
	}
}

func onlyFormat(terms []extract.TermRef) bool {
	return !slices.ContainsFunc(terms, func(t extract.TermRef) bool { return t.Taxonomy != "post_format" })
}

// Numbers of items of which the site does not show theirs. WordPress has none
// as high.
const (
	firstItemID = 2_000_000_000
	firstFileID = 1_900_000_000
)

// Invented reports whether an ID is one that stands for an item of which the site
// does not show its own.
func Invented(id int64) bool { return id >= firstFileID }

// finish makes items of the groups, but for those that the API gave.
func (p *pages) finish(g *Fetched) {
	p.placeLeaves()
	p.gain()
	zones := map[int]int{}
	for _, gr := range p.groups {
		gr.join()
		if z := gr.meta.zone; z != nil {
			zones[*z]++
		}
	}
	zone := 0
	for _, z := range sortedKeys(zones) {
		if zones[z] > zones[zone] {
			zone = z
		}
	}
	p.titles()
	for _, gr := range p.groups {
		gr.setDate(zone)
		p.labelled(&gr.meta)
	}
	slices.SortStableFunc(p.groups, func(a, b *group) int {
		return cmp.Or(a.local.Compare(b.local), cmp.Compare(a.meta.link, b.meta.link))
	})
	next := int64(firstItemID)
	pageIDs := map[string]int64{}
	for _, gr := range p.groups {
		if gr.meta.id == 0 {
			gr.meta.id = next
			next++
		}
		if u, err := url.Parse(gr.meta.link); err == nil && gr.meta.kind == "page" {
			pageIDs[linkKey(u)] = gr.meta.id
		}
	}
	files := map[string]int64{}
	for _, gr := range p.groups {
		m := &gr.meta
		if !p.c.opt.Since.IsZero() && !m.gmt.IsZero() && m.gmt.Before(p.c.opt.Since) && !gr.single() {
			continue // in a list only
		}
		if u, err := url.Parse(m.link); err == nil && m.kind == "page" && m.parent == 0 {
			u.Path, u.RawPath = path.Dir(strings.TrimRight(u.Path, "/"))+"/", ""
			if u.Path != "/" && u.Path != "//" {
				m.parent = pageIDs[linkKey(u)]
			}
		}
		if m.author != (person{}) {
			p.person(&m.author)
		}
		thumbnail := int64(0)
		if m.image != "" {
			if thumbnail = files[m.image]; thumbnail == 0 {
				thumbnail = firstFileID + int64(len(files))
				files[m.image] = thumbnail
				p.records = append(p.records, record{id: thumbnail, load: func() (*extract.Item, error) { return fileItem(thumbnail, m.image), nil }})
			}
		}
		if !gr.single() && p.c.opt.Ways&ByCrawl != 0 {
			p.note(note.Unread, gr.sources[gr.best].cut, fmt.Sprintf("%s: its page could not be read; it is as a %s shows it", m.link, map[bool]string{true: "feed", false: "list"}[gr.sources[gr.best].feed]))
		}
		if gr.sources[gr.best].cut && !m.protected {
			p.note(note.Unread, true, m.link+": only its beginning is in the file")
		}
		if m.date.IsZero() {
			text := m.link + ": its date is not shown anywhere"
			if p.c.opt.Kept != nil {
				if kept := p.c.opt.Kept(m.link); !kept.IsZero() {
					text += "; it is not from after " + kept.Format(time.DateOnly) + ", when this copy of it was made"
				}
			}
			p.note(note.Date, false, text)
		}
		if m.protected {
			p.note(note.Private, false, m.link+": behind a password: its text is not in the file")
		}
		p.records = append(p.records, record{id: m.id, sort: m.link, load: func() (*extract.Item, error) { return p.item(gr, thumbnail) }})
	}
	for _, what := range sortedKeys(p.left) {
		p.note(note.HTML, false, fmt.Sprintf("left out of the pages: %s, %d times", what, p.left[what]))
	}
	if p.hiding > 0 && p.c.opt.Pages != nil {
		p.note(note.Unread, false, fmt.Sprintf("the theme links to no further pages of posts: if one of %d had some that were not kept, nothing tells of them", p.hiding))
	}
	for _, sum := range sortedKeys(p.endTexts) {
		if p.furniture(sum) {
			p.note(note.HTML, false, fmt.Sprintf("left out of the pages: %q, which begins or ends the text of %d", p.endTexts[sum], p.ends[sum]))
		}
	}
	for _, t := range p.allTerms() {
		if !slices.ContainsFunc(g.Site.Terms, func(o extract.Term) bool { return o.Taxonomy == t.Taxonomy && o.Slug == t.Slug }) {
			g.Site.Terms = append(g.Site.Terms, t)
		}
	}
}

// gain gives items of the API the terms that only archives tell of, and says
// what the API did not have.
func (p *pages) gain() {
	if p.rest == nil {
		return
	}
	for i := range p.records {
		terms := p.gained[p.records[i].id]
		if load := p.records[i].load; len(terms) > 0 {
			p.records[i].load = func() (*extract.Item, error) {
				it, err := load()
				if err != nil {
					return nil, err
				}
				for _, t := range terms {
					it.Terms = addTerm(it.Terms, t)
				}
				return it, nil
			}
		}
	}
	if p.heard > 0 {
		p.note(note.Type, false, fmt.Sprintf("comments: %d read off the pages, as far as the theme shows them", p.heard))
	}
	kinds, taxonomies := map[string]int{}, map[string]int{}
	for _, gr := range p.groups {
		if gr.join(); gr.single() && !p.refusedKind(gr.meta.kind) && !slices.ContainsFunc(p.fetch.losses, func(l lostItem) bool { return l.id == gr.meta.id }) {
			kinds[cmp.Or(gr.meta.kind, "post")]++
		}
	}
	for _, id := range sortedKeys(p.gained) {
		for _, t := range p.gained[id] {
			taxonomies[t.Taxonomy]++
		}
	}
	for _, k := range sortedKeys(kinds) {
		p.note(note.Type, false, fmt.Sprintf("%s: the API does not have it: %d read off their pages", k, kinds[k]))
	}
	for _, k := range sortedKeys(taxonomies) {
		p.note(note.Type, false, fmt.Sprintf("%s: the API does not have it: who has its terms is read off their archives, %d times", k, taxonomies[k]))
	}
}

func (p *pages) refusedKind(kind string) bool {
	return slices.ContainsFunc(p.refused, func(r refusal) bool { return r.kind == cmp.Or(kind, "post") })
}

// titles takes what the heads of the pages say where the theme has the same
// heading above many of them: that is none of the post's.
func (p *pages) titles() {
	same, n := map[string]int{}, 0
	for _, gr := range p.groups {
		if gr.single() && gr.meta.title != "" {
			same[gr.meta.title]++
			n++
		}
	}
	for _, gr := range p.groups {
		m := &gr.meta
		if k := same[m.title]; k >= leastFurnished && k*5 > n && m.docTitle != "" {
			m.title = html.EscapeString(m.docTitle)
		}
	}
}

// setDate finds when a post was published on the clock of the site, which is so
// many seconds before Greenwich.
func (g *group) setDate(zone int) {
	m := &g.meta
	if m.zone != nil {
		zone = *m.zone
	}
	day, precise := dayIn(m.link)
	switch {
	case !m.date.IsZero():
	case !m.gmt.IsZero():
		m.date = m.gmt.Add(time.Duration(zone) * time.Second)
	case !day.IsZero():
		m.date = day
	}
	if precise && !day.IsZero() && !m.date.IsZero() {
		// The address is made of the local date.
		switch end := day.AddDate(0, 0, 1).Add(-time.Second); {
		case m.date.Before(day):
			m.date = day
		case m.date.After(end):
			m.date = end
		}
	}
	if m.gmt.IsZero() && !m.date.IsZero() {
		m.gmt = m.date.Add(-time.Duration(zone) * time.Second)
	}
	g.local = m.date
}

// labelled makes terms of the names in a feed where nothing better is known. A
// feed has first the categories and then the tags, each by name, and does not
// say where the one end and the others begin: they are parted where most of
// them are known as what they are then.
func (p *pages) labelled(m *version) {
	if !onlyFormat(m.terms) || len(m.labels) == 0 {
		return
	}
	var best []extract.TermRef
	least := 0
	for k := len(m.labels); k >= min(1, len(m.labels)); k-- { // a post has a category
		var terms []extract.TermRef
		cost := 0
		for i, name := range m.labels {
			taxonomy := "category"
			if i >= k {
				taxonomy = "post_tag"
			}
			slug, doubt := p.known(taxonomy, name)
			cost += 2 * doubt
			if i > 0 && i != k && strings.ToLower(m.labels[i-1]) > strings.ToLower(name) {
				cost += 3
			}
			terms = append(terms, extract.TermRef{Taxonomy: taxonomy, Slug: slug, Name: name})
		}
		if best == nil || cost < least {
			best, least = terms, cost
		}
	}
	m.terms = append(m.terms, best...)
}

// known finds the slug of a term by its name, and how doubtful that is.
func (p *pages) known(taxonomy, name string) (slug string, doubt int) {
	made := extract.MakeSlug(name)
	if p.named == nil {
		p.named = map[termKey]string{}
		for _, k := range sortedTerms(p.terms) {
			if n := p.terms[k].name; n != "" && p.named[termKey{k.taxonomy, n}] == "" {
				p.named[termKey{k.taxonomy, n}] = k.slug
			}
		}
	}
	if slug := p.named[termKey{taxonomy, name}]; slug != "" {
		return slug, 0
	}
	if p.terms[termKey{taxonomy, made}] != nil {
		return made, 0
	}
	for n := 2; n < 10; n++ { // the slug was taken by a term of another taxonomy
		if slug := made + "-" + strconv.Itoa(n); p.terms[termKey{taxonomy, slug}] != nil {
			return slug, 0
		}
	}
	for part := made; ; { // the name has become longer since
		i := strings.LastIndexByte(part, '-')
		if i < 3 {
			return made, 2
		}
		if part = part[:i]; p.terms[termKey{taxonomy, part}] != nil {
			return part, 1
		}
	}
}

func sortedTerms(m map[termKey]*termInfo) []termKey {
	keys := make([]termKey, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b termKey) int {
		return cmp.Or(cmp.Compare(a.taxonomy, b.taxonomy), cmp.Compare(a.slug, b.slug))
	})
	return keys
}

// person makes sure that an author is in the list of them.
func (p *pages) person(a *person) {
	if a.login == "" {
		for _, known := range p.authors {
			if known.DisplayName == a.name {
				a.login = known.Login
				return
			}
		}
		a.login = extract.MakeSlug(a.name)
	}
	for i, known := range p.authors {
		if known.Login == a.login {
			if p.authors[i].DisplayName == "" {
				p.authors[i].DisplayName = a.name
			}
			return
		}
	}
	p.authors = append(p.authors, extract.Author{Login: a.login, DisplayName: a.name})
}

// allTerms returns the terms, with parents as their addresses tell them:
// /category/parent/child/.
func (p *pages) allTerms() []extract.Term {
	var list []extract.Term
	for _, k := range sortedTerms(p.terms) {
		t := p.terms[k]
		if k.taxonomy == "post_format" {
			continue
		}
		parent := ""
		if dir := path.Dir(strings.TrimRight(t.path, "/")); t.path != "" {
			slug := lowerHex((&url.URL{Path: path.Base(dir)}).EscapedPath())
			if up := p.terms[termKey{k.taxonomy, slug}]; up != nil && strings.TrimRight(up.path, "/") == dir {
				parent = slug
			}
		}
		list = append(list, extract.Term{Taxonomy: k.taxonomy, Slug: k.slug, Parent: parent, Name: cmp.Or(t.name, readable(k.slug))})
	}
	return list
}

func readable(slug string) string {
	if s, err := url.PathUnescape(slug); err == nil {
		return s
	}
	return slug
}

// item makes an item of a group: the fullest content there is, with what all
// places say of it.
func (p *pages) item(g *group, thumbnail int64) (*extract.Item, error) {
	m := &g.meta
	it := &extract.Item{
		ID: m.id, Type: cmp.Or(m.kind, "post"), Status: "publish", Slug: slugIn(m.link), Title: m.title, Link: m.link, GUID: m.link,
		Creator: m.author.login, Date: m.date, DateGMT: m.gmt, PubDate: m.gmt, ModifiedGMT: p.lastmods[m.link], Parent: m.parent, Sticky: m.sticky, CommentStatus: "open", PingStatus: "open",
	}
	for _, t := range m.terms {
		if known := p.terms[termKey{t.Taxonomy, t.Slug}]; known != nil && known.name != "" && (t.Name == "" || t.Name == t.Slug) {
			t.Name = known.name
		}
		it.Terms = append(it.Terms, t)
	}
	for i, s := range g.sources {
		if i != g.best && !s.single {
			continue
		}
		v, err := s.load()
		if err != nil {
			return nil, err
		}
		if i == g.best {
			it.Content = p.unfurnished(v.content, v.ends)
		}
		if s.single {
			it.Comments = withComments(it.Comments, v.comments)
		}
	}
	slices.SortFunc(g.parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(len(a.url), len(b.url)), cmp.Compare(a.url, b.url))
	})
	for _, part := range g.parts {
		v, err := part.load()
		if err != nil {
			continue
		}
		if !isOfComments(part.url) && g.sources[g.best].single {
			it.Content += "\n<!--nextpage-->\n" + p.unfurnished(v.content, v.ends)
		}
		it.Comments = withComments(it.Comments, v.comments)
	}
	if p.rest != nil {
		it.Comments = withComments(slices.Clone(p.rest.comments[it.ID]), it.Comments)
	}
	slices.SortFunc(it.Comments, func(a, b extract.Comment) int { return cmp.Compare(a.ID, b.ID) })
	it.Title = withoutPrefix(it.Title, it.Slug, m.protected)
	if m.protected {
		it.Password, it.Content = "?", ""
	}
	if it.Type == "attachment" {
		it.Status, it.AttachmentURL = "inherit", uploadIn(it.Content)
		it.Content = withoutPlayer(it.Content)
	}
	if it.Content != "" {
		it.Meta = append(it.Meta, extract.Meta{Key: extract.FieldRendered, Value: "1"})
	}
	if it.AttachmentURL != "" {
		it.Meta = append(it.Meta, extract.Meta{Key: "_wp_attached_file", Value: inUploads(it.AttachmentURL)})
	}
	if thumbnail != 0 {
		it.Meta = append(it.Meta, extract.Meta{Key: "_thumbnail_id", Value: strconv.FormatInt(thumbnail, 10)})
	}
	return it, nil
}

// withComments adds the comments that are not in a list yet.
func withComments(list, more []extract.Comment) []extract.Comment {
	for _, c := range more {
		if !slices.ContainsFunc(list, func(o extract.Comment) bool { return o.ID == c.ID }) {
			list = append(list, c)
		}
	}
	return list
}

// uploadIn returns the address of the first upload in the content of the page
// of an attachment.
func uploadIn(content string) string {
	z := html.NewTokenizer(strings.NewReader(content))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			for _, key := range []string{"href", "src"} {
				if v := tokenAttr(&t, key); strings.Contains(v, "/uploads/") {
					return v
				}
			}
		}
	}
}

// fileItem makes an attachment of an image that a page shows as the one of the
// post.
func fileItem(id int64, address string) *extract.Item {
	file := inUploads(address)
	name := path.Base(file)
	stem := strings.TrimSuffix(name, path.Ext(name))
	it := &extract.Item{ID: id, Type: "attachment", Status: "inherit", Slug: extract.MakeSlug(stem), Title: html.EscapeString(stem), AttachmentURL: address, GUID: address}
	if file != "" {
		it.Meta = []extract.Meta{{Key: "_wp_attached_file", Value: file}}
	}
	return it
}
