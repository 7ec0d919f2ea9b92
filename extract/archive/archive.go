package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/late"
)

const userAgent = "wp2md (+https://github.com/wp2md/wp2md)"

// Options say how an archive is read. Folder must be set.
type Options struct {
	Folder    string        // where the index and what was got are kept
	Until     time.Time     // no capture is younger; zero: the newest count
	Gap       time.Duration // between the beginnings of two requests; 1 s if zero
	Transport http.RoundTripper
}

// An Archive is what a web archive has of a site. It answers as the site did.
type Archive struct {
	opt     Options
	server  *url.URL
	site    *url.URL
	end     int // which of the endpoints it has, from 1
	client  *http.Client
	all     []capture
	problem error

	byKey   map[string][]capture // the good ones, the newest first; else redirects
	uploads map[string]string    // addresses, by their path below the uploads folder
	pages   []string
	feeds   []string
}

const (
	mostFallbacks = 4   // captures of an address that are tried
	mostFeeds     = 300 // captures of feeds that are read
	mostHops      = 6

	connectTimeout = 30 * time.Second // as net/http has it
	answerTimeout  = 2 * time.Minute
	mostBytes      = 64 << 20
)

// Open asks an archive what it has of a site. What an earlier run was told is
// not asked for again.
func Open(ctx context.Context, server, site string, o Options) (*Archive, error) {
	a := &Archive{opt: o, byKey: map[string][]capture{}, uploads: map[string]string{}}
	if a.opt.Gap == 0 {
		a.opt.Gap = time.Second
	}
	var err error
	if a.server, err = address(server, "https"); err != nil {
		return nil, err
	}
	if a.site, err = address(site, "http"); err != nil {
		return nil, err
	}
	rt := o.Transport
	if rt == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.ResponseHeaderTimeout = answerTimeout
		rt = t
	}
	a.client = &http.Client{Transport: rt, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if err := a.list(ctx); err != nil {
		return nil, err
	}
	if a.index(); len(a.pages) == 0 {
		return nil, &emptyError{a.server.String(), a.site.String()}
	}
	return a, nil
}

func address(s, scheme string) (*url.URL, error) {
	if !strings.Contains(s, "://") {
		s = scheme + "://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil {
		return nil, fmt.Errorf("%q: not an address", s)
	}
	u.Path, u.RawPath, u.RawQuery, u.Fragment = strings.TrimRight(u.Path, "/")+"/", "", "", ""
	u.Host = strings.ToLower(u.Host)
	return u, nil
}

// emptyError is an archive that has no page of a site.
type emptyError struct{ server, site string }

func (e *emptyError) Error() string { return fmt.Sprintf("%s: has no page of %s", e.server, e.site) }
func (e *emptyError) Hint() string {
	return "is it the address that the site had? with or without www does not matter"
}

// place is the address of a capture as it came, without the archive in it.
func (a *Archive) place(c capture) string {
	base := strings.TrimRight(a.server.JoinPath(endpoints[a.end-1].captures).String(), "/")
	return base + "/" + c.Moment + "id_/" + c.URL
}

func (a *Archive) keyOf(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return key(u)
}

// key is what two spellings of an address have in common.
func key(u *url.URL) string {
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		host += ":" + p
	}
	k := host + strings.TrimRight(u.Path, "/")
	if u.RawQuery != "" {
		k += "?" + u.Query().Encode()
	}
	return k
}

// index sorts out which captures are used.
func (a *Archive) index() {
	slices.SortStableFunc(a.all, func(x, y capture) int { return strings.Compare(y.Moment, x.Moment) })
	until := a.until()
	moved := map[string][]capture{}
	mimes := map[string]string{}
	feeds := map[string]bool{}
	for _, c := range a.all {
		u, err := url.Parse(c.URL)
		if err != nil || until != "" && c.Moment > until {
			continue
		}
		k := key(u)
		if c.Mime == "warc/revisit" {
			c.Mime = ""
		}
		switch {
		case strings.HasPrefix(c.Status, "3"):
			moved[k] = append(moved[k], c)
			continue
		case c.Status != "" && c.Status != "-" && c.Status != "200":
			continue
		}
		if mimes[k] == "" {
			mimes[k] = c.Mime
		}
		if isFeed(u) && !feeds[c.Digest] && len(a.byKey[k]) > 0 && len(a.feeds) < mostFeeds {
			// Each has the newest posts of its time.
			q := u.Query()
			q.Set("kept", c.Moment)
			old := *u
			old.RawQuery = q.Encode()
			a.byKey[key(&old)] = []capture{c}
			a.feeds = append(a.feeds, old.String())
		}
		if isFeed(u) && c.Digest != "" {
			feeds[c.Digest] = true
		}
		if len(a.byKey[k]) < mostFallbacks {
			a.byKey[k] = append(a.byKey[k], c)
		}
	}
	for k, list := range a.byKey {
		u, _ := url.Parse(list[0].URL)
		if u.Query().Has("kept") {
			continue
		}
		switch m := mimes[k]; {
		case isFeed(u):
			if !strings.Contains(k, "kept=") {
				a.feeds = append(a.feeds, list[0].URL)
			}
		case m == "", m == "text/html", m == "application/xhtml+xml":
			a.pages = append(a.pages, usual(list[0].URL))
		}
		if rest, ok := belowUploads(u); ok && !strings.HasPrefix(mimes[k], "text/") {
			a.uploads[rest] = list[0].URL
		}
	}
	slices.Sort(a.pages)
	slices.Sort(a.feeds)
	for k, list := range moved {
		if len(a.byKey[k]) == 0 {
			a.byKey[k] = list[:1]
		}
	}
	a.all = nil
}

