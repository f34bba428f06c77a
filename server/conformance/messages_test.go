package conformance

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/models"
)

func TestConformance21Messages(t *testing.T) {
	s := serve(t, only(desk))
	k := s.join("/app", s.token("/app"))
	reply, _ := k.ask("PULL-DOC-REQ", "{}")
	d := documentOf(t, reply.content)
	if reply.kind != "PULL-DOC-REPLY" || len(reply.content) != 1 || len(reply.buffers) != 0 {
		t.Errorf("%v with %d members and %d buffers", reply.header, len(reply.content), len(reply.buffers))
	}
	if d.json["version"] != "3.9.2" || d.json["title"] != "Desk" || d.json["roots"] == nil || !strings.Contains(text(d.json["config"]), `"name":"DocumentConfig"`) {
		t.Errorf("the document is %s", text(d.json))
	}
	if reply, _ := k.patch(""); reply.kind != "OK" || text(reply.content) != "{}" {
		t.Errorf("no events: %s %s", reply.kind, text(reply.content))
	}
	reply, _ = k.patch(changed("nobody", "text", `"x"`))
	_, traced := reply.content["traceback"]
	if said, _ := reply.content["text"].(string); reply.kind != "ERROR" || !strings.Contains(said, "nobody") || !traced || reply.content["traceback"] != nil {
		t.Errorf("an unknown model: %s %s", reply.kind, text(reply.content))
	}
	reply, _ = k.ask("SERVER-INFO-REQ", "{}")
	if reply.kind != "SERVER-INFO-REPLY" || text(reply.content) != `{"version_info":{"bokeh":"3.9.2","server":"3.9.2"}}` {
		t.Errorf("%s %s", reply.kind, text(reply.content))
	}
}

func TestConformance21PushedDocuments(t *testing.T) {
	s := serve(t, only(desk))
	token := s.token("/app")
	k := s.join("/app", token)
	k.pull()
	other := s.join("/app", token)
	other.pull()
	reply, before := k.ask("PUSH-DOC", `{"doc":{"title":"Pushed","roots":[{"type":"object","name":"Div","id":"py1","attributes":{"text":"from Python"}}]}}`)
	if reply.kind != "OK" {
		t.Fatalf("PUSH-DOC: %s %s", reply.kind, text(reply.content))
	}
	_, heard := other.ask("SERVER-INFO-REQ", "{}")
	for who, messages := range map[string][]message{"who pushed": before, "the other": heard} {
		kinds := map[any]int{}
		for _, e := range events(messages) {
			kinds[e["kind"]]++
		}
		if kinds["RootRemoved"] != 2 || kinds["RootAdded"] != 1 || kinds["TitleChanged"] != 1 {
			t.Errorf("%s heard %v", who, kinds)
		}
	}
	for _, now := range []document{k.pull(), other.pull()} {
		if len(now.json["roots"].([]any)) != 1 || now.attr("Div", "text") != `"from Python"` || now.json["title"] != "Pushed" {
			t.Errorf("the document is %s", text(now.json))
		}
	}
	for _, bad := range []string{`{}`, `{"doc":null}`, `{"doc":{"roots":[{"id":"nobody"}]}}`, `{"doc":{"roots":[5]}}`} {
		reply, before := k.ask("PUSH-DOC", bad)
		if reply.kind != "ERROR" || len(before) > 0 {
			t.Errorf("PUSH-DOC %s: %s after %d messages", bad, reply.kind, len(before))
		}
	}
	if now := k.pull(); now.attr("Div", "text") != `"from Python"` {
		t.Errorf("a bad PUSH-DOC changed the document to %s", text(now.json))
	}
}

