package form

import (
	"encoding"
	"errors"
	"fmt"
	"net/mail"
	"reflect"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/widgets"
)

// text makes a field for a text.
func (b *builder) text(r *rules, missing bool) (*part, error) {
	if err := r.only("a text", "min", "max", "pattern", "error", "placeholder", "multiline", "password", "email"); err != nil {
		return nil, err
	}
	rule, err := r.textRule()
	if err != nil {
		return nil, err
	}
	w, err := r.textWidget()
	if err != nil {
		return nil, err
	}
	c := convert[string]{
		in: func(v reflect.Value) (string, error) {
			if v, ok := present(v); ok {
				return v.String(), nil
			}
			return "", nil
		},
		out:   func(s string, v reflect.Value) { place(v, s == "", func(v reflect.Value) { v.SetString(s) }) },
		rule:  rule,
		other: longer,
	}
	if r.has("password") {
		c.text = func(s string) string { return strings.Repeat("•", min(8, len(s))) }
	}
	return field(b, r, w, c), nil
}

func longer(s string) string { return s + " " }

// textWidget is the field for a text that the rules ask for.
func (r *rules) textWidget() (source[string], error) {
	most, err := r.integer("max", 0)
	if err != nil {
		return nil, err
	}
	limit := func(p *document.Prop[document.Opt[int]]) {
		if most > 0 {
			p.Set(document.Some(int(most)))
		}
	}
	switch {
	case r.has("multiline") && r.has("password"):
		return nil, r.fault("form", "a password has one line", "take multiline or password away")
	case r.has("multiline"):
		w := widgets.NewTextAreaInput(r.title(), 4)
		w.Placeholder.Set(r.placeholder)
		limit(&w.MaxLength)
		return w, nil
	case r.has("password"):
		w := widgets.NewPasswordInput(r.title())
		w.Placeholder.Set(r.placeholder)
		limit(&w.MaxLength)
		return w, nil
	}
	w := widgets.NewTextInput(r.title())
	w.Placeholder.Set(r.placeholder)
	limit(&w.MaxLength)
	return w, nil
}

// textRule is what a text must be like.
func (r *rules) textRule() (func(string) error, error) {
	least, err := r.integer("min", 0)
	if err != nil {
		return nil, err
	}
	most, err := r.integer("max", 0)
	if err != nil {
		return nil, err
	}
	if least < 0 || most < 0 || most > 0 && least > most {
		return nil, r.fault("min", "no text has such a length", "min and max are numbers of characters")
	}
	var form *regexp.Regexp
	if r.pattern != "" {
		if form, err = regexp.Compile(`^(?:` + r.pattern + `)$`); err != nil {
			return nil, r.fault("pattern", err.Error(), "see the package regexp/syntax")
		}
	}
	return func(s string) error {
		n := int64(utf8.RuneCountInString(s))
		switch {
		case strings.TrimSpace(s) == "" && r.has("required"):
			return errRequired
		case s == "":
			return nil
		case n < least:
			return fmt.Errorf("at least %d characters are needed", least)
		case most > 0 && n > most:
			return fmt.Errorf("%d characters are too many, %d are allowed", n, most)
		case form != nil && !form.MatchString(s):
			return r.complaint("this is not of the right form")
		case r.has("email") && !isEmail(s):
			return r.complaint("this is no e-mail address")
		}
		return nil
	}, nil
}

// complaint is what the tag "error" says, else something general.
func (r *rules) complaint(otherwise string) error {
	if r.wrong != "" {
		return errors.New(r.wrong)
	}
	return errors.New(otherwise)
}

func isEmail(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s
}

// written makes a field for a value that is entered as text.
func (b *builder) written(r *rules, missing bool, write func(reflect.Value) string, read func(string, reflect.Value) error, zero reflect.Type) *part {
	w := widgets.NewTextInput(r.title())
	w.Placeholder.Set(r.placeholder)
	return field(b, r, w, convert[string]{
		in: func(v reflect.Value) (string, error) {
			if v, ok := present(v); ok {
				return write(v), nil
			}
			return "", nil
		},
		other: longer,
		out: func(s string, v reflect.Value) {
			place(v, s == "", func(v reflect.Value) {
				if s == "" || read(s, v) != nil {
					v.SetZero()
				}
			})
		},
		rule: func(s string) error {
			if s == "" {
				if r.has("required") {
					return errRequired
				}
				return nil
			}
			if err := read(s, reflect.New(zero).Elem()); err != nil {
				return r.complaint(err.Error())
			}
			return nil
		},
	})
}

// readable makes a field for a type that reads and writes itself.
func (b *builder) readable(r *rules, t reflect.Type, missing bool) (*part, error) {
	if err := r.only("a value that is written as text", "error", "placeholder"); err != nil {
		return nil, err
	}
	return b.written(r, missing, writeText, readText, t), nil
}

// writeText is a value as it writes itself; the zero value is empty.
func writeText(v reflect.Value) string {
	if v.IsZero() {
		return ""
	}
	text, _ := v.Interface().(encoding.TextMarshaler).MarshalText()
	return string(text)
}

func readText(s string, v reflect.Value) error {
	return v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s))
}

// duration makes a field for a duration, written as Go does: "1h30m".
func (b *builder) duration(r *rules, missing bool) (*part, error) {
	if err := r.only("a duration", "min", "max", "error", "placeholder"); err != nil {
		return nil, err
	}
	bounds := map[string]time.Duration{"min": -1 << 63, "max": 1<<63 - 1}
	for tag := range bounds {
		if text, ok := r.field.Tag.Lookup(tag); ok {
			d, err := time.ParseDuration(text)
			if err != nil {
				return nil, r.fault(tag, "it is no duration", "write "+tag+`:"1h30m"`)
			}
			bounds[tag] = d
		}
	}
	if r.placeholder == "" {
		r.placeholder = "1h30m"
	}
	write := func(v reflect.Value) string { return short(time.Duration(v.Int())) }
	read := func(s string, v reflect.Value) error {
		err := readDuration(s, v)
		if d := time.Duration(v.Int()); err == nil && (d < bounds["min"] || d > bounds["max"]) {
			return fmt.Errorf("%s is not between %s and %s", short(d), short(bounds["min"]), short(bounds["max"]))
		}
		return err
	}
	return b.written(r, missing, write, read, reflect.TypeFor[time.Duration]()), nil
}

func readDuration(s string, v reflect.Value) error {
	d, err := time.ParseDuration(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		return errors.New("write it like 1h30m or 45s")
	}
	v.SetInt(int64(d))
	return nil
}

// short is a duration without the parts that are zero: "1h30m", not "1h30m0s".
func short(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
