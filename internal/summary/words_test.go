package summary

import "testing"

// What was left out is said so that it can be read, of one and of several.
func TestLeftOut(t *testing.T) {
	for _, c := range []struct {
		n          int
		name, want string
	}{
		{1, "revision", "1 revision"}, {3, "revision", "3 revisions"}, {52, "menu item", "52 menu items"},
		{1, "theme's template, style or font", "1 theme's template, style or font"}, {2, "theme's template, style or font", "2 theme's templates, styles and fonts"},
		{1, "attachment, its file is still to be got", "1 attachment, whose file is still to be got"}, {37, "attachment, its file is still to be got", "37 attachments, whose files are still to be got"},
		{18, "the same item stands in the source twice", "18 items that stand in the source twice"},
		{1, "not asked for by --only", "1 item not asked for by --only"}, {6, "in the trash", "6 items in the trash"},
		{2, "wp_thing", "2 wp things"}, {1, "story", "1 story"}, {2, "story", "2 stories"},
	} {
		if got := leftOut(c.n, c.name); got != c.want {
			t.Errorf("%d of %q: %q, want %q", c.n, c.name, got, c.want)
		}
	}
}
