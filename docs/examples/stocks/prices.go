package stocks

import (
	_ "embed"
	"math"
	"sync"

	"github.com/jszwec/csvutil"
)

//go:embed prices.csv
var file []byte

// load reads the prices, company by company, once for all visitors.
var load = sync.OnceValues(func() (all []day, err error) {
	err = csvutil.Unmarshal(file, &all)
	return all, err
})

// average is the mean of the last n prices, NaN if there are not as many.
func average(prices []float64, n int) (mean float64) {
	if len(prices) < n {
		return math.NaN()
	}
	for _, p := range prices[len(prices)-n:] {
		mean += p / float64(n)
	}
	return mean
}
