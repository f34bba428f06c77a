package widgets_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
)

func planetTable() Tabulator {
	return NewTabulator(document.Data{"name": []string{"Earth", "Mars", "Venus"}, "moons": []int{1, 2, 0}, "kind": []string{"a", "b", "a"}},
		Column{Field: "name", Title: "Name", Filter: true},
		Column{Field: "moons", Editor: EditNumber()},
		Column{Field: "kind", Editor: EditChoice("a", "b")})
}

// edit has a browser change a cell.
func edit(b *documenttest.Browser, t Tabulator, field string, row int, value string) error {
	return b.Send(t.Rows, nil, fmt.Sprintf(`{"kind":"ColumnsPatched","model":{"id":"ID"},"attr":"data","patches":{%q:[[%d,%s]]}}`, field, row, value))
}

// filtering is a list of one filter, as browsers send it.
func filtering(field, kind, value string) string {
	return fmt.Sprintf(`[{"type":"map","entries":[["field",%q],["type",%q],["value",%q]]}]`, field, kind, value)
}

func TestATableIsEditedWhereItMayBe(t *testing.T) {
	table := planetTable()
	table.Validate(func(e Edit) error {
		if n, ok := e.New.(int); ok && n < 0 {
			return errors.New("there are no negative moons")
		}
		return nil
	})
	var heard []Edit
	table.OnEdit(func(e Edit) { heard = append(heard, e) })
	b := documenttest.Open(t, table)
	if err := edit(b, table, "moons", 1, "7"); err != nil {
		t.Fatal(err)
	}
	if want := (Edit{1, "moons", 2, 7}); len(heard) != 1 || heard[0] != want {
		t.Errorf("heard %v, want %v", heard, want)
	}
	b.Hears()
	if err := edit(b, table, "moons", 0, "-1"); err != nil {
		t.Errorf("a visitor's mistake is answered as an error: %v", err)
	}
	if told := b.Hears(); !strings.Contains(told, "there are no negative moons") || !strings.Contains(told, "ColumnsPatched") {
		t.Errorf("the edit is not taken back: %s", told)
	}
	for _, try := range []struct {
		field string
		row   int
		value string
	}{{"name", 0, `"Pluto"`}, {"moons", 3, "1"}, {"kind", 0, `"c"`}, {"none", 0, "1"}} {
		if err := edit(b, table, try.field, try.row, try.value); err == nil {
			t.Errorf("%v was taken", try)
		}
	}
	for attr, value := range map[string]string{"columns": "[]", "configuration": "{}", "sorters": `[{"field":"none","dir":"asc"}]`, "filters": filtering("name", "eval", "x"), "page_size": "1e9", "expanded": "[0]"} {
		if err := b.Set(table, attr, value); err == nil {
			t.Errorf("%s = %s was taken", attr, value)
		}
	}
	if err := b.Set(table.Rows, "data", `{"name":["x"],"moons":[1],"kind":["a"]}`); err == nil {
		t.Error("rows were dropped")
	}
	if len(heard) != 1 {
		t.Errorf("heard %v", heard)
	}
}

func TestACellThatItsColumnCannotHoldIsPutBack(t *testing.T) {
	for _, value := range []string{`"x"`, `null`, `1.7`, `-0.5`, `{"type":"number","value":"nan"}`, `{"type":"number","value":"+inf"}`, `1e300`, `true`, `"12"`} {
		table := planetTable()
		var heard []Edit
		table.OnEdit(func(e Edit) { heard = append(heard, e) })
		b := documenttest.Open(t, table)
		before := fmt.Sprint(table.Rows.Data.Get()["moons"])
		if err := edit(b, table, "moons", 1, value); err != nil {
			t.Errorf("%s: a visitor's mistake is answered as an error: %v", value, err)
		}
		told := b.Hears()
		if after := fmt.Sprint(table.Rows.Data.Get()["moons"]); after != before || len(heard) > 0 {
			t.Errorf("%s: %s became %s, heard %v", value, before, after, heard)
		}
		if !strings.Contains(told, "--pg-error") || !strings.Contains(told, `"attr":"data"`) {
			t.Errorf("%s: the page is not told: %s", value, told)
		}
		if err := edit(b, table, "moons", 1, "7"); err != nil || len(heard) != 1 {
			t.Errorf("after %s: %v, heard %v", value, err, heard)
		}
		if told := b.Hears(); !strings.Contains(told, "css_variables") || strings.Contains(told, "whole number") {
			t.Errorf("after %s the complaint stays: %s", value, told)
		}
	}
}

