package migrate

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/stack"
	"github.com/wp2md/wp2md/transform"
)

// siteData is what is around the posts.
type siteData struct {
	people       *data.People
	terms        *data.Terms
	menus        *data.Menus
	translations data.Translations
	comments     map[int]string // files of comments that are not named for the item's own file
	front        *data.Post     // the page that is the home page, or nil
	posts        *data.Post     // the page that lists the posts then, or nil
}

func newSiteData() siteData {
	return siteData{data.NewPeople(), data.NewTerms(), data.NewMenus(), data.Translations{}, map[int]string{}, nil, nil}
}

// add takes note of item n in the first pass.
func (a *siteData) add(n int, it *extract.Item, written bool) {
	a.people.Add(it, written)
	a.menus.See(it)
	if written {
		a.terms.Add(it)
	}
	if written && it.Status == "publish" { // pages that visitors see name no draft
		a.translations.Add(n, it)
	}
}

func (a *siteData) seal(site *extract.Site) {
	a.people.Seal(site)
	a.terms.Seal(site)
}

// nameComments gives each item that has comments a file for them. It is named
// for the item's own; posts come first, for their names are those that a
// template asks for.
func (p *plan) nameComments(stubs *stubs, m *migration) {
	folder := m.dataFile(data.CommentFolder)
	for _, posts := range []bool{true, false} {
		for s := range stubs.all {
			own := p.paths.of(int(s.item))
			if own == "" || !s.comments || (stubs.kind(s) == "post") != posts {
				continue
			}
			usual := m.commentFile(own, s.id)
			name := p.names.Take(emit.Name{Root: folder, Stem: stemOf(usual), Ext: ".json"})
			if name != usual {
				p.siteData.comments[int(s.item)] = name
			}
		}
	}
}

// commentFile returns the file of the comments of an item, unless another has the
// name. Generators know a data file by its name, and not all of them know each
// name: there it is the ID.
func (m *migration) commentFile(own string, id int64) string {
	stem := stemOf(own)
	if m.target.Generator() {
		stem = strconv.FormatInt(id, 10)
	}
	return m.dataFile(data.CommentFolder) + "/" + stem + ".json"
}

// commentsOf returns the file of the comments of item n, whose own file is given.
func (p *plan) commentsOf(m *migration, n int, id int64, own string) string {
	if name, ok := p.siteData.comments[n]; ok {
		return name
	}
	return m.commentFile(own, id)
}

func stemOf(file string) string {
	dir, name := path.Split(file)
	stem := strings.TrimSuffix(name, path.Ext(name))
	if dir != "" && (stem == "index" || stem == "_index") { // which has a folder of its own
		return path.Base(dir)
	}
	return stem
}

func (c *converter) renderer(worker int) *data.Renderer {
	r := c.migration.renderer(c.workers[worker].data)
	r.Room = c.workers[worker].ofData
	return r
}

// setSiteFields sets the fields of a post that say who wrote it and which posts are
// its translations.
func (c *converter) setSiteFields(p *frontmatter.Post, n int, it *extract.Item) {
	if a := c.plan.siteData.people.ByLogin(it.Creator); a != nil {
		p.AuthorName = a.Name
	}
	for _, a := range c.plan.siteData.people.Of(it) {
		p.Authors = append(p.Authors, a.Login)
		p.AuthorNames = append(p.AuthorNames, a.Name)
	}
	p.Lang, p.TranslationKey = data.Language(it)
	for language, other := range c.plan.siteData.translations.Of(n, p.TranslationKey) {
		if url := c.plan.index.URL(other); url != "" {
			if p.Translations == nil {
				p.Translations = map[string]string{}
			}
			p.Translations[language] = url
		}
	}
}

