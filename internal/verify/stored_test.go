package verify

import (
	"slices"
	"testing"
)

func TestStoredTexts(t *testing.T) {
	for _, test := range []struct {
		json string
		want []string
	}{
		{`[{"background_image":{"url":"/a.jpg","alt":"A family at the sea"},"title":"One"}]`, []string{"background_image", "url", "/a.jpg", "alt", "title", "One"}},
		{`[{"image":{"alt":"A family at the sea"},"_background":{"image":{"id":7,"sizes":{},"alt":"Behind"},"alt":"Behind"}}]`, []string{"image", "alt", "A family at the sea", "_background", "image", "id", "sizes", "alt", "alt"}},
		{`{"background_slides":[{"alt":"In a list"}],"text":"Two","n":[1,"Three"],"alt":"Seen"}`, []string{"background_slides", "alt", "text", "Two", "n", "Three", "alt", "Seen"}},
	} {
		var got []string
		for s := range storedTexts(test.json) {
			got = append(got, s)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.json, got, test.want)
		}
	}
}

func TestProse(t *testing.T) {
	const s = "<p><span>L</span>orem ipsum dolor</p><p>Sit amet it is</p>"
	if got := proseOf(s, false); got != "L orem ipsum dolor Sit amet it is" {
		t.Error(got)
	}
	if got := proseOf(s, true); got != "Lorem ipsum dolor Sit amet it is" {
		t.Error(got)
	}
}
