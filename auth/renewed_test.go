package auth

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"
)

// instead answers requests for a path in place of the provider; nil ends that.
func (p *idp) answerInstead(path string, h http.HandlerFunc) {
	p.set(func() {
		if p.instead == nil {
			p.instead = map[string]http.HandlerFunc{}
		}
		p.instead[path] = h
	})
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "secret-of-the-provider", code) }
}

func saying(code int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(code)
		fmt.Fprint(w, body)
	}
}

func withoutIDToken(w *world) { w.idp.set(func() { w.idp.extra = map[string]any{"id_token": nil} }) }

// renewNow makes the tokens of a browser's sign-in due and renews them. It answers what the
// sign-in's events were.
func (w *world) renewNow(b *browser) error {
	w.t.Helper()
	var signin string
	for _, v := range b.cookies() {
		signin, _, _ = strings.Cut(v, ".")
	}
	w.age(signin, time.Second)
	w.manager.oauth.failures.forget(signin)
	_, err := w.manager.oauth.renew(w.t.Context(), signin)
	return err
}

// socket is whether an open page of the browser would stay open now.
func (w *world) socket(b *browser) error {
	for _, v := range b.cookies() {
		signin, _, _ := strings.Cut(v, ".")
		return w.manager.Recheck(w.t.Context(), signin, "/app")
	}
	return ErrNoSignIn
}

// TestRenewalAsksAgainWhatWasAskedAtSignIn takes a group away at each place where groups are said,
// with and without an ID token in the answer: page and socket close at that renewal.
func TestRenewalAsksAgainWhatWasAskedAtSignIn(t *testing.T) {
	for _, source := range []groupSource{inIDToken(), inUserinfo(), inProfile(), inGraph(), inGitHub()} {
		for _, idToken := range []bool{true, false} {
			for what, left := range map[string][]string{"one of two": {"staff"}, "all": {}, "none": {"staff", "admins"}} {
				t.Run(fmt.Sprintf("%s, ID token %v, %s", source.name, idToken, what), func(t *testing.T) {
					source.say(&world{idp: &idp{}}, "staff", "admins")
					w, b := source.open(t)
					if !idToken {
						withoutIDToken(w)
					}
					source.say(w, left...)
					must(t, w.renewNow(b))
					a, err := b.get("/app"), w.socket(b)
					if what == "none" {
						if a.StatusCode != http.StatusOK || err != nil {
							t.Errorf("put out: %d, %v", a.StatusCode, err)
						}
					} else if a.StatusCode != http.StatusForbidden || !errors.Is(err, ErrRefused) {
						t.Errorf("still inside: page %d, socket %v", a.StatusCode, err)
					}
				})
			}
		}
	}
}

// TestUnansweredQuestionIsAnAlarm has the place fail where groups are said, while tokens are
// renewed: nobody is signed out, the operator hears of it, the refresh token is not lost, and
// groups count for an hour at most.
func TestUnansweredQuestionIsAnAlarm(t *testing.T) {
	for _, source := range []groupSource{inUserinfo(), inProfile(), inGraph(), inGitHub()} {
		for _, idToken := range []bool{true, false} {
			for _, code := range []int{401, 403, 429, 500, 503} {
				t.Run(fmt.Sprintf("%s, ID token %v, %d", source.name, idToken, code), func(t *testing.T) {
					source.fail(&world{idp: &idp{}}, 0)
					source.say(&world{idp: &idp{}}, "staff", "admins")
					w, b := source.open(t)
					signin := b.get("/app").who(t)["signin"].(string)
					if !idToken {
						withoutIDToken(w)
					}
					source.fail(w, code)
					if err := w.renewNow(b); !errors.Is(err, errUnanswered) {
						t.Fatalf("err = %v", err)
					}
					if !strings.Contains(w.log.String(), `"level":"ERROR"`) || strings.Contains(w.log.String(), "secret-of-the-provider") {
						t.Errorf("the log: %s", w.log)
					}
					if who := b.get("/app").who(t); fmt.Sprint(who["groups"]) != "[admins staff]" || w.socket(b) != nil {
						t.Errorf("groups %v, socket %v", who["groups"], w.socket(b))
					}
					w.unconfirmed(signin, groupsGrace+time.Minute)
					if a := b.still().get("/app"); a.StatusCode != http.StatusFound || !errors.Is(w.socket(b), ErrRefused) {
						t.Errorf("after an hour: page %d, socket %v", a.StatusCode, w.socket(b))
					}
				})
			}
		}
	}
}

