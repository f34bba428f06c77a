package widgets_test

import (
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

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
		return w, func() { w.SetRange(0.2, 0.4) }
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
		return w, func() { w.Select(planets[0], planets[2]) }
	}, clicking("option:nth-child(2)"), "[{Mars 2}]", `all("select")[0].selectedOptions.length === 2`},
	{"Multi-choice", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewMultiChoice("Multi-choice", choices())
		hear(w, got)
		return w, func() { w.Select(planets[0], planets[2]) }
	}, typing("Ven" + chrome.Enter), "[{Venus 0}]", `all(".choices__list--multiple .choices__item").length === 2`},
	{"Cross", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewCrossSelector(choices())
		hear(w, got)
		return named(w, &w.Row.Name, "Cross"), func() { w.Select(planets[0], planets[2]) }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, "option:nth-child(2)"))
		tab.Click(tab.Inside("❯", "button"))
	}, "[{Mars 2}]", `all("select")[1].options.length === 2`},
	{"Nested", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewNestedSelect([]string{"Country", "Town"}, []Branch{{Label: "Italy", Below: []Branch{{Label: "Rome"}, {Label: "Turin"}}}, {Label: "Japan", Below: []Branch{{Label: "Kyoto"}}}})
		hear(w, got)
		return named(w, &w.Row.Name, "Nested"), func() { w.Select("Italy", "Turin") }
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
		return named(w, &w.Name, "Check boxes"), func() { w.Select(planets[0], planets[2]) }
	}, clicking("input[value='1']"), "[{Mars 2}]", `all("input")[2].checked && !all("input")[1].checked`},
	{"Check buttons", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewCheckButtonGroup(choices())
		hear(w, got)
		return named(w, &w.Name, "Check buttons"), func() { w.Select(planets[0], planets[2]) }
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
		return w, func() { w.Select("Greys") }
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
