package realidp

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/auth/devidp"
	"github.com/panelgo/panelgo/auth/password"
)

const stateIs = `document.querySelector("#state") && document.querySelector("#state").textContent === `

// TestChromiumAtNode is the whole way in a real browser: in, an open stream, a
// renewal, out in another tab, out at the provider, and what the pages say.
func TestChromiumAtNode(t *testing.T) {
	w := newWorld(t, func(app string) string { return startNode(t, nodeConfig{App: app, Life: 3, ClaimsInIDToken: true}) }, consent)
	browser := openBrowser(t)
	tb := open(t, browser, look{})
	tb.visit(w.app.URL + "/app?x=1")
	tb.wait(`document.querySelector("input[name=login]")`)
	tb.fill(map[string]string{"login": "alice", "password": "any"})
	tb.waitText("Authorize")
	tb.fill(nil)
	tb.waitText("Hello alice@example.org")
	if got := run(tb, chromedp.Evaluate[string]("location.href")); got != w.app.URL+"/app?x=1" {
		t.Errorf("led to %s", got)
	}
	if got := run(tb, chromedp.Evaluate[string]("document.cookie")); strings.Contains(got, "panelgo") {
		t.Errorf("scripts can read %s", got)
	}
	tb.wait(stateIs + `"renewed"`)

	other := open(t, browser, look{})
	other.visit(w.app.URL + "/logout")
	other.waitText("Sign out?")
	other.fill(nil)
	tb.wait(stateIs + `"closed: signed out"`)
	other.waitText("sign-out from")
	run(other, chromedp.Evaluate[bool](`(setTimeout(() => document.querySelector("button[name=logout][value=yes]").click()), true)`))
	other.waitText("You are signed out")
	other.visit(w.app.URL + "/app")
	other.wait(`document.querySelector("input[name=login]")`)
}

func TestChromiumAtDex(t *testing.T) {
	w := newWorld(t, func(app string) string { return startDex(t, app) }, nil)
	tb := open(t, openBrowser(t), look{})
	tb.visit(w.app.URL + "/app")
	tb.wait(`document.querySelector("input[name=password]")`)
	tb.fill(map[string]string{"login": "alice@example.org", "password": dexPassword})
	tb.waitText("Hello alice@example.org")
	tb.wait(stateIs + `"open"`)
	tb.fill(nil) // the page's own sign-out button
	tb.wait(`document.title === "You are signed out" || location.pathname.startsWith("/logout") && document.forms[0]`)
	if run(tb, chromedp.Evaluate[bool](`document.title !== "You are signed out"`)) {
		tb.fill(nil)
	}
	tb.waitText("You are signed out")
}

// TestChromiumAtDevelopmentProvider signs in with one click.
func TestChromiumAtDevelopmentProvider(t *testing.T) {
	for name, l := range map[string]look{"light": {}, "dark": {dark: true}, "phone": {phone: true}} {
		t.Run(name, func(t *testing.T) {
			p, err := devidp.Start(devidp.Config{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(p.Close)
			w := newWorld(t, func(string) string { return p.Issuer }, func(o *auth.Options) {
				*o = auth.Options{OAuthProvider: "dev", OAuthExtraParams: auth.Params{"issuer": p.Issuer}, OAuthKey: p.ClientID, OAuthSecret: auth.Secret(p.ClientSecret), Log: o.Log}
			})
			tb := open(t, openBrowser(t), l)
			tb.visit(w.app.URL + "/app")
			tb.waitText("Sign in as")
			tb.shot("choose")
			tb.narrow()
			tb.fill(nil) // the first user
			tb.waitText("Hello alice")
			tb.fill(nil)
			tb.waitText("Sign in again")
			tb.shot("out")
			tb.visit(w.app.URL + "/oauth2/callback")
			tb.waitText("This sign-in is over")
			tb.shot("expired")
		})
	}
}

// TestChromiumLooksAtThePages goes through our own form; PANELGO_SHOTS names a
// folder for pictures.
func TestChromiumLooksAtThePages(t *testing.T) {
	hash, err := password.Hash("wonderland")
	if err != nil {
		t.Fatal(err)
	}
	for name, l := range map[string]look{"light": {}, "dark": {dark: true}, "phone": {phone: true}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, func(string) string { return "http://127.0.0.1:1" }, func(o *auth.Options) {
				*o = auth.Options{BasicAuth: auth.Secret(userFile(t, "alice:"+hash+"\n")), AllowUser: auth.List{"alice", "/closed=bob"}, Log: o.Log}
			})
			tb := open(t, openBrowser(t), l)
			tb.visit(w.app.URL + "/app")
			tb.waitText("Password")
			tb.shot("form")
			tb.narrow()
			tb.fill(map[string]string{"name": "alice", "password": "wrong"})
			tb.waitText("Name or password is wrong")
			tb.shot("wrong")
			// The focus comes when the page is drawn, which may be after its text is there.
			tb.wait(`document.activeElement.name === "password" && document.querySelector(".problem").getAttribute("role") === "alert"`)
			tb.fill(map[string]string{"name": "alice", "password": "wonderland"})
			tb.waitText("Hello alice")
			tb.visit(w.app.URL + "/closed")
			tb.waitText("You do not have access")
			tb.shot("refused")
			tb.narrow()
			tb.visit(w.app.URL + "/logout")
			tb.waitText("Sign out?")
			tb.shot("ask")
			tb.fill(nil)
			tb.waitText("You are signed out")
			tb.shot("out")
		})
	}
}

// narrow says whether the page fits its window.
func (tb *tab) narrow() {
	tb.t.Helper()
	if wide := run(tb, chromedp.Evaluate[int]("document.documentElement.scrollWidth - innerWidth")); wide > 0 {
		tb.t.Errorf("the page is %d px too wide", wide)
	}
}
