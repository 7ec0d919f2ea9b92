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
var kills = flag.Int("kills", 4, "runs that TestKilledRuns kills, of each command")

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
	bin := filepath.Join(top, "wp2md")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	export, err := os.ReadFile(largeExport(t, 300))
	if err != nil {
		t.Fatal(err)
	}
	later := bytes.ReplaceAll(export, []byte("paragraph"), []byte("passage"))
	renamed := func(name string) string { return strings.ReplaceAll(name, "template-", "vorlage-") }
	if verb == "migrate" {
		later = []byte(renamed(string(later)))
		at := bytes.LastIndex(later, []byte("<item>"))
		for range 4 {
			at = bytes.LastIndex(later[:at], []byte("<item>"))
		}
		later = slices.Concat(later[:at], later[bytes.LastIndex(later, []byte("</item>"))+len("</item>"):])
	} else {
		renamed = func(name string) string { return name }
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
	command(t, exitAttention, "migrate", "export.xml", "-o", "before", "--media", "link", "--quiet")
	put("export.xml", later)
	mine := edit(t, "before")

	migrate := func(dir string) *exec.Cmd {
		args := []string{"migrate", "export.xml", "--media", "link"}
		if verb == "retry" {
			args = args[:0]
			args = append(args, "retry")
		}
		return exec.Command(bin, append(args, "-o", dir, "--quiet", "--jobs", "2")...)
	}
	state := func(dir string) map[string]string { return treeOf(t, dir) }
	clone := func(dir string) {
		t.Helper()
		if err := os.CopyFS(dir, os.DirFS("before")); err != nil {
			t.Fatal(err)
		}
	}
	clone("whole")
	start := time.Now()
	if out, err := migrate("whole").CombinedOutput(); err != nil && !strings.Contains(err.Error(), "exit status 3") {
		t.Fatalf("%v\n%s", err, out)
	}
	took := time.Since(start)
	want := state("whole")
	for name, word := range mine {
		if text := want[renamed(name)]; !strings.Contains(text, word) && !strings.Contains(want[name], word) {
			t.Fatalf("%s has lost %q: %s", name, word, text)
		}
	}
	done := 0
	r := rand.New(rand.NewPCG(5, 5))
	for i := range kills {
		dir := fmt.Sprintf("killed-%d", i)
		clone(dir)
		finished := false
		for range 1 + r.IntN(2) { // once or twice
			cmd := migrate(dir)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(r.Int64N(int64(took))))
			cmd.Process.Kill()
			if cmd.Wait(); !cmd.ProcessState.Exited() {
				done++
			}
			manifest, _ := os.ReadFile(filepath.Join(dir, ".wp2md", "manifest.jsonl"))
			finished = finished || string(manifest) == want[".wp2md/manifest.jsonl"]
		}
		for name, word := range mine {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if moved, err2 := os.ReadFile(filepath.Join(dir, renamed(name))); err2 == nil {
				data, err = slices.Concat(data, moved), nil
			}
			if err != nil || !bytes.Contains(data, []byte(word)) {
				t.Errorf("kill %d: %s has lost %q (%v)", i, name, word, err)
			}
		}
		out, err := migrate(dir).CombinedOutput()
		if err != nil && !strings.Contains(err.Error(), "exit status 3") {
			t.Fatalf("%v\n%s", err, out)
		}
		got, want := state(dir), want
		if finished {
			// It was killed when all was done: what is run again has nothing new to
			// tell of.
			got, want = pagesOf(t, dir), pagesOf(t, "whole")
		}
		if d := differences(got, want); len(d) > 0 {
			t.Fatalf("kill %d: the tree is another one:\n%.4000s", i, strings.Join(d[:min(len(d), 3)], "\n"))
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d runs of %v were killed", done, took)
	if done < kills/3 {
		t.Errorf("only %d runs were killed", done)
	}
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
	bin := filepath.Join(top, "wp2md")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
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
		before, whole := target+"-before", target+"-whole"
		put("export.xml", export)
		command(t, exitAttention, "migrate", "export.xml", "-o", before, "--for", target, "--media", "link", "--quiet")
		put("export.xml", later)
		mine := edit(t, before)
		migrate := func(dir string) *exec.Cmd {
			return exec.Command(bin, "migrate", "export.xml", "-o", dir, "--for", target, "--media", "link", "--quiet", "--jobs", "2")
		}
		clone := func(dir string) {
			t.Helper()
			if err := os.CopyFS(dir, os.DirFS(before)); err != nil {
				t.Fatal(err)
			}
		}
		clone(whole)
		start := time.Now()
		if out, err := migrate(whole).CombinedOutput(); err != nil && !strings.Contains(err.Error(), "exit status 3") {
			t.Fatalf("%v\n%s", err, out)
		}
		took := time.Since(start)
		want := pagesOf(t, whole)
		words := func(pages map[string]string) (lost []string) {
			all := strings.Join(slices.Collect(maps.Values(pages)), "\n")
			for name, word := range mine {
				if !strings.Contains(all, word) {
					lost = append(lost, name)
				}
			}
			return lost
		}
		if lost := words(want); len(lost) > 0 {
			t.Fatalf("%s: edits of %q are lost", target, lost)
		}
		r := rand.New(rand.NewPCG(7, 7))
		done := 0
		for i := range *kills {
			dir := fmt.Sprintf("%s-killed-%d", target, i)
			clone(dir)
			cmd := migrate(dir)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(r.Int64N(int64(took))))
			cmd.Process.Kill()
			if cmd.Wait(); !cmd.ProcessState.Exited() {
				done++
			}
			if lost := words(pagesOf(t, dir)); len(lost) > 0 {
				t.Errorf("%s, kill %d: edits of %q are lost", target, i, lost)
			}
			if out, err := migrate(dir).CombinedOutput(); err != nil && !strings.Contains(err.Error(), "exit status 3") {
				t.Fatalf("%v\n%s", err, out)
			}
			if d := differences(pagesOf(t, dir), want); len(d) > 0 {
				t.Fatalf("%s, kill %d: the pages are others:\n%.4000s", target, i, strings.Join(d[:min(len(d), 3)], "\n"))
			}
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}
		t.Logf("%s: %d of %d runs of %v were killed", target, done, *kills, took)
	}
}
