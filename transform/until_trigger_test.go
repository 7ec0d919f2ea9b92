package transform

import (
	"strings"
	"testing"
)

func TestUntilTrigger(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "words": 5, "http://a": 0, "a http://a": 2, "hhttp:": 1, "htt": 3, "htp pttp": 8, "a p": 3, "ahttp": 1, "php<p>": 3, "htt[p": 3, "h&http": 1,
	} {
		if got := untilTrigger(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
		for i := range len(s) {
			if i < want && (strings.IndexByte("<[&{($\\", s[i]) >= 0 || strings.HasPrefix(s[i:], "http")) {
				t.Errorf("%q: %d is passed over", s, i)
			}
		}
	}
}
