package neterror

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/wp2md/wp2md/internal/safedial"
)

// Each kind is one that a client of net/http meets, at a server that makes it.
func TestKinds(t *testing.T) {
	const patience = time.Second
	for _, c := range []struct {
		name  string
		serve func(t *testing.T) string // returns the address to ask
		roots bool                      // the server's own certificate is trusted
		kind  Kind
		cause string
	}{
		{"no listener", func(t *testing.T) string {
			l := listen(t)
			l.Close()
			return "http://" + l.Addr().String()
		}, false, Refused, "connection refused"},
		{"no answer", func(t *testing.T) string { return "http://" + accepting(t, func(net.Conn) {}) }, false, Timeout, "does not answer within 1 s"},
		{"no handshake", func(t *testing.T) string { return "https://" + accepting(t, func(net.Conn) {}) }, false, Timeout, "does not answer within 2 s"},
		{"closed at once", func(t *testing.T) string {
			return "http://" + accepting(t, func(c net.Conn) { readRequest(c); c.Close() })
		}, false, Closed, "connection closed without an answer"},
		{"reset", func(t *testing.T) string {
			return "http://" + accepting(t, func(c net.Conn) { c.(*net.TCPConn).SetLinger(0); readRequest(c); c.Close() })
		}, false, Reset, "connection reset"},
		{"another protocol", func(t *testing.T) string {
			return "http://" + accepting(t, func(c net.Conn) { io.WriteString(c, "220 mail.example ESMTP\r\n"); readRequest(c); c.Close() })
		}, false, NoHTTP, "no answer in HTTP"},
		{"http behind https", func(t *testing.T) string {
			s := httptest.NewServer(http.NotFoundHandler())
			t.Cleanup(s.Close)
			return strings.Replace(s.URL, "http:", "https:", 1)
		}, false, NoTLS, "answers without TLS, as http:// does"},
		{"only old TLS", func(t *testing.T) string {
			return served(t, certificateOf(t, time.Hour, "127.0.0.1"), tls.VersionTLS11)
		}, true, NoTLS, "no way of TLS that both sides know"},
		{"expired", func(t *testing.T) string { return served(t, certificateOf(t, -time.Hour, "127.0.0.1"), 0) }, true, Certificate, "its certificate has expired"},
		{"of another host", func(t *testing.T) string { return served(t, certificateOf(t, time.Hour, "other.example"), 0) }, true, Certificate, "its certificate is for other.example"},
		{"signed by itself", func(t *testing.T) string { return served(t, certificateOf(t, time.Hour, "127.0.0.1"), 0) }, false, Certificate, "nobody that this system trusts has signed its certificate"},
		{"cut off", func(t *testing.T) string {
			return "http://" + accepting(t, func(c net.Conn) {
				readRequest(c)
				io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
				c.Close()
			})
		}, false, Short, "ended early"},
	} {
		t.Run(c.name, func(t *testing.T) {
			address := c.serve(t)
			config := &tls.Config{}
			if c.roots {
				config.RootCAs = x509.NewCertPool()
				for _, cert := range made {
					config.RootCAs.AddCert(cert)
				}
			}
			client := &http.Client{Transport: &http.Transport{TLSClientConfig: config, ResponseHeaderTimeout: patience, TLSHandshakeTimeout: patience}}
			defer client.CloseIdleConnections()
			response, err := client.Get(address)
			if err == nil {
				_, err = io.ReadAll(response.Body)
				response.Body.Close()
			}
			kind, cause := Cause(err, Wait{Connect: 2 * patience, Answer: patience})
			if kind != c.kind || cause != c.cause {
				t.Errorf("%v: %d %q, want %d %q", err, kind, cause, c.kind, c.cause)
			}
			u, _ := url.Parse(address)
			explained := Explain(u.Host, err, Wait{})
			if !strings.HasPrefix(explained.Error(), u.Host+": ") || !errors.Is(explained, err) {
				t.Error(explained)
			}
		})
	}
}

// What needs a network, or a machine without one, by the errors that Go has for it.
func TestCauses(t *testing.T) {
	dial := func(err error) error {
		return &url.Error{Op: "Get", URL: "http://old.example:81/", Err: &net.OpError{Op: "dial", Net: "tcp", Err: err}}
	}
	for _, c := range []struct {
		name  string
		err   error
		kind  Kind
		cause string
	}{
		{"a server that speaks before it is asked", &url.Error{Op: "Get", URL: "http://old.example:81/", Err: errors.New("readLoopPeekFailLocked: %!w(<nil>)")}, NoHTTP, "no answer in HTTP"},
		{"no such name", dial(&net.DNSError{Err: "no such host", Name: "old.example", Server: "10.0.0.2:53", IsNotFound: true}), NoHost, "no such host name"},
		{"no server of names", dial(&net.DNSError{Err: "i/o timeout", Name: "old.example", Server: "10.0.0.2:53", IsTimeout: true}), NoLookup, "its name cannot be looked up"},
		{"no network", dial(syscall.ENETUNREACH), Unreachable, "no way to its network"},
		{"no way", dial(syscall.EHOSTUNREACH), Unreachable, "no way to this host"},
		{"refused on Windows", dial(syscall.Errno(10061)), Refused, "connection refused"},
		{"a private address", dial(&safedial.Error{Address: "10.0.0.1:80"}), Private, "10.0.0.1:80: a private address"},
		{"behind a proxy", &url.Error{Op: "Get", URL: "http://old.example", Err: &net.OpError{Op: "proxyconnect", Net: "tcp", Err: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}}}, Refused, "through the proxy: connection refused"},
		{"not valid yet", &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Reason: x509.Expired, Detail: "current time 2026-01-01 is before 2027-01-01"}}, Certificate, "its certificate is not valid yet: is the clock of this machine right?"},
		{"something else", dial(errors.New("odd")), Other, "odd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if kind, cause := Cause(c.err, Wait{}); kind != c.kind || cause != c.cause {
				t.Errorf("%d %q, want %d %q", kind, cause, c.kind, c.cause)
			}
		})
	}
}

// That somebody has interrupted the run is no trouble of the network.
func TestInterrupted(t *testing.T) {
	err := &url.Error{Op: "Get", URL: "http://old.example", Err: context.Canceled}
	if got := Explain("old.example", err, Wait{}); got != error(err) {
		t.Errorf("%v", got)
	}
	if Explain("old.example", nil, Wait{}) != nil {
		t.Error("no error is one")
	}
	once := Explain("old.example", syscall.ECONNREFUSED, Wait{})
	if twice := Explain("another.example", once, Wait{}); twice != once {
		t.Errorf("%v", twice)
	}
}

// made are the certificates of the servers so far.
var made []*x509.Certificate

// certificateOf makes a certificate that ends so much from now.
func certificateOf(t *testing.T, left time.Duration, name string) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(int64(len(made) + 1)), Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(left), KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	if ip := net.ParseIP(name); ip != nil {
		c.IPAddresses = []net.IP{ip}
	} else {
		c.DNSNames = []string{name}
	}
	raw, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	made = append(made, parsed)
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}
}

func served(t *testing.T, cert tls.Certificate, newest uint16) string {
	t.Helper()
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.TLS = &tls.Config{Certificates: []tls.Certificate{cert}, MaxVersion: newest, MinVersion: tls.VersionTLS10}
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// accepting returns the address of a server that does something with each
// connection.
func accepting(t *testing.T, do func(net.Conn)) string {
	l := listen(t)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { c.Close() })
			go do(c)
		}
	}()
	return l.Addr().String()
}

func readRequest(c net.Conn) { _, _ = c.Read(make([]byte, 4096)) }
