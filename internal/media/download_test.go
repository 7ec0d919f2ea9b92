package media

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const png = "\x89PNG\r\n\x1a\n"

// picture returns bytes that look like an image, others for each seed.
func picture(seed, size int) string {
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(i*7 + seed*13 + i>>8)
	}
	return png + string(b)
}

// got is what a run brought, by the number of the file.
type got struct {
	mu       sync.Mutex
	files    map[int]string
	failures map[int]string
}

// run fetches files with short waits. The servers of the list may be reached,
// and nothing else that is not public.
func run(t *testing.T, ctx context.Context, o Options, servers []*httptest.Server, wants ...Want) *got {
	t.Helper()
	g := &got{files: map[int]string{}, failures: map[int]string{}}
	if o.Parts == nil {
		o.Parts = partsFolder(t)
	}
	var allowed []netip.AddrPort
	for _, s := range servers {
		allowed = append(allowed, netip.MustParseAddrPort(s.Listener.Addr().String()))
	}
	o.Allow = func(a netip.AddrPort) bool { return slices.Contains(allowed, a) }
	o.Backoff = cmp.Or(o.Backoff, time.Millisecond)
	o.Idle = cmp.Or(o.Idle, 20*time.Second)
	o.Answer = cmp.Or(o.Answer, 20*time.Second)
	o.Save = func(w Want, r io.Reader) error {
		data, err := io.ReadAll(r)
		g.mu.Lock()
		defer g.mu.Unlock()
		g.files[w.Number] = string(data)
		return err
	}
	o.Done = func(w Want, err error) {
		var f *Failure
		if err != nil && !errors.As(err, &f) {
			t.Errorf("%v is no failure", err)
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		if _, saved := g.files[w.Number]; saved != (err == nil) {
			t.Errorf("file %d: saved %v, %v", w.Number, saved, err)
		}
		if _, again := g.failures[w.Number]; again {
			t.Errorf("file %d is done twice", w.Number)
		}
		g.failures[w.Number] = ""
		if f != nil {
			g.failures[w.Number] = f.Cause
		}
	}
	err := Fetch(ctx, slices.Values(wants), o)
	if ctx.Err() == nil && err != nil {
		t.Fatal(err)
	}
	if ctx.Err() == nil && len(g.failures) != len(wants) {
		t.Errorf("heard of %d of %d files", len(g.failures), len(wants))
	}
	return g
}

func partsFolder(t testing.TB) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

func partsIn(t *testing.T, root *os.Root) []string {
	t.Helper()
	list, err := os.ReadDir(root.Name())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func serve(t testing.TB, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = nil
	s.Start()
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

// Each way in which a server can misbehave that concerns one request.
func TestFetchOne(t *testing.T) {
	whole := picture(1, 5000)
	once := func(first, then http.HandlerFunc) http.HandlerFunc {
		var asked atomic.Int32
		return func(w http.ResponseWriter, r *http.Request) {
			if asked.Add(1) == 1 {
				first(w, r)
			} else {
				then(w, r)
			}
		}
	}
	send := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, body) }
	}
	status := func(code int, headers ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for i := 0; i < len(headers); i += 2 {
				w.Header().Set(headers[i], headers[i+1])
			}
			w.WriteHeader(code)
			io.WriteString(w, "<html>sorry</html>")
		}
	}
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
		}
	}
	raw := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				io.WriteString(conn, text)
				conn.Close()
			}
		}
	}
	drip := func(every time.Duration) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, png)
			for {
				if _, err := io.WriteString(w, "x"); err != nil {
					return
				}
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
					return
				case <-time.After(every):
				}
			}
		}
	}
	zipped := func(body string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		io.WriteString(z, body)
		z.Close()
		return b.String()
	}
	for _, tt := range []struct {
		what  string
		serve http.HandlerFunc
		name  string // if not a.png
		want  string // the bytes
		fails string // or the cause
		tries int32  // if it matters
		limit Limits // on time
	}{
		{what: "a picture", serve: send(whole), want: whole, tries: 1},
		{what: "without a length", serve: func(w http.ResponseWriter, r *http.Request) {
			w.(http.Flusher).Flush()
			io.WriteString(w, whole)
		}, want: whole},
		{what: "not found", serve: status(404), fails: "404 Not Found", tries: 1},
		{what: "gone", serve: status(410), fails: "410 Gone", tries: 1},
		{what: "forbidden", serve: status(403), fails: "403 Forbidden", tries: 1},
		{what: "legal reasons", serve: status(451), fails: "451 Unavailable For Legal Reasons", tries: 1},
		{what: "an own status", serve: status(499), fails: "499", tries: 1},
		{what: "no content", serve: func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) }, fails: "204 No Content", tries: 1},
		{what: "trouble once", serve: once(status(500), send(whole)), want: whole, tries: 2},
		{what: "trouble for ever", serve: status(500), fails: "500 Internal Server Error", tries: 5},
		{what: "bad gateway once", serve: once(status(502), send(whole)), want: whole, tries: 2},
		{what: "too early", serve: once(status(425), send(whole)), want: whole, tries: 2},
		{what: "request time-out", serve: once(status(408), send(whole)), want: whole, tries: 2},
		{what: "too many, at once", serve: once(status(429, "Retry-After", "0"), send(whole)), want: whole, tries: 2},
		{what: "too many, later", serve: once(status(429, "Retry-After", "1"), send(whole)), want: whole, tries: 2},
		{what: "too many, before now", serve: once(status(429, "Retry-After", "Mon, 02 Jan 2006 15:04:05 GMT"), send(whole)), want: whole, tries: 2},
		{what: "too many, nonsense", serve: once(status(429, "Retry-After", "-7 years"), send(whole)), want: whole, tries: 2},
		{what: "away for days", serve: once(status(503, "Retry-After", "864000"), send(whole)), want: whole, tries: 2},
		{what: "not implemented", serve: status(501), fails: "501 Not Implemented", tries: 1},
		{what: "truncated once", serve: once(raw("HTTP/1.1 200 OK\r\nContent-Length: 5008\r\n\r\n"+whole[:3000]), send(whole)), want: whole, tries: 2},
		{what: "truncated", serve: raw("HTTP/1.1 200 OK\r\nContent-Length: 5008\r\n\r\n" + whole[:3000]), fails: "ended early", tries: 5},
		{what: "truncated in chunks", serve: raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + whole[:16] + "\r\n"), fails: "ended early", tries: 5},
		{what: "cut before the answer", serve: once(raw(""), send(whole)), want: whole, tries: 2},
		{what: "no HTTP", serve: raw("SSH-2.0-OpenSSH\r\n"), fails: "no answer in HTTP"},
		{what: "endless", serve: func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, png)
			for b := bytes.Repeat([]byte("x"), 32<<10); ; {
				if _, err := w.Write(b); err != nil {
					return
				}
			}
		}, fails: "larger than files of its kind are", tries: 1},
		{what: "says that it is huge", serve: raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + png), fails: "larger than files of its kind are", tries: 1},
		{what: "stalls before the answer", serve: func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, fails: "does not answer in time", limit: Limits{Answer: 100 * time.Millisecond}},
		{what: "stalls", serve: func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, whole[:100])
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, fails: "no bytes for too long", tries: 3, limit: Limits{Idle: 200 * time.Millisecond}},
		{what: "drips", serve: drip(5 * time.Millisecond), fails: "too slow to ever end", limit: Limits{Idle: 300 * time.Millisecond}},
		{what: "takes its time", serve: drip(5 * time.Millisecond), fails: "took too long", limit: Limits{Total: 100 * time.Millisecond}},
		{what: "a page as an image", serve: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			io.WriteString(w, "<!doctype html><title>Sorry</title>")
		}, fails: "a web page, not the file", tries: 1},
		{what: "an empty body", serve: send(""), fails: "empty", tries: 1},
		{what: "another type of image", serve: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "image/jpeg")
			io.WriteString(w, "RIFF\x24\x00\x00\x00WEBPVP8 ")
		}, name: "a.jpg", want: "RIFF\x24\x00\x00\x00WEBPVP8 "},
		{what: "a PDF", serve: send("%PDF-1.4\nhello"), name: "a.pdf", want: "%PDF-1.4\nhello"},
		{what: "encoded though not asked for", serve: func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Accept-Encoding") != "identity" {
				w.WriteHeader(406)
			}
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, zipped(whole))
		}, want: whole},
		{what: "encoded and cut", serve: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, zipped(whole)[:200])
		}, fails: "ended early"},
		{what: "a bomb", serve: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, zipped(png+strings.Repeat("\x00", 3<<20)))
		}, fails: "larger than files of its kind are", tries: 1},
		{what: "a page in an encoding", serve: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, zipped("<html><body>"))
		}, fails: "a web page, not the file", tries: 1},
		{what: "another encoding", serve: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			io.WriteString(w, whole)
		}, fails: `in an encoding that was not asked for: "br"`, tries: 1},
		{what: "a compressed file that says so", serve: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "x-gzip")
			io.WriteString(w, zipped("tar"))
		}, name: "a.tar.gz", want: zipped("tar")},
		{what: "a redirect", serve: once(redirect("/b.png"), send(whole)), want: whole, tries: 2},
		{what: "a redirect loop", serve: redirect("/a.png"), fails: "redirects without end", tries: 11},
		{what: "a redirect to no web", serve: redirect("file:///etc/passwd"), fails: "not an http address", tries: 1},
		{what: "a redirect to nowhere", serve: status(302), fails: "302 Found", tries: 1},
		{what: "a redirect to the login", serve: once(redirect("/wp-login.php?to=1"), send(whole)), fails: "redirected to the login"},
		{what: "a redirect to the home page", serve: once(redirect("/"), send(whole)), fails: "redirected to the home page"},
		{what: "headers without end", serve: raw("HTTP/1.1 200 OK\r\nX-A: " + strings.Repeat("a", 1<<20) + "\r\n\r\n"), fails: "no answer in HTTP"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			var count atomic.Int32
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				count.Add(1)
				tt.serve(w, r)
			})
			name := tt.name
			if name == "" {
				name = "a.png"
			}
			parts := partsFolder(t)
			o := Options{Parts: parts, Limits: tt.limit}
			o.MaxImage, o.MaxSize, o.MaxUnsized, o.MaxWait = 1<<20, 1<<20, 1<<20, 50*time.Millisecond
			g := run(t, t.Context(), o, []*httptest.Server{s}, Want{0, "images/" + name, s.URL + "/" + name})
			if g.failures[0] != tt.fails || g.files[0] != tt.want {
				t.Errorf("got %q, %d bytes; want %q, %d bytes", g.failures[0], len(g.files[0]), tt.fails, len(tt.want))
			}
			if n := count.Load(); tt.tries > 0 && n != tt.tries {
				t.Errorf("asked %d times, want %d", n, tt.tries)
			}
			if left := partsIn(t, parts); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

