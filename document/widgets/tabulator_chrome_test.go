package widgets_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// tables is an app with a table in the page and one whose rows stay with the program; a line says
// what happened last.
func tables(doc *document.Document) error {
	last := NewStaticText("last", "")
	say := func(format string, args ...any) { last.SetValue(fmt.Sprintf(format, args...)) }

	local := NewTabulator(document.Data{"name": []string{"Earth", "Mars", `<img src="data:," onerror="window.hacked=1">`}, "moons": []int{1, 12, 5}, "rank": []int{3, 4, 2},
		"seen": []time.Time{day("2024-02-29"), day("2024-03-01"), {}}},
		Column{Field: "rank", Title: "Rank", Width: 90},
		Column{Field: "name", Title: "Name", Editor: EditText(), Filter: true},
		Column{Field: "moons", Title: "Moons", Format: Number("0"), Editor: EditNumber()},
		Column{Field: "seen", Title: "Seen", Format: Time("%F")})
	local.DataTabulator.Name.Set(document.Some("local"))
	local.Validate(func(e Edit) error {
		if e.New == "Pluto" {
			return errors.New("Pluto is no planet")
		}
		return nil
	})
	local.OnEdit(func(e Edit) { say("row %d %s = %v", e.Row, e.Field, e.New) })
	local.OnSelect(func(rows []int) { say("local %v", rows) })
	local.SetContent(func(row int) models.UIElement { return NewStaticText("content", fmt.Sprintf("of row %d", row)) })

	const n = 1_000_000
	number, name := make([]int, n), make([]string, n)
	for i := range n {
		number[i], name[i] = i, fmt.Sprintf("row %d", i)
	}
	remote, err := NewRemoteTabulator(ColumnRows(document.Data{"number": number, "name": name}),
		Column{Field: "number", Title: "Number"}, Column{Field: "name", Title: "Row", Filter: true})
	if err != nil {
		return err
	}
	remote.SetPageSize(8)
	remote.DataTabulator.Name.Set(document.Some("remote"))
	remote.OnSelect(func(rows []int) { say("remote %v", rows) })

	for _, file := range slices.Sorted(maps.Keys(saved)) {
		save := NewButton(file)
		save.OnClick(func() { local.Save(file) })
		doc.Add(save)
	}
	doc.Add(stack(last, local, remote))
	return nil
}

func stack(parts ...models.UIElement) *models.Column {
	c := document.New[models.Column]()
	c.Children.Set(parts)
	c.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	c.Spacing.Set(12)
	return c
}

// cells is JavaScript for the texts of a column's cells that a table shows.
func cells(table, field, condition string) string {
	return inView(table, fmt.Sprintf(`((texts) => %s)(all(".tabulator-table .tabulator-cell[tabulator-field='%s']").map((c) => c.textContent))`, condition, field))
}

// saved are the files that a browser makes of its rows, in their order on the page.
var saved = map[string]string{
	"planets.csv": `"Rank","Name","Moons","Seen"` + "\n" +
		`"3","EarthTerra","1","2024-02-29T00:00:00Z"` + "\n" +
		`"2","<img src=""data:,"" onerror=""window.hacked=1"">","5",""` + "\n" +
		`"4","Mars","12","2024-03-01T00:00:00Z"`,
	"planets.json": `[
	{
		"rank": 3,
		"name": "EarthTerra",
		"moons": 1,
		"seen": "2024-02-29T00:00:00Z"
	},
	{
		"rank": 2,
		"name": "<img src=\"data:,\" onerror=\"window.hacked=1\">",
		"moons": 5,
		"seen": null
	},
	{
		"rank": 4,
		"name": "Mars",
		"moons": 12,
		"seen": "2024-03-01T00:00:00Z"
	}
]`,
}

func TestTablesInChromium(t *testing.T) {
	address := publish(t, panelgo.Apps{"tables": tables}) + "/tables"
	tab := chrome.OpenAs(t, address, chrome.View{Width: 1000, Height: 900})
	cell := func(table, field string, row int) string {
		return fmt.Sprintf(".tabulator-row:nth-child(%d) .tabulator-cell[tabulator-field='%s']", row, field)
	}
	tab.Wait(cells("local", "name", `texts.length === 3 && texts[0] === "Earth" && texts[2].startsWith("<img") && !window.hacked`))

	still(tab, "local", cell("local", "rank", 2))
	tab.WaitText("local [1]")
	still(tab, "local", ".tabulator-col[tabulator-field='moons'] .tabulator-col-title")
	tab.Wait(cells("local", "moons", `texts.join() === "1,5,12"`))
	still(tab, "local", cell("local", "name", 1))
	tab.Keys("Terra" + chrome.Enter)
	tab.WaitText("row 0 name = ")
	still(tab, "local", cell("local", "name", 3))
	for range 6 {
		tab.Keys(chrome.Backspace)
	}
	tab.Keys("Pluto" + chrome.Enter)
	tab.Wait(inView("local", `getComputedStyle(v.el, "::after").content.includes("no planet")`))
	tab.Shot("edited.png")
	tab.Wait(cells("local", "name", `texts[2] === "Mars"`))
	folder := tab.Saves()
	for name, want := range saved {
		tab.Click(tab.Inside(name, "button"))
		if got := strings.TrimPrefix(string(tab.WaitFile(folder, name)), "\ufeff"); got != want {
			t.Errorf("%s holds %q", name, got)
		}
	}

	tab.Wait(cells("remote", "name", `texts.length === 8 && texts[0] === "row 0"`))
	still(tab, "remote", ".tabulator-page[data-page='next']")
	tab.Wait(cells("remote", "name", `texts[0] === "row 8"`))
	still(tab, "remote", cell("remote", "name", 2))
	tab.WaitText("remote [9]")
	for _, order := range []string{"ascending", "descending"} { // a click while rows are on their way would be lost
		still(tab, "remote", ".tabulator-col[tabulator-field='number'] .tabulator-col-title")
		tab.Wait(inView("remote", fmt.Sprintf(`all(".tabulator-col[tabulator-field='number']")[0].getAttribute("aria-sort") === %q && all(".tabulator-alert").length === 0`, order)))
	}
	tab.Wait(cells("remote", "name", `texts.length === 8 && Number(texts[0].slice(4)) > 900000`))
	still(tab, "remote", ".tabulator-header-filter input")
	tab.Keys("12345")
	tab.Wait(cells("remote", "name", `texts.length > 0 && texts.every((t) => t.includes("12345"))`))
	tab.Shot("light.png")

	dark := chrome.OpenAs(t, address, chrome.View{Width: 1000, Height: 900, Dark: true})
	dark.Wait(cells("remote", "name", `texts.length === 8`))
	dark.ClickText(".tabulator-cell", "►")
	dark.WaitText("of row 0")
	dark.Shot("dark.png")
}
