package server

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/server/gallery"
)

// indexPage is what stands at the root: an app, the only app's address, a template of the
// operator's, or the list of apps.
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
	About string // a sentence, or empty

	Section   string // the heading it stands under; empty for those that come last
	Subject   string // what it is an example of, or empty
	Thumbnail string // address of its picture, relative to the list; empty without one
}

// newIndexPage reads the options: Index names an app, or a file.
func newIndexPage(s *Server) (*indexPage, error) {
	x := &indexPage{server: s}
	for _, a := range s.apps {
		e := IndexEntry{Path: strings.TrimPrefix(a.path, "/"), Title: a.title, About: a.shown.About, Section: a.shown.Section, Subject: a.shown.Subject}
		if a.shown.version != "" {
			e.Thumbnail = a.at("thumbnail") + "?v=" + a.shown.version
		}
		x.entries = append(x.entries, e)
	}
	slices.SortStableFunc(x.entries, func(a, b IndexEntry) int { return gallery.CompareSections(a.Section, b.Section) })
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
	if len(x.entries) == 1 && !x.server.opts.DisableIndexRedirect {
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
	return x.writeList(w, rel, nonce, themeOf(r.URL.Query()), x.listed(r))
}

// admits lets in whoever may use one of the apps: the list has to show nothing else.
func (x *indexPage) admits(ctx context.Context, who auth.Identity, _ string) (err error) {
	for _, e := range x.entries {
		if err = x.server.manager.Policy(ctx, who, "/"+e.Path); err == nil {
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
		if x.server.manager.Policy(r.Context(), who, "/"+e.Path) == nil {
			mine = append(mine, e)
		}
	}
	return mine
}

// titleOf is what an app is called in the list: what the options say, or the gallery, or its path
// in words, as in SQL console.
func (o Options) titleOf(appPath, given string) string {
	slug := strings.Trim(appPath, "/")
	for _, pair := range o.IndexTitles {
		if name, title, _ := strings.Cut(pair, "="); strings.Trim(name, "/") == slug {
			return title
		}
	}
	if given != "" {
		return given
	}
	title := strings.NewReplacer("-", " ", "_", " ", "/", " / ").Replace(slug)
	if title == "" {
		return "Start"
	}
	words := strings.Split(title, " ")
	for i, word := range words {
		if slices.Contains(initials, word) {
			words[i] = strings.ToUpper(word)
		}
	}
	first, size := utf8.DecodeRuneInString(words[0])
	words[0] = string(unicode.ToUpper(first)) + words[0][size:]
	return strings.Join(words, " ")
}

// initials are words of a path that are written in capitals.
var initials = []string{
	"ai", "api", "aws", "cpu", "css", "csv", "db", "faq", "gcp", "gpu", "html", "http", "id", "ip", "json", "kpi", "llm", "pdf",
	"sql", "svg", "tcp", "tls", "ui", "url", "uuid", "ux", "vm", "xml", "yaml",
}
