package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wp2md/wp2md/internal/neterror"
	"github.com/wp2md/wp2md/internal/safedial"
)

const userAgent = "wp2md (+https://github.com/wp2md/wp2md)"

// A client asks one site, and nothing else: politely, again when that can help,
// and never twice for what the journal holds.
type client struct {
	opt     Options
	root    *url.URL   // as the user named it, with a slash at the end
	home    *url.URL   // as the site names itself: root, unless it is served under another name
	names   []*url.URL // other names of it, whose addresses are asked of root
	http    *http.Client
	pace    *pace
	journal *journal
	robots  robots
	credits bool // the user's name and password are sent

	requests, reused atomic.Int64
	failures         atomic.Int32 // in a row
	met              atomic.Bool  // the site has answered
	wordpress        atomic.Bool  // it has shown that it is one
	waits            func(why string)

	mu   sync.Mutex
	down error // why nothing more is asked
}

const (
	mostFailures  = 20
	mostHops      = 10
	mostBytes     = 64 << 20
	mostPageBytes = 16 << 20
	mostRetryWait = 2 * time.Minute
	idleTimeout   = 30 * time.Second

	connectTimeout = 20 * time.Second
	answerTimeout  = time.Minute
	wholeTimeout   = 5 * time.Minute
)

func newClient(opt Options, root *url.URL, j *journal) *client {
	c := &client{opt: opt, root: root, home: root, journal: j, pace: newPace(opt.Jobs, opt.Gap), credits: opt.User != ""}
	if opt.Local {
		c.pace = newPace(opt.Jobs, 0)
		c.pace.least, c.pace.gap, c.pace.limit = 0, 0, float64(opt.Jobs)
	}
	rt := opt.Transport
	if rt == nil {
		rt = newTransport(root, opt.AllowPrivate)
	}
	c.waits = func(string) {}
	c.http = &http.Client{
		Transport:     rt,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// newTransport reaches the host that the user named wherever it is, and others
// only in the public internet.
func newTransport(root *url.URL, private bool) *http.Transport {
	proxied := false
	if p, err := http.ProxyFromEnvironment(&http.Request{URL: root}); err == nil && p != nil {
		proxied = true
	}
	free := &net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}
	guarded := &net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second, Control: safedial.Control(nil)}
	named := address(root)
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			if private || proxied || strings.EqualFold(addr, named) {
				return free.DialContext(ctx, network, addr)
			}
			return guarded.DialContext(ctx, network, addr)
		},
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        90 * time.Second,
		TLSHandshakeTimeout:    connectTimeout,
		ResponseHeaderTimeout:  answerTimeout,
		MaxResponseHeaderBytes: 256 << 10,
	}
}

// address returns host and port as they are dialled.
func address(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// ours reports whether an address is one of the named site: of its host, with
// or without www, whichever the scheme, or of another of its names.
func (c *client) ours(u *url.URL) bool {
	if u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return false
	}
	return sameHost(u, c.root) || slices.ContainsFunc(c.names, func(n *url.URL) bool { return sameHost(u, n) })
}

func sameHost(u, v *url.URL) bool {
	return bareHost(u) == bareHost(v) && (u.Port() == v.Port() || standardPort(u) && standardPort(v))
}

func bareHost(u *url.URL) string {
	return strings.TrimPrefix(strings.TrimSuffix(strings.ToLower(u.Hostname()), "."), "www.")
}

func standardPort(u *url.URL) bool { return u.Port() == "" || u.Port() == "80" || u.Port() == "443" }

// request is one question to the site.
type request struct {
	url    string
	auth   bool   // with the user's name and password, if there are any
	accept string // media types
	tag    string // under which the journal finds it again
	most   int    // bytes of the answer
	free   bool   // robots.txt does not matter
	fresh  bool   // what an earlier run was told does not count
	check  func(*answer) error
}

// answer is what the site said.
type answer struct {
	status int
	final  *url.URL // where it was found after redirects
	header func(string) string
	body   []byte
	key    string
}

