package reactive

import (
	"maps"
	"slices"

	"github.com/panelgo/panelgo/document/models"
)

// Busy lays a spinner over a component while a source is true, and keeps the mouse off it. Calling
// stop ends it.
//
//	reactive.Busy(chart, work.Running())
func Busy(component models.UIElement, while Source[bool]) (stop func()) {
	classes, _ := property[[]string](component, "CSSClasses")
	attributes, _ := property[map[string]string](component, "HTMLAttributes")
	show := func(busy bool) {
		if !busy && len(classes.Get()) == 0 {
			return // most components, for most of the time
		}
		all := slices.DeleteFunc(slices.Clone(classes.Get()), func(c string) bool { return c == loading || c == arc })
		said := maps.Clone(attributes.Get())
		delete(said, ariaBusy)
		if busy {
			all = append(all, loading, arc)
			if said == nil {
				said = map[string]string{}
			}
			said[ariaBusy] = "true"
		}
		classes.Set(all)
		attributes.Set(said)
	}
	return follow(while, show)
}

// Panel's classes for a component that is loading, and for one of its spinners; components.css
// draws them.
const (
	loading  = "pn-loading"
	arc      = "pn-arc"
	ariaBusy = "aria-busy"
)
