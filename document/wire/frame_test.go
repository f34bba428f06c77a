package wire_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/panelgo/panelgo/document/wire"
)

func TestTextIsQuotedForJSON(t *testing.T) {
	for _, s := range []string{"", "plain", `"quoted"\`, "line\nbreak\ttab\x00\x1f\x7f", "é 世界 🎈", "bad\xffbyte", "</script>\u2028"} {
		var content struct {
			Text      string
			Traceback *string
		}
		m := wire.NewError(`"1"`, s)
		if err := json.Unmarshal(m.Content, &content); err != nil {
			t.Fatalf("%q: %s: %v", s, m.Content, err)
		}
		if want := string([]rune(s)); content.Text != want {
			t.Errorf("%q came out as %q", want, content.Text)
		}
	}
}

func TestBufferIDIsQuotedForJSON(t *testing.T) {
	id := "a\"\\\n\x01"
	sent := wire.NewPatchDoc([]byte(`{}`), []wire.Buffer{{ID: "first", Data: []byte{1}}, {ID: id, Data: []byte{2}}})
	a := wire.Assembler{}
	for frame := range sent.Frames() {
		m, err := a.Add(frame)
		if err != nil {
			t.Fatal(err)
		}
		if m != nil && (m.Buffers[0].ID != "first" || m.Buffers[1].ID != id) {
			t.Errorf("buffers %q", m.Buffers)
		}
	}
}

func TestFramesCanBeAbandoned(t *testing.T) {
	m := wire.NewPatchDoc([]byte(`{}`), []wire.Buffer{{ID: "b"}, {ID: "c"}})
	for stop := range 7 {
		n := 0
		for range m.Frames() {
			if n == stop {
				break
			}
			n++
		}
		if n != stop {
			t.Errorf("%d frames, want %d", n, stop)
		}
	}
}

func TestSizeCoversTheFrames(t *testing.T) {
	m := wire.NewPatchDoc([]byte(`{"events":[]}`), []wire.Buffer{{ID: "b", Data: make([]byte, 1000)}})
	sum := 0
	for frame := range m.Frames() {
		sum += len(frame.Data)
	}
	if m.Size() < sum-2 || m.Size() > sum+100 {
		t.Errorf("size %d, frames %d", m.Size(), sum)
	}
}

func TestFramesAllocateOnce(t *testing.T) {
	m := wire.NewPatchDoc([]byte(`{}`), []wire.Buffer{{ID: "b1", Data: []byte{1}}, {ID: "b2", Data: []byte{2}}})
	n := testing.AllocsPerRun(100, func() {
		for frame := range m.Frames() {
			_ = frame
		}
	})
	if n > 1 {
		t.Errorf("%v allocations", n)
	}
}

func ExampleMessage_Frames() {
	m := wire.NewPatchDoc([]byte(`{"events":[]}`), []wire.Buffer{{ID: "b1", Data: []byte{1, 2}}})
	m.ID = `"s7"`
	for frame := range m.Frames() {
		fmt.Printf("%v %q\n", frame.Binary, frame.Data)
	}
	// Output:
	// false "{\"msgid\":\"s7\",\"msgtype\":\"PATCH-DOC\",\"num_buffers\":1}"
	// false "{}"
	// false "{\"events\":[]}"
	// false "{\"id\":\"b1\"}"
	// true "\x01\x02"
}

func ExampleAssembler() {
	a := wire.Assembler{Accept: wire.Type.FromClient}
	for _, data := range []string{`{"msgid":"1","msgtype":"PULL-DOC-REQ"}`, `{}`, `{}`} {
		m, err := a.Add(wire.Frame{Data: []byte(data)})
		if err != nil {
			fmt.Println(err)
			return
		}
		if m != nil {
			fmt.Println(m.Type, m.ID)
		}
	}
	// Output: PULL-DOC-REQ "1"
}
