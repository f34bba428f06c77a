package netlist_test

import (
	"testing"

	"github.com/panelgo/panelgo/internal/netlist"
)

func TestANetworkContainsItsAddressesHoweverTheyAreWritten(t *testing.T) {
	for _, c := range []struct {
		list, address string
		inside        bool
	}{
		{"10.0.0.0/8", "10.1.2.3:80", true},
		{"10.0.0.0/8", "11.0.0.1:80", false},
		{"10.0.0.0/8", "[::ffff:10.1.2.3]:80", true}, // a dual-stack listener
		{"::ffff:10.0.0.0/104", "10.1.2.3:80", true},
		{"::ffff:10.0.0.1", "10.0.0.1:80", true},
		{"10.0.0.1", "10.0.0.1:80", true},
		{"10.0.0.1", "10.0.0.2:80", false},
		{"10.9.9.9/8", "10.1.2.3:80", true},
		{"::1", "[::1]:80", true},
		{"fe80::/10", "[fe80::1%eth0]:80", true},
		{"fe80::1%eth0", "[fe80::1%eth1]:80", true},
		{"2001:db8::/32", "[2001:db8::7]:80", true},
		{"0.0.0.0/0", "[2001:db8::7]:80", false},
		{"::/0", "10.0.0.1:80", false},
		{"10.0.0.0/8", "10.0.0.1", false},
		{"10.0.0.0/8", "", false},
		{"10.0.0.0/8", "@", false},
	} {
		list, err := netlist.Parse([]string{"192.0.2.0/24", c.list})
		if err != nil {
			t.Fatal(err)
		}
		if got := list.ContainsHost(c.address); got != c.inside {
			t.Errorf("%s in %s: %v", c.address, c.list, got)
		}
	}
	if netlist.List(nil).ContainsHost("127.0.0.1:1") {
		t.Error("an empty list contains an address")
	}
}

func TestWhatIsNoNetworkIsRefused(t *testing.T) {
	for _, text := range []string{"", "localhost", "10.0.0.0/33", "10.0.0/8", "10.0.0.1:80", "[::1]", "::/129", "10.0.0.0/-1", " 10.0.0.1", "*"} {
		if list, err := netlist.Parse([]string{text}); err == nil {
			t.Errorf("%q is taken as %v", text, list)
		}
	}
}
