//go:build unix

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/wp2md/wp2md/internal/shared"
)

// largeExport writes an export of so many items: those of the theme unit test,
// over and over, each time with numbers, slugs and addresses of their own.
func largeExport(tb testing.TB, items int) string {
	tb.Helper()
	src := shared.Read(tb, "wxr/themeunittestdata.wordpress.xml")
	first := bytes.Index(src, []byte("<item>"))
	last := bytes.LastIndex(src, []byte("</item>")) + len("</item>")
	pieces := bytes.SplitAfter(src[first:last], []byte("</item>"))
	name := filepath.Join(memoryFolder(tb), "export.xml")
	f, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	w := bufio.NewWriter(f)
	w.Write(src[:first])
	for i := range items {
		round := i / len(pieces)
		w.Write(renumber(pieces[i%len(pieces)], round))
	}
	w.Write(src[last:])
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	return name
}

var (
	numbered = regexp.MustCompile(`(<wp:post_id>|<wp:post_parent>|<wp:comment_id>|<wp:comment_parent>)([1-9]\d*)<`)
	named    = regexp.MustCompile(`(<wp:post_name>(?:<!\[CDATA\[)?)([^<\]]+)`)
	linked   = regexp.MustCompile(`(<link>https?://[^<]*[^/<])/?<`)
)

func renumber(item []byte, round int) []byte {
	if round == 0 {
		return item
	}
	item = numbered.ReplaceAllFunc(item, func(m []byte) []byte {
		sub := numbered.FindSubmatch(m)
		n, _ := strconv.Atoi(string(sub[2]))
		return fmt.Appendf(nil, "%s%d<", sub[1], n+round*10000)
	})
	item = named.ReplaceAll(item, fmt.Appendf(nil, "${1}${2}-%d", round))
	return linked.ReplaceAll(item, fmt.Appendf(nil, "${1}-%d/<", round))
}

// memoryFolder returns a folder in memory where there is such a file system:
// what a disk costs differs from run to run.
func memoryFolder(tb testing.TB) string {
	if dir, err := os.MkdirTemp("/dev/shm", "wp2md-bench-"); err == nil {
		tb.Cleanup(func() { os.RemoveAll(dir) })
		return dir
	}
	return tb.TempDir()
}

// BenchmarkMigrate runs the program as users do, as a process of its own, and
// tells what it cost: posts per second of CPU time, and the memory it had
// resident at most.
func BenchmarkMigrate(b *testing.B) {
	bin := filepath.Join(b.TempDir(), "wp2md")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, tt := range []struct {
		items  int
		verify bool
	}{{10_000, true}, {10_000, false}, {50_000, true}} {
		b.Run(fmt.Sprintf("items=%d/verify=%t", tt.items, tt.verify), func(b *testing.B) {
			export := largeExport(b, tt.items)
			info, err := os.Stat(export)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(info.Size())
			var cpu time.Duration
			var rss, posts int64
			for b.Loop() {
				out := filepath.Join(filepath.Dir(export), "site")
				if err := os.RemoveAll(out); err != nil {
					b.Fatal(err)
				}
				cmd := exec.Command(bin, "migrate", export, "-o", out, "--media", "link", "--quiet", fmt.Sprintf("--verify=%t", tt.verify))
				if msg, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != exitAttention {
					b.Fatalf("%v\n%s", err, msg)
				}
				cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
				rss = max(rss, int64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss))
				files, err := filepath.Glob(filepath.Join(out, "p*", "*.md"))
				if err != nil {
					b.Fatal(err)
				}
				posts += int64(len(files))
			}
			b.ReportMetric(float64(posts)/cpu.Seconds(), "posts/cpu-s")
			b.ReportMetric(float64(rss)/1024, "MiB-rss")
		})
	}
}
