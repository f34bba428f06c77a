package plot_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

type spot struct {
	X, Y float64
	Name string
}

func spots() []spot { return []spot{{1, 1, "low"}, {5, 5, "mid"}, {9, 9, "high"}} }

func called(all []spot) string {
	var names []string
	for _, s := range all {
		names = append(names, s.Name)
	}
	return fmt.Sprint(names)
}

func TestNoBrowserChangesTheRowsOfAPlot(t *testing.T) {
	rows := plot.NewRows(spots())
	b := documenttest.Open(t, rows)
	for _, event := range []string{
		`{"kind":"ColumnsPatched","model":{"id":"ID"},"attr":"data","patches":{"X":[[0,7]]}}`,
		`{"kind":"ColumnsStreamed","model":{"id":"ID"},"attr":"data","data":{"X":[7],"Y":[7],"Name":["x"]},"rollover":null}`,
		`{"kind":"ModelChanged","model":{"id":"ID"},"attr":"data","new":{"X":[7],"Y":[7],"Name":["x"]}}`,
	} {
		if err := b.Send(rows, nil, event); err == nil {
			t.Errorf("%s was taken", event)
		}
	}
	if !slices.Equal(rows.All(), spots()) {
		t.Errorf("the rows are %v", rows.All())
	}
}

func TestValuesFollowTheRowsOfAPlotAndRowsFollowValues(t *testing.T) {
	var rows *plot.Rows[spot]
	var found *reactive.State[[]spot]
	var count *reactive.Computed[int]
	times := 0
	b := documenttest.Visit(t, document.Visit{}, func(doc *document.Document) {
		rows, found = plot.NewRows[spot](nil), reactive.NewState(spots())
		reactive.Link(found, rows)
		count = reactive.Bind(rows, func(all []spot) int { times++; return len(all) })
		doc.Add(rows)
	})
	if err := b.Set(rows.Selected.Get(), "indices", "[0,2]"); err != nil {
		t.Fatal(err)
	}
	b.Turn(func() {
		if n := count.Value(); n != 2 {
			t.Errorf("%d rows are selected, want 2", n)
		}
	})
	times = 0
	b.Turn(func() {
		count.OnChange(func(int) {})
		found.Set(spots()[:1])
		rows.Append(0, spots()[1:]...)
		rows.Select(1)
	})
	if n := count.Value(); n != 1 || times != 1 {
		t.Errorf("%d is selected, and that was counted %d times, want once", n, times)
	}
}

func TestALassoSelectsStructs(t *testing.T) {
	rows := plot.NewRows(spots())
	var heard []string
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		rows, heard = plot.NewRows(spots()), nil
		rows.OnChange(func(all []spot) { heard = append(heard, called(all)) })
		fig := plot.New("lasso").SetXRange(0, 10).SetYRange(0, 10).LassoSelect()
		fig.Scatter(rows.Source, "X", "Y", plot.Style{Size: 20})
		return named(fig)
	})
	s.Trace(s.frame("fig 0"), [2]float64{0.7, 0.02}, [2]float64{0.98, 0.02}, [2]float64{0.98, 0.3}, [2]float64{0.7, 0.3}, [2]float64{0.7, 0.1})
	s.until(func() bool { return called(rows.Value()) == "[high]" })
	s.turn(func() { rows.Append(3, spot{2, 8, "new"}) })
	s.WaitModel("fig 0", `m.renderers[0].data_source.get_array("Name").join() === "mid,high,new" && m.renderers[0].data_source.selected.indices.join() === "1"`)
	s.turn(func() { rows.SetRows(spots()[:2]) })
	s.WaitModel("fig 0", `m.renderers[0].data_source.get_length() === 2 && m.renderers[0].data_source.selected.indices.length === 0`)
	if last := ask(s, func() string { return heard[len(heard)-1] }); last != "[low mid]" {
		t.Errorf("heard %v", heard)
	}
}
