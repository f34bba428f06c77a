package widgets_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// scene is a widget on a page with others: beside it stand what the program has from it, and a button by which the
// program sets it.
type scene struct {
	name  string // of the model
	make  func(doc *document.Document, got func(any)) (w models.UIElement, set func())
	drive func(tab *chrome.Tab, name string) // as a person does
	want  string                             // what the program has then
	shown string                             // JavaScript about el, the widget's root, that holds after set
}

// heard is a widget of a type of value.
type heard[T any] interface{ OnChange(func(T)) (stop func()) }

func hear[T any](w heard[T], got func(any)) { w.OnChange(func(v T) { got(v) }) }

// part finds an element in a widget's view, as el, and says something about it.
func part(name, selector, condition string) string {
	return chrome.JS(fmt.Sprintf(`(() => {
		const root = view(model(%q)); const el = %q === "" ? root.el : every(root.shadow_el ?? root.el, %q)[0];
		return el && (%s);
	})()`, name, selector, selector, condition))
}

// within is JavaScript that looks into a widget's view.
func inView(name, expression string) string {
	return chrome.JS(fmt.Sprintf(`(() => {const m = model(%q); const v = view(m); const all = (s) => every(v.shadow_el ?? v.el, s); return (%s)})()`, name, expression))
}

func drag(to float64) func(*chrome.Tab, string) {
	return func(tab *chrome.Tab, name string) { tab.Drag(name, to) }
}

func typing(text string) func(*chrome.Tab, string) {
	return func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, "input, textarea"))
		tab.Keys(text)
	}
}

func clicking(selector string) func(*chrome.Tab, string) {
	return func(tab *chrome.Tab, name string) { tab.Click(tab.Inside(name, selector)) }
}

// still clicks on a part of a widget once it has stopped moving.
func still(tab *chrome.Tab, name, selector string) {
	before := tab.Inside(name, selector)
	for same := 0; same < 5; time.Sleep(20 * time.Millisecond) {
		now := tab.Inside(name, selector)
		if same++; now != before {
			before, same = now, 0
		}
	}
	tab.Click(before)
}

// script changes what only the browser's own dialogs change.
func script(code string) func(*chrome.Tab, string) {
	return func(tab *chrome.Tab, name string) {
		chrome.Eval[bool](tab, inView(name, code+", true"))
	}
}

// picked puts files into an input of a widget.
func picked(selector, name, content string) func(*chrome.Tab, string) {
	return script(fmt.Sprintf(`(() => {
		const input = all(%q)[0], files = new DataTransfer();
		files.items.add(new File([%q], %q, {type: "text/csv"}));
		input.files = files.files;
		input.dispatchEvent(new Event("change", {bubbles: true}));
	})()`, selector, content, name))
}

// publish serves apps, and answers the address that they are at.
func publish(t *testing.T, apps panelgo.Apps) string {
	t.Helper()
	var opts panelgo.Options
	opts.Logger = slog.New(slog.DiscardHandler)
	server, err := panelgo.New(apps, opts)
	if err != nil {
		t.Fatal(err)
	}
	server.Start()
	s := httptest.NewServer(server)
	t.Cleanup(func() {
		server.Stop(context.Background())
		s.Close()
	})
	return s.URL
}

// stage is an app that shows scenes.
func stage(scenes []scene) panelgo.App {
	return func(doc *document.Document) error {
		var rows []models.UIElement
		for _, s := range scenes {
			got := NewStaticText(s.name, "")
			got.Name.Set(document.Some("got " + s.name))
			w, set := s.make(doc, func(v any) { got.SetValue(fmt.Sprint(v)) })
			button := NewButton("set " + s.name)
			button.Width.Set(document.Some(160.0))
			if set != nil {
				button.OnClick(set)
			}
			got.Width.Set(document.Some(260.0))
			row := document.New[models.Row]()
			row.Children.Set([]models.UIElement{button, got, w})
			row.Spacing.Set(10)
			row.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
			rows = append(rows, row)
		}
		column := document.New[models.Column]()
		column.Children.Set(rows)
		column.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
		doc.Add(column)
		return nil
	}
}

