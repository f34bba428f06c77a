package widgets

import (
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Color is the meaning of a button, which the theme turns into a colour.
type Color = models.ButtonType

// The colours of buttons.
const (
	Default = models.ButtonTypeDefault
	Primary = models.ButtonTypePrimary
	Success = models.ButtonTypeSuccess
	Warning = models.ButtonTypeWarning
	Danger  = models.ButtonTypeDanger
	Light   = models.ButtonTypeLight
)

// Button is something to click.
type Button struct{ *models.Button }

// NewButton makes a button.
func NewButton(label string) Button {
	b := Button{document.New[models.Button]()}
	b.Label.Set(models.Str(label))
	return b
}

// OnClick calls f at each click. Calling stop ends it.
func (b Button) OnClick(f func()) (stop func()) {
	return b.OnEvent("button_click", func(document.Event) {
		if !b.Disabled.Get() {
			f()
		}
	})
}

// SetColor gives the button a meaning, for example [Primary].
func (b Button) SetColor(c Color) { b.ButtonType.Set(c) }

// SetVariant draws the button filled or outlined.
func (b Button) SetVariant(v Variant) { variant(&b.CSSClasses, v) }

// SetIcon shows an SVG before the label.
func (b Button) SetIcon(svg string) { b.Icon.Set(svgIcon(svg)) }

// Describe explains the button to whoever rests the mouse on it.
func (b Button) Describe(text string) { hover(&b.HTMLAttributes, text) }

func svgIcon(svg string) *models.SVGIcon {
	icon := document.New[models.SVGIcon]()
	icon.SVG.Set(standalone(svg))
	return icon
}

// standalone is an SVG as a document of its own, which it need not be in a page.
func standalone(svg string) string {
	if strings.Contains(svg, "xmlns=") {
		return svg
	}
	return strings.Replace(svg, "<svg", `<svg xmlns="http://www.w3.org/2000/svg"`, 1)
}

// Toggle is a button that stays down until it is clicked again.
type Toggle struct{ *models.Toggle }

// NewToggle makes a toggle that is up.
func NewToggle(label string) Toggle {
	t := Toggle{document.New[models.Toggle]()}
	t.Label.Set(models.Str(label))
	return t
}

// Value is whether the toggle is down.
func (t Toggle) Value() bool { return t.Active.Get() }

// SetValue moves the toggle.
func (t Toggle) SetValue(down bool) { t.Active.Set(down) }

// OnChange calls f when the toggle moves. Calling stop ends it.
func (t Toggle) OnChange(f func(down bool)) (stop func()) {
	return t.Active.OnChange(func(c document.Change[bool]) { f(c.New) })
}

// SetColor gives the toggle a meaning, for example [Primary].
func (t Toggle) SetColor(c Color) { t.ButtonType.Set(c) }

// SetVariant draws the toggle filled or outlined.
func (t Toggle) SetVariant(v Variant) { variant(&t.CSSClasses, v) }

// Describe explains the toggle to whoever rests the mouse on it.
func (t Toggle) Describe(text string) { hover(&t.HTMLAttributes, text) }

// MenuButton opens a menu.
type MenuButton struct {
	*models.Dropdown
	items *chooser[string]
}

// NewMenuButton makes a button with a menu of these items; an empty item draws a line.
func NewMenuButton(label string, items ...string) MenuButton {
	m := MenuButton{document.New[models.Dropdown](), newChooser(Choices(items...))}
	m.Label.Set(models.Str(label))
	menu := make([]models.StrOrStrPair, len(items))
	for i, item := range items {
		if item != "" {
			menu[i] = models.Str(item)
		}
	}
	m.Menu.Set(menu)
	document.ReadOnly(&m.Menu)
	return m
}

// OnClick calls f with the item that a visitor picks. Calling stop ends it.
func (m MenuButton) OnClick(f func(item string)) (stop func()) {
	return m.OnEvent("menu_item_click", func(e document.Event) {
		item, _ := e.Values["item"].(string)
		if _, known := m.items.at[item]; known && item != "" && !m.Disabled.Get() {
			f(item)
		}
	})
}

// SetColor gives the button a meaning, for example [Primary].
func (m MenuButton) SetColor(c Color) { m.ButtonType.Set(c) }

// Describe explains the button to whoever rests the mouse on it.
func (m MenuButton) Describe(text string) { hover(&m.HTMLAttributes, text) }
