package panelgo_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
)

var nothing = panelgo.Apps{"sales": func(*panelgo.Document) error { return nil }}

func people(_ context.Context, name, password string) (panelgo.Identity, error) {
	if password != "sesame" {
		return panelgo.Identity{}, auth.ErrNoSignIn
	}
	who := panelgo.Identity{User: name}
	if name == "alice" {
		who.Groups = []string{"staff"}
	}
	return who, nil
}

// whoami answers the visitor's name, from the request and from its context.
func whoami(s *panelgo.Server) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		who, ok := s.Visitor(r)
		same, _ := auth.From(r.Context())
		if !ok || same.SignInID != who.SignInID {
			http.Error(w, "nobody", http.StatusInternalServerError)
			return
		}
		_, _ = io.WriteString(w, who.User+"?"+r.URL.RawQuery)
	}
}

// mounts are programs that put pages of their own beside the apps: /mine and /staff, below a path
// or not.
var mounts = map[string]struct {
	prefix, at string
	program    func(*panelgo.Server) http.Handler
}{
	"net/http at the root":          {"", "", inStandard("", "")},
	"net/http, apps below a prefix": {"/tools", "", inStandard("", "/tools")},
	"net/http, all below a prefix":  {"/tools", "/tools", inStandard("/tools", "/tools")},
	"chi at the root":               {"", "", inChi("", "")},
	"chi, apps below a prefix":      {"/tools", "", inChi("", "/tools")},
	"chi, all below a prefix":       {"/tools", "/tools", inChi("/tools", "/tools")},
}

func inStandard(at, prefix string) func(*panelgo.Server) http.Handler {
	return func(s *panelgo.Server) http.Handler {
		mux := http.NewServeMux()
		mux.Handle(at+"/mine", s.Gate(whoami(s)))
		mux.Handle(at+"/staff", s.GateWith(panelgo.AllowGroups("staff"))(whoami(s)))
		mux.Handle(prefix+"/", s)
		return mux
	}
}

func inChi(at, prefix string) func(*panelgo.Server) http.Handler {
	return func(s *panelgo.Server) http.Handler {
		r := chi.NewRouter()
		r.Group(func(r chi.Router) {
			r.Use(s.Gate)
			r.Handle(at+"/mine", whoami(s))
		})
		r.With(s.GateWith(panelgo.AllowGroups("staff"))).Handle(at+"/staff", whoami(s))
		if prefix == "" {
			r.Mount("/", s)
		} else {
			r.Mount(prefix, s)
		}
		return r
	}
}

func mounted(t *testing.T, opts panelgo.Options, program func(*panelgo.Server) http.Handler) *httptest.Server {
	t.Helper()
	s, err := panelgo.New(nothing, opts)
	if err != nil {
		t.Fatal(err)
	}
	return serving(t, s, func() http.Handler { return program(s) })
}

// serving runs a server as a part of a program.
func serving(t *testing.T, s *panelgo.Server, program func() http.Handler) *httptest.Server {
	t.Helper()
	s.Start()
	web := httptest.NewServer(program())
	t.Cleanup(func() {
		if err := s.Stop(context.Background()); err != nil {
			t.Error(err)
		}
		web.Close()
	})
	return web
}

// fetch sends one request and returns its answer and body.
func fetch(t *testing.T, client *http.Client, method, address string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	a, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a, string(body)
}

// enter fills in the sign-in page that a browser was sent to.
func enter(t *testing.T, client *http.Client, address, name string) (*http.Response, string) {
	t.Helper()
	page, form := fetch(t, client, "GET", address, "Sec-Fetch-Mode: navigate", "Accept: text/html")
	if page.StatusCode != http.StatusOK || !strings.Contains(page.Request.URL.Path, "/login") {
		t.Fatalf("%s leads to %s: %d", address, page.Request.URL, page.StatusCode)
	}
	values := url.Values{"name": {name}, "password": {"sesame"}}
	for _, input := range strings.Split(form, "<input ")[1:] {
		if field, value := attribute(input, "name"), attribute(input, "value"); value != "" {
			values.Set(field, value)
		}
	}
	a, err := client.PostForm(page.Request.URL.String(), values)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	body, _ := io.ReadAll(a.Body)
	return a, string(body)
}

