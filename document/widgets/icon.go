package widgets

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// ButtonIcon is a picture to click.
type ButtonIcon struct{ *models.ButtonIcon }

// NewButtonIcon makes a button of an SVG.
func NewButtonIcon(svg string) ButtonIcon {
	b := ButtonIcon{document.New[models.ButtonIcon]()}
	b.Icon.Set(standalone(svg))
	b.ActiveIcon.Set(standalone(svg))
	b.Size.Set(document.Some("24px"))
	return b
}

// OnClick calls f at each click. Calling stop ends it.
func (b ButtonIcon) OnClick(f func()) (stop func()) {
	return b.OnEvent("button_click", func(document.Event) {
		if !b.Disabled.Get() {
			f()
		}
	})
}

// SetLabel writes a text beside the picture.
func (b ButtonIcon) SetLabel(label string) { b.Title.Set(label) }

// Describe explains the button to whoever rests the mouse on it.
func (b ButtonIcon) Describe(text string) { hover(&b.HTMLAttributes, text) }

// ToggleIcon is a picture that changes to another one and back when it is clicked.
type ToggleIcon struct{ *models.ToggleIcon }

// NewToggleIcon makes a toggle of two SVGs that shows the first.
func NewToggleIcon(off, on string) ToggleIcon {
	t := ToggleIcon{document.New[models.ToggleIcon]()}
	t.Icon.Set(standalone(off))
	t.ActiveIcon.Set(standalone(on))
	t.Size.Set(document.Some("24px"))
	return t
}

// Value is whether the second picture shows.
func (t ToggleIcon) Value() bool { return t.ToggleIcon.Value.Get() }

// SetValue shows one of the pictures.
func (t ToggleIcon) SetValue(on bool) { t.ToggleIcon.Value.Set(on) }

// OnChange calls f when the picture changes. Calling stop ends it.
func (t ToggleIcon) OnChange(f func(on bool)) (stop func()) {
	return t.ToggleIcon.Value.OnChange(func(c document.Change[bool]) { f(c.New) })
}

// SetLabel writes a text beside the picture.
func (t ToggleIcon) SetLabel(label string) { t.Title.Set(label) }

// Describe explains the toggle to whoever rests the mouse on it.
func (t ToggleIcon) Describe(text string) { hover(&t.HTMLAttributes, text) }

// TooltipIcon is a question mark that explains something to whoever points at it.
type TooltipIcon struct{ *models.TooltipIcon }

// NewTooltipIcon makes a tooltip icon.
func NewTooltipIcon(text string) TooltipIcon {
	t := TooltipIcon{document.New[models.TooltipIcon]()}
	tip := document.New[models.Tooltip]()
	tip.Content.Set(models.Str(text))
	tip.Position.Set(models.AnchorRight)
	tip.Syncable.Set(false) // the front end ties it to an element of the page, which cannot travel
	t.Description.Set(tip)
	return t
}
