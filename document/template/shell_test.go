package template_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
	"github.com/panelgo/panelgo/session"
)

// app is a small app in a shell of some look.
func app(look template.Look) server.Apps {
	return server.Apps{"/app": func(doc *document.Document) error {
		shell := template.New("Sales").Look(look)
		shell.Logo("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect width='8' height='8' rx='2' fill='%23e8710a'/%3E%3C/svg%3E")
		year := widgets.NewIntSlider("Year", 2000, 2026)
		shell.Sidebar(year, layout.NewStatus(layout.Good, "connected"))
		fig := plot.New("By month").CategoricalX(plot.Factors("Jan", "Feb", "Mar"))
		fig.Bars(plot.NewSource(document.Data{"month": []string{"Jan", "Feb", "Mar"}, "sum": []int{3, 5, 4}}), "month", "sum", plot.Style{})
		shell.Main(layout.Flow(200, layout.Fixed("", layout.NewNumber("Total", "%.0f €", 12)), layout.Fixed("", layout.NewNumber("Orders", "%.0f", 3))), layout.Fixed("Months", fig))
		doc.SetTitle("Sales")
		doc.Add(shell)
		return nil
	}}
}

func TestShellsLookGoodInEveryLight(t *testing.T) {
	for name, look := range looks {
		for light, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}} {
			t.Run(name+"/"+light, func(t *testing.T) {
				tab := chrome.OpenAs(t, servertest.Serve(t, app(look), server.Options{}, session.Options{})+"/app", view)
				tab.WaitText("Months")
				tab.Shot("shell.png")
				if wide := chrome.Eval[bool](tab, "document.documentElement.scrollWidth > innerWidth"); wide {
					t.Error("the page is wider than the screen")
				}
			})
		}
	}
}

func TestTheSidebarFoldsAndTheThemeStays(t *testing.T) {
	tab := chrome.Open(t, servertest.Serve(t, app(template.Modern), server.Options{}, session.Options{})+"/app")
	const shown = `every(document, ".noUi-handle").some((el) => el.getClientRects().length > 0)`
	tab.Wait(chrome.JS(shown))
	tab.Click(tab.Find(`[data-pg-do="sidebar"]`))
	tab.Wait(chrome.JS("!" + shown))
	tab.Click(tab.Find(`[data-pg-do="sidebar"]`))
	tab.Wait(chrome.JS(shown))
	tab.Click(tab.Find(`[data-pg-do="theme"]`))
	tab.Wait(`document.documentElement.dataset.theme === "dark"`)
	tab.Reload()
	tab.WaitReady()
	tab.Wait(`document.documentElement.dataset.theme === "dark"`)
	tab.Shot("dark.png")
}

func TestAPhoneOpensTheSidebarOverTheApp(t *testing.T) {
	tab := chrome.OpenAs(t, servertest.Serve(t, app(template.Modern), server.Options{}, session.Options{})+"/app", chrome.View{Phone: true})
	const shown = `every(document, ".noUi-handle").some((el) => el.getClientRects().length > 0)`
	tab.Wait(chrome.JS("!" + shown))
	tab.Click(tab.Find(`[data-pg-do="sidebar"]`))
	tab.Wait(chrome.JS(shown))
	tab.Shot("open.png")
}

func TestATitleIsNoMarkup(t *testing.T) {
	shell := template.New("<script>").Logo(`"onerror="x`)
	bar := shell.Children.Get()[0].(*models.Row)
	if text := bar.Children.Get()[0].(*models.Div).Text.Get(); strings.Contains(text, "<script>") || strings.Contains(text, `"onerror`) {
		t.Errorf("the header holds %s", text)
	}
}

func TestAShellNamesThePageUnlessTheProgramDoes(t *testing.T) {
	for want, app := range map[string]func(doc *document.Document){
		"Sales":  func(doc *document.Document) { doc.Add(template.New("Sales")) },
		"Before": func(doc *document.Document) { doc.SetTitle("Before"); doc.Add(template.New("Sales")) },
		"After":  func(doc *document.Document) { doc.Add(template.New("Sales")); doc.SetTitle("After") },
		document.DefaultTitle: func(doc *document.Document) {
			doc.SetTitle(document.DefaultTitle)
			doc.Add(template.New("Sales"))
		},
	} {
		if got := documenttest.Visit(t, document.Visit{}, app).Doc.Title(); got != want {
			t.Errorf("the title is %q, want %q", got, want)
		}
	}
}
