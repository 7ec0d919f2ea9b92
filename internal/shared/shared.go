// Package shared finds the reference data that lies beside the project: real
// exports, and what a real WordPress makes of them. Only tests use it. It is
// not part of the repository, so a test that needs it is skipped where it is
// absent; CI has it.
package shared

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Path returns the path of a file or folder of the reference data, given by
// its slash-separated name such as "oracle/wpautop.jsonl", and skips the test
// if it is not there.
func Path(t testing.TB, name string) string {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	p := filepath.Join(filepath.Dir(here), "..", "..", "..", "shared", filepath.FromSlash(name))
	if _, err := os.Stat(p); err != nil {
		t.Skipf("shared/%s is not here: this test holds our output against a real WordPress and runs where the folder shared lies beside the project", name)
	}
	return p
}

// Read returns the content of a file of the reference data, and skips the
// test if it is not there.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
