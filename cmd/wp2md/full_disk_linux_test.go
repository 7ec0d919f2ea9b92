package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// onSmallDisk runs a shell script in which $disk is a disk of its own, of so many
// KiB; "grow" gives it room. It skips where the system lets nobody mount.
func onSmallDisk(t *testing.T, kib int, script string) string {
	t.Helper()
	disk := t.TempDir()
	cmd := exec.Command("sh", "-ec", fmt.Sprintf(`
		disk=%s
		mount -t tmpfs -o size=%dk none "$disk" || exit 99
		grow() { mount -o remount,size=256m "$disk"; }
		%s`, disk, kib, script))
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() == 99 {
		t.Skipf("no disk of one's own on this system: %v %s", err, out)
	}
	if err != nil {
		t.Fatalf("%d KiB: %v\n%s", kib, err, out)
	}
	return string(out)
}

// A disk that is full is said in one line, with exit code 1; nothing of it is
// taken for whole, no edit is harmed, and when there is room again the same
// command makes the tree of a run that was never disturbed, every byte but for
// what it counts as new: a page may have been written and not been recorded.
func TestFullDisk(t *testing.T) {
	top := t.TempDir()
	bin := filepath.Join(top, "wp2md")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	export, err := filepath.Abs(filepath.Join("..", "..", "fixtures", "torture", "export.xml"))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(export)
	if err != nil {
		t.Fatal(err)
	}
	later := filepath.Join(top, "later.xml")
	if err := os.WriteFile(later, []byte(strings.ReplaceAll(string(raw), " and ", " plus ")), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Chdir(top)
	command(t, exitOK, "migrate", export, "-o", "before", "--media", "keep", "--quiet")
	mine := edit(t, "before")

	migrate := func(export string) string {
		return fmt.Sprintf(`%s migrate %s -o "$disk/site" --media keep --quiet`, bin, export)
	}
	for _, test := range []struct{ name, before, export string }{
		{"first", "", export},
		{"again", "before", later},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := ""
			if test.before != "" {
				start = fmt.Sprintf("cp -a %s \"$disk/site\"\n", filepath.Join(top, test.before))
			}
			whole := filepath.Join(t.TempDir(), "whole")
			onSmallDisk(t, 256<<10, start+migrate(test.export)+` || [ $? = 3 ]
				cp -a "$disk/site" `+whole)
			want := treeOf(t, whole)
			uncount(want)
			failed, from := 0, 0
			if test.before != "" {
				from = sizeOf(t, test.before)
			}
			to := max(sizeOf(t, whole), from+100)
			for i := range 12 {
				kib := from + (to-from)*(i+1)/10
				got := filepath.Join(t.TempDir(), "got")
				out := onSmallDisk(t, kib, start+`
					code=0
					`+migrate(test.export)+` || code=$?
					echo "exit code $code"
					grow
					`+migrate(test.export)+` || [ $? = 3 ]
					cp -a "$disk/site" `+got)
				if !strings.Contains(out, "exit code 0") && !strings.Contains(out, "exit code 3") {
					failed++
					if !strings.Contains(out, "exit code 1") || !strings.Contains(out, "no space left on device") || strings.Contains(out, "goroutine") {
						t.Errorf("%d KiB: %s", kib, out)
					}
				}
				tree := treeOf(t, got)
				uncount(tree)
				for name, word := range mine {
					if test.before != "" && !strings.Contains(tree[name], word) {
						t.Errorf("%d KiB: %s has lost %q", kib, name, word)
					}
				}
				if d := differences(tree, want); len(d) > 0 {
					t.Errorf("%d KiB: the tree is another one:\n%.3000s", kib, strings.Join(d, "\n"))
				}
			}
			t.Logf("%d of 12 disks of up to %d KiB were full", failed, to*12/10)
			if failed < 3 {
				t.Errorf("only %d disks were full", failed)
			}
		})
	}
}

// uncount takes the counts of what a run has changed out of the reports of a tree.
func uncount(tree map[string]string) {
	const name = ".wp2md/report.json"
	tree[name] = changes.ReplaceAllString(tree[name], "")
}

var changes = regexp.MustCompile(`(?s)"changes": \{.*?\}`)

// sizeOf returns how many KiB a folder takes on a disk of pages of 4 KiB.
func sizeOf(t *testing.T, dir string) int {
	t.Helper()
	size := 0
	for _, text := range treeOf(t, dir) {
		size += (len(text) + 4095) / 4096 * 4
	}
	return size
}
