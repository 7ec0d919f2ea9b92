package note

import (
	"encoding/json"
	"testing"
)

func TestLedgerJSON(t *testing.T) {
	var l Ledger
	l.Count(LinkConstruct, Converted)
	l.Count(ImageConstruct, Dropped)
	l.Count(ImageConstruct, Converted)
	l.Count(ImageConstruct, Converted)
	l.Count(CommentConstruct, Dropped)
	const want = `{"image":{"converted":2,"dropped":1},"link":{"converted":1},"comment":{"dropped":1}}`
	got, err := json.Marshal(l)
	if err != nil || string(got) != want {
		t.Fatalf("got %s, %v; want %s", got, err, want)
	}
	var back Ledger
	if err := json.Unmarshal(got, &back); err != nil || back != l {
		t.Errorf("read back as %v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"hologram":{"shown":1},"link":{"lost":2}}`), &back); err != nil || back != (Ledger{}) {
		t.Errorf("names of another version: %v, %v", back, err)
	}
	back.Add(&l)
	back.Add(&l)
	if n := back.Of(ImageConstruct); n != 6 {
		t.Errorf("images: %d, want 6", n)
	}
}
