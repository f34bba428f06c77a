package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

func TestConformance17OrderOfFrames(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	k, _ := s.open("/app")
	app.act(func(d *panelgo.Document) {
		find[*models.ColumnDataSource](d, "source").Data.Set(doc.Data{"x": []float64{1}, "y": []int32{2}, "empty": []float32{3}})
	})
	m := k.read()
	if want := []string{"text", "text", "text", "text", "binary", "text", "binary", "text", "binary"}; m.kind != "PATCH-DOC" || !slices.Equal(m.frames, want) {
		t.Errorf("%s came as %v", m.kind, m.frames)
	}
	if n := text(m.header["num_buffers"]); n != "3" {
		t.Errorf("num_buffers is %s", n)
	}
	for id := range m.buffers {
		if strings.Count(text(m.content), `"`+id+`"`) != 1 {
			t.Errorf("the buffer %s is not in %s", id, text(m.content))
		}
	}
	app.act(func(d *panelgo.Document) { find[*models.Div](d, "text").Text.Set("no bytes") })
	if m := k.read(); m.header["num_buffers"] != nil || len(m.frames) != 3 {
		t.Errorf("a patch without buffers came as %v, %v", m.frames, m.header)
	}
	app.act(func(d *panelgo.Document) {
		find[*models.ColumnDataSource](d, "source").Data.Set(doc.Data{"x": []float64{}})
	})
	if m := k.read(); len(m.buffers) != 1 || len(m.frames) != 5 {
		t.Errorf("a buffer of no bytes came as %v", m.frames)
	}
}

func TestConformance18Reassembly(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	tiny := dialerOf([]string{"bokeh", s.token("/app")})
	tiny.WriteBufferSize = 16 // bytes: messages go out in many fragments
	conn, _, err := tiny.Dial("ws://"+s.host+"/app/ws", nil)
	if err != nil {
		t.Fatal(err)
	}
	k := newSocket(t, conn)
	k.read()
	d := k.pull()
	long := strings.Repeat("ü", 1000)
	k.set(d.id("text"), "text", fmt.Sprintf("%q", long))
	k.set(d.id("source"), "data", `{"type":"map","entries":[["x",{"type":"typed_array","array":{"type":"bytes","data":{"id":"0"}},"order":"little","dtype":"float64"}]]}`, blob{"0", nil})
	if again := k.pull(); again.attr("text", "text") != fmt.Sprintf("%q", long) || !strings.Contains(again.attr("source", "data"), `["x",[]]`) && !strings.Contains(again.attr("source", "data"), `"shape":[0]`) {
		t.Errorf("after fragments: %s, %s", again.attr("text", "text"), again.attr("source", "data"))
	}
	// Writers at the same time: turns of the app, replies, and pongs. The client fails at the first
	// frame out of place.
	const rounds = 200
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		for i := range rounds {
			app.last().Next(func() {
				source := find[*models.ColumnDataSource](app.last(), "source")
				source.Data.Set(doc.Data{"x": []float64{float64(i)}, "y": []int32{int32(i)}})
			})
		}
	}()
	patches := 0
	for i := range rounds {
		if i%10 == 0 {
			if err := conn.WriteControl(websocket.PingMessage, []byte("x"), noDeadline); err != nil {
				t.Fatal(err)
			}
		}
		for _, m := range k.set(d.id("slider"), "value", fmt.Sprint(i%7)) {
			patches += len(m.buffers) / 2
		}
	}
	<-sent
	for patches < rounds {
		patches += len(k.read().buffers) / 2
	}
}

// violation is what no client may do, with the code that it is closed with.
type violation struct {
	what   string
	code   int
	frames []any
}

const codeProtocol, codeTooBig = 1008, 1009

