package server_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

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

// said is the text of the lines above the page.
const said = `(document.querySelector("panelgo-notices")?.shadowRoot.textContent ?? "")`

func press(label string, f func()) widgets.Button {
	b := widgets.NewButton(label)
	b.OnClick(f)
	return b
}

func push(tab *chrome.Tab, label string) { tab.Click(tab.Inside(label, "button")) }

// fragile has callbacks that panic, in a message and without one.
func fragile(doc *document.Document) error {
	text := pane.NewText("as it was")
	doc.Add(layout.Column(
		press("Break", func() {
			var list []int
			text.SetText("before it broke")
			list[3]++
		}),
		press("Soon", func() { doc.Next(func() { panic(errors.New("in its own turn")) }) }),
		press("Work", func() { doc.Go(func(context.Context) func() { panic("at work") }) }),
		press("Go on", func() { text.SetText("it goes on") }), text))
	return nil
}

func TestACallbackThatPanicsIsToldAndThePageGoesOn(t *testing.T) {
	for _, develops := range []bool{false, true} {
		log := new(logbook)
		tab := chrome.Open(t, servertest.Serve(t, server.Apps{"/app": fragile}, server.Options{Dev: develops, Logger: slog.New(slog.NewTextHandler(log, nil))}, sessions)+"/app")
		push(tab, "Break")
		tab.WaitText("before it broke")
		tab.Wait(said + `.includes("Something went wrong on the server")`)
		for _, want := range []string{"index out of range [3]", "notices_test.go:40", "list[3]++", "server_test.fragile.func1"} {
			if chrome.Eval[bool](tab, said+`.includes("`+want+`")`) != develops {
				t.Errorf("in development %v, %q is the other way round: %s", develops, want, chrome.Eval[string](tab, said))
			}
		}
		for _, want := range []string{"level=ERROR msg=\"callback failed\"", "index out of range [3]", "notices_test.go:40", "in=server_test.fragile.func1", "session="} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("the log lacks %q: %s", want, log)
			}
		}
		if strings.Contains(log.String(), "list[3]++") != develops || len(line(log.String(), "callback failed")) > 1000 {
			t.Errorf("in development %v the log says %s", develops, log)
		}
		tab.Shot("panic.png")
		for label, want := range map[string]string{"Soon": "in its own turn", "Work": "at work"} {
			chrome.Eval[bool](tab, `(document.querySelector("panelgo-notices").shadowRoot.querySelectorAll("button.close").forEach((b) => b.click()), true)`)
			tab.Wait(said + ` === ""`)
			push(tab, label)
			tab.Wait(said + `.includes("Something went wrong on the server")`)
			if !strings.Contains(log.String(), want) || chrome.Eval[bool](tab, said+`.includes("`+want+`")`) != develops {
				t.Errorf("in development %v the page says %s", develops, chrome.Eval[string](tab, said))
			}
		}
		push(tab, "Go on")
		tab.WaitText("it goes on")
		if p := tab.Problems(); len(p) > 0 {
			t.Errorf("the console has %q", p)
		}
	}
}

// line is the first line of a log that contains a text.
func line(log, text string) string {
	for l := range strings.Lines(log) {
		if strings.Contains(l, text) {
			return l
		}
	}
	return ""
}

// guardedProps has properties that refuse what pages set, for each reason that there is.
func guardedProps(doc *document.Document) error {
	field, slider, free := widgets.NewTextInput("Field"), widgets.NewIntSlider("Slider", 0, 10), widgets.NewTextInput("Free")
	field.SetValue("good")
	document.ReadOnly(&field.Placeholder)
	document.Check(&field.TextInput.Value, func(s string) error {
		if strings.Contains(s, "bad") {
			return errors.New("this is a bad word")
		}
		return nil
	})
	rows := source()
	rows.Name.Set(document.Some("rows"))
	document.Check(&rows.Data, func(document.Data) error { return errors.New("these rows stay") })
	shown := pane.NewText("")
	shown.Name.Set(document.Some("shown"))
	free.OnChange(func(v string) { shown.SetText("free is " + v) })
	doc.Add(layout.Column(field, slider, free, shown))
	doc.Add(rows)
	return nil
}

