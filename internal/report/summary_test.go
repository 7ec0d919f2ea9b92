package report

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// A reader of report.json finds every key, and lists that are lists.
func TestSummaryJSON(t *testing.T) {
	raw, err := write(&Summary{})
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"sources", "types", "skipped", "notes", "held", "attention", "links", "repairs", "stale", "problems"} {
		if _, ok := m[key].([]any); !ok {
			t.Errorf("%s is %v, want a list", key, m[key])
		}
	}
	if !bytes.HasSuffix(raw, []byte("}\n")) {
		t.Errorf("ends in %q", raw[len(raw)-3:])
	}
	full := &Summary{
		Results: map[note.Result]int{note.OK: 3, note.Review: 1, note.Skipped: 2},
		Notes:   []note.Count{{Name: "block", Count: 2}},
		Held:    []Item{{ID: 7, Type: "post", Title: "<b>", Notes: []note.Note{{Kind: note.Private, Text: "held back", Review: true}}}},
	}
	first, err := write(full)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if again, _ := write(full); !bytes.Equal(first, again) {
			t.Fatal("the same summary has other bytes")
		}
	}
}

func write(s *Summary, posts ...Post) ([]byte, error) {
	var b bytes.Buffer
	err := (&Report{*s, posts}).Write(&b)
	return b.Bytes(), err
}
