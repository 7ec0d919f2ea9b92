package census

import (
	"slices"
	"testing"
)

func TestHostsIn(t *testing.T) {
	for _, c := range []struct {
		content string
		want    []string
	}{
		{"no address: a://b.test, ftp://files.test/x", nil},
		{`<a href="http://Old.example/a">x</a> https://www.old.example:8080/?p=1.`, []string{"old.example", "www.old.example"}},
		{`{"url":"https://img.test/a.png"} http://localhost/x http://`, []string{"img.test"}},
		{"http://münchen.example.", []string{"münchen.example"}},
		{"see HTTPS://A.test", []string{"a.test"}},
	} {
		if got := slices.Collect(hostsIn(c.content)); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.content, got, c.want)
		}
	}
}
