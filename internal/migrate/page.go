package migrate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/internal/verify"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
)

// An Outcome is what became of an item.
type Outcome struct {
	Entry emit.Entry // what the manifest has of it
	Title string

	Page   emit.File   // its page, if it has one
	File   emit.File   // the file of an attachment
	Beside []emit.File // files that belong to the page
	Was    []byte      // in a dry run: the page that was elsewhere, if nobody has edited it
	Moved  string      // the path of the page in the last run, if it is moved
	Fixes  []string    // of the settings that were about it

	// Withdrawn are files taken out of what is published, for their post is not
	// public any more: removed, or an edited page that is a draft now.
	Withdrawn []string

	verdict  verdict
	parent   int64
	toHeld   bool // a file of what is held back, or an entry of a menu that leads to it
	secret   bool // only some people saw it, by its status
	draft    bool
	carry    bool      // keep the line of the last run
	kept     bool      // as that has left it
	known    *lastTime // what the last run made of the item, if that is known beforehand
	last     *lastTime // the same, if the page was not converted again
	files    []int
	attached int // number of the file of an attachment, from 1

	pictureField string // the custom field that its image is from
	comments     int    // written
	held         int    // comments that are not approved
	replaced     []int

	n           int
	front       bool   // it is the home page
	untold      string // title of a template with words that no page has
	postsPage   bool
	authors     []*data.Author // who wrote what is in the output
	terms       []*data.Term   // and what it is filed under
	public      bool           // and it is no draft
	heldAuthors []*data.Author // the same of what is not
	heldTerms   []*data.Term
	menu        *data.MenuItem
	navigation  *data.Menu // that blocks make
	media       []byte

	redirects []rewrite.Redirect
	left      []rewrite.Left
	link      string // address on the old site
	sides     []byte // both sides of the page, for the report
}

// title returns the title of an item as text, in the language that is asked for if it has
// several.
func (c *converter) title(it *extract.Item) string {
	in := *it // its marks of languages can be comments, which are no text
	in.Title = transform.InLanguage(it.Title, c.settings.Language)
	return in.PlainTitle()
}

// convert makes a file of an item, or says why not. No input makes it panic;
// if one does all the same, that item fails and no other.
func (c *converter) convert(worker int, j job) (out *Outcome) {
	out = c.spare.Get().(*Outcome)
	it := j.it
	out.parent, out.known = it.Parent, j.last
	out.n, out.Title, out.link = j.n, c.title(it), it.Link
	out.Entry = emit.Entry{ID: it.ID, Type: it.Type, Status: it.Status, Slug: it.Slug, Source: hexOf(it.Sum)}
	defer func() {
		if r := recover(); r != nil {
			out.fail(fmt.Sprintf("internal error: %v", r))
			c.workers[worker] = c.newWorker()
		}
	}()
	if why := c.plan.broken[j.n]; why != "" {
		out.fail(why)
		return out
	}
	out.redirects = c.appendRedirects(out.redirects, j)
	v := c.ruling(j.n, it)
	out.Entry.Status, out.Entry.Held, out.verdict = it.Status, v.held, v
	out.secret = !v.write && !v.file && privacy.IsSecret(statusOf(it))
	switch {
	case it.Cut:
		out.fail(v.note.Text)
	case c.plan.repeated[j.n]:
		out.skip(note.Note{Kind: note.Duplicate, Text: "the same item stands in the source twice"})
	case v.file && c.sel.asked(it):
		c.attachment(out, j.n, it)
	case !v.write && !v.file:
		// What an earlier run wrote, asked in other words, stays what it was.
		out.carry = v.note.Kind == note.Private || v.note.Kind == note.Status || v.note.Kind == note.Filtered || v.note.Kind == note.Type
		out.skip(v.note)
	case !c.sel.asked(it):
		out.carry = true
		out.skip(note.Note{Kind: note.Filtered, Text: "not asked for by --only"})
	case c.again(out, j, v):
	default:
		c.page(out, worker, j.n, it, v)
	}
	if it.From != "" {
		out.note(note.Joined, false, it.From)
	}
	if v.file && !it.Cut && out.Entry.Result == note.Skipped {
		_, out.toHeld = c.file(it)
	}
	c.collect(out, worker, j.n, it, v)
	out.conceal()
	return out
}

func hexOf(sum [sha256.Size]byte) string {
	var b [2 * sha256.Size]byte
	hex.Encode(b[:], sum[:])
	return string(b[:])
}

