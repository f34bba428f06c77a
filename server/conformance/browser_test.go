package conformance

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestConformance25Browser(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	tab := chrome.Open(t, s.url+"/app") // fails with what the console says
	tab.WaitText("value: 1")
	tab.Drag("Value", 0.7)
	tab.WaitText("value: 7")
	tab.Click(tab.Inside("button", "button"))
	tab.WaitText("clicks: 1")
	tab.WaitFrames(func() bool { return tab.Sent(`"PATCH-DOC"`) == tab.Got(`"OK"`) })
	if sent, pulled := tab.Sent(`"document_ready"`), tab.Sent(`"PULL-DOC-REQ"`); sent != 1 || pulled != 1 {
		t.Errorf("document_ready was sent %d times, PULL-DOC-REQ %d times", sent, pulled)
	}
	if n := tab.Got(`"ERROR"`); n != 0 {
		t.Errorf("%d errors were answered", n)
	}
	if title := chrome.Eval[string](tab, "document.title"); title != "Desk" {
		t.Errorf("the title is %q", title)
	}
}

// note is a data model: BokehJS has none such until the document defines it.
type note struct {
	doc.Base `bokeh:"test.Note"`
	Count    doc.Prop[int]      `bokeh:"count" default:"3"`
	Words    doc.Prop[[]string] `bokeh:"words"`
}

// card is a model of BokehJS's with more to it.
type card struct {
	doc.Base `bokeh:"test.Card" extends:"Div"`
	Author   doc.Prop[string]           `bokeh:"author" default:"\"nobody\""`
	Rank     doc.Prop[doc.Opt[float64]] `bokeh:"rank"`
}

// orphan extends what nobody has.
type orphan struct {
	doc.Base `bokeh:"test.Orphan" extends:"test.Nothing"`
}

func TestConformance30DataModels(t *testing.T) {
	app := keep(func(d *panelgo.Document) error {
		n := named(doc.New[note](), "note")
		n.Words.Set([]string{"a", "b"})
		c := named(doc.New[card](), "card")
		c.Author.Set("Ada")
		d.Define(n, c)
		d.Add(n, c, div("text", "page"))
		return nil
	})
	s := serve(t, only(app.open))
	tab := chrome.Open(t, s.url+"/app")
	for expression, want := range map[string]string{
		`model("note").type + model("note").count + model("note").words`:                                 "test.Note3a,b",
		`model("card").author + model("card").rank + (model("card") instanceof Bokeh.Models.get("Div"))`: "Adanulltrue",
	} {
		if got := chrome.Eval[string](tab, chrome.JS(expression)); got != want {
			t.Errorf("%s is %q, want %q", expression, got, want)
		}
	}
	chrome.Eval[int](tab, chrome.JS(`(model("note").count = 8, model("note").words = ["c"], model("card").rank = 0.5, 0)`))
	eventually(t, "changes come back", func() (came bool) {
		app.act(func(live *panelgo.Document) {
			n, c := find[*note](live, "note"), find[*card](live, "card")
			came = n.Count.Get() == 8 && slices.Equal(n.Words.Get(), []string{"c"}) && c.Rank.Get().Or(0) == 0.5
		})
		return came
	})
	app.act(func(live *panelgo.Document) { find[*note](live, "note").Count.Set(9) })
	tab.WaitModel("note", "m.count === 9")

	lost := serve(t, only(func(d *panelgo.Document) error {
		d.Define(doc.New[orphan]())
		return nil
	}), silent)
	if r := lost.get("/app"); r.StatusCode != http.StatusInternalServerError {
		t.Errorf("a model of an unknown base: %s", r.Status)
	}
}

// browserStep is something that the app does, and an expression of the page that becomes true.
type browserStep struct {
	what string
	act  func(d *panelgo.Document)
	want string
}

