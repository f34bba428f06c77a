package conformance

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

var errHandshake = websocket.ErrBadHandshake

// noDeadline lets a control frame take its time.
var noDeadline time.Time

func dialerOf(protocols []string) *websocket.Dialer {
	return &websocket.Dialer{Subprotocols: protocols, HandshakeTimeout: patience}
}

// socket is a client's end of a websocket. It reads when it is asked to, so that tests see in which
// order things come.
type socket struct {
	t     testing.TB
	conn  *websocket.Conn
	last  int      // number of the last message sent
	pings []string // payloads
}

// message is one message of Bokeh's protocol, taken apart without the product's help.
type message struct {
	kind, id, to string         // msgtype, msgid and reqid as in the header
	header       map[string]any //
	content      map[string]any // numbers are json.Number
	buffers      map[string][]byte
	frames       []string // what kind each was: "text" or "binary"
}

func newSocket(t testing.TB, conn *websocket.Conn) *socket {
	k := &socket{t: t, conn: conn}
	answer := conn.PingHandler()
	conn.SetPingHandler(func(data string) error {
		k.pings = append(k.pings, data)
		return answer(data)
	})
	t.Cleanup(func() { conn.Close() })
	return k
}

// frame reads one websocket message.
func (k *socket) frame() (kind string, data []byte, err error) {
	_ = k.conn.SetReadDeadline(time.Now().Add(patience))
	n, data, err := k.conn.ReadMessage()
	return map[int]string{websocket.TextMessage: "text", websocket.BinaryMessage: "binary"}[n], data, err
}

// next reads one message, or the error by which the connection ended.
func (k *socket) next() (m message, err error) {
	k.t.Helper()
	part := func(want string, into any) {
		if err != nil {
			return
		}
		var kind string
		var data []byte
		if kind, data, err = k.frame(); err != nil {
			return
		}
		m.frames = append(m.frames, kind)
		if kind != want {
			k.t.Fatalf("frame %d of %s is %s: %.80s", len(m.frames), m.kind, kind, data)
		}
		if raw, ok := into.(*[]byte); ok {
			*raw = data
			return
		}
		decoder := json.NewDecoder(strings.NewReader(string(data)))
		decoder.UseNumber()
		if bad := decoder.Decode(into); bad != nil {
			k.t.Fatalf("frame %d of %s: %v: %.200s", len(m.frames), m.kind, bad, data)
		}
	}
	var metadata map[string]any
	part("text", &m.header)
	part("text", &metadata)
	part("text", &m.content)
	m.kind, _ = m.header["msgtype"].(string)
	m.id, m.to = fmt.Sprint(m.header["msgid"]), fmt.Sprint(m.header["reqid"])
	n, counted := m.header["num_buffers"].(json.Number)
	if counted && n.String() == "0" {
		k.t.Errorf("%s says num_buffers 0", m.kind)
	}
	count, _ := n.Int64()
	m.buffers = make(map[string][]byte, count)
	for range count {
		var head map[string]any
		var data []byte
		part("text", &head)
		part("binary", &data)
		id, ok := head["id"].(string)
		if _, twice := m.buffers[id]; err == nil && (!ok || twice || len(head) != 1) {
			k.t.Fatalf("buffer header %v of %s", head, m.kind)
		}
		m.buffers[id] = data
	}
	return m, err
}

// read is next for tests that expect a message.
func (k *socket) read() message {
	k.t.Helper()
	m, err := k.next()
	if err != nil {
		k.t.Fatalf("read: %v", err)
	}
	return m
}

// write sends frames: a string is a text frame, bytes are a binary one, anything else becomes JSON.
func (k *socket) write(frames ...any) {
	k.t.Helper()
	for _, frame := range frames {
		if err := k.put(frame); err != nil {
			k.t.Fatalf("write: %v", err)
		}
	}
}

func (k *socket) put(frame any) error {
	_ = k.conn.SetWriteDeadline(time.Now().Add(patience))
	switch frame := frame.(type) {
	case string:
		return k.conn.WriteMessage(websocket.TextMessage, []byte(frame))
	case []byte:
		return k.conn.WriteMessage(websocket.BinaryMessage, frame)
	}
	text, err := json.Marshal(frame)
	if err != nil {
		return err
	}
	return k.conn.WriteMessage(websocket.TextMessage, text)
}

// blob is a buffer that goes with a message.
type blob struct {
	id   string
	data []byte
}

// send sends a message with the content, JSON text, and answers its id.
func (k *socket) send(kind, content string, buffers ...blob) (id string) {
	k.t.Helper()
	k.last++
	id = fmt.Sprintf("C%d", k.last)
	header := map[string]any{"msgid": id, "msgtype": kind}
	if len(buffers) > 0 {
		header["num_buffers"] = len(buffers)
	}
	k.write(header, "{}", content)
	for _, b := range buffers {
		k.write(map[string]string{"id": b.id}, b.data)
	}
	return id
}

// ask sends a message and reads until its reply; before are the messages that came first.
func (k *socket) ask(kind, content string, buffers ...blob) (reply message, before []message) {
	k.t.Helper()
	return k.await(k.send(kind, content, buffers...))
}

// await reads until the reply to a message; before are the messages that came first.
func (k *socket) await(id string) (reply message, before []message) {
	k.t.Helper()
	for {
		m := k.read()
		if m.to == id {
			return m, before
		}
		before = append(before, m)
	}
}

