package live

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// took takes what a list held: terms, users and comments at once, items by
// where they are.
func (r *rest) took(l *listing, tag string, ids map[int64]place) {
	kind := ""
	for _, t := range r.types {
		if t.route == l.route {
			kind = t.name
		}
	}
	if kind != "" {
		r.mu.Lock()
		defer r.mu.Unlock()
		for id, p := range ids {
			r.records = append(r.records, record{id: id, load: func() (*extract.Item, error) {
				o, err := r.object(p)
				if err != nil {
					return nil, err
				}
				return r.item(kind, o), nil
			}})
		}
		return
	}
	for _, id := range sortedKeys(ids) {
		o, err := r.object(ids[id])
		if err != nil {
			continue
		}
		r.mu.Lock()
		if link := o.address("link"); link != "" && l.route != commentsRoute {
			r.archives = append(r.archives, link)
		}
		switch l.route {
		case "wp/v2/users":
			r.author(o)
		case commentsRoute:
			r.comment(o)
		default:
			r.term(o)
		}
		r.mu.Unlock()
	}
}

// object reads one object out of the journal. Pages are kept for a while:
// objects are asked for in the order they stand there, page by page of each
// list.
func (r *rest) object(p place) (object, error) {
	r.cacheMu.Lock()
	defer r.cacheMu.Unlock()
	list, ok := r.cache[p.page]
	if !ok {
		a, err := r.c.recall(p.page)
		if err != nil {
			return nil, err
		}
		if list, err = objects(a.body); err != nil {
			return nil, err
		}
		if len(r.cacheOrder) >= 12 {
			delete(r.cache, r.cacheOrder[0])
			r.cacheOrder = r.cacheOrder[1:]
		}
		if r.cache == nil {
			r.cache = map[*entry][]object{}
		}
		r.cache[p.page], r.cacheOrder = list, append(r.cacheOrder, p.page)
	}
	if p.n >= len(list) {
		return nil, fmt.Errorf("%s: the journal has changed", p.page.Key)
	}
	return list[p.n], nil
}

func (r *rest) author(o object) {
	login := cmp.Or(o.str("username"), o.str("slug"))
	r.logins[o.num("id")] = login
	r.authors = append(r.authors, extract.Author{
		ID: o.num("id"), Login: login, Email: o.str("email"), DisplayName: plainText(o.str("name")),
		FirstName: plainText(o.str("first_name")), LastName: plainText(o.str("last_name")), Description: o.str("description"),
	})
}

// term keeps a term; its parent is known by number.
func (r *rest) term(o object) {
	r.terms[o.num("id")] = extract.Term{
		ID: o.num("id"), Taxonomy: cmp.Or(o.str("taxonomy"), "nav_menu"), Slug: o.str("slug"),
		Name: html.UnescapeString(o.str("name")), Description: o.str("description"),
		Parent: strconv.FormatInt(o.num("parent"), 10),
	}
}

// commentStatus are the words of the API for wp:comment_approved.
var commentStatus = map[string]string{"approved": "1", "hold": "0", "": "1"}

func (r *rest) comment(o object) {
	content, raw := o.text("content")
	c := extract.Comment{
		ID: o.num("id"), Parent: o.num("parent"), Author: html.UnescapeString(o.str("author_name")), AuthorEmail: o.str("author_email"),
		AuthorURL: o.str("author_url"), AuthorIP: o.str("author_ip"), Date: o.date("date"), DateGMT: o.date("date_gmt"),
		Content: content, Approved: o.str("status"), Type: cmp.Or(o.str("type"), "comment"), UserID: o.num("author"),
	}
	if s, ok := commentStatus[c.Approved]; ok {
		c.Approved = s
	}
	if !raw && content != "" {
		c.Meta = []extract.Meta{{Key: extract.FieldRendered, Value: "1"}}
	}
	r.comments[o.num("post")] = append(r.comments[o.num("post")], c)
}

