package plot_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
)

type price struct {
	Hidden                 string    `plot:"-"`
	Day                    time.Time `title:"day" format:"%d %b"`
	Open, High, Low, Close float64   `format:"0.0"`
	Color                  string    `title:"-"`
	At                     time.Time `plot:"at"`
}

func TestCandlesAreAsWideAsTheirRowsAreApart(t *testing.T) {
	first := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC) // a Friday
	prices := plot.FromStructs([]price{{Day: first}, {Day: first.AddDate(0, 0, 3)}, {Day: first.AddDate(0, 0, 4)}})
	drawn := plot.New("").TimeX().Candles(prices, plot.Candle{X: "Day"}, plot.Style{ColorBy: plot.Col("Color")})
	bodies := drawn[1].Glyph.Get().(*models.VBar)
	if want := document.Value(plot.Millis(24*time.Hour) * 0.8); !reflect.DeepEqual(bodies.Width.Get(), want) {
		t.Errorf("bodies are %v wide, not %v", bodies.Width.Get(), want)
	}
	if lines := drawn[0].Glyph.Get().(*models.Segment); !strings.Contains(fmt.Sprint(lines.Y1.Get()), "High") {
		t.Errorf("lines end at %v", lines.Y1.Get())
	}
}

func TestBarsTakeMostOfTheirRoom(t *testing.T) {
	for _, c := range []struct {
		places any
		width  float64
	}{{[]string{"a", "b"}, 0.8}, {[]int{0, 10, 15}, 4}, {[]float64{3, 2, 2}, 0.8}, {[]float64{}, 0.8}} {
		data := document.Data{"x": c.places, "y": make([]float64, reflect.ValueOf(c.places).Len())}
		bars := plot.New("").Bars(plot.NewSource(data), "x", "y", plot.Style{}).Glyph.Get().(*models.VBar)
		if got := bars.Width.Get(); !reflect.DeepEqual(got, document.Value(c.width)) {
			t.Errorf("bars at %v are %v wide, not %v", c.places, got, c.width)
		}
	}
}

func TestTipsSayWhatTheFieldsAre(t *testing.T) {
	want := []plot.Tip{{Label: "day", Column: "Day", Format: "%d %b", As: plot.AsDatetime},
		{Label: "Open", Column: "Open", Format: "0.0"}, {Label: "High", Column: "High", Format: "0.0"},
		{Label: "Low", Column: "Low", Format: "0.0"}, {Label: "Close", Column: "Close", Format: "0.0"},
		{Label: "At", Column: "at", Format: "%F %T", As: plot.AsDatetime}}
	if got := plot.TipsOf[price](); !reflect.DeepEqual(got, want) {
		t.Errorf("tips are %v", got)
	}
}
