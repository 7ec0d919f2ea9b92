package main

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/note"
)

// around is what is around the posts.
type around struct {
	people       *data.People
	terms        *data.Terms
	menus        *data.Menus
	translations data.Translations
	comments     map[int]string // files of comments that are not named for the item's own file
	front        *data.Post     // the page that is the home page, or nil
}

func newAround() around {
	return around{data.NewPeople(), data.NewTerms(), data.NewMenus(), data.Translations{}, map[int]string{}, nil}
}

// add takes note of item n in the first pass.
func (a *around) add(n int, it *extract.Item, written bool) {
	a.people.Add(it, written)
	a.menus.See(it)
	if written {
		a.terms.Add(it)
		a.translations.Add(n, it)
	}
}

func (a *around) seal(site *extract.Site) {
	a.people.Seal(site)
	a.terms.Seal(site)
}

// nameComments gives each item that has comments a file for them. It is named
// for the item's own; posts come first, for their names are those that a
// template asks for.
func (p *plan) nameComments(stubs []stub) {
	for _, posts := range []bool{true, false} {
		for _, s := range stubs {
			own, ok := p.paths[s.item]
			if !ok || !s.comments || (s.kind == "post") != posts {
				continue
			}
			name := p.names.Take(emit.Name{Dir: strings.Split(data.CommentFolder, "/"), Stem: stemOf(own), Ext: ".json"})
			if name != commentFile(own) {
				p.around.comments[s.item] = name
			}
		}
	}
}

func commentFile(own string) string { return data.CommentFolder + "/" + stemOf(own) + ".json" }

func stemOf(file string) string {
	return strings.TrimSuffix(file[strings.LastIndexByte(file, '/')+1:], ".md")
}

func (m *migration) renderer(worker int) *data.Renderer {
	return &data.Renderer{Index: m.plan.index, Library: m.plan.library, Printer: m.workers[worker].printer, Blog: m.plan.site.URL()}
}

// setAround sets the fields of a post that say who wrote it and which posts are
// its translations.
func (m *migration) setAround(p *frontmatter.Post, n int, it *extract.Item) {
	if a := m.plan.around.people.ByLogin(it.Creator); a != nil {
		p.AuthorName = a.Name
	}
	for _, a := range m.plan.around.people.Of(it) {
		p.Authors = append(p.Authors, a.Login)
		p.AuthorNames = append(p.AuthorNames, a.Name)
	}
	p.Lang, p.TranslationKey = data.Language(it)
	for language, other := range m.plan.around.translations.Of(n, p.TranslationKey) {
		if url := m.plan.index.URL(other); url != "" {
			if p.Translations == nil {
				p.Translations = map[string]string{}
			}
			p.Translations[language] = url
		}
	}
}

// comments writes the comments of item n, whose own file has been written.
func (m *migration) comments(out *outcome, worker, n int, it *extract.Item) {
	count := data.CountApproved(it)
	var why string
	if out.held, why = data.Held(it); out.held > 0 {
		out.note(note.Comments, false, plural(out.held, "comment")+" held back: "+why)
	}
	if count == 0 {
		return
	}
	name, ok := m.plan.around.comments[n]
	if !ok {
		name = commentFile(out.entry.Path)
	}
	var found data.Found
	post := data.Post{ID: it.ID, Type: it.Type, Title: out.title, Path: out.entry.Path, URL: m.plan.index.URL(n)}
	all := m.renderer(worker).Comments(it, post, m.plan.around.people, &found)
	file, edit, err := m.writeJSON(name, all)
	if err != nil {
		out.note(note.Comments, true, plural(count, "comment")+" not in the output: "+err.Error())
		out.entry.Ledger.Add(commentsThat(note.Dropped, count))
		return
	}
	if edit != "" {
		out.note(note.Edited, true, name+" "+edit)
	}
	out.entry.Notes = append(out.entry.Notes, bounded(found.Notes)...)
	for _, f := range found.Files {
		m.noteMissing(out, f)
	}
	out.files = append(out.files, found.Files...)
	out.left = append(out.left, found.Left...)
	out.comments = all.Count
	out.beside = append(out.beside, file)
	out.entry.Files = append(out.entry.Files, emit.Other{Path: name, SHA256: file.SHA256})
	out.entry.Ledger.Add(commentsThat(note.Converted, count))
}

// mostNotes is how many notes on its comments an item has: some have 100,000
// comments, and the manifest a line for each item.
const mostNotes = 100

func bounded(notes []note.Note) []note.Note {
	more := len(notes) - mostNotes
	if more <= 0 {
		return notes
	}
	rest := note.Note{Kind: note.Comments, Text: plural(more, "more note") + " on comments"}
	for _, n := range notes[mostNotes:] {
		rest.Review = rest.Review || n.Review
	}
	return append(notes[:mostNotes:mostNotes], rest)
}

func commentsThat(f note.Fate, n int) *note.Ledger {
	var l note.Ledger
	l[note.CommentConstruct][f] = int32(n)
	return &l
}

