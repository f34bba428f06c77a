package widgets

import (
	"errors"
	"fmt"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Period is a time from start to end. Where it stands for days, both of them belong to it.
type Period struct{ Start, End time.Time }

// IsZero reports whether there is no period.
func (p Period) IsZero() bool { return p.Start.IsZero() && p.End.IsZero() }

// In reads the period's wall clocks in a zone: what a picker gives as 12:00 was picked as 12:00,
// and is that in the zone of the result. Pickers know no zones and give times in UTC. A zero time
// stays.
func (p Period) In(zone *time.Location) Period { return Period{in(p.Start, zone), in(p.End, zone)} }

func in(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}

// The forms in which dates and times travel; the front end's calendars send these.
const (
	dayForm    = "2006-01-02"
	momentForm = "2006-01-02T15:04:05"
)

// dateLike is a time in one of the forms, null for the zero time. Wall clocks travel, zones do not.
func dateLike(t time.Time, form string) models.DateLike {
	if t.IsZero() {
		return nil
	}
	return models.Str(t.Format(form))
}

// timeOf reads what a calendar sends. No date at all is the zero time.
func timeOf(v models.DateLike) (time.Time, error) {
	switch v := v.(type) {
	case nil:
		return time.Time{}, nil
	case models.Time:
		return time.Time(v), nil
	case models.Float:
		return time.UnixMilli(int64(v)).UTC(), nil
	case models.Str:
		for _, form := range []string{dayForm, momentForm, "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
			if t, err := time.Parse(form, string(v)); err == nil {
				return t, nil
			}
		}
		return time.Time{}, fmt.Errorf("%.40q is not a date", string(v))
	}
	return time.Time{}, errors.New("that is not a date")
}

// must is timeOf for what has been checked.
func must(v models.DateLike) time.Time {
	t, _ := timeOf(v)
	return t
}

// checkDate refuses what is no date or not within bounds; null bounds are open.
func checkDate(v, earliest, latest models.DateLike) error {
	t, err := timeOf(v)
	if err != nil || v == nil {
		return err
	}
	if earliest != nil && t.Before(must(earliest)) || latest != nil && t.After(endOf(latest)) {
		return fmt.Errorf("%s is not between the earliest and the latest date", t.Format(momentForm))
	}
	return nil
}

// endOf is the last moment of a bound that is a day, or the bound.
func endOf(v models.DateLike) time.Time {
	t := must(v)
	if s, ok := v.(models.Str); ok && len(s) == len(dayForm) {
		return t.AddDate(0, 0, 1).Add(-time.Nanosecond)
	}
	return t
}

func checkDates(v document.Opt[[2]models.DateLike], earliest, latest models.DateLike) error {
	pair, ok := v.Get()
	if !ok {
		return nil
	}
	if pair[0] == nil || pair[1] == nil || must(pair[1]).Before(must(pair[0])) {
		return errors.New("the period ends before it starts")
	}
	return errors.Join(checkDate(pair[0], earliest, latest), checkDate(pair[1], earliest, latest))
}

func periodOf(v document.Opt[[2]models.DateLike]) Period {
	pair, _ := v.Get()
	return Period{must(pair[0]), must(pair[1])}
}

func pairOf(p Period, form string) document.Opt[[2]models.DateLike] {
	if p.IsZero() {
		return document.None[[2]models.DateLike]()
	}
	return document.Some([2]models.DateLike{dateLike(p.Start, form), dateLike(p.End, form)})
}

func boundDates(label any, low, high *document.Prop[models.DateLike], earliest, latest time.Time, form string) {
	mustOrder(label, earliest, latest)
	low.Set(dateLike(earliest, form))
	high.Set(dateLike(latest, form))
}

// DatePicker picks a day from a calendar.
type DatePicker struct{ *models.DatePicker }

// NewDatePicker makes a picker without a day.
func NewDatePicker(label string) DatePicker {
	d := DatePicker{document.New[models.DatePicker]()}
	d.Title.Set(models.Str(label))
	document.ReadOnly(&d.MinDate, &d.MaxDate, &d.EnabledDates, &d.DisabledDates)
	document.Check(&d.DatePicker.Value, func(v models.DateLike) error { return checkDate(v, d.MinDate.Get(), d.MaxDate.Get()) })
	return d
}

// Value is the day at midnight UTC, the zero time where none is picked.
func (d DatePicker) Value() time.Time { return must(d.DatePicker.Value.Get()) }

// SetValue picks a day; the zero time is none. It panics if the day is beyond the bounds.
func (d DatePicker) SetValue(day time.Time) {
	v := dateLike(day, dayForm)
	if mustTake(d, d.Title.Get(), checkDate(v, d.MinDate.Get(), d.MaxDate.Get())) {
		d.DatePicker.Value.Set(v)
	}
}

// SetBounds says from which day to which one can be picked; a zero time leaves that side open. What
// is picked beyond them becomes the nearest day.
func (d DatePicker) SetBounds(earliest, latest time.Time) {
	boundDates(d.Title.Get(), &d.MinDate, &d.MaxDate, earliest, latest, dayForm)
	if v := d.DatePicker.Value.Get(); checkDate(v, d.MinDate.Get(), d.MaxDate.Get()) != nil {
		d.SetValue(nearestTime(d.Value(), earliest, latest))
	}
}

// OnChange calls f when a day is picked. Calling stop ends it.
func (d DatePicker) OnChange(f func(day time.Time)) (stop func()) {
	return d.DatePicker.Value.OnChange(func(c document.Change[models.DateLike]) { f(must(c.New)) })
}

// Validate has f judge what visitors pick, as [TextInput.Validate] does.
func (d DatePicker) Validate(f func(day time.Time) error) (check func() error) {
	return validate(&d.DatePicker.Value, beside{&d.CSSClasses, &d.CSSVariables}, func(v models.DateLike) error { return f(must(v)) })
}

// Describe explains the field in a tooltip beside its label.
func (d DatePicker) Describe(text string) { d.Description.Set(models.Str(text)) }

// DateRangePicker picks a first and a last day from a calendar.
type DateRangePicker struct{ *models.DateRangePicker }

// NewDateRangePicker makes a picker without days.
func NewDateRangePicker(label string) DateRangePicker {
	d := DateRangePicker{document.New[models.DateRangePicker]()}
	d.Title.Set(models.Str(label))
	d.Width.Set(document.Some(240.0)) // px, so that both ends are seen
	document.ReadOnly(&d.MinDate, &d.MaxDate, &d.EnabledDates, &d.DisabledDates)
	document.Check(&d.DateRangePicker.Value, func(v document.Opt[[2]models.DateLike]) error {
		return checkDates(v, d.MinDate.Get(), d.MaxDate.Get())
	})
	return d
}

// Value is the first and the last day, both at midnight UTC.
func (d DateRangePicker) Value() Period { return periodOf(d.DateRangePicker.Value.Get()) }

// SetValue picks days; the zero Period is none. It panics if days are beyond the bounds, or the
// last one is before the first.
func (d DateRangePicker) SetValue(p Period) {
	v := pairOf(p, dayForm)
	if mustTake(d, d.Title.Get(), checkDates(v, d.MinDate.Get(), d.MaxDate.Get())) {
		d.DateRangePicker.Value.Set(v)
	}
}

// SetBounds says from which day to which one can be picked; a zero time leaves that side open. What
// is picked beyond them becomes the nearest day.
func (d DateRangePicker) SetBounds(earliest, latest time.Time) {
	boundDates(d.Title.Get(), &d.MinDate, &d.MaxDate, earliest, latest, dayForm)
	if v := d.DateRangePicker.Value.Get(); checkDates(v, d.MinDate.Get(), d.MaxDate.Get()) != nil {
		d.SetValue(nearestPeriod(d.Value(), earliest, latest))
	}
}

// OnChange calls f when both days are picked. Calling stop ends it.
func (d DateRangePicker) OnChange(f func(p Period)) (stop func()) {
	return d.DateRangePicker.Value.OnChange(func(c document.Change[document.Opt[[2]models.DateLike]]) { f(periodOf(c.New)) })
}

// Describe explains the field in a tooltip beside its label.
func (d DateRangePicker) Describe(text string) { d.Description.Set(models.Str(text)) }
