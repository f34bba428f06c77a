package plot_test

import (
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
)

type fish struct {
	Kind  string
	Mass  float64
	Pond  string
	Seen  time.Time
	Other string
}

func pond() []fish {
	noon := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	return []fish{
		{Kind: "carp", Mass: 2, Pond: "north", Seen: noon},
		{Kind: "carp", Mass: 2.99, Pond: "south", Seen: noon.Add(9 * time.Second)},
		{Kind: "tench", Mass: 3, Pond: "south", Seen: noon.Add(10 * time.Second).In(time.FixedZone("", 3600))},
		{Kind: "tench", Mass: 4.9, Pond: "south", Seen: noon.Add(19 * time.Second)},
		{Kind: "carp", Mass: 5, Pond: "east", Seen: noon.Add(20 * time.Second)},          // behind the last
		{Kind: "carp", Mass: 1.99, Pond: "", Seen: noon.Add(-time.Nanosecond)},           // before the first
		{Kind: "eel", Mass: 2, Pond: "north", Seen: noon},                                // of no kind that is asked for
		{Kind: "carp", Mass: math.NaN(), Pond: "west", Seen: time.Time{}, Other: "none"}, // nowhere
	}
}

// histogram counts the fish in the pond.
func histogram[B plot.Bin](bins func() []B, kinds []string, of func(fish) (B, string)) document.Data {
	h := plot.NewHistogram(bins, kinds, of)
	h.SetValue(pond())
	return h.Data.Get()
}

func TestTheLatestBinsEndNow(t *testing.T) {
	bins := plot.LatestBins(time.Hour, 3)()
	if since := time.Since(bins[2]); len(bins) != 3 || since < 0 || since > 2*time.Hour || bins[2].Minute() != 0 || bins[2].Sub(bins[0]) != 2*time.Hour {
		t.Errorf("the latest hours begin at %v", bins)
	}
}

func TestAHistogramCountsByBinAndGroup(t *testing.T) {
	kinds := []string{"carp", "tench"}
	noon := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct{ got, want document.Data }{
		"factors": {histogram(plot.FactorBins("south", "north"), kinds, func(f fish) (string, string) { return f.Pond, f.Kind }),
			document.Data{"at": []string{"south", "north"}, "carp": []int{1, 1}, "tench": []int{2, 0}}},
		"numbers": {histogram(plot.Bins(2, 1, 3), kinds, func(f fish) (float64, string) { return f.Mass, f.Kind }),
			document.Data{"at": []float64{2.5, 3.5, 4.5}, "carp": []int{2, 0, 0}, "tench": []int{0, 1, 1}}},
		"times": {histogram(func() []time.Time { return []time.Time{noon, noon.Add(10 * time.Second)} }, kinds, func(f fish) (time.Time, string) { return f.Seen, f.Kind }),
			document.Data{"at": []time.Time{noon.Add(5 * time.Second), noon.Add(15 * time.Second)}, "carp": []int{2, 0}, "tench": []int{0, 2}}},
		"one bin": {histogram(plot.Bins(2, 7, 1), kinds[:1], func(f fish) (float64, string) { return f.Mass, f.Kind }),
			document.Data{"at": []float64{2.5}, "carp": []int{2}}},
		"nowhere": {histogram(func() []time.Time { return nil }, kinds[:1], func(f fish) (time.Time, string) { return f.Seen, f.Kind }),
			document.Data{"at": []time.Time{}, "carp": []int{}}},
	} {
		if !reflect.DeepEqual(test.got, test.want) {
			t.Errorf("%s: counted %v, want %v", name, test.got, test.want)
		}
	}
}

func TestStackedBarsAreAsWideAsTheirBins(t *testing.T) {
	counts := plot.NewHistogram(plot.Bins(2, 2, 2), []string{"carp"}, func(f fish) (float64, string) { return f.Mass, f.Kind })
	bar := plot.New("").SetPalette("#123456").Stack(counts.Source, "at", "carp")[0].Glyph.Get().(*models.VBar)
	width, _ := bar.Width.Get().Get()
	if color, _ := bar.FillColor.Get().Get(); width != 1.6 || color != "#123456" {
		t.Errorf("a bar is %v wide and %v, want 1.6 and the palette's colour", width, color)
	}
}
