package wire_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/panelgo/panelgo/document/wire"
)

// A fuzz input is a run of frames: kind (odd: binary), length in two bytes, data.
func pack(frames []wire.Frame) []byte {
	var out []byte
	for _, f := range frames {
		kind := byte(0)
		if f.Binary {
			kind = 1
		}
		out = append(out, kind, byte(len(f.Data)), byte(len(f.Data)>>8))
		out = append(out, f.Data...)
	}
	return out
}

func unpack(data []byte) []wire.Frame {
	var frames []wire.Frame
	for len(data) >= 3 {
		size := min(int(data[1])|int(data[2])<<8, len(data)-3)
		frames = append(frames, wire.Frame{Binary: data[0]&1 == 1, Data: data[3 : 3+size]})
		data = data[3+size:]
	}
	return frames
}

func FuzzAssembler(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(pack(v.frames(f)))
	}
	f.Add(pack([]wire.Frame{patchWith(2), text(`{}`), text(`{}`), text(`{"id":"0"}`), binary(``), text(`{"id":"0"}`)}))
	f.Add(pack([]wire.Frame{text(`{"msg\u0069d":-1e5,"x":[{"a":"}"}],"msgtype":"OK","reqid":null}`), text(` {} `), text(`{}`)}))
	f.Fuzz(func(t *testing.T, data []byte) {
		a := wire.Assembler{Limits: wire.Limits{Frame: 4096, Message: 8192, Buffers: 16}}
		var failed error
		for _, frame := range unpack(data) {
			m, err := a.Add(frame)
			var refused *wire.ProtocolError
			if err != nil && !errors.As(err, &refused) {
				t.Fatalf("untyped error %v", err)
			}
			if failed != nil && err != failed {
				t.Fatalf("%v after %v", err, failed)
			}
			failed = err
			if m != nil {
				reassemble(t, m)
			}
		}
	})
}

// reassemble checks that a message survives being sent.
func reassemble(t *testing.T, m *wire.Message) {
	t.Helper()
	var b wire.Assembler
	got, err := add(t, &b, slices.Collect(m.Frames())...)
	if err != nil || got == nil {
		t.Fatalf("sent and refused: %v, %v", got, err)
	}
	same := func(x, y wire.Buffer) bool { return x.ID == y.ID && bytes.Equal(x.Data, y.Data) }
	if got.ID != m.ID || got.Type != m.Type || got.ReplyTo != m.ReplyTo || !bytes.Equal(got.Content, m.Content) || !slices.EqualFunc(got.Buffers, m.Buffers, same) {
		t.Fatalf("sent %+v, got %+v", m, got)
	}
}
