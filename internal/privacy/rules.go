package privacy

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Rules are those that plugins for members (MemberPress, Content Control, User Registration,
// SureMembers, Restrict User Access) keep as items
// of their own: which posts only members may read.
type Rules struct {
	all       bool
	types     map[string]bool
	single    map[int64]bool
	below     map[int64]bool
	terms     map[[2]string]bool // by taxonomy, and ID or slug; all of it if that is empty
	addresses []func(path string) bool
	levels    map[int64]bool           // of Restrict User Access
	groups    map[int64][]extract.Item // of their conditions, as long as the level is not known
}

// Add takes note of an item, if it is a rule.
func (r *Rules) Add(it *extract.Item) {
	switch it.Type {
	case "memberpressrule", "cc_restriction", "urcr_access_rule", "wsm_access_group":
		if it.Status != "publish" {
			return
		}
	case "restriction", "condition_group":
	default:
		return
	}
	if r.types == nil {
		r.types, r.single, r.below, r.terms = map[string]bool{}, map[int64]bool{}, map[int64]bool{}, map[[2]string]bool{}
	}
	switch it.Type {
	case "cc_restriction":
		r.contentControl(it)
		return
	case "urcr_access_rule":
		r.urcr(it)
		return
	case "wsm_access_group":
		r.sureMembers(it)
		return
	case "restriction", "condition_group":
		r.accessLevel(it)
		return
	}
	what, content := it.Field("_mepr_rules_type"), it.Field("_mepr_rules_content")
	kind, name, _ := strings.Cut(what, "_")
	taxonomy, ofTerms := strings.CutPrefix(what, "all_tax_")
	if !ofTerms {
		taxonomy, ofTerms = strings.CutPrefix(what, "tax_") // tax_genre||cpt_book
	}
	switch {
	case ofTerms:
		taxonomy, _, _ = strings.Cut(taxonomy, "||")
		r.addTerms(taxonomy, content)
	case kind == "category":
		r.addTerms("category", content)
	case kind == "tag":
		r.addTerms("post_tag", content)
	case kind == "all" && name == "":
		r.all = true
	case kind == "all":
		r.addType(name)
	case kind == "single":
		add(r.single, content)
	case kind == "parent":
		add(r.below, content)
	case kind == "partial" || kind == "custom":
		r.addAddress(kind, content, it.Field("_is_mepr_rules_content_regexp"))
	}
}

// add adds the IDs of a list.
func add(set map[int64]bool, list string) {
	for f := range strings.FieldsFuncSeq(list, func(c rune) bool { return c < '0' || c > '9' }) {
		if id, err := strconv.ParseInt(f, 10, 64); err == nil && id > 0 {
			set[id] = true
		}
	}
}

func (r *Rules) addType(typ string) {
	r.types[strings.Clone(typ)] = true
	if t, ok := strings.CutSuffix(typ, "s"); ok { // all_posts
		r.types[strings.Clone(t)] = true
	}
}

// addTerms adds the terms of a list of IDs or slugs.
func (r *Rules) addTerms(taxonomy, list string) {
	for f := range strings.FieldsFuncSeq(list, func(c rune) bool { return c == ',' || c == ' ' }) {
		r.terms[[2]string{strings.Clone(taxonomy), strings.Clone(f)}] = true
	}
}

func (r *Rules) addAddress(kind, content, pattern string) {
	content = strings.TrimSpace(content)
	switch {
	case content == "":
	case kind == "partial":
		r.addresses = append(r.addresses, func(path string) bool { return strings.Contains(path, content) })
	case isOn(pattern):
		re, err := regexp.Compile(content)
		if err != nil { // nobody can say what it lets out
			r.all = true
			return
		}
		r.addresses = append(r.addresses, re.MatchString)
	default:
		_, content = splitHost(content)
		content = strings.Trim(content, "/")
		r.addresses = append(r.addresses, func(path string) bool { return strings.Trim(path, "/") == content })
	}
}

func isOn(value string) bool { return value != "" && value != "0" && value != "false" }

// splitHost returns what is before and behind the path of an address.
func splitHost(address string) (host, path string) {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		host, path, _ = strings.Cut(rest, "/")
		return host, "/" + path
	}
	return "", address
}

// contentControl reads a restriction of the plugin of that name. Its conditions may
// have to be met together; what each is about is more than that.
func (r *Rules) contentControl(it *extract.Item) {
	v, err := extract.Unserialize(it.Field("restriction_settings"))
	list, ok := v.(extract.PHPArray)
	if err != nil || !ok {
		r.all = true // of damaged data nobody can say whom it lets in
		return
	}
	if list.Get("userStatus") == "logged_out" {
		return
	}
	r.query(list.Get("conditions"), 0)
}

