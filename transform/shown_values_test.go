package transform

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// A gallery of very many pictures is read in time that grows with it.
func TestManyValuesOfShownItem(t *testing.T) {
	var list strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&list, `,{"src":"https://x.example/%d/picture.jpg","more":"https://x.example/%[1]d/page"}`, i)
	}
	lib := NewLibrary()
	lib.AddShown(&extract.Item{ID: 501, Type: "acme_gallery", Status: "publish", Meta: []extract.Meta{{Key: "_list", Value: "[" + list.String()[1:] + "]"}}})
	start := time.Now()
	page := Tree(&extract.Item{ID: 1, Type: "post", Content: `[acme_gallery id="501"]`}, lib, Options{})
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
	if n := strings.Count(fmt.Sprint(page.Notes), "/page"); n != 0 && n != 5000 {
		t.Errorf("%d of 5000 addresses that nothing shows are named", n)
	}
}

// An item is read without a library, too, and a map has all its places.
func TestFieldsWithoutLibrary(t *testing.T) {
	var places strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&places, `,{"lat":"1.%d","lng":"2.5","title":"Place %[1]d"}`, i)
	}
	page := Tree(&extract.Item{ID: 1, Type: "recipe", Content: "[wpgmza id=1]", Meta: []extract.Meta{
		{Key: "x_ingredients", Value: "a b"}, {Key: "x_servings", Value: "4"}, {Key: "map_places", Value: "[" + places.String()[1:] + "]"},
	}}, nil, Options{})
	if text := Text(page.Tree); !strings.Contains(text, "Servings: 4") || !strings.Contains(text, "Place 2999") {
		t.Errorf("got %.200s … %s", text, text[max(0, len(text)-100):])
	}
}

// What a recipe has beside its parts is named, and a part that is a text alone is one.
func TestValuesOfRecipe(t *testing.T) {
	lib := NewLibrary()
	lib.AddShown(&extract.Item{ID: 501, Type: "wprm_recipe", Status: "publish", Title: "Soup", Meta: []extract.Meta{
		{Key: "wprm_ingredients", Value: `[{"name":"Broth","ingredients":["One red onion"]}]`},
		{Key: "wprm_instructions", Value: `[{"name":"","instructions":[{"text":"Boil it","tip":"Mind the pot","video":"https://x.example/pot.mp4"}]}]`},
	}})
	page := Tree(&extract.Item{ID: 1, Type: "post", Content: `[wprm-recipe id="501"]`}, lib, Options{})
	if text := Text(page.Tree); !strings.Contains(text, "One red onion") || !strings.Contains(text, "Boil it") {
		t.Errorf("got %s", text)
	}
	if notes := fmt.Sprint(page.Notes); !strings.Contains(notes, "Mind the pot") || !strings.Contains(notes, "pot.mp4") {
		t.Errorf("got %s", notes)
	}
}
