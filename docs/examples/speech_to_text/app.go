// Package speechtotext shows a button by which visitors dictate: click on the microphone, speak, and click again. Chrome,
// Edge and Safari understand speech.
//
//panelgo:gallery widgets.SpeechToText
package speechtotext

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	ear := widgets.NewSpeechToText("en-GB")
	heard := pane.NewText("Say something.")
	ear.OnChange(func(text string) {
		heard.SetText(fmt.Sprintf("%q: %d words", text, len(strings.Fields(text))))
	})

	doc.SetTitle("SpeechToText")
	doc.Add(layout.Column(ear, heard))
	return nil
}
