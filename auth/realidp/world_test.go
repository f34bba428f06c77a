package realidp

import (
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo/auth"
)

const clientID, clientSecret = "panelgo-test", "the-secret-of-the-client-0123456789"

// world is an app behind a manager. Its page keeps a stream open, as an app's
// socket would be, that ends when the sign-in does.
type world struct {
	t       *testing.T
	app     *httptest.Server
	manager *auth.Manager
	log     *logbook
	issuer  string

	mu   sync.Mutex
	last auth.Identity
}

type logbook struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// newWorld starts the app's server, which the provider must know first, and
// then the manager with the issuer that provide answers.
func newWorld(t *testing.T, provide func(app string) (issuer string), change func(*auth.Options)) *world {
	t.Helper()
	w := &world{t: t, log: &logbook{}}
	mux := http.NewServeMux()
	w.app = httptest.NewServer(mux)
	t.Cleanup(w.app.Close)
	w.issuer = provide(w.app.URL)
	options := auth.Options{
		OAuthProvider: "oidc", OAuthKey: clientID, OAuthSecret: clientSecret, CookieSecret: "the-cookie-secret-of-the-test", OAuthEncryptionKey: auth.Secret(auth.NewKey()), OAuthRefreshTokens: true,
		OAuthExtraParams: auth.Params{"issuer": w.issuer}, Log: slog.New(slog.NewJSONHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if change != nil {
		change(&options)
	}
	manager, err := auth.New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(manager.Close)
	w.manager = manager
	for path, h := range manager.Routes() {
		mux.Handle(path, h)
	}
	mux.Handle("/", manager.Gate(http.HandlerFunc(w.page)))
	mux.Handle("/events", manager.Gate(http.HandlerFunc(w.events)))
	return w
}

func (w *world) page(rw http.ResponseWriter, r *http.Request) {
	who, _ := auth.From(r.Context())
	w.mu.Lock()
	w.last = who
	w.mu.Unlock()
	action, token := w.manager.LogoutForm(r, who.SignInID)
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(rw, `<!doctype html><title>app</title><h1>Hello %s</h1><p id="state">waiting</p><p>%s</p>
<form method="post" action="%s"><input type="hidden" name="token" value="%s"><button>Sign out</button></form>
<script>new EventSource("/events").onmessage = (e) => { document.querySelector("#state").textContent = e.data }</script>`,
		html.EscapeString(who.User), html.EscapeString(strings.Join(who.Groups, " ")), action, token)
}

func (w *world) events(rw http.ResponseWriter, r *http.Request) {
	who, _ := auth.From(r.Context())
	ended := make(chan auth.Event, 9)
	defer w.manager.Watch(who.SignInID, func(e auth.Event) { ended <- e })()
	rw.Header().Set("Content-Type", "text/event-stream")
	say := func(text string) {
		fmt.Fprintf(rw, "data: %s\n\n", text)
		rw.(http.Flusher).Flush()
	}
	say("open")
	for {
		select {
		case <-r.Context().Done():
			return
		case e := <-ended:
			if e.Ended {
				say("closed: " + e.Reason)
				return
			}
			say("renewed")
		}
	}
}

func (w *world) who() auth.Identity {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last
}

// browser is a browser made of Go, for what needs no Chromium.
type browser struct {
	t *testing.T
	*http.Client
	at *url.URL // of the last page
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t: t, Client: &http.Client{Jar: jar, Timeout: time.Minute}}
}

func (b *browser) get(address string) string {
	b.t.Helper()
	return b.read(b.Get(address))
}

func (b *browser) read(resp *http.Response, err error) string {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	b.at = resp.Request.URL
	return string(body)
}

// submit posts the first form of a page with its hidden fields and those given.
func (b *browser) submit(page string, fields map[string]string) string {
	b.t.Helper()
	_, form, ok := strings.Cut(page, "<form")
	if !ok {
		b.t.Fatalf("no form on %s: %.500s", b.at, page)
	}
	head, body, _ := strings.Cut(form, ">")
	body, _, _ = strings.Cut(body, "</form>")
	values := url.Values{}
	for input := range strings.SplitSeq(body, "<input") {
		if attribute(input, "type") == "hidden" {
			values.Set(attribute(input, "name"), attribute(input, "value"))
		}
	}
	for name, value := range fields {
		values.Set(name, value)
	}
	to, err := b.at.Parse(attribute(head, "action"))
	if err != nil {
		b.t.Fatal(err)
	}
	return b.read(b.PostForm(to.String(), values))
}

func attribute(tag, name string) string {
	_, rest, ok := strings.Cut(tag, name+`="`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return html.UnescapeString(value)
}

func expect(t *testing.T, page, words string) {
	t.Helper()
	if !strings.Contains(page, words) {
		t.Fatalf("no %q on: %.1500s", words, page)
	}
}

// hear waits for an event of the kind wanted.
func hear(t *testing.T, events <-chan auth.Event, ended bool, within time.Duration) auth.Event {
	t.Helper()
	timer := time.After(within)
	for {
		select {
		case e := <-events:
			if e.Ended == ended {
				return e
			}
			if e.Ended {
				t.Fatalf("ended: %s", e.Reason)
			}
		case <-timer:
			t.Fatalf("nothing happened within %s", within)
		}
	}
}

func userFile(t *testing.T, lines string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "users")
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
