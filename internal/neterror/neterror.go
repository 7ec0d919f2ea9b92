// Package neterror says in words why a host could not be asked. The same cause has
// the same words on every system and in every run, so that they can be counted and
// compared: no address of ours, number of a port or time of day is in them.
package neterror

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/wp2md/wp2md/internal/safedial"
)

// Kind is what kind of trouble there was.
type Kind int

// The kinds.
const (
	Other       Kind = iota
	NoHost           // the name is of no host
	NoLookup         // it is not known whether it is
	Refused          // nobody listens there
	Unreachable      // there is no way there
	Private          // the address is not of the public internet
	Certificate      // not one to be trusted
	NoTLS            // the host does not speak TLS as we do
	Timeout          // no answer in time
	Reset            // the connection broke off
	Closed           // it was closed without an answer
	Short            // the answer ended early
	NoHTTP           // the answer is not one of a web server
)

// OfHost reports whether the trouble is one of the host, and not of what was asked
// of it.
func (k Kind) OfHost() bool { return NoHost <= k && k <= NoTLS }

// Lasting reports whether asking again soon is of no use.
func (k Kind) Lasting() bool { return k == NoHost || k == Private || k == Certificate || k == NoTLS }

// An Error is an error of the network in words.
type Error struct {
	Host  string
	Cause string
	Kind  Kind
	err   error
}

func (e *Error) Error() string { return e.Host + ": " + e.Cause }
func (e *Error) Unwrap() error { return e.err }

// Hint says what can be tried.
func (e *Error) Hint() string {
	switch e.Kind {
	case NoHost:
		return "is the name spelled right? A site that is gone can be migrated from an export, a backup, saved pages or a web archive"
	case NoLookup:
		return "is this machine connected to the network?"
	case Refused, Unreachable:
		return "is the server running, and can it be reached from here? http:// and https:// are not the same door"
	case Timeout, Reset, Closed:
		return "try again later: the same command goes on from here"
	case Certificate, NoTLS:
		return "http:// in place of https:// asks for no certificate, if the server still answers there"
	case Private:
		return "--allow-private lets it"
	}
	return ""
}

// Wait is how long was waited for what.
type Wait struct {
	Connect time.Duration // for a connection
	Answer  time.Duration // then for an answer
}

// Explain returns an error of asking a host as an [*Error]. That the context has
// ended is no error of the network, and comes back as it is.
func Explain(host string, err error, w Wait) error {
	var already *Error
	if err == nil || errors.Is(err, context.Canceled) || errors.As(err, &already) {
		return err
	}
	kind, cause := Cause(err, w)
	return &Error{host, cause, kind, err}
}

// Cause returns what kind of trouble an error of the network is, and its words.
func Cause(err error, w Wait) (Kind, string) {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "proxyconnect" {
		kind, cause := causeOf(op.Err, w)
		return kind, "through the proxy: " + cause
	}
	return causeOf(err, w)
}

func causeOf(err error, w Wait) (Kind, string) {
	var private *safedial.Error
	var dns *net.DNSError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var number syscall.Errno
	var timeout interface{ Timeout() bool }
	if cause := certificate(err); cause != "" {
		return Certificate, cause
	}
	switch {
	case errors.As(err, &private):
		return Private, private.Error()
	case errors.As(err, &dns) && dns.IsNotFound:
		return NoHost, "no such host name"
	case errors.As(err, &dns):
		return NoLookup, "its name cannot be looked up"
	case errors.As(err, &timeout) && timeout.Timeout():
		return Timeout, w.words(err)
	case errors.As(err, &record), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return NoTLS, "answers without TLS, as http:// does"
	case errors.As(err, &alert), strings.Contains(err.Error(), "tls: "):
		return NoTLS, "no way of TLS that both sides know"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return Short, "ended early"
	case errors.Is(err, io.EOF):
		return Closed, "connection closed without an answer"
	case errors.As(err, &number):
		return errno(number)
	case strings.Contains(err.Error(), "transport connection broken"), strings.Contains(err.Error(), "malformed HTTP"),
		strings.Contains(err.Error(), "readLoopPeekFailLocked"): // net/http, of a server that speaks before it is asked
		return NoHTTP, "no answer in HTTP"
	}
	return Other, Bare(err).Error()
}

// words say of a timeout what it was that did not come.
func (w Wait) words(err error) string {
	var op *net.OpError
	switch text := err.Error(); {
	case w.Connect > 0 && (errors.As(err, &op) && op.Op == "dial" || strings.Contains(text, "TLS handshake timeout")):
		return "does not answer within " + span(w.Connect)
	case w.Answer > 0:
		return "does not answer within " + span(w.Answer)
	}
	return "does not answer in time"
}

func span(d time.Duration) string {
	if d >= 2*time.Minute && d%time.Minute == 0 {
		return fmt.Sprintf("%d minutes", d/time.Minute)
	}
	return fmt.Sprintf("%d s", d/time.Second)
}

// certificate says what is wrong with a certificate, or "".
func certificate(err error) string {
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	var authority x509.UnknownAuthorityError
	var roots x509.SystemRootsError
	var any *tls.CertificateVerificationError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && strings.Contains(invalid.Detail, " is before "):
		return "its certificate is not valid yet: is the clock of this machine right?"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate has expired"
	case errors.As(err, &invalid):
		return "its certificate is not valid"
	case errors.As(err, &name):
		if name.Certificate != nil && len(name.Certificate.DNSNames) > 0 {
			return "its certificate is for " + name.Certificate.DNSNames[0]
		}
		return "its certificate is for another name"
	case errors.As(err, &authority):
		return "nobody that this system trusts has signed its certificate"
	case errors.As(err, &roots):
		return "this system has no certificates to trust others by"
	case errors.As(err, &any):
		return "its certificate is not valid"
	}
	return ""
}

// errno says what a number of the system means: that of its own, or of Windows.
func errno(n syscall.Errno) (Kind, string) {
	switch {
	case n == syscall.ECONNREFUSED || n == 10061:
		return Refused, "connection refused"
	case n == syscall.ECONNRESET || n == syscall.EPIPE || n == syscall.ECONNABORTED || n == 10053 || n == 10054:
		return Reset, "connection reset"
	case n == syscall.ETIMEDOUT || n == 10060:
		return Timeout, "does not answer in time"
	case n == syscall.ENETUNREACH || n == 10051:
		return Unreachable, "no way to its network"
	case n == syscall.EHOSTUNREACH || n == 10065:
		return Unreachable, "no way to this host"
	}
	return Other, n.Error()
}

// Bare returns an error without what differs from one run to the next: the address
// asked for, and numbers of ports.
func Bare(err error) error {
	for {
		var u *url.Error
		var op *net.OpError
		var call *os.SyscallError
		switch {
		case errors.As(err, &u):
			err = u.Err
		case errors.As(err, &op):
			err = op.Err
		case errors.As(err, &call):
			err = call.Err
		default:
			return err
		}
	}
}
