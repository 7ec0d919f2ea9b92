package media

import (
	"context"
	"net"
	"net/http"
	"time"
)

// maxHops is how many redirects are followed.
const maxHops = 10

// newClient returns a client that reaches public addresses only, with no
// cookies and no credentials. It uses a proxy of the environment only if
// private addresses are allowed: behind a proxy nobody knows what is reached.
func newClient(g *guard, l *Limits) *http.Client {
	dialer := &net.Dialer{Timeout: l.Answer, Control: g.control}
	transport := &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, address)
		},
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    l.Answer,
		ResponseHeaderTimeout:  l.Answer,
		MaxResponseHeaderBytes: 64 << 10,
		MaxIdleConnsPerHost:    l.PerHost,
		IdleConnTimeout:        30 * time.Second,
		DisableCompression:     true, // files come as they are, or see decoded
	}
	if g.private {
		transport.Proxy = http.ProxyFromEnvironment
	}
	return &http.Client{Transport: transport, CheckRedirect: checkRedirect}
}

func checkRedirect(r *http.Request, via []*http.Request) error {
	if len(via) > maxHops {
		return errRedirects
	}
	if r.URL.Scheme != "http" && r.URL.Scheme != "https" {
		return errScheme
	}
	r.URL.User = nil
	return nil
}
