package server

import (
	"net/http"
	"net/netip"
	"sync"

	"github.com/panelgo/panelgo/auth"
)

// incoming counts the bytes of messages under way: what browsers have sent of messages that are not
// handled yet. They are bounded for all together, and for one address and one user. Memory of a
// frame is taken before it is made.
type incoming struct {
	all, each int64 // negative: any number

	mu   sync.Mutex
	held int64            // guarded by mu
	of   map[string]int64 // guarded by mu: by owner; none is 0
}

func newIncoming(all, each int64) *incoming {
	return &incoming{all: all, each: each, of: map[string]int64{}}
}

// take counts n more bytes for the owners, or reports that this is too much and counts nothing.
func (in *incoming) take(owners []string, n int64) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.all >= 0 && in.held+n > in.all {
		return false
	}
	for _, who := range owners {
		if in.each >= 0 && in.of[who]+n > in.each {
			return false
		}
	}
	in.held += n
	for _, who := range owners {
		in.of[who] += n
	}
	return true
}

// free takes n bytes off that were taken for the owners.
func (in *incoming) free(owners []string, n int64) {
	if n == 0 {
		return
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.held -= n
	for _, who := range owners {
		if in.of[who] -= n; in.of[who] == 0 {
			delete(in.of, who)
		}
	}
}

// ownersOf returns on whose account a request is: the address it came from, and the user if
// somebody is signed in.
func ownersOf(r *http.Request) []string {
	owners := []string{"address " + network(r.RemoteAddr)}
	if who, ok := auth.From(r.Context()); ok && who.User != "" && !who.Guest {
		owners = append(owners, "user "+who.User)
	}
	return owners
}

// sessionOwners are those on whose account a session is. Connections from this machine itself may
// be anybody's: a proxy that is not in --trusted-proxy makes all of them.
func sessionOwners(r *http.Request) []string {
	owners := ownersOf(r)
	if at, err := netip.ParseAddrPort(r.RemoteAddr); err == nil && at.Addr().Unmap().IsLoopback() {
		return owners[1:]
	}
	return owners
}

// network returns what one client may have of addresses: one of IPv4, a /64 of IPv6 (RFC 6177).
func network(remote string) string {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return remote
	}
	address := at.Addr().Unmap().WithZone("")
	if address.Is4() {
		return address.String()
	}
	prefix, _ := address.Prefix(64) // always possible
	return prefix.String()
}
