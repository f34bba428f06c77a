package reactive_test

import (
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	. "github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// book is a log that tests can read.
type book struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// show opens a page of an app in Chromium.
func show(t *testing.T, app func(*document.Document) error, change ...func(*panelgo.Options)) *chrome.Tab {
	t.Helper()
	return chrome.Open(t, host(t, app, change...))
}

func host(t *testing.T, app func(*document.Document) error, change ...func(*panelgo.Options)) string {
	t.Helper()
	opts := panelgo.Options{}
	opts.Server.Logger = slog.New(slog.DiscardHandler)
	for _, f := range change {
		f(&opts)
	}
	server, err := panelgo.New(panelgo.Apps{"app": app}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return servertest.Host(t, server) + "/app"
}

func TestALinkInTheBrowserNeedsNoRoundTrip(t *testing.T) {
	heard := make(chan float64, 100)
	tab := show(t, func(doc *document.Document) error {
		a, b := widgets.NewFloatSlider("First", 0, 10), widgets.NewFloatSlider("Second", 0, 10)
		a.SetValue(2)
		JSLink(&a.Slider.Value, &b.Slider.Value)
		JSLink(&b.Slider.Value, &a.Slider.Value)
		b.OnChange(func(x float64) { heard <- x })
		doc.Add(layout.Column(a, b))
		return nil
	})
	tab.WaitModel("Second", "m.value === 2")
	tab.Drag("First", 0.5)
	if x := chrome.Model[float64](tab, "Second", "m.value"); x != 5 {
		t.Errorf("the second stands at %v right after the drag", x)
	}
	tab.Drag("Second", 1)
	tab.WaitModel("First", "m.value === 10")
	for x := range heard {
		if x == 10 {
			break
		}
	}
}

func TestALinkThatComesLaterWorksUnderTheStrictestPolicy(t *testing.T) {
	tab := show(t, func(doc *document.Document) error {
		a, b := widgets.NewFloatSlider("First", 0, 10), widgets.NewFloatSlider("Second", 0, 10)
		link := widgets.NewButton("Link")
		link.OnClick(func() {
			JSLink(&a.Slider.Value, &b.Slider.Value)
			link.Disabled.Set(true)
		})
		doc.Add(layout.Column(a, b, link))
		return nil
	})
	tab.ClickText("button", "Link")
	tab.WaitModel("Link", "m.disabled")
	tab.Drag("First", 0.5)
	tab.WaitModel("Second", "m.value === 5")
}

func TestAScriptRunsInTheBrowser(t *testing.T) {
	tab := show(t, func(doc *document.Document) error {
		n, text, b := widgets.NewIntSlider("Degrees", 0, 10), pane.NewText("?"), widgets.NewButton("Clear")
		JS("text.text = `${cb_obj.value} °C ${unit}`", Args{"text": text, "unit": "outside"}).OnChange(&n.Slider.Value)
		JS("text.text = cb_obj.event_name", Args{"text": text}).OnEvent(b, "button_click")
		doc.Add(layout.Column(n, text, b))
		return nil
	})
	tab.Drag("Degrees", 0.5)
	tab.WaitText("5 °C outside")
	tab.ClickText("button", "Clear")
	tab.WaitText("button_click")
}

func scripted(doc *document.Document) error {
	n, text := widgets.NewIntSlider("Degrees", 0, 10), pane.NewText("?")
	late := widgets.NewButton("Later")
	late.OnClick(func() {
		JS("text.text = `${cb_obj.value} °C`", Args{"text": text}).OnChange(&n.Slider.Value)
		late.Disabled.Set(true)
	})
	doc.Add(layout.Column(n, text, late))
	return nil
}

func TestAScriptThatComesLaterRunsWhereTheServerAllowsIt(t *testing.T) {
	tab := show(t, scripted, func(o *panelgo.Options) { o.Server.AllowEval = true })
	tab.ClickText("button", "Later")
	tab.WaitModel("Later", "m.disabled")
	tab.Drag("Degrees", 0.5)
	tab.WaitText("5 °C")
}

func TestAScriptThatComesTooLateIsToldToTheAuthor(t *testing.T) {
	log := &book{}
	tab := show(t, scripted, func(o *panelgo.Options) { o.Server.Logger = slog.New(slog.NewTextHandler(log, nil)) })
	tab.ClickText("button", "Later")
	tab.WaitModel("Later", "m.disabled")
	if said := log.String(); strings.Count(said, "--allow-eval") != 1 || !strings.Contains(said, "model=CustomJS") {
		t.Errorf("the log says %q", said)
	}
}
