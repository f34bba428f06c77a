package plot

import (
	"slices"

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

// Legend is the figure's legend; a click on its words hides what they stand for. It is made when it
// is first asked for.
func (f *Figure) Legend() *models.Legend {
	for _, side := range f.sides() {
		for _, part := range side.Get() {
			if legend, ok := part.(*models.Legend); ok {
				return legend
			}
		}
	}
	legend := document.New[models.Legend]()
	legend.ClickPolicy.Set(models.LegendClickPolicyHide)
	f.Center.Set(added[models.StyledElement](f.Center.Get(), legend))
	return legend
}

// MuteByLegend makes a click in the legend fade what it stands for, instead of hiding it.
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
	f.Right.Set(added[models.StyledElement](f.Right.Get(), f.takeLegend()))
	return f
}

// LegendAbove moves the legend above what is drawn, in rows of so many columns.
func (f *Figure) LegendAbove(columns int) *Figure {
	legend := f.takeLegend()
	legend.Orientation.Set(models.OrientationHorizontal)
	legend.Ncols.Set(models.Int(columns))
	legend.Location.Set(models.AnchorTopLeft)
	legend.Margin.Set(0)
	legend.Padding.Set(models.Int(0))
	legend.Spacing.Set(12)
	legend.BorderLineAlpha.Set(0)
	f.Above.Set(added[models.StyledElement](f.Above.Get(), legend))
	return f
}

// takeLegend takes the legend from where it is.
func (f *Figure) takeLegend() *models.Legend {
	legend := f.Legend()
	for _, side := range f.sides() {
		side.Set(slices.DeleteFunc(slices.Clone(side.Get()), func(part models.StyledElement) bool { return document.Model(part) == document.Model(legend) }))
	}
	return legend
}

// sides are where a legend may be.
func (f *Figure) sides() []*document.Prop[[]models.StyledElement] {
	return []*document.Prop[[]models.StyledElement]{&f.Center, &f.Right, &f.Above}
}
