package widgets

import (
	"errors"
	"fmt"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// DatetimeInput is a field into which a day and a time of day are typed.
type DatetimeInput struct {
	*models.TextInput
	moment *moment
}

// moment is what a [DatetimeInput] takes.
type moment struct {
	form             string
	earliest, latest time.Time
	judge            func(time.Time) error
}

// NewDatetimeInput makes an empty field for times like 2006-01-02 15:04:05. What is no such time is
// not taken, and said below the field.
func NewDatetimeInput(label string) DatetimeInput {
	d := DatetimeInput{document.New[models.TextInput](), &moment{}}
	d.Title.Set(models.Str(label))
	d.SetForm(time.DateTime)
	bound(&d.TextInput.Value, &d.MaxLength)
	d.Validate(nil)
	return d
}

// SetForm sets how times are written, as package time does: "02.01.2006 15:04". The value is
// dropped.
func (d DatetimeInput) SetForm(layout string) {
	d.moment.form = layout
	d.TextInput.Value.Set("")
	d.Placeholder.Set(layout)
}

// SetBounds says from when to when times are taken; a zero time leaves that side open. A time that
// stands beyond them becomes the nearest one.
func (d DatetimeInput) SetBounds(earliest, latest time.Time) {
	mustOrder(d.Title.Get(), earliest, latest)
	d.moment.earliest, d.moment.latest = earliest, latest
	if t := d.Value(); !t.IsZero() && d.moment.inside(t) != nil {
		d.SetValue(nearestTime(t, earliest, latest))
	}
}

// Value is the wall clock that was entered, in UTC; the zero time where none was.
func (d DatetimeInput) Value() time.Time {
	t, _ := d.moment.read(d.TextInput.Value.Get())
	return t
}

// SetValue enters a time; the zero time is none. It panics if the time is beyond the bounds.
func (d DatetimeInput) SetValue(t time.Time) {
	text := ""
	if !t.IsZero() {
		if !mustTake(d, d.Title.Get(), d.moment.inside(t)) {
			return
		}
		text = t.Format(d.moment.form)
	}
	d.TextInput.Value.Set(text)
}

// OnChange calls f when a time is entered. Calling stop ends it.
func (d DatetimeInput) OnChange(f func(t time.Time)) (stop func()) {
	return onText(&d.TextInput.Value, func(text string) {
		t, _ := d.moment.read(text)
		f(t)
	})
}

// Validate has f judge what visitors enter, as [TextInput.Validate] does.
func (d DatetimeInput) Validate(f func(t time.Time) error) (check func() error) {
	first := d.moment.judge == nil
	d.moment.judge = f
	if f == nil {
		d.moment.judge = func(time.Time) error { return nil }
	}
	if first {
		return validate(&d.TextInput.Value, d.beside(), d.moment.check)
	}
	return func() error {
		err := d.moment.check(d.TextInput.Value.Get())
		d.beside().show(err)
		return err
	}
}

// Describe explains the field in a tooltip beside its label.
func (d DatetimeInput) Describe(text string) { d.Description.Set(models.Str(text)) }

func (d DatetimeInput) beside() beside { return beside{&d.CSSClasses, &d.CSSVariables} }

// read is the time that a text says, the zero time of no text.
func (m *moment) read(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(m.form, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("a time is written like %s", time.Date(2024, 12, 31, 23, 59, 58, 0, time.UTC).Format(m.form))
	}
	return t, nil
}

func (m *moment) check(text string) error {
	t, err := m.read(text)
	if err == nil && text != "" {
		err = m.inside(t)
	}
	if err != nil {
		return err
	}
	return m.judge(t)
}

// inside refuses a time whose wall clock is beyond the bounds.
func (m *moment) inside(t time.Time) error {
	switch {
	case !m.earliest.IsZero() && clock(t) < clock(m.earliest):
		return fmt.Errorf("that is before %s", m.earliest.Format(m.form))
	case !m.latest.IsZero() && clock(t) > clock(m.latest):
		return fmt.Errorf("that is after %s", m.latest.Format(m.form))
	}
	return nil
}

// DatetimeRangeInput are two fields into which the start and the end of a period are typed.
type DatetimeRangeInput struct {
	*models.Row
	Start, End DatetimeInput
	state      *typedPeriod
}

// typedPeriod is the period that two fields make, as it was told last.
type typedPeriod struct {
	picked[Period]
	busy bool // both fields are about to change
}

// NewDatetimeRangeInput makes two empty fields for times like 2006-01-02 15:04:05.
func NewDatetimeRangeInput(label string) DatetimeRangeInput {
	d := DatetimeRangeInput{Start: NewDatetimeInput(label), End: NewDatetimeInput("to"), state: &typedPeriod{}}
	d.Row = line(d.Start, d.End)
	order := errors.New("the period ends before it starts")
	d.Start.Validate(func(t time.Time) error {
		if end := d.End.Value(); !t.IsZero() && !end.IsZero() && end.Before(t) {
			return order
		}
		return nil
	})
	d.End.Validate(func(t time.Time) error {
		if start := d.Start.Value(); !t.IsZero() && t.Before(start) {
			return order
		}
		return nil
	})
	for _, field := range []DatetimeInput{d.Start, d.End} {
		field.OnChange(func(time.Time) { d.tell() })
	}
	return d
}

// tell runs the listeners when there is another period, or none any more.
func (d DatetimeRangeInput) tell() {
	if now := d.Value(); !d.state.busy && now != d.state.value {
		d.state.set(now)
	}
}

// SetForm sets how times are written, as package time does. The value is dropped.
func (d DatetimeRangeInput) SetForm(layout string) {
	d.Start.SetForm(layout)
	d.End.SetForm(layout)
}

// SetBounds says from when to when times are taken; a zero time leaves that side open. Times that
// stand beyond them become the nearest ones.
func (d DatetimeRangeInput) SetBounds(earliest, latest time.Time) {
	d.state.busy = true
	d.Start.SetBounds(earliest, latest)
	d.End.SetBounds(earliest, latest)
	d.state.busy = false
	d.tell()
}

// Value is the period by the wall clock, in UTC; the zero Period until both ends are there.
func (d DatetimeRangeInput) Value() Period {
	p := Period{d.Start.Value(), d.End.Value()}
	if p.Start.IsZero() || p.End.IsZero() {
		return Period{}
	}
	return p
}

// SetValue enters a period; the zero Period is none. It panics if p is beyond the bounds, or ends
// before it starts.
func (d DatetimeRangeInput) SetValue(p Period) {
	if !mustTake(d, d.Start.Title.Get(), d.fits(p)) {
		return
	}
	d.state.busy = true
	d.End.SetValue(p.End)
	d.Start.SetValue(p.Start)
	d.state.busy = false
	d.tell()
}

// fits refuses a period that ends before it starts, or is beyond the bounds.
func (d DatetimeRangeInput) fits(p Period) error {
	if !p.Start.IsZero() && !p.End.IsZero() && clock(p.End) < clock(p.Start) {
		return errors.New("the period ends before it starts")
	}
	for _, end := range []time.Time{p.Start, p.End} {
		if err := d.Start.moment.inside(end); err != nil && !end.IsZero() {
			return err
		}
	}
	return nil
}

// OnChange calls f when both ends are entered, and when one of them is emptied. Calling stop ends
// it.
func (d DatetimeRangeInput) OnChange(f func(p Period)) (stop func()) { return d.state.onChange(f) }

// Describe explains the fields in a tooltip beside the first label.
func (d DatetimeRangeInput) Describe(text string) { d.Start.Describe(text) }
