package provider

import (
	"context"
	"errors"
	"net/http"

	"golang.org/x/oauth2"
)

var bitbucket = Provider{
	Name:  "bitbucket",
	Title: "Bitbucket",
	Endpoints: Endpoints{
		Authorize: "https://bitbucket.org/site/oauth2/authorize",
		Token:     "https://bitbucket.org/site/oauth2/access_token",
		API:       "https://api.bitbucket.org/2.0",
	},
	Style:         oauth2.AuthStyleInHeader,
	Scopes:        []string{"account", "email"},
	UserClaims:    []string{"username", "nickname", "display_name"},
	SubjectClaims: []string{"uuid"}, // names are chosen and changed freely
	Profile:       bitbucketProfile,
	Groups:        bitbucketGroups,
}

func bitbucketProfile(ctx context.Context, c Client, p Provider) (map[string]any, error) {
	claims := map[string]any{}
	if _, err := c.Get(ctx, p.Endpoints.API+"/user", &claims); err != nil {
		return nil, err
	}
	if id, _ := claims["uuid"].(string); id == "" {
		return nil, errors.New("the profile holds no uuid")
	}
	type page struct {
		Values []struct {
			Email       string `json:"email"`
			IsPrimary   bool   `json:"is_primary"`
			IsConfirmed bool   `json:"is_confirmed"`
		} `json:"values"`
		Next string `json:"next"`
	}
	all, err := pages(ctx, c, p.Endpoints.API+"/user/emails", func(_ http.Header, p page) string { return p.Next })
	var status *StatusError
	if errors.As(err, &status) && status.Status == http.StatusForbidden {
		return claims, nil // the scope email was left out on purpose
	}
	for _, p := range all {
		for _, a := range p.Values {
			if a.IsPrimary && a.IsConfirmed {
				claims["email"], claims["email_verified"] = a.Email, true
			}
		}
	}
	return claims, err
}

// bitbucketGroups returns the slugs of the visitor's workspaces.
func bitbucketGroups(ctx context.Context, c Client, p Provider, _ map[string]any) ([]string, error) {
	type page struct {
		Values []struct {
			Workspace struct {
				Slug string `json:"slug"`
			} `json:"workspace"`
		} `json:"values"`
		Next string `json:"next"`
	}
	all, err := pages(ctx, c, p.Endpoints.API+"/user/workspaces?pagelen=100", func(_ http.Header, p page) string { return p.Next })
	var groups []string
	for _, p := range all {
		for _, v := range p.Values {
			groups = append(groups, v.Workspace.Slug)
		}
	}
	return groups, permitted(err, "the permission Account: read of the OAuth consumer")
}
