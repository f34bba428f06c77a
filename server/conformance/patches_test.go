package conformance

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// recordings are the patches that BokehJS was seen to send, and what each changes, in an order in
// which they make sense.
var recordings = []struct {
	name  string
	check func(live *panelgo.Document) any
	want  string
}{
	{"document_ready", nil, ""},
	{"client_reconnected", func(live *panelgo.Document) any { return find[*models.Div](live, "text").Tags.Get() }, "[back]"},
	{"button_click", func(live *panelgo.Document) any { return find[*models.Div](live, "text").Text.Get() }, `clicks: 1`},
	{"ModelChanged", func(live *panelgo.Document) any { return find[*models.Slider](live, "slider").Value.Get() }, `5`},
	{"two props in one setv", func(live *panelgo.Document) any { return find[*models.Slider](live, "slider").Title.Get().Or("") }, `zz`},
	{"new model made by client", func(live *panelgo.Document) any {
		children := find[*models.Column](live, "box").Children.Get()
		return fmt.Sprint(len(children), children[2].(*models.Div).Text.Get(), children[2].ID())
	}, "3client1286A59C5EC24580BBD40E493FFD4E53"},
	{"RootAdded after reconnect (roots the server already has)", func(live *panelgo.Document) any {
		return fmt.Sprint(len(live.Roots()), len(find[*models.Column](live, "box").Children.Get()), find[*models.Div](live, "text").Text.Get())
	}, "2 3value: 3"},
	{"ColumnsStreamed", func(live *panelgo.Document) any {
		return find[*models.ColumnDataSource](live, "source").Data.Get()["x"]
	}, "[1 2 3 4.5]"},
	{"ColumnsPatched", func(live *panelgo.Document) any {
		return find[*models.ColumnDataSource](live, "source").Data.Get()["x"]
	}, "[10 7 8 4.5]"},
	{"TitleChanged", func(live *panelgo.Document) any { return live.Title() }, "CT"},
	{"RootRemoved", func(live *panelgo.Document) any { return len(live.Roots()) }, "1"},
}

// Every patch that BokehJS was seen to send is taken, and does what it says.
func TestConformance32PatchesOfBrowsers(t *testing.T) {
	data, err := os.ReadFile("testdata/patches_client.json")
	if err != nil {
		t.Fatal(err)
	}
	var recorded struct{ Cases map[string]json.RawMessage }
	if err := json.Unmarshal(data, &recorded); err != nil {
		t.Fatal(err)
	}
	app := keep(desk)
	s := serve(t, only(app.open))
	k, d := s.open("/app")
	app.act(func(live *panelgo.Document) {
		live.OnEvent(doc.Reconnected, func(doc.Event) { find[*models.Div](live, "text").Tags.Set([]any{"back"}) })
		find[*models.ColumnDataSource](live, "source").Data.Set(doc.Data{"x": []float64{1, 2, 3}})
	})
	// The recorded ids are those of another document.
	ids := strings.NewReplacer("p1055", d.id("button"), "p1054", d.id("slider"), `"s1"`, `"`+d.id("slider")+`"`, `"r1"`, `"`+d.id("box")+`"`, `"d1"`, `"`+d.id("text")+`"`,
		`"c1"`, `"`+d.id("source")+`"`, "p1003", d.id("box"), "p1001", d.id("slider"), "p1002", d.id("text"), "92637C71B06D41A09C7E010FC0A341FA", d.id("source"))
	for _, c := range recordings {
		var patch struct{ Events []json.RawMessage }
		if err := json.Unmarshal(recorded.Cases[c.name], &patch); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		var texts []string
		for _, e := range patch.Events {
			texts = append(texts, ids.Replace(string(e)))
		}
		var buffers []blob
		if c.name == "ColumnsStreamed" {
			buffers = []blob{{"0", []byte{0, 0, 0, 0, 0, 0, 0x12, 0x40}}}
		}
		k.ok(strings.Join(texts, ","), buffers...)
		if c.check == nil {
			continue
		}
		app.act(func(live *panelgo.Document) {
			if got := fmt.Sprint(c.check(live)); got != c.want {
				t.Errorf("%s: %s, want %s", c.name, got, c.want)
			}
		})
		delete(recorded.Cases, c.name)
	}
	delete(recorded.Cases, "document_ready")
	for name := range recorded.Cases {
		t.Errorf("the recorded patch %q is tried by no test", name)
	}
}

