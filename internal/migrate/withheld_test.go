package migrate

import (
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/transform"
)

func sealed(items ...*extract.Item) map[int]string {
	w := newWithholding(nil)
	for n, it := range items {
		it.ID, it.Status = int64(n+1), "publish"
		w.see(n, it, "publish", verdict{write: true}, transform.Options{})
	}
	return w.seal(nil, &stubs{}, &extract.Site{}, func(int64) bool { return true })
}

func TestPartsOfSold(t *testing.T) {
	for _, field := range parentFields {
		held := sealed(&extract.Item{Type: "courses", Meta: []extract.Meta{{Key: "_tutor_course_price_type", Value: "paid"}}},
			&extract.Item{Type: "lesson", Meta: []extract.Meta{{Key: field, Value: "1"}}})
		if held[1] != privacy.Parent {
			t.Errorf("%s: a lesson of a course that is sold is held back for %q", field, held[1])
		}
	}
}

// A variation has no page where that of its product lists it: none that members alone read
// whole does.
func TestListedVariations(t *testing.T) {
	product := func(content string) *extract.Item {
		return &extract.Item{Type: "product", Content: content, Terms: []extract.TermRef{{Taxonomy: "product_type", Slug: "variable"}}}
	}
	for content, want := range map[string]string{"words": privacy.Embedded, "a [members_only]b[/members_only]": ""} {
		held := sealed(product(content), &extract.Item{Type: "product_variation", Parent: 1, Meta: []extract.Meta{{Key: "_price", Value: "5"}}})
		if held[1] != want {
			t.Errorf("%s: %q, want %q", content, held[1], want)
		}
	}
}
