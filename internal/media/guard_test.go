package media

import (
	"errors"
	"net/netip"
	"testing"
)

func TestGuard(t *testing.T) {
	for _, tt := range []struct {
		address string
		ok      bool
	}{
		{"93.184.216.34:80", true},
		{"93.184.216.34:443", true},
		{"93.184.216.34:8080", true},
		{"[2606:2800:220:1:248:1893:25c8:1946]:443", true},
		{"[::ffff:93.184.216.34]:80", true},
		{"[64:ff9b::5db8:d822]:80", true},
		{"[2002:5db8:d822::1]:80", true},

		{"93.184.216.34:25", false}, // a port of something else
		{"93.184.216.34:22", false},

		{"0.0.0.0:80", false},
		{"0.1.2.3:80", false},
		{"10.0.0.1:80", false},
		{"10.255.255.255:80", false},
		{"11.0.0.1:80", true},
		{"100.63.255.255:80", true},
		{"100.64.0.1:80", false}, // carriers
		{"100.100.100.200:80", false},
		{"100.127.255.255:80", false},
		{"100.128.0.1:80", true},
		{"127.0.0.1:80", false},
		{"127.255.255.254:80", false},
		{"169.254.169.254:80", false}, // metadata of clouds
		{"169.254.170.2:80", false},
		{"168.63.129.16:80", false},
		{"172.15.255.255:80", true},
		{"172.16.0.1:80", false},
		{"172.31.255.255:80", false},
		{"172.32.0.1:80", true},
		{"192.0.0.192:80", false},
		{"192.0.2.1:80", false},
		{"192.88.99.1:80", false},
		{"192.168.1.1:80", false},
		{"192.169.1.1:80", true},
		{"198.18.0.1:80", false},
		{"198.19.255.255:80", false},
		{"198.51.100.1:80", false},
		{"203.0.113.1:80", false},
		{"224.0.0.1:80", false},
		{"239.255.255.255:80", false},
		{"240.0.0.1:80", false},
		{"255.255.255.255:80", false},

		{"[::]:80", false},
		{"[::1]:80", false},
		{"[::127.0.0.1]:80", false}, // IPv4-compatible
		{"[::ffff:127.0.0.1]:80", false},
		{"[::ffff:a9fe:a9fe]:80", false},
		{"[::ffff:0:127.0.0.1]:80", false},
		{"[64:ff9b::7f00:1]:80", false},
		{"[64:ff9b::a9fe:a9fe]:80", false},
		{"[64:ff9b:1::1]:80", false},
		{"[100::1]:80", false},
		{"[2001::1]:80", false}, // Teredo
		{"[2001:db8::1]:80", false},
		{"[2002:7f00:1::]:80", false},
		{"[2002:c0a8:101::1]:80", false},
		{"[3fff::1]:80", false},
		{"[5f00::1]:80", false},
		{"[fc00::1]:80", false},
		{"[fd00:ec2::254]:80", false}, // metadata of a cloud
		{"[fe80::1%eth0]:80", false},
		{"[fec0::1]:80", false},
		{"[ff02::1]:80", false},

		{"localhost:80", false}, // no address: never dialled like that
		{"", false},
	} {
		err := (&guard{}).control("tcp", tt.address, nil)
		if ok := err == nil; ok != tt.ok {
			t.Errorf("%s: allowed %v, want %v", tt.address, ok, tt.ok)
		}
		if refused := (refusedError{}); err != nil && !errors.As(err, &refused) {
			t.Errorf("%s: %v is no refusal", tt.address, err)
		}
		if err := (&guard{private: true}).control("tcp", tt.address, nil); err != nil {
			t.Errorf("%s with --allow-private: %v", tt.address, err)
		}
	}
}

func TestGuardAllow(t *testing.T) {
	g := &guard{allow: func(a netip.AddrPort) bool { return a.String() == "127.0.0.1:8001" }}
	if err := g.control("tcp4", "127.0.0.1:8001", nil); err != nil {
		t.Error(err)
	}
	if err := g.control("tcp4", "127.0.0.1:8002", nil); err == nil {
		t.Error("another port of the host is allowed")
	}
}
