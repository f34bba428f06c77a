package pane

import (
	"fmt"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// The charts of other libraries are drawn in the page's colours, and follow its theme, as far as
// neither the author nor a theme of the library says otherwise. A chart that is made for white
// paper is given it by the CSS class "pg-paper".

// Vega shows a chart in the grammar of Vega or Vega-Lite.
type Vega struct{ *models.VegaPlot }

// NewVega makes a Vega of a specification: JSON as a text, or a value that encodes as such.
func NewVega(spec any) (Vega, error) {
	v := Vega{document.New[models.VegaPlot]()}
	return v, v.SetSpec(spec)
}

// SetSpec shows another chart.
func (v Vega) SetSpec(spec any) error {
	m, err := object("Vega", spec)
	if err == nil {
		v.Data.Set(m)
	}
	return err
}

// OnSelect calls f when the chart's selection of that name changes, with what Vega says of it.
// Calling stop ends that.
func (v Vega) OnSelect(name string, f func(value any)) (stop func()) {
	v.Events.Set(append(v.Events.Get(), name))
	return v.OnEvent("vega_event", func(e document.Event) {
		if data, ok := e.Values["data"].(map[string]any); ok && data["type"] == name {
			f(data["value"])
		}
	})
}

// ECharts shows a chart of Apache ECharts.
type ECharts struct{ *models.ECharts }

// NewECharts makes an ECharts of its options: JSON as a text, a value that encodes as such, or a
// chart of go-echarts.
func NewECharts(options any) (ECharts, error) {
	c := ECharts{document.New[models.ECharts]()}
	c.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	c.Height.Set(document.Some(400.0))
	return c, c.SetOptions(options)
}

// SetOptions shows another chart.
func (c ECharts) SetOptions(options any) error {
	m, err := object("ECharts", options)
	if err == nil {
		c.Data.Set(m)
	}
	return err
}

// Plotly shows a figure of Plotly.
type Plotly struct{ *models.PlotlyPlot }

// NewPlotly makes a Plotly of a figure, an object with "data" and "layout": JSON as a text, or a
// value that encodes as such.
func NewPlotly(figure any) (Plotly, error) {
	p := Plotly{document.New[models.PlotlyPlot]()}
	p.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	p.Height.Set(document.Some(400.0))
	p.Config.Set(map[string]any{"responsive": true, "displaylogo": false})
	return p, p.SetFigure(figure)
}

// SetFigure shows another figure.
func (p Plotly) SetFigure(figure any) error {
	m, err := object("Plotly", figure)
	if err != nil {
		return err
	}
	traces, _ := m["data"].([]any)
	sources := make([]models.AnyColumnDataSource, len(traces))
	for i, trace := range traces {
		t, ok := trace.(map[string]any)
		if !ok {
			return fmt.Errorf("pane: Plotly: trace %d is a %T, not an object", i, trace)
		}
		sources[i] = models.NewSource(arrays(t))
	}
	p.DataSources.Set(sources)
	p.Layout.Set(orEmpty(m["layout"]))
	p.Data.Set(traces)
	return nil
}

// arrays takes the lists of numbers out of a trace: they travel in binary, each as the one cell of
// a column.
func arrays(trace map[string]any) document.Data {
	data := document.Data{}
	for _, name := range []string{"x", "y", "z"} {
		list, ok := trace[name].([]any)
		numbers := make([]float64, len(list))
		for i, x := range list {
			if numbers[i], ok = x.(float64); !ok {
				break
			}
		}
		if ok {
			data[name] = []any{numbers}
			delete(trace, name)
		}
	}
	return data
}

func orEmpty(v any) any {
	if v == nil {
		return map[string]any{}
	}
	return v
}

// OnClick calls f when a point is clicked, with what Plotly says of it. Calling stop ends
// that.
func (p Plotly) OnClick(f func(data map[string]any)) (stop func()) {
	return p.OnEvent("plotly_event", func(e document.Event) {
		if event, ok := e.Values["data"].(map[string]any); ok && event["type"] == "click" {
			data, _ := event["data"].(map[string]any)
			f(data)
		}
	})
}

// DeckGL shows layers on a map, as deck.gl draws them.
type DeckGL struct{ *models.DeckGLPlot }

// NewDeckGL makes a DeckGL of a specification as pydeck writes it, with "initialViewState" and
// "layers": JSON as a text, or a value that encodes as such. Without a "mapStyle" there is no map
// below the layers.
func NewDeckGL(spec any) (DeckGL, error) {
	d := DeckGL{document.New[models.DeckGLPlot]()}
	d.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	d.Height.Set(document.Some(400.0))
	return d, d.SetSpec(spec)
}

// SetSpec shows other layers.
func (d DeckGL) SetSpec(spec any) error {
	m, err := object("DeckGL", spec)
	if err != nil {
		return err
	}
	layers, _ := m["layers"].([]any)
	view := orEmpty(m["initialViewState"])
	delete(m, "layers")
	delete(m, "initialViewState")
	if _, ok := m["mapStyle"]; !ok {
		m["mapStyle"] = nil
	}
	d.Data.Set(m)
	d.InitialViewState.Set(view)
	d.Layers.Set(layers)
	return nil
}

// Perspective shows columns in a table or chart that visitors shape themselves.
type Perspective struct {
	*models.Perspective
	Rows *models.ColumnDataSource
}

// NewPerspective makes a Perspective of columns.
func NewPerspective(data document.Data) Perspective {
	p := Perspective{document.New[models.Perspective](), models.NewSource(data)}
	p.Source.Set(p.Rows)
	p.Plugin.Set("datagrid")
	document.Check(&p.Theme, func(string) error { return document.ErrIgnore }) // it follows each visitor's page
	schema := map[string]any{}
	for name, column := range data {
		schema[name] = perspectiveType(column)
	}
	p.Schema.Set(schema)
	p.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	p.Height.Set(document.Some(400.0))
	return p
}

// perspectiveType is what Perspective calls the values of a column.
func perspectiveType(column any) string {
	switch fmt.Sprintf("%T", column) {
	case "[]string":
		return "string"
	case "[]bool":
		return "boolean"
	case "[]time.Time":
		return "datetime"
	case "[]int", "[]int8", "[]int16", "[]int32", "[]uint8", "[]uint16":
		return "integer"
	}
	return "float"
}
