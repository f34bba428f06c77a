package richtext

import (
	"fmt"
	"sync"

	"github.com/microcosm-cc/bluemonday"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// TextEditor is a field for text with bold and italic letters, lists and links.
type TextEditor struct{ *models.QuillInput }

// maxBytes is how much of a text a browser may send: a book's worth.
const maxBytes = 2_000_000

// NewTextEditor makes an editor with a text in HTML.
func NewTextEditor(html string) TextEditor {
	t := TextEditor{document.New[models.QuillInput]()}
	t.Toolbar.Set([]any{
		[]any{"bold", "italic", "underline", "strike"}, []any{"blockquote", "code-block", "link"},
		[]any{map[string]any{"header": 1}, map[string]any{"header": 2}}, []any{map[string]any{"list": "ordered"}, map[string]any{"list": "bullet"}}, []any{"clean"},
	})
	t.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	t.Height.Set(document.Some(200.0))
	t.SetValue(html)
	document.Check(&t.Text, checkLength)
	document.Check(&t.TextInput, checkLength)
	return t
}

func checkLength(text string) error {
	if len(text) > maxBytes {
		return fmt.Errorf("%d bytes of text are too many, %d are allowed", len(text), maxBytes)
	}
	return nil
}

// policy is what a text may hold.
var policy = sync.OnceValue(bluemonday.UGCPolicy)

// Value is the text in HTML. Whatever could act on a page is dropped from it.
func (t TextEditor) Value() string { return policy().Sanitize(t.Text.Get()) }

// SetValue replaces the text.
func (t TextEditor) SetValue(html string) { t.Text.Set(policy().Sanitize(html)) }

// OnChange calls f at each edit. Calling stop ends that.
func (t TextEditor) OnChange(f func(html string)) (stop func()) {
	return t.Text.OnChange(func(document.Change[string]) { f(t.Value()) })
}

// Describe explains the editor to whoever rests the mouse on it.
func (t TextEditor) Describe(text string) { t.HTMLAttributes.Set(map[string]string{"title": text}) }