func browserSteps(t *testing.T) []browserStep {
	source := func(d *panelgo.Document) *models.ColumnDataSource { return find[*models.ColumnDataSource](d, "source") }
	must := func(err error) {
		if err != nil {
			t.Error(err)
		}
	}
	return []browserStep{
		{"scalar", func(d *panelgo.Document) { find[*models.Div](d, "text").Text.Set("new") }, `model("text").text === "new"`},
		{"array", func(d *panelgo.Document) {
			source(d).Data.Set(doc.Data{"x": []float64{1, 2, 3}, "s": []string{"a", "b", "c"}})
		}, `String(model("source").data.x) === "1,2,3"`},
		{"stream with rollover", func(d *panelgo.Document) { must(source(d).Stream(doc.Data{"x": []float64{4}, "s": []string{"d"}}, 3)) }, `String(model("source").data.x) + model("source").data.s === "2,3,4b,c,d"`},
		{"stream without", func(d *panelgo.Document) {
			must(source(d).Stream(doc.Data{"x": []float64{5, 6}, "s": []string{"e", "f"}}, 0))
		}, `model("source").data.s.length === 5 && model("source").data.x[4] === 6`},
		{"patch of a row and a slice", func(d *panelgo.Document) {
			must(source(d).Patch(map[string][]doc.Cells{"x": {{Rows: 0, Values: 20.5}, {Rows: doc.Rows(1, 3), Values: []float64{30, 40}}}, "s": {{Rows: 4, Values: "z"}}}))
		}, `String(model("source").data.x) + model("source").data.s === "20.5,30,40,5,6b,c,d,e,z"`},
		{"patch inside an array", func(d *panelgo.Document) {
			must(find[*models.ColumnDataSource](d, "images").Patch(map[string][]doc.Cells{"img": {{Rows: []any{0, doc.Slice{}, 1}, Values: []float64{7, 8}}}}))
		}, `String([...model("images").data.img[0]]) === "1,7,3,8"`},
		{"a new model inside", func(d *panelgo.Document) {
			box := find[*models.Column](d, "box")
			box.Children.Set(append(slices.Clone(box.Children.Get()), div("fresh", "fresh one")))
		}, `model("box").children[3]?.text === "fresh one" && view(model("fresh"))?.el.isConnected`},
		{"that model again", func(d *panelgo.Document) { find[*models.Div](d, "fresh").Text.Set("fresh two") }, `every(document, "*").some((el) => el.textContent === "fresh two")`},
		{"title", func(d *panelgo.Document) { d.SetTitle("T2") }, `document.title === "T2"`},
		{"a new root", func(d *panelgo.Document) { d.Add(div("root", "a root")) }, `model("root") && view(model("root"))?.el.isConnected`},
		{"a root removed", func(d *panelgo.Document) { d.Remove(find[*models.Div](d, "root")) }, `model("root") === undefined && !every(document, "*").some((el) => el.textContent === "a root")`},
		{"several at once", func(d *panelgo.Document) {
			find[*models.Div](d, "text").Text.Set("both")
			find[*models.Slider](d, "slider").Value.Set(3)
		}, `model("slider").value === 3`},
	}
}

func TestConformance32PatchesInTheBrowser(t *testing.T) {
	app := keep(func(d *panelgo.Document) error {
		if err := desk(d); err != nil {
			return err
		}
		image := doc.NewArray([]float64{1, 2, 3, 4}, 2, 2)
		d.Add(named(models.NewSource(doc.Data{"img": []any{image}}), "images"))
		return nil
	})
	s := serve(t, only(app.open))
	tab := chrome.Open(t, s.url+"/app")
	for _, step := range browserSteps(t) {
		app.act(step.act)
		tab.Wait(chrome.JS(step.want))
	}
	if n := tab.Sent(`"ModelChanged"`); n != 0 {
		t.Errorf("the page sent %d changes of what it was told", n)
	}
}

func TestConformance39EventsReachTheirView(t *testing.T) {
	app := keep(func(d *panelgo.Document) error {
		for _, name := range []string{"one", "two"} {
			tall := named(doc.New[models.PanelColumn](), name)
			tall.Height.Set(doc.Some(100.0))
			tall.Styles.Set(models.StyleMap{"overflow": doc.Some("auto")})
			var children []models.UIElement
			for i := range 20 {
				children = append(children, div("", fmt.Sprint("line ", i)))
			}
			tall.Children.Set(children)
			stream := named(doc.New[models.PanelHTML](), name+" html")
			stream.Text.Set("begin ")
			file := named(doc.New[models.FileInput](), name+" file")
			d.Add(tall, stream, file)
		}
		return nil
	})
	s := serve(t, only(app.open))
	tab := chrome.Open(t, s.url+"/app")
	app.act(func(d *panelgo.Document) {
		doc.Send(find[*models.PanelColumn](d, "two"), "scroll_to", map[string]any{"index": 15})
		doc.Send(find[*models.PanelHTML](d, "two html"), "html_stream", map[string]any{"patch": "and end", "start": 6})
		doc.Send(find[*models.FileInput](d, "two file"), "clear_input", nil)
	})
	tab.Wait(chrome.JS(`view(model("two")).el.scrollTop > 0`))
	tab.Wait(chrome.JS(`every(document, "*").some((el) => el.textContent.trim() === "begin and end")`))
	if got := chrome.Eval[string](tab, chrome.JS(`view(model("one")).el.scrollTop + model("one html").text`)); got != "0begin " {
		t.Errorf("the other views heard it too: %q", got)
	}
	// Listeners that come and go while the page is open.
	clicks := make(chan string, 10)
	var stop func()
	app.act(func(d *panelgo.Document) {
		stop = find[*models.PanelHTML](d, "one html").OnEvent("dom_event", func(doc.Event) {})
		find[*models.PanelColumn](d, "one").OnEvent("scroll_button_click", func(doc.Event) { clicks <- "heard" })
	})
	tab.WaitModel("one", `m.subscribed_events.has("scroll_button_click")`)
	app.act(func(*panelgo.Document) { stop() })
	tab.WaitModel("one html", `!m.subscribed_events.has("dom_event")`)
}

