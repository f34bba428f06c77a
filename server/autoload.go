package server

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/static"
)

// autoload answers with a script that shows the app in a page of somebody else's, at the place of
// the element that the query names. The page's origin has to be allowed for the websocket to open.
func (a *app) autoload(w http.ResponseWriter, r *http.Request) error {
	a.allowReading(w, r)
	element := r.URL.Query().Get("bokeh-autoload-element")
	if element == "" {
		return errElement
	}
	seen, err := a.open(r)
	if err != nil {
		return err
	}
	defer a.dismiss(r, seen.id)
	arguments := r.URL.Query()
	for name := range arguments {
		if strings.HasPrefix(name, "bokeh-") {
			arguments.Del(name)
		}
	}
	if len(arguments.Encode()) > maxArguments {
		arguments = nil
	}
	who, _ := auth.From(r.Context())
	seen.token = a.mint(seen.id, who, arguments)
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header()["Cache-Control"] = noStore
	_, err = w.Write(a.appendAutoload(nil, r, seen, element))
	return err
}

// preflight answers what a browser asks before it sends the embedding page's request.
func (a *app) preflight(w http.ResponseWriter, r *http.Request) error {
	a.allowReading(w, r)
	w.Header().Set("Access-Control-Allow-Methods", "GET, OPTIONS, PUT")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// allowReading lets any page read the script, which holds nothing but a token for a session of the
// caller's own. A page that sends cookies is answered by name, for browsers do not take the general
// answer then; where the cookie says who the visitor is, only a page that may open the websocket
// is.
func (a *app) allowReading(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Headers", "*")
	h.Set("Access-Control-Allow-Credentials", "true")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Add("Vary", "Origin, Cookie")
	origin := r.Header.Get("Origin")
	known := !a.manager.Seals() || a.checkOrigin(r, true) == nil
	if origin != "" && known && (r.Method == http.MethodOptions || r.Header.Get("Cookie") != "") {
		h.Set("Access-Control-Allow-Origin", origin)
	}
}

// base is the address before the path, from the app's absolute address if the query has it: the
// script runs in a page of another site. Without it, addresses are relative to that page's site.
func (a *app) base(r *http.Request) string {
	absolute, err := url.Parse(r.URL.Query().Get("bokeh-absolute-url"))
	if err != nil || absolute.Scheme != "http" && absolute.Scheme != "https" || absolute.Host == "" {
		return ""
	}
	return absolute.Scheme + "://" + absolute.Host
}

func (a *app) appendAutoload(b []byte, r *http.Request, p pageData, element string) []byte {
	query := r.URL.Query()
	here := a.locate(r).Base.Path
	root := a.base(r) + here + "/static/"
	b = append(b, "(function () {\n  const styles = ["...)
	files := p.need.Resources()
	if query.Get("resources") == "none" {
		files = static.Resources{}
	} else {
		files.Scripts = append(files.Scripts, static.Own()...)
	}
	for _, f := range files.Styles {
		b = append(appendJSON(b, root+f.URL()), ',')
	}
	b = append(b, "];\n  const scripts = ["...)
	for _, f := range files.Scripts {
		b = append(b, '[')
		b = append(appendJSON(b, root+f.URL()), ',')
		b = append(appendJSON(b, f.Integrity), "],"...)
	}
	b = append(b, "];\n  const modules = ["...)
	for _, m := range files.Modules {
		b = append(b, '[')
		b = append(appendJSON(b, root+m.URL()), ',')
		b = append(appendJSON(b, m.Global), "],"...)
	}
	b = append(b, "];\n  const imports = ["...)
	for _, m := range files.Imports {
		b = append(b, '[')
		b = append(appendJSON(b, root+m.URL()), ',')
		b = append(appendJSON(b, m.Name), "],"...)
	}
	b = append(b, "];\n  const parts = "...)
	b = appendPartsLoader(b, p.need, root, len(files.Scripts) > 0)
	b = append(b, ";\n  const items = [{\"token\":\""...)
	b = append(b, p.token...)
	b = append(b, "\",\"elementid\":"...)
	b = appendJSON(b, element)
	b = append(b, ",\"use_for_title\":false}];\n  const path = "...)
	b = appendJSON(b, cmp.Or(appPath(query.Get("bokeh-app-path")), here+a.path))
	b = append(b, ", address = "...)
	if absolute := query.Get("bokeh-absolute-url"); a.base(r) != "" {
		b = appendJSON(b, absolute)
	} else {
		b = append(b, "undefined"...)
	}
	return append(b, autoloadScript...)
}

// appendPartsLoader writes the attributes of the script that brings what a later change needs.
func appendPartsLoader(b []byte, need static.Need, root string, wanted bool) []byte {
	f, ok := static.Lookup("own/parts.js")
	if !ok || !wanted {
		return append(b, "null"...)
	}
	dress, _ := json.Marshal(need.Dresses()) // strings only
	attributes := map[string]string{
		"src": root + f.URL(), "integrity": f.Integrity, "crossorigin": "anonymous",
		"data-have": strconv.FormatUint(uint64(need), 10), "data-base": root, "data-dress": string(dress),
		"data-lack": strings.Join(need.Lacks(), " "),
	}
	if need.Has(static.MathJax) {
		attributes["data-math"] = ""
	}
	loader, _ := json.Marshal(attributes)
	return append(b, loader...)
}

// appPath is where BokehJS shall look for the websocket, as far as the embedding page says.
func appPath(given string) string {
	if strings.HasPrefix(given, "/") {
		return given
	}
	return ""
}

// autoloadScript loads what the page does not have yet, in order, then shows the session. Several
// of these may stand on one page: they take turns, so that none loads a bundle twice.
const autoloadScript = `;
  const place = document.getElementById(items[0].elementid);
  if (place == null) {
    console.error("panelgo: there is no element with the id " + items[0].elementid);
    return;
  }
  function load(tag, attributes) {
    return new Promise((resolve, reject) => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.async = false;
      element.onload = resolve;
      element.onerror = () => reject(new Error("panelgo: cannot load " + (attributes.src || attributes.href)));
      document.head.append(element);
    });
  }
  async function show() {
    const have = (window.panelgo_loaded ??= new Set());
    window.esmsInitOptions ??= {shimMode: true};
    for (const href of styles) {
      if (!have.has(href)) { have.add(href); load("link", {rel: "stylesheet", href}); }
    }
    for (const [src, integrity] of scripts) {
      if (!have.has(src)) { await load("script", {src, integrity, crossorigin: "anonymous"}); have.add(src); }
    }
    for (const [src, name] of imports) importShim.addImportMap({imports: {[name]: new URL(src, document.baseURI).href}});
    if (parts != null && !have.has(parts.src)) { await load("script", parts); have.add(parts.src); }
    for (const [src, name] of modules) {
      if (!have.has(src)) { const module = await import(src); have.add(src); if (name) window[name] = module.default; }
    }
    await Bokeh.embed.embed_items({}, items, path, address);
  }
  window.panelgo_turn = (window.panelgo_turn ?? Promise.resolve()).then(show).catch((error) => console.error(error));
})();
`