// done takes back an outcome that nobody looks at any more: a site can have a hundred
// thousand that hold little.
func (c *converter) done(out *Outcome) {
	if cap(out.redirects) > 1000 || cap(out.media) > 64<<10 || cap(out.sides) > 64<<10 {
		return
	}
	clear(out.redirects)
	*out = Outcome{redirects: out.redirects[:0], media: out.media[:0], sides: out.sides[:0]}
	c.spare.Put(out)
}

// isHeld reports whether visitors of the old site did not see the item.
func (o *Outcome) isHeld() bool {
	if o.toHeld || o.secret {
		return true
	}
	if o.Entry.Result != note.Skipped || o.verdict.write || len(o.Entry.Notes) == 0 {
		return false
	}
	n := o.verdict.note
	return n.Kind == note.Private || n.Kind == note.Status && o.Entry.Status != "publish" || n.Kind == note.Type && privacy.Noise(o.Entry.Type) != "" && !(o.Entry.Status == "publish" && isPublicType(o.Entry.Type))
}

// isPublicType reports whether the titles of a post type that is no content are
// known to visitors anyway, or say nothing of anybody.
func isPublicType(typ string) bool {
	switch typ {
	case "nav_menu_item", "wp_block", "guest-author", "tablepress_table":
		return true
	}
	return strings.HasPrefix(typ, "wp_template")
}

// conceal takes the words of what is held back out of what the manifest and the
// report have of it: its title is in its slug and its address too.
func (o *Outcome) conceal() {
	if !o.isHeld() {
		return
	}
	o.Title, o.link, o.sides = "", "", o.sides[:0]
	if o.Entry.ID != 0 {
		o.Entry.Slug = ""
	}
}

func (o *Outcome) skip(n note.Note) {
	o.Entry.Result = note.Skipped
	o.Entry.Notes = []note.Note{n}
}

func (o *Outcome) fail(why string) {
	o.Entry.Result = note.Failed
	o.Entry.Path, o.Entry.SHA256, o.Entry.Ledger = "", "", note.Ledger{}
	o.Entry.Notes = append(o.Entry.Notes, note.Note{Kind: note.Unwritten, Text: why, Review: true})
}

func (o *Outcome) note(kind note.Kind, review bool, text string) {
	o.Entry.Notes = append(o.Entry.Notes, note.Note{Kind: kind, Text: text, Review: review})
}

// page converts an item and writes its file.
func (c *converter) page(out *Outcome, worker, n int, it *extract.Item, ruling verdict) {
	c.settings.Fix(it, func(i int) { out.replaced = append(out.replaced, i) })
	c.settings.Rename(it)
	c.workers[worker].room.Reset()
	page := transform.Tree(it, c.plan.library, c.reading(worker))
	v := c.workers[worker].verifier
	var lost []verify.Difference
	verified := !c.o.Unverified && !page.Unread
	if verified {
		held := page.Known()
		lost = v.Source(page.Read, page.Tree, held)
		for _, m := range it.Meta {
			lost = append(lost, v.Stored(m.Key, m.Value, page.Tree, held)...)
		}
	}
	var links report.Links
	if c.workers[worker].packer != nil && !page.Unread {
		links = report.LinksOf(page.Tree)
	}
	apply := c.plan.index.Apply
	if ruling.draft {
		apply = c.plan.index.ApplyDraft
	}
	found := apply(page.Tree, it.Link)
	out.files, out.left = found.Files, found.Left
	out.Entry.Notes = append(append(repairNotes(it), page.Notes...), found.Notes...)
	for _, f := range found.Files {
		c.noteMissing(out, f)
	}
	if other, ok := c.plan.index.Shares(n); ok {
		out.note(note.Link, true, fmt.Sprintf("its old address is also that of %s, which keeps it: it is at %s now", c.plan.paths.of(other), c.plan.index.URL(n)))
	}
	post := c.post(worker, n, it, ruling, page, out)
	body := c.workers[worker].printer.Print(page.Tree)
	if verified {
		lost = append(lost, v.Page(page.Tree, body)...)
		out.Entry.Notes = append(out.Entry.Notes, verify.Notes(lost)...)
	}
	post.Body = body
	c.noteFields(out, it, body, post.Description, factLines(page.Beside))
	out.Entry.Ledger = page.Ledger
	printed := c.workers[worker].printer.Ledger()
	out.Entry.Notes = append(out.Entry.Notes, c.workers[worker].printer.Notes()...)
	out.Entry.Ledger.Add(&printed)
	fields, err := c.settings.Fields.Fields(post)
	if err != nil {
		out.fail(err.Error())
		return
	}
	fields = c.moreFields(it, post, fields)
	head, err := c.target.Marshal(fields)
	if err != nil {
		out.fail("front matter: " + err.Error())
		return
	}
	data := append(c.workers[worker].file[:0], head...)
	if len(body) > 0 || c.target.Header { // which ends with an empty line
		data = append(append(data, '\n'), body...)
	}
	c.keepRoom(worker, data)
	file, err := c.folder.Write(post.Path, data)
	if err != nil {
		out.fail(err.Error())
		return
	}
	out.Page = file
	out.Entry.URL = post.URL
	out.Entry.Note(file)
	if file.State == emit.Deleted {
		out.Entry.Ledger = note.Ledger{}
		out.skip(note.Note{Kind: note.Deleted, Text: "deleted since it was written; --theirs writes it again"})
		return
	}
	out.noteEdits(file)
	if c.workers[worker].packer != nil && !page.Unread {
		out.sides = c.sides(out.sides, worker, page.Tree, links, file, body, verified, it.Content, out.Entry.Notes)
	}
	out.draft = ruling.draft
	c.comments(out, worker, n, it)
	out.Entry.Result = note.OK
	for _, n := range out.Entry.Notes {
		if n.Review {
			out.Entry.Result = note.Review
		}
	}
}

