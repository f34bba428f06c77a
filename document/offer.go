package document

import (
	"context"
	"crypto/rand"
	"io"
	"slices"
)

// Offer is a file that browsers fetch by themselves, over HTTP. It may be of any size: it is made
// while it is sent.
type Offer struct {
	Name string // by which the visitor saves it
	Type string // of the content, as in "text/csv"; empty: what the name says
	// Write makes the content, once for each browser that fetches it. It runs outside of turns; its
	// context ends when the visitor goes away and when the session ends.
	Write func(ctx context.Context, w io.Writer) error
	// Done is called in a turn with what Write returned. It may be nil.
	Done func(err error)
}

// Fetched is a [Host] from which browsers can fetch files.
type Fetched interface {
	// Address is where, relative to the server's prefix, browsers find what is offered under a key.
	Address(key string) string
}

// maxOffers is how many files of a document may wait to be fetched; then the oldest is dropped.
const maxOffers = 32

// offered is a file that waits to be fetched.
type offered struct {
	Offer
	key   string
	times int // that it may still be fetched
}

// Offer gives a file an address that nobody can guess, relative to the server's prefix. Each
// browser that shows the document may fetch it once, as long as the session lasts. Without a server
// the address is empty.
func (d *Document) Offer(o Offer) (address string) {
	d.check("Offer")
	host, ok := d.host.(Fetched)
	if !ok {
		return ""
	}
	if len(d.offers) == maxOffers {
		d.offers = slices.Delete(d.offers, 0, 1)
	}
	key := rand.Text()
	d.offers = append(d.offers, offered{o, key, max(1, len(d.views))})
	return host.Address(key)
}

// Fetch returns what is offered under a key.
func (r *Driver) Fetch(key string) (o Offer, ok bool) {
	d := r.doc
	d.check("Fetch")
	i := slices.IndexFunc(d.offers, func(o offered) bool { return o.key == key })
	if i < 0 {
		return Offer{}, false
	}
	o = d.offers[i].Offer
	if d.offers[i].times--; d.offers[i].times == 0 {
		d.offers = slices.Delete(d.offers, i, i+1)
	}
	return o, true
}
