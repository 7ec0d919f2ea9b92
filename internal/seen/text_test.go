package seen

import "testing"

// What hides a value from a page's reader hides it from nobody here.
func TestShows(t *testing.T) {
	for _, c := range []struct {
		body, value string
		want        bool
	}{
		{"Read it.", "-", true},
		{"# Header Options\n\nText.", "Header Options", true},
		{"![header options panel](/i/a.png)", "Header Options", false},
		{"Text of [the panel](/header-options/ \"Header Options\").", "Header Options", false},
		{"Use the header options panel of it.", "Header Options", false},
		{"Use the Header Options of it.", "Header Options", true},
		{"He took a short cut home.", "cut", false},
		{"- cut\n- colour", "cut", true},
		{"Kind: cut, and more.", "cut", true},
		{"**L**orem ipsum dolor.", "<span>L</span>orem ipsum dolor", true},
		{"Our old\n\nServices are good.", "Old Services", false},
		{"Our old\nservices are good.", "old services are", true},
		{"Modern<br>Design", "Modern Design", true},
		{"CEO  \nGreen Gravel", "CEO", true},
		{"CEO\\\nGreen Gravel", "CEO", true},
		{"CEO\nGreen Gravel", "CEO", false},
		{"Modern Design", "Modern<br>Design", true},
		{"<p title=\"Lost words\">Other words</p>", "Lost words", false},
		{"https://x.example/lost/words", "Lost words", false},
		{"We plant trees.\n\nOn many roofs of the town there are gardens.", "<p>We plant trees.</p><p>On many roofs of the town there are gardens.</p>", true},
		{"On many roofs of the town there are gardens.", "<h2>We plant</h2><p>On many roofs of the town there are gardens.</p>", false},
		{"Many of the roofs on town are gardens, there we plant what grows well in pots", "On many of the town roofs there are gardens what we plant", false},
		{"Tom & Jerry \\_ 5 &lt; 6", "Tom &amp; Jerry", true},
		{"Phone 0731 123456 at night", "123456", true},
		{"Only 100 people", "100", false},
		{"Price: 100", "100", true},
		{"屋顶上种植树木的城市", "种植树木", true},
		{"#### Ann Lee\n\nCook of us", "Ann Lee<br>Cook of us", true},
		{"#### Ann Lee\n\nCook of us", "Ann Lee Cook", false},
		{"#### Ann Lee\n\nShe is a cook.", "Ann Lee<br>Cook", false},
		{"# Buy it\n\nSome words here", "Buy it Some words", true},
		{"# Buy it\n\nSome words here", "it Some", false},
		{"| Size | Large |\n|---|---|\n| Width | 24 cm |", "24 cm", true},
	} {
		p := Text{LeastDigits: 3}
		p.Add(OfMarkdown([]byte(c.body)))
		if got := p.Shows(OfHTML(c.value)); got != c.want {
			t.Errorf("%q in %q: %v", c.value, c.body, got)
		}
	}
}
