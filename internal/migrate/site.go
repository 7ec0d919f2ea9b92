package migrate

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/transform/markdown"
)

// describe finds out what the target needs to know of the site as a whole, when
// all items have been seen.
func (p *plan) describe(stubs *stubs, m *migration) {
	r := rendererFor(p, markdown.New(&dialect.Plain))
	types := []string{}
	w := &p.whole
	p.home = r.Site(&p.site, nil, nil, new(data.Found)).Home
	for s := range stubs.all {
		kind, item := stubs.kind(s), int(s.item)
		if !slices.Contains(types, kind) {
			types = append(types, kind)
		}
		w.HasPages = w.HasPages || kind == "page"
		if u := p.index.URL(item); !s.draft && !p.repeated[item] {
			w.HomeTaken = w.HomeTaken || u == "/"
			if u == p.home && u != "/" {
				w.PostsPage = u
			}
		}
	}
	slices.Sort(types)
	p.languages.seal(stubs, p.site.Language, m.settings.Languages)
	w.Languages = p.languages.list
	w.Beside = m.settings.Images == settings.ImagesBeside
	w.Title, w.Description, w.Language = p.site.Title, p.site.Description, cmp.Or(p.site.Language, "en")
	w.BaseURL = "https://example.org"
	if u, err := url.Parse(r.Blog); err == nil && u.Host != "" {
		w.BaseURL = u.Scheme + "://" + u.Host
	}
	w.Taxonomies = p.taxonomies(r, m)
	var fields []string
	for _, t := range w.Taxonomies {
		fields = append(fields, t.Field)
	}
	p.folders = m.target.Folders(types, fields)
	types = slices.DeleteFunc(types, func(typ string) bool { return typ == "post" || typ == "page" })
	for _, typ := range types {
		w.Types = append(w.Types, target.Type{Name: p.folders[typ], Label: label(typ)})
	}
	taken := p.taken()
	w.Taken = taken
	if w.PostsPage == "" {
		w.Home = p.home
	}
	w.SetArchive()
	if m.target.TypeLists {
		p.placeLists(types)
	}
}

// placeLists gives the lists of post types their addresses: those of the old site,
// where they are free.
func (p *plan) placeLists(types []string) {
	var was []string
	for _, typ := range types {
		was = append(was, p.index.TypeArchive(typ))
	}
	w := &p.whole
	taken := w.Taken
	w.Taken = func(path string) bool { return path == w.ArchivePath || taken(path) }
	w.SetLists(was)
	w.Taken = taken
	kept := map[string]string{}
	for i, typ := range types {
		if !slices.ContainsFunc(w.Taxonomies, func(t target.Taxonomy) bool { return t.Taxonomy == typ }) { // archives are called by the one or the other
			kept[typ] = w.Types[i].URL
		}
	}
	p.index.KeepArchives(kept)
}

// taken tells of the addresses that items and terms have.
func (p *plan) taken() func(path string) bool {
	terms := map[string]bool{}
	for _, t := range p.whole.Taxonomies {
		for _, term := range p.siteData.terms.List(t.Taxonomy) {
			terms[term.URL] = true
		}
	}
	return func(path string) bool {
		// most generators write /x/ and /x/index.html into one file
		return p.index.HasPage(path) || terms[path] || strings.HasSuffix(path, "/") && p.index.HasPage(path+"index.html")
	}
}

// taxonomies returns those that are fields of front matter: WordPress' own, then
// those that items use.
func (p *plan) taxonomies(r *data.Renderer, m *migration) []target.Taxonomy {
	blog := ""
	if u, err := url.Parse(r.Blog); err == nil {
		blog = u.Path
	}
	categories, tags := "category", "tag"
	if s := p.site.Settings; s != nil {
		categories, tags = cmp.Or(s.CategoryBase, categories), cmp.Or(s.TagBase, tags)
	}
	list := []target.Taxonomy{
		{Field: "categories", Taxonomy: "category", Label: "Categories", Base: blog + "/" + categories + "/"},
		{Field: cmp.Or(m.target.TagsField, "tags"), Taxonomy: "post_tag", Label: "Tags", Base: blog + "/" + tags + "/"},
	}
	for _, name := range p.siteData.terms.Used() {
		if name == "category" || name == "post_tag" || name == "post_format" {
			continue
		}
		list = append(list, target.Taxonomy{Field: m.target.Field(name), Taxonomy: name, Label: label(name), Base: blog + "/" + name + "/"})
	}
	if m.target.Generator() {
		kept := map[string]string{"feed": m.target.Feed}
		for _, t := range list {
			kind := t.Taxonomy
			if kind == "post_tag" {
				kind = "tag"
			}
			kept[kind] = t.Base + ":path/"
		}
		p.index.KeepArchives(kept)
		had, moved := map[string]bool{}, map[string]string{}
		possible := func(path string) string { return m.target.TermPath(p.index.Possible(path)) }
		for _, t := range list {
			p.siteData.terms.Place(t.Taxonomy, r, m.target.Names, possible, func(path string) bool {
				place := path
				if m.target.FoldCase {
					place = strings.ToLower(path)
				}
				taken := had[place] || p.index.HasPage(path)
				had[place] = true
				return taken
			}, moved)
		}
		p.index.MoveArchives(moved)
	}
	return list
}