func violations() []violation {
	head := func(kind string, more ...string) string {
		return `{"msgid":"1","msgtype":"` + kind + `"` + strings.Join(more, "") + `}`
	}
	patch := head("PATCH-DOC")
	one := head("PATCH-DOC", `,"num_buffers":1`)
	return []violation{
		{"header that is no JSON", codeProtocol, []any{"{", "{}", "{}"}},
		{"header that is a list", codeProtocol, []any{"[]", "{}", "{}"}},
		{"header of bytes", codeProtocol, []any{[]byte(patch), "{}", "{}"}},
		{"metadata that is no JSON", codeProtocol, []any{patch, "nope", "{}"}},
		{"content that is no JSON", codeProtocol, []any{patch, "{}", `{"events":[}`}},
		{"content that is null", codeProtocol, []any{patch, "{}", "null"}},
		{"content that is not UTF-8", codeProtocol, []any{patch, "{}", []byte("{}")}},
		{"content of bytes", codeProtocol, []any{patch, "{}", []byte(`{"events":[]}`)}},
		{"text where bytes belong", codeProtocol, []any{one, "{}", `{"events":[]}`, `{"id":"0"}`, "bytes"}},
		{"bytes where a buffer's header belongs", codeProtocol, []any{one, "{}", `{"events":[]}`, []byte(`{"id":"0"}`)}},
		{"buffer header with more keys", codeProtocol, []any{one, "{}", `{"events":[]}`, `{"id":"0","size":3}`, []byte("abc")}},
		{"buffer header without id", codeProtocol, []any{one, "{}", `{"events":[]}`, `{}`, []byte("abc")}},
		{"buffer id that is a number", codeProtocol, []any{one, "{}", `{"events":[]}`, `{"id":0}`, []byte("abc")}},
		{"two buffers of one id", codeProtocol, []any{head("PATCH-DOC", `,"num_buffers":2`), "{}", `{"events":[]}`, `{"id":"0"}`, []byte("a"), `{"id":"0"}`, []byte("b")}},
		{"number of buffers below zero", codeProtocol, []any{head("PATCH-DOC", `,"num_buffers":-1`), "{}", "{}"}},
		{"number of buffers that is a text", codeProtocol, []any{head("PATCH-DOC", `,"num_buffers":"1"`), "{}", "{}"}},
		{"too many buffers", codeTooBig, []any{head("PATCH-DOC", `,"num_buffers":1000000000`), "{}", "{}"}},
		{"no msgtype", codeProtocol, []any{`{"msgid":"1"}`, "{}", "{}"}},
		{"no msgid", codeProtocol, []any{`{"msgtype":"PATCH-DOC"}`, "{}", "{}"}},
		{"msgid that is an object", codeProtocol, []any{`{"msgid":{},"msgtype":"PATCH-DOC"}`, "{}", "{}"}},
		{"unknown msgtype", codeProtocol, []any{head("HELLO"), "{}", "{}"}},
		{"ACK from a client", codeProtocol, []any{head("ACK"), "{}", "{}"}},
		{"OK from a client", codeProtocol, []any{head("OK"), "{}", "{}"}},
		{"PULL-DOC-REPLY from a client", codeProtocol, []any{head("PULL-DOC-REPLY"), "{}", `{"doc":{}}`}},
		{"a frame of more than 20 MiB", codeTooBig, []any{patch, "{}", strings.Repeat(" ", 20<<20) + "{}"}},
	}
}

func TestConformance19Violations(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	for _, c := range violations() {
		k, _ := s.open("/app")
		for _, frame := range c.frames {
			if k.put(frame) != nil {
				break // the server has had enough already
			}
		}
		if code, reason := k.closed(); code != c.code || reason == "" && code != codeTooBig {
			t.Errorf("%s: closed with %d %q, want %d", c.what, code, reason, c.code)
		}
		app.act(func(d *panelgo.Document) { find[*models.Div](d, "text").Text.Set("alive") }) // the session does not mind
	}
	k, d := s.open("/app")
	k.write(`{"msgid":"1","msgtype":"PATCH-DOC"}`, "{}", `{"events":[`+changed(d.id("text"), "text", `"`+strings.Repeat("x", 20<<20-200)+`"`)+`]}`)
	if m := k.read(); m.kind != "OK" {
		t.Errorf("a frame of just under 20 MiB: %s", m.kind)
	}
}

func TestConformance20IDsComeBackUnchanged(t *testing.T) {
	s := serve(t, only(desk))
	k, _ := s.open("/app")
	for _, id := range []string{`"A"`, `7`, `-1.5e3`, `"aé\n\"\\"`, `""`, `"036D0F4668A94B4F921D5CBF04D691B6"`, `9007199254740993`} {
		for kind, want := range map[string]string{"PULL-DOC-REQ": "PULL-DOC-REPLY", "PATCH-DOC": "OK", "SERVER-INFO-REQ": "SERVER-INFO-REPLY"} {
			content := "{}"
			if kind == "PATCH-DOC" {
				content = `{"events":[]}`
			}
			k.write(`{"msgtype":"`+kind+`","extra":[{}],"msgid":`+id+`}`, `{"use_buffers":true}`, content)
			m := k.read()
			if got := text(m.header["reqid"]); m.kind != want || got != compact(id) {
				t.Errorf("%s %s: %s for %s", kind, id, m.kind, got)
			}
		}
	}
}

// compact is JSON as this test writes it.
func compact(in string) string {
	d := json.NewDecoder(bytes.NewReader([]byte(in)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		panic(err)
	}
	return text(v)
}
