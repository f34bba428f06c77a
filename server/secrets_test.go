package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/auth/store"
	"github.com/panelgo/panelgo/document"
)

// witness is a store that remembers all it was ever given.
type witness struct {
	store.Store
	mu     sync.Mutex
	values map[string][][]byte // guarded by mu: by key
}

func (w *witness) note(key string, value []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.values[key] = append(w.values[key], value)
}

func (w *witness) Save(ctx context.Context, e store.Entry) error {
	w.note(e.Key, e.Value)
	return w.Store.Save(ctx, e)
}

func (w *witness) Replace(ctx context.Context, key string, old, value []byte) error {
	w.note(key, value)
	return w.Store.Replace(ctx, key, old, value)
}

// tokens opens what was kept and lists the provider's tokens in it.
func (w *witness) tokens(t *testing.T) map[string]string {
	t.Helper()
	keyring, err := auth.NewKeyring(sealKey)
	if err != nil {
		t.Fatal(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	found := map[string]string{}
	for key, values := range w.values {
		for _, sealed := range values {
			plain, err := keyring.Open("signin "+key, string(sealed), 0)
			if err != nil {
				t.Fatal(err)
			}
			var kept struct{ Tokens map[string]any }
			if err := json.Unmarshal(plain, &kept); err != nil {
				t.Fatal(err)
			}
			for _, kind := range []string{"access", "refresh", "id"} {
				token, _ := kept.Tokens[kind].(string)
				if len(token) < 16 {
					t.Fatalf("no %s token is kept: %v", kind, kept)
				}
				found[kind+" token"] += token + "\n"
			}
		}
	}
	return found
}

// wiretap notes all that a server sends to browsers, and what they bring back in addresses and
// cookies.
type wiretap struct {
	host string // of the server

	mu      sync.Mutex
	sent    bytes.Buffer      // guarded by mu: heads without Set-Cookie, and bodies
	secrets map[string]string // guarded by mu: cookies, codes
}

func (w *wiretap) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(r)
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil || r.URL.Host != w.host {
		return resp, err
	}
	if code := r.URL.Query().Get("code"); code != "" {
		w.secrets["code"] += code + "\n"
	}
	for _, c := range resp.Cookies() {
		if c.Value != "" {
			w.secrets["cookie"] += c.Value + "\n"
		}
	}
	head := resp.Header.Clone()
	head.Del("Set-Cookie")
	head.Set("Location", w.withoutHint(head.Get("Location")))
	_ = head.Write(&w.sent)
	var body bytes.Buffer
	_, err = body.ReadFrom(resp.Body)
	resp.Body.Close()
	w.sent.Write(body.Bytes())
	resp.Body = readCloser{&body}
	return resp, err
}

// withoutHint leaves out the ID token where it goes back to the provider that made it, which is how
// a session is ended there (OpenID Connect RP-Initiated Logout, section 2).
func (w *wiretap) withoutHint(location string) string {
	to, err := url.Parse(location)
	if err != nil || to.Host == "" || to.Host == w.host || to.Path != "/logout" {
		return location
	}
	query := to.Query()
	query.Del("id_token_hint")
	to.RawQuery = query.Encode()
	return to.String()
}

type readCloser struct{ *bytes.Buffer }

func (readCloser) Close() error { return nil }

// showToken is an app that uses its visitor's access token, and shows what it knows of them.
func showToken(used *sync.Map) panelgo.App {
	return func(doc *document.Document) error {
		token, err := doc.AccessToken(doc.Context())
		if err != nil {
			return err
		}
		used.Store(token, true)
		return arguments(doc)
	}
}

// TestNoSecretShows goes through a whole day of a visitor: sign-in, pages, a renewal, refusals,
// failures and sign-out. None of the secrets that took part stands in a page, a header, an address,
// an error, a cookie of another name or the log.
func TestNoSecretShows(t *testing.T) {
	store := &witness{Store: store.NewMemory(), values: map[string][][]byte{}}
	used := &sync.Map{}
	var clientSecret string
	g := guardApp(t, showToken(used), func(o *panelgo.Options) {
		o.Server.IncludeHeaders, o.Server.Dev = []string{"*"}, true
		clientSecret = atProvider(t, short, o).ClientSecret
		o.Auth.Store = store
		o.Auth.AllowUser = auth.List{"/staff=bob"}
	})
	tap := &wiretap{host: strings.TrimPrefix(g.host, "http://"), secrets: map[string]string{}}
	v := g.visitor()
	v.Transport = tap
	v.choose(v.get("/app?q=1"), "alice")
	first := v.cookie()
	tab := v.open("/app")
	shown := tab.Value("visit").(string)
	afterRenewal(t, store)

	for _, path := range append(behindTheGate, "/none", "/oauth2/callback", "/oauth2/callback?code=stray-code-of-nobody&state=x", "/oauth2/callback?error=access_denied&state=x",
		"/logout", "/login?again=1", "/app/ws?x=1", "/app?bokeh-token="+url.QueryEscape(tab.Token+"x"), "/app?bokeh-session-id=forged") {
		v.get(path)
	}
	v.post("/oauth2/backchannel-logout", url.Values{"logout_token": {"a.b.c"}})
	v.post("/logout", url.Values{"token": {"wrong"}})
	g.handshake("/app/ws", first, tab.Token+"x", "Origin: "+g.host)
	g.handshake("/app/ws", first, tab.Token, "Origin: https://evil.example")
	v.signOut()
	tab.ExpectClosed(4001)
	v.get("/app")

	secrets := store.tokens(t)
	used.Range(func(token, _ any) bool { secrets["access token in use"] += token.(string) + "\n"; return true })
	for name, value := range tap.secrets {
		secrets[name] = value
	}
	secrets["client secret"], secrets["cookie secret"], secrets["encryption key"], secrets["token key"] = clientSecret, crumbs, sealKey, key
	places := map[string]string{"a page or a header": tap.sent.String(), "the log": g.log.String(), "what the app shows": shown}
	for name, all := range secrets {
		for secret := range strings.FieldsSeq(all) {
			for place, text := range places {
				if strings.Contains(text, secret) || strings.Contains(text, url.QueryEscape(secret)) {
					t.Errorf("%s: the %s shows: …%s…", place, name, around(text, secret))
				}
			}
		}
	}
	for _, kind := range []string{"code", "cookie", "access token in use", "id token"} {
		if secrets[kind] == "" {
			t.Errorf("no %s was in use", kind)
		}
	}
	if strings.Contains(g.log.String(), tab.Token) || jwt.MatchString(g.log.String()) {
		t.Error("the log holds a page's token, or one that looks like a provider's")
	}
}

// jwt is what tokens of providers look like.
var jwt = regexp.MustCompile(`eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+`)

func around(text, secret string) string {
	at := max(0, strings.Index(text, secret))
	return text[max(0, at-60):at]
}

// afterRenewal waits until the tokens have been renewed, which an open page sees to.
func afterRenewal(t *testing.T, w *witness) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		w.mu.Lock()
		for _, values := range w.values {
			if len(values) > 1 {
				w.mu.Unlock()
				return
			}
		}
		w.mu.Unlock()
	}
	t.Fatal("the tokens were never renewed")
}
