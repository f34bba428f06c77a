package examples

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestAValueFollowsTwoSliders(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/bind")
	tab.WaitText("Total: 0.00 €")
	tab.WaitModel("Buy", "m.disabled")
	tab.Drag("Price, €", 0.5)
	tab.Drag("Count", 0.3)
	tab.WaitText("Total: 150.00 €")
	tab.WaitModel("Buy", "!m.disabled")
	tab.Shot("total.png")
	tab.ClickText("button", "Buy")
	tab.WaitModel("Buy", "m.disabled")
}

func TestAViewShowsWhatWasChosenOrWhatIsWrong(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/bind_view")
	tab.WaitText("circle of 2827 px²")
	tab.Shot("circle.png")
	tab.Focus("Figure", "select")
	tab.Keys(chrome.ArrowDown)
	tab.WaitText("square of 3600 px²")
	tab.Drag("Size", 0)
	tab.WaitText("there is nothing to draw: move the slider")
	tab.Shot("error.png")
	tab.Drag("Size", 1)
	tab.WaitText("square of 10000 px²")
}

func TestAStateHoldsAListOfTheProgramsOwn(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/state")
	tab.WaitText("1 to do")
	tab.Focus("To do", "input")
	tab.Keys("feed <b>the</b> cat" + chrome.Enter)
	tab.WaitText("• feed <b>the</b> cat")
	tab.Wait(chrome.JS(`model("To do").value === ""`))
	tab.ClickText("button", "Done with the first")
	tab.WaitText("1 to do")
	tab.ClickText("button", "Done with the first")
	tab.WaitText("0 to do")
	tab.WaitModel("Done with the first", "m.disabled")
}

func TestLinkedWidgetsGoAlong(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/link")
	tab.Drag("Seconds", 0.5)
	tab.WaitModel("Exactly", "m.value === 30")
	tab.WaitModel("In words", `m.value === "30s"`)
	tab.Focus("Exactly", "input")
	tab.Keys(chrome.Backspace + chrome.Backspace + "45" + chrome.Enter)
	tab.WaitModel("Seconds", "m.value === 45")
	tab.WaitText("3 ticks")
	tab.Click(tab.Inside("Clock", ".bk-body"))
	tab.WaitModel("Clock", "!m.active")
}

func TestLinksInTheBrowserGoAlong(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/js_link")
	tab.WaitModel("Outside, °C", "m.value === 21")
	tab.Drag("Inside, °C", 0)
	tab.WaitModel("Outside, °C", "m.value === -20")
	tab.WaitText("-4.0 °F")
	tab.Drag("Outside, °C", 1)
	tab.WaitText("104.0 °F")
}

func TestSlowWorkIsWatchedCancelledAndDone(t *testing.T) {
	for look, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}} {
		t.Run(look, func(t *testing.T) {
			tab := chrome.OpenAs(t, serve(t)+"/slow_work", view)
			tab.Drag("Primes up to", 1)
			tab.ClickText("button", "Count")
			tab.WaitText(" of 1000000, ")
			tab.WaitText(" s left")
			tab.Wait(chrome.JS(`every(document, ".pn-loading").some((el) => getComputedStyle(el, "::before").borderTopStyle === "solid")`)) // the spinner
			tab.Shot("running.png")
			tab.ClickText("button", "Cancel")
			tab.WaitText("cancelled after")
			tab.Wait(chrome.JS(`every(document, ".pn-loading").length === 0`))
			tab.WaitModel("Cancel", "m.disabled")
			tab.Drag("Primes up to", 0)
			tab.ClickText("button", "Count")
			tab.WaitText("168 primes")
			tab.WaitText(", done") // the end of the bar: "1 of 1" where the run was over before a report was shown
			tab.Shot("done.png")
		})
	}
}

func TestACachedAnswerComesAtOnce(t *testing.T) {
	address := serve(t) + "/cache"
	tab := chrome.Open(t, address)
	tab.WaitText("Oslo: ")
	first := chrome.Eval[string](tab, `(() => { const t = [...Bokeh.documents[0]._all_models.values()].find((m) => m.text?.startsWith?.("Oslo")); return t.text })()`)
	tab.Focus("City", "select")
	tab.Keys(chrome.ArrowDown)
	tab.WaitText("Rome: ")
	other := chrome.Open(t, address)
	other.WaitText(first)
}
