package layout

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// gap is the space between neighbours, px.
const gap = 12

// Column places components below each other, over the full width that it is given. Its Append adds
// others later:
//
//	log := layout.Column()
//	log.Append(pane.NewText("Ready."))
func Column(children ...models.UIElement) *models.Column {
	c := document.New[models.Column]()
	c.Children.Set(children)
	c.Spacing.Set(gap)
	c.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	return c
}

// wrap lets a row go on below where a screen is too narrow for it.
const wrap = models.Str(":host{flex-wrap:wrap}")

// Row places components beside each other, over the full width that it is given. On a narrow screen
// it goes on in a further line. Its Append adds others later.
func Row(children ...models.UIElement) *models.Row {
	r := document.New[models.Row]()
	r.Children.Set(children)
	r.Spacing.Set(gap)
	r.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	r.Stylesheets.Set([]models.StyleSheetOrStrOrStyleRules{wrap})
	return r
}
