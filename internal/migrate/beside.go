package migrate

import (
	"bytes"
	"context"
	"path"
	"time"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/ordered"
	"github.com/wp2md/wp2md/internal/reading"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
)

// Where files lie beside pages, one lies with the page that shows it if no other page
// does and nothing that is around them. So what a page shows never depends on whether
// another one is published, moved or deleted. The rest is in the folder of all files.

// uses are the files that an item is a reason for.
type uses struct {
	item   target.Item
	page   string // its path, "" if it has none
	alone  []int  // that lie with it if it alone shows them
	common []int  // others

	id   int64 // of an attachment
	file int   // its number
}

// sharedFile stands for the page of a file that cannot lie with one.
const sharedFile = -1

// placeFiles decides which files lie with which page. It converts all items for that,
// whatever a run is about: the result is one of the whole source.
func (r *run) placeFiles(ctx context.Context) error {
	if r.settings.Images != settings.ImagesBeside || r.o.Media == MediaKeep {
		return nil
	}
	c := newConverter(&r.migration)
	index := r.plan.index
	owner := make([]int32, index.Files()) // number of the use, from 1
	var pages []uses
	attached := map[int64]int{}
	var again error
	take := func(files []int, by int32) {
		for _, i := range files {
			if owner[i] != 0 && owner[i] != by {
				by = sharedFile
			}
			owner[i] = by
		}
	}
	r.o.Progress.Start(StageReading, int64(r.plan.items))
	for u := range ordered.MapSized(r.o.Jobs, r.items(ctx, r.src, false, &again), job.size, c.uses) {
		r.o.Progress.Add(1)
		take(u.common, sharedFile)
		if u.id != 0 {
			attached[u.id] = u.file
		}
		if len(u.alone) > 0 {
			pages = append(pages, u)
			take(u.alone, int32(len(pages)))
		}
	}
	if ctx.Err() != nil {
		return context.Canceled
	}
	if again != nil {
		return again
	}
	var around data.Found
	d, a := c.renderer(0), &r.plan.siteData
	a.people.Shown(d, &around)
	a.terms.Shown(d, &around)
	d.Site(&r.plan.site, nil, nil, &around)
	d.Widgets(&r.plan.site, &around)
	d.Links(&r.plan.site, &around)
	take(around.Files, sharedFile)
	r.plan.beside = map[int]string{}
	for i, by := range owner {
		if by <= 0 {
			continue
		}
		u := &pages[by-1]
		dir, ok := r.target.FolderOf(u.item, u.page)
		f := index.File(i)
		if !ok || !r.target.CanLieBeside(f.Name) {
			continue
		}
		name := path.Base(f.Path)
		if f.Path == "" || !r.target.CanLieBeside(name) {
			name = path.Base(f.Name)
		}
		file := r.plan.names.Beside(dir, name, "file")
		shown, address := r.target.AddressBeside(u.item, file)
		index.Place(i, rewrite.Placed{Shown: shown, Address: address})
		r.plan.beside[i] = file
	}
	r.plan.attached = attached
	return nil
}

// uses returns the files that the output has for the sake of an item.
func (c *converter) uses(worker int, j job) (u uses) {
	it := j.it
	defer func() {
		if recover() != nil { // the item will fail, and say so
			u.common = append(u.common, u.alone...)
			u.alone, c.workers[worker] = nil, c.newWorker()
		}
	}()
	v := c.ruling(j.n, it)
	if it.Cut || c.plan.repeated[j.n] {
		return u
	}
	r := c.renderer(worker)
	var found data.Found
	if v.write {
		c.settings.Fix(it, func(int) {})
		page := transform.Tree(it, c.plan.library, c.settings.Reading())
		out := Outcome{files: c.plan.index.Apply(page.Tree, it.Link).Files}
		c.image(it, page.Tree, &out)
		u.item, u.page = c.itemOf(j.n, it, v), c.plan.paths.of(j.n)
		u.alone = out.files
		if b := c.target.Beside; b != nil && b.Made {
			u.alone, u.common = c.asImages(out.files, c.workers[worker].printer.Print(page.Tree))
		}
		if data.CountApproved(it) > 0 {
			r.Comments(it, data.Post{}, c.plan.siteData.people, &found)
		}
	}
	r.MenuItem(it, c.plan.siteData.terms, &found)
	if v.file {
		if i, ok := c.plan.index.FileOf(j.n); ok {
			u.id, u.file = it.ID, i
		}
		c.appendMedia(nil, r, j.n, it, &found)
	}
	u.common = append(u.common, found.Files...)
	return u
}

// itemOf returns what the place of an item depends on.
func (m *migration) itemOf(n int, it *extract.Item, v verdict) target.Item {
	at := target.Item{Type: it.Type, ID: it.ID, Draft: v.draft, URL: m.plan.index.URL(n), Date: localDate(it)}
	lang, _ := data.Language(it)
	at.Lang = m.plan.languages.place(target.LanguageCode(lang))
	if at.Date.Unix() == noDate {
		at.Date = time.Time{}
	}
	return at
}

// asImages divides files into those that a page shows as images of Markdown alone,
// and the rest.
func (c *converter) asImages(files []int, body []byte) (images, rest []int) {
	if len(files) == 0 {
		return nil, nil
	}
	body = reading.Body(c.target.Dialect, body)
	shown := map[string]int{}
	_ = ast.Walk(reading.Parser(c.target.Dialect).Parser().Parse(text.NewReader(body)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if img, ok := n.(*ast.Image); ok && entering {
			shown[string(img.Destination)]++
		}
		return ast.WalkContinue, nil
	})
	for _, i := range files {
		if address := c.plan.index.Address(i); shown[address] == bytes.Count(body, []byte(address)) {
			images = append(images, i)
		} else {
			rest = append(rest, i)
		}
	}
	return images, rest
}

// attachedAt returns where the file of an attachment lies in this run, or "".
func (p *plan) attachedAt(id int64) string {
	if i, ok := p.attached[id]; ok {
		return p.fileOf(i)
	}
	return ""
}

// fileAt returns a function of the address of a file on the old site.
func (p *plan) fileAt() func(url string) string {
	at := make(map[string]string, p.index.Files())
	for i := range p.index.Files() {
		at[p.index.File(i).URL] = p.fileOf(i)
	}
	return func(url string) string { return at[url] }
}