// unconfirmed makes a record as if the service had to be asked again that long ago.
func (w *world) unconfirmed(signin string, ago time.Duration) {
	w.t.Helper()
	rec, sealed, err := w.manager.signIns.load(w.t.Context(), signin)
	must(w.t, err)
	old := rec.clone()
	old.AskBy = time.Now().Add(-ago)
	must(w.t, w.manager.signIns.replace(w.t.Context(), signin, sealed, old))
}

// TestAnswerComesLater: what was not answered is asked again, with the refresh token of the last
// answer.
func TestAnswerComesLater(t *testing.T) {
	source := inUserinfo()
	w, b := source.open(t)
	source.fail(w, 503)
	if err := w.renewNow(b); !errors.Is(err, errUnanswered) {
		t.Fatalf("err = %v", err)
	}
	source.say(w, "staff")
	w.idp.answerInstead("/userinfo", nil)
	for _, v := range b.cookies() {
		signin, _, _ := strings.Cut(v, ".")
		w.manager.oauth.failures.forget(signin)
	}
	b.get("/app").expect(t, http.StatusForbidden, "not open to")
}

// TestIDTokenIsBelievedWhereUserinfoFails: groups of the ID token follow it, those of userinfo
// stay.
func TestIDTokenIsBelievedWhereUserinfoFails(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.OAuthRefreshTokens = true })
	w.idp.set(func() {
		w.idp.claims = map[string]any{"email": nil, "groups": []string{"staff", "admins"}}
		w.idp.info = map[string]any{"sub": "sub-1", "roles": []string{"reader"}}
	})
	b := w.browser()
	b.get("/app").who(t)
	w.idp.set(func() { w.idp.claims["groups"] = []string{"staff"} })
	w.idp.answerInstead("/userinfo", status(500))
	if err := w.renewNow(b); !errors.Is(err, errUnanswered) {
		t.Fatalf("err = %v", err)
	}
	if who := b.get("/app").who(t); fmt.Sprint(who["groups"]) != "[reader staff]" {
		t.Errorf("groups %v", who["groups"])
	}
}

// TestNothingToAskIsAnAlarm: groups came with the ID token, the renewal has none, and there is no
// userinfo.
func TestNothingToAskIsAnAlarm(t *testing.T) {
	p := startIDP(t)
	p.doc = map[string]any{"userinfo_endpoint": nil}
	p.claims = map[string]any{"groups": []string{"admins"}}
	w := worldAt(t, p, ruled)
	b := w.browser()
	b.get("/app").who(t)
	withoutIDToken(w)
	if err := w.renewNow(b); !errors.Is(err, errUnanswered) {
		t.Errorf("err = %v", err)
	}
	b.get("/app").who(t)
}

