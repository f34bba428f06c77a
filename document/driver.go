package document

import (
	"errors"

	"github.com/panelgo/panelgo/internal/rescue"
)

// Driver is the side of a document that its session and its server use: turns, browsers, messages,
// and what the page has to know. Programs are given the [Document] alone. The methods of a Driver
// are for turns only, but Turn itself.
type Driver struct{ doc *Document }

// NewDriver makes an empty document for a host.
func NewDriver(h Host) *Driver {
	return &Driver{&Document{host: h, title: DefaultTitle, models: map[string]*Base{}}}
}

// Document returns the side of the document that programs use.
func (r *Driver) Document() *Document { return r.doc }

// RootIDs are the ids of the roots, in order.
func (r *Driver) RootIDs() []string {
	d := r.doc
	ids := make([]string, len(d.roots))
	for i, b := range d.roots {
		ids[i] = b.id
	}
	return ids
}

// Names calls yield with the front end's name of each model's type; a name may come more than once.
func (r *Driver) Names(yield func(string)) {
	d := r.doc
	d.collect()
	for _, b := range d.models {
		yield(nameOf(b))
	}
}

// OnModel calls f with the front end's name of the type of each model that becomes part of the
// document from now on. There is one such function; nil ends that.
func (r *Driver) OnModel(f func(name string)) { r.doc.arrived = f }

// Renewed calls the functions given to OnRenewal.
func (r *Driver) Renewed() {
	d := r.doc
	for _, f := range d.renewed {
		f()
	}
}

// Close ends the document: it calls the functions given to OnClose in order, each even if one
// before it panicked. The error joins what they panicked with.
func (r *Driver) Close() error {
	d := r.doc
	if d.closed {
		return nil
	}
	d.closed = true
	var errs []error
	for _, f := range d.closing {
		errs = append(errs, rescue.Call(func() error { f(); return nil }))
	}
	d.pending, d.offers = nil, nil
	return errors.Join(errs...)
}

// Template is the template of the page, nil if it has none of its own.
func (r *Driver) Template() PageTemplate { return r.doc.template }

// PageRoots are the roots in order, by name and type.
func (r *Driver) PageRoots() []PageRoot {
	d := r.doc
	all := make([]PageRoot, len(d.roots))
	for i, b := range d.roots {
		all[i] = PageRoot{Name: b.Name.Get().Or(""), Type: nameOf(b)}
	}
	return all
}

// Theme is the theme that the page begins with: "light", "dark" or "auto"; empty where the program
// has not said.
func (r *Driver) Theme() string { return r.doc.theme }
