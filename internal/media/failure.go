package media

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/internal/neterror"
)

// Failure is why a file could not be had. The same cause has the same words,
// so that failures can be counted.
type Failure struct {
	Host  string
	Cause string
}

func (f *Failure) Error() string { return f.Cause }

// A problem is what went wrong with one attempt to get a file.
type problem struct {
	cause  string
	retry  bool          // it may go away
	after  time.Duration // when, if the server says
	weight int           // how much it says that the host is gone
	busy   bool          // the host asks for less
	host   bool          // the host is gone, for certain
}

// How much a problem counts against its host, and where the host is given up.
// A success, or any answer about one file alone, sets the count to zero.
const (
	weightStatus  = 2  // the server is there, but has trouble
	weightBroken  = 5  // no connection
	weightTimeout = 8  // which takes long to find out
	weightAway    = 15 // the server asks to stay away for long
	slowAt        = 10 // one request at a time
	deadAt        = 20
	deadAtKnown   = 60 // of a host that has answered in this run
)

var (
	errStalled   = errors.New("no bytes for too long")
	errSlow      = errors.New("too slow to ever end")
	errTotal     = errors.New("took too long")
	errRedirects = errors.New("redirects without end")
	errTooLarge  = errors.New("larger than files of its kind are")
)

// problemOf says what an error of a request, or of reading its body, means.
// Host is that of the file.
func problemOf(ctx context.Context, err error, host string) *problem {
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	switch {
	case errors.Is(err, errStalled), errors.Is(err, errSlow), errors.Is(err, errTotal):
		return &problem{cause: err.Error(), retry: true, weight: weightTimeout}
	case errors.Is(err, errRedirects), errors.Is(err, errScheme):
		return &problem{cause: neterror.Bare(err).Error()}
	}
	var asked *url.Error
	elsewhere := errors.As(err, &asked) && hostOf(asked.URL) != host
	kind, cause := neterror.Cause(err, neterror.Wait{})
	var refused refusedError
	if errors.As(err, &refused) {
		kind, cause = neterror.Private, refused.Error()
	}
	if elsewhere && kind != neterror.Short {
		cause += " (redirected to " + hostOf(asked.URL) + ")"
	}
	p := &problem{cause: cause, retry: true, weight: weightBroken}
	var dns *net.DNSError
	switch kind {
	case neterror.Private:
		p.retry, p.weight = false, 0
	case neterror.NoHost, neterror.Certificate, neterror.NoTLS:
		p.retry, p.host = false, !elsewhere
	case neterror.Timeout:
		p.weight = weightTimeout
	case neterror.NoLookup:
		if errors.As(err, &dns) && dns.IsTimeout {
			p.weight = weightTimeout
		}
	case neterror.Short:
		p.weight = 0
	}
	return p
}

// innermost returns the error at the bottom, without the names of files.
func innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// problemOfStatus says what a status means that is no success.
func problemOfStatus(r *http.Response, most time.Duration) *problem {
	p := &problem{cause: strconv.Itoa(r.StatusCode)}
	if text := http.StatusText(r.StatusCode); text != "" {
		p.cause = fmt.Sprintf("%d %s", r.StatusCode, text)
	}
	switch code := r.StatusCode; {
	case code == http.StatusNotImplemented, code == http.StatusHTTPVersionNotSupported:
		return p
	case code == http.StatusRequestTimeout, code == http.StatusTooEarly:
		p.retry = true
		return p
	case code != http.StatusTooManyRequests && code < 500:
		return p
	}
	p.retry, p.weight = true, weightStatus
	p.busy = r.StatusCode == http.StatusTooManyRequests || r.StatusCode == http.StatusServiceUnavailable
	if p.after = retryAfter(r.Header, most); p.after > most {
		p.after, p.weight = most, weightAway
	}
	return p
}

// retryAfter returns how long a server asks to wait, or 0 if it does not say
// so in a way that makes sense. What is longer than most comes back as just
// that.
func retryAfter(h http.Header, most time.Duration) time.Duration {
	s := strings.TrimSpace(h.Get("Retry-After"))
	if s == "" {
		return 0
	}
	if strings.Trim(s, "0123456789") == "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n > int64(most/time.Second) {
			return most + 1
		}
		return time.Duration(n) * time.Second
	}
	at, err := http.ParseTime(s)
	if err != nil {
		return 0
	}
	now := time.Now()
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date // the clock of the server may be wrong, but it is one clock
	}
	return max(0, min(at.Sub(now), most+1))
}
