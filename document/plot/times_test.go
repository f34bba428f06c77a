package plot_test

import (
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
)

func TestMarksAndRangesInTimesLieWhereColumnsOfTimesDo(t *testing.T) {
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("east", 2*3600), time.FixedZone("west", -9*3600-1800)} {
		at := time.Date(2026, 5, 1, 12, 30, 0, 250_000_000, zone)
		want := float64(time.Date(2026, 5, 1, 12, 30, 0, 250_000_000, time.UTC).UnixMilli()) // as columns travel: by the wall clock
		fig := plot.New("Times").TimeX().SetXTimes(at, at.Add(time.Hour))
		if r := fig.XRange.Get().(*models.Range1d); r.Start.Get() != want || plot.Moment(at) != want {
			t.Errorf("%v: %v, want %v", zone, plot.Moment(at), want)
		}
		if got, _ := fig.VTime(at, plot.Style{}).Location.Get().Get(); got != want {
			t.Errorf("%v: a mark at %v, want %v", zone, got, want)
		}
		upright := plot.New("Times").TimeY().SetYTimes(at, at.Add(time.Hour))
		if got, _ := upright.HTime(at, plot.Style{}).Location.Get().Get(); got != want {
			t.Errorf("%v: a mark at %v, want %v", zone, got, want)
		}
	}
}

func TestTextsAreHeldByAConstantAWordOrAColumn(t *testing.T) {
	from := plot.NewSource(document.Data{"x": []float64{1}, "word": []string{"a"}, "at": []string{"top_left"}})
	for _, anchor := range []plot.V{plot.Anchored(models.AnchorTopLeft), plot.Str("top_left"), plot.Col("at")} {
		plot.New("").Draw(from, plot.Text{X: plot.Col("x"), Y: plot.Col("x"), Text: plot.Col("word"), Anchor: anchor}, plot.Style{})
	}
}

func TestFactorsOfTheVerticalAxisAreReplaced(t *testing.T) {
	fig := plot.New("").CategoricalY(plot.Factors("a", "b"))
	fig.SetFactorsY(plot.Factors("c"))
	if got := fig.YRange.Get().(*models.FactorRange).Factors.Get(); len(got.(models.Strs)) != 1 {
		t.Errorf("%v", got)
	}
	if !fig.EqualAspect().MatchAspect.Get() {
		t.Error("the aspect is not kept equal")
	}
}

func TestMinutesAndSecondsComeWithTheirHour(t *testing.T) {
	axis := plot.New("").TimeX().XAxis.Axis.(*models.DatetimeAxis)
	f := axis.Formatter.Get().(*models.DatetimeTickFormatter)
	for name, p := range map[string]*document.Prop[string]{"milliseconds": &f.Milliseconds, "seconds": &f.Seconds, "minsec": &f.Minsec, "minutes": &f.Minutes, "hourmin": &f.Hourmin, "hours": &f.Hours} {
		if got := p.Get(); len(got) < 5 || got[:5] != "%H:%M" {
			t.Errorf("%s are written %q", name, got)
		}
	}
}
