package form

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// rules are what a field's tags say.
type rules struct {
	owner reflect.Type
	field reflect.StructField

	label, help, placeholder, section, format, wrong, pattern, accept string
	words                                                             []string
	options                                                           []option
	order                                                             int
}

// option is one of the things that can be picked.
type option struct{ value, label string }

// words are what the tag "form" may hold.
var words = []string{"required", "multiline", "password", "slider", "switch", "radio", "clock", "email", "hidden", "-"}

func readRules(owner reflect.Type, field reflect.StructField) (*rules, error) {
	tag := field.Tag
	r := &rules{
		owner: owner, field: field,
		label: tag.Get("label"), help: tag.Get("help"), placeholder: tag.Get("placeholder"), section: tag.Get("section"),
		format: tag.Get("format"), wrong: tag.Get("error"), pattern: tag.Get("pattern"), accept: tag.Get("accept"),
	}
	if r.label == "" {
		r.label = spaced(field.Name)
	}
	for word := range strings.SplitSeq(tag.Get("form"), ",") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		if !slices.Contains(words, word) {
			return nil, r.fault("form", "there is no word "+strconv.Quote(word), "use some of "+strings.Join(words, ", "))
		}
		r.words = append(r.words, word)
	}
	if text, ok := tag.Lookup("order"); ok {
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, r.fault("order", "it is no whole number", `write order:"1"`)
		}
		r.order = n
	}
	for part := range strings.SplitSeq(tag.Get("options"), ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		value, label, named := strings.Cut(part, "=")
		if !named {
			label = value
		}
		r.options = append(r.options, option{value, label})
	}
	return r, nil
}

// has reports whether the tag "form" holds a word.
func (r *rules) has(word string) bool { return slices.Contains(r.words, word) }

// title is the label as it stands above the field.
func (r *rules) title() string {
	if r.has("required") {
		return r.label + " *"
	}
	return r.label
}

// fault is the error about a tag: where it is, what is wrong, what to do.
func (r *rules) fault(tag, wrong, fix string) error {
	return fmt.Errorf("form: %v.%s (%v): the tag %s:%q: %s; %s", r.owner, r.field.Name, r.field.Type, tag, r.field.Tag.Get(tag), wrong, fix)
}

// only refuses the tags and words that a kind of field has no use for, since they would promise
// what does not happen.
func (r *rules) only(kind string, tags ...string) error {
	for _, tag := range []string{"min", "max", "step", "format", "options", "pattern", "accept", "placeholder", "error"} {
		if _, there := r.field.Tag.Lookup(tag); there && !slices.Contains(tags, tag) {
			return r.fault(tag, kind+" has no use for it", "take it away")
		}
	}
	for _, word := range r.words {
		if word != "required" && word != "hidden" && !slices.Contains(tags, word) {
			return r.fault("form", kind+" has no use for the word "+strconv.Quote(word), "take it away")
		}
	}
	return nil
}

// integer reads a tag that holds a whole number.
func (r *rules) integer(tag string, otherwise int64) (int64, error) {
	text, ok := r.field.Tag.Lookup(tag)
	if !ok {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, r.fault(tag, "it is no whole number", "write "+tag+`:"1"`)
	}
	return n, nil
}

// number reads a tag that holds a number.
func (r *rules) number(tag string, otherwise float64) (float64, error) {
	text, ok := r.field.Tag.Lookup(tag)
	if !ok {
		return otherwise, nil
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || x != x {
		return 0, r.fault(tag, "it is no number", "write "+tag+`:"0.5"`)
	}
	return x, nil
}

// day reads a tag that holds a day; the zero time stands for none.
func (r *rules) day(tag string) (time.Time, error) {
	text, ok := r.field.Tag.Lookup(tag)
	switch {
	case !ok:
		return time.Time{}, nil
	case text == "today":
		now := time.Now()
		return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC), nil
	}
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return at, r.fault(tag, "it is no day", "write "+tag+`:"2024-12-31" or `+tag+`:"today"`)
	}
	return at, nil
}

// spaced is a Go name as words: "FirstName" is "First name", "HTTPPort" is "HTTP port".
func spaced(name string) string {
	var b strings.Builder
	all := []rune(strings.ReplaceAll(name, "_", " "))
	for i, r := range all {
		begins := i > 0 && unicode.IsUpper(r) && (unicode.IsLower(all[i-1]) || i+1 < len(all) && unicode.IsLower(all[i+1]))
		if begins {
			b.WriteByte(' ')
			if i+1 < len(all) && unicode.IsLower(all[i+1]) {
				r = unicode.ToLower(r)
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}
