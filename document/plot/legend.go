package plot

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// entry adds words to the legend, which is made with its first.
func (f *Figure) entry(words document.Spec[string], drawn ...*models.GlyphRenderer) {
	item := document.New[models.LegendItem]()
	item.Label.Set(words)
	item.Renderers.Set(drawn)
	legend := f.Legend()
	legend.Items.Set(added(legend.Items.Get(), item))
}

// Legend is the figure's legend; a click on its words hides what they stand for. It is made when it is first asked for.
func (f *Figure) Legend() *models.Legend {
	for _, part := range f.Center.Get() {
		if legend, ok := part.(*models.Legend); ok {
			return legend
		}
	}
	for _, part := range f.Right.Get() {
		if legend, ok := part.(*models.Legend); ok {
			return legend
		}
	}
	legend := document.New[models.Legend]()
	legend.ClickPolicy.Set(models.LegendClickPolicyHide)
	f.Center.Set(added[models.StyledElement](f.Center.Get(), legend))
	return legend
}

// MuteByLegend has a click in the legend fade what it stands for, instead of hiding it.
func (f *Figure) MuteByLegend() *Figure {
	f.Legend().ClickPolicy.Set(models.LegendClickPolicyMute)
	return f
}

// LegendAt moves the legend to another corner.
func (f *Figure) LegendAt(corner models.Anchor) *Figure {
	f.Legend().Location.Set(corner)
	return f
}

// LegendBeside moves the legend to the right of what is drawn.
func (f *Figure) LegendBeside() *Figure {
	legend := f.Legend()
	var rest []models.StyledElement
	for _, part := range f.Center.Get() {
		if document.Model(part) != document.Model(legend) {
			rest = append(rest, part)
		}
	}
	f.Center.Set(rest)
	f.Right.Set(added[models.StyledElement](f.Right.Get(), legend))
	return f
}
