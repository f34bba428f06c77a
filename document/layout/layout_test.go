package layout_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
	"github.com/panelgo/panelgo/session"
)

// stage is a page in Chromium, and the document behind it.
type stage struct {
	*chrome.Tab
	doc *document.Document
}

// show builds a page and opens it in Chromium.
func show(t *testing.T, view chrome.View, build func(doc *document.Document) []document.Model) *stage {
	t.Helper()
	s := &stage{}
	app := func(doc *document.Document) error {
		s.doc = doc
		doc.Add(build(doc)...)
		return nil
	}
	address := servertest.Serve(t, server.Apps{"/app": app}, server.Options{}, session.Options{})
	s.Tab = chrome.OpenAs(t, address+"/app", view)
	return s
}

// turn runs f in a turn of the session, and waits for it.
func (s *stage) turn(f func()) {
	done := make(chan struct{})
	s.doc.Next(func() { defer close(done); f() })
	<-done
}

// until waits until something holds in Go.
func (s *stage) until(holds func() bool) {
	s.WaitFrames(func() bool {
		held := false
		s.turn(func() { held = holds() })
		return held
	})
}

func words(text string) models.UIElement {
	d := document.New[models.Div]()
	d.RenderAsText.Set(true)
	d.Text.Set(text)
	return d
}

// sheet shows all that the room makes, for eyes.
func sheet(*document.Document) []document.Model {
	tabs := layout.NewTabs().Page("Overview", words("the first page")).Page("Details", words("the second page"))
	trend := layout.NewTrend("Sales", "%.0f €", 3100, 3000, 3300, 3200, 3700)
	progress := layout.NewProgress("Loading rows")
	progress.Start(10)
	progress.Set(4)
	unknown := layout.NewProgress("Searching")
	unknown.Start(0)
	bands := []layout.Band{{UpTo: 50, Color: "#2ba26f"}, {UpTo: 80, Color: "#e0a100"}, {UpTo: 100, Color: "#d4477a"}}
	return []document.Model{layout.Column(
		layout.Flow(220,
			layout.Fixed("", layout.NewNumber("Visitors", "%.0f", 1280)),
			layout.Fixed("", layout.NewNumber("Load", "%.1f %%", 93.4, bands...)),
			layout.Fixed("", layout.NewGauge("Memory", "%.0f %%", 0, 100, 62, bands...)),
			layout.Fixed("", trend),
		),
		layout.Accordion(layout.Card("A card", words("what is in it")), layout.Card("Another", words("folded"))),
		tabs, layout.Divider(),
		layout.Cells(3, words("one"), words("two"), words("three"), words("four")),
		layout.Flex(layout.Flexible{Justify: "space-between"}, layout.NewStatus(layout.Good, "connected"), layout.NewStatus(layout.Busy, "working"),
			layout.NewStatus(layout.Bad, "lost"), layout.Spinner("Loading")),
		progress, unknown,
	)}
}

func TestLayoutsLookGoodInEveryLight(t *testing.T) {
	for name, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}} {
		t.Run(name, func(t *testing.T) {
			s := show(t, view, sheet)
			s.WaitText("connected")
			s.Shot("sheet.png")
			if wide := chrome.Eval[bool](s.Tab, "document.documentElement.scrollWidth > innerWidth"); wide {
				t.Error("the page is wider than the screen")
			}
		})
	}
}

func TestATabIsBuiltWhenItIsOpened(t *testing.T) {
	built, opened := 0, -1
	var tabs *layout.Tabs
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		tabs = layout.NewTabs().Page("First", words("one")).Lazy("Second", func() models.UIElement {
			built++
			return words("made to order")
		})
		tabs.OnChange(func(page int) { opened = page })
		return []document.Model{tabs}
	})
	if built != 0 {
		t.Error("the page is built before anybody looks")
	}
	s.ClickText(".bk-tab", "Second")
	s.WaitText("made to order")
	s.turn(func() { tabs.Show(7); tabs.Show(0) })
	s.WaitText("one")
	s.ClickText(".bk-tab", "Second")
	s.until(func() bool { return opened == 1 && built == 1 && tabs.Shown() == 1 })
}

func TestForgedTabsAndFeedsAreHarmless(t *testing.T) {
	var tabs *layout.Tabs
	var feed *layout.Feed
	tab := servertest.Open(t, func(doc *document.Document) error {
		tabs = layout.NewTabs().Page("First").Lazy("Second", func() models.UIElement { return words("built") })
		tabs.OnChange(func(page int) { t.Errorf("page %d is reported", page) })
		tabs.Name.Set(document.Some("tabs"))
		feed = layout.NewFeed(100, words("entry"))
		feed.Name.Set(document.Some("feed"))
		doc.Add(tabs, feed)
		return nil
	}, "/app")
	for _, page := range []int{-5, 99} {
		tab.SetProperty("tabs", "active", page)
		tab.Sync()
		if tabs.Shown() != -1 {
			t.Errorf("page %d is shown", tabs.Shown())
		}
	}
	tab.SetProperty("feed", "visible_children", []string{"nobody", ""})
	tab.Sync()
}

