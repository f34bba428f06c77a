package server

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"os"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/panelgo/panelgo/auth"
)

// indexPage is what stands at the root: an app, the only app's address, a template of the operator's, or the list of apps.
type indexPage struct {
	server   *Server
	app      *app               // shown at the root itself
	template *template.Template // of the operator's
	entries  []IndexEntry
}

// IndexEntry is an app in the list of apps.
type IndexEntry struct {
	Path  string // relative to the list: sales
	Title string // Sales
}

// newIndexPage reads the options: Index names an app, or a file.
func newIndexPage(s *Server) (*indexPage, error) {
	x := &indexPage{server: s}
	for _, a := range s.apps {
		x.entries = append(x.entries, IndexEntry{strings.TrimPrefix(a.path, "/"), a.title})
	}
	wanted := s.opts.Index
	if wanted == "" {
		return x, nil
	}
	if x.app = s.app("/" + strings.Trim(wanted, "/")); x.app != nil {
		return x, nil
	}
	text, err := os.ReadFile(wanted)
	if err != nil {
		return nil, fmt.Errorf("--index (PANELGO_INDEX): %q is neither an app nor a file that can be read: %w", wanted, err)
	}
	if x.template, err = template.New(path.Base(wanted)).Parse(string(text)); err != nil {
		return nil, fmt.Errorf("--index (PANELGO_INDEX): %w", err)
	}
	return x, nil
}

func (x *indexPage) show(w http.ResponseWriter, r *http.Request) error {
	rel := ""
	if !strings.HasSuffix(r.URL.Path, "/") {
		rel = path.Base(r.URL.Path) + "/" // at the prefix, without its slash
	}
	if len(x.entries) == 1 && !x.server.opts.DisableRedirect {
		to := rel + "." + x.server.apps[0].path // relative: a proxy may show this server below a path of its own
		if r.URL.RawQuery != "" {
			to += "?" + r.URL.RawQuery
		}
		w.Header()["Location"] = []string{to}
		w.WriteHeader(http.StatusFound)
		return nil
	}
	h := w.Header()
	h["Content-Type"] = htmlType
	h["Cache-Control"] = noStore
	if x.template != nil {
		return x.template.Execute(w, struct {
			Title string
			Apps  []IndexEntry
		}{x.server.opts.Title, x.listed(r)})
	}
	nonce := newNonce()
	h.Set("Content-Security-Policy", plainPolicy+"; script-src 'nonce-"+nonce+"'")
	_, err := w.Write(x.appendList(nil, rel, nonce, x.listed(r)))
	return err
}

// admits lets in whoever may use one of the apps: the list has to show nothing else.
func (x *indexPage) admits(ctx context.Context, who auth.Identity, _ string) (err error) {
	for _, e := range x.entries {
		if err = x.server.desk.Policy(ctx, who, "/"+e.Path); err == nil {
			return nil
		}
	}
	return err
}

// listed are the apps that the visitor may use.
func (x *indexPage) listed(r *http.Request) []IndexEntry {
	who, _ := auth.From(r.Context())
	mine := make([]IndexEntry, 0, len(x.entries))
	for _, e := range x.entries {
		if x.server.desk.Policy(r.Context(), who, "/"+e.Path) == nil {
			mine = append(mine, e)
		}
	}
	return mine
}

// searchFrom is how many apps make a field to search among them worth its room.
const searchFrom = 7

