package conformance

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
)

func TestConformance01Page(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	for i, path := range []string{"/app", "/app/"} {
		r := s.get(path)
		if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			t.Errorf("GET %s: %s, %s", path, r.Status, r.Header.Get("Content-Type"))
		}
		if n := app.count(); n != i+1 {
			t.Errorf("GET %s: there are %d sessions", path, n)
		}
	}
	if r := s.do(http.MethodHead, "/app"); r.StatusCode != http.StatusOK || app.count() != 3 { // like GET, which makes the page
		t.Errorf("HEAD: %s, %d sessions", r.Status, app.count())
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
		if r := s.do(method, "/app"); r.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: %s", method, r.Status)
		}
	}
	if n := app.count(); n != 3 {
		t.Errorf("what is no GET made a session: %d", n)
	}
}

func TestConformance02PageRefusals(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	id := signed(secret, "someone")
	token := tokenOf(secret, claims{"session_id": id, "session_expiry": in(300)})
	for _, c := range []struct {
		what, query, header string
		status              int
	}{
		{"id and header", "bokeh-session-id=" + id, id, 403},
		{"id and token", "bokeh-session-id=" + id + "&bokeh-token=" + token, "", 403},
		{"token and header", "bokeh-token=" + token, id, 403},
		{"id with a foreign signature", "bokeh-session-id=" + signed("another key, another key, another", "someone"), "", 403},
		{"id without a signature", "bokeh-session-id=someone", "", 403},
		{"header without a signature", "", "someone", 403},
		{"empty id", "bokeh-session-id=", "", 403},
		{"signed empty id", "bokeh-session-id=" + signed(secret, ""), "", 400},
		{"garbage as token", "bokeh-token=%00%ff%3C.x", "", 403},
		{"signed garbage as token", "bokeh-token=" + signed(secret, "!!!"), "", 403},
		{"signed token that is no JSON", "bokeh-token=" + signed(secret, encoded([]byte("]["))), "", 403},
		{"token with a foreign signature", "bokeh-token=" + tokenOf("another key, another key, another", claims{"session_id": id, "session_expiry": in(300)}), "", 403},
	} {
		for _, page := range []string{"/app?", "/app/autoload.js?bokeh-autoload-element=E&"} {
			headers := []string{}
			if c.header != "" {
				headers = []string{"Bokeh-Session-Id", c.header}
			}
			if r := s.get(page+c.query, headers...); r.StatusCode != c.status {
				t.Errorf("%s at %s: %s, want %d", c.what, page, r.Status, c.status)
			}
		}
	}
	if n := app.count(); n != 0 {
		t.Errorf("a refused request made %d sessions", n)
	}
}

func TestConformance03ChoosingASession(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	id := signed(secret, "chosen")
	token := tokenOf(secret, claims{"session_id": id, "session_expiry": in(300)})
	for _, c := range []struct {
		path    string
		headers []string
	}{
		{"/app?bokeh-session-id=" + id + "&year=2024&year=2025&empty=", nil},
		{"/app?bokeh-session-id=%20" + id + "%20", nil},
		{"/app?bokeh-session-id=someone&bokeh-session-id=" + id, nil}, // the last one counts
		{"/app?bokeh-token=" + token, nil},
		{"/app", []string{"Bokeh-Session-Id", id}},
	} {
		minted := payloadOf(t, secret, s.token(c.path, c.headers...))
		if minted["session_id"] != id {
			t.Errorf("%s led to the session %v", c.path, minted["session_id"])
		}
	}
	if n := app.count(); n != 1 {
		t.Errorf("one id made %d sessions", n)
	}
	got := app.last().Visit().Arguments
	if text(got) != `{"empty":[""],"year":["2024","2025"]}` {
		t.Errorf("the app was given the arguments %v", got)
	}
}

