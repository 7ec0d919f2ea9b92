package transform

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/wp2md/wp2md/internal/shared"
)

func TestAutopReferenceOracle(t *testing.T) {
	for _, line := range bytes.Split(bytes.TrimSpace(shared.Read(t, "oracle/wpautop.jsonl")), []byte("\n")) {
		var row struct{ Input, Output, Output_nobr string }
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		if got := reference(row.Input, true); got != row.Output {
			t.Errorf("in %q\ngot  %q\nwant %q", row.Input, got, row.Output)
		}
		if got := reference(row.Input, false); got != row.Output_nobr {
			t.Errorf("nobr in %q\ngot  %q\nwant %q", row.Input, got, row.Output_nobr)
		}
	}
}
