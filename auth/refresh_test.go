package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo/auth/store/storetest"
)

// renewing makes a world whose tokens are renewed and last life seconds.
func renewing(t *testing.T, life int, change func(*Options)) *world {
	t.Helper()
	w := newWorld(t, func(o *Options) {
		o.OAuthRefreshTokens = true
		if change != nil {
			change(o)
		}
	})
	w.idp.set(func() { w.idp.life = life })
	return w
}

// age makes the tokens of a sign-in as old as if they were about to expire.
func (w *world) age(signin string, left time.Duration) {
	w.t.Helper()
	rec, sealed, err := w.manager.signIns.load(w.t.Context(), signin)
	must(w.t, err)
	old := rec.clone()
	old.Tokens.Expiry = time.Now().Add(left)
	old.confirmed()
	must(w.t, w.manager.signIns.replace(w.t.Context(), signin, sealed, old))
}

func (w *world) tokens(signin string) tokens {
	w.t.Helper()
	rec, _, err := w.manager.signIns.load(w.t.Context(), signin)
	must(w.t, err)
	return rec.Tokens
}

func TestTokensAreRenewedOnceForEverybody(t *testing.T) {
	w := renewing(t, 3600, nil)
	signin := w.browser().get("/app").who(t)["signin"].(string)
	before := w.tokens(signin)
	w.age(signin, 10*time.Second)
	calls := w.idp.count("/token")
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() {
			token, err := w.manager.AccessToken(context.Background(), signin)
			if err != nil || token == before.Access.Reveal() {
				t.Errorf("%q, %v", token, err)
			}
		})
	}
	group.Wait()
	if n := w.idp.count("/token") - calls; n != 1 {
		t.Errorf("asked the provider %d times", n)
	}
	after := w.tokens(signin)
	if after.Refresh == before.Refresh || after.ID == before.ID {
		t.Error("the refresh token and the ID token were not replaced")
	}
}

func TestPageRenewsWhatHasExpired(t *testing.T) {
	w := renewing(t, 3600, nil)
	b := w.browser()
	signin := b.get("/app").who(t)["signin"].(string)
	w.age(signin, -time.Hour)
	if who := b.get("/app").who(t); who["signin"] != signin {
		t.Errorf("who = %v", who)
	}
	if expired(w.tokens(signin)) || w.idp.count("/authorize") != 1 {
		t.Error("not renewed, or signed in again")
	}
}

