package privacy

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

func TestHoldRows(t *testing.T) {
	for _, row := range []struct{ fields, left string }{
		{"rows=2|rows_0_text=a|rows_0_visibility=logged_in|_rows_0_text=field_1|rows_1_text=b|rows_1_visibility=", "rows rows_1_text rows_1_visibility"},
		{"parts=a:1:{i:0;s:3:\"box\";}|parts_0_members_only=1|parts_0_text=a|other=b", "parts other"},
		{"rows=1|rows_0_list=2|rows_0_list_1_is_private=yes|rows_0_list_1_text=a|rows_0_list_0_text=b", "rows rows_0_list rows_0_list_0_text"},
		{"rows_0_text=a|rows_0_visibility=logged_in", "rows_0_text rows_0_visibility"}, // there is no such list
		{"rows=1|rows_0_text=a|post_visibility=logged_in", "rows rows_0_text post_visibility"},
	} {
		var it extract.Item
		for field := range strings.SplitSeq(row.fields, "|") {
			key, value, _ := strings.Cut(field, "=")
			it.Meta = append(it.Meta, extract.Meta{Key: key, Value: value})
		}
		n := len(it.Meta)
		closed := MembersOnly(&it) != ""
		HoldRows(&it)
		HoldRows(&it)
		var left []string
		for _, m := range it.Meta {
			left = append(left, m.Key)
		}
		if got := strings.Join(left, " "); got != row.left || len(it.HeldRows) != n-len(left) || closed != (len(left) == n) {
			t.Errorf("%s: left %s, held %d, the post closed: %v", row.fields, got, len(it.HeldRows), closed)
		}
	}
}
