package emit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// One folder, one run: the second one is told who is at work.
func TestOneRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	run(t, dir, "posts/a.md", "1")
	f := open(t, dir, Options{})
	_, err := Open(dir, Options{})
	var locked lockedError
	if !errors.As(err, &locked) || !strings.Contains(err.Error(), fmt.Sprintf("process %d, since ", os.Getpid())) {
		t.Fatalf("a second run: %v", err)
	}
	if dry, err := Open(dir, Options{DryRun: true}); err != nil {
		t.Errorf("a dry run: %v", err)
	} else {
		dry.Close()
	}
	write(t, f, "posts/a.md", "2")
	kill(f)
	f = open(t, dir, Options{})
	if got := write(t, f, "posts/a.md", "2"); got.State != Unchanged {
		t.Errorf("after one that was killed: %+v", got)
	}
	end(t, f)
	for _, name := range ownFiles(t, dir) {
		if name == "lock" {
			t.Error("the file of the lock stays")
		}
	}
}

// Two runs make the folder at the same time.
func TestTwoFirstRuns(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	one, two, three := open(t, dir, Options{}), open(t, dir, Options{}), open(t, dir, Options{})
	write(t, one, "posts/a.md", "1")
	if _, err := two.Write("posts/a.md", []byte("2")); !errors.As(err, new(lockedError)) {
		t.Errorf("while the first one is at work: %v", err)
	}
	end(t, one)
	if _, err := three.Write("posts/a.md", []byte("3")); err == nil {
		t.Error("when the first one is done a third one, which has not seen it, writes")
	}
	wantTree(t, dir, map[string]string{"posts/a.md": "1"})
}

// What a run kept for itself goes when it ends, in whatever order.
func TestSpoolsGo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f := open(t, dir, Options{})
	write(t, f, "posts/a.md", "1")
	_, remove, err := f.Spool()
	if err != nil {
		t.Fatal(err)
	}
	end(t, f)
	remove()
	for _, name := range ownFiles(t, dir) {
		if strings.HasPrefix(name, tempPrefix) {
			t.Errorf("%s stays", name)
		}
	}
}
