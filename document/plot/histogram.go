package plot

import (
	"slices"
	"time"

	"github.com/panelgo/panelgo/document"
)

// Histogram is a source that counts rows by bin and group, as [Figure.Stack] draws them: its column
// "at" has the bins, and a column named as each group has how many rows of that group are in each.
// It takes rows by SetRows, or follows those of another value by reactive.Link.
//
//	masses := plot.NewHistogram(plot.Bins(2, 0.5, 8), species, func(b Bird) (float64, string) {
//		return b.Mass, b.Species
//	})
//	reactive.Link(birds, masses)
//	fig.Stack(masses.Source, "at", species...)
type Histogram[T any, B Bin] struct {
	*Source
	bins   func() []B
	groups []string
	of     func(T) (B, string)
}

// Bin is what a [Histogram] counts by: a factor, or the number or time at which a bin begins.
type Bin interface {
	string | float64 | time.Time
}

// NewHistogram makes a source that counts rows by the bin and the group that f returns for them.
// Bins are [FactorBins], [Bins], [LatestBins], or what a function of your own returns whenever rows
// are counted: the numbers or times where they begin, rising. Each ends where the next begins, the
// last is as wide as the one before it, and "at" has their middles, so that bars stand between the
// edges of their bin. Rows of other bins or groups are not counted.
func NewHistogram[T any, B Bin](bins func() []B, groups []string, f func(T) (value B, group string)) *Histogram[T, B] {
	h := &Histogram[T, B]{bins: bins, groups: groups, of: f}
	h.Source = NewSource(h.count(nil))
	document.ReadOnly(&h.Data)
	return h
}

// FactorBins are a bin for each factor.
func FactorBins(factors ...string) func() []string { return func() []string { return factors } }

// Bins are n bins of one width, the first of which begins at first.
func Bins(first, width float64, n int) func() []float64 {
	begins := make([]float64, n)
	for i := range begins {
		begins[i] = first + float64(i)*width
	}
	return func() []float64 { return begins }
}

// LatestBins are the n bins of time up to the one that is now; each begins at a whole multiple of
// the width.
func LatestBins(width time.Duration, n int) func() []time.Time {
	return func() []time.Time {
		begins, last := make([]time.Time, n), time.Now().UTC().Truncate(width)
		for i := range begins {
			begins[i] = last.Add(time.Duration(i+1-n) * width)
		}
		return begins
	}
}

// SetRows counts other rows.
func (h *Histogram[T, B]) SetRows(rows []T) { h.Show(h.count(rows)) }

// SetValue is SetRows by the name that widgets have for it, so that a link can end here.
func (h *Histogram[T, B]) SetValue(rows []T) { h.SetRows(rows) }

func (h *Histogram[T, B]) count(rows []T) document.Data {
	bins := h.bins()
	counts := make(map[string][]int, len(h.groups))
	for _, group := range h.groups {
		counts[group] = make([]int, len(bins))
	}
	find, at := locate(bins)
	for _, row := range rows {
		value, group := h.of(row)
		if column, ok := counts[group]; ok {
			if i := find(value); i >= 0 {
				column[i]++
			}
		}
	}
	data := document.Data{"at": at}
	for group, column := range counts {
		data[group] = column
	}
	return data
}

// locate returns a function that finds the bin of a value, -1 for none, and where the bars stand.
func locate[B Bin](bins []B) (find func(B) int, at any) {
	switch b := any(bins).(type) {
	case []float64:
		find, middles := intervals(b)
		return func(v B) int { return find(any(v).(float64)) }, middles
	case []time.Time:
		var first time.Time // seconds since the first bin are exact enough, those since 1970 are not
		if len(b) > 0 {
			first = b[0]
		}
		since := func(t time.Time) float64 { return t.Sub(first).Seconds() }
		begins, times := make([]float64, len(b)), make([]time.Time, len(b))
		for i, t := range b {
			begins[i] = since(t)
		}
		find, middles := intervals(begins)
		for i, m := range middles {
			times[i] = first.Add(time.Duration(m * float64(time.Second)))
		}
		return func(v B) int { return find(since(any(v).(time.Time))) }, times
	}
	return func(v B) int { return slices.Index(bins, v) }, bins
}

// intervals lie between numbers that rise. The last is as wide as the one before; one alone is 1
// wide.
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
