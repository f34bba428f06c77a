package server_test

import (
	"context"
	"encoding/base64"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/session"
)

// handshake asks for a websocket with exactly these headers. The status of one that is let in is
// 101.
func (g *guarded) handshake(path, cookie, token string, headers ...string) int {
	g.t.Helper()
	protocols := "bokeh"
	if token != "" {
		protocols += ", " + token
	}
	all := upgrade(protocols, headers...)
	if cookie != "" {
		all = append(all, "Cookie: "+cookie)
	}
	a := request(g.t, g.at, "GET "+path, all...)
	if a.StatusCode != http.StatusSwitchingProtocols && a.Header.Get("Upgrade") != "" {
		g.t.Errorf("%s: an upgrade is begun and refused", path)
	}
	return a.StatusCode
}

// claimsOf reads what stands in a page's token.
func claimsOf(t *testing.T, token string) session.Claims {
	t.Helper()
	claims, err := session.NewSigner([]byte(key)).Verify(token, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return claims
}

// resign makes a token of claims that a visitor cannot have changed.
func resign(key string, claims session.Claims, change func(*session.Claims)) string {
	change(&claims)
	return session.NewSigner([]byte(key)).Sign(claims)
}

// ticket seals what a page has to know of its visitor, with any key.
func pageToken(t *testing.T, key, text string) string {
	t.Helper()
	keyring, err := auth.NewKeyring(key)
	if err != nil {
		t.Fatal(err)
	}
	return keyring.Seal("page token", []byte(text))
}

// TestUpgradeIsRefusedWithAPlainStatus is acceptance case 10: of all these, only the last one is
// let in.
func TestUpgradeIsRefusedWithAPlainStatus(t *testing.T) {
	g := guard(t, nil)
	alice, bob := g.signIn("alice"), g.signIn("bob")
	tab, theirs, deep := alice.open("/app"), bob.open("/app"), alice.open("/deep/er")
	good, cookie := tab.Token, alice.cookie()
	claims := claimsOf(t, good)
	signIn := strings.Split(strings.TrimPrefix(cookie, "panelgo="), ".")[0]
	mine := `{"s":"` + signIn + `","a":"/app"}`
	runs := g.runs.Load()
	stale := func(c *session.Claims) { c.Expiry = time.Now().Add(-time.Hour) }
	for what, try := range map[string]struct {
		cookie, token string
		headers       []string
	}{
		"no cookie":                    {"", good, nil},
		"another server's cookie":      {"panelgo=abc.def.ghi", good, nil},
		"an altered cookie":            {cookie[:len(cookie)-1] + flipped(cookie[len(cookie)-1]), good, nil},
		"no token":                     {cookie, "", nil},
		"a token in pieces":            {cookie, good + ", " + good, nil},
		"a token of another sign-in":   {cookie, theirs.Token, nil},
		"another sign-in's cookie":     {bob.cookie(), good, nil},
		"a token of another app":       {cookie, deep.Token, nil},
		"a token of another key":       {cookie, resign("another-key-0123456789abcdefghij", claims, func(*session.Claims) {}), nil},
		"a token that nobody signed":   {cookie, unsignedToken(string(claims.Session)), nil},
		"a token without a page token": {cookie, token(string(claims.Session), time.Hour), nil},
		"a page token of another key":  {cookie, resign(key, claims, func(c *session.Claims) { c.Sealed = pageToken(t, auth.NewKey(), mine) }), nil},
		"a page token in plain text":   {cookie, resign(key, claims, func(c *session.Claims) { c.Sealed = base64.URLEncoding.EncodeToString([]byte(mine)) }), nil},
		"a page token for a guest":     {cookie, resign(key, claims, func(c *session.Claims) { c.Sealed = pageToken(t, sealKey, `{"a":"/app"}`) }), nil},
		"a page token that is no JSON": {cookie, resign(key, claims, func(c *session.Claims) { c.Sealed = pageToken(t, sealKey, `x`) }), nil},
		"expired, its session gone":    {cookie, resign(key, claims, func(c *session.Claims) { stale(c); c.Session = "gone" }), nil},
		"expired, somebody else's":     {cookie, resign(key, claimsOf(t, theirs.Token), stale), nil},
		"somebody else's session":      {cookie, resign(key, claims, func(c *session.Claims) { c.Session = claimsOf(t, theirs.Token).Session }), nil},
		"no origin":                    {cookie, good, []string{}},
		"the origin null":              {cookie, good, []string{"Origin: null"}},
		"a foreign origin":             {cookie, good, []string{"Origin: https://evil.example"}},
		"an origin that continues us":  {cookie, good, []string{"Origin: " + g.host + ".evil.example"}},
		"another port of ours":         {cookie, good, []string{"Origin: http://127.0.0.1:1"}},
	} {
		if try.headers == nil {
			try.headers = []string{"Origin: " + g.host}
		}
		if status := g.handshake("/app/ws", try.cookie, try.token, try.headers...); status != http.StatusForbidden {
			t.Errorf("%s: %d", what, status)
		}
	}
	for i := 0; i < len(good); i += 7 {
		altered := good[:i] + flipped(good[i]) + good[i+1:]
		if status := g.handshake("/app/ws", cookie, altered, "Origin: "+g.host); status != http.StatusForbidden {
			t.Errorf("a token altered at %d: %d", i, status)
		}
	}
	if n := g.runs.Load() - runs; n != 0 {
		t.Errorf("the app's code ran %d times", n)
	}
	for what, token := range map[string]string{"the page's own": good, "expired while its session lives": resign(key, claims, stale)} {
		if status := g.handshake("/app/ws", cookie, token, "Origin: "+g.host); status != http.StatusSwitchingProtocols {
			t.Errorf("%s: %d", what, status)
		}
	}
}

func flipped(c byte) string {
	if c == 'A' {
		return "B"
	}
	return "A"
}

// TestAllowedOriginsComeWithoutOne: a program may say that every page is let in, and so what is no
// page at all.
func TestAllowedOriginsComeWithoutOne(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) { o.Server.AllowWebSocketOrigin = []string{"*"} })
	alice := g.signIn("alice")
	if status := g.handshake("/app/ws", alice.cookie(), alice.open("/app").Token); status != http.StatusSwitchingProtocols {
		t.Errorf("%d", status)
	}
}

