package server_test

import (
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestACameraOrMicrophoneThatIsMissingIsSaid(t *testing.T) {
	tab := chrome.Open(t, servertest.Serve(t, server.Apps{"/app": func(doc *document.Document) error {
		camera, ear := widgets.NewVideoStream(), widgets.NewSpeechToText("en-GB")
		camera.Name.Set(document.Some("camera"))
		ear.Name.Set(document.Some("ear"))
		doc.Add(press("Begin", func() { doc.Add(layout.Column(camera, ear)) }))
		doc.Add(press("Snap", camera.Snap))
		return nil
	}}, server.Options{}, sessions)+"/app")
	chrome.Eval[bool](tab, `(navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("none", "NotFoundError")), true)`)
	push(tab, "Begin")
	const said = `getComputedStyle(view(m).el, "::after").content.includes(`
	tab.WaitModel("camera", said+`"There is no camera here")`)
	tab.WaitModel("ear", `view(m).recognition.dispatchEvent(Object.assign(new Event("error"), {error: "audio-capture"})), true`)
	tab.WaitModel("ear", said+`"There is no microphone here")`)
	push(tab, "Snap") // of nothing
	tab.WaitModel("camera", said+`"There is no camera here") && m.snapshot`)
	if p := tab.Problems(); len(p) > 0 {
		t.Errorf("the console has %q", p)
	}
}
