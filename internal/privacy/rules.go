package privacy

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Rules are those that MemberPress keeps as items of their own: which posts only
// members may read. Rules for terms and addresses are not read.
type Rules struct {
	all    bool
	types  map[string]bool
	single map[int64]bool
	below  map[int64]bool
}

// Add takes note of an item, if it is a rule.
func (r *Rules) Add(it *extract.Item) {
	if it.Type != "memberpressrule" || it.Status != "publish" {
		return
	}
	if r.types == nil {
		r.types, r.single, r.below = map[string]bool{}, map[int64]bool{}, map[int64]bool{}
	}
	kind, typ, _ := strings.Cut(it.Field("_mepr_rules_type"), "_")
	var ids []int64
	for _, s := range strings.Split(it.Field("_mepr_rules_content"), ",") {
		if id, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64); err == nil && id > 0 {
			ids = append(ids, id)
		}
	}
	switch kind {
	case "all":
		if typ == "" {
			r.all = true
			return
		}
		r.types[strings.Clone(typ)] = true
		if t, ok := strings.CutSuffix(typ, "s"); ok { // all_posts
			r.types[strings.Clone(t)] = true
		}
	case "single":
		for _, id := range ids {
			r.single[id] = true
		}
	case "parent":
		for _, id := range ids {
			r.below[id] = true
		}
	}
}

// Close reports whether a rule lets only members read an item.
func (r *Rules) Close(id, parent int64, typ string) bool {
	return r.all || r.types[typ] || id > 0 && r.single[id] || parent > 0 && r.below[parent]
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
