package widgets_test

import (
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestAMillionRowsAreSaved(t *testing.T) {
	const many = 1_000_000
	number, name := make([]int, many), make([]string, many)
	for i := range many {
		number[i], name[i] = many-i, `row "one", two`
	}
	app := func(doc *document.Document) error {
		table, err := NewRemoteTabulator(ColumnRows(document.Data{"n": number, "name": name}),
			Column{Field: "n", Title: "Number"}, Column{Field: "name"})
		if err != nil {
			return err
		}
		when := []time.Time{day("2024-02-29"), day("2024-03-01")}
		small := NewTabulator(document.Data{"x": []float64{1.5, 2}, "when": when}, Column{Field: "x"}, Column{Field: "when"})
		column := document.New[models.Column]()
		column.Children.Set([]models.UIElement{table.DownloadButton("All", "all.csv"), small.DownloadButton("Small CSV", "small.csv"), small.DownloadButton("Small JSON", "small.json"), table, small})
		doc.Add(column)
		return nil
	}
	tab := chrome.Open(t, publish(t, panelgo.Apps{"save": app})+"/save")
	folder := tab.Saves()
	tab.Click(tab.Inside("All", "button"))
	lines := strings.SplitAfter(string(tab.WaitFile(folder, "all.csv")), "\n")
	if len(lines) != many+2 || lines[0] != "Number,name\n" || lines[1] != "1000000,\"row \"\"one\"\", two\"\n" || lines[many] != "1,\"row \"\"one\"\", two\"\n" {
		t.Errorf("%d lines: %q, %q …", len(lines), lines[0], lines[1])
	}
	for label, want := range map[string]string{
		"Small CSV":  "x,when\n1.5,2024-02-29T00:00:00Z\n2,2024-03-01T00:00:00Z\n",
		"Small JSON": "[\n{\"x\":1.5,\"when\":\"2024-02-29T00:00:00Z\"},\n{\"x\":2,\"when\":\"2024-03-01T00:00:00Z\"}\n]\n",
	} {
		tab.Click(tab.Inside(label, "button"))
		if got := tab.WaitFile(folder, strings.ToLower(strings.ReplaceAll(label, " ", "."))); string(got) != want {
			t.Errorf("%s: %q", label, got)
		}
	}
}
