package page

import (
	"encoding"
	"errors"
	"fmt"
	"iter"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document"
)

// Argument is an argument of the page's query as a value of the fallback's type, and the fallback
// where the argument is missing or cannot be read. Types are those of [Sync].
//
//	year := page.Argument(doc, "year", 2024)
func Argument[T any](doc *document.Document, name string, fallback T) T {
	form := textFor[T](nil)
	values := doc.Visit().Arguments[name]
	for _, root := range doc.Roots() {
		if at, ok := root.(*location); ok {
			values = at.address.Query()[name]
		}
	}
	if len(values) == 0 {
		return fallback
	}
	v, err := form.read(values)
	if err != nil {
		return fallback
	}
	return v
}

// text writes values as arguments of a query, and reads them.
type text[T any] struct {
	write func(T) []string
	read  func([]string) (T, error)
}

// item writes one value of a type, and reads it.
type item struct {
	write func(reflect.Value) string
	read  func(string, reflect.Value) error
}

// labelled is a widget whose values are choices.
type labelled interface{ ChoiceLabels() iter.Seq2[string, any] }

var errNoSuchChoice = errors.New("there is no such choice")

// textFor is how values of type T are written. It panics when there is no way, which is a mistake
// in the program.
func textFor[T any](source any) text[T] {
	t := reflect.TypeFor[T]()
	if choices, ok := source.(labelled); ok {
		if t.Kind() == reflect.Slice {
			return listText[T](byLabel(choices))
		}
		return oneText[T](byLabel(choices))
	}
	if one, ok := itemFor(t); ok {
		return oneText[T](one)
	}
	if t.Kind() == reflect.Slice {
		if one, ok := itemFor(t.Elem()); ok {
			return listText[T](one)
		}
	}
	panic(fmt.Sprintf("page: a %v cannot be written into an address; use a type that has MarshalText and UnmarshalText, or sync one of its parts", t))
}

func oneText[T any](one item) text[T] {
	return text[T]{
		write: func(v T) []string { return []string{one.write(reflect.ValueOf(&v).Elem())} },
		read: func(values []string) (v T, err error) {
			err = one.read(values[0], reflect.ValueOf(&v).Elem())
			return v, err
		},
	}
}

// listText writes an item for each argument. An empty list is one empty argument, so that it can be
// told from none.
func listText[T any](one item) text[T] {
	return text[T]{
		write: func(list T) []string {
			v := reflect.ValueOf(list)
			if v.Len() == 0 {
				return []string{""}
			}
			var values []string
			for i := range v.Len() {
				values = append(values, one.write(v.Index(i)))
			}
			return values
		},
		read: func(values []string) (list T, err error) {
			if len(values) == 1 && values[0] == "" {
				return list, nil
			}
			v := reflect.ValueOf(&list).Elem()
			v.Set(reflect.MakeSlice(v.Type(), len(values), len(values)))
			for i, text := range values {
				if err := one.read(text, v.Index(i)); err != nil {
					return list, err
				}
			}
			return list, nil
		},
	}
}

func byLabel(choices labelled) item {
	return item{
		write: func(v reflect.Value) string {
			for label, value := range choices.ChoiceLabels() {
				if value == v.Interface() {
					return label
				}
			}
			return ""
		},
		read: func(text string, v reflect.Value) error {
			for label, value := range choices.ChoiceLabels() {
				if label == text {
					v.Set(reflect.ValueOf(value))
					return nil
				}
			}
			return errNoSuchChoice
		},
	}
}

