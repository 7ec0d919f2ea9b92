package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/wp2md/wp2md/internal/target"
)

func TestMain(m *testing.M) {
	_ = os.Setenv("GORACE", noSleep)
	_ = flag.Set("test.parallel", fmt.Sprint(2*runtime.GOMAXPROCS(0))) // half of them wait for a server or a browser
	testscript.Main(m, map[string]func(){"wp2md": main})
}

// A process with the race detector sleeps for a second at its end, and tests start
// thousands.
const noSleep = "atexit_sleep_ms=0"

// The scripts are the manual of the command line: one topic each. What they
// can call beside the commands of testscript is below.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("TARGETS", strings.Join(target.Names(), ", "))
			e.Setenv("GORACE", noSleep)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": cmdExits,
			"files": cmdFiles,
			"state": cmdState,
			"same":  cmdSame,
			"copy":  cmdCopy,
			"gzip":  cmdGzip,
			"zip":   cmdZip,
			"tar":   cmdTar,
			"cut":   cmdCut,
			"edit":  cmdEdit,
			"raw":   cmdRaw,
			"serve": cmdServe,

			"warc":    cmdWARC,
			"archive": cmdArchive,
		},
	})
}

// exits N COMMAND ARGS... runs a command that must end with exit code N.
func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// files DIR... prints the path of each file below the folders, but not of those
// that every run leaves and no script is about.
func cmdFiles(ts *testscript.TestScript, neg bool, args []string) {
	for _, dir := range args {
		for _, name := range slices.Sorted(maps.Keys(scriptTree(ts, dir))) {
			if !slices.ContainsFunc(ofEveryRun, func(own string) bool { return strings.HasSuffix("/"+name, "/"+own) }) {
				fmt.Fprintln(ts.Stdout(), dir+"/"+name)
			}
		}
	}
}

// state DIR... prints of each file below the folders when it was written and a
// hash of its bytes. Equal states mean that nobody has touched a file.
func cmdState(ts *testscript.TestScript, neg bool, args []string) {
	for _, dir := range args {
		all := scriptTree(ts, dir)
		for _, name := range slices.Sorted(maps.Keys(all)) {
			info, err := os.Stat(filepath.Join(ts.MkAbs(dir), name))
			ts.Check(err)
			fmt.Fprintf(ts.Stdout(), "%s %x %s/%s\n", info.ModTime().Format(time.RFC3339Nano), sha256.Sum256([]byte(all[name])), dir, name)
		}
	}
}

// same DIR1 DIR2 compares all files below two folders.
func cmdSame(ts *testscript.TestScript, neg bool, args []string) {
	if d := differences(scriptTree(ts, args[0]), scriptTree(ts, args[1])); len(d) > 0 {
		ts.Fatalf("%s and %s are not the same:\n%s", args[0], args[1], strings.Join(d, "\n"))
	}
}

// copy FROM TO makes a folder with the files of another.
func cmdCopy(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

func scriptTree(ts *testscript.TestScript, dir string) map[string]string {
	all, err := readTree(ts.MkAbs(dir))
	ts.Check(err)
	if len(all) == 0 {
		ts.Fatalf("%s has no files", dir)
	}
	return all
}

// gzip FILE makes FILE.gz.
func cmdGzip(ts *testscript.TestScript, neg bool, args []string) {
	out, err := os.Create(ts.MkAbs(args[0] + ".gz"))
	ts.Check(err)
	w := gzip.NewWriter(out)
	_, err = w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(errors.Join(err, w.Close(), out.Close()))
}

// zip ARCHIVE FILE... makes an archive of files.
func cmdZip(ts *testscript.TestScript, neg bool, args []string) {
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	w := zip.NewWriter(out)
	for _, name := range args[1:] {
		f, err := w.Create(name)
		ts.Check(err)
		_, err = f.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(errors.Join(w.Close(), out.Close()))
}

// tar ARCHIVE DIR packs a folder.
func cmdTar(ts *testscript.TestScript, neg bool, args []string) {
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	w := tar.NewWriter(out)
	all := scriptTree(ts, args[1])
	for _, name := range slices.Sorted(maps.Keys(all)) {
		ts.Check(w.WriteHeader(&tar.Header{Name: args[1] + "/" + name, Typeflag: tar.TypeReg, Mode: 0o644, Size: int64(len(all[name]))}))
		_, err := w.Write([]byte(all[name]))
		ts.Check(err)
	}
	ts.Check(errors.Join(w.Close(), out.Close()))
}

// cut FILE TEXT ends a file before the first place where a text stands.
func cmdCut(ts *testscript.TestScript, neg bool, args []string) {
	whole := ts.ReadFile(args[0])
	kept, _, found := strings.Cut(whole, args[1])
	if !found {
		ts.Fatalf("%s does not have %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(kept), 0o666))
}

// edit FILE OLD NEW puts a text in the place of another, where that stands last.
func cmdEdit(ts *testscript.TestScript, neg bool, args []string) {
	data := ts.ReadFile(args[0])
	at := strings.LastIndex(data, args[1])
	if at < 0 {
		ts.Fatalf("%s does not have %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(data[:at]+args[2]+data[at+len(args[1]):]), 0o666))
}

// raw FILE... replaces escapes such as \x1b in files by the bytes they stand
// for: scripts are text.
func cmdRaw(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		var b strings.Builder
		for line := range strings.Lines(ts.ReadFile(name)) {
			s, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `"`, `\"`) + `"`)
			ts.Check(err)
			b.WriteString(s + "\n")
		}
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(b.String()), 0o666))
	}
}
