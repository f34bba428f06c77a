// Package videostream shows the visitor's camera and takes pictures of it: the program gets them as JPEG files. The browser
// asks for permission first.
//
//panelgo:gallery widgets.VideoStream
package videostream

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	camera := widgets.NewVideoStream()
	snap := widgets.NewButton("Take a picture")
	snap.OnClick(camera.Snap)

	album, size := layout.Row(), pane.NewText("No picture yet.")
	camera.OnChange(func(picture []byte) {
		album.Children.Set(append(album.Children.Get(), pane.NewImage(picture, "a picture of the camera")))
		size.SetText(fmt.Sprintf("The latest has %d bytes.", len(picture)))
	})

	doc.SetTitle("VideoStream")
	doc.Add(layout.Column(camera, snap, size, album))
	return nil
}
