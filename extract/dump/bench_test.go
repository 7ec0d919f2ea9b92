package dump

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/memlimit"
)

// BenchmarkItems reads a dump up to its items. WP2MD_DUMP_MB says how large it
// is; the resident memory is that of the test, which holds nothing else.
func BenchmarkItems(b *testing.B) {
	mb := 64
	if n, err := strconv.Atoi(os.Getenv("WP2MD_DUMP_MB")); err == nil {
		mb = n
	}
	name := filepath.Join(b.TempDir(), "big.sql")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	if err := synthetic(f, int64(mb)<<20); err != nil {
		b.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	f.Close()
	debug.FreeOSMemory() // what the writing has used is not given back meanwhile
	memlimit.Follow()    // as the program does
	b.SetBytes(info.Size())
	began, rounds := cpuSeconds(), 0
	for b.Loop() {
		rounds++
		src := open(b, Options{}, name)
		n := 0
		for _, err := range src.Items(nil) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n < mb*40 {
			b.Fatalf("%d items only", n)
		}
		src.Close()
	}
	if used := cpuSeconds() - began; used > 0 {
		b.ReportMetric(float64(info.Size())*float64(rounds)/1e6/used, "MB/CPU-s")
	}
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(status)) {
			if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				n, _ := strconv.Atoi(strings.Fields(kb)[0])
				b.ReportMetric(float64(n)/1024, "MiB-resident")
			}
		}
	}
}

// cpuSeconds returns how long the processors have worked for the test so far, for
// it and in the system; 0 where nothing says it.
func cpuSeconds() float64 {
	stat, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return float64(user+system) / 100
}
