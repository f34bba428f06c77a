package document

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"
)

// Document is what one session shows: models in a tree below its roots, a title, and what happens
// in it over time. All of its methods, but Next and Context, are for turns only.
type Document struct {
	host  Host
	owner atomic.Int64 // the goroutine whose turn it is, 0 between turns

	title      string
	titled     bool   // by the program
	theme      string // that the page begins with
	config     *Config
	template   PageTemplate
	defs       []*shape
	told       int // of defs, those that browsers know
	roots      []*Base
	models     map[string]*Base // reachable from the roots, by id
	tombstones tombstones
	views      []*View
	bits       uint64 // taken by views
	pending    []change
	stale      bool // a change may have cut models off
	mark       uint32
	serial     uint32
	handlers   map[string][]*handler // of document events
	closing    []func()
	settling   []func() // at the end of this turn
	scope      any      // see SetScope
	renewed    []func()
	closed     bool
	quota      quota
	arrived    func(string) // hears of models that come later
	offers     []offered
	faults     int // that pages told of; see logFault
	reached    int // the event of a browser's message that is being carried out
}

// Host is what a document needs of its session. Its methods may be called in a turn only, Next and
// Context from anywhere.
type Host interface {
	// Next calls f in a turn of its own, after those that are waiting.
	Next(f func())
	// After calls f in a turn after some time, Every again and again: from start to start, never
	// overlapping.
	After(d time.Duration, f func()) (stop func())
	Every(d time.Duration, f func()) (stop func())
	// Go calls work in a goroutine, and the function that it returns in a turn. The context ends
	// with the session.
	Go(work func(context.Context) func())
	Context() context.Context
	Visit() Visit
	Log() *slog.Logger
}

// Visit is who asked for the page, and how.
type Visit struct {
	Path      string              // of the app, for example "/sales"
	Arguments map[string][]string // of the page's query; those that begin with "bokeh-" are left out
	Headers   map[string]string   // those that the server is told to keep, canonical names
	Cookies   map[string]string   // likewise
	Remote    string              // address of the browser
	User      string              // empty for guests and where nobody signs in
	Claims    map[string]any      // what the identity provider says of the user
	Groups    []string
	Guest     bool
	SignInID  string  // tells one sign-in of the user from another; no secret
	Account   Account // nil where nobody signs in
}

// Account is what a signed-in visitor brings along.
type Account interface {
	// AccessToken returns a token for the identity provider's APIs that does not expire soon.
	AccessToken(context.Context) (string, error)
	// SignOut ends the sign-in everywhere.
	SignOut(context.Context) error
}

// ErrNoAccount is returned for guests, and where nobody signs in.
var ErrNoAccount = errors.New("document: the visitor has not signed in")

