// Package status shows a dot and a few words: how the machines of a laundry are.
//
//panelgo:gallery layout.Status
package status

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	washer := layout.NewStatus(layout.Busy, "Washer 1: spinning")
	washer.SetState(layout.Busy, "Washer 1: spinning, 12 minutes left")

	done := widgets.NewButton("Washer 1 is done")
	done.OnClick(func() { washer.SetState(layout.Good, "Washer 1: done, the laundry is dry") })

	doc.SetTitle("BooleanStatus")
	doc.Add(layout.Column(washer,
		layout.NewStatus(layout.Good, "Washer 2: done"), layout.NewStatus(layout.Idle, "Washer 3: free"),
		layout.NewStatus(layout.Warning, "Dryer 1: empty the filter"), layout.NewStatus(layout.Bad, "Dryer 2: broken"), done))
	return nil
}