// comments writes the comments of item n, whose own file has been written.
func (c *converter) comments(out *Outcome, worker, n int, it *extract.Item) {
	count := data.CountApproved(it)
	var why string
	if out.held, why = data.Held(it); out.held > 0 {
		out.note(note.Comments, false, report.Plural(out.held, "comment")+" held back: "+why)
	}
	if count == 0 {
		return
	}
	name, ok := c.plan.siteData.comments[n]
	if !ok {
		name = c.commentFile(out.Entry.Path, it.ID)
	}
	var found data.Found
	post := data.Post{ID: it.ID, Type: it.Type, Title: out.Title, Path: out.Entry.Path, URL: c.plan.index.URL(n)}
	all := c.renderer(worker).Comments(it, post, c.plan.siteData.people, &found)
	raw := all.AppendJSON(c.workers[worker].file[:0])
	c.keepRoom(worker, raw)
	file, edit, err := c.writeRaw(name, raw)
	if err != nil {
		out.note(note.Comments, true, report.Plural(count, "comment")+" not in the output: "+err.Error())
		out.Entry.Ledger.Add(commentsThat(note.Dropped, count))
		return
	}
	if edit != "" {
		out.note(note.Edited, true, name+" "+edit)
	}
	out.Entry.Notes = append(out.Entry.Notes, bounded(found.Notes)...)
	noteFieldsOfComments(out, it)
	for _, f := range found.Files {
		c.noteMissing(out, f)
	}
	out.files = append(out.files, found.Files...)
	out.left = append(out.left, found.Left...)
	out.comments = all.Count
	out.Beside = append(out.Beside, file)
	out.Entry.Files = append(out.Entry.Files, emit.Other{Path: name, SHA256: file.SHA256})
	out.Entry.Ledger.Add(commentsThat(note.Converted, count))
}

// mostNotes is how many notes on its comments an item has: some have 100,000
// comments, and the manifest a line for each item.
const mostNotes = 100

