package component

import (
	"fmt"
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// None is the state of a component that needs none.
type None struct {
	document.Base `bokeh:"panelgo.None" extends:"Model"`
}

// JS is a component drawn by a module that exports render({model, el}): what it answers is shown,
// if it is an element.
type JS[S any] struct {
	*models.ReactiveESM
	Link[S]
}

// New shows a module with a state S: a struct that embeds document.Base with a name and
// extends:"Model" in its tag, and has document.Prop fields. It panics when S is none.
func New[S any](m Module) *JS[S] {
	c := &JS[S]{ReactiveESM: document.New[models.ReactiveESM]()}
	c.Link = connect[S](c.ReactiveESM, m, parts{
		esm: &c.ESM, importmap: &c.Importmap, class: &c.ClassName, children: &c.ReactiveESM.Children, data: &c.Data,
		sheets: &c.Stylesheets, tags: &c.Tags, fixed: []any{&c.Bundle, &c.CSSBundle, &c.Defs, &c.Dev, &c.Events},
	})
	return c
}

// React is a component drawn by a module that exports a React component named render. React itself
// need not be imported; React.useState and the like are at hand, and model.useState("count") is one
// of the state's properties.
type React[S any] struct {
	*models.ReactComponent
	Link[S]
}

// NewReact is New for React.
func NewReact[S any](m Module) *React[S] {
	c := &React[S]{ReactComponent: document.New[models.ReactComponent]()}
	c.Link = connect[S](c.ReactComponent, m, parts{
		esm: &c.ESM, importmap: &c.Importmap, class: &c.ClassName, children: &c.ReactComponent.Children, data: &c.Data,
		sheets: &c.Stylesheets, tags: &c.Tags, fixed: []any{&c.Bundle, &c.CSSBundle, &c.Defs, &c.Dev, &c.Events, &c.RootNode},
	})
	return c
}

// AnyWidget is a widget written for notebooks: its module exports an object with render({model,
// el}), and speaks with model.get, set, save_changes, on and send. Such modules run as they are.
type AnyWidget[S any] struct {
	*models.AnyWidgetComponent
	Link[S]
}

// NewAnyWidget is New for widgets made for notebooks.
func NewAnyWidget[S any](m Module) *AnyWidget[S] {
	c := &AnyWidget[S]{AnyWidgetComponent: document.New[models.AnyWidgetComponent]()}
	c.Link = connect[S](c.AnyWidgetComponent, m, parts{
		esm: &c.ESM, importmap: &c.Importmap, class: &c.ClassName, children: &c.AnyWidgetComponent.Children, data: &c.Data,
		sheets: &c.Stylesheets, tags: &c.Tags, fixed: []any{&c.Bundle, &c.CSSBundle, &c.Defs, &c.Dev, &c.Events},
	})
	c.wrapped = true
	return c
}

// parts are the properties that the three models have in common.
type parts struct {
	esm, class *document.Prop[string]
	importmap  *document.Prop[any]
	data       *document.Prop[any]
	children   *document.Prop[[]string]
	sheets     *document.Prop[[]models.StyleSheetOrStrOrStyleRules]
	tags       *document.Prop[[]any]
	fixed      []any
}

// connect gives a front end's model its module and its state.
func connect[S any](model component, m Module, p parts) Link[S] {
	m = m.withDefaults()
	state := document.New[S]()
	as, slots := inspect(state)
	p.esm.Set(m.Code)
	p.class.Set(m.class(as))
	p.data.Set(state)
	p.children.Set(slots)
	p.tags.Set([]any{m.Name})
	if imports := m.importmap(); imports != nil {
		p.importmap.Set(imports)
	}
	if m.CSS != "" {
		p.sheets.Set([]models.StyleSheetOrStrOrStyleRules{models.Str(m.CSS)})
	}
	// What runs in other browsers of the session is the program's to say.
	document.ReadOnly(p.esm, p.class, p.importmap, p.data, p.children, p.tags, p.sheets)
	document.ReadOnly(p.fixed...)
	logFailures(model, m.Name)
	return Link[S]{State: state, model: model}
}

// inspect is a state's name, and which of its properties are places for components, by their names.
func inspect(state any) (name string, slots []string) {
	v := reflect.ValueOf(state).Elem()
	base := v.Type().Field(0).Tag
	name = base.Get("bokeh")
	if name == "" || base.Get("extends") == "" {
		panic(fmt.Sprintf("component: %v is no state: its first field has to be document.Base `bokeh:\"%s\" extends:\"Model\"`", v.Type(), v.Type().Name()))
	}
	slots = []string{}
	for i := range v.NumField() {
		get, ok := v.Field(i).Addr().Type().MethodByName("Get")
		if prop := v.Type().Field(i).Tag.Get("bokeh"); i > 0 && ok && prop != "" && isSlot(get.Type.Out(0)) {
			slots = append(slots, prop)
			document.ReadOnly(v.Field(i).Addr().Interface())
		}
	}
	return name, slots
}

func isSlot(t reflect.Type) bool {
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t.Implements(reflect.TypeFor[models.UIElement]())
}
