package form

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/panelgo/panelgo/document/widgets"
)

// items is how a field holds a slice as text: numbers beside each other, all else one in each line.
type items struct {
	of     reflect.Type
	inLine bool
	write  func(reflect.Value) string
	read   func(string, reflect.Value) error
}

// itemsOf is how slices of a type are written; it is not ok if there is no way.
func itemsOf(t reflect.Type) (l items, ok bool) {
	l.of = t
	switch {
	case t == reflect.TypeFor[time.Duration]():
		l.write = func(v reflect.Value) string { return short(time.Duration(v.Int())) }
		l.read = readDuration
	case isText(t):
		l.write, l.read = writeText, readText
	case t.Kind() == reflect.String:
		l.write = reflect.Value.String
		l.read = func(s string, v reflect.Value) error { v.SetString(s); return nil }
	case isWhole(t) && t.Kind() != reflect.Uint8: // bytes are no list of numbers
		l.inLine = true
		l.write = func(v reflect.Value) string { return strconv.FormatInt(v.Convert(reflect.TypeFor[int64]()).Int(), 10) }
		l.read = readWhole
	case t.Kind() == reflect.Float32 || t.Kind() == reflect.Float64:
		l.inLine = true
		l.write = func(v reflect.Value) string { return strconv.FormatFloat(v.Float(), 'f', -1, t.Bits()) }
		l.read = readFloat
	default:
		return l, false
	}
	return l, true
}

func readWhole(s string, v reflect.Value) error {
	n, err := strconv.ParseInt(s, 10, 64)
	low, high := wholeBounds(v.Type())
	switch {
	case errors.Is(err, strconv.ErrSyntax):
		return fmt.Errorf("%q is no whole number", s)
	case err != nil || n < low || n > high:
		return fmt.Errorf("%s is not between %d and %d", s, low, high)
	}
	setWhole(v, int(n))
	return nil
}

func readFloat(s string, v reflect.Value) error {
	x, err := strconv.ParseFloat(s, v.Type().Bits())
	if err != nil || x-x != 0 { // neither NaN nor infinite
		return fmt.Errorf("%q is no number", s)
	}
	v.SetFloat(x)
	return nil
}

// split takes a text apart.
func (l items) split(s string) (all []string) {
	if l.inLine {
		return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) })
	}
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// join puts a slice into a text.
func (l items) join(v reflect.Value, between string) string {
	all := make([]string, v.Len())
	for i := range all {
		all[i] = l.write(v.Index(i))
	}
	return strings.Join(all, between)
}

// check judges each item of a text.
func (l items) check(s string) error {
	for _, text := range l.split(s) {
		if err := l.read(text, reflect.New(l.of).Elem()); err != nil {
			return err
		}
	}
	return nil
}

// list makes a field for several values of a simple type.
func (b *builder) list(r *rules, l items) (*part, error) {
	if err := r.only("a list", "min", "max", "placeholder", "error"); err != nil {
		return nil, err
	}
	enough, err := r.amount(l.name())
	if err != nil {
		return nil, err
	}
	return field(b, r, l.widget(r), convert[string]{
		in: func(v reflect.Value) (string, error) {
			text := l.join(v, l.between())
			return text, l.check(text)
		},
		out: func(s string, v reflect.Value) {
			v.SetZero()
			for _, text := range l.split(s) {
				one := reflect.New(l.of).Elem()
				if l.read(text, one) == nil {
					v.Set(reflect.Append(v, one))
				}
			}
		},
		rule: func(s string) error {
			if err := l.check(s); err != nil {
				return r.complaint(err.Error())
			}
			return enough(len(l.split(s)))
		},
		other: longer,
		text:  func(s string) string { return strings.Join(l.split(s), ", ") },
	}), nil
}

func (l items) between() string {
	if l.inLine {
		return ", "
	}
	return "\n"
}

// name is what the items are called in a complaint about their number.
func (l items) name() string {
	if l.inLine {
		return "numbers"
	}
	return "lines"
}

func (l items) widget(r *rules) source[string] {
	if l.inLine {
		w := widgets.NewTextInput(r.title())
		if w.Placeholder.Set(r.placeholder); r.placeholder == "" {
			w.Placeholder.Set("1, 2, 3")
		}
		return w
	}
	w := widgets.NewTextAreaInput(r.title(), 3)
	if w.Placeholder.Set(r.placeholder); r.placeholder == "" {
		w.Placeholder.Set("one in each line")
	}
	return w
}

// amount is the rule about how many there may be of something.
func (r *rules) amount(what string) (func(n int) error, error) {
	least, err := r.integer("min", 0)
	if err != nil {
		return nil, err
	}
	most, err := r.integer("max", maxRows)
	if err != nil {
		return nil, err
	}
	if least < 0 || least > most {
		return nil, r.fault("min", "no list is as long", "min and max are numbers of "+what)
	}
	return func(n int) error {
		switch {
		case n == 0 && r.has("required"):
			return errRequired
		case n > 0 && int64(n) < least || n == 0 && least > 0 && r.has("required"):
			return fmt.Errorf("at least %d %s are needed", least, what)
		case int64(n) > most:
			return fmt.Errorf("%d %s are too many, %d are allowed", n, what, most)
		}
		return nil
	}, nil
}
