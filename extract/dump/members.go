package dump

import (
	"cmp"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// A rule says what a plugin shows to members only, as one of its tables or an option
// has it, which no export holds.
type rule struct {
	table tableID // where it stands
	by    string  // the plugin
	subject
}

// subject is what a rule is about.
type subject struct {
	what ruled
	id   int64  // of a post or a term
	name string // of a post type or taxonomy, or the slug of a tag
}

// ruled is of what kind the subject of a rule is.
type ruled uint8

const (
	ruledAll ruled = iota
	ruledType
	ruledTaxonomy
	ruledTag
	ruledPost
	ruledBelow // what has this post above it
	ruledTerm
)

func (s *site) rule(r rule) {
	if len(s.rules) < 10*maxBeyond {
		s.rules = append(s.rules, r)
	}
}

// ruleAll adds rules for numbers.
func (s *site) ruleAll(table tableID, by string, what ruled, ids []int64) {
	for _, id := range ids {
		s.rule(rule{table, by, subject{what: what, id: id}})
	}
}

// idsOf returns the numbers in a value: an array or a list with commas.
func idsOf(v any) (ids []int64) {
	switch v := v.(type) {
	case int64:
		ids = append(ids, v)
	case string:
		for word := range strings.FieldsFuncSeq(v, func(c rune) bool { return c < '0' || c > '9' }) {
			ids = append(ids, parseInt([]byte(word)))
		}
	case extract.PHPArray:
		for _, e := range v {
			switch e.Value.(type) {
			case int64, string:
				ids = append(ids, idsOf(e.Value)...)
			}
		}
	}
	return ids
}

// memberTables takes the tables of plugins for members.
func (l *loader) memberTables(s *site, table tableID, at columnIndex) taker {
	switch table {
	case tablePMProPages:
		c := at("page_id")
		return func(r *row, _ *tableState) error {
			s.rule(rule{table, "Paid Memberships Pro", subject{what: ruledPost, id: l.number(r, c[0])}})
			return nil
		}
	case tablePMProCategories:
		c := at("category_id")
		return func(r *row, _ *tableState) error {
			s.rule(rule{table, "Paid Memberships Pro", subject{what: ruledTerm, id: l.number(r, c[0])}})
			return nil
		}
	case tableSWPM: // its first row says what is protected, the others for whom it is open
		c := at("id", "page_list", "post_list", "custom_post_list", "category_list")
		return func(r *row, t *tableState) error {
			if l.number(r, c[0]) != 1 {
				return nil
			}
			for _, i := range c[1:4] {
				s.ruleAll(table, "Simple Membership", ruledPost, idsOf(array(l.string(r, i, t))))
			}
			s.ruleAll(table, "Simple Membership", ruledTerm, idsOf(array(l.string(r, c[4], t))))
			return nil
		}
	case tableWishList:
		c := at("content_id", "level_id", "type")
		return func(r *row, t *tableState) error {
			if level := l.string(r, c[1], t); level != "Protection" && level != "PayPerPost" {
				return nil
			}
			what := ruledPost
			if typ := strings.ToLower(l.string(r, c[2], t)); strings.Contains(typ, "category") || strings.Contains(typ, "categories") {
				what = ruledTerm
			}
			s.rule(rule{table, "WishList Member", subject{what: what, id: l.number(r, c[0])}})
			return nil
		}
	}
	return nil
}

// memberOptions are the options of plugins for members. They hold keys of services,
// too: what says who may read what is all that is kept of them.
var memberOptions = map[string]func(s *site, v extract.PHPArray){
	"ws_plugin__s2member_options": (*site).s2Member,
	"wc_memberships_rules":        (*site).wcMemberships,
	"jp_cc_settings":              (*site).contentControl,
	"rcp_restricted_post_types": func(s *site, v extract.PHPArray) {
		for _, e := range v {
			if list, ok := e.Value.(extract.PHPArray); !ok || len(list) > 0 {
				s.rule(rule{tableOptions, "Restrict Content Pro", subject{what: ruledType, name: e.Key}})
			}
		}
	},
	"members_settings": func(s *site, v extract.PHPArray) {
		if isOn(v.Get("private_blog")) {
			s.rule(rule{tableOptions, "Members", subject{what: ruledAll}})
		}
	},
	"um_options": func(s *site, v extract.PHPArray) {
		if toInt(v.Get("accessible")) == 2 {
			s.rule(rule{tableOptions, "Ultimate Member", subject{what: ruledAll}})
		}
	},
}

func isOn(v any) bool {
	switch v := v.(type) {
	case bool:
		return v
	case string:
		return v != "" && v != "0" && v != "no" && v != "off" && v != "false"
	}
	return toInt(v) != 0
}

// s2Member reads level1_posts, level2_catgs and their like: numbers, or "all", or
// "all-TYPE".
func (s *site) s2Member(v extract.PHPArray) {
	const by = "s2Member"
	for _, e := range v {
		i := strings.IndexByte(e.Key, '_')
		if i < 0 {
			continue
		}
		level, what := e.Key[:i], e.Key[i:]
		number, isLevel := strings.CutPrefix(level, "level")
		list, isText := e.Value.(string)
		if !isLevel || !isText || number == "" || strings.Trim(number, "0123456789") != "" {
			continue
		}
		words := strings.FieldsFunc(list, func(c rune) bool { return strings.ContainsRune(",;\r\n\t", c) })
		for _, w := range words {
			w = strings.TrimSpace(w)
			typ, all := strings.CutPrefix(w, "all-")
			switch {
			case what == "_posts" && w == "all":
				s.rule(rule{tableOptions, by, subject{what: ruledType, name: "*"}})
			case what == "_posts" && all:
				s.rule(rule{tableOptions, by, subject{what: ruledType, name: typ}})
				s.rule(rule{tableOptions, by, subject{what: ruledType, name: strings.TrimSuffix(typ, "s")}})
			case what == "_posts":
				s.ruleAll(tableOptions, by, ruledPost, idsOf(w))
			case what == "_pages" && w == "all":
				s.rule(rule{tableOptions, by, subject{what: ruledType, name: "page"}})
			case what == "_pages":
				s.ruleAll(tableOptions, by, ruledPost, idsOf(w))
			case what == "_catgs" && w == "all":
				s.rule(rule{tableOptions, by, subject{what: ruledTaxonomy, name: "category"}})
			case what == "_catgs":
				s.ruleAll(tableOptions, by, ruledTerm, idsOf(w))
			case what == "_ptags" && w == "all":
				s.rule(rule{tableOptions, by, subject{what: ruledTaxonomy, name: "post_tag"}})
			case what == "_ptags":
				if strings.Trim(w, "0123456789") == "" {
					s.ruleAll(tableOptions, by, ruledTerm, idsOf(w))
				}
				s.rule(rule{tableOptions, by, subject{what: ruledTag, name: strings.ReplaceAll(strings.ToLower(w), " ", "-")}})
			}
		}
	}
}

func (s *site) wcMemberships(v extract.PHPArray) {
	const by = "WooCommerce Memberships"
	for _, e := range v {
		r, ok := e.Value.(extract.PHPArray)
		if !ok || r.Get("active") == "no" {
			continue
		}
		switch r.Get("rule_type") {
		case "content_restriction":
		case "product_restriction":
			if r.Get("access_type") != "view" {
				continue
			}
		default:
			continue
		}
		name, _ := r.Get("content_type_name").(string)
		ids, isTerm := idsOf(r.Get("object_ids")), r.Get("content_type") == "taxonomy"
		switch {
		case len(ids) == 0 && name == "":
		case len(ids) == 0 && isTerm:
			s.rule(rule{tableOptions, by, subject{what: ruledTaxonomy, name: name}})
		case len(ids) == 0:
			s.rule(rule{tableOptions, by, subject{what: ruledType, name: name}})
		case isTerm:
			s.ruleAll(tableOptions, by, ruledTerm, ids)
		default:
			s.ruleAll(tableOptions, by, ruledPost, ids)
		}
	}
}

// contentControl reads what the plugin of that name kept before its second version:
// restrictions, each with groups of conditions. What all groups say together is less
// than what each does.
func (s *site) contentControl(v extract.PHPArray) {
	const by = "Content Control"
	list, _ := v.Get("restrictions").(extract.PHPArray)
	for _, e := range list {
		r, ok := e.Value.(extract.PHPArray)
		if !ok || r.Get("who") == "logged_out" {
			continue
		}
		groups, _ := r.Get("conditions").(extract.PHPArray)
		for _, g := range groups {
			conditions, _ := g.Value.(extract.PHPArray)
			for _, c := range conditions {
				c, _ := c.Value.(extract.PHPArray)
				target, _ := c.Get("target").(string)
				settings, _ := c.Get("settings").(extract.PHPArray)
				ids := idsOf(settings.Get("selected"))
				if isOn(c.Get("not_operand")) {
					s.rule(rule{tableOptions, by, subject{what: ruledAll}})
					continue
				}
				if _, _, ok := strings.Cut(target, "_w_"); ok {
					s.ruleAll(tableOptions, by, ruledTerm, ids)
					continue
				}
				at := strings.LastIndexByte(target, '_')
				if at < 0 || strings.HasPrefix(target, "tax_") || strings.HasPrefix(target, "is_") {
					continue // archives, the front page
				}
				switch typ, how := target[:at], target[at+1:]; how {
				case "all":
					s.rule(rule{tableOptions, by, subject{what: ruledType, name: typ}})
				case "selected", "ID":
					s.ruleAll(tableOptions, by, ruledPost, ids)
				case "children":
					s.ruleAll(tableOptions, by, ruledBelow, ids)
				}
			}
		}
	}
}

// gates are the plugins of the rules of a site, to be asked for each of its posts.
type gates map[subject]string

func newGates(rules []rule) gates {
	g := gates{}
	for _, r := range rules {
		g[r.subject] = r.by
	}
	return g
}

// gate returns the plugin that shows an item to members only, or "". filed are the
// term_taxonomy_ids of the item.
func (a *assembler) gate(it *extract.Item, filed []int64) string {
	g := a.gates
	if len(g) == 0 || it.Type == "attachment" || it.Type == "nav_menu_item" {
		return ""
	}
	by := g[subject{what: ruledPost, id: it.ID}]
	if by == "" {
		by = g[subject{what: ruledAll}]
	}
	if by == "" {
		by = g[subject{what: ruledType, name: it.Type}]
	}
	if by == "" && it.Type != "page" {
		by = g[subject{what: ruledType, name: "*"}]
	}
	for _, id := range filed {
		row := a.s.filed[id]
		about := []subject{{what: ruledTerm, id: abs(row.term)}, {what: ruledTaxonomy, name: row.taxonomy}}
		if row.taxonomy == "post_tag" {
			about = append(about, subject{what: ruledTag, name: a.s.terms[row.term].slug})
		}
		for _, what := range about {
			by = cmp.Or(g[what], by)
		}
	}
	for id, depth := it.Parent, 0; by == "" && id > 0 && depth < 20; depth++ {
		by = g[subject{what: ruledBelow, id: id}]
		ref := a.links.ref(id)
		if ref == nil {
			break
		}
		id = ref.parent
	}
	return by
}