func TestConformance33NewModelsPerBrowser(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	token := s.token("/app")
	one, two := s.join("/app", token), s.join("/app", token)
	one.pull()
	two.pull()
	late := s.join("/app", token)
	app.act(func(live *panelgo.Document) {
		box := find[*models.Column](live, "box")
		box.Children.Set(append(slices.Clone(box.Children.Get()), div("fresh", "new")))
	})
	for name, k := range map[string]*socket{"one": one, "two": two} {
		m := k.readPatch()
		if got := strings.Count(text(m.content), `"type":"object"`); got != 1 || !strings.Contains(text(m.content), `"fresh"`) {
			t.Errorf("%s was told %s", name, text(m.content))
		}
	}
	app.act(func(live *panelgo.Document) {
		box := find[*models.Column](live, "box")
		children := slices.Clone(box.Children.Get())
		slices.Reverse(children)
		box.Children.Set(children)
	})
	for name, k := range map[string]*socket{"one": one, "two": two} {
		if m := k.readPatch(); strings.Contains(text(m.content), `"type":"object"`) || strings.Count(text(m.content), `{"id":`) != 5 {
			t.Errorf("%s was told %s", name, text(m.content))
		}
	}
	if d := late.pull(); d.attr("fresh", "text") != `"new"` {
		t.Errorf("who pulls late gets %s", text(d.json))
	}
	late.quiet()
}

func TestConformance34NoEchoAndOverrides(t *testing.T) {
	app := keep(func(d *panelgo.Document) error {
		if err := desk(d); err != nil {
			return err
		}
		slider := find[*models.Slider](d, "slider")
		slider.Value.OnChange(func(c doc.Change[float64]) { slider.Value.Set(math.Min(c.New, 5)) })
		return nil
	})
	s := serve(t, only(app.open))
	token := s.token("/app")
	one, two := s.join("/app", token), s.join("/app", token)
	d := one.pull()
	two.pull()
	if before := one.set(d.id("slider"), "value", "4"); len(news(before, "value")) != 0 {
		t.Errorf("who moved the slider was told: %v", news(before, "value"))
	}
	_, heard := two.ask("SERVER-INFO-REQ", "{}")
	if got := news(heard, "value"); !slices.Equal(got, []string{"4"}) {
		t.Errorf("the other browser was told %v", got)
	}
	before := one.set(d.id("slider"), "value", "9")
	_, heard = two.ask("SERVER-INFO-REQ", "{}")
	for who, messages := range map[string][]message{"who moved it": before, "the other": heard} {
		if got := news(messages, "value"); len(got) == 0 || got[len(got)-1] != "5" {
			t.Errorf("%s was told %v after a correction", who, got)
		}
	}
	for _, k := range []*socket{one, two} {
		if now := k.pull(); now.attr("slider", "value") != "5" {
			t.Errorf("the slider is at %s", now.attr("slider", "value"))
		}
	}
}

