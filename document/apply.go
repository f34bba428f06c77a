package document

import (
	"errors"
	"fmt"
	"slices"

	"github.com/panelgo/panelgo/document/wire"
)

// maxModels bounds what a browser can add to a document.
const maxModels = 50_000

// event is one entry of a PATCH-DOC, of whatever kind.
type event struct {
	Kind     string         `json:"kind"`
	Model    map[string]any `json:"model"`
	Attr     string         `json:"attr"`
	New      any            `json:"new"`
	MsgType  string         `json:"msg_type"`
	MsgData  any            `json:"msg_data"`
	Title    *string        `json:"title"`
	Data     any            `json:"data"`
	Cols     []string       `json:"cols"`
	Rollover *float64       `json:"rollover"`
	Patches  any            `json:"patches"`
}

func newDecoder(d *Document, buffers []wire.Buffer) *decoder {
	dec := &decoder{doc: d}
	if len(buffers) > 0 {
		dec.buffers = make(map[string][]byte, len(buffers))
		for _, b := range buffers {
			dec.buffers[b.ID] = b.Data
		}
	}
	return dec
}

// Apply carries out a PATCH-DOC that a browser sent: it must be called in a turn. All models that
// the events are about are looked up before anything happens; an unknown one refuses the whole
// message. After that the events before a bad one stand. The error's text is fit for the browser; a
// panic in a listener passes through.
func (r *Driver) Apply(v *View, content []byte, buffers []wire.Buffer) error {
	d := r.doc
	var patch struct {
		Events []event `json:"events"`
	}
	if err := d.admit(content, buffers); err != nil {
		return err
	}
	if err := parse(content, &patch); err != nil {
		return fmt.Errorf("document: patch: %w", err)
	}
	dec := newDecoder(d, buffers)
	targets := make([]*Base, len(patch.Events))
	for i := range patch.Events {
		var err error
		if targets[i], err = dec.target(&patch.Events[i]); err != nil {
			err = fmt.Errorf("document: patch, event %d: %w", i, err)
			if len(patch.Events) == 1 {
				return err
			}
			return &Refusal{Event: i, Whole: true, err: err}
		}
	}
	for i := range patch.Events {
		d.reached = i
		if err := d.apply(v, dec, &patch.Events[i], targets[i]); err != nil {
			return &Refusal{Event: i, Said: saidBy(err), err: fmt.Errorf("document: patch, event %d: %w", i, err)}
		}
	}
	return nil
}

// target is the model that an event is about; nil when there is none, or when it has left the
// document since.
func (d *decoder) target(e *event) (*Base, error) {
	switch e.Kind {
	case "MessageSent", "TitleChanged":
		return nil, nil
	case "RootAdded":
		m, err := d.model(e.Model)
		if err != nil {
			return nil, err
		}
		return m.base(), nil
	case "ModelChanged", "ColumnDataChanged", "ColumnsStreamed", "ColumnsPatched", "RootRemoved":
	default:
		return nil, fmt.Errorf("no event is of the kind %.60q", e.Kind)
	}
	id, _ := e.Model["id"].(string)
	if b := d.doc.models[id]; b != nil {
		return b, nil
	}
	if d.doc.tombstones.ids[id] {
		return nil, nil
	}
	return nil, fmt.Errorf("no model has the id %.60q", id)
}

func (d *Document) apply(v *View, dec *decoder, e *event, b *Base) error {
	switch e.Kind {
	case "MessageSent":
		return d.hear(v, dec, e)
	case "TitleChanged":
		if e.Title == nil {
			return wrong("a title", nil)
		}
		d.setTitle(*e.Title, v)
		return nil
	}
	if b == nil {
		return nil
	}
	switch e.Kind {
	case "ModelChanged":
		if err := take(b, dec, e.Attr, e.New, v); err != nil {
			return fmt.Errorf("%s.%.60s: %w", nameOf(b), e.Attr, err)
		}
	case "RootAdded":
		d.addRoot(b, v)
	case "RootRemoved":
		d.remove(b, v)
	default:
		return applyColumns(b, v, dec, e)
	}
	return nil
}

func (d *Document) addRoot(b *Base, origin *View) {
	if b.doc == d && slices.Contains(d.roots, b) {
		return // browsers repeat all roots after a reconnect
	}
	d.attach(modelOf(b))
	d.roots = append(d.roots, b)
	d.note(change{kind: rootAdded, model: b, origin: origin})
}

// Replace carries out a PUSH-DOC: the roots and the title become those that came. A model that is
// there already takes on what the document says of it, and its listeners hear of that.
func (r *Driver) Replace(v *View, content []byte, buffers []wire.Buffer) error {
	d := r.doc
	var push struct {
		Doc struct {
			Title *string          `json:"title"`
			Roots []map[string]any `json:"roots"`
		} `json:"doc"`
	}
	if err := d.admit(content, buffers); err != nil {
		return err
	}
	if err := parse(content, &push); err != nil {
		return fmt.Errorf("document: push: %w", err)
	}
	if push.Doc.Roots == nil {
		return errors.New("document: push: the document has no list of roots")
	}
	dec := newDecoder(d, buffers)
	dec.renewed = map[*Base]bool{}
	roots := make([]*Base, len(push.Doc.Roots))
	for i, rep := range push.Doc.Roots {
		m, err := dec.model(rep)
		if err != nil {
			return fmt.Errorf("document: push, root %d: %w", i, err)
		}
		roots[i] = m.base()
	}
	for len(d.roots) > 0 {
		d.remove(d.roots[0], nil)
	}
	for _, b := range roots {
		d.addRoot(b, nil)
	}
	for _, change := range dec.later {
		change(v)
	}
	if push.Doc.Title != nil {
		d.setTitle(*push.Doc.Title, nil)
	}
	return nil
}
