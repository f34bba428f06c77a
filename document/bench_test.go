package document

import (
	"testing"

	"github.com/panelgo/panelgo/document/wire"
)

// live is a small page that one browser shows: a slider, a text and 200 rows of two columns.
func live(b *testing.B) (*Driver, *View, *slider) {
	b.Helper()
	s, text, src, box := New[slider](), New[div](), New[source](), New[column]()
	src.Data.Set(Data{"x": make([]float64, 200), "y": make([]float64, 200)})
	box.Children.Set([]Model{s, text, src})
	d := NewDriver(still{})
	var v *View
	err := d.Turn(func() (err error) {
		d.Document().Add(box)
		v, err = d.Join()
		d.Pull(v)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return d, v, s
}

// BenchmarkPull encodes a whole document.
func BenchmarkPull(b *testing.B) {
	d, v, _ := live(b)
	b.ReportAllocs()
	for b.Loop() {
		_ = d.Turn(func() error { b.SetBytes(int64(len(d.Pull(v)))); return nil })
	}
}

// BenchmarkPatch encodes a change for a browser.
func BenchmarkPatch(b *testing.B) {
	d, _, s := live(b)
	b.ReportAllocs()
	n := 0.0
	for b.Loop() {
		n++
		_ = d.Turn(func() error { s.Value.Set(n); return nil })
		d.Flush(func(*View, []byte, []wire.Buffer) {})
	}
}

// BenchmarkApply decodes a change of a browser's, and takes it.
func BenchmarkApply(b *testing.B) {
	d, v, s := live(b)
	patches := [][]byte{}
	for _, value := range []string{"3", "4"} {
		patches = append(patches, []byte(`{"events":[{"kind":"ModelChanged","model":{"id":"`+s.ID()+`"},"attr":"value","new":`+value+`}]}`))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := d.Turn(func() error { return d.Apply(v, patches[i%2], nil) }); err != nil {
			b.Fatal(err)
		}
		d.Flush(func(*View, []byte, []wire.Buffer) {})
	}
}

// BenchmarkArray decodes 2,000 numbers that came as bytes.
func BenchmarkArray(b *testing.B) {
	rep := map[string]any{"type": "ndarray", "dtype": "float64", "order": "little", "shape": []any{2000.0}, "array": map[string]any{"type": "bytes", "data": map[string]any{"id": "0"}}}
	buffers := []wire.Buffer{{ID: "0", Data: make([]byte, 16_000)}}
	b.ReportAllocs()
	b.SetBytes(16_000)
	for b.Loop() {
		if _, err := newDecoder(nil, buffers).column(rep); err != nil {
			b.Fatal(err)
		}
	}
}
