package widgets

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// maxText is how many characters a text field takes unless its MaxLength says otherwise: a book's
// worth.
const maxText = 1_000_000

// bound keeps texts to their field's length.
func bound(value *document.Prop[string], most *document.Prop[document.Opt[int]]) {
	document.ReadOnly(most)
	document.Check(value, func(text string) error {
		if n := utf8.RuneCountInString(text); n > most.Get().Or(maxText) {
			return fmt.Errorf("%d characters are too many, %d are allowed", n, most.Get().Or(maxText))
		}
		return nil
	})
}

// onText calls f with each new value of a text property.
func onText(value *document.Prop[string], f func(string)) (stop func()) {
	return value.OnChange(func(c document.Change[string]) { f(c.New) })
}

// setText gives a field a text that is entered as well as typed, as far as it may be.
func setText(entered, typed *document.Prop[string], text string) {
	entered.Set(text)
	typed.Set(entered.Get())
}

// TextInput is a field for a line of text.
type TextInput struct{ *models.TextInput }

// NewTextInput makes an empty text field.
func NewTextInput(label string) TextInput {
	t := TextInput{document.New[models.TextInput]()}
	t.Title.Set(models.Str(label))
	bound(&t.TextInput.Value, &t.MaxLength)
	bound(&t.ValueInput, &t.MaxLength)
	return t
}

// Value is the text, as of when Enter was pressed or the field was left.
func (t TextInput) Value() string { return t.TextInput.Value.Get() }

// SetValue replaces the text.
func (t TextInput) SetValue(text string) { setText(&t.TextInput.Value, &t.ValueInput, text) }

// OnChange calls f when Enter is pressed or the field is left. Calling stop ends it.
func (t TextInput) OnChange(f func(text string)) (stop func()) { return onText(&t.TextInput.Value, f) }

// OnType calls f at each keystroke, and when SetValue has changed the text. Calling stop ends it.
func (t TextInput) OnType(f func(text string)) (stop func()) { return onText(&t.ValueInput, f) }

// OnEnter calls f each time that Enter is pressed, also when the text is as it was. Calling stop
// ends it.
func (t TextInput) OnEnter(f func(text string)) (stop func()) {
	return t.OnEvent("value_submit", func(document.Event) { f(t.Value()) })
}

// Validate has f judge what visitors enter; what it refuses is not taken, and its error is shown
// below the field. The returned function judges the field now.
func (t TextInput) Validate(f func(text string) error) (check func() error) {
	return validate(&t.TextInput.Value, beside{&t.CSSClasses, &t.CSSVariables}, f)
}

// Describe explains the field in a tooltip beside its label.
func (t TextInput) Describe(text string) { t.Description.Set(models.Str(text)) }

// TextAreaInput is a field for several lines of text.
type TextAreaInput struct{ *models.TextAreaInput }

// NewTextAreaInput makes an empty text area of so many lines.
func NewTextAreaInput(label string, lines int) TextAreaInput {
	t := TextAreaInput{document.New[models.TextAreaInput]()}
	t.Title.Set(models.Str(label))
	t.Rows.Set(lines)
	t.MaxLength.Set(document.None[int]())
	bound(&t.TextAreaInput.Value, &t.MaxLength)
	bound(&t.ValueInput, &t.MaxLength)
	return t
}

// Value is the text, as of when the field was left.
func (t TextAreaInput) Value() string { return t.TextAreaInput.Value.Get() }

// SetValue replaces the text.
func (t TextAreaInput) SetValue(text string) { setText(&t.TextAreaInput.Value, &t.ValueInput, text) }

// OnChange calls f when the field is left. Calling stop ends it.
func (t TextAreaInput) OnChange(f func(text string)) (stop func()) {
	return onText(&t.TextAreaInput.Value, f)
}

// OnType calls f at each keystroke, and when SetValue has changed the text. Calling stop ends it.
func (t TextAreaInput) OnType(f func(text string)) (stop func()) { return onText(&t.ValueInput, f) }

