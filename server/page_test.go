package server_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/session"
	"github.com/panelgo/panelgo/static"
)

func TestPage(t *testing.T) { // conformance 1 and 7
	var ran atomic.Int32
	at := servertest.Serve(t, server.Apps{"/counter": func(d *document.Document) error { ran.Add(1); return counter(d) }}, server.Options{}, sessions)
	for _, path := range []string{"/counter", "/counter/"} {
		ran.Store(0)
		got := request(t, at, "GET "+path)
		if got.StatusCode != 200 || ran.Load() != 1 {
			t.Errorf("%s: status %d, the app ran %d times", path, got.StatusCode, ran.Load())
		}
		got.has(t, "Content-Type", "text/html; charset=utf-8")
		got.has(t, "Cache-Control", "no-store")
		got.has(t, "X-Content-Type-Options", "nosniff")
		got.has(t, "Referrer-Policy", "same-origin")
		if !strings.Contains(got.body, "<title>Counter &lt;1&gt;</title>") {
			t.Error("the title is not in the page, or not escaped")
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE"} {
		if got := request(t, at, method+" /counter"); got.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: status %d", method, got.StatusCode)
		}
	}
}

var (
	nonceAttr = regexp.MustCompile(`<script nonce="([^"]+)">`)
	scriptSrc = regexp.MustCompile(`<script defer src="([^"]+)" integrity="(sha384-[^"]+)">`)
)

func TestPageAllowsOnlyItsOwnScripts(t *testing.T) {
	at := serve(t)
	first, second := request(t, at, "GET /counter"), request(t, at, "GET /counter")
	policy := first.Header.Get("Content-Security-Policy")
	nonce := nonceAttr.FindStringSubmatch(first.body)
	if nonce == nil || !strings.Contains(policy, "script-src 'self' 'nonce-"+nonce[1]+"';") {
		t.Errorf("policy %q does not allow the page's script %v", policy, nonce)
	}
	if strings.Contains(second.Header.Get("Content-Security-Policy"), nonce[1]) {
		t.Error("two pages have the same nonce")
	}
	if strings.Contains(policy, "unsafe-eval") {
		t.Error("a page without models that need it allows eval")
	}
	for _, host := range []string{"http:", "https:", "*"} {
		if strings.Contains(policy, host) {
			t.Errorf("the policy lets requests out: %s", policy)
		}
	}
}

func TestPageLoadsOnlyWhatItsModelsNeed(t *testing.T) {
	if err := static.Ready(); err != nil {
		t.Fatal(err)
	}
	at := serve(t)
	for _, path := range []string{"/counter", "/counter/", "/deep/er", "/deep/er/"} {
		page := request(t, at, "GET "+path)
		var names []string
		for _, m := range scriptSrc.FindAllStringSubmatch(page.body, -1) {
			page, _ := url.Parse(path)
			address, err := page.Parse(m[1]) // as a browser does
			if err != nil {
				t.Fatal(err)
			}
			script := request(t, at, "GET "+address.String())
			if script.StatusCode != 200 || !strings.Contains(script.Header.Get("Cache-Control"), "immutable") {
				t.Errorf("%s loads %s: status %d, %q", path, m[1], script.StatusCode, script.Header.Get("Cache-Control"))
			}
			names = append(names, regexp.MustCompile(`[a-z-]+\.min\.js`).FindString(m[1]))
		}
		if got := strings.Join(names, " "); got != "bokeh.min.js bokeh-widgets.min.js" {
			t.Errorf("%s loads %s", path, got)
		}
	}
}

func TestErrorsAreFixedWordsAndARequestID(t *testing.T) {
	at := serve(t)
	for path, status := range map[string]int{"/failing": 500, "/panicking": 500, "/nothing": 404, "/counter/ws": 400} {
		for _, accept := range []string{"text/html", "*/*"} {
			got := request(t, at, "GET "+path, "Accept: "+accept)
			if got.StatusCode != status {
				t.Errorf("%s: status %d, want %d", path, got.StatusCode, status)
			}
			id := got.Header.Get("X-Request-Id")
			if id == "" || !strings.Contains(got.body, id) {
				t.Errorf("%s: the page does not name the request %q", path, id)
			}
			if strings.Contains(got.body, "database") || strings.Contains(got.body, "oh") && path == "/panicking" && strings.Contains(got.body, "panic") {
				t.Errorf("%s tells strangers why: %s", path, got.body)
			}
			if html := strings.HasPrefix(got.body, "<!DOCTYPE html>"); html != (accept == "text/html") {
				t.Errorf("%s for %s: %.20s", path, accept, got.body)
			}
		}
	}
}

func TestErrorsInDevelopmentSayWhy(t *testing.T) {
	at := servertest.Serve(t, apps, server.Options{Dev: true}, sessions)
	if got := request(t, at, "GET /failing", "Accept: text/html"); !strings.Contains(got.body, "no database") {
		t.Error(got.body)
	}
}