// A redirect to an address that is not public is refused when it is dialled,
// and never asked.
func TestFetchPrivate(t *testing.T) {
	var reached atomic.Bool
	secret := serve(t, func(w http.ResponseWriter, r *http.Request) { reached.Store(true); io.WriteString(w, png) })
	_, port, _ := net.SplitHostPort(secret.Listener.Addr().String())
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		to := strings.TrimPrefix(r.URL.Path, "/") + "?" + r.URL.RawQuery
		if _, again, ok := strings.Cut(to, "hop/"); ok {
			to = "/" + again
		} else {
			to = "http://" + strings.ReplaceAll(to, "PORT", port)
		}
		http.Redirect(w, r, to, http.StatusFound)
	})
	var wants []Want
	for i, to := range []string{
		"127.0.0.1:PORT/a.png", "localhost:PORT/a.png", "[::1]:PORT/a.png", "[::ffff:127.0.0.1]:PORT/a.png", "0.0.0.0:PORT/a.png", "0:PORT/a.png",
		"2130706433:PORT/a.png", "0x7f000001:PORT/a.png", "0177.0.0.1:PORT/a.png", "127.1:PORT/a.png",
		"169.254.169.254/latest/a.png", "10.0.0.1/a.png", "[fd00:ec2::254]/a.png", "[64:ff9b::7f00:1]:PORT/a.png",
		"hop/127.0.0.1:PORT/a.png", "hop/hop/user:password@127.0.0.1:PORT/a.png",
	} {
		wants = append(wants, Want{i, "images/a.png", s.URL + "/" + to})
	}
	direct := []string{secret.URL + "/a.png", "http://localhost:" + port + "/a.png"}
	for _, u := range direct {
		wants = append(wants, Want{len(wants), "images/a.png", u})
	}
	g := run(t, t.Context(), Options{}, []*httptest.Server{s}, wants...)
	for i, w := range wants {
		// How numbers are spelled is for the system to read, or not to know.
		if cause := g.failures[i]; !strings.Contains(cause, "private address") && !strings.Contains(cause, "host") {
			t.Errorf("%s: %q", w.URL, cause)
		}
	}
	if reached.Load() || len(g.files) > 0 {
		t.Error("a private address was reached")
	}
}