func TestAnswerWithoutRefreshTokenKeepsTheOldOne(t *testing.T) {
	w := renewing(t, 3600, nil)
	signin := w.browser().get("/app").who(t)["signin"].(string)
	w.idp.set(func() { w.idp.fault = "no rotation" })
	before := w.tokens(signin)
	for range 2 {
		w.age(signin, time.Second)
		if _, err := w.manager.AccessToken(t.Context(), signin); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.tokens(signin); got.Refresh != before.Refresh || got.Access == before.Access {
		t.Error("the refresh token was lost, or the access token kept")
	}
}

func TestProviderThatRefusesToRenewEndsTheSignIn(t *testing.T) {
	w := renewing(t, 3600, nil)
	b := w.browser()
	signin := b.get("/app").who(t)["signin"].(string)
	heard := make(chan Event, 9)
	defer w.manager.Watch(signin, func(e Event) { heard <- e })()
	w.age(signin, time.Second)
	w.idp.set(func() { w.idp.fault = "token 400" })
	if a := b.still().get("/app"); a.StatusCode != http.StatusFound {
		t.Errorf("still inside: %d", a.StatusCode)
	}
	for e := range heard {
		if e.Ended {
			if !strings.Contains(e.Reason, "identity provider") {
				t.Errorf("reason %q", e.Reason)
			}
			return
		}
	}
}

// TestFailedRenewalsBackOff covers faults that pass: nobody is signed out, and
// the provider is left alone for a while.
func TestFailedRenewalsBackOff(t *testing.T) {
	for _, fault := range []string{"token 500", "token garbage", "token error with 200", "token empty", "token hangs"} {
		t.Run(fault, func(t *testing.T) {
			w := renewing(t, 3600, nil)
			w.manager.oauth.service.client.Timeout = 300 * time.Millisecond
			b := w.browser()
			signin := b.get("/app").who(t)["signin"].(string)
			w.age(signin, 30*time.Second)
			w.idp.set(func() { w.idp.fault = fault })
			calls := w.idp.count("/token")
			for range 5 {
				b.get("/app").who(t)
			}
			if n := w.idp.count("/token") - calls; n != 1 {
				t.Errorf("asked %d times in a row", n)
			}
			if token, err := w.manager.AccessToken(t.Context(), signin); err != nil || token == "" {
				t.Errorf("a token that is still good was withheld: %v", err)
			}
			w.age(signin, -time.Second)
			if token, err := w.manager.AccessToken(t.Context(), signin); err == nil {
				t.Errorf("an expired token %q was handed out", token)
			}
			w.idp.set(func() { w.idp.fault = "" })
			w.manager.oauth.failures.forget(signin)
			if _, err := w.manager.AccessToken(t.Context(), signin); err != nil {
				t.Errorf("after the provider came back: %v", err)
			}
			if strings.Contains(w.log.String(), "secret-of-the-provider") {
				t.Error("the provider's body stands in the log")
			}
		})
	}
}

func TestRenewedTokensMustBelongToTheSamePerson(t *testing.T) {
	for what, claims := range map[string]map[string]any{
		"sub": {"sub": "sub-2"}, "iss": {"iss": "https://evil.example"}, "aud": {"aud": "another"},
	} {
		w := renewing(t, 3600, nil)
		b := w.browser()
		signin := b.get("/app").who(t)["signin"].(string)
		w.age(signin, time.Second)
		w.idp.set(func() { w.idp.claims = claims })
		if _, err := w.manager.AccessToken(t.Context(), signin); !errors.Is(err, ErrNoSignIn) {
			t.Errorf("%s of another: %v", what, err)
		}
		if a := b.still().get("/app"); a.StatusCode != http.StatusFound {
			t.Errorf("%s: still inside", what)
		}
	}
}

func TestClaimsFollowTheProvider(t *testing.T) {
	for what, c := range map[string]struct {
		claims map[string]any
		groups string
		email  string
	}{
		"another group":                {map[string]any{"groups": []string{"guests"}}, "[guests]", "alice@example.org"},
		"an empty list":                {map[string]any{"groups": []string{}}, "[]", "alice@example.org"},
		"no word of groups":            {map[string]any{"groups": nil}, "[]", "alice@example.org"},
		"an address no longer hers":    {map[string]any{"email_verified": false}, "[staff]", ""},
		"another address, and hers":    {map[string]any{"email": "al@example.org"}, "[staff]", "al@example.org"},
		"no word of the address":       {map[string]any{"email": nil, "email_verified": nil}, "[staff]", "alice@example.org"},
		"something we know nothing of": {map[string]any{"shoe": 38}, "[staff]", "alice@example.org"},
	} {
		t.Run(what, func(t *testing.T) {
			w := renewing(t, 3600, nil)
			b := w.browser()
			signin := b.get("/app").who(t)["signin"].(string)
			w.idp.set(func() { w.idp.claims = c.claims })
			w.age(signin, time.Second)
			who := b.get("/app").who(t)
			groups, _ := who["groups"].([]any)
			if fmt.Sprint(groups) != c.groups || who["email"] != c.email {
				t.Errorf("groups %v, email %v", groups, who["email"])
			}
		})
	}
}

func TestOpenPagesAreRenewedInTime(t *testing.T) {
	w := renewing(t, 1, nil)
	signin := w.browser().get("/app").who(t)["signin"].(string)
	heard := make(chan Event, 100)
	stop := w.manager.Watch(signin, func(e Event) { heard <- e })
	defer stop()
	for range 2 {
		select {
		case e := <-heard:
			if e.Ended {
				t.Fatalf("ended: %s", e.Reason)
			}
		case <-time.After(20 * time.Second):
			t.Fatal("never renewed")
		}
	}
	stop()
	storetest.Eventually(t, "nobody watches, nobody renews", func() bool {
		w.manager.signIns.watch.mu.Lock()
		defer w.manager.signIns.watch.mu.Unlock()
		return len(w.manager.signIns.watch.watched) == 0
	})
}

func TestBrowsersOfOnePersonAreIndependent(t *testing.T) {
	w := renewing(t, 3600, nil)
	one, two := w.browser().get("/app").who(t)["signin"].(string), w.browser().get("/app").who(t)["signin"].(string)
	before := w.tokens(two)
	w.age(one, time.Second)
	if _, err := w.manager.AccessToken(t.Context(), one); err != nil || w.tokens(two) != before {
		t.Errorf("the other browser's tokens changed: %v", err)
	}
}

func TestWithoutRefreshNothingIsKeptToRenew(t *testing.T) {
	w := newWorld(t, nil)
	signin := w.browser().get("/app").who(t)["signin"].(string)
	if w.tokens(signin).Refresh != "" {
		t.Error("a refresh token is kept for no reason")
	}
	w.age(signin, -time.Second)
	if _, err := w.manager.AccessToken(t.Context(), signin); !errors.Is(err, ErrNoToken) {
		t.Errorf("err = %v", err)
	}
}

func TestRenewalNeverBringsASignOutBack(t *testing.T) {
	w := renewing(t, 3600, nil)
	b := w.browser()
	signin := b.get("/app").who(t)["signin"].(string)
	rec, sealed, err := w.manager.signIns.load(t.Context(), signin)
	must(t, err)
	must(t, w.manager.SignOut(t.Context(), signin))
	if err := w.manager.signIns.replace(t.Context(), signin, sealed, rec); !errors.Is(err, ErrNoSignIn) {
		t.Errorf("err = %v", err)
	}
	if a := b.still().get("/app"); a.StatusCode != http.StatusFound {
		t.Errorf("inside again: %d", a.StatusCode)
	}
}
