package dump

import (
	"cmp"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/wp2md/wp2md/extract"
)

// home is the address of the site.
func (s *site) home() string {
	if h := cmp.Or(s.options["home"], s.options["siteurl"]); h != "" {
		return strings.TrimRight(strings.TrimSpace(h), "/")
	}
	// Of a dump without options, the posts may say where they were written.
	if u, err := url.Parse(strings.TrimSpace(s.guid)); err == nil && u.Scheme != "" && u.Host != "" && u.RawQuery != "" {
		return u.Scheme + "://" + u.Host + strings.TrimRight(u.Path, "/")
	}
	return ""
}

// uploads is the address of the uploads folder.
func (s *site) uploads() string {
	if u := strings.TrimRight(s.options["upload_url_path"], "/"); u != "" {
		return u
	}
	root := strings.TrimRight(cmp.Or(s.options["siteurl"], s.home()), "/")
	if p := strings.Trim(s.options["upload_path"], "/"); p != "" && p != "wp-content/uploads" && !strings.HasPrefix(s.options["upload_path"], "/") {
		return root + "/" + p
	}
	u := root + "/wp-content/uploads"
	if b := base(s.prefix); b != s.prefix {
		u += "/sites/" + strings.TrimSuffix(s.prefix[len(b):], "_")
	}
	return u
}

// describe fills in what the channel of an export says, in the order in which
// WordPress exports it.
func (s *site) describe(out *extract.Site, all map[string]*site) {
	home := s.home()
	*out = extract.Site{
		Title:       extract.StoredName(withoutTags(s.options["blogname"])),
		Description: extract.StoredName(withoutTags(s.options["blogdescription"])),
		Language:    strings.ReplaceAll(cmp.Or(s.options["WPLANG"], "en_US"), "_", "-"),
		Link:        home, BaseBlogURL: home, BaseSiteURL: home,
		WXRVersion: "1.2",
	}
	if b := all[base(s.prefix)]; b != nil && b != s && b.home() != "" {
		out.BaseSiteURL = b.home() + "/"
	}
	people := s.people(all)
	for _, id := range sortedIDs(s.authors) {
		if a := people.users[id]; a != nil && a.Login != "" {
			out.Authors = append(out.Authors, *a)
		}
	}
	out.Terms = s.channelTerms()
	out.Settings = s.settings()
}

// people is the site of the network that has the users.
func (s *site) people(all map[string]*site) *site {
	if b := all[base(s.prefix)]; len(s.users) == 0 && b != nil {
		return b
	}
	return s
}

