package layout

import (
	"errors"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Swipe lays a component over another one, with a handle that shows more of the one or of the
// other: for two pictures, maps or plots of the same size.
type Swipe struct{ *swiped }

// swiped is the model that static/own/swipe.js draws.
type swiped struct {
	document.Base `bokeh:"panelgo.Swipe"`
	models.AsLayoutDOM

	Children document.Prop[[]models.UIElement] `bokeh:"children" default:"[]"`
	Percent  document.Prop[float64]            `bokeh:"value" default:"50"` // of the first that shows

	Width       document.Prop[document.Opt[float64]]                `bokeh:"width"`
	Margin      document.Prop[models.FloatOrPairOrQuadruple]        `bokeh:"margin"`
	SizingMode  document.Prop[document.Opt[models.SizingMode]]      `bokeh:"sizing_mode"`
	Visible     document.Prop[bool]                                 `bokeh:"visible" default:"true"`
	CSSClasses  document.Prop[[]string]                             `bokeh:"css_classes" default:"[]"`
	Styles      document.Prop[models.StyleMapOrStyles]              `bokeh:"styles"`
	Stylesheets document.Prop[[]models.StyleSheetOrStrOrStyleRules] `bokeh:"stylesheets" default:"[]"`
}

// NewSwipe makes a Swipe whose handle stands in the middle.
func NewSwipe(before, after models.UIElement) Swipe {
	s := Swipe{document.New[swiped]()}
	s.Children.Set([]models.UIElement{before, after})
	s.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	document.ReadOnly(&s.Children)
	document.Check(&s.Percent, func(p float64) error {
		if p >= 0 && p <= 100 {
			return nil
		}
		return errors.New("the handle goes from 0 to 100")
	})
	return s
}

// Value is how much of the first component shows, in percent.
func (s Swipe) Value() float64 { return s.Percent.Get() }

// SetValue moves the handle, from 0 to 100.
func (s Swipe) SetValue(percent float64) { s.Percent.Set(min(max(percent, 0), 100)) }

// OnChange calls f when the handle is moved, also while a visitor drags. Calling stop ends it.
func (s Swipe) OnChange(f func(percent float64)) (stop func()) {
	return s.Percent.OnChange(func(c document.Change[float64]) { f(c.New) })
}