func bounded(notes []note.Note) []note.Note {
	more := len(notes) - mostNotes
	if more <= 0 {
		return notes
	}
	rest := note.Note{Kind: note.Comments, Text: report.Plural(more, "more note") + " on comments"}
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
func (c *converter) collect(out *Outcome, worker, n int, it *extract.Item, v verdict) {
	e := &out.Entry
	switch count := data.CountApproved(it); {
	case c.plan.repeated[n]:
		if count -= c.plan.commented[n]; count > 0 {
			out.note(note.Comments, true, report.Plural(count, "comment")+" that the other does not have, not in the output")
		}
		return
	case count > 0 && (v.file || e.Path == ""):
		out.note(note.Comments, false, report.Plural(count, "comment")+" not in the output, for it has no page")
	}
	if it.Cut {
		return
	}
	r := c.renderer(worker)
	var found data.Found
	if !v.file && out.isHeld() {
		out.heldAuthors, out.heldTerms = c.plan.siteData.people.Of(it), c.plan.siteData.terms.Of(it)
	}
	if v.write {
		out.authors, out.terms, out.public = c.plan.siteData.people.Of(it), c.plan.siteData.terms.Of(it), !v.draft
		if home := strings.TrimRight(it.Link, "/"); it.Type == "page" && home == r.Blog {
			out.front = true
		}
		if s := c.plan.site.Settings; s != nil && it.ID != 0 {
			out.front = out.front || it.ID == s.FrontPage
			out.postsPage = it.ID == s.PostsPage
		}
	}
	var why string
	if out.menu, why = r.MenuItem(it, c.plan.siteData.terms, &found); why != "" {
		out.note(note.Type, false, why)
	}
	if (it.Type == "wp_template" || it.Type == "wp_template_part") && it.Status == "publish" && !out.secret {
		if words := transform.ThemeWords(transform.WithoutHeld(it.Content)); words != "" {
			out.note(note.Type, false, "words in a part of the theme, which are on no page: "+words)
		}
	}
	if !v.write && c.plan.withheld[n] == privacy.Embedded && transform.IsVariation(it) {
		noteFieldsOfVariation(out, it)
	}
	if !v.write && it.Type == "reply" && c.plan.withheld[n] == privacy.Embedded {
		noteFieldsOfReply(out, it)
	}
	if !v.write && !v.file && privacy.IsWithoutPages(c.plan.withheld[n]) {
		noteFieldsHeld(out, it)
	}
	part, saved := isBuiltPart(it), false
	if !part && !v.write && !v.file {
		saved = isSavedTemplate(it) && !c.plan.library.UsesTemplate(it)
	}
	if (part || saved) && !out.secret {
		page := transform.Tree(it, c.plan.library, c.settings.Reading())
		words := transform.WordsOf(page.Tree)
		if words != "" {
			out.untold = cmp.Or(it.PlainTitle(), strconv.FormatInt(it.ID, 10))
		}
		switch {
		case words == "":
		case saved && !isAroundPages(it): // it can be a copy of any page
			out.note(note.Type, false, fmt.Sprintf("a template that no item names, with %d words, which are told nowhere", len(strings.Fields(words))))
		case part:
			out.note(note.Type, false, "words in a part of the theme, which are on no page: "+words)
		default: // its theme may have shown it around each page
			out.note(note.Type, false, "words in the template "+transform.Quote(it.PlainTitle())+", which no item names: "+words)
		}
		if saved && (words == "" || !isAroundPages(it)) {
			page.Notes = nil
		}
		for _, n := range page.Notes {
			out.note(n.Kind, false, "in a part of the theme: "+n.Text)
		}
	}
	if it.Type == "wp_block" && it.Status == "publish" && !out.secret && !v.file && !c.plan.library.UsesBlock(it.ID) {
		if words := transform.ThemeWords(transform.WithoutHeld(it.Content)); words != "" {
			out.note(note.Type, false, "words in a reusable block that no item uses, which are on no page: "+words)
		}
	}
	out.navigation = r.Navigation(it, func(id int64) bool {
		to := c.plan.unwritten[id]
		return to == note.Private || to == note.Status
	}, &found)
	why = ""
	if to := c.plan.unwritten[data.LeadsTo(it)]; to == note.Private || to == note.Status {
		why = "it leads to an item that is held back"
	} else if it.Type == "nav_menu_item" && c.plan.withholding.secret[it.ID] {
		why = "only some people saw it"
	}
	if why != "" {
		out.menu, out.toHeld = nil, true
		found = data.Found{}
		out.note(note.Private, false, "not in its menu: "+why)
	}
	if v.file {
		was := len(out.media)
		if out.media = c.appendMedia(out.media, r, n, it, &found); len(out.media) > was {
			noteFieldsAround(out, it, "the file", data.MediaFile)
		}
	}
	if out.menu != nil {
		noteFieldsAround(out, it, "the menu item", data.MenuFile)
	}
	for _, note := range found.Notes {
		note.Review = false // no page shows it
		e.Notes = append(e.Notes, note)
	}
	out.files = append(out.files, found.Files...)
}

// isBuiltPart reports whether an item is a part of a theme that was made with a builder, and
// that the old site showed around its pages or in their place: a header, a popup.
func isBuiltPart(it *extract.Item) bool {
	if it.Status != "publish" || it.Password != "" {
		return false
	}
	switch it.Type {
	case "elementor_library": // the others are put in where they are named
		return strings.Contains(it.Field("_elementor_conditions"), "include/")
	case "elementskit_template":
		return it.Field("elementskit_template_activation") == "yes"
	case "bricks_template":
		return strings.Contains(it.Field("_bricks_template_settings"), "templateConditions")
	case "ct_template":
		return it.Field("ct_template_type") != "reusable_part"
	case transform.NimbleType:
		return transform.NimblePage(it) == 0
	case "elementor-hf", "et_header_layout", "et_body_layout", "et_footer_layout", "fusion_tb_section":
		return true
	}
	return false
}

// isSavedTemplate reports whether an item is a template of a builder, which items show that
// name it, and themes around each page: as their footer.
func isSavedTemplate(it *extract.Item) bool {
	if it.Status != "publish" || it.Password != "" || it.Field("_et_pb_predefined_layout") != "" { // of the builder
		return false
	}
	switch it.Type {
	case "elementor_library":
		return it.Field("_elementor_template_type") != "kit"
	case "elementskit_content", "et_pb_layout", "fl-builder-template", "fusion_template", "fusion_element", "bricks_template", "ct_template", "oxy_user_library", "brizy_template", "cs_template", "vc4_templates", "templatera", "jkit-template":
		return true
	}
	return false
}

// appendMedia appends what data/media.json says of an attachment, if it does.
func (c *converter) appendMedia(b []byte, r *data.Renderer, n int, it *extract.Item, found *data.Found) []byte {
	if _, held := c.file(it); held {
		return b
	}
	i, ok := c.plan.index.FileOf(n)
	if !ok {
		return b
	}
	name := cmp.Or(c.plan.beside[i], c.plan.index.FileName(i))
	if c.o.Media == MediaKeep {
		name = ""
	}
	return r.Media(it, name, c.plan.index.FileURL(i), found).AppendJSON(b)
}

// collect takes what is around the posts from the outcome of the next item.
func (rec *recorder) collect(out *Outcome) {
	a := &rec.plan.siteData
	for _, author := range out.authors {
		author.Count++
	}
	for _, term := range out.terms {
		term.Count++
		if out.public {
			term.Public++
		}
	}
	for _, author := range out.heldAuthors {
		author.Held++
	}
	for _, term := range out.heldTerms {
		term.Held++
	}
	switch {
	case out.menu != nil:
		a.menus.Add(out.menu)
	case out.navigation != nil:
		a.menus.AddMenu(out.navigation)
	case !out.isHeld():
		a.menus.Name(out.Entry.ID, out.Title)
	}
	post := func() *data.Post {
		return &data.Post{ID: out.Entry.ID, Type: out.Entry.Type, Title: out.Title, Path: rec.plan.paths.of(out.n), URL: rec.plan.index.URL(out.n)}
	}
	if out.untold != "" {
		rec.templates++
		if len(rec.templateNames) < mostTemplates {
			rec.templateNames = append(rec.templateNames, transform.Quote(out.untold))
		}
	}
	if out.front && a.front == nil {
		a.front = post()
	}
	if out.postsPage && a.posts == nil {
		a.posts = post()
	}
	if len(out.media) > 0 {
		rec.media.add(out.media)
	}
}

// writeData writes what is around the posts, when all items are recorded, and
// returns the files.
func (rec *recorder) writeData() (others []emit.Other) {
	var found data.Found
	a, r := &rec.plan.siteData, rec.renderer()
	written := func(file emit.File, note string, err error) {
		if err == nil && rec.o.Events != nil {
			err = rec.o.Events.File(file)
		}
		if err != nil {
			rec.tally.problems = append(rec.tally.problems, err.Error())
			return
		}
		if note != "" {
			rec.tally.problems = append(rec.tally.problems, file.Path+" "+note)
		}
		others = append(others, emit.Other{Path: file.Path, SHA256: file.SHA256})
	}
	written(rec.writeJSON(rec.dataFile(data.SiteFile), r.Site(&rec.plan.site, a.front, a.posts, &found)))
	if list := a.people.Authors(r, &found); len(list) > 0 {
		written(rec.writeJSON(rec.dataFile(data.AuthorFile), list))
	}
	lists := a.terms.Lists(r, &found)
	if len(lists) > 0 {
		written(rec.writeJSON(rec.dataFile(data.TermFile), lists))
	}
	if !rec.o.partial() || !rec.folder.Ours() {
		others = append(others, rec.writeStarter()...)
	}
	if menus := a.menus.Trees(&rec.plan.site); len(menus) > 0 {
		written(rec.writeJSON(rec.dataFile(data.MenuFile), menus))
	}
	if list := r.Widgets(&rec.plan.site, &found); len(list) > 0 {
		written(rec.writeJSON(rec.dataFile(data.WidgetFile), list))
	}
	if list := r.Links(&rec.plan.site, &found); len(list) > 0 {
		written(rec.writeJSON(rec.dataFile(data.LinkFile), list))
	}
	if file, ok, err := rec.media.close(); ok {
		written(file, editedFile(file), err)
	}
	found.Notes = append(found.Notes, termFields(&rec.plan.site, lists)...)
	if rec.templates > 0 {
		names := strings.Join(rec.templateNames, ", ")
		if rec.templates > len(rec.templateNames) {
			names += " …"
		}
		found.Notes = append(found.Notes, note.Note{Kind: note.Type, Text: "words of " + report.Plural(rec.templates, "template") + " of a builder, which visitors may have seen around each page, are on no page; the notes of the items in .wp2md/manifest.jsonl have them: " + names})
	}
	told, size, more := map[note.Note]bool{}, 0, 0
	for _, n := range found.Notes {
		rec.tally.notes.Add(string(n.Kind))
		n.Review = false // no page shows it, and nobody could accept it
		switch {
		case told[n]:
		case size > mostAround:
			more++
		default:
			told[n], size = true, size+len(n.Text)
			rec.tally.around = append(rec.tally.around, n)
		}
	}
	if more > 0 {
		rec.tally.around = append(rec.tally.around, note.Note{Kind: note.Type, Text: report.Plural(more, "more note") + " on menus, terms, authors and widgets"})
	}
	return others
}

// mostTemplates is how many templates the report names.
const mostTemplates = 20

// mostAround bounds the bytes of the notes that are kept on what is around the posts.
const mostAround = 4 << 20

// termFields notes the fields of terms, which data/terms.json does not have: themes keep
// the text at the end of a category there, and its picture.
func termFields(site *extract.Site, lists map[string][]*data.Term) (notes []note.Note) {
	type ref struct{ taxonomy, slug string }
	listed := map[ref]bool{}
	for taxonomy, list := range lists {
		for _, t := range list {
			listed[ref{taxonomy, t.Slug}] = true
		}
	}
	nothing := func(string) bool { return false }
	for _, t := range site.Terms {
		if len(t.Meta) == 0 || !listed[ref{t.Taxonomy, data.Slug(t.Slug)}] {
			continue
		}
		it := &extract.Item{Title: t.Name, Meta: t.Meta}
		fields := leftFields(it, nil, nothing, nil, t.Description, 0)
		if len(fields) > 0 {
			notes = append(notes, note.Note{Kind: note.FrontMatter, Text: "fields of " + t.Taxonomy + " " + t.Slug + " that are not in data/" + data.TermFile + ": " + listFields(fields)})
		}
	}
	return notes
}

// writeJSON writes a file of JSON. The note says that a person has changed the
// one that is there.
func (m *migration) writeJSON(name string, v any) (file emit.File, note string, err error) {
	raw, err := data.JSON(v)
	if err != nil {
		return file, "", err
	}
	return m.writeRaw(name, raw)
}

func (m *migration) writeRaw(name string, raw []byte) (file emit.File, note string, err error) {
	file, err = m.folder.Write(name, raw)
	return file, editedFile(file), err
}

// mediaFile writes data/media.json entry by entry: a site can have more files
// than fit into memory.
type mediaFile struct {
	folder *emit.Folder
	name   string         // of the file
	pipe   *io.PipeWriter // nil until there is an entry
	out    *bufio.Writer  // to the pipe
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
		f.out = bufio.NewWriterSize(f.pipe, 64<<10)
		f.done = make(chan struct{})
		go func() {
			defer close(f.done)
			stack.Room[stack.Page]()
			f.file, f.err = f.folder.Copy(f.name, in)
			in.CloseWithError(errors.New("the file is closed"))
		}()
	}
	_, _ = f.out.WriteString(sep)
	_, _ = f.out.Write(entry) // an error is that of the reader
}

// close ends the file. It is not ok if there was no entry.
func (f *mediaFile) close() (file emit.File, ok bool, err error) {
	if f.pipe == nil {
		return file, false, nil
	}
	_, _ = f.out.WriteString("\n]\n")
	_ = f.out.Flush()
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

// isAroundPages reports whether a saved template is by its name or kind what a theme shows around
// each page.
func isAroundPages(it *extract.Item) bool {
	kind := strings.ToLower(it.Title + " " + it.Field("_elementor_template_type") + " " + it.Slug)
	return strings.Contains(kind, "header") || strings.Contains(kind, "footer")
}
