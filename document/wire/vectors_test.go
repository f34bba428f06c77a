package wire_test

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"

	"github.com/panelgo/panelgo/document/wire"
)

// vector is one message that a real peer sent, frame by frame.
type vector struct {
	Name   string
	From   string // client or server
	Frames []struct {
		Text string
		Hex  *string
	}
}

func (v vector) frames(t testing.TB) []wire.Frame {
	t.Helper()
	var frames []wire.Frame
	for _, f := range v.Frames {
		if f.Hex == nil {
			frames = append(frames, text(f.Text))
			continue
		}
		data, err := hex.DecodeString(*f.Hex)
		if err != nil {
			t.Fatal(err)
		}
		frames = append(frames, binary(string(data)))
	}
	return frames
}

func vectors(t testing.TB) []vector {
	t.Helper()
	data, err := os.ReadFile("testdata/messages.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 36 {
		t.Fatalf("only %d vectors", len(all))
	}
	return all
}

func text(s string) wire.Frame   { return wire.Frame{Data: []byte(s)} }
func binary(s string) wire.Frame { return wire.Frame{Binary: true, Data: []byte(s)} }

// add feeds the frames and returns the last answer; earlier ones must be nil, nil.
func add(t testing.TB, a *wire.Assembler, frames ...wire.Frame) (*wire.Message, error) {
	t.Helper()
	for _, frame := range frames[:len(frames)-1] {
		if m, err := a.Add(frame); m != nil || err != nil {
			t.Fatalf("after frame %q: %v, %v", frame.Data, m, err)
		}
	}
	return a.Add(frames[len(frames)-1])
}

func TestVectorsAssembleAndComeBackAsTheyWere(t *testing.T) {
	for _, v := range vectors(t) {
		t.Run(v.Name, func(t *testing.T) {
			accept := wire.Type.FromServer
			if v.From == "client" {
				accept = wire.Type.FromClient
			}
			sent := v.frames(t)
			m, err := add(t, &wire.Assembler{Accept: accept}, sent...)
			if err != nil || m == nil {
				t.Fatalf("not one message: %v, %v", m, err)
			}
			i := 0
			for frame := range m.Frames() {
				if frame.Binary != sent[i].Binary {
					t.Errorf("frame %d: binary is %v", i, frame.Binary)
				}
				if got, want := frame.Data, sent[i].Data; frame.Binary && string(got) != string(want) || !frame.Binary && canonical(t, got) != canonical(t, want) {
					t.Errorf("frame %d:\n got %s\nwant %s", i, got, want)
				}
				i++
			}
			if i != len(sent) {
				t.Errorf("%d frames, want %d", i, len(sent))
			}
		})
	}
}

// canonical is the JSON text without what does not matter: space and order of members.
func canonical(t testing.TB, data []byte) string {
	t.Helper()
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestOurMessagesEqualBokehs(t *testing.T) {
	var document []byte
	want := map[string][]wire.Frame{}
	for _, v := range vectors(t) {
		want[v.Name] = v.frames(t)
	}
	var content struct{ Doc json.RawMessage }
	if err := json.Unmarshal(want["PULL-DOC-REPLY"][2].Data, &content); err != nil {
		t.Fatal(err)
	}
	document = content.Doc
	for name, m := range map[string]*wire.Message{
		"ACK":               wire.NewAck(),
		"PULL-DOC-REQ":      wire.NewPullDocReq(),
		"PULL-DOC-REPLY":    wire.NewPullDocReply(`"REQ1"`, document),
		"PUSH-DOC":          wire.NewPushDoc(document, nil),
		"OK":                wire.NewOK(`"REQ2"`),
		"ERROR":             wire.NewError(`"REQ3"`, "something broke"),
		"SERVER-INFO-REQ":   wire.NewServerInfoReq(),
		"SERVER-INFO-REPLY": wire.NewServerInfoReply(`"REQ4"`),
		"ModelChanged array (binary buffer)": wire.NewPatchDoc(
			want["ModelChanged array (binary buffer)"][2].Data,
			[]wire.Buffer{{ID: "p1010", Data: want["ModelChanged array (binary buffer)"][4].Data}}),
	} {
		t.Run(name, func(t *testing.T) {
			id := m.ID
			var head map[string]any
			if err := json.Unmarshal(want[name][0].Data, &head); err != nil {
				t.Fatal(err)
			}
			m.ID = wire.ID(`"` + head["msgid"].(string) + `"`)
			i := 0
			for frame := range m.Frames() {
				if frame.Binary != want[name][i].Binary {
					t.Errorf("frame %d: binary is %v", i, frame.Binary)
				}
				if !frame.Binary && canonical(t, frame.Data) != canonical(t, want[name][i].Data) {
					t.Errorf("frame %d:\n got %s\nwant %s", i, frame.Data, want[name][i].Data)
				}
				i++
			}
			if i != len(want[name]) {
				t.Errorf("%d frames, want %d", i, len(want[name]))
			}
			if id == "" || id == wire.NewID() {
				t.Errorf("id %s", id)
			}
		})
	}
}
