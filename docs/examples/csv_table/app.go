// Package csvtable shows a CSV file as a table: open another one, change cells, and save it. What was not changed is written
// byte for byte as it came.
//
//panelgo:gallery widgets.ReadCSV
package csvtable

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

const first = `Fruit;Weight, kg;Picked;Ripe;Crate
Apple;1,50;2026-09-12;true;007
Pear;0,85;2026-09-14;false;012
Quince;;NA;true;031
`

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	file := reactive.NewState(widgets.File{Name: "fruit.csv", Data: []byte(first)})
	open := widgets.NewFileInput("Open a CSV file")
	open.SetAccept(".csv")
	open.OnChange(func(files []widgets.File) {
		if len(files) > 0 {
			file.SetValue(files[0])
		}
	})

	doc.SetTitle("CSV file")
	doc.Add(layout.Column(open, reactive.View(file, func(f widgets.File) models.UIElement {
		sheet, err := widgets.ReadCSV(bytes.NewReader(f.Data))
		if err != nil {
			return pane.NewText(err.Error())
		}
		return shown(f.Name, sheet)
	})))
	return nil
}

// shown is a table that can be edited, what its columns are, and a button that saves the file.
func shown(name string, sheet *widgets.Sheet) models.UIElement {
	kinds := make([]string, len(sheet.Columns))
	for i, kind := range sheet.Kinds {
		kinds[i] = fmt.Sprintf("%s: %s", sheet.Columns[i].Title, kind)
		switch kind {
		case widgets.Texts:
			sheet.Columns[i].Editor = widgets.EditText()
		case widgets.Numbers, widgets.WholeNumbers:
			sheet.Columns[i].Editor = widgets.EditNumber()
		case widgets.Bools:
			sheet.Columns[i].Editor = widgets.EditBool()
		}
	}
	table := widgets.NewTabulator(sheet.Data, sheet.Columns...)
	save := widgets.NewFileDownload("Save", name, func() ([]byte, error) {
		var out bytes.Buffer
		err := sheet.Write(&out, table.Rows.Data.Get())
		return out.Bytes(), err
	})
	return layout.Column(pane.NewText(strings.Join(kinds, ", ")), table, save)
}
