package layout

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Card frames its children below a title; a click on that folds it. It is open: set Collapsed to
// fold it from the start.
func Card(title string, children ...models.UIElement) *models.Card {
	c := document.New[models.Card]()
	body := Column(children...)
	body.Styles.Set(models.StyleMap{"padding": document.Some("4px 14px 14px")})
	c.Children.Set([]models.UIElement{heading(title), body})
	c.Collapsed.Set(false)
	c.HeaderCSSClasses.Set([]string{"pg-head"})
	c.ButtonCSSClasses.Set([]string{"pg-fold"})
	c.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	style(&c.Stylesheets, cardStyle)
	return c
}

// cardStyle also has plots in a card draw on its ground.
const cardStyle = `
:host { border: 1px solid var(--pg-border); border-radius: 8px; background: var(--pg-surface); overflow: hidden;
	--bk-border-fill-color: var(--pg-surface); --bk-background-fill-color: var(--pg-surface); box-sizing: border-box; }
.pg-head { display: flex; align-items: center; gap: 8px; width: 100%; margin: 0; padding: 10px 14px; box-sizing: border-box;
	border: 0; border-radius: 0; background: none; color: var(--pg-text); font: 600 14px/1.4 var(--pg-font); text-align: start; outline-offset: -3px; }
button.pg-head { cursor: pointer; }
button.pg-head:hover { background: var(--pg-raised); }
.pg-head:focus-visible { outline: 3px solid var(--pg-accent); }
.pg-fold { display: flex; color: var(--pg-muted); }`

func heading(title string) *models.Div {
	d := document.New[models.Div]()
	d.RenderAsText.Set(true)
	d.DisableMath.Set(true)
	d.Text.Set(title)
	style(&d.Stylesheets, ":host{margin:0}")
	return d
}

// Fixed frames its children like a [Card] that cannot be folded. An empty title is left out.
func Fixed(title string, children ...models.UIElement) *models.Card {
	c := Card(title, children...)
	c.Collapsible.Set(false)
	if title == "" {
		c.HideHeader.Set(true)
		c.Children.Get()[1].(*models.Column).Styles.Set(models.StyleMap{"padding": document.Some("14px")})
	}
	return c
}

// Accordion stacks cards of which one is open at a time: the first, until a visitor opens another.
func Accordion(cards ...*models.Card) *models.Column {
	children := make([]models.UIElement, len(cards))
	for i, card := range cards {
		children[i] = card
		card.Collapsed.Set(i > 0)
		card.Collapsed.OnChange(func(change document.Change[bool]) {
			if change.New {
				return
			}
			for _, other := range cards {
				if other != card {
					other.Collapsed.Set(true)
				}
			}
		})
	}
	c := Column(children...)
	c.Spacing.Set(gap / 2)
	return c
}
