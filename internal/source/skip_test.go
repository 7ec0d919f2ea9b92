package source

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A pass that needs no sums has those of the items that have no ID, by which alone they
// are told apart; the next pass has all of them.
func TestSkipSums(t *testing.T) {
	name := filepath.Join(t.TempDir(), "export.xml")
	export := `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<item><title>One</title><wp:post_id>1</wp:post_id></item>
<item><title>None</title><wp:post_type>post</wp:post_type></item>
</channel></rss>`
	if err := os.WriteFile(name, []byte(export), 0o666); err != nil {
		t.Fatal(err)
	}
	src, err := Open(context.Background(), []string{name}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	for _, pass := range []struct {
		skip bool
		want string
	}{{true, "- sum"}, {false, "sum sum"}} {
		SkipSums(src, pass.skip)
		var has []string
		for it, err := range src.Items(nil) {
			if err != nil {
				t.Fatal(err)
			}
			if it.Sum == [32]byte{} {
				has = append(has, "-")
			} else {
				has = append(has, "sum")
			}
		}
		if got := strings.Join(has, " "); got != pass.want {
			t.Errorf("SkipSums(%v): %s, not %s", pass.skip, got, pass.want)
		}
	}
}
