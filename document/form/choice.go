package form

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// choice makes a field that offers options: those of the tag, else those that the type lists.
func (b *builder) choice(r *rules, t reflect.Type, missing bool) (*part, error) {
	several := t.Kind() == reflect.Slice
	item := t
	if several {
		item = t.Elem()
	}
	if !several && missing && r.has("radio") || several && (missing || r.has("radio")) {
		return nil, r.fault("form", "that is not for one of several", "take radio or the pointer away")
	}
	if len(r.options) == 0 {
		for _, v := range reflect.Zero(item).Interface().(document.Enum).Allowed() {
			r.options = append(r.options, option{v, v})
		}
	}
	tags := []string{"options", "radio"}
	if several {
		tags = append(tags, "min", "max")
	}
	if err := r.only("a choice", tags...); err != nil {
		return nil, err
	}
	for _, o := range r.options {
		if !readOption(o.value, reflect.New(item).Elem()) {
			return nil, r.fault("options", fmt.Sprintf("%q is no %v", o.value, item), `write values of the field's type, as in options:"1=One,2=Two"`)
		}
	}
	if several {
		return b.several(r, item)
	}
	return b.oneOf(r, item, missing)
}

// readOption reads an option into a value of a simple type.
func readOption(text string, v reflect.Value) bool {
	switch {
	case v.Kind() == reflect.String:
		v.SetString(text)
		return true
	case isWhole(v.Type()):
		n, err := strconv.ParseInt(text, 10, 54)
		low, high := wholeBounds(v.Type())
		if err != nil || n < low || n > high {
			return false
		}
		setWhole(v, int(n))
		return true
	case v.CanFloat():
		x, err := strconv.ParseFloat(text, v.Type().Bits())
		v.SetFloat(x)
		return err == nil
	}
	return false
}

// asOption is the option that a value is; it is not ok if there is none.
func (r *rules) asOption(v reflect.Value) (text string, ok bool) {
	for _, o := range r.options {
		of := reflect.New(v.Type()).Elem()
		if readOption(o.value, of) && of.Equal(v) {
			return o.value, true
		}
	}
	return "", false
}

// label is how an option is shown.
func (r *rules) labelOf(value string) string {
	for _, o := range r.options {
		if o.value == value {
			return o.label
		}
	}
	return ""
}

// none stands for no option. It cannot be written in a tag.
const none = "\x00"

// oneOf makes a list of which one option is picked. It has an empty one where no value, or the zero
// value, is possible.
func (b *builder) oneOf(r *rules, t reflect.Type, missing bool) (*part, error) {
	_, zeroListed := r.asOption(reflect.Zero(t))
	choices := make([]widgets.Choice[string], 0, len(r.options)+1)
	if (missing || !zeroListed) && !r.has("radio") {
		choices = append(choices, widgets.Choice[string]{Label: "–", Value: none})
	}
	for _, o := range r.options {
		choices = append(choices, widgets.Choice[string]{Label: o.label, Value: o.value})
	}
	c := convert[string]{
		in: func(v reflect.Value) (string, error) {
			v, ok := present(v)
			if !ok {
				return none, nil
			}
			text, ok := r.asOption(v)
			switch {
			case ok:
				return text, nil
			case v.IsZero() && r.has("radio"):
				return r.options[0].value, nil
			case v.IsZero():
				return none, nil
			}
			return "", fmt.Errorf("%v is not among the options", v)
		},
		out: func(s string, v reflect.Value) {
			place(v, s == none, func(v reflect.Value) {
				if !readOption(s, v) || s == none {
					v.SetZero()
				}
			})
		},
		rule: func(s string) error {
			if s == none && r.has("required") {
				return errRequired
			}
			return nil
		},
		text: r.labelOf,
		other: func(s string) string {
			if s == choices[0].Value {
				return choices[len(choices)-1].Value
			}
			return choices[0].Value
		},
	}
	if r.has("radio") {
		return b.radio(r, choices, c), nil
	}
	return field(b, r, widgets.NewSelect(r.title(), choices), c), nil
}

// radio shows all options at once, below their label.
func (b *builder) radio(r *rules, choices []widgets.Choice[string], c convert[string]) *part {
	w := widgets.NewRadioBoxGroup(choices)
	w.Inline.Set(true)
	p := field(b, r, w, c)
	p.view = titled(r, w)
	return p
}

// titled puts a label above a component that has none of its own.
func titled(r *rules, w models.UIElement) models.UIElement {
	label := document.New[models.Div]()
	label.RenderAsText.Set(true)
	label.DisableMath.Set(true)
	label.Text.Set(r.title())
	column := document.New[models.Column]()
	column.Children.Set([]models.UIElement{label, w})
	column.Spacing.Set(2)
	return column
}

// several makes a field of which any number of options is picked.
func (b *builder) several(r *rules, item reflect.Type) (*part, error) {
	enough, err := r.amount("choices")
	if err != nil {
		return nil, err
	}
	choices := make([]widgets.Choice[string], len(r.options))
	for i, o := range r.options {
		choices[i] = widgets.Choice[string]{Label: o.label, Value: o.value}
	}
	w := widgets.NewMultiChoice(r.title(), choices)
	return field(b, r, w, convert[[]string]{
		in: func(v reflect.Value) ([]string, error) {
			all := []string{}
			for i := range v.Len() {
				text, ok := r.asOption(v.Index(i))
				if !ok {
					return nil, fmt.Errorf("%v is not among the options", v.Index(i))
				}
				if !slices.Contains(all, text) {
					all = append(all, text)
				}
			}
			return all, nil
		},
		out: func(all []string, v reflect.Value) {
			v.SetZero()
			for _, text := range all {
				one := reflect.New(item).Elem()
				readOption(text, one)
				v.Set(reflect.Append(v, one))
			}
		},
		rule: func(all []string) error { return enough(len(all)) },
		other: func(all []string) []string {
			if len(all) == 0 {
				return []string{r.options[0].value}
			}
			return nil
		},
		text: func(all []string) string {
			labels := make([]string, len(all))
			for i, v := range all {
				labels[i] = r.labelOf(v)
			}
			return strings.Join(labels, ", ")
		},
	}), nil
}
