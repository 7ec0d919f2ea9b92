package dump

import "testing"

// What is no file has no sum, for it can be another one without a sign of it.
func TestSumOfServer(t *testing.T) {
	if _, ok := new(Source).Sum(); ok {
		t.Error("a source that was read from no file has a sum")
	}
}