func TestSessionIsChosenByQueryOrHeader(t *testing.T) { // conformance 2 and 3
	at := serve(t)
	signer := session.NewSigner([]byte(key))
	id := signer.SignID("mine")
	foreign := session.NewSigner([]byte("another key, also 32 characters long")).SignID("mine")
	for _, c := range []struct {
		what, path string
		header     string
		status     int
	}{
		{"a signed id in the query", "/counter?bokeh-session-id=" + id, "", 200},
		{"a signed id in a header", "/counter", "Bokeh-Session-Id: " + id, 200},
		{"a token", "/counter?bokeh-token=" + token("mine", time.Minute), "", 200},
		{"id and header", "/counter?bokeh-session-id=" + id, "Bokeh-Session-Id: " + id, 403},
		{"id and token", "/counter?bokeh-session-id=" + id + "&bokeh-token=" + token("mine", time.Minute), "", 403},
		{"header and token", "/counter?bokeh-token=" + token("mine", time.Minute), "Bokeh-Session-Id: " + id, 403},
		{"an unsigned id", "/counter?bokeh-session-id=mine", "", 403},
		{"an id signed with another key", "/counter?bokeh-session-id=" + foreign, "", 403},
		{"an unsigned token", "/counter?bokeh-token=" + unsignedToken("mine"), "", 403},
		{"an altered token", "/counter?bokeh-token=x" + token("mine", time.Minute), "", 403},
		{"an expired token for a session that is gone", "/counter?bokeh-token=" + token("gone", -time.Minute), "", 403},
		{"an empty id", "/counter?bokeh-session-id=", "", 403},
		{"a garbled token", "/counter?bokeh-token=%00%ff", "", 403},
	} {
		var headers []string
		if c.header != "" {
			headers = []string{c.header}
		}
		if got := request(t, at, "GET "+c.path, headers...); got.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", c.what, got.StatusCode, c.status)
		}
	}
}

func TestSameIDIsTheSameSession(t *testing.T) {
	at := serve(t)
	id := session.NewSigner([]byte(key)).SignID("shared")
	one := servertest.Visit(t, at+"/counter?bokeh-session-id="+id)
	two := servertest.Visit(t, at+"/counter?bokeh-session-id="+id)
	one.Set("Value", 5)
	two.Expect("Value", 5)
	two.Expect("text", "value: 5")
}

func TestArgumentsReachTheApp(t *testing.T) { // conformance 3
	at := servertest.Serve(t, apps, server.Options{IncludeHeaders: []string{"X-Team"}, IncludeCookies: []string{"theme"}}, sessions)
	tab := servertest.VisitAs(t, at+"/visit?a=1&a=2&b=&bokeh-session-id="+session.NewSigner([]byte(key)).SignID("x"), http.Header{
		"User-Agent": {"test"}, "X-Team": {"blue"}, "X-Other": {"no"}, "Cookie": {"theme=dark; secret=s3cr3t"}, "Authorization": {"Basic s3cr3t"},
	})
	got, _ := tab.Value("visit").(string)
	for _, want := range []string{`"Arguments":{"a":["1","2"],"b":[""]}`, `"User-Agent":"test"`, `"X-Team":"blue"`, `"Cookies":{"theme":"dark"}`, `"Path":"/visit"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in %s", want, got)
		}
	}
	for _, bad := range []string{"s3cr3t", "X-Other", "bokeh-"} {
		if strings.Contains(got, bad) {
			t.Errorf("the app can see %s: %s", bad, got)
		}
	}
}

func TestTokenHoldsNothingOfTheVisitor(t *testing.T) {
	at := serve(t)
	tab := servertest.VisitAs(t, at+"/visit?a=1", http.Header{"Cookie": {"secret=s3cr3t"}})
	claims, err := session.NewSigner([]byte(key)).Verify(tab.Token, time.Now())
	if err != nil || len(claims.Payload) > 0 || len(tab.Token) > 300 {
		t.Errorf("%d bytes, %v, %v", len(tab.Token), claims, err)
	}
}

func TestMetadata(t *testing.T) { // conformance 4
	got := request(t, serve(t), "GET /deep/er/metadata")
	got.has(t, "Content-Type", "application/json")
	if got.body != `{"data":{},"url":"/deep/er"}` {
		t.Error(got.body)
	}
}

func TestLiveness(t *testing.T) {
	at := serve(t)
	if got := request(t, at, "GET /liveness"); got.StatusCode != 200 || !strings.Contains(got.body, `"/counter":true`) {
		t.Error(got.StatusCode, got.body)
	}
	for endpoint, status := range map[string]int{"/counter": 200, "/nothing": 400, "/failing": 500, "/panicking": 500} {
		if got := request(t, at, "GET /liveness?endpoint="+endpoint); got.StatusCode != status {
			t.Errorf("%s: status %d, want %d", endpoint, got.StatusCode, status)
		}
	}
}
