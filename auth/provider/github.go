package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"golang.org/x/oauth2"
)

// GitHub has no OpenID Connect for people: its issuer is for workflows. The
// profile is fetched instead. "url" is the address of an Enterprise Server.
var github = Provider{
	Name:  "github",
	Title: "GitHub",
	Endpoints: Endpoints{
		Authorize: "{url}/login/oauth/authorize",
		Token:     "{url}/login/oauth/access_token",
		API:       "{api}",
	},
	Style:         oauth2.AuthStyleInParams,
	Scopes:        []string{"read:user", "user:email"},
	RefreshScopes: []string{"offline_access"},
	GroupScopes:   []string{"read:org"},
	Params:        []Param{{Name: "url", Default: "https://github.com", Kind: Address, Help: "the address of a GitHub Enterprise Server"}},
	AgainParams:   map[string]string{"prompt": "select_account"},
	UserClaims:    []string{"login"},
	SubjectClaims: []string{"id"}, // logins change hands, numbers do not
	Derive: func(values map[string]string) error {
		values["url"] = strings.TrimSuffix(values["url"], "/")
		values["api"] = values["url"] + "/api/v3"
		switch host := strings.TrimPrefix(values["url"], "https://"); {
		case host == "github.com", strings.HasSuffix(host, ".ghe.com"):
			values["api"] = "https://api." + host
		}
		return nil
	},
	Profile: githubProfile,
	Groups:  githubGroups,
	Revoke:  githubRevoke,
}

func githubProfile(ctx context.Context, c Client, p Provider) (map[string]any, error) {
	claims := map[string]any{}
	if _, err := c.Get(ctx, p.Endpoints.API+"/user", &claims); err != nil {
		return nil, err
	}
	if _, ok := claims["id"].(json.Number); !ok {
		return nil, errors.New("the profile holds no id")
	}
	// The public address of the profile is whatever the person typed there.
	delete(claims, "email")
	type address struct {
		Email             string
		Primary, Verified bool
	}
	lists, err := pages[[]address](ctx, c, p.Endpoints.API+"/user/emails?per_page=100", linkNext)
	if err != nil {
		// The scope user:email may have been left out on purpose.
		var status *StatusError
		if errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusForbidden) {
			return claims, nil
		}
		return nil, err
	}
	for _, list := range lists {
		for _, a := range list {
			if a.Primary && a.Verified {
				claims["email"], claims["email_verified"] = a.Email, true
			}
		}
	}
	return claims, nil
}

// githubGroups returns organisations as "org" and teams as "org/team".
func githubGroups(ctx context.Context, c Client, p Provider, _ map[string]any) ([]string, error) {
	type org struct{ Login string }
	type team struct {
		Slug         string
		Organization org
	}
	orgs, err := pages[[]org](ctx, c, p.Endpoints.API+"/user/orgs?per_page=100", linkNext)
	if err != nil {
		return nil, permitted(err, "the scope read:org")
	}
	teams, err := pages[[]team](ctx, c, p.Endpoints.API+"/user/teams?per_page=100", linkNext)
	if err != nil {
		return nil, permitted(err, "the scope read:org")
	}
	var groups []string
	for _, list := range orgs {
		for _, o := range list {
			groups = append(groups, o.Login)
		}
	}
	for _, list := range teams {
		for _, t := range list {
			groups = append(groups, t.Organization.Login+"/"+t.Slug)
		}
	}
	return groups, nil
}

func githubRevoke(ctx context.Context, c *http.Client, p Provider, id, secret, token string) error {
	body, err := json.Marshal(map[string]string{"access_token": token})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodDelete, p.Endpoints.API+"/applications/"+id+"/token", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.SetBasicAuth(id, secret)
	req.Header.Set("Accept", "application/json")
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 && resp.StatusCode != http.StatusNotFound {
		return &StatusError{req.URL.Host, resp.StatusCode}
	}
	return nil
}
