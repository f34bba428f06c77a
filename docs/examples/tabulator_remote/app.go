// Package tabulatorremote shows a table of a million rows: the page has 10 of them, Go sorts and filters.
//
//panelgo:gallery widgets.RemoteTabulator
package tabulatorremote

import (
	"fmt"
	"math/rand/v2"
	"sync"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// readings are a million measurements, made once for all visitors.
var readings = sync.OnceValue(func() document.Data {
	const n = 1_000_000
	sensors := []string{"attic", "cellar", "garden", "kitchen"}
	number, sensor, celsius := make([]int, n), make([]string, n), make([]float64, n)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		number[i], sensor[i], celsius[i] = i+1, sensors[random.IntN(4)], 18+4*random.NormFloat64()
	}
	return document.Data{"number": number, "sensor": sensor, "celsius": celsius}
})

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	table, err := widgets.NewRemoteTabulator(widgets.ColumnRows(readings()),
		widgets.Column{Field: "number", Title: "Number", Format: widgets.Number("0,0")},
		widgets.Column{Field: "sensor", Title: "Sensor", Filter: true},
		widgets.Column{Field: "celsius", Title: "°C", Format: widgets.Number("0.00")})
	if err != nil {
		return err
	}
	table.SetPageSize(10)

	chosen := pane.NewText("Sort, filter, turn pages, select rows: a selection outlives its page.")
	table.OnSelect(func(ids []int) { chosen.SetText(fmt.Sprintf("%d of 1,000,000 rows are selected", len(ids))) })

	last := widgets.NewButton("The last page")
	last.OnClick(func() { table.Page.Set(table.MaxPage.Get()) })

	doc.SetTitle("Tabulator, remote")
	doc.Add(layout.Column(table, chosen, last))
	return nil
}