// An attempt that was cut goes on where it ended, if the file is still the
// same.
func TestFetchResume(t *testing.T) {
	old, new := picture(1, 300_000), picture(2, 300_000)
	type answer func(w http.ResponseWriter, r *http.Request, body string)
	cut := func(w http.ResponseWriter, r *http.Request, body string) {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		io.WriteString(w, body[:200_000])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	ranged := func(w http.ResponseWriter, r *http.Request, body string) {
		modified, _ := http.ParseTime(w.Header().Get("Last-Modified"))
		http.ServeContent(w, r, "", modified, strings.NewReader(body))
	}
	ignored := func(w http.ResponseWriter, r *http.Request, body string) { io.WriteString(w, body) }
	wrong := func(w http.ResponseWriter, r *http.Request, body string) {
		if r.Header.Get("Range") == "" {
			ignored(w, r, body)
			return
		}
		w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-%d/%d", len(body)-1, len(body)))
		w.WriteHeader(http.StatusPartialContent)
		io.WriteString(w, body)
	}
	past := time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat)
	for _, tt := range []struct {
		what        string
		header      string
		first, then string // values of the header
		body        string // of the second answer
		answer      answer
		ranged      bool // the second request asks for a part
		less        bool // and gets only that
	}{
		{"strong tag", "ETag", `"1"`, `"1"`, old, ranged, true, true},
		{"date", "Last-Modified", past, past, old, ranged, true, true},
		{"changed since", "ETag", `"1"`, `"2"`, new, ranged, true, false},
		{"date changed since", "Last-Modified", past, time.Now().Add(-time.Minute).UTC().Format(http.TimeFormat), new, ranged, true, false},
		{"range ignored", "ETag", `"1"`, `"1"`, old, ignored, true, false},
		{"range ignored, changed", "ETag", `"1"`, `"2"`, new, ignored, true, false},
		{"another range", "ETag", `"1"`, `"1"`, old, wrong, true, false},
		{"weak tag", "ETag", `W/"1"`, `W/"1"`, new, ranged, false, false},
		{"date of just now", "Last-Modified", time.Now().UTC().Format(http.TimeFormat), "", new, ranged, false, false},
		{"nothing to go by", "X", "1", "1", new, ranged, false, false},
		{"an encoding", "Content-Encoding", "gzip", "", old, ignored, false, false},
	} {
		for _, restarted := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/restarted=%v", tt.what, restarted), func(t *testing.T) {
				t.Parallel()
				var n, sent atomic.Int32
				ctx, cancel := context.WithCancel(t.Context())
				var mu sync.Mutex
				var ranges []string
				s := serve(t, func(w http.ResponseWriter, r *http.Request) {
					mu.Lock()
					ranges = append(ranges, r.Header.Get("Range"))
					mu.Unlock()
					if n.Add(1) == 1 {
						w.Header().Set(tt.header, tt.first)
						old := old
						if tt.first == "gzip" {
							w.Header().Set("ETag", `"1"`)
							old = stored(old)
						}
						if restarted {
							w.Header().Set("Content-Length", strconv.Itoa(len(old)))
							io.WriteString(w, old[:200_000])
							w.(http.Flusher).Flush()
							<-r.Context().Done()
							return
						}
						cut(w, r, old)
						return
					}
					if tt.then != "" {
						w.Header().Set(tt.header, tt.then)
					}
					if r.Header.Get("If-Range") != "" && tt.then != tt.first {
						r.Header.Del("Range")
					}
					tt.answer(w, r, tt.body)
				})
				o := Options{Parts: partsFolder(t), Limits: Limits{Idle: time.Minute}}
				var came atomic.Int64
				o.Received = func(n int) {
					if came.Add(int64(n)) == 200_000 && restarted {
						cancel()
					}
					sent.Add(int32(n))
				}
				want := Want{0, "images/a.png", s.URL + "/a.png"}
				g := run(t, ctx, o, []*httptest.Server{s}, want)
				if restarted {
					if len(g.files)+len(g.failures) > 0 {
						t.Fatal("the first run came to an end")
					}
					g = run(t, t.Context(), o, []*httptest.Server{s}, want)
				}
				if g.files[0] != tt.body {
					t.Errorf("got %d bytes, %q; want %d", len(g.files[0]), g.failures[0], len(tt.body))
				}
				want2 := ""
				if tt.ranged {
					want2 = "bytes=200000-"
				}
				if len(ranges) < 2 || ranges[1] != want2 {
					t.Errorf("asked for %q", ranges)
				}
				if less := int(sent.Load()) == len(old); less != tt.less {
					t.Errorf("%d bytes came", sent.Load())
				}
				if left := partsIn(t, o.Parts); len(left) > 0 {
					t.Errorf("left behind: %q", left)
				}
				cancel()
			})
		}
	}
}