// kept are the headers that the journal keeps.
var kept = []string{"Content-Type", "Etag", "Last-Modified", "Link", "X-Wp-Total", "X-Wp-Totalpages"}

// failure is an answer that could not be had.
type failure struct {
	url    string
	status int // of HTTP, 0 if there was none
	why    error
}

func (e *failure) Error() string {
	var net *neterror.Error
	switch {
	case errors.As(e.why, &net) && net.Kind.OfHost():
		return net.Error()
	case net != nil:
		return e.url + ": " + net.Cause
	case e.why == nil:
		return fmt.Sprintf("%s: %d %s", e.url, e.status, http.StatusText(e.status))
	}
	return fmt.Sprintf("%s: %v", e.url, e.why)
}

func (e *failure) Unwrap() error { return e.why }

var (
	errForeign  = errors.New("leads to another site")
	errHops     = errors.New("redirected in a circle")
	errTooLarge = errors.New("too large")
	errStalled  = errors.New("no more of the answer came for 30 s")
	errLogin    = errors.New("leads to a login")
	errRobots   = errors.New("robots.txt asks not to")
)

// downError says that the site does not answer any more.
type downError struct{ last error }

func (e *downError) Error() string {
	return fmt.Sprintf("%d requests in a row failed, the last: %v", mostFailures, e.last)
}
func (e *downError) Unwrap() error { return e.last }
func (e *downError) Hint() string {
	return "the same command goes on from here when the site answers again"
}

// get asks for an address. Answers of status 200 have passed the check; others
// are those that asking again will not change. Everything else is a *failure,
// a *downError, or the error of the context.
func (c *client) get(ctx context.Context, r request) (*answer, error) {
	key := r.url
	if r.auth = r.auth && c.credits; r.auth {
		key = "auth " + key
	}
	if c.opt.Local {
		return c.look(ctx, r, key)
	}
	e := c.journal.answer(key, false)
	if e == nil && c.opt.Fixed {
		if e = c.journal.answer(key, true); e != nil && e.Status != 200 {
			e = nil
		}
	}
	if e != nil {
		if a, err := c.recall(e); err == nil {
			c.notice(a)
			return a, nil
		}
	}
	if !r.free && !c.allowed(r.url) {
		return nil, &failure{url: r.url, why: errRobots}
	}
	var old *entry
	if !r.fresh {
		if e := c.journal.answer(key, true); e != nil && e.Status == 200 {
			old = e
		}
	}
	for try := 1; ; try++ {
		if err := c.stopped(ctx); err != nil {
			return nil, err
		}
		if err := c.pace.begin(ctx); err != nil {
			return nil, err
		}
		began := time.Now()
		e, body, wait, err := c.ask(ctx, r, key, old)
		if ctx.Err() != nil {
			c.pace.end(0, false, 0)
			return nil, ctx.Err()
		}
		busy := e.Status == 429 || e.Status == 503
		if busy && wait == 0 {
			wait = time.Second << min(try, 6)
		}
		c.pace.end(time.Since(began), busy, wait)
		var a *answer
		if err == nil {
			a = newAnswer(e, body)
			if e.Status == 200 && r.check != nil {
				err = r.check(a)
			}
		}
		if err == nil && !again(e.Status) {
			c.failures.Store(0)
			c.met.Store(true)
			c.notice(a)
			if err := c.journal.put(e, body); err != nil {
				return nil, err
			}
			return a, nil
		}
		fail := &failure{r.url, e.Status, err}
		if final(err) || c.unmet(err) || try >= tries(e.Status) {
			if e.Status == 0 || busy || errors.Is(err, errChallenge) {
				c.failed(fail)
			}
			return nil, fail
		}
		if !busy {
			wait = time.Second << (try - 1)
		}
		c.waits(fmt.Sprintf("%v; asking again in %s, %d of %d", fail, wait.Round(time.Second), try+1, tries(e.Status)))
		if !busy {
			if err := sleep(ctx, wait); err != nil {
				return nil, err
			}
		}
	}
}