// TestAddressAndMarkComeFromOneMoment: each is what the service says of the address at one time and
// in one place.
func TestAddressAndMarkComeFromOneMoment(t *testing.T) {
	verified := map[string]any{"email": "alice@example.org", "email_verified": true}
	for what, c := range map[string]struct {
		before, after, info map[string]any
		want                string
	}{
		"another address without a mark":        {verified, map[string]any{"email": "boss@example.org", "email_verified": nil}, nil, ""},
		"another address, Microsoft's old mark": {map[string]any{"email": "a@example.org", "email_verified": nil, "xms_edov": true}, map[string]any{"email": "boss@example.org", "email_verified": nil}, nil, ""},
		"the same without a mark":               {verified, map[string]any{"email_verified": nil}, nil, ""},
		"only a mark that takes it away":        {verified, map[string]any{"email": nil, "email_verified": false}, nil, ""},
		"only a mark that vouches":              {map[string]any{"email_verified": false}, map[string]any{"email": nil, "email_verified": true}, nil, ""},
		"no word of it":                         {verified, map[string]any{"email": nil, "email_verified": nil}, nil, "alice@example.org"},
		"another address, and hers":             {verified, map[string]any{"email": "al@example.org"}, nil, "al@example.org"},
		"a mark alone, an address of userinfo":  {verified, map[string]any{"email": nil}, map[string]any{"sub": "sub-1", "email": "boss@example.org"}, ""},
		"both of userinfo":                      {verified, map[string]any{"email": nil, "email_verified": nil}, map[string]any{"sub": "sub-1", "email": "al@example.org", "email_verified": true}, "al@example.org"},
	} {
		t.Run(what, func(t *testing.T) {
			w := newWorld(t, func(o *Options) { o.OAuthRefreshTokens = true })
			w.idp.set(func() { w.idp.claims, w.idp.info = c.before, map[string]any{"sub": "sub-1"} })
			b := w.browser()
			b.get("/app").who(t)
			w.idp.set(func() { w.idp.claims = c.after })
			if c.info != nil {
				w.idp.set(func() { w.idp.info = c.info })
			}
			must(t, w.renewNow(b))
			who := b.get("/app").who(t)
			if who["email"] != c.want || c.want == "" && strings.Contains(fmt.Sprint(who["user"]), "@") {
				t.Errorf("who = %v", who)
			}
		})
	}
}

// TestMarkOfTheIDTokenVouchesForItsOwnAddressOnly is the same at sign-in.
func TestMarkOfTheIDTokenVouchesForItsOwnAddressOnly(t *testing.T) {
	for what, c := range map[string]struct {
		id, info map[string]any
		want     string
	}{
		"a mark, and an address of userinfo":      {map[string]any{"email": nil, "email_verified": true}, map[string]any{"email": "boss@example.org"}, ""},
		"Microsoft's, and an address of userinfo": {map[string]any{"email": nil, "email_verified": nil, "xms_edov": true}, map[string]any{"email": "boss@example.org"}, ""},
		"the same address, marked in userinfo":    {map[string]any{"email_verified": nil}, map[string]any{"email": "alice@example.org", "email_verified": true}, "alice@example.org"},
		"another address, marked in userinfo":     {map[string]any{"email_verified": nil}, map[string]any{"email": "al@example.org", "email_verified": true}, ""},
		"refused here, marked there":              {map[string]any{"email_verified": false}, map[string]any{"email": "alice@example.org", "email_verified": true}, ""},
		"all of it in userinfo":                   {map[string]any{"email": nil, "email_verified": nil}, map[string]any{"email": "al@example.org", "email_verified": true}, "al@example.org"},
		"an address that is no text":              {map[string]any{"email": map[string]any{}}, map[string]any{"email": map[string]any{}, "email_verified": true}, ""},
	} {
		t.Run(what, func(t *testing.T) {
			w := newWorld(t, nil)
			w.idp.set(func() {
				w.idp.claims, w.idp.info = c.id, maps.Clone(c.info)
				w.idp.info["sub"] = "sub-1"
			})
			if who := w.browser().get("/app").who(t); fmt.Sprint(who["email"]) != c.want {
				t.Errorf("who = %v", who)
			}
		})
	}
}

