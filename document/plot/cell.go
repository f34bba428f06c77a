package plot

import (
	"math"
	"reflect"
	"time"

	"github.com/panelgo/panelgo/document"
)

// cellAs is a value from a column, or a list of such, as another type. The front end knows no
// difference between whole and other numbers, nor between a time and its milliseconds.
func cellAs(x reflect.Value, of reflect.Type) (reflect.Value, bool) {
	if x.IsValid() && x.Kind() == reflect.Interface {
		x = x.Elem()
	}
	if !x.IsValid() {
		return x, false
	}
	if array, ok := x.Interface().(*document.Array); ok && array != nil && len(array.Shape) < 2 {
		x = reflect.ValueOf(array.Slice())
	}
	switch {
	case x.Type() == of:
		return x, true
	case isNumber(x.Kind()) && isNumber(of.Kind()):
		return x.Convert(of), true
	case isNumber(x.Kind()) && of == reflect.TypeFor[time.Time]():
		return reflect.ValueOf(moment(x.Convert(reflect.TypeFor[float64]()).Float())), true
	case x.Kind() == reflect.Slice && of.Kind() == reflect.Slice:
		list := reflect.MakeSlice(of, x.Len(), x.Len())
		for i := range x.Len() {
			item, ok := cellAs(x.Index(i), of.Elem())
			if !ok {
				return list, false
			}
			list.Index(i).Set(item)
		}
		return list, true
	}
	return x, false
}

func isNumber(k reflect.Kind) bool { return k >= reflect.Int && k <= reflect.Float64 }

// moment is the time that so many milliseconds since 1970 are; not-a-number is the zero time, as it
// is on its way out.
func moment(ms float64) time.Time {
	const most = 1 << 53 // ms, some 285,000 years
	if !(math.Abs(ms) < most) {
		return time.Time{}
	}
	return time.UnixMicro(int64(ms * 1000)).UTC()
}
