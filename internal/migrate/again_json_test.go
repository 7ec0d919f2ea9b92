package migrate

import (
	"encoding/json"
	"testing"

	"github.com/wp2md/wp2md/rewrite"
)

// TestAgainLine holds lines that are written by hand against package json.
func TestAgainLine(t *testing.T) {
	left := []rewrite.Left{{Address: "https://example.com/?a=1&b=2", Why: "a \"word\" <b>"}, {Address: "/\x00\xff", Archive: "category"}}
	for _, l := range []againLine{
		{}, {Comments: 3}, {Files: []int{7}}, {Files: []int{0, -1, 1 << 30}, Comments: 1}, {Left: left[:1]}, {Left: left, Comments: 2}, {Files: []int{1, 2}, Left: left, Comments: 9},
	} {
		want, err := json.Marshal(&l)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(l.appendJSON([]byte("x"))); got != "x"+string(want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
