package privacy

import (
	"hash/maphash"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
)

// seo are the beginnings of fields that plugins for search engines give to posts
// that search engines see, and of those that only pages have.
var seo = []string{"_yoast_wpseo_", "rank_math_", "_aioseo_", "_aioseop_", "_seopress_", "_genesis_", "_et_pb_", "_elementor_edit_mode", "_wpb_vc_js_status", "_thumbnail_id"}

// Types judges post types by what an export proves of them. It is filled in a
// first pass and sealed.
type Types struct {
	seed   maphash.Seed
	types  map[string]*evidence
	linked map[uint64]bool // addresses that published contents and menus lead to
	listed map[string]bool // taxonomies of which a menu shows terms
	lists  map[string]bool // pages that their theme has filled, by slug and by the name of their template
	pretty bool            // posts or pages have addresses with a path
	held   map[string]string
	proven []string
	paged  map[string]bool // of the types that other pages show, those that have pages all the same
}

// evidence is what the items of one post type prove.
type evidence struct {
	items      int
	published  int
	pathless   int  // addresses without a path: ?post_type=x&p=1
	personal   int  // items with personal fields, or with an address of e-mail as their title
	foreign    int  // those of them that are about somebody who is not their author
	empty      int  // without content
	shown      bool // by a menu, block, list, template, definition, search engine, reader or a visit
	private    bool // by its definition
	before     bool // another part of the site has shown it
	taxonomies map[string]bool
	addresses  []uint64        // of some of the items, and of what they are below
	among      map[uint64]bool // addresses that contents of some of the items lead to, but for their own
}

const (
	mostPaths  = 1000   // of a type
	mostLinked = 60_000 // of a site
)

// NewTypes returns an empty Types. before are the types that were shown to be
// public in another part of the same site.
func NewTypes(before []string) *Types {
	t := &Types{seed: maphash.MakeSeed(), types: map[string]*evidence{}, linked: map[uint64]bool{}, listed: map[string]bool{}, lists: map[string]bool{}, held: map[string]string{}, paged: map[string]bool{}}
	for _, typ := range before {
		e := t.of(typ)
		e.shown, e.before = true, true
	}
	return t
}

// Add takes note of an item.
func (t *Types) Add(it *extract.Item) {
	published := Status(it.Status) == "publish" && it.Password == ""
	typ := strings.ToLower(it.Type)
	switch typ {
	case "attachment", "revision":
		return
	case "nav_menu_item":
		if published {
			t.menu(it)
		}
		return
	case "acf-post-type":
		t.define(it)
		return
	case "post", "page":
		t.pretty = t.pretty || published && hasPath(it.Link)
		if published && typ == "page" {
			t.list(it)
		}
	case "wp_template", "wp_template_part", "wp_block", "wp_navigation":
		if kind, name, ok := strings.Cut(it.Slug, "-"); ok && typ == "wp_template" && (kind == "single" || kind == "archive") {
			t.show(name) // single-recipe
		}
	default:
		t.judge(t.of(typ), it, published)
		if !isShownName(typ) {
			if published {
				t.readAmong(t.of(typ), it)
			}
			return
		}
	}
	if published {
		t.read(it.Content)
		t.read(it.Field("_elementor_data"))
	}
}

func (t *Types) of(typ string) *evidence {
	e := t.types[typ]
	if e == nil {
		e = &evidence{taxonomies: map[string]bool{}}
		t.types[strings.Clone(typ)] = e
	}
	return e
}

// show notes that visitors see a type.
func (t *Types) show(typ string) {
	if len(typ) <= 40 {
		t.of(strings.ToLower(typ)).shown = true
	}
}

// menu takes note of an entry of a menu: an item, an archive of a type, a term or
// an address.
func (t *Types) menu(it *extract.Item) {
	if object := it.Field("_menu_item_object"); it.Field("_menu_item_type") == "taxonomy" {
		t.listed[strings.Clone(object)] = true
	} else {
		t.show(object)
	}
	t.link(it.Field("_menu_item_url"))
}

// define takes note of a post type that was made with Advanced Custom Fields.
func (t *Types) define(it *extract.Item) {
	v, err := extract.Unserialize(it.Content)
	list, ok := v.(extract.PHPArray)
	if err != nil || !ok {
		return
	}
	is := func(key string) bool {
		v := list.Get(key)
		return v != false && v != int64(0) && v != "0" && v != ""
	}
	typ, _ := list.Get("post_type").(string)
	switch {
	case typ == "":
	case is("public") && is("publicly_queryable"):
		t.show(typ)
	default:
		t.of(strings.ToLower(typ)).private = true
	}
}

// list takes note of a page that has no content, or a template of its own: its theme has
// filled it.
func (t *Types) list(it *extract.Item) {
	template := it.Field("_wp_page_template")
	own := template != "" && template != "default"
	if len(t.lists) >= mostPaths || !own && strings.TrimSpace(it.Content) != "" || MembersOnly(it) != "" {
		return
	}
	if own {
		if name := parts(strings.TrimSuffix(strings.ToLower(path.Base(template)), ".php")); len(name) > 1 {
			t.lists[strings.Clone(name[len(name)-1])] = true // page-recipes
		}
	}
	if strings.TrimSpace(it.Content) == "" {
		t.lists[strings.Clone(it.Slug)] = true
	}
}