// keepRoom keeps the memory of a file for the next one that a worker writes.
func (c *converter) keepRoom(worker int, data []byte) {
	if cap(data) < 1<<20 { // a giant is rare
		c.workers[worker].file = data
	}
}

// doubtful are the repairs after which text may stand in the wrong place, or be
// missing.
var doubtful = map[string]bool{
	extract.RepairCDATA: true, extract.RepairTag: true, extract.RepairDuplicate: true, extract.RepairJunk: true,
}

// repairNotes says what had to be mended to read an item.
func repairNotes(it *extract.Item) []note.Note {
	var notes []note.Note
	for _, r := range it.Repairs {
		text := fmt.Sprintf("%s in line %d", r.Kind, r.Line)
		if r.Count > 1 {
			text = fmt.Sprintf("%s, %d times, first in line %d", r.Kind, r.Count, r.Line)
		}
		if r.Text != "" {
			text += ": " + r.Text
		}
		notes = append(notes, note.Note{Kind: note.Repair, Text: text, Review: doubtful[r.Kind]})
	}
	return notes
}

// post returns what front matter is made of, all but the body.
func (c *converter) post(worker, n int, it *extract.Item, v verdict, page *transform.Page, out *Outcome) *frontmatter.Post {
	p := &frontmatter.Post{
		ID: it.ID, Title: out.Title, Slug: data.Slug(it.Slug), Type: it.Type, Status: it.Status,
		Author: data.Login(it.Creator), AuthorName: data.Login(it.Creator),
		GUID: it.GUID, Link: it.Link, URL: c.plan.index.URL(n), Path: c.plan.paths.of(n), Aliases: rewrite.Aliases(out.redirects),
		Text: func() string { return transform.Text(page.Tree) }, Date: zoned(localDate(it), it.Date, it.DateGMT), Modified: zoned(it.Modified, it.Modified, it.ModifiedGMT),
		Sticky: it.Sticky, Draft: v.draft, Meta: func() map[string]string { return firstValues(it.Meta) },
	}
	if p.Slug == "" {
		p.Slug = data.Slug(extract.MakeSlug(out.Title))
	}
	c.setSiteFields(p, n, it)
	if many := c.plan.siteData.translations.TooMany(p.TranslationKey); many > 0 {
		out.note(note.FrontMatter, false, fmt.Sprintf("translations: %d posts say that they are of one group, which are not listed", many))
	}
	terms := c.termsOf(it)
	c.setTarget(p, n, it, terms)
	if len(terms) > 0 {
		p.Terms = map[string][]string{}
	}
	var filed data.Distinct[[2]string]
	for i := range terms {
		t := &terms[i]
		if !filed.Add([2]string{t.Taxonomy, t.key}) {
			continue
		}
		switch t.Taxonomy {
		case "category":
			p.Categories = append(p.Categories, t.key)
		case "post_tag":
			p.Tags = append(p.Tags, t.key)
		case "post_format":
			p.Format = strings.TrimPrefix(t.Slug, "post-format-")
		}
		p.Terms[t.Taxonomy] = append(p.Terms[t.Taxonomy], t.key)
	}
	if it.Excerpt != "" {
		excerpt := &extract.Item{ID: it.ID, Content: it.Excerpt}
		if it.Rendered() {
			excerpt.Meta = []extract.Meta{{Key: extract.FieldRendered, Value: "1"}}
		}
		read := transform.Tree(excerpt, c.plan.library, c.reading(worker))
		p.Excerpt = transform.Text(read.Tree)
		for _, n := range read.Notes {
			n.Text, n.Review = "in the excerpt: "+n.Text, false
			out.Entry.Notes = append(out.Entry.Notes, n)
		}
		if left := addressesOnlyIn(read.Tree, page.Tree); len(left) > 0 {
			out.note(note.FrontMatter, false, "addresses of the excerpt, of which the description is the words alone: "+transform.Quote(strings.Join(left, " ")))
		}
	}
	if others := transform.InOtherLanguages(it.Title, c.settings.Language); len(others) > 0 {
		out.note(note.FrontMatter, false, "the title in other languages: "+transform.Quote(strings.Join(others, " · ")))
	}
	if strings.Contains(it.Title, "//") {
		title := transform.Tree(&extract.Item{ID: it.ID, Content: it.Title}, c.plan.library, c.reading(worker)).Tree
		if left := addressesOnlyIn(title, page.Tree); len(left) > 0 {
			out.note(note.FrontMatter, false, "addresses of the title, which is words alone: "+transform.Quote(strings.Join(left, " ")))
		}
	}
	site := c.plan.site.Title
	p.Description = description(it, site, p.Excerpt, page)
	named := ""
	if p.Excerpt != "" {
		if seo, key := seoDescription(it, site); !c.settings.WantsField(key) && !tellsAll(p.Description, seo) && !tellsAll(transform.Text(page.Tree), seo) {
			out.note(note.FrontMatter, false, "the description for search engines is not in it, the excerpt is: "+transform.Quote(seo))
			named = key
		}
	}
	c.noteSearchTexts(it, p, page, named, out)
	p.ImageURL = c.image(it, page.Tree, out)
	p.Image = imageName(p.ImageURL, c.target.Files.Address)
	if shared := sharedImage(it); shared != "" && !isAmong(path.Base(shared), page.Tree) && path.Base(shared) != path.Base(p.ImageURL) {
		out.note(note.FrontMatter, false, "the picture that other sites showed of the page is not in it: "+transform.Quote(shared))
	}
	return p
}

