package live

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// answers is a site that answers everything itself.
type answers func(w http.ResponseWriter, r *http.Request)

func (f answers) RoundTrip(r *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	f(rec, r)
	resp := rec.Result()
	resp.Request = r
	return resp, r.Context().Err()
}

// A site that is no WordPress, and one that lets in none but browsers, are named
// and not fetched.
func TestNoWordPress(t *testing.T) {
	const page = `<!DOCTYPE html><html lang="en"><head><title>Bakery</title><meta property="og:type" content="article"></head><body><main><article><h1>Bread</h1>
<time datetime="2014-03-01">1 March</time><p>We bake bread every day, and have done so for a hundred years. <a href="/rye/">Rye</a></p></article></main></body></html>`
	cloudflare := func(status int) answers {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(status)
			io.WriteString(w, `<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt = {cvId: '3'};</script></body></html>`)
		}
	}
	for _, c := range []struct {
		name        string
		site        answers
		want, hint  string
		most, least int // requests
	}{
		{"a site of another kind", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, page) }, "no page that was read has a mark of a WordPress", "is it the address of a WordPress?", 100, 1},
		{"one page for every address, without end", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, `<html><body><article><h1>%[1]s</h1><p>Words of a page.</p></article><a href="%[1]sx/">on</a> <a href="%[1]sy/">on</a></body></html>`, r.URL.Path)
		}, "no page that was read has a mark of a WordPress", "is it the address of a WordPress?", 100, 1},
		{"Cloudflare, 403", cloudflare(403), "a test whether a browser asks", "let the address of this machine in", 3, 1},
		{"Cloudflare, 503", cloudflare(503), "a test whether a browser asks", "let the address of this machine in", 3, 1},
		{"SiteGround, 202", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(202)
			io.WriteString(w, `<html><head><link rel="icon" href="data:;"><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F&y=ipc:192.0.2.1"></head></html>`)
		}, "a test whether a browser asks", "let the address of this machine in", 3, 1},
		{"AWS", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("x-amzn-waf-action", "challenge")
			w.WriteHeader(202)
		}, "a test whether a browser asks", "let the address of this machine in", 3, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var mu sync.Mutex
			n := 0
			counted := answers(func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				n++
				mu.Unlock()
				if r.URL.Path == "/robots.txt" {
					w.WriteHeader(404)
					return
				}
				c.site(w, r)
			})
			synctest.Test(t, func(t *testing.T) {
				_, err := Fetch(context.Background(), "http://bakery.example", Options{Folder: t.TempDir(), Transport: counted})
				var hint interface{ Hint() string }
				if err == nil || !strings.Contains(err.Error(), c.want) || !errors.As(err, &hint) || !strings.Contains(hint.Hint(), c.hint) {
					t.Errorf("got %v", err)
				}
			})
			if n > c.most || n < c.least {
				t.Errorf("%d requests", n)
			}
		})
	}
}

// A page of a WordPress may name what protects it.
func TestChallenged(t *testing.T) {
	const form = `<html><body><div class="entry-content">%s<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script></div></body></html>`
	for _, c := range []struct {
		status int
		body   string
		want   bool
	}{
		{200, fmt.Sprintf(form, `<img src="/wp-content/uploads/a.png">`), false},
		{403, fmt.Sprintf(form, ""), true},
		{403, "<html><body>Forbidden</body></html>", false},
		{200, "_cf_chl_opt is a name in a text file", false},
	} {
		if got := challenged(c.status, http.Header{}, []byte(c.body)); got != c.want {
			t.Errorf("%d %s: %v", c.status, c.body, got)
		}
	}
}

// Why nothing comes is told before each wait.
func TestWaits(t *testing.T) {
	var said []string
	synctest.Test(t, func(t *testing.T) {
		busy := answers(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(503) })
		began, last := time.Now(), time.Now()
		_, err := Fetch(context.Background(), "http://busy.example", Options{Folder: t.TempDir(), Transport: busy, IgnoreRobots: true, Progress: func(p Progress) {
			if p.Waiting != "" {
				said, last = append(said, p.Waiting), time.Now()
			}
		}})
		if err == nil {
			t.Error("a site that is busy was fetched")
		}
		if silent := last.Sub(began); silent < 30*time.Second {
			t.Errorf("the last is said after %v", silent)
		}
	})
	want := "http://busy.example/: 503 Service Unavailable; asking again in 2s, 2 of 6"
	if len(said) < 5 || said[0] != want {
		t.Errorf("said %q, want %q first", said, want)
	}
}
