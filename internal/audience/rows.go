package audience

import (
	"strings"

	"github.com/wp2md/wp2md/internal/late"
)

// SwitchesOff reports whether a value of a row of a list says that the row is off or not
// published. A status may tell something else, see [IsStatus].
func SwitchesOff(key, value string) bool {
	v := strings.ToLower(value)
	switch key {
	case "hidden", "hide", "is_hidden", "isHidden", "disabled", "is_disabled", "is_private", "isPrivate":
		return v == "1" || v == "true" || v == "yes" || v == "on"
	case "visible", "is_visible", "isVisible", "published", "is_published", "enabled", "is_enabled":
		return v == "0" || v == "false" || v == "no" || v == "off"
	case "status", "post_status":
		return value == "draft" || value == "private" || value == "trash"
	}
	return false
}

// IsStatus reports whether a value is a status of what is published or not. Where the rows of a
// list have others, they tell something by it: a beach that is private beside one that is crowded.
func IsStatus(value string) bool {
	return statuses.Has(strings.ToLower(strings.TrimSpace(value)))
}

var statuses = late.Words("publish published public draft private pending future scheduled trash trashed inherit active inactive enabled disabled visible hidden on off yes no true false live archived 0 1")
