// Package browserinfo shows what the browser says of itself: resize the window, or have your system go dark. The time is
// that of the visitor's own zone, wherever the server is.
//
//panelgo:gallery page.Browser
package browserinfo

import (
	"fmt"
	"strings"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/page"
	"github.com/panelgo/panelgo/document/pane"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	size, look, language, clock := pane.NewText(""), pane.NewText(""), pane.NewText(""), pane.NewText("")
	browser := page.Browser(doc)
	browser.OnChange(func(b page.Info) {
		size.SetText(fmt.Sprintf("The window is %d by %d px, %.4g pixels each.", b.Width, b.Height, b.PixelRatio))
		look.SetText(fmt.Sprintf("Dark mode: %t. Pointing with a finger: %t. Less motion: %t.", b.DarkMode, b.Touch, b.ReducedMotion))
		language.SetText("You read " + strings.Join(b.Languages, ", then ") + ".")
	})
	doc.Every(time.Second, func() {
		if browser.Known() {
			zone := browser.Value().Location()
			clock.SetText(fmt.Sprintf("It is %s in %s.", time.Now().In(zone).Format(time.TimeOnly), zone))
		}
	})

	doc.SetTitle("Browser info")
	doc.Add(layout.Column(size, look, language, clock))
	return nil
}
