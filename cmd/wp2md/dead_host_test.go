package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/wp2md/wp2md/internal/media"
)

// A host that is dead, in whichever way, is asked by several goroutines at once, and
// which of them meets it first differs from run to run. What is recorded does not: nine
// runs leave the same bytes.
func TestDeadHostAgain(t *testing.T) {
	t.Parallel()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	refuses := "http://" + closed.Addr().String()
	closed.Close()
	serve := func(h http.HandlerFunc) string {
		s := httptest.NewServer(h)
		t.Cleanup(s.Close)
		return s.URL
	}
	hang := make(chan struct{})
	t.Cleanup(func() { close(hang) })
	breaksOff := func(w http.ResponseWriter, _ *http.Request) {
		if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
			c.Close()
		}
	}
	const silent = "does not answer"
	for _, host := range []struct{ does, url string }{
		{"refuses", refuses},
		{silent, serve(func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-hang:
			case <-r.Context().Done():
			}
		})},
		{"has none of the files", serve(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })},
		{"closes", serve(breaksOff)},
		{"fails", serve(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })},
		{"does each of these", serve(func(w http.ResponseWriter, r *http.Request) {
			n, _ := strconv.Atoi(strings.TrimSuffix(r.URL.Path[strings.LastIndexByte(r.URL.Path, '-')+1:], ".png"))
			switch n % 3 {
			case 0:
				w.WriteHeader(http.StatusNotFound)
			case 1:
				breaksOff(w, r)
			default:
				io.WriteString(w, somePicture(n, 100))
			}
		})},
	} {
		t.Run(host.does, func(t *testing.T) {
			t.Parallel()
			var files []hostedFile
			for i := range 40 {
				files = append(files, hostedFile{name: fmt.Sprintf("2020/01/p-%d.png", i), attached: i%2 == 0})
			}
			export := mediaExport(t, host.url, files)
			var first map[string][]byte
			wait := 20 * time.Second // longer than a busy machine takes to answer
			if host.does == silent {
				wait = 50 * time.Millisecond
			}
			for n := range 9 {
				dir := filepath.Join(t.TempDir(), "site")
				var out, errs bytes.Buffer
				a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, allow: func(netip.AddrPort) bool { return true },
					limits: media.Limits{Tries: 2, Backoff: time.Millisecond, Answer: wait, Idle: wait}}
				if code := a.run([]string{"migrate", export, "-o", dir, "--jobs", "8", "--quiet"}); code != exitAttention {
					t.Fatalf("run %d: exit code %d: %s", n, code, &errs)
				}
				got := map[string][]byte{}
				for _, name := range []string{"manifest.jsonl", "report.json", "report.html", "media-urls.txt"} {
					raw, err := os.ReadFile(filepath.Join(dir, ".wp2md", name))
					if err != nil {
						t.Fatal(err)
					}
					got[name] = raw
				}
				if first == nil {
					first = got
					continue
				}
				for name, raw := range got {
					if !bytes.Equal(raw, first[name]) {
						t.Fatalf("run %d: another %s:\n%s", n, name, firstDifference(raw, first[name]))
					}
				}
			}
		})
	}
}

// firstDifference returns the lines in which two texts differ first.
func firstDifference(a, b []byte) string {
	x, y := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range min(len(x), len(y)) {
		if !bytes.Equal(x[i], y[i]) {
			return fmt.Sprintf("%.600s\n%.600s", x[i], y[i])
		}
	}
	return "one is longer"
}
