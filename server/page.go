package server

import (
	"context"
	"net/http"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
	"github.com/panelgo/panelgo/static"
)

// page opens a session, which runs the app, and answers with the page that joins it.
func (a *app) page(w http.ResponseWriter, r *http.Request) error {
	sight, err := a.open(r)
	if err != nil {
		return err
	}
	defer a.dismiss(r, sight.id)
	who, _ := auth.From(r.Context())
	sight.token = a.mint(sight.id, who, nil)
	sight.account = a.accountBar(r, who)
	sight.rel = a.up(r)
	sight.nonce = newNonce()
	h := w.Header()
	h["Content-Type"] = htmlType
	h["Cache-Control"] = noStore // the token is good for minutes only
	h["Content-Security-Policy"] = []string{a.policy.of(sight.nonce, sight.need)}

	if sight.template != nil {
		return a.ownPage(w, sight)
	}
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	*buffer = a.appendPage((*buffer)[:0], sight)
	_, err = w.Write(*buffer)
	return err
}

// dismiss ends the session that was made for a request which wants no page (HEAD): nobody is going
// to join it.
func (a *app) dismiss(r *http.Request, id session.ID) {
	if r.Method != http.MethodHead || namesSession(r) {
		return
	}
	if s, ok := a.store.Find(id); ok {
		_ = s.End(context.WithoutCancel(r.Context()), wire.CloseGoingAway, "HEAD") // it has no browser to tell
	}
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// pageData is what a page has to know of a session to show it.
type pageData struct {
	id    session.ID
	title string
	roots []string // ids, in the document's order
	need  static.Need
	token string
	rel   string // from the page to the prefix: "", "../", …
	nonce string
	theme string // that the program asks for

	account accountBar

	template document.PageTemplate // nil: the page is ours
	places   []document.PageRoot   // only with a template
}

// open finds or makes the session that a request asks for, and looks at its document.
func (a *app) open(r *http.Request) (pageData, error) {
	if a.drains.Load() {
		return pageData{}, errStopping
	}
	id, err := a.chosen(r)
	if err != nil {
		return pageData{}, err
	}
	var seen pageData
	err = retry(func() error {
		s, err := a.enter(r, id, nil)
		if err != nil {
			return err
		}
		seen = pageData{id: id}
		return s.Do(r.Context(), func(d *document.Driver) {
			seen.title, seen.roots, seen.theme = d.Document().Title(), d.RootIDs(), d.Theme()
			if seen.template = d.Template(); seen.template != nil {
				seen.places = d.PageRoots()
			}
			d.Names(func(model string) { seen.need |= static.NeedOf(model) })
			a.policy.watch(d, seen.need)
		})
	})
	if err == nil {
		err = seen.need.Complete()
	}
	return seen, err
}

// up leads from the page to the prefix. Pages use relative addresses, so that they work behind a
// proxy that shows the server below a path of its own.
func (a *app) up(r *http.Request) string {
	depth := strings.Count(strings.TrimPrefix(r.URL.Path, a.opts.Prefix), "/") - 1
	switch depth {
	case -1: // at the prefix itself, without its slash
		return a.opts.Prefix[strings.LastIndexByte(a.opts.Prefix, '/')+1:] + "/"
	case 0:
		return ""
	case 1:
		return "../"
	}
	return strings.Repeat("../", depth)
}

func (a *app) appendPage(b []byte, p pageData) []byte {
	b = append(b, "<!DOCTYPE html>\n<html lang=\"en\""...)
	if p.theme != "" {
		b = append(b, ` data-theme="`...)
		b = appendHTML(b, p.theme)
		b = append(b, '"')
	}
	b = append(b, ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"...)
	b = appendHTML(b, p.title)
	b = append(b, "</title>\n"...)
	b = a.appendHead(b, p)
	b = append(b, "</head>\n<body class=\"pn-loading pn-arc\" aria-busy=\"true\">\n"...)
	b = p.account.append(b)
	b = append(b, "<main>\n"...)
	b = a.appendAbout(b)
	for _, id := range p.roots {
		b = append(appendRoot(b, id), '\n')
	}
	b = append(b, "</main>\n"...)
	if a.shown.source != "" {
		b = a.appendSourceButton(b, p.rel)
	}
	b = append(b, "<noscript>This page needs JavaScript.</noscript>\n"...)
	b = appendStart(b, p)
	return append(b, "</body>\n</html>\n"...)
}

// appendAbout writes what an exhibit of a component says of itself, as the gallery does. Whole apps
// have a heading of their own.
func (a *app) appendAbout(b []byte) []byte {
	if a.shown.Subject == "" {
		return b
	}
	b = append(b, "<header class=\"pg-about\"><h1>"...)
	b = appendHTML(b, a.title)
	b = append(b, "</h1><p>"...)
	b = appendHTML(b, a.shown.About)
	return append(b, "</p></header>\n"...)
}

// appendHead writes what loads the front end.
func (a *app) appendHead(b []byte, p pageData) []byte {
	if a.opts.Dev {
		b = append(b, "<meta name=\"panelgo-dev\">\n"...) // scripts show their errors
	}
	b = append(b, a.head(p.need, p.rel)...)
	if a.shown.source != "" {
		b = appendSourceHead(b, p.rel)
	}
	return appendModules(b, p)
}

// appendRoot writes the place of a root.
func appendRoot(b []byte, id string) []byte {
	b = append(b, `<div id="`...)
	b = appendElementID(b, id)
	b = append(b, `" data-root-id="`...)
	b = appendHTML(b, id)
	return append(b, `" style="display: contents;"></div>`...)
}

// appendStart writes what joins the session, once the page is there.
func appendStart(b []byte, p pageData) []byte {
	b = append(b, "<script type=\"application/json\" id=\"panelgo-items\">"...)
	b = appendItems(b, p)
	b = append(b, "</script>\n<script nonce=\""...)
	b = append(b, p.nonce...)
	b = append(b, "\">"...)
	b = append(b, startScript...)
	return append(b, "</script>\n"...)
}

// appendItems writes what BokehJS calls render items: which session to join, and where to draw its
// roots.
func appendItems(b []byte, p pageData) []byte {
	b = append(b, `[{"token":"`...)
	b = append(b, p.token...)
	b = append(b, `","roots":{`...)
	for i, id := range p.roots {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSON(b, id)
		b = append(b, `:"`...)
		b = appendElementID(b, id)
		b = append(b, '"')
	}
	b = append(b, `},"root_ids":[`...)
	for i, id := range p.roots {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSON(b, id)
	}
	return append(b, `],"use_for_title":true}]`...)
}

// startScript joins the session once the scripts above have run, and takes the spinner away when
// the page is drawn. Its last words are for a page whose scripts were lost.
const startScript = `
document.addEventListener("DOMContentLoaded", () => {
  const drawn = () => {
    document.body.classList.remove("pn-loading", "pn-arc");
    document.body.removeAttribute("aria-busy");
  };
  if (window.Bokeh == null) {
    drawn();
    document.body.append("The page could not be loaded completely. Reload it.");
    return;
  }
  const items = JSON.parse(document.getElementById("panelgo-items").textContent);
  Bokeh.safely(() => Bokeh.embed.embed_items({}, items).finally(drawn));
}, {once: true}); // es-module-shims fires the event again
`
