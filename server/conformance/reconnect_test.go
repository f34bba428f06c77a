package conformance

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// plotted is desk with a plot, whose arrays and ranges travel at each pull.
func plotted(d *panelgo.Document) error {
	if err := desk(d); err != nil {
		return err
	}
	fig := plot.New("Line")
	fig.Line(plot.NewSource(doc.Data{"x": ramp(4096), "y": ramp(4096)}), "x", "y", plot.Style{})
	d.Add(fig)
	return nil
}

// However a connection is lost, the page comes back to its session by itself, shows what happened
// meanwhile, and takes nothing back of that.
func TestConformance45LostConnections(t *testing.T) {
	var back atomic.Int64
	app := keep(func(d *panelgo.Document) error {
		d.OnEvent(doc.Reconnected, func(doc.Event) { back.Add(1) })
		return plotted(d)
	})
	s := serve(t, only(app.open), func(o *panelgo.Options) { o.Server.AllowWebSocketOrigin = []string{"127.0.0.1:*"} })
	r := newRelay(t, s)
	tab := chrome.Open(t, r.url+"/app?a=b")
	tab.Drag("Value", 0.4)
	tab.WaitText("value: 4")
	roots, modelCount := rootsAndModels(app)
	for i, code := range []int{1000, 1001, 0, 4000, 1012} {
		loseAndReturn(t, app, r, tab, &back, code)
		if again, n := rootsAndModels(app); again != roots || n != modelCount {
			t.Errorf("after %d there are the roots %s and %d models, before %s and %d", code, again, n, roots, modelCount)
		}
		tab.Drag("Value", float64(i+5)/10)
		tab.WaitText(fmt.Sprintf("value: %d", i+5))
	}
	if app.count() != 1 {
		t.Errorf("%d sessions were made", app.count())
	}
	if n := tab.Sent(`"document_ready"`); n != 1 {
		t.Errorf("document_ready was sent %d times", n)
	}
	if n := tab.Got(`"PULL-DOC-REPLY"`); n != 6 || strings.Contains(strings.Join(r.asked(), " "), "bokeh") {
		t.Errorf("the page pulled %d times, by %v", n, r.asked())
	}
	for _, path := range r.asked() {
		if path != "/app/ws?a=b" {
			t.Errorf("a websocket was asked for at %s", path)
		}
	}
	// A server that is away for a moment: the page tries more than once.
	r.refuseNext(1)
	before := back.Load()
	r.cut(1001)
	eventually(t, "the page is back at its second attempt", func() bool { return back.Load() == before+1 })
	// The deviation: 4001 says that the visitor's sign-in is over, and the page does not come back.
	joined := r.count()
	r.cut(4001)
	tab.WaitText("You are signed out")
	if chrome.Eval[bool](tab, "Bokeh.documents[0].config.reconnect_session") || r.count() != joined {
		t.Error("a page that was signed out comes back")
	}
	tab.Forgive() // the browser tells of the attempt that was refused
}

// loseAndReturn cuts the connection, and looks whether the page shows what happened meanwhile when
// it is back.
func loseAndReturn(t *testing.T, app *kept, r *relay, tab *chrome.Tab, back *atomic.Int64, code int) {
	t.Helper()
	said, before := fmt.Sprintf("while away %d", code), back.Load()
	r.cut(code)
	app.act(func(d *panelgo.Document) { find[*models.Div](d, "text").Text.Set(said) })
	eventually(t, fmt.Sprintf("the page is back after %d", code), func() bool { return back.Load() == before+1 })
	tab.WaitText(said)
	tab.WaitFrames(func() bool { return tab.Sent(`"PATCH-DOC"`) == tab.Got(`"OK"`)+tab.Got(`"ERROR"`) })
	if n := tab.Got(`"ERROR"`); n > 0 {
		t.Errorf("after %d the page was answered %d errors", code, n)
	}
	app.act(func(d *panelgo.Document) {
		if got := find[*models.Div](d, "text").Text.Get(); got != said {
			t.Errorf("after %d the server's text is %q", code, got)
		}
	})
}

func rootIDs(d *panelgo.Document) (ids []string) {
	for _, m := range d.Roots() {
		ids = append(ids, m.ID())
	}
	return ids
}

func rootsAndModels(app *kept) (roots string, n int) {
	app.act(func(d *panelgo.Document) {
		roots = strings.Join(rootIDs(d), " ")
		for range d.Models() {
			n++
		}
	})
	return roots, n
}

