package devidp

import (
	"bytes"
	"embed"
	"errors"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/luikyv/go-oidc/pkg/goidc"
)

//go:embed templates
var files embed.FS

// view is what the one page shows.
type view struct {
	Title, Message, Action string
	Users                  []User
}

var look = template.Must(template.New("page.html").Funcs(template.FuncMap{
	"style": func() (template.CSS, error) {
		raw, err := files.ReadFile("templates/page.css")
		return template.CSS(raw), err
	},
	"initial": func(u User) string {
		r, _ := utf8.DecodeRuneInString(u.Name)
		return strings.ToUpper(string(r))
	},
}).ParseFS(files, "templates/page.html"))

func (p *Provider) page(w http.ResponseWriter, status int, v view) error {
	var body bytes.Buffer
	if err := look.Execute(&body, v); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'")
	w.WriteHeader(status)
	_, err := w.Write(body.Bytes())
	return err
}

// choose is the whole sign-in: a click on a name.
func (p *Provider) choose(w http.ResponseWriter, r *http.Request, s *goidc.AuthnSession, _ *goidc.Client) (goidc.Status, error) {
	if s.Prompt == goidc.PromptTypeNone {
		return goidc.StatusFailure, goidc.NewError(goidc.ErrorCodeLoginRequired, "nobody is signed in here")
	}
	if r.Method != http.MethodPost {
		err := p.page(w, http.StatusOK, view{Title: "Sign in as", Action: p.Issuer + "/authorize/" + s.ID, Users: p.users})
		return goidc.StatusPending, err
	}
	name := r.PostFormValue("user")
	if !slices.ContainsFunc(p.users, func(u User) bool { return u.Name == name }) {
		return goidc.StatusFailure, errors.New("cancelled")
	}
	s.Subject, s.Username, s.GrantedScopes = name, name, s.Scopes
	return goidc.StatusSuccess, nil
}