// patience is when a scene gives up; the others go on.
const patience = 20 * time.Second

// holds waits until an expression is truthy, and complains about a scene where it never is.
func holds(t *testing.T, tab *chrome.Tab, scene, expression string) {
	t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if chrome.Eval[bool](tab, "!!("+expression+")") {
			return
		}
		if time.Now().After(end) {
			t.Errorf("%s: never true: %s", scene, expression[strings.LastIndex(expression, "box = (el)")+150:])
			return
		}
	}
}

// perform plays every scene on one page.
func perform(t *testing.T, scenes []scene) {
	t.Helper()
	address := publish(t, panelgo.Apps{"stage": stage(scenes)})
	tab := chrome.OpenAs(t, address+"/stage", chrome.View{Width: 1200, Height: 2800})
	for _, s := range scenes {
		if s.drive != nil {
			s.drive(tab, s.name)
			holds(t, tab, s.name, part("got "+s.name, "", fmt.Sprintf("el.shadowRoot.textContent.includes(%q)", s.name+": "+s.want)))
			tab.Keys(chrome.Escape)
		}
		if s.shown != "" {
			tab.Click(tab.Inside("set "+s.name, "button"))
			holds(t, tab, s.name, inView(s.name, s.shown))
		}
	}
	tab.Shot("light.png")
	dark := chrome.OpenAs(t, address+"/stage", chrome.View{Width: 1200, Height: 2800, Dark: true})
	dark.Shot("dark.png")
}

func named(w models.UIElement, name *document.Prop[document.Opt[string]], as string) models.UIElement {
	name.Set(document.Some(as))
	return w
}

// calendar is the field of a date picker that is seen; the one with the value is hidden.
const calendar = "input:not([type=hidden])"

const heart = `<svg viewBox="0 0 24 24" fill="currentColor" width="100%" height="100%"><path d="M12 21 4 13a5 5 0 0 1 8-6 5 5 0 0 1 8 6z"/></svg>`

