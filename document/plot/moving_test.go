package plot_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/panelgo/panelgo/document/plot"
)

func TestAMovingMeanLooksBack(t *testing.T) {
	self := func(x float64) float64 { return x }
	for n, want := range map[int]string{
		1: "[3 1 NaN 2 4]", 2: "[NaN 2 NaN NaN 3]", 5: "[NaN NaN NaN NaN NaN]", 6: "[NaN NaN NaN NaN NaN]", 0: "[NaN NaN NaN NaN NaN]", -1: "[NaN NaN NaN NaN NaN]",
	} {
		if got := fmt.Sprint(plot.MovingMean([]float64{3, 1, math.NaN(), 2, 4}, n, self)); got != want {
			t.Errorf("over %d rows: %s, want %s", n, got, want)
		}
	}
	if got := plot.MovingMean(nil, 3, self); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}
