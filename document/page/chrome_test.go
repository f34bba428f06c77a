package page_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/page"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// planet is a type of the author's own.
type planet struct {
	name  string
	moons int
}

var planets = []planet{{"Earth", 1}, {"Mars", 2}, {"Venus", 0}}

// publish serves an app at /app, and returns its address.
func publish(t *testing.T, app panelgo.App, changes ...func(*panelgo.Options)) string {
	t.Helper()
	var opts panelgo.Options
	opts.Server.Logger = slog.New(slog.DiscardHandler)
	for _, change := range changes {
		change(&opts)
	}
	server, err := panelgo.New(panelgo.Apps{"app": app}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return servertest.Host(t, server)
}

// button is a button that does something.
func button(label string, f func()) widgets.Button {
	b := widgets.NewButton(label)
	b.OnClick(f)
	return b
}

// travel is an app whose widgets stand in its address.
func travel(doc *document.Document) error {
	n := widgets.NewIntSlider("Number", 0, 10)
	world := widgets.NewSelect("Planet", widgets.ChoicesOf(planets, func(p planet) string { return p.name }))
	page.Sync(doc, "n", n)
	page.Sync(doc, "planet", world)
	at := page.Location(doc)
	shown := pane.NewText("")
	show := func() {
		shown.SetText(fmt.Sprintf("n %d, moons %d, query [%s], hash [%s], path %s", n.Value(), world.Value().moons, at.Query().Encode(), at.Hash(), at.Path()))
	}
	n.OnChange(func(int) { show() })
	world.OnChange(func(planet) { show() })
	doc.OnReady(show)
	doc.Add(layout.Column(n, world, shown,
		button("Next", func() { at.Push(); n.SetValue(n.Value() + 1); show() }),
		button("Part", func() { at.SetHash("a part"); show() }),
		button("Show", show),
		button("Away", func() {
			if err := at.Go("app?n=9"); err != nil {
				t := err.Error()
				shown.SetText(t)
			}
		}),
		button("Script", func() {
			if err := at.Go("javascript:alert(1)"); err != nil {
				shown.SetText(err.Error())
			}
		}),
	))
	return nil
}

func TestAPageStartsWithWhatItsAddressSays(t *testing.T) {
	address := publish(t, travel)
	tab := chrome.Open(t, address+"/app?n=5&other=%26&planet=Mars")
	tab.WaitText("n 5, moons 2, query [n=5&other=%26&planet=Mars], hash [], path /app")
	bad := chrome.Open(t, address+"/app?n=500&planet=%3Cscript%3E")
	bad.WaitText("n 0, moons 1, query [n=500")
}

func TestTheAddressFollowsItsWidgetsWithoutLoadingThePage(t *testing.T) {
	tab := chrome.Open(t, publish(t, travel)+"/app?other=1#top")
	entries := chrome.Eval[int](tab, "history.length")
	tab.Drag("Number", 0.5)
	tab.Wait(`location.search === "?other=1&n=5" && location.hash === "#top"`)
	tab.Focus("Planet", "select")
	tab.Keys(chrome.ArrowDown)
	tab.Wait(`location.search === "?other=1&n=5&planet=Mars"`)
	tab.ClickText("button", "Part")
	tab.Wait(`location.hash === "#a%20part"`)
	tab.Drag("Number", 0)
	tab.Wait(`location.search === "?other=1&planet=Mars"`)
	if n := chrome.Eval[int](tab, "history.length"); n != entries || tab.Sent(`"document_ready"`) != 1 {
		t.Errorf("%d entries in the history, %d before; document_ready was sent %d times", n, entries, tab.Sent(`"document_ready"`))
	}
}

func TestBackAndForthChangeTheWidgets(t *testing.T) {
	tab := chrome.Open(t, publish(t, travel)+"/app?n=3")
	tab.ClickText("button", "Next")
	tab.Wait(`location.search === "?n=4"`)
	tab.ClickText("button", "Next")
	tab.Wait(`location.search === "?n=5"`)
	chrome.Eval[bool](tab, "(history.back(), true)")
	tab.WaitText("n 4, ")
	chrome.Eval[bool](tab, "(history.back(), true)")
	tab.WaitText("n 3, ")
	chrome.Eval[bool](tab, "(history.forward(), true)")
	tab.WaitText("n 4, ")
	tab.WaitModel("Number", "m.value === 4")
	chrome.Eval[bool](tab, `(location.hash = "#elsewhere", true)`)
	tab.ClickText("button", "Show")
	tab.WaitText("hash [elsewhere]")
	if n := tab.Sent(`"document_ready"`); n != 1 {
		t.Errorf("document_ready was sent %d times", n)
	}
}

func TestTheProgramSendsTheBrowserElsewhereButIntoNoScript(t *testing.T) {
	tab := chrome.Open(t, publish(t, travel)+"/app")
	tab.ClickText("button", "Script")
	tab.WaitText("begins with http")
	tab.ClickText("button", "Away")
	tab.Wait(`location.search === "?n=9"`)
	tab.WaitReady()
	tab.WaitText("n 9, ")
}

// late is an app that says nothing of its address, nor of notifications, until a button is pressed.
func late(doc *document.Document) error {
	if doc.Visit().Arguments["sent"] != nil {
		return page.Location(doc).Go("app?there=1")
	}
	doc.Add(layout.Column(
		button("Away", func() {
			if err := page.Location(doc).Go("app?there=1"); err != nil {
				panic(err)
			}
		}),
		button("Anew", func() { page.Location(doc).Reload() }),
		button("Note", func() { page.Notify(doc).Info("noted") }),
	))
	return nil
}

func TestTheFirstWordOfTheAddressMayBeWhereToGo(t *testing.T) {
	address := publish(t, late) + "/app"
	t.Run("in a callback", func(t *testing.T) {
		tab := chrome.Open(t, address)
		tab.ClickText("button", "Away")
		tab.Wait(`location.search === "?there=1"`)
		tab.WaitReady()
		tab.ClickText("button", "Note") // the page stays where it was sent
		tab.WaitText("noted")
	})
	t.Run("a reload in a callback", func(t *testing.T) {
		tab := chrome.Open(t, address)
		chrome.Eval[bool](tab, `(window.before = true)`)
		tab.ClickText("button", "Anew")
		tab.Wait(`window.before === undefined`)
		tab.WaitReady()
		tab.ClickText("button", "Note")
		tab.WaitText("noted")
	})
	t.Run("while the app is built", func(t *testing.T) {
		tab := chrome.Open(t, address+"?sent=1")
		tab.Wait(`location.search === "?there=1"`)
		tab.WaitReady()
	})
}

// news is an app that notifies.
func news(doc *document.Document) error {
	tell := page.Notify(doc)
	count := pane.NewText("")
	var work *page.Notification
	doc.Add(layout.Column(count,
		button("All", func() {
			tell.Success("Saved 3 rows.").For(0)
			tell.Info("A new version is there. <b>Load the page anew</b> to see it.").For(0)
			tell.Warning("The exchange answers slowly.").For(0)
			tell.Error("The exchange does not answer: its name is not known, and what was asked of it before is older than an hour.").For(0)
		}),
		button("Later", func() { tell.Success("after an error").For(0) }),
		button("Short", func() { tell.Info("Gone soon").For(1) }),
		button("Work", func() { work = tell.Info("Half done").For(0) }),
		button("Done", func() { work.SetText("All done") }),
		button("Close", func() { work.Close() }),
		button("Clear", func() { tell.Clear() }),
		button("Count", func() { count.SetText(fmt.Sprintf("%d there", tell.Len())) }),
	))
	return nil
}

func TestNotificationsComeAndGo(t *testing.T) {
	address := publish(t, news)
	for look, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}} {
		t.Run(look, func(t *testing.T) {
			tab := chrome.OpenAs(t, address+"/app", view)
			tab.ClickText("button", "All")
			tab.WaitText("Saved 3 rows.")
			tab.WaitText("<b>Load the page anew</b>") // shown as it is, not as markup
			tab.Wait(chrome.JS(`every(document, "[role=alert] .notice").length === 2 && every(document, "[role=status] .notice").length === 2`))
			tab.Shot("all.png")
			if order := chrome.Eval[string](tab, chrome.JS(`[...every(document, ".notice")].sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top).map((el) => el.className).join()`)); order !=
				"notice success,notice info,notice warning,notice error" {
				t.Errorf("from top to bottom: %s", order)
			}
			tab.ClickText("button", "Later")
			tab.WaitText("after an error")
			if last := chrome.Eval[string](tab, chrome.JS(`[...every(document, ".notice")].sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top).at(-1).className`)); last != "notice success" {
				t.Errorf("the last notification is a %q", last)
			}
			tab.Click(tab.Find(".notice:last-child.success p"))
			tab.Wait(chrome.JS(`every(document, ".notice").length === 4`))
			tab.Click(tab.Find(".error p"))
			tab.Wait(chrome.JS(`every(document, ".notice").length === 3`))
			tab.Click(tab.Find(`.success [aria-label="Dismiss"]`))
			tab.Wait(chrome.JS(`every(document, ".notice").length === 2`))
			tab.ClickText("button", "Count")
			tab.WaitText("2 there")
			tab.ClickText("button", "Clear")
			tab.Wait(chrome.JS(`every(document, ".notice").length === 0`))
		})
	}
}

