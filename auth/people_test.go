package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestNames covers names and claims as they come in real life.
func TestNames(t *testing.T) {
	long := strings.Repeat("n", 300)
	for what, c := range map[string]struct {
		claims map[string]any
		jwt    string
		user   string // "" is a refusal
		email  string
	}{
		"verified address":        {nil, "", "alice@example.org", "alice@example.org"},
		"unverified address":      {map[string]any{"email_verified": false}, "", "alice", ""},
		"unmarked address":        {map[string]any{"email_verified": nil}, "", "alice", ""},
		"marked by a word":        {map[string]any{"email_verified": "true"}, "", "alice@example.org", "alice@example.org"},
		"apostrophe":              {map[string]any{"email": "pat.o'brien@x.com"}, "", "pat.o'brien@x.com", "pat.o'brien@x.com"},
		"quotes":                  {map[string]any{"name": `Pat "O'Brien" <x>`}, "name", `Pat "O'Brien" <x>`, "alice@example.org"},
		"emoji":                   {map[string]any{"name": "🎈 Zoë"}, "name", "🎈 Zoë", "alice@example.org"},
		"300 characters":          {map[string]any{"name": long}, "name", long, "alice@example.org"},
		"an integer":              {map[string]any{"uid": 9007199254740991}, "uid", "9007199254740991", "alice@example.org"},
		"claim chosen, missing":   {nil, "uid", "", ""},
		"claim chosen, a list":    {map[string]any{"uid": []string{"x"}}, "uid", "", ""},
		"chosen address, unclear": {map[string]any{"email_verified": nil}, "email", "", ""},
		"nothing but sub":         {map[string]any{"email": nil, "preferred_username": nil}, "", "sub-1", ""},
		"control characters":      {map[string]any{"email": nil, "preferred_username": "a\r\nb"}, "", "sub-1", ""},
		"blank":                   {map[string]any{"email": nil, "preferred_username": "  "}, "", "sub-1", ""},
		"much too long":           {map[string]any{"email": nil, "preferred_username": strings.Repeat("x", 5000)}, "", "sub-1", ""},
		"Microsoft's mark":        {map[string]any{"email_verified": nil, "xms_edov": true}, "", "alice@example.org", "alice@example.org"},
	} {
		t.Run(what, func(t *testing.T) {
			w := newWorld(t, func(o *Options) { o.OAuthJWTUser = c.jwt })
			w.idp.set(func() { w.idp.claims, w.idp.info = c.claims, map[string]any{"sub": "sub-1"} })
			a := w.browser().get("/app")
			if c.user == "" {
				a.expect(t, http.StatusBadGateway, "cannot be trusted")
				return
			}
			if who := a.who(t); who["user"] != c.user || who["email"] != c.email || who["account"] != "sub-1" {
				t.Errorf("who = %v", who)
			}
		})
	}
}

func TestUserinfoFillsIn(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.AllowGroup = List{"staff"} })
	w.idp.set(func() {
		w.idp.claims = map[string]any{"email": nil, "email_verified": nil, "preferred_username": nil, "groups": nil}
		w.idp.info = map[string]any{"sub": "sub-1", "email": "alice@example.org", "email_verified": true, "groups": []string{"staff", "admins"}}
	})
	who := w.browser().get("/app").who(t)
	if who["user"] != "alice@example.org" || fmt.Sprint(who["groups"]) != "[admins staff]" {
		t.Errorf("who = %v", who)
	}
}

func TestAddressAndMarkComeFromOnePlace(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.AllowGroup = List{"staff"} })
	w.idp.set(func() {
		w.idp.claims = map[string]any{"email": "boss@example.org", "email_verified": nil, "groups": []string{"staff"}}
		w.idp.info = map[string]any{"sub": "sub-1", "email": "mallory@example.org", "email_verified": true}
	})
	if who := w.browser().get("/app").who(t); who["email"] != "" || who["user"] != "alice" {
		t.Errorf("who = %v", who)
	}
}