// label makes a heading of a name: product_cat is Product cat.
func label(name string) string {
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '_' || r == '-' {
			return ' '
		}
		return r
	}, name))
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}

// A filedTerm is a term that a post is filed under.
type filedTerm struct {
	extract.TermRef
	term *data.Term // nil if the site does not have it
	key  string     // how front matter has it
}

// termsOf returns the terms of a post.
func (c *converter) termsOf(it *extract.Item) []filedTerm {
	list := make([]filedTerm, len(it.Terms))
	for i, ref := range it.Terms {
		term := c.plan.siteData.terms.Term(ref)
		list[i] = filedTerm{ref, term, c.keyOf(ref, term)}
	}
	return list
}

// keyOf returns how front matter has a term.
func (c *converter) keyOf(ref extract.TermRef, term *data.Term) string {
	switch {
	case c.target.Generator() && c.target.Terms == target.ByKey:
		if term != nil {
			return term.KeyOrName()
		}
		return cmp.Or(ref.Name, data.Slug(ref.Slug))
	case c.terms == TermsName && ref.Name != "":
		return ref.Name
	case term != nil:
		return term.Slug
	}
	return data.Slug(ref.Slug)
}

// setTarget sets the fields of a post that depend on the target.
func (c *converter) setTarget(p *frontmatter.Post, n int, it *extract.Item, terms []filedTerm) {
	if p.URL != "" && !p.Draft {
		p.Address = c.target.Address(target.Item{Type: it.Type, ID: it.ID, URL: p.URL})
	}
	if data.CountApproved(it) > 0 {
		name, ok := c.plan.siteData.comments[n]
		if !ok {
			name = c.commentFile(p.Path, it.ID)
		}
		p.Comments = stemOf(name)
	}
	for i := range c.plan.whole.Taxonomies {
		t := &c.plan.whole.Taxonomies[i]
		f := frontmatter.Filed{Field: t.Field, Taxonomy: t.Taxonomy}
		var keys data.Distinct[string]
		for j := range terms {
			ref := &terms[j]
			if ref.Taxonomy != t.Taxonomy || !keys.Add(ref.key) {
				continue
			}
			if term := ref.term; term != nil && c.target.Generator() {
				f.Terms = append(f.Terms, frontmatter.Term{Key: ref.key, Name: term.Name, Slug: term.Slug, URL: term.URL, Path: term.Path()})
			}
		}
		if f.Keys = keys.List(); len(f.Keys) > 0 {
			p.Filed = append(p.Filed, f)
		}
	}
}

// writeStarter writes the pages and settings that the target needs beside the
// pages of items, and returns them.
func (rec *recorder) writeStarter() (others []emit.Other) {
	if !rec.target.Generator() {
		return nil
	}
	w := &rec.plan.whole
	w.Formulas, w.Aliases = rec.tally.formulas, rec.tally.aliases
	for i := range w.Taxonomies {
		t := &w.Taxonomies[i]
		for _, term := range rec.plan.siteData.terms.List(t.Taxonomy) {
			if term.URL != "" {
				one := target.Term{Name: term.Name, Slug: term.Slug, Key: term.KeyOrName(), Description: term.Description, URL: term.URL, Below: term.Below}
				langs := []string{""}
				if rec.target.TermsApart {
					langs = rec.plan.languages.of(t.Taxonomy, term.Slug)
				}
				for i, lang := range langs {
					one.Lang, one.Other = lang, i > 0
					t.Terms = append(t.Terms, one)
				}
			}
		}
	}
	done := func(file emit.File, err error) {
		if err == nil && rec.o.Events != nil {
			err = rec.o.Events.File(file)
		}
		if err != nil {
			rec.tally.problems = append(rec.tally.problems, err.Error())
			return
		}
		if text := editedFile(file); text != "" {
			rec.tally.problems = append(rec.tally.problems, file.Path+" "+text)
		}
		if !file.Foreign {
			others = append(others, emit.Other{Path: file.Path, SHA256: file.SHA256})
		}
	}
	if rec.target.Pages != nil {
		for _, page := range rec.target.Pages(w) {
			raw, err := rec.target.Marshal(page.Fields)
			if err != nil {
				rec.tally.problems = append(rec.tally.problems, page.Stem+": "+err.Error())
				continue
			}
			done(rec.folder.Write(rec.plan.take(page.Place, "term"), raw))
		}
	}
	files, err := rec.target.Starter(w)
	if err != nil {
		rec.tally.problems = append(rec.tally.problems, err.Error())
	}
	for _, f := range files {
		done(rec.folder.Offer(f.Path, f.Data))
	}
	return others
}
