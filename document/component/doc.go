// Package component shows what authors write themselves in JavaScript or HTML, with its state in Go
// and no build step: the browser compiles modules as they are (TypeScript and, for React and
// notebook widgets, JSX).
//
//	type Counter struct {
//		document.Base `bokeh:"Counter" extends:"Model"`
//		Count         document.Prop[int] `bokeh:"count"`
//	}
//
//	//go:embed counter.js
//	var code string
//
//	c := component.New[Counter](component.Module{Name: "counter.js", Code: code})
//	c.State.Count.OnChange(func(change document.Change[int]) { … }) // the module did: model.count += 1
//	c.State.Count.Set(0)                                            // the module hears: model.on("count", …)
//
// There are Panel's three kinds, and one without JavaScript:
//
//	New           export function render({model, el}) { … }            JSComponent
//	NewReact      export function render({model}) { return <b/> }      ReactComponent
//	NewAnyWidget  export default { render({model, el}) { … } }         AnyWidgetComponent
//	NewHTML       <button data-on-click="more">{{.Label}}</button>     ReactiveHTML
//
// A property of the state that holds a models.UIElement, or a slice of them, is a place for other
// components: the module puts it where it likes with model.get_child("name").
//
// What fails in a module is said in the session's log, with line and column, and under --dev in the
// page.
package component