func TestPolicy(t *testing.T) {
	alice := Identity{User: "alice", Email: "alice@example.org", Groups: []string{"Staff"}, Account: "1"}
	unmarked := Identity{User: "mallory@example.org"}
	for _, c := range []struct {
		what    string
		options Options
		who     Identity
		app     string
		ok      bool
	}{
		{"no rules", Options{}, unmarked, "/app", true},
		{"user", Options{AllowUser: List{"alice"}}, alice, "/app", true},
		{"user in capitals", Options{AllowUser: List{"ALICE"}}, alice, "/app", false},
		{"address", Options{AllowUser: List{"alice@EXAMPLE.org"}}, alice, "/app", true},
		{"another user", Options{AllowUser: List{"bob"}}, alice, "/app", false},
		{"group", Options{AllowGroup: List{"Staff"}}, alice, "/app", true},
		{"group in small letters", Options{AllowGroup: List{"staff"}}, alice, "/app", false},
		{"another group", Options{AllowGroup: List{"admins"}}, alice, "/app", false},
		{"domain", Options{AllowDomain: List{"example.org"}}, alice, "/app", true},
		{"domain by name only", Options{AllowDomain: List{"example.org"}}, unmarked, "/app", false},
		{"suffix of a domain", Options{AllowDomain: List{"ample.org"}}, alice, "/app", false},
		{"subdomain", Options{AllowDomain: List{"example.org"}}, Identity{User: "x", Email: "x@a.example.org"}, "/app", false},
		{"two at signs", Options{AllowDomain: List{"example.org"}}, Identity{User: "x", Email: "x@example.org@evil.example"}, "/app", false},
		{"either will do", Options{AllowUser: List{"bob"}, AllowGroup: List{"Staff"}}, alice, "/app", true},
		{"app's own rule", Options{AllowUser: List{"bob", "/app=alice"}}, alice, "/app", true},
		{"app's own rule refuses", Options{AllowUser: List{"alice", "/app=bob"}}, alice, "/app", false},
		{"another app's rule", Options{AllowUser: List{"/other=bob"}}, alice, "/app", true},
		{"below the app", Options{AllowUser: List{"/app=bob"}}, alice, "/app/ws", false},
		{"similar name", Options{AllowUser: List{"/app=bob"}}, alice, "/apple", true},
		{"nested", Options{AllowUser: List{"/group/app=bob"}}, alice, "/group/app/ws", false},
		{"guest", Options{AllowUser: List{"bob"}}, Identity{User: "guest", Guest: true}, "/app", true},
		{"an account called guest", Options{AllowUser: List{"bob"}}, Identity{User: "guest"}, "/app", false},
	} {
		rules, err := newRules(c.options)
		if err != nil {
			t.Fatal(err)
		}
		err = rules.allow(context.Background(), c.who, c.app)
		if (err == nil) != c.ok || err != nil && !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// TestRefusedVisitorGetsNothing tries every kind of request.
func TestRefusedVisitorGetsNothing(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.AllowUser = List{"bob"} })
	b := w.browser()
	a := b.get("/app")
	a.expect(t, http.StatusForbidden, "You are signed in as alice@example.org")
	if !strings.Contains(a.body, "Sign in as somebody else") || !strings.Contains(w.log.String(), between(a.body, "<code>", "</code>")) {
		t.Error("no way out, or no number in the log")
	}
	for _, path := range []string{"/", "/app", "/app/ws", "/app/metadata", "/app/autoload.js", "/assets/logo.png", "/admin", "/rest/x", "/app/download?x=1"} {
		b.get(path, "Sec-Fetch-Mode", "no-cors").expect(t, http.StatusForbidden, "Forbidden")
		b.post(path, nil).expect(t, http.StatusForbidden, "")
		b.get(path, "Upgrade", "websocket", "Connection", "Upgrade").expect(t, http.StatusForbidden, "Forbidden")
	}
	if w.runs.Load() != 0 {
		t.Errorf("the app ran %d times", w.runs.Load())
	}
}

