package panelgo_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/auth/store"
)

// lasting is a way of signing in whose sign-ins last a moment from each request on.
type lasting struct{ everybody }

func (lasting) Identify(http.ResponseWriter, *http.Request) (panelgo.Identity, error) {
	return panelgo.Identity{User: "alice", SignInID: "first", Expiry: time.Now().Add(time.Second)}, nil
}

func TestAPageClosesWhenTheProgramsSignInExpires(t *testing.T) {
	var opts panelgo.Options
	opts.Auth.Authenticator = lasting{}
	web := mounted(t, opts, inStandard("", ""))
	_, body := fetch(t, unmoved, "GET", web.URL+"/sales")
	_, rest, _ := strings.Cut(body, `"token":"`)
	token, _, _ := strings.Cut(rest, `"`)
	dialer := websocket.Dialer{Subprotocols: []string{"bokeh", token}}
	conn, _, err := dialer.Dial("ws"+strings.TrimPrefix(web.URL, "http")+"/sales/ws", http.Header{"Origin": {web.URL}})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for err == nil {
		_, _, err = conn.ReadMessage()
	}
	if closed := (*websocket.CloseError)(nil); !errors.As(err, &closed) || closed.Text != "the sign-in has expired" {
		t.Errorf("the socket ends with %v", err)
	}
}

// TestWithoutASignInPageNobodyIsSentThere: Login of strangers returns nil.
func TestWithoutASignInPageNobodyIsSentThere(t *testing.T) {
	var opts panelgo.Options
	opts.Auth.Authenticator = strangers{}
	web := mounted(t, opts, inStandard("", ""))
	for _, path := range []string{"/sales", "/mine", "/staff"} {
		for _, how := range []string{"Sec-Fetch-Mode: navigate", "Sec-Fetch-Mode: cors"} {
			a, _ := fetch(t, unmoved, "GET", web.URL+path, how)
			if a.StatusCode != http.StatusUnauthorized && a.StatusCode != http.StatusForbidden || a.Header.Get("Location") != "" {
				t.Errorf("%s, %s: %d, on to %q", path, how, a.StatusCode, a.Header.Get("Location"))
			}
		}
	}
	if a, _ := fetch(t, unmoved, "GET", web.URL+"/login"); a.StatusCode != http.StatusNotFound && a.StatusCode != http.StatusForbidden && a.StatusCode != http.StatusUnauthorized {
		t.Errorf("/login: %d", a.StatusCode)
	}
}

// leaving is a way of signing in that ends sign-ins when it is asked to.
type leaving struct {
	everybody
	left []string
}

func (l *leaving) SignOut(_ context.Context, signIn string) error {
	l.left = append(l.left, signIn)
	return nil
}

func TestAnAppSignsOutWhomTheProgramSignedIn(t *testing.T) {
	for _, own := range []auth.Authenticator{&leaving{}, everybody{}} {
		m, err := auth.New(auth.Options{Authenticator: own})
		if err != nil {
			t.Fatal(err)
		}
		defer m.Close()
		err = m.SignOut(t.Context(), "first")
		if l, can := own.(*leaving); can && (err != nil || len(l.left) != 1 || l.left[0] != "first") {
			t.Errorf("%v, %v", l.left, err)
		} else if !can && (err == nil || !strings.Contains(err.Error(), "SignOut")) {
			t.Errorf("without SignOut: %v", err)
		}
	}
}

// counting is a store of a program's own.
type counting struct {
	*store.Memory
	mu    sync.Mutex
	loads int
}

func (c *counting) Load(ctx context.Context, key string) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.loads++
	return c.Memory.Load(ctx, key)
}

func TestSignInsAreKeptInTheProgramsStore(t *testing.T) {
	store := &counting{Memory: store.NewMemory()}
	opts := panelgo.Options{}
	opts.Auth.Validate, opts.Auth.Store, opts.Auth.CookieSecret = people, store, "a secret of the program that is long enough"
	opts.Auth.OAuthEncryptionKey = auth.Secret(auth.NewKey())
	var servers []*httptest.Server
	for range 2 {
		servers = append(servers, mounted(t, opts, inStandard("", "")))
	}
	bob := browser(t)
	enter(t, bob, servers[0].URL+"/mine", "bob")
	// The cookie is for the host, on whatever port: another process with the same store knows bob.
	if _, body := fetch(t, bob, "GET", servers[1].URL+"/mine"); body != "bob?" {
		t.Errorf("the other server answers %s", body)
	}
	store.mu.Lock()
	defer store.mu.Unlock()
	if store.loads == 0 {
		t.Error("nobody looked into the store")
	}
}
