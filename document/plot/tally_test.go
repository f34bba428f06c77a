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

// tally counts the fish in the pond.
func tally[P plot.Place](places func() []P, kinds []string, of func(fish) (P, string)) document.Data {
	t := plot.NewTally(places, kinds, of)
	t.SetValue(pond())
	return t.Data.Get()
}

func TestTheLatestStepsEndNow(t *testing.T) {
	steps := plot.Latest(time.Hour, 3)()
	if since := time.Since(steps[2]); len(steps) != 3 || since < 0 || since > 2*time.Hour || steps[2].Minute() != 0 || steps[2].Sub(steps[0]) != 2*time.Hour {
		t.Errorf("the latest hours begin at %v", steps)
	}
}

func TestATallyCountsByPlaceAndKind(t *testing.T) {
	kinds := []string{"carp", "tench"}
	noon := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct{ got, want document.Data }{
		"words": {tally(plot.Words("south", "north"), kinds, func(f fish) (string, string) { return f.Pond, f.Kind }),
			document.Data{"at": []string{"south", "north"}, "carp": []int{1, 1}, "tench": []int{2, 0}}},
		"numbers": {tally(plot.Steps(2, 1, 3), kinds, func(f fish) (float64, string) { return f.Mass, f.Kind }),
			document.Data{"at": []float64{2.5, 3.5, 4.5}, "carp": []int{2, 0, 0}, "tench": []int{0, 1, 1}}},
		"times": {tally(func() []time.Time { return []time.Time{noon, noon.Add(10 * time.Second)} }, kinds, func(f fish) (time.Time, string) { return f.Seen, f.Kind }),
			document.Data{"at": []time.Time{noon.Add(5 * time.Second), noon.Add(15 * time.Second)}, "carp": []int{2, 0}, "tench": []int{0, 2}}},
		"one step": {tally(plot.Steps(2, 7, 1), kinds[:1], func(f fish) (float64, string) { return f.Mass, f.Kind }),
			document.Data{"at": []float64{2.5}, "carp": []int{2}}},
		"nowhere": {tally(func() []time.Time { return nil }, kinds[:1], func(f fish) (time.Time, string) { return f.Seen, f.Kind }),
			document.Data{"at": []time.Time{}, "carp": []int{}}},
	} {
		if !reflect.DeepEqual(test.got, test.want) {
			t.Errorf("%s: counted %v, want %v", name, test.got, test.want)
		}
	}
}

func TestStackedBarsAreAsWideAsTheirSteps(t *testing.T) {
	counts := plot.NewTally(plot.Steps(2, 2, 2), []string{"carp"}, func(f fish) (float64, string) { return f.Mass, f.Kind })
	bar := plot.New("").SetPalette("#123456").Stack(counts.Source, "at", "carp")[0].Glyph.Get().(*models.VBar)
	width, _ := bar.Width.Get().Get()
	if color, _ := bar.FillColor.Get().Get(); width != 1.6 || color != "#123456" {
		t.Errorf("a bar is %v wide and %v, want 1.6 and the palette's colour", width, color)
	}
}
