package media

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// attempt asks for a file once, and saves it if it comes whole. What came of
// it if not stays in its part.
func (f *fetch) attempt(ctx context.Context, j *job) *problem {
	p, err := openPart(f.Parts, j.Name, j.url.String())
	if err != nil {
		return f.failed(err)
	}
	problem := f.receive(ctx, j, p)
	switch {
	case problem == nil || !problem.retry:
		err = p.remove()
	default:
		err = p.close()
	}
	if problem == nil && err != nil {
		return f.failed(err)
	}
	if problem != nil && problem.retry && p.size > 0 && p.info.validator() != "" {
		f.keep(p.name)
	}
	return problem
}

// failed is an error of a file of our own.
func (f *fetch) failed(err error) *problem {
	return &problem{cause: "cannot be written: " + innermost(err).Error()}
}

// receive asks for what is missing of a part.
func (f *fetch) receive(ctx context.Context, j *job, p *part) *problem {
	if p.whole() { // the program was killed just then
		return f.save(j, p)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	total := time.AfterFunc(f.Total, func() { cancel(errTotal) })
	defer total.Stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, j.url.String(), nil)
	if err != nil {
		return &problem{cause: errHost.Error()}
	}
	request.Header.Set("User-Agent", f.Agent)
	request.Header.Set("Accept", "image/*,*/*;q=0.8")
	request.Header.Set("Accept-Encoding", "identity")
	request.Header.Set("Referer", j.url.Scheme+"://"+j.url.Host+"/") // against hotlinks: we come from the site itself
	offset := p.size
	if offset > 0 {
		request.Header.Set("Range", fmt.Sprintf("bytes=%d-", offset))
		request.Header.Set("If-Range", p.info.validator())
	}
	asked := time.Now()
	response, err := f.client.Do(request)
	j.wait = time.Since(asked)
	if err != nil {
		return problemOf(ctx, err, j.url.Host)
	}
	defer response.Body.Close()
	switch code := response.StatusCode; {
	case code == http.StatusOK:
		if why := instead(j.url, response.Request.URL); why != "" {
			return &problem{cause: why}
		}
		offset = 0
		if err := p.begin(infoOf(j.url.String(), response)); err != nil {
			return f.failed(err)
		}
	case code == http.StatusPartialContent && offset > 0 && continues(response, offset, p.info.Size):
	case offset > 0 && (code == http.StatusPartialContent || code == http.StatusRequestedRangeNotSatisfiable):
		if err := p.begin(partInfo{}); err != nil {
			return f.failed(err)
		}
		return &problem{cause: "sends other bytes than asked for", retry: true}
	default:
		return problemOfStatus(response, f.MaxWait)
	}
	return f.read(ctx, cancel, j, p, response, offset)
}

// read reads the body of a response into a part, and saves it.
func (f *fetch) read(ctx context.Context, cancel context.CancelCauseFunc, j *job, p *part, r *http.Response, offset int64) *problem {
	most := f.most(j.Name, r.ContentLength)
	if r.ContentLength > most-offset {
		return &problem{cause: errTooLarge.Error()}
	}
	in := &paced{r: r.Body, idle: f.Idle, start: time.Now(), got: f.Received}
	in.timer = time.AfterFunc(f.Idle, func() { cancel(errStalled) })
	defer in.timer.Stop()
	body, err := decoded(in, r, j.Name)
	var encoding encodingError
	switch {
	case errors.As(err, &encoding):
		return &problem{cause: encoding.Error()}
	case err != nil:
		return problemOf(ctx, err, j.url.Host)
	}
	buffered := bufio.NewReaderSize(body, 32<<10)
	head, err := buffered.Peek(sniffed)
	if offset == 0 && (err == nil || err == io.EOF) {
		if why := reject(j.Name, r.Header.Get("Content-Type"), head); why != "" {
			return &problem{cause: why}
		}
	}
	written := &target{w: p}
	_, err = io.Copy(written, io.LimitReader(buffered, most-offset+1))
	switch {
	case written.err != nil:
		return f.failed(written.err)
	case err != nil:
		return problemOf(ctx, err, j.url.Host)
	case p.size > most:
		return &problem{cause: errTooLarge.Error()}
	case p.info.Size >= 0 && p.size != p.info.Size:
		return &problem{cause: "ended early", retry: true}
	}
	return f.save(j, p)
}

func (f *fetch) save(j *job, p *part) *problem {
	if err := f.Save(j.Want, p.body()); err != nil {
		return f.failed(err)
	}
	return nil
}

// instead says what a server redirected to in the place of a file, if so: the
// home page or the login.
func instead(from, to *url.URL) string {
	switch {
	case to.Path == from.Path:
	case strings.Trim(to.Path, "/") == "":
		return "redirected to the home page"
	case path.Base(to.Path) == "wp-login.php" || path.Base(to.Path) == "wp-signup.php":
		return "redirected to the login"
	}
	return ""
}

// most returns how many bytes a file may have. Size is what the server says
// of it, or -1.
func (f *fetch) most(name string, size int64) int64 {
	switch {
	case familyOf(name) == image:
		return f.MaxImage
	case size < 0:
		return f.MaxUnsized
	}
	return f.MaxSize
}

func isEncoded(r *http.Response) bool {
	encoding := r.Header.Get("Content-Encoding")
	return encoding != "" && !strings.EqualFold(encoding, "identity")
}

// decoded undoes a content encoding that nobody has asked for. A file that is
// compressed itself stays so: servers take its name for an encoding.
func decoded(body io.Reader, r *http.Response, name string) (io.Reader, error) {
	if !isEncoded(r) {
		return body, nil
	}
	switch encoding := strings.ToLower(r.Header.Get("Content-Encoding")); encoding {
	case "gzip", "x-gzip":
		switch strings.ToLower(path.Ext(name)) {
		case ".gz", ".tgz", ".svgz":
			return body, nil
		}
		in, err := gzip.NewReader(body)
		switch {
		case errors.Is(err, gzip.ErrHeader):
			return nil, encodingError("not encoded as it says: gzip")
		case err == io.EOF:
			return body, nil // no bytes at all
		case err != nil:
			return nil, err
		}
		return in, nil
	default:
		return nil, encodingError(fmt.Sprintf("in an encoding that was not asked for: %.40q", encoding))
	}
}

// encodingError is a body that cannot be decoded.
type encodingError string

func (e encodingError) Error() string { return string(e) }

// A paced reader ends when nothing comes for a while, or so little that the
// end would never come.
type paced struct {
	r     io.Reader
	idle  time.Duration
	timer *time.Timer
	start time.Time
	n     int64
	got   func(int)
}

// minRate is the least that a connection must bring on average, in bytes a
// second.
const minRate = 1 << 10

func (p *paced) Read(b []byte) (int, error) {
	p.timer.Reset(p.idle)
	n, err := p.r.Read(b)
	p.n += int64(n)
	if n > 0 && p.got != nil {
		p.got(n)
	}
	if t := time.Since(p.start); err == nil && t > p.idle && float64(p.n) < minRate*t.Seconds() {
		return n, errSlow
	}
	return n, err
}
