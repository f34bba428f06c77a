package auth

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestTokenAnswers is the table of docs/auth.md: which refusals end a sign-in, and which are an
// alarm.
func TestTokenAnswers(t *testing.T) {
	type answer struct {
		status int
		kind   string
		body   string
		over   bool
	}
	code := func(status int, code string, over bool) answer {
		return answer{status, "application/json", `{"error":"` + code + `"}`, over}
	}
	for what, c := range map[string]answer{
		"RFC 6749": code(400, "invalid_grant", true), "RFC 6749 with 401": code(401, "invalid_grant", true),
		"Dex": code(400, "invalid_request", true), "Gitea": code(400, "unauthorized_client", true), "Gitea with 401": code(401, "unauthorized_client", true),
		"access denied": code(400, "access_denied", true), "access denied with 403": code(403, "access_denied", true),
		"GitHub":                     {200, "application/x-www-form-urlencoded", "error=bad_refresh_token&error_description=x", true},
		"GitHub in JSON":             code(200, "bad_refresh_token", true),
		"JSON that says it is text":  {400, "text/plain", `{"error":"invalid_grant"}`, true},
		"a question to answer first": code(400, "interaction_required", true),

		"our secret": code(401, "invalid_client", false), "our secret with 400": code(400, "invalid_client", false), "GitHub, our secret": code(200, "incorrect_client_credentials", false),
		"too many": code(429, "invalid_grant", false), "too many, no words": {429, "text/html", "slow down", false},
		"500": code(500, "invalid_grant", false), "502": {502, "text/html", "<html>", false}, "503": code(503, "temporarily_unavailable", false),
		"a code nobody knows": code(400, "flux", false), "400 without words": {400, "text/html", "<html>", false}, "404": {404, "text/html", "", false},
		"an error that is no word": {400, "application/json", `{"error":{"code":1}}`, false}, "scope": code(400, "invalid_scope", false),
	} {
		t.Run(what, func(t *testing.T) {
			w := renewing(t, 3600, nil)
			b := w.browser()
			signin := b.get("/app").who(t)["signin"].(string)
			heard := make(chan Event, 9)
			defer w.manager.Watch(signin, func(e Event) { heard <- e })()
			w.idp.answerInstead("/token", saying(c.status, c.kind, c.body))
			err := w.renewNow(b)
			a := b.still().get("/app")
			if c.over {
				if !errors.Is(err, ErrNoSignIn) || a.StatusCode != http.StatusFound {
					t.Errorf("still inside: %v, %d", err, a.StatusCode)
				}
				for e := range heard {
					if e.Ended {
						return
					}
				}
			}
			if err == nil || errors.Is(err, ErrNoSignIn) || a.StatusCode != http.StatusOK || !strings.Contains(w.log.String(), `"level":"ERROR"`) {
				t.Errorf("err %v, page %d, log %s", err, a.StatusCode, w.log)
			}
		})
	}
}

// TestKeysThatCannotBeHad: a key is rotated, and the renewed ID token cannot be checked. That says
// nothing of its owner.
func TestKeysThatCannotBeHad(t *testing.T) {
	for what, c := range map[string]struct {
		keys http.HandlerFunc
		over bool
	}{
		"503":         {status(503), false},
		"404":         {status(404), false},
		"not JSON":    {saying(200, "application/json", "<html>"), false},
		"empty":       {saying(200, "application/json", `{"keys":[]}`), false},
		"old ones":    {nil, false},
		"it hangs up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, false},
		"a forgery":   {nil, true},
	} {
		t.Run(what, func(t *testing.T) {
			w := renewing(t, 3600, nil)
			b := w.browser()
			signin := b.get("/app").who(t)["signin"].(string)
			before := w.tokens(signin)
			w.idp.set(func() { w.idp.key = newSigner("two") })
			if c.over {
				w.idp.set(func() { w.idp.key.id = "one" })
			}
			w.idp.answerInstead("/keys", c.keys)
			err := w.renewNow(b)
			if c.over {
				if !errors.Is(err, ErrNoSignIn) {
					t.Errorf("err = %v", err)
				}
				return
			}
			if !errors.Is(err, errUnanswered) || w.tokens(signin).Refresh == before.Refresh || w.tokens(signin).Access != before.Access {
				t.Errorf("err = %v", err)
			}
			b.get("/app").who(t)
			w.idp.answerInstead("/keys", nil)
			w.idp.set(func() { w.idp.keys = append(w.idp.keys, w.idp.key) })
			must(t, w.renewNow(b))
			if strings.Contains(w.log.String(), "secret-of-the-provider") {
				t.Error("the provider's body stands in the log")
			}
		})
	}
}

// TestKeysThatCannotBeHadAtSignIn is a provider that is down, not one that cannot be trusted.
func TestKeysThatCannotBeHadAtSignIn(t *testing.T) {
	w := newWorld(t, nil)
	w.idp.answerInstead("/keys", status(503))
	w.browser().get("/app").expect(t, http.StatusBadGateway, "cannot be reached")
}

// TestClocksThatDisagree: a renewed ID token of another time is no other person's.
func TestClocksThatDisagree(t *testing.T) {
	for _, fault := range []string{"expired", "iat in the future"} {
		w := renewing(t, 3600, nil)
		b := w.browser()
		b.get("/app").who(t)
		w.idp.set(func() { w.idp.fault = fault })
		if err := w.renewNow(b); !errors.Is(err, errUnanswered) {
			t.Errorf("%s: %v", fault, err)
		}
		b.get("/app").who(t)
	}
}

// TestHangingTokenEndpointHoldsNoPage: pages, scripts and apps go on while the renewal still hangs.
func TestHangingTokenEndpointHoldsNoPage(t *testing.T) {
	for what, left := range map[string]time.Duration{"before the end of the token": 30 * time.Second, "after it": -time.Hour} {
		t.Run(what, func(t *testing.T) {
			w := renewing(t, 3600, nil)
			w.manager.oauth.service.client.Timeout = 0
			b := w.browser()
			signin := b.get("/app").who(t)["signin"].(string)
			w.age(signin, left)
			w.idp.set(func() { w.idp.fault = "token hangs" })
			for range 3 {
				b.get("/app").who(t)
				if w.manager.oauth.renewals.age(signin) == 0 {
					t.Fatal("the page waited for the end of the renewal")
				}
			}
			if left > 0 {
				if token, err := w.manager.AccessToken(t.Context(), signin); err != nil || token == "" || w.manager.oauth.renewals.age(signin) == 0 {
					t.Errorf("a good token was withheld: %v", err)
				}
			}
		})
	}
}

// TestHangingDiscoveryHoldsNobody: what is known of the service serves while it is asked again.
func TestHangingDiscoveryHoldsNobody(t *testing.T) {
	w := newWorld(t, nil)
	w.browser().get("/app").who(t)
	s := w.manager.oauth.service
	s.mu.Lock()
	old := *s.known
	old.asOf = time.Now().Add(-2 * factsAge)
	s.known = &old
	s.mu.Unlock()
	w.idp.answerInstead("/.well-known/openid-configuration", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-w.idp.hang:
		case <-r.Context().Done():
		}
	})
	w.browser().get("/app").who(t)
	if s.flight.age("") == 0 {
		t.Error("the visitor waited for the service")
	}
}
