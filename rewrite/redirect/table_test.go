package redirect

import (
	"encoding/csv"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/rewrite"
)

// TestTable reads what csv has written as others do.
func TestTable(t *testing.T) {
	var rules []rewrite.Redirect
	want := [][]string{{"from", "to", "status", "kind"}}
	for _, path := range []string{"/plain/", "/a,b", `/"quoted"`, "/with space/", "/é", "/100%", "/*", "/a\nb", ""} {
		for _, query := range []string{"", "p=1", "a=b,c"} {
			r := rewrite.Redirect{From: path, Query: query, To: "/to" + path, Fallback: path == "", Below: path == "/é"}
			rules = append(rules, r)
			want = append(want, []string{Address(&r), r.To, status(&r), "moved"})
		}
	}
	var out, all strings.Builder
	table, _ := Named("csv")
	if n, _, err := table.Write(&out, slices.Values(rules)); n != len(rules) || err != nil {
		t.Fatal(n, err)
	}
	if got, err := csv.NewReader(strings.NewReader(out.String())).ReadAll(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q (%v)", got, want, err)
	}
	if err := csv.NewWriter(&all).WriteAll(want); err != nil || all.String() != out.String() {
		t.Errorf("%s\nis written as\n%s", all.String(), out.String())
	}
}
