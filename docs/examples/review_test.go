package examples

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestARegistrationIsReviewedBeforeItIsSent(t *testing.T) {
	address := serve(t) + "/review"
	tab, other := chrome.Open(t, address), chrome.Open(t, address)
	tab.ClickText("button", "Next")
	tab.WaitText("Not everything is right yet")
	tab.Click(tab.Inside("Name *", "input"))
	tab.Keys("Ada Lovelace" + chrome.TabKey)
	tab.Click(tab.Inside("E-mail *", "input"))
	tab.Keys("ada@example.org" + chrome.TabKey)
	tab.Wait(chrome.JS(`!every(document, ".pg-invalid").length`)) // what was said of the fields is gone: nothing moves any more
	tab.ClickText("button", "Next")
	tab.WaitText("What do you book?")
	tab.ClickText("label", "Pottery")
	tab.Click(tab.Inside("Seats", "input"))
	tab.Keys(chrome.Backspace + "6" + chrome.TabKey)
	tab.Click(tab.Inside("I will come, or call in time *", "input"))
	tab.Shot("booking.png")
	tab.ClickText("button", "Review")
	tab.Wait(chrome.JS(`getComputedStyle(view(model("Seats")).el, "::after").content.includes("four potter's wheels")`))
	tab.Click(tab.Inside("Seats", "input"))
	tab.Keys(chrome.Backspace + "4" + chrome.TabKey)
	tab.ClickText("button", "Review")
	tab.WaitText("Is this right?")
	tab.WaitText("ada@example.org")
	tab.Shot("review.png")
	tab.ClickText("button", "Confirm")
	tab.WaitText("Ada Lovelace has 4 seats in Pottery.")
	tab.Shot("done.png")
	tab.ClickText("button", "Register somebody else")
	tab.WaitText("Who are you?")
	other.WaitText("Who are you?")
}