func TestARowOpensToItsContent(t *testing.T) {
	table := planetTable()
	var made []int
	table.SetContent(func(row int) models.UIElement {
		made = append(made, row)
		return NewStaticText("row", fmt.Sprint(row))
	})
	b := documenttest.Open(t, table)
	for _, step := range []string{"[1]", "[1,2]", "[2]"} {
		if err := b.Set(table, "expanded", step); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(made, []int{1, 2}) || len(table.Children.Get().(document.Entries)) != 1 {
		t.Errorf("made %v, %v stay", made, table.Children.Get())
	}
	if err := b.Set(table, "expanded", "[9]"); err == nil {
		t.Error("a row that does not exist was opened")
	}
	var clicks []string
	b.Turn(func() {
		table.OnClick(func(row int, field string) { clicks = append(clicks, fmt.Sprint(row, " ", field)) })
	})
	for _, values := range []string{`"row":2,"column":"name"`, `"row":7,"column":"name"`, `"row":0,"column":"none"`} {
		if err := b.Fire(table, "cell-click", values); err != nil {
			t.Error(err)
		}
	}
	if fmt.Sprint(clicks) != "[2 name]" {
		t.Errorf("clicks %v", clicks)
	}
}

// paged is a table with so many rows, of which pages travel.
func paged(t *testing.T, n int) (Tabulator, document.Data) {
	t.Helper()
	number, name := make([]int, n), make([]string, n)
	for i := range n {
		number[i], name[i] = (i*7919)%n, fmt.Sprintf("row %d", i)
	}
	data := document.Data{"number": number, "name": name}
	table, err := NewRemoteTabulator(ColumnRows(data), Column{Field: "number", Editor: EditNumber()}, Column{Field: "name", Filter: true})
	if err != nil {
		t.Fatal(err)
	}
	return table, data
}

func TestAMillionRowsComePageByPage(t *testing.T) {
	table, data := paged(t, 1_000_000)
	b := documenttest.Open(t, table)
	page := func() []string { return table.Rows.Data.Get()["name"].([]string) }
	if len(page()) != 20 || page()[0] != "row 0" || table.MaxPage.Get() != 50_000 {
		t.Errorf("the first page is %v of %v", page(), table.MaxPage.Get())
	}
	set := func(attr, value string) error { // and waits for the rows
		defer b.Settle()
		return b.Set(table, attr, value)
	}
	if err := set("page", "50000"); err != nil || page()[19] != "row 999999" {
		t.Errorf("%v, the last page is %v", err, page())
	}
	if err := set("sorters", `[{"field":"number","dir":"desc"}]`); err != nil {
		t.Fatal(err)
	}
	if first := table.Rows.Data.Get()["number"].([]int); first[19] != 0 {
		t.Errorf("the last page of a falling order is %v", first)
	}
	if err := set("filters", filtering("name", "like", "ROW 99999")); err != nil {
		t.Fatal(err)
	}
	if len(page()) != 11 || table.MaxPage.Get() != 1 || table.Page.Get() != 1 {
		t.Errorf("%d rows of %v pages fit, page %v shows", len(page()), table.MaxPage.Get(), table.Page.Get())
	}
	if err := edit(b, table, "number", 0, "-5"); err != nil {
		t.Fatal(err)
	}
	b.Settle()
	if !slices.Contains(data["number"].([]int), -5) {
		t.Error("the edit did not reach the data")
	}
	for attr, value := range map[string]string{"page": "2", "page_size": "100000", "sorters": `[{"field":"x"}]`} {
		if err := b.Set(table, attr, value); err == nil {
			t.Errorf("%s = %s was taken", attr, value)
		}
	}
}

func TestASelectionSpansPages(t *testing.T) {
	table, _ := paged(t, 100)
	var heard [][]int
	table.OnSelect(func(rows []int) { heard = append(heard, rows) })
	b := documenttest.Open(t, table)
	steps := []error{
		b.Fire(table, "selection-change", `"indices":[1],"selected":true,"flush":true`),
		b.Set(table, "page", "2"),
	}
	b.Settle()
	steps = append(steps,
		b.Fire(table, "selection-change", `"indices":[0],"selected":true,"flush":false`),
	)
	if err := errors.Join(steps...); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(heard) != "[[1] [1 20]]" || fmt.Sprint(table.Rows.SelectedRows()) != "[0]" {
		t.Errorf("heard %v, marked %v", heard, table.Rows.SelectedRows())
	}
	if err := b.Fire(table, "selection-change", `"indices":[99],"selected":true,"flush":false`); err == nil {
		t.Error("a row that does not show was selected")
	}
}

func TestATableSharesTheRowsOfASource(t *testing.T) {
	rows := models.NewSource(document.Data{"n": []float64{1, 2}, "more": []string{"a", "b"}})
	table := NewSourceTabulator(rows, Column{Field: "n"})
	b := documenttest.Open(t, table)
	b.Turn(func() { rows.Select(1) })
	if table.Source.Get() != models.AnyColumnDataSource(rows) || !slices.Equal(table.Rows.SelectedRows(), []int{1}) {
		t.Errorf("the table has %v, and selects %v", table.Source.Get(), table.Rows.SelectedRows())
	}
	if err := edit(b, table, "n", 0, "7"); err == nil {
		t.Error("a browser changed what nobody may edit")
	}
}

func TestNumbersStandAtTheRightBelowTheirHeading(t *testing.T) {
	table := NewTabulator(document.Data{"name": []string{"Mars"}, "moons": []int{2}}, Column{Field: "name"}, Column{Field: "moons"})
	documenttest.Open(t, table)
	columns := table.Configuration.Get().(map[string]any)["columns"].([]any)
	for i, want := range []any{nil, "right"} {
		if got := columns[i].(map[string]any)["headerHozAlign"]; got != want {
			t.Errorf("the heading of column %d is aligned %v", i, got)
		}
		cells := table.Columns.Get()[i].Formatter.Get().(*models.StringFormatter)
		if cells.TextAlign.IsSet() != (want == "right") {
			t.Errorf("the cells of column %d are aligned %v", i, cells.TextAlign.Get())
		}
	}
}
