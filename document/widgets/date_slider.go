package widgets

import (
	"errors"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// DateSlider picks a day from a range.
type DateSlider struct{ *models.DateSlider }

// NewDateSlider makes a slider from one day to another that stands at the first, and goes in steps
// of a day.
func NewDateSlider(label string, start, end time.Time) DateSlider {
	s := DateSlider{document.New[models.DateSlider]()}
	s.Title.Set(document.Some(label))
	boundTimes(label, &s.Start, &s.End, start, end)
	s.DateSlider.Value.Set(start)
	document.ReadOnly(&s.Start, &s.End)
	inside := func(t time.Time) error { return onTrack(clock(t), s.Start.Get(), s.End.Get()) }
	document.Check(&s.DateSlider.Value, inside)
	document.Check(&s.ValueThrottled, inside)
	return s
}

func boundTimes(label any, low, high *document.Prop[float64], start, end time.Time) {
	mustBound(label, clock(start), clock(end))
	low.Set(clock(start))
	high.Set(clock(end))
}

// clock is a wall clock as milliseconds, which is how the front end counts time.
func clock(t time.Time) float64 {
	_, zone := t.Zone()
	return float64(t.UnixMicro())/1000 + float64(zone)*1000
}

// Value is the day that the slider stands at.
func (s DateSlider) Value() time.Time { return s.DateSlider.Value.Get() }

// SetValue moves the slider; it panics if day is beyond its ends.
func (s DateSlider) SetValue(day time.Time) {
	if mustTake(s, s.Title.Get(), onTrack(clock(day), s.Start.Get(), s.End.Get())) {
		s.DateSlider.Value.Set(day)
	}
}

// SetBounds gives the slider other ends, and moves it to the nearest one if it stands beyond them.
func (s DateSlider) SetBounds(start, end time.Time) {
	boundTimes(s.Title.Get(), &s.Start, &s.End, start, end)
	if t := nearestTime(s.Value(), start, end); !t.Equal(s.Value()) {
		s.DateSlider.Value.Set(t)
	}
}

// OnChange calls f at each move, also while a visitor drags. Calling stop ends it.
func (s DateSlider) OnChange(f func(day time.Time)) (stop func()) {
	return s.DateSlider.Value.OnChange(func(c document.Change[time.Time]) { f(c.New) })
}

// OnRelease calls f when a visitor lets go of the slider. Calling stop ends it.
func (s DateSlider) OnRelease(f func(day time.Time)) (stop func()) {
	return s.ValueThrottled.OnChange(func(c document.Change[time.Time]) { f(c.New) })
}

// Describe explains the slider to whoever rests the mouse on it.
func (s DateSlider) Describe(text string) { hover(&s.HTMLAttributes, text) }

// DatetimeSlider picks a moment from a period.
type DatetimeSlider struct{ *models.DatetimeSlider }

// NewDatetimeSlider makes a slider over a period that stands at its start, and goes in steps of so
// long.
func NewDatetimeSlider(label string, over Period, step time.Duration) DatetimeSlider {
	s := DatetimeSlider{document.New[models.DatetimeSlider]()}
	s.Title.Set(document.Some(label))
	boundTimes(label, &s.Start, &s.End, over.Start, over.End)
	mustStep(label, step.Seconds())
	s.Step.Set(step.Seconds())
	s.DatetimeSlider.Value.Set(over.Start)
	document.ReadOnly(&s.Start, &s.End)
	inside := func(t time.Time) error { return onTrack(clock(t), s.Start.Get(), s.End.Get()) }
	document.Check(&s.DatetimeSlider.Value, inside)
	document.Check(&s.ValueThrottled, inside)
	return s
}

// Value is the moment that the slider stands at.
func (s DatetimeSlider) Value() time.Time { return s.DatetimeSlider.Value.Get() }

// SetValue moves the slider; it panics if t is beyond its ends.
func (s DatetimeSlider) SetValue(t time.Time) {
	if mustTake(s, s.Title.Get(), onTrack(clock(t), s.Start.Get(), s.End.Get())) {
		s.DatetimeSlider.Value.Set(t)
	}
}

// SetBounds gives the slider other ends, and moves it to the nearest one if it stands beyond them.
func (s DatetimeSlider) SetBounds(start, end time.Time) {
	boundTimes(s.Title.Get(), &s.Start, &s.End, start, end)
	if t := nearestTime(s.Value(), start, end); !t.Equal(s.Value()) {
		s.DatetimeSlider.Value.Set(t)
	}
}

// OnChange calls f at each move, also while a visitor drags. Calling stop ends it.
func (s DatetimeSlider) OnChange(f func(t time.Time)) (stop func()) {
	return s.DatetimeSlider.Value.OnChange(func(c document.Change[time.Time]) { f(c.New) })
}

// OnRelease calls f when a visitor lets go of the slider. Calling stop ends it.
func (s DatetimeSlider) OnRelease(f func(t time.Time)) (stop func()) {
	return s.ValueThrottled.OnChange(func(c document.Change[time.Time]) { f(c.New) })
}

// Describe explains the slider to whoever rests the mouse on it.
func (s DatetimeSlider) Describe(text string) { hover(&s.HTMLAttributes, text) }

// DateRangeSlider picks a first and a last day.
type DateRangeSlider struct{ *models.DateRangeSlider }

// NewDateRangeSlider makes a slider with two handles at its ends, which go in steps of a day.
func NewDateRangeSlider(label string, start, end time.Time) DateRangeSlider {
	s := DateRangeSlider{document.New[models.DateRangeSlider]()}
	s.Title.Set(document.Some(label))
	boundTimes(label, &s.Start, &s.End, start, end)
	s.DateRangeSlider.Value.Set([2]time.Time{start, end})
	document.ReadOnly(&s.Start, &s.End)
	inside := insidePeriod(&s.Start, &s.End)
	document.Check(&s.DateRangeSlider.Value, inside)
	document.Check(&s.ValueThrottled, inside)
	return s
}

func insidePeriod(start, end *document.Prop[float64]) func([2]time.Time) error {
	return func(v [2]time.Time) error {
		if v[1].Before(v[0]) {
			return errors.New("the period ends before it starts")
		}
		return errors.Join(onTrack(clock(v[0]), start.Get(), end.Get()), onTrack(clock(v[1]), start.Get(), end.Get()))
	}
}

// Value is what is between the handles.
func (s DateRangeSlider) Value() Period { return asPeriod(s.DateRangeSlider.Value.Get()) }

// SetValue moves the handles; it panics if p is beyond the ends, or ends before it starts.
func (s DateRangeSlider) SetValue(p Period) {
	pair := [2]time.Time{p.Start, p.End}
	if mustTake(s, s.Title.Get(), insidePeriod(&s.Start, &s.End)(pair)) {
		s.DateRangeSlider.Value.Set(pair)
	}
}

// SetBounds gives the slider other ends, and moves handles to the nearest one that stand beyond
// them.
func (s DateRangeSlider) SetBounds(start, end time.Time) {
	boundTimes(s.Title.Get(), &s.Start, &s.End, start, end)
	if p := nearestPeriod(s.Value(), start, end); p != s.Value() {
		s.SetValue(p)
	}
}

// OnChange calls f at each move, also while a visitor drags. Calling stop ends it.
func (s DateRangeSlider) OnChange(f func(p Period)) (stop func()) {
	return onPeriod(&s.DateRangeSlider.Value, f)
}

// OnRelease calls f when a visitor lets go of a handle. Calling stop ends it.
func (s DateRangeSlider) OnRelease(f func(p Period)) (stop func()) {
	return onPeriod(&s.ValueThrottled, f)
}

// Describe explains the slider to whoever rests the mouse on it.
func (s DateRangeSlider) Describe(text string) { hover(&s.HTMLAttributes, text) }

// DatetimeRangeSlider picks a part of a period.
type DatetimeRangeSlider struct{ *models.DatetimeRangeSlider }

// NewDatetimeRangeSlider makes a slider with two handles at the ends of a period, which go in steps
// of so long.
func NewDatetimeRangeSlider(label string, over Period, step time.Duration) DatetimeRangeSlider {
	s := DatetimeRangeSlider{document.New[models.DatetimeRangeSlider]()}
	s.Title.Set(document.Some(label))
	boundTimes(label, &s.Start, &s.End, over.Start, over.End)
	mustStep(label, step.Seconds())
	s.Step.Set(float64(step.Milliseconds()))
	s.DatetimeRangeSlider.Value.Set([2]time.Time{over.Start, over.End})
	document.ReadOnly(&s.Start, &s.End)
	inside := insidePeriod(&s.Start, &s.End)
	document.Check(&s.DatetimeRangeSlider.Value, inside)
	document.Check(&s.ValueThrottled, inside)
	return s
}

// Value is what is between the handles.
func (s DatetimeRangeSlider) Value() Period { return asPeriod(s.DatetimeRangeSlider.Value.Get()) }

// SetValue moves the handles; it panics if p is beyond the ends, or ends before it starts.
func (s DatetimeRangeSlider) SetValue(p Period) {
	pair := [2]time.Time{p.Start, p.End}
	if mustTake(s, s.Title.Get(), insidePeriod(&s.Start, &s.End)(pair)) {
		s.DatetimeRangeSlider.Value.Set(pair)
	}
}

// SetBounds gives the slider other ends, and moves handles to the nearest one that stand beyond
// them.
func (s DatetimeRangeSlider) SetBounds(start, end time.Time) {
	boundTimes(s.Title.Get(), &s.Start, &s.End, start, end)
	if p := nearestPeriod(s.Value(), start, end); p != s.Value() {
		s.SetValue(p)
	}
}

// OnChange calls f at each move, also while a visitor drags. Calling stop ends it.
func (s DatetimeRangeSlider) OnChange(f func(p Period)) (stop func()) {
	return onPeriod(&s.DatetimeRangeSlider.Value, f)
}

// OnRelease calls f when a visitor lets go of a handle. Calling stop ends it.
func (s DatetimeRangeSlider) OnRelease(f func(p Period)) (stop func()) {
	return onPeriod(&s.ValueThrottled, f)
}

// Describe explains the slider to whoever rests the mouse on it.
func (s DatetimeRangeSlider) Describe(text string) { hover(&s.HTMLAttributes, text) }

func asPeriod(v [2]time.Time) Period { return Period{v[0], v[1]} }

func onPeriod(value *document.Prop[[2]time.Time], f func(Period)) (stop func()) {
	return value.OnChange(func(c document.Change[[2]time.Time]) { f(asPeriod(c.New)) })
}
