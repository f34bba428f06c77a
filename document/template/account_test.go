package template_test

import (
	"log/slog"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

var looks = map[string]template.Look{"modern": template.Modern, "fast": template.Fast, "material": template.Material, "bootstrap": template.Bootstrap}

// helpful is an app in a shell of some look, with a window that a button in the header opens.
func helpful(look template.Look) panelgo.App {
	return func(doc *document.Document) error {
		closed := pane.NewText("never closed")
		help := layout.NewModal(pane.NewText("The slider chooses a year."))
		help.Modal.Name.Set(document.Some("window"))
		help.OnClose(func() { closed.SetText("closed by its visitor") })
		ask := widgets.NewButton("Help")
		ask.OnClick(func() { closed.SetText("open"); help.Show() })
		shell := template.New("Sales").Look(look)
		shell.Header(ask)
		shell.Sidebar(widgets.NewIntSlider("Year", 2000, 2026))
		shell.Main(layout.Fixed("Window", closed))
		shell.Over(help)
		doc.Add(shell)
		return nil
	}
}

// apart is JavaScript that holds when nothing in the header lies over anything else, or sticks out
// of the screen.
var apart = chrome.JS(`(() => {
	const all = [...every(document, ".pg-account > *, .brand > *, [data-pg-do=theme]"), view(model("Help")).el];
	const shown = all.map((el) => el.getBoundingClientRect()).filter((r) => r.width > 0);
	const over = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom && b.top < a.bottom;
	return shown.every((a, i) => a.left >= 0 && a.right <= innerWidth && shown.every((b, j) => i === j || !over(a, b)));
})()`)

func TestSignedInShellsInEveryLookAndLight(t *testing.T) {
	apps := panelgo.Apps{}
	for name, look := range looks {
		apps[name] = helpful(look)
	}
	opts := panelgo.Options{}
	opts.Server.Logger = slog.New(slog.DiscardHandler)
	opts.Auth.OAuthProvider = "dev"
	server, err := panelgo.New(apps, opts)
	if err != nil {
		t.Fatal(err)
	}
	address := servertest.Host(t, server)
	tab := chrome.Blank(t, chrome.View{})
	tab.Go(address + "/modern")
	tab.ClickText("a", "Sign in")
	tab.ClickText("button", "Alice")
	tab.WaitReady()
	tab.Forgive() // the provider is another origin, and has to be
	const opened = `every(document, ".dialog-content").some((el) => getComputedStyle(el).opacity === "1" && el.getClientRects().length > 0)`
	for _, name := range []string{"modern", "fast", "material", "bootstrap"} {
		for screen, view := range map[string]chrome.View{"desktop": {}, "phone": {Phone: true}} {
			tab.Look(view)
			tab.Go(address + "/" + name)
			tab.WaitReady()
			tab.WaitText("Sign out")
			chrome.Eval[string](tab, `document.querySelector(".pg-account span").textContent = "somebody.with.a.long.name@example.org"`)
			for _, theme := range []string{"dark", "light"} {
				tab.Click(tab.Find(`[data-pg-do="theme"]`))
				tab.Wait(`document.documentElement.dataset.theme === "` + theme + `"`)
				tab.Quiet()
				if !chrome.Eval[bool](tab, apart) {
					t.Errorf("%s, %s, %s: things in the header lie over each other", name, screen, theme)
				}
				tab.Shot(name + "-" + screen + "-" + theme + ".png")
			}
			tab.Click(tab.Inside("Help", "button"))
			tab.Wait(chrome.JS(opened))
			tab.Shot(name + "-" + screen + "-window.png")
			tab.Keys(chrome.Escape)
			tab.WaitText("closed by its visitor")
			tab.Wait(chrome.JS("!" + opened))
			tab.Click(tab.Inside("Help", "button"))
			tab.Wait(chrome.JS(opened))
			tab.Click(chrome.Box{X: 20, Y: 500})
			tab.WaitText("closed by its visitor")
			tab.Wait(chrome.JS("!" + opened))
		}
	}
	if problems := tab.Problems(); len(problems) > 0 {
		t.Errorf("the pages met problems: %q", problems)
	}
	tab.ClickText("a", "Sign out")
	tab.ClickText("button", "Sign out")
	tab.WaitText("Sign in")
}