func TestConformance22PatchesPrecedeTheirOK(t *testing.T) {
	s := serve(t, only(desk))
	k, d := s.open("/app")
	var ids []string
	for i := range 50 {
		ids = append(ids, k.send("PATCH-DOC", `{"events":[`+changed(d.id("slider"), "value", fmt.Sprint(2+i%5))+`]}`))
	}
	for i, id := range ids {
		patch, ok := k.read(), k.read()
		if got := news([]message{patch}, "text"); len(got) != 1 || got[0] != fmt.Sprintf(`"value: %d"`, 2+i%5) {
			t.Fatalf("the patch of message %d says %v", i, got)
		}
		if ok.kind != "OK" || ok.to != id {
			t.Fatalf("message %d was answered by %s for %s", i, ok.kind, ok.to)
		}
	}
}

// Between the moment when a document is written down and the moment when it is sent, it goes on
// changing.
func TestConformance23NothingIsLostBetweenSnapshotAndPatches(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	token := s.token("/app")
	k := s.join("/app", token)
	const rounds, turns = 50, 100
	for round := range rounds {
		first, end := round*turns, (round+1)*turns
		go func() {
			for i := first; i < end; i++ {
				app.last().Next(func() { find[*models.Div](app.last(), "text").Text.Set(fmt.Sprint(i)) })
			}
		}()
		last := number(t, k.pull().attr("text", "text"))
		for last < end-1 {
			for _, next := range news([]message{k.readPatch()}, "text") {
				n := number(t, next)
				if last >= 0 && n != last+1 {
					t.Fatalf("after %d, which was in the snapshot or heard since, came %d", last, n)
				}
				last = n
			}
		}
	}
}

// number reads a text that stands for a number, -1 if it does not.
func number(t *testing.T, quoted string) (n int) {
	t.Helper()
	if _, err := fmt.Sscanf(quoted, `"%d"`, &n); err != nil {
		return -1
	}
	return n
}

// readPatch skips what is no patch.
func (k *socket) readPatch() message {
	k.t.Helper()
	for {
		if m := k.read(); m.kind == "PATCH-DOC" {
			return m
		}
	}
}

// python is a client as section 5.4 describes Python's: it comes without having asked for a page,
// with a token that it made itself, and while it waits for a reply it drops everything else.
type python struct{ *socket }

func newPython(t *testing.T, s *site, query string) python {
	t.Helper()
	id := signed(secret, "Py7hon")
	k, _, err := s.dial("/app/ws?"+query, []string{"bokeh", tokenOf(secret, claims{"session_id": id, "session_expiry": in(300)})})
	if err != nil {
		t.Fatal(err)
	}
	if m := k.read(); m.kind != "ACK" {
		t.Fatalf("%s came first", m.kind)
	}
	return python{k}
}

func (p python) roundtrip(kind, content string, buffers ...blob) message {
	p.t.Helper()
	reply, _ := p.ask(kind, content, buffers...)
	for _, name := range []string{"msgid", "msgtype", "reqid"} {
		if reply.header[name] == nil {
			p.t.Errorf("the reply to %s has no %s", kind, name)
		}
	}
	if _, ok := reply.content["traceback"]; reply.kind == "ERROR" && !ok {
		p.t.Error("ERROR has no traceback, which ends the client")
	}
	return reply
}

