package reactive

import (
	"slices"

	"github.com/panelgo/panelgo/document"
)

// node is a value's place in the graph of what follows from what. A change marks all nodes that it
// may concern, and has those that somebody listens to look again at the end of the turn; looking
// again goes from a node to its inputs, so that each is computed once and after those it is made
// from.
type node struct {
	doc     *document.Document // whose turns it is used in; nil as long as it was used in none
	version uint64             // how often the value has changed

	inputs  []*node                // that are nodes themselves
	seen    []uint64               // versions of the inputs that the value was made from
	others  []func() (stop func()) // listen to inputs that are not
	stops   []func()               // end that
	stopped bool

	followers []*node
	invalid   bool // something that the value is made from may have changed
	stale     bool // something has

	compute      func()      // makes the value anew; nil for a State
	report       func()      // tells the listeners of the value
	hasListeners func() bool // somebody listens
	settles      func()      // settle as a value, made once
	reported     uint64      // the version that the listeners have heard of
	scheduled    bool        // settle will be called in this turn
}

func (n *node) graph() *node { return n }

func (n *node) init(compute, report func(), hasListeners func() bool) {
	n.doc = document.Current()
	n.compute, n.report, n.hasListeners = compute, report, hasListeners
	n.stale, n.invalid = compute != nil, compute != nil
	n.settles = n.settle
}

// addInput makes a source an input of a node.
func addInput[A any](n *node, s Source[A]) {
	if in, ok := s.(interface{ graph() *node }); ok {
		n.inputs = append(n.inputs, in.graph())
		n.seen = append(n.seen, in.graph().version)
		return
	}
	n.others = append(n.others, func() (stop func()) {
		return s.OnChange(func(A) {
			n.claim("An input of a computed value")
			n.stale = true
			settleSoon(n.invalidate(nil))
		})
	})
}

// connect makes a node follow its inputs.
func (n *node) connect() {
	for _, listen := range n.others {
		n.stops = append(n.stops, listen())
	}
	for _, in := range n.inputs {
		in.followers = append(slices.Clip(in.followers), n)
	}
}

// suspend stops a node from following its inputs.
func (n *node) suspend() {
	for _, stop := range n.stops {
		stop()
	}
	n.stops = nil
	for _, in := range n.inputs {
		in.followers = slices.DeleteFunc(slices.Clone(in.followers), func(f *node) bool { return f == n })
	}
}

// resume makes a node follow its inputs again.
func (n *node) resume() {
	if n.stopped {
		return
	}
	n.connect()
	n.stale = true // who knows what others than nodes have become
	settleSoon(n.invalidate(nil))
}

// claim ties a node to the document in whose turn it is used first, and keeps it from being used
// elsewhere.
func (n *node) claim(what string) {
	switch now := document.Current(); {
	case now == n.doc:
	case n.doc == nil:
		n.doc = now
	case now == nil:
		panic("reactive: " + what + " was changed outside a turn; hand the change to doc.Next, or return it from doc.Go")
	default:
		panic("reactive: " + what + " was changed in a turn of another session; each session needs values of its own, made inside the app's function")
	}
}

// invalidate marks a node and all that follow from it, and collects those who have to look again.
func (n *node) invalidate(waiting []*node) []*node {
	if n.hasListeners() && !n.scheduled {
		n.scheduled = true
		waiting = append(waiting, n)
	}
	if n.invalid {
		return waiting
	}
	n.invalid = true
	return n.invalidateFollowers(waiting)
}

func (n *node) invalidateFollowers(waiting []*node) []*node {
	for _, f := range n.followers {
		f.claim("An input of a computed value")
		waiting = f.invalidate(waiting)
	}
	return waiting
}

// settleSoon makes nodes look again when the turn ends; outside of turns at once.
func settleSoon(waiting []*node) {
	for _, n := range waiting {
		if n.doc != nil {
			n.doc.Settle(n.settles)
		} else {
			n.settle()
		}
	}
}

func (n *node) settle() {
	n.scheduled = false
	n.refresh()
	if n.reported != n.version {
		n.reported = n.version
		n.report()
	}
}

// refresh makes the value anew if an input has really changed.
func (n *node) refresh() {
	if !n.invalid {
		return
	}
	n.invalid = false // at first: it also keeps a circle from going round
	for i, in := range n.inputs {
		in.refresh()
		if in.version != n.seen[i] {
			n.seen[i], n.stale = in.version, true
		}
	}
	if n.stale && n.compute != nil {
		n.compute() // leaves the node stale if it panics: asked again, it is tried again
		n.stale = false
	}
}
