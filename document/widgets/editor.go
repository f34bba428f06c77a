package widgets

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// checkLength keeps what editors send to a book's worth.
func checkLength(text string) error {
	if n := utf8.RuneCountInString(text); n > maxText {
		return fmt.Errorf("%d characters are too many, %d are allowed", n, maxText)
	}
	return nil
}

// CodeEditor is a field for a program's text, with numbered lines and colours.
type CodeEditor struct{ *models.AcePlot }

// NewCodeEditor makes an editor for a language, by Ace's name for it: "golang", "sql", "python".
func NewCodeEditor(language, code string) CodeEditor {
	c := CodeEditor{document.New[models.AcePlot]()}
	c.Language.Set(language)
	c.Code.Set(code)
	c.OnKeyup.Set(false)
	c.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	c.Height.Set(document.Some(300.0))
	document.ReadOnly(&c.Readonly)
	for _, text := range []*document.Prop[string]{&c.Code, &c.CodeInput} {
		document.Check(text, func(text string) error {
			if c.Readonly.Get() {
				return errors.New("the text is for reading only")
			}
			return checkLength(text)
		})
	}
	return c
}

// Value is the text, as of when the editor was left or Ctrl-Enter was pressed.
func (c CodeEditor) Value() string { return c.Code.Get() }

// SetValue replaces the text.
func (c CodeEditor) SetValue(code string) { c.Code.Set(code) }

// OnChange calls f when the editor is left or Ctrl-Enter is pressed. Calling stop ends it.
func (c CodeEditor) OnChange(f func(code string)) (stop func()) { return onText(&c.Code, f) }

// OnType calls f at each keystroke. Calling stop ends it.
func (c CodeEditor) OnType(f func(code string)) (stop func()) { return onText(&c.CodeInput, f) }

// Describe explains the editor to whoever rests the mouse on it.
func (c CodeEditor) Describe(text string) { hover(&c.HTMLAttributes, text) }

// JSONEditor is a field for a value of JSON, as a tree.
type JSONEditor struct {
	*models.JSONEditor
	hear *[]*func(any)
}

// NewJSONEditor makes an editor for a value that encoding/json can encode. With "text" as its Mode
// property it is a field of text; its Schema property takes a JSON Schema, by which the page marks
// mistakes.
func NewJSONEditor(value any) (JSONEditor, error) {
	j := JSONEditor{document.New[models.JSONEditor](), new([]*func(any))}
	j.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	document.ReadOnly(&j.Data, &j.Schema, &j.CSS, &j.Templates)
	j.OnEvent("json_edit", func(e document.Event) {
		if j.Disabled.Get() {
			e.Refuse(errors.New("the editor is for reading only"))
			return
		}
		document.SetSilently(&j.Data, e.Values["data"])
		for _, f := range *j.hear {
			(*f)(e.Values["data"])
		}
	})
	return j, j.Encode(value)
}

// Value is what is in the editor: maps, lists, texts, numbers, bools and nil.
func (j JSONEditor) Value() any { return j.Data.Get() }

// SetValue replaces what is in the editor. It panics when the value cannot be JSON, which
// [JSONEditor.Encode] returns as an error.
func (j JSONEditor) SetValue(value any) {
	if err := j.Encode(value); err != nil {
		panic(err)
	}
}

// Encode replaces what is in the editor by the JSON of a value, as package json writes it. With an
// error the editor stays as it is.
func (j JSONEditor) Encode(value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("widgets: JSON editor: %w", err)
	}
	var plain any
	if err := json.Unmarshal(text, &plain); err != nil {
		return fmt.Errorf("widgets: JSON editor: %w", err)
	}
	j.Data.Set(plain)
	return nil
}

// OnChange calls f at each edit. Calling stop ends it.
func (j JSONEditor) OnChange(f func(value any)) (stop func()) {
	*j.hear = append(slices.Clip(*j.hear), &f)
	return func() {
		*j.hear = slices.DeleteFunc(slices.Clone(*j.hear), func(g *func(any)) bool { return g == &f })
	}
}

// Describe explains the editor to whoever rests the mouse on it.
func (j JSONEditor) Describe(text string) { hover(&j.HTMLAttributes, text) }
