package verify

import (
	"slices"
	"testing"
)

func TestStoredTexts(t *testing.T) {
	for _, test := range []struct {
		data string
		want []string
	}{
		{`[{"background_image":{"url":"/a.jpg","alt":"A family at the sea"},"title":"One"}]`, []string{"url: /a.jpg", "title: One"}},
		{`[{"image":{"alt":"A family at the sea"},"_background":{"image":{"id":7,"sizes":{},"alt":"Behind"},"alt":"Behind"}}]`, []string{"alt: A family at the sea"}},
		{`{"background_slides":[{"alt":"In a list"}],"text":"Two","n":[1,"Three"],"alt":"Seen"}`, []string{": Three", "text: Two", "alt: Seen"}},
		{`{"title":"Cut off","kids":[{"text":"In it`, []string{"title: Cut off"}},
		{`a:2:{s:5:"title";s:3:"One";i:0;a:3:{s:4:"text";s:2:"Two";s:1:"n";i:3;s:5:"label";O:1:"A":1:{s:4:"html";s:9:"wrong";}}}`, []string{"html: wrong", "text: Two", "title: One"}},
	} {
		var got []string
		for texts := range storedTexts(test.data) {
			for _, s := range texts {
				got = append(got, s.name+": "+s.text)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.data, got, test.want)
		}
	}
}

func TestParts(t *testing.T) {
	const s = "<p><span>L</span>orem <a href=\"/x\">ipsum</a> dolor</p><p>Sit &amp; amet<br>it is</p><style>a b c</style>"
	if got, want := slices.Collect(partsOf(s)), []string{"Lorem ipsum dolor", "Sit & amet\nit is"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