func TestConformance35RootsThatCameBack(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	k, d := s.open("/app")
	roots, _ := d.json["roots"].([]any)
	app.act(func(live *panelgo.Document) { find[*models.Div](live, "text").Text.Set("meanwhile") })
	k.readPatch()
	for _, root := range roots {
		before := k.ok(`{"kind":"RootAdded","model":` + strings.NewReplacer(`"value: 1"`, `"stale"`).Replace(text(root)) + `}`)
		if len(before) > 0 {
			t.Errorf("RootAdded for a root was answered with %v", before[0].content)
		}
	}
	inner := `{"kind":"RootAdded","model":{"id":"` + d.id("box") + `"}}`
	k.ok(inner + "," + inner)
	now := k.pull()
	if now.attr("text", "text") != `"meanwhile"` || len(now.json["roots"].([]any)) != len(roots) {
		t.Errorf("afterwards the document is %s", text(now.json))
	}
}

func TestConformance36ModelsOfBrowsers(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	token := s.token("/app")
	k, other := s.join("/app", token), s.join("/app", token)
	d := k.pull()
	other.pull()
	const made, exotic = "1286A59C5EC24580BBD40E493FFD4E53", "2286A59C5EC24580BBD40E493FFD4E53"
	k.set(d.id("box"), "children", `[{"id":"`+d.id("text")+`"},{"type":"object","name":"Div","id":"`+made+`","attributes":{"text":"mine"}}]`)
	k.set(made, "text", `"changed"`)
	k.set(d.id("text"), "tags", `[{"type":"object","name":"some.extension.Model","id":"`+exotic+`","attributes":{"a":1,"self":{"id":"`+exotic+`"}}}]`)
	k.set(exotic, "a", `2`)
	now := k.pull()
	if now.attr("some.extension.Model", "a") != "2" || now.reps[made] == nil || attributes(now.reps[made])["text"] != "changed" {
		t.Errorf("the document is %s", text(now.json))
	}
	_, heard := other.ask("SERVER-INFO-REQ", "{}")
	if full := strings.Count(text(events(heard)), `"type":"object"`); full != 2 {
		t.Errorf("the other browser was given %d models: %s", full, text(events(heard)))
	}
	app.act(func(live *panelgo.Document) {
		if made := find[*models.Column](live, "box").Children.Get()[1].(*models.Div); made.Text.Get() != "changed" {
			t.Errorf("in Go the model says %q", made.Text.Get())
		}
	})
	// The slider has left with the children's change: browsers may speak of it for a while.
	k.set(d.id("slider"), "value", "3")
	k.ok(happened("button_click", d.id("button")))
	for _, unknown := range []string{changed("p99999999", "text", `"x"`), `{"kind":"RootRemoved","model":{"id":"p99999999"}}`, changed(d.id("box"), "children", `[{"id":"p99999999"}]`)} {
		if reply, _ := k.patch(unknown); reply.kind != "ERROR" {
			t.Errorf("%s: %s", unknown, reply.kind)
		}
	}
}

func TestConformance37WhatIsIgnoredAndWhatIsRefused(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	k, d := s.open("/app")
	label, slider := d.id("text"), d.id("slider")
	for _, ignored := range []string{
		changed(label, "no_such_attribute", `{"type":"map"}`),
		changed(label, strings.Repeat("a", 1<<20), "1"),
		happened("no_such_event", label), happened("no_such_event", ""), happened("client_reconnected", ""),
		`{"kind":"MessageSent","msg_type":"no_such_type","msg_data":{"a":1}}`,
		`{"kind":"MessageSent","msg_type":"no_such_type"}`,
	} {
		if before := k.ok(ignored); len(before) > 0 {
			t.Errorf("%.80s was answered with %v", ignored, before[0].content)
		}
	}
	for _, refused := range []string{
		changed(slider, "value", `"text"`), changed(slider, "value", `null`), changed(slider, "value", `{"type":"number","value":"nan"}`),
		changed(slider, "value", `{"type":"symbol","name":"x"}`), changed(label, "text", `5`), changed(label, "visible", `"yes"`),
		changed(label, "tags", `{"type":"symbol","name":"x"}`), changed(d.id("box"), "children", `[{"id":"`+d.id("source")+`"}]`),
		changed(label, "name", `{"type":"nothing"}`), changed(d.id("button"), "button_type", `"no such type"`),
		`{"kind":"NoSuchKind"}`, `{"kind":"TitleChanged"}`, `{"kind":"TitleChanged","title":5}`, `5`, `null`, `[]`,
		`{"kind":"ModelChanged","attr":"text","new":"x"}`, `{"kind":"ModelChanged","model":{},"attr":"text","new":"x"}`,
	} {
		if reply, before := k.patch(changed(label, "text", `"kept"`) + "," + refused); reply.kind != "ERROR" || len(before) > 0 {
			t.Errorf("%s: %s after %d messages", refused, reply.kind, len(before))
		}
	}
	now := k.pull()
	if now.attr("slider", "value") != "1" || now.attr("button", "button_type") != "null" {
		t.Errorf("what was refused changed the document to %s", text(now.json))
	}
	k.patch(changed(label, "text", `"one"`) + "," + changed(slider, "value", `"text"`) + "," + changed(label, "text", `"two"`))
	if now := k.pull(); now.attr("text", "text") != `"one"` {
		t.Errorf("around a bad event the text became %s", now.attr("text", "text"))
	}
}