// look reads an answer out of files, which is the same whenever it is read and
// needs no copy.
func (c *client) look(ctx context.Context, r request, key string) (*answer, error) {
	if err := c.stopped(ctx); err != nil {
		return nil, err
	}
	e, body, _, err := c.ask(ctx, r, key, nil)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, &failure{r.url, e.Status, err}
	}
	a := newAnswer(e, body)
	if e.Status == 200 && r.check != nil {
		if err := r.check(a); err != nil {
			return nil, &failure{r.url, e.Status, err}
		}
	}
	c.journal.note(e)
	return a, nil
}

// reread returns the answer that was given for a key.
func (c *client) reread(key string) (*answer, error) {
	e := c.journal.answer(key, true)
	if e == nil {
		return nil, errors.New(key + ": the journal has changed")
	}
	return c.recall(e)
}

// again reports whether asking once more can help.
func again(status int) bool {
	return status == 408 || status == 425 || status == 429 || status >= 500
}

// tries is how often a question is asked that gets such an answer. An error
// inside WordPress, unlike one of the server before it, is one the next time.
func tries(status int) int {
	switch status {
	case 500:
		return 2
	case 429, 503:
		return 6
	}
	return 3
}

// final reports whether an error comes again whenever one asks.
func final(err error) bool {
	var net *neterror.Error
	return errors.As(err, &net) && net.Kind.Lasting() || errors.Is(err, errForeign) || errors.Is(err, errHops) || errors.Is(err, errTooLarge) || errors.Is(err, errChallenge)
}

// unmet reports whether nobody listens where nobody has answered in this run: that
// is a wrong address, or a server that is off, and will be in a second.
func (c *client) unmet(err error) bool {
	var net *neterror.Error
	return errors.As(err, &net) && net.Kind == neterror.Refused && !c.met.Load()
}

func (c *client) stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.down
}

// failed counts failures in a row: after too many the site is taken to be down.
func (c *client) failed(err error) {
	if c.failures.Add(1) >= mostFailures {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.down == nil {
			c.down = &downError{err}
		}
	}
}

