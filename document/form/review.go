package form

import (
	"html"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// review is the step between the fields and the submission.
type review struct {
	sheet         sheet
	buttons       *models.Row
	confirm, back widgets.Button
	open          bool
}

// Review puts a step before the submission: what is entered is shown once more, to be confirmed or
// changed.
func (f *Form[T]) Review() {
	if f.review != nil {
		return
	}
	f.Submit.Label.Set(models.Str("Review"))
	r := &review{sheet: newSheet(f.root.lines), confirm: widgets.NewButton("Confirm"), back: widgets.NewButton("Back")}
	r.confirm.SetColor(widgets.Primary)
	r.confirm.OnClick(f.press)
	r.back.OnClick(func() {
		if !f.busy.Value() {
			f.say(nil)
			f.turn(false)
		}
	})
	r.buttons = layout.Row(r.confirm, r.back)
	f.review = r
	f.Children.Set([]models.UIElement{f.fields, r.sheet, f.summary, f.buttons, r.buttons})
	f.turn(false)
}

// turn shows the fields, or the review.
func (f *Form[T]) turn(open bool) {
	if f.review == nil {
		return
	}
	if open {
		f.review.sheet.draw()
	}
	f.review.open = open
	f.fields.Visible.Set(!open)
	f.buttons.Visible.Set(!open && f.submit != nil)
	f.review.sheet.Visible.Set(open)
	f.review.buttons.Visible.Set(open)
}

func (f *Form[T]) allButtons() []widgets.Button {
	all := []widgets.Button{f.Submit, f.Reset}
	if f.review != nil {
		all = append(all, f.review.confirm, f.review.back)
	}
	return all
}

// Summary shows what is entered, to be read only; it follows the form.
func (f *Form[T]) Summary() models.UIElement {
	s := newSheet(f.root.lines)
	s.draw()
	f.OnChange(func(T) { s.draw() })
	return s
}

const sheetStyle = `
dl { display: grid; grid-template-columns: minmax(100px, max-content) 1fr; gap: 6px 20px; margin: 0; }
dt { color: var(--pg-muted); }
dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }`

// sheet shows what is entered, to be read only.
type sheet struct {
	*models.Div
	lines func(add func(label, text string))
}

func newSheet(lines func(add func(label, text string))) sheet {
	d := document.New[models.Div]()
	d.DisableMath.Set(true)
	d.Stylesheets.Set([]models.StyleSheetOrStrOrStyleRules{models.Str(sheetStyle)})
	wide(d)
	return sheet{d, lines}
}

// draw shows what is entered now. Everything in it is text, whatever a visitor has made of it.
func (s sheet) draw() {
	var b strings.Builder
	b.WriteString("<dl>")
	s.lines(func(label, text string) {
		if text == "" {
			text = "–"
		}
		b.WriteString("<dt>" + html.EscapeString(label) + "</dt><dd>" + html.EscapeString(text) + "</dd>")
	})
	b.WriteString("</dl>")
	s.Text.Set(b.String())
}
