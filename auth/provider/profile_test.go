package provider

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// service answers the paths given and refuses every request without the token.
func service(t *testing.T, answers map[string]string) (Client, string) {
	t.Helper()
	mux := http.NewServeMux()
	var base string
	for path, body := range answers {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "Bearer tok" || r.URL.Query().Get("access_token") != "" {
				http.Error(w, "no token", http.StatusUnauthorized)
				return
			}
			text, status := strings.ReplaceAll(body, "BASE", base), 200
			if after, ok := strings.CutPrefix(text, "403"); ok {
				text, status = after, 403
			}
			if link, rest, ok := strings.Cut(text, "\n"); ok && text[0] == '<' && r.URL.Query().Get("page") == "" {
				w.Header().Set("Link", link)
				text = rest
			} else if ok && text[0] == '<' {
				text = `[]`
			}
			w.WriteHeader(status)
			fmt.Fprint(w, text)
		})
	}
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	base = srv.URL
	return Client{HTTP: srv.Client(), Token: "tok"}, srv.URL
}

func at(name, base string) Provider {
	p, _ := Lookup(name)
	p.Endpoints.API = base
	return p
}

func TestGitHubProfile(t *testing.T) {
	c, base := service(t, map[string]string{
		"/user": `{"login":"o'brien","id":583231,"email":null,"name":"Pat \"O'Brien\" 🎈"}`,
		"/user/emails": `[{"email":"1+o@users.noreply.github.com","primary":false,"verified":true},
			{"email":"new@example.org","primary":false,"verified":false},{"email":"pat@example.org","primary":true,"verified":true}]`,
		"/user/orgs":  "<BASE/user/orgs?page=2>; rel=\"next\", <BASE/user/orgs?page=9>; rel=\"last\"\n" + `[{"login":"octo"}]`,
		"/user/teams": `[{"slug":"core","organization":{"login":"octo"}}]`,
	})
	p := at("github", base)
	claims, err := p.Profile(context.Background(), c, p)
	if err != nil {
		t.Fatal(err)
	}
	if claims["email"] != "pat@example.org" || claims["email_verified"] != true || claims["login"] != "o'brien" {
		t.Errorf("claims = %v", claims)
	}
	groups, err := p.Groups(context.Background(), c, p, claims)
	if err != nil || !slices.Equal(groups, []string{"octo", "octo/core"}) {
		t.Errorf("groups = %v, %v", groups, err)
	}
}

func TestGitHubUnverifiedAddressIsNoAddress(t *testing.T) {
	c, base := service(t, map[string]string{
		"/user":        `{"login":"mallory","id":1,"email":"boss@example.org"}`,
		"/user/emails": `[{"email":"boss@example.org","primary":true,"verified":false}]`,
	})
	p := at("github", base)
	claims, err := p.Profile(context.Background(), c, p)
	if err != nil || claims["email"] != nil || claims["email_verified"] != nil {
		t.Errorf("claims = %v, %v", claims, err)
	}
}

func TestProfileTroubleIsAnError(t *testing.T) {
	for what, answers := range map[string]map[string]string{
		"no such address": {},
		"not JSON":        {"/user": "<html>"},
		"no id":           {"/user": `{"login":"x"}`},
		"forbidden":       {"/user": "403 {}"},
	} {
		c, base := service(t, answers)
		for _, name := range []string{"github", "bitbucket"} {
			p := at(name, base)
			if claims, err := p.Profile(context.Background(), c, p); err == nil {
				t.Errorf("%s with %s: %v", name, what, claims)
			}
		}
	}
}

func TestBitbucketProfile(t *testing.T) {
	c, base := service(t, map[string]string{
		"/user":            `{"uuid":"{12}","username":"pat","display_name":"Pat"}`,
		"/user/emails":     `{"values":[{"email":"old@example.org","is_primary":false,"is_confirmed":true},{"email":"pat@example.org","is_primary":true,"is_confirmed":true}]}`,
		"/user/workspaces": `{"values":[{"workspace":{"slug":"octo"}}],"next":"BASE/more"}`,
		"/more":            `{"values":[{"workspace":{"slug":"two"}}],"next":"http://elsewhere.example/steal"}`,
	})
	p := at("bitbucket", base)
	claims, err := p.Profile(context.Background(), c, p)
	if err != nil || claims["email"] != "pat@example.org" || claims["uuid"] != "{12}" {
		t.Fatalf("claims = %v, %v", claims, err)
	}
	groups, err := p.Groups(context.Background(), c, p, claims)
	if err != nil || !slices.Equal(groups, []string{"octo", "two"}) {
		t.Errorf("groups = %v, %v (a next page elsewhere must not be followed)", groups, err)
	}
}

