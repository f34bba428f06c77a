package form

import (
	"fmt"
	"math"
	"reflect"
	"strconv"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// maxWhole is the largest whole number that the front end counts exactly to.
const maxWhole = 1<<53 - 1

// wholeBounds are what a type of whole numbers can hold, as far as the front end can.
func wholeBounds(t reflect.Type) (low, high int64) {
	bits := t.Bits()
	if t.Kind() >= reflect.Uint {
		return 0, int64(min(maxWhole, uint64(1)<<min(bits, 62)-1))
	}
	return max(-maxWhole, int64(-1)<<(bits-1)), min(maxWhole, int64(1)<<(bits-1)-1)
}

// whole makes a field for a whole number.
func (b *builder) whole(r *rules, t reflect.Type, missing bool) (*part, error) {
	if err := r.only("a whole number", "min", "max", "step", "format", "placeholder", "slider"); err != nil {
		return nil, err
	}
	low, high := wholeBounds(t)
	least, err := r.integer("min", low)
	if err != nil {
		return nil, err
	}
	most, err := r.integer("max", high)
	if err != nil {
		return nil, err
	}
	step, err := r.integer("step", 1)
	if err != nil {
		return nil, err
	}
	switch {
	case least < low || most > high:
		return nil, r.fault("max", fmt.Sprintf("a %v goes from %d to %d", t, low, high), "take a larger type, or smaller bounds")
	case least > most:
		return nil, r.fault("min", "it is more than max", "swap them")
	case step <= 0:
		return nil, r.fault("step", "it is not above 0", `write step:"1"`)
	}
	c := convert[int]{
		in: func(v reflect.Value) (int, error) {
			v, ok := present(v)
			if !ok {
				return 0, nil
			}
			n := v.Convert(reflect.TypeFor[int64]()).Int()
			if n < least || n > most {
				return 0, fmt.Errorf("%d is not between %d and %d", n, least, most)
			}
			return int(n), nil
		},
		out:  func(n int, v reflect.Value) { place(v, false, func(v reflect.Value) { setWhole(v, n) }) },
		rule: func(n int) error { return between(float64(n), float64(least), float64(most)) },
	}
	if r.has("slider") {
		if err := r.bounded(missing); err != nil {
			return nil, err
		}
		w := widgets.NewIntSlider(r.title(), int(least), int(most))
		w.Step.Set(float64(step))
		if r.format != "" {
			w.Format.Set(models.Str(r.format))
		}
		return field(b, r, w, c), nil
	}
	w := widgets.NewIntInput(r.title())
	w.SetBounds(int(least), int(most))
	w.Step.Set(float64(step))
	return spinner(r, field(b, r, w, c), w.Spinner, missing), nil
}

func setWhole(v reflect.Value, n int) {
	if v.CanUint() {
		v.SetUint(uint64(max(0, n)))
		return
	}
	v.SetInt(int64(n))
}

func between(x, least, most float64) error {
	switch {
	case x >= least && x <= most:
		return nil
	case least == -math.MaxFloat64 || least <= -maxWhole:
		return fmt.Errorf("at most %v is possible", plain(most))
	case most == math.MaxFloat64 || most >= maxWhole:
		return fmt.Errorf("at least %v is needed", plain(least))
	}
	return fmt.Errorf("%v is not between %v and %v", plain(x), plain(least), plain(most))
}

// plain is a number without an exponent.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// float makes a field for a number.
func (b *builder) float(r *rules, missing bool) (*part, error) {
	if err := r.only("a number", "min", "max", "step", "format", "placeholder", "slider"); err != nil {
		return nil, err
	}
	least, err := r.number("min", -math.MaxFloat64)
	if err != nil {
		return nil, err
	}
	most, err := r.number("max", math.MaxFloat64)
	if err != nil {
		return nil, err
	}
	step, err := r.number("step", 0.1)
	if err != nil {
		return nil, err
	}
	if least > most {
		return nil, r.fault("min", "it is more than max", "swap them")
	}
	if !(step > 0) {
		return nil, r.fault("step", "it is not above 0", `write step:"0.1"`)
	}
	c := convert[float64]{
		in: func(v reflect.Value) (float64, error) {
			v, ok := present(v)
			if !ok {
				return 0, nil
			}
			return v.Float(), between(v.Float(), least, most)
		},
		out:  func(x float64, v reflect.Value) { place(v, false, func(v reflect.Value) { v.SetFloat(x) }) },
		rule: func(x float64) error { return between(x, least, most) },
		text: plain,
	}
	if r.has("slider") {
		if err := r.bounded(missing); err != nil {
			return nil, err
		}
		w := widgets.NewFloatSlider(r.title(), least, most)
		w.Step.Set(step)
		if r.format != "" {
			w.Format.Set(models.Str(r.format))
		}
		return field(b, r, w, c), nil
	}
	w := widgets.NewFloatInput(r.title(), step)
	w.SetBounds(least, most)
	return spinner(r, field(b, r, w, c), w.Spinner, missing), nil
}

// bounded refuses a slider that has no ends.
func (r *rules) bounded(missing bool) error {
	_, low := r.field.Tag.Lookup("min")
	_, high := r.field.Tag.Lookup("max")
	switch {
	case !low || !high:
		return r.fault("form", "a slider needs both its ends", `write min:"0" max:"10"`)
	case missing:
		return r.fault("form", "a slider always has a value", "make the field no pointer, or take slider away")
	}
	return nil
}

// spinner lets a number field be empty: that is no value, or 0 where the struct cannot say so.
func spinner(r *rules, p *part, w *models.Spinner, missing bool) *part {
	w.Placeholder.Set(r.placeholder)
	if r.format != "" {
		w.Format.Set(models.Str(r.format))
	}
	empty := func() bool { _, ok := w.Value.Get().Get(); return !ok }
	read, show, judge, lines := p.read, p.show, p.judge, p.lines
	p.read = func(v reflect.Value) {
		if missing && empty() {
			v.SetZero()
			return
		}
		read(v)
	}
	p.show = func(v reflect.Value) error {
		w.Value.Set(document.Some(w.Value.Get().Or(0) + 1)) // see convert.other
		if _, ok := present(v); !ok {
			w.Value.Set(document.None[float64]())
			return nil
		}
		return show(v)
	}
	p.judge = func(told error) error {
		switch {
		case told == nil && empty() && r.has("required"):
			told = errRequired
		case told == nil && empty():
			widgets.Complain(p.view, nil)
			return nil
		}
		return judge(told)
	}
	p.lines = func(add func(label, text string)) {
		if empty() {
			add(p.label, "")
			return
		}
		lines(add)
	}
	return p
}
