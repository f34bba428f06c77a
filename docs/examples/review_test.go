package examples

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// arrived is true once the page of a name has the keyboard.
func arrived(page string) string {
	return chrome.JS(`document.activeElement?.shadowRoot != null && every(document, "[role=group]:focus").some((el) => el.ariaLabel === "` + page + `")`)
}

// rested is true once nothing is said of the fields: what was said below one has made room, and nothing moves any more.
var rested = chrome.JS(`!every(document, ".pg-invalid").length`)

func TestARegistrationIsReviewedBeforeItIsSent(t *testing.T) {
	address := serve(t) + "/review"
	for look, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}} {
		t.Run(look, func(t *testing.T) { register(t, chrome.OpenAs(t, address, view)) })
	}
}

func register(t *testing.T, tab *chrome.Tab) {
	tab.ClickText("button", "Next")
	tab.WaitText("Not everything is right yet")
	tab.Shot("wrong.png")
	tab.Click(tab.Inside("Name *", "input"))
	tab.Keys("Ada Lovelace" + chrome.TabKey)
	tab.Wait(chrome.JS(`!view(model("Name *")).el.classList.contains("pg-invalid")`)) // what was said below it makes room
	tab.Click(tab.Inside("E-mail *", "input"))
	tab.Keys("ada@example.org" + chrome.TabKey)
	tab.Wait(rested)
	tab.ClickText("button", "Next")
	tab.Wait(arrived("What do you book?"))
	tab.ClickText("label", "Pottery")
	tab.Click(tab.Inside("Seats", "input"))
	tab.Keys(chrome.Backspace + "6" + chrome.TabKey)
	tab.Click(tab.Inside("I will come, or call in time *", "input"))
	tab.Shot("booking.png")
	tab.ClickText("button", "Review")
	tab.Wait(chrome.JS(`getComputedStyle(view(model("Seats")).el, "::after").content.includes("four potter's wheels")`))

	tab.ClickText("button", "Back") // what was entered stays
	tab.Wait(arrived("Who are you?"))
	if name := chrome.Eval[string](tab, chrome.JS(`every(view(model("Name *")).shadow_el, "input")[0].value`)); name != "Ada Lovelace" {
		t.Errorf("the name is %q", name)
	}
	tab.ClickText("button", "Next")
	tab.Wait(arrived("What do you book?"))
	tab.Click(tab.Inside("Seats", "input"))
	tab.Keys(chrome.Backspace + "4" + chrome.TabKey)
	tab.Wait(rested)
	tab.ClickText("button", "Review")
	tab.Wait(arrived("Review"))
	tab.WaitText("ada@example.org")
	tab.Shot("review.png")

	tab.ClickText("button", "Change")
	tab.Wait(arrived("Who are you?"))
	tab.ClickText("button", "Review") // not each step again
	tab.Wait(arrived("Review"))
	tab.ClickText("button", "Confirm")
	tab.WaitText("Ada Lovelace has 4 seats in Pottery.")
	tab.Shot("done.png")
	if chrome.Eval[bool](tab, "document.documentElement.scrollWidth > innerWidth") {
		t.Error("the page is wider than the screen")
	}
	tab.ClickText("button", "Register somebody else")
	tab.Wait(arrived("Who are you?"))
	tab.Shot("again.png")
}
