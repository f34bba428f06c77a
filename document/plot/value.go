package plot

import (
	"fmt"
	"reflect"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// V is where a glyph has one of its values from: a column of the source, or the same for all rows.
// The zero V leaves what the front end does by itself.
type V struct {
	column    string
	value     any
	expr      document.Model
	transform document.Model
	units     string
}

// Col takes each row's value from a column.
func Col(name string) V { return V{column: name} }

// Num is the same number for all rows.
func Num(x float64) V { return V{value: x} }

// Str is the same text, category or marker for all rows.
func Str(text string) V { return V{value: text} }

// At is the same time for all rows.
func At(t time.Time) V { return V{value: Moment(t)} }

// Anchored is where all texts are held, for example models.AnchorTopLeft.
func Anchored(at models.TextAnchor) V { return V{value: at} }

// Moment is a time as figures count it: in milliseconds since 1970 of its own wall clock, which is
// also how columns of times travel.
func Moment(t time.Time) float64 {
	_, east := t.Zone()
	return float64(t.UnixMicro())/1000 + 1000*float64(east)
}

// Expr makes the browser compute the values, for example with a models.Stack.
func Expr(expression document.Model) V { return V{expr: expression} }

// With makes the browser send the values through a transform: a colour mapper, [Dodge], [Jitter].
func (v V) With(transform models.Transform) V { v.transform = transform; return v }

// In says what the values are measured in: "screen", "deg".
func (v V) In(units string) V { v.units = units; return v }

func (v V) isZero() bool {
	return v.column == "" && v.value == nil && v.expr == nil
}

// Dodge moves what is drawn at a category sideways: by a fraction of the category's width, from
// -0.5 to 0.5.
func Dodge(by float64, along models.Range) models.Transform {
	d := document.New[models.Dodge]()
	d.Value.Set(by)
	d.Range.Set(along)
	return d
}

// Jitter scatters what is drawn at a category, so that equal values do not hide each other.
func Jitter(width float64, along models.Range) models.Transform {
	j := document.New[models.Jitter]()
	j.Width.Set(width)
	j.Range.Set(along)
	return j
}

// spec is the V as a property of type T takes it. It panics where the author has mixed up words and
// numbers.
func spec[T any](v V, property string) document.Spec[T] {
	var s document.Spec[T]
	switch {
	case v.column != "":
		s = document.Field[T](v.column)
	case v.expr != nil:
		s = document.Expr[T](v.expr)
	default:
		s = document.Value(valueAs[T](v.value, property))
	}
	s.Transform, s.Units = v.transform, v.units
	return s
}

func valueAs[T any](value any, property string) T {
	if t, ok := value.(T); ok {
		return t
	}
	in, want := reflect.ValueOf(value), reflect.TypeFor[T]()
	if want.Kind() == reflect.String && in.Kind() == reflect.String {
		return in.Convert(want).Interface().(T)
	}
	panic(fmt.Sprintf("plot: %s cannot be the %T %v", property, value, value))
}

// held is spec for where a text is held, which is a word for all rows or a column of words.
func held(v V, property string) document.Spec[models.TextAnchor] {
	if word, ok := v.value.(string); ok {
		v.value = models.Anchor(word)
	}
	return spec[models.TextAnchor](v, property)
}

// place is spec for coordinates, which are numbers or categories.
func place(v V, property string) document.Spec[models.Coord] {
	switch x := v.value.(type) {
	case float64:
		v.value = models.Float(x)
	case string:
		v.value = models.Str(x)
	}
	return spec[models.Coord](v, property)
}
