// Package netlist says which addresses are meant by a list of networks, as in --trusted-proxy and
// --trusted-header-from: whom to believe is decided in one place. It knows nothing of requests.
//
//	list, err := netlist.Parse([]string{"10.0.0.0/8", "::1"})
//	list.Contains(netip.MustParseAddr("10.1.2.3")) // true
package netlist
