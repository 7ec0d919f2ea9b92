package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/internal/neterror"
)

// capture is one line of the index.
type capture struct {
	Moment string `json:"t"` // fourteen digits
	URL    string `json:"u"`
	Mime   string `json:"m,omitempty"`
	Status string `json:"s,omitempty"`
	Digest string `json:"d,omitempty"`

	// Of the file that keeps the index: what was asked for, and how far it is.
	Asked string `json:"asked,omitempty"`
	Next  string `json:"next,omitempty"`
	Done  bool   `json:"done,omitempty"`
	End   int    `json:"end,omitempty"` // which of the endpoints the server has, from 1
}

const (
	indexPage  = 50_000
	mostTries  = 6
	mostWait   = 2 * time.Minute
	mostIndex  = 512 << 20 // bytes of one page
	indexNames = "urlkey,timestamp,original,mimetype,statuscode,digest,length"
)

// errCut is an index that ends early.
var errCut = errors.New("cut off")

// list reads the index, or goes on with it.
func (a *Archive) list(ctx context.Context) error {
	name := filepath.Join(a.opt.Folder, "index.jsonl")
	if err := os.MkdirAll(a.opt.Folder, 0o700); err != nil {
		return err
	}
	asked := a.server.String() + " " + a.site.String() + " " + a.until()
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	next, done, whole, err := a.recall(f, asked)
	if err != nil {
		return err
	}
	if done {
		return nil
	}
	if err := f.Truncate(whole); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekEnd); err != nil {
		return err
	}
	w := json.NewEncoder(f)
	if whole == 0 {
		if err := w.Encode(capture{Asked: asked}); err != nil {
			return err
		}
	}
	for {
		rows, more, err := a.page(ctx, next)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		cut := errors.Is(err, errCut) && len(rows) > 0
		if err != nil && !cut {
			if len(a.all) == 0 {
				return err
			}
			a.problem = fmt.Errorf("the index could not be read to its end: %w; the same command goes on with it", err)
			return nil
		}
		a.all = append(a.all, rows...)
		if cut {
			a.problem = fmt.Errorf("%w: addresses may be missing; the same command asks for it again", err)
			return nil // the page is not kept
		}
		for _, c := range rows {
			if err := w.Encode(c); err != nil {
				return err
			}
		}
		if err := w.Encode(capture{Next: more, Done: more == "", End: a.end}); err != nil {
			return err
		}
		if more == "" || more == next {
			return nil
		}
		next = more
	}
}

// recall reads the pages of the index that are kept. A page that a crash cut off
// does not count.
func (a *Archive) recall(f *os.File, asked string) (next string, done bool, whole int64, err error) {
	var page []capture
	at := int64(0)
	in := bufio.NewReader(f)
	for {
		line, err := in.ReadBytes('\n')
		if err == io.EOF {
			return next, done, whole, nil
		}
		if err != nil {
			return "", false, 0, err
		}
		at += int64(len(line))
		var c capture
		if json.Unmarshal(line, &c) != nil {
			return next, done, whole, nil
		}
		switch {
		case c.Asked != "":
			if c.Asked != asked {
				return "", false, 0, &otherError{a.opt.Folder, c.Asked}
			}
			whole = at
		case c.Next != "" || c.Done:
			a.end = min(max(c.End, 1), len(endpoints))
			a.all = append(a.all, page...)
			page, whole, next, done = nil, at, c.Next, c.Done
		default:
			page = append(page, c)
		}
	}
}

// otherError is a folder that holds captures of something else.
type otherError struct{ folder, asked string }

func (e *otherError) Error() string {
	return fmt.Sprintf("%s: holds captures of %s", e.folder, e.asked)
}
func (e *otherError) Hint() string { return "name another file with -o, or remove that folder" }

func (a *Archive) until() string {
	if a.opt.Until.IsZero() {
		return ""
	}
	return a.opt.Until.UTC().Format("20060102150405")
}

// page asks for one page of the index.
func (a *Archive) page(ctx context.Context, key string) (rows []capture, next string, err error) {
	q := url.Values{"url": {a.site.Host + a.site.Path + "*"}, "output": {"json"}, "limit": {strconv.Itoa(indexPage)}, "showResumeKey": {"true"}}
	q.Set("fl", indexNames)
	if t := a.until(); t != "" {
		q.Set("to", t)
	}
	if key != "" {
		q.Set("resumeKey", key)
	}
	var errs []error
	for i, end := range endpoints {
		if a.end != 0 && a.end != i+1 {
			continue
		}
		u := a.server.JoinPath(end.index)
		u.RawQuery = q.Encode()
		rows, next, err = a.ask(ctx, u.String())
		if err == nil || len(rows) > 0 {
			a.end = i + 1
			return rows, next, err
		}
		if ctx.Err() != nil {
			return nil, "", ctx.Err()
		}
		var net *neterror.Error
		if errors.As(err, &net) && net.Kind.OfHost() {
			return nil, "", err // and so it is with the other end
		}
		errs = append(errs, err)
	}
	return nil, "", errors.Join(errs...)
}

// endpoint is where a server has its index and its captures.
type endpoint struct{ index, captures string }

var endpoints = []endpoint{{"cdx/search/cdx", "web"}, {"cdx", ""}}

