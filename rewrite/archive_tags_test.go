package rewrite

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// Tags are filled as a replacer does it that knows nothing of paths.
func TestFillArchive(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	parts := []string{"/", ":", ":path", ":slug", ":year", ":month", ":day", ":pa", "a", "-", "%", "é", ":da:day", "::slug"}
	paths := []string{"", "a", "a/b", "news/a%20b", "2013/04/02", "2013/04", "2013"}
	for range 20000 {
		pattern := "/"
		for range rnd.IntN(6) {
			pattern += parts[rnd.IntN(len(parts))]
		}
		r := archive{kind: []string{archiveDate, "category"}[rnd.IntN(2)], path: paths[rnd.IntN(len(paths))]}
		_, last := cutLast(r.path)
		date := make([]string, 3)
		if r.kind == archiveDate {
			copy(date, strings.Split(r.path, "/"))
		}
		want := newPath(strings.NewReplacer(":path", encodePercent(r.path), ":slug", encodePercent(last), ":year", date[0], ":month", date[1], ":day", date[2]).Replace(pattern))
		if got := fillArchive(pattern, r); got != want {
			t.Fatalf("%q with %+v is %q, want %q", pattern, r, got, want)
		}
	}
}
