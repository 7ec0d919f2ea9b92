// Package safedial keeps connections that a site's content asks for away from
// the machines around us: addresses of loopback, private, link-local and
// special networks are refused when they are dialled, after names were
// resolved, so that no name, redirect or spelling of a number leads around it
// (facts.md §H.3).
package safedial

import (
	"fmt"
	"net/netip"
	"syscall"
)

// Control returns a function for [net.Dialer.Control]. It refuses every address
// that is not public unless allow, which may be nil, lets it pass.
func Control(allow func(netip.AddrPort) bool) func(network, address string, c syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		a, err := netip.ParseAddrPort(address)
		if err != nil {
			return &Error{address}
		}
		if Public(a.Addr()) || allow != nil && allow(a) {
			return nil
		}
		return &Error{address}
	}
}

// Error is a refused connection.
type Error struct{ Address string }

func (e *Error) Error() string { return fmt.Sprintf("%s: a private address", e.Address) }

// Public reports whether an address can be one of the public internet.
func Public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.Zone() != "" {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"), // carrier-grade NAT
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), // IPv4 behind NAT64
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), // Teredo and others
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"), // 6to4: holds an IPv4 address
	netip.MustParsePrefix("fec0::/10"),
}
