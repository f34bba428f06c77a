package server_test

import (
	"bytes"
	"context"
	"errors"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/server/servertest"
)

// guarded is the whole product behind a sign-in, as a program makes it: with apps that count how
// often they run.
type guarded struct {
	t    *testing.T
	at   string // address, with the prefix
	host string // without it
	runs atomic.Int32
	log  *logbook
}

// logbook collects what is logged.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer // guarded by mu
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// The keys of a guarded server, so that a test can look into what they seal and make forgeries.
var (
	sealKey = auth.NewKey()
	crumbs  = "the-cookie-secret-of-the-test-0123456789"
)

// residents are the people of a guarded server. Each one's password is what passwordOf says.
var residents = map[string]auth.Identity{
	"alice": {User: "alice", Email: "alice@example.org", Groups: []string{"staff"}},
	"bob":   {User: "bob", Email: "bob@partner.example"},
}

func passwordOf(name string) string { return "open-sesame-for-" + name }

func validate(_ context.Context, name, password string) (auth.Identity, error) {
	who, known := residents[name]
	if !known || password != passwordOf(name) {
		return auth.Identity{}, errors.New("no such person")
	}
	return who, nil
}

// guard serves apps at /app, /deep/er and /staff, and a folder at /assets, to those who have signed
// in.
func guard(t *testing.T, change func(*panelgo.Options)) *guarded {
	t.Helper()
	return guardApp(t, arguments, change)
}

func guardApp(t *testing.T, open panelgo.App, change func(*panelgo.Options)) *guarded {
	t.Helper()
	g := &guarded{t: t, log: &logbook{}}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "plan.txt"), []byte("the secret plan"), 0o600); err != nil {
		t.Fatal(err)
	}
	var o panelgo.Options
	o.Server.Logger = slog.New(slog.NewTextHandler(g.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	o.Session.SecretKey = []string{key}
	o.Server.StaticDirs = []string{"assets=" + dir}
	o.Auth.Validate, o.Auth.CookieSecret, o.Auth.OAuthEncryptionKey = validate, auth.Secret(crumbs), auth.Secret(sealKey)
	if change != nil {
		change(&o)
	}
	app := func(doc *document.Document) error {
		g.runs.Add(1)
		return open(doc)
	}
	srv, err := panelgo.New(panelgo.Apps{"app": app, "deep/er": app, "staff": app}, o)
	if err != nil {
		t.Fatal(err)
	}
	srv.Start()
	web := httptest.NewServer(srv)
	t.Cleanup(func() {
		if err := srv.Stop(context.Background()); err != nil {
			t.Error(err)
		}
		web.Close()
		if t.Failed() {
			t.Log(g.log)
		}
	})
	g.host, g.at = web.URL, web.URL+o.Server.Prefix
	return g
}

// visitor is a browser that keeps its cookies.
type visitor struct {
	*http.Client
	g *guarded
}

func (g *guarded) visitor() *visitor {
	g.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		g.t.Fatal(err)
	}
	return &visitor{&http.Client{Jar: jar}, g}
}

// signIn opens a page as somebody does who has to sign in first: by the form.
func (g *guarded) signIn(name string) *visitor {
	g.t.Helper()
	v := g.visitor()
	form := v.get("/login?next=" + url.QueryEscape(strings.TrimPrefix(g.at, g.host)+"/login"))
	state := hidden(form.body, "state")
	done := v.post("/login", url.Values{"state": {state}, "name": {name}, "password": {passwordOf(name)}})
	if v.cookie() == "" {
		g.t.Fatalf("%s could not sign in: %d %s", name, done.StatusCode, done.body)
	}
	return v
}

// hidden is the value of a hidden field of a form.
func hidden(page, name string) string {
	_, rest, _ := strings.Cut(page, `name="`+name+`" value="`)
	value, _, _ := strings.Cut(rest, `"`)
	return html.UnescapeString(value)
}

func (v *visitor) get(path string) answer {
	v.g.t.Helper()
	return v.read(v.Get(v.g.at + path))
}

func (v *visitor) post(path string, form url.Values) answer {
	v.g.t.Helper()
	return v.read(v.PostForm(v.g.at+path, form))
}

func (v *visitor) read(resp *http.Response, err error) answer {
	v.g.t.Helper()
	if err != nil {
		v.g.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		v.g.t.Fatal(err)
	}
	return answer{resp, string(body)}
}

// cookie is what the visitor's browser sends along; empty before signing in.
func (v *visitor) cookie() string {
	at, _ := url.Parse(v.g.at + "/")
	for _, c := range v.Jar.Cookies(at) {
		if strings.HasSuffix(c.Name, "panelgo") {
			return c.Name + "=" + c.Value
		}
	}
	return ""
}

// open opens a page in a tab, which joins its session.
func (v *visitor) open(path string) *servertest.Tab {
	v.g.t.Helper()
	return servertest.VisitAs(v.g.t, v.g.at+path, http.Header{"Cookie": {v.cookie()}})
}

// signOut goes through the page that asks first.
func (v *visitor) signOut() {
	v.g.t.Helper()
	page := v.get("/logout")
	v.post("/logout", url.Values{"token": {hidden(page.body, "token")}})
	if v.cookie() != "" {
		v.g.t.Fatal("the cookie is still there")
	}
}

// signInAtProvider opens a page as somebody does who is sent to the provider, and clicks on their
// name there.
func (g *guarded) signInAtProvider(name string) *visitor {
	g.t.Helper()
	v := g.visitor()
	v.choose(v.get("/app"), name)
	if v.cookie() == "" {
		g.t.Fatalf("%s could not sign in", name)
	}
	return v
}

// choose clicks on a name at the provider, which sends the visitor back.
func (v *visitor) choose(page answer, name string) answer {
	v.g.t.Helper()
	_, rest, _ := strings.Cut(page.body, `action="`)
	action, _, ok := strings.Cut(rest, `"`)
	if !ok {
		v.g.t.Fatalf("not the provider: %s", page.body)
	}
	return v.read(v.PostForm(html.UnescapeString(action), url.Values{"user": {name}}))
}