func TestANotificationEndsByItselfAndFollowsTheProgram(t *testing.T) {
	tab := chrome.Open(t, publish(t, news)+"/app")
	tab.ClickText("button", "Short")
	tab.WaitFrames(func() bool { return tab.Sent(`"notification_gone"`) == 1 })
	tab.ClickText("button", "Count")
	tab.WaitText("0 there")
	tab.ClickText("button", "Work")
	tab.WaitText("Half done")
	tab.ClickText("button", "Done")
	tab.WaitText("All done")
	chrome.Eval[bool](tab, chrome.JS(`(every(document, ".notice button")[0].focus(), true)`))
	tab.Keys(chrome.Enter) // by keyboard
	tab.Wait(chrome.JS(`every(document, ".notice").length === 0`))
	tab.ClickText("button", "Work")
	tab.WaitText("Half done")
	tab.ClickText("button", "Close")
	tab.Wait(chrome.JS(`every(document, ".notice").length === 0`))
}

// mirror is an app that says what it knows of the browser and of the theme.
func mirror(doc *document.Document) error {
	shown, look := pane.NewText(""), pane.NewText("")
	browser, theme := page.Browser(doc), page.Theme(doc)
	browser.OnChange(func(b page.Info) {
		shown.SetText(fmt.Sprintf("%d by %d, system dark %t, %s, %s, zone %s", b.Width, b.Height, b.DarkMode, strings.Join(b.Languages, "/"), b.Offset, b.Location()))
	})
	theme.OnChange(func(page.Look) { look.SetText("look " + string(theme.Value())) })
	look.SetText("look " + string(theme.Value()))
	page.SetTheme(doc, page.Dark)
	doc.Add(layout.Column(shown, look,
		button("To light", func() { page.SetTheme(doc, page.Light) }),
		button("To dark", func() { theme.SetValue(page.Dark) }),
		button("To auto", func() { theme.SetValue(page.Auto) }),
	))
	return nil
}

