package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/auth/password"
)

// basicWorld has a password file with the given lines.
func basicWorld(t *testing.T, users map[string]string, change func(*Options)) (*world, string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "users")
	writeUsers(t, file, users)
	w := newWorld(t, func(o *Options) {
		log := o.Log
		*o = Options{BasicAuth: Secret(file), CookieSecret: testCookieSecret, Log: log}
		if change != nil {
			change(o)
		}
	})
	return w, file
}

func writeUsers(t *testing.T, file string, users map[string]string) {
	t.Helper()
	var lines strings.Builder
	for name, secret := range users {
		h, err := password.Hash(secret)
		must(t, err)
		lines.WriteString(name + ":" + h + "\n")
	}
	must(t, os.WriteFile(file, []byte(lines.String()), 0o600))
}

// enter fills in the form that a page of the app leads to.
func (b *browser) enter(page, name, password string) answer {
	b.t.Helper()
	form := b.get(page)
	return b.post("/login", url.Values{"state": {form.field(b.t, "state")}, "name": {name}, "password": {password}})
}

func TestFormSignsIn(t *testing.T) {
	w, _ := basicWorld(t, map[string]string{"alice": "wonderland", "O'Brien 🎈": "pässword: mit Leerzeichen"}, nil)
	for name, password := range map[string]string{"alice": "wonderland", "O'Brien 🎈": "pässword: mit Leerzeichen"} {
		b := w.browser()
		who := b.enter("/app?x=1", name, password).who(t)
		if who["user"] != name || who["url"] != "/app?x=1" || who["guest"] != false {
			t.Errorf("who = %v", who)
		}
		if c := b.cookies(); len(c) != 1 || len(c["__Host-panelgo"]) > 185 {
			t.Errorf("cookies = %v", c)
		}
		a := b.get("/logout")
		b.post("/logout", url.Values{"token": {a.field(t, "token")}}).expect(t, http.StatusOK, "You are signed out")
		b.get("/app").expect(t, http.StatusOK, "Password")
	}
}

func TestFormRefuses(t *testing.T) {
	w, _ := basicWorld(t, map[string]string{"alice": "wonderland"}, nil)
	for what, c := range map[string]struct {
		name, password string
		status         int
		words          string
	}{
		"a wrong password": {"alice", "Wonderland", 401, "Name or password is wrong"},
		"an unknown name":  {"bob", "wonderland", 401, "Name or password is wrong"},
		"no name":          {" ", "wonderland", 422, "Please give your name"},
		"no password":      {"alice", "", 422, "Please give your name"},
		"a long password":  {"alice", strings.Repeat("x", 5000), 401, "Name or password is wrong"},
		"markup":           {"<script>alert(1)</script>", "x", 401, "&lt;script&gt;"},
		"a line break":     {"alice\nroot", "wonderland", 422, "Please give your name"},
	} {
		b := w.browser()
		a := b.enter("/app", c.name, c.password)
		a.expect(t, c.status, c.words)
		if a := b.still().get("/app"); a.StatusCode != http.StatusFound {
			t.Errorf("%s: inside", what)
		}
	}
	if strings.Contains(w.log.String(), "wonderland") {
		t.Error("a password is in the log")
	}
}

func TestFormIsTiedToTheBrowser(t *testing.T) {
	w, _ := basicWorld(t, map[string]string{"alice": "wonderland"}, nil)
	good := url.Values{"name": {"alice"}, "password": {"wonderland"}}
	with := func(state string) url.Values {
		return url.Values{"name": good["name"], "password": good["password"], "state": {state}}
	}
	state := w.browser().get("/app").field(t, "state")
	w.browser().post("/login", good).expect(t, http.StatusBadRequest, "came from somewhere else")
	w.browser().post("/login", with(state)).expect(t, http.StatusBadRequest, "came from somewhere else")
	b := w.browser()
	mine := b.get("/app").field(t, "state")
	b.post("/login", with(mine), "Origin", "https://evil.example").expect(t, http.StatusBadRequest, "came from somewhere else")
	again := b.get("/app").field(t, "state")
	b.post("/login", with(again), "Origin", w.app.URL).who(t)
}

