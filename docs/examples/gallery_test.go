package examples

import (
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server/gallery"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// exhibits are what the examples say of themselves, as `panelgo serve docs/examples` reads it.
func exhibits(t testing.TB) panelgo.Gallery {
	t.Helper()
	found := panelgo.Gallery{}
	for name := range all {
		text, err := os.ReadFile(filepath.Join(name, "app.go"))
		if err != nil {
			t.Fatal(err)
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		x, err := gallery.Read(tree)
		if err != nil {
			t.Fatal(err)
		}
		x.Thumbnail, _ = os.ReadFile(filepath.Join(name, "thumbnail.webp")) // TestEveryExampleHasAThumbnail misses it
		x.Source = []panelgo.SourceFile{{Name: "app.go", Text: string(text)}}
		found[name] = x
	}
	return found
}

func TestEveryExampleIsTested(t *testing.T) {
	folders, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if folder.IsDir() && all[folder.Name()] == nil {
			t.Errorf("no test opens the example %s: make generate", folder.Name())
		}
	}
}

// TestEveryExampleOpensWithoutAComplaint shows each example in light, and then in dark without loading it anew. Whole apps
// are shown on a phone, too.
func TestEveryExampleOpensWithoutAComplaint(t *testing.T) {
	address, shown := serve(t), exhibits(t)
	axe, err := os.ReadFile("../../server/servertest/chrome/axe/node_modules/axe-core/axe.min.js") // make test puts it there
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sheet(t) })
	for name := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab := chrome.Open(t, address+"/"+name)
			look(t, tab, "light", chrome.View{})
			barriers(t, tab, axe)
			look(t, tab, "dark", chrome.View{Dark: true})
			barriers(t, tab, axe, "color-contrast")
			if shown[name].Subject == "" {
				look(t, chrome.OpenAs(t, address+"/"+name, chrome.View{Phone: true}), "phone", chrome.View{Phone: true})
			}
			if n := tab.Sent(`"document_ready"`); n != 1 {
				t.Errorf("document_ready was sent %d times", n)
			}
		})
	}
}

// barriers complains of what keeps people out who do not see the page, or use no mouse.
func barriers(t *testing.T, tab *chrome.Tab, axe []byte, rules ...string) {
	t.Helper()
	for _, b := range tab.Barriers(string(axe), rules...) {
		t.Error(b)
	}
}

// sheet makes one page of all the pictures that a test has taken, if PANELGO_SHOTS says where they are.
func sheet(t *testing.T) {
	dir := os.Getenv("PANELGO_SHOTS")
	if dir == "" {
		return
	}
	var page strings.Builder
	page.WriteString("<!DOCTYPE html><meta charset=\"utf-8\"><title>Examples</title><style>body{font:14px sans-serif;background:#888}img{width:32%;vertical-align:top;margin:0 4px 12px 0}</style>\n")
	for _, name := range slices.Sorted(maps.Keys(all)) {
		page.WriteString("<h2>" + name + "</h2>\n")
		for _, view := range []string{"light", "dark", "phone"} {
			file := t.Name() + "-" + name + "-" + view + ".png"
			if _, err := os.Stat(filepath.Join(dir, file)); err == nil {
				page.WriteString("<img loading=\"lazy\" alt=\"" + view + "\" src=\"" + file + "\">\n")
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte(page.String()), 0o644); err != nil {
		t.Error(err)
	}
}

func look(t *testing.T, tab *chrome.Tab, name string, view chrome.View) {
	t.Helper()
	tab.Look(view)
	theme := "light"
	if view.Dark {
		theme = "dark"
	}
	tab.Wait(`document.documentElement.dataset.theme === "` + theme + `"`)
	tab.Quiet()
	tab.Shot(name + ".png")
	if wide := chrome.Eval[bool](tab, "document.documentElement.scrollWidth > innerWidth"); wide {
		t.Errorf("%s: the page is wider than the screen", name)
	}
}

// cardsOf is a JavaScript expression of the cards that are shown.
const cardsOf = `[...document.querySelectorAll("li:not([hidden])")]`

func TestTheGallery(t *testing.T) {
	shown := exhibits(t)
	address := serve(t, func(o *panelgo.Options) { o.Server.Gallery, o.Server.Title = shown, "Examples" })
	for name, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}} {
		tab := chrome.Blank(t, view)
		tab.Go(address)
		tab.Wait(cardsOf + ".length === " + strconv.Itoa(len(all)))
		tab.Wait(`[...document.images].filter((img) => img.getBoundingClientRect().top < innerHeight).every((img) => img.complete && img.naturalWidth > 0)`)
		tab.Quiet()
		tab.Shot("index-" + name + ".png")
		if wide := chrome.Eval[bool](tab, "document.documentElement.scrollWidth > innerWidth"); wide {
			t.Errorf("%s: the gallery is wider than the screen", name)
		}
		if problems := tab.Problems(); len(problems) > 0 {
			t.Errorf("%s: %q", name, problems)
		}
	}
}

