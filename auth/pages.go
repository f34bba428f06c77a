package auth

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
)

// Page is what a visitor is told on the way in or out. Its words are ours;
// nothing a provider or a stranger wrote stands in it, except the user's name.
type Page struct {
	Kind      string // login, sign-out, signed-out, refused, error, expired
	Status    int
	Title     string
	Message   string
	RequestID string // ties the page to the log; set on failures

	Provider string // on the sign-in button
	User     string // who is signed in
	Form     bool   // ask for name and password instead of a button
	Name     string // what was typed as the name
	Problem  string // what was wrong with a form

	FormToken string // goes into the form as "state" (login) or "token" (sign-out)
	LoginURL  string
	LogoutURL string
	HomeURL   string

	next string // where sign-in shall lead
}

// numbered gives the page the id of its request, or one of its own where the server has none.
func (p Page) numbered(at RequestOrigin) Page {
	p.RequestID = cmp.Or(p.RequestID, at.Request, random()[:10])
	return p
}

//go:embed templates
var files embed.FS

var (
	css = func() string {
		raw, err := files.ReadFile("templates/page.css")
		if err != nil {
			panic(err) // embedded
		}
		return string(raw)
	}()
	styleHash = func() string {
		sum := sha256.Sum256([]byte(css))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}()
	builtin = template.Must(template.New("page.html").Funcs(funcs).ParseFS(files, "templates/page.html"))
	funcs   = template.FuncMap{
		"style": func() template.CSS { return template.CSS(css) },
		"icon":  icon,
	}
)

// icon draws a key, a door, or a warning.
func icon(kind string) template.HTML {
	shape := map[string]string{
		"login":      `<circle cx="8" cy="15" r="4"/><path d="m11 12 9-9m-4 4 3 3"/>`,
		"sign-out":   `<path d="M10 4H5v16h5M10 12h11m-4-4 4 4-4 4"/>`,
		"signed-out": `<circle cx="12" cy="12" r="9"/><path d="m8 12 3 3 5-6"/>`,
		"expired":    `<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 3"/>`,
		"refused":    `<circle cx="12" cy="12" r="9"/><path d="m6 6 12 12"/>`,
	}[kind]
	shape = cmp.Or(shape, `<path d="M12 3 2 20h20zM12 10v4m0 3v.01"/>`)
	return template.HTML(`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">` + shape + `</svg>`)
}

// pages shows pages.
type pages struct {
	options   Options
	templates map[string]*template.Template // by kind; others are built in
	canLogin  bool                          // there is a way in to offer
}

func newPages(o Options) (*pages, error) {
	p := &pages{options: o, templates: map[string]*template.Template{}, canLogin: true}
	for _, one := range []struct {
		file  string
		kinds []string
	}{
		{o.BasicLoginTemplate, []string{"login"}},
		{o.LogoutTemplate, []string{"sign-out", "signed-out"}},
		{cmp.Or(o.OAuthErrorTemplate, o.AuthTemplate), []string{"error", "expired"}},
		{cmp.Or(o.AuthTemplate, o.OAuthErrorTemplate), []string{"refused"}},
	} {
		if one.file == "" {
			continue
		}
		t, err := parseTemplate(one.file)
		if err != nil {
			return nil, err
		}
		for _, kind := range one.kinds {
			p.templates[kind] = t
		}
	}
	return p, nil
}

// show answers a page, completed with the addresses of this place.
func (p *pages) show(w http.ResponseWriter, r *http.Request, page Page) {
	at := p.options.Locate(r)
	page.HomeURL = at.path("/")
	page.LogoutURL = at.path(p.options.LogoutEndpoint)
	if p.canLogin && page.LoginURL == "" {
		query := url.Values{}
		switch page.Kind {
		case "login":
			query = url.Values{"next": {cmp.Or(page.next, page.HomeURL)}, "go": {"1"}}
		case "refused", "signed-out":
			query = url.Values{"next": {cmp.Or(page.next, page.HomeURL)}, "again": {"1"}}
		}
		page.LoginURL = at.path(p.options.LoginEndpoint)
		if len(query) > 0 && !page.Form {
			page.LoginURL += "?" + query.Encode()
		}
	}
	if p.options.Render != nil {
		noStore(w)
		p.options.Render(w, r, page)
		return
	}
	p.write(w, r, page)
}

func (p *pages) write(w http.ResponseWriter, r *http.Request, page Page) {
	t, own := p.templates[page.Kind]
	if !own {
		t = builtin
	}
	var body bytes.Buffer
	if err := t.Execute(&body, page); err != nil {
		p.options.Log.Error("a page template failed", "page", page.Kind, "err", err)
		plain(w, page.Status)
		return
	}
	h := w.Header()
	noStore(w)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	if !own {
		h.Set("Content-Security-Policy", contentPolicy(page))
	}
	w.WriteHeader(page.Status)
	if r.Method != http.MethodHead {
		w.Write(body.Bytes())
	}
}

// contentPolicy allows the one style and nothing else. Where a form leads is
// restricted except for signing out, which goes on to the provider by redirects
// that browsers hold against form-action as well.
func contentPolicy(page Page) string {
	policy := "default-src 'none'; style-src " + styleHash + "; frame-ancestors 'none'; base-uri 'none'"
	if page.Kind != "sign-out" {
		policy += "; form-action 'self'"
	}
	return policy
}

func parseTemplate(file string) (*template.Template, error) {
	t, err := template.New("").Funcs(funcs).ParseFiles(file)
	if err != nil {
		return nil, fmt.Errorf("auth: read a page template: %w", err)
	}
	for _, one := range t.Templates() {
		if one.Name() != "" && one.Tree != nil {
			return one, nil
		}
	}
	return nil, fmt.Errorf("auth: the page template %s is empty", file)
}
