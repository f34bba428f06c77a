package layout_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document/layout"
)

func TestATrendSaysWhatIsGood(t *testing.T) {
	for _, row := range []struct {
		values  []float64
		falling bool
		class   string
	}{
		{[]float64{1, 2}, false, "change good"}, {[]float64{2, 1}, false, "change bad"}, {[]float64{1, 1}, false, `change "`},
		{[]float64{1, 2}, true, "change bad"}, {[]float64{2, 1}, true, "change good"}, {[]float64{1, 1}, true, `change "`}, {nil, true, `change "`},
	} {
		trend := layout.NewTrend("Cost", "%.0f", row.values...)
		if row.falling {
			trend.FallingIsGood()
		}
		if got := trend.Div.Text.Get(); !strings.Contains(got, row.class) {
			t.Errorf("%v, falling is good: %v: no %q in %s", row.values, row.falling, row.class, got)
		}
	}
}