// isListed reports whether the theme has filled a page that is called as a type is, or as
// many of it are: ministerios, for church_ministerio.
func (t *Types) isListed(typ string) bool {
	words := parts(typ)
	if len(words) == 0 || len(words[len(words)-1]) < 4 || slices.ContainsFunc(words, ofFew.Has) {
		return false
	}
	name := words[len(words)-1]
	start, last := name[:len(name)-1], name[len(name)-1:]
	forms := []string{name, name + "s", name + "es", name + "en", name + "n", name + "e", name + "x", start + "ies"}
	if strings.Contains("aeiou", last) {
		forms = append(forms, start+"i", start+"e")
	}
	return slices.ContainsFunc(forms, func(form string) bool { return t.lists[form] })
}

func (t *Types) judge(e *evidence, it *extract.Item, published bool) {
	e.items++
	if published {
		e.published++
	}
	if !hasPath(it.Link) {
		e.pathless++
	}
	if it.Link != "" && len(e.addresses) < mostPaths {
		e.addresses = append(e.addresses, t.key(it.Link))
		above := strings.TrimRight(it.Link, "/")
		if end := strings.LastIndexByte(above, '/'); end > 0 && hasPath(it.Link) {
			e.addresses = append(e.addresses, t.key(above[:end]))
		}
	}
	if strings.TrimSpace(it.Content) == "" && strings.TrimSpace(it.Excerpt) == "" {
		e.empty++
	}
	named := isAboutPerson(it.Title)
	has := func(is func(string) bool) bool {
		return slices.ContainsFunc(it.Meta, func(m extract.Meta) bool { return m.Value != "" && is(m.Key) })
	}
	if named || isFormMail(it.Content) || has(isPersonal) {
		e.personal++
	}
	if named || has(isForeign) {
		e.foreign++
	}
	if !published {
		return
	}
	for _, term := range it.Terms {
		if len(e.taxonomies) < 20 {
			e.taxonomies[term.Taxonomy] = true
		}
	}
	e.shown = e.shown || it.Rendered() || isDiscussed(it) || has(isSeen) ||
		slices.ContainsFunc(it.Meta, func(m extract.Meta) bool {
			return m.Key == "_wp_page_template" && m.Value != "default" && m.Value != ""
		})
}

// isSeen reports whether a field is one that only what has a page of its own has.
func isSeen(key string) bool {
	return slices.ContainsFunc(seo, func(p string) bool { return strings.HasPrefix(key, p) })
}

// isDiscussed reports whether visitors have answered to an item.
func isDiscussed(it *extract.Item) bool {
	return slices.ContainsFunc(it.Comments, func(c extract.Comment) bool {
		return c.Approved == "1" && (c.Type == "" || c.Type == "comment" || c.Type == "pingback" || c.Type == "trackback") && c.UserID == 0
	})
}

// isAboutPerson reports whether a title has an address of e-mail or of a machine.
func isAboutPerson(title string) bool {
	for f := range strings.FieldsSeq(title) {
		if at := strings.IndexByte(f, '@'); at > 0 && strings.IndexByte(f[at:], '.') > 1 {
			return true
		}
		if strings.Count(f, ".") == 3 && strings.Trim(f, "0123456789.") == "" {
			return true
		}
	}
	return false
}

// isFormMail reports whether a content is what a form has sent: lines such as
// "E-mail: …" and "Phone: …".
func isFormMail(content string) bool {
	for line := range strings.Lines(content[:min(len(content), 4096)]) {
		label, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		if ok && len(label) < 30 && strings.TrimSpace(value) != "" && isPersonal(label) {
			return true
		}
	}
	return false
}

// hasPath reports whether an address has a path and no query.
func hasPath(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.RawQuery == "" && len(strings.Trim(u.Path, "/")) > 0
}

// leads are the marks behind which contents name where they lead to, up to a quote, and
// listing those behind which they name the post type that a list, a block or an entry
// of a menu shows.
var (
	leads   = []string{`href="`, `href='`, `"url":"`}
	listing = []string{`"postType":"`, `"post_type":"`, `"posts_post_type":"`, `"kind":"post-type","type":"`, `post_type="`, `post_type='`, `posttype="`, `post_types="`, ` post_type=`}

	reads    = newMarks(slices.Concat(leads, listing)...)
	typeEnds = newSet("\"'] ,/}")
)

// read takes note of what a published content leads to and lists.
func (t *Types) read(content string) {
	reads.each(content, func(mark int, after string) {
		after = after[:min(len(after), 2048)]
		if mark >= len(leads) {
			if typ := typeEnds.until(after); typ != "" && len(typ) < len(after) {
				t.show(typ)
			}
			return
		}
		m := leads[mark]
		if address, _, ok := strings.Cut(after, m[len(m)-1:]); ok {
			if m == `"url":"` {
				address = strings.ReplaceAll(address, `\/`, "/")
			}
			t.link(address)
		}
	})
}