// ask sends a request, follows where it leads, and returns the answer, and how
// long the site asks to be left alone.
func (c *client) ask(ctx context.Context, r request, key string, old *entry) (e *entry, body []byte, wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, wholeTimeout)
	defer cancel()
	ctx, stall := context.WithCancelCause(ctx)
	defer stall(nil)
	idle := time.AfterFunc(2*idleTimeout, func() { stall(errStalled) })
	defer idle.Stop()

	e = &entry{Key: key, Tag: r.tag}
	u, err := url.Parse(r.url)
	if err != nil {
		return e, nil, 0, errForeign
	}
	u = c.asked(u)
	for hop := 0; ; hop++ {
		if !c.ours(u) {
			return e, nil, 0, fmt.Errorf("%w: %s", errForeign, u.Redacted())
		}
		if hop == mostHops {
			return e, nil, 0, errHops
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
		if err != nil {
			return e, nil, 0, err
		}
		req.Header.Set("User-Agent", userAgent)
		req.Header.Set("Accept", cmp.Or(r.accept, "*/*"))
		if r.auth && u.Scheme == c.root.Scheme && u.Host == c.root.Host {
			req.SetBasicAuth(c.opt.User, c.opt.Password)
		}
		if old != nil && hop == 0 {
			if v := old.Headers["Etag"]; v != "" {
				req.Header.Set("If-None-Match", v)
			}
			if v := old.Headers["Last-Modified"]; v != "" {
				req.Header.Set("If-Modified-Since", v)
			}
		}
		c.requests.Add(1)
		resp, err := c.http.Do(req)
		if err != nil {
			if cause := context.Cause(ctx); cause != nil {
				err = cause
			}
			return e, nil, 0, c.explain(u, err)
		}
		if loc := resp.Header.Get("Location"); loc != "" && resp.StatusCode >= 300 && resp.StatusCode < 400 && resp.StatusCode != 304 {
			resp.Body.Close()
			to, err := u.Parse(loc)
			if err != nil {
				return e, nil, 0, fmt.Errorf("%w: %q", errForeign, loc)
			}
			to.Fragment = ""
			if to = c.asked(to); to.String() == u.String() {
				return e, nil, 0, errHops
			}
			u = to
			continue
		}
		defer resp.Body.Close()
		e.Status, e.Final = resp.StatusCode, c.named(u).String()
		if resp.StatusCode == http.StatusNotModified && old != nil {
			c.reused.Add(1)
			if body, err = c.journal.body(old); err != nil {
				return e, nil, 0, err
			}
			e.Status, e.Headers, e.Final = 200, old.Headers, old.Final
			return e, body, 0, nil
		}
		e.Headers = map[string]string{}
		for _, k := range kept {
			if v := resp.Header.Values(k); len(v) > 0 {
				e.Headers[k] = strings.Join(v, ", ")
			}
		}
		if again(resp.StatusCode) {
			body, _ := io.ReadAll(io.LimitReader(resp.Body, mostChallengeBytes))
			if challenged(resp.StatusCode, resp.Header, body) {
				return e, nil, 0, errChallenge
			}
			return e, nil, retryAfter(resp.Header.Get("Retry-After")), nil
		}
		body, err = readBody(resp, cmp.Or(r.most, mostBytes), idle)
		if err != nil {
			if cause := context.Cause(ctx); cause != nil {
				err = cause
			}
			return e, nil, 0, c.explain(u, err)
		}
		if !c.opt.Local && challenged(resp.StatusCode, resp.Header, body) {
			return e, nil, 0, errChallenge
		}
		return e, body, 0, nil
	}
}

// explain says in words why an address could not be asked.
func (c *client) explain(u *url.URL, err error) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	if c.opt.Local || errors.Is(err, errTooLarge) || errors.Is(err, errStalled) {
		return err
	}
	return neterror.Explain(u.Host, err, neterror.Wait{Connect: connectTimeout, Answer: answerTimeout})
}

// readBody reads an answer as long as something comes.
func readBody(resp *http.Response, most int, idle *time.Timer) ([]byte, error) {
	if resp.ContentLength > int64(most) {
		return nil, fmt.Errorf("%w: %d MB", errTooLarge, resp.ContentLength>>20)
	}
	body := []byte{}
	buf := make([]byte, 32<<10)
	for {
		idle.Reset(idleTimeout)
		n, err := resp.Body.Read(buf)
		if body = append(body, buf[:n]...); len(body) > most {
			return nil, fmt.Errorf("%w: over %d MB", errTooLarge, most>>20)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	if resp.ContentLength >= 0 && int64(len(body)) < resp.ContentLength {
		return nil, io.ErrUnexpectedEOF
	}
	return body, nil
}

// retryAfter reads the header of that name: seconds or a date.
func retryAfter(s string) time.Duration {
	var d time.Duration
	if n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 32); err == nil {
		d = time.Duration(n) * time.Second
	} else if t, err := http.ParseTime(s); err == nil {
		d = time.Until(t)
	}
	return min(max(d, 0), mostRetryWait)
}

func newAnswer(e *entry, body []byte) *answer {
	final, _ := url.Parse(e.Final)
	return &answer{e.Status, final, func(k string) string { return e.Headers[http.CanonicalHeaderKey(k)] }, body, e.Key}
}

// recall returns a journalled answer.
func (c *client) recall(e *entry) (*answer, error) {
	if c.opt.Local {
		e, body, _, err := c.ask(context.Background(), request{url: e.Key, most: mostBytes}, e.Key, nil)
		if err != nil {
			return nil, err
		}
		return newAnswer(e, body), nil
	}
	body, err := c.journal.body(e)
	if err != nil {
		return nil, err
	}
	return newAnswer(e, body), nil
}
