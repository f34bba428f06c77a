// Package alert shows messages of four kinds: the last one changes with the weather.
//
//panelgo:gallery markup.Alert
package alert

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	weather := markup.NewAlert(markup.Info, "What is the **weather** like?")
	sky := widgets.NewRadioButtonGroup(widgets.Choices("sun", "wind", "storm"))
	sky.OnChange(func(s string) {
		switch s {
		case "sun":
			weather.Show(markup.Success, "All lifts run.")
		case "wind":
			weather.Show(markup.Warning, "The *upper* lifts may stop.")
		case "storm":
			weather.Show(markup.Danger, "**All lifts stand still.** Stay where you are.")
		}
	})

	storm := widgets.NewButton("A storm comes up")
	storm.OnClick(func() { sky.SetValue("storm") })

	doc.SetTitle("Alert")
	doc.Add(layout.Column(
		markup.NewAlert(markup.Info, "The slopes open at 8."), markup.NewAlert(markup.Success, "Fresh snow: **30 cm**."),
		markup.NewAlert(markup.Warning, "Slope 7 is icy."), markup.NewAlert(markup.Danger, "Slope 9 is closed: [avalanches](#)."),
		layout.Divider(), layout.Row(sky, storm), weather))
	return nil
}
