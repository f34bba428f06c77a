package devidp_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/auth/devidp"
)

// TestWholeFlow signs in, renews, and signs out with the manager in front of an app.
func TestWholeFlow(t *testing.T) {
	p, err := devidp.Start(devidp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	manager, err := auth.New(auth.Options{
		OAuthProvider: "dev", OAuthExtraParams: auth.Params{"issuer": p.Issuer}, OAuthKey: p.ClientID, OAuthSecret: auth.Secret(p.ClientSecret),
		OAuthRefreshTokens: true, AllowGroup: auth.List{"staff"},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer manager.Close()
	mux := http.NewServeMux()
	for path, h := range manager.Routes() {
		mux.Handle(path, h)
	}
	var signin string
	mux.Handle("/", manager.Gate(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, _ := auth.From(r.Context())
		signin = who.SignInID
		fmt.Fprintf(w, "%s|%s|%s|%s", who.User, who.Email, strings.Join(who.Groups, ","), r.URL)
	})))
	app := httptest.NewServer(mux)
	defer app.Close()

	for user, want := range map[string]string{
		"alice":   "alice|alice@example.org|admins,staff|/app?x=1",
		"o'brien": "You do not have access",
		"":        "Sign-in was declined",
	} {
		if got := signIn(t, app.URL+"/app?x=1", user); !strings.Contains(got, want) {
			t.Errorf("%q: %.300s", user, got)
		}
	}

	b := newBrowser(t)
	if got := choose(t, b, app.URL+"/", "bob"); !strings.HasPrefix(got, "bob|") {
		t.Fatal(got)
	}
	before, err := manager.AccessToken(t.Context(), signin)
	if err != nil || before == "" {
		t.Fatal(err)
	}
	ended := make(chan auth.Event, 1)
	defer manager.Watch(signin, func(e auth.Event) { ended <- e })()
	page := fetch(t, b, app.URL+"/logout", nil)
	_, rest, _ := strings.Cut(page, `name="token" value="`)
	token, _, _ := strings.Cut(rest, `"`)
	if got := fetch(t, b, app.URL+"/logout", url.Values{"token": {token}}); !strings.Contains(got, "Sign in again") {
		t.Errorf("%.300s", got)
	}
	select {
	case e := <-ended:
		if !e.Ended {
			t.Errorf("event %+v", e)
		}
	case <-time.After(time.Second):
		t.Error("open sockets were not told within a second")
	}
}

func TestTokensAreRenewed(t *testing.T) {
	p, err := devidp.Start(devidp.Config{TokenLife: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	manager, err := auth.New(auth.Options{OAuthProvider: "dev", OAuthExtraParams: auth.Params{"issuer": p.Issuer}, OAuthKey: p.ClientID, OAuthSecret: auth.Secret(p.ClientSecret), OAuthRefreshTokens: true})
	if err != nil {
		t.Fatal(err)
	}
	defer manager.Close()
	mux := http.NewServeMux()
	for path, h := range manager.Routes() {
		mux.Handle(path, h)
	}
	signin := make(chan string, 1)
	mux.Handle("/", manager.Gate(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		who, _ := auth.From(r.Context())
		signin <- who.SignInID
	})))
	app := httptest.NewServer(mux)
	defer app.Close()
	signIn(t, app.URL+"/", "alice")
	renewed := make(chan auth.Event, 9)
	defer manager.Watch(<-signin, func(e auth.Event) { renewed <- e })()
	for range 2 {
		select {
		case e := <-renewed:
			if e.Ended {
				t.Fatalf("ended: %s", e.Reason)
			}
		case <-time.After(20 * time.Second):
			t.Fatal("never renewed")
		}
	}
}

func newBrowser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

func signIn(t *testing.T, address, user string) string {
	t.Helper()
	return choose(t, newBrowser(t), address, user)
}

// choose follows the way to the provider's page and clicks on a user.
func choose(t *testing.T, b *http.Client, address, user string) string {
	t.Helper()
	page := fetch(t, b, address, nil)
	_, rest, ok := strings.Cut(page, `action="`)
	if !ok {
		t.Fatalf("no sign-in page: %.300s", page)
	}
	action, _, _ := strings.Cut(rest, `"`)
	return fetch(t, b, action, url.Values{"user": {user}})
}

func fetch(t *testing.T, b *http.Client, address string, form url.Values) string {
	t.Helper()
	var resp *http.Response
	var err error
	if form == nil {
		resp, err = b.Get(address)
	} else {
		resp, err = b.PostForm(address, form)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
