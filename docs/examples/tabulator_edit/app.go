// Package tabulatoredit shows a table to write in: click a cell, type, press Enter. What Go refuses is taken back.
//
//panelgo:gallery widgets.TabulatorEdit
package tabulatoredit

import (
	"errors"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	table := widgets.NewTabulator(
		document.Data{
			"item": []string{"Tent", "Rope", "Lamp", "Stove"}, "count": []int{2, 3, 6, 1},
			"state": []string{"good", "worn", "good", "new"}, "packed": []bool{true, false, true, false},
		},
		widgets.Column{Field: "item", Title: "Item", Editor: widgets.EditText()},
		widgets.Column{Field: "count", Title: "Count", Format: widgets.Number("0"), Editor: widgets.EditNumber()},
		widgets.Column{Field: "state", Title: "State", Editor: widgets.EditChoice("new", "good", "worn")},
		widgets.Column{Field: "packed", Title: "Packed", Format: &models.BooleanFormatter{}, Editor: widgets.EditBool()})
	table.Validate(func(e widgets.Edit) error {
		if n, ok := e.New.(int); ok && e.Field == "count" && (n < 0 || n > 20) {
			return errors.New("there is room for 20 at most")
		}
		return nil
	})

	log := pane.NewTextStream()
	table.OnEdit(func(e widgets.Edit) {
		log.Append(fmt.Sprintf("row %d: %s was %v, is %v\n", e.Row+1, e.Field, e.Old, e.New))
	})

	all := widgets.NewButton("All is packed")
	all.OnClick(func() {
		if err := table.Rows.Patch(map[string][]document.Cells{"packed": {{Rows: document.Rows(0, 4), Values: []bool{true, true, true, true}}}}); err != nil {
			doc.Log().Error("not packed", "error", err)
		}
	})

	doc.SetTitle("Tabulator, edited")
	doc.Add(layout.Column(table, all, log))
	return nil
}