// usual returns an address without the port that it has anyway.
func usual(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Port() != "80" && u.Port() != "443" {
		return s
	}
	u.Host = u.Hostname()
	return u.String()
}

func belowUploads(u *url.URL) (string, bool) {
	for _, folder := range []string{"/wp-content/uploads/", "/uploads/", "/wp-content/blogs.dir/"} {
		if _, rest, ok := strings.Cut(u.Path, folder); ok {
			return rest, true
		}
	}
	return "", false
}

// isFeed reports whether an address is one of a feed of posts.
func isFeed(u *url.URL) bool {
	if f := u.Query().Get("feed"); f != "" {
		return !strings.HasPrefix(f, "comments")
	}
	before, _, ok := strings.Cut(strings.TrimSuffix(u.Path, "/")+"/", "/feed/")
	if !ok || strings.HasSuffix(before, "/comments") {
		return false
	}
	switch parts := strings.Split(strings.Trim(strings.TrimPrefix(before, "/index.php"), "/"), "/"); parts[0] {
	case "", "category", "tag", "author", "blog":
		return true
	}
	return false
}

// Count is how many pages the archive has.
func (a *Archive) Count() int { return len(a.pages) }

// Problem says why the index may lack addresses, or is nil.
func (a *Archive) Problem() error { return a.problem }

// Fetch reads the site off its captures.
func (a *Archive) Fetch(ctx context.Context, o live.Options) (*live.Fetched, error) {
	o.Folder = filepath.Join(a.opt.Folder, "site")
	o.Transport, o.Fixed, o.IgnoreRobots, o.Gap = a, true, true, a.opt.Gap
	o.User, o.Password = "", ""
	o.Pages, o.Feeds = a.pages, a.feeds
	o.Kept = func(address string) time.Time {
		if list := a.byKey[a.keyOf(address)]; len(list) > 0 {
			return Moment(list[0].Moment)
		}
		return time.Time{}
	}
	root := *a.site
	if list := a.byKey[key(a.site)]; len(list) > 0 {
		if u, err := url.Parse(list[0].URL); err == nil {
			root.Scheme, root.Host = u.Scheme, strings.TrimSuffix(strings.TrimSuffix(u.Host, ":80"), ":443")
		}
	}
	return live.Fetch(ctx, root.String(), o)
}

// RoundTrip answers a request with the newest good capture of an address. One
// that the archive lists but does not have, or has only a part of, gives way to
// the next older.
func (a *Archive) RoundTrip(req *http.Request) (*http.Response, error) {
	list := a.byKey[key(req.URL)]
	if len(list) == 0 {
		return answer(req, 404, http.Header{}, nil), nil
	}
	var last error
	for _, c := range list {
		resp, err := a.get(req, c)
		switch {
		case req.Context().Err() != nil:
			return nil, req.Context().Err()
		case err != nil:
			last = fmt.Errorf("capture of %s: %w", c.Moment, err)
		case resp.StatusCode == 404 || resp.StatusCode == 410 || resp.StatusCode == 403:
			last = nil
		default:
			return resp, nil
		}
	}
	if last != nil {
		return nil, last
	}
	return answer(req, 404, http.Header{}, nil), nil
}

