package conformance

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/page"
	"github.com/panelgo/panelgo/document/widgets"
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

// What authors use for this is package page, whose models are panelgo's own. Below a prefix the
// page's path has it.
func TestConformance49PageBelowAPrefix(t *testing.T) {
	n := make(chan int, 10)
	app := keep(func(d *panelgo.Document) error {
		slider := widgets.NewIntSlider("N", 0, 10)
		slider.OnChange(func(v int) { n <- v })
		page.Sync(d, "n", slider)
		page.Theme(d)
		page.Browser(d)
		d.Add(slider)
		return nil
	})
	s := serve(t, only(app.open), func(o *panelgo.Options) { o.Server.Prefix = "/below/here" })
	tab := chrome.Open(t, s.url+"/below/here/app?n=4&theme=dark&bokeh-x=1")
	if got := <-n; got != 4 {
		t.Errorf("n is %d", got)
	}
	eventually(t, "the page has told of itself", func() (known bool) {
		app.act(func(d *panelgo.Document) {
			at := page.Location(d).Value()
			known = at.String() == s.url+"/below/here/app?n=4&theme=dark" && page.Theme(d).Value() == page.Dark && page.Browser(d).Known()
		})
		return known
	})
	tab.Drag("N", 1)
	tab.Wait(`location.search === "?n=10&theme=dark&bokeh-x=1"`) // the front end's own arguments stay
	tab.Wait(`document.documentElement.dataset.theme === "dark"`)
}

// A page that loads shows a spinner, and takes it away when it is drawn.
func TestConformance49Spinner(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	if html := s.get("/app").body; !strings.Contains(html, `<body class="pn-loading pn-arc" aria-busy="true">`) {
		t.Errorf("no spinner: %.400s", html)
	}
	tab := chrome.Open(t, s.url+"/app")
	tab.Wait(`document.body.className === "" && !document.body.hasAttribute("aria-busy")`)
}

// Notifications outlive a lost connection, which the front end itself tells of.
func TestConformance49Notifications(t *testing.T) {
	app := keep(func(d *panelgo.Document) error {
		tell := page.Notify(d)
		tell.Warning("from the start").For(0)
		d.OnEvent(doc.Reconnected, func(doc.Event) { tell.Success("back again").For(0) })
		d.Add(div("text", "here"))
		return nil
	})
	s := serve(t, only(app.open), func(o *panelgo.Options) { o.Server.AllowWebSocketOrigin = []string{"127.0.0.1:*"} })
	r := newRelay(t, s)
	tab := chrome.Open(t, r.url+"/app")
	tab.WaitText("from the start")
	r.refuseNext(1)
	r.cut(0)
	tab.WaitText("connection was lost")
	tab.WaitText("back again")
	tab.WaitText("from the start")
	tab.Wait(chrome.JS(`every(document, ".notice").length === 2`)) // none of them twice
	tab.Click(tab.Find(".notice.warning p"))
	eventually(t, "it is dismissed", func() (gone bool) {
		app.act(func(d *panelgo.Document) { gone = page.Notify(d).Len() == 1 })
		return gone
	})
	tab.Forgive() // the browser reports the lost connection
}