func TestUpgradeIsRefusedOnceSignedOut(t *testing.T) {
	g := guard(t, nil)
	alice := g.signIn("alice")
	tab, cookie := alice.open("/app"), alice.cookie()
	alice.signOut()
	tab.ExpectClosed(4001)
	runs := g.runs.Load()
	if status := g.handshake("/app/ws", cookie, tab.Token, "Origin: "+g.host); status != http.StatusForbidden {
		t.Errorf("the old cookie opens a websocket: %d", status)
	}
	if a := g.ask("page", "/app", "Cookie: "+cookie); a.StatusCode != http.StatusFound {
		t.Errorf("the old cookie opens a page: %d", a.StatusCode)
	}
	again := g.signIn("alice")
	if status := g.handshake("/app/ws", again.cookie(), tab.Token, "Origin: "+g.host); status != http.StatusForbidden {
		t.Errorf("the old token opens a websocket of the next sign-in: %d", status)
	}
	if n := g.runs.Load() - runs; n != 0 {
		t.Errorf("the app's code ran %d times", n)
	}
}

func TestUpgradeIsRefusedOnceTheRulesSayNo(t *testing.T) {
	var closed atomic.Bool
	g := guard(t, func(o *panelgo.Options) {
		o.Auth.Authorize = func(context.Context, auth.Identity, string) error {
			if closed.Load() {
				return auth.ErrRefused
			}
			return nil
		}
	})
	alice := g.signIn("alice")
	tab := alice.open("/app")
	closed.Store(true)
	if status := g.handshake("/app/ws", alice.cookie(), tab.Token, "Origin: "+g.host); status != http.StatusForbidden {
		t.Errorf("%d", status)
	}
	closed.Store(false)
	if status := g.handshake("/app/ws", alice.cookie(), tab.Token, "Origin: "+g.host); status != http.StatusSwitchingProtocols {
		t.Errorf("%d", status)
	}
}

// TestScriptForOthersIsReadByAllowedPagesOnly: who the visitor is travels in a cookie, so a page of
// another origin must not get at a token with it.
func TestScriptForOthersIsReadByAllowedPagesOnly(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) { o.Server.AllowWebSocketOrigin = []string{"friend.example:443"} })
	cookie := "Cookie: " + g.signIn("alice").cookie()
	for origin, readable := range map[string]bool{"https://friend.example:443": true, g.host: true, "https://evil.example": false, "null": false} {
		a := request(t, g.at, "GET /app/autoload.js?bokeh-autoload-element=x", cookie, "Origin: "+origin)
		if got := a.Header.Get("Access-Control-Allow-Origin"); (got == origin) != readable {
			t.Errorf("%s is answered %q", origin, got)
		}
	}
}