// stored returns a text as gzip without compression has it.
func stored(s string) string {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.NoCompression)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// Parts that say nothing, or something else, are no reason to fail.
func TestFetchOddParts(t *testing.T) {
	body := picture(1, 1000)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(body))
	})
	url := s.URL + "/a.png"
	line := func(size int) string { return fmt.Sprintf(`{"url":%q,"etag":"\"1\"","size":%d}`+"\n", url, size) }
	for what, part := range map[string]string{
		"empty": "", "no line": "abc", "a cut line": line(1008)[:20], "not JSON": "abc\n" + body[:100],
		"of another address": strings.Replace(line(1008), "a.png", "b.png", 1) + "xxxx", "no validator": fmt.Sprintf(`{"url":%q}`+"\n", url) + "xxx",
		"only a line": line(1008), "half": line(1008) + body[:500], "whole": line(1008) + body, "too long": line(1008) + body + "x",
		"of unknown size": line(-1) + body[:500], "whole, of unknown size": line(-1) + body, "too long, of unknown size": line(-1) + body + "xxx",
		"a long line": `{"url":"` + strings.Repeat("x", 100_000) + `"}` + "\n",
	} {
		root := partsFolder(t)
		if err := root.WriteFile(partName("images/a.png", url), []byte(part), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := root.WriteFile("0000.part", []byte("of a file that nobody wants any more"), 0o666); err != nil {
			t.Fatal(err)
		}
		g := run(t, t.Context(), Options{Parts: root}, []*httptest.Server{s}, Want{0, "images/a.png", url})
		if g.files[0] != body {
			t.Errorf("%s: got %q, %d bytes", what, g.failures[0], len(g.files[0]))
		}
		if left := partsIn(t, root); len(left) > 0 {
			t.Errorf("%s: left behind: %q", what, left)
		}
	}
}

