package migrate

import (
	"context"
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

// stopping ends a run when it begins to write.
type stopping struct {
	noProgress
	stop func()
}

func (s stopping) Start(stage Stage, _ int64) {
	if stage == StageWriting {
		s.stop()
	}
}

// A run with other options that was stopped before it had changed a page is known, and
// the next one does what it would have done.
func TestStoppedLaterRun(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	links := func(o Options) error {
		o.Sources, o.Out, o.Media = []string{"../../fixtures/blog/export.xml"}, out, MediaKeep
		_, err := Run(t.Context(), o)
		return err
	}
	hasEnded := func() bool {
		f, err := OpenRecorded(out)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		return Ended(f)
	}
	if err := links(Options{}); err != nil || !hasEnded() {
		t.Fatal(err, hasEnded())
	}
	ctx, stop := context.WithCancel(t.Context())
	_, err := Run(ctx, Options{Sources: []string{"../../fixtures/blog/export.xml"}, Out: out, Media: MediaKeep, Links: LinksKeep, Progress: stopping{stop: stop}})
	if err != context.Canceled || hasEnded() {
		t.Errorf("stopped: %v, ended: %v", err, hasEnded())
	}
	if err := links(Options{Only: []string{"1"}, Links: LinksKeep}); hasEnded() {
		t.Errorf("a run about one item: %v, ended all", err)
	}
	p := &stages{}
	if err := links(Options{Links: LinksKeep, Progress: p}); err != nil || !hasEnded() || len(p.begun) == 0 {
		t.Errorf("%v, ended: %v, began %v", err, hasEnded(), p.begun)
	}
}