// firstValues returns the first value of each custom field.
func firstValues(fields []extract.Meta) map[string]string {
	first := make(map[string]string, len(fields))
	for _, f := range fields {
		if _, ok := first[f.Key]; !ok {
			first[f.Key] = f.Value
		}
	}
	return first
}

// zones are the offsets that there are, in quarters of an hour from the first.
var zones = sync.OnceValue(func() *[2*farthest + 1]*time.Location {
	var z [2*farthest + 1]*time.Location
	for i := range z {
		z[i] = time.FixedZone("", (i-farthest)*15*60)
	}
	z[farthest] = time.UTC
	return &z
})

const farthest = 14 * 4

// zoned returns a time on the clock of the site with the offset that this clock had, by
// the same time on both clocks. Templates can ask for it; without it they would take the
// site's clock for that of Greenwich.
func zoned(t, here, gmt time.Time) time.Time {
	if here.IsZero() || gmt.IsZero() {
		return t
	}
	off := here.Sub(gmt)
	i := int(off/(15*time.Minute)) + farthest
	if off%(15*time.Minute) != 0 || i < 0 || i > 2*farthest || i == farthest {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zones()[i])
}

// localDate returns when an item was published, on the clock of its site.
func localDate(it *extract.Item) time.Time {
	for _, t := range []time.Time{it.Date, it.DateGMT, it.PubDate} {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// isPlace reports whether an address is of another page or file, with its host or from the root
// of the site or the page on.
func isPlace(address string) bool {
	address = strings.TrimSpace(address)
	scheme, _, ok := strings.Cut(address, ":")
	return strings.Contains(address, "//") || len(address) > 1 && address[0] != '#' && (!ok || strings.ContainsAny(scheme, "/?#"))
}

// addressesOnlyIn returns where a tree leads and what it shows, with the words that stand
// for it, that another one does not.
func addressesOnlyIn(from, page *html.Node) (list []string) {
	addresses := func(root *html.Node, yield func(address, alt string)) {
		for n := range root.Descendants() {
			for i := range n.Attr {
				if a := &n.Attr[i]; n.Type == html.ElementNode && (a.Key == "href" || a.Key == "src") && isPlace(a.Val) {
					yield(strings.TrimSpace(a.Val), tree.Attr(n, "alt"))
				}
			}
		}
	}
	held := map[string]bool{}
	var all [][2]string
	addresses(from, func(a, alt string) { all = append(all, [2]string{a, alt}) })
	if len(all) == 0 {
		return nil
	}
	addresses(page, func(a, _ string) { held[a] = true })
	for _, a := range all {
		if held[a[0]] {
			continue
		}
		held[a[0]] = true // each once
		if wordsAlone(a[1]) != "" {
			a[0] += " (" + a[1] + ")"
		}
		list = append(list, a[0])
	}
	return list
}

// description returns what a post says of itself: its excerpt, else what was
// written for search engines, else its first words.
func description(it *extract.Item, site, excerpt string, page *transform.Page) string {
	if excerpt != "" {
		return oneLine(excerpt)
	}
	if seo, _ := seoDescription(it, site); seo != "" {
		return seo
	}
	const most = 160
	return firstWords(transform.Beginning(page.Tree, page.Beside, bytesFor(most)), most)
}

// tellsAll reports whether a text has the words of another, whatever the marks between them.
func tellsAll(text, part string) bool {
	words := wordsAlone(part)
	return words == "" || strings.Contains(wordsAlone(text), words)
}

// small are the letters of ASCII, as small ones, and its digits.
var small = func() (t [utf8.RuneSelf]byte) {
	for c := range t {
		if r := unicode.ToLower(rune(c)); unicode.IsLetter(r) || unicode.IsDigit(r) {
			t[c] = byte(r)
		}
	}
	return t
}()

// wordsAlone returns the words of a text, in small letters, with a blank between two.
func wordsAlone(s string) string {
	words, apart := make([]byte, 0, len(s)), false
	for i, n := 0, 0; i < len(s); i += n {
		r := rune(s[i])
		if n = 1; r < utf8.RuneSelf { // most
			if c := small[r]; c == 0 {
				apart = true
			} else {
				if apart && len(words) > 0 {
					words = append(words, ' ')
				}
				words, apart = append(words, c), false
			}
			continue
		}
		r, n = utf8.DecodeRuneInString(s[i:])
		switch r = unicode.ToLower(r); {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			apart = true
			continue
		case apart && len(words) > 0:
			words = append(words, ' ')
		}
		apart = false
		words = utf8.AppendRune(words, r)
	}
	return string(words)
}

func oneLine(s string) string {
	if isOneLine(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// isOneLine reports whether a text has one blank between two words, as most have.
func isOneLine(s string) bool {
	blank := true
	for _, c := range s {
		switch {
		case c == ' ' && !blank:
			blank = true
		case c <= ' ' || c >= utf8.RuneSelf && unicode.IsSpace(c):
			return false
		default:
			blank = false
		}
	}
	return !blank || s == ""
}

// bytesFor returns how much of a text is looked at for so many characters of it.
func bytesFor(characters int) int { return 8 * characters }

// firstWords cuts a text to so many characters, at the end of a word.
func firstWords(s string, most int) string {
	s = oneLine(s[:min(len(s), bytesFor(most))])
	if utf8.RuneCountInString(s) <= most {
		return strings.ToValidUTF8(s, "")
	}
	r := []rune(s)[:most]
	for i := len(r) - 1; i > most/2; i-- {
		if unicode.IsSpace(r[i]) {
			r = r[:i]
			break
		}
	}
	return strings.TrimRightFunc(string(r), func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;:-–—.", c) }) + "…"
}

// image returns the address of the image of a post: the featured one, else that of a
// custom field, else the first in its content, else the one that other sites showed of it.
func (c *converter) image(it *extract.Item, root *html.Node, out *Outcome) string {
	if id, err := strconv.ParseInt(strings.TrimSpace(it.Field("_thumbnail_id")), 10, 64); err == nil && id > 0 {
		if att := c.plan.library.Attachment(id); att != nil {
			return c.pictureAt(att.URL, it, out)
		}
		out.note(note.Media, false, fmt.Sprintf("featured image: attachment %d is not in the export", id))
	} else if id, ok := strings.CutPrefix(strings.TrimSpace(it.Field("_thumbnail_id")), "ngg-"); ok {
		if address := c.plan.library.GalleryPicture(id); address != "" {
			return c.pictureAt(address, it, out)
		}
		out.note(note.Media, false, "featured image: a picture of NextGEN, which is not in the export: "+transform.Quote("ngg-"+id))
	}
	if key, address := pictureField(it); address != "" {
		if !isAmong(path.Base(address), root) {
			out.pictureField = key
			out.note(note.Media, false, "the picture of a custom field, which the old theme showed with the post, is its image: "+transform.Quote(key+"="+address))
		}
		return c.pictureAt(address, it, out)
	}
	shown, some := map[string]int{}, 0
	for n := range root.Descendants() {
		if n.DataAtom == atom.Img {
			shown[tree.Attr(n, "src")]++
			some++
		}
	}
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		if n.Type == html.ElementNode && n.DataAtom == atom.Img && (some == 1 || !isOrnament(n, shown)) {
			for _, a := range n.Attr {
				if a.Key == "src" && strings.HasPrefix(a.Val, "data:") {
					return ""
				}
				if a.Key == "src" {
					return a.Val
				}
			}
		}
	}
	return c.pictureAt(sharedImage(it), it, out)
}

// isOrnament reports whether a picture of a page is none of what it is about: somebody's face
// beside a name, an ornament that it repeats.
func isOrnament(img *html.Node, shown map[string]int) bool {
	src := tree.Attr(img, "src")
	if _, rest, _ := strings.Cut(src, "//"); strings.Contains(rest, "gravatar.com/avatar") {
		return true
	}
	const icon, face = 32, 200
	large := false
	for _, side := range []string{"width", "height"} {
		n, err := strconv.Atoi(strings.TrimSuffix(tree.Attr(img, side), "px"))
		if err == nil && n > 0 && n <= icon {
			return true
		}
		large = large || err == nil && n > face
	}
	if !large && slices.Contains(strings.Fields(tree.Attr(img, "class")), "avatar") {
		return true
	}
	return shown[src] > 2 || slices.ContainsFunc(transform.WordsOfName(path.Base(src)), ornaments.Has)
}

// ornaments are words in names of files that are drawn between what a page says.
var ornaments = late.Words("divider separator spacer ornament")

// pictureAt returns the new address of a picture, which the page needs then.
func (c *converter) pictureAt(address string, it *extract.Item, out *Outcome) string {
	if address == "" {
		return ""
	}
	img := &html.Node{Type: html.DocumentNode}
	img.AppendChild(&html.Node{Type: html.ElementNode, DataAtom: atom.Img, Data: "img", Attr: []html.Attribute{{Key: "src", Val: address}}})
	found := c.plan.index.Apply(img, it.Link)
	for _, f := range found.Files {
		out.files = append(out.files, f)
		c.noteMissing(out, f)
	}
	return img.FirstChild.Attr[0].Val
}

// isAmong reports whether a file of that name is one of the pictures of a tree.
func isAmong(name string, root *html.Node) bool {
	for n := range root.Descendants() {
		if n.DataAtom == atom.Img && strings.HasSuffix(tree.Attr(n, "src"), "/"+name) {
			return true
		}
	}
	return false
}

// shareFields are those in which plugins keep the picture that other sites show of a page.
var shareFields = []string{"_yoast_wpseo_opengraph-image", "rank_math_facebook_image", "_seopress_social_fb_img", "_aioseo_og_image_custom_url", "_su_og_image", "_yoast_wpseo_twitter-image", "rank_math_twitter_image", "_seopress_social_twitter_img", "_open_graph_image", "fb_og_image", "_genesis_og_image"}

// sharedImage returns the address of the picture that other sites showed of a page.
func sharedImage(it *extract.Item) string {
	if len(it.Meta) == 0 {
		return ""
	}
	for _, key := range shareFields {
		if v := strings.TrimSpace(it.Field(key)); isLink(v) {
			return withScheme(v)
		}
	}
	return ""
}

// imageName returns an image of our own by the name of its file.
func imageName(src, files string) string { return strings.TrimPrefix(src, files) }
