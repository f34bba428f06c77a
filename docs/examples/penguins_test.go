package examples

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestPenguinsAreFilteredByBoxesAndByALasso(t *testing.T) {
	address := serve(t) + "/penguins"
	tab, other := chrome.Open(t, address), chrome.Open(t, address)
	tab.WaitText("342")
	tab.ClickText("label", "Adelie")
	tab.WaitText("191") // Chinstrap and Gentoo
	tab.ClickText("label", "Gentoo")
	tab.WaitText("68")
	tab.Shot("ticked.png")

	plots := tab.Find(".bk-events")
	tab.Trace(plots, [2]float64{0.01, 0.3}, [2]float64{0.3, 0.3}, [2]float64{0.3, 0.6}) // begins on an axis: no lasso, no complaint
	tab.WaitText("68")
	tab.Trace(plots, [2]float64{0.2, 0.1}, [2]float64{0.5, 0.1}, [2]float64{0.5, 0.8}, [2]float64{0.2, 0.8}, [2]float64{0.2, 0.1})
	birds := chrome.JS(`Number(every(document, ".value")[0].textContent)`)
	tab.Wait(birds + " < 68 && " + birds + " > 0")
	tab.Shot("lasso.png")
	tab.ClickText("label", "Adelie") // what is ticked anew is shown whole
	tab.WaitText("219")
	other.WaitText("342")
}
