package plot_test

import (
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestAFigureIsZoomedToNothingAndBack(t *testing.T) {
	var fig *plot.Figure
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		fig = plot.New("closer")
		fig.Scatter(three(), "x", "y", plot.Style{})
		bar := fig.Figure.Toolbar.Get()
		for _, tool := range bar.Tools.Get() {
			if wheel, ok := tool.(*models.WheelZoomTool); ok {
				bar.ActiveScroll.Set(wheel)
			}
		}
		return named(fig)
	})
	spot := s.frame("fig 0").At(0.4, 0.4)
	for range 250 {
		s.Wheel(spot, -1000)
	}
	s.until(func() bool {
		x, ok := fig.XWindow()
		return ok && x.High-x.Low < 1e-9
	})
	for range 250 {
		s.Wheel(spot, 1000)
	}
	s.until(func() bool {
		x, _ := fig.XWindow()
		y, ok := fig.YWindow()
		return ok && x.High-x.Low > 1 && y.High-y.Low > 1
	})
}
