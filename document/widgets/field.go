package widgets

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// within is the complaint about a value outside a range, nil if it is inside. NaN is outside of
// every range.
func within[T cmp.Ordered](v, low, high T) error {
	if v >= low && v <= high {
		return nil
	}
	return fmt.Errorf("%v is not between %v and %v", v, low, high)
}

// beside is where a field shows what is wrong with it: theme.js writes the variable below the
// field.
type beside struct {
	classes   *document.Prop[[]string]
	variables *document.Prop[map[string]models.NodeOrStr]
}

const (
	invalidClass = "pg-invalid"
	errorText    = "--pg-error"
)

// show puts a complaint beside the field; nil takes it away.
func (b beside) show(err error) {
	classes := slices.DeleteFunc(slices.Clone(b.classes.Get()), func(c string) bool { return c == invalidClass })
	variables := maps.Clone(b.variables.Get())
	if variables == nil {
		variables = map[string]models.NodeOrStr{}
	}
	delete(variables, errorText)
	if err != nil {
		classes = append(classes, invalidClass)
		variables[errorText] = models.Str(cssText(err.Error()))
	} else if !b.classes.IsSet() {
		return
	}
	b.classes.Set(classes)
	b.variables.Set(variables)
}

// cssText is a text as a style sheet quotes it.
func cssText(text string) string {
	quoted := []byte{'"'}
	for _, r := range text {
		switch {
		case r == '"' || r == '\\' || r < ' ' || r == 0x7f:
			quoted = append(strconv.AppendInt(append(quoted, '\\'), int64(r), 16), ' ')
		default:
			quoted = append(quoted, string(r)...)
		}
	}
	return string(append(quoted, '"'))
}

// validate has f judge what visitors enter. A value that it refuses is not taken: it stays in the
// page with the complaint beside it. The returned function judges what is entered now and shows the
// outcome, as a form does before it is sent.
func validate[T any](value *document.Prop[T], at beside, f func(T) error) (check func() error) {
	var refused error
	document.Check(value, func(v T) error {
		if refused = f(v); refused != nil {
			at.show(refused)
			return document.ErrIgnore
		}
		at.show(nil) // also when the value is the one that stood before
		return nil
	})
	value.OnChange(func(document.Change[T]) {
		refused = nil
		at.show(nil)
	})
	return func() error {
		err := refused
		if err == nil {
			err = f(value.Get())
		}
		at.show(err)
		return err
	}
}

// hover is the tooltip of a widget whose model has no description: it shows while the mouse rests
// on the widget.
func hover(attributes *document.Prop[map[string]string], text string) {
	all := maps.Clone(attributes.Get())
	if all == nil {
		all = map[string]string{}
	}
	all["title"] = text
	attributes.Set(all)
}

// variant is the look of a button: full of its colour, or its outline only.
func variant(classes *document.Prop[[]string], v Variant) {
	rest := slices.DeleteFunc(slices.Clone(classes.Get()), func(c string) bool { return c == string(Solid) || c == string(Outline) })
	classes.Set(append(rest, string(v)))
}

// Variant is how a button shows its colour.
type Variant string

// The variants.
const (
	Solid   Variant = "solid"
	Outline Variant = "outline"
)

// errChoice refuses an option that is not there.
var errChoice = errors.New("there is no such option")
