package server_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// everything is a component of each kind.
func everything() []models.UIElement {
	data := document.Data{"x": []float64{1, 2, 3}, "y": []float64{3, 1, 2}}
	fig := plot.New("Figure")
	fig.Line(plot.NewSource(data), "x", "y", plot.Style{})
	choices := widgets.Choices("one", "two")
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	frame := widgets.NewDataFrame(data, widgets.Heading{Field: "x"}, widgets.Heading{Field: "y"})
	all := []models.UIElement{
		frame, widgets.NewTabulator(data), fig, widgets.NewButton("Button"), widgets.NewToggle("Toggle"), widgets.NewMenuButton("Menu", "a"),
		widgets.NewCheckbox("Checkbox"), widgets.NewSwitch("Switch"), widgets.NewTextInput("Text"), widgets.NewTextAreaInput("Area", 2),
		widgets.NewPasswordInput("Password"), widgets.NewAutocompleteInput("Proposals", "a"), widgets.NewIntInput("Int"), widgets.NewFloatInput("Float", 0.1),
		widgets.NewIntSlider("Slider", 0, 9), widgets.NewRangeSlider("Range", 0, 9), widgets.NewDiscreteSlider("Discrete", choices),
		widgets.NewDateSlider("Days", day, day.AddDate(0, 1, 0)), widgets.NewDatePicker("Date"), widgets.NewDatetimePicker("Moment"), widgets.NewTimePicker("Time"),
		widgets.NewSelect("Select", choices), widgets.NewMultiSelect("Several", choices), widgets.NewMultiChoice("Chosen", choices), widgets.NewCrossSelector(choices),
		widgets.NewRadioBoxGroup(choices), widgets.NewCheckButtonGroup(choices), widgets.NewFileInput("File"), widgets.NewPlayer("Player", 0, 9),
		widgets.NewColorPicker("Colour", document.RGB(1, 2, 3)), pane.NewText("Text"), layout.NewNumber("Number", "%.0f", 1), layout.NewProgress("Progress"),
		layout.NewTrend("Trend", "%.0f", 1, 2, 3), layout.NewGauge("Gauge", "%.0f", 0, 10, 5), layout.NewStatus(layout.Good, "fine"), layout.Divider(),
	}
	for _, lib := range drawn {
		// Perspective gives up on a machine that is too slow for it, and a module of one's own
		// needs its class defined.
		if m, ok := lib.model().(models.UIElement); ok && lib.name != "esm" && lib.name != "perspective" {
			all = append(all, m)
		}
	}
	return all
}

// containers hold other components, each in a way of its own; open shows what is folded.
var containers = []struct {
	name string
	make func(all []models.UIElement) models.UIElement
	open string // JavaScript
}{
	{"column", func(all []models.UIElement) models.UIElement { return layout.Column(all...) }, ""},
	{"row", func(all []models.UIElement) models.UIElement { return layout.Row(all...) }, ""},
	{"flow", func(all []models.UIElement) models.UIElement { return layout.Flow(200, all...) }, ""},
	{"cells", func(all []models.UIElement) models.UIElement { return layout.Cells(3, all...) }, ""},
	{"card", func(all []models.UIElement) models.UIElement { return layout.Card("Card", all...) }, ""},
	{"folded", func(all []models.UIElement) models.UIElement {
		c := layout.Card("Card", all...)
		c.Collapsed.Set(true)
		return c
	}, `Bokeh.documents[0].roots()[0].collapsed = false`},
	{"fixed", func(all []models.UIElement) models.UIElement { return layout.Fixed("Fixed", all...) }, ""},
	{"untitled", func(all []models.UIElement) models.UIElement { return layout.Fixed("", all...) }, ""},
	{"accordion", func(all []models.UIElement) models.UIElement {
		return layout.Accordion(layout.Card("First", pane.NewText("first")), layout.Card("Second", all...))
	}, `Bokeh.documents[0].roots()[0].children[1].collapsed = false`},
	{"tabs", func(all []models.UIElement) models.UIElement {
		return layout.NewTabs().Page("First", pane.NewText("first")).Page("Second", all...)
	}, `Bokeh.documents[0].roots()[0].active = 1`},
	{"lazy", func(all []models.UIElement) models.UIElement {
		return layout.NewTabs().Page("First", pane.NewText("first")).Lazy("Second", func() models.UIElement { return layout.Column(all...) })
	}, `Bokeh.documents[0].roots()[0].active = 1`},
	{"feed", func(all []models.UIElement) models.UIElement { return layout.NewFeed(800, all[:3]...) }, ""}, // it draws what is seen
	{"stack", func(all []models.UIElement) models.UIElement {
		places := make([]layout.Place, len(all))
		for i, m := range all {
			places[i] = layout.Place{Child: m, Row: 4 * (i / 2), Col: 6 * (i % 2), Rows: 4, Cols: 6}
		}
		return layout.NewGridStack(places...)
	}, ""},
	{"swipe", func(all []models.UIElement) models.UIElement {
		return layout.NewSwipe(layout.Column(all...), pane.NewText("after"))
	}, ""},
	{"shell", func(all []models.UIElement) models.UIElement { return template.New("Shell").Main(all...) }, ""},
	{"nested", func(all []models.UIElement) models.UIElement {
		return layout.Accordion(layout.Card("First", pane.NewText("first")), layout.Card("Second", layout.NewTabs().Page("Inside", layout.Fixed("Deep", all...))))
	}, `Bokeh.documents[0].roots()[0].children[1].collapsed = false`},
}

