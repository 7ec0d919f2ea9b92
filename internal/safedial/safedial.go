// Package safedial keeps connections that a site's content asks for away from
// the machines around us: addresses of loopback, private, link-local and
// special networks are refused when they are dialled, after names were
// resolved, so that no name, redirect or spelling of a number leads around it
// (docs/formats.md §H.3).
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

// Public reports whether an address is one of the public internet, and no other
// way to write one that is not.
func Public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if a.Is4() {
		return !within(a, special4)
	}
	for _, t := range translated {
		if within(a, t.prefix) {
			b := a.As16()
			return Public(netip.AddrFrom4([4]byte(b[t.at:])))
		}
	}
	return within(a, global6) && !within(a, special6)
}

// within reads the list each time: few connections are made, and most runs make none.
func within(a netip.Addr, list []string) bool {
	for _, s := range list {
		if netip.MustParsePrefix(s).Contains(a) {
			return true
		}
	}
	return false
}

// The registries of special-purpose addresses of IANA, and multicast.
var (
	special4 = []string{
		"0.0.0.0/8",        // this network
		"10.0.0.0/8",       // private
		"100.64.0.0/10",    // carriers'; metadata of one cloud
		"127.0.0.0/8",      // loopback
		"169.254.0.0/16",   // link-local; metadata of most clouds
		"172.16.0.0/12",    // private
		"192.0.0.0/24",     // protocols
		"192.0.2.0/24",     // documentation
		"192.31.196.0/24",  // AS112
		"192.52.193.0/24",  // AMT
		"192.88.99.0/24",   // 6to4 relays
		"192.168.0.0/16",   // private
		"192.175.48.0/24",  // AS112
		"198.18.0.0/15",    // benchmarks
		"198.51.100.0/24",  // documentation
		"203.0.113.0/24",   // documentation
		"224.0.0.0/4",      // multicast
		"240.0.0.0/4",      // reserved, broadcast
		"168.63.129.16/32", // a public number, but the host's own services in one cloud
	}
	global6  = []string{"2000::/3"} // all other is special
	special6 = []string{
		"2001::/23",     // protocols, Teredo
		"2001:db8::/32", // documentation
		"2620:4f:8000::/48",
		"3fff::/20", // documentation
	}
)

// translated are prefixes behind which an IPv4 address is reached, and where in
// the address it stands.
var translated = []struct {
	prefix []string
	at     int
}{
	{[]string{"64:ff9b::/96"}, 12}, // NAT64
	{[]string{"2002::/16"}, 2},     // 6to4
}
