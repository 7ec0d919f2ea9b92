package settings

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// What the settings say of something that no item has is named.
func TestMatches(t *testing.T) {
	file := filepath.Join(t.TempDir(), "wp2md.yaml")
	const text = `
accepted: { 12: [form], sale: [form], 99: [form] }
fields: [price, "event_*", nosuch]
shortcodes: { ad: drop, note: unwrap, box: unwrap }
replace: [ { from: teh, to: the }, { regexp: "b+c", to: d }, { post: 12, from: elsewhere, to: x } ]
`
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	s, err := Load(file, "")
	if err != nil {
		t.Fatal(err)
	}
	m := s.Match()
	for _, it := range []*extract.Item{
		{ID: 12, Slug: "one", Content: "teh [adverts] [ad][/ad]", Meta: []extract.Meta{{Key: "event_day"}, {Key: "x", Value: "[box]"}}},
		{ID: 13, Slug: "sale", Content: "elsewhere [notes] [note-x]"},
	} {
		m.Fix(it)
		m.See(it)
	}
	if got, want := m.Wrong(), []string{`accepted: no post is "99"`, "replace: /b+c/ was not found", `replace: "elsewhere" was not found`}; !slices.Equal(got, want) {
		t.Errorf("wrong: %q, want %q", got, want)
	}
	if got, want := m.Idle(), []string{"shortcodes: no post has [note]", `fields: no post has "price"`, `fields: no post has "nosuch"`}; !slices.Equal(got, want) {
		t.Errorf("idle: %q, want %q", got, want)
	}
	if got := new(Settings).Match(); len(got.Wrong())+len(got.Idle()) > 0 {
		t.Error("settings that say nothing do not match")
	}
}
