package examples

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// rowsOfTable is how many rows the table of an app holds.
const rowsOfTable = `[...Bokeh.documents[0]._all_models.values()].find((m) => m.type === "panel.models.tabulator.DataTabulator").source.length`

func TestStocksFollowTheirControls(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/stocks")
	sum := `[...Bokeh.documents[0]._all_models.values()].filter((m) => m.type === "ColumnDataSource" && m.data.Close)[0].data.Close.reduce((a, b) => a + b)`
	days := chrome.Eval[int](tab, rowsOfTable)
	if days < 120 || days > 140 {
		t.Errorf("half a year has %d days", days)
	}

	of := chrome.Eval[float64](tab, sum)
	tab.Focus("Company", "select")
	tab.Keys(chrome.ArrowDown)
	tab.Wait("Math.abs(" + sum + " - " + js(of) + ") > 1")
	tab.Shot("other.png")

	tab.ClickText("button", "Line")
	tab.Wait(`[...Bokeh.documents[0]._all_models.values()].filter((m) => m.type === "GlyphRenderer" && !m.visible).length === 2`)
	tab.Focus("Period", ".noUi-handle-lower")
	for range 20 {
		tab.Keys(chrome.ArrowRight)
	}
	tab.Wait(rowsOfTable + " < " + js(days-10))
	tab.Shot("later.png")
}