// itemFor is how one value of a type is written.
func itemFor(t reflect.Type) (item, bool) {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return item{write: writeTime, read: readTime}, true
	case t == reflect.TypeFor[time.Duration]():
		return item{
			write: func(v reflect.Value) string { return time.Duration(v.Int()).String() },
			read: func(text string, v reflect.Value) error {
				d, err := time.ParseDuration(text)
				v.SetInt(int64(d))
				return err
			},
		}, true
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) && reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return item{
			write: func(v reflect.Value) string {
				text, _ := v.Interface().(encoding.TextMarshaler).MarshalText()
				return string(text)
			},
			read: func(text string, v reflect.Value) error {
				return v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
			},
		}, true
	case t.Kind() == reflect.Struct:
		return spanItem(t)
	}
	return plainItem(t)
}

// isSpan reports whether a type is a struct of a start and an end.
func isSpan(t reflect.Type) bool {
	if t.Kind() != reflect.Struct || t.NumField() != 2 {
		return false
	}
	start, end := t.Field(0), t.Field(1)
	return start.Name == "Start" && end.Name == "End" && start.Type == end.Type && start.Type.Kind() != reflect.String
}

// spanItem writes a struct of a start and an end.
func spanItem(t reflect.Type) (item, bool) {
	const between = ".."
	if !isSpan(t) {
		return item{}, false
	}
	end, ok := itemFor(t.Field(0).Type)
	return item{
		write: func(v reflect.Value) string { return end.write(v.Field(0)) + between + end.write(v.Field(1)) },
		read: func(text string, v reflect.Value) error {
			from, to, ok := strings.Cut(text, between)
			if !ok {
				return fmt.Errorf("%.40q is not a start and an end with %s between them", text, between)
			}
			return errors.Join(end.read(from, v.Field(0)), end.read(to, v.Field(1)))
		},
	}, ok
}

func plainItem(t reflect.Type) (item, bool) {
	switch t.Kind() {
	case reflect.String:
		return item{
			write: func(v reflect.Value) string { return v.String() },
			read: func(text string, v reflect.Value) error {
				v.SetString(text)
				if enum, ok := v.Interface().(document.Enum); ok && !slices.Contains(enum.Allowed(), text) {
					return errNoSuchChoice
				}
				return nil
			},
		}, true
	case reflect.Bool:
		return item{
			write: func(v reflect.Value) string { return strconv.FormatBool(v.Bool()) },
			read: func(text string, v reflect.Value) error {
				b, err := strconv.ParseBool(text)
				v.SetBool(b)
				return err
			},
		}, true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return item{
			write: func(v reflect.Value) string { return strconv.FormatInt(v.Int(), 10) },
			read: func(text string, v reflect.Value) error {
				n, err := strconv.ParseInt(text, 10, t.Bits())
				v.SetInt(n)
				return err
			},
		}, true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return item{
			write: func(v reflect.Value) string { return strconv.FormatUint(v.Uint(), 10) },
			read: func(text string, v reflect.Value) error {
				n, err := strconv.ParseUint(text, 10, t.Bits())
				v.SetUint(n)
				return err
			},
		}, true
	case reflect.Float32, reflect.Float64:
		return item{write: func(v reflect.Value) string { return strconv.FormatFloat(v.Float(), 'g', -1, t.Bits()) }, read: readFloat}, true
	}
	return item{}, false
}

func readFloat(text string, v reflect.Value) error {
	x, err := strconv.ParseFloat(text, v.Type().Bits())
	if err == nil && (math.IsNaN(x) || math.IsInf(x, 0)) {
		err = fmt.Errorf("%q is no number", text)
	}
	v.SetFloat(x)
	return err
}

// writeTime leaves out what is not said: a day is a date, an instant a date with its time (RFC
// 3339).
func writeTime(v reflect.Value) string {
	t := v.Interface().(time.Time)
	switch {
	case t.IsZero():
		return ""
	case t.Location() == time.UTC && t.Equal(t.Truncate(24*time.Hour)):
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339Nano)
}

func readTime(text string, v reflect.Value) error {
	if text == "" {
		v.Set(reflect.ValueOf(time.Time{}))
		return nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t, err = time.Parse(time.RFC3339Nano, text)
	}
	v.Set(reflect.ValueOf(t))
	return err
}
