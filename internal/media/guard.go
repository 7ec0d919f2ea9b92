package media

import (
	"fmt"
	"net/netip"
	"syscall"

	"github.com/wp2md/wp2md/internal/safedial"
)

// guard refuses connections to addresses that are not on the public internet:
// addresses come from the content of an export, which anybody may have
// written, and must not reach what only this machine can (docs/formats.md §H.3). It
// looks at the address that is dialled, so no name, spelling of a number or
// redirect gets round it.
type guard struct {
	private bool                      // allow all
	allow   func(netip.AddrPort) bool // or these; may be nil
}

// refusedError is a connection that the guard refused.
type refusedError struct{ to netip.AddrPort }

func (e refusedError) Error() string {
	if e.to.IsValid() && safedial.Public(e.to.Addr()) {
		return fmt.Sprintf("port %d is not one of web servers", e.to.Port())
	}
	return "leads to a private address; --allow-private allows that"
}

// control is for net.Dialer.Control.
func (g *guard) control(network, address string, _ syscall.RawConn) error {
	if g.private {
		return nil
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return refusedError{}
	}
	if g.allow != nil && g.allow(to) {
		return nil
	}
	if !safedial.Public(to.Addr()) || to.Port() < 1024 && to.Port() != 80 && to.Port() != 443 {
		return refusedError{to}
	}
	return nil
}
