package widgets_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// moment is a time as it is written here.
func moment(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err)
	}
	return t
}

func say(p Period) string {
	return p.Start.Format("2006-01-02 15:04") + " to " + p.End.Format("2006-01-02 15:04")
}

var further = []scene{
	{"Float slider", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewFloatSlider("Float slider", 0, 1)
		hear(w, got)
		return w, func() { w.SetValue(0.25) }
	}, drag(0.5), "0.5", `all(".noUi-handle")[0].getAttribute("aria-valuenow") == "0.3"`}, // rounded for ears
	{"Int range", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewIntRangeSlider("Int range", 0, 10)
		hear(w, got)
		return w, func() { w.SetRange(2, 4) }
	}, drag(0.5), "{5 10}", `all(".noUi-handle")[1].getAttribute("aria-valuenow") == "4.0"`},
	{"Datetime range", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDatetimeRangeSlider("Datetime range", Period{Start: day("2024-01-01"), End: day("2024-01-03")}, time.Hour)
		w.OnChange(func(p Period) { got(say(p)) })
		return w, func() { w.SetValue(Period{Start: day("2024-01-01"), End: moment("2024-01-01 06:00")}) }
	}, drag(0.5), "2024-01-02 00:00 to 2024-01-03 00:00", `all(".bk-slider-value")[0].textContent.includes("06:00")`},
	{"Editable int", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewEditableIntSlider("Editable int", 0, 10)
		w.Name.Set(document.Some("Editable int all"))
		hear(w, got)
		return w, func() { w.SetValue(3) }
	}, typing(chrome.Backspace + "7" + chrome.Enter), "7", `all("input")[0].value === "3"`},
	{"Editable range", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewEditableRangeSlider("Editable range", 0, 1)
		hear(w, got)
		return w, func() { w.SetRange(0.1, 0.2) }
	}, func(tab *chrome.Tab, _ string) {
		tab.Click(tab.Inside("to", "input"))
		tab.Keys(chrome.Backspace + "0.5" + chrome.Enter)
	}, "{0 0.5}", `model("to").value === 0.2`},
	{"Datetimes", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDatetimeRangePicker("Datetimes")
		w.SetValue(Period{Start: moment("2024-06-10 00:00"), End: moment("2024-06-11 00:00")})
		w.OnChange(func(p Period) { got(say(p)) })
		return w, func() { w.SetValue(Period{Start: moment("2024-07-01 08:00"), End: moment("2024-07-02 09:00")}) }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, calendar))
		still(tab, name, `.flatpickr-day[aria-label="June 20, 2024"]`)
		still(tab, name, `.flatpickr-day[aria-label="June 22, 2024"]`)
	}, "2024-06-20 12:00 to 2024-06-22 12:00", `all("input").some((i) => i.value.includes("2024-07-01 08:00"))`},
	{"Moment", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDatetimeInput("Moment")
		w.OnChange(func(t time.Time) { got(t.Format(time.RFC3339)) })
		return w, func() { w.SetValue(moment("2025-01-02 03:04")) }
	}, typing("2024-02-30 12:00:00" + chrome.Enter + strings.Repeat(chrome.Backspace, 19) + "2024-02-29 12:00:00" + chrome.Enter), "2024-02-29T12:00:00Z", `all("input")[0].value === "2025-01-02 03:04:00"`},
	{"Period", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDatetimeRangeInput("Period")
		w.End.Title.Set(models.Str("until"))
		w.SetForm("2006-01-02 15:04")
		w.OnChange(func(p Period) { got(say(p)) })
		return w, func() { w.SetValue(Period{Start: moment("2025-01-02 03:04"), End: moment("2025-01-03 03:04")}) }
	}, func(tab *chrome.Tab, name string) {
		typing("2024-02-29 12:00"+chrome.Enter)(tab, name)
		typing("2024-02-28 12:00"+chrome.Enter)(tab, "until") // not taken, and said
		tab.Wait(inView("until", `getComputedStyle(v.el, "::after").content.includes("before it starts")`))
		typing(chrome.ArrowDown+strings.Repeat(chrome.Backspace, 16)+"2024-03-01 12:00"+chrome.Enter)(tab, "until")
	}, "2024-02-29 12:00 to 2024-03-01 12:00", `all("input")[0].value === "2025-01-02 03:04" && model("until").value === "2025-01-03 03:04"`},
	{"Server files", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w, err := NewFileSelector(cabinet())
		if err != nil {
			got(err)
		}
		hear(w, got)
		w.Left.Name.Set(document.Some("left"))
		w.Folder.Name.Set(document.Some("folder"))
		return named(w, &w.Column.Name, "Server files"), func() { w.Select("a.txt", "../outside.txt", ".secret", "no such") }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside("folder", "input"))
		tab.Keys(chrome.Backspace + "../.." + chrome.Enter)
		tab.Wait(inView("folder", `getComputedStyle(v.el, "::after").content.includes("cannot be opened")`)) // this moves the lists
		tab.DoubleClick(tab.Inside("left", "option:nth-child(1)"))
		tab.Wait(chrome.JS(`model("left").options.join() === "b.csv,c.csv" && model("folder").value === "/sub"`))
		tab.DoubleClick(tab.Inside("left", "option:nth-child(1)"))
		tab.WaitText("[sub/b.csv]")
		tab.Click(tab.Inside("left", "option:nth-child(2)"))
		tab.Click(tab.Inside("❯", "button"))
	}, "[sub/b.csv sub/c.csv]", `model("Selected").options.join() === "a.txt"`},
	{"Camera", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewVideoStream()
		w.OnChange(func(picture []byte) { got(fmt.Sprintf("%t %x", len(picture) > 1000, picture[:2])) })
		shoot := NewButton("shoot")
		shoot.OnClick(w.Snap)
		column := document.New[models.Column]()
		w.Name.Set(document.Some("camera"))
		column.Children.Set([]models.UIElement{w, shoot})
		return named(column, &column.Name, "Camera"), w.Pause
	}, func(tab *chrome.Tab, _ string) {
		tab.Wait(inView("camera", `v.videoEl.videoWidth > 0`))
		tab.Click(tab.Inside("shoot", "button"))
	}, "true ffd8", `view(model("camera")).videoEl.paused`},
	{"Dictation", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewSpeechToText("en-GB")
		hear(w, got)
		return named(w, &w.Name, "Dictation"), w.Begin
	}, func(tab *chrome.Tab, name string) { // nobody speaks here, and the service is not asked
		script(`v.recognition.start = () => v.recognition.onstart(), v.recognition.stop = () => v.recognition.onresult({results: [Object.assign([{transcript: "hello there", confidence: 0.9}], {isFinal: true})]})`)(tab, name)
		clicking("button")(tab, name)
		tab.WaitModel(name, "m.started")
		clicking("button")(tab, name)
	}, "hello there", `m.started && !m.start`},
	{"Voice", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewTextToSpeech()
		w.OnSpeaking(func(speaking bool) { got(speaking) })
		return named(w, &w.Name, "Voice"), func() { w.SetTone(1, 1.5, 0.5); w.SetValue("hello") }
	}, nil, "", `m.speak.text === "hello" && m.speak.rate === 1.5`},
	{"Large download", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewStreamDownload("Large download", "größe.txt", func(_ context.Context, w io.Writer) error {
			_, err := io.Copy(w, io.LimitReader(zeros{}, large))
			return err
		})
		w.OnClick(func() { got("asked") })
		return w, nil
	}, clicking("button"), "asked", ""},
}

