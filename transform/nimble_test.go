package transform

import (
	"testing"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// TestNimblePage holds that the sections that Nimble keeps as items of their own are in
// the page that showed them, above and below its content, where visitors saw them.
func TestNimblePage(t *testing.T) {
	heading := func(place, text string) string {
		return `{"id":"` + place + `","level":"location","collection":[{"level":"section","collection":[{"level":"column","collection":[{"level":"module","module_type":"czr_heading_module","value":{"main_settings":{"heading_text":"` + text + `"}}}]}]}]}`
	}
	lib := NewLibrary()
	for _, it := range []extract.Item{
		{ID: 90, Type: NimbleType, Status: "publish", Title: "nimble___skp__post_page_7", Content: `{"collection":[` + heading("before_content", "Above") + "," + heading("loop_end", "Below") + `]}`},
		{ID: 91, Type: NimbleType, Status: "draft", Title: "nimble___skp__post_page_8", Content: `{"collection":[` + heading("loop_end", "Unseen") + `]}`},
		{ID: 92, Type: NimbleType, Status: "publish", Title: "nimble___skp_global", Content: `{"collection":[` + heading("loop_end", "Everywhere") + `]}`},
	} {
		it.Date = time.Unix(0, 0)
		lib.Add(&it)
	}
	for id, want := range map[int64]string{7: "### Above\n\nText\n\n### Below\n", 8: "Text\n", 9: "Text\n"} {
		page, _ := printed(Tree(&extract.Item{ID: id, Type: "page", Status: "publish", Content: "Text"}, lib, Options{}))
		if page != want {
			t.Errorf("page %d: %q, want %q", id, page, want)
		}
	}
}
