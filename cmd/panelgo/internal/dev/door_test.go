package dev

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/server/worker"
)

// doorTo is a door in front of a worker made of a handler, at an address.
func doorTo(t *testing.T, h http.Handler) (*door, string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "door") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	d := newDoor(newLive())
	if h != nil {
		socket := filepath.Join(dir, "s")
		l, err := net.Listen("unix", socket)
		if err != nil {
			t.Fatal(err)
		}
		backend := &http.Server{Handler: h}
		go backend.Serve(l)
		t.Cleanup(func() { backend.Close() })
		d.to(&child{version: "run-1", socket: socket})
	}
	s := httptest.NewServer(d)
	t.Cleanup(s.Close)
	return d, s.URL
}

func get(t *testing.T, address string, header ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		if req.Header.Set(header[i], header[i+1]); header[i] == "Host" {
			req.Host = header[i+1]
		}
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func TestPagesGetTheLiveScriptAndNothingElseDoes(t *testing.T) {
	const page = "<!DOCTYPE html><p>page</p>"
	for name, row := range map[string]struct {
		kind, policy, dest string
		status             int
		tag                string // what must follow the page
	}{
		"a page":               {"text/html; charset=utf-8", "", "document", 200, `<script src="/tools/.panelgo/live.js" data-version="run-1" nonce=""></script>`},
		"a page with a policy": {"text/html", "default-src 'self'; script-src 'nonce-abc+/='", "", 200, `nonce="abc+/="></script>`},
		"an error page":        {"text/html", "", "document", 500, `/.panelgo/live.js"`},
		"a fragment":           {"text/html", "", "empty", 200, ""},
		"a frame":              {"text/html", "", "iframe", 200, ""},
		"data":                 {"application/json", "", "", 200, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, address := doorTo(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", row.kind)
				w.Header().Set("Content-Security-Policy", row.policy)
				w.WriteHeader(row.status)
				io.WriteString(w, page)
			}))
			resp, body := get(t, address+"/tools/app", "Sec-Fetch-Dest", row.dest, "Sec-Fetch-Site", "none", "Accept", "text/html")
			tag, ok := strings.CutPrefix(body, page)
			if !ok || resp.StatusCode != row.status || row.tag == "" && tag != "" || !strings.Contains(tag, row.tag) {
				t.Errorf("%d %q", resp.StatusCode, body)
			}
		})
	}
}

func TestTheWorkerLearnsWhoAsks(t *testing.T) {
	_, address := doorTo(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, r.Host, r.Header.Get("X-Forwarded-For"), r.Header.Values(worker.RemoteHeader))
	}))
	_, body := get(t, address, "Host", "dash.localhost", "X-Forwarded-For", "192.0.2.7", worker.RemoteHeader, "192.0.2.8:1")
	if !strings.HasPrefix(body, "dash.localhost 192.0.2.7 [127.0.0.1:") || strings.Contains(body, "192.0.2.8") {
		t.Errorf("it learns %q", body)
	}
}

func TestSourceTextIsForOurOwnPages(t *testing.T) {
	d, address := doorTo(t, nil)
	d.origins = []string{"dash.example:8080"}
	d.live.fail(&build.Failure{Output: "app.go:1:1: secret plans"})
	for name, row := range map[string]struct {
		header []string
		told   bool
	}{
		"by address":                     {nil, true},
		"by name":                        {[]string{"Host", "localhost:5006"}, true},
		"by a name that is allowed":      {[]string{"Host", "dash.example:8080"}, true},
		"by a name that is made up":      {[]string{"Host", "evil.example"}, false},
		"from a page of another site":    {[]string{"Sec-Fetch-Site", "cross-site"}, false},
		"from a page of a neighbour":     {[]string{"Sec-Fetch-Site", "same-site"}, false},
		"from a page of ours":            {[]string{"Sec-Fetch-Site", "same-origin"}, true},
		"by a name that begins like one": {[]string{"Host", "localhost.evil.example"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			_, body := get(t, address+"/app", append(row.header, "Accept", "text/html")...)
			if strings.Contains(body, "secret plans") != row.told {
				t.Errorf("the page says %q", body)
			}
			if !row.told {
				if resp, _ := get(t, address+"/.panelgo/live", row.header...); resp.StatusCode != http.StatusForbidden {
					t.Errorf("the stream answers %s", resp.Status)
				}
			}
		})
	}
}

func TestTheStreamTellsEveryChange(t *testing.T) {
	d, address := doorTo(t, nil)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/app/.panelgo/live", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	expect := func(want string) {
		t.Helper()
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "data: ") {
				if !strings.Contains(lines.Text(), want) {
					t.Fatalf("got %s, want %s", lines.Text(), want)
				}
				return
			}
		}
		t.Fatalf("the stream ended before %s", want)
	}
	expect(`{"version":"","building":false,"failure":null}`)
	d.live.building()
	expect(`"building":true`)
	d.live.fail(&build.Failure{Output: "no", Hint: "do"})
	expect(`"building":false,"failure":{"output":"no","hint":"do","places":null}`)
	d.live.ready("run-2")
	expect(`{"version":"run-2","building":false,"failure":null}`)
}

func TestAFrameShowsTheSourceAround(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.go")
	if err := os.WriteFile(file, []byte("1\r\n2\r\n3\r\n4\r\n5\r\n6"), 0o600); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[int]string{1: "[{1 1 true} {2 2 false} {3 3 false} {4 4 false}]", 6: "[{3 3 false} {4 4 false} {5 5 false} {6 6 true}]", 9: "[{6 6 false}]"} {
		if got := fmt.Sprint(frame(build.Diagnostic{File: file, Line: at})); got != want {
			t.Errorf("around line %d: %s, want %s", at, got, want)
		}
	}
	if got := frame(build.Diagnostic{File: file + "x", Line: 1}); got != nil {
		t.Errorf("a file that is gone: %v", got)
	}
}

func TestTheLiveScriptIsAllowedByThePagesPolicy(t *testing.T) {
	for policy, want := range map[string]string{
		"default-src 'none'; style-src 'unsafe-inline'":                  "default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-N'; connect-src 'self'",
		"default-src 'none'; script-src 'none'; connect-src 'none'":      "default-src 'none'; script-src 'nonce-N'; connect-src 'self'",
		"default-src 'self' https://a.example":                           "default-src 'self' https://a.example; script-src 'self' https://a.example 'nonce-N'",
		"script-src 'sha256-x='; connect-src https://a.example":          "script-src 'sha256-x=' 'nonce-N'; connect-src https://a.example 'self'",
		"script-src 'self' 'unsafe-inline'; default-src 'none'":          "script-src 'self' 'unsafe-inline'; default-src 'none'; connect-src 'self'",
		"script-src 'nonce-N'; script-src-elem 'self'; frame-src 'none'": "script-src 'nonce-N'; script-src-elem 'self' 'nonce-N'; frame-src 'none'",
		"frame-ancestors 'self'":                                         "frame-ancestors 'self'",
	} {
		if got := allow(policy, "N"); got != want {
			t.Errorf("%s became\n%s, want\n%s", policy, got, want)
		}
	}
	plain := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'")
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprint(w, "<!DOCTYPE html><p>failed</p>")
	})
	_, address := doorTo(t, plain)
	resp, body := get(t, address+"/app", "Sec-Fetch-Dest", "document")
	m := nonceOf.FindStringSubmatch(resp.Header.Get("Content-Security-Policy"))
	if m == nil || !strings.Contains(body, `nonce="`+m[1]+`"></script>`) {
		t.Errorf("%s allows no script of %s", resp.Header.Get("Content-Security-Policy"), body)
	}
}