func TestConformance31Config(t *testing.T) {
	const toast = `every(document, "*").some((el) => el.getClientRects().length > 0 && [...el.childNodes].some((n) => n.nodeType === 3 && n.textContent.startsWith("The connection was lost")))`
	for name, c := range map[string]struct {
		quiet, stays bool
	}{"as it is": {}, "quiet": {quiet: true}, "no reconnect": {quiet: true, stays: true}} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			app := keep(func(d *panelgo.Document) error {
				if c.quiet {
					d.Config().Notifications.Set(doc.None[doc.Model]())
					d.Config().NotifyConnectionStatus.Set(false)
				}
				d.Config().ReconnectSession.Set(!c.stays)
				return desk(d)
			})
			s := serve(t, only(app.open), func(o *panelgo.Options) { o.Server.AllowWebSocketOrigin = []string{"127.0.0.1:*"} })
			r := newRelay(t, s)
			tab := chrome.Open(t, r.url+"/app")
			chrome.Eval[bool](tab, `(window.lost = 0, Bokeh.documents[0].on_event("connection_lost", () => window.lost++), true)`)
			joined, asked := r.count(), len(r.asked())
			r.refuseNext(1000)
			r.cut(1001)
			tab.Wait("window.lost > 0")
			if c.quiet {
				chrome.Eval[int](tab, "requestAnimationFrame(() => requestAnimationFrame(() => window.drawn = true))")
				tab.Wait("window.drawn")
				if chrome.Eval[bool](tab, chrome.JS(toast)) {
					t.Error("the page talks of the connection")
				}
			} else {
				tab.Wait(chrome.JS(toast))
			}
			r.refuseNext(0)
			if c.stays {
				if tries := len(r.asked()) - asked; tries > 0 {
					t.Errorf("the page tried %d times to come back", tries)
				}
			} else {
				tab.WaitFrames(func() bool { return tab.Sent(`"client_reconnected"`) == 1 })
				if r.count() != joined+1 {
					t.Errorf("%d websockets were opened", r.count()-joined)
				}
			}
			tab.Forgive() // the browser tells of the lost connection
		})
	}
}

func TestConformance42AddressOfTheSocket(t *testing.T) {
	app := keep(desk)
	s := serve(t, panelgo.Apps{"deep/app": app.open}, func(o *panelgo.Options) {
		o.Server.Prefix = "/p/q"
		o.Server.AllowWebSocketOrigin = []string{"127.0.0.1:*"}
	})
	r := newRelay(t, s)
	for _, path := range []string{"/p/q/deep/app?year=2024&x=%C3%A4+b", "/p/q/deep/app/?year=2024&x=%C3%A4+b"} {
		chrome.Open(t, r.url+path).WaitText("value: 1")
	}
	for _, path := range r.asked() {
		if path != "/p/q/deep/app/ws?year=2024&x=%C3%A4+b" {
			t.Errorf("a websocket was asked for at %s", path)
		}
	}
	// Behind a proxy that ends TLS, the embedding page asks for wss at the address that it was
	// told.
	tab := chrome.Blank(t, chrome.View{})
	tab.Go(portal(t, ""))
	chrome.Eval[bool](tab, `(window.asked = [], window.WebSocket = class { constructor(url) { asked.push(url); } }, true)`)
	loader := `(() => { const script = document.createElement("script"); script.src = "` + s.url + `/p/q/deep/app/autoload.js?bokeh-autoload-element=E&bokeh-app-path=/p/q/deep/app&bokeh-absolute-url=%s";
		const place = document.createElement("div"); place.id = "E"; document.body.append(place, script); return true })()`
	chrome.Eval[bool](tab, fmt.Sprintf(loader, s.url+"/p/q/deep/app"))
	tab.Wait("asked.length === 1")
	chrome.Eval[bool](tab, `Bokeh.embed.embed_items({}, [{token: "eyJzZXNzaW9uX2lkIjoieCJ9", elementid: "E", use_for_title: false}], "/p/q/deep/app", "https://apps.example.com/p/q/deep/app").catch(() => 0) && true`)
	tab.Wait("asked.length === 2")
	want := "ws://" + s.host + "/p/q/deep/app/ws wss://apps.example.com/p/q/deep/app/ws"
	if got := chrome.Eval[string](tab, `asked.join(" ")`); got != want {
		t.Errorf("websockets were asked for at %s, want %s", got, want)
	}
	script := s.get("/p/q/deep/app/autoload.js?bokeh-autoload-element=E&bokeh-absolute-url=https://apps.example.com/p/q/deep/app").body
	if !strings.Contains(script, `"https://apps.example.com/p/q/static/js/bokeh.min.js`) {
		t.Error("the script loads BokehJS from elsewhere")
	}
}