// Argument returns the first value of an argument of the page's query, empty if there is none.
func (v Visit) Argument(name string) string {
	if values := v.Arguments[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// DefaultTitle is the title of a document that was given none.
const DefaultTitle = "panelgo app"

// maxViews is how many browsers can share a session: known models are a bit per view.
const maxViews = 64

// Titled is a root that names the page when it is added, unless the program does so itself: an
// app's frame, whose header shows the name.
type Titled interface{ PageTitle() string }

// Add puts models on the page, below those that are there. A model is added once.
func (d *Document) Add(roots ...Model) {
	d.check("Add")
	for _, m := range roots {
		b := bound(m)
		if slices.Contains(d.roots, b) {
			continue
		}
		d.attach(m)
		d.roots = append(d.roots, b)
		d.note(change{kind: rootAdded, model: b})
		if named, ok := m.(Titled); ok && !d.titled {
			d.setTitle(named.PageTitle(), nil)
		}
	}
}

// Remove takes models off the page.
func (d *Document) Remove(roots ...Model) {
	d.check("Remove")
	for _, m := range roots {
		d.remove(m.base(), nil)
	}
}

func (d *Document) remove(b *Base, origin *View) {
	i := slices.Index(d.roots, b)
	if i < 0 {
		return
	}
	d.roots = slices.Delete(d.roots, i, i+1)
	d.stale = true
	d.note(change{kind: rootRemoved, model: b, origin: origin, payload: removed{b.id, b.known}})
}

// Roots are the models on the page, in order.
func (d *Document) Roots() []Model {
	all := make([]Model, len(d.roots))
	for i, b := range d.roots {
		all[i] = modelOf(b)
	}
	return all
}

// Models are all models that the page can reach, in no order.
func (d *Document) Models() iter.Seq[Model] {
	d.collect()
	return func(yield func(Model) bool) {
		for _, b := range d.models {
			if !yield(modelOf(b)) {
				return
			}
		}
	}
}

// Find returns the first model of type T whose name property is name (any, if name is empty), in
// the order of the page.
func Find[T Model](d *Document, name string) (found T, ok bool) {
	d.mark++
	var walk func(Model)
	walk = func(m Model) {
		b := m.base()
		if ok || b.mark == d.mark {
			return
		}
		b.mark = d.mark
		if t, is := m.(T); is && (name == "" || b.Name.Get().Or("") == name) {
			found, ok = t, true
			return
		}
		children(b, walk)
	}
	for _, b := range d.roots {
		walk(modelOf(b))
	}
	return found, ok
}

// Title is what the browser's tab says.
func (d *Document) Title() string { return d.title }

// SetTitle changes what the browser's tab says.
func (d *Document) SetTitle(title string) {
	d.check("SetTitle")
	d.titled = true
	d.setTitle(title, nil)
}

func (d *Document) setTitle(title string, origin *View) {
	if title == d.title {
		return
	}
	d.title = title
	d.note(change{kind: titleChanged, origin: origin})
}

// Next calls f in a turn of its own, after those that are waiting. It may be called from any
// goroutine.
func (d *Document) Next(f func()) { d.host.Next(f) }

// After calls f in a turn when some time has passed. Calling stop cancels that.
func (d *Document) After(wait time.Duration, f func()) (stop func()) {
	d.check("After")
	return d.host.After(wait, f)
}

// Every calls f in a turn again and again; the period counts from start to start, and calls never
// overlap. Calling stop ends that.
func (d *Document) Every(period time.Duration, f func()) (stop func()) {
	d.check("Every")
	return d.host.Every(period, f)
}

// Go calls work in a goroutine of its own, so that the tab stays responsive meanwhile. The function
// that work returns is called in a turn, and is the place to show the result; it may be nil. The
// context ends when the session does.
func (d *Document) Go(work func(context.Context) func()) {
	d.check("Go")
	d.host.Go(work)
}

// Context ends when the session does.
func (d *Document) Context() context.Context { return d.host.Context() }

// Visit is who asked for the page, and how.
func (d *Document) Visit() Visit { return d.host.Visit() }

// AccessToken is the visitor's token for the identity provider's APIs, renewed if need be. It may
// take a request to the provider, so call it in [Document.Go]. Without a sign-in the error is
// [ErrNoAccount].
func (d *Document) AccessToken(ctx context.Context) (string, error) {
	account := d.host.Visit().Account
	if account == nil {
		return "", ErrNoAccount
	}
	return account.AccessToken(ctx)
}

// SignOut ends the visitor's sign-in, and with it every page that it has open. It may take a while,
// so call it in
// [Document.Go].
func (d *Document) SignOut(ctx context.Context) error {
	account := d.host.Visit().Account
	if account == nil {
		return ErrNoAccount
	}
	return account.SignOut(ctx)
}

// OnRenewal calls f in a turn each time the visitor's access token has been renewed.
func (d *Document) OnRenewal(f func()) {
	d.check("OnRenewal")
	d.renewed = append(d.renewed, f)
}

// Log is the session's logger: what it writes names the session.
func (d *Document) Log() *slog.Logger { return d.host.Log() }

// OnClose calls f once, in a turn, when the session ends.
func (d *Document) OnClose(f func()) {
	d.check("OnClose")
	d.closing = append(d.closing, f)
}

// attach makes a model, and all models that it mentions, part of the document.
func (d *Document) attach(m Model) {
	b := bound(m)
	switch {
	case b.doc == d && d.models[b.id] == b:
		return
	case b.doc != nil && b.doc != d:
		panic("document: a " + b.shape.name + " is part of another document; each session needs models of its own, made inside the app's function")
	}
	for b.id == "" || d.models[b.id] != nil { // a browser may have taken an id
		b.id = newID()
	}
	b.doc = d
	d.models[b.id] = b
	if d.arrived != nil {
		d.arrived(b.shape.name)
	}
	if d.extendable(b.shape.define) { // what extends an abstract model is brought by the page's own script
		d.define(b.shape)
	}
	children(b, d.attach)
	if b.extra != nil {
		announce(b)
	}
}

// collect drops the models that a change has cut off from the page.
func (d *Document) collect() {
	if !d.stale {
		return
	}
	d.stale = false
	d.mark++
	for _, b := range d.roots {
		d.reach(modelOf(b))
	}
	if d.config != nil {
		d.reach(d.config)
	}
	for id, b := range d.models {
		if b.mark != d.mark {
			delete(d.models, id)
			d.tombstones.add(id)
			b.doc, b.known = nil, 0
		}
	}
	d.release()
}

func (d *Document) reach(m Model) {
	b := m.base()
	if b.mark != d.mark {
		b.mark = d.mark
		children(b, d.reach)
	}
}

// tombstones remember the ids of models that have left, the latest of them: a browser may still
// speak of those.
type tombstones struct {
	ids  map[string]bool
	ring []string
	next int
}

const maxTombstones = 4096

func (g *tombstones) add(id string) {
	if g.ids == nil {
		g.ids = map[string]bool{}
	}
	if len(g.ring) < maxTombstones {
		g.ring = append(g.ring, id)
	} else {
		delete(g.ids, g.ring[g.next])
		g.ring[g.next] = id
		g.next = (g.next + 1) % maxTombstones
	}
	g.ids[id] = true
}
