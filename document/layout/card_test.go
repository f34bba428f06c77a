package layout_test

import (
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestAFoldedCardThatIsDrawnAnewOpens(t *testing.T) {
	var card *models.Card
	var place *models.Column
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		card = layout.Card("A card", words("what is in it"))
		place = layout.Column(card)
		return []document.Model{place}
	})
	body := func() *models.Column { return card.Children.Get()[1].(*models.Column) }
	hidden := chrome.JS(`!every(document, "div").some((el) => el.textContent === "what is in it" && el.getClientRects().length > 0)`)
	s.WaitText("what is in it")
	s.ClickText("div", "A card")
	s.until(card.Collapsed.Get)
	s.Wait(hidden)
	s.turn(func() {
		if !body().Visible.Get() {
			t.Error("the program is told that it has hidden what is in the card")
		}
		place.Children.Set([]models.UIElement{words("nothing")})
	})
	s.WaitText("nothing")
	s.turn(func() { place.Children.Set([]models.UIElement{card}) })
	s.WaitText("A card")
	s.Wait(hidden)
	s.ClickText("div", "A card")
	s.WaitText("what is in it")

	// What the program hides stays hidden when the card is opened, and what it shows while the card
	// is folded does not show.
	s.ClickText("div", "A card")
	s.until(card.Collapsed.Get)
	s.turn(func() { body().Visible.Set(false) })
	s.ClickText("div", "A card")
	s.until(func() bool { return !card.Collapsed.Get() })
	s.Wait(hidden)
	s.turn(func() { card.Collapsed.Set(true); body().Visible.Set(true) })
	s.Wait(hidden)
	s.turn(func() { card.Collapsed.Set(false) })
	s.WaitText("what is in it")
}