func (r *Rules) query(v any, depth int) {
	query, _ := v.(extract.PHPArray)
	items, _ := query.Get("items").(extract.PHPArray)
	for _, e := range items {
		item, _ := e.Value.(extract.PHPArray)
		if inner := item.Get("query"); inner != nil && depth < 20 {
			r.query(inner, depth+1)
			continue
		}
		name, _ := item.Get("name").(string)
		options, _ := item.Get("options").(extract.PHPArray)
		r.condition(strings.TrimPrefix(name, "content_is_"), selected(options.Get("selected")), item.Get("notOperand") == true)
	}
}

// condition adds one of Content Control: entire_site, page, selected_page,
// page_with_id, child_of_page, post_with_category.
func (r *Rules) condition(name, ids string, not bool) {
	typ, with, isWith := strings.Cut(name, "_with_")
	switch {
	case strings.HasSuffix(name, "_archive") || strings.HasPrefix(name, "selected_tax_") || strings.HasPrefix(name, "tax_"):
	case name == "front_page" || name == "blog_index" || name == "search_results" || name == "404_page" || name == "":
	case not || name == "entire_site":
		r.all = true
	case strings.HasPrefix(name, "selected_"):
		add(r.single, ids)
	case strings.HasPrefix(name, "child_of_"):
		add(r.below, ids)
	case strings.HasPrefix(name, "ancestor_of_"):
	case isWith && with == "id":
		add(r.single, ids)
	case isWith && with == "template":
		r.addType(typ)
	case isWith:
		r.addTerms(with, ids)
	default:
		r.types[strings.Clone(name)] = true
	}
}

// selected returns IDs as a list with commas.
func selected(v any) string {
	list, ok := v.(extract.PHPArray)
	if !ok {
		return fmt.Sprint(v)
	}
	var all []string
	for _, e := range list {
		all = append(all, fmt.Sprint(e.Value))
	}
	return strings.Join(all, ",")
}

// Close reports whether a rule lets only members read an item.
func (r *Rules) Close(id, parent int64, typ string) bool {
	return r.all || r.types[typ] || id > 0 && r.single[id] || parent > 0 && r.below[parent]
}

// CloseTerm reports whether a rule lets only members read what has a term.
func (r *Rules) CloseTerm(taxonomy string, id int64, slug string) bool {
	return r.terms[[2]string{taxonomy, slug}] || id > 0 && r.terms[[2]string{taxonomy, strconv.FormatInt(id, 10)}]
}

// CloseAddress reports whether a rule lets only members read what has an address.
func (r *Rules) CloseAddress(address string) bool {
	if len(r.addresses) == 0 {
		return false
	}
	_, path := splitHost(address)
	return slices.ContainsFunc(r.addresses, func(is func(string) bool) bool { return is(path) })
}

// Sold returns the ID of a course whose lessons only those see who have joined it, if
// the item is one or a way to join it, or 0.
func Sold(it *extract.Item) int64 {
	if it.Type == "llms_access_plan" {
		id, _ := strconv.ParseInt(it.Field("_llms_product_id"), 10, 64)
		return id
	}
	for i := range it.Meta {
		m := &it.Meta[i]
		sold := false
		switch m.Key {
		case "_ld_price_type":
			sold = m.Value != "" && m.Value != "open"
		case "_sfwd-courses":
			v, _ := extract.Unserialize(m.Value)
			list, _ := v.(extract.PHPArray)
			by, _ := list.Get("sfwd-courses_course_price_type").(string)
			sold = by != "" && by != "open"
		case "_tutor_course_price_type":
			sold = it.Field("_tutor_is_public_course") != "yes"
		case "_course_woocommerce_product":
			sold = m.Value != "" && m.Value != "-"
		case "_lp_no_required_enroll":
			sold = m.Value == "no"
		}
		if sold {
			return it.ID
		}
	}
	return 0
}

// IsPreview reports whether a lesson is one that visitors see, too.
func IsPreview(it *extract.Item) bool {
	return slices.ContainsFunc(it.Meta, func(m extract.Meta) bool {
		switch m.Key {
		case "_llms_free_lesson", "_is_preview", "_lp_preview", "_lesson_preview", "_ld_lesson_sample":
			return m.Value == "yes" || m.Value == "1" || m.Value == "preview" || m.Value == "on"
		case "_sfwd-lessons":
			return strings.Contains(m.Value, `sample_lesson";s:2:"on"`)
		}
		return false
	})
}