func TestAuthorizeCallback(t *testing.T) {
	asked := 0
	w := newWorld(t, func(o *Options) {
		o.Authorize = func(_ context.Context, who Identity, app string) error {
			asked++
			switch app {
			case "/a":
				return nil
			case "/b":
				return &Elsewhere{URL: "/a?from=b"}
			case "/c":
				return ErrRefused
			}
			return errors.New("the database of permissions is down")
		}
	})
	b := w.browser()
	if who := b.get("/a").who(t); who["url"] != "/a" {
		t.Errorf("who = %v", who)
	}
	if who := b.get("/b").who(t); who["url"] != "/a?from=b" {
		t.Errorf("who = %v", who)
	}
	b.get("/b", "Sec-Fetch-Mode", "cors").expect(t, http.StatusForbidden, "Forbidden")
	b.get("/c").expect(t, http.StatusForbidden, "You do not have access")
	a := b.get("/d")
	a.expect(t, http.StatusForbidden, "You do not have access")
	if strings.Contains(a.body, "database") || !strings.Contains(w.log.String(), "database of permissions") || asked < 5 {
		t.Error("the cause belongs into the log, and only there")
	}
}

func TestGuests(t *testing.T) {
	w := newWorld(t, func(o *Options) {
		o.OAuthGuestEndpoints, o.OAuthRefreshTokens = List{"/open", "/docs/*", "/a/*/c", "/"}, true
		o.AllowUser = List{"alice@example.org"}
	})
	for path, guest := range map[string]bool{
		"/": true, "/open": true, "/open/": true, "/open?x=1&code=2": true, "/docs/x": true, "/docs/x/y": true, "/a/b/c": true, "/docs": false, "/docs/": false,
		"/app": false, "/opener": false, "/a/b/d": false, "/a/c": false, "/open/x": false,
	} {
		a := w.browser().still().get(path)
		if guest != (a.StatusCode == http.StatusOK) {
			t.Errorf("%s: %d", path, a.StatusCode)
		}
		if guest && a.who(t)["guest"] != true {
			t.Errorf("%s: %s", path, a.body)
		}
		if len(a.Cookies()) != 0 {
			t.Errorf("%s: a guest got a cookie", path)
		}
	}
	b := w.browser()
	b.get("/app").who(t)
	if who := b.get("/open").who(t); who["guest"] != false || who["user"] != "alice@example.org" {
		t.Errorf("signed in, on a guests' page: %v", who)
	}
	// A forged cookie makes nobody a guest, or anybody else.
	if a := w.browser().still().get("/app", "Cookie", "is_guest=1; user=alice; __Host-panelgo=x.y.z"); a.StatusCode != http.StatusFound {
		t.Errorf("%d", a.StatusCode)
	}
}

func TestGuestsFollowTheApp(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.OAuthGuestEndpoints = List{"/open"} })
	h := w.manager.Gate(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { fmt.Fprint(rw, "in") }))
	for app, want := range map[string]int{"/open": http.StatusOK, "/app": http.StatusForbidden} {
		r := w.browser().request("GET", app+"/ws", nil, "Upgrade", "websocket")
		rec := newRecorder()
		h.ServeHTTP(rec, r.WithContext(WithApp(r.Context(), app)))
		if rec.status != want {
			t.Errorf("%s: %d", app, rec.status)
		}
	}
}

type recorder struct {
	header http.Header
	status int
	strings.Builder
}

func newRecorder() *recorder { return &recorder{header: http.Header{}, status: http.StatusOK} }

func (r *recorder) Header() http.Header    { return r.header }
func (r *recorder) WriteHeader(status int) { r.status = status }

func TestOptionalSignIn(t *testing.T) {
	w := newWorld(t, func(o *Options) {
		o.OAuthOptional = true
		o.AllowUser = List{"/closed=alice@example.org"}
	})
	b := w.browser()
	if who := b.get("/app?code=1&state=2").who(t); who["guest"] != true || who["user"] != "guest" {
		t.Errorf("who = %v", who)
	}
	if a := b.still().get("/closed"); a.StatusCode != http.StatusFound {
		t.Errorf("an app with rules is open to guests: %d", a.StatusCode)
	}
	if who := b.get("/login?next=/app").who(t); who["guest"] != false {
		t.Errorf("after signing in: %v", who)
	}
	b.get("/closed").who(t)
}

func TestAccountCalledGuestIsNoGuest(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.OAuthJWTUser = "name"; o.OAuthOptional = true })
	w.idp.set(func() { w.idp.claims = map[string]any{"name": "guest"} })
	b := w.browser()
	if who := b.get("/login?next=/app").who(t); who["guest"] != false || who["user"] != "guest" || who["signin"] == "" {
		t.Errorf("who = %v", who)
	}
}

