package models_test

import (
	"fmt"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

func Example() {
	slider := document.New[models.Slider]()
	slider.Title.Set(document.Some("Speed"))
	slider.End.Set(10)
	slider.Margin.Set(models.Pair{5, 10})
	slider.Orientation.Set(models.OrientationVertical)
	fmt.Println(slider.Title.Get(), slider.End.Get(), slider.Step.Get(), slider.Margin.Get())
	// Output: Speed 10 1 [5 10]
}

// A property that takes any glyph takes every model of that class, and nothing else.
func ExampleGlyph() {
	circle := document.New[models.Scatter]()
	circle.X.Set(document.Field[models.Coord]("time"))
	circle.Size.Set(document.Value(8.0))
	circle.FillColor.Set(document.Value(document.Color("navy")))
	renderer := document.New[models.GlyphRenderer]()
	renderer.Glyph.Set(circle)
	_, isScatter := renderer.Glyph.Get().(*models.Scatter)
	fmt.Println(isScatter, models.Bundle("Scatter"))
	// Output: true bokeh
}
