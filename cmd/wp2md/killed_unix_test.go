//go:build unix

package main

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// kills is how many runs are killed; continuous integration asks for more.
var kills = flag.Int("kills", 4, "copies of a folder whose runs the tests of killed runs kill, of each command")

// A run that is killed at any moment, and then run again, leaves the tree that
// an undisturbed run leaves: no edit is harmed, nothing is forgotten, and nothing
// foreign stays. The folder is one that was migrated before and edited since;
// since then posts were changed, renamed and deleted on the old site.
func TestKilledRuns(t *testing.T) {
	for _, verb := range []string{"migrate", "retry"} {
		t.Run(verb, func(t *testing.T) { testKilled(t, verb, *kills) })
	}
}

func testKilled(t *testing.T, verb string, kills int) {
	top := t.TempDir()
	bin := buildIn(t, top)
	export, err := os.ReadFile(largeExport(t, 300))
	if err != nil {
		t.Fatal(err)
	}
	later := bytes.ReplaceAll(export, []byte("paragraph"), []byte("passage"))
	if verb == "migrate" {
		later = bytes.ReplaceAll(later, []byte("template-"), []byte("vorlage-"))
		at := bytes.LastIndex(later, []byte("<item>"))
		for range 4 {
			at = bytes.LastIndex(later[:at], []byte("<item>"))
		}
		later = slices.Concat(later[:at], later[bytes.LastIndex(later, []byte("</item>"))+len("</item>"):])
	}
	if bytes.Equal(later, export) {
		t.Fatal("the later export is the same")
	}
	t.Chdir(top)
	put := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put("export.xml", export)
	uploads := t.TempDir() // an empty one: pages whose files are still to be got need a look
	command(t, exitAttention, "migrate", "export.xml", "-o", "before", "--media", "local", "--uploads", uploads, "--quiet")
	put("export.xml", later)
	mine := edit(t, "before")

	migrate := func(dir string) *exec.Cmd {
		args := []string{"migrate", "export.xml", "--media", "local", "--uploads", uploads}
		if verb == "retry" {
			args = args[:0]
			args = append(args, "retry")
		}
		return exec.Command(bin, append(args, "-o", dir, "--quiet", "--jobs", "2")...)
	}
	killRuns(t, "", mine, kills, migrate, treeOf)
}

// killRuns kills runs over copies of the folder before, whose edits are mine, at
// random moments, once or twice each. What they leave, and what the next run makes of
// it, has all edits, and then the tree of a run that was not disturbed.
func killRuns(t *testing.T, prefix string, mine map[string]string, kills int, migrate func(dir string) *exec.Cmd, state func(*testing.T, string) map[string]string) {
	t.Helper()
	whole := prefix + "whole"
	finish := func(dir string) {
		t.Helper()
		if out, err := migrate(dir).CombinedOutput(); err != nil && !strings.Contains(err.Error(), "exit status 3") {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	clone := func(dir string) {
		t.Helper()
		if err := os.CopyFS(dir, os.DirFS(prefix+"before")); err != nil {
			t.Fatal(err)
		}
	}
	wantEdits := func(dir string) {
		t.Helper()
		all := strings.Join(slices.Collect(maps.Values(pagesOf(t, dir))), "\n")
		for name, word := range mine {
			if !strings.Contains(all, word) {
				t.Errorf("%s: %s has lost %q", dir, name, word)
			}
		}
	}
	clone(whole)
	start := time.Now()
	finish(whole)
	took := time.Since(start)
	want := state(t, whole)
	wantEdits(whole)
	manifest, err := os.ReadFile(filepath.Join(whole, ".wp2md", "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	done := 0
	r := rand.New(rand.NewPCG(5, 5))
	for i := range kills {
		dir := fmt.Sprintf("%skilled-%d", prefix, i)
		clone(dir)
		finished := false
		for range 1 + r.IntN(2) {
			cmd := migrate(dir)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(r.Int64N(int64(took))))
			cmd.Process.Kill()
			if cmd.Wait(); !cmd.ProcessState.Exited() {
				done++
			}
			now, _ := os.ReadFile(filepath.Join(dir, ".wp2md", "manifest.jsonl"))
			finished = finished || bytes.Equal(now, manifest)
		}
		wantEdits(dir)
		finish(dir)
		got, want := state(t, dir), want
		if finished {
			// It was killed when all was done: what is run again has nothing new to
			// tell of.
			got, want = pagesOf(t, dir), pagesOf(t, whole)
		}
		if d := differences(got, want); len(d) > 0 {
			t.Fatalf("%s: the tree is another one:\n%.4000s", dir, strings.Join(d[:min(len(d), 3)], "\n"))
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%s: %d runs of %v were killed", whole, done, took)
	if done < kills/3 {
		t.Errorf("only %d runs were killed", done)
	}
}

// buildIn builds the program in a folder.
func buildIn(t *testing.T, dir string) string {
	t.Helper()
	bin := filepath.Join(dir, "wp2md")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// edit does to a folder what people do, and returns the words that it put into
// files, by file.
func edit(t *testing.T, dir string) map[string]string {
	t.Helper()
	mine := map[string]string{}
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(treeOf(t, dir))), func(name string) bool { return !strings.HasSuffix(name, ".md") })
	for i, name := range names {
		if i%7 > 3 {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		word := fmt.Sprintf("My own words, number %d.", i)
		switch i % 7 {
		case 0: // at the end
			data = append(data, "\n"+word+"\n"...)
		case 1: // in a field
			data = bytes.Replace(data, []byte("\ntitle:"), []byte("\n# "+word+"\ntitle:"), 1)
		case 2: // in the place of a passage
			data = bytes.Replace(data, []byte("paragraph"), []byte(word), 1)
		case 3:
			if i%2 == 0 {
				if err := os.Remove(file); err != nil {
					t.Fatal(err)
				}
			} else if err := os.Rename(file, filepath.Join(filepath.Dir(file), "moved-"+filepath.Base(file))); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(word)) {
			mine[name] = word
		}
	}
	if len(mine) < 20 {
		t.Fatalf("only %d files are edited", len(mine))
	}
	return mine
}

// A run that is killed while it takes back what is private now, where the target knows
// drafts by their folder and pages that were edited move, is made good by the next.
func TestKilledWithdrawals(t *testing.T) {
	top := t.TempDir()
	bin := buildIn(t, top)
	export, err := os.ReadFile(largeExport(t, 500))
	if err != nil {
		t.Fatal(err)
	}
	parts := bytes.Split(export, []byte("<wp:status>publish</wp:status>"))
	var later []byte
	for i, part := range parts {
		later = append(later, part...)
		switch {
		case i == len(parts)-1:
		case i%3 == 0:
			later = append(later, "<wp:status>publish</wp:status>"...)
		default:
			later = append(later, "<wp:status>private</wp:status>"...)
		}
	}
	t.Chdir(top)
	for _, target := range []string{"hexo", "vitepress"} {
		put := func(name string, data []byte) {
			t.Helper()
			if err := os.WriteFile(name, data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		prefix := target + "-"
		put("export.xml", export)
		command(t, exitOK, "migrate", "export.xml", "-o", prefix+"before", "--for", target, "--media", "link", "--quiet")
		put("export.xml", later)
		killRuns(t, prefix, edit(t, prefix+"before"), *kills, func(dir string) *exec.Cmd {
			return exec.Command(bin, "migrate", "export.xml", "-o", dir, "--for", target, "--media", "link", "--quiet", "--jobs", "2")
		}, pagesOf)
	}
}
