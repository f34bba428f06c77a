package auth

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// world is a provider, a manager, and an app behind the manager's gate.
type world struct {
	t       *testing.T
	idp     *idp
	manager *Manager
	app     *httptest.Server
	log     *logbook
	runs    atomic.Int32 // how often the app's code ran
	opts    Options
}

// logbook collects what is logged.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer
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

const testCookieSecret = "the-cookie-secret-of-the-test"

// newWorld makes a world over https, with an oidc provider unless change says
// otherwise.
func newWorld(t *testing.T, change func(*Options)) *world {
	t.Helper()
	p := startIDP(t)
	return worldAt(t, p, change)
}

func worldAt(t *testing.T, p *idp, change func(*Options)) *world {
	t.Helper()
	w := &world{t: t, idp: p, log: &logbook{}}
	w.opts = Options{
		OAuthProvider: "oidc", OAuthKey: clientID, OAuthSecret: clientSecret, CookieSecret: testCookieSecret, OAuthEncryptionKey: Secret(NewKey()),
		OAuthExtraParams: Params{"issuer": p.URL}, Log: slog.New(slog.NewJSONHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if change != nil {
		change(&w.opts)
	}
	manager, err := New(w.opts)
	if err != nil {
		t.Fatal(err)
	}
	w.manager = manager
	t.Cleanup(manager.Close)
	w.app = httptest.NewTLSServer(w.handler(""))
	t.Cleanup(w.app.Close)
	return w
}

// handler is a server as server builds it: the manager's pages first, then the
// gate, then an app that says who is there.
func (w *world) handler(prefix string) http.Handler {
	mux := http.NewServeMux()
	for path, h := range w.manager.Routes() {
		mux.Handle(prefix+path, h)
	}
	mux.Handle("/", w.manager.Gate(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.runs.Add(1)
		who, _ := From(r.Context())
		rw.Header().Set("Cache-Control", "no-store")
		json.NewEncoder(rw).Encode(map[string]any{"user": who.User, "guest": who.Guest, "groups": who.Groups, "email": who.Email,
			"account": who.Account, "signin": who.SignInID, "url": r.URL.RequestURI(), "claims": who.Claims})
	})))
	return mux
}

// browser keeps cookies and follows redirects, and remembers all it saw.
type browser struct {
	t      *testing.T
	w      *world
	client *http.Client
	trail  []string // every address
	seen   *bytes.Buffer
}

func (w *world) browser() *browser {
	w.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	b := &browser{t: w.t, w: w, seen: &bytes.Buffer{}}
	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	w.t.Cleanup(transport.CloseIdleConnections)
	b.client = &http.Client{Jar: jar, Transport: transport}
	b.client.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		b.trail = append(b.trail, r.URL.String())
		b.note(r.Response)
		if len(via) > 12 {
			b.t.Errorf("redirects go round: %v", b.trail)
			return http.ErrUseLastResponse
		}
		return nil
	}
	return b
}

// still is the same browser, stopping at the first redirect.
func (b *browser) still() *browser {
	c := *b
	client := *b.client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	c.client = &client
	return &c
}

// note keeps what the app's server put into headers, where no secret may stand.
func (b *browser) note(r *http.Response) {
	if r.Request.URL.Host == strings.TrimPrefix(b.w.app.URL, "https://") {
		r.Header.Write(b.seen)
	}
}

type answer struct {
	*http.Response
	body string
}

func (b *browser) do(r *http.Request) answer {
	b.t.Helper()
	resp, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	b.note(resp)
	b.seen.Write(body)
	return answer{resp, string(body)}
}

func (b *browser) get(path string, headers ...string) answer {
	b.t.Helper()
	return b.do(b.request(http.MethodGet, path, nil, headers...))
}

func (b *browser) request(method, path string, form url.Values, headers ...string) *http.Request {
	b.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = b.w.app.URL + path
	}
	b.trail = append(b.trail, path)
	r, err := http.NewRequest(method, path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func (b *browser) post(path string, form url.Values, headers ...string) answer {
	b.t.Helper()
	return b.do(b.request(http.MethodPost, path, form, headers...))
}

// cookies are those the app's server would get.
func (b *browser) cookies() map[string]string {
	u, _ := url.Parse(b.w.app.URL)
	m := map[string]string{}
	for _, c := range b.client.Jar.Cookies(u) {
		m[c.Name] = c.Value
	}
	return m
}

// who decodes what the app said.
func (a answer) who(t *testing.T) map[string]any {
	t.Helper()
	var m map[string]any
	if a.StatusCode != http.StatusOK || json.Unmarshal([]byte(a.body), &m) != nil {
		t.Fatalf("not the app: %d %s", a.StatusCode, shorten(a.body))
	}
	return m
}

func (a answer) expect(t *testing.T, status int, words string) {
	t.Helper()
	if a.StatusCode != status || !strings.Contains(a.body, words) {
		t.Errorf("%s: status %d, want %d with %q:\n%s", a.Request.URL.Path, a.StatusCode, status, words, shorten(a.body))
	}
}

func shorten(s string) string {
	if at := strings.Index(s, "<main"); at > 0 {
		s = s[at:]
	}
	return s[:min(len(s), 800)]
}

// field reads the value of a hidden field.
func (a answer) field(t *testing.T, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(a.body, `name="`+name+`" value="`)
	if !ok {
		t.Fatalf("no field %s in %s", name, shorten(a.body))
	}
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
