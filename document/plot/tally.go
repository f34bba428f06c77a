package plot

import (
	"slices"
	"time"

	"github.com/panelgo/panelgo/document"
)

// Tally is a source that counts rows by their place and their kind, as [Figure.Stack] draws them: its column "at" has the places,
// and a column named as each kind has how many rows of that kind belong there. It takes rows by SetRows, or follows those of
// another value by reactive.Link.
//
//	masses := plot.NewTally(plot.Steps(2, 0.5, 8), species, func(b Bird) (float64, string) { return b.Mass, b.Species })
//	reactive.Link(birds, masses)
//	fig.Stack(masses.Source, "at", species...)
type Tally[T any, P Place] struct {
	*Source
	places func() []P
	kinds  []string
	of     func(T) (P, string)
}

// Place is what a [Tally] counts by: words, or numbers or times at which steps begin.
type Place interface {
	string | float64 | time.Time
}

// NewTally makes a source that counts rows by what f says of them. Places are [Words], [Steps], [Latest], or what a function of your
// own answers whenever rows are counted: numbers and times where steps begin, in rising order. Each ends where the next begins,
// the last is as wide as the one before it, and "at" has their middles, so that bars stand between the ends of their step. Rows
// of other places or kinds are not counted.
func NewTally[T any, P Place](places func() []P, kinds []string, f func(T) (place P, kind string)) *Tally[T, P] {
	t := &Tally[T, P]{places: places, kinds: kinds, of: f}
	t.Source = NewSource(t.count(nil))
	document.ReadOnly(&t.Data)
	return t
}

// Words are places of their own.
func Words(words ...string) func() []string { return func() []string { return words } }

// Steps are n numbers from a first one on, each a width after the one before.
func Steps(first, width float64, n int) func() []float64 {
	steps := make([]float64, n)
	for i := range steps {
		steps[i] = first + float64(i)*width
	}
	return func() []float64 { return steps }
}

// Latest are the n steps of time up to the one that is now; each begins at a whole multiple of the step's length.
func Latest(step time.Duration, n int) func() []time.Time {
	return func() []time.Time {
		steps, last := make([]time.Time, n), time.Now().UTC().Truncate(step)
		for i := range steps {
			steps[i] = last.Add(time.Duration(i+1-n) * step)
		}
		return steps
	}
}

// SetRows counts other rows.
func (t *Tally[T, P]) SetRows(rows []T) { t.Show(t.count(rows)) }

// SetValue is SetRows by the name that widgets have for it, so that a link can end here.
func (t *Tally[T, P]) SetValue(rows []T) { t.SetRows(rows) }

func (t *Tally[T, P]) count(rows []T) document.Data {
	places := t.places()
	counts := make(map[string][]int, len(t.kinds))
	for _, kind := range t.kinds {
		counts[kind] = make([]int, len(places))
	}
	find, at := steps(places)
	for _, row := range rows {
		place, kind := t.of(row)
		if column, ok := counts[kind]; ok {
			if i := find(place); i >= 0 {
				column[i]++
			}
		}
	}
	data := document.Data{"at": at}
	for kind, column := range counts {
		data[kind] = column
	}
	return data
}

// steps answer which place a value belongs to, -1 for none, and where bars stand.
func steps[P Place](places []P) (find func(P) int, at any) {
	switch p := any(places).(type) {
	case []float64:
		find, middles := intervals(p)
		return func(v P) int { return find(any(v).(float64)) }, middles
	case []time.Time:
		var first time.Time // seconds since the first place are exact enough, those since 1970 are not
		if len(p) > 0 {
			first = p[0]
		}
		since := func(t time.Time) float64 { return t.Sub(first).Seconds() }
		begins, times := make([]float64, len(p)), make([]time.Time, len(p))
		for i, t := range p {
			begins[i] = since(t)
		}
		find, middles := intervals(begins)
		for i, m := range middles {
			times[i] = first.Add(time.Duration(m * float64(time.Second)))
		}
		return func(v P) int { return find(since(any(v).(time.Time))) }, times
	}
	return func(v P) int { return slices.Index(places, v) }, places
}

// intervals lie between numbers that rise. The last is as wide as the one before; one alone is 1 wide.
func intervals(begins []float64) (find func(float64) int, middles []float64) {
	n, width := len(begins), 1.0
	if n > 1 {
		width = begins[n-1] - begins[n-2]
	}
	middles, ends := make([]float64, n), make([]float64, n)
	for i, begin := range begins {
		ends[i] = begin + width
		if i+1 < n {
			ends[i] = begins[i+1]
		}
		middles[i] = (begin + ends[i]) / 2
	}
	return func(v float64) int {
		for i := range begins {
			if v >= begins[i] && v < ends[i] {
				return i
			}
		}
		return -1
	}, middles
}
