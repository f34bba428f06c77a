package document

import "fmt"

// changeKind is what a change is on the wire.
type changeKind uint8

const (
	modelChanged changeKind = iota
	columnsStreamed
	columnsPatched
	messageSent
	rootAdded
	rootRemoved
	titleChanged
)

// change is something that the browsers have not heard yet. Values are read when it is sent, so that what a turn
// leaves behind travels once; only what adds to a value (rows, patches, messages) is kept here.
type change struct {
	kind    changeKind
	model   *Base
	prop    *property
	origin  *View // the browser that made it knows already
	payload any
}

// rows is the payload of columnsStreamed.
type rows struct {
	data     Data
	rollover int
}

// removed is the payload of rootRemoved: by the time it is sent the model may have left.
type removed struct {
	id    string
	known uint64 // the views that have it
}

// message is the payload of messageSent.
type message struct {
	kind string
	data any
}

// note keeps a change for the next flush. Of two values of one property from one hand, the later stands.
func (d *Document) note(c change) {
	if len(d.views) == 0 || d.closed {
		return // a browser that comes later gets it all
	}
	if c.kind == modelChanged || c.kind == titleChanged {
		for i := len(d.pending) - 1; i >= 0 && i >= len(d.pending)-16; i-- {
			p := &d.pending[i]
			if p.kind == c.kind && p.model == c.model && p.prop == c.prop && p.origin == c.origin {
				d.pending = append(d.pending[:i], d.pending[i+1:]...)
				break
			}
		}
	}
	d.pending = append(d.pending, c)
}

// contained runs f and turns a panic into an error.
func contained(f func()) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("document: panic: %v", p)
		}
	}()
	f()
	return nil
}
