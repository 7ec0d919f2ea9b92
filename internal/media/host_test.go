package media

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// fakeWeb answers requests in a bubble of its own time.
type fakeWeb func(r *http.Request) (code int, header http.Header, err error)

func (f fakeWeb) RoundTrip(r *http.Request) (*http.Response, error) {
	code, header, err := f(r)
	if err != nil {
		return nil, err
	}
	if header == nil {
		header = http.Header{}
	}
	header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	return &http.Response{StatusCode: code, Header: header, ContentLength: -1, Body: io.NopCloser(strings.NewReader(png)), Request: r}, nil
}

// play fetches files from a fake web, without jitter, and returns their
// failures and how long it took.
func play(t *testing.T, files []string, web fakeWeb) (failures map[string]string, took time.Duration) {
	failures = map[string]string{}
	parts := partsFolder(t)
	synctest.Test(t, func(t *testing.T) {
		f := newFetch(Options{
			Parts: parts,
			Save:  func(w Want, r io.Reader) error { return nil },
			Done: func(w Want, err error) {
				failures[w.URL] = ""
				if err != nil {
					failures[w.URL] = err.Error()
				}
			},
		})
		f.client.Transport = web
		f.jitter = func() float64 { return 0.5 }
		var wants []Want
		for i, u := range files {
			wants = append(wants, Want{i, fmt.Sprintf("%d.png", i), u})
		}
		start := time.Now()
		if err := f.run(context.Background(), slices.Values(wants)); err != nil {
			t.Error(err)
		}
		took = time.Since(start)
	})
	return failures, took
}

func urls(host string, n int) []string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf("http://%s/%d.png", host, i))
	}
	return list
}

// Each try waits twice as long as the one before.
func TestBackoff(t *testing.T) {
	var at []time.Duration
	var start time.Time
	failures, took := play(t, urls("old.example", 1), func(r *http.Request) (int, http.Header, error) {
		if at == nil {
			start = time.Now()
		}
		at = append(at, time.Since(start))
		return 500, nil, nil
	})
	const s = time.Second
	if want := []time.Duration{0, s / 2, s/2 + s, s/2 + s + 2*s, s/2 + s + 2*s + 4*s}; !slices.Equal(at, want) {
		t.Errorf("tried at %v, want %v", at, want)
	}
	if got := failures["http://old.example/0.png"]; got != "500 Internal Server Error" {
		t.Errorf("got %q after %v", got, took)
	}
}

func TestJitter(t *testing.T) {
	f := newFetch(Options{})
	for n, want := range map[int]time.Duration{1: f.Backoff, 2: 2 * f.Backoff, 6: 32 * f.Backoff, 60: 32 * f.Backoff} {
		f.jitter = func() float64 { return 0 }
		low := f.backoff(n)
		f.jitter = func() float64 { return 1 }
		if high := f.backoff(n); low != want/2 || high != want*3/2 {
			t.Errorf("try %d waits %v to %v", n, low, high)
		}
	}
}

// A server that asks to wait is not asked for anything until then.
func TestRetryAfter(t *testing.T) {
	for _, tt := range []struct {
		value string
		wait  time.Duration
	}{
		{"7", 7 * time.Second},
		{"60", time.Minute},
		{"3600", time.Minute}, // as long as we are ready to
		{"99999999999999999999", time.Minute},
		{"date", 20 * time.Second},
		{"", 500 * time.Millisecond},
		{"soon", 500 * time.Millisecond},
		{"-5", 500 * time.Millisecond},
		{"0", 500 * time.Millisecond},
	} {
		for _, code := range []int{429, 503} {
			var mu sync.Mutex
			asked := 0
			var refused time.Time
			failures, _ := play(t, urls("old.example", 30), func(r *http.Request) (int, http.Header, error) {
				mu.Lock()
				defer mu.Unlock()
				asked++
				if refused.IsZero() {
					refused = time.Now()
					value := tt.value
					if value == "date" {
						value = time.Now().Add(20 * time.Second).UTC().Format(http.TimeFormat)
					}
					return code, http.Header{"Retry-After": {value}}, nil
				}
				if waited := time.Since(refused); waited > 0 && waited < tt.wait {
					t.Errorf("%d, %q: asked after %v", code, tt.value, waited)
				}
				return 200, nil, nil
			})
			if asked != 31 || len(failures) != 30 {
				t.Errorf("%d, %q: asked %d times for %d files", code, tt.value, asked, len(failures))
			}
			for u, cause := range failures {
				if cause != "" {
					t.Errorf("%s: %s", u, cause)
				}
			}
		}
	}
}

