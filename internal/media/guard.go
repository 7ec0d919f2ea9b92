package media

import (
	"fmt"
	"net/netip"
	"syscall"
)

// guard refuses connections to addresses that are not on the public internet:
// addresses come from the content of an export, which anybody may have
// written, and must not reach what only this machine can (facts.md §H.3). It
// looks at the address that is dialled, so no name, spelling of a number or
// redirect gets round it.
type guard struct {
	private bool                      // allow all
	allow   func(netip.AddrPort) bool // or these; may be nil
}

// refusedError is a connection that the guard refused.
type refusedError struct{ to netip.AddrPort }

func (e refusedError) Error() string {
	if e.to.IsValid() && isPublic(e.to.Addr()) {
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
	if !isPublic(to.Addr()) || to.Port() < 1024 && to.Port() != 80 && to.Port() != 443 {
		return refusedError{to}
	}
	return nil
}

// isPublic reports whether an address is one of the public internet, and no
// other way to write one that is not.
func isPublic(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if a.Is4() {
		return !within(a, special4)
	}
	for _, t := range translated {
		if t.prefix.Contains(a) {
			b := a.As16()
			return isPublic(netip.AddrFrom4([4]byte(b[t.at:])))
		}
	}
	return global6.Contains(a) && !within(a, special6)
}

func within(a netip.Addr, list []netip.Prefix) bool {
	for _, p := range list {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

func prefixes(list ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, s := range list {
		all = append(all, netip.MustParsePrefix(s))
	}
	return all
}

// The registries of special-purpose addresses of IANA, and multicast.
var (
	special4 = prefixes(
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
	)
	global6  = netip.MustParsePrefix("2000::/3") // all other is special
	special6 = prefixes(
		"2001::/23",     // protocols, Teredo
		"2001:db8::/32", // documentation
		"2620:4f:8000::/48",
		"3fff::/20", // documentation
	)
)

// translated are prefixes behind which an IPv4 address is reached, and where in
// the address it stands.
var translated = []struct {
	prefix netip.Prefix
	at     int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12}, // NAT64
	{netip.MustParsePrefix("2002::/16"), 2},     // 6to4
}