func TestTrustedHeaders(t *testing.T) {
	options := Options{TrustedHeaderUser: "X-Forwarded-User", TrustedHeaderEmail: "X-Forwarded-Email", TrustedHeaderGroups: "X-Forwarded-Groups", TrustedHeaderFrom: List{"127.0.0.1/32", "fd00::/8"}, AllowDomain: List{"example.org"}}
	manager, err := New(options)
	must(t, err)
	defer manager.Close()
	ask := func(remote string, headers ...string) (Identity, error) {
		r, err := http.NewRequest("GET", "/app", nil)
		must(t, err)
		r.RemoteAddr = remote
		for i := 0; i < len(headers); i += 2 {
			r.Header.Add(headers[i], headers[i+1])
		}
		return manager.Identify(newRecorder(), r)
	}
	who, err := ask("127.0.0.1:1", "X-Forwarded-User", "alice", "X-Forwarded-Email", "alice@example.org", "X-Forwarded-Groups", "a, b,c")
	if err != nil || who.User != "alice" || strings.Join(who.Groups, "") != "abc" || who.SignInID == "" || manager.Policy(t.Context(), who, "/app") != nil {
		t.Errorf("%+v, %v", who, err)
	}
	if _, err := ask("[fd00::1]:1", "X-Forwarded-User", "alice"); err != nil {
		t.Error(err)
	}
	for what, try := range map[string]func() (Identity, error){
		"from elsewhere": func() (Identity, error) { return ask("10.0.0.1:1", "X-Forwarded-User", "alice") },
		"forwarded for": func() (Identity, error) {
			return ask("10.0.0.1:1", "X-Forwarded-User", "alice", "X-Forwarded-For", "127.0.0.1")
		},
		"without header":  func() (Identity, error) { return ask("127.0.0.1:1") },
		"an empty header": func() (Identity, error) { return ask("127.0.0.1:1", "X-Forwarded-User", " ") },
		"two headers": func() (Identity, error) {
			return ask("127.0.0.1:1", "X-Forwarded-User", "alice", "X-Forwarded-User", "bob")
		},
		"two addresses": func() (Identity, error) {
			return ask("127.0.0.1:1", "X-Forwarded-User", "alice", "X-Forwarded-Email", "alice@example.org", "X-Forwarded-Email", "boss@example.org")
		},
		"two lists of groups": func() (Identity, error) {
			return ask("127.0.0.1:1", "X-Forwarded-User", "alice", "X-Forwarded-Groups", "staff", "X-Forwarded-Groups", "admins")
		},
		"the same header twice": func() (Identity, error) {
			return ask("127.0.0.1:1", "X-Forwarded-User", "alice", "x-forwarded-user", "alice")
		},
		"an empty one and another": func() (Identity, error) {
			return ask("127.0.0.1:1", "X-Forwarded-User", "", "X-Forwarded-User", "alice")
		},
		"an odd connection": func() (Identity, error) { return ask("@", "X-Forwarded-User", "alice") },
	} {
		if who, err := try(); !errors.Is(err, ErrNoSignIn) {
			t.Errorf("%s: %+v, %v", what, who, err)
		}
	}
	rec := newRecorder()
	r, _ := http.NewRequest("GET", "/app", nil)
	r.RemoteAddr = "10.0.0.1:1"
	manager.Gate(http.NotFoundHandler()).ServeHTTP(rec, r)
	if rec.status != http.StatusUnauthorized || rec.header.Get("Location") != "" || !strings.Contains(rec.String(), "in front of this server") {
		t.Errorf("%d %s", rec.status, rec.String())
	}
}

func TestWithoutSignInEverybodyPasses(t *testing.T) {
	manager, err := New(Options{})
	must(t, err)
	defer manager.Close()
	rec := newRecorder()
	r, _ := http.NewRequest("GET", "/app", nil)
	manager.Gate(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if who, ok := From(r.Context()); !ok || who.User != "" || who.Guest {
			t.Errorf("who = %+v", who)
		}
		w.WriteHeader(http.StatusTeapot)
	})).ServeHTTP(rec, r)
	if rec.status != http.StatusTeapot {
		t.Errorf("%d", rec.status)
	}
	for path := range manager.Routes() {
		t.Errorf("%s is routed", path)
	}
}
