package widgets

import (
	"fmt"
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// ColorPicker picks a colour.
type ColorPicker struct{ *models.ColorPicker }

// NewColorPicker makes a picker that shows a colour.
func NewColorPicker(label string, c document.Color) ColorPicker {
	p := ColorPicker{document.New[models.ColorPicker]()}
	p.Title.Set(models.Str(label))
	p.Color.Set(c)
	document.Check(&p.Color, func(c document.Color) error {
		if !isHex(string(c)) {
			return fmt.Errorf("%.20q is not a colour like #20a0ff", string(c))
		}
		return nil
	})
	return p
}

// isHex reports whether a text is #rgb or #rrggbb: what browsers send, and nothing that could end
// up as something else in a page.
func isHex(c string) bool {
	if len(c) != 4 && len(c) != 7 || c[0] != '#' {
		return false
	}
	for _, r := range c[1:] {
		if !('0' <= r && r <= '9' || 'a' <= r && r <= 'f' || 'A' <= r && r <= 'F') {
			return false
		}
	}
	return true
}

// Value is the colour, for example "#20a0ff".
func (p ColorPicker) Value() document.Color { return p.Color.Get() }

// SetValue shows another colour.
func (p ColorPicker) SetValue(c document.Color) { p.Color.Set(c) }

// OnChange calls f when a colour is picked. Calling stop ends it.
func (p ColorPicker) OnChange(f func(c document.Color)) (stop func()) {
	return p.Color.OnChange(func(c document.Change[document.Color]) { f(c.New) })
}

// Describe explains the field in a tooltip beside its label.
func (p ColorPicker) Describe(text string) { p.Description.Set(models.Str(text)) }

// Palette is a list of colours with a name.
type Palette struct {
	Name   string
	Colors []document.Color
}

// ColorMap picks one of several palettes, which it shows.
type ColorMap struct {
	*models.PaletteSelect
	palettes []Palette
}

// NewColorMap makes a list of palettes that stands at the first.
func NewColorMap(label string, palettes ...Palette) ColorMap {
	m := ColorMap{document.New[models.PaletteSelect](), palettes}
	m.Title.Set(models.Str(label))
	items := make([]models.NamedPalette, len(palettes))
	for i, p := range palettes {
		items[i] = models.NamedPalette{Name: p.Name, Colors: p.Colors}
	}
	m.Items.Set(items)
	m.PaletteSelect.Value.Set(palettes[0].Name)
	document.ReadOnly(&m.Items)
	document.Check(&m.PaletteSelect.Value, func(name string) error {
		if !slices.ContainsFunc(palettes, func(p Palette) bool { return p.Name == name }) {
			return errChoice
		}
		return nil
	})
	return m
}

// Value is the palette that is picked.
func (m ColorMap) Value() Palette { return m.named(m.PaletteSelect.Value.Get()) }

func (m ColorMap) named(name string) Palette {
	i := slices.IndexFunc(m.palettes, func(p Palette) bool { return p.Name == name })
	return m.palettes[max(0, i)]
}

// SetValue picks a palette, which is known by its name.
func (m ColorMap) SetValue(p Palette) { m.Select(p.Name) }

// Select picks a palette by its name, the first if there is none of that name.
func (m ColorMap) Select(name string) { m.PaletteSelect.Value.Set(m.named(name).Name) }

// OnChange calls f when a palette is picked. Calling stop ends it.
func (m ColorMap) OnChange(f func(p Palette)) (stop func()) {
	return onText(&m.PaletteSelect.Value, func(name string) { f(m.named(name)) })
}

// Describe explains the list in a tooltip beside its label.
func (m ColorMap) Describe(text string) { m.Description.Set(models.Str(text)) }