var scenes = []scene{
	{"Int slider", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewIntSlider("Int slider", 0, 10)
		hear(w, got)
		return w, func() { w.SetValue(10) }
	}, drag(0.5), "5", `all(".noUi-handle")[0].getAttribute("aria-valuenow") == "10.0"`},
	{"Range slider", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewRangeSlider("Range slider", 0, 1)
		hear(w, got)
		return w, func() { w.SetValue(0.2, 0.4) }
	}, drag(0.5), "{0.5 1}", `all(".noUi-handle")[1].getAttribute("aria-valuenow") == "0.4"`},
	{"Discrete slider", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDiscreteSlider("Discrete slider", Choices(1, 10, 100))
		hear(w, got)
		return w, func() { w.SetValue(100) }
	}, drag(0.5), "10", `all(".bk-slider-value")[0].textContent === "100"`},
	{"Date slider", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDateSlider("Date slider", day("2024-01-01"), day("2024-01-03"))
		w.OnRelease(func(t time.Time) { got(t.Format(time.DateOnly)) })
		return w, func() { w.SetValue(day("2024-01-03")) }
	}, drag(0.5), "2024-01-02", `all(".bk-slider-value")[0].textContent === "03 Jan 2024"`},
	{"Date range slider", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDateRangeSlider("Date range slider", day("2024-01-01"), day("2024-01-03"))
		w.OnChange(func(p Period) { got(p.Start.Format(time.DateOnly)) })
		return w, func() { w.SetValue(Period{Start: day("2024-01-01"), End: day("2024-01-02")}) }
	}, drag(0.5), "2024-01-02", `all(".bk-slider-value")[0].textContent.includes("02 Jan 2024")`},
	{"Datetime slider", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDatetimeSlider("Datetime slider", Period{Start: day("2024-01-01"), End: day("2024-01-03")}, time.Hour)
		w.OnChange(func(t time.Time) { got(t.Format(time.DateTime)) })
		return w, func() { w.SetValue(day("2024-01-03")) }
	}, drag(0.5), "2024-01-02 00:00:00", `all(".bk-slider-value")[0].textContent.includes("03 Jan 2024")`},
	{"Editable", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewEditableFloatSlider("Editable", 0, 1)
		hear(w, got)
		return w, func() { w.SetValue(0.25) }
	}, typing(chrome.Backspace + "0.5" + chrome.Enter), "0.5", `all("input")[0].value === "0.25"`},
	{"Int input", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewIntInput("Int input")
		w.SetBounds(0, 10)
		hear(w, got)
		return w, func() { w.SetValue(3) }
	}, typing("7" + chrome.Enter), "7", `all("input")[0].value === "3"`},
	{"Float input", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewFloatInput("Float input", 0.5)
		w.SetValue(1)
		hear(w, got)
		return w, func() { w.SetValue(2.25) }
	}, clicking(".bk-spin-btn-up"), "1.5", `all("input")[0].value === "2.25"`},
	{"Text", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewTextInput("Text")
		w.Describe("Anything at all")
		hear(w, got)
		return w, func() { w.SetValue("<b>from Go</b>") }
	}, typing("hello" + chrome.Enter), "hello", `all("input")[0].value === "<b>from Go</b>"`},
	{"Mail", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewTextInput("Mail")
		w.Validate(func(string) error { got("asked"); return fmt.Errorf(`that is no "address"`) })
		return w, func() {}
	}, typing("hello" + chrome.Enter), "asked", `getComputedStyle(v.el, "::after").content.includes("that is no")`},
	{"Area", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewTextAreaInput("Area", 3)
		w.OnType(func(s string) { got(s) })
		return w, func() { w.SetValue("a\nb") }
	}, typing("ab"), "ab", `all("textarea")[0].value === "a\nb"`},
	{"Password", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewPasswordInput("Password")
		hear(w, got)
		return w, func() { w.SetValue("") }
	}, typing("secret" + chrome.Enter), "secret", `all("input")[0].value === "" && all("input")[0].type === "password"`},
	{"City", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewAutocompleteInput("City", "Rome", "Turin", "Kyoto")
		hear(w, got)
		return w, func() { w.SetValue("Kyoto") }
	}, typing("tu" + chrome.Enter), "Turin", `all("input")[0].value === "Kyoto"`},
	{"Select", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewSelect("Select", choices())
		hear(w, got)
		return w, func() { w.SetValue(planets[2]) }
	}, func(tab *chrome.Tab, name string) { tab.Focus(name, "select"); tab.Keys(chrome.ArrowDown) }, "{Mars 2}", `all("select")[0].value === "Venus"`},
	{"Multi-select", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewMultiSelect("Multi-select", choices())
		hear(w, got)
		return w, func() { w.SetValue(planets[0], planets[2]) }
	}, clicking("option:nth-child(2)"), "[{Mars 2}]", `all("select")[0].selectedOptions.length === 2`},
	{"Multi-choice", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewMultiChoice("Multi-choice", choices())
		hear(w, got)
		return w, func() { w.SetValue(planets[0], planets[2]) }
	}, typing("Ven" + chrome.Enter), "[{Venus 0}]", `all(".choices__list--multiple .choices__item").length === 2`},
	{"Cross", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewCrossSelector(choices())
		hear(w, got)
		return named(w, &w.Row.Name, "Cross"), func() { w.SetValue(planets[0], planets[2]) }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, "option:nth-child(2)"))
		tab.Click(tab.Inside("❯", "button"))
	}, "[{Mars 2}]", `all("select")[1].options.length === 2`},
	{"Nested", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewNestedSelect([]string{"Country", "Town"}, []Branch{{Label: "Italy", Below: []Branch{{Label: "Rome"}, {Label: "Turin"}}}, {Label: "Japan", Below: []Branch{{Label: "Kyoto"}}}})
		hear(w, got)
		return named(w, &w.Row.Name, "Nested"), func() { w.SetValue("Italy", "Turin") }
	}, func(tab *chrome.Tab, name string) { tab.Focus("Country", "select"); tab.Keys(chrome.ArrowDown) }, "[Japan Kyoto]", `all("select")[1].value === "Turin"`},
	{"Radio boxes", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewRadioBoxGroup(choices())
		hear(w, got)
		return named(w, &w.Name, "Radio boxes"), func() { w.SetValue(planets[2]) }
	}, clicking("label:nth-of-type(2) input, input[value='1']"), "{Mars 2}", `all("input")[2].checked`},
	{"Radio buttons", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewRadioButtonGroup(choices())
		w.SetColor(Primary)
		hear(w, got)
		return named(w, &w.Name, "Radio buttons"), func() { w.SetValue(planets[2]) }
	}, clicking(".bk-btn:nth-child(2)"), "{Mars 2}", `all(".bk-btn")[2].classList.contains("bk-active")`},
	{"Check boxes", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewCheckBoxGroup(choices())
		hear(w, got)
		return named(w, &w.Name, "Check boxes"), func() { w.SetValue(planets[0], planets[2]) }
	}, clicking("input[value='1']"), "[{Mars 2}]", `all("input")[2].checked && !all("input")[1].checked`},
	{"Check buttons", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewCheckButtonGroup(choices())
		hear(w, got)
		return named(w, &w.Name, "Check buttons"), func() { w.SetValue(planets[0], planets[2]) }
	}, clicking(".bk-btn:nth-child(2)"), "[{Mars 2}]", `all(".bk-btn")[2].classList.contains("bk-active")`},
	{"Checkbox", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewCheckbox("Checkbox")
		hear(w, got)
		return w, func() { w.SetValue(false) }
	}, clicking("input, .bk-checkbox"), "true", `!m.active`},
	{"Switch", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewSwitch("Switch")
		hear(w, got)
		return w, func() { w.SetValue(false) }
	}, clicking(".bk-body"), "true", `!m.active`},
	{"Toggle", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewToggle("Toggle")
		w.SetColor(Success)
		hear(w, got)
		return w, func() { w.SetValue(false) }
	}, clicking("button"), "true", `!all("button")[0].classList.contains("bk-active")`},
	{"Button", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewButton("Button")
		w.SetIcon(heart)
		w.SetColor(Primary)
		w.OnClick(func() { got("clicked") })
		return w, func() { w.Disabled.Set(true) }
	}, clicking("button"), "clicked", `all("button")[0].disabled`},
	{"Outline", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewButton("Outline")
		w.SetColor(Danger)
		w.SetVariant(Outline)
		w.OnClick(func() { got("clicked") })
		return w, func() { w.Label.Set(models.Str("Other")) }
	}, clicking("button"), "clicked", ""},
	{"Menu", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewMenuButton("Menu", "Open", "", "Save")
		w.OnClick(func(item string) { got(item) })
		return w, nil
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, "button"))
		tab.ClickText(".bk-item", "Save")
	}, "Save", ""},
	{"Button icon", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewButtonIcon(heart)
		w.OnClick(func() { got("clicked") })
		return named(w, &w.Name, "Button icon"), nil
	}, clicking("svg"), "clicked", ""},
	{"Toggle icon", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewToggleIcon(heart, heart)
		hear(w, got)
		return named(w, &w.Name, "Toggle icon"), func() { w.SetValue(false) }
	}, clicking("svg"), "true", `!m.value`},
	{"Tooltip icon", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewTooltipIcon("an explanation")
		return named(w, &w.Name, "Tooltip icon"), nil
	}, nil, "", ""},
	{"Date", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDatePicker("Date")
		w.SetValue(day("2024-06-10"))
		w.OnChange(func(t time.Time) { got(t.Format(time.DateOnly)) })
		return w, func() { w.SetValue(day("2024-07-01")) }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, calendar))
		still(tab, name, `.flatpickr-day[aria-label="June 20, 2024"]`)
	}, "2024-06-20", `all("input").some((i) => i.value === "2024-07-01")`},
	{"Datetime", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDatetimePicker("Datetime")
		w.SetValue(day("2024-06-10"))
		w.OnChange(func(t time.Time) { got(t.Format(time.DateOnly)) })
		return w, func() { w.SetValue(day("2024-07-01").Add(12 * time.Hour)) }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, calendar))
		still(tab, name, `.flatpickr-day[aria-label="June 20, 2024"]`)
	}, "2024-06-20", `all("input").some((i) => i.value === "2024-07-01 12:00")`},
	{"Days", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDateRangePicker("Days")
		w.SetValue(Period{Start: day("2024-06-10"), End: day("2024-06-11")})
		w.OnChange(func(p Period) { got(p.Start.Format(time.DateOnly) + " " + p.End.Format(time.DateOnly)) })
		return w, func() { w.SetValue(Period{Start: day("2024-07-01"), End: day("2024-07-02")}) }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, calendar))
		still(tab, name, `.flatpickr-day[aria-label="June 20, 2024"]`)
		still(tab, name, `.flatpickr-day[aria-label="June 22, 2024"]`)
	}, "2024-06-20 2024-06-22", `all("input").some((i) => i.value === "2024-07-01 to 2024-07-02")`},
	{"Time", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewTimePicker("Time")
		hear(w, got)
		return w, func() { w.SetValue(9 * time.Hour) }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, calendar))
		still(tab, name, ".numInputWrapper .arrowUp")
		tab.Keys(chrome.Enter)
	}, "1h0m0s", `all("input").some((i) => i.value === "09:00")`},
	{"Colour", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewColorPicker("Colour", "#000000")
		hear(w, got)
		return w, func() { w.SetValue("#ff8800") }
	}, script(`all("input")[0].value = "#20a0ff", all("input")[0].dispatchEvent(new Event("change"))`), "#20a0ff", `all("input")[0].value === "#ff8800"`},
	{"Colour map", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewColorMap("Colour map", Palette{"Greys", []document.Color{"#000000", "#888888", "#ffffff"}}, Palette{"Reds", []document.Color{"#330000", "#ff0000"}})
		w.OnChange(func(p Palette) { got(p.Name) })
		return w, func() { w.SetValue("Greys") }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, ".bk-value-input, .bk-input"))
		tab.ClickText(".bk-entry, .bk-item", "Reds")
	}, "Reds", `m.value === "Greys"`},
	{"File", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewFileInput("File")
		w.SetAccept(".csv")
		w.OnChange(func(files []File) {
			if len(files) > 0 {
				got(files[0].Name + " " + string(files[0].Data))
			}
		})
		return w, func() { w.Clear() }
	}, picked("input", "a.csv", "1,2"), "a.csv 1,2", `all("input")[0].files.length === 0`},
	{"Dropper", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewFileDropper("Dropper")
		w.OnFile(func(_ context.Context, file *Upload) func() {
			data, err := io.ReadAll(file)
			return func() { got(fmt.Sprintf("%s %s %v", file.Name, data, err)) }
		})
		return w, nil
	}, picked(".filepond--browser", "b.csv", "3,4"), "b.csv 3,4 <nil>", ""},
	{"Download", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewFileDownload("Download", "a.csv", func() ([]byte, error) { got("made"); return []byte("1,2"), nil })
		return w, nil
	}, clicking("button"), "made", ""},
}

func TestEveryWidgetInChromium(t *testing.T) { perform(t, scenes) }