func TestConformance40WhatStaysInTheBrowser(t *testing.T) {
	app := keep(func(d *panelgo.Document) error {
		hidden := div("hidden", "theirs")
		hidden.Syncable.Set(false)
		d.Add(hidden, div("text", "ours"))
		return nil
	})
	s := serve(t, only(app.open))
	tab := chrome.Open(t, s.url+"/app")
	chrome.Eval[int](tab, chrome.JS(`(model("hidden").text = "secret", model("text").setv({text: "quiet"}, {sync: false}), model("text").tags = ["end"], 0)`))
	eventually(t, "what is synced comes", func() (came bool) {
		app.act(func(d *panelgo.Document) { came = len(find[*models.Div](d, "text").Tags.Get()) == 1 })
		return came
	})
	if n := tab.Sent("secret") + tab.Sent("quiet"); n != 0 {
		t.Errorf("%d frames told what was to stay", n)
	}
	app.act(func(d *panelgo.Document) {
		if find[*models.Div](d, "hidden").Text.Get() != "theirs" || find[*models.Div](d, "text").Text.Get() != "ours" {
			t.Error("the server heard what was to stay")
		}
		find[*models.Div](d, "hidden").Text.Set("from Go")
	})
	tab.WaitText("from Go")
}

// portal is a page of another origin, which embeds apps.
func portal(t *testing.T, body string) string {
	t.Helper()
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!DOCTYPE html><title>Portal</title><link rel=icon href=data:,><h1>Portal</h1>%s", body)
	}))
	t.Cleanup(web.Close)
	return web.URL
}

// snippet is what an author puts into a page to show an app there: Bokeh's own, section 1.5 of the
// protocol.
func snippet(element, address, path string) string {
	url := address + "/autoload.js?bokeh-autoload-element=" + element + "&bokeh-app-path=" + path + "&bokeh-absolute-url=" + address + "&from=portal"
	return `<script id="` + element + `">(function () {
		const xhr = new XMLHttpRequest();
		xhr.responseType = "blob";
		xhr.open("GET", "` + url + `", true);
		xhr.onload = function () {
			const script = document.createElement("script");
			script.src = URL.createObjectURL(xhr.response);
			document.body.appendChild(script);
		};
		xhr.send();
	})();</script>`
}

// foreign fails the test for what went wrong in a page that uses another origin's apps, which is no
// problem by itself.
func foreign(t *testing.T, tab *chrome.Tab) {
	t.Helper()
	for _, problem := range tab.Problems() {
		if !strings.HasPrefix(problem, "request to another origin") {
			t.Error(problem)
		}
	}
}

