package migrate

import (
	"path/filepath"
	"testing"
)

// stages are those that a run has begun.
type stages struct {
	noProgress
	begun []Stage
}

func (s *stages) Start(stage Stage, _ int64) { s.begun = append(s.begun, stage) }

// A run that has nothing to do reads no item.
func TestNothingToDo(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	for n := range 2 {
		p := &stages{}
		if _, err := Run(t.Context(), Options{Sources: []string{"../../fixtures/blog/export.xml"}, Out: out, Media: MediaKeep, Progress: p}); err != nil {
			t.Fatal(err)
		}
		if read := len(p.begun) > 0; read != (n == 0) {
			t.Errorf("run %d began %v", n+1, p.begun)
		}
	}
}