func TestTheGalleryIsSearchedAndDrivenByKeys(t *testing.T) {
	address := serve(t, func(o *panelgo.Options) { o.Server.Gallery = exhibits(t) })
	tab := chrome.Blank(t, chrome.View{})
	tab.Go(address)
	tab.Wait(`document.readyState === "complete"`)
	focused := `document.activeElement.getAttribute("href") ?? document.activeElement.id`
	tab.Keys("/")
	tab.Wait(focused + ` === "search"`)
	tab.Keys("wave slid")
	tab.Wait(cardsOf + `.map((el) => el.firstChild.getAttribute("href")).join() === "./waves"`)
	tab.Keys("zzz")
	tab.Wait(`!document.getElementById("none").hidden`)
	tab.Shot("none.png")
	tab.Keys(chrome.Escape)
	tab.Wait(cardsOf + ".length === " + strconv.Itoa(len(all)))
	tab.Keys(chrome.ArrowDown)
	first := chrome.Eval[string](tab, cardsOf+`[0].firstChild.getAttribute("href")`)
	tab.Wait(focused + ` === "` + first + `"`)
	tab.Keys(chrome.ArrowRight)
	tab.Wait(focused + ` === ` + cardsOf + `[1].firstChild.getAttribute("href")`)
	tab.Keys(chrome.ArrowDown)
	tab.Wait(`document.activeElement.getBoundingClientRect().top > ` + cardsOf + `[1].firstChild.getBoundingClientRect().top`)
	tab.Keys(chrome.ArrowUp)
	tab.Wait(focused + ` === ` + cardsOf + `[1].firstChild.getAttribute("href")`)
	tab.Keys(chrome.ArrowUp)
	tab.Wait(focused + ` === "search"`)
	tab.Keys("the smallest app")
	tab.Wait(cardsOf + ".length === 1")
	tab.Keys(chrome.Enter)
	tab.WaitReady()
	tab.WaitText("1 of 5")
	if problems := tab.Problems(); len(problems) > 0 {
		t.Errorf("%q", problems)
	}
}

func TestASourceIsShownBesideItsApp(t *testing.T) {
	address := serve(t, func(o *panelgo.Options) { o.Server.Gallery = exhibits(t) })
	source, err := os.ReadFile("waves/app.go")
	if err != nil {
		t.Fatal(err)
	}
	for name, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}} {
		tab := chrome.OpenAs(t, address+"/waves", view)
		before := chrome.Eval[float64](tab, "document.body.clientWidth")
		tab.Quiet()
		tab.Shot("button-" + name + ".png")
		tab.Click(tab.Find(".pg-source"))
		tab.Wait(`document.querySelector(".pg-source-panel code")`)
		if text := chrome.Eval[string](tab, `document.querySelector(".pg-source-panel code").textContent`); text != string(source) {
			t.Errorf("%s: the source is not what it is: %q", name, text)
		}
		tab.Wait(`document.querySelector(".pg-source").getAttribute("aria-expanded") === "true" && document.activeElement.matches(".pg-source-panel")`)
		if after := chrome.Eval[float64](tab, "document.body.clientWidth"); !view.Phone && after > before-300 {
			t.Errorf("%s: the page is %g px wide beside the source, %g before", name, after, before)
		}
		tab.Quiet()
		tab.Shot("source-" + name + ".png")
		if wide := chrome.Eval[bool](tab, "document.documentElement.scrollWidth > innerWidth"); wide {
			t.Errorf("%s: the page is wider than the screen", name)
		}
		tab.Click(tab.Find(".pg-copy"))
		tab.WaitText("Copied")
		if !view.Phone {
			tab.Drag("Amplitude", 0.9) // the app goes on beside its source
		}
		tab.Click(tab.Find(".pg-source-panel header h1"))
		tab.Keys(chrome.Escape)
		tab.Wait(`document.querySelector(".pg-source-panel").hidden && document.activeElement.matches(".pg-source")`)
		if after := chrome.Eval[float64](tab, "document.body.clientWidth"); after != before {
			t.Errorf("%s: the page is %g px wide, %g before", name, after, before)
		}
	}
	tab := chrome.Blank(t, chrome.View{})
	tab.Go(address + "/waves/source")
	tab.WaitText("Waves")
	tab.Quiet()
	tab.Shot("page.png")
	tab.Click(tab.Find(".pg-copy"))
	tab.WaitText("Copied")
	if problems := tab.Problems(); len(problems) > 0 {
		t.Errorf("%q", problems)
	}
}

func TestSourcesAreGo(t *testing.T) {
	for name, x := range exhibits(t) {
		if markup := gallery.Highlight(x.Source[0].Text); !strings.Contains(markup, `<span class="f">App</span>`) {
			t.Errorf("%s: App is not highlighted", name)
		}
	}
}
