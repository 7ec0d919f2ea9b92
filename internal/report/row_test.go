package report

import (
	"encoding/json"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// TestRowJSON holds what is written by hand against package json.
func TestRowJSON(t *testing.T) {
	texts := []string{"", "plain", "<b>&amp;</b>", `"\`, "a\nb\u2028c\u2029\x00\x7f", "caf\u00e9 日本", "\xff"}
	for i, s := range texts {
		next := texts[(i+1)%len(texts)]
		for _, r := range []Row{
			{},
			{ID: -3, Type: s, Title: next, Path: s, URL: next, Old: s, Result: note.OK},
			{ID: 7, Type: "post", Title: s, Result: note.Review, Notes: []note.Note{{Kind: "media", Text: s}, {Kind: "link", Text: next, Review: true}, {Accepted: true}}},
		} {
			got := r.AppendJSON(nil)
			r.Causes = causesOf(&r)
			if want, err := json.Marshal(r); err != nil || string(got) != string(want) {
				t.Errorf("%s, want %s (%v)", got, want, err)
			}
		}
		p := Post{ID: int64(i), Path: s, Result: note.Result(next)}
		p.Ledger[note.LinkConstruct][note.AsHTML] = int32(i)
		p.Ledger[note.BlockConstruct][note.Dropped] = int32(2 * i)
		if want, err := json.Marshal(p); err != nil || string(p.AppendJSON(nil)) != string(want) {
			t.Errorf("%s, want %s (%v)", p.AppendJSON(nil), want, err)
		}
	}
}
