package dump

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// links makes the addresses of posts as WordPress does.
type links struct {
	s          *site
	home       string
	structure  string
	slash      bool              // addresses end with one
	root       string            // index.php/ where the structure begins with it
	front      string            // what stands before the first tag of the structure
	rules      map[string]string // what stands before the slug of custom types, by type
	ruled      bool              // the rules of the site are known
	deep       map[string]bool   // types whose posts have parents in their addresses
	frontPage  int64
	categories map[int64]int64  // of posts, where the structure needs them: term_taxonomy_id
	names      map[int64]string // of authors, in addresses
}

// builtin are the types of WordPress itself, which have the addresses of posts.
var builtin = map[string]bool{
	"post": true, "nav_menu_item": true, "custom_css": true, "wp_block": true, "wp_template": true, "wp_template_part": true,
	"wp_global_styles": true, "wp_navigation": true, "wp_font_family": true, "wp_font_face": true,
}

func newLinks(s *site, home string) *links {
	l := &links{s: s, home: strings.TrimRight(home, "/"), structure: s.options["permalink_structure"], names: s.nicename}
	l.slash = strings.HasSuffix(l.structure, "/")
	if strings.HasPrefix(strings.TrimLeft(l.structure, "/"), "index.php") {
		l.root = "index.php/"
	}
	l.front = strings.TrimLeft(l.structure, "/")
	if i := strings.IndexByte(l.front, '%'); i >= 0 {
		l.front = l.front[:i]
	}
	if s.options["show_on_front"] == "page" {
		l.frontPage = parseInt([]byte(s.options["page_on_front"]))
	}
	l.rules, l.deep = map[string]string{}, map[string]bool{"page": true}
	v, _ := extract.Unserialize(s.options["rewrite_rules"])
	rules, _ := v.(extract.PHPArray)
	for _, e := range rules {
		query, _ := e.Value.(string)
		l.rule(e.Key, query)
	}
	l.ruled = len(rules) > 0
	return l
}

