package commands

import (
	"cmp"
	"fmt"
	"reflect"
	"strconv"

	"github.com/alecthomas/kong"

	"github.com/panelgo/panelgo/server/settings"
)

// Options are options as flags, which kong parses by word only, unread. The words are read in one
// place, where those of the environment are read too.
type Options struct {
	fields []settings.Field
	values reflect.Value // pointer to a struct with one field for each
}

// NewOptions makes flags of the options that a pointer to a struct holds.
func NewOptions(target any) Options {
	o := Options{fields: settings.Fields(target)}
	shape := make([]reflect.StructField, len(o.fields))
	for i, f := range o.fields {
		shape[i] = reflect.StructField{Name: "F" + strconv.Itoa(i), Type: reflect.TypeFor[*string](), Tag: tag(f)}
		switch {
		case f.Switch():
			shape[i].Type = reflect.TypeFor[*bool]()
		case f.List():
			shape[i].Type = reflect.TypeFor[[]string]()
		}
	}
	o.values = reflect.New(reflect.StructOf(shape))
	return o
}

func tag(f settings.Field) reflect.StructTag {
	text := fmt.Sprintf("name:%q help:%q", f.Name, f.Help+" ("+f.Envs[0]+")")
	if shown := cmp.Or(f.Default, f.Placeholder); shown != "" && !f.Switch() {
		text += fmt.Sprintf(" placeholder:%q", shown)
	}
	switch {
	case f.Switch():
		text += ` negatable:""`
	case f.List():
		text += ` sep:"none"`
	}
	return reflect.StructTag(text)
}

// Plugins are the flags as a command embeds them.
func (o Options) Plugins() kong.Plugins { return kong.Plugins{o.values.Interface()} }

// Given are the words that were given.
func (o Options) Given() settings.Flags {
	given := make(settings.Flags)
	for i, f := range o.fields {
		switch v := o.values.Elem().Field(i).Interface().(type) {
		case *string:
			if v != nil {
				given[f.Name] = []string{*v}
			}
		case *bool:
			if v != nil {
				given[f.Name] = []string{strconv.FormatBool(*v)}
			}
		case []string:
			if len(v) > 0 {
				given[f.Name] = v
			}
		}
	}
	return given
}
