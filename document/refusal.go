package document

import "errors"

// Refusal is the error of a PATCH-DOC of which one event was not taken. The page that sent it puts
// that event's change back, and sends again what the message held besides and was not looked at.
type Refusal struct {
	Event int    // its place in the message
	Whole bool   // the events before it were not taken either
	Said  string // by the program's check, for the visitor to read; empty if it was not that

	err error
}

func (r *Refusal) Error() string { return r.err.Error() }

// Unwrap returns what the server says to other clients.
func (r *Refusal) Unwrap() error { return r.err }

// verdict is the error of a check.
type verdict struct{ error }

func (v verdict) Unwrap() error { return v.error }

// saidBy is what a check had to say, empty if the error is none of a check.
func saidBy(err error) string {
	var v verdict
	if errors.As(err, &v) {
		return v.Error()
	}
	return ""
}

// putBack is the kind of the message by which a page asks what stands in a property: it has sent a
// value for it that was refused. Its own scripts do; other clients are told by the ERROR alone.
const putBack = "panelgo_back"

// restore tells one browser again what stands in a property.
func (d *Document) restore(v *View, asked any) {
	rep, _ := asked.(map[string]any)
	id, _ := rep["model"].(string)
	attr, _ := rep["attr"].(string)
	b := d.models[id]
	if b == nil {
		return // it has left since
	}
	if p := b.shape.byName[attr]; p != nil {
		d.note(change{kind: modelChanged, model: b, prop: p, to: v})
	}
}

// Reached is the place of the event that the latest PATCH-DOC came to.
func (r *Driver) Reached() int { return r.doc.reached }

// Tell sends a message to the scripts of the pages that show the document. Clients of other kinds,
// which never say that they have drawn it, are spared what only a page can show.
func (r *Driver) Tell(kind string, data any) {
	for _, v := range r.doc.views {
		if v.draws {
			r.doc.note(change{kind: messageSent, payload: message{kind, data}, to: v})
		}
	}
}
