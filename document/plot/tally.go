package plot

import (
	"slices"
	"time"

	"github.com/panelgo/panelgo/document"
)

// Place is what a [Tally] counts by: words, or numbers or times at which steps begin.
type Place interface {
	string | float64 | time.Time
}

// Tally counts rows by their place and their kind, as [Figure.Stack] draws them: the column "at" has the places, and a
// column named as each kind has how many rows of that kind belong there.
//
//	count := plot.Tally(birds, []float64{2, 3, 4, 5}, species, func(b Bird) (float64, string) { return b.Mass, b.Species })
//	fig.Stack(plot.NewSource(count), "at", species...)
//
// Words are places of their own. Numbers and times are where steps begin, in rising order: each ends where the next begins,
// the last is as wide as the one before it, and "at" has their middles, so that bars stand between the ends of their step.
// Rows of other places or kinds are not counted.
func Tally[T any, P Place](rows []T, places []P, kinds []string, of func(T) (place P, kind string)) document.Data {
	counts := make(map[string][]int, len(kinds))
	for _, kind := range kinds {
		counts[kind] = make([]int, len(places))
	}
	find, at := steps(places)
	for _, row := range rows {
		place, kind := of(row)
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
	middles = make([]float64, n)
	ends := make([]float64, n)
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
