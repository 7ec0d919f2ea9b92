package transform

import "testing"

func TestLinesOfField(t *testing.T) {
	for in, want := range map[string]string{
		"First survey\nMasts and aerials\nDuct work":                                             "<ul><li>First survey</li><li>Masts and aerials</li><li>Duct work</li></ul>",
		"Where do you work? | On masts and roofs.\nDo you write the papers? | Yes, all of them.": "<h3>Where do you work?</h3>\n<p>On masts and roofs.</p>\n<h3>Do you write the papers?</h3>\n<p>Yes, all of them.</p>\n",
		"A first line.\nA second one.\nA third one.":                                             "<p>A first line.<br />\nA second one.<br />\nA third one.</p>\n",
		"One\nTwo": "<p>One<br />\nTwo</p>\n",
	} {
		if got := linesOfField("service", "service_work", in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	for _, key := range []string{"lyrics", "poem_text", "address"} {
		if got, want := linesOfField("post", key, "First survey\nMasts and aerials\nDuct work"), "<p>First survey<br />\nMasts and aerials<br />\nDuct work</p>\n"; got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
}