func TestConformance06And41EmbeddedApps(t *testing.T) {
	one, two := keep(desk), keep(func(d *panelgo.Document) error {
		d.SetTitle("Second")
		d.Add(div("second", "the second app"))
		return nil
	})
	var at string
	s := serve(t, panelgo.Apps{"one": one.open, "deep/two": two.open}, func(o *panelgo.Options) {
		o.Server.AllowWebSocketOrigin = []string{"127.0.0.1:*"}
		o.Server.Prefix = "/p"
	})
	at = portal(t, "<p>"+snippet("E1", s.url+"/p/one", "/p/one")+"</p><div>"+snippet("E2", s.url+"/p/deep/two", "/p/deep/two")+"</div>")
	tab := chrome.Blank(t, chrome.View{})
	tab.Go(at + "/?page=argument")
	tab.WaitText("the second app")
	tab.WaitText("value: 1")
	tab.Drag("Value", 0.5)
	tab.WaitText("value: 5")
	tab.Wait(`Bokeh.documents.length === 2 && Bokeh.documents.every((d) => d.is_idle)`)
	for _, id := range []string{"E1", "E2"} {
		if got := chrome.Eval[string](tab, `(document.getElementById("`+id+`")?.tagName ?? "gone")`); got == "SCRIPT" {
			t.Errorf("the place %s is still a %s", id, got)
		}
	}
	if got := chrome.Eval[string](tab, chrome.JS(`view(model("second")).el.closest("div:not([class])")?.parentElement.tagName + document.title`)); !strings.HasSuffix(got, "Portal") {
		t.Errorf("the page is called %q", got)
	}
	if got := text(one.last().Visit().Arguments); got != `{"from":["portal"]}` {
		t.Errorf("the app was given the arguments %s", got)
	}
	if one.count() != 1 || two.count() != 1 {
		t.Errorf("%d and %d sessions were made", one.count(), two.count())
	}
	foreign(t, tab)

	closed := serve(t, only(desk)) // does not allow the portal
	refused := chrome.Blank(t, chrome.View{})
	refused.Go(portal(t, snippet("E", closed.url+"/app", "/app")))
	refused.Wait(`window.Bokeh !== undefined`)
	eventually(t, "the websocket is refused", func() bool {
		return strings.Contains(strings.Join(refused.Problems(), "\n"), "403")
	})
}

func TestConformance41RootsInTheirPlaces(t *testing.T) {
	app := keep(func(d *panelgo.Document) error {
		d.Add(div("a", "first"), models.NewSource(doc.Data{"x": []float64{1}}), div("b", "second"), doc.New[models.Range1d](), div("c", "third"))
		return nil
	})
	s := serve(t, only(app.open))
	page := s.get("/app").body
	var roots []string
	for _, found := range rootsIn.FindAllStringSubmatch(page, -1) {
		roots = append(roots, found[1])
	}
	app.act(func(d *panelgo.Document) {
		if !slices.Equal(roots, rootIDs(d)) || len(roots) != 5 {
			t.Errorf("the page has places for %v, the document's roots are %v", roots, rootIDs(d))
		}
	})
	tab := chrome.Open(t, s.url+"/app")
	shown := `[...document.querySelectorAll("[data-root-id]")].map((place) => place.dataset.rootId + ":" + every(place, "*").map((el) => el.textContent).filter((t) => /^(first|second|third)$/.test(t))[0]).join()`
	app.act(func(d *panelgo.Document) {
		ids := rootIDs(d)
		want := fmt.Sprintf("%s:first,%s:undefined,%s:second,%s:undefined,%s:third", ids[0], ids[1], ids[2], ids[3], ids[4])
		if got := chrome.Eval[string](tab, chrome.JS(shown)); got != want {
			t.Errorf("the page shows %s, want %s", got, want)
		}
	})
	empty := serve(t, only(func(*panelgo.Document) error { return nil }))
	blank := chrome.Blank(t, chrome.View{})
	blank.Go(empty.url + "/app")
	blank.Wait(`window.Bokeh && Bokeh.documents.length === 1`)
	if problems := blank.Problems(); len(problems) > 0 {
		t.Errorf("a document without roots: %q", problems)
	}
}

// What a page adds later may need parts of the front end that it has not loaded.
func TestConformance33ModelsOfOtherBundles(t *testing.T) {
	app := keep(func(d *panelgo.Document) error {
		d.Add(column("box"))
		return nil
	})
	s := serve(t, only(app.open))
	tab := chrome.Open(t, s.url+"/app")
	app.act(func(d *panelgo.Document) {
		table := named(doc.New[models.DataTable](), "table")
		table.Source.Set(models.NewSource(doc.Data{"x": []string{"cell one"}}))
		table.Reorderable.Set(false) // else BokehJS asks for a library that it does not have
		x := doc.New[models.TableColumn]()
		x.Field.Set("x")
		table.Columns.Set([]*models.TableColumn{x})
		markup := doc.New[models.PanelHTML]()
		markup.Text.Set("&lt;b&gt;of Panel&lt;/b&gt;")
		find[*models.Column](d, "box").Children.Set([]models.UIElement{div("late", "a widget"), table, markup})
	})
	for _, said := range []string{"a widget", "cell one", "of Panel"} {
		tab.WaitText(said)
	}
}