// Names of files with letters of all kinds are asked for as the server has
// them.
func TestFetchNames(t *testing.T) {
	files := map[string]string{
		"/caf\u00e9.png": picture(1, 10), "/u\u0308ber.png": picture(2, 10), "/100%.png": picture(3, 10), "/my photo (2).png": picture(4, 10), "/a+b&c.png": picture(5, 10),
		"/\u697d\u713c.png": picture(6, 10), "/it's.png": picture(7, 10),
	}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, ok := files[r.URL.Path]
		if !ok {
			w.WriteHeader(404)
			return
		}
		io.WriteString(w, body)
	})
	asked := []struct{ url, file string }{
		{"/caf\u00e9.png", "/caf\u00e9.png"}, {"/caf%C3%A9.png", "/caf\u00e9.png"}, {"/cafe\u0301.png", "/caf\u00e9.png"}, // composed otherwise
		{"/\u00fcber.png", "/u\u0308ber.png"}, {"/100%.png", "/100%.png"}, {"/100%25.png", "/100%.png"}, {"/my photo (2).png", "/my photo (2).png"},
		{"/my%20photo%20%282%29.png", "/my photo (2).png"}, {"/a+b&c.png", "/a+b&c.png"}, {"/%E6%A5%BD%E7%84%BC.png", "/\u697d\u713c.png"}, {"/it's.png", "/it's.png"},
	}
	var wants []Want
	for i, a := range asked {
		wants = append(wants, Want{i, fmt.Sprintf("images/%d.png", i), s.URL + a.url})
	}
	g := run(t, t.Context(), Options{}, []*httptest.Server{s}, wants...)
	for i, a := range asked {
		if g.files[i] != files[a.file] {
			t.Errorf("%s: %q", a.url, g.failures[i])
		}
	}
	g = run(t, t.Context(), Options{}, nil, Want{0, "a.png", "ftp://old.example/a.png"}, Want{1, "b.png", "http://"})
	if want := map[int]string{0: "not an http address", 1: "not the name of a host"}; !maps.Equal(g.failures, want) {
		t.Errorf("got %v", g.failures)
	}
}

