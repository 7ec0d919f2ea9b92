package saved

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/wp2md/wp2md/extract/live"
)

// Pages are the saved pages of a site. They answer as the site did.
type Pages struct {
	name    string
	home    *url.URL
	byKey   map[string]*resource
	uploads map[string]*resource // by their path below the uploads folder
	pages   []string             // addresses
	feeds   []string
	kept    map[string]time.Time // by key
	problem error
	closers []func() error
}

// resource is what answers for an address.
type resource struct {
	url    *url.URL
	mime   string
	status int
	to     string // where it redirects
	when   time.Time
	page   bool // HTML
	read   func() ([]byte, error)
}

// errNoPages says that there are none.
type errNoPages struct{ name string }

func (e *errNoPages) Error() string { return e.name + ": no saved pages of a site in it" }
func (e *errNoPages) Hint() string {
	return "a folder of .html files, an archive of one, .mht, .warc, .warc.gz or .wacz"
}

// Open reads what pages there are in a folder, an archive or a file. Nothing is
// written under the names in it.
func Open(name string) (*Pages, error) { return OpenAs(name, "") }

// OpenAs opens pages of which it is known what address their site had.
func OpenAs(name, site string) (*Pages, error) {
	list, closer, err := files(name)
	if err != nil {
		return nil, err
	}
	p := &Pages{name: name, byKey: map[string]*resource{}, uploads: map[string]*resource{}, kept: map[string]time.Time{}, closers: []func() error{closer}}
	if site != "" {
		if p.home, err = url.Parse(strings.TrimRight(site, "/") + "/"); err != nil || p.home.Host == "" {
			p.Close()
			return nil, fmt.Errorf("%q: not the address of a site", site)
		}
	}
	var found []*resource
	for _, f := range list {
		if kindOf(f) != kindWARC {
			continue
		}
		more, err := p.warc(f)
		if err != nil {
			p.problem = errors.Join(p.problem, fmt.Errorf("%s: %s: damaged, what comes after is not read: %w", name, f.name, err))
		}
		found = append(found, more...)
	}
	if len(found) == 0 {
		if found, err = p.folder(list); err != nil {
			p.Close()
			return nil, err
		}
	}
	p.take(found)
	if len(p.pages) == 0 {
		p.Close()
		return nil, &errNoPages{name}
	}
	return p, nil
}

// take makes an index of what was found. Of several answers for an address the
// newest good one counts; older feeds have older posts.
func (p *Pages) take(found []*resource) {
	slices.SortStableFunc(found, func(a, b *resource) int { return b.when.Compare(a.when) })
	if p.home == nil {
		p.home = homeOf(found)
	}
	for n, r := range found {
		key := keyOf(r.url)
		if key == "" {
			continue
		}
		old := p.byKey[key]
		feed := isFeed(r)
		switch {
		case old == nil, old.status != 200 && r.status == 200:
			p.byKey[key] = r
			if r.page && r.status == 200 && p.ours(r.url) {
				p.pages = append(p.pages, r.url.String())
				p.kept[key] = r.when
			}
			if feed && p.ours(r.url) {
				p.feeds = append(p.feeds, r.url.String())
			}
		case feed && p.ours(r.url) && r.status == 200:
			u := *r.url
			q := u.Query()
			q.Set("kept", fmt.Sprint(n))
			u.RawQuery = q.Encode()
			p.byKey[keyOf(&u)] = r
			p.feeds = append(p.feeds, u.String())
		}
		if rest, ok := belowUploads(r.url); ok && r.status == 200 && p.uploads[rest] == nil {
			p.uploads[rest] = r
		}
	}
	slices.Sort(p.pages)
}

// belowUploads returns the path of a file below the uploads folder.
func belowUploads(u *url.URL) (string, bool) {
	for _, folder := range []string{"/wp-content/uploads/", "/uploads/", "/wp-content/blogs.dir/"} {
		if _, rest, ok := strings.Cut(u.Path, folder); ok {
			return norm.NFC.String(rest), true
		}
	}
	if strings.HasSuffix(u.Hostname(), ".files.wordpress.com") {
		return norm.NFC.String(strings.TrimPrefix(u.Path, "/")), true
	}
	return "", false
}

