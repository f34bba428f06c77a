package examples

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestAPictureIsFilteredBySliders(t *testing.T) {
	address := serve(t) + "/image_filter"
	tab, other := chrome.Open(t, address), chrome.Open(t, address)
	after := chrome.JS(`every(document, "img").at(-1).src`)
	loaded := chrome.JS(`every(document, "img").filter((picture) => picture.src.length > 1000).length === 2`)
	tab.Wait(loaded)
	other.Wait(loaded)
	first := chrome.Eval[string](tab, after)
	tab.Drag("Blur, px", 0.5)
	tab.Wait(after + `.length < ` + js(len(first)*2/3)) // what is blurred takes less room
	tab.Click(tab.Inside("Edges only", ".bk-body"))
	blurred := chrome.Eval[string](tab, after)
	tab.Wait(after + ` !== "` + blurred + `"`)
	tab.Drag("Hue, °", 0.8)
	tab.Shot("filtered.png")
	if same := chrome.Eval[string](other, after); same != first {
		t.Error("what one visitor does is seen by another")
	}
	tab.ClickText("button", "Reset")
	tab.Wait(after + ` === "` + first + `"`)
}
