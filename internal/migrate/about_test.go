package migrate

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/wp2md/wp2md/internal/target"
)

// The report says every flag that decides what is written, also after the record was
// read again, and no folder of this machine.
func TestAboutFlags(t *testing.T) {
	o := &Options{Target: "hugo", Media: MediaLocal, Links: LinksRewrite, Uploads: []string{"/home/ann/uploads.zip", "more"}, Status: []string{"private", "publish"}, Unverified: true}
	r := NewRecord(o, RecordSettings{File: "/home/ann/wp2md.yaml"})
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var again Record
	if err := json.Unmarshal(raw, &again); err != nil {
		t.Fatal(err)
	}
	want := []string{"--for hugo", "--media local", "--uploads uploads.zip,more", "--status private,publish", "--verify false"}
	for _, r := range []*Record{r, &again} {
		a := r.about(target.Plain())
		if !slices.Equal(a.Flags, want) || a.Settings != "wp2md.yaml" || !a.Unverified {
			t.Errorf("got %q, %q, %v; want %q", a.Flags, a.Settings, a.Unverified, want)
		}
	}
	if o.Uploads[0] != "/home/ann/uploads.zip" {
		t.Errorf("the options have changed: %q", o.Uploads)
	}
}