// patch sends events, JSON texts, and answers the type of the reply, which is OK or ERROR, and the
// messages before it.
func (k *socket) patch(events string, buffers ...blob) (reply message, before []message) {
	k.t.Helper()
	return k.ask("PATCH-DOC", `{"events":[`+events+`]}`, buffers...)
}

// ok is patch for events that have to be taken.
func (k *socket) ok(events string, buffers ...blob) (before []message) {
	k.t.Helper()
	reply, before := k.patch(events, buffers...)
	if reply.kind != "OK" {
		k.t.Errorf("%s: %v for %s", reply.kind, reply.content["text"], events)
	}
	return before
}

// set changes a property of a model, as a browser does.
func (k *socket) set(id, attr, value string, buffers ...blob) (before []message) {
	k.t.Helper()
	return k.ok(changed(id, attr, value), buffers...)
}

// changed is a ModelChanged event.
func changed(id, attr, value string) string {
	return fmt.Sprintf(`{"kind":"ModelChanged","model":{"id":%q},"attr":%q,"new":%s}`, id, attr, value)
}

// happened is an event of a model, or of the document if the id is empty.
func happened(name, id string) string {
	values := `{"type":"map"}`
	if id != "" {
		values = fmt.Sprintf(`{"type":"map","entries":[["model",{"id":%q}]]}`, id)
	}
	return fmt.Sprintf(`{"kind":"MessageSent","msg_type":"bokeh_event","msg_data":{"type":"event","name":%q,"values":%s}}`, name, values)
}

// pull asks for the document.
func (k *socket) pull() document {
	k.t.Helper()
	reply, _ := k.ask("PULL-DOC-REQ", "{}")
	if reply.kind != "PULL-DOC-REPLY" {
		k.t.Fatalf("%s for PULL-DOC-REQ: %v", reply.kind, reply.content)
	}
	return documentOf(k.t, reply.content)
}

// quiet checks that nothing comes before the answer to a question that changes nothing.
func (k *socket) quiet() {
	k.t.Helper()
	if _, before := k.ask("SERVER-INFO-REQ", "{}"); len(before) > 0 {
		k.t.Errorf("%s came unasked: %v", before[0].kind, before[0].content)
	}
}

// events are those of the patches among messages, in order.
func events(messages []message) (all []map[string]any) {
	for _, m := range messages {
		if m.kind != "PATCH-DOC" {
			continue
		}
		list, _ := m.content["events"].([]any)
		for _, e := range list {
			all = append(all, e.(map[string]any))
		}
	}
	return all
}

// news are the new values of the properties called attr, as JSON, in the order in which messages
// brought them.
func news(messages []message, attr string) (values []string) {
	for _, e := range events(messages) {
		if e["kind"] == "ModelChanged" && e["attr"] == attr {
			values = append(values, text(e["new"]))
		}
	}
	return values
}

// text is a value as JSON, with sorted names.
func text(value any) string {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// closed reads until the connection ends and answers the code of the close frame.
func (k *socket) closed() (code int, reason string) {
	k.t.Helper()
	for {
		_, _, err := k.frame()
		if err == nil {
			continue
		}
		var end *websocket.CloseError
		if !errors.As(err, &end) {
			k.t.Fatalf("the connection ended without a close frame: %v", err)
		}
		return end.Code, end.Text
	}
}

// document is the JSON of a pulled document.
type document struct {
	t    testing.TB
	json map[string]any
	reps map[string]map[string]any // object reps by id
	ids  []string                  // in the order in which they came
}

func documentOf(t testing.TB, content map[string]any) document {
	t.Helper()
	d := document{t: t, reps: map[string]map[string]any{}}
	d.json, _ = content["doc"].(map[string]any)
	if d.json == nil {
		t.Fatalf("no document in %v", content)
	}
	d.walk(d.json["config"])
	d.walk(d.json["roots"])
	return d
}

func (d *document) walk(value any) {
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			d.walk(v)
		}
	case map[string]any:
		if id, ok := value["id"].(string); ok && value["type"] == "object" {
			if d.reps[id] != nil {
				d.t.Errorf("the model %s came twice", id)
			}
			d.reps[id] = value
			d.ids = append(d.ids, id)
		}
		names := make([]string, 0, len(value))
		for name := range value {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			d.walk(value[name])
		}
	}
}

// id finds a model by its name property, or by its type.
func (d document) id(name string) string {
	d.t.Helper()
	for _, id := range d.ids {
		if rep := d.reps[id]; rep["name"] == name || attributes(rep)["name"] == name {
			return id
		}
	}
	d.t.Fatalf("no model is called %s in %v", name, d.json)
	return ""
}

// attr is a property of a model as JSON.
func (d document) attr(name, attr string) string {
	d.t.Helper()
	return text(attributes(d.reps[d.id(name)])[attr])
}

func attributes(rep map[string]any) map[string]any {
	a, _ := rep["attributes"].(map[string]any)
	return a
}

// parsed is JSON text as a value.
func parsed(t testing.TB, in string) (value any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(in))
	d.UseNumber()
	if err := d.Decode(&value); err != nil {
		t.Fatalf("%v: %s", err, in)
	}
	return value
}