func attribute(tag, name string) string {
	tag, _, _ = strings.Cut(tag, ">")
	_, rest, _ := strings.Cut(tag, name+`="`)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

var unmoved = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func TestPagesOfAProgramStandBehindTheGate(t *testing.T) {
	for name, m := range mounts {
		t.Run(name, func(t *testing.T) {
			var opts panelgo.Options
			opts.Server.Prefix, opts.Auth.Validate = m.prefix, people
			web := mounted(t, opts, m.program)
			for _, path := range []string{"/mine?a=1&b=%2F", "/staff"} {
				a, _ := fetch(t, unmoved, "GET", web.URL+m.at+path, "Accept: text/html")
				want := m.prefix + "/login?" + url.Values{"next": {m.at + path}}.Encode()
				if a.StatusCode != http.StatusFound || a.Header.Get("Location") != want {
					t.Errorf("%s: %d, on to %q, want %q", path, a.StatusCode, a.Header.Get("Location"), want)
				}
				for _, script := range [][]string{{"Sec-Fetch-Mode: cors", "Accept: text/html"}, {"Accept: application/json"}, {"Accept: */*"}, {"X-Requested-With: XMLHttpRequest"}} {
					if a, body := fetch(t, unmoved, "GET", web.URL+m.at+path, script...); a.StatusCode != http.StatusUnauthorized || !isJSON(a, body) {
						t.Errorf("%s, %q: %d %s", path, script, a.StatusCode, body)
					}
				}
				a, body := fetch(t, unmoved, "GET", web.URL+m.at+path, "Connection: Upgrade", "Upgrade: websocket")
				if a.StatusCode != http.StatusForbidden || isJSON(a, body) {
					t.Errorf("%s: a websocket gets %d %s", path, a.StatusCode, body)
				}
			}
			bob, alice := browser(t), browser(t)
			if a, body := enter(t, bob, web.URL+m.at+"/mine?a=1", "bob"); a.Request.URL.Path != m.at+"/mine" || body != "bob?a=1" {
				t.Errorf("bob comes back to %s: %d %s", a.Request.URL, a.StatusCode, body)
			}
			if a, body := enter(t, alice, web.URL+m.at+"/staff", "alice"); a.Request.URL.Path != m.at+"/staff" || body != "alice?" {
				t.Errorf("alice comes back to %s: %d %s", a.Request.URL, a.StatusCode, body)
			}
			if a, body := fetch(t, bob, "GET", web.URL+m.at+"/staff", "Sec-Fetch-Mode: cors"); a.StatusCode != http.StatusForbidden || !isJSON(a, body) {
				t.Errorf("bob at /staff: %d %s", a.StatusCode, body)
			}
			if a, _ := fetch(t, bob, "GET", web.URL+m.prefix+"/sales"); a.StatusCode != http.StatusOK {
				t.Errorf("the app: %d", a.StatusCode)
			}
			for origin, want := range map[string]int{web.URL: http.StatusOK, "https://evil.example": http.StatusForbidden} {
				if a, body := fetch(t, bob, "POST", web.URL+m.at+"/mine", "Origin: "+origin); a.StatusCode != want {
					t.Errorf("a POST from %s: %d %s", origin, a.StatusCode, body)
				}
			}
		})
	}
}

func isJSON(a *http.Response, body string) bool {
	var said struct {
		Status int
		Error  string
	}
	return json.Unmarshal([]byte(body), &said) == nil && said.Status == a.StatusCode && said.Error != "" &&
		a.Header.Get("Content-Type") == "application/json" && a.Header.Get("Location") == ""
}

// TestNobodyIsSentToAnotherHostAfterSigningIn: pages outside of the prefix may be returned to,
// other places may not.
func TestNobodyIsSentToAnotherHostAfterSigningIn(t *testing.T) {
	var opts panelgo.Options
	opts.Server.Prefix, opts.Auth.Validate = "/tools", people
	web := mounted(t, opts, inStandard("", "/tools"))
	for _, next := range []string{"//evil.example/", "https://evil.example/", "/\\evil.example", "/../..//evil.example", "/a/..//evil.example"} {
		a, _ := enter(t, browser(t), web.URL+"/tools/login?"+url.Values{"next": {next}}.Encode(), "bob")
		if want := strings.TrimPrefix(web.URL, "http://"); a.Request.URL.Host != want {
			t.Errorf("%q leads to %s", next, a.Request.URL)
		}
	}
}

func TestRulesOfARouteLetNobodyInByMistake(t *testing.T) {
	signedIn := panelgo.Identity{User: "ceo@corp.org", SignInID: "x", Groups: []string{"", "Data Team"}}
	for name, rule := range map[string]panelgo.Policy{
		"an address that nobody verified": panelgo.AllowUsers("ceo@corp.org"),
		"no users":                        panelgo.AllowUsers(), "an empty user": panelgo.AllowUsers(""),
		"no groups": panelgo.AllowGroups(), "an empty group": panelgo.AllowGroups(""), "half of a group's name": panelgo.AllowGroups("Data", "Team", "data team"),
	} {
		if err := rule(t.Context(), signedIn, "/"); !errors.Is(err, auth.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
	signedIn.Email = "ceo@corp.org"
	for _, rule := range []panelgo.Policy{panelgo.AllowUsers("x", "ceo@corp.org"), panelgo.AllowGroups("Data Team")} {
		if err := rule(t.Context(), signedIn, "/"); err != nil {
			t.Error(err)
		}
		guest := panelgo.Identity{User: "x", Email: "ceo@corp.org", Guest: true, Groups: []string{"Data Team"}}
		if err := rule(t.Context(), guest, "/"); !errors.Is(err, auth.ErrRefused) {
			t.Errorf("a guest: %v", err)
		}
	}
	s, err := panelgo.New(nothing, panelgo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, rules := range [][]panelgo.Policy{nil, {nil}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%d rules: no complaint", len(rules))
				}
			}()
			s.GateWith(rules...)
		}()
	}
}

// keyHolders is a way of signing in of a program's own: a header holds a key, and keys can be taken
// away.
type keyHolders struct {
	mu    sync.Mutex
	users map[string]panelgo.Identity // guarded by mu, as is ended
	ended map[string]func(reason string)
	err   error
}

func (k *keyHolders) Identify(_ http.ResponseWriter, r *http.Request) (panelgo.Identity, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	who, ok := k.users[r.Header.Get("X-Key")]
	switch {
	case k.err != nil:
		return who, k.err
	case !ok:
		return who, auth.ErrNoSignIn
	}
	return who, nil
}

func (k *keyHolders) Login() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "back to "+auth.LocalPath(r.URL.Query().Get("next")))
	})
}

