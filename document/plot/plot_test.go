package plot_test

import (
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
	"github.com/panelgo/panelgo/session"
)

// stage is a page in Chromium, and the document behind it.
type stage struct {
	*chrome.Tab
	t   testing.TB
	doc *document.Document
}

// show builds a page and opens it in Chromium. The figures that build returns can be found as "fig
// 0", "fig 1", ….
func show(t *testing.T, view chrome.View, build func(doc *document.Document) []document.Model) *stage {
	t.Helper()
	s := &stage{t: t}
	app := func(doc *document.Document) error {
		s.doc = doc
		doc.Add(build(doc)...)
		return nil
	}
	address := servertest.Serve(t, server.Apps{"/app": app}, server.Options{}, session.Options{})
	s.Tab = chrome.OpenAs(t, address+"/app", view)
	s.Quiet() // else figures may still move below a mouse that drags
	return s
}

// turn runs f in a turn of the session, and waits for it.
func (s *stage) turn(f func()) {
	done := make(chan struct{})
	s.doc.Next(func() { defer close(done); f() })
	<-done
}

// ask returns what f returns in a turn.
func ask[T any](s *stage, f func() T) (answer T) {
	s.turn(func() { answer = f() })
	return answer
}

// until waits until something holds in Go.
func (s *stage) until(holds func() bool) {
	s.t.Helper()
	s.WaitFrames(func() bool { return ask(s, holds) })
}

// named gives figures names to find them by.
func named(figures ...*plot.Figure) []document.Model {
	all := make([]document.Model, len(figures))
	for i, f := range figures {
		f.Name.Set(document.Some(fmt.Sprintf("fig %d", i)))
		all[i] = f.Figure
	}
	return all
}

// painted counts the pixels of a figure that have a colour, #rrggbb.
func (s *stage) painted(figure, color string) int {
	return chrome.Model[int](s.Tab, figure, fmt.Sprintf(`(() => {
		const {canvas} = view(m).canvas_view.primary, n = parseInt(%q.slice(1), 16);
		const p = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
		const near = (a, b) => Math.abs(a - b) < 4;
		let count = 0;
		for (let i = 0; i < p.length; i += 4) if (p[i+3] > 200 && near(p[i], n >> 16) && near(p[i+1], n >> 8 & 255) && near(p[i+2], n & 255)) count++;
		return count;
	})()`, color))
}

// frame is where a figure draws, inside its axes.
func (s *stage) frame(figure string) chrome.Box {
	return chrome.Model[chrome.Box](s.Tab, figure, `(() => {
		view(m).el.scrollIntoView({block: "nearest"});
		const at = view(m).canvas_view.el.getBoundingClientRect(), f = view(m).frame.bbox;
		return {x: at.x + f.x, y: at.y + f.y, w: f.width, h: f.height};
	})()`)
}

// passOn hands requests, and websockets, to another server as they are.
func passOn(address string) http.Handler {
	to, _ := url.Parse(address)
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.Host = r.In.Host
	}}
}
