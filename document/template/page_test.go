package template_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
	"github.com/panelgo/panelgo/session"
)

const own = `<!DOCTYPE html>
<html lang="en">
<head><title>{{.Title}}</title>{{.Head}}<style>main { border: 3px solid teal }</style></head>
<body>
{{.Account}}<aside>{{.Root "side"}}</aside>
<main><h1>{{.Data.Heading}}</h1>{{.Roots}}</main>
<script nonce="{{.Nonce}}">document.body.dataset.ran = "yes"; document.body.dataset.prefix = "{{.Prefix}}"</script>
{{with .User}}<p>{{$.Title}} of {{.}}, <a href="{{$.SignOut}}">out</a></p>{{end}}
</body></html>`

type heading struct{ Heading string }

func TestAnAppDrawsItsOwnPage(t *testing.T) {
	page := template.Must(template.Parse("own.html", own))
	tab := chrome.Open(t, servertest.Serve(t, server.Apps{"/a/pp": func(doc *document.Document) error {
		says := pane.NewText("main says")
		b := widgets.NewButton("Press")
		b.OnClick(func() { says.SetText("pressed") })
		doc.SetTitle("Own & proud")
		doc.Add(says)
		doc.AddAs("side", b)
		doc.Add(pane.NewText("also main"))
		page.Use(doc, heading{"<Heading>"})
		return nil
	}}, server.Options{Prefix: "/in"}, session.Options{})+"/in/a/pp")
	tab.WaitText("<Heading>")
	tab.Wait(`document.title === "Own & proud" && document.body.dataset.ran === "yes" && document.body.dataset.prefix === "../"`)
	tab.Wait(chrome.JS(`every(document.querySelector("aside"), "button").length === 1`))
	tab.Click(tab.Find("button"))
	tab.WaitText("pressed")
	tab.Wait(chrome.JS(`every(document.querySelector("main"), ".bk-clearfix, p, div").some((el) => el.textContent.includes("also main"))`))
	tab.Shot("own.png")
}

func TestAWrongPageIsRefusedWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"<p>\n{{.Head":                                    "own.html:2",
		"<p>{{.Title}}":                                   "no {{.Head}}",
		"{{.Head}}\n\n{{.Titel}}":                         "own.html:3",
		"{{.Head}}\n<a href='{{if .User}}":                "own.html:2",
		"{{.Head}}{{.Root}}":                              "own.html:1",
		"{{.Head}}\n<a onclick=\"{{if .User}}'{{end}}\">": "own.html",
	} {
		if _, err := template.Parse("own.html", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestAPageWithoutAPlaceForARootFails(t *testing.T) {
	for text, want := range map[string]string{
		`{{.Head}}{{.Root "side"}}`:                     `no place for a root: write {{.Root`,
		"{{.Head}}{{.Roots}}\n" + `{{.Root "sied"}}`:    `own.html:2:2`,
		"{{.Head}}{{.Roots}}{{.Roots}}":                 "have their place already",
		`{{.Head}}{{.Roots}}{{.Root "a"}}{{.Root "a"}}`: "own.html",
		`{{.Head}}{{.Roots}}{{.Data.Nothing}}`:          "Nothing",
	} {
		page, err := template.Parse("own.html", text)
		if err != nil {
			t.Error(err)
			continue
		}
		at := servertest.Serve(t, server.Apps{"/app": func(doc *document.Document) error {
			doc.Add(pane.NewText("main"))
			doc.AddAs("side", pane.NewText("side"))
			page.Use(doc, heading{})
			return nil
		}}, server.Options{Dev: true}, session.Options{})
		ask, _ := http.NewRequest(http.MethodGet, at+"/app", nil)
		ask.Header.Set("Accept", "text/html")
		got, err := http.DefaultClient.Do(ask)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(got.Body)
		got.Body.Close()
		if said := strings.NewReplacer("&#34;", `"`).Replace(string(body)); got.StatusCode != 500 || !strings.Contains(said, want) {
			t.Errorf("%s: %d %s", text, got.StatusCode, said)
		}
	}
}