// collect makes of an item what is around the posts, whatever became of the
// item itself: --only leaves the rest of a folder as it is.
func (m *migration) collect(out *outcome, worker, n int, it *extract.Item, v verdict) {
	e := &out.entry
	switch c := data.CountApproved(it); {
	case m.plan.repeated[n]:
		if c -= m.plan.commented[n]; c > 0 {
			out.note(note.Comments, true, plural(c, "comment")+" that the other does not have, not in the output")
		}
		return
	case c > 0 && (v.file || e.Path == ""):
		out.note(note.Comments, false, plural(c, "comment")+" not in the output, for it has no page")
	}
	if it.Cut {
		return
	}
	r := m.renderer(worker)
	var found data.Found
	if v.write {
		out.authors, out.terms = m.plan.around.people.Of(it), m.plan.around.terms.Of(it)
		if home := strings.TrimRight(it.Link, "/"); it.Type == "page" && home == r.Blog {
			out.front = true
		}
	}
	var why string
	if out.menu, why = r.MenuItem(it, m.plan.around.terms, &found); why != "" {
		out.note(note.Type, false, why)
	}
	if v.file {
		out.media = m.mediaEntry(r, n, it, &found)
	}
	for _, note := range found.Notes {
		note.Review = false // no page shows it
		e.Notes = append(e.Notes, note)
	}
	out.files = append(out.files, found.Files...)
}

// mediaEntry returns what data/media.json says of an attachment, or nil.
func (m *migration) mediaEntry(r *data.Renderer, n int, it *extract.Item, found *data.Found) []byte {
	if _, held := m.sel.file(it, m.plan.unwritten[it.Parent]); held {
		return nil
	}
	i, ok := m.plan.index.FileOf(n)
	if !ok {
		return nil
	}
	f := m.plan.index.File(i)
	name := f.Name
	if m.o.media == mediaKeep {
		name = ""
	}
	raw, err := data.JSON(r.Media(it, name, f.URL, found))
	if err != nil {
		panic(err) // strings and numbers have a form in JSON
	}
	return raw
}

// gather takes what is around the posts from the outcome of the next item.
func (m *migration) gather(out *outcome) {
	a := &m.plan.around
	for _, author := range out.authors {
		author.Posts++
	}
	for _, term := range out.terms {
		term.Count++
	}
	if out.menu != nil {
		a.menus.Add(out.menu)
	} else {
		a.menus.Name(out.entry.ID, out.title)
	}
	if out.front && a.front == nil {
		a.front = &data.Post{ID: out.entry.ID, Type: out.entry.Type, Title: out.title, Path: m.plan.paths[out.n], URL: m.plan.index.URL(out.n)}
	}
	if out.media != nil {
		m.media.add(out.media)
	}
}

// writeData writes what is around the posts, when all items are recorded, and
// returns the files.
func (m *migration) writeData() (others []emit.Other) {
	var found data.Found
	a, r := &m.plan.around, m.renderer(0)
	written := func(file emit.File, note string, err error) {
		if err == nil && m.o.watch != nil {
			err = m.o.watch.file(file)
		}
		if err != nil {
			m.tally.problems = append(m.tally.problems, err.Error())
			return
		}
		if note != "" {
			m.tally.problems = append(m.tally.problems, file.Path+" "+note)
		}
		others = append(others, emit.Other{Path: file.Path, SHA256: file.SHA256})
	}
	written(m.writeJSON(data.SiteFile, r.Site(&m.plan.site, a.front, &found)))
	if list := a.people.Authors(r, &found); len(list) > 0 {
		written(m.writeJSON(data.AuthorFile, list))
	}
	if lists := a.terms.Lists(r, &found); len(lists) > 0 {
		written(m.writeJSON(data.TermFile, lists))
	}
	if menus := a.menus.Trees(&m.plan.site); len(menus) > 0 {
		written(m.writeJSON(data.MenuFile, menus))
	}
	if file, ok, err := m.media.close(); ok {
		written(file, editedFile(file), err)
	}
	for _, n := range found.Notes {
		m.tally.notes.Add(string(n.Kind))
		if n.Review {
			m.tally.problems = append(m.tally.problems, "data: "+n.Text)
		}
	}
	return others
}

// writeJSON writes a file of JSON. The note says that a person has changed the
// one that is there.
func (m *migration) writeJSON(name string, v any) (file emit.File, note string, err error) {
	raw, err := data.JSON(v)
	if err != nil {
		return file, "", err
	}
	file, err = m.folder.Write(name, raw)
	return file, editedFile(file), err
}

// mediaFile writes data/media.json entry by entry: a site can have more files
// than fit into memory.
type mediaFile struct {
	folder *emit.Folder
	pipe   *io.PipeWriter // nil until there is an entry
	done   chan struct{}
	file   emit.File
	err    error
}

func (f *mediaFile) add(entry []byte) {
	sep := ",\n  "
	if f.pipe == nil {
		sep = "[\n  "
		var in *io.PipeReader
		in, f.pipe = io.Pipe()
		f.done = make(chan struct{})
		go func() {
			defer close(f.done)
			f.file, f.err = f.folder.Copy(data.MediaFile, in)
			in.CloseWithError(errors.New("the file is closed"))
		}()
	}
	indented := bytes.ReplaceAll(bytes.TrimSuffix(entry, []byte("\n")), []byte("\n"), []byte("\n  "))
	_, _ = f.pipe.Write(append([]byte(sep), indented...)) // an error is that of the reader
}

// close ends the file. It is not ok if there was no entry.
func (f *mediaFile) close() (file emit.File, ok bool, err error) {
	if f.pipe == nil {
		return file, false, nil
	}
	_, _ = io.WriteString(f.pipe, "\n]\n")
	f.pipe.Close()
	<-f.done
	f.pipe = nil
	return f.file, true, f.err
}

// abandon leaves the file as it was, unless it is closed.
func (f *mediaFile) abandon() {
	if f.pipe != nil {
		f.pipe.CloseWithError(errors.New("the run was interrupted"))
		<-f.done
	}
}
