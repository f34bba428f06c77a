package reactive_test

import (
	"testing"

	"github.com/panelgo/panelgo/document"
	. "github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/document/wire"
)

// driver is what turns the stage's document without its session.
func (st *stage) driver() (d *document.Driver) {
	_ = st.s.Do(st.t.Context(), func(of *document.Driver) { d = of })
	return d
}

// BenchmarkBind is a turn that changes three inputs of a value which a property follows, with what
// a browser is told.
func BenchmarkBind(b *testing.B) {
	var inputs [3]widgets.IntSlider
	st := open(b, func(doc *document.Document) {
		for i := range inputs {
			inputs[i] = widgets.NewIntSlider("n", 0, 1<<50)
			doc.Add(inputs[i])
		}
		sum := Bind3(inputs[0], inputs[1], inputs[2], func(x, y, z int) bool { return (x+y+z)%2 == 0 })
		Set(&inputs[0].Disabled, sum)
	})
	d := st.driver()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		_ = d.Turn(func() error {
			for _, s := range inputs {
				s.SetValue(n)
			}
			return nil
		})
		d.Flush(func(*document.View, []byte, []wire.Buffer) {})
	}
}

// BenchmarkTurn is the same turn without anything that follows.
func BenchmarkTurn(b *testing.B) {
	var inputs [3]widgets.IntSlider
	st := open(b, func(doc *document.Document) {
		for i := range inputs {
			inputs[i] = widgets.NewIntSlider("n", 0, 1<<50)
			doc.Add(inputs[i])
		}
	})
	d := st.driver()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		_ = d.Turn(func() error {
			for _, s := range inputs {
				s.SetValue(n)
			}
			return nil
		})
		d.Flush(func(*document.View, []byte, []wire.Buffer) {})
	}
}
