package realidp

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/auth"
)

type nodeConfig struct {
	ID              string `json:"id"`
	Secret          string `json:"secret"`
	App             string `json:"app"`
	Life            int    `json:"life"`   // of access tokens, in seconds
	Filler          int    `json:"filler"` // bytes in every token
	ClaimsInIDToken bool   `json:"claimsInIDToken"`
}

// startNode runs the provider and answers its issuer.
func startNode(t *testing.T, c nodeConfig) string {
	t.Helper()
	if _, err := os.Stat("node/node_modules/oidc-provider"); err != nil {
		t.Fatal("the provider is missing: npm ci --prefix auth/realidp/node")
	}
	c.ID, c.Secret = clientID, clientSecret
	if c.Life == 0 {
		c.Life = 3600
	}
	raw, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "--no-warnings", "server.mjs")
	cmd.Dir = "node"
	cmd.Env = append(os.Environ(), "CONFIG="+string(raw))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal("node is needed for this test: ", err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if issuer, ok := strings.CutPrefix(lines.Text(), "listening "); ok {
			go func() {
				for lines.Scan() { // keep the pipe empty
				}
			}()
			return issuer
		}
	}
	t.Fatal("the provider did not start")
	return ""
}

// consent makes the provider hand out refresh tokens.
func consent(o *auth.Options) { o.OAuthExtraParams["prompt"] = "consent" }

// enterNode goes through the provider's two pages.
func enterNode(t *testing.T, b *browser, address, name string) string {
	t.Helper()
	page := b.get(address)
	expect(t, page, "Sign-in")
	page = b.submit(page, map[string]string{"login": name, "password": "any"})
	expect(t, page, "Authorize")
	return b.submit(page, nil)
}

func TestNodeWholeFlow(t *testing.T) {
	for what, inToken := range map[string]bool{"claims in the ID token": true, "claims in userinfo": false} {
		t.Run(what, func(t *testing.T) {
			w := newWorld(t, func(app string) string { return startNode(t, nodeConfig{App: app, Life: 3, ClaimsInIDToken: inToken}) }, func(o *auth.Options) {
				consent(o)
				o.AllowGroup = auth.List{"staff"}
			})
			b := newBrowser(t)
			expect(t, enterNode(t, b, w.app.URL+"/app?x=1", "alice"), "Hello alice@example.org")
			who := w.who()
			if b.at.String() != w.app.URL+"/app?x=1" || who.Account != "alice" || who.Claims["name"] != `alice O'Brien "Q" 🎈` {
				t.Errorf("at %s: %+v", b.at, who)
			}
			events := make(chan auth.Event, 99)
			defer w.manager.Watch(who.SignInID, func(e auth.Event) { events <- e })()
			before, err := w.manager.AccessToken(t.Context(), who.SignInID)
			if err != nil {
				t.Fatal(err)
			}
			hear(t, events, false, 30*time.Second)
			after, err := w.manager.AccessToken(t.Context(), who.SignInID)
			if err != nil || after == before {
				t.Errorf("not renewed: %v", err)
			}
			// Sign out: here, at the provider, and back.
			page := b.submit(b.get(w.app.URL+"/logout"), nil)
			hear(t, events, true, time.Second)
			expect(t, page, "Do you want to sign-out")
			expect(t, b.submit(page, map[string]string{"logout": "yes"}), "Sign in again")
			if introspect(t, w, after) {
				t.Error("the access token lives on")
			}
		})
	}
}

// introspect asks the provider whether a token is still good.
func introspect(t *testing.T, w *world, token string) bool {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, w.issuer+"/token/introspection", strings.NewReader(url.Values{"token": {token}}.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth(clientID, clientSecret)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer struct{ Active bool }
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return answer.Active
}

// TestNodeBackchannelLogout signs out at the provider, from another window.
func TestNodeBackchannelLogout(t *testing.T) {
	w := newWorld(t, func(app string) string { return startNode(t, nodeConfig{App: app}) }, consent)
	b := newBrowser(t)
	expect(t, enterNode(t, b, w.app.URL+"/app", "alice"), "Hello alice")
	events := make(chan auth.Event, 9)
	defer w.manager.Watch(w.who().SignInID, func(e auth.Event) { events <- e })()
	page := b.get(w.issuer + "/session/end")
	b.submit(page, map[string]string{"logout": "yes"})
	if e := hear(t, events, true, 10*time.Second); !strings.Contains(e.Reason, "identity provider") {
		t.Errorf("reason %q", e.Reason)
	}
	expect(t, b.get(w.app.URL+"/app"), "Sign-in")
}

// TestNodeTokensTooLargeForCookies has tokens of 9 kB each.
func TestNodeTokensTooLargeForCookies(t *testing.T) {
	w := newWorld(t, func(app string) string {
		return startNode(t, nodeConfig{App: app, Filler: 3000, ClaimsInIDToken: true})
	}, consent)
	b := newBrowser(t)
	expect(t, enterNode(t, b, w.app.URL+"/app", "alice"), "Hello alice")
	token, err := w.manager.AccessToken(t.Context(), w.who().SignInID)
	if err != nil || len(token) < 6000 {
		t.Errorf("access token of %d bytes, %v", len(token), err)
	}
	app, err := url.Parse(w.app.URL)
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for _, c := range b.Jar.Cookies(app) {
		if strings.HasPrefix(c.Name, "panelgo") {
			size += len(c.Name) + len(c.Value)
		}
	}
	if size == 0 || size >= 200 {
		t.Errorf("cookies of %d bytes", size)
	}
	if strings.Contains(w.log.String(), token) {
		t.Error("the token is in the log")
	}
}

// TestNodeReuseEndsTheGrant: this provider ends everything when an old refresh
// token comes back. Ours is never used twice, however many ask at once.
func TestNodeReuseEndsTheGrant(t *testing.T) {
	w := newWorld(t, func(app string) string { return startNode(t, nodeConfig{App: app, Life: 2}) }, consent)
	expect(t, enterNode(t, newBrowser(t), w.app.URL+"/app", "alice"), "Hello alice")
	signIn := w.who().SignInID
	seen := map[string]bool{}
	for end := time.Now().Add(time.Minute); len(seen) < 4; {
		if time.Now().After(end) {
			t.Fatalf("only %d tokens in a minute", len(seen))
		}
		tokens := make(chan string, 20)
		for range cap(tokens) {
			go func() {
				token, err := w.manager.AccessToken(t.Context(), signIn)
				if err != nil {
					t.Error(err)
				}
				tokens <- token
			}()
		}
		for range cap(tokens) {
			seen[<-tokens] = true
		}
	}
}
