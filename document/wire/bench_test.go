package wire_test

import (
	"testing"

	"github.com/panelgo/panelgo/document/wire"
)

var sliderMoved = []wire.Frame{
	text(`{"msgid":"036D0F4668A94B4F921D5CBF04D691B6","msgtype":"PATCH-DOC"}`),
	text(`{}`),
	text(`{"events":[{"kind":"ModelChanged","model":{"id":"p1003"},"attr":"value","new":123456}]}`),
}

func BenchmarkFrames(b *testing.B) {
	for name, m := range map[string]*wire.Message{
		"OK":               wire.NewOK(`"036D0F4668A94B4F921D5CBF04D691B6"`),
		"patch, 2 buffers": wire.NewPatchDoc(sliderMoved[2].Data, []wire.Buffer{{ID: "b1", Data: make([]byte, 1600)}, {ID: "b2", Data: make([]byte, 1600)}}),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for frame := range m.Frames() {
					_ = frame
				}
			}
		})
	}
}

func BenchmarkNewOK(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for frame := range wire.NewOK(`"036D0F4668A94B4F921D5CBF04D691B6"`).Frames() {
			_ = frame
		}
	}
}

func BenchmarkAssembler(b *testing.B) {
	b.ReportAllocs()
	a := wire.Assembler{Accept: wire.Type.FromClient}
	for b.Loop() {
		for _, frame := range sliderMoved {
			if _, err := a.Add(frame); err != nil {
				b.Fatal(err)
			}
		}
	}
}