// What is asked of a server says who asks, and nothing of the user.
func TestFetchRequest(t *testing.T) {
	var mu sync.Mutex
	var headers []http.Header
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		headers = append(headers, r.Header)
		mu.Unlock()
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
		if r.URL.Path == "/a.png" {
			http.Redirect(w, r, "http://user:secret@"+r.Host+"/b.png", http.StatusFound)
			return
		}
		io.WriteString(w, png)
	})
	run(t, t.Context(), Options{Agent: "wp2md/1"}, []*httptest.Server{s}, Want{0, "a.png", strings.Replace(s.URL, "//", "//me:secret@", 1) + "/a.png"})
	if len(headers) != 2 {
		t.Fatalf("asked %d times", len(headers))
	}
	for _, h := range headers {
		if h.Get("User-Agent") != "wp2md/1" || h.Get("Authorization") != "" || h.Get("Cookie") != "" {
			t.Errorf("asked with %v", h)
		}
	}
}

// A host gets only so many requests at a time, all together so many.
func TestFetchPolite(t *testing.T) {
	var overall, mostOverall atomic.Int32
	peak := func(now, most *atomic.Int32, f func()) {
		n := now.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		f()
		now.Add(-1)
	}
	var servers []*httptest.Server
	most := make([]atomic.Int32, 3)
	for i := range most {
		now := new(atomic.Int32)
		servers = append(servers, serve(t, func(w http.ResponseWriter, r *http.Request) {
			peak(&overall, &mostOverall, func() {
				peak(now, &most[i], func() { time.Sleep(2 * time.Millisecond); io.WriteString(w, png) })
			})
		}))
	}
	var wants []Want
	for i := range 90 {
		wants = append(wants, Want{i, "a.png", fmt.Sprintf("%s/%d.png", servers[i%3].URL, i)})
	}
	g := run(t, t.Context(), Options{Limits: Limits{PerHost: 3, Overall: 5}}, servers, wants...)
	if len(g.files) != 90 {
		t.Errorf("got %d files", len(g.files))
	}
	for i := range most {
		if n := most[i].Load(); n > 3 {
			t.Errorf("host %d got %d requests at a time", i, n)
		}
	}
	if n := mostOverall.Load(); n > 5 || n < 2 {
		t.Errorf("%d requests at a time", n)
	}
}

