package report

import "testing"

func TestPlural(t *testing.T) {
	for _, c := range []struct {
		n    int
		word string
		want string
	}{
		{0, "item", "0 items"}, {1, "item", "1 item"}, {2, "item", "2 items"}, {2, "story", "2 stories"}, {1, "story", "1 story"},
		{2, "survey", "2 surveys"}, {2, "class", "2 classes"}, {3, "sketch", "3 sketches"}, {3, "box", "3 boxes"}, {2, "dish", "2 dishes"},
		{2, "recipes", "2 recipes"}, {2, "y", "2 ys"},
	} {
		if got := Plural(c.n, c.word); got != c.want {
			t.Errorf("%d of %q: %q, want %q", c.n, c.word, got, c.want)
		}
	}
}

// The settings' line names each list of posts once, and has a path for every kind.
func TestArchivesLine(t *testing.T) {
	links := []DeadLink{{Address: "a"}, {Archive: "tag"}, {Archive: "category"}, {Archive: "tag"}, {Archive: "portfolio"}}
	if got, want := ArchivesLine(links), "archives: { category: /categories/:slug/, portfolio: /portfolio/:slug/, tag: /tags/:slug/ }"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := ArchivesLine(links[:1]); got != "" {
		t.Errorf("got %q for no list", got)
	}
}
