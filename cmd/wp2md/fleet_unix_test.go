//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/wp2md/wp2md/internal/summary"
)

// A fleet: 200 sites of a list, each migrated by the entry of the container, four at
// a time; every index has its own site, and they are summed up.
func TestFleetEntry(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("awk"); err != nil {
		t.Skip("there is no awk")
	}
	sites := 40
	if testing.Short() {
		sites = 10
	}
	dir := t.TempDir()
	raw, err := os.ReadFile(filepath.Join(projectRoot, "fixtures", "hakanai", "export.xml"))
	if err != nil {
		t.Fatal(err)
	}
	list := "# name\tsource\tflags\n\n"
	for i := range sites {
		export := fmt.Sprintf("an export %d.xml", i)
		text := bytes.ReplaceAll(raw, []byte("<title>Hakanai</title>"), fmt.Appendf(nil, "<title>Site %d</title>", i))
		if bytes.Equal(text, raw) {
			t.Fatal("the fixture has another title")
		}
		if err := os.WriteFile(filepath.Join(dir, export), text, 0o666); err != nil {
			t.Fatal(err)
		}
		list += fmt.Sprintf("site-%03d\t%s\t--media\tkeep\n", i, export)
	}
	if err := os.WriteFile(filepath.Join(dir, "sites.tsv"), []byte(list), 0o666); err != nil {
		t.Fatal(err)
	}
	entry, err := filepath.Abs(filepath.Join(projectRoot, "deploy", "entry.sh"))
	if err != nil {
		t.Fatal(err)
	}
	// The variables of those who start containers, in turn.
	names := []string{"INDEX", "JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX", "NOMAD_ALLOC_INDEX", "SLURM_ARRAY_TASK_ID"}
	start := func(index string, name string) ([]byte, error) {
		cmd := exec.Command("sh", entry)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "LIST=sites.tsv", "OUT=sites", name+"="+index)
		return cmd.CombinedOutput()
	}
	var wait sync.WaitGroup
	free := make(chan bool, 4)
	for i := range sites {
		wait.Add(1)
		free <- true
		go func() {
			defer wait.Done()
			if out, err := start(fmt.Sprint(i), names[i%len(names)]); err != nil {
				t.Errorf("site %d: %v\n%s", i, err, out)
			}
			<-free
		}()
	}
	wait.Wait()
	var dirs []string
	for i := range sites {
		dirs = append(dirs, filepath.Join(dir, "sites", fmt.Sprintf("site-%03d", i)))
	}
	var out bytes.Buffer
	run(append([]string{"summary", "--json"}, dirs...), strings.NewReader(""), &out, &out)
	var all summary.Folders
	if err := json.Unmarshal(out.Bytes(), &all); err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	if len(all.Folders) != sites || len(all.Missing) > 0 || all.Total.Written != sites {
		t.Errorf("%d folders, %d missing, %d pages written", len(all.Folders), len(all.Missing), all.Total.Written)
	}
	for i, f := range all.Folders {
		if want := fmt.Sprintf("Site %d", i); f.Site != want {
			t.Errorf("folder %d is of %q", i, f.Site)
		}
	}

	for _, c := range []struct{ index, says string }{
		{fmt.Sprint(sites), "no site of index"}, {"-1", "no index"}, {"1x", "no index"}, {"", "no index"},
	} {
		out, err := start(c.index, "INDEX")
		if err == nil || !strings.Contains(string(out), c.says) {
			t.Errorf("index %q: %v: %s", c.index, err, out)
		}
	}
	for line, says := range map[string]string{
		"../up\tx.xml": "no name of a folder", ".hid\tx.xml": "no name of a folder", "alone": "no source", "gone\tnot there.xml": "exit code 1",
	} {
		if err := os.WriteFile(filepath.Join(dir, "sites.tsv"), []byte(line+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		if out, err := start("0", "INDEX"); err == nil || !strings.Contains(string(out), says) {
			t.Errorf("%q: %v: %s", line, err, out)
		}
	}
}
