package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

func TestCauseOf(t *testing.T) {
	for _, c := range []struct {
		kind       note.Kind
		text       string
		key, names string
	}{
		{note.Shortcode, `a form, which needs the old site, dropped: [contact-form-7 id="9"]`, "form", "contact-form-7"},
		{note.Shortcode, `its pictures are not in the export, dropped: [rev_slider alias="home"]`, "plugin", "rev_slider"},
		{note.Shortcode, `its table is not in the export, dropped: [table id=3 /]`, "plugin", "table"},
		{note.Shortcode, `unknown, kept as text: [weird thing="1"]`, "shortcode", "weird"},
		{note.Withdrawn, "public again on the old site, and posts/a.md is the draft that was made of it while it was not", "returned", ""},
		{note.Withdrawn, "posts/a.md was edited: it is a draft now, for its post is not public on the old site any more", "withdrawn", ""},
	} {
		if key, name := causeKey(note.Note{Kind: c.kind, Text: c.text}); key != c.key || name != c.names {
			t.Errorf("%s: %s of %q", c.text, key, name)
		}
	}
	for _, r := range rules {
		if !slices.Contains(CauseKeys(), r.key) {
			t.Errorf("no cause %s", r.key)
		}
	}
}

// What is settled by one decision is one thing on all pages.
func TestThingOf(t *testing.T) {
	const blocks = "without content of its own, dropped: "
	const pictures = "its pictures are not in the export, dropped: "
	const members = "for members only, held back: "
	for _, c := range []struct {
		one, other string
		same       bool
	}{
		{pictures + "[nggallery id=13]", pictures + "[singlepic id=4 w=320]", true}, // of the database
		{pictures + `[rev_slider alias="home"]`, pictures + `[rev_slider alias="home"]`, true},
		{pictures + `[rev_slider alias="home"]`, pictures + `[rev_slider alias="shop"]`, false},
		{"a form, which needs the old site, dropped: [contact-form]", "a form, which needs the old site, dropped: [wpforms id=1]", true},
		{"its table is not in the export, or not published; dropped: [table id=3 /]", "its table is not in the export, or not published; dropped: [table id=4 /]", false},
		{members + "[wpmem_form] with 7 words", members + "[wpmem_logged_in]", true},
		{blocks + "acme/hero", blocks + "acme/steps · acme/faq", true}, // of one theme
		{blocks + "acme/hero", blocks + "other/hero", false},
		{blocks + "acme/hero", blocks + `acme/hero {"text":"Words"}`, false},
		{blocks + `acme/hero {"text":"Words · acme/x"}`, blocks + "acme/hero", false},
	} {
		kind := note.Shortcode
		switch {
		case strings.HasPrefix(c.one, blocks):
			kind = note.Block
		case strings.HasPrefix(c.one, members):
			kind = note.Private
		}
		one, other := ThingOf(note.Note{Kind: kind, Text: c.one}), ThingOf(note.Note{Kind: kind, Text: c.other})
		if same := one == other && one != ""; same != c.same {
			t.Errorf("%s and %s: %q, %q", c.one, c.other, one, other)
		}
	}
}
