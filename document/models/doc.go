// Package models has a Go type for every model of the front end: Bokeh's five bundles and Panel's.
//
// A model is a struct. Its properties are fields of type [document.Prop], with the front end's
// names in Go's case, its defaults and a type that admits what the front end admits:
//
//	slider := document.New[models.Slider]()
//	slider.End.Set(10)                             // Float
//	slider.Title.Set(document.Some("Speed"))       // Nullable(Str)
//	slider.Orientation.Set(models.OrientationVertical) // Enum
//	slider.Margin.Set(models.Pair{5, 10})          // Or(Float, Tuple(Float, Float), …)
//	slider.AspectRatio.Set(nil)                    // Or(Float, Enum(auto), Null)
//
// How a kind of the front end is written in Go:
//
//	Bool Int Float Str Bytes         bool int float64 string []byte
//	Percent NonNegative Positive     the number itself; its range is in the comment
//	Enum                             a string type with constants, OrientationVertical
//	Color                            document.Color; the empty one is null
//	Nullable                         document.Opt; types that have a nil use that
//	Or                               a sealed interface, FloatOrAuto; its values are Float(2), Auto …
//	List Tuple Dict Struct           slices, arrays or structs, maps, structs
//	Ref                              a pointer, or an interface where models of several classes fit
//	NumberSpec ColorSpec …           document.Spec
//	Any                              any
//
// The front end's abstract classes are sealed interfaces: [Widget], [Glyph], [Tool]. A class that
// can be made and is also the base of others has one as well, [AnyColumnDataSource]. A model of a
// program's own belongs to a class by embedding its marker:
//
//	type Gauge struct {
//		document.Base `bokeh:"app.Gauge" extends:"LayoutDOM"`
//		models.AsLayoutDOM
//		Level document.Prop[float64] `bokeh:"level" default:"0"`
//	}
//
// Two classes of one name are told apart by a prefix: Button is Bokeh's, PanelButton is Panel's;
// Div is the widget, DOMDiv the element of a template.
//
// The files *_gen.go are written by document/internal/modelgen and left alone by hand.
package models