// large is more than what travels over a websocket, in bytes.
const large = 30_000_000

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

// cabinet is a folder with files, and one beside it that is out of reach.
var cabinet = func() func() string {
	var dir string
	return func() string {
		if dir != "" {
			return dir
		}
		top, err := os.MkdirTemp("", "panelgo-cabinet-")
		if err != nil {
			panic(err)
		}
		dir = filepath.Join(top, "root")
		for _, name := range []string{"outside.txt", "root/a.txt", "root/.secret", "root/sub/b.csv", "root/sub/c.csv"} {
			file := filepath.Join(top, filepath.FromSlash(name))
			_ = os.MkdirAll(filepath.Dir(file), 0o755)
			_ = os.WriteFile(file, []byte(name), 0o644)
		}
		return dir
	}
}()

func TestFurtherWidgetsInChromium(t *testing.T) {
	t.Cleanup(func() { os.RemoveAll(filepath.Dir(cabinet())) })
	perform(t, further)
}

func TestALargeFileIsSaved(t *testing.T) {
	app := func(doc *document.Document) error {
		button := NewStreamDownload("Save", "größe.txt", func(_ context.Context, w io.Writer) error {
			_, err := io.Copy(w, io.LimitReader(zeros{}, large))
			return err
		})
		inMemory := NewFileDownload("Save memory", "memory.bin", func() ([]byte, error) { return make([]byte, 12_000_000), nil })
		small := NewFileDownload("Save small", "small.csv", func() ([]byte, error) { return []byte("1,2\n"), nil })
		broken := NewStreamDownload("Save broken", "broken", func(context.Context, io.Writer) error { return fmt.Errorf("no disk") })
		column := document.New[models.Column]()
		column.Children.Set([]models.UIElement{button, inMemory, small, broken})
		doc.Add(column)
		return nil
	}
	tab := chrome.Open(t, publish(t, panelgo.Apps{"save": app})+"/save")
	folder := tab.Saves()
	for label, file := range map[string]struct {
		name string
		size int
	}{"Save": {"größe.txt", large}, "Save memory": {"memory.bin", 12_000_000}, "Save small": {"small.csv", 4}} {
		tab.Click(tab.Inside(label, "button"))
		if data := tab.WaitFile(folder, file.name); len(data) != file.size {
			t.Errorf("%s: %d bytes", file.name, len(data))
		}
	}
	tab.Click(tab.Inside("Save broken", "button"))
	tab.Wait(inView("Save broken", `getComputedStyle(v.el, "::after").content.includes("no disk")`))
	tab.Forgive() // the browser says that there was an answer 500
}
