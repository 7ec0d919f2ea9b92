package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

var update = flag.Bool("update", false, "rewrite the expected output of fixtures and scripts")

// ofEveryRun are files that no expected output has: they depend on the version
// of the program or are no text.
var ofEveryRun = []string{".wp2md/base.pack", ".wp2md/run.json", ".wp2md/again.jsonl", ".wp2md/report.html"}

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

// readTree returns the files below a folder by their slash-separated names.
func readTree(dir string) (map[string]string, error) {
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = string(data)
		return err
	})
	return all, err
}

func treeOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	all, err := readTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// differences returns what two trees do not have in common, in words. How a run
// was asked for is not compared.
func differences(got, want map[string]string) []string {
	var d []string
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if name == ".wp2md/run.json" || name == ".wp2md/again.jsonl" {
			continue
		}
		if other, ok := want[name]; !ok {
			d = append(d, name+": not expected")
		} else if other != got[name] {
			d = append(d, fmt.Sprintf("%s:\n%s", name, diff.Diff("got", []byte(got[name]), "want", []byte(other))))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if _, ok := got[name]; !ok {
			d = append(d, name+": missing")
		}
	}
	return d
}