func TestAnAccordionHasOneOpenCard(t *testing.T) {
	first, second := layout.Card("One", words("inside one")), layout.Card("Two", words("inside two"))
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		first, second = layout.Card("One", words("inside one")), layout.Card("Two", words("inside two"))
		return []document.Model{layout.Accordion(first, second)}
	})
	s.ClickText("div", "Two")
	s.until(func() bool { return first.Collapsed.Get() && !second.Collapsed.Get() })
	s.WaitText("inside two")
}

func TestAModalOpensAndCloses(t *testing.T) {
	var modal *layout.Modal
	closed := 0
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		modal = layout.NewModal(words("are you sure?"))
		modal.OnClose(func() { closed++ })
		return []document.Model{words("the page"), modal}
	})
	s.turn(modal.Show)
	s.Wait(chrome.JS(`every(document, ".dialog-content").some((el) => getComputedStyle(el).opacity === "1" && el.getClientRects().length > 0)`))
	s.Shot("modal.png")
	s.Keys(chrome.Escape)
	s.until(func() bool { return closed == 1 && !modal.Modal.Open.Get() })
	s.turn(modal.Show)
	s.Click(s.Find(".pnx-dialog-close"))
	s.until(func() bool { return closed == 2 })
}

func TestAFloatIsFoldedAndHidden(t *testing.T) {
	var float *models.Dialog
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		float = layout.Float("Notes", words("over the page"))
		return []document.Model{words("the page"), float}
	})
	s.WaitText("over the page")
	s.Shot("float.png")
	s.Click(s.Find(".bk-close"))
	s.until(func() bool { return !float.Visible.Get() })
	s.turn(func() { float.Visible.Set(true) })
	s.Find(".bk-close")
}

func TestAFeedSendsWhatIsNear(t *testing.T) {
	var feed *layout.Feed
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		entries := make([]models.UIElement, 1000)
		for i := range entries {
			entries[i] = words(fmt.Sprintf("entry %d", i))
		}
		feed = layout.NewFeed(200, entries...)
		feed.Name.Set(document.Some("feed"))
		return []document.Model{feed}
	})
	s.WaitText("entry 999")
	if n := chrome.Model[int](s.Tab, "feed", "m.children.length"); n > 100 {
		t.Errorf("the browser has %d entries", n)
	}
	s.Wait(chrome.JS(`view(model("feed")).el.scrollTop > 0`))
	for i := 0; !chrome.Eval[bool](s.Tab, chrome.JS(`every(document, "*").some((el) => el.textContent === "entry 850")`)); i++ {
		if i > 400 {
			t.Fatal("scrolling up never shows earlier entries")
		}
		s.Wheel(s.Inside("feed", ""), -200)
	}
	s.turn(func() { feed.Append(words("the very latest")); feed.ShowLatest() })
	s.WaitText("the very latest")
}

func TestProgressFollowsWork(t *testing.T) {
	var progress *layout.Progress
	var outcome error
	begin, next := make(chan struct{}), make(chan struct{})
	s := show(t, chrome.View{}, func(doc *document.Document) []document.Model {
		progress = layout.NewProgress("Import")
		progress.Run(doc, 4, func(ctx context.Context, step func()) error {
			<-begin
			step()
			step()
			<-next
			return errors.New("no more")
		}, func(err error) { outcome = err })
		return []document.Model{progress}
	})
	close(begin)
	s.WaitText("2 of 4")
	close(next)
	s.WaitText("stopped after 2 of 4")
	s.until(func() bool { return outcome != nil })
}

func TestIndicatorsEscapeWords(t *testing.T) {
	const evil = `<img src=x onerror=alert(1)>"`
	for name, text := range map[string]string{
		"number": layout.NewNumber(evil, "%.0f "+evil, 1, layout.Band{Color: evil}).Div.Text.Get(),
		"gauge":  layout.NewGauge(evil, "%.0f "+evil, 0, 1, 2, layout.Band{Color: evil}).Div.Text.Get(),
		"status": layout.NewStatus(layout.State(evil), evil).Div.Text.Get(),
		"bar":    layout.NewProgress(evil).Div.Text.Get(),
		"trend":  layout.NewTrend(evil, "%.0f "+evil, 1, 2).Div.Text.Get(),
		"ring":   layout.Spinner(evil).Text.Get(),
	} {
		if strings.Contains(text, "<img") || strings.Contains(text, `1)>"`) {
			t.Errorf("%s lets markup through: %s", name, text)
		}
	}
}
