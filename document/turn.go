package document

import (
	"slices"
	"sync"

	"github.com/petermattis/goid"
)

// Turn calls f as the document's owner: the calling goroutine may change models until f and then
// the functions given to Settle have returned. Turns of one document must not overlap, which its
// session ensures. A panic in f passes through.
func (r *Driver) Turn(f func() error) error {
	d := r.doc
	id := goid.Get()
	if d.owner.Load() == id {
		return f()
	}
	d.owner.Store(id)
	row := &turns[id%int64(len(turns))]
	row.enter(d)
	defer func() {
		row.leave(d)
		d.owner.Store(0)
	}()
	defer d.settle() // also after a panic: what f did before stands
	return f()
}

// Settle calls f at the end of this turn, before browsers are told what has changed, so that what
// follows from several changes is done once. Functions are called in the order in which they were
// given, also those given meanwhile, and each even if one before it panicked.
func (d *Document) Settle(f func()) {
	d.check("Settle")
	d.settling = append(d.settling, f)
}

// maxSettling is how many functions the end of a turn may call: values that follow each other in a
// circle never settle.
const maxSettling = 100_000

func (d *Document) settle() {
	for n := 0; len(d.settling) > 0; n++ {
		if n == maxSettling {
			d.settling = nil
			panic("document: the turn does not end: values follow each other in a circle")
		}
		f := d.settling[0]
		d.settling = d.settling[1:]
		d.settleOne(f)
	}
	d.settling = nil
}

// settleOne calls f. If f panics, the rest is called all the same, and the panic continues with its
// stack.
func (d *Document) settleOne(f func()) {
	done := false
	defer func() {
		if !done {
			d.settle()
		}
	}()
	f()
	done = true
}

// Current returns the document whose turn the calling goroutine is in, nil if it is in none.
func Current() *Document {
	id := goid.Get()
	return turns[id%int64(len(turns))].find(id)
}

// Scope is what [SetScope] has given a document, nil if nothing; also of no document.
func Scope(d *Document) any {
	if d == nil {
		return nil
	}
	return d.scope
}

// SetScope gives a document what collects all that is made in it from now on, in a turn, and
// returns what did before. Package reactive ties what a view's function makes to its component that
// way.
func SetScope(d *Document, scope any) (before any) {
	d.check("SetScope")
	before, d.scope = d.scope, scope
	return before
}

func (d *Document) mine() bool { return d.owner.Load() == goid.Get() }

func (d *Document) check(what string) {
	if !d.mine() {
		panic("document: " + what + " of a live document was called outside a turn; hand the call to doc.Next")
	}
}

// turns are the documents that are in a turn, in rows by their owner's number, so that goroutines
// seldom wait for each other.
var turns [256]row

type row struct {
	mu   sync.Mutex
	docs []*Document // guarded by mu
}

func (r *row) enter(d *Document) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.docs = append(r.docs, d)
}

func (r *row) leave(d *Document) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.Index(r.docs, d)
	r.docs = slices.Delete(r.docs, i, i+1)
}

// find returns the latest document of an owner: a turn may be inside that of another document.
func (r *row) find(owner int64) *Document {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, d := range slices.Backward(r.docs) {
		if d.owner.Load() == owner {
			return d
		}
	}
	return nil
}
