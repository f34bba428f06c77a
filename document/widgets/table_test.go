package widgets_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

type peak struct {
	Name   string
	Height int `title:"Height, m" format:"0,0"`
	key    int // has no column
}

func peaks() []peak { return []peak{{"Everest", 8849, 1}, {"Elbrus", 5642, 2}, {"Denali", 6190, 3}} }

func TestATableHandsOutTheStructsThatAreSelected(t *testing.T) {
	table := NewTable(peaks())
	var heard [][]peak
	stop := table.OnSelect(func(chosen []peak) { heard = append(heard, chosen) })
	b := documenttest.Open(t, table)
	if table.Selected() != nil || !slices.Equal(table.Value(), peaks()) {
		t.Errorf("at first %v are selected, the value is %v", table.Selected(), table.Value())
	}
	if err := b.Set(table.Rows.Source.Selected.Get(), "indices", "[2]"); err != nil {
		t.Fatal(err)
	}
	if want := peaks()[2:]; len(heard) != 1 || !slices.Equal(heard[0], want) || !slices.Equal(table.Selected(), want) || !slices.Equal(table.Value(), want) {
		t.Errorf("heard %v, selected are %v", heard, table.Selected())
	}
	b.Turn(stop)
	for _, forged := range []string{"[3]", "[-1]"} {
		if err := b.Set(table.Rows.Source.Selected.Get(), "indices", forged); err == nil {
			t.Errorf("%s was selected", forged)
		}
	}
	b.Turn(func() { table.SetRows(peaks()[:1]) })
	if len(table.Selected()) > 0 || len(heard) != 1 {
		t.Errorf("heard %v, selected are %v", heard, table.Selected())
	}
}

func TestATablesRowsFollowWhatIsEdited(t *testing.T) {
	columns := ColumnsOf[peak]()
	columns[1].Editor = EditNumber()
	table := NewTable(peaks(), columns...)
	var heard []peak
	table.OnEdit(func(e Edit) { heard = append(heard, table.Rows.All()[e.Row]) })
	b := documenttest.Open(t, table)
	if err := edit(b, table.Tabulator, "Height", 1, "5643"); err != nil {
		t.Fatal(err)
	}
	if want := []peak{{"Elbrus", 5643, 2}}; !slices.Equal(heard, want) || peaks()[1].Height != 5642 {
		t.Errorf("heard %v, want %v", heard, want)
	}
	if err := edit(b, table.Tabulator, "Name", 1, `"K2"`); err == nil {
		t.Error("a column without an editor was changed")
	}
	if err := b.Set(table.Rows, "data", `{"Name":["x"],"Height":[1]}`); err == nil {
		t.Error("rows were dropped")
	}
}

func TestARowOfATableClosesWhenOtherRowsCome(t *testing.T) {
	table := NewTable(peaks())
	table.SetContent(func(row int) models.UIElement { return NewStaticText("row", fmt.Sprint(row)) })
	b := documenttest.Open(t, table)
	if err := b.Set(table, "expanded", "[2]"); err != nil {
		t.Fatal(err)
	}
	b.Turn(func() { table.SetValue(peaks()[:2]); table.Append(2, peaks()[2]) })
	if len(table.Expanded.Get()) > 0 || len(table.Children.Get().(document.Entries)) > 0 || table.Value()[1].Name != "Denali" {
		t.Errorf("%v are open of %v", table.Expanded.Get(), table.Value())
	}
}

func TestAClickSelectsAStructInChromium(t *testing.T) {
	address := publish(t, panelgo.Apps{"peaks": func(doc *document.Document) error {
		table, last := NewTable(peaks()), NewStaticText("last", "")
		table.DataTabulator.Name.Set(document.Some("peaks"))
		table.OnSelect(func(chosen []peak) { last.SetValue(fmt.Sprint(chosen)) })
		next := NewButton("next")
		next.OnClick(func() { table.SetRows(peaks()[1:]) })
		doc.Add(stack(next, last, table))
		return nil
	}}) + "/peaks"
	tab := chrome.Open(t, address)
	tab.Wait(cells("peaks", "Name", `texts.length === 3`))
	still(tab, "peaks", ".tabulator-col[tabulator-field='Height'] .tabulator-col-title")
	tab.Wait(cells("peaks", "Name", `texts.join() === "Elbrus,Denali,Everest"`))
	still(tab, "peaks", ".tabulator-row:nth-child(2) .tabulator-cell[tabulator-field='Name']")
	tab.WaitText("[{Denali 6190 3}]") // with what has no column
	tab.Click(tab.Inside("next", "button"))
	tab.Wait(cells("peaks", "Name", `texts.length === 2`))
	tab.WaitText("[]")
	tab.Wait(inView("peaks", `all(".tabulator-selected").length === 0`))
}