// Validate has f judge what visitors enter, as [TextInput.Validate] does.
func (t TextAreaInput) Validate(f func(text string) error) (check func() error) {
	return validate(&t.TextAreaInput.Value, beside{&t.CSSClasses, &t.CSSVariables}, f)
}

// Describe explains the field in a tooltip beside its label.
func (t TextAreaInput) Describe(text string) { t.Description.Set(models.Str(text)) }

// PasswordInput is a text field that does not show what is in it.
type PasswordInput struct{ *models.PasswordInput }

// NewPasswordInput makes an empty password field. What is typed leaves the browser when the field
// is left or Enter is pressed, not before.
func NewPasswordInput(label string) PasswordInput {
	p := PasswordInput{document.New[models.PasswordInput]()}
	p.Title.Set(models.Str(label))
	bound(&p.PasswordInput.Value, &p.MaxLength)
	bound(&p.ValueInput, &p.MaxLength)
	return p
}

// Value is the password, as of when Enter was pressed or the field was left.
func (p PasswordInput) Value() string { return p.PasswordInput.Value.Get() }

// SetValue replaces the password; it reaches every browser that shows the page.
func (p PasswordInput) SetValue(text string) { setText(&p.PasswordInput.Value, &p.ValueInput, text) }

// OnChange calls f when Enter is pressed or the field is left. Calling stop ends it.
func (p PasswordInput) OnChange(f func(text string)) (stop func()) {
	return onText(&p.PasswordInput.Value, f)
}

// Validate has f judge what visitors enter, as [TextInput.Validate] does.
func (p PasswordInput) Validate(f func(text string) error) (check func() error) {
	return validate(&p.PasswordInput.Value, beside{&p.CSSClasses, &p.CSSVariables}, f)
}

// Describe explains the field in a tooltip beside its label.
func (p PasswordInput) Describe(text string) { p.Description.Set(models.Str(text)) }

// AutocompleteInput is a text field that proposes how to go on.
type AutocompleteInput struct{ *models.AutocompleteInput }

// NewAutocompleteInput makes a field that takes one of the proposals, which may be entered in
// capitals or not; its Restrict property lets it take other texts, too.
func NewAutocompleteInput(label string, proposals ...string) AutocompleteInput {
	a := AutocompleteInput{document.New[models.AutocompleteInput]()}
	a.Title.Set(models.Str(label))
	a.Completions.Set(proposals)
	a.MinCharacters.Set(1)
	a.CaseSensitive.Set(false)
	bound(&a.AutocompleteInput.Value, &a.MaxLength)
	bound(&a.ValueInput, &a.MaxLength)
	document.ReadOnly(&a.Completions, &a.Restrict)
	document.Check(&a.AutocompleteInput.Value, func(text string) error {
		if a.Restrict.Get() && text != "" && !slices.Contains(a.Completions.Get(), text) {
			return errChoice
		}
		return nil
	})
	return a
}

// Value is the text, empty as long as nothing is entered.
func (a AutocompleteInput) Value() string { return a.AutocompleteInput.Value.Get() }

// SetValue replaces the text.
func (a AutocompleteInput) SetValue(text string) {
	setText(&a.AutocompleteInput.Value, &a.ValueInput, text)
}

// SetProposals replaces the proposals.
func (a AutocompleteInput) SetProposals(proposals ...string) { a.Completions.Set(proposals) }

// OnChange calls f when a proposal is picked. Calling stop ends it.
func (a AutocompleteInput) OnChange(f func(text string)) (stop func()) {
	return onText(&a.AutocompleteInput.Value, f)
}

// OnType calls f at each keystroke, for example to look for proposals, and when SetValue has
// changed the text. Calling stop ends it.
func (a AutocompleteInput) OnType(f func(text string)) (stop func()) { return onText(&a.ValueInput, f) }

// Validate has f judge what visitors enter, as [TextInput.Validate] does.
func (a AutocompleteInput) Validate(f func(text string) error) (check func() error) {
	return validate(&a.AutocompleteInput.Value, beside{&a.CSSClasses, &a.CSSVariables}, f)
}

// Describe explains the field in a tooltip beside its label.
func (a AutocompleteInput) Describe(text string) { a.Description.Set(models.Str(text)) }