func TestConformance04MetadataIndexAndPrefix(t *testing.T) {
	for _, prefix := range []string{"", "/x/y"} {
		one := serve(t, panelgo.Apps{"app": desk}, func(o *panelgo.Options) { o.Server.Prefix = prefix })
		two := serve(t, panelgo.Apps{"b/c": desk, "app": desk}, func(o *panelgo.Options) { o.Server.Prefix = prefix + "/" })
		for path, want := range map[string]string{"/app/metadata": "/app", "/b/c/metadata": "/b/c"} {
			r := two.get(prefix + path)
			if r.body != `{"data":{},"url":"`+want+`"}` || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
				t.Errorf("%s: %s, %s %s", path, r.Status, r.Header.Get("Content-Type"), r.body)
			}
		}
		if r := one.get(prefix + "/?a=b"); r.StatusCode != http.StatusFound || r.Header.Get("Location") != "./app?a=b" {
			t.Errorf("one app: %s, %q", r.Status, r.Header.Get("Location"))
		}
		r := two.get(prefix + "/")
		if first, second := strings.Index(r.body, `href="./app"`), strings.Index(r.body, `href="./b/c"`); r.StatusCode != http.StatusOK || first < 0 || second < first {
			t.Errorf("two apps: %s, links at %d and %d", r.Status, first, second)
		}
		k, _ := two.open(prefix + "/b/c")
		k.quiet()
		if r := two.get("/favicon.ico"); r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), "image/") {
			t.Errorf("icon: %s, %s", r.Status, r.Header.Get("Content-Type"))
		}
		if prefix == "" {
			continue
		}
		for _, path := range []string{"/", "/app", "/app/metadata", "/app/ws", "/static/js/bokeh.min.js"} {
			if r := two.get(path); r.StatusCode != http.StatusNotFound {
				t.Errorf("%s without the prefix: %s", path, r.Status)
			}
		}
	}
	none := serve(t, only(desk), func(o *panelgo.Options) { o.Server.DisableIndex = true })
	if r := none.get("/"); r.StatusCode != http.StatusNotFound {
		t.Errorf("no index: %s", r.Status)
	}
}

func TestConformance05StaticFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serve(t, only(desk), func(o *panelgo.Options) { o.Server.StaticDirs = []string{"assets=" + dir} })
	const file = "/static/js/bokeh.min.js"
	r := s.get(file, "Accept-Encoding", "identity")
	tag, whole := r.Header.Get("Etag"), r.body
	if r.StatusCode != http.StatusOK || tag == "" || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/javascript") || strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("%s: %s, %v", file, r.Status, r.Header)
	}
	if r := s.get(file, "Accept-Encoding", "identity", "If-None-Match", tag); r.StatusCode != http.StatusNotModified || r.body != "" {
		t.Errorf("with its tag: %s", r.Status)
	}
	if r := s.get(file, "Range", "bytes=10-19"); r.StatusCode != http.StatusPartialContent || r.body != whole[10:20] {
		t.Errorf("range: %s, %q", r.Status, r.body)
	}
	if r := s.do(http.MethodHead, file); r.StatusCode != http.StatusOK || r.body != "" {
		t.Errorf("HEAD: %s", r.Status)
	}
	page := s.get("/app").body
	at := strings.Index(page, "static/js/bokeh.min.js?v=")
	if at < 0 {
		t.Fatalf("the page loads no BokehJS: %s", page)
	}
	named, _, _ := strings.Cut(page[at:], `"`)
	if r := s.get("/" + named); r.StatusCode != http.StatusOK || !strings.Contains(r.Header.Get("Cache-Control"), "max-age=31536000") {
		t.Errorf("%s: %s, %q", named, r.Status, r.Header.Get("Cache-Control"))
	}
	if r := s.get("/static/extensions/panel/panel.min.js"); r.StatusCode != http.StatusOK || len(r.body) < 100_000 {
		t.Errorf("Panel's bundle: %s, %d bytes", r.Status, len(r.body))
	}
	if r := s.get("/app/static/js/bokeh.min.js", "Accept-Encoding", "identity"); r.StatusCode != http.StatusOK || r.body != whole {
		t.Errorf("below the app: %s", r.Status)
	}
	if r := s.get("/assets/mine.txt"); r.StatusCode != http.StatusOK || r.body != "mine" {
		t.Errorf("a directory of the operator's: %s", r.Status)
	}
	for _, path := range []string{
		"/static/js/nothing.js", "/static/extensions/unknown/panel.min.js", "/static/extensions/panel", "/static/extensions/", "/static/", "/static",
		"/static/../go.mod", "/static/%2e%2e/go.mod", "/static/js/..%2f..%2f..%2fgo.mod", "/static//etc/passwd", "/static/%2fetc%2fpasswd",
		"/static/js/bokeh.min.js%00", `/static/..%5c..%5cgo.mod`, "/assets/", "/assets/../mine.txt", "/assets/%2e%2e%2fpasswd", "/assets/..%2f..%2fetc%2fpasswd",
	} {
		if r := s.get(path); r.StatusCode != http.StatusNotFound && r.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %s", path, r.Status)
		}
	}
}

