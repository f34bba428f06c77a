package models

import (
	"maps"
	"slices"
)

// Panel's classes for a component that is loading, and for one of its spinners; components.css
// draws them.
const (
	loading  = "pn-loading"
	arc      = "pn-arc"
	ariaBusy = "aria-busy"
)

// MarkBusy lays a spinner over a component, or takes it away. The
// mouse does not reach the component meanwhile.
func MarkBusy(component UIElement, busy bool) {
	cssClasses, htmlAttributes := CSSClassesOf(component), HTMLAttributesOf(component)
	if !busy && len(cssClasses.Get()) == 0 {
		return // most components, for most of the time
	}
	classes := slices.DeleteFunc(slices.Clone(cssClasses.Get()), func(c string) bool { return c == loading || c == arc })
	attributes := maps.Clone(htmlAttributes.Get())
	delete(attributes, ariaBusy)
	if busy {
		classes = append(classes, loading, arc)
		if attributes == nil {
			attributes = map[string]string{}
		}
		attributes[ariaBusy] = "true"
	}
	cssClasses.Set(classes)
	htmlAttributes.Set(attributes)
}
