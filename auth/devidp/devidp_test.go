package devidp

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRefusesPublicAddresses(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.org:80", "nonsense"} {
		if p, err := Start(Config{Addr: addr}); err == nil {
			p.Close()
			t.Errorf("listens on %s", addr)
		} else if !strings.Contains(err.Error(), "this machine only") {
			t.Error(err)
		}
	}
}

func TestAnswersThisMachineOnly(t *testing.T) {
	p := start(t, Config{})
	for what, c := range map[string]struct{ remote, host string }{
		"another machine": {"192.0.2.1:1", "127.0.0.1"}, "a foreign name": {"127.0.0.1:1", "evil.example"}, "no address": {"", "127.0.0.1"},
	} {
		r := httptest.NewRequest("GET", "/.well-known/openid-configuration", nil)
		r.RemoteAddr, r.Host = c.remote, c.host
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		if w.Code != http.StatusForbidden {
			t.Errorf("%s: %d", what, w.Code)
		}
	}
}

func TestAppsElsewhereGetNoCode(t *testing.T) {
	p := start(t, Config{})
	ask := func(redirect string) (*http.Response, string) {
		t.Helper()
		resp, err := http.Get(p.Issuer + "/authorize?client_id=" + p.ClientID + "&response_type=code&scope=openid&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri=" + redirect)
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
	if resp, body := ask("http://localhost:5006/oauth2/callback"); resp.StatusCode != 200 || !strings.Contains(body, "Alice Liddell") || !strings.Contains(body, "Pat O’Brien") {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	if resp, body := ask("https://evil.example/"); resp.StatusCode != http.StatusBadRequest || strings.Contains(body, "Alice") {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

func TestUsersFromAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "users.json")
	for text, want := range map[string]string{
		`[{"name": "dora", "email": "d@example.org", "groups": ["x"], "claims": {"team": 9007199254740993}}]`: "",
		`[]`:                           "between 1 and",
		`[{"email": "x"}]`:             "needs a name",
		`[{"name": "a"},{"name":"a"}]`: "two users",
		`[{"nmae": "a"}]`:              "unknown field",
		`{`:                            "read users",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := Start(Config{UsersFile: file})
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
		if err == nil {
			if c := p.claimsOf("dora"); c["team"] != json.Number("9007199254740993") || c["email_verified"] != true {
				t.Errorf("claims = %v", c)
			}
			p.Close()
		}
	}
}

func TestKeysAreNewAtEveryStart(t *testing.T) {
	read := func(p *Provider) string {
		resp, err := http.Get(p.Issuer + "/jwks")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		if !strings.Contains(string(body), `"kid"`) || strings.Contains(string(body), `"d"`) {
			t.Errorf("keys: %s", body)
		}
		return string(body)
	}
	one, two := start(t, Config{}), start(t, Config{})
	if read(one) == read(two) || one.ClientSecret == two.ClientSecret {
		t.Error("keys or secrets repeat")
	}
}

func start(t *testing.T, c Config) *Provider {
	t.Helper()
	p, err := Start(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}
