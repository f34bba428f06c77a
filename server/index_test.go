package server_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
)

func TestListOfApps(t *testing.T) { // conformance 4
	at := servertest.Serve(t, apps, server.Options{Title: "Our <apps>", IndexTitles: []string{"counter=Count & see"}}, sessions)
	got := request(t, at, "GET /")
	if got.StatusCode != 200 {
		t.Fatalf("status %d", got.StatusCode)
	}
	for _, want := range []string{"<h1>Our &lt;apps&gt;</h1>", `href="./counter"`, "Count &amp; see", `href="./deep/er"`, "Deep / er"} {
		if !strings.Contains(got.body, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if strings.Index(got.body, "./counter") > strings.Index(got.body, "./visit") {
		t.Error("the list is not sorted")
	}
}

func TestOnlyAppIsWhereTheRootLeads(t *testing.T) { // conformance 4
	only := server.Apps{"/counter": counter}
	for _, c := range []struct{ prefix, path, want string }{
		{"", "/?a=1", "./counter?a=1"},
		{"/x/y", "/x/y/?a=1", "./counter?a=1"},
		{"/x/y", "/x/y?a=1", "y/./counter?a=1"},
	} {
		at := servertest.Serve(t, only, server.Options{Prefix: c.prefix}, sessions)
		got := request(t, at, "GET "+c.path)
		if got.StatusCode != 302 {
			t.Errorf("status %d", got.StatusCode)
		}
		got.has(t, "Location", c.want)
		servertest.Visit(t, at+c.path).Set("Value", 1)
	}
	if got := request(t, servertest.Serve(t, only, server.Options{DisableIndexRedirect: true}, sessions), "GET /"); got.StatusCode != 200 {
		t.Errorf("without the redirect: status %d", got.StatusCode)
	}
	if got := request(t, servertest.Serve(t, only, server.Options{DisableIndex: true}, sessions), "GET /"); got.StatusCode != 404 {
		t.Errorf("without the index: status %d", got.StatusCode)
	}
}

func TestIndexIsAnApp(t *testing.T) {
	at := servertest.Serve(t, apps, server.Options{Index: "counter", Prefix: "/x"}, sessions)
	for _, path := range []string{"/x/", "/x", "/x/counter"} {
		tab := servertest.Visit(t, at+path)
		tab.Set("Value", 2)
		tab.Expect("text", "value: 2")
	}
}

func TestIndexIsATemplate(t *testing.T) {
	file := filepath.Join(t.TempDir(), "index.html")
	if err := os.WriteFile(file, []byte(`<b>{{.Title}}</b>{{range .Apps}}<a href="{{.Path}}">{{.Title}}</a>{{end}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	at := servertest.Serve(t, apps, server.Options{Index: file, Title: "<ours>"}, sessions)
	if got := request(t, at, "GET /"); !strings.HasPrefix(got.body, `<b>&lt;ours&gt;</b><a href="counter">Counter</a>`) {
		t.Error(got.body)
	}
}

func TestPrefixHoldsEverywhere(t *testing.T) { // conformance 4
	at := servertest.Serve(t, apps, server.Options{Prefix: "x/y/"}, sessions)
	for path, status := range map[string]int{
		"/x/y/": 200, "/x/y": 200, "/x/y/counter": 200, "/x/y/counter/metadata": 200, "/x/y/liveness": 200, "/x/y/readiness": 200, "/favicon.ico": 200,
		"/": 404, "/counter": 404, "/liveness": 404, "/x": 404,
	} {
		if got := request(t, at, "GET "+path); got.StatusCode != status {
			t.Errorf("%s: status %d, want %d", path, got.StatusCode, status)
		}
	}
	tab := servertest.Visit(t, at+"/x/y/deep/er")
	tab.Set("Value", 1)
	tab.Expect("text", "value: 1")
}

// TestBehindAProxyThatHasAPathOfItsOwn reaches the server below /apps, which the proxy takes away.
func TestBehindAProxyThatHasAPathOfItsOwn(t *testing.T) {
	for _, all := range []server.Apps{{"/counter": counter}, apps} {
		behind, err := url.Parse(servertest.Serve(t, all, server.Options{}, sessions))
		if err != nil {
			t.Fatal(err)
		}
		proxy := httptest.NewServer(http.StripPrefix("/apps", &httputil.ReverseProxy{
			Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(behind); r.Out.Host = r.In.Host },
		}))
		defer proxy.Close()
		if len(all) == 1 {
			servertest.Visit(t, proxy.URL+"/apps/").Set("Value", 1)
		}
		tab := servertest.Visit(t, proxy.URL+"/apps/counter")
		tab.Set("Value", 1)
		tab.Expect("text", "value: 1")
		for _, m := range scriptSrc.FindAllStringSubmatch(tab.HTML, -1) {
			if got := request(t, proxy.URL, "GET /apps/"+m[1]); got.StatusCode != 200 {
				t.Errorf("%s: status %d", m[1], got.StatusCode)
			}
		}
	}
}

func TestAppAtTheRoot(t *testing.T) {
	tab := servertest.Open(t, counter, "/")
	tab.Set("Value", 1)
	tab.Expect("text", "value: 1")
}

func TestAnAppWithoutATitleIsCalledByItsPath(t *testing.T) {
	titles := map[string]string{
		"sql": "SQL", "sql_console": "SQL console", "image_filter": "Image filter", "teams/csv-import": "Teams / CSV import",
		"sqlite": "Sqlite", "how-it-works": "How it works",
	}
	named := server.Apps{}
	for path := range titles {
		named["/"+path] = counter
	}
	got := request(t, servertest.Serve(t, named, server.Options{}, sessions), "GET /")
	for _, want := range titles {
		if !strings.Contains(got.body, ">"+want+"<") {
			t.Errorf("no app is called %s", want)
		}
	}
}

func TestATitleOfNoAppRefusesTheStart(t *testing.T) {
	show := func(*document.Document) error { return nil }
	for title, ok := range map[string]bool{"sales=Sold": true, "/sales=Sold": true, "sale=Sold": false, "/tools/sales=Sold": false, "=Sold": false} {
		s, err := server.New(server.Apps{"/sales": show}, server.Options{IndexTitles: []string{title}}, sessions)
		if (err == nil) != ok || err != nil && (!strings.Contains(err.Error(), "PANELGO_INDEX_TITLES") || !strings.Contains(err.Error(), "/sales")) {
			t.Errorf("%s: %v", title, err)
		}
		if s != nil {
			if err := s.Stop(t.Context()); err != nil {
				t.Error(err)
			}
		}
	}
}