func TestConformance06Autoload(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open), func(o *panelgo.Options) { o.Server.Prefix = "/p" })
	const path = "/p/app/autoload.js"
	if r := s.get(path); r.StatusCode != http.StatusBadRequest || app.count() != 0 {
		t.Errorf("without an element: %s", r.Status)
	}
	absolute := s.url + "/p/app"
	r := s.get(path + "?bokeh-autoload-element=E%22%3C/script%3E&bokeh-app-path=/p/app&bokeh-absolute-url=" + absolute + "&year=2024&bokeh-x=y")
	if r.StatusCode != http.StatusOK || !strings.Contains(r.Header.Get("Content-Type"), "javascript") {
		t.Errorf("%s, %s", r.Status, r.Header.Get("Content-Type"))
	}
	for _, want := range []string{`"/p/app"`, `"` + absolute + `"`, s.url + "/p/static/js/bokeh.min.js?v=", `"elementid":"E\"`} {
		if !strings.Contains(r.body, want) {
			t.Errorf("the script lacks %s", want)
		}
	}
	if strings.Contains(r.body, "</script>") {
		t.Error("an element's name ends the script")
	}
	if got := text(app.last().Visit().Arguments); got != `{"year":["2024"]}` {
		t.Errorf("the app was given the arguments %s", got)
	}
	arguments := inflated(t, payloadOf(t, secret, tokenIn.FindStringSubmatch(r.body)[1]))["arguments"]
	if text(arguments) != `{"year":[{"bytes":"MjAyNA"}]}` {
		t.Errorf("the token carries the arguments %s", text(arguments))
	}
	bare := s.get(path + "?bokeh-autoload-element=E&resources=none").body
	if strings.Contains(bare, "min.js") || strings.Contains(bare, ".css") || !strings.Contains(bare, `"token"`) {
		t.Error("resources=none: the script loads something, or has no token")
	}
}

func TestConformance06AutoloadHeaders(t *testing.T) {
	s := serve(t, only(desk))
	const path = "/app/autoload.js"
	const other = "https://portal.example.com"
	for _, c := range []struct {
		what, method string
		headers      []string
		allowed      string
	}{
		{"GET", http.MethodGet, nil, "*"},
		{"GET from elsewhere", http.MethodGet, []string{"Origin", other}, "*"},
		{"GET from elsewhere with cookies", http.MethodGet, []string{"Origin", other, "Cookie", "a=b"}, other},
		{"OPTIONS from elsewhere", http.MethodOptions, []string{"Origin", other}, other},
		{"OPTIONS from nowhere", http.MethodOptions, nil, "*"},
	} {
		r := s.do(c.method, path+"?bokeh-autoload-element=E", c.headers...)
		h := r.Header
		if r.StatusCode >= 300 || h.Get("Access-Control-Allow-Origin") != c.allowed || h.Get("Access-Control-Allow-Headers") != "*" || h.Get("Access-Control-Allow-Credentials") != "true" {
			t.Errorf("%s: %s, %v", c.what, r.Status, h)
		}
		if c.method == http.MethodOptions && !strings.Contains(h.Get("Access-Control-Allow-Methods"), "GET") {
			t.Errorf("%s: methods %q", c.what, h.Get("Access-Control-Allow-Methods"))
		}
	}
}

func TestConformance07CachingAndPlainSockets(t *testing.T) {
	s := serve(t, only(desk))
	for _, path := range []string{"/app", "/app/", "/app/autoload.js?bokeh-autoload-element=E", "/app/metadata"} {
		if r := s.get(path); r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: Cache-Control is %q", path, r.Header.Get("Cache-Control"))
		}
	}
	if r := s.get("/app/ws"); r.StatusCode != http.StatusBadRequest {
		t.Errorf("a plain GET of the websocket: %s", r.Status)
	}
	if r := s.get("/app/ws/"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a websocket with a slash: %s", r.Status)
	}
}
