package main

import (
	"bytes"
	"flag"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expected output of fixtures and scripts")

// atRoot lets a test run at the root of the project, so that sources have the
// names that they have in the README.
func atRoot(t *testing.T) {
	t.Helper()
	t.Chdir(filepath.Join("..", ".."))
}

// migrated runs wp2md and returns what it printed. It fails the test if the
// exit code is another one.
func migrated(t *testing.T, code int, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if got := run(append([]string{"migrate"}, args...), strings.NewReader(""), &stdout, &stderr); got != code {
		t.Fatalf("wp2md migrate %s: got exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, stdout.String(), stderr.String())
	}
	return stdout.String()
}