func TestEntraOverage(t *testing.T) {
	c, base := service(t, map[string]string{
		"/me/transitiveMemberOf/microsoft.graph.group": `{"value":[{"id":"g1"},{"id":"g2"}]}`,
	})
	p := at("azurev2", base)
	groups, err := p.Groups(context.Background(), c, p, map[string]any{"_claim_names": map[string]any{"groups": "src1"}})
	if err != nil || !slices.Equal(groups, []string{"g1", "g2"}) {
		t.Errorf("groups = %v, %v", groups, err)
	}
	if groups, err := p.Groups(context.Background(), c, p, map[string]any{"groups": []any{"g"}}); groups != nil || err != nil {
		t.Errorf("asked without need: %v, %v", groups, err)
	}
}

func TestEntraIssuer(t *testing.T) {
	const (
		host  = "https://login.microsoftonline.com/"
		mine  = "11111111-2222-3333-4444-555555555555"
		other = "99999999-2222-3333-4444-555555555555"
		any_  = host + "{tenantid}/v2.0"
	)
	for _, c := range []struct {
		what, extra, discovered, iss, tid string
		ok                                bool
	}{
		{"common", "", any_, host + mine + "/v2.0", mine, true},
		{"iss of another directory", "", any_, host + other + "/v2.0", mine, false},
		{"template as issuer", "", any_, any_, "{tenantid}", false},
		{"no tid", "", any_, host + mine + "/v2.0", "", false},
		{"foreign host", "", any_, "https://evil.example/" + mine + "/v2.0", mine, false},
		{"organizations, work account", "tenant=organizations", any_, host + mine + "/v2.0", mine, true},
		{"organizations, personal account", "tenant=organizations", any_, host + consumers + "/v2.0", consumers, false},
		{"consumers, personal account", "tenant=consumers", host + consumers + "/v2.0", host + consumers + "/v2.0", consumers, true},
		{"own directory", "tenant=" + mine, host + mine + "/v2.0", host + mine + "/v2.0", mine, true},
		{"own directory, foreign token", "tenant=" + mine, host + mine + "/v2.0", host + other + "/v2.0", other, false},
		{"directory by domain", "tenant=contoso.com", host + mine + "/v2.0", host + mine + "/v2.0", mine, true},
		{"directory by domain, foreign token", "tenant=contoso.com", host + mine + "/v2.0", host + other + "/v2.0", other, false},
		{"listed", "tenants=" + other + "," + mine, any_, host + mine + "/v2.0", mine, true},
		{"not listed", "tenants=" + other, any_, host + mine + "/v2.0", mine, false},
	} {
		p, err := resolve("azurev2", c.extra, "")
		if err != nil {
			t.Fatal(err)
		}
		err = p.CheckIssuer(p, c.discovered, map[string]any{"iss": c.iss, "tid": c.tid})
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

func TestGitHubRevokes(t *testing.T) {
	var got string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, secret, _ := r.BasicAuth()
		got = r.Method + " " + r.URL.Path + " " + id + ":" + secret
		w.WriteHeader(http.StatusNoContent)
	}))
	defer srv.Close()
	p := at("github", srv.URL)
	if err := p.Revoke(context.Background(), srv.Client(), p, "id", "sec", "tok"); err != nil || got != "DELETE /applications/id/token id:sec" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAuth0Logout(t *testing.T) {
	p, err := resolve("auth0", "subdomain=x.eu", "")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Logout(p, "id", "https://app.example/logout"); got != "https://x.eu.auth0.com/v2/logout?client_id=id&returnTo=https%3A%2F%2Fapp.example%2Flogout" {
		t.Error(got)
	}
}