// ofFew are words of types that are for those who work at a site, or for its clients: such
// pages lead to each other and are not public.
var ofFew = late.Words("internal intern private privat staff employee employees member members client clients customer customers confidential secret hr board note notes memo memos intranet handbook handbuch minutes draft drafts")

// readAmong takes note of what an item of a type that nobody knows leads to: arrows to the
// next and the one before were written for somebody who saw them both.
func (t *Types) readAmong(e *evidence, it *extract.Item) {
	if !hasPath(it.Link) || !strings.Contains(it.Content, "href") || slices.ContainsFunc(parts(strings.ToLower(it.Type)), ofFew.Has) {
		return
	}
	own := t.key(it.Link)
	reads.each(it.Content, func(mark int, after string) {
		if mark >= len(leads) || len(e.among) >= mostPaths {
			return
		}
		after = after[:min(len(after), 2048)]
		m := leads[mark]
		if address, _, ok := strings.Cut(after, m[len(m)-1:]); ok && m != `"url":"` && hasPath(address) {
			if key := t.key(address); key != own {
				if e.among == nil {
					e.among = map[uint64]bool{}
				}
				e.among[key] = true
			}
		}
	})
}

func (t *Types) link(address string) {
	if address != "" && len(t.linked) < mostLinked {
		t.linked[t.key(address)] = true
	}
}

// key is the same for all spellings of the address of one page.
func (t *Types) key(address string) uint64 {
	if _, rest, ok := strings.Cut(address, "//"); ok {
		_, address, _ = strings.Cut(rest, "/")
	}
	address, _, _ = strings.Cut(address, "#")
	return maphash.String(t.seed, strings.ReplaceAll(strings.Trim(address, "/"), "&amp;", "&"))
}

// Seal ends the filling, and judges.
func (t *Types) Seal() {
	delete(t.linked, t.key(""))
	for _, typ := range slices.Sorted(maps.Keys(t.types)) {
		e := t.types[typ]
		if (e.items > 0 || e.before) && t.isProven(typ, e) && !e.private && !isHidingName(typ) {
			t.proven = append(t.proven, typ)
		}
		if why := t.why(typ, e); why != "" {
			t.held[typ] = why
		}
		if embedded.Has(typ) && t.isProven(typ, e) {
			t.paged[typ] = true
		}
	}
	t.types, t.linked, t.lists = nil, nil, nil
}

// Proven returns the types that are shown to be public, in order.
func (t *Types) Proven() []string { return t.proven }

// Held says why the items of a post type are held back, or "".
func (t *Types) Held(typ string) string { return t.held[strings.ToLower(typ)] }

// leadAmong reports whether items lead to at least two others of their type, or to one and
// to what they are below.
func (e *evidence) leadAmong() bool {
	var first uint64
	for _, a := range e.addresses {
		if !e.among[a] || a == first {
			continue
		}
		if first != 0 {
			return true
		}
		first = a
	}
	return false
}

func (t *Types) isProven(typ string, e *evidence) bool {
	if e.personal == 0 && e.foreign == 0 && e.pathless == 0 && e.leadAmong() {
		return true
	}
	if e.personal == 0 && e.foreign == 0 && !isHidingName(typ) && t.isListed(typ) {
		return true
	}
	return e.shown || slices.ContainsFunc(e.addresses, func(a uint64) bool { return t.linked[a] }) ||
		slices.ContainsFunc(slices.Collect(maps.Keys(e.taxonomies)), func(name string) bool { return t.listed[name] })
}

// Reasons that say of a type no more than that nobody could see a page of it.
const (
	noPages   = "its items have no pages of their own"
	noContent = "its items have no content"
	noLead    = "nothing leads to it"
)

// IsWithoutPages reports whether items are held back, for a reason that [Types.Held] returns,
// only because nothing shows that they had pages: other pages can show what is in them.
func IsWithoutPages(why string) bool { return why == noPages || why == noContent || why == noLead }

// IsShownWithin reports whether items of a post type are there for pages that show them, and
// have none of their own where one does.
func (t *Types) IsShownWithin(typ string) bool {
	typ = strings.ToLower(typ)
	return pageless.Has(typ) || embedded.Has(typ) && !t.paged[typ]
}

// why weighs what is known of a type.
func (t *Types) why(typ string, e *evidence) string {
	if e.items == 0 {
		return ""
	}
	proven := t.isProven(typ, e)
	switch hiding := isHidingName(typ); {
	case hidden.Has(typ) || hiding && (!proven || e.personal > 0):
		return "its name is one of people's data"
	case e.private:
		return "its definition says that it is not public"
	case e.foreign > 0 && !proven, e.personal > 0 && !proven && !isShownName(typ):
		return "its fields are about people"
	case proven || isShownName(typ):
		return ""
	case e.published == 0:
		return "none of it is published"
	case t.pretty && e.pathless*2 > e.items:
		return noPages
	case e.empty == e.items:
		return noContent
	}
	return noLead
}