// TestEveryComponentWorksInEveryContainer crosses them: a page for each container holds all.
func TestEveryComponentWorksInEveryContainer(t *testing.T) {
	all := server.Apps{}
	for _, c := range containers {
		all["/"+c.name] = func(doc *document.Document) error {
			doc.Add(c.make(everything()))
			return nil
		}
	}
	at := servertest.Serve(t, all, server.Options{Eval: true}, sessions)
	for _, c := range containers {
		t.Run(c.name, func(t *testing.T) {
			tab := chrome.Open(t, at+"/"+c.name)
			if c.open != "" {
				chrome.Eval[bool](tab, c.open+", true")
			}
			for _, sign := range []string{".slick-row .slick-cell", ".tabulator-row .tabulator-cell", ".bk-Canvas, canvas.bk-layer, .bk-layer"} {
				tab.Wait(chrome.JS(fmt.Sprintf(`every(document, %q).some((el) => el.getClientRects().length > 0)`, sign)))
			}
			tab.WaitReady()
			if said := chrome.Eval[string](tab, said); said != "" {
				t.Errorf("the page says %s", said)
			}
			if n := chrome.Eval[int](tab, chrome.JS(`every(document, ".pg-undrawn").length`)); n > 0 {
				t.Errorf("%d components are not drawn", n)
			}
			if p := tab.Problems(); len(p) > 0 {
				t.Errorf("the console has %.2000q", p)
			}
			tab.Shot("container.png")
		})
	}
}

func TestACameraOrMicrophoneThatIsMissingIsSaid(t *testing.T) {
	tab := chrome.Open(t, servertest.Serve(t, server.Apps{"/app": func(doc *document.Document) error {
		camera, ear := widgets.NewVideoStream(), widgets.NewSpeechToText("en-GB")
		camera.Name.Set(document.Some("camera"))
		ear.Name.Set(document.Some("ear"))
		doc.Add(press("Begin", func() { doc.Add(layout.Column(camera, ear)) }))
		doc.Add(press("Snap", camera.Snap))
		return nil
	}}, server.Options{}, sessions)+"/app")
	chrome.Eval[bool](tab, `(navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("none", "NotFoundError")), true)`)
	push(tab, "Begin")
	const said = `getComputedStyle(view(m).el, "::after").content.includes(`
	tab.WaitModel("camera", said+`"There is no camera here")`)
	tab.WaitModel("ear", `view(m).recognition.dispatchEvent(Object.assign(new Event("error"), {error: "audio-capture"})), true`)
	tab.WaitModel("ear", said+`"There is no microphone here")`)
	push(tab, "Snap") // of nothing
	tab.WaitModel("camera", said+`"There is no camera here") && m.snapshot`)
	if p := tab.Problems(); len(p) > 0 {
		t.Errorf("the console has %q", p)
	}
}
