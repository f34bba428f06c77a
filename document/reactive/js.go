package reactive

import (
	"maps"
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// JSLink makes the browser pass a property's value on to another, without asking the program, which
// hears of both changes all the same. Properties of one type are alike from the start. Calling stop
// ends the link.
//
//	reactive.JSLink(&slider.Slider.Value, &spinner.Value)
func JSLink[A, B any](from *document.Prop[A], to *document.Prop[B]) (stop func()) {
	target, name := document.PropertyOf(to)
	source, attr := document.PropertyOf(from)
	if to, ok := any(to).(*document.Prop[A]); ok {
		to.Set(from.Get())
	}
	link := document.New[passes]()
	link.Attr.Set(attr)
	link.Target.Set(target)
	link.TargetAttr.Set(name)
	document.ReadOnly(&link.Attr, &link.Target, &link.TargetAttr)
	return addCallback(&document.BaseOf(source).JSPropertyCallbacks, "change:"+attr, link)
}

// passes is a callback that passes a value on; static/own/links.js has the front end's part of it.
type passes struct {
	document.Base `bokeh:"panelgo.Link"`
	Attr          document.Prop[string]         `bokeh:"attr"`
	Target        document.Prop[document.Model] `bokeh:"target"`
	TargetAttr    document.Prop[string]         `bokeh:"target_attr"`
}

// Args are what a script knows by name: models, numbers, texts.
type Args map[string]any

// Script is JavaScript that runs in the browser when something happens there.
type Script struct{ *models.CustomJS }

// JS makes a Script from the program's own text, which must hold nothing that a visitor wrote.
// Besides its arguments it knows cb_obj: the model whose property has changed, or the event.
//
//	reactive.JS("label.text = `${cb_obj.value} °C`", reactive.Args{"label": label}).OnChange(&slider.Slider.Value)
//
// Compiling text is what a page's security policy forbids unless the page holds a Script when it is
// made. For one that comes later the server needs the option --allow-eval; without it the script
// does nothing, and the log says so.
func JS(code string, args Args) Script {
	s := Script{document.New[models.CustomJS]()}
	s.Code.Set(code)
	s.Args.Set(maps.Clone(args))
	document.ReadOnly(&s.Code, &s.Args, &s.Module)
	return s
}

// OnChange runs the script when one of some properties changes in the browser, each a pointer as in
// &slider.Value. Calling stop ends it.
func (s Script) OnChange(properties ...any) (stop func()) {
	var stops []func()
	for _, p := range properties {
		model, name := document.PropertyOf(p)
		stops = append(stops, addCallback(&document.BaseOf(model).JSPropertyCallbacks, "change:"+name, s.CustomJS))
	}
	return func() {
		for _, stop := range stops {
			stop()
		}
	}
}

// OnEvent runs the script at an event of a model, such as the "button_click" of a button or the
// "tap" of a figure. Calling stop ends it.
func (s Script) OnEvent(m document.Model, event string) (stop func()) {
	return addCallback(&document.BaseOf(m).JSEventCallbacks, event, s.CustomJS)
}

// addCallback adds a callback to those of a name.
func addCallback(to *document.Prop[map[string][]document.Model], name string, callback document.Model) (stop func()) {
	change := func(f func([]document.Model) []document.Model) {
		all := maps.Clone(to.Get())
		if all == nil {
			all = map[string][]document.Model{}
		}
		if all[name] = f(slices.Clone(all[name])); len(all[name]) == 0 {
			delete(all, name)
		}
		to.Set(all)
	}
	change(func(list []document.Model) []document.Model { return append(list, callback) })
	return func() {
		change(func(list []document.Model) []document.Model {
			return slices.DeleteFunc(list, func(m document.Model) bool { return m == callback })
		})
	}
}