func TestConformance39SubscribedEvents(t *testing.T) {
	var stop func()
	app := keep(desk)
	s := serve(t, only(app.open))
	k, d := s.open("/app")
	if got := d.attr("button", "subscribed_events"); !strings.Contains(got, `"button_click"`) || !strings.Contains(got, `"set"`) {
		t.Errorf("the button's subscribed_events are %s", got)
	}
	heard := 0
	app.act(func(live *panelgo.Document) {
		stop = find[*models.Div](live, "text").OnEvent("tap", func(doc.Event) { heard++ })
	})
	m := k.readPatch()
	if got := news([]message{m}, "subscribed_events"); len(got) != 1 || got[0] != `{"entries":["tap"],"type":"set"}` {
		t.Errorf("a new listener was told as %s", text(m.content))
	}
	k.ok(happened("tap", d.id("text")))
	app.act(func(live *panelgo.Document) { stop() })
	m = k.readPatch()
	if got := news([]message{m}, "subscribed_events"); len(got) != 1 || got[0] != `{"type":"set"}` {
		t.Errorf("a listener that left was told as %s", text(m.content))
	}
	k.ok(happened("tap", d.id("text")))
	app.act(func(live *panelgo.Document) {
		if heard != 1 {
			t.Errorf("the listener heard %d taps", heard)
		}
		doc.Send(find[*models.Div](live, "text"), "scroll_to", map[string]any{"index": 3})
	})
	want := `{"kind":"MessageSent","msg_data":{"name":"scroll_to","type":"event","values":{"entries":[["model",{"id":"` + d.id("text") + `"}],["index",3]],"type":"map"}},"msg_type":"bokeh_event"}`
	if got := events([]message{k.readPatch()}); len(got) != 1 || text(got[0]) != want {
		t.Errorf("an event for the browser travels as %s", text(got))
	}
}

func TestConformance40OneTurnIsOneMessage(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	k, _ := s.open("/app")
	app.act(func(live *panelgo.Document) {
		label := find[*models.Div](live, "text")
		for i := range 10 {
			label.Text.Set(fmt.Sprint(i))
			live.SetTitle(fmt.Sprint(i))
		}
		label.Visible.Set(false)
		if err := find[*models.ColumnDataSource](live, "source").Stream(doc.Data{"x": []float64{4}, "s": []string{"d"}}, 0); err != nil {
			t.Error(err)
		}
	})
	m := k.readPatch()
	if got := text(events([]message{m})); strings.Count(got, `"kind"`) != 4 || strings.Count(got, `"9"`) != 2 {
		t.Errorf("a turn was told as %s", got)
	}
	app.act(func(live *panelgo.Document) { find[*models.Div](live, "text").Text.Set("9") }) // it says so already
	k.quiet()
}
