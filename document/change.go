package document

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

// change is something that the browsers have not been told yet. A property's value is read when the
// change is sent, so that a turn sends each value once, as it is at the end; only what adds to a
// value (rows, patches, messages) is held here.
type change struct {
	kind    changeKind
	model   *Base
	prop    *property
	origin  *View // the browser that made it, which knows already
	to      *View // the only browser to be told, nil for all
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

// note adds a change to the next flush. Of two changes of one property by the same browser, or both
// by the program, the later stands.
func (d *Document) note(c change) {
	if len(d.views) == 0 || d.closed {
		return // a browser that joins later is sent the whole document
	}
	if c.kind == modelChanged || c.kind == titleChanged {
		for i := len(d.pending) - 1; i >= 0 && i >= len(d.pending)-16; i-- {
			p := &d.pending[i]
			if p.kind == c.kind && p.model == c.model && p.prop == c.prop && p.origin == c.origin && p.to == c.to {
				d.pending = append(d.pending[:i], d.pending[i+1:]...)
				break
			}
		}
	}
	d.pending = append(d.pending, c)
}
