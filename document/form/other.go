package form

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// bool makes a box to tick, or a switch. A box that is required must be ticked.
func (b *builder) bool(r *rules) (*part, error) {
	if err := r.only("a bool", "switch"); err != nil {
		return nil, err
	}
	c := convert[bool]{
		in:  func(v reflect.Value) (bool, error) { return v.Bool(), nil },
		out: func(on bool, v reflect.Value) { v.SetBool(on) },
		rule: func(on bool) error {
			if !on && r.has("required") {
				return errRequired
			}
			return nil
		},
		text: yes,
	}
	if r.has("switch") {
		return field(b, r, widgets.NewSwitch(r.title()), c), nil
	}
	return field(b, r, widgets.NewCheckbox(r.title()), c), nil
}

func yes(on bool) string {
	if on {
		return "yes"
	}
	return "no"
}

// maybe makes a list of yes, no and neither.
func (b *builder) maybe(r *rules) (*part, error) {
	if err := r.only("a bool that may be missing"); err != nil {
		return nil, err
	}
	w := widgets.NewSelect(r.title(), []widgets.Choice[string]{{Label: "–", Value: none}, {Label: "Yes", Value: "yes"}, {Label: "No", Value: "no"}})
	return field(b, r, w, convert[string]{
		in: func(v reflect.Value) (string, error) {
			if v, ok := present(v); ok {
				return yes(v.Bool()), nil
			}
			return none, nil
		},
		out: func(s string, v reflect.Value) {
			place(v, s == none, func(v reflect.Value) { v.SetBool(s == "yes") })
		},
		rule: func(s string) error {
			if s == none && r.has("required") {
				return errRequired
			}
			return nil
		},
		text: func(s string) string { return strings.TrimPrefix(s, none) },
		other: func(s string) string {
			if s == "yes" {
				return "no"
			}
			return "yes"
		},
	}), nil
}

// dated is a picker of days.
type dated interface {
	source[time.Time]
	SetBounds(earliest, latest time.Time)
}

// time makes a field for a day, or for a day and a time.
func (b *builder) time(r *rules, missing bool) (*part, error) {
	if err := r.only("a time", "min", "max", "clock"); err != nil {
		return nil, err
	}
	earliest, latest, err := r.days()
	if err != nil {
		return nil, err
	}
	var w dated = widgets.NewDatePicker(r.title())
	form := time.DateOnly
	if r.has("clock") {
		w, form = widgets.NewDatetimePicker(r.title()), "2006-01-02 15:04"
		if !latest.IsZero() {
			latest = latest.Add(24*time.Hour - time.Second)
		}
	}
	w.SetBounds(earliest, latest)
	return field[time.Time](b, r, w, convert[time.Time]{
		in: func(v reflect.Value) (time.Time, error) {
			if v, ok := present(v); ok {
				return v.Interface().(time.Time), nil
			}
			return time.Time{}, nil
		},
		out: func(t time.Time, v reflect.Value) {
			place(v, t.IsZero(), func(v reflect.Value) { v.Set(reflect.ValueOf(t)) })
		},
		rule: func(t time.Time) error {
			switch {
			case t.IsZero() && r.has("required"):
				return errRequired
			case t.IsZero():
				return nil
			case t.Before(earliest):
				return fmt.Errorf("not before %s", earliest.Format(form))
			case !latest.IsZero() && t.After(latest):
				return fmt.Errorf("not after %s", latest.Format(form))
			}
			return nil
		},
		other: func(t time.Time) time.Time {
			if !t.IsZero() {
				return time.Time{}
			}
			return cmp.Or(earliest, latest, time.Unix(0, 0).UTC())
		},
		text: func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.Format(form)
		},
	}), nil
}

// days are the first and the last day that min and max allow; zero where they say nothing.
func (r *rules) days() (earliest, latest time.Time, err error) {
	if earliest, err = r.day("min"); err == nil {
		latest, err = r.day("max")
	}
	if err == nil && !latest.IsZero() && earliest.After(latest) {
		err = r.fault("min", "it is after max", "swap them")
	}
	return earliest, latest, err
}

// color makes a field for a colour.
func (b *builder) color(r *rules) (*part, error) {
	if err := r.only("a colour"); err != nil {
		return nil, err
	}
	const black document.Color = "#000000"
	return field(b, r, widgets.NewColorPicker(r.title(), black), convert[document.Color]{
		in: func(v reflect.Value) (document.Color, error) {
			c := document.Color(v.String())
			switch {
			case c == "":
				return black, nil
			case len(c) != 7 || c[0] != '#':
				return "", fmt.Errorf("%q is not a colour like #20a0ff", c)
			}
			return c, nil
		},
		out: func(c document.Color, v reflect.Value) { v.SetString(string(c)) },
	}), nil
}

// files is a FileInput that keeps what was picked, and can be set to none.
type files struct {
	widgets.FileInput
	picked *[]widgets.File
}

func (f files) Value() []widgets.File { return *f.picked }

func (f files) SetValue(all []widgets.File) {
	*f.picked = all
	if len(all) == 0 {
		f.Clear()
	}
}

// file makes a field for one file, or for several.
func (b *builder) file(r *rules, t reflect.Type, missing bool) (*part, error) {
	if err := r.only("a file", "accept", "max"); err != nil {
		return nil, err
	}
	enough, err := r.amount("files")
	if err != nil {
		return nil, err
	}
	several := t.Kind() == reflect.Slice
	w := files{widgets.NewFileInput(r.title()), new([]widgets.File)}
	w.Multiple.Set(several)
	if r.accept != "" {
		w.Accept.Set(models.Str(r.accept))
	}
	w.OnChange(func(all []widgets.File) { *w.picked = all }) // first of all, so that the others see it
	return field(b, r, w, convert[[]widgets.File]{
		in: func(v reflect.Value) ([]widgets.File, error) { // the page cannot show them, but they are there
			if several {
				return v.Interface().([]widgets.File), nil
			}
			if v, ok := present(v); ok && !v.IsZero() {
				return []widgets.File{v.Interface().(widgets.File)}, nil
			}
			return nil, nil
		},
		out: func(all []widgets.File, v reflect.Value) {
			if several {
				v.Set(reflect.ValueOf(all))
				return
			}
			place(v, len(all) == 0, func(v reflect.Value) {
				if v.SetZero(); len(all) > 0 {
					v.Set(reflect.ValueOf(all[0]))
				}
			})
		},
		rule: func(all []widgets.File) error { return enough(len(all)) },
		text: func(all []widgets.File) string {
			names := make([]string, len(all))
			for i, f := range all {
				names[i] = fmt.Sprintf("%s (%d bytes)", f.Name, len(f.Data))
			}
			return strings.Join(names, ", ")
		},
	}), nil
}
