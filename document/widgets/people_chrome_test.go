package widgets_test

import (
	"log/slog"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// nameless is JavaScript for what can be used and is called nothing, for people who hear a page.
const nameless = `every(document, "input:not([type=hidden]), select, textarea, button, [role=slider]").filter((el) => el.checkVisibility() && el.tabIndex >= 0 &&
	!(el.ariaLabel || el.hasAttribute("aria-labelledby") || el.title || el.closest("label") || el.matches("button") && el.textContent.trim() ||
	el.id && el.getRootNode().querySelector("label[for='" + CSS.escape(el.id) + "']")?.textContent.trim())).map((el) => el.outerHTML.slice(0, 160))`

const long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

// wordy are widgets with words that are wider than a phone.
func wordy() []models.UIElement {
	words := Choices(long+"1", long+"2")
	return []models.UIElement{
		NewButton(long), NewCheckbox(long), NewRadioButtonGroup(words), NewCheckButtonGroup(words), NewCheckBoxGroup(words), NewRadioBoxGroup(words),
		NewSelect(long, words), NewMultiChoice("Several", words), NewTextInput(long), NewStaticText(long, long), NewMenuButton(long, long),
	}
}

// people are pages that are heard, printed, and held in a hand.
var people = panelgo.Apps{
	"wordy": func(doc *document.Document) error { doc.Add(layout.Column(wordy()...)); return nil },
	"card":  func(doc *document.Document) error { doc.Add(layout.Card(long, wordy()...)); return nil },
	"named": func(doc *document.Document) error {
		doc.Add(layout.Column(append(openers(), NewFloatInput("Step", 0.5), NewIntSlider("Slider", 0, 9), NewRangeSlider("Range", 0, 9),
			NewFileInput("File"), NewColorPicker("Colour", "#000000"), NewTextInput("Text"), NewSelect("Select", choices()))...))
		return nil
	},
	"sidebar": grounds["sidebar"],
}

func peoplesServer(t *testing.T) string {
	t.Helper()
	var opts panelgo.Options
	opts.Server.Logger = slog.New(slog.DiscardHandler)
	opts.Server.Gallery = panelgo.Gallery{"named": {Title: "Named", About: "Things <with> names.", Section: "Widgets", Subject: "widgets.Named"}}
	server, err := panelgo.New(people, opts)
	if err != nil {
		t.Fatal(err)
	}
	return servertest.Host(t, server)
}

func TestAPageHasOneMainPartAndNamesForAllThatIsUsed(t *testing.T) {
	tab := chrome.Open(t, peoplesServer(t)+"/named")
	tab.Quiet()
	if got := chrome.Eval[string](tab, `[...document.querySelectorAll("main")].map((main) => main.querySelector("h1").textContent + ": " + main.querySelector("p").textContent).join("|")`); got != "Named: Things <with> names." {
		t.Errorf("the page says %q of itself", got)
	}
	if got := chrome.Eval[[]string](tab, chrome.JS(nameless)); len(got) > 0 {
		t.Errorf("nameless: %q", got)
	}
	tab.Shot("named.png")
}

func TestLongWordsMakeNoPageWiderThanAPhone(t *testing.T) {
	address := peoplesServer(t)
	for _, page := range []string{"wordy", "card"} {
		tab := chrome.OpenAs(t, address+"/"+page, chrome.View{Phone: true})
		tab.Quiet()
		tab.Shot(page + ".png")
		if wide := chrome.Eval[[]string](tab, chrome.JS(`every(document, "*").filter((el) => el.checkVisibility() && el.getBoundingClientRect().right > 391).map((el) => el.tagName + "." + el.className + " " + el.getBoundingClientRect().right)`)); len(wide) > 0 {
			t.Errorf("%s is wider than a phone: %q", page, wide)
		}
	}
}

func TestPaperIsWhiteAndWithoutASidebar(t *testing.T) {
	tab := chrome.OpenAs(t, peoplesServer(t)+"/sidebar", chrome.View{Dark: true})
	tab.Wait(`document.documentElement.dataset.theme === "dark"`)
	tab.Look(chrome.View{Dark: true, Paper: true})
	tab.Wait(`document.documentElement.dataset.theme === "light" && getComputedStyle(document.documentElement).backgroundColor === "rgb(255, 255, 255)"`)
	tab.Wait(chrome.JS(`view(model("Days")).el.getClientRects().length === 0`))
	tab.Shot("paper.png")
	tab.Look(chrome.View{Dark: true})
	tab.Wait(`document.documentElement.dataset.theme === "dark"`)
	tab.Wait(chrome.JS(`view(model("Days")).el.getClientRects().length > 0`))
}
