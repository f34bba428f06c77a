// Package texttospeech shows a page that speaks: type a sentence, choose how fast, and click.
//
//panelgo:gallery widgets.TextToSpeech
package texttospeech

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	voice := widgets.NewTextToSpeech()
	text := widgets.NewTextInput("What to say")
	text.SetValue("The train now at platform three goes to Turin.")
	rate := widgets.NewFloatSlider("How fast", 0.5, 2)
	rate.SetValue(1)

	state := pane.NewText("Silence.")
	voice.OnSpeaking(func(speaking bool) {
		state.SetText(map[bool]string{true: "Speaking …", false: "Silence."}[speaking])
	})
	say := widgets.NewButton("Say it")
	say.OnClick(func() {
		voice.SetTone(1, rate.Value(), 1)
		voice.SetValue(text.Value())
	})

	doc.SetTitle("TextToSpeech")
	doc.Add(layout.Column(voice, text, rate, say, state))
	return nil
}
