//go:build unix

// Command bench measures what a migration costs against the least it could
// cost, on generated exports, in turn and on the same machine:
//
//	go run ./internal/bench -rounds 5
//
// prints for each export the CPU time, the memory and the ratio to the floor,
// medians of the rounds with their range. With -write DIR it only writes the
// exports. With -growth N it makes pages of contents that are each the worst case
// of some step, at N, 2N and 4N of it, and prints those whose cost grows faster
// than they do.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	var (
		rounds = flag.Int("rounds", 3, "measure so often")
		names  = flag.String("kinds", "varied,repeated,long", "the exports: varied, repeated, long, attachments, with :N for other than the usual number of items")
		bin    = flag.String("wp2md", "", "the program, or several divided by commas; built from this module if empty")
		write  = flag.String("write", "", "write the exports into this folder, and measure nothing")
		dir    = flag.String("dir", "", "folder to work in; one in memory if empty")
		floor  = flag.Bool("floor", false, "measure the floor: EXPORT SITE OUT (used by the command itself)")
		grow   = flag.Int("growth", 0, "look at hostile contents of so many repeats, and of two and four times as many")
		one    = flag.String("pattern", "", "with -growth: only this content, and what each of its sizes cost")
	)
	flag.Parse()
	var err error
	switch {
	case *floor:
		err = printFloor(flag.Args())
	case *grow > 0:
		err = printGrowth(*grow, *one)
	case *write != "":
		err = writeExports(*write, *names)
	default:
		err = measure(*dir, *bin, *names, *rounds)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func printFloor(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("want three arguments, not %d", len(args))
	}
	cpu, pages, err := measureFloor(args[0], args[1], args[2])
	if err == nil {
		fmt.Println(int64(cpu), pages)
	}
	return err
}

// chosen returns the kinds that a list of names asks for.
func chosen(names string) ([]kind, error) {
	var list []kind
	for name := range strings.SplitSeq(names, ",") {
		name, count, has := strings.Cut(name, ":")
		i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no such export: %s", name)
		}
		k := kinds[i]
		if has {
			n, err := strconv.Atoi(count)
			if err != nil {
				return nil, err
			}
			k.items = n
		}
		list = append(list, k)
	}
	return list, nil
}

func writeExports(dir, names string) error {
	list, err := chosen(names)
	if err != nil {
		return err
	}
	for _, k := range list {
		if err := writeExport(filepath.Join(dir, fmt.Sprintf("%s-%d.xml", k.name, k.items)), k); err != nil {
			return err
		}
	}
	return nil
}

func writeExport(name string, k kind) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := generate(f, k, k.items); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// A run is what one migration cost.
type run struct {
	cpu, wall time.Duration
	rss       int64 // kB
}

func measure(dir, bin, names string, rounds int) (err error) {
	list, err := chosen(names)
	if err != nil {
		return err
	}
	if dir == "" {
		if dir, err = os.MkdirTemp("/dev/shm", "wp2md-bench-"); err != nil {
			if dir, err = os.MkdirTemp("", "wp2md-bench-"); err != nil {
				return err
			}
		}
		defer os.RemoveAll(dir)
	}
	if bin == "" {
		bin = filepath.Join(dir, "wp2md")
		build := exec.Command("go", "build", "-o", bin, "github.com/wp2md/wp2md/cmd/wp2md")
		build.Env = append(os.Environ(), "CGO_ENABLED=0") // as releases are built
		if out, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("%w\n%s", err, out)
		}
	}
	bins := strings.Split(bin, ",")
	fmt.Printf("%s, %d cores, %d rounds; CPU seconds, medians (range)\n", runtime.Version(), runtime.NumCPU(), rounds)
	for _, k := range list {
		export := filepath.Join(dir, k.name+".xml")
		if err := writeExport(export, k); err != nil {
			return err
		}
		if err := measureKind(dir, export, bins, k, rounds); err != nil {
			return err
		}
		if err := os.Remove(export); err != nil {
			return err
		}
	}
	return nil
}