func TestConformance24PythonClient(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	py := newPython(t, s, "year=2024&name=%C3%A4")
	if got := text(app.last().Visit().Arguments); got != `{"name":["ä"],"year":["2024"]}` {
		t.Errorf("the app was given the arguments %s", got)
	}
	d := documentOf(t, py.roundtrip("PULL-DOC-REQ", "{}").content)
	if d.json["title"] == nil || d.json["roots"] == nil {
		t.Errorf("the document is %s", text(d.json))
	}
	if m := py.roundtrip("PATCH-DOC", `{"events":[`+changed(d.id("slider"), "value", "7")+`]}`); m.kind != "OK" {
		t.Errorf("a change: %s", text(m.content))
	}
	if m := py.roundtrip("SERVER-INFO-REQ", "{}"); m.kind != "SERVER-INFO-REPLY" { // force_roundtrip
		t.Errorf("%s", m.kind)
	}
	// Streams and whole columns, as Python writes them.
	floats := blob{"p1", []byte{0, 0, 0, 0, 0, 0, 0x10, 0x40}}
	streamed := `{"kind":"ColumnsStreamed","model":{"id":"` + d.id("source") + `"},"attr":"data","data":{"type":"map","entries":[["x",{"type":"ndarray","array":{"type":"bytes","data":{"id":"p1"}},"shape":[1],"dtype":"float64","order":"little"}],["s",["d"]]]},"rollover":3}`
	if m := py.roundtrip("PATCH-DOC", `{"events":[`+streamed+`]}`, floats); m.kind != "OK" {
		t.Errorf("a stream: %s", text(m.content))
	}
	app.act(func(live *panelgo.Document) {
		data := find[*models.ColumnDataSource](live, "source").Data.Get()
		if fmt.Sprint(data["x"], data["s"]) != "[2 3 4] [b c d]" {
			t.Errorf("after the stream the columns are %v", data)
		}
		find[*models.Div](live, "text").Text.Set("said meanwhile")
	})
	if m := py.roundtrip("PATCH-DOC", `{"events":[`+changed(d.id("slider"), "value", `"no number"`)+`]}`); m.kind != "ERROR" {
		t.Errorf("a text as a slider's value: %s", m.kind)
	}
	again := documentOf(t, py.roundtrip("PULL-DOC-REQ", "{}").content)
	if again.attr("text", "text") != `"said meanwhile"` || again.attr("slider", "value") != "7" {
		t.Errorf("pulled again: %s", text(again.json))
	}
}

func TestConformance24PythonPushes(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	py := newPython(t, s, "")
	pushed := `{"doc":{"version":"3.9.2","title":"Mine","defs":[],"roots":[{"type":"object","name":"ColumnDataSource","id":"p1001","attributes":{"selected":{"type":"object","name":"Selection","id":"p1002","attributes":{"indices":[],"line_indices":[]}},` +
		`"selection_policy":{"type":"object","name":"UnionRenderers","id":"p1003"},"data":{"type":"map","entries":[["x",{"type":"ndarray","array":{"type":"bytes","data":"H4sIAAEAAAAC/2NgAIEP9mCKgcUBQv+oBwDehBTwGAAAAA=="},"shape":[3],"dtype":"float64","order":"little"}]]}}}]}}`
	if m := py.roundtrip("PUSH-DOC", pushed); m.kind != "OK" {
		t.Errorf("push_session: %s", text(m.content))
	}
	app.act(func(live *panelgo.Document) {
		roots := live.Roots()
		source, ok := roots[0].(*models.ColumnDataSource)
		if len(roots) != 1 || !ok || live.Title() != "Mine" {
			t.Fatalf("after push_session the roots are %v", roots)
		}
		x, _ := source.Data.Get()["x"].([]float64)
		if len(x) != 3 || x[0] != 1 || x[1] != 2.5 || x[2] == x[2] {
			t.Errorf("after push_session the column is %v", source.Data.Get())
		}
	})
}

// A document that was pulled, changed, and pushed back: its models are those that the app holds.
func TestConformance24PushingBack(t *testing.T) {
	s := serve(t, only(desk))
	token := s.token("/app")
	py, other := s.join("/app", token), s.join("/app", token)
	d := py.pull()
	pulled := text(d.json)
	other.pull()
	for _, c := range []struct{ value, reply string }{{`"seven"`, "ERROR"}, {"7", "OK"}} {
		pushed := strings.Replace(pulled, `"value":1`, `"value":`+c.value, 1)
		if m, _ := py.ask("PUSH-DOC", `{"doc":`+pushed+`}`); m.kind != c.reply {
			t.Errorf("with %s: %s %s", c.value, m.kind, text(m.content))
		}
	}
	if now := other.pull(); now.attr("slider", "value") != "7" || now.attr("text", "text") != `"value: 1"` {
		t.Errorf("the other browser has %s", text(now.json))
	}
	for _, m := range other.set(d.id("slider"), "value", "8") { // the app still listens
		if got := news([]message{m}, "text"); !slices.Equal(got, []string{`"value: 8"`}) {
			t.Errorf("after a change the text is %v", got)
		}
	}
}
