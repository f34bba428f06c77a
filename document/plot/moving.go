package plot

import "math"

// MovingMean is, for each row, the mean of some value over the last n rows up to it: a smoother
// line. It is NaN, which lines leave out, where there are not as many rows yet, and if n is below
// 1.
//
//	week := plot.MovingMean(days, 7, func(d Day) float64 { return d.Steps })
func MovingMean[T any](rows []T, n int, of func(T) float64) []float64 {
	means := make([]float64, len(rows))
	for i := range rows {
		if n < 1 || i+1 < n {
			means[i] = math.NaN()
			continue
		}
		for _, row := range rows[i+1-n : i+1] { // a running sum would keep its rounding errors, and a NaN for good
			means[i] += of(row) / float64(n)
		}
	}
	return means
}
