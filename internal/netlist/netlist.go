package netlist

import (
	"fmt"
	"net/netip"
)

// List is networks in CIDR notation (RFC 4632, RFC 4291). The zero value contains no address.
type List []netip.Prefix

// Parse reads networks and single addresses. Those that are written as IPv4 inside of IPv6
// (::ffff:10.0.0.0/104) mean the IPv4 network. The error names the first text that is neither.
func Parse(texts []string) (List, error) {
	var list List
	for _, text := range texts {
		network, err := parse(text)
		if err != nil {
			return nil, fmt.Errorf("%q is no network: give one such as 10.0.0.0/8, or an address such as 10.0.0.1", text)
		}
		list = append(list, network)
	}
	return list, nil
}

func parse(text string) (netip.Prefix, error) {
	network, err := netip.ParsePrefix(text)
	if err != nil {
		address, err := netip.ParseAddr(text)
		if err != nil {
			return netip.Prefix{}, err
		}
		network = netip.PrefixFrom(plain(address), plain(address).BitLen())
	}
	if address := network.Addr(); address.Is4In6() && network.Bits() >= 96 {
		network = netip.PrefixFrom(address.Unmap(), network.Bits()-96)
	}
	return network.Masked(), nil
}

// plain is an address without its zone, which names an interface and no network, and IPv4 where it
// stands inside of IPv6.
func plain(a netip.Addr) netip.Addr { return a.Unmap().WithZone("") }

// Contains reports whether an address is of one of the networks.
func (l List) Contains(a netip.Addr) bool {
	a = plain(a)
	for _, network := range l {
		if network.Contains(a) {
			return true
		}
	}
	return false
}

// ContainsHost is Contains for a connection's address, host:port as in http.Request.RemoteAddr.
// What is no such address is of no network.
func (l List) ContainsHost(hostport string) bool {
	if len(l) == 0 {
		return false
	}
	at, err := netip.ParseAddrPort(hostport)
	return err == nil && l.Contains(at.Addr())
}