func TestAChangeThatIsRefusedIsPutBackAndSaid(t *testing.T) {
	at := servertest.Serve(t, server.Apps{"/app": guardedProps}, server.Options{}, sessions)
	tab := chrome.Open(t, at+"/app")
	for _, c := range []struct{ name, change, back, shown, text string }{
		{"Field", `m.value = "bad"`, `m.value === "good"`, "Field", "this is a bad word"},
		{"Field", `m.placeholder = "mine"`, `m.placeholder === ""`, "Field", "This could not be changed."},
		{"Slider", `m.value = 99`, `m.value === 0`, "Slider", "99 is not between 0 and 10"},
		{"Slider", `m.end = 99`, `m.end === 10`, "Slider", "This could not be changed."},
		{"Slider", `m.setv({value: 0.5})`, `m.value === 0`, "Slider", ""},
		{"rows", `m.data = new Map([["x", [7]]])`, `m.data.get?.("x")?.length === 3 || m.data.x?.length === 3`, "", "these rows stay"},
		{"rows", `m.patch(new Map([["x", [[0, 7]]]]))`, `[...(m.data.get?.("x") ?? m.data.x)][0] === 1`, "", "these rows stay"},
		{"rows", `m.stream({index: [3], x: [7], y: [7]})`, `(m.data.get?.("x") ?? m.data.x).length === 3`, "", "these rows stay"},
	} {
		chrome.Model[bool](tab, c.name, c.change+", true")
		tab.WaitModel(c.name, c.back)
		if c.shown == "" {
			tab.Wait(said + `.includes("` + c.text + `")`)
			continue
		}
		tab.WaitModel(c.shown, `view(m).el.style.getPropertyValue("--pg-error").includes("`+c.text+`") && view(m).el.classList.contains("pg-invalid")`)
	}
	tab.Shot("refused.png")
	if p := tab.Problems(); len(p) > 0 {
		t.Errorf("the console has %q", p)
	}
}

func TestOfSeveralChangesOnlyTheRefusedIsPutBack(t *testing.T) {
	tab := chrome.Open(t, servertest.Serve(t, server.Apps{"/app": guardedProps}, server.Options{}, sessions)+"/app")
	// One message with three events: the second is refused, and what follows it is taken all the same.
	tab.WaitReady()
	before := tab.Sent(`"PATCH-DOC"`)
	chrome.Eval[bool](tab, chrome.JS(`(() => {
		const document = model("Field").document;
		const {ModelChangedEvent, DocumentEventBatch} = Bokeh.require("document/events");
		const events = [["Slider", "value", 4], ["Field", "value", "bad"], ["Free", "value", "taken"]].map(([name, attr, value]) => {
			model(name).setv({[attr]: value}, {sync: false});
			return new ModelChangedEvent(document, model(name), attr, value);
		});
		for (const event of events) event.sync = true;
		document._trigger_on_change(new DocumentEventBatch(document, events));
		return true;
	})()`))
	tab.WaitModel("Field", `m.value === "good"`)
	tab.WaitText("free is taken")
	tab.WaitModel("Slider", "m.value === 4")
	tab.WaitModel("Free", `m.value === "taken"`)
	if n := tab.Sent(`"PATCH-DOC"`) - before; n < 3 {
		t.Errorf("%d messages were sent", n)
	}
	other := chrome.Eval[bool](tab, `document.querySelector("panelgo-notices") === null`)
	if !other || len(tab.Problems()) > 0 {
		t.Errorf("the page says %s, the console %q", chrome.Eval[string](tab, said), tab.Problems())
	}
}

func TestThePageIsMarkedWhileACallbackTakesLong(t *testing.T) {
	held, enough := make(chan struct{}), make(chan struct{})
	tab := chrome.Open(t, servertest.Serve(t, server.Apps{"/app": func(doc *document.Document) error {
		text := pane.NewText("not yet")
		doc.Add(press("Take long", func() {
			close(held)
			<-enough
			text.SetText("done")
		}))
		doc.Add(text)
		return nil
	}}, server.Options{}, sessions)+"/app")
	push(tab, "Take long")
	<-held
	tab.Wait(said + `.includes("Working …")`)
	tab.Shot("working.png")
	close(enough)
	tab.WaitText("done")
	tab.Wait(said + ` === ""`)
}

