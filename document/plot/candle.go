package plot

import (
	"cmp"
	"reflect"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Candle says in which columns the prices of a candlestick are. What is empty is the column of the
// field's own name.
type Candle struct {
	X, Open, High, Low, Close string
	Width                     float64 // of a body, in the horizontal axis' units, see [Millis]; 0: most of the room between two rows
}

// Candles draws prices as exchanges do: a body from a row's opening to its closing price, and a
// line from its lowest to its highest. Which days are good ones is told by a column of colours, see
// [Style.ColorBy]. It returns the lines and the bodies.
func (f *Figure) Candles(from *Source, c Candle, s Style) []*models.GlyphRenderer {
	x := Col(cmp.Or(c.X, "X"))
	lines := Segment{X0: x, Y0: Col(cmp.Or(c.Low, "Low")), X1: x, Y1: Col(cmp.Or(c.High, "High"))}
	bodies := VBar{X: x, Bottom: Col(cmp.Or(c.Open, "Open")), Top: Col(cmp.Or(c.Close, "Close")), Width: Num(c.Width)}
	if c.Width == 0 {
		bodies.Width = Num(room(from.Data.Get()[cmp.Or(c.X, "X")]))
	}
	return []*models.GlyphRenderer{f.Draw(from, lines, s), f.Draw(from, bodies, s)}
}

// barWidth is how much of the room between two rows a bar takes.
const barWidth = 0.8

// room is how wide bars at a column's places are: at words, and where it cannot be told, a part of
// a category's room.
func room(column any) float64 {
	places := []float64(nil)
	if times, ok := column.([]time.Time); ok {
		for _, t := range times {
			places = append(places, float64(t.UnixMicro())/1000)
		}
	} else if array, ok := column.(*document.Array); ok {
		column = array.Slice()
	}
	if v := reflect.ValueOf(column); places == nil && v.Kind() == reflect.Slice && isNumber(v.Type().Elem().Kind()) {
		for i := range v.Len() {
			places = append(places, v.Index(i).Convert(reflect.TypeFor[float64]()).Float())
		}
	}
	least := 0.0
	for i := 1; i < len(places); i++ {
		if gap := max(places[i]-places[i-1], places[i-1]-places[i]); gap > 0 && (least == 0 || gap < least) {
			least = gap
		}
	}
	return barWidth * cmp.Or(least, 1)
}