func TestTheProgramKnowsTheBrowser(t *testing.T) {
	tab := chrome.OpenAs(t, publish(t, mirror)+"/app", chrome.View{Width: 800, Height: 600, Dark: true})
	zone := chrome.Eval[string](tab, "Intl.DateTimeFormat().resolvedOptions().timeZone")
	tab.WaitText("800 by 600, system dark true, " + chrome.Eval[string](tab, `navigator.languages.join("/")`))
	tab.WaitText("zone " + zone)
}

func TestTheThemeFollowsTheVisitorThenTheProgram(t *testing.T) {
	address := publish(t, mirror)
	tab := chrome.Open(t, address+"/app") // the program asks for dark
	tab.Wait(`document.documentElement.dataset.theme === "dark"`)
	tab.WaitText("look dark")
	tab.ClickText("button", "To light")
	tab.Wait(`document.documentElement.dataset.theme === "light"`)
	tab.WaitText("look light")
	chrome.Eval[bool](tab, `(document.documentElement.dataset.theme = "dark", true)`) // as a button in the page does
	tab.WaitText("look dark")
	tab.ClickText("button", "To light") // once more, though it said so before
	tab.WaitText("look light")
	tab.ClickText("button", "To auto")
	tab.Wait(`document.documentElement.dataset.theme === "light"`)

	light := chrome.Open(t, address+"/app?theme=light") // the visitor's word goes first
	light.WaitText("look light")
	light.Wait(`document.documentElement.dataset.theme === "light"`)
	auto := chrome.OpenAs(t, address+"/app?theme=auto", chrome.View{Dark: true})
	auto.WaitText("look dark")
}

func TestTheListOfAppsHasAThemeAndHandsItOn(t *testing.T) {
	address := publish(t, mirror, func(o *panelgo.Options) { o.Server.Prefix, o.Server.DisableIndexRedirect = "/below", true })
	tab := chrome.Blank(t, chrome.View{})
	ground := `getComputedStyle(document.body).backgroundColor`
	tab.Go(address + "/below/?theme=light")
	tab.Wait(`document.querySelector("li a") !== null`)
	light := chrome.Eval[string](tab, ground)
	tab.Go(address + "/below/?theme=dark")
	tab.Wait(`document.querySelector("li a") !== null && ` + ground + ` !== "` + light + `"`)
	tab.Shot("list.png")
	tab.Click(tab.Find("li a"))
	tab.WaitReady()
	tab.Wait(`location.search === "?theme=dark" && document.documentElement.dataset.theme === "dark"`)
	tab.WaitText("look dark")
	tab.Go(address + "/below/?theme=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
	tab.Wait(`document.querySelector("li a").getAttribute("href") === "./app" && document.documentElement.dataset.theme === "auto"`)
	if problems := tab.Problems(); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestAPageIsNeverSeenInAnotherThemeThanItsOwn(t *testing.T) {
	response, err := http.Get(publish(t, mirror) + "/app")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	html, err := io.ReadAll(response.Body)
	if err != nil || !strings.Contains(string(html), `<html lang="en" data-theme="dark">`) {
		t.Errorf("%.300s, %v", html, err)
	}
}