// TestSignInsOfAnotherIssuerOrClientDoNotCount: the store outlives the configuration. Nothing that
// the one handed out goes to the other.
func TestSignInsOfAnotherIssuerOrClientDoNotCount(t *testing.T) {
	for what, change := range map[string]func(*Options, *idp){
		"another issuer": func(o *Options, other *idp) { o.OAuthExtraParams = Params{"issuer": other.URL} },
		"another client": func(o *Options, _ *idp) { o.OAuthKey = "another-client" },
		"another service described by hand": func(o *Options, other *idp) {
			o.OAuthProvider = "generic"
			o.OAuthExtraParams = Params{"AUTHORIZE_URL": other.URL + "/authorize", "TOKEN_URL": other.URL + "/token", "USER_URL": other.URL + "/userinfo"}
		},
	} {
		t.Run(what, func(t *testing.T) {
			store := "file:" + t.TempDir()
			before := renewing(t, 3600, func(o *Options) { o.SignInStore = Secret(store) })
			b := before.browser()
			signin := b.get("/app").who(t)["signin"].(string)
			before.age(signin, -time.Hour)
			before.app.Close()
			before.manager.Close()
			calls := before.idp.count("/token")

			other := startIDP(t)
			o := before.opts
			change(&o, other)
			manager, err := New(o)
			must(t, err)
			t.Cleanup(manager.Close)
			after := &world{t: t, idp: other, manager: manager, log: before.log, opts: o}
			r, err := http.NewRequest("GET", "https://app.example/app", nil)
			must(t, err)
			for name, value := range b.cookies() {
				r.AddCookie(&http.Cookie{Name: name, Value: value})
			}
			if _, err := manager.Identify(nil, r); !errors.Is(err, ErrNoSignIn) {
				t.Errorf("err = %v", err)
			}
			if token, err := manager.AccessToken(t.Context(), signin); !errors.Is(err, ErrNoSignIn) {
				t.Errorf("token %q, %v", token, err)
			}
			must(t, manager.SignOut(t.Context(), signin))
			if err := after.manager.Recheck(t.Context(), signin, "/app"); !errors.Is(err, ErrNoSignIn) {
				t.Errorf("recheck: %v", err)
			}
			if other.count("/token")+other.count("/revoke")+other.count("/userinfo")+other.count("/logout") != 0 || before.idp.count("/token") != calls {
				t.Errorf("something was sent: %v", other.calls)
			}
		})
	}
}

// TestNumbersStayExact: ids of 64 bits and more are told apart, as accounts, as names and as what
// apps read, also after a restart and a renewal.
func TestNumbersStayExact(t *testing.T) {
	const one, two = "9007199254740992", "9007199254740993"
	seen := map[string]bool{}
	for _, id := range []string{one, two, "18446744073709551615", "123456789012345678901234567890"} {
		for _, provider := range []string{"generic", "oidc"} {
			p := startIDP(t)
			p.claims = map[string]any{"id": json.RawMessage(id), "sub": "sub-1"}
			p.info = map[string]any{"id": json.RawMessage(id), "email": "x@example.org"}
			w := worldAt(t, p, func(o *Options) {
				o.OAuthRefreshTokens = true
				if o.OAuthProvider = provider; provider == "generic" {
					o.OAuthExtraParams = Params{"AUTHORIZE_URL": p.URL + "/authorize", "TOKEN_URL": p.URL + "/token", "USER_URL": p.URL + "/userinfo", "USER_KEY": "id"}
				} else {
					o.OAuthJWTUser = "id"
				}
			})
			b := w.browser()
			signin := b.get("/app").who(t)["signin"].(string)
			must(t, w.renewNow(b))
			rec, _, err := w.manager.signIns.load(t.Context(), signin)
			must(t, err)
			if rec.User != id || rec.Claims["id"] != json.Number(id) || provider == "generic" && rec.Account != id {
				t.Errorf("%s: user %q, account %q, claim %v", id, rec.User, rec.Account, rec.Claims["id"])
			}
			if seen[provider+rec.User] {
				t.Errorf("%s became somebody else", id)
			}
			seen[provider+rec.User] = true
		}
	}
}