func TestAServerThatIsGoneIsSaidAboveTheHeader(t *testing.T) {
	for _, dark := range []bool{false, true} {
		app := func(doc *document.Document) error {
			shell := template.New("A shell")
			shell.Main(pane.NewText("what is in it"))
			doc.Add(shell)
			return nil
		}
		tab := chrome.OpenAs(t, servertest.Serve(t, server.Apps{"/app": app}, server.Options{}, sessions)+"/app", chrome.View{Dark: dark})
		chrome.Eval[bool](tab, `(Bokeh.documents[0]._trigger_on_event(new (Bokeh.require("core/bokeh_events").ConnectionLost)(new WeakRef({reconnect() {}}), 5, null)), true)`)
		tab.Wait(said + `.includes("The server cannot be reached")`)
		const line = `document.querySelector("panelgo-notices").shadowRoot.querySelector(".line")`
		if !chrome.Eval[bool](tab, `(() => { const r = `+line+`.getBoundingClientRect(); return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === document.querySelector("panelgo-notices"); })()`) {
			t.Error("the line lies behind something")
		}
		if got := chrome.Eval[string](tab, `document.body.textContent + `+said); strings.Contains(got, "Bokeh") && strings.Contains(got, "lient connection") {
			t.Errorf("the page says %s", got)
		}
		tab.Shot("gone.png")
	}
}

// A document that the front end cannot read leaves nothing to draw: the page says so, and the log
// has it with session and model, whatever browsers claim.
func TestWhatTheFrontEndThrowsIsSaidAndLogged(t *testing.T) {
	for _, develops := range []bool{false, true} {
		log := new(logbook)
		app := func(doc *document.Document) error {
			lame := document.New[models.DataTabulator]() // without a source
			lame.Name.Set(document.Some("lame"))
			doc.Add(lame)
			return nil
		}
		tab := chrome.Blank(t, chrome.View{})
		tab.Go(servertest.Serve(t, server.Apps{"/app": app}, server.Options{Dev: develops, Logger: slog.New(slog.NewTextHandler(log, nil))}, sessions) + "/app")
		tab.Wait(said + `.includes("A part of this page cannot be shown")`)
		if shows := chrome.Eval[bool](tab, said+`.includes("source is unset")`); shows != develops {
			t.Errorf("in development %v the page says %s", develops, chrome.Eval[string](tab, said))
		}
		told := func() int { return strings.Count(log.String(), "a page cannot draw") }
		tab.WaitFrames(func() bool { return told() > 0 })
		for _, want := range []string{"model=panel.models.tabulator.DataTabulator", "name=lame", "session=", "level=ERROR"} {
			if !strings.Contains(line(log.String(), "a page cannot draw"), want) {
				t.Errorf("the log lacks %q: %s", want, log)
			}
		}
		// A browser that floods the log.
		chrome.Eval[bool](tab, `(() => {
			const {Message} = Bokeh.require("protocol/message"), [connection] = window.panelgoNotices.connections;
			for (let i = 0; i < 100; i++) {
				const event = {kind: "MessageSent", msg_type: "panelgo_fault", msg_data: {error: "x\nlevel=ERROR forged".repeat(1000), model: "nobody"}};
				connection.send(Message.create("PATCH-DOC", {}, {events: [event]}));
			}
			return true;
		})()`)
		tab.WaitFrames(func() bool { return tab.Got(`"OK"`) >= 100 })
		if told() > 20 || len(line(log.String(), "forged")) > 1500 {
			t.Errorf("%d faults are in the log: %.3000s", told(), log)
		}
		tab.Shot("undrawn.png")
		tab.Forgive()
	}
}

// The least number there is has none below it for a logarithmic axis to begin with.
func TestTheLeastNumberIsDrawnOnALogarithmicAxis(t *testing.T) {
	tab := chrome.Open(t, servertest.Serve(t, server.Apps{"/app": func(doc *document.Document) error {
		for _, y := range [][]float64{{5e-324, 1}, {5e-324, 5e-324}, {1, 1.7e308}} {
			fig := plot.New("Least").LogY()
			fig.Line(plot.NewSource(document.Data{"x": []float64{1, 2}, "y": y}), "x", "y", plot.Style{})
			doc.Add(fig)
		}
		return nil
	}}, server.Options{}, sessions)+"/app")
	tab.Shot("least.png")
	if p := tab.Problems(); len(p) > 0 || chrome.Eval[string](tab, said) != "" {
		t.Errorf("the page says %s, the console %.1000q", chrome.Eval[string](tab, said), p)
	}
}
