// Package notifications shows messages over the page's corner: press a button. A message goes after a while or with a
// click; one that follows work changes as that goes on.
//
//panelgo:gallery page.Notify
package notifications

import (
	"context"
	"fmt"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/page"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	notify := page.Notify(doc)
	button := func(label string, f func()) widgets.Button {
		b := widgets.NewButton(label)
		b.OnClick(f)
		return b
	}

	doc.SetTitle("Notifications")
	doc.Add(layout.Row(
		button("Success", func() { notify.Success("Saved 3 rows.") }),
		button("Info", func() { notify.Info("A new version is there.") }),
		button("Warning", func() { notify.Warning("The exchange answers slowly.") }),
		button("Error", func() { notify.Error("The exchange does not answer.").For(0) }), // until it is clicked
		button("Work", func() { work(doc, notify.Info("Copying …").For(0)) }),
		button("Clear", notify.Clear),
	))
	notify.Info("Press a button.")
	return nil
}

// work takes three seconds, and says how far it is.
func work(doc *panelgo.Document, told *page.Notification) {
	doc.Go(func(ctx context.Context) func() {
		for done := range 3 {
			doc.Next(func() { told.SetText(fmt.Sprintf("Copied %d of 3 files", done)) })
			select {
			case <-ctx.Done(): // the visitor has left
				return nil
			case <-time.After(time.Second):
			}
		}
		return func() {
			told.Close()
			page.Notify(doc).Success("All files are copied.")
		}
	})
}
