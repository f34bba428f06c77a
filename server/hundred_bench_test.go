package server_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/document/wire"
)

// hundred is an app of a hundred components: fields, sliders, lists, texts, cards, a plot and a
// table.
func hundred(doc *document.Document) error {
	var parts []models.UIElement
	for i := range 14 {
		name := fmt.Sprint("number ", i)
		slider := widgets.NewIntSlider(name, 0, 100)
		said := pane.NewText("0")
		slider.OnChange(func(n int) { said.SetText(fmt.Sprint(n)) })
		choice := widgets.NewSelect(name, widgets.Choices("one", "two", "three"))
		parts = append(parts, layout.Card(name, slider, said, choice, widgets.NewTextInput(name), widgets.NewCheckbox(name), widgets.NewButton(name)))
	}
	table := document.Data{"name": make([]string, 100), "value": make([]float64, 100)}
	x, y := make([]float64, 1000), make([]float64, 1000)
	figure := plot.New("a thousand points")
	figure.Scatter(plot.NewSource(document.Data{"x": x, "y": y}), "x", "y", plot.Style{})
	parts = append(parts, markup.NewMarkdown("# A *hundred* components"),
		widgets.NewTabulator(table, widgets.Column{Field: "name"}, widgets.Column{Field: "value"}))
	doc.Add(layout.Flow(300, parts...), figure)
	return nil
}

// BenchmarkHundredComponents is the first page of an app with a hundred components, and what the
// browser then asks for: the page with its session, and the document. It reports what the session
// keeps.
func BenchmarkHundredComponents(b *testing.B) {
	srv, _ := benchServer(b, hundred)
	r := httptest.NewRequest(http.MethodGet, "/app", nil)
	b.Run("page", func(b *testing.B) {
		b.ReportAllocs()
		before := heap()
		for b.Loop() {
			w := httptest.NewRecorder()
			srv.ServeHTTP(w, r)
			if w.Code != 200 {
				b.Fatal(w.Code)
			}
		}
		b.ReportMetric(float64(heap()-before)/float64(b.N), "bytes/session")
	})
	b.Run("document", func(b *testing.B) {
		_, at := benchServer(b, hundred)
		conn := benchDial(b, at, token("one", 1<<40))
		defer conn.Close()
		b.ReportAllocs()
		size := 0
		for b.Loop() {
			size = len(benchAsk(b, conn, wire.NewPullDocReq(), 1))
		}
		b.ReportMetric(float64(size), "bytes/document")
	})
}

// heap is what is in use, in bytes.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