// A host that is gone is given up after a few tries, whatever is wrong with
// it, and the others are not kept waiting.
func TestBreaker(t *testing.T) {
	timeout := &net.OpError{Op: "dial", Err: context.DeadlineExceeded}
	for _, tt := range []struct {
		what  string
		code  int
		wait  string
		err   error
		most  int // requests
		time  time.Duration
		cause string
	}{
		{"no such host", 0, "", &net.DNSError{Name: "dead.example", IsNotFound: true}, 5, time.Second, "no such host"},
		{"no DNS", 0, "", &net.DNSError{Name: "dead.example", IsTemporary: true}, 12, 10 * time.Second, "its name cannot be looked up"},
		{"refused", 0, "", &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, 12, 10 * time.Second, "connection refused"},
		{"closed", 0, "", io.EOF, 12, 10 * time.Second, "connection closed without an answer"},
		{"silent", 0, "", timeout, 12, 2 * time.Minute, "does not answer in time"},
		{"trouble", 500, "", nil, 20, 10 * time.Second, "500 Internal Server Error"},
		{"overloaded", 503, "", nil, 20, 2 * time.Minute, "503 Service Unavailable"},
		{"away for days", 503, "864000", nil, 12, 3 * time.Minute, "503 Service Unavailable"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			var asked atomic.Int32
			files := append(append(urls("dead.example", 3000), urls("good.example", 300)...), urls("dead.example:81", 1)...)
			failures, took := play(t, files, func(r *http.Request) (int, http.Header, error) {
				if r.URL.Hostname() == "good.example" {
					return 200, nil, nil
				}
				asked.Add(1)
				if tt.err == error(timeout) {
					time.Sleep(20 * time.Second)
				}
				h := http.Header{}
				if tt.wait != "" {
					h.Set("Retry-After", tt.wait)
				}
				return tt.code, h, tt.err
			})
			if len(failures) != len(files) {
				t.Fatalf("heard of %d of %d files", len(failures), len(files))
			}
			told, good := 0, 0
			for u, cause := range failures {
				switch {
				case strings.Contains(u, "good") && cause == "":
					good++
				case strings.Contains(u, "dead.example/") && strings.HasPrefix(cause, tt.cause) && cause == failures["http://dead.example/2000.png"]:
					told++
				}
			}
			if good != 300 || told != 3000 { // those that were asked for and the others: nobody can tell which were first
				t.Errorf("%d files of the good host, %d told why they were not tried: %q", good, told, failures["http://dead.example/2000.png"])
			}
			if n := int(asked.Load()); n > tt.most || took > tt.time {
				t.Errorf("asked %d times in %v", n, took)
			}
		})
	}
}

// A host that has trouble for a while is not given up, and gets back what it
// had.
func TestRecovery(t *testing.T) {
	var mu sync.Mutex
	var start time.Time
	inFlight, late := 0, 0
	failures, _ := play(t, urls("old.example", 400), func(r *http.Request) (int, http.Header, error) {
		mu.Lock()
		defer mu.Unlock()
		if start.IsZero() {
			start = time.Now()
		}
		if t := time.Since(start); t > 100*time.Millisecond && t < 5*time.Second {
			return 0, nil, errors.New("network is unreachable")
		}
		inFlight++
		if time.Since(start) > 6*time.Second {
			late = max(late, inFlight)
		}
		mu.Unlock()
		time.Sleep(10 * time.Millisecond)
		mu.Lock()
		inFlight--
		return 200, nil, nil
	})
	for u, cause := range failures {
		if cause != "" {
			t.Fatalf("%s: %s", u, cause)
		}
	}
	if late != 4 {
		t.Errorf("%d requests at a time after the trouble", late)
	}
}

// Many files with trouble of their own do not make a host one that is gone.
func TestBrokenFiles(t *testing.T) {
	var n atomic.Int32
	failures, took := play(t, urls("old.example", 200), func(r *http.Request) (int, http.Header, error) {
		if n.Add(1)%3 == 0 {
			return 404, nil, nil
		}
		if strings.HasSuffix(r.URL.Path, "7.png") {
			return 500, nil, nil
		}
		return 200, nil, nil
	})
	given := 0
	for u, cause := range failures {
		if strings.HasPrefix(cause, "500") && !strings.HasSuffix(u, "7.png") {
			given++
		}
	}
	if given > 0 || took > time.Minute {
		t.Errorf("%d files were not tried; %v", given, took)
	}
}