func measureKind(dir, export string, bins []string, k kind, rounds int) error {
	site := filepath.Join(dir, "site")
	costs := make([][]run, len(bins))
	ratios := make([][]float64, len(bins))
	var floors []float64
	pages := 0
	for range rounds {
		for i, bin := range bins {
			r, err := migrate(bin, export, site, k.items)
			if err != nil {
				return err
			}
			costs[i] = append(costs[i], r)
		}
		var floor float64
		if k.name != "attachments" { // which has no pages
			var err error
			if floor, pages, err = runFloor(export, site, filepath.Join(dir, "floor")); err != nil {
				return err
			}
			floors = append(floors, floor)
			for i := range bins {
				ratios[i] = append(ratios[i], costs[i][len(costs[i])-1].cpu.Seconds()/floor)
			}
		}
	}
	defer os.RemoveAll(site)
	if len(floors) > 0 {
		fmt.Printf("%s %d: %d pages, floor %s\n", k.name, k.items, pages, summary(floors))
	} else {
		fmt.Printf("%s %d\n", k.name, k.items)
	}
	for i, bin := range bins {
		var cpu, wall []float64
		var rss int64
		for _, r := range costs[i] {
			cpu, wall, rss = append(cpu, r.cpu.Seconds()), append(wall, r.wall.Seconds()), max(rss, r.rss)
		}
		fmt.Printf("  %-12s CPU %s, wall %s, %d MiB resident", filepath.Base(bin), summary(cpu), summary(wall), rss>>10)
		if len(floors) > 0 {
			fmt.Printf(", ratio to the floor %s", summary(ratios[i]))
		}
		fmt.Println()
	}
	return nil
}

// migrate runs the program, and sees to it that it did all of its work.
func migrate(bin, export, site string, items int) (r run, err error) {
	if err := os.RemoveAll(site); err != nil {
		return r, err
	}
	const attention = 3
	cmd := exec.Command(bin, "migrate", export, "-o", site, "--media", "link", "--quiet")
	start := time.Now()
	msg, err := cmd.CombinedOutput()
	r.wall = time.Since(start)
	if err != nil && cmd.ProcessState.ExitCode() != attention {
		return r, fmt.Errorf("%w\n%s", err, msg)
	}
	r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.rss = int64(u.Maxrss)
	}
	manifest, err := os.Open(filepath.Join(site, ".wp2md", "manifest.jsonl"))
	if err != nil {
		return r, err
	}
	defer manifest.Close()
	lines, err := countLines(manifest)
	if err == nil && lines != items {
		err = fmt.Errorf("the manifest has %d lines, not %d", lines, items)
	}
	return r, err
}

func countLines(r io.Reader) (n int, err error) {
	buf := make([]byte, 1<<16)
	for {
		k, err := r.Read(buf)
		n += bytes.Count(buf[:k], []byte{'\n'})
		if err == io.EOF {
			return n, nil
		} else if err != nil {
			return n, err
		}
	}
}

// runFloor measures the floor in a process of its own, as the program is one.
func runFloor(export, site, out string) (seconds float64, pages int, err error) {
	if err := os.RemoveAll(out); err != nil {
		return 0, 0, err
	}
	defer os.RemoveAll(out)
	self, err := os.Executable()
	if err != nil {
		return 0, 0, err
	}
	cmd := exec.Command(self, "-floor", export, site, out)
	cmd.Stderr = os.Stderr
	b, err := cmd.Output()
	if err != nil {
		return 0, 0, err
	}
	var ns int64
	if _, err := fmt.Sscan(string(b), &ns, &pages); err != nil {
		return 0, 0, err
	}
	return time.Duration(ns).Seconds(), pages, nil
}

// summary returns the median of some numbers, with their range.
func summary(v []float64) string {
	v = slices.Sorted(slices.Values(v))
	return fmt.Sprintf("%.2f (%.2f–%.2f)", v[len(v)/2], v[0], v[len(v)-1])
}