// A run that is cancelled ends soon, and says nothing of files it did not
// get.
func TestFetchCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var n atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) > 3 {
			cancel()
			<-r.Context().Done()
			return
		}
		io.WriteString(w, png)
	})
	var wants []Want
	for i := range 2000 {
		wants = append(wants, Want{i, "a.png", fmt.Sprintf("%s/%d.png", s.URL, i)})
	}
	g := run(t, ctx, Options{Limits: Limits{Idle: time.Hour, Answer: time.Hour}}, []*httptest.Server{s}, wants...)
	for i, cause := range g.failures {
		if cause != "" {
			t.Errorf("file %d: %q", i, cause)
		}
	}
	if len(g.files) > 10 {
		t.Errorf("got %d files", len(g.files))
	}
}

// A certificate that is not valid is never passed over, and asked for once.
func TestFetchCertificate(t *testing.T) {
	var reached atomic.Int32
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { reached.Add(1); io.WriteString(w, png) }))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	plain := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, s.URL+r.URL.Path, http.StatusMovedPermanently)
	})
	var wants []Want
	for i := range 40 {
		wants = append(wants, Want{i, "a.png", fmt.Sprintf("%s/%d.png", s.URL, i)}, Want{100 + i, "a.png", fmt.Sprintf("%s/%d.png", plain.URL, i)})
	}
	g := run(t, t.Context(), Options{}, []*httptest.Server{s, plain}, wants...)
	for i, cause := range g.failures {
		if !strings.Contains(cause, "nobody that this system trusts has signed its certificate") {
			t.Errorf("file %d: %q", i, cause)
		}
	}
	if reached.Load() > 0 || len(g.files) > 0 {
		t.Error("a server without a valid certificate was asked")
	}
}

// A proxy would reach what the guard is to refuse.
func TestNoProxy(t *testing.T) {
	limits := &Limits{}
	limits.setDefaults()
	if p := newClient(&guard{}, limits).Transport.(*http.Transport).Proxy; p != nil {
		t.Error("there is a proxy")
	}
	if p := newClient(&guard{private: true}, limits).Transport.(*http.Transport).Proxy; p == nil {
		t.Error("there is no proxy though private addresses are allowed")
	}
}

// A folder that cannot be written to is a cause like any other.
func TestFetchUnwritable(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, png) })
	parts := partsFolder(t)
	if err := parts.Mkdir(partName("a.png", s.URL+"/a.png"), 0o777); err != nil {
		t.Fatal(err)
	}
	g := run(t, t.Context(), Options{Parts: parts}, []*httptest.Server{s}, Want{0, "a.png", s.URL + "/a.png"}, Want{1, "b.png", s.URL + "/b.png"})
	if !strings.HasPrefix(g.failures[0], "cannot be written: ") || g.files[1] != png {
		t.Errorf("got %v", g.failures)
	}
}
