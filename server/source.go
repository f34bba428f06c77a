package server

import (
	"html/template"
	"net/http"
	"strings"

	"github.com/panelgo/panelgo/static"
)

// source shows the app's source, to whoever may use the app. It is a page of its own, of which
// static/own/source.js shows the main part beside the app.
func (a *app) source(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	h["Content-Type"] = htmlType
	h["Cache-Control"] = noStore
	h.Set("Content-Security-Policy", sourcePolicy)
	rel := a.up(r)
	head := appendSourceHead(appendOwn(nil, rel, "own/theme.js", "own/theme.css"), rel)
	return plainPages.ExecuteTemplate(w, "source.html", sourcePage{
		Title: a.title, Up: rel, App: a.path[1:], Head: template.HTML(head), Files: template.HTML(a.shown.source),
	})
}

// sourcePage is what templates/source.html shows. Its files are HTML already, made once.
type sourcePage struct {
	Title, Up, App string
	Head, Files    template.HTML
}

// sourcePolicy is that of a page with nothing but the server's own scripts.
const sourcePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// appendSourceHead loads what shows a source, here or beside the app.
func appendSourceHead(b []byte, rel string) []byte {
	return appendOwn(b, rel, "own/source.js", "own/source.css")
}

// appendSourceButton puts the button into the app's page that shows the source beside it.
func (a *app) appendSourceButton(b []byte, rel string) []byte {
	b = append(b, `<button type="button" class="pg-source" aria-expanded="false" data-source="`...)
	b = appendHTML(b, "./"+rel+a.at("source"))
	return append(b, "\"><svg viewBox=\"0 0 20 20\" width=\"16\" height=\"16\" aria-hidden=\"true\"><path d=\"M7 5l-5 5 5 5M13 5l5 5-5 5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>Source</button>\n"...)
}

// appendOwn loads files of static/own: scripts at once, in their order, and styles.
func appendOwn(b []byte, rel string, names ...string) []byte {
	for _, name := range names {
		f, ok := static.Lookup(name)
		switch {
		case !ok:
		case strings.HasSuffix(name, ".js"):
			b = appendScript(b, "<script", rel, f)
		default:
			b = appendStyle(b, rel, f)
		}
	}
	return b
}
