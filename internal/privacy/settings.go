package privacy

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/audience"
)

// closesWith reports whether a field lets only some people read a post, if that depends
// on other fields; known is false if it does not.
func closesWith(fields []extract.Meta, m *extract.Meta) (closed, known bool) {
	of := func(key string) string {
		for i := range fields {
			if fields[i].Key == key {
				return strings.ToLower(strings.TrimSpace(fields[i].Value))
			}
		}
		return ""
	}
	switch m.Key {
	case "_llms_restricted_levels":
		return false, of("_llms_is_restricted") == "no"
	case "ihc_mb_who", "_ihc_mb_who": // Ultimate Membership Pro: who sees it, or who does not
		who := strings.ToLower(strings.TrimSpace(m.Value))
		if who == "" || who == "all" {
			return false, true
		}
		visitors := false
		for w := range strings.FieldsFuncSeq(who, func(c rune) bool { return c == ',' || c == ' ' }) {
			visitors = visitors || w == "unreg"
		}
		return visitors == (of(strings.TrimSuffix(m.Key, "who")+"type") == "block"), true
	case "urcr_meta_checkbox": // User Registration: 2 are those who are not logged in
		return isOn(strings.TrimSpace(m.Value)) && of("urcr_allow_to") != "2", true
	case "ure_content_for_roles": // User Role Editor: the roles that may read it (2), or may not
		roles := strings.TrimSpace(m.Value)
		if of("ure_prohibit_allow_flag") == "2" {
			return roles != "", true
		}
		return strings.Contains(roles, "no_role"), true
	case "if_menu_condition": // If Menu
		if !isOn(of("if_menu_enable")) || of("if_menu_condition_type") == "hide" {
			return false, true
		}
		what := strings.ToLower(strings.NewReplacer("-", " ", "_", " ").Replace(m.Value))
		is := strings.HasPrefix(what, "user") && !strings.Contains(what, " not ") && !strings.Contains(what, "logged out") && !strings.Contains(what, "from")
		return is, true
	}
	if what, ok := strings.CutSuffix(m.Key, "menu_item_roles"); ok && (what == "" || what == "_") {
		return isSettings(m.Value) && !isBlank(m.Value), true
	}
	return false, false
}

// IsEntryForFew reports whether an entry of a list that a field holds says that only some people
// see it.
func IsEntryForFew(entry map[string]any) bool {
	if len(entry) == 0 {
		return false
	}
	for _, key := range []string{"settings", "options", "properties", "attributes"} {
		if of, ok := entry[key].(map[string]any); ok && audience.OfElement(of, "") >= audience.Insiders {
			return true
		}
	}
	return audience.OfElement(entry, "") >= audience.Insiders
}

// isSettings reports whether a field holds an array of PHP or JSON.
func isSettings(value string) bool {
	return strings.HasPrefix(value, "a:") || strings.HasPrefix(value, "{") || strings.HasPrefix(value, "[")
}

// marksOfSettings are in all arrays that say who may read a post under a key that says
// nothing of it.
var marksOfSettings = [...]string{"restrict", "lock_content", "logged", "members", "paywall"}

// settingsHold reports whether an array that a field holds says that only some people see
// the post: by the name of the field and its entries, or by those of its entries.
func settingsHold(key, value string) bool {
	about := audience.IsAboutAccess(key) || audience.ListsPeople(key) || strings.HasSuffix(key, "member_ccaps_req") || key == "myCRED_sell_content"
	if !about {
		if value[0] == '[' { // a list has no entries with names
			return false
		}
		hints := false
		for _, mark := range marksOfSettings {
			hints = hints || strings.Contains(value, mark)
		}
		if !hints {
			return false
		}
	}
	v := decoded(value)
	m, _ := v.(map[string]any)
	if !about {
		return entriesHold(m)
	}
	_, isList := v.([]any)
	switch {
	case v == nil || blankSetting(v):
		return false
	case key == "myCRED_sell_content":
		return m["status"] == "enabled"
	case strings.HasSuffix(key, "leaky_paywall_visibility"):
		return m["visibility_type"] == "only" || m["visibility_type"] == "onlyalways"
	case isList:
		return audience.ListsPeople(key) || strings.HasSuffix(key, "member_ccaps_req")
	}
	return audience.Of(m, "", false) >= audience.Insiders || entriesHold(m)
}

// entriesHold reports whether one of the settings says that only some people see a post.
func entriesHold(m map[string]any) bool {
	for key, v := range m {
		text := fmt.Sprint(v)
		switch v.(type) {
		case map[string]any, []any, nil:
			continue
		}
		switch {
		case key == "restrict_content" || key == "restrict_to" || key == "restricted_to":
			if text != "" && text != "0" && text != "false" {
				return true
			}
		case audience.FieldHolds(key, text):
			return true
		}
	}
	return false
}

// decoded returns an array of PHP or JSON as the reader of JSON has it, or nil.
func decoded(value string) any {
	if strings.HasPrefix(value, "a:") {
		v, err := extract.Unserialize(value)
		list, ok := v.(extract.PHPArray)
		if err != nil || !ok {
			return nil
		}
		return asJSON(list, 0)
	}
	var v any
	if json.Unmarshal([]byte(value), &v) != nil {
		return nil
	}
	return v
}

// isBlank reports whether an array has no value, or none but that all may.
func isBlank(value string) bool {
	v := decoded(value)
	return v != nil && blankSetting(v)
}

func blankSetting(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		for _, e := range v {
			if !blankSetting(e) {
				return false
			}
		}
		return true
	case []any:
		for _, e := range v {
			if !blankSetting(e) {
				return false
			}
		}
		return true
	case nil:
		return true
	case bool:
		return !v
	case string:
		switch strings.ToLower(v) {
		case "", "0", "no", "none", "all", "everyone", "public", "any_user":
			return true
		}
	case float64:
		return v == 0
	}
	return false
}