// get asks for one capture, and follows where the archive leads to others of
// the same address.
func (a *Archive) get(req *http.Request, c capture) (*http.Response, error) {
	at := a.place(c)
	for range mostHops {
		r, err := http.NewRequestWithContext(req.Context(), http.MethodGet, at, nil)
		if err != nil {
			return nil, err
		}
		r.Header.Set("User-Agent", userAgent)
		resp, err := a.client.Do(r)
		if err != nil {
			return nil, a.explain(err)
		}
		to := resp.Header.Get("Location")
		if to == "" || resp.StatusCode < 300 || resp.StatusCode > 399 {
			return a.read(req, resp)
		}
		resp.Body.Close()
		u, err := r.URL.Parse(to)
		if err != nil {
			return nil, err
		}
		original, _ := Original(u.String())
		target, err := url.Parse(original)
		if err != nil {
			return nil, err
		}
		switch {
		case original == u.String() && u.Host == a.server.Host && strings.HasPrefix(u.Path, a.server.Path):
			at = u.String() // to itself
		case original != u.String() && key(target) == key(req.URL) && !loops(c, target):
			at = u.String() // to another moment
		case original == u.String() && key(target) == key(req.URL):
			return nil, errors.New("leads to itself")
		default:
			return answer(req, resp.StatusCode, http.Header{"Location": {original}}, nil), nil
		}
	}
	return nil, errors.New("redirected in a circle")
}

// loops reports whether a redirect is one that the site made, to its other
// spelling of an address, and not one of the archive to another moment.
func loops(c capture, target *url.URL) bool {
	return strings.HasPrefix(c.Status, "3") && target.String() == c.URL
}

// read reads a capture, without what the archive put into it.
func (a *Archive) read(req *http.Request, resp *http.Response) (*http.Response, error) {
	defer resp.Body.Close()
	h := http.Header{}
	for _, k := range []string{"Content-Type", "Retry-After"} {
		if v := resp.Header.Get(k); v != "" {
			h.Set(k, v)
		}
	}
	if resp.StatusCode != 200 {
		return answer(req, resp.StatusCode, h, nil), nil
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, mostBytes))
	if err != nil {
		return nil, err
	}
	if resp.ContentLength > int64(len(b)) && len(b) < mostBytes {
		return nil, io.ErrUnexpectedEOF
	}
	switch mt, _, _ := mime.ParseMediaType(h.Get("Content-Type")); {
	case strings.Contains(mt, "html") && ownPage(b):
		return nil, errOwnPage
	case strings.Contains(mt, "html") && len(bytes.TrimSpace(b)) == 0: // of a site that had broken down
		return nil, errors.New("an empty page")
	case strings.Contains(mt, "html"):
		b, _ = Undo(b)
	case strings.Contains(mt, "xml"), strings.Contains(mt, "json"):
		b = a.inText().ReplaceAll(b, []byte("$1"))
	}
	return answer(req, 200, h, b), nil
}

// errOwnPage is an answer of the archive that is neither its index nor a capture.
var errOwnPage = errors.New("the archive answered with a page of its own")

var titleTag = late.Regexp(`(?is)<title[^>]*>\s*(.*?)\s*</title>`)

// ownPage reports whether a page is one of the Wayback Machine, which says so with the
// status 200 when it is busy, or does not show a site.
func ownPage(b []byte) bool {
	m := titleTag().FindSubmatch(b[:min(len(b), 64<<10)])
	if m == nil {
		return false
	}
	title := string(m[1])
	return title == "Wayback Machine" || title == "Internet Archive Wayback Machine" || strings.HasPrefix(title, "Internet Archive: ")
}

// inText finds addresses of captures where no markup tells addresses.
func (a *Archive) inText() *regexp.Regexp {
	return regexp.MustCompile(`https?://` + regexp.QuoteMeta(a.server.Host) + `/(?:[\w-]+/)?\d{14}(?:[a-z]{2}_)?/(https?:)`)
}

func answer(req *http.Request, status int, h http.Header, b []byte) *http.Response {
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: h,
		Body: io.NopCloser(bytes.NewReader(b)), ContentLength: int64(len(b)), Request: req,
	}
}

// Has reports whether the archive lists a file with a path below the uploads
// folder.
func (a *Archive) Has(name string) bool { return a.uploads[path.Clean("/" + name)[1:]] != "" }

// File asks for a file with a path below the uploads folder, as a copy of that
// folder has it.
func (a *Archive) File(name string) (io.ReadCloser, error) {
	at := a.uploads[path.Clean("/" + name)[1:]]
	if at == "" {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	req, err := http.NewRequest(http.MethodGet, at, nil)
	if err != nil {
		return nil, err
	}
	resp, err := a.RoundTrip(req)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("%s: %d %s", name, resp.StatusCode, http.StatusText(resp.StatusCode))
	}
	return resp.Body, nil
}