// rule learns the address of a custom type from one of the rules that WordPress
// keeps: recipes/([^/]+)(?:/([0-9]+))?/?$ is index.php?recipe=$matches[1]&page=…
func (l *links) rule(pattern, query string) {
	query, ok := strings.CutPrefix(query, "index.php?")
	if !ok || !strings.HasSuffix(query, "&page=$matches[2]") || strings.Contains(pattern, "/attachment/") {
		return
	}
	query = strings.TrimSuffix(query, "&page=$matches[2]")
	var typ string
	if rest, ok := strings.CutPrefix(query, "post_type="); ok {
		typ, _, ok = strings.Cut(rest, "&")
		if !ok {
			return
		}
	} else if typ, ok = strings.CutSuffix(query, "=$matches[1]"); !ok {
		return
	}
	prefix, deep := "", false
	if prefix, ok = strings.CutSuffix(pattern, "/([^/]+)(?:/([0-9]+))?/?$"); !ok {
		if prefix, ok = strings.CutSuffix(pattern, "/(.+?)(?:/([0-9]+))?/?$"); !ok {
			return
		}
		deep = true
	}
	if typ == "pagename" || typ == "name" || strings.ContainsAny(prefix, "([") {
		return
	}
	if _, taken := l.rules[typ]; !taken {
		l.rules[typ], l.deep[typ] = strings.ReplaceAll(prefix, `\`, ""), deep
	}
}

// ref returns what is known of a post, nil if there is none.
func (l *links) ref(id int64) *ref {
	refs := l.s.refs
	i := sort.Search(len(refs), func(i int) bool { return refs[i].id > id })
	if i == 0 || refs[i-1].id != id {
		return nil
	}
	return &refs[i-1]
}

func (l *links) typ(r *ref) string    { return l.s.words.list[r.typ] }
func (l *links) status(r *ref) string { return l.s.words.list[r.status] }

// plain reports whether a post has an address with its ID only: what is not
// published yet, or thrown away.
func (l *links) plain(r *ref, depth int) bool {
	switch status := l.status(r); status {
	case "publish", "private":
		return false
	case "inherit":
		parent := l.ref(r.parent)
		if r.parent == 0 || parent == nil || depth > 20 || parent == r {
			return false
		}
		return l.plain(parent, depth+1)
	default:
		return true
	}
}

func (l *links) end(path string) string {
	path = strings.TrimRight(path, "/")
	if l.slash {
		path += "/"
	}
	return path
}

// link returns the address of a post. The name of a type may be any bytes.
func (l *links) link(r *ref) string { return strings.ToValidUTF8(l.linkAt(r, 0), "\ufffd") }

func (l *links) linkAt(r *ref, depth int) string {
	id := strconv.FormatInt(r.id, 10)
	typ := l.typ(r)
	plain := l.structure == "" || l.plain(r, 0)
	switch {
	case depth > 20:
		return l.home + "/?p=" + id
	case typ == "attachment":
		return l.attachment(r, depth)
	case typ == "page":
		if r.id == l.frontPage && l.frontPage != 0 && depth == 0 {
			return l.home + "/"
		}
		if plain {
			return l.home + "/?page_id=" + id
		}
		return l.home + "/" + l.end(l.root+l.path(r))
	case builtin[typ]:
		if plain {
			return l.home + "/?p=" + id
		}
		return l.home + "/" + l.end(strings.TrimLeft(l.post(r), "/"))
	}
	prefix, known := l.rules[typ]
	if !known && !l.ruled {
		prefix = l.front + typ
	}
	switch {
	case l.plain(r, 0), l.ruled && !known:
		return l.home + "/?post_type=" + typ + "&p=" + id
	case plain:
		return l.home + "/?" + typ + "=" + r.slug
	}
	slug := r.slug
	if l.deep[typ] {
		slug = l.path(r)
	}
	return l.home + "/" + l.end(prefix+"/"+slug)
}

// path is the slug of a page with those of the pages above it.
func (l *links) path(r *ref) string {
	path := r.slug
	seen := []int64{r.id}
	for p := l.ref(r.parent); p != nil && r.parent != 0 && !slices.Contains(seen, p.id) && len(seen) < 100; p = l.ref(p.parent) {
		if p.slug != "" {
			path = p.slug + "/" + path
		}
		seen = append(seen, p.id)
		if p.parent == 0 {
			break
		}
	}
	return path
}

// attachment is the address of the page of a file, which lies below the post
// it was uploaded to.
func (l *links) attachment(r *ref, depth int) string {
	plain := l.home + "/?attachment_id=" + strconv.FormatInt(r.id, 10)
	if l.structure == "" || l.plain(r, 0) {
		return plain
	}
	if r.parent == 0 {
		return l.home + "/" + l.end(r.slug)
	}
	p := l.ref(r.parent)
	if p == nil || p.id == r.id || !l.viewable(l.typ(p)) {
		return plain
	}
	above := l.linkAt(p, depth+1)
	if strings.Contains(above, "?") {
		return plain
	}
	name := r.slug
	if number(name) || strings.Contains(l.structure, "%category%") {
		name = "attachment/" + name
	}
	return l.end(strings.TrimRight(above, "/") + "/" + name)
}

// viewable reports whether visitors can see posts of a type.
func (l *links) viewable(typ string) bool {
	if builtin[typ] {
		return typ == "post"
	}
	return true
}

func number(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// post fills in the structure of the addresses of posts.
func (l *links) post(r *ref) string {
	date := time.Unix(r.date, 0).UTC()
	var b strings.Builder
	for rest := l.structure; ; {
		i := strings.IndexByte(rest, '%')
		if i < 0 {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString(rest[:i])
		rest = rest[i:]
		end := strings.IndexByte(rest[1:], '%')
		if end < 0 {
			b.WriteString(rest)
			return b.String()
		}
		tag := rest[:end+2]
		rest = rest[end+2:]
		switch tag {
		case "%year%":
			b.WriteString(date.Format("2006"))
		case "%monthnum%":
			b.WriteString(date.Format("01"))
		case "%day%":
			b.WriteString(date.Format("02"))
		case "%hour%":
			b.WriteString(date.Format("15"))
		case "%minute%":
			b.WriteString(date.Format("04"))
		case "%second%":
			b.WriteString(date.Format("05"))
		case "%postname%", "%pagename%":
			b.WriteString(r.slug)
		case "%post_id%":
			b.WriteString(strconv.FormatInt(r.id, 10))
		case "%author%":
			b.WriteString(l.names[r.author])
		case "%category%":
			b.WriteString(l.category(r))
		default:
			b.WriteString(tag)
		}
	}
}

// category is what stands for %category%: the first category of a post, by its
// number, with those above it.
func (l *links) category(r *ref) string {
	row, ok := l.s.filed[l.categories[r.id]]
	if !ok {
		id := parseInt([]byte(cmp.Or(l.s.options["default_category"], "1")))
		return l.s.terms[id].slug
	}
	path := l.s.terms[row.term].slug
	for n := 0; row.parent != 0 && n < 50; n++ {
		slug := l.s.terms[row.parent].slug
		if slug == "" {
			break
		}
		path = slug + "/" + path
		if row, ok = l.s.categoryOf(row.parent); !ok {
			break
		}
	}
	return path
}

// categoryOf returns the category with the number of a term.
func (s *site) categoryOf(term int64) (taxonomyRow, bool) {
	if row, ok := s.filed[term]; ok && row.term == term && row.taxonomy == "category" {
		return row, true
	}
	for _, row := range s.filed { // one at most
		if row.term == term && row.taxonomy == "category" {
			return row, true
		}
	}
	return taxonomyRow{}, false
}