func (x *indexPage) appendList(b []byte, rel, nonce string, entries []IndexEntry) []byte {
	b = append(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>"...)
	b = appendHTML(b, x.server.opts.Title)
	b = append(b, "</title>\n<link rel=\"icon\" href=\""+rel+"favicon.ico\">\n<style>"+plainStyle+indexStyle+"</style>\n</head>\n<body>\n<main>\n<header>\n<h1>"...)
	b = appendHTML(b, x.server.opts.Title)
	b = append(b, "</h1>\n"...)
	if len(entries) >= searchFrom {
		b = append(b, "<input type=\"search\" id=\"search\" placeholder=\"Search\" aria-label=\"Search apps\" autocomplete=\"off\">\n"...)
	}
	b = append(b, "</header>\n<ul>\n"...)
	for _, e := range entries {
		b = append(b, "<li><a href=\""...)
		b = appendHTML(b, rel+"./"+e.Path)
		b = append(b, "\"><span class=\"mark\" aria-hidden=\"true\" style=\"--hue:"...)
		b = fmt.Appendf(b, "%d", hue(e.Path))
		b = append(b, "\">"...)
		b = appendHTML(b, initial(e.Title))
		b = append(b, "</span><span class=\"name\">"...)
		b = appendHTML(b, e.Title)
		b = append(b, "<small>/"...)
		b = appendHTML(b, e.Path)
		b = append(b, "</small></span></a></li>\n"...)
	}
	b = append(b, "</ul>\n<p id=\"none\" hidden>No app is called that.</p>\n</main>\n"...)
	if len(entries) >= searchFrom {
		b = append(b, "<script nonce=\""+nonce+"\">"+searchScript+"</script>\n"...)
	}
	return append(b, "</body>\n</html>\n"...)
}

// titleOf is what an app is called in the list: what the options say, or its path in words.
func (o Options) titleOf(appPath string) string {
	slug := strings.Trim(appPath, "/")
	for _, pair := range o.IndexTitles {
		if name, title, _ := strings.Cut(pair, "="); strings.Trim(name, "/") == slug {
			return title
		}
	}
	title := strings.NewReplacer("-", " ", "_", " ", "/", " / ").Replace(slug)
	if title == "" {
		return "Start"
	}
	first, size := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[size:]
}

func initial(title string) string {
	for _, r := range title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(unicode.ToUpper(r))
		}
	}
	return "•"
}

// hue gives each path a colour of its own, in degrees. It stays the same however many apps there are.
func hue(text string) int {
	sum := uint32(2166136261)
	for _, c := range []byte(text) {
		sum = (sum ^ uint32(c)) * 16777619 // FNV-1a
	}
	return int(sum>>8) % 360
}

const indexStyle = `
main{width:min(64rem,100%);margin:0 auto;padding:clamp(1.5rem,6vw,4rem) clamp(1rem,4vw,2rem)}
header{display:flex;flex-wrap:wrap;gap:1rem;align-items:center;justify-content:space-between;margin-bottom:1.5rem}
header h1{margin:0}
input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:999px;padding:.5rem 1rem;width:min(18rem,100%)}
ul{list-style:none;margin:0;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr))}
a{display:flex;gap:1rem;align-items:center;height:100%;padding:1.125rem;background:var(--card);color:inherit;text-decoration:none;border:1px solid var(--line);border-radius:16px;box-shadow:var(--lift);transition:border-color .15s,transform .15s}
a:hover{border-color:var(--accent);transform:translateY(-2px)}
a:focus-visible,input:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.mark{flex:none;display:grid;place-items:center;width:3rem;height:3rem;border-radius:12px;font-weight:700;font-size:1.25rem;color:#fff;background:linear-gradient(135deg,hsl(var(--hue) 70% 45%),hsl(calc(var(--hue) + 40) 70% 38%))}
.name{min-width:0;font-weight:600;overflow-wrap:anywhere}
small{display:block;font-weight:400;font-size:.8125rem;color:var(--soft)}
#none{color:var(--soft)}
@media (prefers-reduced-motion:reduce){a{transition:none}a:hover{transform:none}}
`

const searchScript = `
const field = document.getElementById("search"), items = [...document.querySelectorAll("li")];
field.addEventListener("input", () => {
  const wanted = field.value.trim().toLowerCase();
  let shown = 0;
  for (const item of items) {
    item.hidden = !item.textContent.toLowerCase().includes(wanted);
    if (!item.hidden) shown++;
  }
  document.getElementById("none").hidden = shown > 0;
});
`