// item makes an item of a post, page, file, menu item or whatever the API
// lists.
func (r *rest) item(kind string, o object) *extract.Item {
	it := &extract.Item{
		ID: o.num("id"), Type: cmp.Or(o.str("type"), kind), Status: cmp.Or(o.str("status"), "publish"), Slug: o.str("slug"),
		Link: o.address("link"), GUID: o.address("guid"), Creator: r.loginOf(o.num("author")),
		Date: o.date("date"), DateGMT: o.date("date_gmt"), Modified: o.date("modified"), ModifiedGMT: o.date("modified_gmt"),
		Password: o.str("password"), Parent: o.num("parent"), MenuOrder: int(o.num("menu_order")), Sticky: o.flag("sticky"),
		CommentStatus: o.str("comment_status"), PingStatus: o.str("ping_status"),
	}
	it.PubDate = it.DateGMT
	if it.Status == "draft" || it.Status == "pending" || it.Status == "auto-draft" {
		// The API puts the local date there, but WordPress has none yet.
		it.PubDate = it.DateGMT
	}
	var raw bool
	if it.Title, raw = o.text("title"); !raw {
		it.Title = withoutPrefix(it.Title, it.Slug, o.object("content").flag("protected") || it.Status == "private")
	}
	content, raw := o.text("content")
	whole := content // as it is shown, of which WordPress makes excerpts
	excerpt, rawExcerpt := o.text("excerpt")
	if kind == "attachment" {
		content, raw = o.text("description")
		excerpt, rawExcerpt = o.text("caption")
		if whole = content; !raw {
			content = withoutPlayer(content)
		}
	}
	it.Content, it.Excerpt = content, excerpt
	if !rawExcerpt {
		it.Excerpt = handwritten(excerpt, whole)
	}
	if protected := o.object("content").flag("protected"); protected && !raw {
		// WordPress says no more than that there is one.
		it.Password = "?"
		it.Content, it.Excerpt = "", ""
		r.held(it, "behind a password: its text is not in the file")
	}
	for _, t := range r.taxonomies {
		for _, id := range o.nums(t.field) {
			if term, ok := r.terms[id]; ok && t.name != "nav_menu" {
				it.Terms = append(it.Terms, extract.TermRef{Taxonomy: term.Taxonomy, Slug: term.Slug, Name: term.Name})
			}
		}
	}
	if f := o.str("format"); f != "" && f != "standard" {
		it.Terms = append(it.Terms, extract.TermRef{Taxonomy: "post_format", Slug: "post-format-" + f, Name: strings.ToUpper(f[:1]) + f[1:]})
	}
	r.fields(it, o, kind, raw)
	if !raw && (it.Content != "" || it.Excerpt != "") {
		it.Meta = append(it.Meta, extract.Meta{Key: extract.FieldRendered, Value: "1"})
	}
	it.Comments = r.commentsOf(it.ID)
	return it
}