func sortedIDs[V any](m map[int64]V) []int64 {
	ids := make([]int64, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// withoutTags drops tags from the title of a site, as WordPress does.
func withoutTags(s string) string {
	it := extract.Item{Title: s}
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	return strings.ReplaceAll(it.PlainTitle(), "&", "&amp;")
}

// ours are the taxonomies of WordPress itself.
var ours = map[string]bool{
	"category": true, "post_tag": true, "nav_menu": true, "post_format": true, "link_category": true, "wp_theme": true,
	"wp_template_part_area": true, "wp_pattern_category": true,
}

// byName orders the keys of s.filed by the names of their terms, as the
// database does: without regard to case and accents. Equal ones have no order
// there; here the elder come first.
func (s *site) byName() []int64 {
	c := collate.New(language.Und, collate.Loose)
	var buf collate.Buffer
	type named struct {
		id  int64
		key string
	}
	list := make([]named, 0, len(s.filed))
	for _, id := range sortedIDs(s.filed) {
		list = append(list, named{id, string(c.KeyFromString(&buf, s.terms[s.filed[id].term].name))})
		buf.Reset()
	}
	slices.SortStableFunc(list, func(a, b named) int {
		return cmp.Compare(a.key, b.key)
	})
	ids := make([]int64, len(list))
	for i, n := range list {
		ids[i] = n.id
	}
	return ids
}

// channelTerms lists the terms: categories, tags, those of other taxonomies,
// menus; each by name, and none before its parent. Where there is no taxonomy but
// WordPress' own, it exports the terms of all of them, and else only those.
func (s *site) channelTerms() []extract.Term {
	groups := make([][]int64, 4)
	custom := false
	for _, row := range s.filed {
		custom = custom || !ours[row.taxonomy]
	}
	for _, id := range s.byName() {
		row := s.filed[id]
		if _, ok := s.terms[row.term]; !ok {
			continue
		}
		g := 2
		switch {
		case row.taxonomy == "category":
			g = 0
		case row.taxonomy == "post_tag":
			g = 1
		case row.taxonomy == "nav_menu" && custom:
			g = 3
		case ours[row.taxonomy] && custom:
			continue
		}
		groups[g] = append(groups[g], id)
	}
	var out []extract.Term
	for _, ids := range groups {
		here := map[[2]any]bool{}
		for _, id := range ids {
			here[[2]any{s.filed[id].taxonomy, s.filed[id].term}] = true
		}
		done := map[[2]any]bool{}
		for rounds := 0; len(ids) > 0; rounds++ {
			var later []int64
			for _, id := range ids {
				row := s.filed[id]
				parent := [2]any{row.taxonomy, row.parent}
				if row.parent != 0 && here[parent] && !done[parent] && rounds < 60 {
					later = append(later, id)
					continue
				}
				done[[2]any{row.taxonomy, row.term}] = true
				out = append(out, s.term(row))
			}
			ids = later
		}
	}
	return out
}

// abs is the number of a term, which is below zero here for those of early versions.
func abs(n int64) int64 { return max(n, -n) }

func (s *site) term(row taxonomyRow) extract.Term {
	t := s.terms[row.term]
	out := extract.Term{ID: abs(row.term), Taxonomy: row.taxonomy, Slug: t.slug, Name: extract.StoredName(t.name), Description: row.description}
	if row.parent != 0 {
		out.Parent = s.terms[row.parent].slug
	}
	fields := slices.Clone(s.fields[row.term])
	slices.SortStableFunc(fields, func(a, b fieldRow) int { return cmp.Compare(a.id, b.id) })
	for _, f := range fields {
		out.Meta = append(out.Meta, extract.Meta{Key: f.key, Value: f.value})
	}
	return out
}

// settings collects what no export says.
func (s *site) settings() *extract.Settings {
	o := s.options
	out := &extract.Settings{
		Permalinks: o["permalink_structure"], CategoryBase: strings.Trim(o["category_base"], "/"), TagBase: strings.Trim(o["tag_base"], "/"),
		TimeZone: timeZone(o["timezone_string"], o["gmt_offset"]), Theme: cmp.Or(o["stylesheet"], o["template"]),
	}
	if o["show_on_front"] == "page" {
		out.FrontPage, out.PostsPage = parseInt([]byte(o["page_on_front"])), parseInt([]byte(o["page_for_posts"]))
	}
	for _, e := range array(o["active_plugins"]) {
		if p, ok := e.Value.(string); ok {
			folder, _, _ := strings.Cut(p, "/")
			out.Plugins = append(out.Plugins, folder)
		}
	}
	for _, e := range array(o["theme_mods_"+out.Theme]) {
		if term := s.terms[toInt(e.Value)]; term.slug != "" {
			out.MenuPlaces = append(out.MenuPlaces, extract.MenuPlace{Place: e.Key, Menu: term.slug})
		}
	}
	out.Widgets = s.widgets()
	for _, k := range s.shownLinks() {
		out.Links = append(out.Links, extract.Link{
			URL: k.url, Name: k.name, Description: k.description, Image: k.image, Target: k.target, Rel: k.rel, Feed: k.rss, Notes: k.notes,
		})
	}
	moved := slices.Clone(s.moved)
	slices.SortStableFunc(moved, func(a, b moveRow) int { return cmp.Compare(a.id, b.id) })
	for _, m := range moved {
		if m.from != "" && m.to != "" {
			out.Redirects = append(out.Redirects, extract.Redirect{From: m.from, To: m.to, Code: m.code, Regex: m.regex})
		}
	}
	for _, e := range array(o["wpseo-premium-redirects-base"]) {
		a, _ := e.Value.(extract.PHPArray)
		from, _ := a.Get("origin").(string)
		to, _ := a.Get("url").(string)
		if format, _ := a.Get("format").(string); from != "" && to != "" {
			out.Redirects = append(out.Redirects, extract.Redirect{From: "/" + strings.Trim(from, "/"), To: to, Code: int(toInt(a.Get("type"))), Regex: format == "regex"})
		}
	}
	for _, e := range array(o["301_redirects"]) {
		if to, ok := e.Value.(string); ok && e.Key != "" && to != "" {
			out.Redirects = append(out.Redirects, extract.Redirect{From: "/" + strings.TrimLeft(e.Key, "/"), To: to, Code: 301, Regex: strings.Contains(e.Key, "*")})
		}
	}
	out.Galleries = s.galleries()
	out.Albums = s.albumsOfGalleries()
	return out
}

// shownLinks are the links of the blogroll that visitors see.
func (s *site) shownLinks() []linkRow {
	list := slices.DeleteFunc(slices.Clone(s.links), func(k linkRow) bool { return k.hidden })
	slices.SortStableFunc(list, func(a, b linkRow) int { return cmp.Compare(a.id, b.id) })
	return list
}

// widgets lists what the places of a theme show that has words of its own.
func (s *site) widgets() []extract.Widget {
	var list []extract.Widget
	for _, area := range array(s.options["sidebars_widgets"]) {
		ids, ok := area.Value.(extract.PHPArray)
		if !ok || area.Key == "wp_inactive_widgets" || strings.HasPrefix(area.Key, "orphaned_widgets") {
			continue
		}
		for _, e := range ids {
			id, _ := e.Value.(string)
			i := strings.LastIndexByte(id, '-')
			if i < 0 {
				continue
			}
			all := array(s.options["widget_"+id[:i]])
			w, ok := all.Get(id[i+1:]).(extract.PHPArray)
			if !ok {
				continue
			}
			text := widgetText(id[:i], w)
			title, _ := w.Get("title").(string)
			if title != "" || text != "" {
				list = append(list, extract.Widget{Area: area.Key, Type: id[:i], Title: title, Text: text})
			}
		}
	}
	return list
}

// widgetText returns what a widget shows, as it would stand in a post.
func widgetText(kind string, w extract.PHPArray) string {
	field := func(name string) string {
		v, _ := w.Get(name).(string)
		return v
	}
	address := field("url")
	switch {
	case kind == "media_gallery":
		var ids []string
		list, _ := w.Get("ids").(extract.PHPArray)
		for _, e := range list {
			ids = append(ids, strconv.FormatInt(toInt(e.Value), 10))
		}
		if len(ids) == 0 {
			return ""
		}
		return `[gallery ids="` + strings.Join(ids, ",") + `"]`
	case kind == "media_image" && address != "":
		img := `<img src="` + html.EscapeString(address) + `" alt="` + html.EscapeString(field("alt")) + `">`
		if to := field("link_url"); to != "" {
			img = `<a href="` + html.EscapeString(to) + `">` + img + `</a>`
		}
		if caption := field("caption"); caption != "" {
			img = "<figure>" + img + "<figcaption>" + caption + "</figcaption></figure>"
		}
		return img
	case kind == "media_audio" && address != "":
		return `[audio src="` + html.EscapeString(address) + `"]`
	}
	return cmp.Or(field("text"), field("content"), address)
}

func array(s string) extract.PHPArray {
	if s == "" {
		return nil
	}
	v, _ := extract.Unserialize(s)
	a, _ := v.(extract.PHPArray)
	return a
}

func toInt(v any) int64 {
	switch v := v.(type) {
	case int64:
		return v
	case string:
		return parseInt([]byte(v))
	}
	return 0
}

// menuPlaces keeps of the settings of a theme, which may hold anything, which
// menus stand where; serialized as it was.
func menuPlaces(s string) string {
	v, _ := extract.Unserialize(s)
	a, _ := v.(extract.PHPArray)
	places, _ := a.Get("nav_menu_locations").(extract.PHPArray)
	var b strings.Builder
	for _, p := range places {
		fmt.Fprintf(&b, "s:%d:\"%s\";i:%d;", len(p.Key), p.Key, toInt(p.Value))
	}
	return fmt.Sprintf("a:%d:{%s}", len(places), b.String())
}

// timeZone names the zone of a site.
func timeZone(name, offset string) string {
	if name != "" {
		return name
	}
	hours, err := strconv.ParseFloat(strings.TrimSpace(offset), 64)
	if err != nil || hours < -14 || hours > 14 {
		return ""
	}
	sign, minutes := '+', int(hours*60)
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	if minutes == 0 {
		return "UTC"
	}
	if minutes%60 == 0 {
		return fmt.Sprintf("UTC%c%d", sign, minutes/60)
	}
	return fmt.Sprintf("UTC%c%d:%02d", sign, minutes/60, minutes%60)
}
