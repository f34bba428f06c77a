package widgets

import (
	"errors"
	"fmt"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// DatetimePicker picks a day and a time of day.
type DatetimePicker struct{ *models.DatetimePicker }

// NewDatetimePicker makes a picker without a time.
func NewDatetimePicker(label string) DatetimePicker {
	d := DatetimePicker{document.New[models.DatetimePicker]()}
	d.Title.Set(models.Str(label))
	document.ReadOnly(&d.MinDate, &d.MaxDate, &d.EnabledDates, &d.DisabledDates)
	document.Check(&d.DatetimePicker.Value, func(v models.DateLike) error { return checkDate(v, d.MinDate.Get(), d.MaxDate.Get()) })
	return d
}

// Value is the wall clock that is picked, in UTC; the zero time where none is.
func (d DatetimePicker) Value() time.Time { return must(d.DatetimePicker.Value.Get()) }

// SetValue picks a time; the zero time is none. It panics if the time is beyond the bounds.
func (d DatetimePicker) SetValue(t time.Time) {
	v := dateLike(t, momentForm)
	if mustTake(d, d.Title.Get(), checkDate(v, d.MinDate.Get(), d.MaxDate.Get())) {
		d.DatetimePicker.Value.Set(v)
	}
}

// SetBounds says from when to when one can pick; a zero time leaves that side open. What is picked
// beyond them becomes the nearest time.
func (d DatetimePicker) SetBounds(earliest, latest time.Time) {
	boundDates(d.Title.Get(), &d.MinDate, &d.MaxDate, earliest, latest, momentForm)
	if v := d.DatetimePicker.Value.Get(); checkDate(v, d.MinDate.Get(), d.MaxDate.Get()) != nil {
		d.SetValue(nearestTime(d.Value(), earliest, latest))
	}
}

// OnChange calls f when a time is picked. Calling stop ends it.
func (d DatetimePicker) OnChange(f func(t time.Time)) (stop func()) {
	return d.DatetimePicker.Value.OnChange(func(c document.Change[models.DateLike]) { f(must(c.New)) })
}

// Validate has f judge what visitors pick, as [TextInput.Validate] does.
func (d DatetimePicker) Validate(f func(t time.Time) error) (check func() error) {
	return validate(&d.DatetimePicker.Value, beside{&d.CSSClasses, &d.CSSVariables}, func(v models.DateLike) error { return f(must(v)) })
}

// Describe explains the field in a tooltip beside its label.
func (d DatetimePicker) Describe(text string) { d.Description.Set(models.Str(text)) }

// DatetimeRangePicker picks a period with times of day.
type DatetimeRangePicker struct{ *models.DatetimeRangePicker }

// NewDatetimeRangePicker makes a picker without a period.
func NewDatetimeRangePicker(label string) DatetimeRangePicker {
	d := DatetimeRangePicker{document.New[models.DatetimeRangePicker]()}
	d.Title.Set(models.Str(label))
	d.Width.Set(document.Some(310.0)) // px, so that both ends are seen
	document.ReadOnly(&d.MinDate, &d.MaxDate, &d.EnabledDates, &d.DisabledDates)
	document.Check(&d.DatetimeRangePicker.Value, func(v document.Opt[[2]models.DateLike]) error {
		return checkDates(v, d.MinDate.Get(), d.MaxDate.Get())
	})
	return d
}

// Value is the period by the wall clock, in UTC.
func (d DatetimeRangePicker) Value() Period { return periodOf(d.DatetimeRangePicker.Value.Get()) }

// SetValue picks a period; the zero Period is none. It panics if p is beyond the bounds, or ends
// before it starts.
func (d DatetimeRangePicker) SetValue(p Period) {
	v := pairOf(p, momentForm)
	if mustTake(d, d.Title.Get(), checkDates(v, d.MinDate.Get(), d.MaxDate.Get())) {
		d.DatetimeRangePicker.Value.Set(v)
	}
}

// SetBounds says from when to when one can pick; a zero time leaves that side open. An end that is
// picked beyond them becomes the nearest time.
func (d DatetimeRangePicker) SetBounds(earliest, latest time.Time) {
	boundDates(d.Title.Get(), &d.MinDate, &d.MaxDate, earliest, latest, momentForm)
	if v := d.DatetimeRangePicker.Value.Get(); checkDates(v, d.MinDate.Get(), d.MaxDate.Get()) != nil {
		d.SetValue(nearestPeriod(d.Value(), earliest, latest))
	}
}

// OnChange calls f when both ends are picked. Calling stop ends it.
func (d DatetimeRangePicker) OnChange(f func(p Period)) (stop func()) {
	return d.DatetimeRangePicker.Value.OnChange(func(c document.Change[document.Opt[[2]models.DateLike]]) { f(periodOf(c.New)) })
}

// Describe explains the field in a tooltip beside its label.
func (d DatetimeRangePicker) Describe(text string) { d.Description.Set(models.Str(text)) }

// TimePicker picks a time of day.
type TimePicker struct{ *models.TimePicker }

// NewTimePicker makes a picker that stands at midnight.
func NewTimePicker(label string) TimePicker {
	t := TimePicker{document.New[models.TimePicker]()}
	t.Title.Set(models.Str(label))
	t.SetValue(0)
	document.ReadOnly(&t.MinTime, &t.MaxTime)
	document.Check(&t.TimePicker.Value, t.check)
	return t
}

// Value is the time since midnight.
func (t TimePicker) Value() time.Duration { return sinceMidnight(t.TimePicker.Value.Get()) }

// SetValue picks the time that lies so long after midnight; it panics if that is beyond the bounds
// or the day.
func (t TimePicker) SetValue(d time.Duration) {
	low, high := t.bounds()
	if mustTake(t, t.Title.Get(), within(d, low, high)) {
		t.TimePicker.Value.Set(timeOfDay(d))
	}
}

// SetBounds says from when to when one can pick, after midnight. A time that is picked beyond them
// becomes the nearest one.
func (t TimePicker) SetBounds(earliest, latest time.Duration) {
	if earliest < 0 || latest < earliest || latest >= 24*time.Hour {
		panic(fmt.Sprintf("widgets: %q cannot go from %v to %v: both are times of one day, the earlier one first", words(t.Title.Get()), earliest, latest))
	}
	t.MinTime.Set(timeOfDay(earliest))
	t.MaxTime.Set(timeOfDay(latest))
	low, high := t.bounds()
	if now := t.Value(); t.TimePicker.Value.Get() != nil && within(now, low, high) != nil {
		t.SetValue(min(max(now, low), high))
	}
}

// bounds are the earliest and the latest time that can be picked.
func (t TimePicker) bounds() (low, high time.Duration) {
	if t.MinTime.Get() == nil {
		return 0, 24*time.Hour - 1
	}
	return sinceMidnight(t.MinTime.Get()), sinceMidnight(t.MaxTime.Get())
}

func (t TimePicker) check(v models.StrOrFloat) error {
	d, err := readTimeOfDay(v)
	if err != nil || v == nil {
		return err
	}
	low, high := t.bounds()
	return within(d, low, high)
}

// OnChange calls f when a time is picked. Calling stop ends it.
func (t TimePicker) OnChange(f func(d time.Duration)) (stop func()) {
	return t.TimePicker.Value.OnChange(func(c document.Change[models.StrOrFloat]) { f(sinceMidnight(c.New)) })
}

// Describe explains the field in a tooltip beside its label.
func (t TimePicker) Describe(text string) { t.Description.Set(models.Str(text)) }

func timeOfDay(d time.Duration) models.StrOrFloat {
	return models.Str(time.Time{}.Add(d).Format(time.TimeOnly))
}

func readTimeOfDay(v models.StrOrFloat) (time.Duration, error) {
	switch v := v.(type) {
	case nil:
		return 0, nil
	case models.Float:
		return time.Duration(float64(v) * float64(time.Millisecond)), nil
	case models.Str:
		for _, form := range []string{time.TimeOnly, "15:04"} {
			if at, err := time.Parse(form, string(v)); err == nil {
				return time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute + time.Duration(at.Second())*time.Second, nil
			}
		}
		return 0, fmt.Errorf("%.40q is not a time of day", string(v))
	}
	return 0, errors.New("that is not a time of day")
}

func sinceMidnight(v models.StrOrFloat) time.Duration {
	d, _ := readTimeOfDay(v)
	return d
}