// ask asks for the index, again when that can help.
func (a *Archive) ask(ctx context.Context, address string) (rows []capture, next string, err error) {
	for try := 1; ; try++ {
		var wait time.Duration
		var final bool
		rows, next, wait, final, err = a.askOnce(ctx, address)
		if err == nil || final || try == mostTries || ctx.Err() != nil {
			return rows, next, err
		}
		if wait == 0 {
			wait = min(a.opt.Gap<<try, mostWait)
		}
		t := time.NewTimer(wait)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return nil, "", ctx.Err()
		}
	}
}

func (a *Archive) askOnce(ctx context.Context, address string) (rows []capture, next string, wait time.Duration, final bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, "", 0, true, err
	}
	req.Header.Set("User-Agent", userAgent)
	resp, err := a.client.Do(req)
	if err != nil {
		return nil, "", 0, lasting(err), a.explain(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		if n, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
			wait = min(time.Duration(n)*time.Second, mostWait)
		}
		busy := resp.StatusCode == 429 || resp.StatusCode >= 500
		return nil, "", wait, !busy, fmt.Errorf("%s: %s", address, resp.Status)
	}
	rows, next, err = parseIndex(io.LimitReader(resp.Body, mostIndex))
	if err != nil {
		err = fmt.Errorf("%s: %w", address, err)
	}
	return rows, next, 0, false, err
}

// explain says in words why the archive could not be asked.
func (a *Archive) explain(err error) error {
	return neterror.Explain(a.server.Host, err, neterror.Wait{Connect: connectTimeout, Answer: answerTimeout})
}

// lasting reports whether asking again is of no use.
func lasting(err error) bool {
	kind, _ := neterror.Cause(err, neterror.Wait{})
	return kind.Lasting()
}

// parseIndex reads an index as servers write it: a JSON list of rows, of which
// the first has the names; an object a line; or plain lines.
func parseIndex(r io.Reader) (rows []capture, next string, err error) {
	in := bufio.NewReaderSize(r, 64<<10)
	columns := strings.Split(indexNames, ",")
	list, ended, resume := false, false, false
	for {
		line, readErr := in.ReadBytes('\n')
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0:
			resume = resume || readErr == nil && len(rows) > 0
		case bytes.HasPrefix(line, []byte("[")):
			list = true
			if bytes.HasSuffix(line, []byte("]]")) || string(line) == "[]" {
				ended = true
			}
			row := bytes.TrimSuffix(bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("[[")), []byte("]]")), []byte(","))
			row = append([]byte{'['}, bytes.Trim(row, "[]")...)
			row = append(row, ']')
			var f []string
			if json.Unmarshal(row, &f) != nil {
				break
			}
			switch {
			case len(f) == 0:
				resume = true
			case len(f) == 1 && resume:
				next = keyIn(f[0])
			case len(f) > 1 && contains(f, "timestamp"):
				columns = f
			default:
				if c, ok := captureOf(columns, f); ok {
					rows = append(rows, c)
				}
			}
		case string(line) == "]":
			ended = true
		case bytes.HasPrefix(line, []byte("{")):
			if c, ok := objectOf(line, ""); ok {
				rows = append(rows, c)
			}
		case line[0] == '<' && len(rows) == 0: // its error, with the status 200
			return nil, "", errOwnPage
		default:
			f := strings.Fields(string(line))
			switch {
			case len(f) >= 3 && strings.HasPrefix(f[2], "{"):
				if c, ok := objectOf(line[bytes.IndexByte(line, '{'):], f[1]); ok {
					rows = append(rows, c)
				}
			case len(f) == 1 && resume:
				next = keyIn(f[0])
			case len(f) >= 5:
				if c, ok := captureOf(columns, f); ok {
					rows = append(rows, c)
				}
			}
		}
		if readErr == io.EOF {
			break
		}
		if readErr != nil {
			return rows, "", fmt.Errorf("%w: %w", errCut, readErr)
		}
	}
	if list && !ended {
		return rows, "", errCut
	}
	return rows, next, nil
}

// keyIn reads the key of the next page, which servers write as it stands in an
// address.
func keyIn(s string) string {
	if key, err := url.QueryUnescape(s); err == nil && !strings.Contains(s, " ") {
		return key
	}
	return s
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func captureOf(columns, f []string) (c capture, ok bool) {
	for i, v := range f {
		if i >= len(columns) {
			break
		}
		switch columns[i] {
		case "timestamp":
			c.Moment = v
		case "original":
			c.URL = v
		case "mimetype":
			c.Mime = v
		case "statuscode":
			c.Status = v
		case "digest":
			c.Digest = v
		}
	}
	return c, good(&c)
}

func objectOf(line []byte, moment string) (c capture, ok bool) {
	var o struct{ Timestamp, URL, Original, Mime, Mimetype, Status, Statuscode, Digest string }
	if json.Unmarshal(line, &o) != nil {
		return c, false
	}
	first := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	c = capture{Moment: first(o.Timestamp, moment), URL: first(o.URL, o.Original), Mime: first(o.Mime, o.Mimetype), Status: first(o.Status, o.Statuscode), Digest: o.Digest}
	return c, good(&c)
}

func good(c *capture) bool {
	u, err := url.Parse(c.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || Moment(c.Moment).IsZero() || len(c.Moment) != 14 {
		return false
	}
	return true
}
