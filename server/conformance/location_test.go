package conformance

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// What the page knows of itself comes to the server, and its address follows the server.
func TestConformance49LocationAndBrowser(t *testing.T) {
	app := keep(func(d *panelgo.Document) error {
		at := named(doc.New[models.PanelLocation](), "location")
		at.Reload.Set(false)
		d.Add(div("text", "here"), at, named(doc.New[models.BrowserInfo](), "browser"))
		return nil
	})
	s := serve(t, only(app.open))
	tab := chrome.Open(t, s.url+"/app?a=b")
	eventually(t, "location and browser are known", func() (known bool) {
		app.act(func(d *panelgo.Document) {
			at, browser := find[*models.PanelLocation](d, "location"), find[*models.BrowserInfo](d, "browser")
			known = at.Search.Get() == "?a=b" && at.Pathname.Get() == "/app" && strings.HasPrefix(s.host, at.Hostname.Get()+":") && at.Href.Get() == s.url+"/app?a=b" &&
				browser.Timezone.IsSet() && browser.DevicePixelRatio.IsSet()
		})
		return known
	})
	app.act(func(d *panelgo.Document) {
		at := find[*models.PanelLocation](d, "location")
		at.Search.Set("?year=2024")
		at.Hash.Set("#part")
	})
	tab.Wait(`location.search === "?year=2024" && location.hash === "#part"`)
	if n := tab.Sent(`"document_ready"`); n != 1 {
		t.Errorf("the page was loaded anew: document_ready was sent %d times", n)
	}
}
