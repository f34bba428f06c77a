package tour

import (
	"fmt"
	"math"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/page"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

type planet struct {
	Name     string
	Diameter int `title:"Diameter, km" format:"0,0"`
	Moons    int
}

var planets = []planet{{"Earth", 12_756, 1}, {"Mars", 6_792, 2}, {"Jupiter", 142_984, 97}, {"Saturn", 120_536, 274}, {"Neptune", 49_528, 16}}

// App builds the page, once for every visitor's tab.
func App(doc *document.Document) error {
	doc.SetTitle("Hello")
	tabs := layout.NewTabs().Page("A wave", wave()).Page("Widgets", fields(doc)).Page("A table", table())
	doc.Add(layout.Column(pane.NewText("Hello. All that you change here is answered by Go."), tabs,
		pane.NewText("To begin an app of your own: panelgo new myapp")))
	return nil
}

// wave is a plot that two sliders shape.
func wave() models.UIElement {
	frequency, level := widgets.NewIntSlider("Frequency", 1, 10), widgets.NewIntSlider("Level", 1, 5)
	readout := pane.NewText("")
	data := plot.NewSource(sine(1, 1))
	redraw := func(int) {
		data.Show(sine(frequency.Value(), level.Value()))
		readout.SetText(fmt.Sprintf("%d Hz, level %d", frequency.Value(), level.Value()))
	}
	frequency.OnChange(redraw)
	level.OnChange(redraw)
	redraw(0)

	fig := plot.New("A wave").Labels("time, s", "level")
	fig.Line(data, "t", "level", plot.Style{})
	fig.SetYRange(-5.5, 5.5)
	return layout.Column(layout.Row(frequency, level, readout), fig)
}

func sine(frequency, level int) document.Data {
	t, y := make([]float64, 500), make([]float64, 500)
	for i := range t {
		t[i] = float64(i) / 500
		y[i] = float64(level) * math.Sin(2*math.Pi*float64(frequency)*t[i])
	}
	return document.Data{"t": t, "level": y}
}

// fields are widgets that a text and a notification answer.
func fields(doc *document.Document) models.UIElement {
	name, day := widgets.NewTextInput("Name"), widgets.NewDatePicker("Day")
	said := pane.NewText("")
	say := func() {
		text := "Nobody has a day yet"
		if name.Value() != "" {
			text = name.Value() + ", on " + day.Value().Format(time.DateOnly)
		}
		said.SetText(text)
	}
	day.SetValue(time.Now())
	name.OnChange(func(string) { say() })
	day.OnChange(func(time.Time) { say() })
	button := widgets.NewButton("Say hello")
	button.OnClick(func() { page.Notify(doc).Success("Hello " + name.Value()) })
	say()
	return layout.Column(name, day, button, said)
}

// table sums up the rows that are selected.
func table() models.UIElement {
	rows, summary := widgets.NewTable(planets), pane.NewText("Select rows; hold Ctrl for several.")
	rows.OnSelect(func(chosen []planet) {
		moons := 0
		for _, p := range chosen {
			moons += p.Moons
		}
		summary.SetText(fmt.Sprintf("%d selected, %d moons", len(chosen), moons))
	})
	return layout.Column(rows, summary)
}