func TestGuessingIsSlowedDown(t *testing.T) {
	w, _ := basicWorld(t, map[string]string{"alice": "wonderland", "bob": "builder"}, nil)
	b := w.browser()
	tried, slowed := 0, 0
	for range 200 {
		switch a := b.enter("/app", "alice", "guess"); a.StatusCode {
		case http.StatusUnauthorized:
			tried++
		case http.StatusTooManyRequests:
			slowed++
			if a.Header.Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
		default:
			t.Fatalf("%d", a.StatusCode)
		}
	}
	if tried > 20 || tried+slowed != 200 {
		t.Errorf("%d of 200 guesses were tried", tried)
	}
	b.enter("/app", "alice", "wonderland").expect(t, http.StatusTooManyRequests, "Too many wrong passwords")
	if who := w.browser().enter("/app", "bob", "builder").who(t); who["user"] != "bob" {
		t.Errorf("somebody else has to wait as well: %v", who)
	}
}

func TestChangedPasswordEndsSignIns(t *testing.T) {
	w, file := basicWorld(t, map[string]string{"alice": "wonderland", "bob": "builder"}, nil)
	alice, bob := w.browser(), w.browser()
	signin := alice.enter("/app", "alice", "wonderland").who(t)["signin"].(string)
	bob.enter("/app", "bob", "builder").who(t)
	heard := make(chan Event, 1)
	defer w.manager.Watch(signin, func(e Event) { heard <- e })()
	users, err := os.ReadFile(file)
	must(t, err)
	fresh, err := password.Hash("looking-glass")
	must(t, err)
	var lines []string
	for line := range strings.Lines(string(users)) {
		if strings.HasPrefix(line, "alice:") {
			line = "alice:" + fresh + "\n"
		}
		lines = append(lines, line)
	}
	must(t, os.WriteFile(file, []byte(strings.Join(lines, "")), 0o600))
	must(t, os.Chtimes(file, time.Now(), time.Now().Add(time.Second)))
	select {
	case e := <-heard:
		if !e.Ended {
			t.Errorf("event %+v", e)
		}
	case <-time.After(20 * time.Second):
		t.Error("an open socket was never told")
	}
	if a := alice.still().get("/app"); a.StatusCode != http.StatusFound {
		t.Errorf("still inside: %d", a.StatusCode)
	}
	bob.get("/app").who(t)
	alice.enter("/app", "alice", "looking-glass").who(t)
}

func TestOnePasswordForEverybody(t *testing.T) {
	w := newWorld(t, func(o *Options) { *o = Options{BasicAuth: "MyPass", Log: o.Log} })
	if who := w.browser().enter("/app", "whoever", "MyPass").who(t); who["user"] != "whoever" {
		t.Errorf("who = %v", who)
	}
	w.browser().enter("/app", "whoever", "mypass").expect(t, http.StatusUnauthorized, "wrong")
}

func TestOwnValidator(t *testing.T) {
	w := newWorld(t, func(o *Options) {
		log := o.Log
		*o = Options{Log: log, AllowGroup: List{"staff"}, Validate: func(_ context.Context, name, password string) (Identity, error) {
			switch {
			case name == "down":
				return Identity{}, errors.New("database is down: secret-of-the-database")
			case password != "right":
				return Identity{}, ErrRefused
			}
			return Identity{Groups: []string{"staff"}, Email: name + "@example.org", Claims: map[string]any{"id": 7}}, nil
		}}
	})
	if who := w.browser().enter("/app", "alice", "right").who(t); who["user"] != "alice" || who["email"] != "alice@example.org" {
		t.Errorf("who = %v", who)
	}
	w.browser().enter("/app", "alice", "wrong").expect(t, http.StatusUnauthorized, "wrong")
	a := w.browser().enter("/app", "down", "right")
	a.expect(t, http.StatusServiceUnavailable, "try again in a moment")
	if strings.Contains(a.body, "database") {
		t.Error("the page tells what happened inside")
	}
}

func TestPasswordGrant(t *testing.T) {
	p := startIDP(t)
	w := worldAt(t, p, func(o *Options) {
		o.OAuthProvider, o.OAuthExtraParams = "password", Params{"TOKEN_URL": p.URL + "/token", "USER_URL": p.URL + "/userinfo"}
	})
	if who := w.browser().enter("/app?x=1", "alice", "wonderland").who(t); who["user"] != "alice@example.org" || who["url"] != "/app?x=1" {
		t.Errorf("who = %v", who)
	}
	w.browser().enter("/app", "alice", "wrong").expect(t, http.StatusUnauthorized, "Name or password is wrong")
	p.set(func() { p.fault = "token 500" })
	w.browser().enter("/app", "alice", "wonderland").expect(t, http.StatusServiceUnavailable, "try again")
	if strings.Contains(w.log.String(), "wonderland") {
		t.Error("a password is in the log")
	}
}
