// Package hover shows what is below the mouse: all lines at once, with numbers and times as you like them.
//
//panelgo:gallery plot.Hover
package hover

import (
	"math"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	first := time.Date(2026, time.March, 2, 8, 0, 0, 0, time.UTC)
	at, cups := make([]time.Time, 24), make([]float64, 24)
	for i := range at {
		at[i] = first.Add(time.Duration(i) * 30 * time.Minute)
		cups[i] = 20 + 18*math.Sin(float64(i)/2) + float64(i)
	}
	bar := plot.NewSource(document.Data{"at": at, "cups": cups})
	fig := plot.New("A coffee bar").Labels("", "cups in half an hour").TimeX().Crosshair()
	fig.Line(bar, "at", "cups", plot.Style{})
	fig.Scatter(bar, "at", "cups", plot.Style{Size: 8})
	tips := fig.Hover(plot.Tip{Label: "At", Column: "at", Format: "%H:%M", As: plot.AsDatetime}, plot.Tip{Label: "Cups", Column: "cups", Format: "0.0"})

	column := widgets.NewCheckbox("All above and below the mouse, too")
	column.OnChange(func(on bool) {
		tips.Mode.Set(map[bool]models.HoverMode{false: models.HoverModeMouse, true: models.HoverModeVline}[on])
	})

	doc.SetTitle("Hover")
	doc.Add(layout.Column(column, fig))
	return nil
}
