//go:build unix

package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A watched body calls a function for each piece that is read of it.
type watched struct {
	*strings.Reader
	read func(n int)
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p[:min(len(p), 4<<10)])
	time.Sleep(200 * time.Microsecond) // or all of it is in the buffers of the system at once
	w.read(n)
	return n, err
}

// A run that is killed while it fetches, again and again, and then started
// once more, ends with the same bytes as one that is not disturbed, and goes on
// with the files that it had begun.
func TestDownloadKilled(t *testing.T) {
	t.Parallel()
	const kills, pictures, size = 12, 60, 128 << 10
	files := make([]hostedFile, pictures)
	bodies := map[string]string{}
	for i := range files {
		files[i] = hostedFile{fmt.Sprintf("2020/%02d/picture.png", i), i%2 == 0, somePicture(i, size)}
		bodies["/wp-content/uploads/"+files[i].name] = files[i].body
	}
	var mu sync.Mutex
	var victim *os.Process
	left, ranges, sent := 0, 0, 0 // pieces until the victim is killed
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if r.Header.Get("Range") != "" {
			ranges++
		}
		mu.Unlock()
		w.Header().Set("ETag", strconv.Quote(r.URL.Path))
		body := &watched{strings.NewReader(bodies[r.URL.Path]), func(n int) {
			mu.Lock()
			defer mu.Unlock()
			sent += n
			if left--; left == 0 && victim != nil {
				victim.Kill()
			}
		}}
		http.ServeContent(w, r, "", time.Time{}, body)
	}))
	defer s.Close()
	export := mediaExport(t, s.URL, files)
	config := emptySettings(t)
	run := func(dir string, after int) bool {
		t.Helper()
		cmd := exec.Command("wp2md", "migrate", export, "-o", dir, "--allow-private", "--quiet", "--config", config)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		mu.Lock()
		if err := cmd.Start(); err != nil {
			mu.Unlock()
			t.Fatal(err)
		}
		victim, left = cmd.Process, after
		mu.Unlock()
		err := cmd.Wait()
		mu.Lock()
		victim = nil
		mu.Unlock()
		if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() {
			return false
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, stderr.String())
		}
		return true
	}
	undisturbed := filepath.Join(t.TempDir(), "site")
	run(undisturbed, 0)
	checkFetched(t, undisturbed, files, nil)
	whole := sent

	rests := 0
	for round := range 3 {
		dir := filepath.Join(t.TempDir(), "site")
		seed := rand.Uint64()
		random := rand.New(rand.NewPCG(seed, 0))
		t.Logf("round %d: seed %d", round, seed)
		killed := 0
		sent, ranges = 0, 0
		for range kills {
			if run(dir, 1+random.IntN(whole/(4<<10)/kills*2)) {
				break
			}
			killed++
			images, err := readTree(filepath.Join(dir, "images"))
			if err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			for name, body := range images {
				if len(body) != len(files[0].body) && !strings.HasPrefix(name, ".wp2md-") {
					t.Errorf("images/%s has %d bytes after a kill", name, len(body))
				}
			}
		}
		run(dir, 0)
		checkFetched(t, dir, files, nil)
		if d := differences(treeOf(t, dir), treeOf(t, undisturbed)); len(d) > 0 {
			t.Errorf("killed %d times, then not what an undisturbed run writes:\n%.2000s", killed, strings.Join(d, "\n"))
		}
		if killed < 2 || sent > 2*whole {
			t.Errorf("killed %d times, %d bytes sent for %d", killed, sent, whole)
		}
		rests += ranges
	}
	if rests == 0 {
		t.Error("no file was gone on with")
	}
}

// An interrupted run says so, and goes on by the same command.
func TestDownloadInterrupted(t *testing.T) {
	files := make([]hostedFile, 20)
	for i := range files {
		files[i] = hostedFile{fmt.Sprintf("2020/%02d/picture.png", i), true, somePicture(i, 1000)}
	}
	var mu sync.Mutex
	asked := 0
	var victim *os.Process
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked++
		first := victim != nil && asked > 5
		if asked == 6 && victim != nil {
			victim.Signal(os.Interrupt)
		}
		mu.Unlock()
		if first {
			<-r.Context().Done() // until the program ends
			return
		}
		i, _ := strconv.Atoi(strings.Split(r.URL.Path, "/")[4])
		io.WriteString(w, files[i].body)
	}))
	defer s.Close()
	dir := filepath.Join(t.TempDir(), "site")
	args := []string{"migrate", mediaExport(t, s.URL, files), "-o", dir, "--allow-private"}
	cmd := exec.Command("wp2md", args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	mu.Lock()
	if err := cmd.Start(); err != nil {
		mu.Unlock()
		t.Fatal(err)
	}
	victim = cmd.Process
	mu.Unlock()
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || !strings.Contains(stderr.String(), "interrupted; the same command goes on from here") {
		t.Errorf("exit code %d\n%s", code, stderr.String())
	}
	for _, command := range []string{"check", "retry"} {
		var stdout strings.Builder
		if code := run([]string{command, "-o", dir}, strings.NewReader(""), &stdout, io.Discard); code != exitAttention || !strings.Contains(stdout.String(), "the last run did not come to its end") {
			t.Errorf("%s: exit code %d\n%s", command, code, stdout.String())
		}
	}
	mu.Lock()
	victim, asked = nil, 0
	mu.Unlock()
	migrated(t, exitOK, args[1:]...)
	if asked >= len(files) {
		t.Errorf("%d of %d files fetched again", asked, len(files))
	}
	checkFetched(t, dir, files, nil)
}

// BenchmarkDownload fetches 5,000 images from a server on this machine as
// users do, and tells how many a second and the memory resident at most.
func BenchmarkDownload(b *testing.B) {
	bin := filepath.Join(b.TempDir(), "wp2md")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, n := range []int{500, 5000, 20000} {
		b.Run(fmt.Sprintf("images=%d", n), func(b *testing.B) {
			body := somePicture(1, 50<<10)
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("ETag", `"1"`)
				w.Header().Set("Content-Length", strconv.Itoa(len(body)))
				io.WriteString(w, body)
			}))
			defer s.Close()
			files := make([]hostedFile, n)
			for i := range files {
				files[i] = hostedFile{name: fmt.Sprintf("2020/%02d/picture-%d.png", i%12, i), attached: true}
			}
			export := mediaExport(b, s.URL, files)
			var rss int64
			dir := filepath.Join(memoryFolder(b), "site")
			for b.Loop() {
				if err := os.RemoveAll(dir); err != nil {
					b.Fatal(err)
				}
				cmd := exec.Command(bin, "migrate", export, "-o", dir, "--allow-private", "--quiet")
				if err := cmd.Start(); err != nil {
					b.Fatal(err)
				}
				done := make(chan error)
				go func() { done <- cmd.Wait() }()
				for running := true; running; {
					select {
					case err := <-done:
						if running = false; err != nil {
							b.Fatal(err)
						}
					case <-time.After(20 * time.Millisecond):
						rss = max(rss, resident(cmd.Process.Pid))
					}
				}
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "images/s")
			b.ReportMetric(float64(rss)/1024, "MiB-rss")
		})
	}
}

// resident returns the most memory that a process has had resident, in KiB, if
// the system says. What it tells at the end of a process does not serve: it
// begins with that of the process that started it, which is large here.
func resident(pid int) (kib int64) {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	fmt.Sscan(rest, &kib)
	return kib
}
