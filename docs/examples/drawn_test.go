package examples

import (
	"strconv"
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// looks are the ways in which a page is looked at.
var looks = map[string]chrome.View{"light": {}, "dark": {Dark: true}}

func TestATableOfPerspectiveShowsItsRows(t *testing.T) {
	for look, view := range looks {
		tab := chrome.OpenAs(t, serve(t)+"/perspective", view)
		cells := `every(document, "regular-table td").map((cell) => cell.textContent)`
		tab.Wait(chrome.JS(cells + `.some((text) => text.includes("bikes"))`))
		// The viewer may miss rows that come while it still begins: it says itself when it has come to rest.
		tab.Wait(chrome.JS(`(window.resting ??= every(document, "perspective-viewer")[0].flush().then(() => { window.rested = true }), window.rested)`))
		tab.Shot(look + "-before.png")
		tab.ClickText("button", "Skis in the west, at last")
		tab.Wait(`[...Bokeh.documents[0]._all_models.values()].some((m) => m.type === "ColumnDataSource" && m.get_length() === 9)`)
		tab.Wait(chrome.JS(cells + `.some((text) => text.includes("3,600"))`))
		tab.Shot(look + ".png")
	}
}

func TestCirclesAreRound(t *testing.T) {
	address := serve(t)
	for _, name := range []string{"pie", "annular_wedge"} {
		tab := chrome.Open(t, address+"/"+name)
		tab.Wait(chrome.JS(`(() => {
			const figure = [...Bokeh.documents[0]._all_models.values()].find((m) => m.type === "Figure");
			const {frame} = view(figure), x = frame.x_scale, y = frame.y_scale;
			const wide = Math.abs(x.compute(1) - x.compute(0)), high = Math.abs(y.compute(1) - y.compute(0));
			return Math.abs(wide - high) < 1 && 2 * high < frame.bbox.height && wide > 50 && x.compute(1) <= frame.bbox.right;
		})()`))
		tab.Shot(name + ".png")
	}
}

func TestAMapTellsWhereItIsClicked(t *testing.T) {
	for look, view := range looks {
		tab := chrome.OpenAs(t, serve(t)+"/map_tiles", view)
		tab.Quiet()
		tab.Shot(look + ".png")
		tab.Click(tab.Find(".bk-events").At(0.4, 0.4))
		tab.WaitText("° east")
		tab.ClickText("button", "Add Madrid")
		tab.Quiet()
		tab.Shot(look + "-madrid.png")
	}
}

func TestStepsRunAndTellWhyOneHasFailed(t *testing.T) {
	for look, view := range looks {
		tab := chrome.OpenAs(t, serve(t)+"/chat_steps", view)
		tab.ClickText("button", "Run")
		tab.WaitText("The disk is full.")
		tab.Shot(look + ".png")
	}
}

func TestAnEchoAnswersALetterAtATime(t *testing.T) {
	for look, view := range looks {
		tab := chrome.OpenAs(t, serve(t)+"/chat_interface", view)
		tab.Click(tab.Find("textarea"))
		tab.Keys("anybody *there*?")
		tab.Press(chrome.Enter)
		tab.Wait(chrome.JS(`every(document, ".pg-msg").length === 2`))
		tab.Wait(chrome.JS(`every(document, "em").filter((e) => e.textContent === "there").length === 2`))
		tab.Wait(idle)
		tab.Shot(look + ".png")
	}
}

func TestAWindowOverThePageIsDraggedAndHidden(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/float_panel")
	before := tab.Find(".bk-header")
	tab.Shot("before.png")
	tab.Trace(before, [2]float64{0.3, 0.5}, [2]float64{0.1, 0.5}, [2]float64{0.1, 3})
	tab.Wait(chrome.JS(`every(document, ".bk-header")[0].getBoundingClientRect().top > ` + strconv.Itoa(int(before.Y+20))))
	tab.Shot("moved.png")
	tab.ClickText("button", "Hide, show the notes")
	tab.Wait(chrome.JS(`!every(document, ".bk-header").some((e) => e.checkVisibility())`))
}
