package privacy

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// urcr reads an access rule of User Registration: who meets its conditions may read what
// it is about, or may not.
func (r *Rules) urcr(it *extract.Item) {
	var rule struct {
		Enabled any
		Logic   struct {
			Conditions []struct {
				Type  string
				Value any
			}
		} `json:"logic_map"`
		Targets []struct {
			Type, Taxonomy string
			Value          any
		} `json:"target_contents"`
		Actions []struct {
			Access string `json:"access_control"`
		}
	}
	err := json.Unmarshal([]byte(it.Content), &rule)
	if other := (*json.UnmarshalTypeError)(nil); err != nil && !(errors.As(err, &other) && len(rule.Targets) > 0) { // an empty object is [] to PHP
		r.all = true // of damaged data nobody can say whom it lets in
		return
	}
	if on := fmt.Sprint(rule.Enabled); on == "false" || on == "0" || on == "" || on == "<nil>" {
		return
	}
	asks := ""
	if len(rule.Logic.Conditions) == 1 && rule.Logic.Conditions[0].Type == "user_state" {
		asks = fmt.Sprint(rule.Logic.Conditions[0].Value)
	}
	denies := len(rule.Actions) > 0 && rule.Actions[0].Access == "restrict"
	if asks == "logged-out" && !denies || asks == "logged-in" && denies {
		return // visitors read it
	}
	for _, t := range rule.Targets {
		values := listed(t.Value)
		switch {
		case t.Type == "whole_site":
			r.all = true
		case strings.HasSuffix(t.Type, "post_types"):
			for _, v := range values {
				r.types[strings.Clone(v)] = true
			}
		case strings.Contains(t.Type, "taxonom"):
			r.addTerms(t.Taxonomy, strings.Join(values, ","))
		case !strings.Contains(t.Type, "menu"):
			add(r.single, strings.Join(values, ","))
		}
	}
}

// listed returns the texts and numbers of a value of JSON.
func listed(v any) (list []string) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			list = append(list, listed(one)...)
		}
	case map[string]any:
		for _, one := range v {
			list = append(list, listed(one)...)
		}
	case string:
		list = append(list, v)
	case float64:
		list = append(list, strconv.FormatFloat(v, 'f', -1, 64))
	}
	return list
}

// sureMembers reads an access group of SureMembers, which has what it closes as places:
// basic-global, post|all, post-12-, tax-3-single-category.
func (r *Rules) sureMembers(it *extract.Item) {
	for i := range it.Meta {
		if m := &it.Meta[i]; strings.HasPrefix(m.Key, "suremembers_plan_include") {
			v, _ := extract.Unserialize(m.Value)
			r.places(v, 0)
		}
	}
}

func (r *Rules) places(v any, depth int) {
	if list, ok := v.(extract.PHPArray); ok && depth < 20 {
		for _, e := range list {
			r.places(e.Value, depth+1)
		}
		return
	}
	place, _ := v.(string)
	typ, what, _ := strings.Cut(place, "|")
	parts := strings.Split(place, "-")
	switch {
	case place == "basic-global" || place == "basic-singulars":
		r.all = true
	case what == "all":
		r.types[strings.Clone(typ)] = true
	case len(parts) > 1 && parts[0] == "post":
		add(r.single, strings.TrimRight(parts[1], "|"))
	case len(parts) > 3 && parts[0] == "tax" && parts[2] == "single":
		r.addTerms(strings.Join(parts[3:], "-"), parts[1])
	}
}

// accessLevel reads a level of Restrict User Access, or a group of the conditions under
// which it is asked for: those are items of their own, which name the level as their
// parent. Another plugin has such groups, too.
func (r *Rules) accessLevel(it *extract.Item) {
	if r.levels == nil {
		r.levels, r.groups = map[int64]bool{}, map[int64][]extract.Item{}
	}
	if it.Type == "restriction" {
		if it.Status == "publish" && it.Field("_ca_role") != "0" { // visitors have that one
			r.levels[it.ID] = true
			for i := range r.groups[it.ID] {
				r.conditions(&r.groups[it.ID][i])
			}
		}
		delete(r.groups, it.ID)
		return
	}
	switch {
	case it.Status != "publish" && it.Status != "wpca_or":
	case r.levels[it.Parent]:
		r.conditions(it)
	default:
		kept := extract.Item{}
		for _, t := range it.Terms {
			kept.Terms = append(kept.Terms, extract.TermRef{Taxonomy: strings.Clone(t.Taxonomy), Slug: strings.Clone(t.Slug)})
		}
		for i := range it.Meta {
			if m := &it.Meta[i]; m.Key == "_ca_post_type" {
				kept.Meta = append(kept.Meta, extract.Meta{Key: "_ca_post_type", Value: strings.Clone(m.Value)})
			}
		}
		r.groups[it.Parent] = append(r.groups[it.Parent], kept)
	}
}

// conditions adds a group of conditions, which have to be met together: where terms are
// asked for, not all of a type are closed.
func (r *Rules) conditions(it *extract.Item) {
	for i := range it.Terms {
		r.addTerms(it.Terms[i].Taxonomy, it.Terms[i].Slug)
	}
	for i := range it.Meta {
		m := &it.Meta[i]
		switch id := strings.Trim(m.Value, "0123456789") == ""; {
		case m.Key != "_ca_post_type" || m.Value == "":
		case id:
			add(r.single, m.Value)
		case len(it.Terms) == 0 && m.Value != "-1":
			r.types[strings.Clone(m.Value)] = true
		}
	}
}
