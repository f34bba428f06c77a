package servertest_test

import (
	"fmt"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest"
)

func waves(doc *document.Document) error {
	frequency := widgets.NewIntSlider("Frequency", 0, 10)
	readout := pane.NewText("0.0 Hz")
	readout.Name.Set(document.Some("Readout"))
	frequency.OnChange(func(n int) { readout.SetText(fmt.Sprintf("%d.0 Hz", n)) })
	doc.Add(layout.Column(frequency, readout))
	return nil
}

func TestSliderReachesCallback(t *testing.T) {
	tab := servertest.Open(t, waves, "/")
	tab.Set("Frequency", 7)
	tab.Expect("Readout", "7.0 Hz")
}
