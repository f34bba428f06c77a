package widgets

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Checkbox says yes or no.
type Checkbox struct{ *models.Checkbox }

// NewCheckbox makes a box without a mark.
func NewCheckbox(label string) Checkbox {
	c := Checkbox{document.New[models.Checkbox]()}
	c.Label.Set(label)
	return c
}

// Value is whether the box is marked.
func (c Checkbox) Value() bool { return c.Active.Get() }

// SetValue marks the box, or takes its mark away.
func (c Checkbox) SetValue(on bool) { c.Active.Set(on) }

// OnChange calls f when the mark comes or goes. Calling stop ends it.
func (c Checkbox) OnChange(f func(on bool)) (stop func()) {
	return c.Active.OnChange(func(change document.Change[bool]) { f(change.New) })
}

// Describe explains the box to whoever rests the mouse on it.
func (c Checkbox) Describe(text string) { hover(&c.HTMLAttributes, text) }

// Switch is on or off.
type Switch struct{ *models.Switch }

// NewSwitch makes a switch that is off.
func NewSwitch(label string) Switch {
	s := Switch{document.New[models.Switch]()}
	s.Label.Set(label)
	return s
}

// Value is whether the switch is on.
func (s Switch) Value() bool { return s.Active.Get() }

// SetValue turns the switch on or off.
func (s Switch) SetValue(on bool) { s.Active.Set(on) }

// OnChange calls f when the switch is turned. Calling stop ends it.
func (s Switch) OnChange(f func(on bool)) (stop func()) {
	return s.Active.OnChange(func(change document.Change[bool]) { f(change.New) })
}

// Describe explains the switch to whoever rests the mouse on it.
func (s Switch) Describe(text string) { hover(&s.HTMLAttributes, text) }