// isFeed reports whether an answer can be a feed of posts: one of comments has
// none.
func isFeed(r *resource) bool {
	if r.page && !strings.Contains(r.mime, "xml") || strings.Contains(r.url.Path, "comments/feed") {
		return false
	}
	if q := r.url.Query(); q.Has("feed") && !strings.HasPrefix(q.Get("feed"), "comments") {
		return true
	}
	before, _, ok := strings.Cut(strings.TrimSuffix(r.url.Path, "/")+"/", "/feed/")
	if !ok {
		return false
	}
	// That of a single post has its comments.
	switch parts := strings.Split(strings.Trim(strings.TrimPrefix(before, "/index.php"), "/"), "/"); parts[0] {
	case "", "category", "tag", "author", "blog":
		return true
	}
	return false
}

// keyOf is what two spellings of an address have in common.
func keyOf(u *url.URL) string {
	if u == nil || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	p := u.Path
	switch dir, last := path.Split(p); strings.ToLower(last) {
	case "index.html", "index.htm":
		p = dir
	}
	key := host + norm.NFC.String(strings.TrimRight(p, "/"))
	if u.RawQuery != "" {
		key += "?" + u.Query().Encode()
	}
	return key
}

func (p *Pages) ours(u *url.URL) bool {
	return strings.HasPrefix(keyOf(u)+"/", keyOf(&url.URL{Scheme: p.home.Scheme, Host: p.home.Host, Path: "/"})+"/") || strings.HasPrefix(keyOf(u), keyOf(&url.URL{Host: p.home.Host})+"?")
}

// homeOf finds the address of the site: what most pages say, or else where most
// of them were.
func homeOf(found []*resource) *url.URL {
	votes := map[string]int{}
	homes := map[string]*url.URL{}
	for _, r := range found {
		if !r.page || r.status != 200 || strings.HasSuffix(r.url.Hostname(), noHost) {
			continue
		}
		host := keyOf(&url.URL{Host: r.url.Host})
		votes[host]++
		if u := homes[host]; u == nil || len(r.url.Path) < 2 && r.url.RawQuery == "" && u.Scheme != "https" {
			homes[host] = &url.URL{Scheme: r.url.Scheme, Host: r.url.Host, Path: "/"}
		}
	}
	var best string
	for host, n := range votes {
		if n > votes[best] || n == votes[best] && host < best {
			best = host
		}
	}
	if best == "" {
		return &url.URL{Scheme: "http", Host: noHost, Path: "/"}
	}
	return homes[best]
}

// noHost stands in for a host that nothing names.
const noHost = "saved.invalid"

// Home is the address that the site had, as the pages tell.
func (p *Pages) Home() string { return p.home.String() }

// Count is how many pages of the site there are.
func (p *Pages) Count() int { return len(p.pages) }

// Problem says why what comes after some place was not read, or is nil.
func (p *Pages) Problem() error { return p.problem }

// Close closes the files.
func (p *Pages) Close() error {
	var errs []error
	for _, c := range p.closers {
		errs = append(errs, c())
	}
	p.closers = nil
	return errors.Join(errs...)
}

// Fetch reads the site off its pages.
func (p *Pages) Fetch(ctx context.Context, o live.Options) (*live.Fetched, error) {
	o.Transport, o.Local, o.IgnoreRobots = p, true, true
	o.Pages, o.Feeds = p.pages, p.feeds
	o.Kept = func(address string) time.Time {
		u, err := url.Parse(address)
		if err != nil {
			return time.Time{}
		}
		return p.kept[keyOf(u)]
	}
	return live.Fetch(ctx, p.home.String(), o)
}

// RoundTrip answers a request out of the files.
func (p *Pages) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	r := p.find(req.URL)
	if r == nil {
		if b := p.api(req.URL); b != nil {
			return response(req, 200, http.Header{"Content-Type": {"application/json"}}, b), nil
		}
		return response(req, 404, http.Header{}, nil), nil
	}
	if r.to != "" {
		return response(req, r.status, http.Header{"Location": {r.to}}, nil), nil
	}
	b, err := r.read()
	if err != nil {
		return nil, err
	}
	h := http.Header{}
	if r.mime != "" {
		h.Set("Content-Type", r.mime)
	}
	return response(req, r.status, h, b), nil
}