// commentsOf returns the comments of a post, in an order that does not hang on
// which answer came first.
func (r *rest) commentsOf(id int64) []extract.Comment {
	list := slices.Clone(r.comments[id])
	slices.SortStableFunc(list, func(a, b extract.Comment) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// loginOf returns the login of a user, who may be hidden from the public.
func (r *rest) loginOf(id int64) string {
	if login, ok := r.logins[id]; ok || id == 0 {
		return login
	}
	return "author-" + strconv.FormatInt(id, 10)
}

// fields sets what WordPress keeps in custom fields.
func (r *rest) fields(it *extract.Item, o object, kind string, raw bool) {
	add := func(key, value string) {
		if value != "" {
			it.Meta = append(it.Meta, extract.Meta{Key: key, Value: value})
		}
	}
	if id := o.num("featured_media"); id > 0 && kind != "attachment" {
		add("_thumbnail_id", strconv.FormatInt(id, 10))
	}
	add("_wp_page_template", o.str("template"))
	meta := o.object("meta")
	for _, key := range sortedKeys(meta) {
		if key == "footnotes" && !raw {
			continue // they stand in the content
		}
		var s string
		if json.Unmarshal(meta[key], &s) == nil {
			add(key, s)
			continue
		}
		if v, err := phpValue(meta[key]); err == nil && string(meta[key]) != "[]" && string(meta[key]) != "null" && string(meta[key]) != "false" {
			add(key, v)
		}
	}
	switch kind {
	case "attachment":
		r.file(it, o, add)
	case "nav_menu_item":
		r.menuItem(it, o, add)
	}
}

// file sets the fields of an attachment.
func (r *rest) file(it *extract.Item, o object, add func(string, string)) {
	it.AttachmentURL = o.address("source_url")
	it.Parent = o.num("post")
	details := o.object("media_details")
	add("_wp_attached_file", cmp.Or(details.str("file"), inUploads(it.AttachmentURL)))
	add("_wp_attachment_metadata", mediaMetadata(o["media_details"]))
	add("_wp_attachment_image_alt", o.str("alt_text"))
}

// inUploads returns the path of a file below the uploads folder.
func inUploads(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	_, path, ok := strings.Cut(u.Path, "/wp-content/uploads/")
	if !ok {
		return ""
	}
	return path
}

// menuItem sets the fields of an entry of a menu (docs/formats.md §A.12).
func (r *rest) menuItem(it *extract.Item, o object, add func(string, string)) {
	it.Type, it.Parent = "nav_menu_item", 0
	add("_menu_item_type", o.str("type"))
	add("_menu_item_menu_item_parent", strconv.FormatInt(o.num("parent"), 10))
	add("_menu_item_object_id", strconv.FormatInt(o.num("object_id"), 10))
	add("_menu_item_object", o.str("object"))
	add("_menu_item_target", o.str("target"))
	list := func(key string) string { v, _ := phpValue(o[key]); return v }
	add("_menu_item_classes", list("classes"))
	add("_menu_item_xfn", strings.Join(o.strs("xfn"), " "))
	it.Content, it.Excerpt = o.str("description"), o.str("attr_title")
	if o.str("type") == "custom" {
		add("_menu_item_url", o.address("url"))
	}
	ids := o.nums("menus")
	if id := o.num("menus"); id != 0 {
		ids = []int64{id}
	}
	for _, id := range ids {
		ref := extract.TermRef{Taxonomy: "nav_menu", Slug: "menu-" + strconv.FormatInt(id, 10)} // menus can be hidden though their entries are not
		if t, ok := r.terms[id]; ok {
			ref.Slug, ref.Name = t.Slug, t.Name
		}
		it.Terms = append(it.Terms, ref)
	}
}

// allTerms returns the terms with the slugs of their parents.
func (r *rest) allTerms() []extract.Term {
	var list []extract.Term
	for _, id := range sortedKeys(r.terms) {
		t := r.terms[id]
		parent, _ := strconv.ParseInt(t.Parent, 10, 64)
		t.Parent = r.terms[parent].Slug
		list = append(list, t)
	}
	order := map[string]int{"category": -3, "post_tag": -2}
	slices.SortStableFunc(list, func(a, b extract.Term) int {
		return cmp.Or(cmp.Compare(order[a.Taxonomy], order[b.Taxonomy]), cmp.Compare(a.Taxonomy, b.Taxonomy),
			cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)))
	})
	return list
}

// withoutPrefix takes off what WordPress writes before the title of a post that
// is private or behind a password, in any language: the slug tells what the
// title is.
func withoutPrefix(title, slug string, prefixed bool) string {
	_, rest, ok := strings.Cut(title, ": ")
	if !prefixed || !ok || slug == "" {
		return title
	}
	made := extract.MakeSlug((&extract.Item{Title: rest}).PlainTitle())
	whole := extract.MakeSlug((&extract.Item{Title: title}).PlainTitle())
	if slug == whole || strings.HasPrefix(whole, slug) {
		return title
	}
	if made == slug || strings.HasPrefix(slug, made) || made == "" {
		return rest
	}
	return rest
}
