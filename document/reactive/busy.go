package reactive

import "github.com/panelgo/panelgo/document/models"

// Busy lays a spinner over a component while a source is true, and keeps the mouse off it. Calling
// stop ends it.
//
//	reactive.Busy(chart, work.Running())
func Busy(component models.UIElement, while Source[bool]) (stop func()) {
	return follow(while, func(busy bool) { models.MarkBusy(component, busy) })
}
