// Package plotthemes shows figures with looks of their own, beside one that follows the page.
//
//panelgo:gallery plot.Theme
package plotthemes

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	snow := plot.NewSource(document.Data{"month": []float64{11, 12, 13, 14, 15, 16}, "cm": []float64{5, 38, 92, 120, 85, 20}})
	looks := []struct {
		name  string
		theme plot.Theme
	}{{"As the page", plot.Theme{}}, {"Paper", plot.Paper}, {"Midnight", plot.Midnight}, {"My own", plot.Theme{Background: "#f3e9ff", Grid: "#ffffff", Font: "monospace"}}}
	var figures []models.UIElement
	for _, look := range looks {
		fig := plot.New(look.name).SetTheme(look.theme)
		fig.Height.Set(document.Some(220.0))
		fig.Area(snow, "month", "cm", plot.Style{})
		fig.Line(snow, "month", "cm", plot.Style{Width: 3})
		figures = append(figures, fig)
	}

	doc.SetTitle("Themes of figures")
	doc.Add(layout.Flow(260, figures...))
	return nil
}