func (k *keyHolders) Logout() http.Handler { return nil }

func (k *keyHolders) Watch(signIn string, ended func(string)) (stop func()) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.ended[signIn] = ended
	return func() { k.mu.Lock(); defer k.mu.Unlock(); delete(k.ended, signIn) }
}

var _ panelgo.Watcher = (*keyHolders)(nil)

func TestAProgramSignsPeopleInItself(t *testing.T) {
	holders := &keyHolders{ended: map[string]func(string){}, users: map[string]panelgo.Identity{
		"a": {User: "alice", SignInID: "first"}, "b": {User: "bob"}, "expired": {User: "eve", Expiry: time.Now().Add(-time.Second)}, "nameless": {SignInID: "x"},
	}}
	var opts panelgo.Options
	opts.Server.Prefix, opts.Auth.Authenticator = "/tools", holders
	web := mounted(t, opts, inChi("", "/tools"))
	for _, key := range []string{"", "unknown", "expired", "nameless"} {
		for path, back := range map[string]string{"/tools/sales": "/tools/sales", "/mine": "/mine"} {
			if _, body := fetch(t, browser(t), "GET", web.URL+path, "X-Key: "+key); body != "back to "+back {
				t.Errorf("key %q at %s: %s", key, path, body)
			}
		}
	}
	if a, body := fetch(t, unmoved, "GET", web.URL+"/mine", "X-Key: b"); body != "bob?" {
		t.Errorf("bob at /mine: %d %s", a.StatusCode, body)
	}
	page, body := fetch(t, unmoved, "GET", web.URL+"/tools/sales", "X-Key: a")
	_, rest, _ := strings.Cut(body, `"token":"`)
	token, _, _ := strings.Cut(rest, `"`)
	if page.StatusCode != http.StatusOK || token == "" {
		t.Fatalf("alice's page: %d %s", page.StatusCode, body)
	}
	dial := func(key string) (*websocket.Conn, *http.Response, error) {
		dialer := websocket.Dialer{Subprotocols: []string{"bokeh", token}}
		return dialer.Dial("ws"+strings.TrimPrefix(web.URL, "http")+"/tools/sales/ws", http.Header{"Origin": {web.URL}, "X-Key": {key}})
	}
	for _, key := range []string{"b", ""} {
		if _, a, err := dial(key); err == nil || a == nil || a.StatusCode != http.StatusForbidden {
			t.Errorf("key %q opens alice's page: %v", key, err)
		}
	}
	conn, _, err := dial("a")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	holders.mu.Lock()
	end := holders.ended["first"]
	holders.mu.Unlock()
	if end == nil {
		t.Fatal("nobody watches alice's sign-in")
	}
	end("the key was taken away")
	for err == nil {
		_, _, err = conn.ReadMessage()
	}
	if closed := (*websocket.CloseError)(nil); !errors.As(err, &closed) || closed.Text != "the key was taken away" {
		t.Errorf("the socket ends with %v", err)
	}
	for _, err := range []error{auth.ErrUnavailable, errors.New("the database is down")} {
		holders.err = err
		if a, _ := fetch(t, unmoved, "GET", web.URL+"/tools/sales", "X-Key: a"); a.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("%v: %d", err, a.StatusCode)
		}
	}
}

// TestAStrippedPathIsTheRootPath is the last line of the table in docs/mount.md.
func TestAStrippedPathIsTheRootPath(t *testing.T) {
	var opts panelgo.Options
	opts.Server.RootPath, opts.Auth.Validate = "/tools", people
	web := mounted(t, opts, func(s *panelgo.Server) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("/tools/", http.StripPrefix("/tools", s))
		mux.Handle("/tools/mine", http.StripPrefix("/tools", s.Gate(whoami(s))))
		return mux
	})
	for path, want := range map[string]string{"/tools/sales": "<!DOCTYPE html>", "/tools/mine?a=1": "bob?a=1"} {
		if a, body := enter(t, browser(t), web.URL+path, "bob"); a.StatusCode != http.StatusOK || !strings.HasPrefix(body, want) || a.Request.URL.RequestURI() != path {
			t.Errorf("%s: back at %s: %d %.80s", path, a.Request.URL, a.StatusCode, body)
		}
	}
}