func (p *Pages) find(u *url.URL) *resource {
	if r := p.byKey[keyOf(u)]; r != nil {
		return r
	}
	if u.RawQuery != "" {
		return nil
	}
	for _, ext := range []string{".html", ".htm"} {
		v := *u
		v.Path, v.RawPath = strings.TrimRight(u.Path, "/")+ext, ""
		if r := p.byKey[keyOf(&v)]; r != nil {
			return r
		}
	}
	return nil
}

// api answers a list of the REST API out of its objects that were saved one by
// one, as crawlers find them: pages link to their own.
func (p *Pages) api(u *url.URL) []byte {
	before, route, ok := strings.Cut(u.Path, "/wp-json/wp/v2/")
	if route = strings.Trim(route, "/"); !ok || strings.Contains(route, "/") || cmp.Or(u.Query().Get("page"), "1") != "1" || u.Query().Has("offset") {
		return nil
	}
	v := *u
	v.Path, v.RawQuery, v.RawPath = before+"/wp-json/wp/v2/"+route, "", ""
	if r := p.byKey[keyOf(&v)]; r != nil {
		if b, err := r.read(); err == nil && bytes.HasPrefix(bytes.TrimSpace(b), []byte("[")) {
			return b
		}
	}
	var keys []string
	prefix := keyOf(&v) + "/"
	for key := range p.byKey {
		if rest, ok := strings.CutPrefix(key, prefix); ok && rest != "" && strings.Trim(rest, "0123456789") == "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	var out bytes.Buffer
	for _, key := range keys {
		b, err := p.byKey[key].read()
		if b = bytes.TrimSpace(b); err != nil || !bytes.HasPrefix(b, []byte("{")) {
			continue
		}
		if out.Len() > 0 {
			out.WriteByte(',')
		}
		out.Write(b)
	}
	if out.Len() == 0 {
		return nil
	}
	return append(append([]byte{'['}, out.Bytes()...), ']')
}

func response(req *http.Request, status int, h http.Header, b []byte) *http.Response {
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: h,
		Body: io.NopCloser(bytes.NewReader(b)), ContentLength: int64(len(b)), Request: req,
	}
}

// File opens a file with a path below the uploads folder, such as
// 2013/04/rework.png, as a copy of that folder does.
func (p *Pages) File(name string) (io.ReadCloser, error) {
	r := p.uploads[norm.NFC.String(path.Clean("/" + name)[1:])]
	if r == nil {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	b, err := r.read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}

// Has reports whether there is a file with a path below the uploads folder.
func (p *Pages) Has(name string) bool {
	return p.uploads[norm.NFC.String(path.Clean("/" + name)[1:])] != nil
}

// warc lists what a WARC holds.
func (p *Pages) warc(f *file) ([]*resource, error) {
	r, err := f.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if _, ok := r.(io.Seeker); !ok { // packed once more: read it once
		b, err := io.ReadAll(io.LimitReader(r, 4<<30))
		if err != nil {
			return nil, err
		}
		f.open = func() (io.ReadCloser, error) {
			return section{io.NewSectionReader(bytes.NewReader(b), 0, int64(len(b)))}, nil
		}
		if r, err = f.open(); err != nil {
			return nil, err
		}
	}
	list, cut := readWARC(r)
	byDigest := map[string]*warcRecord{}
	for i := range list {
		if w := &list[i]; w.digest != "" && w.kind == "response" && byDigest[w.digest] == nil {
			byDigest[w.digest] = w
		}
	}
	var found []*resource
	for i := range list {
		w := &list[i]
		u, err := url.Parse(w.target)
		if err != nil {
			continue
		}
		body := w
		if w.kind == "revisit" {
			if body = byDigest[w.digest]; body == nil {
				continue
			}
		}
		mt, _, _ := mime.ParseMediaType(body.mime)
		found = append(found, &resource{url: u, mime: body.mime, status: body.status, to: w.to, when: w.when, page: mt == "text/html" || mt == "application/xhtml+xml",
			read: func() ([]byte, error) { return body.bytes(f) }})
	}
	return found, cut
}
