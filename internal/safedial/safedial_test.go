package safedial

import (
	"net/netip"
	"testing"
)

func TestControl(t *testing.T) {
	for address, ok := range map[string]bool{
		"93.184.216.34:80": true, "[2606:2800:220:1::1]:443": true,
		"127.0.0.1:80": false, "127.8.8.8:80": false, "[::1]:80": false, "0.0.0.0:80": false, "[::]:80": false,
		"10.0.0.1:80": false, "172.16.0.1:80": false, "172.32.0.1:80": true, "192.168.1.1:80": false,
		"169.254.169.254:80": false, "[fd00:ec2::254]:80": false, "[fe80::1%eth0]:80": false, "[fe80::1]:80": false,
		"100.64.0.1:80": false, "100.128.0.1:80": true, "[::ffff:127.0.0.1]:80": false, "[::ffff:93.184.216.34]:80": true,
		"[64:ff9b::7f00:1]:80": false, "[2002:7f00:1::]:80": false, "224.0.0.1:80": false, "255.255.255.255:80": false,
		"localhost:80": false, "": false,
	} {
		if err := Control(nil)("tcp", address, nil); (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
	}
	allowed := Control(func(a netip.AddrPort) bool { return a.Port() == 8077 })
	if err := allowed("tcp", "127.0.0.1:8077", nil); err != nil {
		t.Error(err)
	}
	if err := allowed("tcp", "127.0.0.1:8078", nil); err == nil {
		t.Error("another port was let pass")
	}
}
