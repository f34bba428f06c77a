package document

import "strings"

// fault is the kind of the message by which a page tells that it cannot draw a component.
const fault = "panelgo_fault"

const (
	maxFaults = 20  // that are logged of one session
	maxFault  = 500 // bytes of what a page says
)

// logFault has the log say what a page could not draw. The words are the browser's, so they are
// bounded, and say nothing of what the model is: that is known here.
func (d *Document) logFault(told any) {
	rep, _ := told.(map[string]any)
	words, _ := rep["error"].(string)
	id, _ := rep["model"].(string)
	if words == "" || d.faults >= maxFaults {
		return
	}
	d.faults++
	if len(words) > maxFault {
		words = words[:maxFault]
	}
	words = strings.ToValidUTF8(words, "")
	if b := d.models[id]; b != nil {
		d.Log().Error("a page cannot draw a component", "model", nameOf(b), "id", b.id, "name", b.Name.Get().Or(""), "err", words)
		return
	}
	d.Log().Error("a page cannot draw all", "err", words)
}
