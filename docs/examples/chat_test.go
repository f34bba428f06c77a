package examples

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// idle holds where the chat has finished answering.
var idle = chrome.JS(`every(document, ".pg-stop").every((b) => !b.checkVisibility())`)

func TestAChatAnswersWordByWord(t *testing.T) {
	for look, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}} {
		t.Run(look, func(t *testing.T) {
			tab := chrome.OpenAs(t, serve(t)+"/chat", view)
			tab.Click(tab.Find("textarea"))
			tab.Keys("How do you *work*?")
			tab.Press(chrome.Enter)
			tab.WaitText("I am a script")
			tab.Shot("growing.png")
			tab.Wait(idle)
			tab.Shot("said.png")
			tab.Keys("And a plot")
			tab.Press(chrome.Enter)
			tab.WaitText("Jupiter: 97")
			tab.Shot("step.png")
			tab.Wait(chrome.JS(`every(document, "canvas").length > 0`))
			tab.Wait(idle)
			tab.Wait(chrome.JS(`every(document, ".pg-chat-log").every((e) => e.scrollTop === 0 && (e.scrollHeight > e.clientHeight || innerHeight > 850))`))
			tab.Shot("plot.png")
		})
	}
}
