package plot

import (
	"fmt"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Palettes of 256 colours. In the first two, and in Greys, brighter is more; RedBlue has white in
// its middle.
var (
	Viridis = Ramp(256, "#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725")
	Inferno = Ramp(256, "#000004", "#210c4a", "#57106e", "#8a226a", "#bc3754", "#e45a31", "#f98e09", "#f9cb35", "#fcffa4")
	Blues   = Ramp(256, "#f0f5fc", "#b9d3f2", "#7fb0e6", "#3b7dd8", "#1f4f96", "#0e2a54")
	Greys   = Ramp(256, "#101216", "#f7f8fa")
	RedBlue = Ramp(256, "#a11a33", "#e0786a", "#f7f7f7", "#6f9fd8", "#1d4f9e")
)

// Ramp makes a palette of n colours between stops, each written as #rrggbb. It panics on others.
func Ramp(n int, stops ...document.Color) []document.Color {
	var parts [][3]float64
	for _, stop := range stops {
		var r, g, b uint8
		if _, err := fmt.Sscanf(string(stop), "#%02x%02x%02x", &r, &g, &b); err != nil {
			panic(fmt.Sprintf("plot: %q is no colour of the form #rrggbb", stop))
		}
		parts = append(parts, [3]float64{float64(r), float64(g), float64(b)})
	}
	colors := make([]document.Color, n)
	for i := range colors {
		at := float64(i) * float64(len(parts)-1) / float64(max(1, n-1))
		k := min(int(at), len(parts)-1)
		next, share := parts[min(k+1, len(parts)-1)], at-float64(k)
		mix := func(j int) uint8 { return uint8(parts[k][j] + share*(next[j]-parts[k][j]) + 0.5) }
		colors[i] = document.RGB(mix(0), mix(1), mix(2))
	}
	return colors
}

// Colors gives numbers from low to high a colour of a palette.
func Colors(palette []document.Color, low, high float64) *models.LinearColorMapper {
	m := document.New[models.LinearColorMapper]()
	m.Palette.Set(palette)
	m.Low.Set(document.Some(low))
	m.High.Set(document.Some(high))
	return m
}

// LogColors is [Colors] by the numbers' logarithms; low must be above 0.
func LogColors(palette []document.Color, low, high float64) *models.LogColorMapper {
	m := document.New[models.LogColorMapper]()
	m.Palette.Set(palette)
	m.Low.Set(document.Some(low))
	m.High.Set(document.Some(high))
	return m
}

// RankColors gives each colour of a palette to equally many values, which shows structure in very
// uneven data.
func RankColors(palette []document.Color) *models.EqHistColorMapper {
	m := document.New[models.EqHistColorMapper]()
	m.Palette.Set(palette)
	return m
}

// FactorColors gives each factor a colour of the order that figures have; others are grey.
// It is Bokeh's factor_cmap.
func FactorColors(factors ...string) *models.CategoricalColorMapper {
	m := document.New[models.CategoricalColorMapper]()
	colors := make([]document.Color, len(factors))
	for i := range colors {
		colors[i] = palette[i%len(palette)]
	}
	m.Factors.Set(models.Strs(factors))
	m.Palette.Set(colors)
	m.NaNColor.Set(neutral)
	return m
}

// FactorMarkers gives each factor a marker, for [Scatter]. It is Bokeh's factor_mark.
func FactorMarkers(factors ...string) *models.CategoricalMarkerMapper {
	shapes := []models.MarkerType{models.MarkerTypeCircle, models.MarkerTypeTriangle, models.MarkerTypeSquare, models.MarkerTypeDiamond,
		models.MarkerTypeInvertedTriangle, models.MarkerTypePlus, models.MarkerTypeStar, models.MarkerTypeHex}
	m := document.New[models.CategoricalMarkerMapper]()
	markers := make([]models.MarkerType, len(factors))
	for i := range markers {
		markers[i] = shapes[i%len(shapes)]
	}
	m.Factors.Set(models.Strs(factors))
	m.Markers.Set(markers)
	return m
}

// ColorBar shows at the right what colours stand for.
func (f *Figure) ColorBar(mapper models.ColorMapper, title string) *models.ColorBar {
	bar := document.New[models.ColorBar]()
	bar.ColorMapper.Set(mapper)
	if title != "" {
		bar.Title.Set(models.Str(title))
	}
	bar.TitleTextFontStyle.Set(models.FontStyleNormal)
	bar.Width.Set(models.Float(12))
	bar.Padding.Set(8)
	f.Right.Set(added[models.StyledElement](f.Right.Get(), bar))
	return bar
}
