package plot

import (
	"maps"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Theme is a figure's look, other than that of its page: without one, figures are light or dark as
// the page is. What is empty stays as the page has it. What is set on a model, such as an axis,
// goes before all themes.
type Theme struct {
	Background document.Color // behind what is drawn
	Border     document.Color // around that, behind the axes
	Outline    document.Color // the line around what is drawn, and around legends
	Grid       document.Color
	Axis       document.Color // its line and ticks
	Text       document.Color // titles, and words and numbers beside axes
	Font       string         // a family, as CSS writes it
}

// Themes that do not follow the page.
var (
	Paper    = Theme{Background: "#fffdf7", Border: "#fffdf7", Outline: "#d9d2c0", Grid: "#ece6d8", Axis: "#8c8371", Text: "#3d382d", Font: "Georgia, serif"}
	Midnight = Theme{Background: "#0d1b2e", Border: "#0a1626", Outline: "#29405f", Grid: "#1b2f4a", Axis: "#5d7ba3", Text: "#c9d8ec"}
)

// SetTheme gives the figure a look of its own.
func (f *Figure) SetTheme(t Theme) *Figure {
	variables := map[string]models.NodeOrStr{}
	maps.Copy(variables, f.CSSVariables.Get())
	paint := func(value string, names ...string) {
		for _, name := range names {
			if value != "" {
				variables["--bk-"+name] = models.Str(value)
			}
		}
	}
	paint(string(t.Background), "background-fill-color")
	paint(string(t.Border), "border-fill-color")
	paint(string(t.Outline), "outline-line-color", "border-line-color")
	paint(string(t.Grid), "grid-line-color")
	paint(string(t.Axis), "axis-line-color", "major-tick-line-color", "minor-tick-line-color")
	paint(string(t.Text), "text-color", "major-label-text-color", "axis-label-text-color", "label-text-color", "title-text-color", "group-text-color")
	paint(t.Font, "text-font", "major-label-text-font", "axis-label-text-font", "label-text-font", "title-text-font")
	f.CSSVariables.Set(variables)
	return f
}
